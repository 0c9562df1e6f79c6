//! A signature for a state by somebody who is recorded as another state's.

use super::sides::{before_independence, held, is_known_state, is_one_side};
use super::{Archive, Check, Reach};
use crate::diag::{Code, Diagnostic, Safety, Severity, ticked};
use crate::model::{Body, Document, Office, Record, Ref, Signature};

static CODE: Code = Code {
    id: "DIP0604",
    name: "signature-of-another-side",
    severity: Severity::Error,
    page: include_str!("signature_of_another_side.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Record(run),
};

fn run(archive: &Archive<'_>, record: &Record, found: &mut Vec<Diagnostic>) {
    let Body::Document(document) = &record.body else {
        return;
    };
    for signature in &document.signatures {
        found.extend(of_signature(archive, document, signature));
    }
}

fn of_signature(
    archive: &Archive<'_>,
    document: &Document,
    signature: &Signature,
) -> Option<Diagnostic> {
    let model = archive.model;
    let reference = signature
        .person
        .filter(|_| signature.on_behalf_of.is_none())?;
    let person = model.person(reference)?;
    let day = document.date.as_ref().map(|date| date.value);
    let office = held(&person.offices, day)?;
    let side = signature.side;
    let is_foreign = |office: &Office| !is_one_side(model, office.of, side);
    if !is_known_state(model, side) || !person.offices.iter().all(is_foreign) {
        return None;
    }
    let finding = diagnostic(archive, reference, side, office);
    let names = [office.of, side].map(|party| model.names.spelling(model.whole(party).name));
    if before_independence(names, day) {
        return Some(finding.severity(Severity::Warning));
    }
    Some(finding)
}

fn diagnostic(archive: &Archive<'_>, person: Ref, side: Ref, office: &Office) -> Diagnostic {
    let name = |reference: Ref| ticked(archive.model.names.spelling(reference.name));
    let own = archive
        .model
        .names
        .spelling(archive.model.whole(office.of).name);
    let title = office.title.content(archive.world);
    Diagnostic::new(
        &CODE,
        side.span,
        format!("{} signs for {}, but is recorded as {} of {}", name(person), name(side), ticked(&title), name(office.of)),
    )
    .label(format!("no office of {} is of {}", name(person), name(side)))
    .and(office.span, format!("the office on that day: of {}", name(office.of)))
    .help(format!(
        "write `for {}`, or name whoever signed for {}; if {} had the power to sign for it, record the office, or `on-behalf-of` whom it was signed",
        own,
        name(side),
        name(person),
    ))
    .fix(Safety::LookFirst, format!("write `for {own}`"), side.span, own)
}
