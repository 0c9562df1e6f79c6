//! A person who is listed twice at one meeting, for the same side.

use std::collections::HashMap;

use super::twice::may_be_twice;
use super::{Archive, Check, Reach, cut};
use crate::diag::{Code, Diagnostic, Edit, Safety, Severity, ticked};
use crate::model::{Body, Meeting, Model, Name, Present, Record};
use crate::text::{Span, World};

static CODE: Code = Code {
    id: "DIP0302",
    name: "listed-twice",
    severity: Severity::Error,
    page: include_str!("listed_twice.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Record(run),
};

fn run(archive: &Archive<'_>, record: &Record, found: &mut Vec<Diagnostic>) {
    let Body::Meeting(meeting) = &record.body else {
        return;
    };
    let named = meeting.present().filter_map(|present| present.named());
    if !may_be_twice(named.map(|who| who.name)) {
        return;
    }
    let mut seen: HashMap<Name, Present<'_>> = HashMap::new();
    for present in meeting.present() {
        let Some(who) = present.named() else { continue };
        let Some(first) = seen.get(&who.name) else {
            seen.insert(who.name, present);
            continue;
        };
        if !same_side(archive.model, first, &present) || in_doubt(first, &present) {
            continue;
        }
        let name = ticked(archive.model.names.spelling(who.name));
        found.push(twice(archive.world, meeting, &name, first, &present));
    }
}

/// Whether two lines put a person on one side; a line that names no side disagrees with none.
fn same_side(model: &Model, first: &Present<'_>, second: &Present<'_>) -> bool {
    match (first.side, second.side) {
        (Some(first), Some(second)) => model.whole(first).name == model.whole(second).name,
        _ => true,
    }
}

/// Two accounts of one presence may stand side by side when the writer says that they disagree.
fn in_doubt(first: &Present<'_>, second: &Present<'_>) -> bool {
    first.is_doubtful() || second.is_doubtful()
}

fn twice(
    world: &World,
    meeting: &Meeting,
    name: &str,
    first: &Present<'_>,
    second: &Present<'_>,
) -> Diagnostic {
    let roles = first.role().zip(second.role());
    let in_two_roles = roles.is_some_and(|(first, second)| first != second);
    let diagnostic = Diagnostic::new(
        &CODE,
        second.attendee.who.span(),
        format!("{name} is listed twice at this meeting"),
    )
    .label("the second time")
    .and(first.attendee.who.span(), "the first time");
    if in_two_roles {
        return diagnostic.severity(Severity::Note).help(
            "keep the line with the role that matters more, and say the other in its `note`",
        );
    }
    let help = "delete one of the two lines; one attendee may have several `office` lines";
    let diagnostic = diagnostic.help(help);
    match whole_line(world, meeting, second) {
        Some(line) => diagnostic.fix_all(Safety::LookFirst, "delete the second line", vec![line]),
        None => diagnostic,
    }
}

/// All that must go with an attendee; none where a block would be left empty.
fn whole_line(world: &World, meeting: &Meeting, present: &Present<'_>) -> Option<Edit> {
    let span = present.attendee.span;
    let holds = |outer: Span| {
        outer.source == span.source && outer.start < span.start && span.end < outer.end
    };
    let delegation = meeting
        .delegations
        .iter()
        .find(|delegation| holds(delegation.span));
    if delegation.is_some_and(|delegation| delegation.attendees.len() == 1) {
        return None;
    }
    cut::line(world, span)
}
