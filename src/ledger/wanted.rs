//! Which promises a reader asks for, in which order, and how they are grouped.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::Date;

use super::{Ledger, Promise, rank};
use crate::model::{Actor, Model, Name, Spoken, Subject, Target};
use crate::text::World;

/// What a reader asks for; what is left out does not matter.
#[derive(Debug, Default, Clone, Copy)]
pub struct Wanted {
    /// A person who made it, or a party that owes it.
    pub by: Option<Name>,
    /// Whom it was made to.
    pub to: Option<Name>,
    /// What it is about; a topic includes the narrower ones.
    pub about: Option<Name>,
    /// Its state.
    pub state: Option<&'static str>,
    /// Only what is overdue.
    pub overdue: bool,
    /// Only what is due before a day.
    pub due_before: Option<Date>,
}

/// By what promises are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grouping {
    /// Who owes it.
    By,
    /// Whom it was made to.
    To,
    /// What it is about.
    About,
    /// How it stands.
    State,
}

/// What a group has in common; none for those that have nothing of the kind.
#[derive(Debug, Clone, Copy)]
pub enum Common {
    /// A record, or a text.
    Of(Subject),
    /// A state.
    State(&'static str),
    /// Nothing.
    Nothing,
}

impl Ledger<'_> {
    /// The promises that a reader asks for, what is still owed before what is settled, those due first first, by their places in the ledger.
    pub fn wanted(&self, model: &Model, wanted: Wanted) -> Vec<usize> {
        let about = wanted.about.map(|topic| model.narrower(topic));
        let due = |promise: &Promise<'_>| promise.due.and_then(|due| due.when.latest_possible());
        let fits = |promise: &Promise<'_>| {
            let by = |name| self.is_by(model, promise, name);
            let to = |name| to(model, promise.spoken).any(|other| other == name);
            wanted.by.is_none_or(by)
                && wanted.to.is_none_or(to)
                && wanted.state.is_none_or(|state| promise.state() == state)
                && about
                    .as_ref()
                    .is_none_or(|about| is_about(model, promise, about))
                && (!wanted.overdue || self.overdue(promise).is_some())
                && wanted
                    .due_before
                    .is_none_or(|day| due(promise).is_some_and(|due| due < day))
        };
        let places = self.promises.iter().enumerate();
        let mut found: Vec<usize> = places
            .filter_map(|(at, promise)| fits(promise).then_some(at))
            .collect();
        found.sort_by_key(|at| {
            let promise = &self.promises[*at];
            let made = promise.spoken.when().in_time();
            (
                promise.is_settled(),
                due(promise).unwrap_or(Date::MAX),
                made,
            )
        });
        found
    }

    /// Whether somebody made a promise or owes it.
    fn is_by(&self, model: &Model, promise: &Promise<'_>, name: Name) -> bool {
        let spoken = promise.spoken;
        let owes = promise.owed_by.iter().filter_map(|owner| owner.named());
        let made = promise.pledge.speech.by.iter();
        let made = made.flat_map(|actor| names(model, actor, spoken));
        owes.map(|owner| owner.name)
            .chain(made)
            .any(|other| other == name)
    }

    /// The promises in groups, in the order of first mention, states in the order of the language; a promise may be in
    /// several, and those with nothing to be grouped by come last.
    pub fn grouped(
        &self,
        world: &World,
        model: &Model,
        chosen: &[usize],
        by: Grouping,
    ) -> Vec<(Common, Vec<usize>)> {
        let mut groups: Vec<(Common, Vec<usize>)> = Vec::new();
        let mut places: HashMap<Key, usize> = HashMap::new();
        let mut without: Vec<usize> = Vec::new();
        for at in chosen {
            let commons = self.commons(model, *at, by);
            if commons.is_empty() {
                without.push(*at);
            }
            let mut seen: HashSet<usize> = HashSet::new();
            for common in commons {
                let group = *places.entry(Key::of(world, common)).or_insert_with(|| {
                    groups.push((common, Vec::new()));
                    groups.len() - 1
                });
                if seen.insert(group) {
                    groups[group].1.push(*at);
                }
            }
        }
        if by == Grouping::State {
            let order: BTreeMap<usize, _> = groups
                .into_iter()
                .map(|group| (place(group.0), group))
                .collect();
            groups = order.into_values().collect();
        }
        if !without.is_empty() {
            groups.push((Common::Nothing, without));
        }
        groups
    }

    fn commons(&self, model: &Model, at: usize, by: Grouping) -> Vec<Common> {
        let promise = &self.promises[at];
        match by {
            Grouping::By => promise.owed_by.iter().copied().map(Common::Of).collect(),
            Grouping::To => {
                let side = |actor: &Actor| {
                    let side = model.side(actor, promise.spoken.meeting(), promise.spoken.when());
                    Common::Of(side.map_or(actor.who, Subject::Named))
                };
                promise.pledge.speech.to.iter().map(side).collect()
            }
            Grouping::About => promise.spoken.about().map(Common::Of).collect(),
            Grouping::State => vec![Common::State(promise.state())],
        }
    }
}

/// What tells groups apart.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    Named(Name),
    Text(String),
    State(&'static str),
    Nothing,
}

impl Key {
    fn of(world: &World, common: Common) -> Self {
        match common {
            Common::Of(Subject::Named(reference)) => Self::Named(reference.name),
            Common::Of(Subject::Unnamed(text)) => Self::Text(text.content(world).into_owned()),
            Common::State(state) => Self::State(state),
            Common::Nothing => Self::Nothing,
        }
    }
}

fn place(common: Common) -> usize {
    match common {
        Common::State(state) => rank(state),
        _ => usize::MAX,
    }
}

fn is_about(model: &Model, promise: &Promise<'_>, topics: &HashSet<Name>) -> bool {
    let home = promise.spoken.home();
    let mut about = promise.spoken.about().filter_map(Subject::named);
    about.any(|subject| {
        let name = match model.target(&subject, home) {
            Some(Target::Declared(declared)) => declared.name,
            _ => subject.name,
        };
        topics.contains(&name)
    })
}

/// The names of those whom a promise was made to, and of their sides.
fn to<'m>(model: &'m Model, spoken: Spoken<'m>) -> impl Iterator<Item = Name> + 'm {
    let to = spoken.speech.to.iter();
    to.flat_map(move |actor| names(model, actor, spoken))
}

/// The names by which somebody may be asked for: the person, the ministry, the state.
fn names(model: &Model, actor: &Actor, spoken: Spoken<'_>) -> Vec<Name> {
    let side = model.own_side(actor, spoken.meeting(), spoken.when());
    let whole = side.map(|side| model.whole(side));
    let named = [actor.who.named(), side, whole];
    named
        .into_iter()
        .flatten()
        .map(|reference| reference.name)
        .collect()
}
