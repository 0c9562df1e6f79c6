//! The names of the archive by what is asked for, and by nothing else: one walk over them looks up each in the few names that
//! nothing declares, which costs next to nothing however many there are of either.

use rustc_hash::FxHashMap;

use super::near::{Forms, allowed};
use super::{Asked, person_words, words};
use crate::diag::folded;
use crate::model::{Body, Declared, Model, Name, RecordKind, Wanted};
use crate::text::World;

/// What goes by the names that are asked for, or by a part of them.
#[derive(Default)]
pub(super) struct Known<'m> {
    by_form: FxHashMap<String, Vec<&'m Declared>>,
    /// Persons by the last words of their names.
    by_surname: FxHashMap<String, Vec<&'m Declared>>,
    by_word: FxHashMap<String, Bearers>,
    /// The names that have a word in common with one that is asked for.
    pub(super) bearers: Vec<Bearer<'m>>,
    pub(super) forms: Forms<'m>,
}

/// A name with a word that is asked for.
pub(super) struct Bearer<'m> {
    pub(super) declared: &'m Declared,
    pub(super) is_id: bool,
    pub(super) has_more_words: bool,
}

/// The names with one word, or with words that begin with one letter, by their places among the bearers.
#[derive(Default)]
pub(super) struct Bearers {
    pub(super) all: Vec<usize>,
    at_home: FxHashMap<Name, Vec<usize>>,
}

impl Bearers {
    /// Those of records inside `home`.
    pub(super) fn inside(&self, home: Option<Name>) -> &[usize] {
        home.and_then(|home| self.at_home.get(&home))
            .map_or(&[], Vec::as_slice)
    }
}

impl<'m> Known<'m> {
    pub(super) fn of(world: &World, model: &'m Model, asked: &[Asked<'_>]) -> Self {
        let mut walk = Walk::for_names(model, asked);
        for declared in model.index.all() {
            if !walk.wanted.iter().any(|one| one.accepts(declared.kind)) {
                continue;
            }
            let spelling = model.names.spelling(declared.name);
            if let Some((outer, local)) = spelling.split_once('.') {
                let home = walk.homes.get(outer).copied();
                walk.add(spelling, declared, home);
                walk.add(local, declared, home);
                continue;
            }
            walk.add(spelling, declared, None);
            for_each_name(world, model, declared, |name| {
                walk.add(name, declared, None);
            });
        }
        walk.known
    }

    /// The records that go by a name, when that was asked for.
    pub(super) fn by_form(&self, form: &str) -> &[&'m Declared] {
        self.by_form.get(form).map_or(&[], Vec::as_slice)
    }

    /// The persons with a surname, when that was asked for.
    pub(super) fn by_surname(&self, form: &str) -> &[&'m Declared] {
        self.by_surname.get(form).map_or(&[], Vec::as_slice)
    }

    /// The names with a word, when that was asked for.
    pub(super) fn by_word(&self, word: &str) -> Option<&Bearers> {
        self.by_word.get(word)
    }

    /// Persons by the words of their names in any order and one spelling, and by the surname alone: those of `spelt`.
    pub(super) fn by_words(
        world: &World,
        model: &'m Model,
        spelt: impl Iterator<Item = String>,
    ) -> FxHashMap<String, Vec<&'m Declared>> {
        let mut known: FxHashMap<String, Vec<&'m Declared>> =
            spelt.map(|words| (words, Vec::new())).collect();
        if known.is_empty() {
            return known;
        }
        let all = model.index.all();
        for declared in all.filter(|one| one.kind == RecordKind::Person) {
            let mut add = |name: &str| {
                for words in person_words(name) {
                    if let Some(persons) = known.get_mut(&words) {
                        put(persons, declared);
                    }
                }
            };
            add(model.names.spelling(declared.name));
            for_each_name(world, model, declared, add);
        }
        known
    }
}

/// Visits the names for people of a record at the margin.
fn for_each_name(world: &World, model: &Model, declared: &Declared, mut visit: impl FnMut(&str)) {
    let Some(record) = model.get(declared.record) else {
        return;
    };
    let names = match &record.body {
        Body::Person(person) => person.names.as_slice(),
        Body::Party(party) => party.names.as_slice(),
        _ => &[],
    };
    let names = names.iter().flat_map(|field| &field.value);
    for text in record.head.label.iter().chain(names) {
        visit(&text.content(world));
    }
}

/// The names of one record come one after another.
fn put<'m>(into: &mut Vec<&'m Declared>, declared: &'m Declared) {
    if into.last().is_none_or(|last| last.name != declared.name) {
        into.push(declared);
    }
}

