//! A pledge that is due before it was made.

use super::{Archive, Check, Reach};
use crate::diag::{Code, Diagnostic, Severity, ticked};
use crate::model::{Day, Due, Record, Ref};

static CODE: Code = Code {
    id: "DIP0501",
    name: "due-before-made",
    severity: Severity::Error,
    page: include_str!("due_before_made.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Record(run),
};

fn run(archive: &Archive<'_>, record: &Record, found: &mut Vec<Diagnostic>) {
    for spoken in record.spoken() {
        let due = spoken.pledge.and_then(|pledge| pledge.due.as_ref());
        let (Some(due), Some(made)) = (due, spoken.day()) else {
            continue;
        };
        match due.value {
            Due::Day(day) => by_day(archive, day, made, found),
            Due::Meeting(meeting) => by_meeting(archive, meeting, made, found),
        }
    }
}

fn by_day(archive: &Archive<'_>, due: Day, made: Day, found: &mut Vec<Diagnostic>) {
    if !due.when.surely_before(made.when) {
        return;
    }
    found.push(
        Diagnostic::new(
            &CODE,
            due.span,
            format!(
                "this pledge was due {}, before it was made",
                archive.on(due)
            ),
        )
        .label("the day by which it is to be kept")
        .and(made.span, format!("it was made {}", archive.on(made)))
        .help("correct one of the two dates"),
    );
}

fn by_meeting(archive: &Archive<'_>, reference: Ref, made: Day, found: &mut Vec<Diagnostic>) {
    let Some(meeting) = archive.model.meeting(reference) else {
        return;
    };
    // A meeting that was put off has the date on which it was not held.
    let held = meeting.status.as_ref();
    let put_off = held.is_some_and(|status| matches!(status.value.word, "postponed" | "cancelled"));
    let Some(date) = meeting.date.as_ref().filter(|_| !put_off) else {
        return;
    };
    if !date.value.when.surely_before(made.when) {
        return;
    }
    let name = ticked(archive.model.names.spelling(reference.name));
    found.push(
        Diagnostic::new(
            &CODE,
            reference.span,
            format!("this pledge is due at {name}, which was over before it was made"),
        )
        .label("the meeting by which it is to be kept")
        .and(
            date.value.span,
            format!("{name} was {}", archive.on(date.value)),
        )
        .and(
            made.span,
            format!("the pledge was made {}", archive.on(made)),
        )
        .help("name the meeting that was meant, or correct one of the two dates"),
    );
}
