//! Records that lead back to themselves: each replaces, follows or is part of the next, and the last of the first.

use super::{Archive, Check};
use crate::diag::{Code, Diagnostic, Severity, list_of, ticked};
use crate::model::Link;

static CODE: Code = Code {
    id: "DIP0506",
    name: "circular-reference",
    severity: Severity::Error,
    page: include_str!("circular_reference.md"),
};

/// The check.
pub const CHECK: Check = Check { code: &CODE, run };

/// More than so many records of a circle are only counted.
const MOST: usize = 8;

fn run(archive: &Archive<'_>, found: &mut Vec<Diagnostic>) {
    let links = archive.model.links();
    for circle in archive.model.circles(&links) {
        found.extend(diagnostic(archive, &circle));
    }
}

fn diagnostic(archive: &Archive<'_>, circle: &[&Link]) -> Option<Diagnostic> {
    let (first, others) = circle.split_first()?;
    let name = |link: &Link| ticked(archive.model.names.spelling(link.from));
    let target = |link: &Link| ticked(archive.model.names.spelling(link.to));
    let says = |link: &Link| format!("{} {} {}", name(link), link.kind.verb(), target(link));
    let span = first.reference.span;
    if others.is_empty() {
        let what = format!("{} {} itself", name(first), first.kind.verb());
        return Some(
            Diagnostic::new(&CODE, span, what)
                .label("the record that this stands in")
                .help(format!(
                    "name another record after `{}:`, or delete the line",
                    first.kind.key()
                )),
        );
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
    Some(finding.help("find the reference that points the wrong way, and correct or delete it"))
}
