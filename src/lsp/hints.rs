//! What stands beside the text: the office of the day, the day of the week, what became of a pledge.

use gen_lsp_types::{InlayHint, InlayHintKind, Label, Tooltip};

use super::{View, ledger};
use crate::diag::list_of;
use crate::model::{
    Body, Day, Due, Field, Grain, Meeting, Name, Office, Record, Ref, Spoken, When,
};
use crate::text::Span;

/// Which hints a user wants to see.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// The office held on the day.
    pub office: bool,
    /// The day of the week.
    pub weekday: bool,
    /// How a pledge stands.
    pub pledge_state: bool,
}

/// The hints in a part of the file, in the order of its text.
pub fn hints(view: View<'_>, span: Span, wanted: Wanted) -> Vec<InlayHint> {
    let mut hints = Hints {
        view,
        span,
        found: Vec::new(),
    };
    let file = view.model().files.get(view.file.index());
    let touches = |record: &&Record| {
        let whole = record.head.span;
        whole.start <= span.end && span.start <= whole.end
    };
    let records: Vec<&Record> = file
        .into_iter()
        .flat_map(|file| &file.records)
        .filter(touches)
        .collect();
    for record in &records {
        if wanted.office {
            hints.offices(record);
        }
        if wanted.weekday {
            hints.weekdays(record);
        }
    }
    if wanted.pledge_state {
        hints.states(&records);
    }
    hints.found.sort_by_key(|(at, _)| *at);
    hints.found.into_iter().map(|(_, hint)| hint).collect()
}

struct Hints<'a> {
    view: View<'a>,
    span: Span,
    found: Vec<(u32, InlayHint)>,
}

impl Hints<'_> {
    fn push(&mut self, at: u32, label: String, tooltip: String) {
        if self.span.start <= at && at <= self.span.end {
            let hint = InlayHint {
                position: self.view.position(at),
                label: Label::String(label),
                kind: Some(InlayHintKind::Type),
                text_edits: None,
                tooltip: Some(Tooltip::String(tooltip)),
                padding_left: Some(true),
                padding_right: None,
                data: None,
            };
            self.found.push((at, hint));
        }
    }

    /// Behind those who came, where the line says no office; and behind those who spoke without having been listed.
    fn offices(&mut self, record: &Record) {
        let mut listed: Vec<Name> = Vec::new();
        if let Body::Meeting(meeting) = &record.body {
            self.offices_at(meeting);
            let named = meeting.present().filter_map(|present| present.named());
            listed.extend(named.map(|who| who.name));
        }
        for spoken in record.spoken() {
            let named = spoken.speech.by.iter().filter_map(|by| by.who.named());
            let others = named.filter(|who| !listed.contains(&who.name));
            others.for_each(|who| self.office(who, spoken.when()));
        }
    }

    fn offices_at(&mut self, meeting: &Meeting) {
        let when = meeting
            .date
            .as_ref()
            .map_or(When::Undated, |date| date.value.when);
        for present in meeting.present() {
            if let Some(who) = present
                .named()
                .filter(|_| present.attendee.more.offices.is_empty())
            {
                self.office(who, when);
            }
        }
    }

    fn office(&mut self, who: Ref, when: When) {
        let model = self.view.model();
        let person = model.person(who);
        let held = person.map_or_else(Vec::new, |person| person.offices_on(when));
        let title = |office: &Office| office.title.content(self.view.world()).into_owned();
        let Some(first) = held.first().copied().map(title) else {
            return;
        };
        let all: Vec<String> = held
            .iter()
            .map(|office| {
                let of = model.names.spelling(office.of.name);
                format!("{} of {of}", title(office))
            })
            .collect();
        let label = match held.len() {
            1 => first,
            more => format!("{first} +{}", more - 1),
        };
        let tooltip = format!("{} on that day", list_of(&all, "and"));
        self.push(who.span.end, label, tooltip);
    }

    /// Behind every date of a whole day.
    fn weekdays(&mut self, record: &Record) {
        let date = match &record.body {
            Body::Meeting(meeting) => meeting.date.as_ref(),
            Body::Document(document) => document.date.as_ref(),
            Body::Progress(progress) => {
                self.weekday(progress.date);
                None
            }
            _ => None,
        };
        self.field(date);
        for spoken in record.spoken() {
            self.field(spoken.speech.more.date.as_deref());
            let Some(pledge) = spoken.pledge else {
                continue;
            };
            self.field(pledge.made.as_deref());
            if let Some(Due::Day(day)) = pledge.due.as_deref().map(|due| due.value) {
                self.weekday(day);
            }
            pledge
                .progress
                .iter()
                .for_each(|progress| self.weekday(progress.date));
        }
    }

    fn field(&mut self, field: Option<&Field<Day>>) {
        if let Some(field) = field {
            self.weekday(field.value);
        }
    }

    fn weekday(&mut self, day: Day) {
        if let Some(weekday) = weekday(day.when) {
            let words = crate::emit::in_words(day.when);
            self.push(
                day.span.end,
                weekday[..3].to_owned(),
                format!("{weekday}, {words}"),
            );
        }
    }

    /// Behind the head of a pledge, how it stands today.
    fn states(&mut self, records: &[&Record]) {
        let model = self.view.model();
        let within = |spoken: &Spoken<'_>| {
            let head = spoken.speech.head.span;
            head.start <= self.span.end && self.span.start <= head.end
        };
        let pledges = records
            .iter()
            .flat_map(|record| record.spoken())
            .filter(|spoken| spoken.pledge.is_some());
        let pledges: Vec<Spoken<'_>> = pledges.filter(within).collect();
        // The same records, as long as the archive lasts.
        let seeds = pledges.iter().filter_map(|spoken| {
            let record = model.around(spoken.speech.head.span)?;
            record
                .spoken()
                .find(|one| one.speech.head.span == spoken.speech.head.span)
        });
        let Some(ledger) = ledger::around(self.view, seeds) else {
            return;
        };
        for spoken in pledges {
            let head = &spoken.speech.head;
            let Some((_, promise)) = ledger::promise_at(&ledger, head.span) else {
                continue;
            };
            let state = promise.state().replace('-', " ");
            let due = promise.due.map(|due| crate::emit::in_words(due.when));
            let (label, tooltip) = match ledger.overdue(promise) {
                Some(days) => (
                    "overdue".to_owned(),
                    format!(
                        "{state}; due {}, {} ago",
                        due.unwrap_or_default(),
                        crate::diag::count(days.unsigned_abs() as usize, "day")
                    ),
                ),
                None => (state.clone(), format!("{state} as of {}", ledger.day)),
            };
            let at = head.id.map_or(head.keyword.end, |id| id.span.end);
            self.push(at, label, tooltip);
        }
    }
}

