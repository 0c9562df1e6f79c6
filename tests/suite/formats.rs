//! Every format of `dip check` says what its readers need, on findings and on none; `schemas.rs` holds it against what
//! others have published.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::{dip, said};

const WRONG: &str = "person silva \"Ana Silva\" { born: 1930-02-30 }\n\
    meeting talk \"Ә 🚆 <b> & 50%\" { kind: call; date: 1960-05-05T10:00; attendee nobody for PT }\n";

fn printed(folder: &Path, format: &str) -> String {
    let output = dip(folder)
        .args(["check", ".", "--format", format])
        .output()
        .expect("the binary runs");
    said(&output)
}

fn archive(record: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a&b, 50%.dip"), record).expect("written");
    folder
}

fn read(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}:\n{text}"))
}

/// The names of elements that are opened and closed, each inside the one before it.
fn assert_nested(xml: &str) {
    let mut open: Vec<&str> = Vec::new();
    let body = xml.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    for part in body.expect("a head").split('<').skip(1) {
        let (tag, text) = part.split_once('>').expect("a tag ends");
        assert!(!text.contains('>'), "{part}");
        let name = tag.split([' ', '/']).find(|name| !name.is_empty());
        if tag.starts_with('/') {
            assert_eq!(open.pop(), name, "{part}");
        } else if !tag.ends_with('/') {
            open.extend(name);
        }
        for entity in part.split('&').skip(1) {
            let known = ["amp;", "lt;", "gt;", "quot;", "apos;", "#10;"];
            assert!(
                known.iter().any(|known| entity.starts_with(known)),
                "{part}"
            );
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn no_format_is_empty_on_no_findings_but_those_of_lines() {
    let folder = archive("topic rails \"Railways\" # dip: allow unused-name — an example\n");
    for format in ["json", "gitlab", "sarif", "rdjson"] {
        read(&printed(folder.path(), format));
    }
    for format in ["junit", "checkstyle"] {
        assert_nested(&printed(folder.path(), format));
    }
    assert_eq!(
        read(&printed(folder.path(), "gitlab")),
        Value::Array(vec![])
    );
    for format in ["concise", "jsonl", "github"] {
        assert_eq!(printed(folder.path(), format), "");
    }
}

#[test]
fn sarif_has_what_its_standard_requires() {
    let folder = archive(WRONG);
    let log = read(&printed(folder.path(), "sarif"));
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let driver = &run["tool"]["driver"];
    assert_eq!(driver["name"], "dip");
    let results = run["results"].as_array().expect("results");
    assert!(results.len() >= 3, "{results:?}");
    for result in results {
        let rule = &driver["rules"][result["ruleIndex"].as_u64().expect("a number") as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(result["message"]["text"].is_string());
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "a%26b%2C%2050%25.dip");
        assert!(place["region"]["startLine"].as_u64() >= Some(1));
        for fix in result["fixes"].as_array().into_iter().flatten() {
            let change = &fix["artifactChanges"][0];
            assert!(change["artifactLocation"]["uri"].is_string());
            assert!(change["replacements"][0]["deletedRegion"]["startLine"].is_u64());
        }
    }
}

#[test]
fn the_other_documents_are_read_too() {
    let folder = archive(WRONG);
    let issues = read(&printed(folder.path(), "gitlab"));
    for issue in issues.as_array().expect("a list") {
        assert!(
            issue["fingerprint"]
                .as_str()
                .is_some_and(|text| text.len() == 16)
        );
        assert!(issue["location"]["lines"]["begin"].is_u64());
    }
    let review = read(&printed(folder.path(), "rdjson"));
    assert!(review["diagnostics"][0]["location"]["range"]["start"]["column"].is_u64());
    for format in ["junit", "checkstyle"] {
        assert_nested(&printed(folder.path(), format));
    }
}

#[test]
fn a_fingerprint_stays_when_other_lines_move_it() {
    let prints = |record: &str| -> Vec<Value> {
        let issues = read(&printed(archive(record).path(), "gitlab"));
        let issues = issues.as_array().cloned().unwrap_or_default();
        issues
            .iter()
            .map(|issue| issue["fingerprint"].clone())
            .collect()
    };
    // A message that names the line of another use is the same finding too.
    let wrong =
        format!("{WRONG}topic a \"A\" {{ broader: railz }}\ntopic b \"B\" {{ broader: railz }}\n");
    assert!(printed(archive(&wrong).path(), "gitlab").contains("(on line"));
    assert_eq!(prints(&wrong), prints(&format!("# A remark.\n\n{wrong}")));
}

#[test]
fn in_github_actions_findings_are_workflow_commands() {
    let folder = archive(WRONG);
    let mut run = dip(folder.path());
    run.args(["check", "."]).env("GITHUB_ACTIONS", "true");
    let text = said(&run.output().expect("the binary runs"));
    assert!(
        text.starts_with("::error file=a&b%2C 50%25.dip,line=1,"),
        "{text}"
    );
    run.args(["--format", "human"]);
    let text = said(&run.output().expect("the binary runs"));
    assert!(text.starts_with("error[DIP0401]"), "{text}");
}

#[test]
fn github_is_told_ten_of_each_and_how_many_more() {
    let people: String = (0..13)
        .map(|number| format!("person p{number} \"Person {number}\" {{ born: 1930-02-30 }}\n"))
        .collect();
    let text = printed(archive(&people).path(), "github");
    let errors = text
        .lines()
        .filter(|line| line.starts_with("::error "))
        .count();
    assert_eq!(errors, 10);
    assert!(text.contains("not shown: 3 errors"), "{text}");
}

#[test]
fn a_report_goes_to_a_file_and_people_are_told_too() {
    let folder = archive(WRONG);
    let run = |words: &[&str]| {
        let mut run = dip(folder.path());
        run.args(["check", "."]).args(words);
        run.env("GITLAB_CI", "true")
            .output()
            .expect("the binary runs")
    };
    let file = |name: &str| fs::read_to_string(folder.path().join(name));
    let plain = run(&[]);
    for (words, name, format) in [
        (&["--output", "a.sarif"][..], "a.sarif", "sarif"),
        (&["-o", "A.JSON"], "A.JSON", "json"),
        (&["-o", "a.jsonl"], "a.jsonl", "jsonl"),
        (&["-o", "a.json", "--format", "gitlab"], "a.json", "gitlab"),
        (&["-o", "a.xml", "--format", "junit"], "a.xml", "junit"),
    ] {
        let output = run(words);
        assert_eq!(output, plain, "people read the same: {words:?}");
        assert_eq!(
            file(name).expect("a report"),
            printed(folder.path(), format)
        );
    }
    for words in [
        &["-o", "b.xml"][..],
        &["-o", "b.dip", "--format", "json"],
        &["-o", "no/such/folder.json"],
    ] {
        let output = run(words);
        assert_eq!(output.status.code(), Some(2), "{words:?}");
        assert!(said(&output).is_empty(), "{words:?}");
    }
    assert!(file("b.xml").is_err() && file("b.dip").is_err());
}
