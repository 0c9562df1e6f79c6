//! A session that takes place outside the dates of what it is part of.

use jiff::civil::Date;

use super::{Archive, Check, Reach};
use crate::diag::{Code, Diagnostic, Safety, Severity, ticked};
use crate::model::{Body, Day, Grain, Meeting, Moment, Record, Ref, When};

static CODE: Code = Code {
    id: "DIP0404",
    name: "session-outside",
    severity: Severity::Error,
    page: include_str!("session_outside.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Record(run),
};

fn run(archive: &Archive<'_>, record: &Record, found: &mut Vec<Diagnostic>) {
    let model = archive.model;
    let Body::Meeting(session) = &record.body else {
        return;
    };
    let (Some(date), Some(part_of)) = (&session.date, &session.part_of) else {
        return;
    };
    for reference in &part_of.value {
        let Some(Body::Meeting(whole)) = model.record(reference).map(|record| &record.body) else {
            continue;
        };
        let Some(around) = &whole.date else { continue };
        // A circle is told as that.
        let mut back = whole.part_of.iter().flat_map(|field| &field.value);
        if back.any(|back| record.head.id.is_some_and(|id| id.name == back.name)) {
            continue;
        }
        let Some(how) = outside(date.value.when, around.value.when) else {
            continue;
        };
        found.push(finding(archive, date.value, *reference, around.value, how));
    }
}

/// How a session lies outside of what it is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outside {
    /// No day of it lies inside.
    Wholly,
    /// It begins or ends so many days outside.
    ByDays(i32),
}

fn outside(session: When, whole: When) -> Option<Outside> {
    if session.is_backwards() || whole.is_backwards() {
        return None;
    }
    if !session.may_meet(whole) {
        return Some(Outside::Wholly);
    }
    let exact = |when: When| {
        let mut moments = when.moments();
        matches!(when, When::At(_) | When::Lasting(_, Some(_)))
            && moments.all(|moment| moment.grain() == Grain::Day && moment.qualifier.is_none())
    };
    if !exact(session) || !exact(whole) {
        return None;
    }
    let days = |from: Date, to: Date| from.until(to).map_or(0, |since| since.get_days());
    let early = days(session.earliest()?, whole.earliest()?);
    let late = days(whole.latest()?, session.latest()?);
    let over = early.max(late);
    (over > 0).then_some(Outside::ByDays(over))
}

/// Whether a meeting is told as lying outside of what it is part of, so that its date proves nothing.
pub(super) fn is_outside(archive: &Archive<'_>, session: &Meeting) -> bool {
    let part_of = session.part_of.iter().flat_map(|field| &field.value);
    let date = session.date.as_ref().map(|date| date.value.when);
    part_of
        .filter_map(|whole| archive.model.meeting(*whole)?.date.as_ref())
        .any(|whole| {
            date.is_some_and(|date| outside(date, whole.value.when) == Some(Outside::Wholly))
        })
}

fn finding(
    archive: &Archive<'_>,
    date: Day,
    reference: Ref,
    around: Day,
    how: Outside,
) -> Diagnostic {
    let name = ticked(archive.model.names.spelling(reference.name));
    let (on, whole) = (archive.on(date), archive.on(around));
    let message = match how {
        Outside::Wholly => format!("this session is {on}, outside the dates of {name}"),
        Outside::ByDays(_) => format!("this session is {on}, but {name} is only {whole}"),
    };
    // A night session may end on the day after.
    let severity = match how {
        Outside::ByDays(1) => Severity::Warning,
        _ => Severity::Error,
    };
    let finding = Diagnostic::new(&CODE, date.span, message)
        .severity(severity)
        .label("the day of the session")
        .and(reference.span, format!("it is part of {name}"))
        .and(around.span, format!("{name} takes place {whole}"));
    match exchanged(archive, date, around) {
        Some(meant) => finding
            .help(format!(
                "write `{meant}` if day and month are exchanged, or correct one of the dates"
            ))
            .fix(
                Safety::LookFirst,
                format!("write `{meant}`"),
                date.span,
                meant,
            ),
        None => {
            finding.help("correct one of the dates, or delete `part-of` if it was no part of it")
        }
    }
}

/// The day with its month and day exchanged, if that lies inside.
fn exchanged(archive: &Archive<'_>, date: Day, around: Day) -> Option<String> {
    let When::At(moment) = date.when else {
        return None;
    };
    let turned = Moment {
        month: moment.day,
        day: moment.month,
        ..moment
    };
    let is_day = Date::new(turned.year, turned.month, turned.day).is_ok();
    if !is_day || outside(When::At(turned), around.when).is_some() {
        return None;
    }
    let written = archive.world.text(date.span);
    let rest = written.get("1963-02-07".len()..)?;
    Some(format!(
        "{:04}-{:02}-{:02}{rest}",
        turned.year, turned.month, turned.day
    ))
}
