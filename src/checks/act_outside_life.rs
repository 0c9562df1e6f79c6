//! Somebody who acts before being born or after having died, or takes an office as a child.
//!
//! It is long because each way of acting is named, and what misses one border of a life is told together.

use std::collections::{HashMap, HashSet};

use super::{Archive, Check, Reach, taken};
use crate::diag::{Code, Diagnostic, Severity, count, ticked};
use crate::model::{
    Body, Claims, Day, Document, Field, Meeting, Name, Person, Progress, Record, Ref, Spoken, When,
};
use crate::text::Span;

static CODE: Code = Code {
    id: "DIP0306",
    name: "act-outside-life",
    severity: Severity::Error,
    page: include_str!("act_outside_life.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Joined(look, join),
};

/// Nobody has yet served at such an age.
const OLDEST: i16 = 110;

/// What somebody does, where that is written, and when.
#[derive(Clone, Copy)]
struct Act {
    who: Ref,
    verb: &'static str,
    date: Day,
}

/// One who took an office at such an age was born to it, or has another's year of birth.
const YOUNGEST: i16 = 14;

/// Titles that children have borne.
const BORN_TO: &str = "king queen emperor empress prince princess sultan shah lama emir amir khan regent crown heir tsar \
    duke archduke pharaoh roi reine empereur prinz kaiser könig königin rey reina rei rainha король царь император";

fn look(archive: &Archive<'_>, record: &Record, found: &mut Vec<Diagnostic>) {
    let mut told: Vec<Name> = Vec::new();
    acts(record, &mut |act| {
        let person = archive.model.person(act.who).filter(|one| is_dated(one));
        let outside = person.and_then(|person| outside(archive, person, act));
        if let Some(finding) = outside.filter(|_| !told.contains(&act.who.name)) {
            told.push(act.who.name);
            found.push(finding);
        }
    });
    if let Body::Person(person) = &record.body
        && let Some(id) = record.head.id
        && is_dated(person)
    {
        offices(archive, id.name, person, found);
    }
}

/// Whether the birth or death of a person is known, and the one does not deny the other.
fn is_dated(person: &Person) -> bool {
    match (&person.born, &person.died) {
        (None, None) => false,
        (Some(born), Some(died)) => !died.value.when.surely_before(born.value.when),
        _ => true,
    }
}

/// Where several acts miss one border of a life, it is the border that is wrong, and told once.
fn join(archive: &Archive<'_>, found: &mut Vec<Diagnostic>) {
    let all = taken(&CODE, found);
    let border = |finding: &Diagnostic| border_told(archive, finding);
    let mut counts: HashMap<Option<Span>, usize> = HashMap::new();
    for finding in &all {
        *counts.entry(border(finding)).or_insert(0) += 1;
    }
    let mut done: HashSet<Option<Span>> = HashSet::new();
    for finding in all {
        let missed = border(&finding);
        let count = counts.get(&missed).copied().unwrap_or(1);
        if count == 1 {
            found.push(finding);
        } else if done.insert(missed) {
            found.extend(of_border(archive, &finding, count));
        }
    }
}

/// The line with the border of a life that a finding is about: it stands there, or points there first.
fn border_told(archive: &Archive<'_>, finding: &Diagnostic) -> Option<Span> {
    let around = archive.model.around(finding.span)?;
    if let Body::Person(person) = &around.body
        && let Some(born) = &person.born
        && born.value.span == finding.span
    {
        return Some(born.span);
    }
    finding.labels.first().map(|label| label.span)
}

fn of_border(archive: &Archive<'_>, first: &Diagnostic, acts: usize) -> Option<Diagnostic> {
    let line = border_told(archive, first)?;
    let record = archive.model.around(line)?;
    let Body::Person(person) = &record.body else {
        return None;
    };
    let name = ticked(archive.model.names.spelling(record.head.id?.name));
    let is_birth = person.born.as_ref().is_some_and(|born| born.span == line);
    let (field, border, end, when) = if is_birth {
        ("born", &person.born, "was born", "before")
    } else {
        ("died", &person.died, "died", "after")
    };
    let records = count(acts, "record");
    let finding = Diagnostic::new(
        &CODE,
        border.as_ref()?.value.span,
        format!("{name} acts in {records} {when} this date, on which {name} {end}"),
    )
    .severity(first.severity)
    .label(format!("{name} {end} then"))
    .and(first.span, format!("the first of {records} {when} it"))
    .help(format!(
        "correct the date after `{field}:`, or write the id of the person who is meant: perhaps a namesake"
    ));
    Some(finding)
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
            if let Some(date) = date.filter(|_| {
                matches!(
                    kind,
                    Some("letter" | "note-verbale" | "cable" | "interview" | "post")
                )
            }) {
                written(document, date.value, visit);
            }
            let signatures = document.signatures.iter();
            for signature in signatures.clone() {
                let behalf = signature
                    .on_behalf_of
                    .zip(document.date.as_ref().filter(|_| !reprint));
                if let Some((who, date)) = behalf.filter(|_| is_sure(signature.claims.as_deref())) {
                    let verb = "is signed for here";
                    visit(Act {
                        who,
                        verb,
                        date: date.value,
                    });
                }
            }
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

/// Who wrote a letter; letters are printed in books with dates of their own.
fn written(document: &Document, date: Day, visit: &mut dyn FnMut(Act)) {
    for (field, verb) in [
        (&document.from, "sends this"),
        (&document.author, "writes this"),
    ] {
        let Some(field) = field
            .as_ref()
            .filter(|field| is_sure(field.claims.as_deref()))
        else {
            continue;
        };
        for who in field.value.iter().filter_map(|actor| actor.who.named()) {
            visit(Act { who, verb, date });
        }
    }
}

fn is_sure(claims: Option<&Claims>) -> bool {
    !claims.is_some_and(Claims::is_doubtful)
}

fn own_day(spoken: Spoken<'_>) -> Option<Day> {
    let made = spoken.pledge.and_then(|pledge| pledge.made.as_deref());
    made.or(spoken.speech.more.date.as_deref())
        .map(|field| field.value)
}

fn present(meeting: &Meeting, visit: &mut dyn FnMut(Act)) {
    let Some(date) = meeting.date.as_ref().map(|date| date.value) else {
        return;
    };
    let hosts = meeting
        .host
        .iter()
        .filter(|field| is_sure(field.claims.as_deref()));
    for who in hosts
        .flat_map(|field| &field.value)
        .filter_map(|host| host.who.named())
    {
        visit(Act {
            who,
            verb: "is the host of this meeting",
            date,
        });
    }
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
        .more
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
        Missed::Dead => format!("{name} {}, but had already died {border_written}", act.verb),
        Missed::TooOld => format!("{name} {}, over {OLDEST} years after being born", act.verb),
    };
    let sure = is_sure(border.claims.as_deref()) && !matches!(missed, Missed::TooOld);
    let diagnostic = Diagnostic::new(&CODE, act.who.span, message)
        .severity(if sure { Severity::Error } else { Severity::Warning })
        .label(format!("{} {}", act.verb, archive.on(act.date)))
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
fn offices(archive: &Archive<'_>, name: Name, person: &Person, found: &mut Vec<Diagnostic>) {
    found.extend(in_childhood(archive, name, person));
    let name = ticked(archive.model.names.spelling(name));
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

/// The first office that somebody took as a child, unless it is one that people are born to.
fn in_childhood(archive: &Archive<'_>, name: Name, person: &Person) -> Option<Diagnostic> {
    let born = person.born.as_ref()?;
    let year = born.value.when.latest()?.year();
    let taken = person
        .offices
        .iter()
        .filter(|office| !office.is_backwards());
    let (from, office) = taken
        .filter_map(|office| Some((office.from?, office)))
        .filter(|(from, _)| !from.when.surely_before(born.value.when))
        .filter(|(from, _)| {
            from.when
                .latest()
                .is_some_and(|last| last.year() - year < YOUNGEST)
        })
        .min_by_key(|(from, _)| from.when.earliest())?;
    let title = office.title.content(archive.world).to_lowercase();
    let born_to = |word: &str| BORN_TO.split_whitespace().any(|title| title == word);
    if title
        .split(|letter: char| !letter.is_alphabetic())
        .any(born_to)
    {
        return None;
    }
    let name_ticked = ticked(archive.model.names.spelling(name));
    let age = from.when.earliest()?.year() - year;
    let title = ticked(&office.title.content(archive.world));
    let finding = Diagnostic::new(
        &CODE,
        born.value.span,
        format!("{name_ticked} became {title} at the age of {}", age.max(0)),
    )
    .severity(Severity::Warning)
    .label(format!("{name_ticked} was born then"))
    .and(
        from.span,
        format!("{title} from {}", archive.world.text(from.span)),
    )
    .help("correct one of the dates; an office may be that of a namesake");
    Some(finding)
}
