//! Records whose dates deny the order that they are said to stand in: what follows, answers, comes of or is printed in
//! another, and what is said or promised at a meeting.

use super::clocks::how_sure;
use super::{Archive, Check, Reach};
use crate::diag::{Code, Diagnostic, Safety, Severity, ticked};
use crate::model::{
    Body, Day, Document, Meeting, Model, Moment, Name, Record, RecordKind, Ref, Spoken, When,
};

static CODE: Code = Code {
    id: "DIP0407",
    name: "order-in-time",
    severity: Severity::Error,
    page: include_str!("order_in_time.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Record(run),
};

/// What is said so many days from its meeting may still be said of it: a communiqué the week after, a word on leaving.
const AROUND: i32 = 31;

fn run(archive: &Archive<'_>, record: &Record, found: &mut Vec<Diagnostic>) {
    if let Some(id) = record.head.id {
        links(archive, record, id.name, found);
    }
    for spoken in record.spoken() {
        answers(archive, spoken, found);
        found.extend(said_elsewhen(archive, spoken));
    }
    match &record.body {
        Body::Meeting(meeting) if meeting.was_held() => outcomes(archive, meeting, found),
        Body::Document(document) => printed(archive, document, found),
        _ => {}
    }
}

/// A meeting that follows another, and a document that answers one.
fn links(archive: &Archive<'_>, record: &Record, own: Name, found: &mut Vec<Diagnostic>) {
    let model = archive.model;
    let is_of = |name: Name, kind| {
        let declared = model.index.declared(name);
        declared.is_some_and(|own| own.kind == kind)
    };
    let (words, field) = match &record.body {
        Body::Meeting(meeting) => (&FOLLOWS, meeting.follows.as_deref()),
        Body::Document(document) => (&ANSWERS, document.reply_to.as_ref()),
        _ => return,
    };
    for reference in field.into_iter().flat_map(|field| &field.value) {
        let other = model.full_name(reference, Some(own));
        let fits = match record.body {
            Body::Meeting(_) => is_of(other, RecordKind::Meeting),
            _ => is_of(own, RecordKind::Document),
        };
        let days = (model.day_of(own), model.day_of(other));
        let (true, (Some(day), Some(other_day))) = (fits, days) else {
            continue;
        };
        let Some(finding) = out_of_order(archive, words, *reference, day, other_day) else {
            continue;
        };
        // A circle is told as that.
        let circular = archive.circular();
        if !(circular.contains(&own) && circular.contains(&other)) {
            found.push(finding);
        }
    }
}

/// Statements and pledges that answer one that was made later.
fn answers(archive: &Archive<'_>, spoken: Spoken<'_>, found: &mut Vec<Diagnostic>) {
    let Some(answered) = &spoken.speech.more.reply_to else {
        return;
    };
    let Some(own) = spoken.day() else { return };
    for reference in &answered.value {
        let target = archive.model.full_name(reference, spoken.home());
        let Some(other) = archive.model.day_of(target) else {
            continue;
        };
        let finding = out_of_order(archive, &ANSWERS_WORDS, *reference, own, other);
        found.extend(finding.filter(|_| !archive.circular().contains(&target)));
    }
}

/// What is said of two records that are the wrong way round.
struct Words {
    message: &'static str,
    came: &'static str,
    own: &'static str,
    help: &'static str,
}

const FOLLOWS: Words = Words {
    message: "this meeting follows",
    came: "which took place after it",
    own: "this meeting was",
    help: "name the meeting that went before, delete the line, or correct one of the dates",
};
const ANSWERS: Words = Words {
    message: "this document answers",
    came: "which was written after it",
    own: "this document is dated",
    help: "correct one of the dates, or name the document that is answered",
};
const ANSWERS_WORDS: Words = Words {
    message: "this answers",
    came: "which came after it",
    own: "the answer was given",
    help: "name what is answered, or correct one of the dates",
};

fn out_of_order(
    archive: &Archive<'_>,
    words: &Words,
    reference: Ref,
    own: Day,
    other: Day,
) -> Option<Diagnostic> {
    let severity = how_sure(own.when, other.when)?;
    let name = ticked(archive.model.names.spelling(reference.name));
    let dated = |words: &str, day: Day| {
        if words.ends_with("dated") {
            format!("{words} {}", archive.world.text(day.span))
        } else {
            format!("{words} {}", archive.on(day))
        }
    };
    Some(
        Diagnostic::new(
            &CODE,
            reference.span,
            format!("{} {name}, {}", words.message, words.came),
        )
        .severity(severity)
        .label(format!("{name} is the later of the two"))
        .and(own.span, dated(words.own, own))
        .and(
            other.span,
            format!("{name} is of {}", archive.world.text(other.span)),
        )
        .help(words.help),
    )
}

/// What came of a meeting and is older than it. Texts are agreed ahead of a ceremony, so a day is left out.
fn outcomes(archive: &Archive<'_>, meeting: &Meeting, found: &mut Vec<Diagnostic>) {
    let Some(held) = meeting.date.as_ref().map(|date| date.value) else {
        return;
    };
    for reference in meeting.outcome.iter().flat_map(|field| &field.value) {
        let Some(written) = date_of(archive.model, *reference) else {
            continue;
        };
        if how_sure(written.when, held.when) != Some(Severity::Error) {
            continue;
        }
        let name = ticked(archive.model.names.spelling(reference.name));
        found.push(
            Diagnostic::new(
                &CODE,
                reference.span,
                format!("{name} is named as the outcome of this meeting, but is older"),
            )
            .severity(Severity::Warning)
            .label("what came of the meeting")
            .and(held.span, format!("the meeting was {}", archive.on(held)))
            .and(
                written.span,
                format!("{name} is of {}", archive.world.text(written.span)),
            )
            .help("correct one of the dates, or name the document that came of it"),
        );
    }
}

/// Documents that are part of something printed before they were written.
fn printed(archive: &Archive<'_>, document: &Document, found: &mut Vec<Diagnostic>) {
    const PRINTED: [&str; 3] = ["book", "press", "report"];
    let Some(written) = document.date.as_ref().map(|date| date.value) else {
        return;
    };
    for reference in document.part_of.iter().flat_map(|field| &field.value) {
        let Some(Body::Document(whole)) =
            archive.model.record(reference).map(|record| &record.body)
        else {
            continue;
        };
        let kind = whole.kind.as_ref().map_or("", |kind| kind.value.word);
        let Some(date) = whole.date.as_ref().map(|date| date.value) else {
            continue;
        };
        if !PRINTED.contains(&kind) || how_sure(date.when, written.when) != Some(Severity::Error) {
            continue;
        }
        let name = ticked(archive.model.names.spelling(reference.name));
        found.push(
            Diagnostic::new(
                &CODE,
                reference.span,
                format!("this document is part of {name}, which is older"),
            )
            .severity(Severity::Warning)
            .label(format!("printed in {name}"))
            .and(
                written.span,
                format!("this document is of {}", archive.world.text(written.span)),
            )
            .and(
                date.span,
                format!("{name} is of {}", archive.world.text(date.span)),
            )
            .help("correct one of the dates, or name what it is printed in"),
        );
    }
}

fn date_of(model: &Model, reference: Ref) -> Option<Day> {
    match &model.record(&reference)?.body {
        Body::Document(document) => document.date.as_ref().map(|date| date.value),
        _ => None,
    }
}

/// What stands under a meeting and has a date of its own, far from the meeting's.
fn said_elsewhen(archive: &Archive<'_>, spoken: Spoken<'_>) -> Option<Diagnostic> {
    let made = spoken.pledge.and_then(|pledge| pledge.made.as_deref());
    let own = made.or(spoken.speech.more.date.as_deref())?;
    let meeting = spoken.meeting().filter(|meeting| meeting.was_held())?;
    let (own, held) = (own.value, meeting.date.as_ref()?.value);
    if own.when.may_meet(held.when) || days_between(own.when, held.when)? <= AROUND {
        return None;
    }
    let what = match spoken.pledge {
        Some(_) => "pledge was made",
        None => "statement was made",
    };
    let slip = slip(own.when, held.when);
    let finding = Diagnostic::new(
        &CODE,
        own.span,
        format!(
            "this {what} {}, but stands under a meeting of another time",
            archive.on(own)
        ),
    )
    .severity(if slip.is_some() {
        Severity::Warning
    } else {
        Severity::Note
    })
    .label("far from the day of the meeting")
    .and(held.span, format!("the meeting was {}", archive.on(held)));
    let elsewhere = "put it at the left margin if it was said on another occasion";
    let Some(meant) = slip else {
        return Some(finding.help(format!("correct one of the dates, or {elsewhere}")));
    };
    Some(
        finding
            .help(format!("write `{meant}`, or {elsewhere}"))
            .fix(
                Safety::LookFirst,
                format!("write `{meant}`"),
                own.span,
                meant,
            ),
    )
}

fn days_between(one: When, other: When) -> Option<i32> {
    let (one_last, other_first) = (one.latest()?, other.earliest()?);
    let (other_last, one_first) = (other.latest()?, one.earliest()?);
    let between = |from: jiff::civil::Date, to| from.until(to).ok().map(|since| since.get_days());
    between(one_last, other_first)
        .into_iter()
        .chain(between(other_last, one_first))
        .max()
}

/// The day that was meant, where the one that is written differs from the meeting's only by its year or by one or two
/// exchanged digits.
fn slip(own: When, held: When) -> Option<String> {
    let When::At(own) = own else { return None };
    if let When::Lasting(from, _) = held {
        let meant = Moment {
            year: from.year,
            ..own
        };
        let within = own.day > 0 && When::At(meant).may_meet(held);
        return within.then(|| meant.edtf());
    }
    let When::At(held) = held else { return None };
    let day = |moment: Moment| {
        let plain = Moment {
            time: None,
            qualifier: None,
            ..moment
        };
        (moment.day > 0).then(|| plain.edtf())
    };
    let (own, held) = (day(own)?, day(held)?);
    let differ = own
        .chars()
        .zip(held.chars())
        .filter(|(one, other)| one != other);
    let (mut mine, mut theirs): (Vec<char>, Vec<char>) = differ.unzip();
    mine.sort_unstable();
    theirs.sort_unstable();
    let same_day = own.get(4..) == held.get(4..);
    let exchanged = mine.len() == 1 || mine == theirs;
    (same_day || exchanged).then_some(held)
}
