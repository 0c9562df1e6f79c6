//! What is meant by a name that nothing declares: over ids, labels and other names, in any script.

use std::collections::HashMap;

use crate::diag::{Safety, folded, romanised};
use crate::model::{Body, Declared, Model, Name, RecordKind, Wanted};
use crate::text::World;
use crate::vocab::countries::{self, Country};

/// What is meant.
pub(super) enum Meant<'m> {
    /// A record, and whether beyond doubt.
    Declared(&'m Declared, Safety),
    /// A country.
    Country(&'static Country),
}

/// Every name that a record goes by, folded, in buckets by length.
#[derive(Default)]
pub(super) struct Candidates<'m> {
    by_length: HashMap<usize, Vec<(String, &'m Declared)>>,
    by_form: HashMap<String, &'m Declared>,
    /// Persons by the words of their names in any order and one spelling, and by the surname alone.
    by_words: HashMap<String, &'m Declared>,
    model: Option<&'m Model>,
}

impl<'m> Candidates<'m> {
    /// The candidates of an archive.
    pub(super) fn of(world: &World, model: &'m Model) -> Self {
        let mut candidates = Self {
            model: Some(model),
            ..Self::default()
        };
        for declared in model.index.all() {
            let spelling = model.names.spelling(declared.name);
            candidates.add(spelling, declared);
            if let Some((_, local)) = spelling.split_once('.') {
                candidates.add(local, declared);
                continue;
            }
            let record = &model.records[declared.record];
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
        let form = folded(name);
        if form.is_empty() {
            return;
        }
        if declared.kind == RecordKind::Person {
            for words in person_words(name) {
                self.by_words.entry(words).or_insert(declared);
            }
        }
        self.by_length
            .entry(form.len())
            .or_default()
            .push((form.clone(), declared));
        self.by_form.entry(form).or_insert(declared);
        // The last word of a person's name is what people write.
        if let Some(last) = name
            .rsplit([' ', '-'])
            .next()
            .filter(|last| name.contains(' ') && last.chars().count() > 3)
        {
            self.by_form.entry(folded(last)).or_insert(declared);
        }
    }

    /// What is meant by `name` where `wanted` is wanted.
    pub(super) fn meant(
        &self,
        name: &str,
        wanted: Wanted,
        home: Option<Name>,
    ) -> Option<Meant<'m>> {
        let form = folded(name);
        let same = self
            .by_form
            .get(&form)
            .copied()
            .filter(|declared| wanted.accepts(declared.kind));
        if let Some(declared) = same {
            return Some(Meant::Declared(declared, Safety::Safe));
        }
        let country = wanted
            .accepts(RecordKind::Party)
            .then(|| self.country(name))
            .flatten();
        if let Some(country) = country {
            return Some(Meant::Country(country));
        }
        let near = self.near(&form, wanted, home);
        near.or_else(|| self.person(name, wanted))
    }

    /// A person whose name has the same words, in another order or another romanisation.
    fn person(&self, name: &str, wanted: Wanted) -> Option<Meant<'m>> {
        let words = person_words(name).into_iter().next()?;
        let declared = self.by_words.get(&words).copied()?;
        let accepted = wanted.accepts(RecordKind::Person);
        accepted.then_some(Meant::Declared(declared, Safety::LookFirst))
    }

    fn country(&self, name: &str) -> Option<&'static Country> {
        countries::find(&name.to_uppercase())
            .filter(|_| name.len() == 2)
            .or_else(|| countries::named(&name.replace(['-', '_'], " ")))
    }

    fn near(&self, form: &str, wanted: Wanted, home: Option<Name>) -> Option<Meant<'m>> {
        let allowed = match form.len() {
            0..=2 => return None,
            3..=5 => 1,
            6..=9 => 2,
            _ => 3,
        };
        let model = self.model?;
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
