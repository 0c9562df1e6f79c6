//! The names of the archive by what is asked for, and by nothing else: one walk over them looks up each in the few names that
//! nothing declares, which costs next to nothing however many there are of either.

use rustc_hash::FxHashMap;

use super::glimpse::{Look, glimpse};
use super::near::{Forms, allowed};
use super::{Asked, person_words, words};
use crate::diag::folded;
use crate::model::{Body, Declared, Glimpse, Model, Name, RecordKind, Wanted};
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
        /// When more names are asked for, a glimpse of each would take longer than it saves.
        const FEW: usize = 16;
        let mut walk = Walk::for_names(model, asked);
        if asked.len() > FEW {
            let all = model.index.all();
            all.for_each(|declared| walk.enter(world, model, declared));
            return walk.known;
        }
        let look = walk.look(asked);
        glimpsed(
            world,
            model,
            |glimpse| look.may_be(glimpse),
            |declared| {
                walk.enter(world, model, declared);
            },
        );
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

/// Visits the declarations of which a glimpse of one of their names shows that they may be wanted.
pub(super) fn glimpsed<'m>(
    world: &World,
    model: &'m Model,
    may_be: impl Fn(&Glimpse) -> bool,
    visit: impl FnMut(&'m Declared),
) {
    let mut name = Folded::default();
    let mut make = |at: u32, declared: &Declared, all: &mut Vec<Glimpse>| {
        for_each_spelling(world, model, declared, |spelling, _| {
            name.read(spelling);
            let surname = surname(spelling, declared).map(folded);
            if !name.form.is_empty() {
                all.push(glimpse(at, &name.form, name.words(), surname.as_deref()));
            }
        });
    };
    model.index.seen(&mut make, may_be, visit);
}

/// Visits all that a record goes by: its id, for a nested one also the part behind the point, with the record around it; and
/// its names for people.
fn for_each_spelling(
    world: &World,
    model: &Model,
    declared: &Declared,
    mut visit: impl FnMut(&str, Option<&str>),
) {
    let spelling = model.names.spelling(declared.name);
    if let Some((outer, local)) = spelling.split_once('.') {
        visit(spelling, Some(outer));
        visit(local, Some(outer));
        return;
    }
    visit(spelling, None);
    for_each_name(world, model, declared, |name| visit(name, None));
}

/// The last word of a person's name, which is what people write.
fn surname<'n>(name: &'n str, declared: &Declared) -> Option<&'n str> {
    if declared.kind != RecordKind::Person || !name.contains(' ') {
        return None;
    }
    let last = name.rsplit([' ', '-']).next();
    last.filter(|last| last.chars().count() > 3)
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

    /// What is to be looked for among the glimpses.
    fn look(&self, asked: &[Asked<'_>]) -> Look {
        let mut look = Look::default();
        let known = &self.known;
        let by_name = known.by_form.keys().chain(known.by_surname.keys());
        let all = by_name.chain(known.by_word.keys());
        all.for_each(|word| look.add(word));
        asked.iter().for_each(|one| look.near(&folded(one.name)));
        look
    }

    /// Enters what a record goes by, as far as it is asked for.
    fn enter(&mut self, world: &World, model: &Model, declared: &'m Declared) {
        if !self.wanted.iter().any(|one| one.accepts(declared.kind)) {
            return;
        }
        for_each_spelling(world, model, declared, |name, outer| {
            let home = outer.and_then(|outer| self.homes.get(outer)).copied();
            self.add(name, declared, home);
        });
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
        if let Some(last) = surname(name, declared) {
            let known = self.known.by_surname.get_mut(&folded(last));
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

    #[test]
    fn a_glimpse_hides_no_name_that_is_asked_for() {
        use crate::model::RecordId;
        use crate::text::{SourceId, Span};

        let names = [
            "tokayev",
            "Kassym-Jomart Tokayev",
            "Қасым-Жомарт Тоқаев",
            "O'Neil-Smith, J.",
            "smith",
            "talks-2024",
            "talks-2024.pledge_1",
            "pledge_1",
            "pledge-12",
            "e",
            "J",
            "jo",
            "Jo Smyth",
            "tokaev",
            "tokajew",
            "Readout 12",
            "readout-12",
            "readout-13",
            "№ 5 été",
            "ete",
            "water",
            "Rivers and shared water",
            "waters",
            "climate",
            "climates of the world",
        ];
        let model = Model::default();
        let declared = Declared {
            name: Name(0),
            kind: RecordKind::Person,
            record: RecordId {
                file: SourceId::new(0),
                at: 0,
            },
            span: Span::new(SourceId::new(0), 0, 0),
        };
        let (mut hidden, mut entered) = (0, 0);
        for name in names {
            let asked = [Asked {
                name,
                wanted: Wanted::Anything,
                home: None,
            }];
            for other in names {
                let mut walk = Walk::for_names(&model, &asked);
                let look = walk.look(&asked);
                walk.add(other, &declared, None);
                let known = &walk.known;
                let by_name = known.by_form.values().chain(known.by_surname.values());
                let found = by_name.map(Vec::len).sum::<usize>() + known.bearers.len();
                let mut folds = Folded::default();
                folds.read(other);
                let last = surname(other, &declared).map(folded);
                let seen = glimpse(0, &folds.form, folds.words(), last.as_deref());
                let is_near = known.forms.is_near(name);
                assert!(
                    look.may_be(&seen) || (found == 0 && !is_near),
                    "{other} for {name}"
                );
                entered += usize::from(found > 0 || is_near);
                hidden += usize::from(!look.may_be(&seen));
            }
        }
        assert!(entered > names.len() && hidden > 100, "{entered} {hidden}");
    }
}
