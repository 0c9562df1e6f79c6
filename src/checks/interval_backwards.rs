//! A span of time that ends before it begins: in a date, a life, the existence of a party.

use jiff::ToSpan as _;

use super::{Archive, Check, Reach};
use crate::diag::{Code, Diagnostic, Edit, Safety, Severity, ticked};
use crate::model::{
    Body, Day, Due, Field, Grain, Meeting, Moment, Office, Person, Pledge, Record, When,
};
use crate::text::Span;

static CODE: Code = Code {
    id: "DIP0403",
    name: "interval-backwards",
    severity: Severity::Error,
    page: include_str!("interval_backwards.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Record(run),
};

fn run(archive: &Archive<'_>, record: &Record, found: &mut Vec<Diagnostic>) {
    days(record, &mut |day| one(archive, day, found));
    match &record.body {
        Body::Person(person) => pair(
            archive,
            person.born.as_ref(),
            person.died.as_ref(),
            &LIFE,
            found,
        ),
        Body::Party(party) => {
            pair(
                archive,
                party.from.as_ref(),
                party.until.as_ref(),
                &EXISTENCE,
                found,
            );
        }
        _ => {}
    }
}

/// Every date of a record.
fn days(record: &Record, visit: &mut dyn FnMut(Day)) {
    let mut field = |day: Option<&Field<Day>>| day.into_iter().for_each(|day| visit(day.value));
    match &record.body {
        Body::Party(party) => [&party.from, &party.until]
            .into_iter()
            .for_each(|day| field(day.as_ref())),
        Body::Person(person) => {
            let Person {
                born,
                died,
                offices,
                ..
            } = &**person;
            [born, died].into_iter().for_each(|day| field(day.as_ref()));
            offices.iter().for_each(|office| office_days(office, visit));
        }
        Body::Document(document) => {
            field(document.date.as_ref());
            document
                .statements
                .iter()
                .for_each(|statement| field(statement.speech.more.date.as_deref()));
            document
                .pledges
                .iter()
                .for_each(|pledge| pledge_days(pledge, visit));
        }
        Body::Meeting(meeting) => meeting_days(meeting, visit),
        Body::Statement(statement) => field(statement.speech.more.date.as_deref()),
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
        .flat_map(|attendee| &attendee.more.offices)
        .for_each(|office| office_days(office, visit));
    meeting
        .statements
        .iter()
        .filter_map(|statement| statement.speech.more.date.as_deref())
        .for_each(|day| visit(day.value));
    meeting
        .pledges
        .iter()
        .for_each(|pledge| pledge_days(pledge, visit));
}

fn pledge_days(pledge: &Pledge, visit: &mut dyn FnMut(Day)) {
    [pledge.speech.more.date.as_deref(), pledge.made.as_deref()]
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
    let amounts = pledge.amounts.iter().chain(pledge.more.total.as_deref());
    amounts
        .filter_map(|amount| amount.value.year)
        .for_each(visit);
}

fn one(archive: &Archive<'_>, day: Day, found: &mut Vec<Diagnostic>) {
    let (When::Lasting(from, Some(until)) | When::Within(Some(from), Some(until))) = day.when
    else {
        return;
    };
    let clocks = clocks_back(from, until);
    if !clocks && !When::At(until).surely_before(When::At(from)) {
        return;
    }
    let written = archive.world.text(day.span);
    let inner = written.trim_matches(['[', ']']);
    let ends = inner.split_once("..");
    let turned = ends.map(|(from, until)| written.replace(inner, &format!("{until}..{from}")));
    let mut diagnostic = Diagnostic::new(
        &CODE,
        day.span,
        format!("the span {} ends before it begins", ticked(written)),
    )
    .label(if clocks {
        "the earlier time must stand first"
    } else {
        "the earlier date must stand first"
    });
    let later = ends.and_then(|(_, end)| later(from, until, clocks, end));
    if let (Some(later), Some((start, end))) = (&later, ends) {
        let at = day.span.start + written.find(inner).unwrap_or(0) as u32 + start.len() as u32 + 2;
        let span = Span::new(day.span.source, at, at + end.len() as u32);
        let when = if clocks {
            "if it went on after midnight"
        } else {
            "if it went on over the new year"
        };
        diagnostic = diagnostic
            .help(format!("write `{start}..{later}` {when}"))
            .fix(
                Safety::LookFirst,
                format!("write `{later}` at its end"),
                span,
                later.clone(),
            );
    }
    if let Some(turned) = turned {
        let title = format!("write `{turned}`");
        diagnostic = diagnostic
            .help(format!("{title}, or correct one of the two"))
            .fix(Safety::LookFirst, title, day.span, turned);
    }
    found.push(diagnostic);
}

/// Whether two times of one day, by one clock, are the wrong way round.
fn clocks_back(from: Moment, until: Moment) -> bool {
    let (Some(begin), Some(end)) = (from.time, until.time) else {
        return false;
    };
    from.first() == until.first()
        && begin.offset == end.offset
        && (end.hour, end.minute) < (begin.hour, begin.minute)
}

/// The end a year later, or a day later after midnight, where that makes a short span of it.
fn later(from: Moment, until: Moment, clocks: bool, written: &str) -> Option<String> {
    const SHORT: i32 = 62;
    let (first, last) = (from.first(), until.last());
    let next = if clocks {
        let at_night = from.time?.hour >= 17 && until.time?.hour < 9;
        last.tomorrow().ok().filter(|_| at_night)?
    } else {
        last.checked_add(1.year()).ok()?
    };
    let days = first.until(next).ok()?.get_days();
    if !(0..=SHORT).contains(&days) || until.grain() != Grain::Day {
        return None;
    }
    let rest = written.get("1973-01-03".len()..)?;
    Some(format!("{next}{rest}"))
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

/// The edits that put each of two dates in the place of the other, in the order of the record.
fn exchanged(archive: &Archive<'_>, from: Day, until: Day) -> Vec<Edit> {
    let edit = |there: Day, day: Day| Edit {
        span: there.span,
        text: archive.world.text(day.span).to_owned(),
    };
    let mut edits = vec![edit(from, until), edit(until, from)];
    edits.sort_by_key(|edit| edit.span);
    edits
}

fn pair(
    archive: &Archive<'_>,
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
                .help("exchange the two dates, or correct one of them")
                .fix_all(
                    Safety::LookFirst,
                    "exchange the two dates",
                    exchanged(archive, from.value, until.value),
                ),
        );
    }
}
