//! The ledger of promises as of a day: who owes what to whom by when, and what became of it on what evidence.
//!
//! Nothing here asks the clock: the day is given. What was promised or happened surely after it is not in the ledger.

mod history;
mod sums;
mod wanted;

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

pub use history::{Event, Standing};
pub use sums::{Total, totals};
pub use wanted::{Common, Grouping, Wanted};

use crate::model::{
    Due, Field, Model, Moment, Name, Pledge, Progress, Record, Ref, Spoken, Subject, Target, When,
    Word,
};
use crate::vocab::lists::{self, List};

/// The state of a promise of which no later line says anything.
pub const OPEN: &str = "open";

/// Every promise that had been made by a day, in the order of the archive.
#[derive(Debug)]
pub struct Ledger<'m> {
    /// The day.
    pub day: Date,
    /// The promises.
    pub promises: Vec<Promise<'m>>,
    by_name: HashMap<Name, usize>,
}

/// A promise and what became of it. Other promises are named by their places in the ledger.
#[derive(Debug)]
pub struct Promise<'m> {
    /// Who, what, to whom, where.
    pub spoken: Spoken<'m>,
    /// The pledge.
    pub pledge: &'m Pledge,
    /// Who owes it.
    pub owed_by: Vec<Subject>,
    /// By when.
    pub due: Option<Deadline>,
    /// What became of it, in order of time; what became of the same promise given elsewhere included.
    pub history: Vec<Event<'m>>,
    /// How it stands.
    pub standing: Standing,
    /// The earlier promises that it repeats.
    pub repeats: Vec<usize>,
    /// Those that repeat it.
    pub repeated_by: Vec<usize>,
    /// The earlier promises that it replaces.
    pub replaces: Vec<usize>,
    /// Those that replace it.
    pub replaced_by: Vec<usize>,
}

/// By when a promise is due.
#[derive(Debug, Clone, Copy)]
pub struct Deadline {
    /// The meeting, if it is due by one.
    pub meeting: Option<Ref>,
    /// The date, that of the meeting included; `undated` where the meeting has none.
    pub when: When,
}

impl<'m> Ledger<'m> {
    /// The ledger as of a day.
    pub fn of(model: &'m Model, day: Date) -> Self {
        Self::among(model, day, model.spoken(), model.progress())
    }

    /// The same of some promises and of the lines of progress at the margin that may be about them.
    pub fn among(
        model: &'m Model,
        day: Date,
        spoken: impl Iterator<Item = Spoken<'m>>,
        progress: impl Iterator<Item = (Name, &'m Record, &'m Progress)>,
    ) -> Self {
        let made = |spoken: &Spoken<'_>| !is_after(spoken.when(), day);
        let promises: Vec<Promise<'m>> = spoken
            .filter(made)
            .filter_map(|spoken| Promise::new(model, spoken))
            .collect();
        let ids = promises.iter().enumerate().filter_map(|(at, promise)| {
            let id = promise.pledge.speech.head.id?;
            Some((id.name, at))
        });
        let mut ledger = Self {
            day,
            by_name: ids.collect(),
            promises,
        };
        ledger.relate(model);
        history::tell(progress, &mut ledger);
        ledger
    }

    /// The promise of an id.
    pub fn find(&self, name: Name) -> Option<usize> {
        self.by_name.get(&name).copied()
    }

    /// Whether a promise was to be kept by now, and is neither kept nor given up nor put off: since when, in days.
    pub fn overdue(&self, promise: &Promise<'_>) -> Option<i32> {
        let last = promise.due?.when.latest_possible()?;
        (promise.is_awaited() && last < self.day).then(|| days_between(last, self.day))
    }

    /// When a promise came into its state, unless it is open.
    pub fn since(&self, promise: &Promise<'_>) -> Option<When> {
        match promise.standing {
            Standing::Open => None,
            Standing::Since { event, .. } => {
                let event = promise.history.get(event)?;
                Some(event.progress.date.when)
            }
            Standing::Replaced(other) => Some(self.promises.get(other)?.spoken.when()),
        }
    }

