//! Sessions: files, commands, and the whole of what is printed, side by side in `tests/sessions/*.session`.
//!
//! `=== NAME` begins a file (`=== NAME bytes` has `\xNN` in it); `$ dip …` a command (`< NAME` feeds a file to it), followed
//! by its output and, when it is not 0, `[exit N]`. `DIP_BLESS=1` rewrites what is printed.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Stdio;

use crate::support::{blessing, dip, root};

#[test]
fn every_session_prints_what_it_should() {
    let mut paths: Vec<_> = fs::read_dir(root().join("tests/sessions"))
        .expect("sessions")
        .flatten()
        .map(|entry| entry.path())
        .collect();
    paths.sort();
    assert!(!paths.is_empty());
    let mut wrong = String::new();
    for path in paths {
        let expected = fs::read_to_string(&path).expect("a session");
        let actual = play(&expected);
        if blessing() {
            fs::write(&path, actual).expect("blessed");
        } else if actual != expected {
            let _ = writeln!(
                wrong,
                "── {}\n{}",
                path.display(),
                difference(&expected, &actual)
            );
        }
    }
    assert!(
        wrong.is_empty(),
        "{wrong}\nRead the difference; `DIP_BLESS=1 cargo test` accepts it."
    );
}

/// Plays a session and writes it down with what was really printed.
fn play(session: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let mut out = String::new();
    let mut lines = session.lines().peekable();
    while let Some(line) = lines.next() {
        let _ = writeln!(out, "{line}");
        if let Some(name) = line.strip_prefix("=== ") {
            let mut text = String::new();
            while let Some(line) =
                lines.next_if(|line| !line.starts_with("=== ") && !line.starts_with("$ "))
            {
                let _ = writeln!(out, "{line}");
                let _ = writeln!(text, "{line}");
            }
            write(folder.path(), name, text.trim_end_matches('\n'));
        } else if let Some(command) = line.strip_prefix("$ ") {
            while lines
                .next_if(|line| !line.starts_with("=== ") && !line.starts_with("$ "))
                .is_some()
            {}
            out.push_str(&printed(folder.path(), command));
            if lines.peek().is_some() {
                out.push('\n');
            }
        }
    }
    out
}

fn write(folder: &Path, name: &str, text: &str) {
    let (name, bytes) = match name.strip_suffix(" bytes") {
        Some(name) => (name, unescaped(text)),
        None => (name, format!("{text}\n").into_bytes()),
    };
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, bytes).expect("written");
}

fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\\x") {
        bytes.extend(before.bytes());
        bytes.push(u8::from_str_radix(&after[..2], 16).expect("two hexadecimal digits"));
        rest = &after[2..];
    }
    bytes.extend(rest.bytes());
    bytes
}

fn printed(folder: &Path, command: &str) -> String {
    let (command, input) = command
        .split_once(" < ")
        .map_or((command, None), |(command, input)| (command, Some(input)));
    let mut words = command.split_whitespace();
    assert_eq!(words.next(), Some("dip"), "a session runs dip: {command}");
    let mut run = dip(folder);
    run.args(words)
        .stdin(input.map_or_else(Stdio::null, |name| {
            Stdio::from(fs::File::open(folder.join(name)).expect("the input"))
        }));
    let output = run.output().expect("the binary runs");
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.push_str(&String::from_utf8_lossy(&output.stderr));
    let text = text
        .lines()
        .map(str::trim_end)
        .collect::<Vec<_>>()
        .join("\n");
    let mut text = if text.trim().is_empty() {
        String::new()
    } else {
        text.trim_end().to_owned() + "\n"
    };
    if let Some(code) = output.status.code().filter(|code| *code != 0) {
        let _ = writeln!(text, "[exit {code}]");
    }
    text
}

/// The first lines that differ.
fn difference(expected: &str, actual: &str) -> String {
    let (expected, actual): (Vec<&str>, Vec<&str>) =
        (expected.lines().collect(), actual.lines().collect());
    let at = (0..expected.len().max(actual.len()))
        .find(|at| expected.get(*at) != actual.get(*at))
        .unwrap_or(0);
    let show = |lines: &[&str]| {
        lines
            .iter()
            .skip(at.saturating_sub(2))
            .take(12)
            .map(|line| format!("    {line}\n"))
            .collect::<String>()
    };
    format!(
        "  line {}: should be\n{}  but is\n{}",
        at + 1,
        show(&expected),
        show(&actual)
    )
}
