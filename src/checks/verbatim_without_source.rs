//! Words that are given as the very words, and nobody is named who took them down.

use super::{Archive, Check, Reach};
use crate::diag::{Code, Diagnostic, Severity, count};
use crate::model::{Evidence, Record, Spoken};

static CODE: Code = Code {
    id: "DIP0601",
    name: "verbatim-without-source",
    severity: Severity::Error,
    page: include_str!("verbatim_without_source.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Record(run),
};

/// More than so many further texts of a record are only counted.
const MOST: usize = 4;

fn run(archive: &Archive<'_>, record: &Record, found: &mut Vec<Diagnostic>) {
    let bare: Vec<Spoken<'_>> = record
        .spoken()
        .filter(|spoken| spoken.speech.verbatim)
        .filter(|spoken| spoken.evidence(archive.model, None) == Evidence::Missing)
        .collect();
    if !bare.is_empty() && archive.model.is_read(record) {
        found.extend(diagnostic(record, &bare));
    }
}

/// One finding a record: what lacks is mostly one line that would hold for all of it.
fn diagnostic(record: &Record, bare: &[Spoken<'_>]) -> Option<Diagnostic> {
    let (first, others) = bare.split_first()?;
    let message = if others.is_empty() {
        "these very words rest on no source".to_owned()
    } else {
        format!(
            "{} in their very words rest on no source",
            count(bare.len(), "text")
        )
    };
    let mut finding = Diagnostic::new(&CODE, first.speech.text.span, message)
        .label("`verbatim`, and nothing says who took it down");
    for other in others.iter().take(MOST) {
        finding = finding.and(other.speech.text.span, "`verbatim` without a source too");
    }
    let place = if record.head.span == first.speech.head.span {
        "in its block"
    } else {
        "here, or once in the record around"
    };
    Some(finding.help(format!(
        "name the document after `source:` {place}; if the words are yours, delete `verbatim`"
    )))
}
