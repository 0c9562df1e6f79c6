//! The minutes of meetings for people: when, where, who, what was said and promised, on what sources.
//!
//! It is long because the facts of a meeting, a document and what stands alone are gathered here for one layout.

mod sides;
mod speech;

use sides::Sides;

use super::circumstances::presence;
use super::dates::in_words_of;
use super::report::{Entry, Markup, Report};
use super::view::{Around, Setting, View};
use crate::model::{
    Actor, Attendee, Body, Claims, Day, Document, Few, Field, Meeting, Model, Name, Progress,
    Record, Ref, Subject,
};

/// The minutes of one meeting, or of all that were held or planned, in the order of the archive. Records that have errors
/// should not be among them: give only what can be trusted.
pub fn minutes<'a>(view: View<'a>, only: Option<Name>, markup: Markup) -> String {
    let wanted = |record: &&'a Record| {
        only.is_none_or(|only| record.head.id.is_some_and(|id| id.name == only))
    };
    let records = || view.model.records().filter(wanted);
    let mut meetings: Vec<(&Record, &Meeting)> = records()
        .filter_map(|record| {
            if let Body::Meeting(meeting) = &record.body {
                Some((record, &**meeting))
            } else {
                None
            }
        })
        .collect();
    meetings.sort_by_key(|(_, meeting)| {
        meeting
            .date
            .as_ref()
            .and_then(|date| date.value.when.earliest())
    });
    let later = progress_by_pledge(view.model);
    let of_meetings = meetings
        .into_iter()
        .map(|(record, meeting)| Minutes::of(view, record, meeting, &later));
    let in_documents = records().filter_map(|record| match &record.body {
        Body::Document(document) => Minutes::in_document(view, record, document, &later),
        _ => None,
    });
    let elsewhere = Minutes::elsewhere(view, records(), &later);
    let all = of_meetings.chain(in_documents).chain(elsewhere);
    all.map(|minutes| minutes.report.written(markup))
        .collect::<Vec<_>>()
        .join("\n")
}

type Later<'a> = std::collections::HashMap<Name, Vec<(&'a Record, &'a Progress)>>;

/// What became of each pledge, as far as it is written elsewhere.
fn progress_by_pledge(model: &Model) -> Later<'_> {
    let mut later = Later::new();
    for (pledge, record, progress) in model.progress() {
        later.entry(pledge).or_default().push((record, progress));
    }
    later
}

/// The minutes of one meeting before they are laid out; the ledger tells of promises in the same words.
pub(super) struct Minutes<'a> {
    view: View<'a>,
    pub(super) report: Report,
}

impl<'a> Minutes<'a> {
    fn of(view: View<'a>, record: &'a Record, meeting: &'a Meeting, later: &Later<'a>) -> Self {
        let around = Around::record(view, record);
        let title = record
            .head
            .label
            .map_or_else(String::new, |label| view.text(label).into_owned());
        let mut minutes = Self::begun(view, title);
        minutes.circumstances(meeting, around);
        minutes.attendees(meeting, around);
        let setting = Setting {
            meeting: Some(meeting),
            date: meeting.date.as_ref().map(|day| day.value),
        };
        let said = meeting
            .statements
            .iter()
            .map(|statement| minutes.statement(&statement.speech, around))
            .collect();
        minutes.report.list("Said", said);
        let promised = meeting
            .pledges
            .iter()
            .map(|pledge| minutes.pledge(pledge, around, setting, later))
            .collect();
        minutes.report.list("Promised", promised);
        let remarks = minutes.remarks(record.head.claims.as_deref(), around);
        minutes.report.notes.extend(remarks);
        minutes
    }

    pub(super) fn begun(view: View<'a>, title: String) -> Self {
        Self {
            view,
            report: Report::titled(title),
        }
    }

