//! Every report is held against the schema that others have published for it (`tests/schemas`), over many archives.

use std::fs;
use std::path::{Path, PathBuf};

use roxmltree::Document;
use serde_json::Value;

use crate::support::{dip, root, said};
use crate::xsd;

/// What is checked: a folder, and how many findings there are at least.
struct Input {
    folder: PathBuf,
    least: usize,
    /// Kept until the test ends.
    _made: Option<tempfile::TempDir>,
}

impl Input {
    fn made(files: &[(&str, &str)], least: usize) -> Self {
        let made = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            fs::write(made.path().join(name), text).expect("written");
        }
        Self {
            folder: made.path().to_owned(),
            least,
            _made: Some(made),
        }
    }
}

/// Archives of every kind: every mistake we know, findings that point into other files, fixes of several edits, names and
/// texts that no format likes, and nothing to say at all.
fn inputs() -> Vec<Input> {
    let mistakes = Input {
        folder: root().join("tests/mistakes"),
        least: 200,
        _made: None,
    };
    let several = [
        ("dip.toml", "name = \"several\"\nsize = 3\n"),
        (
            "people.dip",
            "person silva \"Ana Silva\" { office \"Minister\" of PT }\ntopic unused \"Unused\"\n",
        ),
        (
            "talks.dip",
            "document readout \"R\" { kind: readout; date: 2024-06-18 }\n\
             person silva \"Ana Maria Silva\" { office \"Minister\" of PT }\n\
             meeting a \"T\" { kind: call; date: 2024-06-18T10:00; source: readout\n\
             attendee silva for PT\n\
             statement by silva said \"x\" { source: readut }\n\
             statement by silva said \"y\" { source: readut }\n}\n",
        ),
    ];
    let hostile = [
        (
            "a&b, 50% \"<ә>\" 🚆\t\u{1B}[31m.dip",
            "person silva \"]]> <b> & 'c' %0A ::error:: \u{1B}[0m \u{202E}\" { born: 1930-02-30 }\r\n\
             meeting t \"🚆\u{0}\u{FFFF}\" { kind: cäll; dat: 1960; attendee \"::endgroup::\" for ZZ }\r\n",
        ),
        ("#?%41:1.dip", "topic “rails” \"x\"\rtopic rails x\r"),
    ];
    vec![
        mistakes,
        Input::made(&several, 4),
        Input::made(&hostile, 4),
        Input::made(&[("clean.dip", "language: en\n")], 0),
        Input::made(&[("empty.dip", "")], 0),
        Input::made(
            &[
                ("picture.dip", "\u{89}PNG"),
                ("half.dip", "meeting a \"A\" {"),
            ],
            1,
        ),
    ]
}

fn report(folder: &Path, format: &str) -> String {
    let run = dip(folder)
        .args(["check", ".", "--format", format])
        .output();
    said(&run.expect("the binary runs"))
}

fn published(name: &str) -> String {
    fs::read_to_string(root().join("tests/schemas").join(name)).expect("a schema")
}

fn read(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}:\n{text}"))
}

/// Two of its own patterns cannot be read; nothing that we print is held against them.
fn schema_of_sarif() -> Value {
    let slip = "^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$";
    let text = published("sarif-2.1.0.json");
    assert!(text.contains(slip), "the schema is mended: take this out");
    read(&text.replace(slip, ""))
}

