//! Somebody who attends or signs for a side on a day on which they held none of the offices recorded for it.
//!
//! It is long because what people do outside their offices is manifold, and each true case is named here.

use super::{Archive, Check, Reach, session_outside};
use crate::diag::{Code, Diagnostic, Edit, Safety, Severity, folded, ticked};
use crate::model::{
    Body, Day, Document, Meeting, Model, Name, Office, Person, Present, Record, RecordId, Ref, When,
};
use crate::text::World;

static CODE: Code = Code {
    id: "DIP0304",
    name: "office-not-held",
    severity: Severity::Error,
    page: include_str!("office_not_held.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Record(run),
};

/// So many days after their office people still hand over, and so many before it an envoy arrives and pays calls.
const HAND_OVER: i32 = 30;
const ARRIVAL: i32 = 90;
/// Farther from their tenure people act in a capacity that nobody recorded; near it, one is taken for the successor.
const NEAR: i32 = 366;
/// So far where the one who held the office is known.
const NEAR_SUCCESSOR: i32 = 731;

/// Somebody who acts for a side on a day.
#[derive(Clone, Copy)]
struct Act<'m> {
    who: Ref,
    side: Ref,
    person: &'m Person,
    date: Day,
    what: &'static str,
}

/// How an office and a day miss each other.
#[derive(Clone, Copy)]
enum Miss<'m> {
    /// It begins so many days later.
    Early(&'m Office, Day, i32),
    /// It was over so many days before.
    Late(&'m Office, Day, i32),
}

/// What makes two offices one: of which party they are, the folded title, and to whom an envoy is sent.
pub(super) type Held = (Name, String);

fn run(archive: &Archive<'_>, record: &Record, found: &mut Vec<Diagnostic>) {
    match &record.body {
        Body::Meeting(meeting) if meeting.was_held() => of_meeting(archive, meeting, found),
        Body::Document(document) => of_document(archive, document, found),
        _ => {}
    }
}

fn of_meeting<'m>(archive: &Archive<'m>, meeting: &'m Meeting, found: &mut Vec<Diagnostic>) {
    let Some(date) = meeting.date.as_ref().map(|date| date.value) else {
        return;
    };
    // A session outside of its conference is told as that.
    if session_outside::is_outside(archive, meeting) {
        return;
    }
    for present in meeting.present() {
        for office in &present.attendee.more.offices {
            found.extend(own_office(archive, office, date));
        }
        let Some(act) = attends(archive.model, meeting, &present, date) else {
            continue;
        };
        let Some(miss) = miss(archive, act) else {
            continue;
        };
        if let Miss::Late(..) = miss
            && is(meeting.kind.as_ref(), &["ceremony"])
        {
            continue;
        }
        let holder = holder(archive, act, miss);
        let listed = |who: Name| {
            let mut others = meeting.present();
            others.any(|other| other.named().is_some_and(|other| other.name == who))
        };
        let holder = holder.filter(|(record, _)| record.head.id.is_some_and(|id| !listed(id.name)));
        let leads = leads(archive.model, meeting, &present, act.side);
        let severity = match severity(miss, date, holder.is_some()) {
            Severity::Note if !leads => continue,
            severity if leads => severity,
            _ => Severity::Note,
        };
        let diagnostic = finding(archive, act, miss, holder).severity(severity);
        found.push(match holder.and_then(|(record, _)| record.head.id) {
            Some(id) if severity != Severity::Note => {
                let name = archive.model.names.spelling(id.name);
                let edits = renamed(meeting, act.who, name);
                diagnostic.fix_all(Safety::LookFirst, format!("write `{name}`"), edits)
            }
            _ => diagnostic,
        });
    }
}

