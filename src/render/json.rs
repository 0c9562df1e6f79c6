//! Findings for machines: the contract that tools are written against.

use serde::Serialize;

use super::Tally;
use crate::diag::Diagnostic;
use crate::text::{Place, Span, World};

#[derive(Serialize)]
struct Report<'d> {
    version: u8,
    diagnostics: Vec<Finding<'d>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Summary {
    errors: usize,
    warnings: usize,
    notes: usize,
    files: usize,
}

#[derive(Serialize)]
struct Finding<'d> {
    code: &'d str,
    name: &'d str,
    severity: &'d str,
    message: &'d str,
    path: &'d str,
    start: Point,
    end: Point,
    labels: Vec<Labelled<'d>>,
    help: &'d [String],
    url: String,
    fixes: Vec<Repair<'d>>,
}

#[derive(Serialize)]
struct Point {
    line: u32,
    column: u32,
    byte: u32,
}

#[derive(Serialize)]
struct Labelled<'d> {
    path: &'d str,
    start: Point,
    end: Point,
    text: &'d str,
}

#[derive(Serialize)]
struct Repair<'d> {
    title: &'d str,
    safety: &'d str,
    edits: Vec<Labelled<'d>>,
}

impl From<Place> for Point {
    fn from(place: Place) -> Self {
        Self {
            line: place.line,
            column: place.column,
            byte: place.byte,
        }
    }
}

fn labelled<'d>(world: &'d World, span: Span, text: &'d str) -> Labelled<'d> {
    let (start, end) = world.places(span);
    Labelled {
        path: world.source(span.source).path(),
        start: start.into(),
        end: end.into(),
        text,
    }
}

fn finding<'d>(world: &'d World, diagnostic: &'d Diagnostic) -> Finding<'d> {
    let (start, end) = world.places(diagnostic.span);
    // The primary label comes first, so that nothing said on the screen is lost.
    let own =
        (!diagnostic.label.is_empty()).then(|| labelled(world, diagnostic.span, &diagnostic.label));
    let others = diagnostic
        .labels
        .iter()
        .map(|label| labelled(world, label.span, &label.text));
    let fixes = diagnostic.fixes.iter().map(|fix| Repair {
        title: &fix.title,
        safety: fix.safety.name(),
        edits: fix
            .edits
            .iter()
            .map(|edit| labelled(world, edit.span, &edit.text))
            .collect(),
    });
    Finding {
        code: diagnostic.code.id,
        name: diagnostic.code.name,
        severity: diagnostic.severity.name(),
        message: &diagnostic.message,
        path: world.source(diagnostic.span.source).path(),
        start: start.into(),
        end: end.into(),
        labels: own.into_iter().chain(others).collect(),
        help: &diagnostic.help,
        url: diagnostic.code.url(),
        fixes: fixes.collect(),
    }
}

/// One object with every finding and the counts.
pub fn json(findings: &[(&World, &Diagnostic)], files: usize) -> String {
    let Tally {
        errors,
        warnings,
        notes,
    } = Tally::of(findings.iter().map(|(_, diagnostic)| *diagnostic));
    let diagnostics = findings
        .iter()
        .map(|(world, diagnostic)| finding(world, diagnostic))
        .collect();
    let report = Report {
        version: 1,
        diagnostics,
        summary: Summary {
            errors,
            warnings,
            notes,
            files,
        },
    };
    serde_json::to_string_pretty(&report)
        .map(|text| text + "\n")
        .unwrap_or_default()
}

/// One finding a line.
pub fn jsonl(findings: &[(&World, &Diagnostic)]) -> String {
    let lines = findings
        .iter()
        .filter_map(|(world, diagnostic)| serde_json::to_string(&finding(world, diagnostic)).ok());
    lines.flat_map(|line| [line, "\n".to_owned()]).collect()
}