/// Asserts that a document fits a schema; what is said to be an address must be one.
fn assert_fits(schema: &Value, document: &Value) {
    let mut options = jsonschema::options();
    options = options.should_validate_formats(true);
    let validator = options.build(schema).expect("a schema");
    let faults: Vec<String> = validator
        .iter_errors(document)
        .map(|error| format!("{}: {error:.200}", error.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The same schema, which allows no property that it does not name.
fn closed(mut schema: Value) -> Value {
    match &mut schema {
        Value::Object(object) => {
            for (key, value) in object.iter_mut() {
                match key.as_str() {
                    "additionalProperties" => *value = Value::Bool(false),
                    _ => *value = closed(value.take()),
                }
            }
        }
        Value::Array(list) => list
            .iter_mut()
            .for_each(|value| *value = closed(value.take())),
        _ => {}
    }
    schema
}

#[test]
fn sarif_fits_its_schema() {
    let schema = schema_of_sarif();
    for input in inputs() {
        let log = read(&report(&input.folder, "sarif"));
        assert_fits(&schema, &log);
        let results = log["runs"][0]["results"].as_array().expect("results");
        assert!(results.len() >= input.least, "{}", results.len());
    }
}

#[test]
fn of_very_many_findings_sarif_keeps_what_code_scanning_takes() {
    let topics = (0..25_002).map(|number| format!("topic t{number} \"x\"\n"));
    let wrong = "person silva \"Ana Silva\" { office \"Minister\" of PT }\n\
        meeting a \"Talks\" { date: 2024-06-18; source: none; note: \"a list\"\n\
        attendee silva for PT; attendee silva for PT }\n";
    let record = topics.collect::<String>() + wrong;
    let input = Input::made(&[("many.dip", &record)], 25_000);
    let log = read(&report(&input.folder, "sarif"));
    let run = &log["runs"][0];
    let results = run["results"].as_array().expect("results");
    assert_eq!(results.len(), 25_000);
    let errors = results.iter().filter(|result| result["level"] == "error");
    assert_eq!(errors.count(), 1, "an error is not left out for notes");
    let said = &run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    let said = said.as_str().expect("a text");
    assert!(said.starts_with("not in this report: "), "{said}");
    assert_fits(&schema_of_sarif(), &log);
}

#[test]
fn gitlab_fits_its_schema() {
    let schema = read(&published("gitlab-codequality.json"));
    for input in inputs() {
        let issues = read(&report(&input.folder, "gitlab"));
        let issues = issues.as_array().expect("a list");
        issues.iter().for_each(|issue| assert_fits(&schema, issue));
        assert!(issues.len() >= input.least, "{}", issues.len());
        let mut prints: Vec<&str> = issues
            .iter()
            .filter_map(|issue| issue["fingerprint"].as_str())
            .collect();
        prints.sort_unstable();
        prints.dedup();
        assert_eq!(prints.len(), issues.len(), "a fingerprint is one finding's");
    }
}

#[test]
fn rdjson_fits_its_schema() {
    let schema = closed(read(&published("rdjson.json")));
    for input in inputs() {
        let review = read(&report(&input.folder, "rdjson"));
        assert_fits(&schema, &review);
        let diagnostics = review["diagnostics"].as_array().expect("diagnostics");
        assert!(diagnostics.len() >= input.least, "{}", diagnostics.len());
    }
}

#[test]
fn junit_fits_its_schema() {
    let schema = published("junit-10.xsd");
    let schema = Document::parse(&schema).expect("a schema");
    for input in inputs() {
        let text = report(&input.folder, "junit");
        let suites = Document::parse(&text).unwrap_or_else(|error| panic!("{error}:\n{text}"));
        let faults = xsd::faults(&schema, &suites);
        assert!(faults.is_empty(), "{}", faults.join("\n"));
        let cases = suites
            .descendants()
            .filter(|node| node.has_tag_name("testcase"))
            .count();
        assert!(cases >= input.least.max(1), "{cases}");
        let total: usize = suites
            .root_element()
            .attribute("tests")
            .and_then(|number| number.parse().ok())
            .expect("a number");
        assert_eq!(total, cases);
    }
}

#[test]
fn checkstyle_is_xml() {
    for input in inputs() {
        let text = report(&input.folder, "checkstyle");
        let report = Document::parse(&text).unwrap_or_else(|error| panic!("{error}:\n{text}"));
        let errors = report
            .descendants()
            .filter(|node| node.has_tag_name("error"));
        assert!(errors.count() >= input.least);
    }
}
