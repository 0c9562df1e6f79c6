//! Findings as SARIF 2.1.0, which code-scanning services and many editors read.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Finding, Tally, pretty, with_help};
use crate::diag::{Code, Diagnostic, Fix};
use crate::text::{Span, World};

/// GitHub refuses a run of more results than this.
const MOST: usize = 25_000;

/// One run, with a rule for every code that was found. Of very many findings the weightiest are kept, and a notification
/// counts the others.
pub fn sarif(findings: &[Finding]) -> String {
    let (findings, left_out) = weightiest(findings, MOST);
    let codes: BTreeMap<&str, &Code> = findings
        .iter()
        .map(|(_, diagnostic)| (diagnostic.code.id, diagnostic.code))
        .collect();
    let notifications: Vec<Value> = (left_out != Tally::default())
        .then(|| notification(left_out))
        .into_iter()
        .collect();
    let numbers: BTreeMap<&str, usize> = codes.keys().copied().zip(0..).collect();
    let results = findings
        .iter()
        .map(|(world, diagnostic)| result(world, diagnostic, &numbers));
    pretty(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "dip",
                "version": super::VERSION,
                "rules": codes.values().map(|code| rule(code)).collect::<Value>(),
            }},
            "invocations": [{
                "executionSuccessful": true,
                "toolExecutionNotifications": notifications,
            }],
            "columnKind": "unicodeCodePoints",
            "newlineSequences": ["\r\n", "\n", "\r"],
            "results": results.collect::<Value>(),
        }],
    }))
}

/// At most so many findings, none left out that matters more than one kept, in the order that they had; and how many of
/// each severity are left out.
fn weightiest<'w>(findings: &[Finding<'w>], most: usize) -> (Vec<Finding<'w>>, Tally) {
    let mut order: Vec<usize> = (0..findings.len()).collect();
    order.sort_by_key(|at| findings[*at].1.severity);
    let left_out = order.split_off(most.min(order.len()));
    order.sort_unstable();
    (
        order.into_iter().map(|at| findings[at]).collect(),
        Tally::of(left_out.into_iter().map(|at| findings[at].1)),
    )
}

fn notification(left_out: Tally) -> Value {
    let words = left_out.words();
    json!({
        "level": "warning",
        "message": { "text": format!(
            "not in this report: {words}; code scanning takes {MOST} results. `dip check --format json` prints them all."
        ) },
    })
}

fn rule(code: &Code) -> Value {
    let mut rule = json!({
        "id": code.id,
        "name": code.name,
        "shortDescription": { "text": code.summary() },
        "fullDescription": { "text": code.summary() },
        "help": { "text": code.page, "markdown": code.page },
        "defaultConfiguration": { "level": code.severity.name() },
    });
    if let Some(link) = code.link() {
        rule["helpUri"] = json!(link);
    }
    rule
}

fn result(world: &World, diagnostic: &Diagnostic, numbers: &BTreeMap<&str, usize>) -> Value {
    let mut result = json!({
        "ruleId": diagnostic.code.id,
        "ruleIndex": numbers.get(diagnostic.code.id),
        "level": diagnostic.severity.name(),
        "message": { "text": with_help(diagnostic) },
        "locations": [location(world, diagnostic.span, &diagnostic.label)],
    });
    if !diagnostic.labels.is_empty() {
        let related = diagnostic.labels.iter().enumerate().map(|(number, label)| {
            let mut place = location(world, label.span, &label.text);
            place["id"] = json!(number + 1);
            place
        });
        result["relatedLocations"] = related.collect();
    }
    if !diagnostic.fixes.is_empty() {
        result["fixes"] = diagnostic
            .fixes
            .iter()
            .map(|fix| repair(world, fix))
            .collect();
    }
    result
}

fn location(world: &World, span: Span, text: &str) -> Value {
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": artifact(world.source(span.source).path()),
            "region": region(world, span),
        },
    });
    if !text.is_empty() {
        location["message"] = json!({ "text": text });
    }
    location
}

fn region(world: &World, span: Span) -> Value {
    let (start, end) = world.places(span);
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

/// A fix, with its edits sorted by the files that they change.
fn repair(world: &World, fix: &Fix) -> Value {
    let mut files: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for edit in &fix.edits {
        let path = world.source(edit.span.source).path();
        files.entry(path).or_default().push(json!({
            "deletedRegion": region(world, edit.span),
            "insertedContent": { "text": edit.text },
        }));
    }
    let changes = files.into_iter().map(|(path, replacements)| {
        json!({ "artifactLocation": artifact(path), "replacements": replacements })
    });
    json!({
        "description": { "text": fix.title },
        "artifactChanges": changes.collect::<Value>(),
        "properties": { "safety": fix.safety.name() },
    })
}

fn artifact(path: &str) -> Value {
    json!({ "uri": uri(path) })
}

/// A path as a relative address: letters, digits and a few signs stay, every other byte becomes its number.
fn uri(path: &str) -> String {
    let shown = path.bytes().map(|byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'_' | b'-' | b'~' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    });
    shown.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_holds_no_blanks_and_no_foreign_letters() {
        assert_eq!(uri("a b/ә,c.dip"), "a%20b/%D3%99%2Cc.dip");
    }
}
