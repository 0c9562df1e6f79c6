//! The minutes of meetings for people: when, where, who, what was said and promised, on what sources.
//!
//! It is long because the facts of a meeting, a document and what stands alone are gathered here for one layout.

mod dates;
mod layout;
mod sides;
mod speech;

use dates::in_words_of;
use sides::Sides;

use super::view::{Around, Cited, Setting, View};
use crate::model::{
    Actor, Attendee, Body, Claims, Day, Document, Field, Meeting, Model, Name, Progress, Record,
    Ref, Subject, Target,
};

/// How the minutes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Markup {
    /// Plain text, wrapped at that many columns.
    Text {
        /// Columns.
        width: usize,
    },
    /// Markdown.
    Markdown,
}

/// The minutes of one meeting, or of all that were held or planned, in the order of the archive. Records that have errors
/// should not be among them: give only what can be trusted.
pub fn minutes<'a>(view: View<'a>, only: Option<Name>, markup: Markup) -> String {
    let wanted = |record: &&'a Record| {
        only.is_none_or(|only| record.head.id.is_some_and(|id| id.name == only))
    };
    let records = || view.model.records.iter().filter(wanted);
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
    all.map(|minutes| minutes.written(markup))
        .collect::<Vec<_>>()
        .join("\n")
}

type Later<'a> = std::collections::HashMap<Name, Vec<(&'a Record, &'a Progress)>>;

/// What became of each pledge, as far as it is written elsewhere.
fn progress_by_pledge(model: &Model) -> Later<'_> {
    let mut later = Later::new();
    for record in &model.records {
        let Body::Progress(progress) = &record.body else {
            continue;
        };
        let Some(pledge) = progress.pledge else {
            continue;
        };
        if let Some(Target::Declared(declared)) = model.target(&pledge, None) {
            later
                .entry(declared.name)
                .or_default()
                .push((record, progress));
        }
    }
    later
}