/// The day of the week of a date that is one day.
pub(super) fn weekday(when: When) -> Option<&'static str> {
    let When::At(moment) = when else {
        return None;
    };
    if moment.grain() != Grain::Day || moment.qualifier.is_some() {
        return None;
    }
    Some(weekday_of(moment.first()))
}

/// The day of the week of a day.
pub(super) fn weekday_of(day: jiff::civil::Date) -> &'static str {
    use jiff::civil::Weekday;
    match day.weekday() {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{archive, view};
    use super::*;

    const ALL: Wanted = Wanted {
        office: true,
        weekday: true,
        pledge_state: true,
    };

    fn told(text: &str, wanted: Wanted) -> Vec<(String, String)> {
        let (home, _) = archive(text);
        let view = view(&home);
        let all = Span::new(view.file, 0, view.text().len() as u32);
        let hints = hints(view, all, wanted).into_iter();
        hints
            .map(|hint| {
                let at = view.offset(hint.position) as usize;
                let word = view.text()[..at]
                    .rsplit(' ')
                    .next()
                    .unwrap_or_default()
                    .to_owned();
                let Label::String(label) = hint.label else {
                    unreachable!("a text")
                };
                (word, label)
            })
            .collect()
    }

    const TEXT: &str = "person бат \"Бат\" {\n  office \"Envoy\" of MN from 2020 until 2024\n  office \"Minister\" of MN from 2025\n}\n\
        meeting m \"M\" {\n  date: 2024-10-29\n  attendee бат for MN\n  attendee \"Somebody\" for KZ\n  pledge go by KZ to MN \"to go\" { due: 2025 }\n  \
        pledge run by KZ to MN \"to run\" { due: 2025; progress 2025-03-03 fulfilled }\n}\n";

    #[test]
    fn offices_weekdays_and_states_stand_beside_the_text() {
        let hint = |word: &str, label: &str| (word.to_owned(), label.to_owned());
        assert_eq!(
            told(TEXT, ALL),
            [
                hint("2024-10-29", "Tue"),
                hint("бат", "Envoy"),
                hint("go", "overdue"),
                hint("run", "fulfilled"),
                hint("2025-03-03", "Mon"),
            ]
        );
    }

    #[test]
    fn what_a_hint_leaves_out_is_told_under_the_pointer() {
        let (home, _) = archive(TEXT);
        let view = view(&home);
        let all = Span::new(view.file, 0, view.text().len() as u32);
        let tooltips: Vec<String> = hints(view, all, ALL)
            .into_iter()
            .filter_map(|hint| match hint.tooltip {
                Some(Tooltip::String(tooltip)) => Some(tooltip),
                _ => None,
            })
            .collect();
        assert_eq!(tooltips[0], "Tuesday, 29 October 2024");
        assert_eq!(tooltips[1], "Envoy of MN on that day");
        assert!(
            tooltips[2].starts_with("open; due 2025, ") && tooltips[2].ends_with(" days ago"),
            "{tooltips:?}"
        );
        assert!(tooltips[3].starts_with("fulfilled as of "), "{tooltips:?}");
    }

    #[test]
    fn who_speaks_unlisted_and_who_holds_two_offices_is_shown() {
        let text = "person a \"A\" {\n  office \"Envoy\" of MN\n  office \"Minister\" of MN\n}\nperson b \"B\" { office \"Guide\" of KZ }\n\
            meeting m \"M\" {\n  date: undated\n  attendee a for MN\n  statement by a said \"yes\"\n  statement by b said \"no\"\n}\n";
        let hint = |word: &str, label: &str| (word.to_owned(), label.to_owned());
        assert_eq!(told(text, ALL), [hint("a", "Envoy +1"), hint("b", "Guide")]);
    }

    #[test]
    fn each_can_be_turned_off() {
        let none = Wanted {
            office: false,
            weekday: false,
            pledge_state: false,
        };
        assert!(told(TEXT, none).is_empty());
        let only = Wanted {
            weekday: true,
            ..none
        };
        assert_eq!(told(TEXT, only).len(), 2);
    }
}
