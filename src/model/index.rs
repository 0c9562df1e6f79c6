//! What each name stands for.

use std::num::NonZeroU32;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Asked, Name, Names, RecordId, asked};
use crate::text::{SourceId, Span};
use crate::vocab::countries::{self, Country};

/// What kind of record a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RecordKind {
    /// `party`
    Party,
    /// `person`
    Person,
    /// `topic`
    Topic,
    /// `document`
    Document,
    /// `meeting`
    Meeting,
    /// `statement`
    Statement,
    /// `pledge`
    Pledge,
}

impl RecordKind {
    /// The word for it.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Party => "party",
            Self::Person => "person",
            Self::Topic => "topic",
            Self::Document => "document",
            Self::Meeting => "meeting",
            Self::Statement => "statement",
            Self::Pledge => "pledge",
        }
    }
}

/// A declaration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Declared {
    /// The full id.
    pub name: Name,
    /// The kind of record.
    pub kind: RecordKind,
    /// The record at the margin that is it, or that it stands in.
    pub record: RecordId,
    /// Where the id is written.
    pub span: Span,
}

/// A declaration, and for a nested one the record that it stands in with the id that it goes by there.
pub type Declaration = (Declared, Option<(Name, Name)>);

/// What a name stands for.
#[derive(Debug, Clone, Copy)]
pub enum Target<'m> {
    /// A record of the archive.
    Declared(&'m Declared),
    /// A country of ISO 3166, when the archive declares no party of that name.
    Country(&'static Country),
}

impl Target<'_> {
    /// The kind of record; a country is a party.
    pub fn kind(self) -> RecordKind {
        match self {
            Self::Declared(declared) => declared.kind,
            Self::Country(_) => RecordKind::Party,
        }
    }
}

/// What is seen at one look of a name that a record goes by, for those who look for a few among all.
#[derive(Debug, Clone, Copy)]
pub struct Glimpse {
    /// The place of the declaration in its file.
    pub at: u32,
    /// How long the name is when folded.
    pub length: u32,
    /// The letters in it, as a set.
    pub letters: u64,
    /// Its words, each as one of the bits.
    pub words: u64,
    /// What its words begin with, each as one of the bits.
    pub initials: u32,
}

/// Every declaration by its full id, in the order of the archive.
#[derive(Debug, Default)]
pub struct Index {
    /// All declarations of each file, in the order of their lines.
    files: Vec<Vec<Declared>>,
    /// Glimpses of the names in each file, made when they are first wanted.
    glimpses: Vec<OnceLock<Box<[Glimpse]>>>,
    /// The places there of ids that are not all in small Latin letters.
    odd: Vec<Vec<u32>>,
    /// By the number of a name, the first declaration of it.
    by_name: Vec<Option<At>>,
    /// How many more records bear a name that is declared already.
    twice: FxHashMap<Name, u32>,
    /// A nested id by the record it stands in and its own spelling.
    nested: FxHashMap<(Name, Name), Name>,
    /// How many nested ids go by each name within their records.
    local: Vec<u32>,
    /// The names that nested ids go by and records at the margin bear too.
    twins: FxHashSet<Name>,
}

/// A declaration by its file, and by its place there from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct At {
    file: u32,
    place: NonZeroU32,
}

impl Index {
    /// Adds what a file declares; of several of one name the first of the archive counts.
    pub fn add(&mut self, file: SourceId, declared: Vec<Declaration>, names: &Names) {
        let number = file.index() as u32;
        if self.files.len() <= number as usize {
            self.files.resize_with(number as usize + 1, Vec::new);
            self.glimpses
                .resize_with(number as usize + 1, OnceLock::new);
            self.odd.resize_with(number as usize + 1, Vec::new);
        }
        let mut of_file = Vec::with_capacity(declared.len());
        for (one, local) in declared {
            of_file.push(one);
            let place = NonZeroU32::new(of_file.len() as u32);
            let at = place.map(|place| At {
                file: number,
                place,
            });
            self.found(one.name, at, local);
        }
        let plain = |letter: u8| letter.is_ascii() && !letter.is_ascii_uppercase();
        let is_odd = |one: &Declared| !names.spelling(one.name).bytes().all(plain);
        let odd = (0..).zip(&of_file).filter(|(_, one)| is_odd(one));
        self.odd[number as usize] = odd.map(|(place, _)| place).collect();
        self.files[number as usize] = of_file;
        self.glimpses[number as usize] = OnceLock::new();
    }

