//! What was said, promised or agreed at a meeting that is recorded as not held.

use super::{Archive, Check, Reach, cut};
use crate::diag::{Code, Diagnostic, Safety, Severity, count, ticked};
use crate::model::{Body, Claims, Meeting, Record, Spoken, Word};
use crate::text::Span;

static CODE: Code = Code {
    id: "DIP0309",
    name: "said-but-not-held",
    severity: Severity::Error,
    page: include_str!("said_but_not_held.md"),
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
    let Some(status) = meeting.status.as_ref().filter(|_| !meeting.was_held()) else {
        return;
    };
    let doubtful = status.claims.as_deref().is_some_and(Claims::is_doubtful);
    if !doubtful {
        found.extend(of_meeting(
            archive,
            record,
            meeting,
            status.value,
            status.span,
        ));
    }
}

fn of_meeting(
    archive: &Archive<'_>,
    record: &Record,
    meeting: &Meeting,
    status: Word,
    line: Span,
) -> Option<Diagnostic> {
    let said: Vec<Spoken<'_>> = record.spoken().filter(|spoken| tells(*spoken)).collect();
    let outcome = meeting.outcome.iter().flat_map(|field| &field.value).next();
    let word = status.word;
    let (message, severity) = match (said.first(), outcome) {
        (Some(_), _) => (
            format!(
                "this meeting is `{word}`, but {} it",
                match said.len() {
                    1 => "something was said at".to_owned(),
                    more => format!("{} stand under", count(more, "line")),
                }
            ),
            if word == "cancelled" {
                Severity::Error
            } else {
                Severity::Warning
            },
        ),
        // A text may be ready before the meeting that is to adopt it.
        (None, Some(_)) if word != "planned" => (
            format!("this meeting is `{word}`, but something came of it"),
            Severity::Note,
        ),
        _ => return None,
    };
    let finding = Diagnostic::new(&CODE, status.span, message)
        .severity(severity)
        .label("it did not take place, says this line");
    let finding = match (said.first(), outcome) {
        (Some(first), _) => finding.and(first.speech.head.keyword, "what was said there"),
        (None, Some(outcome)) => finding.and(
            outcome.span,
            format!(
                "{} as its outcome",
                ticked(archive.model.names.spelling(outcome.name))
            ),
        ),
        (None, None) => finding,
    };
    let finding = finding.help(match word {
        "planned" => "write `held`, or delete the line; to what is only going to be said, add `mood: future`",
        _ => "write `held`, or delete the line; what was said of the meeting elsewhere stands at the left margin with its own `date`",
    });
    Some(match cut::line(archive.world, line) {
        Some(edit) => finding.fix_all(Safety::LookFirst, "delete the line", vec![edit]),
        None => finding.fix(Safety::LookFirst, "write `held`", status.span, "held"),
    })
}

/// Whether a line tells that something was said there and then: not what was not said, what will be, what is in doubt, or
/// what has a day of its own.
fn tells(spoken: Spoken<'_>) -> bool {
    let speech = spoken.speech;
    let mood = speech.more.mood.as_deref().map(|mood| mood.value.word);
    let doubtful = speech
        .head
        .claims
        .as_deref()
        .is_some_and(Claims::is_doubtful);
    let own_day =
        spoken.pledge.is_some_and(|pledge| pledge.made.is_some()) || speech.more.date.is_some();
    !doubtful && !own_day && !matches!(mood, Some("negated" | "future" | "conditional"))
}
