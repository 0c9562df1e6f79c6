//! Progress on a pledge that is put down to a state which does not owe it.

use super::sides::is_one_side;
use super::{Archive, Check, Reach};
use crate::diag::{Code, Diagnostic, Safety, Severity, list_of, ticked};
use crate::model::{Actor, Body, Progress, Record, Ref, Spoken};

static CODE: Code = Code {
    id: "DIP0512",
    name: "progress-by-another",
    severity: Severity::Note,
    page: include_str!("progress_by_another.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Record(run),
};

fn run(archive: &Archive<'_>, record: &Record, found: &mut Vec<Diagnostic>) {
    for spoken in record.spoken() {
        for line in spoken.pledge.iter().flat_map(|pledge| &pledge.progress) {
            of_line(archive, spoken, line, found);
        }
    }
    let model = archive.model;
    if let Body::Progress(line) = &record.body
        && let Some(pledge) = line.pledge
        && let Some(spoken) = model.spoken_as(model.full_name(&pledge, None))
        && spoken.pledge.is_some()
    {
        of_line(archive, spoken, line, found);
    }
}

fn of_line(
    archive: &Archive<'_>,
    spoken: Spoken<'_>,
    line: &Progress,
    found: &mut Vec<Diagnostic>,
) {
    let model = archive.model;
    let speech = spoken.speech;
    let Some(pledge) = spoken.pledge else { return };
    // Whoever is named in the promise at all may do some of it.
    let mut named: Vec<Ref> = pledge.more.owner.iter().map(|owner| owner.value).collect();
    let beneficiary = pledge
        .more
        .beneficiary
        .iter()
        .flat_map(|field| &field.value);
    let behalf = speech
        .more
        .on_behalf_of
        .iter()
        .flat_map(|field| &field.value);
    let actors = speech
        .by
        .iter()
        .chain(&speech.to)
        .chain(beneficiary)
        .chain(behalf);
    for actor in actors {
        named.extend(actor.who.named());
        named.extend(model.own_side(actor, spoken.meeting(), spoken.when()));
    }
    let has_text = |actors: &[Actor]| actors.iter().any(|actor| actor.who.named().is_none());
    if has_text(&speech.by) && pledge.more.owner.is_none() {
        return;
    }
    for by in &line.by {
        let Some(who) = by.who.named().filter(|who| model.person(*who).is_none()) else {
            continue;
        };
        let of_promise = |party: &Ref| {
            party.name == who.name
                || is_one_side(model, *party, who)
                || is_one_side(model, who, *party)
        };
        if !model.is_state(who) || named.iter().any(of_promise) {
            continue;
        }
        found.push(finding(archive, spoken, who));
    }
}

fn finding(archive: &Archive<'_>, spoken: Spoken<'_>, who: Ref) -> Diagnostic {
    let names = &archive.model.names;
    let own: Vec<&str> = spoken
        .speech
        .by
        .iter()
        .filter_map(|by| by.who.named())
        .map(|by| names.spelling(by.name))
        .collect();
    let ticks: Vec<String> = own.iter().map(|name| ticked(name)).collect();
    let name = ticked(names.spelling(who.name));
    let promised = spoken
        .speech
        .by
        .first()
        .map_or(spoken.speech.head.keyword, |by| by.who.span());
    let finding = Diagnostic::new(
        &CODE,
        who.span,
        format!(
            "{name} has no part in this pledge, which is by {}",
            list_of(&ticks, "and")
        ),
    )
    .label("who did it, says this line")
    .and(promised, "who promised it");
    match own.as_slice() {
        [only] => finding
            .help(format!("write `by {only}`, or leave `by` out; if {name} did it in its place, say so in the text"))
            .fix(Safety::LookFirst, format!("write `{only}`"), who.span, *only),
        _ => finding.help("name whoever did it of those who promised it, or leave `by` out"),
    }
}
