//! A pledge that is said to be kept or broken, and nobody is named who says so.

use super::{Archive, Check, Reach};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::{Body, Evidence, Progress, Record};

static CODE: Code = Code {
    id: "DIP0504",
    name: "end-without-source",
    severity: Severity::Error,
    page: include_str!("end_without_source.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Record(run),
};

fn run(archive: &Archive<'_>, record: &Record, found: &mut Vec<Diagnostic>) {
    let model = archive.model;
    if let Body::Progress(progress) = &record.body {
        let file = model.file(record.head.span.source);
        let evidence = model.evidence(&[progress.claims.as_deref(), file]);
        if evidence == Evidence::Missing && model.is_read(record) {
            found.extend(diagnostic(progress));
        }
    }
    for spoken in record.spoken() {
        for progress in spoken.pledge.iter().flat_map(|pledge| &pledge.progress) {
            let evidence = spoken.evidence(model, progress.claims.as_deref());
            if evidence == Evidence::Missing && model.is_read(record) {
                found.extend(diagnostic(progress));
            }
        }
    }
}

fn diagnostic(progress: &Progress) -> Option<Diagnostic> {
    let state = progress.state?;
    let kept = match state.word {
        "fulfilled" => "kept",
        "broken" => "broken",
        _ => return None,
    };
    Some(
        Diagnostic::new(
            &CODE,
            state.span,
            format!("nothing says who reports that this pledge was {kept}"),
        )
        .label("no source is named, here or around it")
        .help("name the document that says so at the end of the line: `{ source: … }`")
        .help("if no document does, write `{ source: none; note: \"…\" }` and say in the note how you know"),
    )
}
