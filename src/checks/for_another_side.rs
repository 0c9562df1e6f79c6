//! Somebody who attends or speaks for a state, though recorded as another state's.

use super::sides::{held, is_known_state, is_one_side};
use super::{Archive, Check, Reach, table};
use crate::diag::{Code, Diagnostic, Safety, Severity, ticked};
use crate::model::{Actor, Body, Delegation, Meeting, Office, Present, Record, Ref, Spoken};
use crate::text::Span;

static CODE: Code = Code {
    id: "DIP0310",
    name: "for-another-side",
    severity: Severity::Warning,
    page: include_str!("for_another_side.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Record(run),
};

/// As what people act for a side by their office.
const BY_OFFICE: [&str; 5] = ["head", "deputy-head", "member", "chair", "co-chair"];

fn run(archive: &Archive<'_>, record: &Record, found: &mut Vec<Diagnostic>) {
    if let Body::Meeting(meeting) = &record.body {
        for present in meeting.present() {
            if let Some((who, side, office)) = of_present(archive, meeting, &present) {
                found.push(attends(archive, meeting, &present, who, side, office));
            }
        }
    }
    for spoken in record.spoken() {
        for by in &spoken.speech.by {
            found.extend(speaks(archive, spoken, by));
        }
    }
}

/// Somebody present, the side that the record puts them on, and the office of another side that they held that day.
pub(super) fn of_present<'m>(
    archive: &Archive<'m>,
    meeting: &Meeting,
    present: &Present<'m>,
) -> Option<(Ref, Ref, &'m Office)> {
    let (who, side) = (present.named()?, present.side?);
    let by_office = present.role().is_none_or(|role| BY_OFFICE.contains(&role));
    if !by_office || !present.attendee.more.offices.is_empty() || present.is_doubtful() {
        return None;
    }
    let day = meeting.date.as_ref().map(|date| date.value);
    let office = of_another(archive, who, side, day)?;
    // One who is listed twice is told of there.
    let twice = table::is_listed_twice(archive, meeting, who);
    (!twice).then_some((who, side, office))
}

/// An office of that day of somebody who has none of the side.
fn of_another<'m>(
    archive: &Archive<'m>,
    who: Ref,
    side: Ref,
    day: Option<crate::model::Day>,
) -> Option<&'m Office> {
    let model = archive.model;
    let person = model.person(who)?;
    if person
        .offices
        .iter()
        .any(|office| office.of.name == side.name)
    {
        return None;
    }
    let office = held(&person.offices, day)?;
    let is_foreign = |office: &Office| !is_one_side(model, office.of, side);
    let whole = model.record(&who)?.head.span;
    let certain = is_known_state(model, side) && model.is_whole(whole);
    (certain && person.offices.iter().all(is_foreign)).then_some(office)
}

fn attends(
    archive: &Archive<'_>,
    meeting: &Meeting,
    present: &Present<'_>,
    who: Ref,
    side: Ref,
    office: &Office,
) -> Diagnostic {
    let own = own_side(archive, office);
    let finding = finding(archive, "attends", who, side, office);
    if present.attendee.side.is_some() {
        return finding.fix(
            Safety::LookFirst,
            format!("write `for {own}`"),
            side.span,
            own,
        );
    }
    match delegation_of(meeting, side.span).filter(|delegation| delegation.attendees.len() == 1) {
        Some(_) => finding.fix(
            Safety::LookFirst,
            format!("write `delegation {own}`"),
            side.span,
            own,
        ),
        None => finding,
    }
}

fn delegation_of(meeting: &Meeting, side: Span) -> Option<&Delegation> {
    let mut delegations = meeting.delegations.iter();
    delegations.find(|delegation| delegation.parties.iter().any(|party| party.span == side))
}

/// A speaker whose own line says another side than the office.
fn speaks(archive: &Archive<'_>, spoken: Spoken<'_>, by: &Actor) -> Option<Diagnostic> {
    let (who, side) = (by.who.named()?, by.side?);
    let office = of_another(archive, who, side, spoken.day())?;
    let listed = spoken.meeting().is_some_and(|meeting| {
        let model = archive.model;
        meeting.present().any(|present| {
            let same = present.named().is_some_and(|named| named.name == who.name);
            let told = present
                .side
                .is_some_and(|own| model.whole(own).name == model.whole(side).name);
            same && (told || !present.attendee.more.offices.is_empty())
        })
    });
    // One who is listed for that side is told of there.
    if listed || spoken.speech.more.on_behalf_of.is_some() {
        return None;
    }
    let own = own_side(archive, office);
    Some(finding(archive, "speaks", who, side, office).fix(
        Safety::LookFirst,
        format!("write `for {own}`"),
        side.span,
        own,
    ))
}

fn own_side<'m>(archive: &Archive<'m>, office: &Office) -> &'m str {
    let model = archive.model;
    model.names.spelling(model.whole(office.of).name)
}

fn finding(archive: &Archive<'_>, acts: &str, who: Ref, side: Ref, office: &Office) -> Diagnostic {
    let name = |reference: Ref| ticked(archive.model.names.spelling(reference.name));
    let own = own_side(archive, office);
    let title = ticked(&office.title.content(archive.world));
    Diagnostic::new(
        &CODE,
        who.span,
        format!("{} {acts} for {}, but is recorded as {title} of {}", name(who), name(side), name(office.of)),
    )
    .label(format!("no office of {} is of {}", name(who), name(side)))
    .and(side.span, format!("{acts} for {} here", name(side)))
    .and(office.span, format!("the office on that day: of {}", name(office.of)))
    .help(format!(
        "put {} on the side of {}, or name whoever came for {}; if {} was sent by it, give the line an `office` of that day",
        name(who),
        ticked(own),
        name(side),
        name(who),
    ))
}
