//! A call whose time is given without its zone: the two ends of a line keep different clocks.

use super::{Archive, Check, Reach};
use crate::diag::{Code, Diagnostic, Safety, Severity};
use crate::model::{Body, Day, Moment, Record};

static CODE: Code = Code {
    id: "DIP0406",
    name: "zoneless-call",
    severity: Severity::Warning,
    page: include_str!("zoneless_call.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Record(run),
};

fn run(archive: &Archive<'_>, record: &Record, found: &mut Vec<Diagnostic>) {
    let Body::Meeting(meeting) = &record.body else {
        return;
    };
    let (Some(kind), Some(date)) = (&meeting.kind, &meeting.date) else {
        return;
    };
    let zoneless = |moment: Moment| moment.time.is_some_and(|time| time.offset.is_none());
    if !matches!(kind.value.word, "call" | "video") || !date.value.when.moments().any(zoneless) {
        return;
    }
    let noun = match kind.value.word {
        "video" => "video meeting",
        _ => "call",
    };
    let finding = Diagnostic::new(
        &CODE,
        date.value.span,
        format!("the time of this {noun} has no zone"),
    )
    .label("by whose clock?")
    .and(
        kind.value.span,
        "the two ends of a line keep different clocks",
    );
    found.push(with_zone(archive, date.value, finding));
}

/// The date with its zone, if one end has it; or else how to write one.
fn with_zone(archive: &Archive<'_>, date: Day, finding: Diagnostic) -> Diagnostic {
    let written = archive.world.text(date.span);
    let ends: Vec<&str> = written.split("..").collect();
    let zones: Vec<Option<&str>> = ends.iter().map(|end| zone(end)).collect();
    if let Some(known) = zones.iter().flatten().next() {
        let both = each(&ends, known);
        return finding
            .help(format!(
                "write `{both}` if both times are by the same clock"
            ))
            .fix(
                Safety::LookFirst,
                format!("write `{both}`"),
                date.span,
                both,
            );
    }
    let (ahead, utc) = (each(&ends, "+05:00"), each(&ends, "Z"));
    finding.help(format!(
        "write the difference from UTC after each time: `{utc}` for UTC itself, `{ahead}` where clocks are five hours ahead of it"
    ))
}

/// The zone that is written behind a time.
fn zone(end: &str) -> Option<&str> {
    let (_, time) = end.split_once('T')?;
    time.find(['Z', '+', '-']).and_then(|at| time.get(at..))
}

/// Both ends, each with a zone behind its time.
fn each(ends: &[&str], zone: &str) -> String {
    let with = |end: &&str| match self::zone(end) {
        None if end.contains('T') => format!("{end}{zone}"),
        _ => (*end).to_owned(),
    };
    let ends: Vec<String> = ends.iter().map(with).collect();
    ends.join("..")
}
