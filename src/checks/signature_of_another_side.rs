//! A signature for a state by somebody who is recorded as another state's.

use std::collections::HashSet;

use super::{Archive, Check};
use crate::diag::{Code, Diagnostic, Safety, Severity, ticked};
use crate::model::{Body, Day, Document, Model, Office, Ref, Signature, When};
use crate::vocab::countries;

static CODE: Code = Code {
    id: "DIP0604",
    name: "signature-of-another-side",
    severity: Severity::Error,
    page: include_str!("signature_of_another_side.md"),
};

/// The check.
pub const CHECK: Check = Check { code: &CODE, run };

/// States, and those with codes of their own whose treaties they sign or have signed: their territories, and small
/// neighbours that entrusted them with it. Public facts of treaty practice.
const SIGNS_FOR: [(&str, &str); 12] = [
    ("AU", "CC CX NF NR PG"),
    ("BE", "LU"),
    ("CH", "LI"),
    ("CN", "HK MO"),
    ("DK", "FO GL"),
    ("FI", "AX"),
    ("FR", "BL GF GP MC MF MQ NC PF PM RE WF YT"),
    ("GB", "AI BM FK GG GI HK IM IO JE KY MS PN SH TC VG"),
    ("NL", "ANHH AW BQ CW SR SX"),
    ("NO", "SJ"),
    ("NZ", "CK NU TK WS"),
    ("US", "AS GU MP PR VI"),
];

fn run(archive: &Archive<'_>, found: &mut Vec<Diagnostic>) {
    for record in &archive.model.records {
        let Body::Document(document) = &record.body else {
            continue;
        };
        for signature in &document.signatures {
            found.extend(of_signature(archive, document, signature));
        }
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
    if !is_state(model, side) || !person.offices.iter().all(is_foreign) {
        return None;
    }
    Some(diagnostic(archive, reference, side, office))
}

/// An office of that day; none if none is known, or if one is not a state's, for an organisation's people sign for many.
fn held(offices: &[Office], day: Option<Day>) -> Option<&Office> {
    let day = day.map_or(When::Undated, |day| day.when);
    let former = |office: &Office| office.status.is_some_and(|status| status.word == "former");
    offices
        .iter()
        .find(|office| office.may_be_held(day) && !former(office))
}

/// Whether two parties are one side: parts of one state, a state and what it followed or may sign for, or a member and
/// what it is a member of. Where that cannot be told they are.
fn is_one_side(model: &Model, own: Ref, side: Ref) -> bool {
    let (own, side) = (model.whole(own), model.whole(side));
    own.name == side.name
        || !is_state(model, own)
        || has_member(model, side, own)
        || [(own, side), (side, own)].into_iter().any(|(one, other)| {
            let [one, other] = [one, other].map(|party| model.names.spelling(party.name));
            follows(one, other) || signs_for(one, other)
        })
        || shares_successor(model, own, side)
}

/// Whether a party is known to be a state: a country of the list, or declared as one.
fn is_state(model: &Model, party: Ref) -> bool {
    let whole = model.whole(party);
    let kind = model.party(whole).and_then(|party| party.kind.as_ref());
    match (kind, model.target(&whole, None)) {
        (Some(kind), _) => kind.value.word == "state",
        (None, Some(_)) => {
            let code = model.names.spelling(whole.name);
            countries::find(code).is_some() && !matches!(code, "EU" | "UN")
        }
        (None, None) => false,
    }
}

fn has_member(model: &Model, side: Ref, own: Ref) -> bool {
    let members = model.party(side).and_then(|party| party.members.as_ref());
    members.is_some_and(|members| members.value.iter().any(|member| member.name == own.name))
}

fn signs_for(state: &str, territory: &str) -> bool {
    let row = SIGNS_FOR.iter().find(|(code, _)| *code == state);
    row.is_some_and(|(_, territories)| territories.split(' ').any(|code| code == territory))
}

fn follows(former: &str, later: &str) -> bool {
    countries::find(former).is_some_and(|country| country.successors.contains(&later))
}

/// Whether two former states have a successor in common: Yugoslavia, and Serbia and Montenegro.
fn shares_successor(model: &Model, own: Ref, side: Ref) -> bool {
    let successors = |party: Ref| -> HashSet<&str> {
        let country = countries::find(model.names.spelling(party.name));
        country
            .into_iter()
            .flat_map(|country| country.successors.iter().copied())
            .collect()
    };
    !successors(own).is_disjoint(&successors(side))
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
