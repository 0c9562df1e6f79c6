//! A pledge to the very side that owes it.

use super::{Archive, Check};
use crate::diag::{Code, Diagnostic, Severity, ticked};
use crate::model::{Actor, Present, Ref, Spoken};
use crate::text::Span;

static CODE: Code = Code {
    id: "DIP0502",
    name: "pledge-to-oneself",
    severity: Severity::Warning,
    page: include_str!("pledge_to_oneself.md"),
};

/// The check.
pub const CHECK: Check = Check { code: &CODE, run };

fn run(archive: &Archive<'_>, found: &mut Vec<Diagnostic>) {
    for spoken in archive.model.spoken() {
        let Some(pledge) = spoken.pledge else {
            continue;
        };
        // What several promise, they promise one another; and who promises in another's name may promise to his own side.
        let ([by], [to], None) = (
            &spoken.speech.by[..],
            &spoken.speech.to[..],
            &spoken.speech.on_behalf_of,
        ) else {
            continue;
        };
        let Some(hearer) = to.who.named() else {
            continue;
        };
        let owes = match &pledge.owner {
            Some(owner) => Some((owner.value, owner.value.span, "who owes it".to_owned())),
            None => who_owes(archive, spoken, *by),
        };
        if let Some((_, span, role)) = owes.filter(|(owes, ..)| owes.name == hearer.name) {
            found.push(diagnostic(archive, hearer, span, role));
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
    // Away from a table with two sides, a president may well promise something to his own people.
    let sides: Vec<(Option<Ref>, Ref)> = spoken
        .meeting()?
        .present()
        .filter_map(|present| {
            Some((
                present.attendee.who.named(),
                side(archive, spoken, present)?,
            ))
        })
        .collect();
    let ((_, first), others) = sides.split_first()?;
    if others.iter().all(|(_, side)| side.name == first.name) {
        return None;
    }
    let listed = sides
        .iter()
        .find(|(who, _)| who.is_some_and(|who| who.name == person.name));
    let side = by.side.or_else(|| Some(listed?.1))?;
    let [speaker, name] = [person, side].map(|one| ticked(archive.model.names.spelling(one.name)));
    Some((side, person.span, format!("{speaker} speaks for {name}")))
}

/// The side of somebody present: as written, or by the office of the day.
fn side(archive: &Archive<'_>, spoken: Spoken<'_>, present: Present<'_>) -> Option<Ref> {
    let office = || {
        let person = archive.model.person(present.attendee.who.named()?)?;
        Some(person.offices_on(spoken.when()).first()?.of)
    };
    present.side.or_else(office)
}

fn diagnostic(archive: &Archive<'_>, hearer: Ref, span: Span, role: String) -> Diagnostic {
    let name = ticked(archive.model.names.spelling(hearer.name));
    Diagnostic::new(
        &CODE,
        hearer.span,
        format!("this pledge is made to {name} by {name} itself"),
    )
    .label("to whom it was promised")
    .and(span, role)
    .help("name the other side after `to`; whom the promise is good for goes into `beneficiary`")
}
