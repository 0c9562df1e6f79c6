//! One meeting in two records: the same people, place and day, and labels that name the same thing.
//!
//! Near-linear: a meeting is compared only with those that share a day and a person or side with it, and of a crowd of these
//! with the first few only.

mod same;

use std::collections::HashMap;
use std::hash::Hash;

use jiff::civil::Date;

use super::{Archive, Check};
use crate::diag::{Code, Diagnostic, Severity, ticked};
use crate::model::{Name, Record};
use same::{Held, Likeness};

static CODE: Code = Code {
    id: "DIP0701",
    name: "meeting-recorded-twice",
    severity: Severity::Warning,
    page: include_str!("meeting_recorded_twice.md"),
};

/// The check.
pub const CHECK: Check = Check { code: &CODE, run };

/// So many meetings of one person on one day are looked at.
const CROWD: usize = 16;
/// A longer meeting is compared by its first days only.
const LONGEST: usize = 31;

fn run(archive: &Archive<'_>, found: &mut Vec<Diagnostic>) {
    let model = archive.model;
    let meetings: Vec<Held<'_>> = model
        .records
        .iter()
        .filter_map(|record| Held::read(archive.world, model, record))
        .collect();
    let routine = how_often(meetings.iter().map(Held::routine));
    let of_day = how_often(meetings.iter().map(Held::routine_of_day));
    let mut by_day: HashMap<(Date, Name), Vec<usize>> = HashMap::new();
    for (at, meeting) in meetings.iter().enumerate() {
        let days = meeting.days(LONGEST);
        let around = meeting
            .day_before()
            .into_iter()
            .chain(days.iter().copied())
            .chain(meeting.day_after());
        let keys = around.flat_map(|day| meeting.keys().map(move |name| (day, name)));
        let mut near: Vec<usize> = keys
            .filter_map(|key| by_day.get(&key))
            .flatten()
            .copied()
            .collect();
        near.sort_unstable();
        near.dedup();
        let twice = near.into_iter().find_map(|other| {
            let earlier = &meetings[other];
            let likeness = meeting.likeness(earlier)?;
            // Whoever rings three times a day, or meets day by day, has not recorded one meeting again and again.
            let often = match likeness {
                Likeness::OneDay | Likeness::OtherTitle if meeting.same_days(earlier) => {
                    of_day.get(&meeting.routine_of_day())
                }
                Likeness::OneDay | Likeness::OtherTitle | Likeness::NextDay => {
                    routine.get(meeting.routine())
                }
            };
            often
                .is_none_or(|count| *count < 3)
                .then_some((earlier, likeness))
        });
        if let Some((earlier, likeness)) = twice {
            found.push(diagnostic(
                archive,
                meeting.record,
                earlier.record,
                likeness,
            ));
        }
        for key in days
            .into_iter()
            .flat_map(|day| meeting.keys().map(move |name| (day, name)))
        {
            let crowd = by_day.entry(key).or_default();
            if crowd.len() < CROWD {
                crowd.push(at);
            }
        }
    }
}

/// How many meetings are of one kind.
fn how_often<K: Eq + Hash>(kinds: impl Iterator<Item = K>) -> HashMap<K, usize> {
    let mut counts = HashMap::new();
    kinds.for_each(|kind| *counts.entry(kind).or_insert(0) += 1);
    counts
}

fn diagnostic(
    archive: &Archive<'_>,
    later: &Record,
    earlier: &Record,
    likeness: Likeness,
) -> Diagnostic {
    let name = |record: &Record| {
        let id = record
            .head
            .id
            .map(|id| ticked(archive.model.names.spelling(id.name)));
        id.unwrap_or_else(|| "another".to_owned())
    };
    let span = |record: &Record| record.head.id.map_or(record.head.keyword, |id| id.span);
    let (here, there) = (name(later), name(earlier));
    let (message, label) = match likeness {
        Likeness::OneDay => (
            format!("{here} and {there} seem to be one meeting, recorded twice"),
            "the same people meet on the same day",
        ),
        Likeness::OtherTitle => (
            format!("{here} and {there} may be one meeting, recorded twice"),
            "the same people meet on the same day in the same place",
        ),
        Likeness::NextDay => (
            format!("{here} is like {there}, but a day apart"),
            "the same people meet, a day from the other",
        ),
    };
    let finding = Diagnostic::new(&CODE, span(later), message)
        .label(label)
        .and(span(earlier), "the first record");
    match likeness {
        Likeness::OneDay => finding.help(
            "join the two records and name both sources; if they are two meetings, say what tells them apart: the time, the topic, or `follows`",
        ),
        Likeness::OtherTitle => finding.severity(Severity::Note).help(format!(
            "if so, keep one record and name both sources; if they are two meetings, say so: `follows: {}` in the later one",
            earlier.head.id.map_or("…", |id| archive.model.names.spelling(id.name)),
        )),
        Likeness::NextDay => finding.severity(Severity::Note).help(
            "if one of the two dates is by another clock, join the records; if they are two meetings, the later one `follows` the other",
        ),
    }
}
