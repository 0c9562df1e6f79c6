//! A party that is there twice: under the name of a country that has a code, or of another party.

use std::collections::HashMap;

use rustc_hash::FxHashMap;

use super::{Archive, Check, Reach};
use crate::diag::{Code, Diagnostic, Edit, Safety, Severity, count, folded, ticked};
use crate::model::{Body, Name, Party, Record, RecordKind, references};
use crate::text::Span;
use crate::vocab::countries;

static CODE: Code = Code {
    id: "DIP0208",
    name: "party-twice",
    severity: Severity::Note,
    page: include_str!("party_twice.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Archive(run),
};

/// A party that is declared already, under another id that should be kept.
struct Twin<'m> {
    record: &'m Record,
    name: Name,
    message: String,
    keep: &'m str,
    other: Option<Span>,
}

fn run(archive: &Archive<'_>, found: &mut Vec<Diagnostic>) {
    let twins = twins(archive);
    if twins.is_empty() {
        return;
    }
    let mut uses: FxHashMap<Name, Vec<Span>> = FxHashMap::default();
    uses.extend(twins.iter().map(|twin| (twin.name, Vec::new())));
    for record in archive.naming(twins.iter().map(|twin| twin.name)) {
        references(record, &mut |used| {
            let places = uses.get_mut(&used.reference.name);
            places
                .into_iter()
                .for_each(|places| places.push(used.reference.span));
        });
    }
    for twin in twins {
        let places = uses.get(&twin.name).map_or(&[][..], Vec::as_slice);
        found.push(diagnostic(archive, twin, places));
    }
}

fn twins<'m>(archive: &Archive<'m>) -> Vec<Twin<'m>> {
    let mut twins = Vec::new();
    let mut by_label: HashMap<(String, Option<&str>), &Record> = HashMap::new();
    for record in archive.of_kind(RecordKind::Party) {
        let (Body::Party(party), Some(id), Some(label)) =
            (&record.body, record.head.id, record.head.label)
        else {
            continue;
        };
        let spelling = archive.model.names.spelling(id.name);
        let label = label.content(archive.world);
        let kind = party.kind.as_ref().map(|kind| kind.value.word);
        if countries::find(spelling).is_some() || is_of_its_time(party) {
            continue;
        }
        let country = countries::named(&label).filter(|_| kind.is_none_or(|kind| kind == "state"));
        if let Some(country) = country {
            let message = format!(
                "`{spelling}` is declared as {}, which has the code `{}` already",
                ticked(&label),
                country.code
            );
            twins.push(Twin {
                record,
                name: id.name,
                message,
                keep: country.code,
                other: None,
            });
            continue;
        }
        match by_label.get(&(folded(&label), kind)) {
            Some(first) if first.head.id.is_some_and(|other| other.name != id.name) => {
                let Some(other) = first.head.id else { continue };
                let other_spelling = archive.model.names.spelling(other.name);
                let message = format!(
                    "the parties `{spelling}` and `{other_spelling}` have one name, {}",
                    ticked(&label)
                );
                twins.push(Twin {
                    record,
                    name: id.name,
                    message,
                    keep: other_spelling,
                    other: Some(other.span),
                });
            }
            Some(_) => {}
            None => {
                by_label.insert((folded(&label), kind), record);
            }
        }
    }
    twins
}

/// Whether it says since or until when it was there, or whose part it is, and so may be another of that name.
fn is_of_its_time(party: &Party) -> bool {
    party.from.is_some() || party.until.is_some() || party.parent.is_some()
}

fn diagnostic(archive: &Archive<'_>, twin: Twin<'_>, uses: &[Span]) -> Diagnostic {
    let Twin {
        record,
        message,
        keep,
        other,
        ..
    } = twin;
    let edit = |span: &Span| Edit {
        span: *span,
        text: keep.to_owned(),
    };
    let mut edits: Vec<Edit> = uses.iter().map(edit).collect();
    let title = format!("write `{keep}` in its place");
    let places = count(edits.len(), "place");
    let lines = archive.world.own_lines(record.head.span);
    edits.push(Edit {
        span: lines.unwrap_or(record.head.span),
        text: String::new(),
    });
    edits.sort_by_key(|edit| edit.span);
    edits.dedup();
    let span = record.head.id.map_or(record.head.span, |id| id.span);
    let finding = Diagnostic::new(&CODE, span, message)
        .label("the same party under two ids is counted as two")
        .help(format!(
            "{title} ({places}) and delete this record; if they are two, say by `kind`, `from` or `until` what tells them apart"
        ))
        .fix_all(Safety::LookFirst, title, edits);
    match other {
        Some(other) => finding.and(other, "the other"),
        None => finding,
    }
}
