//! Bad input: a clear finding, or exit code 2 with the path; never a panic, nothing half-written.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::support::{dip, run, said};

struct Case {
    name: &'static str,
    bytes: Vec<u8>,
    exit: i32,
    says: &'static [&'static str],
}

fn case(
    name: &'static str,
    bytes: impl Into<Vec<u8>>,
    exit: i32,
    says: &'static [&'static str],
) -> Case {
    Case {
        name,
        bytes: bytes.into(),
        exit,
        says,
    }
}

fn cases() -> Vec<Case> {
    let windows = b"person t \"\xd2\xee\xea\xe0\xe5\xe2\"\n".to_vec();
    let utf16: Vec<u8> = "topic a \"A\"\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let nested = "meeting a \"A\" { ".repeat(10_000) + &"}".repeat(10_000);
    vec![
        case(
            "windows.dip",
            windows,
            1,
            &[
                "windows.dip:1:11",
                "windows-1251",
                "windows.dip:1:11",
                "Токаев",
            ],
        ),
        case("wide.dip", utf16, 1, &["UTF-16LE", "wide.dip:1:1"]),
        case(
            "nul.dip",
            "topic a \"A\0B\"\n",
            1,
            &["a NUL character", "nul.dip:1:11"],
        ),
        case(
            "turned.dip",
            "topic a \"A\u{202E}B\"\n",
            1,
            &["U+202E", "turned.dip:1:11"],
        ),
        case("empty.dip", "", 0, &["nothing is written in empty.dip"]),
        case(
            "picture.dip",
            b"\x89PNG\r\n\x1a\n\0\0".to_vec(),
            1,
            &["picture.dip is a PNG picture"],
        ),
        case("nested.dip", nested, 1, &["more than 16 deep"]),
        case(
            "unclosed.dip",
            "meeting a \"A\" {\n".repeat(10_000),
            1,
            &["is never closed"],
        ),
        case(
            "bom.dip",
            "\u{FEFF}topic a \"A\" { note: \"x\" }\r\n",
            0,
            &["nothing to report"],
        ),
    ]
}

#[test]
fn every_bad_file_is_answered_clearly() {
    let folder = tempfile::tempdir().expect("a folder");
    for Case {
        name,
        bytes,
        exit,
        says,
    } in cases()
    {
        fs::write(folder.path().join(name), bytes).expect("written");
        let output = run(folder.path(), &["check", name]);
        let text = said(&output);
        assert_eq!(output.status.code(), Some(exit), "{name}: {text}");
        for words in says {
            assert!(text.contains(words), "{name} should say {words:?}:\n{text}");
        }
        assert!(
            !text.contains('\0') && !text.contains('\u{202E}'),
            "{name} sends hidden signs to the terminal"
        );
    }
}

#[test]
fn a_line_of_ten_megabytes_is_answered_at_once_in_four_kilobytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let signs = [
        "\"", "{", "}", "(", "]", ",", "“", "'", "'''", "“a ", "a ", "&amp;", "&quot;", "????",
        "<b>", "Ã©", "; ", "> ", "| ", "=C3", "[1",
    ];
    for sign in signs {
        let many = sign.repeat(10_000_000 / sign.len());
        fs::write(folder.path().join("signs.dip"), &many).expect("written");
        fs::write(
            folder.path().join("field.dip"),
            format!("topic a \"A\" {{ note: {many} }}\n"),
        )
        .expect("written");
        let begun = Instant::now();
        for name in ["signs.dip", "field.dip"] {
            let output = run(folder.path(), &["check", name]);
            let (took, printed) = (begun.elapsed(), output.stdout.len());
            assert!(took < Duration::from_secs(30), "{sign} took {took:?}");
            assert!(printed < 4096, "{sign}: {printed} bytes are printed");
        }
    }
    let lines = [
        (
            "long.dip",
            format!("topic a \"A\" {{ note: {} }}\n", "x".repeat(10_000_000)),
        ),
        ("word.dip", "a".repeat(10_000_000)),
        (
            "quotes.dip",
            format!("topic a \"{}\n", "b \"".repeat(3_000_000)),
        ),
        (
            "name.dip",
            format!(
                "meeting m \"M\" {{ date: 2024; attendee {} }}\n",
                "n".repeat(10_000_000)
            ),
        ),
    ];
    for (name, text) in lines {
        fs::write(folder.path().join(name), text).expect("written");
        let begun = Instant::now();
        let output = run(folder.path(), &["check", name]);
        let limit = if cfg!(debug_assertions) { 30 } else { 1 };
        assert!(
            begun.elapsed() < Duration::from_secs(limit),
            "{name} took {:?}",
            begun.elapsed()
        );
        assert_eq!(output.status.code(), Some(1), "{name}");
        assert!(
            output.stdout.len() < 4096,
            "{name}: {} bytes are printed",
            output.stdout.len()
        );
    }
}

