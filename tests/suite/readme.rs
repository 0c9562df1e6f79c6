//! The README: its message is a real one, its commands are those that CI runs, its record checks clean.

use std::fs;

use crate::support::{compile, root};

fn blocks(language: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join("README.md")).expect("the README");
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line == format!("```{language}") {
            blocks.push(
                lines
                    .by_ref()
                    .take_while(|line| *line != "```")
                    .map(|line| format!("{line}\n"))
                    .collect(),
            );
        }
    }
    blocks
}

#[test]
fn the_message_shown_is_a_real_one() {
    let sessions = fs::read_to_string(root().join("tests/sessions/first_mistakes.session"))
        .expect("the session");
    let shown = blocks("text");
    assert_eq!(shown.len(), 1);
    assert!(
        sessions.contains(&shown[0]),
        "no session prints this any more:\n{}",
        shown[0]
    );
}

#[test]
fn the_record_shown_is_clean() {
    let shown = blocks("dip");
    assert_eq!(shown.len(), 1);
    let (_, compiled, found) = compile(shown[0].as_bytes());
    assert!(
        compiled.diagnostics.is_empty() && found.is_empty(),
        "{:#?}",
        compiled.diagnostics
    );
}

#[test]
fn there_are_two_commands_and_ci_runs_them() {
    let commands = blocks("sh");
    assert_eq!(
        commands,
        [
            "cargo run --release -- summary --minutes examples/ulaanbaatar-2024\n",
            "cargo test\n"
        ]
    );
    let ci = fs::read_to_string(root().join(".ci/run")).expect("CI");
    assert!(
        ci.contains("summary --minutes examples/ulaanbaatar-2024") && ci.contains("cargo test")
    );
}
