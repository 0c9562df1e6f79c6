//! Meetings, statements, documents and names as lines of a summary.

use super::Telling;
use super::company::Met;
use crate::diag::{count, list_of};
use crate::emit::dates::{days_in_words, in_words_of};
use crate::emit::reading;
use crate::emit::report::Entry;
use crate::emit::view::Around;
use crate::model::{Claims, Document, Record, Ref, Spoken, When};

/// So many parties of a meeting are named; the rest are counted.
const MOST: usize = 6;

impl<'a> Telling<'a> {
    /// A meeting: its day, its name, where it was, of what kind.
    pub(super) fn meeting(
        &mut self,
        met: Met<'a>,
        around: Around<'a>,
        under: Vec<String>,
    ) -> Entry {
        let (view, meeting) = (self.view, met.meeting);
        let places = meeting.places.iter();
        let places: Vec<String> = places
            .map(|place| view.place(place.value, around.home))
            .collect();
        let mut text = self.own_label(met.record);
        if !places.is_empty() {
            text.push_str(&format!(" — {}", places.join("; ")));
        }
        let kind = view.kind_of(meeting);
        if !kind.is_empty() {
            text.push_str(&format!(" ({kind})"));
        }
        let marks = self.report.footnotes.marks(view, around);
        Entry {
            mark: days_in_words(met.when()),
            text: format!("{text} {marks}").trim_end().to_owned(),
            under: under.into_iter().filter(|line| !line.is_empty()).collect(),
        }
    }

    /// The name for people of a record at the margin.
    pub(super) fn own_label(&self, record: &Record) -> String {
        let label = record.head.label;
        label.map_or_else(String::new, |label| self.view.text(label).into_owned())
    }

    /// Statements in order of time, those of one meeting or document together.
    pub(super) fn said(&mut self, spoken: &[Spoken<'a>]) -> Vec<Entry> {
        let together =
            |one: &Spoken<'_>, other: &Spoken<'_>| std::ptr::eq(one.record, other.record);
        let mut groups: Vec<&[Spoken<'a>]> = spoken.chunk_by(together).collect();
        groups.sort_by_key(|group| around_when(group).in_time());
        groups
            .into_iter()
            .map(|group| self.said_at(group))
            .collect()
    }

    fn said_at(&mut self, group: &[Spoken<'a>]) -> Entry {
        let mark = days_in_words(around_when(group));
        let mut sentences: Vec<String> =
            group.iter().map(|spoken| self.sentence(*spoken)).collect();
        let inside = group
            .first()
            .filter(|spoken| spoken.meeting().is_some() || spoken.document().is_some());
        match inside {
            Some(spoken) => Entry {
                mark,
                text: self.own_label(spoken.record),
                under: sentences,
            },
            None => Entry {
                mark,
                text: sentences.pop().unwrap_or_default(),
                under: sentences,
            },
        }
    }

    fn sentence(&mut self, spoken: Spoken<'a>) -> String {
        let around = Around::spoken(self.view, spoken);
        let sentence = reading::statement(self.view, spoken.speech, around);
        let marks = self.report.footnotes.marks(self.view, around);
        let claims = spoken.speech.head.claims.as_deref();
        let sure = uncertain(claims).map(|sure| format!(" ({sure})"));
        let own = spoken.speech.more.date.as_deref();
        let own = own.filter(|_| spoken.home() != spoken.speech.head.id.map(|id| id.name));
        let day = own.map(|date| format!("{}: ", in_words_of(date.value)));
        let (day, sure) = (day.unwrap_or_default(), sure.unwrap_or_default());
        format!("{day}{sentence}{sure} {marks}")
            .trim_end()
            .to_owned()
    }

    /// A document: its day, its name, its kind.
    pub(super) fn document(
        &mut self,
        record: &'a Record,
        document: &'a Document,
        under: Vec<String>,
    ) -> Entry {
        let kind = document.kind.as_ref();
        let kind = kind.map(|kind| format!(" ({})", kind.value.word.replace('-', " ")));
        Entry {
            mark: days_in_words(written(document)),
            text: format!("“{}”{}", self.own_label(record), kind.unwrap_or_default()),
            under: under.into_iter().filter(|line| !line.is_empty()).collect(),
        }
    }

    /// With whom: the first few parties, and how many more.
    pub(super) fn with(&self, parties: Vec<Ref>) -> String {
        led("with", &self.few(parties))
    }

    /// Between whom.
    pub(super) fn between(&self, parties: Vec<Ref>) -> String {
        list_of(&self.few(parties), "and")
    }

    fn few(&self, parties: Vec<Ref>) -> Vec<String> {
        let most = if parties.len() > MOST + 1 {
            MOST
        } else {
            parties.len()
        };
        let more = parties.len() - most;
        let mut names = self.sides(parties.into_iter().take(most));
        if more > 0 {
            names.push(count(more, "more party"));
        }
        names
    }
}

/// How sure a line is, unless it is certain.
pub(super) fn uncertain(claims: Option<&Claims>) -> Option<&'static str> {
    let sure = claims?.more.certainty.as_ref()?.value.word;
    (sure != "certain").then_some(sure)
}

/// Papers in order of time, the undated last.
pub(super) fn in_order(mut papers: Vec<(When, Entry)>) -> Vec<Entry> {
    papers.sort_by_key(|(when, _)| when.in_time());
    papers.into_iter().map(|(_, entry)| entry).collect()
}

/// When a document was written.
pub(super) fn written(document: &Document) -> When {
    let date = document.date.as_ref();
    date.map_or(When::Undated, |date| date.value.when)
}

/// The day of the meeting or document that lines stand in, or their own.
fn around_when(group: &[Spoken<'_>]) -> When {
    let Some(spoken) = group.first() else {
        return When::Undated;
    };
    match (spoken.meeting(), spoken.document()) {
        (Some(meeting), _) => {
            let date = meeting.date.as_ref();
            date.map_or(When::Undated, |date| date.value.when)
        }
        (_, Some(document)) => written(document),
        _ => spoken.when(),
    }
}

/// Names behind a word; nothing where there are none.
pub(super) fn led(word: &str, names: &[String]) -> String {
    if names.is_empty() {
        return String::new();
    }
    format!("{word} {}", list_of(names, "and"))
}