#[test]
fn a_file_of_mistakes_is_answered_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = [
        "meeting 2020-01-01 {} ".repeat(100_000),
        "foo bar\n".repeat(500_000),
        "} ".repeat(2_000_000),
        "meeting a \"A\" {\n dat: 2020\n attendee x fur KZ\n}\n".repeat(50_000),
        format!(
            "meeting a \"A\" {{\n{}}}\n",
            " attendee x fur KZ\n".repeat(40_000)
        ),
    ];
    for text in files {
        fs::write(folder.path().join("mistakes.dip"), &text).expect("written");
        let begun = Instant::now();
        let output = run(folder.path(), &["check", "mistakes.dip"]);
        let took = begun.elapsed();
        assert!(
            took < Duration::from_secs(20),
            "{} took {took:?}",
            &text[..20]
        );
        assert_eq!(output.status.code(), Some(1));
    }
}

#[test]
fn what_cannot_be_read_ends_with_2_and_the_path() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("nothing")).expect("a folder");
    fs::write(
        folder.path().join("a.dip"),
        "topic a \"A\" { note: \"x\" }\n",
    )
    .expect("written");
    let cases: [(&[&str], &str); 5] = [
        (&["check", "missing.dip"], "missing.dip"),
        (&["check", "nothing"], "nothing holds no .dip files"),
        (
            &["build", "a.dip", "-o", "nothing"],
            "nothing: it is a folder",
        ),
        (
            &["build", "a.dip", "-o", "no/such/out.json"],
            "no/such/out.json",
        ),
        (
            &["summary", "a.dip", "--meeting", "x"],
            "no meeting is called `x`",
        ),
    ];
    for (words, says) in cases {
        let output = run(folder.path(), words);
        let error = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{words:?}: {error}");
        assert!(
            error.contains(says),
            "{words:?} should say {says:?}: {error}"
        );
    }
    assert_eq!(
        fs::read_dir(folder.path()).expect("a folder").count(),
        2,
        "something half-written was left"
    );
}

#[test]
#[cfg(unix)]
fn an_unreadable_file_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("locked.dip");
    fs::write(&path, "topic a \"A\"\n").expect("written");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("locked");
    if fs::read(&path).is_ok() {
        // Somebody who may read everything, as in many a container, can lock nothing away.
        return;
    }
    let output = run(folder.path(), &["check", "locked.dip"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("locked.dip: permission is denied"));
}

#[test]
fn two_files_declaring_one_id_show_both_places() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("dip.toml"), "").expect("written");
    fs::write(
        folder.path().join("a.dip"),
        "topic trade \"Trade\" { note: \"x\" }\n",
    )
    .expect("written");
    fs::write(
        folder.path().join("b.dip"),
        "\ntopic trade \"Commerce\" { note: \"y\" }\n",
    )
    .expect("written");
    let text = said(&run(folder.path(), &["check"]));
    assert!(
        text.contains("a.dip:1:7") && text.contains("b.dip:2:7"),
        "{text}"
    );
    assert_eq!(text.matches("error[").count(), 1, "{text}");
}

#[test]
fn a_reader_that_has_seen_enough_may_close_the_pipe() {
    let folder = tempfile::tempdir().expect("a folder");
    let many: String = (0..3000)
        .map(|at| format!("topic t{at} \"T\" {{ foo{at}: x }}\n"))
        .collect();
    fs::write(folder.path().join("many.dip"), many).expect("written");
    for words in [
        &["check", "--all", "many.dip"][..],
        &["vocabulary", "verbs"],
        &["schema"],
        &["explain"],
    ] {
        let mut child = dip(folder.path())
            .args(words)
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .expect("the binary runs");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(
            !error.contains("panicked") && error.is_empty(),
            "{words:?}: {error}"
        );
        assert!(
            output.status.code().is_some_and(|code| code < 2),
            "{words:?}: {:?}",
            output.status
        );
    }
}

#[test]
fn a_failed_build_leaves_the_old_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let (good, bad) = (
        "topic a \"A\" { note: \"x\" }\n",
        "topic a \"A\" { note }\n",
    );
    fs::write(folder.path().join("a.dip"), good).expect("written");
    let out = |folder: &Path| fs::read_to_string(folder.join("out.json")).expect("built");
    assert_eq!(
        run(folder.path(), &["build", "a.dip", "-o", "out.json"])
            .status
            .code(),
        Some(0)
    );
    let before = out(folder.path());
    fs::write(folder.path().join("a.dip"), bad).expect("written");
    assert_eq!(
        run(folder.path(), &["build", "a.dip", "-o", "out.json"])
            .status
            .code(),
        Some(1)
    );
    assert_eq!(out(folder.path()), before);
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2);
}

#[cfg(unix)]
#[test]
fn a_file_may_be_called_anything_and_the_terminal_sees_nothing_of_it_raw() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = "x\u{1B}[31mred.DIP";
    fs::write(folder.path().join(name), "topic a \"A\"\n").expect("written");
    for words in [
        &["check"][..],
        &["check", name],
        &["check", "\u{1B}none.dip"],
    ] {
        let output = run(folder.path(), words);
        let said = [output.stdout, output.stderr].concat();
        assert!(!said.is_empty() && !said.contains(&0x1B), "{words:?}");
    }
}
