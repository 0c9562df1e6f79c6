//! Where a meeting was, of what kind, in which office somebody came, what became of a promise: in words.

use super::dates::in_words_of;
use super::reading::in_a_sentence;
use super::view::{Around, View};
use crate::model::{Attendee, Field, Meeting, Name, Office, Place, Progress, Ref, Word};

impl View<'_> {
    /// Its kind, format and, if it was not held, its status: `bilateral meeting, one on one`.
    pub(super) fn kind_of(self, meeting: &Meeting) -> String {
        let word =
            |field: Option<&Field<Word>>| field.map(|field| field.value.word.replace('-', " "));
        let kind = word(meeting.kind.as_ref()).map(|kind| {
            if kind == "bilateral" || kind == "multilateral" {
                format!("{kind} meeting")
            } else {
                kind
            }
        });
        let parts: Vec<String> = kind
            .into_iter()
            .chain(word(meeting.format.as_deref()))
            .chain(word(meeting.status.as_deref()).filter(|status| status != "held"))
            .collect();
        parts.join(", ")
    }

    /// A place: the town, and the country.
    pub(super) fn place(self, place: Place, home: Option<Name>) -> String {
        let text = place.text.map(|text| self.text(text).into_owned());
        let party = place
            .party
            .map(|party| self.label(party, home).into_owned());
        text.into_iter().chain(party).collect::<Vec<_>>().join(", ")
    }

    /// An office; whose it is goes without saying where it is that of the side.
    pub(super) fn office(self, office: &Office, side: Option<Ref>, home: Option<Name>) -> String {
        let title = self.text(office.title);
        let status = office
            .status
            .map(|status| format!("{} ", status.word))
            .unwrap_or_default();
        let own = side.is_some_and(|side| side.name == office.of.name);
        let of = if own {
            String::new()
        } else {
            format!(" of {}", in_a_sentence(&self.label(office.of, home)))
        };
        format!("{status}{title}{of}")
    }

    /// What became of a promise: the day, the state, who did it, what happened.
    pub(super) fn progress(self, progress: &Progress, around: Around<'_>) -> String {
        let state = progress
            .state
            .map_or("", |state| state.word)
            .replace('-', " ");
        let mut text = format!("{}: {state}", in_words_of(progress.date));
        if !progress.by.is_empty() {
            let by: Vec<String> = progress
                .by
                .iter()
                .map(|actor| self.name(actor.who, around.home))
                .collect();
            text.push_str(&format!(" by {}", by.join(" and ")));
        }
        if let Some(what) = progress.text {
            text.push_str(&format!(" — {}", self.text(what)));
        }
        text
    }
}

/// In what part of it somebody was there, if not in the whole.
pub(super) fn presence(attendee: &Attendee) -> Option<&'static str> {
    match attendee.more.present.as_deref()?.value.word {
        "part" => Some("for a part of it"),
        "remote" => Some("from afar"),
        "absent" => Some("absent"),
        _ => None,
    }
}
