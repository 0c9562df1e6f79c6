//! A meeting that lasted longer than the dates or times of it allow.

use super::{Archive, Check, Reach};
use crate::diag::{Code, Diagnostic, Safety, Severity, ticked};
use crate::model::{Body, Bound, Length, Moment, Record, When};

static CODE: Code = Code {
    id: "DIP0408",
    name: "duration-too-long",
    severity: Severity::Warning,
    page: include_str!("duration_too_long.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Record(run),
};

/// Units of time in minutes, the longest first.
const UNITS: [(&str, f64); 6] = [
    ("month", 43200.0),
    ("week", 10080.0),
    ("day", 1440.0),
    ("hour", 60.0),
    ("minute", 1.0),
    ("second", 1.0 / 60.0),
];

fn run(archive: &Archive<'_>, record: &Record, found: &mut Vec<Diagnostic>) {
    let Body::Meeting(meeting) = &record.body else {
        return;
    };
    let (Some(length), Some(date)) = (&meeting.duration, &meeting.date) else {
        return;
    };
    let (Some(lasted), Some(room)) = (minutes(&length.value), room(date.value.when)) else {
        return;
    };
    if lasted <= room {
        return;
    }
    let written = archive.world.text(length.value.span);
    let finding = Diagnostic::new(
        &CODE,
        length.value.span,
        format!(
            "this meeting lasted {}, longer than its date allows",
            ticked(written)
        ),
    )
    .label("how long it was")
    .and(
        date.value.span,
        format!("it took place {}", archive.on(date.value)),
    );
    let shorter = UNITS.iter().find(|(_, unit)| {
        digits(&length.value).is_some_and(|number| number * unit <= room)
            && *unit < of_unit(&length.value)
    });
    found.push(match shorter {
        Some((unit, _)) => {
            let unit = format!("{unit}s");
            finding
                .help(format!("write `{unit}`, or correct the date"))
                .fix(
                    Safety::LookFirst,
                    format!("write `{unit}`"),
                    length.value.unit.span,
                    unit,
                )
        }
        None => finding.help(
            "correct the length or the date; a meeting over several days has a span as its date",
        ),
    });
}

fn digits(length: &Length) -> Option<f64> {
    length.digits.parse().ok()
}

fn of_unit(length: &Length) -> f64 {
    let unit = length.unit.word.trim_end_matches('s');
    let known = UNITS.iter().find(|(name, _)| *name == unit);
    known.map_or(0.0, |(_, minutes)| *minutes)
}

/// The least that is meant.
fn minutes(length: &Length) -> Option<f64> {
    let number = digits(length)? * of_unit(length);
    Some(match length.bound {
        Some(Bound::About) => number * 0.8,
        Some(Bound::Under) => 0.0,
        Some(Bound::Over) | None => number,
    })
}

/// The most minutes that a date leaves, a quarter of an hour let through; none where it is vague.
fn room(when: When) -> Option<f64> {
    let exact = |moment: &Moment| moment.day > 0 && moment.qualifier.is_none();
    match when {
        When::At(moment) if exact(&moment) => Some(1440.0),
        When::Lasting(from, Some(until)) if exact(&from) && exact(&until) => {
            let days = from.first().until(until.last()).ok()?.get_days();
            let (Some(begin), Some(end)) = (from.time, until.time) else {
                return (days >= 0).then(|| f64::from(days + 1) * 1440.0);
            };
            let clock = |time: crate::model::Time| {
                f64::from(time.hour) * 60.0 + f64::from(time.minute)
                    - f64::from(time.offset.unwrap_or(0))
            };
            let minutes = f64::from(days) * 1440.0 + clock(end) - clock(begin);
            (minutes >= 0.0 && begin.offset.is_some() == end.offset.is_some())
                .then_some(minutes + 15.0)
        }
        _ => None,
    }
}
