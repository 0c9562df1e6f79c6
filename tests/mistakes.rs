//! The mistakes that archivists make, each with what a careful colleague would say to it, and the score of our answers.

mod plain;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use dip::diag::{Diagnostic, Severity};
use dip::manifest::Manifest;
use dip::text::{Role, Source, World};
use plain::FORBIDDEN;

/// What all answers together must reach, in percent.
const OVERALL: usize = 95;
/// What each category must reach, in percent.
const CATEGORY: usize = 90;
/// Points that a mistake can earn.
const FULL: usize = 10;
/// A mistake below this is answered badly.
const LOW: usize = 7;
/// How many mistakes are answered badly now; it should be none.
const BAD: usize = 1;

/// What should be said: the `.expect` file beside the record.
struct Expectation {
    codes: Vec<String>,
    lines: Vec<u32>,
    at: String,
    says: String,
    fix: String,
    most: usize,
}

impl Expectation {
    fn read(text: &str) -> Self {
        let value = |key: &str| {
            let found = text
                .lines()
                .find_map(|line| line.strip_prefix(key)?.strip_prefix(": "));
            found.unwrap_or_default().to_owned()
        };
        let numbers = |key: &str| {
            value(key)
                .split(' ')
                .filter_map(|number| number.parse().ok())
                .collect()
        };
        Self {
            codes: value("code").split(' ').map(str::to_owned).collect(),
            lines: numbers("line"),
            at: value("at"),
            says: value("says"),
            fix: value("fix"),
            most: value("most").parse().unwrap_or(1),
        }
    }

    /// The points for what was found: detected, span, plain, fix, quiet.
    fn score(&self, world: &World, found: &[Diagnostic]) -> [usize; 5] {
        if found.is_empty() {
            return [0; 5];
        }
        let on_line = |line: u32| {
            found
                .iter()
                .filter(move |finding| world.line(finding.span) == line)
        };
        let loud = |line: &u32| on_line(*line).any(|finding| finding.severity != Severity::Note);
        let detected = if self.lines.iter().all(loud) { 2 } else { 1 };
        let span = if found
            .iter()
            .any(|finding| world.text(finding.span) == self.at)
        {
            2
        } else {
            usize::from(
                self.lines
                    .iter()
                    .any(|&line| on_line(line).next().is_some()),
            )
        };
        let words: String = found.iter().map(words).collect();
        let plain = if FORBIDDEN.iter().any(|word| has_word(&words, word)) {
            0
        } else {
            1 + usize::from(words.contains(&self.says))
        };
        let fix = if found.iter().any(|finding| offers(finding, &self.fix)) {
            2
        } else {
            usize::from(found.iter().any(|finding| !finding.help.is_empty()))
        };
        let quiet = 2_usize.saturating_sub(found.len().saturating_sub(self.most));
        [detected, span, plain, fix, quiet]
    }
}

/// All that a finding says.
fn words(finding: &Diagnostic) -> String {
    let labels: String = finding
        .labels
        .iter()
        .map(|label| format!("{}\n", label.text))
        .collect();
    format!(
        "{}\n{}\n{labels}{}\n",
        finding.message,
        finding.label,
        finding.help.join("\n")
    )
}

/// Whether a word of the tool's own, outside the writer's backticks, begins so.
fn has_word(words: &str, beginning: &str) -> bool {
    let ours = words.lines().flat_map(|line| line.split('`').step_by(2));
    ours.flat_map(|part| part.split(|letter: char| !letter.is_alphabetic()))
        .any(|word| word.to_lowercase().starts_with(beginning))
}

/// Whether the finding writes `wanted` itself, or its help says to.
fn offers(finding: &Diagnostic, wanted: &str) -> bool {
    let mut edits = finding.fixes.iter().flat_map(|fix| &fix.edits);
    edits.any(|edit| edit.text.trim() == wanted)
        || finding.help.iter().any(|help| help.contains(wanted))
}

