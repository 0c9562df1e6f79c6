//! A meeting whose kind or format says something else than those present and the place.

use super::{Archive, Check, Reach};
use crate::diag::{Code, Diagnostic, Safety, Severity, count, list_of, ticked};
use crate::model::{Body, Field, Meeting, Model, Name, Present, Record, Ref, Subject, Word};

static CODE: Code = Code {
    id: "DIP0308",
    name: "kind-against-composition",
    severity: Severity::Warning,
    page: include_str!("kind_against_composition.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Record(run),
};

/// Those who are no side, whomever they come for.
const NO_SIDE: [&str; 11] = [
    "interpreter",
    "notetaker",
    "secretary",
    "chair",
    "co-chair",
    "guest",
    "observer",
    "mediator",
    "witness",
    "spokesperson",
    "press",
];
/// Those who may be there when two talk alone.
const NO_PRINCIPAL: [&str; 5] = [
    "interpreter",
    "notetaker",
    "secretary",
    "press",
    "spokesperson",
];

fn run(archive: &Archive<'_>, record: &Record, found: &mut Vec<Diagnostic>) {
    let Body::Meeting(meeting) = &record.body else {
        return;
    };
    match meeting.kind.as_ref().filter(|kind| is_sure(kind)) {
        Some(kind) if kind.value.word == "bilateral" => {
            found.extend(bilateral(archive.model, meeting, kind.value));
        }
        Some(kind) if kind.value.word == "call" => {
            found.extend(call(archive.model, meeting, kind.value));
        }
        Some(kind) if kind.value.word == "visit" => {
            found.extend(visit(archive, record, meeting, kind.value));
        }
        _ => {}
    }
    if let Some(format) = meeting.format.as_ref().filter(|format| is_sure(format))
        && format.value.word == "one-on-one"
    {
        found.extend(one_on_one(archive.model, meeting, format.value));
    }
}

/// A kind that the writer only infers says so itself.
fn is_sure(word: &Field<Word>) -> bool {
    word.claims
        .as_ref()
        .is_none_or(|claims| claims.more.certainty.is_none())
}

fn bilateral(model: &Model, meeting: &Meeting, kind: Word) -> Option<Diagnostic> {
    let sides = sides(model, meeting);
    let [first, second, third, ..] = sides.as_slice() else {
        return None;
    };
    let names: Vec<String> = sides
        .iter()
        .map(|side| ticked(model.names.spelling(side.name)))
        .collect();
    let number = count(sides.len(), "side");
    let shown = if names.len() <= 8 {
        list_of(&names, "and")
    } else {
        number.clone()
    };
    Some(
        Diagnostic::new(&CODE, kind.span, format!("this meeting is `bilateral`, but has {number}"))
            .label(format!("sides are {shown}"))
            .and(first.span, "one side")
            .and(second.span, "another side")
            .and(third.span, "a third side")
            .help("write `multilateral`; if somebody is there as no side, say as what: `as mediator`, `as observer`, `as guest`; if one is part of another, declare its `parent`")
            .fix(Safety::LookFirst, "write `multilateral`", kind.span, "multilateral"),
    )
}

/// The states and movements that sit at the table, each once; a delegation is one side. An organisation comes with its
/// members, and a host may have lent no more than the room, so neither makes a third.
fn sides(model: &Model, meeting: &Meeting) -> Vec<Ref> {
    let mut sides: Vec<Ref> = Vec::new();
    let mut add = |side: Ref| {
        let whole = model.whole(side);
        let known = sides
            .iter()
            .any(|other| model.whole(*other).name == whole.name);
        if !known && sits_alone(model, whole) {
            sides.push(side);
        }
    };
    for delegation in &meeting.delegations {
        let attendees = &delegation.attendees;
        let no_side = |role: &Word| NO_SIDE.contains(&role.word);
        let aside = !attendees.is_empty()
            && attendees
                .iter()
                .all(|attendee| attendee.more.role.as_ref().is_some_and(no_side));
        match delegation.parties.as_slice() {
            [only] if !aside => add(*only),
            _ => {}
        }
    }
    let at_the_table = |present: &Present<'_>| {
        present.delegation.is_empty()
            && !present.is_absent()
            && !present.role().is_some_and(|role| NO_SIDE.contains(&role))
    };
    let alone = meeting
        .present()
        .filter(at_the_table)
        .filter_map(|present| present.side);
    alone.for_each(&mut add);
    let joint: Vec<Name> = meeting
        .delegations
        .iter()
        .filter(|delegation| delegation.parties.len() > 1)
        .flat_map(|delegation| {
            delegation
                .parties
                .iter()
                .map(|party| model.whole(*party).name)
        })
        .collect();
    sides.retain(|side| !joint.contains(&model.whole(*side).name));
    let joints = meeting
        .delegations
        .iter()
        .filter(|delegation| delegation.parties.len() > 1);
    sides.extend(joints.filter_map(|delegation| delegation.parties.first().copied()));
    if sides.len() == 3 {
        let hosts = meeting.host.iter().flat_map(|host| &host.value);
        let hosts: Vec<Name> = hosts
            .filter_map(|host| model.side(host, Some(meeting), crate::model::When::Undated))
            .map(|host| host.name)
            .collect();
        sides.retain(|side| !hosts.contains(&model.whole(*side).name));
    }
    sides
}