/// The edits that put another person in the place of an attendee, in all that was said there too.
fn renamed(meeting: &Meeting, who: Ref, name: &str) -> Vec<Edit> {
    let statements = meeting.statements.iter().map(|statement| &statement.speech);
    let pledges = meeting.pledges.iter().map(|pledge| &pledge.speech);
    let speakers = statements
        .chain(pledges)
        .flat_map(|speech| speech.by.iter().chain(&speech.to));
    let named = speakers.filter_map(|actor| actor.who.named());
    let mut spans: Vec<_> = named
        .filter(|one| one.name == who.name)
        .map(|one| one.span)
        .collect();
    spans.push(who.span);
    spans.sort_unstable();
    spans.dedup();
    let edit = |span| Edit {
        span,
        text: name.to_owned(),
    };
    spans.into_iter().map(edit).collect()
}

fn is(word: Option<&crate::model::Field<crate::model::Word>>, words: &[&str]) -> bool {
    word.is_some_and(|word| words.contains(&word.value.word))
}

/// What an attendee does, where it is their office that brings them: not on a private journey, not as a guest or an
/// interpreter, and not with an office of that day which the line itself gives.
fn attends<'m>(
    model: &'m Model,
    meeting: &Meeting,
    present: &Present<'m>,
    date: Day,
) -> Option<Act<'m>> {
    const BY_OFFICE: [&str; 5] = ["head", "deputy-head", "member", "chair", "co-chair"];
    let by_office = present.role().is_none_or(|role| BY_OFFICE.contains(&role));
    let unmarked =
        present.attendee.more.offices.is_empty() && !present.is_absent() && !present.is_doubtful();
    let private = is(meeting.format.as_deref(), &["private", "transit"]);
    if !by_office || !unmarked || private {
        return None;
    }
    let who = present.named()?;
    Some(Act {
        who,
        side: present.side?,
        person: model.person(who)?,
        date,
        what: "attends",
    })
}

/// Whether somebody speaks for the side, and is not there among others: its head, or the first of those listed.
fn leads(model: &Model, meeting: &Meeting, present: &Present<'_>, side: Ref) -> bool {
    if let Some(role) = present.role() {
        return role != "member";
    }
    let side = model.whole(side).name;
    let of_side = |other: &Present<'_>| {
        other
            .side
            .is_some_and(|other| model.whole(other).name == side)
    };
    let mut others = meeting.present().filter(of_side);
    let first = others
        .next()
        .is_some_and(|other| other.attendee.span == present.attendee.span);
    first && !others.any(|other| other.role() == Some("head"))
}

/// An office that the attendee's own line gives, with dates that deny it.
fn own_office(archive: &Archive<'_>, office: &Office, date: Day) -> Option<Diagnostic> {
    let not_of_the_day = ["former", "elect", "designate"];
    let says_so = office
        .status
        .is_some_and(|status| not_of_the_day.contains(&status.word));
    let doubtful = office
        .claims
        .as_ref()
        .is_some_and(|claims| claims.is_doubtful());
    if says_so || doubtful || office.is_backwards() {
        return None;
    }
    let title = ticked(&office.title.content(archive.world));
    let (border, label) = match missed(office, date.when)? {
        Miss::Early(_, border, _) => (border, "begins after the meeting"),
        Miss::Late(_, border, _) => (border, "ended before the meeting"),
    };
    let written = archive.on(date);
    Some(
        Diagnostic::new(
            &CODE,
            border.span,
            format!("the office {title} given here was not held {written}"),
        )
        .label(label)
        .and(date.span, "the day of the meeting")
        .help("correct one of the dates, or say `as former`, `as elect` or `as designate`"),
    )
}

