//! The examples: checked without a finding, built to JSON that the schema accepts, printed as minutes.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{root, run, said};

fn archives() -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("examples"))
        .expect("examples")
        .flatten();
    let mut folders: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.join("dip.toml").is_file())
        .collect();
    folders.sort();
    assert!(folders.len() >= 3);
    folders
}

fn built(folder: &Path, words: &[&str]) -> Value {
    let words: Vec<&str> = ["build"].into_iter().chain(words.iter().copied()).collect();
    let output = run(folder, &words);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn every_example_is_clean() {
    for folder in archives() {
        let output = run(&folder, &["check", "--deny", "warnings"]);
        assert!(
            said(&output).contains("nothing to report"),
            "{}:\n{}",
            folder.display(),
            said(&output)
        );
        assert_eq!(output.status.code(), Some(0));
    }
}

#[test]
fn every_example_is_laid_out_as_the_formatter_would() {
    let output = run(&root(), &["fmt", "--diff", "examples"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

#[test]
fn every_ledger_is_what_the_schema_says() {
    let schema = said(&run(&root(), &["schema", "pledges"]));
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for folder in archives() {
        let asked = [
            "pledges",
            "--as-of",
            "2026-01-01",
            "--group-by",
            "by",
            "--format",
            "json",
        ];
        let ledger: Value = serde_json::from_str(&said(&run(&folder, &asked))).expect("JSON");
        let faults: Vec<String> = validator
            .iter_errors(&ledger)
            .map(|error| format!("{error} at {}", error.instance_path()))
            .collect();
        assert!(faults.is_empty(), "{}: {faults:#?}", folder.display());
        let promises = ledger["promises"].as_array().expect("a list");
        assert!(
            promises.iter().all(|promise| promise["state"].is_string()),
            "every promise has a state"
        );
    }
    let wrong = serde_json::json!({"version": 1, "as-of": "2026-01-01", "promises": [{}]});
    assert!(!validator.is_valid(&wrong), "the schema accepts anything");
}

#[test]
fn every_example_builds_what_the_schema_says() {
    let schema: Value = serde_json::from_slice(&run(&root(), &["schema"]).stdout).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for folder in archives() {
        let document = built(&folder, &[]);
        let faults: Vec<String> = validator
            .iter_errors(&document)
            .map(|error| format!("{error} at {}", error.instance_path()))
            .collect();
        assert!(faults.is_empty(), "{}: {faults:#?}", folder.display());
        assert_eq!(
            document,
            built(&folder, &["--pretty"]),
            "pretty is the same document"
        );
        let lines = said(&run(&folder, &["build", "--format", "ndjson"]));
        let records: Vec<Value> = lines
            .lines()
            .map(|line| serde_json::from_str(line).expect("a record a line"))
            .collect();
        assert_eq!(
            document["records"],
            Value::Array(records),
            "a record a line"
        );
    }
    let wrong =
        serde_json::json!({"version": 1, "records": [{"type": "meeting", "kind": "bilateral"}]});
    assert!(!validator.is_valid(&wrong), "the schema accepts anything");
}

#[test]
fn the_same_archive_gives_the_same_bytes() {
    for folder in archives() {
        let first = run(&folder, &["build"]).stdout;
        for _ in 0..3 {
            assert_eq!(run(&folder, &["build"]).stdout, first);
        }
    }
}

#[test]
fn the_seed_says_what_the_article_says() {
    let folder = root().join("examples/ulaanbaatar-2024");
    let text = said(&run(&folder, &["summary", "--minutes"]))
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    for learned in [
        "29 October 2024",
        "Ulaanbaatar, Mongolia",
        "Kassym-Jomart Tokayev, President",
        "Luvsannamsrai Oyun-Erdene, Prime Minister",
        "Chairman of the State Great Khural",
        "the importance of legislative dialogue",
        "thanked Mongolia for supporting the congress",
        "Kazakhstan pledged to hold the eighth congress",
        "due: 2025",
        "17 September 2025: fulfilled",
        "“Today, we identified the tasks",
        "mining, agriculture, transport and logistics, tourism, and education",
        "carefully studying Kazakhstan's experience of development",
        "The Astana Times, 29 October 2024, para. 9",
    ] {
        assert!(
            text.contains(learned),
            "a reader does not learn {learned:?}:\n{text}"
        );
    }
}

#[test]
fn names_dates_verbs_and_places_are_resolved() {
    let document = built(&root().join("examples/ulaanbaatar-2024"), &[]);
    let records = document["records"].as_array().expect("records");
    let meeting = records
        .iter()
        .find(|record| record["id"] == "khural-talks")
        .expect("the meeting");
    assert_eq!(meeting["date"]["earliest"], "2024-10-29");
    assert_eq!(meeting["at"]["path"], "talks.dip");
    assert_eq!(meeting["attendees"][0]["id"], "tokayev");
    assert_eq!(
        meeting["attendees"][0]["offices"][0]["title"]["text"],
        "President"
    );
    assert_eq!(meeting["attendees"][0]["for"]["label"], "Kazakhstan");
    assert_eq!(meeting["statements"][0]["verb"]["canonical"], "emphasised");
    assert_eq!(
        meeting["statements"][0]["source"][0]["document"]["id"],
        "astana-times"
    );
    assert_eq!(meeting["statements"][0]["source"][0]["locator"], "para. 2");
    let pledge = meeting["pledges"]
        .as_array()
        .expect("pledges")
        .iter()
        .find(|pledge| pledge["id"] == "khural-talks.eighth-congress")
        .expect("the pledge");
    assert_eq!(pledge["due"]["latest"], "2025-12-31");
    assert_eq!(pledge["owed-by"][0]["id"], "KZ");
    let progress = records
        .iter()
        .find(|record| record["type"] == "progress")
        .expect("progress");
    assert_eq!(progress["pledge"]["id"], "khural-talks.eighth-congress");
}
