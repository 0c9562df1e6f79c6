//! A place in a document, such as a page, where nothing says which document.

use super::{Archive, Check, Reach, taken};
use crate::diag::{Code, Diagnostic, Safety, Severity, ticked};
use crate::model::{Body, Citation, Claims, Record};

static CODE: Code = Code {
    id: "DIP0704",
    name: "place-of-no-document",
    severity: Severity::Warning,
    page: include_str!("place_of_no_document.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Joined(look, join),
};

/// One finding a file: where one place has no document, the `source` of the file is missing, and all have none.
fn join(_: &Archive<'_>, found: &mut Vec<Diagnostic>) {
    let mut places = taken(&CODE, found);
    places.sort_by_key(|place| place.span.source);
    for of_file in places.chunk_by(|one, next| one.span.source == next.span.source) {
        let Some(first) = of_file.first().cloned() else {
            continue;
        };
        let more = match of_file.len() - 1 {
            0 => None,
            1 => Some("one more place in this file is in no document".to_owned()),
            more => Some(format!(
                "{more} more places in this file are in no document"
            )),
        };
        found.push(match more {
            Some(more) => first.help(format!(
                "{more}; a line `source: ID` at its top says it for all"
            )),
            None => first,
        });
    }
}

fn look(archive: &Archive<'_>, record: &Record, found: &mut Vec<Diagnostic>) {
    let file = archive.model.file(record.head.span.source);
    let own = record.head.claims.as_deref();
    let first = found.len();
    found.extend(bare(archive, own, &[file]));
    // What is said in a document has it as source.
    if !matches!(record.body, Body::Document(_)) {
        for spoken in record.spoken() {
            let said = spoken.speech.head.claims.as_deref();
            // A statement or pledge that stands by itself is its own record.
            if !std::ptr::eq(&raw const spoken.speech.head, &raw const record.head) {
                found.extend(bare(archive, said, &[own, file]));
            }
        }
    }
    if found.len() > first && !archive.model.is_read(record) {
        found.truncate(first);
    }
}

/// The first place that a line's `source` gives where no document is named around it.
fn bare(
    archive: &Archive<'_>,
    own: Option<&Claims>,
    around: &[Option<&Claims>],
) -> Option<Diagnostic> {
    let citations = own?.source.as_ref().map(|field| field.value.as_slice())?;
    let at = citations
        .iter()
        .position(|citation| citation.document.is_none())?;
    let names_one = |claims: &&Claims| {
        let citations = claims.source.iter().flat_map(|field| &field.value);
        citations
            .filter_map(|citation| citation.document)
            .any(|document| !archive.model.is_none(document))
    };
    if around.iter().flatten().any(names_one) {
        return None;
    }
    let place = citations[at].span;
    let text = archive.world.text(place);
    let diagnostic = Diagnostic::new(
        &CODE,
        place,
        format!("the place {} is in no document", ticked(text)),
    )
    .label("a place alone is in the document that the record or the file names");
    let behind = |next: &&Citation| next.document.is_some() && next.locator.is_none();
    Some(match citations.get(at + 1).filter(behind) {
        Some(next) => {
            let ours = format!("{} {text}", archive.world.text(next.span));
            diagnostic
                .and(next.span, "is it in this one?")
                .help(format!(
                    "write `{ours}`: the document, then the place in it"
                ))
                .fix(
                    Safety::LookFirst,
                    format!("write `{ours}`"),
                    place.to(next.span),
                    ours,
                )
        }
        None => diagnostic.help(format!("name the document before it: `source: ID {text}`")),
    })
}
