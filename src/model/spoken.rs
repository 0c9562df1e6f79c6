//! Everything that was said and promised, wherever it stands: at a meeting, in a document, alone.

use super::{
    Amount, Body, Day, Document, Meeting, Model, Name, Pledge, Progress, Record, Speech, Statement,
    Subject, Target, When,
};

/// A statement or pledge, and where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Spoken<'m> {
    /// The record at the margin: a meeting, a document, or itself.
    pub record: &'m Record,
    /// Who, what, to whom.
    pub speech: &'m Speech,
    /// The pledge, if it is one.
    pub pledge: Option<&'m Pledge>,
}

impl Model {
    /// Every statement and pledge, in the order of the archive.
    pub fn spoken(&self) -> impl Iterator<Item = Spoken<'_>> {
        self.records().flat_map(Record::spoken)
    }

    /// The statement or pledge of a full id.
    pub fn spoken_as(&self, name: Name) -> Option<Spoken<'_>> {
        let declared = self.index.declared(name)?;
        let record = self.get(declared.record)?;
        let is_it = |speech: &Speech| speech.head.id.is_some_and(|id| id.name == name);
        // A record may hold a hundred thousand lines, which stand in order but for some that were mended.
        let (statements, pledges) = record.lines();
        let begins = |speech: &Speech| speech.head.span.start <= declared.span.start;
        let statement = statements.partition_point(|statement| begins(&statement.speech));
        let pledge = pledges.partition_point(|pledge| begins(&pledge.speech));
        let statement = statement.checked_sub(1).and_then(|at| statements.get(at));
        let pledge = pledge.checked_sub(1).and_then(|at| pledges.get(at));
        let said = statement.map(|statement| (&statement.speech, None));
        let promised = pledge.map(|pledge| (&pledge.speech, Some(pledge)));
        let mut near = said.into_iter().chain(promised);
        near.find(|(speech, _)| is_it(speech))
            .map(|(speech, pledge)| Spoken {
                record,
                speech,
                pledge,
            })
            .or_else(|| record.spoken().find(|spoken| is_it(spoken.speech)))
    }

    /// The day of a meeting, document, statement or pledge.
    pub fn day_of(&self, name: Name) -> Option<Day> {
        let record = self.get(self.index.declared(name)?.record)?;
        let date = match &record.body {
            _ if record.head.id.is_none_or(|id| id.name != name) => None,
            Body::Meeting(meeting) => meeting.date.as_ref(),
            Body::Document(document) => document.date.as_ref(),
            _ => None,
        };
        date.map(|date| date.value)
            .or_else(|| self.spoken_as(name)?.day())
    }

    /// Every line of progress at the margin, with the full id of its pledge, in the order of the archive.
    pub fn progress(&self) -> impl Iterator<Item = (Name, &Record, &Progress)> {
        self.records().filter_map(|record| {
            let Body::Progress(progress) = &record.body else {
                return None;
            };
            match self.target(&progress.pledge?, None)? {
                Target::Declared(declared) => Some((declared.name, record, &**progress)),
                Target::Country(_) => None,
            }
        })
    }
}

impl Record {
    /// Every sum that is promised in it, part or total, with the day of its promise.
    pub fn sums_promised(&self) -> impl Iterator<Item = (&Amount, Option<Day>)> {
        self.spoken().flat_map(|spoken| {
            let pledge = spoken.pledge.into_iter();
            let sums =
                pledge.flat_map(|pledge| pledge.amounts.iter().chain(pledge.more.total.as_deref()));
            sums.map(move |sum| (&sum.value, spoken.day()))
        })
    }

    /// The statements in it and then the pledges; itself, if it is one.
    pub fn spoken(&self) -> impl Iterator<Item = Spoken<'_>> {
        let (statements, pledges) = self.lines();
        let said = statements.iter().map(|statement| (&statement.speech, None));
        let promised = pledges.iter().map(|pledge| (&pledge.speech, Some(pledge)));
        said.chain(promised).map(|(speech, pledge)| Spoken {
            record: self,
            speech,
            pledge,
        })
    }

    fn lines(&self) -> (&[Statement], &[Pledge]) {
        match &self.body {
            Body::Meeting(meeting) => (&meeting.statements, &meeting.pledges),
            Body::Document(document) => (&document.statements, &document.pledges),
            Body::Statement(statement) => (std::slice::from_ref(statement), &[]),
            Body::Pledge(pledge) => (&[], std::slice::from_ref(&**pledge)),
            _ => (&[], &[]),
        }
    }
}

impl<'m> Spoken<'m> {
    /// The meeting it was said at.
    pub fn meeting(self) -> Option<&'m Meeting> {
        match &self.record.body {
            Body::Meeting(meeting) => Some(meeting),
            _ => None,
        }
    }

    /// The document it was said in.
    pub fn document(self) -> Option<&'m Document> {
        match &self.record.body {
            Body::Document(document) => Some(document),
            _ => None,
        }
    }

    /// The record whose nested ids it may name in short.
    pub fn home(self) -> Option<Name> {
        self.record.head.id.map(|id| id.name)
    }

    /// What it is about: what it says itself, or else what its meeting or document was about.
    pub fn about(self) -> impl Iterator<Item = Subject> + use<'m> {
        let around = match &self.record.body {
            Body::Meeting(meeting) => meeting.about.as_deref(),
            Body::Document(document) => document.about.as_ref(),
            _ => None,
        };
        let subjects = self.speech.about.as_deref().or(around).into_iter();
        subjects.flat_map(|field| field.value.iter().copied())
    }

    /// The day it was said or promised: its own, or that of the meeting or document.
    pub fn day(self) -> Option<Day> {
        let made = self.pledge.and_then(|pledge| pledge.made.as_deref());
        let around = || match &self.record.body {
            Body::Meeting(meeting) => meeting.date.as_ref(),
            Body::Document(document) => document.date.as_ref(),
            _ => None,
        };
        let own = made.or(self.speech.more.date.as_deref()).or_else(around);
        own.map(|field| field.value)
    }

    /// The same as a date to compare; `undated` where none is known.
    pub fn when(self) -> When {
        self.day().map_or(When::Undated, |day| day.when)
    }
}
