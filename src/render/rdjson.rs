//! Findings in reviewdog's format, which puts them into the review of a change.

use serde_json::{Value, json};

use super::{Finding, pretty, with_help};
use crate::diag::{Diagnostic, Severity};
use crate::text::{Place, Source, Span, World};

/// One object with all findings.
pub fn rdjson(findings: &[Finding]) -> String {
    let diagnostics = findings
        .iter()
        .map(|(world, diagnostic)| entry(world, diagnostic));
    pretty(&json!({
        "source": { "name": "dip" },
        "diagnostics": diagnostics.collect::<Value>(),
    }))
}

fn entry(world: &World, diagnostic: &Diagnostic) -> Value {
    let severity = match diagnostic.severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Note => "INFO",
    };
    let mut entry = json!({
        "message": with_help(diagnostic),
        "location": location(world, diagnostic.span),
        "severity": severity,
        "code": { "value": diagnostic.code.id },
    });
    if let Some(link) = diagnostic.code.link() {
        entry["code"]["url"] = json!(link);
    }
    // A suggestion is one edit of the same file; a fix of several would be half done.
    let suggestions: Vec<Value> = diagnostic
        .fixes
        .iter()
        .filter_map(|fix| match fix.edits.as_slice() {
            [edit] if edit.span.source == diagnostic.span.source => Some(edit),
            _ => None,
        })
        .map(|edit| json!({ "range": range(world, edit.span), "text": edit.text }))
        .collect();
    if !suggestions.is_empty() {
        entry["suggestions"] = json!(suggestions);
    }
    if !diagnostic.labels.is_empty() {
        let related = diagnostic
            .labels
            .iter()
            .map(|label| json!({ "message": label.text, "location": location(world, label.span) }));
        entry["related_locations"] = related.collect();
    }
    entry
}

fn location(world: &World, span: Span) -> Value {
    json!({ "path": world.source(span.source).path(), "range": range(world, span) })
}

fn range(world: &World, span: Span) -> Value {
    let source = world.source(span.source);
    let (start, end) = world.places(span);
    json!({ "start": position(source, start), "end": position(source, end) })
}

/// Lines count from 1; columns too, but in bytes.
fn position(source: &Source, place: Place) -> Value {
    let line = source.lines().start_of(place.line - 1, source.text());
    json!({ "line": place.line, "column": place.byte - line + 1 })
}
