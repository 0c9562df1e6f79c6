//! What a writer begins with: the records of `dip new` and the archive of `dip init` are clean.

use std::fs;

use crate::support::{compile, root, run, said};

const RECORDS: [&str; 8] = [
    "party",
    "person",
    "topic",
    "document",
    "meeting",
    "statement",
    "pledge",
    "progress",
];

/// What a writer is given is as the formatter would lay it out.
fn assert_laid_out(text: &str) {
    let source = dip::text::Source::new("-", text);
    assert_eq!(
        dip::fmt::format(&source, dip::fmt::Style::default()).text,
        text
    );
}

/// What is found in the record that these words print; names that it takes from elsewhere are no matter.
fn found(words: &[&str]) -> Vec<String> {
    let words: Vec<&str> = ["new"].into_iter().chain(words.iter().copied()).collect();
    let output = run(&root(), &words);
    assert_eq!(output.status.code(), Some(0), "{words:?}");
    assert_laid_out(&said(&output));
    let (_, compiled, read) = compile(said(&output).as_bytes());
    let all = read.into_iter().chain(compiled.diagnostics);
    all.filter(|finding| !matches!(finding.code.name, "unknown-name" | "unused-name"))
        .map(|finding| finding.message)
        .collect()
}

#[test]
fn every_new_record_is_clean() {
    for record in RECORDS {
        let pledge = (record == "progress").then_some("khural-talks.eighth-congress");
        let bare: Vec<&str> = [record].into_iter().chain(pledge).collect();
        assert_eq!(found(&bare), Vec::<String>::new(), "{bare:?}");
        let named: Vec<&str> = bare.into_iter().chain(["The \"Great\" one\\two"]).collect();
        assert_eq!(found(&named), Vec::<String>::new(), "{named:?}");
    }
}

#[test]
fn every_new_record_is_clean_when_it_is_filled_in() {
    let meeting = "meeting talks Talks --date 2024-10-29 --kind bilateral --place Astana,KZ --party KZ --party MN --source x";
    for words in [
        meeting,
        "party khural --kind parliament --source x",
        "person oyun-erdene --office Premier --of MN",
        "document readout --kind readout --date 2024 --place KZ",
        "statement --by tokayev --by Guests --verb thanked --to MN --date 2024-10-29",
        "statement --by tokayev --to MN",
        "pledge congress --by KZ --verb assured --to MN --due 2025 --date 2024-10-29",
        "progress talks.congress --by KZ --date 2025-09 --state fulfilled --source x",
    ] {
        let words: Vec<&str> = words.split(' ').collect();
        assert_eq!(found(&words), Vec::<String>::new(), "{words:?}");
    }
}

#[test]
fn a_new_archive_is_laid_out() {
    for file in fs::read_dir(root().join("src/cli/starter"))
        .expect("the starter")
        .flatten()
    {
        if file
            .path()
            .extension()
            .is_some_and(|ending| ending == "dip")
        {
            assert_laid_out(&fs::read_to_string(file.path()).expect("a record"));
        }
    }
}

#[test]
fn a_new_archive_is_clean_and_has_something_to_show() {
    let folder = tempfile::tempdir().expect("a folder");
    let named = "the \"new\" archive";
    assert_eq!(run(folder.path(), &["init", named]).status.code(), Some(0));
    let checked = run(folder.path(), &["check", "--deny", "warnings", named]);
    assert_eq!(said(&checked), "2 files: nothing to report.\n");
    let built = said(&run(folder.path(), &["build", named]));
    let document: serde_json::Value = serde_json::from_str(&built).expect("JSON");
    assert_eq!(document["name"], named);
    let minutes = said(&run(folder.path(), &["summary", "--minutes", named]));
    assert!(
        minutes.contains("17 September 2025: fulfilled"),
        "{minutes}"
    );
}

#[test]
fn init_overwrites_nothing() {
    for file in [
        "dip.toml",
        "people.dip",
        "meetings/2024-10-29-khural-talks.dip",
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, "mine").expect("written");
        let output = run(folder.path(), &["init"]);
        assert_eq!(output.status.code(), Some(2));
        let why = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(
            why,
            format!("dip: {file} is there already; nothing was written\n")
        );
        assert_eq!(fs::read(&path).expect("read"), b"mine");
        let files = fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!(files, 1, "{file} had company");
    }
}
