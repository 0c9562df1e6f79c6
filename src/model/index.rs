//! What each name stands for.

use std::num::NonZeroU32;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Name, Names};
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
    pub record: usize,
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
    /// By the number of a name, the place of its declaration in the list.
    by_name: Vec<Option<NonZeroU32>>,
    in_order: Vec<Declared>,
    /// The names that a second record bears too.
    twice: FxHashSet<Name>,
    /// Each such second record, and the first.
    doubles: Vec<(Declared, Declared)>,
    /// A nested id by the record it stands in and its own spelling.
    nested: FxHashMap<(Name, Name), Name>,
}

impl Index {
    /// Adds a declaration, and the id it goes by inside the record `home`; the earlier declaration of the same name
    /// stays.
    pub fn declare(&mut self, declared: Declared, local: Option<(Name, Name)>) {
        if let Some(earlier) = self.declared(declared.name) {
            let earlier = *earlier;
            self.twice.insert(declared.name);
            self.doubles.push((declared, earlier));
            return;
        }
        self.in_order.push(declared);
        let number = declared.name.0 as usize;
        if self.by_name.len() <= number {
            self.by_name.resize(number + 1, None);
        }
        self.by_name[number] = NonZeroU32::new(self.in_order.len() as u32);
        if let Some(local) = local {
            self.nested.insert(local, declared.name);
        }
    }

    /// Every second record of a name with the first, in the order of the archive.
    pub fn doubles(&self) -> impl Iterator<Item = (&Declared, &Declared)> {
        self.doubles.iter().map(|(second, first)| (second, first))
    }

    /// Whether more than one record bears a name, so that nobody knows which is meant.
    pub fn is_doubled(&self, name: Name) -> bool {
        self.twice.contains(&name)
    }

    /// The declaration of a full id.
    pub fn declared(&self, name: Name) -> Option<&Declared> {
        let place = self.by_name.get(name.0 as usize).copied().flatten()?;
        self.in_order.get(place.get() as usize - 1)
    }

    /// Every declaration in the order of the archive.
    pub fn all(&self) -> &[Declared] {
        &self.in_order
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
