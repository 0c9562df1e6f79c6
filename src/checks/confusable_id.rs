//! An id whose letters are of several scripts, that looks like another, or whose accents are written in pieces.

use std::cell::LazyCell;
use std::collections::HashMap;

use rustc_hash::FxHashSet;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_security::MixedScript as _;
use unicode_security::confusable_detection::skeleton;

use super::{Archive, Check, Reach};
use crate::diag::{Code, Diagnostic, Safety, Severity, id_for, stranger, ticked};
use crate::model::{Asked, Declared, asked, asked_for};
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
    reach: Reach::Both(run, after),
};

fn run(archive: &Archive<'_>, found: &mut Vec<Diagnostic>) {
    by_case(archive, found);
    look_alikes(archive, found);
}

/// An id that others write in one script is reported with their uses.
fn after(archive: &Archive<'_>, found: &mut Vec<Diagnostic>) {
    let told = LazyCell::new(|| found.iter().map(|other| other.span).collect());
    let told: LazyCell<FxHashSet<Span>, _> = told;
    let mut own: Vec<Diagnostic> = Vec::new();
    for declared in foreign(archive) {
        let id = archive.world.text(declared.span);
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
    drop(told);
    found.extend(own);
}

/// The declarations whose ids are not in plain Latin letters.
fn foreign<'m>(archive: &Archive<'m>) -> impl Iterator<Item = &'m Declared> + use<'m> {
    let model = archive.model;
    let odd = model.index.odd();
    odd.filter(|declared| !model.names.spelling(declared.name).is_ascii())
}

/// Ids that differ in capitals only.
fn by_case(archive: &Archive<'_>, found: &mut Vec<Diagnostic>) {
    let model = archive.model;
    for declared in model.index.odd() {
        let id = model.names.spelling(declared.name);
        let lower = id.to_lowercase();
        if lower == id {
            continue;
        }
        asked_for(|| Asked::id(&lower));
        let other = model.names.find(&lower);
        let Some(other) = other.and_then(|name| model.index.declared(name)) else {
            continue;
        };
        let label = model
            .get(declared.record)
            .and_then(|record| record.head.label);
        let ours = label.map(|label| id_for(&label.content(archive.world)));
        let is_free = |id: &String| {
            asked_for(|| Asked::id(id));
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
fn look_alikes(archive: &Archive<'_>, found: &mut Vec<Diagnostic>) {
    let model = archive.model;
    let foreign: Vec<&Declared> = foreign(archive).collect();
    if foreign.is_empty() {
        return;
    }
    asked(Asked::IDS);
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