    fn found(&mut self, name: Name, at: Option<At>, local: Option<(Name, Name)>) {
        let number = name.0 as usize;
        if self.by_name.len() <= number {
            self.by_name.resize(number + 1, None);
        }
        let first = &mut self.by_name[number];
        if first.is_some() {
            *self.twice.entry(name).or_default() += 1;
            *first = (*first).min(at);
        } else {
            *first = at;
        }
        if let Some(local) = local {
            self.nested.insert(local, name);
            let number = local.1.0 as usize;
            if self.local.len() <= number {
                self.local.resize(number + 1, 0);
            }
            self.local[number] += 1;
            self.note_twin(local.1);
        }
        self.note_twin(name);
    }

    /// Notes whether a name is both that of a record at the margin and one within a record.
    fn note_twin(&mut self, name: Name) {
        let number = name.0 as usize;
        let is_local = self.local.get(number).is_some_and(|count| *count > 0);
        let is_declared = || self.by_name.get(number).is_some_and(Option::is_some);
        if is_local && is_declared() {
            self.twins.insert(name);
        } else if !self.twins.is_empty() {
            self.twins.remove(&name);
        }
    }

    /// Whether any nested id goes by a name that a record at the margin bears.
    pub fn has_twins(&self) -> bool {
        !self.twins.is_empty()
    }

    /// Forgets what a file declares, and gives it.
    pub fn take(&mut self, file: SourceId, names: &Names) -> Vec<Declared> {
        let Some(of_file) = self.files.get_mut(file.index()) else {
            return Vec::new();
        };
        let of_file = std::mem::take(of_file);
        self.glimpses[file.index()] = OnceLock::new();
        for one in &of_file {
            let number = one.name.0 as usize;
            match self.twice.get_mut(&one.name) {
                Some(more) => {
                    *more -= 1;
                    if *more == 0 {
                        self.twice.remove(&one.name);
                    }
                    self.by_name[number] = self.first(one.name);
                }
                None => {
                    self.by_name[number] = None;
                    if let Some(local) = local(one.name, names) {
                        self.nested.remove(&local);
                    }
                }
            }
            if let Some((_, local)) = local(one.name, names) {
                let count = self.local.get_mut(local.0 as usize);
                count.into_iter().for_each(|count| *count -= 1);
                self.note_twin(local);
            }
            self.note_twin(one.name);
        }
        of_file
    }

    /// The first declaration of a name, looked for anew.
    fn first(&self, name: Name) -> Option<At> {
        (0..).zip(&self.files).find_map(|(file, of_file)| {
            let at = of_file.iter().position(|one| one.name == name)?;
            let place = NonZeroU32::new(at as u32 + 1)?;
            Some(At { file, place })
        })
    }

    /// Every second record of a name with the first, in the order of the archive.
    pub fn doubles(&self) -> impl Iterator<Item = (&Declared, &Declared)> {
        asked(Asked::DOUBLES);
        let files = self.files.iter().filter(|_| !self.twice.is_empty());
        let all = files
            .flatten()
            .filter(|one| self.twice.contains_key(&one.name));
        all.filter_map(|second| {
            let first = self.declared(second.name)?;
            (!std::ptr::eq(first, second)).then_some((second, first))
        })
    }

    /// Whether more than one record bears a name, so that nobody knows which is meant.
    pub fn is_doubled(&self, name: Name) -> bool {
        asked(Asked::name(name));
        self.twice.contains_key(&name)
    }