/// How all offices that somebody has of a side miss a day; none where one of them may be held, where one has no dates,
/// or where any other office may have brought them.
fn miss<'m>(archive: &Archive<'m>, act: Act<'m>) -> Option<Miss<'m>> {
    let model = archive.model;
    let Person {
        offices,
        born,
        died,
        ..
    } = act.person;
    let when = act.date.when;
    // So it is with nearly everybody, and nothing more need be asked.
    let dated = |office: &Office| office.from.is_some() || office.until.is_some();
    if offices
        .iter()
        .any(|office| dated(office) && office.may_be_held(when))
    {
        return None;
    }
    let dead = died
        .as_ref()
        .is_some_and(|died| died.value.when.surely_before(when));
    let unborn = born
        .as_ref()
        .is_some_and(|born| when.surely_before(born.value.when));
    let silent = |office: &Office| {
        let of_side = model.whole(office.of).name == model.whole(act.side).name;
        let former = office.status.is_some_and(|status| status.word == "former");
        let doubtful = office
            .claims
            .as_ref()
            .is_some_and(|claims| claims.is_doubtful());
        office.is_backwards()
            || begins_too_late(model, office)
            || !dated(office) && of_side
            || of_side && (former || doubtful)
    };
    let whole = archive.model.record(&act.who)?.head.span;
    if dead || unborn || offices.iter().any(silent) || !model.is_whole(whole) {
        return None;
    }
    let of_side = offices
        .iter()
        .filter(|office| model.whole(office.of).name == model.whole(act.side).name);
    let miss = of_side
        .filter_map(|office| missed(office, when))
        .min_by_key(|miss| match miss {
            Miss::Early(.., days) | Miss::Late(.., days) => *days,
        });
    let arrives = |miss: &Miss<'_>| matches!(miss, Miss::Early(office, _, days) if !office.to.is_empty() && *days <= ARRIVAL);
    miss.filter(|miss| !arrives(miss))
}

/// Whether an office begins after the end of the party that it is of, which is told as that.
fn begins_too_late(model: &Model, office: &Office) -> bool {
    let until = model
        .party(office.of)
        .and_then(|party| party.until.as_ref());
    office
        .from
        .zip(until)
        .is_some_and(|(from, until)| until.value.when.surely_before(from.when))
}

fn missed(office: &Office, day: When) -> Option<Miss<'_>> {
    let days = |earlier: When, later: When| {
        let since = earlier.latest()?.until(later.earliest()?).ok()?;
        Some(since.get_days())
    };
    if let Some(from) = office.from.filter(|from| day.surely_before(from.when)) {
        return Some(Miss::Early(office, from, days(day, from.when)?));
    }
    let until = office.until.filter(|until| until.when.surely_before(day))?;
    Some(Miss::Late(office, until, days(until.when, day)?))
}

/// An error only where a predecessor seems to stand for the successor whom the archive knows. Not every office is on
/// record, and people are sent without one: the farther from the tenure, the likelier that is.
fn severity(miss: Miss<'_>, date: Day, has_holder: bool) -> Severity {
    let (border, days) = match miss {
        Miss::Early(_, border, days) | Miss::Late(_, border, days) => (border, days),
    };
    let succeeded = has_holder && matches!(miss, Miss::Late(..));
    let mut moments = border.when.moments().chain(date.when.moments());
    let exact = moments.all(|moment| moment.qualifier.is_none());
    let mistaken = succeeded && days > HAND_OVER && days <= NEAR_SUCCESSOR;
    if mistaken && exact {
        return Severity::Error;
    }
    if mistaken || days <= NEAR {
        return Severity::Warning;
    }
    Severity::Note
}

/// Somebody else who held the office that day.
fn holder<'m>(
    archive: &Archive<'m>,
    act: Act<'m>,
    miss: Miss<'m>,
) -> Option<(&'m Record, &'m Office)> {
    let (Miss::Early(office, ..) | Miss::Late(office, ..)) = miss;
    let key = key(archive.world, archive.model, office);
    let others = archive.holders(&key);
    let held = |office: &Office| {
        let from = office
            .from
            .is_some_and(|from| !act.date.when.surely_before(from.when));
        from && office.may_be_held(act.date.when) && !office.is_backwards()
    };
    let other = |record: &Record| record.head.id.is_some_and(|id| id.name != act.who.name);
    let of_that = |office: &Office| {
        is_plain(office) && self::key(archive.world, archive.model, office) == key
    };
    let read = |at: &RecordId| {
        let record = archive.model.get(*at)?;
        let Body::Person(person) = &record.body else {
            return None;
        };
        let mut offices = person.offices.iter();
        offices
            .find(|office| held(office) && of_that(office))
            .filter(|_| other(record))
            .map(|office| (record, office))
    };
    others.iter().find_map(read)
}

