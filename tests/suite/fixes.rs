//! Fixes, made as a reader of a report would make them, from nothing but the report and the file: what comes out is what
//! the compiler's own edits give.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use dip::diag::{Diagnostic, Fix};
use dip::text::World;
use serde_json::Value;

use crate::support::{compile, root};

/// Texts with fixes: every mistake we know, and lines that end in every way, with letters of every width.
fn texts() -> Vec<String> {
    let mut files = below(&root().join("tests/mistakes"));
    files.sort();
    let known = files
        .iter()
        .filter_map(|path| fs::read_to_string(path).ok());
    let unreadable = "person ә “Ә 🚆” { born: 1930-13-01 }# ә";
    let record = "document readout \"🚆\" { kind: readout; dat: 2024 }\nmeeting a \"Ә 🚆\" { kind: cal; source: readut\n\
        about: 🚆; attendee \"Ә\" for KZ\n statement by \"Ә\" underlind “🚆 ә” { source: readut } }\n";
    let ends = ["\n", "\r\n"].map(|end| record.replace('\n', end));
    known.chain(ends).chain([unreadable.to_owned()]).collect()
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    let mut files = Vec::new();
    for path in entries.map(|entry| entry.path()) {
        if path.is_dir() {
            files.extend(below(&path));
        } else if path.extension().is_some_and(|ending| ending == "dip") {
            files.push(path);
        }
    }
    files
}

/// A text after changes to places that do not overlap.
fn changed(text: &str, mut changes: Vec<(Range<usize>, String)>) -> String {
    changes.sort_by_key(|(place, _)| place.start);
    let mut out = String::new();
    let mut at = 0;
    for (place, new) in changes {
        out.push_str(&text[at..place.start]);
        out.push_str(&new);
        at = place.end;
    }
    out + &text[at..]
}

fn by_the_compiler(text: &str, fix: &Fix) -> String {
    let edits = fix.edits.iter();
    changed(
        text,
        edits
            .map(|edit| (edit.span.range(), edit.text.clone()))
            .collect(),
    )
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().expect("a number")).expect("a small number")
}

/// Where lines begin, by the line ends that a report names.
fn begins(text: &str, ends: &[&str]) -> Vec<usize> {
    let mut begins = vec![0];
    let mut at = 0;
    while at < text.len() {
        match ends
            .iter()
            .find(|end| text.as_bytes()[at..].starts_with(end.as_bytes()))
        {
            Some(end) => {
                at += end.len();
                begins.push(at);
            }
            None => at += 1,
        }
    }
    begins
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// Every fix of every finding, and how many there are.
fn try_all(judge: impl Fn(&str, &World, &[(&World, &Diagnostic)]) -> usize) -> usize {
    let mut tried = 0;
    for text in texts() {
        let (world, compiled, bytes) = compile(text.as_bytes());
        let found = compiled.diagnostics.iter().chain(&bytes);
        let findings: Vec<(&World, &Diagnostic)> = found.map(|one| (&world, one)).collect();
        tried += judge(&text, &world, &findings);
    }
    tried
}

#[test]
fn a_reader_of_sarif_mends_as_the_compiler_does() {
    let tried = try_all(|text, _, findings| {
        let log: Value = serde_json::from_str(&dip::render::sarif(findings)).expect("JSON");
        let run = &log["runs"][0];
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        let ends: Vec<&str> = list(&run["newlineSequences"])
            .filter_map(Value::as_str)
            .collect();
        let begins = begins(text, &ends);
        let offset = |line: &Value, column: &Value| {
            let begin = begins[number(line) - 1];
            let letters = text[begin..].char_indices().map(|(at, _)| begin + at);
            letters
                .chain([text.len()])
                .nth(number(column) - 1)
                .expect("a column")
        };
        let mut tried = 0;
        for ((_, diagnostic), result) in findings.iter().zip(list(&run["results"])) {
            assert_eq!(list(&result["fixes"]).count(), diagnostic.fixes.len());
            for (fix, printed) in diagnostic.fixes.iter().zip(list(&result["fixes"])) {
                let changes = list(&printed["artifactChanges"]);
                let replacements = changes.flat_map(|change| list(&change["replacements"]));
                let changes = replacements.map(|replacement| {
                    let region = &replacement["deletedRegion"];
                    let start = offset(&region["startLine"], &region["startColumn"]);
                    let end = offset(&region["endLine"], &region["endColumn"]);
                    let new = replacement["insertedContent"]["text"].as_str();
                    (start..end, new.unwrap_or_default().to_owned())
                });
                assert_eq!(changed(text, changes.collect()), by_the_compiler(text, fix));
                tried += 1;
            }
        }
        tried
    });
    assert!(tried > 100, "{tried}");
}

#[test]
fn a_reader_of_rdjson_mends_as_the_compiler_does() {
    let tried = try_all(|text, _, findings| {
        // reviewdog ends lines with a line feed only; where one ends with a lone `\r`, its lines are not ours.
        if text.replace("\r\n", "").contains('\r') {
            return 0;
        }
        let review: Value = serde_json::from_str(&dip::render::rdjson(findings)).expect("JSON");
        let begins = begins(text, &["\n"]);
        let offset = |position: &Value| {
            begins[number(&position["line"]) - 1] + number(&position["column"]) - 1
        };
        let mut tried = 0;
        for ((_, diagnostic), entry) in findings.iter().zip(list(&review["diagnostics"])) {
            let single = diagnostic.fixes.iter().filter(|fix| fix.edits.len() == 1);
            let suggestions: Vec<&Value> = list(&entry["suggestions"]).collect();
            assert_eq!(suggestions.len(), single.clone().count());
            for (fix, suggestion) in single.zip(suggestions) {
                let range = &suggestion["range"];
                let new = suggestion["text"].as_str().expect("a text").to_owned();
                let change = (offset(&range["start"])..offset(&range["end"]), new);
                assert_eq!(changed(text, vec![change]), by_the_compiler(text, fix));
                tried += 1;
            }
        }
        tried
    });
    assert!(tried > 100, "{tried}");
}
