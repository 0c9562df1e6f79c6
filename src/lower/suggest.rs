//! What is meant by a name that nothing declares: over ids, labels and other names, in any script.
//!
//! It is long because names are written amiss in many ways; each is a function by itself.

mod glimpse;
mod known;
mod near;

use unicode_normalization::UnicodeNormalization;
use unicode_security::confusable_detection::skeleton;

use crate::diag::{Safety, folded, romanised};
use crate::model::{Body, Declared, Meeting, Model, Name, RecordKind, Wanted};
use crate::text::World;
use crate::vocab::countries::{self, Country};
use known::{Bearers, Known};
use near::Search;

/// Takes a glimpse of all names of an archive that will be kept, so that nobody waits for it at the first name that leads nowhere.
pub(crate) fn prepare(world: &World, model: &Model) {
    known::glimpsed(world, model, |_| false, |_| {});
}

/// What is meant.
pub(super) enum Meant<'m> {
    /// A record, and whether beyond doubt.
    Declared(&'m Declared, Safety),
    /// Any of these records.
    Which(Vec<&'m Declared>),
    /// A country, and whether beyond doubt.
    Country(&'static Country, Safety),
    /// Any of these countries.
    WhichCountry(Vec<&'static Country>),
    /// A place that has no code.
    Uncoded(&'static str),
}

/// More records than these are no answer to what is meant.
const MOST: usize = 4;

/// Words before a name that are no part of it.
const TITLES: [&str; 34] = [
    "dr",
    "mr",
    "mrs",
    "ms",
    "miss",
    "sir",
    "dame",
    "lady",
    "prof",
    "professor",
    "president",
    "chairman",
    "chancellor",
    "minister",
    "prime",
    "foreign",
    "secretary",
    "general",
    "gen",
    "col",
    "ambassador",
    "amb",
    "senator",
    "king",
    "queen",
    "pope",
    "herr",
    "frau",
    "monsieur",
    "madame",
    "mme",
    "senor",
    "premier",
    "comrade",
];

/// A name that nothing declares, what is wanted in its place, and the record that it stands in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) name: &'a str,
    pub(super) wanted: Wanted,
    pub(super) home: Option<Name>,
}

/// What may be meant by the names that are asked for.
pub(super) struct Candidates<'m> {
    world: &'m World,
    model: &'m Model,
    known: Known<'m>,
}

impl<'m> Candidates<'m> {
    /// The candidates of an archive for some names; what is asked of them must be among these.
    pub(super) fn of(world: &'m World, model: &'m Model, asked: &[Asked<'_>]) -> Self {
        Self {
            world,
            model,
            known: Known::of(world, model, asked),
        }
    }

    /// The only record of a kind wanted that goes by exactly this name, but for case and signs.
    pub(super) fn exactly(&self, name: &str, wanted: Wanted) -> Option<&'m Declared> {
        let all = self.known.by_form(&folded(name)).iter();
        let mut accepted = all.filter(|declared| wanted.accepts(declared.kind));
        let first = accepted.next()?;
        accepted.next().is_none().then_some(*first)
    }

    /// What is meant by each of some names.
    pub(super) fn meant(&self, asked: &[Asked<'_>]) -> Vec<Option<Meant<'m>>> {
        let mut meant: Vec<Option<Meant<'m>>> =
            asked.iter().map(|one| self.by_name(*one)).collect();
        self.fill(asked, &mut meant, |open| self.near(open));
        self.fill(asked, &mut meant, |open| self.in_one_spelling(open));
        self.fill(asked, &mut meant, |open| {
            open.iter().map(|one| self.by_part(*one)).collect()
        });
        meant
    }

    /// Asks what is still open.
    fn fill<'a>(
        &self,
        asked: &[Asked<'a>],
        meant: &mut [Option<Meant<'m>>],
        find: impl Fn(&[Asked<'a>]) -> Vec<Option<Meant<'m>>>,
    ) {
        let open: Vec<usize> = (0..asked.len()).filter(|at| meant[*at].is_none()).collect();
        let names: Vec<Asked<'a>> = open.iter().map(|at| asked[*at]).collect();
        for (at, found) in open.into_iter().zip(find(&names)) {
            meant[at] = found;
        }
    }

    fn by_name(&self, asked: Asked<'_>) -> Option<Meant<'m>> {
        let Asked { name, wanted, home } = asked;
        let form = folded(name);
        let accepted = |all: &[&'m Declared]| -> Vec<&'m Declared> {
            let all = all.iter().copied();
            all.filter(|declared| wanted.accepts(declared.kind))
                .collect()
        };
        let country = || {
            wanted
                .accepts(RecordKind::Party)
                .then(|| self.country(name))
                .flatten()
        };
        self.dotted(name, wanted)
            .or_else(|| self.one_of(accepted(self.known.by_form(&form)), home, Safety::Safe))
            .or_else(country)
            .or_else(|| self.one_of(accepted(self.known.by_surname(&form)), home, Safety::Safe))
            .or_else(|| self.lineage(name, wanted))
    }

    fn by_part(&self, asked: Asked<'_>) -> Option<Meant<'m>> {
        let Asked { name, wanted, home } = asked;
        self.in_part(name, wanted, home)
            .or_else(|| self.by_office(name, wanted, home))
            .or_else(|| self.nested(name, wanted, home))
    }

    /// One candidate, or the one at home, is what is meant; of several a person chooses.
    fn one_of(
        &self,
        all: Vec<&'m Declared>,
        home: Option<Name>,
        safety: Safety,
    ) -> Option<Meant<'m>> {
        match *all.as_slice() {
            [] => None,
            [one] => Some(Meant::Declared(one, safety)),
            _ => {
                let mut at_home = all.iter().filter(|declared| self.is_at(declared, home));
                match (at_home.next(), at_home.next()) {
                    (Some(one), None) => Some(Meant::Declared(one, Safety::LookFirst)),
                    _ => (all.len() <= MOST).then_some(Meant::Which(all)),
                }
            }
        }
    }

    fn is_at(&self, declared: &Declared, home: Option<Name>) -> bool {
        let names = &self.model.names;
        let nested = names.spelling(declared.name).split_once('.');
        let home = home.map(|home| names.spelling(home));
        nested.is_some_and(|(of, _)| Some(of) == home)
    }

    /// `pledge.meeting` for `meeting.pledge`, another meeting's name before a pledge, a dot where none belongs.
    fn dotted(&self, name: &str, wanted: Wanted) -> Option<Meant<'m>> {
        let (before, after) = name.split_once('.')?;
        let declared = |name: &str| {
            let index = &self.model.index;
            let declared = index.declared(self.model.names.find(name)?)?;
            wanted.accepts(declared.kind).then_some(declared)
        };
        if declared(name).is_some() {
            return None;
        }
        if let Some(turned) = declared(&format!("{after}.{before}")) {
            return Some(Meant::Declared(turned, Safety::Safe));
        }
        let local = self.known.by_form(&folded(after)).iter();
        let local = local.filter(|declared| wanted.accepts(declared.kind));
        match *local.copied().collect::<Vec<_>>().as_slice() {
            [] => None,
            [one] => Some(Meant::Declared(one, Safety::LookFirst)),
            ref several => (several.len() <= MOST).then(|| Meant::Which(several.to_vec())),
        }
    }

    /// `bush-sr`: more than one person may bear the name, and the id says which.
    fn lineage(&self, name: &str, wanted: Wanted) -> Option<Meant<'m>> {
        let spoken = words(name);
        let (last, rest) = spoken.split_last()?;
        let of_a_line = matches!(
            last.as_str(),
            "sr" | "jr" | "senior" | "junior" | "i" | "ii" | "iii" | "elder" | "younger"
        );
        if !of_a_line || rest.is_empty() {
            return None;
        }
        self.with_words(rest, wanted, None)
    }

    /// A name that is a part of another: a first name, a surname, some words of a title, an initial.
    fn in_part(&self, name: &str, wanted: Wanted, home: Option<Name>) -> Option<Meant<'m>> {
        let spoken = words(name);
        let untitled: Vec<String> = spoken
            .iter()
            .filter(|word| !TITLES.contains(&word.as_str()))
            .cloned()
            .collect();
        self.with_words(&spoken, wanted, home).or_else(|| {
            let titled = untitled.len() < spoken.len();
            titled.then(|| self.with_words(&untitled, wanted, home))?
        })
    }

    fn with_words(
        &self,
        spoken: &[String],
        wanted: Wanted,
        home: Option<Name>,
    ) -> Option<Meant<'m>> {
        let long = spoken.iter().filter(|word| word.len() > 2).count();
        if long == 0 {
            return None;
        }
        let bearers: Option<Vec<&Bearers>> =
            spoken.iter().map(|word| self.known.by_word(word)).collect();
        let bearers = bearers?;
        let rarest = bearers.iter().min_by_key(|bearers| bearers.all.len())?;
        let fits = |place: usize| {
            let bearer = &self.known.bearers[place];
            // One word names a person; the label of a meeting or ministry has too many words in common with others.
            let enough = bearer.declared.kind == RecordKind::Person || long > 1 || bearer.is_id;
            let has_all = || {
                let mut all = bearers.iter().map(|bearers| &bearers.all);
                all.all(|all| all.binary_search(&place).is_ok())
            };
            enough && wanted.accepts(bearer.declared.kind) && bearer.has_more_words && has_all()
        };
        let all = rarest.all.iter().copied().filter(|place| fits(*place));
        let inside = rarest.inside(home).iter().copied();
        self.one_of_bearers(all, inside.filter(|place| fits(*place)), home)
    }

    /// One of some names, of which those inside `home` are also given by themselves: too many are not looked at.
    fn one_of_bearers(
        &self,
        all: impl Iterator<Item = usize>,
        inside: impl Iterator<Item = usize>,
        home: Option<Name>,
    ) -> Option<Meant<'m>> {
        let mut found = Vec::new();
        for place in all {
            self.take(&mut found, place);
            if found.len() > MOST {
                let mut at_home = Vec::new();
                inside.for_each(|place| self.take(&mut at_home, place));
                return match *at_home.as_slice() {
                    [one] => Some(Meant::Declared(one, Safety::LookFirst)),
                    _ => None,
                };
            }
        }
        self.one_of(found, home, Safety::LookFirst)
    }

    fn take(&self, found: &mut Vec<&'m Declared>, place: usize) {
        let declared = self.known.bearers[place].declared;
        if !found.iter().any(|other| other.name == declared.name) {
            found.push(declared);
        }
    }

    /// `president`: the only one of those present who is one.
    fn by_office(&self, name: &str, wanted: Wanted, home: Option<Name>) -> Option<Meant<'m>> {
        let (world, model) = (self.world, self.model);
        let home = model.index.declared(home?)?;
        let Body::Meeting(meeting) = &model.get(home.record)?.body else {
            return None;
        };
        let spoken = words(name);
        if !wanted.accepts(RecordKind::Person) || folded(name).len() < 4 {
            return None;
        }
        let fits = |title: &str| {
            let title = words(title);
            spoken.iter().all(|word| title.contains(word))
        };
        let meeting: &Meeting = meeting;
        let mut holders: Vec<&'m Declared> = Vec::new();
        for present in meeting.present() {
            let Some(who) = present.named() else { continue };
            let own = model
                .person(who)
                .into_iter()
                .flat_map(|person| &person.offices);
            let held = own
                .chain(&present.attendee.more.offices)
                .any(|office| fits(&office.title.content(world)));
            let declared = model.index.declared(who.name).filter(|_| held);
            holders
                .extend(declared.filter(|one| !holders.iter().any(|other| other.name == one.name)));
        }
        self.one_of(holders, None, Safety::LookFirst)
    }

    /// A pledge or statement that has a word of its id in common, and no other has.
    fn nested(&self, name: &str, wanted: Wanted, home: Option<Name>) -> Option<Meant<'m>> {
        if wanted != Wanted::Pledge && wanted != Wanted::Answered {
            return None;
        }
        let local = name.rsplit('.').next()?;
        let spoken = words(local);
        let bearers: Vec<&Bearers> = spoken
            .iter()
            .filter(|word| word.len() > 3)
            .filter_map(|word| self.known.by_word(word))
            .collect();
        let fits = |place: &usize| {
            let kind = self.known.bearers[*place].declared.kind;
            let said = matches!(kind, RecordKind::Pledge | RecordKind::Statement);
            said && wanted.accepts(kind)
        };
        // More than a few names with one word are too many already; those of a few words are looked at in their order.
        let mut all: Vec<usize> = Vec::new();
        for bearers in &bearers {
            let mut few = Vec::new();
            for place in bearers.all.iter().copied().filter(fits) {
                all.push(place);
                self.take(&mut few, place);
                if few.len() > MOST {
                    break;
                }
            }
        }
        all.sort_unstable();
        let inside = bearers.iter().flat_map(|bearers| bearers.inside(home));
        self.one_of_bearers(all.into_iter(), inside.copied().filter(fits), home)
    }

    fn country(&self, name: &str) -> Option<Meant<'m>> {
        let capitals = name.to_uppercase();
        let code = countries::find(&capitals).filter(|_| name.len() == 2);
        if let Some(country) = code {
            return Some(Meant::Country(country, Safety::Safe));
        }
        let (meant, safety) = countries::meant(name)
            .map(|meant| (meant, Safety::Safe))
            .or_else(|| {
                // In small letters it may as well be a person whom nobody declared.
                (name.len() == 3)
                    .then(|| Some((countries::meant(&capitals)?, Safety::LookFirst)))?
            })
            .or_else(|| Some((countries::Meant::One(look_alike(name)?), Safety::Safe)))?;
        Some(match meant {
            countries::Meant::One(country) => Meant::Country(country, safety),
            countries::Meant::Several(several) => Meant::WhichCountry(several),
            countries::Meant::Uncoded(name) => Meant::Uncoded(name),
        })
    }

    /// What is a few slips away.
    fn near(&self, asked: &[Asked<'_>]) -> Vec<Option<Meant<'m>>> {
        let mut searches: Vec<Search<'m>> = asked
            .iter()
            .map(|one| Search::of(folded(one.name), one.wanted))
            .collect();
        let names = &self.model.names;
        self.known.forms.near(&mut searches, &|at, declared| {
            asked[at].home.is_some_and(|home| {
                !names
                    .spelling(declared.name)
                    .starts_with(names.spelling(home))
            })
        });
        let meant = |search: &Search<'m>| {
            let near = search.best()?;
            let sure = near.alone && near.distance == 1 && search.letters_in_all() > 4;
            let safety = if sure {
                Safety::Safe
            } else {
                Safety::LookFirst
            };
            Some(Meant::Declared(near.declared, safety))
        };
        searches.iter().map(meant).collect()
    }

    /// A person of the same words in another order or spelling.
    fn in_one_spelling(&self, asked: &[Asked<'_>]) -> Vec<Option<Meant<'m>>> {
        let spelt = |one: &Asked<'_>| {
            let of_person = one.wanted.accepts(RecordKind::Person);
            let words = of_person.then(|| person_words(one.name).into_iter().next())?;
            words.filter(|words| !words.is_empty())
        };
        let persons = Known::by_words(self.world, self.model, asked.iter().filter_map(spelt));
        let meant = |one: &Asked<'_>| {
            let all = persons.get(&spelt(one)?)?;
            self.one_of(all.clone(), one.home, Safety::LookFirst)
        };
        asked.iter().map(meant).collect()
    }
}

/// A code in letters that only look like its own: `КW` with a Cyrillic `К`, `ＪＰ`.
fn look_alike(name: &str) -> Option<&'static Country> {
    if name.is_ascii() || name.chars().count() != 2 {
        return None;
    }
    let plain: String = name.nfkc().collect();
    let looks =
        |country: &&Country| country.code.len() == 2 && skeleton(country.code).eq(skeleton(&plain));
    countries::find(&plain).or_else(|| countries::all().iter().find(looks))
}

/// The folded words of a name or id.
fn words(name: &str) -> Vec<String> {
    name.split(|letter: char| {
        !letter.is_alphanumeric() && !matches!(letter, '\'' | '’' | '\u{300}'..='\u{36F}')
    })
    .map(folded)
    .filter(|word| !word.is_empty())
    .collect()
}

/// The words of a person's name or id in alphabetical order and one spelling; after them the surname alone.
fn person_words(name: &str) -> Vec<String> {
    let spaced = name.replace(['-', '_'], " ");
    let mut words = romanised(&spaced);
    let surname = words.last().filter(|word| word.len() > 3).cloned();
    words.sort_unstable();
    let whole = words.join(" ");
    let alone = surname.filter(|surname| *surname != whole);
    [whole].into_iter().chain(alone).collect()
}