/// Whether an office was held and did not only await or follow its holder.
fn is_plain(office: &Office) -> bool {
    let not_yet = ["elect", "designate", "former"];
    !office
        .status
        .is_some_and(|status| not_yet.contains(&status.word))
}

/// The offices that a person held.
pub(super) fn held(world: &World, model: &Model, record: &Record, visit: &mut dyn FnMut(Held)) {
    if let Body::Person(person) = &record.body {
        let offices = person.offices.iter().filter(|office| is_plain(office));
        offices.for_each(|office| visit(key(world, model, office)));
    }
}

fn key(world: &World, model: &Model, office: &Office) -> Held {
    let mut title = folded(&office.title.content(world));
    for to in &office.to {
        title.push(' ');
        title.push_str(model.names.spelling(to.name));
    }
    (model.whole(office.of).name, title)
}

fn finding(
    archive: &Archive<'_>,
    act: Act<'_>,
    miss: Miss<'_>,
    holder: Option<(&Record, &Office)>,
) -> Diagnostic {
    let names = &archive.model.names;
    let name = ticked(names.spelling(act.who.name));
    let written = archive.on(act.date);
    let (office, border, missed, label) = match miss {
        Miss::Early(office, border, _) => (office, border, "was not yet", "begins after that day"),
        Miss::Late(office, border, _) => (office, border, "was no longer", "ended before that day"),
    };
    let title = ticked(&office.title.content(archive.world));
    let side = ticked(names.spelling(act.side.name));
    let diagnostic = Diagnostic::new(
        &CODE,
        act.who.span,
        format!("{name} {missed} {title} {written}"),
    )
    .label(format!(
        "{} for {side}, of which no office is recorded for that day",
        act.what
    ))
    .and(act.date.span, "the day in question")
    .and(border.span, format!("the office {title} {label}"));
    let own = match act.what {
        "signs" => "correct one of the dates, or record the office of that day",
        _ => {
            "correct one of the dates, or record the office of that day; for this day alone, give the attendee an `office`"
        }
    };
    let Some((record, theirs)) = holder else {
        return diagnostic.help(own);
    };
    let other = record
        .head
        .id
        .map_or_else(String::new, |id| ticked(names.spelling(id.name)));
    diagnostic
        .and(theirs.span, format!("{other} held it that day"))
        .help(format!("if {other} is meant, write that; if not, {own}"))
}

/// Signatures; the date of anything but a text that is signed may be that of its publication.
fn of_document<'m>(archive: &Archive<'m>, document: &'m Document, found: &mut Vec<Diagnostic>) {
    const SIGNED: [&str; 5] = [
        "treaty",
        "memorandum",
        "declaration",
        "communique",
        "letter",
    ];
    let Some(date) = document.date.as_ref().map(|date| date.value) else {
        return;
    };
    if !is(document.kind.as_ref(), &SIGNED) {
        return;
    }
    for signature in &document.signatures {
        let Some((who, person)) = signature
            .person
            .and_then(|who| Some((who, archive.model.person(who)?)))
        else {
            continue;
        };
        let act = Act {
            who,
            side: signature.side,
            person,
            date,
            what: "signs",
        };
        let doubtful = signature
            .claims
            .as_ref()
            .is_some_and(|claims| claims.is_doubtful());
        let Some(miss) = miss(archive, act).filter(|_| !doubtful) else {
            continue;
        };
        // Full powers need no office: only a predecessor in the place of a known successor is a sign.
        let Some(holder) = holder(archive, act, miss) else {
            continue;
        };
        if severity(miss, date, true) == Severity::Error {
            found.push(finding(archive, act, miss, Some(holder)).severity(Severity::Warning));
        }
    }
}