    /// What is said and promised in a document; none when nothing is.
    fn in_document(
        view: View<'a>,
        record: &'a Record,
        document: &'a Document,
        later: &Later<'a>,
    ) -> Option<Self> {
        if document.statements.is_empty() && document.pledges.is_empty() {
            return None;
        }
        let around = Around::record(view, record).inside(&record.head);
        let title = record
            .head
            .label
            .map_or_else(String::new, |label| view.text(label).into_owned());
        let mut minutes = Self::begun(view, title);
        let date = document.date.as_ref().map(|day| day.value);
        let kind = document
            .kind
            .as_ref()
            .map(|kind| kind.value.word.replace('-', " "));
        let named = |actors: &'a Option<Field<Few<Actor>>>| -> Vec<String> {
            actors
                .iter()
                .flat_map(|field| &field.value)
                .map(|actor| view.name(actor.who, None))
                .collect()
        };
        minutes
            .report
            .fact("When", date.map(in_words_of).into_iter().collect());
        minutes.report.fact("What", kind.into_iter().collect());
        minutes
            .report
            .fact("From", vec![named(&document.from).join("; ")]);
        minutes
            .report
            .fact("To", vec![named(&document.to).join("; ")]);
        minutes
            .report
            .fact("Publisher", vec![named(&document.publisher).join("; ")]);
        let setting = Setting {
            meeting: None,
            date,
        };
        let said = document
            .statements
            .iter()
            .map(|statement| minutes.statement(&statement.speech, around))
            .collect();
        minutes.report.list("Said", said);
        let promised = document
            .pledges
            .iter()
            .map(|pledge| minutes.pledge(pledge, around, setting, later))
            .collect();
        minutes.report.list("Promised", promised);
        Some(minutes)
    }

    /// What is said and promised at no recorded meeting; none when nothing is.
    fn elsewhere(
        view: View<'a>,
        records: impl Iterator<Item = &'a Record>,
        later: &Later<'a>,
    ) -> Option<Self> {
        let mut minutes = Self::begun(view, "Said and promised elsewhere".to_owned());
        let (mut said, mut promised) = (Vec::new(), Vec::new());
        for record in records {
            let around = Around::record(view, record);
            match &record.body {
                Body::Statement(statement) => {
                    said.push(minutes.statement(&statement.speech, around));
                }
                Body::Pledge(pledge) => {
                    let spoken = record.spoken().next();
                    let setting = spoken.map_or_else(Setting::default, Setting::of);
                    promised.push(minutes.pledge(pledge, around, setting, later));
                }
                _ => {}
            }
        }
        minutes.report.list("Said", said);
        minutes.report.list("Promised", promised);
        (!minutes.report.parts.is_empty()).then_some(minutes)
    }

    /// The marks of the footnotes for what a line rests on.
    pub(super) fn marks(&mut self, around: Around<'a>) -> String {
        self.report.footnotes.marks(self.view, around)
    }

    fn label(&self, reference: Ref, around: Around<'a>) -> String {
        self.view.label(reference, around.home).into_owned()
    }

    fn circumstances(&mut self, meeting: &'a Meeting, around: Around<'a>) {
        let marks = self.marks(around);
        let when = meeting
            .date
            .as_ref()
            .map(|date| self.claimed(in_words_of(date.value), date.claims.as_deref(), around));
        let places: Vec<String> = meeting
            .places
            .iter()
            .map(|place| self.place(place, around))
            .collect();
        let kind = self.kind(meeting);
        let about: Vec<String> = meeting
            .about
            .iter()
            .flat_map(|field| &field.value)
            .map(|subject| self.subject(*subject, around))
            .collect();
        let hosts: Vec<String> = meeting
            .host
            .iter()
            .flat_map(|field| &field.value)
            .map(|actor| self.view.name(actor.who, around.home))
            .collect();
        let duration = meeting
            .duration
            .as_ref()
            .map(|length| self.view.world.text(length.value.span).to_owned());
        self.report.fact(
            "When",
            when.into_iter()
                .map(|when| format!("{when} {marks}").trim_end().to_owned())
                .collect(),
        );
        self.report.fact("Where", places);
        self.report.fact("What", vec![kind]);
        self.report.fact("Lasted", duration.into_iter().collect());
        self.report.fact("Host", hosts);
        self.report.fact("About", vec![about.join("; ")]);
        for (name, field) in [
            ("Part of", &meeting.part_of),
            ("Follows", &meeting.follows),
            ("Outcome", &meeting.outcome),
        ] {
            let labels: Vec<String> = field
                .iter()
                .flat_map(|field| &field.value)
                .map(|reference| self.label(*reference, around))
                .collect();
            self.report.fact(name, vec![labels.join("; ")]);
        }
    }

    fn kind(&self, meeting: &Meeting) -> String {
        let kind = self.view.kind_of(meeting);
        let sure = meeting
            .kind
            .as_ref()
            .and_then(|kind| kind.claims.as_ref())
            .and_then(|claims| claims.more.certainty.as_deref());
        let sure = sure
            .map(|sure| format!(" ({})", sure.value.word))
            .unwrap_or_default();
        format!("{kind}{sure}")
    }

    /// A value with what its own line says of it.
    fn claimed(&mut self, value: String, claims: Option<&'a Claims>, around: Around<'a>) -> String {
        let mut value = value;
        if let Some(certainty) = claims.and_then(|claims| claims.more.certainty.as_deref()) {
            value.push_str(&format!(" ({})", certainty.value.word));
        }
        if claims.is_some_and(|claims| claims.source.is_some()) {
            let marks = self.marks(around.within(claims));
            value.push_str(&format!(" {marks}"));
        }
        if let Some(note) = claims.and_then(|claims| claims.more.note.as_deref()) {
            value.push_str(&format!(" — {}", self.view.text(note.value)));
        }
        value
    }

    fn place(&mut self, place: &'a Field<crate::model::Place>, around: Around<'a>) -> String {
        let value = self.view.place(place.value, around.home);
        self.claimed(value, place.claims.as_deref(), around)
    }

    fn subject(&self, subject: Subject, around: Around<'a>) -> String {
        match subject {
            Subject::Named(reference) => self.label(reference, around),
            Subject::Unnamed(text) => self.view.text(text).into_owned(),
        }
    }

    fn attendees(&mut self, meeting: &'a Meeting, around: Around<'a>) {
        let date = meeting.date.as_ref().map(|day| day.value);
        let mut sides = Sides::default();
        for delegation in &meeting.delegations {
            let parties: Vec<String> = delegation
                .parties
                .iter()
                .map(|party| self.label(*party, around))
                .collect();
            let side = (delegation.parties.len() == 1).then(|| delegation.parties[0]);
            let inside = around.within(delegation.claims.as_deref());
            let remarks = self.remarks(delegation.claims.as_deref(), inside);
            if delegation.attendees.is_empty() {
                parties.iter().for_each(|party| sides.note(party, &remarks));
                continue;
            }
            let joint = parties.join(" and ");
            for attendee in &delegation.attendees {
                let own = attendee.side.map(|side| self.label(side, around));
                let line = self.attendee(attendee, attendee.side.or(side), date, inside);
                sides.add(own.as_deref().unwrap_or(&joint), line);
            }
            if !remarks.is_empty() {
                sides.note(&joint, &remarks);
            }
        }
        for attendee in &meeting.attendees {
            let side = attendee
                .side
                .map_or_else(|| "Others".to_owned(), |side| self.label(side, around));
            let line = self.attendee(attendee, attendee.side, date, around);
            sides.add(&side, line);
        }
        self.report.fact("Who", sides.lines());
    }

    fn attendee(
        &mut self,
        attendee: &'a Attendee,
        side: Option<Ref>,
        date: Option<Day>,
        around: Around<'a>,
    ) -> String {
        let mut text = self.view.name(attendee.who, around.home);
        let offices: Vec<String> = self
            .view
            .offices(attendee, date)
            .into_iter()
            .map(|office| self.view.office(office, side, around.home))
            .collect();
        if !offices.is_empty() {
            text.push_str(&format!(", {}", offices.join(" and ")));
        }
        if let Some(role) = attendee.more.role {
            text.push_str(&format!(" ({})", role.word.replace('-', " ")));
        }
        if let Some(presence) = presence(attendee) {
            text.push_str(&format!(", {presence}"));
        }
        self.claimed(text, attendee.claims.as_deref(), around)
    }
}