    /// Every record that bears an id, in the order of the archive.
    pub fn bearers(&self, name: Name) -> Vec<&Declared> {
        match self.declared(name) {
            Some(_) if self.twice.contains_key(&name) => {
                let all = self.files.iter().flatten();
                all.filter(|one| one.name == name).collect()
            }
            one => one.into_iter().collect(),
        }
    }

    /// What a file declares, in the order of its lines.
    pub fn of_file(&self, file: SourceId) -> &[Declared] {
        self.files.get(file.index()).map_or(&[], Vec::as_slice)
    }

    /// Whether an id is borne by any two records.
    pub fn has_doubles(&self) -> bool {
        !self.twice.is_empty()
    }

    /// The declarations whose ids are not all in small Latin letters, in the order of the archive.
    pub fn odd(&self) -> impl Iterator<Item = &Declared> {
        asked(Asked::ODD);
        let odd = self.odd.iter().zip(&self.files);
        let odd = odd.flat_map(|(odd, of_file)| {
            let places = odd.iter();
            places.filter_map(|place| of_file.get(*place as usize))
        });
        odd.filter(|one| self.counts(one))
    }

    /// Whether a declaration is the one that counts.
    fn counts(&self, one: &Declared) -> bool {
        let is_first = || {
            self.at(one.name)
                .is_some_and(|first| std::ptr::eq(first, one))
        };
        !self.twice.contains_key(&one.name) || is_first()
    }

    fn at(&self, name: Name) -> Option<&Declared> {
        let at = self.by_name.get(name.0 as usize).copied().flatten()?;
        let of_file = self.files.get(at.file as usize)?;
        of_file.get(at.place.get() as usize - 1)
    }

    /// The declaration of a full id.
    pub fn declared(&self, name: Name) -> Option<&Declared> {
        asked(Asked::name(name));
        self.at(name)
    }

    /// The declaration that counts of every name, in the order of the archive.
    pub fn all(&self) -> impl Iterator<Item = &Declared> + Clone {
        let all = self.files.iter().flatten();
        all.filter(|one| self.counts(one))
    }

    /// The same, but only those of which a glimpse shows that they may be wanted; `make` gives the glimpses of all names of a
    /// declaration that stands at a place in its file.
    pub fn seen<'m>(
        &'m self,
        make: &mut dyn FnMut(u32, &Declared, &mut Vec<Glimpse>),
        may_be: impl Fn(&Glimpse) -> bool,
        mut visit: impl FnMut(&'m Declared),
    ) {
        for (of_file, glimpses) in self.files.iter().zip(&self.glimpses) {
            let glimpses = glimpses.get_or_init(|| {
                let mut all = Vec::with_capacity(2 * of_file.len());
                let places = (0..).zip(of_file);
                places.for_each(|(at, declared)| make(at, declared, &mut all));
                all.into()
            });
            let mut last = None;
            for glimpse in glimpses.iter().filter(|glimpse| may_be(glimpse)) {
                let declared = of_file.get(glimpse.at as usize);
                let declared = declared.filter(|one| self.counts(one));
                // The names of one declaration lie side by side.
                if last != Some(glimpse.at) {
                    declared.into_iter().for_each(&mut visit);
                }
                last = Some(glimpse.at);
            }
        }
    }

    /// What a name stands for inside `home`.
    pub fn target(&self, name: Name, home: Option<Name>, names: &Names) -> Option<Target<'_>> {
        let nested = home.and_then(|home| self.nested.get(&(home, name)));
        let declared = self.declared(*nested.unwrap_or(&name));
        declared
            .map(Target::Declared)
            .or_else(|| countries::find(names.spelling(name)).map(Target::Country))
    }
}

/// The record that a nested id stands in, and its own spelling.
fn local(name: Name, names: &Names) -> Option<(Name, Name)> {
    let (home, local) = names.spelling(name).split_once('.')?;
    Some((names.find(home)?, names.find(local)?))
}