struct Walk<'a, 'm> {
    wanted: Vec<Wanted>,
    homes: FxHashMap<&'a str, Name>,
    /// By the length of a folded name, whether one that is asked for may be close to it.
    lengths: Vec<bool>,
    /// Whether a letter alone is asked for.
    has_initials: bool,
    known: Known<'m>,
    name: Folded,
}

impl<'a, 'm: 'a> Walk<'a, 'm> {
    fn for_names(model: &'a Model, asked: &[Asked<'_>]) -> Self {
        let mut walk = Self {
            wanted: Vec::new(),
            homes: FxHashMap::default(),
            lengths: Vec::new(),
            has_initials: false,
            known: Known::default(),
            name: Folded::default(),
        };
        for one in asked {
            if !walk.wanted.contains(&one.wanted) {
                walk.wanted.push(one.wanted);
            }
            if let Some(home) = one.home {
                walk.homes.insert(model.names.spelling(home), home);
            }
            walk.ask(one.name);
        }
        walk
    }

    fn ask(&mut self, name: &str) {
        let form = folded(name);
        let slips = allowed(form.len());
        let longest = form.len() + slips;
        if self.lengths.len() <= longest {
            self.lengths.resize(longest + 1, false);
        }
        self.lengths[form.len() - slips..=longest].fill(slips > 0);
        for word in words(name) {
            self.has_initials |= word.len() == 1;
            self.known.by_word.entry(word).or_default();
        }
        if let Some((_, after)) = name.split_once('.') {
            self.known.by_form.entry(folded(after)).or_default();
        }
        self.known.by_surname.entry(form.clone()).or_default();
        self.known.by_form.entry(form).or_default();
    }

    fn add(&mut self, name: &str, declared: &'m Declared, home: Option<Name>) {
        self.name.read(name);
        let form = self.name.form.as_str();
        if form.is_empty() {
            return;
        }
        if let Some(all) = self.known.by_form.get_mut(form) {
            put(all, declared);
        }
        if declared.kind == RecordKind::Person {
            // The last word of a person's name is what people write.
            let last = name.rsplit([' ', '-']).next();
            let last = last.filter(|last| name.contains(' ') && last.chars().count() > 3);
            let known = last.and_then(|last| self.known.by_surname.get_mut(&folded(last)));
            known.into_iter().for_each(|all| put(all, declared));
        }
        if self.lengths.get(form.len()) == Some(&true) {
            self.known.forms.add(form, declared);
        }
        self.add_words(name, declared, home);
    }

    fn add_words(&mut self, name: &str, declared: &'m Declared, home: Option<Name>) {
        let place = self.known.bearers.len();
        let mut bears = false;
        let mut bear = |word: &str| {
            let Some(bearers) = self.known.by_word.get_mut(word) else {
                return;
            };
            bears = true;
            let here = home.map(|home| bearers.at_home.entry(home).or_default());
            for places in here.into_iter().chain([&mut bearers.all]) {
                if places.last() != Some(&place) {
                    places.push(place);
                }
            }
        };
        for word in self.name.words() {
            bear(word);
            if self.has_initials && word.len() > 1 {
                bear(&word[..1]);
            }
        }
        if bears {
            self.known.bearers.push(Bearer {
                declared,
                is_id: name.len() == declared.span.range().len() && !name.contains(' '),
                has_more_words: self.name.ends.len() > 1,
            });
        }
    }
}

/// A name, folded as a whole and in its words.
#[derive(Default)]
struct Folded {
    form: String,
    /// The words one behind the other, and where each ends.
    words: String,
    ends: Vec<usize>,
}

impl Folded {
    fn read(&mut self, name: &str) {
        self.form.clear();
        self.words.clear();
        self.ends.clear();
        if !name.is_ascii() {
            self.form.push_str(&folded(name));
            for word in words(name) {
                self.words.push_str(&word);
                self.ends.push(self.words.len());
            }
            return;
        }
        for byte in name.bytes() {
            if byte.is_ascii_alphanumeric() {
                self.words.push(char::from(byte.to_ascii_lowercase()));
            } else if byte != b'\'' {
                self.end_word();
            }
        }
        self.end_word();
        self.form.push_str(&self.words);
    }

    fn end_word(&mut self) {
        if self.words.len() > self.ends.last().copied().unwrap_or(0) {
            self.ends.push(self.words.len());
        }
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts
            .zip(&self.ends)
            .map(|(start, end)| &self.words[start..*end])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fold_at_once_as_they_do_one_by_one() {
        let mut name = Folded::default();
        for written in [
            "O'Neil-Smith, J.",
            "talks-2024.pledge_1",
            "",
            "--",
            "Қасым-Жомарт К.",
            "№ 5 été",
        ] {
            name.read(written);
            assert_eq!(name.form, folded(written));
            assert_eq!(name.words().collect::<Vec<_>>(), words(written));
        }
    }
}
