//! The invariants of the house, read from the source: which room may use which.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::root;

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The code of a file without comments and tests.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a source");
    let text = text
        .split("#[cfg(test)]")
        .next()
        .unwrap_or_default()
        .to_owned();
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The room that a file is in: the folder, or the file's name at the top.
fn room(path: &Path) -> String {
    let inner = path.strip_prefix(root().join("src")).expect("in src");
    inner
        .components()
        .next()
        .expect("a part")
        .as_os_str()
        .to_string_lossy()
        .trim_end_matches(".rs")
        .to_owned()
}

fn rooms() -> BTreeMap<String, String> {
    let mut rooms: BTreeMap<String, String> = BTreeMap::new();
    for path in sources(&root().join("src")) {
        rooms.entry(room(&path)).or_default().push_str(&code(&path));
    }
    rooms
}

/// Which rooms each room uses.
fn uses() -> BTreeMap<String, BTreeSet<String>> {
    let rooms = rooms();
    let names: Vec<String> = rooms.keys().cloned().collect();
    let inside = |code: &str, own: &str| -> BTreeSet<String> {
        names
            .iter()
            .filter(|name| {
                *name != own
                    && (code.contains(&format!("crate::{name}::"))
                        || code.contains(&format!("crate::{name};")))
            })
            .cloned()
            .collect()
    };
    rooms
        .iter()
        .map(|(name, code)| (name.clone(), inside(code, name)))
        .collect()
}

#[test]
fn the_rooms_use_only_what_they_may() {
    let allowed: [(&str, &[&str]); 16] = [
        ("text", &[]),
        ("vocab", &[]),
        ("diag", &["text"]),
        ("syntax", &["text", "diag", "vocab"]),
        ("model", &["text", "vocab"]),
        ("lower", &["text", "diag", "syntax", "model", "vocab"]),
        ("checks", &["text", "diag", "model", "vocab"]),
        ("ledger", &["text", "model", "vocab"]),
        ("allow", &["text", "diag", "syntax"]),
        ("emit", &["text", "model", "ledger", "vocab", "diag"]),
        ("render", &["text", "diag"]),
        ("repair", &["text", "diag"]),
        ("fmt", &["text", "syntax", "vocab"]),
        (
            "archive",
            &[
                "text", "diag", "model", "lower", "checks", "allow", "manifest", "compile",
            ],
        ),
        ("manifest", &["text", "diag", "lower", "vocab", "fmt"]),
        (
            "lsp",
            &[
                "text", "diag", "vocab", "syntax", "model", "lower", "checks", "ledger", "allow",
                "archive", "manifest", "fmt", "emit", "repair",
            ],
        ),
    ];
    let uses = uses();
    for (room, may) in allowed {
        let does = &uses[room];
        let extra: Vec<&String> = does
            .iter()
            .filter(|used| !may.contains(&used.as_str()))
            .collect();
        assert!(extra.is_empty(), "`{room}` uses {extra:?}");
    }
    for (room, does) in &uses {
        assert!(
            room == "main" || !does.contains("cli"),
            "`{room}` uses the command line"
        );
    }
}

#[test]
fn no_rooms_use_each_other_in_a_circle() {
    let uses = uses();
    let mut done: BTreeSet<&str> = BTreeSet::new();
    loop {
        let next = uses.iter().find(|(room, does)| {
            !done.contains(room.as_str()) && does.iter().all(|used| done.contains(used.as_str()))
        });
        match next {
            Some((room, _)) => done.insert(room),
            None => break,
        };
    }
    let left: Vec<&String> = uses
        .keys()
        .filter(|room| !done.contains(room.as_str()))
        .collect();
    assert!(left.is_empty(), "a circle among {left:?}");
}

#[test]
fn libraries_stay_in_their_rooms() {
    let homes = [
        ("pest", "syntax"),
        ("ariadne", "render"),
        ("clap", "cli"),
        ("ignore", "cli"),
        ("toml", "manifest"),
        ("schemars", "emit"),
        ("indicatif", "cli"),
        ("tempfile", "cli"),
        ("lsp_server", "cli"),
        ("mimalloc", "main"),
    ];
    for (library, home) in homes {
        for (room, code) in rooms() {
            let used =
                code.contains(&format!("{library}::")) || code.contains(&format!("use {library}"));
            assert!(!used || room == home, "`{library}` is used in `{room}`");
        }
    }
}

#[test]
fn no_clock_no_environment_no_files_outside_the_command_line() {
    for (room, code) in rooms() {
        if matches!(room.as_str(), "cli" | "main") {
            continue;
        }
        for outer in [
            "std::fs",
            "std::env",
            "SystemTime",
            "Instant::now",
            "Zoned::now",
            "std::process",
            "println!",
            "eprintln!",
        ] {
            assert!(!code.contains(outer), "`{room}` uses {outer}");
        }
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    for path in sources(&root().join("src")) {
        let text = fs::read_to_string(&path).expect("a source");
        assert!(
            text.starts_with("//!"),
            "{} does not begin with `//!`",
            path.display()
        );
        assert!(!text.contains("unsafe {"), "{} is unsafe", path.display());
    }
}
