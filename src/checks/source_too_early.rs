//! A source that is older than what it reports.

use jiff::ToSpan as _;
use jiff::civil::DateTime;

use super::{Archive, Check};
use crate::diag::{Code, Diagnostic, Severity, ticked};
use crate::model::{
    Body, Citation, Claims, Day, Document, Meeting, Progress, Record, Speech, When,
};

static CODE: Code = Code {
    id: "DIP0405",
    name: "source-too-early",
    severity: Severity::Error,
    page: include_str!("source_too_early.md"),
};

/// The check.
pub const CHECK: Check = Check { code: &CODE, run };

fn run(archive: &Archive<'_>, found: &mut Vec<Diagnostic>) {
    for record in &archive.model.records {
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
                statement.speech.date.as_ref().map(|day| day.value),
                found,
            ),
            Body::Pledge(pledge) => {
                let made = pledge
                    .made
                    .as_ref()
                    .or(pledge.speech.date.as_ref())
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
            speech.date.as_ref().map(|day| day.value).or(date),
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
                .label(format!("on {}", archive.world.text(date.span)))
                .and(document.span, format!("rests on {name}"))
                .and(written.span, format!("{name} was written on {}", archive.world.text(written.span)))
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

/// Whether the source is older, and how sure that is: a day's difference may come of the clocks, for it is tomorrow in
/// Beijing while it is still evening in Washington.
fn how_sure(written: When, date: When) -> Option<Severity> {
    if !written.surely_before(date) {
        return None;
    }
    if let (Some(written), Some(date)) = (instant(written), instant(date)) {
        return (written < date).then_some(Severity::Error);
    }
    let next_day = written.latest().and_then(|last| last.tomorrow().ok());
    Some(if next_day == date.earliest() {
        Severity::Warning
    } else {
        Severity::Error
    })
}

/// The minute, in UTC, of a moment whose time and zone are known.
fn instant(when: When) -> Option<DateTime> {
    let When::At(moment) = when else { return None };
    let time = moment.time?;
    let local = moment.first().at(time.hour, time.minute, 0, 0);
    local.checked_sub(i64::from(time.offset?).minutes()).ok()
}
