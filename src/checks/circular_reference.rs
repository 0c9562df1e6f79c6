//! Records that lead back to themselves: each replaces, follows or is part of the next, and the last of the first.

use super::{Archive, Check, Reach, cut};
use crate::diag::{Code, Diagnostic, Edit, Safety, Severity, list_of, ticked};
use crate::model::{Body, Day, Link, LinkKind, Model, Name, Spoken};
use crate::text::Span;

static CODE: Code = Code {
    id: "DIP0506",
    name: "circular-reference",
    severity: Severity::Error,
    page: include_str!("circular_reference.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Archive(run),
};

/// More than so many records of a circle are only counted.
const MOST: usize = 8;

fn run(archive: &Archive<'_>, found: &mut Vec<Diagnostic>) {
    if archive.circular().is_empty() {
        return;
    }
    let links = archive.model.links();
    for mut circle in archive.model.circles(&links) {
        let wrong = circle
            .iter()
            .position(|link| points_back(archive.model, link));
        circle.rotate_left(wrong.unwrap_or(0));
        found.extend(diagnostic(archive, &circle, wrong.is_some()));
    }
}

/// Whether the dates say that a record cannot come after the one that it names.
fn points_back(model: &Model, link: &Link) -> bool {
    let after = matches!(
        link.kind,
        LinkKind::Follows | LinkKind::ReplyTo | LinkKind::Supersedes | LinkKind::Reiterates
    );
    let (own, other) = (day(model, link.from), day(model, link.to));
    after
        && own
            .zip(other)
            .is_some_and(|(own, other)| own.when.surely_before(other.when))
}

/// The day of a meeting, document, statement or pledge.
fn day(model: &Model, name: Name) -> Option<Day> {
    let record = model.get(model.index.declared(name)?.record)?;
    let own = record.head.id.is_some_and(|id| id.name == name);
    match &record.body {
        Body::Meeting(meeting) if own => meeting.date.as_ref().map(|date| date.value),
        Body::Document(document) if own => document.date.as_ref().map(|date| date.value),
        _ => {
            let mut spoken = record.spoken();
            let is_it = |one: &Spoken<'_>| one.speech.head.id.is_some_and(|id| id.name == name);
            spoken.find(is_it)?.day()
        }
    }
}

/// The edit that takes a reference out: of its list, or with its line.
fn without(archive: &Archive<'_>, link: &Link) -> Option<Edit> {
    let world = archive.world;
    let span = link.reference.span;
    let text = world.source(span.source).text();
    let key = link.kind.key();
    cut::item(world, span).or_else(|| {
        let before = text
            .get(..span.start as usize)?
            .trim_end()
            .strip_suffix(':')?;
        let start = before.trim_end().strip_suffix(key)?.len() as u32;
        cut::line(world, Span { start, ..span })
    })
}

fn diagnostic(archive: &Archive<'_>, circle: &[&Link], is_dated: bool) -> Option<Diagnostic> {
    let (first, others) = circle.split_first()?;
    let name = |link: &Link| ticked(archive.model.names.spelling(link.from));
    let target = |link: &Link| ticked(archive.model.names.spelling(link.to));
    let says = |link: &Link| format!("{} {} {}", name(link), link.kind.verb(), target(link));
    let span = first.reference.span;
    if others.is_empty() {
        let what = match first.kind {
            LinkKind::Members => format!("{} has itself among its own members", name(first)),
            kind => format!("{} {} itself", name(first), kind.verb()),
        };
        let finding = Diagnostic::new(&CODE, span, what)
            .label("the record that this stands in")
            .help(match first.kind {
                LinkKind::Members => "name another party, or delete it from the list".to_owned(),
                kind => format!(
                    "name another record after `{}:`, or delete the line",
                    kind.key()
                ),
            });
        return Some(match without(archive, first) {
            Some(edit) => finding.fix_all(Safety::LookFirst, "delete it", vec![edit]),
            None => finding,
        });
    }
    let mut names: Vec<String> = circle.iter().take(MOST).map(|link| name(link)).collect();
    if circle.len() > MOST {
        names.push(format!("{} more", circle.len() - MOST));
    }
    let message = format!(
        "{} lead back to one another in a circle",
        list_of(&names, "and")
    );
    let mut finding = Diagnostic::new(&CODE, span, message).label(says(first));
    for link in others.iter().take(MOST - 1) {
        finding = finding.and(link.reference.span, says(link));
    }
    if !is_dated {
        return Some(
            finding.help("find the reference that points the wrong way, and correct or delete it"),
        );
    }
    let model = archive.model;
    for (name, day) in [first.from, first.to]
        .into_iter()
        .filter_map(|name| Some((name, day(model, name)?)))
    {
        let name = ticked(model.names.spelling(name));
        finding = finding.and(
            day.span,
            format!("{name} is of {}", archive.world.text(day.span)),
        );
    }
    finding = finding.help(format!(
        "delete this reference, for {} is the earlier; or correct one of the dates",
        name(first)
    ));
    Some(match without(archive, first) {
        Some(edit) => finding.fix_all(Safety::LookFirst, "delete it", vec![edit]),
        None => finding,
    })
}
