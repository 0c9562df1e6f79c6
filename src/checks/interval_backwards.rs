//! A span of time that ends before it begins: in a date, a life, the existence of a party.

use super::{Archive, Check};
use crate::diag::{Code, Diagnostic, Safety, Severity, ticked};
use crate::model::{Body, Day, Due, Field, Meeting, Office, Person, Pledge, Record, When};

static CODE: Code = Code {
    id: "DIP0403",
    name: "interval-backwards",
    severity: Severity::Error,
    page: include_str!("interval_backwards.md"),
};

/// The check.
pub const CHECK: Check = Check { code: &CODE, run };

fn run(archive: &Archive<'_>, found: &mut Vec<Diagnostic>) {
    for record in &archive.model.records {
        days(record, &mut |day| one(archive, day, found));
        match &record.body {
            Body::Person(person) => pair(person.born.as_ref(), person.died.as_ref(), &LIFE, found),
            Body::Party(party) => {
                pair(party.from.as_ref(), party.until.as_ref(), &EXISTENCE, found);
            }
            _ => {}
        }
    }
}

/// Every date of a record.
fn days(record: &Record, visit: &mut dyn FnMut(Day)) {
    let mut field = |day: Option<&Field<Day>>| day.into_iter().for_each(|day| visit(day.value));
    match &record.body {
        Body::Party(party) => [&party.from, &party.until]
            .into_iter()
            .for_each(|day| field(day.as_ref())),
        Body::Person(Person {
            born,
            died,
            offices,
            ..
        }) => {
            [born, died].into_iter().for_each(|day| field(day.as_ref()));
            offices.iter().for_each(|office| office_days(office, visit));
        }
        Body::Document(document) => {
            field(document.date.as_ref());
            document
                .statements
                .iter()
                .for_each(|statement| field(statement.speech.date.as_ref()));
            document
                .pledges
                .iter()
                .for_each(|pledge| pledge_days(pledge, visit));
        }
        Body::Meeting(meeting) => meeting_days(meeting, visit),
        Body::Statement(statement) => field(statement.speech.date.as_ref()),
        Body::Pledge(pledge) => pledge_days(pledge, visit),
        Body::Progress(progress) => visit(progress.date),
        Body::Topic(_) | Body::Unread => {}
    }
}

fn office_days(office: &Office, visit: &mut dyn FnMut(Day)) {
    [office.from, office.until]
        .into_iter()
        .flatten()
        .for_each(visit);
}

fn meeting_days(meeting: &Meeting, visit: &mut dyn FnMut(Day)) {
    meeting.date.iter().for_each(|day| visit(day.value));
    let attendees = meeting.attendees.iter().chain(
        meeting
            .delegations
            .iter()
            .flat_map(|delegation| &delegation.attendees),
    );
    attendees
        .flat_map(|attendee| &attendee.offices)
        .for_each(|office| office_days(office, visit));
    meeting
        .statements
        .iter()
        .filter_map(|statement| statement.speech.date.as_ref())
        .for_each(|day| visit(day.value));
    meeting
        .pledges
        .iter()
        .for_each(|pledge| pledge_days(pledge, visit));
}

fn pledge_days(pledge: &Pledge, visit: &mut dyn FnMut(Day)) {
    [&pledge.speech.date, &pledge.made]
        .into_iter()
        .flatten()
        .for_each(|day| visit(day.value));
    if let Some(Due::Day(day)) = pledge.due.as_ref().map(|due| due.value) {
        visit(day);
    }
    pledge
        .progress
        .iter()
        .for_each(|progress| visit(progress.date));
    let amounts = pledge.amounts.iter().chain(&pledge.total);
    amounts
        .filter_map(|amount| amount.value.year)
        .for_each(visit);
}

fn one(archive: &Archive<'_>, day: Day, found: &mut Vec<Diagnostic>) {
    let (When::Lasting(from, Some(until)) | When::Within(Some(from), Some(until))) = day.when
    else {
        return;
    };
    if !When::At(until).surely_before(When::At(from)) {
        return;
    }
    let written = archive.world.text(day.span);
    let inner = written.trim_matches(['[', ']']);
    let turned = inner
        .split_once("..")
        .map(|(from, until)| written.replace(inner, &format!("{until}..{from}")));
    let mut diagnostic = Diagnostic::new(
        &CODE,
        day.span,
        format!("the span {} ends before it begins", ticked(written)),
    )
    .label("the earlier date stands first");
    if let Some(turned) = turned {
        let title = format!("write `{turned}`");
        diagnostic = diagnostic
            .help(format!("{title}, or correct one of the dates"))
            .fix(Safety::LookFirst, title, day.span, turned);
    }
    found.push(diagnostic);
}

/// What is said of two dates that are the wrong way round: of both, of the later, of the earlier.
struct Words {
    message: &'static str,
    until: &'static str,
    from: &'static str,
}

const LIFE: Words = Words {
    message: "this person died before being born",
    until: "died here",
    from: "born here",
};
const EXISTENCE: Words = Words {
    message: "this party ended before it began",
    until: "it ends here",
    from: "it begins here",
};

fn pair(
    from: Option<&Field<Day>>,
    until: Option<&Field<Day>>,
    words: &Words,
    found: &mut Vec<Diagnostic>,
) {
    let (Some(from), Some(until)) = (from, until) else {
        return;
    };
    if until.value.when.surely_before(from.value.when) {
        found.push(
            Diagnostic::new(&CODE, until.value.span, words.message)
                .label(words.until)
                .and(from.value.span, words.from)
                .help("correct one of the two dates"),
        );
    }
}
