//! A pledge to the very side that owes it.

use super::{Archive, Check, Reach, table};
use crate::diag::{Code, Diagnostic, Safety, Severity, ticked};
use crate::model::{Actor, Body, Name, Record, Ref, Spoken};
use crate::text::Span;

static CODE: Code = Code {
    id: "DIP0502",
    name: "pledge-to-oneself",
    severity: Severity::Warning,
    page: include_str!("pledge_to_oneself.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Record(run),
};

fn run(archive: &Archive<'_>, record: &Record, found: &mut Vec<Diagnostic>) {
    for spoken in record.spoken() {
        let Some(pledge) = spoken.pledge else {
            continue;
        };
        // What several promise, they promise one another; and who promises in another's name may promise to his own side.
        let ([by], [to], None) = (
            &spoken.speech.by[..],
            &spoken.speech.to[..],
            &spoken.speech.more.on_behalf_of,
        ) else {
            continue;
        };
        let Some(hearer) = to.who.named() else {
            continue;
        };
        let owes = match &pledge.more.owner {
            Some(owner) => Some((owner.value, owner.value.span, "who owes it".to_owned())),
            None => who_owes(archive, spoken, *by),
        };
        let own_state = |owes: Ref| {
            let is_part = owes.name != hearer.name && archive.model.whole(owes).name == hearer.name;
            is_part && is_of_government(archive, owes)
        };
        if let Some((owes, span, role)) =
            owes.filter(|(owes, ..)| owes.name == hearer.name || own_state(*owes))
        {
            let finding = diagnostic(archive, owes, hearer, span, role);
            found.push(match other_side(archive, spoken, hearer) {
                Some(other) => {
                    let other = archive.model.names.spelling(other);
                    let title = format!("write `to {other}`");
                    finding.help(format!("{title}, if that side is meant")).fix(
                        Safety::LookFirst,
                        title,
                        hearer.span,
                        other,
                    )
                }
                None => finding,
            });
        }
    }
}

/// Who owes what is promised, as near to the speaker as it is known, where that is written, and what it is there. A
/// ministry is not its state here: it may well promise something to its own parliament.
fn who_owes(archive: &Archive<'_>, spoken: Spoken<'_>, by: Actor) -> Option<(Ref, Span, String)> {
    let promised = || "who promised it".to_owned();
    let who = by.who.named();
    let Some(person) = who.filter(|who| archive.model.person(*who).is_some()) else {
        return Some((by.side.or(who)?, by.who.span(), promised()));
    };
    let hearer = spoken.speech.to.first()?.who.named()?;
    if hearer.name == person.name {
        return Some((person, person.span, promised()));
    }
    // Nearly all promise something to another side, and nothing more need be asked.
    let own = by
        .side
        .or_else(|| table::side_of(archive, spoken, person))?;
    if own.name != hearer.name && archive.model.whole(own).name != hearer.name {
        return None;
    }
    // Away from a table with two sides, a president may well promise something to his own people.
    if !table::has_several_sides(archive, spoken) {
        return None;
    }
    let [speaker, name] = [person, own].map(|one| ticked(archive.model.names.spelling(one.name)));
    Some((own, person.span, format!("{speaker} speaks for {name}")))
}

/// Whether a party is an office of its state's government. A parliament may be promised something by it, and a company
/// may promise something to the state that owns it.
fn is_of_government(archive: &Archive<'_>, party: Ref) -> bool {
    let kind = archive
        .model
        .party(party)
        .and_then(|party| party.kind.as_ref());
    kind.is_some_and(|kind| matches!(kind.value.word, "ministry" | "mission"))
}

/// The other side, if there are two: at the meeting, or of the letter that the pledge rests on.
fn other_side(archive: &Archive<'_>, spoken: Spoken<'_>, own: Ref) -> Option<Name> {
    let model = archive.model;
    let mut sides: Vec<Name> = Vec::new();
    if let Some(meeting) = spoken.meeting() {
        sides = table::wholes(archive, spoken, meeting);
        let delegations = meeting.delegations.iter();
        let parties = delegations.flat_map(|delegation| &delegation.parties);
        sides.extend(parties.map(|side| model.whole(*side).name));
    } else {
        let file = model.file(spoken.record.head.span.source);
        let around = [spoken.speech.head.claims.as_deref(), file];
        let documents = model
            .sources(&around)
            .iter()
            .filter_map(|citation| citation.document);
        for document in documents {
            if let Some(Body::Document(document)) =
                model.record(&document).map(|record| &record.body)
            {
                let to = document.to.iter().flat_map(|field| &field.value);
                sides.extend(to.filter_map(|to| to.who.named()).map(|to| to.name));
            }
        }
    }
    sides.sort_unstable();
    sides.dedup();
    sides.retain(|side| *side != model.whole(own).name);
    match sides.as_slice() {
        [other] => Some(*other),
        _ => None,
    }
}

fn diagnostic(
    archive: &Archive<'_>,
    owes: Ref,
    hearer: Ref,
    span: Span,
    role: String,
) -> Diagnostic {
    let name = ticked(archive.model.names.spelling(hearer.name));
    let message = if owes.name == hearer.name {
        format!("this pledge is made to {name} by {name} itself")
    } else {
        let part = ticked(archive.model.names.spelling(owes.name));
        format!("this pledge is made to {name} by {part}, which is a part of {name}")
    };
    Diagnostic::new(&CODE, hearer.span, message)
        .label("to whom it was promised")
        .and(span, role)
        .help(
            "name the other side after `to`; whom the promise is good for goes into `beneficiary`",
        )
}
