//! What the records say, as plain data with the places it was said: meetings, people, statements, pledges, dates, sums.
//!
//! Knows nothing of how it was written: `lower` makes it from trees, `checks` judge it, `emit` prints it.

mod amount;
mod below;
mod date;
mod doubt;
mod evidence;
mod index;
mod links;
mod names;
mod people;
mod record;
mod spoken;
mod text;
mod visit;

pub use amount::{Amount, Bound, Length, Range, Rounding, Sum, Unit};
pub use date::{Day, Grain, Moment, Qualifier, Time, When};
pub use evidence::Evidence;
pub use index::{Declared, Index, RecordKind, Target};
pub use links::{Link, LinkKind};
pub use names::{Name, Names};
pub use people::Present;
pub use record::{
    Actor, Attendee, Body, Citation, Claims, Delegation, Document, Due, Extra, Field, Head, Id,
    Meeting, Office, Party, Person, Place, Pledge, Progress, Record, Ref, Signature, Speech,
    Statement, Subject, Topic, Word, Written,
};
pub use spoken::Spoken;
pub use text::{Tag, Text};
pub use visit::{Use, Wanted, references, texts, unnamed};

use crate::text::{SourceId, Span};

/// Everything that an archive says.
#[derive(Debug, Default)]
pub struct Model {
    /// The records at the margins of the files, in the order of files and lines.
    pub records: Vec<Record>,
    /// What each file says of all its records, in the order of the sources.
    pub files: Vec<FileClaims>,
    /// Every name that occurs, once.
    pub names: Names,
    /// What each name stands for.
    pub index: Index,
    /// The lines that could not be read, in the order of the archive: what may be missing there proves nothing.
    pub holes: Vec<Span>,
}

/// The lines before the first record of a file.
#[derive(Debug, Default)]
pub struct FileClaims {
    /// `source:` and `language:`.
    pub claims: Option<Box<Claims>>,
    /// Whether one of those lines could not be read.
    pub has_hole: bool,
}

impl Model {
    /// What a reference stands for, seen from inside the record `home`: a nested id there, a declared id, a country.
    pub fn target(&self, reference: &Ref, home: Option<Name>) -> Option<Target<'_>> {
        self.index.target(reference.name, home, &self.names)
    }

    /// The full id of what a reference stands for, seen from inside `home`; its own name where it stands for nothing.
    pub fn full_name(&self, reference: &Ref, home: Option<Name>) -> Name {
        match self.target(reference, home) {
            Some(Target::Declared(declared)) => declared.name,
            _ => reference.name,
        }
    }

    /// The record at the margin that a reference leads to, or that what it leads to stands in.
    pub fn record(&self, reference: &Ref) -> Option<&Record> {
        let declared = self.index.declared(reference.name)?;
        self.records.get(declared.record)
    }

    /// The documents that a line rests on: its own, or else those of the record and the file around it, given from the
    /// inside out. `source: none` ends the search with nothing.
    pub fn sources<'m>(&'m self, around: &[Option<&'m Claims>]) -> &'m [Citation] {
        let own = around
            .iter()
            .flatten()
            .find_map(|claims| claims.source.as_ref());
        own.map_or(&[], |field| field.value.as_slice())
    }

    /// What the file of a source says of all its records.
    pub fn file(&self, source: SourceId) -> Option<&Claims> {
        self.files
            .get(source.0 as usize)
            .and_then(|file| file.claims.as_deref())
    }
}
