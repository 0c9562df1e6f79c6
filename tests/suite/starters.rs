//! What a writer begins with: the records of `dip new` are clean.

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

/// What is found in the record that these words print; names that it takes from elsewhere are no matter.
fn found(words: &[&str]) -> Vec<String> {
    let words: Vec<&str> = ["new"].into_iter().chain(words.iter().copied()).collect();
    let output = run(&root(), &words);
    assert_eq!(output.status.code(), Some(0), "{words:?}");
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
    let meeting = "meeting talks Talks --date 2024-10-29 --kind call --place Astana,KZ --party KZ --party MN --source x";
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
