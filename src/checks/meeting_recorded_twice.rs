//! One meeting in two records: the same people, place and day, and labels that name the same thing.
//!
//! Near-linear: a meeting is compared only with those that share a day and a person or side with it, and of a crowd of these
//! with the first few only.

mod same;

pub(crate) use same::ends;

use std::cell::LazyCell;

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Archive, Check, Reach};
use crate::diag::{Code, Diagnostic, Severity, ticked};
use crate::model::{Body, Model, Name, Record};
use same::{Held, Likeness};

static CODE: Code = Code {
    id: "DIP0701",
    name: "meeting-recorded-twice",
    severity: Severity::Warning,
    page: include_str!("meeting_recorded_twice.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Archive(run),
};

/// So many meetings of one person on one day are looked at.
const CROWD: usize = 16;
/// A longer meeting is compared by its first days only.
const LONGEST: usize = 31;

fn run(archive: &Archive<'_>, found: &mut Vec<Diagnostic>) {
    let meetings = archive.model.records();
    judge(archive, meetings, &mut |_, finding| found.extend(finding));
}

/// Compares some records with one another, in the order of the archive; of each that is like an earlier one says whether it
/// seems to be the same meeting.
pub(crate) fn judge<'m>(
    archive: &Archive<'m>,
    records: impl Iterator<Item = &'m Record>,
    tell: &mut dyn FnMut(&'m Record, Option<Diagnostic>),
) {
    let model = archive.model;
    let read = |record| Held::read(archive.world, model, record);
    let meetings: Vec<Held<'_>> = near_others(model, records)
        .into_iter()
        .filter_map(read)
        .collect();
    // How often people meet is asked only where two of their meetings are alike.
    let often = LazyCell::new(|| {
        let people: FxHashSet<_> = meetings.iter().map(|held| ends(held.record)).collect();
        let alike = |record: &&Record| people.contains(&ends(record));
        Often::of(model.records().filter(alike).filter_map(read))
    });
    let mut by_day: FxHashMap<(Date, Name), Vec<usize>> = FxHashMap::default();
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
        let mut is_like = false;
        let twice = near.into_iter().find_map(|other| {
            let earlier = &meetings[other];
            let likeness = meeting.likeness(earlier)?;
            is_like = true;
            // Whoever rings three times a day, or meets day by day, has not recorded one meeting again and again.
            let often = match likeness {
                Likeness::OneDay | Likeness::OtherTitle if meeting.same_days(earlier) => {
                    often.of_day(meeting)
                }
                Likeness::OneDay | Likeness::OtherTitle | Likeness::NextDay => {
                    often.at_all(meeting)
                }
            };
            (often < 3).then_some((earlier, likeness))
        });
        let finding = twice.map(|(earlier, likeness)| {
            diagnostic(archive, meeting.record, earlier.record, likeness)
        });
        if is_like {
            tell(meeting.record, finding);
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

/// The people and days that a meeting is looked for by.
pub(crate) fn each_day(model: &Model, record: &Record, visit: impl FnMut(Name, i32)) {
    same::each_day(model, record, LONGEST, visit);
}

/// The meetings that share people with another of the same or the next day. All others cannot be one with any, and nothing
/// more is asked of them.
fn near_others<'m>(model: &Model, records: impl Iterator<Item = &'m Record>) -> Vec<&'m Record> {
    let meetings: Vec<&Record> = records
        .filter(|record| matches!(record.body, Body::Meeting(_)))
        .collect();
    let mut days: Vec<(Name, i32, u32)> = Vec::new();
    for (at, record) in (0..).zip(&meetings) {
        same::each_day(model, record, LONGEST, |name, day| {
            days.push((name, day, at));
        });
    }
    days.sort_unstable();
    let mut is_near = vec![false; meetings.len()];
    for (at, (one, day, first)) in days.iter().enumerate() {
        let others = days[at + 1..].iter().take(CROWD * CROWD);
        let others = others.take_while(|(other, next, _)| other == one && next - day <= 1);
        for (.., second) in others.filter(|(.., second)| second != first) {
            let pair = [*first as usize, *second as usize];
            let known = |at: usize| is_near.get(at).is_some_and(|near| *near);
            if pair.into_iter().all(known) {
                continue;
            }
            if let [Some(first), Some(second)] = pair.map(|at| meetings.get(at))
                && same::may_be_of_one(first, second)
            {
                pair.into_iter().for_each(|at| is_near[at] = true);
            }
        }
    }
    let meetings = meetings.into_iter().zip(is_near);
    meetings
        .filter_map(|(meeting, near)| near.then_some(meeting))
        .collect()
}

/// How many meetings there are of the same people under the same label: at all, and on one day.
struct Often {
    at_all: FxHashMap<String, usize>,
    of_day: FxHashMap<(String, Date), usize>,
}

impl Often {
    fn of<'m>(meetings: impl Iterator<Item = Held<'m>>) -> Self {
        let mut often = Self {
            at_all: FxHashMap::default(),
            of_day: FxHashMap::default(),
        };
        for meeting in meetings {
            let (routine, day) = meeting.routine_of_day();
            *often.at_all.entry(routine.to_owned()).or_default() += 1;
            let of_day = often.of_day.entry((routine.to_owned(), day));
            *of_day.or_default() += 1;
        }
        often
    }

    fn at_all(&self, meeting: &Held<'_>) -> usize {
        self.at_all
            .get(meeting.routine())
            .copied()
            .unwrap_or_default()
    }

    fn of_day(&self, meeting: &Held<'_>) -> usize {
        let (routine, day) = meeting.routine_of_day();
        let key = (routine.to_owned(), day);
        self.of_day.get(&key).copied().unwrap_or_default()
    }
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
