//! Somebody who acts before being born or after having died.

use std::collections::{HashMap, HashSet};

use super::{Archive, Check};
use crate::diag::{Code, Diagnostic, Severity, ticked};
use crate::model::{
    Body, Claims, Day, Field, Meeting, Model, Name, Person, Progress, Record, Ref, Spoken, When,
};

static CODE: Code = Code {
    id: "DIP0306",
    name: "act-outside-life",
    severity: Severity::Error,
    page: include_str!("act_outside_life.md"),
};

/// The check.
pub const CHECK: Check = Check { code: &CODE, run };

/// Nobody has yet served at such an age.
const OLDEST: i16 = 110;

/// What somebody does, where that is written, and when.
#[derive(Clone, Copy)]
struct Act {
    who: Ref,
    verb: &'static str,
    date: Day,
}

fn run(archive: &Archive<'_>, found: &mut Vec<Diagnostic>) {
    let lives = lives(archive.model);
    if lives.is_empty() {
        return;
    }
    for record in &archive.model.records {
        let mut told: HashSet<Name> = HashSet::new();
        acts(record, &mut |act| {
            let Some(person) = lives.get(&act.who.name) else {
                return;
            };
            if let Some(diagnostic) = outside(archive, person, act)
                && told.insert(act.who.name)
            {
                found.push(diagnostic);
            }
        });
        if let Body::Person(person) = &record.body {
            offices(archive, record, person, found);
        }
    }
}

/// The persons whose birth or death is known, but for those who would have died before they were born.
fn lives(model: &Model) -> HashMap<Name, &Person> {
    let lives = model
        .records
        .iter()
        .filter_map(|record| match &record.body {
            Body::Person(person) => Some((record.head.id?.name, person)),
            _ => None,
        });
    let known = |person: &Person| match (&person.born, &person.died) {
        (None, None) => false,
        (Some(born), Some(died)) => !died.value.when.surely_before(born.value.when),
        _ => true,
    };
    lives.filter(|(_, person)| known(person)).collect()
}

/// What people do in person. A text may be printed long after its author's death, so that what stands in a document
/// counts only with a date of its own.
fn acts(record: &Record, visit: &mut dyn FnMut(Act)) {
    match &record.body {
        Body::Meeting(meeting) if meeting.was_held() => {
            present(meeting, visit);
            record
                .spoken()
                .for_each(|spoken| said(spoken, spoken.day(), visit));
        }
        Body::Document(document) => {
            let kind = document.kind.as_ref().map(|kind| kind.value.word);
            let reprint = matches!(
                kind,
                Some("book" | "dataset" | "website" | "report" | "press")
            );
            let date = document.date.as_ref().filter(|_| !reprint);
            let signatures = document.signatures.iter();
            for signature in signatures.filter(|signature| is_sure(signature.claims.as_deref())) {
                if let (Some(who), Some(date)) = (signature.person, date) {
                    visit(Act {
                        who,
                        verb: "signs this",
                        date: date.value,
                    });
                }
            }
            record
                .spoken()
                .for_each(|spoken| said(spoken, own_day(spoken), visit));
        }
        Body::Statement(_) | Body::Pledge(_) => {
            record
                .spoken()
                .for_each(|spoken| said(spoken, spoken.day(), visit));
        }
        Body::Progress(line) => progress(line, visit),
        _ => {}
    }
}

fn is_sure(claims: Option<&Claims>) -> bool {
    !claims.is_some_and(Claims::is_doubtful)
}

fn own_day(spoken: Spoken<'_>) -> Option<Day> {
    let made = spoken.pledge.and_then(|pledge| pledge.made.as_ref());
    made.or(spoken.speech.date.as_ref())
        .map(|field| field.value)
}

fn present(meeting: &Meeting, visit: &mut dyn FnMut(Act)) {
    let Some(date) = meeting.date.as_ref().map(|date| date.value) else {
        return;
    };
    for present in meeting
        .present()
        .filter(|present| !present.is_absent() && !present.is_doubtful())
    {
        if let Some(who) = present.named() {
            visit(Act {
                who,
                verb: "attends this meeting",
                date,
            });
        }
    }
}

