//! An id whose letters are of several scripts, that looks like another, or whose accents are written in pieces.

use std::cell::LazyCell;
use std::collections::HashMap;

use rustc_hash::FxHashSet;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_security::MixedScript as _;
use unicode_security::confusable_detection::skeleton;

use super::{Archive, Check, Reach};
use crate::diag::{Code, Diagnostic, Safety, Severity, id_for, stranger, ticked};
use crate::model::Declared;
use crate::text::Span;

static CODE: Code = Code {
    id: "DIP0205",
    name: "confusable-id",
    severity: Severity::Warning,
    page: include_str!("confusable_id.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::After(run),
};

fn run(archive: &Archive<'_>, found: &mut Vec<Diagnostic>) {
    let model = archive.model;
    let spelling = |declared: &Declared| model.names.spelling(declared.name);
    by_case(archive, found);
    // An id that others write in one script is reported with their uses.
    let told = LazyCell::new(|| found.iter().map(|other| other.span).collect());
    let told: LazyCell<FxHashSet<Span>, _> = told;
    let mut own: Vec<Diagnostic> = Vec::new();
    let mut foreign: Vec<&Declared> = Vec::new();
    for declared in model
        .index
        .all()
        .filter(|declared| !spelling(declared).is_ascii())
    {
        let id = archive.world.text(declared.span);
        foreign.push(declared);
        if is_nfc_quick(id.chars()) != IsNormalized::Yes {
            let whole: String = id.nfc().collect();
            if whole != id {
                own.push(in_pieces(declared, id, whole));
                continue;
            }
        }
        if !id.is_single_script() && !told.contains(&declared.span) {
            own.push(mixed(declared, id));
        }
    }
    found.extend(own);
    if foreign.is_empty() {
        return;
    }
    look_alikes(archive, &foreign, found);
}

/// Ids that differ in capitals only.
fn by_case(archive: &Archive<'_>, found: &mut Vec<Diagnostic>) {
    let model = archive.model;
    for declared in model.index.all() {
        let id = model.names.spelling(declared.name);
        let plain = |letter: u8| letter.is_ascii() && !letter.is_ascii_uppercase();
        if id.bytes().all(plain) {
            continue;
        }
        let lower = id.to_lowercase();
        if lower == id {
            continue;
        }
        let other = model.names.find(&lower);
        let Some(other) = other.and_then(|name| model.index.declared(name)) else {
            continue;
        };
        let label = model
            .get(declared.record)
            .and_then(|record| record.head.label);
        let ours = label.map(|label| id_for(&label.content(archive.world)));
        let is_free = |id: &String| {
            let name = model.names.find(id);
            name.is_none_or(|name| model.index.declared(name).is_none())
        };
        let ours = ours.filter(is_free).unwrap_or_else(|| format!("{lower}-2"));
        let message = format!(
            "the ids {} and {} differ in capitals only",
            ticked(id),
            ticked(&lower)
        );
        found.push(
            Diagnostic::new(&CODE, declared.span, message)
                .label("this one")
                .and(other.span, "and this one are easily taken for each other")
                .help(format!("give one of them another id, such as `{ours}`")),
        );
    }
}

fn in_pieces(declared: &Declared, id: &str, whole: String) -> Diagnostic {
    Diagnostic::new(
        &CODE,
        declared.span,
        format!(
            "letters and accents of the id {} are written apart",
            ticked(id)
        ),
    )
    .label("it looks the same written in one, but is another id")
    .help("write each letter with its accent as one character")
    .fix(Safety::LookFirst, "write it in one", declared.span, whole)
}

fn mixed(declared: &Declared, id: &str) -> Diagnostic {
    let plain: String = skeleton(id).collect();
    let diagnostic = Diagnostic::new(
        &CODE,
        declared.span,
        format!("the id {} mixes letters of several scripts", ticked(id)),
    )
    .label(stranger(id).map_or_else(
        || "some of these letters only look alike".to_owned(),
        |(letter, script)| {
            format!("the `{letter}` in this is {script} and only looks like another letter")
        },
    ));
    if plain.is_ascii() {
        let title = format!("write `{plain}` in Latin letters");
        return diagnostic
            .help(title.clone())
            .fix(Safety::LookFirst, title, declared.span, plain);
    }
    diagnostic.help("write it in the letters of one script")
}

/// Ids that differ and look the same.
fn look_alikes(archive: &Archive<'_>, foreign: &[&Declared], found: &mut Vec<Diagnostic>) {
    let model = archive.model;
    let mut by_look: HashMap<String, &Declared> = HashMap::new();
    for declared in model.index.all() {
        let look: String = skeleton(model.names.spelling(declared.name)).collect();
        by_look.entry(look).or_insert(declared);
    }
    for declared in foreign {
        let id = model.names.spelling(declared.name);
        let look: String = skeleton(id).collect();
        let Some(first) = by_look
            .get(&look)
            .filter(|first| first.name != declared.name)
        else {
            continue;
        };
        found.push(
            Diagnostic::new(
                &CODE,
                declared.span,
                format!(
                    "the id {} looks like another, but is not the same",
                    ticked(id)
                ),
            )
            .label("this one")
            .and(first.span, "and this one look alike")
            .help("give one of them an id that nobody can take for the other"),
        );
    }
}
