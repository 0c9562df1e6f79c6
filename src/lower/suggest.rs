//! What is meant by a name that nothing declares: over ids, labels and other names, in any script.
//!
//! It is long because names are written amiss in many ways; each is a function by itself.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_security::confusable_detection::skeleton;

use crate::diag::{Safety, folded, romanised};
use crate::model::{Body, Declared, Meeting, Model, Name, RecordKind, Wanted};
use crate::text::World;
use crate::vocab::countries::{self, Country};

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

/// Every name that a record goes by, folded, in buckets by length.
#[derive(Default)]
pub(super) struct Candidates<'m> {
    by_length: HashMap<usize, Vec<(String, &'m Declared)>>,
    by_form: HashMap<String, Vec<&'m Declared>>,
    /// Persons by the last words of their names.
    by_surname: HashMap<String, Vec<&'m Declared>>,
    /// Persons by the words of their names in any order and one spelling, and by the surname alone.
    by_words: HashMap<String, Vec<&'m Declared>>,
    /// The words of every name, and whether it is an id.
    words: Vec<(Vec<String>, bool, &'m Declared)>,
    around: Option<(&'m World, &'m Model)>,
}

impl<'m> Candidates<'m> {
    /// The candidates of an archive.
    pub(super) fn of(world: &'m World, model: &'m Model) -> Self {
        let mut candidates = Self {
            around: Some((world, model)),
            ..Self::default()
        };
        for declared in model.index.all() {
            let spelling = model.names.spelling(declared.name);
            candidates.add(spelling, declared);
            if let Some((_, local)) = spelling.split_once('.') {
                candidates.add(local, declared);
                continue;
            }
            let Some(record) = model.get(declared.record) else {
                continue;
            };
            let names = match &record.body {
                Body::Person(person) => person.names.as_slice(),
                Body::Party(party) => party.names.as_slice(),
                _ => &[],
            };
            for text in record
                .head
                .label
                .iter()
                .chain(names.iter().flat_map(|field| &field.value))
            {
                candidates.add(&text.content(world), declared);
            }
        }
        candidates
    }

    fn add(&mut self, name: &str, declared: &'m Declared) {
        fn put<'m>(into: &mut Vec<&'m Declared>, declared: &'m Declared) {
            if !into.iter().any(|other| other.name == declared.name) {
                into.push(declared);
            }
        }
        let form = folded(name);
        if form.is_empty() {
            return;
        }
        if declared.kind == RecordKind::Person {
            for words in person_words(name) {
                put(self.by_words.entry(words).or_default(), declared);
            }
            // The last word of a person's name is what people write.
            let last = name.rsplit([' ', '-']).next();
            let last = last.filter(|last| name.contains(' ') && last.chars().count() > 3);
            if let Some(last) = last {
                put(self.by_surname.entry(folded(last)).or_default(), declared);
            }
        }
        let is_id = name.len() == declared.span.range().len() && !name.contains(' ');
        self.words.push((words(name), is_id, declared));
        self.by_length
            .entry(form.len())
            .or_default()
            .push((form.clone(), declared));
        put(self.by_form.entry(form).or_default(), declared);
    }

    /// The only record of a kind wanted that goes by exactly this name, but for case and signs.
    pub(super) fn exactly(&self, name: &str, wanted: Wanted) -> Option<&'m Declared> {
        let all = self.by_form.get(&folded(name))?;
        let mut accepted = all.iter().filter(|declared| wanted.accepts(declared.kind));
        let first = accepted.next()?;
        accepted.next().is_none().then_some(*first)
    }

    /// What is meant by `name` where `wanted` is wanted.
    pub(super) fn meant(
        &self,
        name: &str,
        wanted: Wanted,
        home: Option<Name>,
    ) -> Option<Meant<'m>> {
        let form = folded(name);
        let accepted = |all: Option<&Vec<&'m Declared>>| {
            let all = all.into_iter().flatten().copied();
            all.filter(|declared| wanted.accepts(declared.kind))
                .collect::<Vec<_>>()
        };
        let country = || {
            wanted
                .accepts(RecordKind::Party)
                .then(|| self.country(name))
                .flatten()
        };
        self.dotted(name, wanted)
            .or_else(|| self.one_of(accepted(self.by_form.get(&form)), home, Safety::Safe))
            .or_else(country)
            .or_else(|| self.one_of(accepted(self.by_surname.get(&form)), home, Safety::Safe))
            .or_else(|| self.lineage(name, wanted))
            .or_else(|| self.near(&form, wanted, home))
            .or_else(|| {
                let words = person_words(name).into_iter().next()?;
                self.one_of(accepted(self.by_words.get(&words)), home, Safety::LookFirst)
            })
            .or_else(|| self.in_part(name, wanted, home))
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
        let (Some((_, model)), Some(home)) = (self.around, home) else {
            return false;
        };
        let nested = model.names.spelling(declared.name).split_once('.');
        nested.is_some_and(|(of, _)| of == model.names.spelling(home))
    }

    /// `pledge.meeting` for `meeting.pledge`, another meeting's name before a pledge, a dot where none belongs.
    fn dotted(&self, name: &str, wanted: Wanted) -> Option<Meant<'m>> {
        let (_, model) = self.around?;
        let (before, after) = name.split_once('.')?;
        let declared = |name: &str| {
            let declared = model.index.declared(model.names.find(name)?)?;
            wanted.accepts(declared.kind).then_some(declared)
        };
        if declared(name).is_some() {
            return None;
        }
        if let Some(turned) = declared(&format!("{after}.{before}")) {
            return Some(Meant::Declared(turned, Safety::Safe));
        }
        let local = self.by_form.get(&folded(after)).into_iter().flatten();
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
        let mut found: Vec<&'m Declared> = Vec::new();
        for (known, is_id, declared) in &self.words {
            // One word names a person; the label of a meeting or ministry has too many words in common with others.
            let enough = declared.kind == RecordKind::Person || long > 1 || *is_id;
            let has = |word: &String| {
                known.contains(word)
                    || word.len() == 1 && known.iter().any(|known| known.starts_with(word.as_str()))
            };
            if enough
                && wanted.accepts(declared.kind)
                && known.len() > 1
                && spoken.iter().all(has)
                && !found.iter().any(|other| other.name == declared.name)
            {
                found.push(declared);
            }
        }
        self.one_of(found, home, Safety::LookFirst)
    }

    /// `president`: the only one of those present who is one.
    fn by_office(&self, name: &str, wanted: Wanted, home: Option<Name>) -> Option<Meant<'m>> {
        let (world, model) = self.around?;
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
                .chain(&present.attendee.offices)
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
        let mut found: Vec<&'m Declared> = Vec::new();
        for (known, _, declared) in &self.words {
            let said = matches!(declared.kind, RecordKind::Pledge | RecordKind::Statement);
            let shares = |word: &String| word.len() > 3 && known.contains(word);
            let known_already = found.iter().any(|other| other.name == declared.name);
            if said && wanted.accepts(declared.kind) && spoken.iter().any(shares) && !known_already
            {
                found.push(declared);
            }
        }
        self.one_of(found, home, Safety::LookFirst)
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

    fn near(&self, form: &str, wanted: Wanted, home: Option<Name>) -> Option<Meant<'m>> {
        let allowed = match form.len() {
            0..=2 => return None,
            3..=5 => 1,
            6..=9 => 2,
            _ => 3,
        };
        let (_, model) = self.around?;
        let lengths = form.len().saturating_sub(allowed)..=form.len() + allowed;
        let mut near: Vec<(usize, bool, &'m Declared)> = Vec::new();
        for (candidate, declared) in lengths
            .filter_map(|length| self.by_length.get(&length))
            .flatten()
        {
            let distance = strsim::damerau_levenshtein(form, candidate);
            if distance <= allowed && wanted.accepts(declared.kind) {
                let away = home.is_some_and(|home| {
                    !model
                        .names
                        .spelling(declared.name)
                        .starts_with(model.names.spelling(home))
                });
                near.push((distance, away, declared));
            }
        }
        near.sort_by_key(|(distance, away, declared)| (*distance, *away, declared.span));
        near.dedup_by_key(|(.., declared)| declared.name);
        let (distance, _, best) = *near.first()?;
        let alone = near.iter().filter(|(other, ..)| *other == distance).count() == 1;
        let safety = if alone && distance == 1 && form.len() > 4 {
            Safety::Safe
        } else {
            Safety::LookFirst
        };
        Some(Meant::Declared(best, safety))
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