fn said(spoken: Spoken<'_>, date: Option<Day>, visit: &mut dyn FnMut(Act)) {
    let negated = spoken
        .speech
        .mood
        .as_ref()
        .is_some_and(|mood| mood.value.word == "negated");
    if let Some(date) = date.filter(|_| is_sure(spoken.speech.head.claims.as_deref()) && !negated) {
        let verb = if spoken.pledge.is_some() {
            "promises this"
        } else {
            "says this"
        };
        for who in spoken.speech.by.iter().filter_map(|by| by.who.named()) {
            visit(Act { who, verb, date });
        }
    }
    let lines = spoken
        .pledge
        .into_iter()
        .flat_map(|pledge| &pledge.progress);
    lines.for_each(|line| progress(line, visit));
}

fn progress(line: &Progress, visit: &mut dyn FnMut(Act)) {
    for who in line.by.iter().filter_map(|by| by.who.named()) {
        if is_sure(line.claims.as_deref()) {
            visit(Act {
                who,
                verb: "does this",
                date: line.date,
            });
        }
    }
}

fn outside(archive: &Archive<'_>, person: &Person, act: Act) -> Option<Diagnostic> {
    let name = ticked(archive.model.names.spelling(act.who.name));
    let (border, missed) = border(person, act.date.when)?;
    let border_written = archive.on(border.value);
    let message = match missed {
        Missed::Unborn => format!("{name} {}, but was born only {border_written}", act.verb),
        Missed::Dead => format!("{name} {}, but had died {border_written}", act.verb),
        Missed::TooOld => format!("{name} {}, over {OLDEST} years after being born", act.verb),
    };
    let sure = is_sure(border.claims.as_deref()) && !matches!(missed, Missed::TooOld);
    let diagnostic = Diagnostic::new(&CODE, act.who.span, message)
        .severity(if sure { Severity::Error } else { Severity::Warning })
        .label(archive.on(act.date))
        .and(border.span, match missed {
            Missed::Dead => format!("{name} died then"),
            _ => format!("{name} was born then"),
        })
        .help("correct one of the dates, or write the id of the person who is meant: perhaps a namesake");
    Some(diagnostic.and(act.date.span, "the day in question"))
}

#[derive(Clone, Copy)]
enum Missed {
    Unborn,
    Dead,
    TooOld,
}

/// Which end of a life a day lies beyond.
fn border(person: &Person, day: When) -> Option<(&Field<Day>, Missed)> {
    if let Some(died) = person
        .died
        .as_ref()
        .filter(|died| died.value.when.surely_before(day))
    {
        return Some((died, Missed::Dead));
    }
    let born = person.born.as_ref()?;
    if day.surely_before(born.value.when) {
        return Some((born, Missed::Unborn));
    }
    let years = day.earliest()?.year() - born.value.when.latest()?.year();
    (years > OLDEST && person.died.is_none()).then_some((born, Missed::TooOld))
}

/// Offices that begin after the holder's death, or before the holder's birth. One that ends after the death is common:
/// it is the successor's first day. The dead are given titles now and then, so this is only a warning.
fn offices(archive: &Archive<'_>, record: &Record, person: &Person, found: &mut Vec<Diagnostic>) {
    let Some(id) = record.head.id else { return };
    let name = ticked(archive.model.names.spelling(id.name));
    for office in person
        .offices
        .iter()
        .filter(|office| !office.is_backwards())
    {
        let after_death = office.from.zip(person.died.as_ref());
        let before_birth = office.from.or(office.until).zip(person.born.as_ref());
        let title = ticked(&office.title.content(archive.world));
        let late = after_death.filter(|(from, died)| died.value.when.surely_before(from.when));
        let early = before_birth.filter(|(held, born)| held.when.surely_before(born.value.when));
        let (day, border, message, label, severity) = match (late, early) {
            (Some((from, died)), _) => (
                from,
                died,
                format!("{name} becomes {title} after having died"),
                "died then",
                Severity::Warning,
            ),
            (_, Some((held, born))) => (
                held,
                born,
                format!("{name} is {title} before being born"),
                "was born then",
                Severity::Error,
            ),
            _ => continue,
        };
        found.push(
            Diagnostic::new(&CODE, day.span, message)
                .severity(severity)
                .label("the office is dated by this")
                .and(border.span, format!("{name} {label}"))
                .help("correct one of the dates; an office may be that of a namesake"),
        );
    }
}
