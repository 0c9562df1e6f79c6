//! A person who is listed on two sides of one meeting.

use std::collections::HashMap;

use super::twice::may_be_twice;
use super::{Archive, Check, Reach};
use crate::diag::{Code, Diagnostic, Severity, ticked};
use crate::model::{Body, Model, Name, Present, Record, Ref};

static CODE: Code = Code {
    id: "DIP0303",
    name: "on-two-sides",
    severity: Severity::Error,
    page: include_str!("on_two_sides.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Record(run),
};

fn run(archive: &Archive<'_>, record: &Record, found: &mut Vec<Diagnostic>) {
    let model = archive.model;
    let Body::Meeting(meeting) = &record.body else {
        return;
    };
    let named = meeting.present().filter_map(|present| present.named());
    if !may_be_twice(named.map(|who| who.name)) {
        return;
    }
    let mut seen: HashMap<Name, (Present<'_>, Ref)> = HashMap::new();
    for present in meeting.present() {
        let (Some(who), Some(side)) = (present.named(), present.side) else {
            continue;
        };
        let Some((first, first_side)) = seen.get(&who.name) else {
            seen.insert(who.name, (present, side));
            continue;
        };
        let sides = (*first_side, side);
        if let Some(severity) = how_sure(model, first, &present, sides) {
            found.push(on_two(model, who, first, sides).severity(severity));
        }
    }
}

/// How sure it is that nobody can be on both of these sides. People are, now and then: for a union and for their own
/// state that has its chair, for two states that come as one side, or as the interpreter of both.
fn how_sure(
    model: &Model,
    first: &Present<'_>,
    second: &Present<'_>,
    sides: (Ref, Ref),
) -> Option<Severity> {
    let (one, other) = (model.whole(sides.0), model.whole(sides.1));
    let one_table =
        !first.delegation.is_empty() && first.delegation.as_ptr() == second.delegation.as_ptr();
    let doubtful = first.is_doubtful() || second.is_doubtful();
    let known = model.target(&one, None).is_some() && model.target(&other, None).is_some();
    if one.name == other.name || one_table || doubtful || !known {
        return None;
    }
    if model.are_member_and_whole(one, other) || is_part(first) && is_part(second) {
        return None;
    }
    if serves_all(first) || serves_all(second) {
        return Some(Severity::Note);
    }
    match model.is_state(one) && model.is_state(other) {
        true => Some(Severity::Error),
        false if model.is_state(one) || model.is_state(other) => Some(Severity::Note),
        false => Some(Severity::Warning),
    }
}

fn is_part(present: &Present<'_>) -> bool {
    let part = present.attendee.more.present.as_deref();
    part.is_some_and(|part| part.value.word == "part")
}

fn serves_all(present: &Present<'_>) -> bool {
    const SERVE_ALL: [&str; 7] = [
        "interpreter",
        "notetaker",
        "secretary",
        "chair",
        "co-chair",
        "mediator",
        "witness",
    ];
    present.role().is_some_and(|role| SERVE_ALL.contains(&role))
}

fn on_two(model: &Model, who: Ref, first: &Present<'_>, (one, other): (Ref, Ref)) -> Diagnostic {
    let spelt = |name: Name| ticked(model.names.spelling(name));
    let (one, other) = (spelt(one.name), spelt(other.name));
    let message = format!(
        "{} is on two sides of this meeting, {one} and {other}",
        spelt(who.name)
    );
    Diagnostic::new(&CODE, who.span, message)
        .label(format!("listed for {other} here"))
        .and(first.attendee.who.span(), format!("listed for {one} here"))
        .help("delete the line that is wrong; who serves both sides is listed once, without `for`")
}
