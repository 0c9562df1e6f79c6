//! A person whose name is two names.

use super::{Archive, Check, Reach};
use crate::diag::{Code, Diagnostic, Severity, ticked};
use crate::model::{Body, Record, Text};

static CODE: Code = Code {
    id: "DIP0209",
    name: "two-in-one-name",
    severity: Severity::Warning,
    page: include_str!("two_in_one_name.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Record(run),
};

/// What stands between two names, in the languages that records are most often in. Where a family name may hold the word
/// itself, as with `y` in Spanish, both names must have two words.
const JOINTS: [(&str, usize); 10] = [
    (" and ", 1),
    (" & ", 1),
    (" et ", 1),
    (" und ", 1),
    (" и ", 1),
    (" та ", 1),
    ("; ", 1),
    (" / ", 1),
    (" y ", 2),
    (" e ", 2),
];
/// What stands before the name of a land, which may be of two parts: the Duke of Saxe-Coburg and Gotha.
const OF: [&str; 8] = ["of", "von", "zu", "de", "du", "der", "di", "van"];

fn run(archive: &Archive<'_>, record: &Record, found: &mut Vec<Diagnostic>) {
    if let Body::Person(_) = record.body
        && let Some(label) = record.head.label
    {
        found.extend(of_name(archive, label));
    }
}

fn of_name(archive: &Archive<'_>, label: Text) -> Option<Diagnostic> {
    let content = label.content(archive.world);
    let (first, second) = JOINTS.iter().find_map(|(joint, least)| {
        let (first, second) = content.split_once(joint)?;
        let names = is_name(first, *least) && is_name(second, 2.max(*least));
        names.then_some((first.trim(), second.trim()))
    })?;
    Some(
        Diagnostic::new(
            &CODE,
            label.span,
            format!("{} seem to be two persons", ticked(&content)),
        )
        .label("a record is of one person")
        .help(format!(
            "write one `person` record for {} and one for {}, and list both wherever this id stands",
            ticked(first),
            ticked(second)
        )),
    )
}

/// Whether each word but small ones begins with a capital letter, there are so many of them, and none is of a land.
fn is_name(part: &str, least: usize) -> bool {
    let words: Vec<&str> = part.split_whitespace().collect();
    let of_a_land = words
        .iter()
        .position(|word| OF.contains(word))
        .is_some_and(|at| at + 2 == words.len());
    let capital = |word: &&&str| word.starts_with(char::is_uppercase);
    words.iter().filter(capital).count() >= least && !of_a_land
}
