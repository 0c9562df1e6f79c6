//! A source that is older than what it reports.

use std::collections::HashMap;

use super::clocks::how_sure;
use super::{Archive, Check, Reach, taken};
use crate::diag::{Code, Diagnostic, Severity, count, ticked};
use crate::model::{Body, Citation, Claims, Day, Document, Meeting, Progress, Record, Speech};
use crate::text::Span;

static CODE: Code = Code {
    id: "DIP0405",
    name: "source-too-early",
    severity: Severity::Error,
    page: include_str!("source_too_early.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Joined(look, join),
};

/// One wrong date of a source is told once, at the first line that rests on it.
fn join(_: &Archive<'_>, found: &mut Vec<Diagnostic>) {
    let all = taken(&CODE, found);
    let mut told: HashMap<Span, (usize, usize)> = HashMap::new();
    let mut first: Vec<Diagnostic> = Vec::new();
    for finding in all {
        let Some(written) = finding.labels.get(1).map(|label| label.span) else {
            continue;
        };
        match told.get_mut(&written) {
            Some((at, more)) => {
                *more += 1;
                let first = &mut first[*at];
                first.severity = first.severity.min(finding.severity);
            }
            None => {
                told.insert(written, (first.len(), 0));
                first.push(finding);
            }
        }
    }
    for (at, more) in told.into_values().filter(|(_, more)| *more > 0) {
        let others = count(more, "more line");
        first[at]
            .label
            .push_str(&format!("; the source is older than {others} too"));
    }
    found.extend(first);
}

fn look(archive: &Archive<'_>, record: &Record, found: &mut Vec<Diagnostic>) {
    let file = archive.model.file(record.head.span.source);
    match &record.body {
        Body::Meeting(meeting) if took_place(meeting) => {
            of_meeting(archive, record, meeting, file, found);
        }
        Body::Progress(progress) => of_progress(archive, progress, &[file], found),
        Body::Statement(statement) => of_speech(
            archive,
            &statement.speech,
            &[file],
            statement.speech.more.date.as_deref().map(|day| day.value),
            found,
        ),
        Body::Pledge(pledge) => {
            let made = pledge
                .made
                .as_deref()
                .or(pledge.speech.more.date.as_deref())
                .map(|day| day.value);
            of_speech(archive, &pledge.speech, &[file], made, found);
            pledge
                .progress
                .iter()
                .for_each(|progress| of_progress(archive, progress, &[file], found));
        }
        _ => {}
    }
}

/// A meeting that was only planned may rest on what announced it.
fn took_place(meeting: &Meeting) -> bool {
    meeting
        .status
        .as_ref()
        .is_none_or(|status| status.value.word == "held")
}

fn of_meeting(
    archive: &Archive<'_>,
    record: &Record,
    meeting: &Meeting,
    file: Option<&Claims>,
    found: &mut Vec<Diagnostic>,
) {
    let date = meeting.date.as_ref().map(|day| day.value);
    let claims = record.head.claims.as_deref();
    if let Some(date) = date {
        compare(
            archive,
            archive.model.sources(&[claims, file]),
            date,
            "this meeting",
            found,
        );
    }
    let speeches = meeting
        .statements
        .iter()
        .map(|statement| &statement.speech)
        .chain(meeting.pledges.iter().map(|pledge| &pledge.speech));
    for speech in speeches.filter(|speech| {
        speech
            .head
            .claims
            .as_ref()
            .is_some_and(|claims| claims.source.is_some())
    }) {
        of_speech(
            archive,
            speech,
            &[],
            speech.more.date.as_deref().map(|day| day.value).or(date),
            found,
        );
    }
    for progress in meeting.pledges.iter().flat_map(|pledge| &pledge.progress) {
        of_progress(archive, progress, &[], found);
    }
}

fn of_speech(
    archive: &Archive<'_>,
    speech: &Speech,
    around: &[Option<&Claims>],
    said: Option<Day>,
    found: &mut Vec<Diagnostic>,
) {
    let Some(said) = said else { return };
    let own = [
        speech.head.claims.as_deref(),
        around.first().copied().flatten(),
    ];
    compare(
        archive,
        archive.model.sources(&own),
        said,
        "what was said",
        found,
    );
}

fn of_progress(
    archive: &Archive<'_>,
    progress: &Progress,
    around: &[Option<&Claims>],
    found: &mut Vec<Diagnostic>,
) {
    let own = [
        progress.claims.as_deref(),
        around.first().copied().flatten(),
    ];
    compare(
        archive,
        archive.model.sources(&own),
        progress.date,
        "what happened",
        found,
    );
}

fn compare(
    archive: &Archive<'_>,
    citations: &[Citation],
    date: Day,
    what: &str,
    found: &mut Vec<Diagnostic>,
) {
    let documents = citations.iter().filter_map(|citation| citation.document);
    // Of two documents of one id nobody knows which is meant.
    for document in documents.filter(|document| !archive.model.index.is_doubled(document.name)) {
        let Some(Body::Document(source)) =
            archive.model.record(&document).map(|record| &record.body)
        else {
            continue;
        };
        let Some(written) = source.date.as_ref().map(|day| day.value) else {
            continue;
        };
        if goes_on(source) {
            continue;
        }
        let Some(severity) = how_sure(written.when, date.when) else {
            continue;
        };
        let name = ticked(archive.model.names.spelling(document.name));
        found.push(
            Diagnostic::new(&CODE, date.span, format!("the source {name} is older than {what}"))
                .severity(severity)
                .label(format!("{what} was {}", archive.on(date)))
                .and(document.span, format!("rests on {name}"))
                .and(written.span, format!("{name} was written {}", archive.on(written)))
                .help(match severity {
                    Severity::Error => "correct one of the dates, or name the source that reports it",
                    _ => "correct one of the dates; if only the clocks differ, give both times with their zones",
                }),
        );
    }
}

/// Whether a source is added to after its date, as sites and collections of data are.
fn goes_on(source: &Document) -> bool {
    let kind = source.kind.as_ref().map(|kind| kind.value.word);
    matches!(kind, Some("website" | "dataset"))
}
