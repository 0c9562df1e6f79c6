//! `dip check --diff-base` reports what touches changed lines, and nothing else.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::{dip, said};

fn git(folder: &Path, words: &[&str]) {
    let ran = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["-c", "user.name=Ana", "-c", "user.email=ana@example.org"])
        .args(words)
        .output()
        .expect("git runs");
    assert!(ran.status.success(), "{words:?}: {ran:?}");
}

fn found(folder: &Path, words: &[&str]) -> String {
    let mut run = dip(folder);
    run.args(["check", "--format", "concise"]).args(words);
    said(&run.output().expect("the binary runs"))
}

#[test]
fn only_what_touches_changed_lines_is_reported() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).expect("written");
    write(
        "people ә.dip",
        "person silva \"Ana Silva\" { note: \"x\" }\n",
    );
    let talk = "meeting talk \"Talk\" {\n  date: 2024-01-01\n  attendee silva for PT\n}\n";
    write("talk.dip", &format!("topic rails \"Railways\"\n{talk}"));
    write("dip.toml", "");
    git(folder, &["init", "--quiet"]);
    git(folder, &["add", "."]);
    git(folder, &["commit", "--quiet", "-m", "first"]);
    assert!(found(folder, &[]).contains("unused-name"));
    assert_eq!(found(folder, &["--diff-base", "HEAD"]), "");
    // A line that moved has not changed; a new file has changed whole.
    write(
        "talk.dip",
        &format!("# Talks.\ntopic rails \"Railways\"\n{talk}"),
    );
    write("new.dip", "topic roads \"Roads\"\n");
    let after = found(folder, &["--diff-base", "HEAD"]);
    assert!(after.starts_with("new.dip:1:7: note"), "{after}");
    assert_eq!(after.lines().count(), 1, "{after}");
    // The other end of the disagreement may be what changed.
    write(
        "people ә.dip",
        "person sliva \"Ana Silva\" { note: \"x\" }\n",
    );
    let after = found(folder, &["--diff-base", "HEAD"]);
    assert!(after.contains("unknown-name"), "{after}");
    let fixed = found(folder, &["--fix", "--unsafe", "--diff-base", "HEAD"]);
    assert!(!fixed.contains("unknown-name"), "{fixed}");
    let wrong = dip(folder)
        .args(["check", "--diff-base", "nowhere"])
        .output();
    let wrong = wrong.expect("the binary runs");
    assert_eq!(wrong.status.code(), Some(2));
    let complaint = String::from_utf8_lossy(&wrong.stderr).into_owned();
    assert_eq!(complaint, "dip: git knows no revision `nowhere`\n");
}
