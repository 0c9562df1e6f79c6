//! What each name stands for.

use std::num::NonZeroU32;

use rustc_hash::FxHashMap;

use super::{Name, Names, RecordId};
use crate::text::Span;
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

/// Every declaration by its full id, in the order of the archive.
#[derive(Debug, Default)]
pub struct Index {
    /// All declarations of each file, in the order of their lines.
    files: Vec<Vec<Declared>>,
    /// By the number of a name, the first declaration of it.
    by_name: Vec<Option<At>>,
    /// How many more records bear a name that is declared already.
    twice: FxHashMap<Name, u32>,
    /// A nested id by the record it stands in and its own spelling.
    nested: FxHashMap<(Name, Name), Name>,
}

/// A declaration by its file, and by its place there from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct At {
    file: u32,
    place: NonZeroU32,
}

impl Index {
    /// Adds a declaration behind those of its file, and the id it goes by inside the record `home`; of several of one name
    /// the first of the archive counts.
    pub fn declare(&mut self, declared: Declared, local: Option<(Name, Name)>) {
        let file = declared.record.file.0;
        if self.files.len() <= file as usize {
            self.files.resize_with(file as usize + 1, Vec::new);
        }
        let of_file = &mut self.files[file as usize];
        of_file.push(declared);
        let at = NonZeroU32::new(of_file.len() as u32).map(|place| At { file, place });
        let number = declared.name.0 as usize;
        if self.by_name.len() <= number {
            self.by_name.resize(number + 1, None);
        }
        let first = &mut self.by_name[number];
        if first.is_some() {
            *self.twice.entry(declared.name).or_default() += 1;
            *first = (*first).min(at);
        } else {
            *first = at;
            if let Some(local) = local {
                self.nested.insert(local, declared.name);
            }
        }
    }

    /// Every second record of a name with the first, in the order of the archive.
    pub fn doubles(&self) -> impl Iterator<Item = (&Declared, &Declared)> {
        let files = self.files.iter().filter(|_| !self.twice.is_empty());
        let all = files.flatten().filter(|one| self.is_doubled(one.name));
        all.filter_map(|second| {
            let first = self.declared(second.name)?;
            (!std::ptr::eq(first, second)).then_some((second, first))
        })
    }

    /// Whether more than one record bears a name, so that nobody knows which is meant.
    pub fn is_doubled(&self, name: Name) -> bool {
        self.twice.contains_key(&name)
    }

    /// The declaration of a full id.
    pub fn declared(&self, name: Name) -> Option<&Declared> {
        let at = self.by_name.get(name.0 as usize).copied().flatten()?;
        let of_file = self.files.get(at.file as usize)?;
        of_file.get(at.place.get() as usize - 1)
    }

    /// The declaration that counts of every name, in the order of the archive.
    pub fn all(&self) -> impl Iterator<Item = &Declared> + Clone {
        let all = self.files.iter().flatten();
        all.filter(|one| {
            !self.is_doubled(one.name)
                || self
                    .declared(one.name)
                    .is_some_and(|first| std::ptr::eq(first, *one))
        })
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
