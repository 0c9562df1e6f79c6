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
mod named;
mod names;
mod people;
mod record;
mod room;
mod spoken;
mod text;
mod visit;
mod watch;

pub use amount::{Amount, Bound, Length, Range, Rounding, Sum, Unit};
pub use date::{Day, Grain, Moment, Qualifier, Time, When};
pub use evidence::Evidence;
pub use index::{Declaration, Declared, Glimpse, Index, RecordKind, Target};
pub use links::{Link, LinkKind};
pub use named::Named;
pub use names::{Name, Names};
pub use people::Present;
pub use record::{
    Actor, Attendee, Body, Citation, Claims, Delegation, Document, Due, Extra, Field, Head, Id,
    Meeting, MoreClaims, MoreOfAttendee, MoreOfPledge, MoreOfSpeech, Office, Party, Person, Place,
    Pledge, Progress, Record, Ref, Signature, Speech, Statement, Subject, Topic, Word, Written,
};
pub use room::{Few, Rare, Unwritten};
pub use spoken::Spoken;
pub use text::{Tag, Text};
pub use visit::{Use, Wanted, days, references, texts, unnamed};
pub use watch::{Asked, asked, asked_for, watching};

use crate::text::{SourceId, Span};

/// Everything that an archive says.
#[derive(Debug, Default)]
pub struct Model {
    /// What each file says, in the order of the sources.
    pub files: Vec<File>,
    /// Every name that occurs, once.
    pub names: Names,
    /// What each name stands for.
    pub index: Index,
}

/// What one file says.
#[derive(Debug, Default)]
pub struct File {
    /// The lines before its first record: `source:` and `language:`.
    pub claims: Option<Box<Claims>>,
    /// Whether one of those lines could not be read.
    pub has_hole: bool,
    /// The records at its margin, in the order of their lines.
    pub records: Vec<Record>,
    /// Which of them declare parties, persons, topics and documents.
    pub named: Vec<u32>,
    /// The lines that could not be read, in their order: what may be missing there proves nothing.
    pub holes: Vec<Span>,
}

/// Which record at the margin of which file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RecordId {
    /// The file.
    pub file: SourceId,
    /// Its place among the records of the file, from 0.
    pub at: u32,
}

impl Model {
    /// The records at the margins of the files, in the order of files and lines.
    pub fn records(&self) -> impl DoubleEndedIterator<Item = &Record> + Clone {
        self.files.iter().flat_map(|file| &file.records)
    }

    /// How many they are.
    pub fn count(&self) -> usize {
        self.files.iter().map(|file| file.records.len()).sum()
    }

    /// The first so many of them, and the others, by their files: shares for two threads.
    pub fn shares(&self, first: usize) -> (Vec<&[Record]>, Vec<&[Record]>) {
        let mut left = first;
        let halves = self.files.iter().map(|file| {
            let (one, other) = file.records.split_at(left.min(file.records.len()));
            left -= one.len();
            (one, other)
        });
        halves.unzip()
    }

    /// The same, each with where it is.
    pub fn placed(&self) -> impl Iterator<Item = (RecordId, &Record)> {
        let files = (0..).map(SourceId::new).zip(&self.files);
        files.flat_map(|(file, said)| {
            let records = (0..).zip(&said.records);
            records.map(move |(at, record)| (RecordId { file, at }, record))
        })
    }

    /// The parties, persons, topics or documents of the archive.
    pub fn of_kind(&self, kind: RecordKind) -> impl Iterator<Item = &Record> {
        asked(Asked::kind(kind));
        let all = self.files.iter().flat_map(|file| {
            let named = file.named.iter();
            named.filter_map(|at| file.records.get(*at as usize))
        });
        all.filter(move |record| record.body.kind() == Some(kind))
    }

    /// The record at the margin that a span lies in.
    pub fn around(&self, span: Span) -> Option<&Record> {
        let records = &self.files.get(span.source.index())?.records;
        let around = |record: &&Record| {
            let whole = record.head.span;
            whole.start <= span.start && span.end <= whole.end
        };
        let next = records.partition_point(|record| record.head.span.start <= span.start);
        let last = next.checked_sub(1).and_then(|at| records.get(at));
        last.filter(around).or_else(|| records.iter().find(around))
    }

    /// The record at a place.
    pub fn get(&self, id: RecordId) -> Option<&Record> {
        let file = self.files.get(id.file.index())?;
        file.records.get(id.at as usize)
    }

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
        self.get(declared.record)
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
            .get(source.index())
            .and_then(|file| file.claims.as_deref())
    }
}