fn sits_alone(model: &Model, side: Ref) -> bool {
    let kind = model.party(side).and_then(|party| party.kind.as_ref());
    model.is_state(side) || kind.is_some_and(|kind| kind.value.word == "movement")
}

/// A call at one place, where nobody is said to have taken part from elsewhere. Records of calls often give the room of one
/// side, so it is only noted, unless both sides list several people, as they do when they sit together.
fn call(model: &Model, meeting: &Meeting, kind: Word) -> Option<Diagnostic> {
    let [place] = meeting.places.as_slice() else {
        return None;
    };
    let remote = |present: Present<'_>| {
        let how = present.attendee.more.present.as_deref();
        how.is_some_and(|how| how.value.word == "remote")
    };
    if place.claims.is_some() || meeting.present().any(remote) {
        return None;
    }
    let several = |side: Ref| {
        let of_side = meeting.present().filter(|present| {
            let helps = present.role().is_some_and(|role| NO_SIDE.contains(&role));
            let own = present.side.map(|own| model.whole(own).name);
            own == Some(model.whole(side).name) && !helps && !present.is_absent()
        });
        of_side.count() > 1
    };
    let crowded = sides(model, meeting)
        .into_iter()
        .filter(|side| several(*side))
        .count();
    let severity = if crowded > 1 {
        Severity::Warning
    } else {
        Severity::Note
    };
    Some(
        Diagnostic::new(&CODE, kind.span, "this meeting is a `call`, but all of it has one place")
            .severity(severity)
        .label("a conversation by telephone")
            .and(place.span, "and the place where it was held")
            .help("delete the place, or correct the kind; if one side spoke from there, write `present: remote` at the other"),
    )
}

/// A visit whose host is the only side that came.
fn visit(
    archive: &Archive<'_>,
    record: &Record,
    meeting: &Meeting,
    kind: Word,
) -> Option<Diagnostic> {
    let model = archive.model;
    let [host] = meeting.host.as_ref()?.value.as_slice() else {
        return None;
    };
    let host = host.who.named().filter(|host| model.is_state(*host))?;
    let own = model.whole(host).name;
    let mut sides = meeting
        .present()
        .filter(|present| !present.is_absent())
        .map(|present| present.side);
    let mut delegations = meeting
        .delegations
        .iter()
        .flat_map(|delegation| &delegation.parties);
    let is_own = |side: Ref| model.whole(side).name == own;
    let came = meeting.present().next()?;
    if !sides.all(|side| side.is_some_and(is_own)) || !delegations.all(|side| is_own(*side)) {
        return None;
    }
    // Within one's own country one travels too.
    if places(archive, record, meeting).any(is_own) {
        return None;
    }
    let name = ticked(model.names.spelling(host.name));
    let finding = Diagnostic::new(
        &CODE,
        host.span,
        format!("{name} is the host of this visit, and the only side that came"),
    )
    .severity(Severity::Note)
    .label("whoever receives the visitors")
    .and(kind.span, "a visit")
    .and(came.attendee.who.span(), format!("comes for {name}"));
    let other = places(archive, record, meeting).next();
    Some(match other.map(|other| model.names.spelling(other.name)) {
        Some(other) => finding
            .help(format!(
                "write `{other}`, where it took place, or list those who received them"
            ))
            .fix(
                Safety::LookFirst,
                format!("write `{other}`"),
                host.span,
                other,
            ),
        None => finding.help("name the side that was visited, or list those who received them"),
    })
}

/// The countries in which a visit took place: its own places, and those of the meetings that are part of it.
fn places<'m>(
    archive: &Archive<'m>,
    record: &'m Record,
    meeting: &'m Meeting,
) -> impl Iterator<Item = Ref> {
    let id = record.head.id.map(|id| id.name);
    let parts = id.map_or(&[][..], |id| archive.parts(id)).iter();
    let parts = parts.filter_map(|at| match &archive.model.get(*at)?.body {
        Body::Meeting(part) => Some(&**part),
        _ => None,
    });
    let meetings = std::iter::once(meeting).chain(parts);
    meetings
        .flat_map(|meeting| &meeting.places)
        .filter_map(|place| place.value.party)
}

/// More than two persons who are neither interpreters nor there to write.
fn one_on_one(model: &Model, meeting: &Meeting, format: Word) -> Option<Diagnostic> {
    let principal = |present: &Present<'_>| {
        let named =
            matches!(present.attendee.who, Subject::Named(who) if model.person(who).is_some());
        named
            && !present.is_absent()
            && !present
                .role()
                .is_some_and(|role| NO_PRINCIPAL.contains(&role))
    };
    let principals: Vec<Present<'_>> = meeting.present().filter(principal).collect();
    let [_, _, third, ..] = principals.as_slice() else {
        return None;
    };
    let message = format!(
        "this meeting is `one-on-one`, but {} took part",
        count(principals.len(), "person")
    );
    Some(
        Diagnostic::new(&CODE, format.span, message)
            .label("two principals, with interpreters at most")
            .and(third.attendee.who.span(), "the third person listed")
            .help("write `restricted`, or say who only helped: `as interpreter`, `as notetaker`")
            .fix(
                Safety::LookFirst,
                "write `restricted`",
                format.span,
                "restricted",
            ),
    )
}