/// The minutes of one meeting before they are laid out.
struct Minutes<'a> {
    view: View<'a>,
    title: String,
    facts: Vec<(&'static str, Vec<String>)>,
    parts: Vec<(&'static str, Vec<Entry>)>,
    notes: Vec<String>,
    footnotes: Vec<String>,
}

/// A sentence, and what hangs on it.
struct Entry {
    text: String,
    under: Vec<String>,
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
        minutes.parts.push(("Said", said));
        let promised = meeting
            .pledges
            .iter()
            .map(|pledge| minutes.pledge(pledge, around, setting, later))
            .collect();
        minutes.parts.push(("Promised", promised));
        let remarks = minutes.remarks(record.head.claims.as_deref(), around);
        minutes.notes.extend(remarks);
        minutes
    }

    fn begun(view: View<'a>, title: String) -> Self {
        Self {
            view,
            title,
            facts: Vec::new(),
            parts: Vec::new(),
            notes: Vec::new(),
            footnotes: Vec::new(),
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
        let named = |actors: &'a Option<Field<Vec<Actor>>>| -> Vec<String> {
            actors
                .iter()
                .flat_map(|field| &field.value)
                .map(|actor| view.name(actor.who, None))
                .collect()
        };
        minutes.fact("When", date.map(in_words_of).into_iter().collect());
        minutes.fact("What", kind.into_iter().collect());
        minutes.fact("From", vec![named(&document.from).join("; ")]);
        minutes.fact("To", vec![named(&document.to).join("; ")]);
        minutes.fact("Publisher", vec![named(&document.publisher).join("; ")]);
        let setting = Setting {
            meeting: None,
            date,
        };
        let said = document
            .statements
            .iter()
            .map(|statement| minutes.statement(&statement.speech, around))
            .collect();
        minutes.parts.push(("Said", said));
        let promised = document
            .pledges
            .iter()
            .map(|pledge| minutes.pledge(pledge, around, setting, later))
            .collect();
        minutes.parts.push(("Promised", promised));
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
                    promised.push(minutes.pledge(
                        pledge,
                        around,
                        Setting {
                            meeting: None,
                            date: None,
                        },
                        later,
                    ));
                }
                _ => {}
            }
        }
        minutes.parts = vec![("Said", said), ("Promised", promised)];
        minutes
            .parts
            .iter()
            .any(|(_, entries)| !entries.is_empty())
            .then_some(minutes)
    }

    /// The number of a footnote, a new one unless the same is there.
    fn footnote(&mut self, text: String) -> usize {
        let known = self.footnotes.iter().position(|footnote| *footnote == text);
        known.unwrap_or_else(|| {
            self.footnotes.push(text);
            self.footnotes.len() - 1
        }) + 1
    }

    /// The marks of the footnotes for what a line rests on.
    fn marks(&mut self, around: Around<'a>) -> String {
        let cited = self.view.sources(around);
        cited
            .into_iter()
            .map(|cited| {
                let text = self.citation(cited);
                format!("[{}]", self.footnote(text))
            })
            .collect()
    }

    fn citation(&self, cited: Cited) -> String {
        let view = self.view;
        let document = cited.document.map(|document| {
            let record = view.record(document, None);
            let details = record.and_then(|record| match &record.body {
                Body::Document(paper) => {
                    let publisher = paper
                        .publisher
                        .iter()
                        .flat_map(|field| &field.value)
                        .map(|actor| view.name(actor.who, None));
                    let date = paper.date.as_ref().map(|date| self.day(date.value));
                    Some(publisher.chain(date).collect::<Vec<_>>().join(", "))
                }
                _ => None,
            });
            let label = view.label(document, None);
            match details.filter(|details| !details.is_empty()) {
                Some(details) => format!("“{label}”, {details}"),
                None => format!("“{label}”"),
            }
        });
        let locator = cited.locator.map(|locator| view.text(locator).into_owned());
        document
            .into_iter()
            .chain(locator)
            .collect::<Vec<_>>()
            .join(", ")
    }

    fn label(&self, reference: Ref, around: Around<'a>) -> String {
        self.view.label(reference, around.home).into_owned()
    }

    fn circumstances(&mut self, meeting: &'a Meeting, around: Around<'a>) {
        let marks = self.marks(around);
        let when = meeting
            .date
            .as_ref()
            .map(|date| self.claimed(self.day(date.value), date.claims.as_deref(), around));
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
        self.fact(
            "When",
            when.into_iter()
                .map(|when| format!("{when} {marks}").trim_end().to_owned())
                .collect(),
        );
        self.fact("Where", places);
        self.fact("What", vec![kind]);
        self.fact("Lasted", duration.into_iter().collect());
        self.fact("Host", hosts);
        self.fact("About", vec![about.join("; ")]);
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
            self.fact(name, vec![labels.join("; ")]);
        }
    }

    fn fact(&mut self, name: &'static str, lines: Vec<String>) {
        let lines: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
        if !lines.is_empty() {
            self.facts.push((name, lines));
        }
    }

    fn kind(&self, meeting: &Meeting) -> String {
        let word = |field: &Option<Field<crate::model::Word>>| {
            field
                .as_ref()
                .map(|field| field.value.word.replace('-', " "))
        };
        let kind = word(&meeting.kind).map(|kind| {
            if kind == "bilateral" || kind == "multilateral" {
                format!("{kind} meeting")
            } else {
                kind
            }
        });
        let parts: Vec<String> = kind
            .into_iter()
            .chain(word(&meeting.format))
            .chain(word(&meeting.status).filter(|status| status != "held"))
            .collect();
        let sure = meeting
            .kind
            .as_ref()
            .and_then(|kind| kind.claims.as_ref())
            .and_then(|claims| claims.certainty.as_ref());
        let sure = sure
            .map(|sure| format!(" ({})", sure.value.word))
            .unwrap_or_default();
        format!("{}{sure}", parts.join(", "))
    }

    /// A value with what its own line says of it.
    fn claimed(&mut self, value: String, claims: Option<&'a Claims>, around: Around<'a>) -> String {
        let mut value = value;
        if let Some(certainty) = claims.and_then(|claims| claims.certainty.as_ref()) {
            value.push_str(&format!(" ({})", certainty.value.word));
        }
        if claims.is_some_and(|claims| claims.source.is_some()) {
            let marks = self.marks(around.within(claims));
            value.push_str(&format!(" {marks}"));
        }
        if let Some(note) = claims.and_then(|claims| claims.note.as_ref()) {
            value.push_str(&format!(" — {}", self.view.text(note.value)));
        }
        value
    }

    fn place(&mut self, place: &'a Field<crate::model::Place>, around: Around<'a>) -> String {
        let text = place
            .value
            .text
            .map(|text| self.view.text(text).into_owned());
        let party = place.value.party.map(|party| self.label(party, around));
        let value = text.into_iter().chain(party).collect::<Vec<_>>().join(", ");
        self.claimed(value, place.claims.as_deref(), around)
    }

    fn subject(&self, subject: Subject, around: Around<'a>) -> String {
        match subject {
            Subject::Named(reference) => self.label(reference, around),
            Subject::Unnamed(text) => self.view.text(text).into_owned(),
        }
    }

    /// A date in words.
    fn day(&self, day: Day) -> String {
        in_words_of(day)
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
        self.fact("Who", sides.lines());
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
            .map(|office| self.office(office, side, around))
            .collect();
        if !offices.is_empty() {
            text.push_str(&format!(", {}", offices.join(" and ")));
        }
        if let Some(role) = attendee.role {
            text.push_str(&format!(" ({})", role.word.replace('-', " ")));
        }
        match attendee.present.as_ref().map(|present| present.value.word) {
            Some("part") => text.push_str(", for a part of it"),
            Some("remote") => text.push_str(", from afar"),
            Some("absent") => text.push_str(", absent"),
            _ => {}
        }
        self.claimed(text, attendee.claims.as_deref(), around)
    }

    fn office(
        &self,
        office: &crate::model::Office,
        side: Option<Ref>,
        around: Around<'a>,
    ) -> String {
        let title = self.view.text(office.title);
        let status = office
            .status
            .map(|status| format!("{} ", status.word))
            .unwrap_or_default();
        let own = side.is_some_and(|side| side.name == office.of.name);
        let of = if own {
            String::new()
        } else {
            format!(" of {}", self.label(office.of, around))
        };
        format!("{status}{title}{of}")
    }
}
