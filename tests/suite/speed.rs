//! How many instructions are spent on a byte, so that nobody slows dip down unknowingly: counted by valgrind, and so the same
//! on a busy machine as on an idle one. Without valgrind these tests say so and pass, but not where `CI` is set.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// The archives that the benchmarks are made of, which use nothing but the standard library.
#[path = "../../benches/src/archive.rs"]
#[expect(
    dead_code,
    reason = "the benchmarks want the records in other forms too"
)]
pub(crate) mod archive;

use archive::{Plan, Records, Spacing};

/// So many instructions a byte of a plain archive takes at most, in the build that tests are run with.
const MOST_A_BYTE: f64 = 1_400.0;
/// No shape takes more for a byte than so many times a plain archive.
const CLIFF: f64 = 5.0;
/// But for these, where every line is a mistake or bears a finding: what they take now, lest it become more.
const STEEPER: [(&str, f64); 4] = [
    ("deep nesting", 30.0),
    ("unclosed texts", 30.0),
    ("empty records", 11.0),
    ("names alike", 12.0),
];

fn has_valgrind() -> bool {
    let asked = Command::new("valgrind")
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    let there = asked.is_ok_and(|status| status.success());
    assert!(
        there || std::env::var_os("CI").is_none(),
        "valgrind counts the instructions, and is not installed"
    );
    if !there {
        eprintln!("not counted: valgrind is not installed");
    }
    there
}

/// The instructions of one command of dip on one thread.
fn instructions(arguments: &[&str], path: &Path) -> f64 {
    let run = Command::new("valgrind")
        .args([
            "--tool=callgrind",
            "--callgrind-out-file=/dev/null",
            env!("CARGO_BIN_EXE_dip"),
        ])
        .args(arguments)
        .arg(path)
        .env("DIP_THREADS", "1")
        .stdout(Stdio::null())
        .output()
        .expect("valgrind runs");
    let told = String::from_utf8_lossy(&run.stderr);
    let count = told
        .lines()
        .find_map(|line| line.split("refs:").nth(1))
        .expect("a count of instructions");
    count.trim().replace(',', "").parse().expect("a number")
}

/// What a command takes for a byte beyond what it takes to start.
fn a_byte(arguments: &[&str], path: &Path) -> f64 {
    let folder = TempDir::new().expect("a folder");
    let small = folder.path().join("small.dip");
    std::fs::write(
        &small,
        "topic trade \"Trade\" { note: \"Nothing else.\" }\n",
    )
    .expect("a file");
    let bytes = size(path);
    (instructions(arguments, path) - instructions(arguments, &small)) / bytes
}

fn size(path: &Path) -> f64 {
    let files = if path.is_dir() {
        walk(path)
    } else {
        vec![path.to_owned()]
    };
    let bytes = |file: &PathBuf| std::fs::metadata(file).expect("a file").len();
    let all: u64 = files.iter().map(bytes).sum();
    f64::from(u32::try_from(all).expect("a small archive"))
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder)
        .expect("a folder")
        .flatten()
        .map(|entry| entry.path());
    entries
        .flat_map(|path| {
            if path.is_dir() {
                walk(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

fn made(folder: &TempDir, name: &str, meetings: usize, spacing: Spacing) -> PathBuf {
    let plan = Plan {
        meetings,
        files: 1,
        spacing,
        mistake_every: None,
    };
    let target = folder.path().join(name);
    for (file, text) in archive::dip(&Records::of(meetings), plan) {
        std::fs::create_dir_all(&target).expect("a folder");
        std::fs::write(target.join(file), text).expect("a file");
    }
    target
}

#[test]
fn instructions_of_a_plain_archive_are_few_and_grow_with_its_bytes() {
    if !has_valgrind() {
        return;
    }
    let folder = TempDir::new().expect("a folder");
    let small = a_byte(&["check"], &made(&folder, "small", 40, Spacing::Canonical));
    let large = a_byte(&["check"], &made(&folder, "large", 120, Spacing::Canonical));
    let free = a_byte(&["check"], &made(&folder, "free", 40, Spacing::Free));
    assert!(small < MOST_A_BYTE, "{small:.0} instructions a byte");
    assert!(
        large < small * 1.15,
        "{small:.0} instructions a byte became {large:.0}"
    );
    assert!(
        free < small * 1.3,
        "{small:.0} instructions a byte became {free:.0} when freely spaced"
    );
}

#[test]
fn instructions_do_not_leap_at_any_shape() {
    if !has_valgrind() {
        return;
    }
    let folder = TempDir::new().expect("a folder");
    let plain = a_byte(&["check"], &made(&folder, "plain", 40, Spacing::Canonical));
    let many = |line: &str| -> String {
        (0..250)
            .map(|number| line.replace('N', &number.to_string()))
            .collect()
    };
    let shapes = [
        (
            "deep nesting",
            "meeting m \"M\" {\n".repeat(500) + &"}\n".repeat(500),
        ),
        ("unclosed texts", many("topic tN \"T\n")),
        ("empty records", many("topic tN \"T\" {}\n")),
        (
            "one long line of fields",
            format!("topic t \"T\" {{ {}}}\n", many("x-aN: b; ")),
        ),
        (
            "one long text",
            format!("topic t \"T\" {{ note: \"{}\" }}\n", many("word N ")),
        ),
        (
            "references to one",
            format!(
                "document d \"D\" {{ kind: press }}\n{}",
                many("topic tN \"T\" { source: d }\n")
            ),
        ),
        (
            "names alike",
            many("person pN \"Kassym-Jomart Tokayev\" { title: \"Mr\" }\n"),
        ),
        (
            "many attendees",
            format!(
                "meeting m \"M\" {{\n date: 2024-10-29\n{}}}\n",
                many(" attendee \"Somebody N\" for KZ\n")
            ),
        ),
        (
            "many statements",
            format!(
                "person a \"Aigerim Bold\" {{ title: \"Ms\" }}\nmeeting m \"M\" {{\n date: 2024-10-29\n attendee a for KZ\n{}}}\n",
                many(" statement by a said \"that this is sentence N of many\"\n")
            ),
        ),
    ];
    let mut leaps = Vec::new();
    for (shape, text) in shapes {
        let path = folder.path().join("shape.dip");
        std::fs::write(&path, text).expect("a file");
        let ratio = a_byte(&["check", "--format", "concise"], &path) / plain;
        let steeper = STEEPER.iter().find(|(known, _)| *known == shape);
        if ratio > steeper.map_or(CLIFF, |(_, limit)| *limit) {
            leaps.push(format!("{shape}: {ratio:.1} times a plain archive"));
        }
    }
    assert!(leaps.is_empty(), "{leaps:#?}");
}
