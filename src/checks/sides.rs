//! When two parties are one side: whose people may act for whom.

use std::collections::HashSet;

use crate::model::{Day, Model, Office, Ref, When};
use crate::vocab::countries;

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

/// The dominions for which British ministers acted, and the year from which they did so no more. Public facts.
const OF_THE_CROWN: [(&str, i16); 9] = [
    ("AU", 1942),
    ("CA", 1931),
    ("IE", 1922),
    ("IN", 1947),
    ("LK", 1948),
    ("MM", 1948),
    ("NZ", 1947),
    ("PK", 1947),
    ("ZA", 1931),
];

/// Whether one party is Britain and the other a dominion whose envoys it still sent.
pub(super) fn before_independence([own, side]: [&str; 2], day: Option<Day>) -> bool {
    let until = OF_THE_CROWN.iter().find(|(code, _)| *code == side);
    let year = day.and_then(|day| Some(day.when.earliest()?.year()));
    own == "GB"
        && until
            .zip(year)
            .is_some_and(|((_, until), year)| year <= *until)
}

/// An office of that day, if one is known.
pub(super) fn held(offices: &[Office], day: Option<Day>) -> Option<&Office> {
    let day = day.map_or(When::Undated, |day| day.when);
    let former = |office: &Office| office.status.is_some_and(|status| status.word == "former");
    offices
        .iter()
        .find(|office| office.may_be_held(day) && !former(office))
}

/// Whether two parties are one side: parts of one state, a state and what it followed or may sign for, or a member and
/// what it is a member of. Where that cannot be told they are.
pub(super) fn is_one_side(model: &Model, own: Ref, side: Ref) -> bool {
    let (own, side) = (model.whole(own), model.whole(side));
    own.name == side.name
        || !is_known_state(model, own)
        || has_member(model, side, own)
        || [(own, side), (side, own)].into_iter().any(|(one, other)| {
            let [one, other] = [one, other].map(|party| model.names.spelling(party.name));
            follows(one, other) || signs_for(one, other)
        })
        || shares_successor(model, own, side)
}

/// Whether a party is known to be a state: a country of the list, or declared as one.
pub(super) fn is_known_state(model: &Model, party: Ref) -> bool {
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