    /// The promise that a reference leads to, seen from a record.
    fn target(&self, model: &Model, reference: Ref, home: Option<Name>) -> Option<usize> {
        match model.target(&reference, home)? {
            Target::Declared(declared) => self.find(declared.name),
            Target::Country(_) => None,
        }
    }

    /// Which promises repeat and replace which.
    fn relate(&mut self, model: &Model) {
        for at in 0..self.promises.len() {
            let promise = &self.promises[at];
            let home = promise.spoken.home();
            let others = |field: Option<&Field<Vec<Ref>>>| -> Vec<usize> {
                let named = field.into_iter().flat_map(|field| &field.value);
                let found = named.filter_map(|reference| self.target(model, *reference, home));
                found.filter(|other| *other != at).collect()
            };
            let repeats = others(promise.pledge.more.reiterates.as_deref());
            let replaces = others(promise.pledge.more.supersedes.as_deref());
            for other in &repeats {
                self.promises[*other].repeated_by.push(at);
            }
            for other in &replaces {
                self.promises[*other].replaced_by.push(at);
            }
            self.promises[at].repeats = repeats;
            self.promises[at].replaces = replaces;
        }
    }

    /// How many promises are in each state, the states in the order of the language's list after `open`.
    pub fn states(&self, among: &[usize]) -> Vec<(&'static str, usize)> {
        let mut counts: BTreeMap<usize, (&'static str, usize)> = BTreeMap::new();
        for promise in among.iter().filter_map(|at| self.promises.get(*at)) {
            let state = promise.state();
            counts.entry(rank(state)).or_insert((state, 0)).1 += 1;
        }
        counts.into_values().collect()
    }
}

/// The place of a state in the language's list; `open` is the first.
pub fn rank(state: &str) -> usize {
    let words = lists::words(List::ProgressState);
    let at = words.iter().position(|word| word.word == state);
    at.map_or(0, |at| at + 1)
}

impl<'m> Promise<'m> {
    fn new(model: &'m Model, spoken: Spoken<'m>) -> Option<Self> {
        let pledge = spoken.pledge?;
        Some(Self {
            spoken,
            pledge,
            owed_by: model.owed_by(pledge, spoken.meeting(), spoken.when()),
            due: pledge.due.as_ref().map(|due| deadline(model, due.value)),
            history: Vec::new(),
            standing: Standing::Open,
            repeats: Vec::new(),
            repeated_by: Vec::new(),
            replaces: Vec::new(),
            replaced_by: Vec::new(),
        })
    }

    /// Its state: `open`, or a word of the language's list.
    pub fn state(&self) -> &'static str {
        match self.standing {
            Standing::Open => OPEN,
            Standing::Since { state, .. } => state,
            Standing::Replaced(_) => "superseded",
        }
    }

    /// Whether it is still to be kept: promised indeed, and neither kept nor given up nor put off.
    pub fn is_awaited(&self) -> bool {
        let negated = |field: &Field<Word>| field.value.word == "negated";
        let promised = !self.pledge.speech.more.mood.as_deref().is_some_and(negated);
        promised && !self.is_settled() && self.state() != "suspended"
    }

    /// Whether nothing is owed any more.
    pub fn is_settled(&self) -> bool {
        match self.standing {
            Standing::Open => false,
            Standing::Since { event, .. } => self
                .history
                .get(event)
                .is_some_and(|event| event.progress.ends()),
            Standing::Replaced(_) => true,
        }
    }
}

fn deadline(model: &Model, due: Due) -> Deadline {
    match due {
        Due::Day(day) => Deadline {
            meeting: None,
            when: day.when,
        },
        Due::Meeting(meeting) => {
            let date = model
                .meeting(meeting)
                .and_then(|meeting| meeting.date.as_ref());
            Deadline {
                meeting: Some(meeting),
                when: date.map_or(When::Undated, |date| date.value.when),
            }
        }
    }
}

/// Whether a date lies after a day in every reading.
fn is_after(when: When, day: Date) -> bool {
    When::At(Moment::from(day)).surely_before(when)
}

fn days_between(earlier: Date, later: Date) -> i32 {
    earlier.until(later).map_or(0, |span| span.get_days())
}