/// The bytes of the record; in the category *encoding*, `\x` and two digits stand for one byte.
fn bytes(category: &str, text: &str) -> Vec<u8> {
    if category != "encoding" {
        return text.as_bytes().to_vec();
    }
    let mut parts = text.split("\\x");
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (number, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(number, 16).expect("two hexadecimal digits after \\x"));
        bytes.extend(rest.as_bytes());
    }
    bytes
}

/// What is found in a record, or in the archive's own `.toml` file.
fn findings(world: &mut World, path: &Path, bytes: Vec<u8>) -> Vec<Diagnostic> {
    if path.extension().is_some_and(|end| end == "toml") {
        let text = String::from_utf8_lossy(&bytes);
        let id = world.add(Source::new("dip.toml", text).with_role(Role::Data));
        return dip::manifest::manifest(world, id, &dip::known()).1;
    }
    let mut found = dip::read(world, "record.dip", bytes).1;
    found.extend(dip::compile(world, &Manifest::default()).diagnostics);
    found
}

#[test]
fn mistakes_are_answered_well() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes");
    let mut sums: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut reached = BTreeSet::new();
    let mut accepted = Vec::new();
    let mut wrong_code = 0;
    let mut bad = 0;
    for category in ["encoding", "meaning", "names", "syntax", "values"] {
        let folder = std::fs::read_dir(root.join(category)).expect("a folder for the category");
        let mut paths: Vec<_> = folder.map(|entry| entry.expect("a file").path()).collect();
        paths.sort();
        for path in paths
            .iter()
            .filter(|path| path.extension().is_some_and(|end| end != "expect"))
        {
            let text = std::fs::read_to_string(path).expect("a record");
            let expected =
                std::fs::read_to_string(path.with_extension("expect")).expect("its expectation");
            let expected = Expectation::read(&expected);
            let mut world = World::default().on(jiff::civil::date(2026, 1, 1));
            let found = findings(&mut world, path, bytes(category, &text));
            reached.extend(found.iter().map(|finding| finding.code.name));
            let score = expected.score(&world, &found);
            let total: usize = score.iter().sum();
            let name = format!(
                "{category}/{}",
                path.file_stem().unwrap_or_default().display()
            );
            let right = found
                .iter()
                .any(|finding| expected.codes.iter().any(|code| code == finding.code.name));
            wrong_code += usize::from(!right);
            if total < LOW || !right || std::env::var_os("DIP_SCORES").is_some() {
                let said: Vec<_> = found.iter().map(|finding| finding.code.name).collect();
                println!("{name}: {total} {score:?} said {said:?}");
            }
            bad += usize::from(total < LOW);
            if total == 0 {
                accepted.push(name);
            }
            let sum = sums.entry(category.to_owned()).or_default();
            *sum = (sum.0 + total, sum.1 + FULL);
        }
    }
    let percent = |(points, full): (usize, usize)| points * 100 / full;
    let all = sums
        .values()
        .fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
    for (category, &sum) in &sums {
        println!(
            "{category}: {} % of {} mistakes",
            percent(sum),
            sum.1 / FULL
        );
    }
    println!(
        "overall: {} % of {}; under another code: {wrong_code}",
        percent(all),
        all.1 / FULL
    );
    let missed = dip::catalogue()
        .into_iter()
        .filter(|code| !reached.contains(code.name))
        .map(|code| code.name);
    let missed: Vec<_> = missed.collect();
    assert!(
        missed.is_empty(),
        "codes that no mistake reaches: {missed:?}"
    );
    assert!(bad <= BAD, "{bad} mistakes earn less than {LOW} of {FULL}");
    assert!(accepted.is_empty(), "silently accepted: {accepted:?}");
    assert!(percent(all) >= OVERALL, "overall {} %", percent(all));
    for (category, sum) in sums {
        assert!(percent(sum) >= CATEGORY, "{category} {} %", percent(sum));
    }
}
