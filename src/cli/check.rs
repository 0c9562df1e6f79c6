//! `dip check`: says what is wrong.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::Failure;
use super::disk::INPUT;
use super::fix::{Correct, fixed};
use super::load::{Archive, load};
use super::output::{Look, on_terminal, print};
use crate::diag::{Diagnostic, Severity, count};
use crate::render::{
    Tally, checkstyle, concise, github, gitlab, human, json, jsonl, junit, rdjson, sarif,
};
use crate::repair::{Wanted, fix};
use crate::text::{SourceId, World};

/// How many findings are printed in full.
const MOST: usize = 20;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Files and folders; `-` is standard input; none is the folder at hand
    paths: Vec<PathBuf>,

    /// How findings are printed; `human` if nothing is said, `github` in GitHub Actions
    #[arg(long, value_enum)]
    format: Option<Format>,

    /// Count these as errors
    #[arg(long, value_enum, value_name = "WHAT")]
    deny: Option<Deny>,

    /// Print every finding, however many there are
    #[arg(long)]
    all: bool,

    #[command(flatten)]
    correct: Correct,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// A line a finding
    Concise,
    /// One JSON object
    Json,
    /// One JSON object a finding, a line each
    Jsonl,
    /// Workflow commands of GitHub Actions
    Github,
    /// A Code Quality report of GitLab
    Gitlab,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// A `JUnit` report
    Junit,
    /// The format of reviewdog
    Rdjson,
    /// The XML of Checkstyle
    Checkstyle,
}

impl Format {
    /// What is printed where nobody says how: for the place that this runs in.
    fn fitting() -> Self {
        let on_github = std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true");
        if on_github { Self::Github } else { Self::Human }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// Warnings end the check with 1, as errors do
    Warnings,
}

pub(super) fn run(arguments: &Arguments, look: Look) -> Result<u8, Failure> {
    let Some(wanted) = arguments.correct.wanted()? else {
        let (text, failed) = report(arguments, look, &load(&arguments.paths)?, "");
        print(&text)?;
        return Ok(u8::from(failed));
    };
    let fixed = fixed(&arguments.paths, wanted)?;
    if arguments.correct.diff {
        let terminal = on_terminal().then(|| look.style(true));
        return Ok(u8::from(fixed.show(terminal)?));
    }
    fixed.write()?;
    let (text, failed) = report(arguments, look, &fixed.archives, &fixed.words(""));
    if arguments.paths.iter().any(|path| path == Path::new(INPUT)) {
        fixed.print_input()?;
        eprint!("{text}");
    } else {
        print(&text)?;
    }
    Ok(u8::from(failed))
}

/// What is found, in the format that is wanted, and whether it fails the check.
fn report(
    arguments: &Arguments,
    look: Look,
    archives: &[Archive],
    corrected: &str,
) -> (String, bool) {
    let findings: Vec<(&World, &Diagnostic)> = archives
        .iter()
        .flat_map(|archive| archive.findings().map(|finding| (&archive.world, finding)))
        .collect();
    let files = archives.iter().map(Archive::files).sum();
    let tally = Tally::of(findings.iter().map(|(_, diagnostic)| *diagnostic));
    let failed = tally.errors > 0 || (arguments.deny.is_some() && tally.warnings > 0);
    let text = match arguments.format.unwrap_or_else(Format::fitting) {
        Format::Human => for_people(archives, &findings, arguments, look, corrected),
        Format::Concise => concise(&findings),
        Format::Json => json(&findings, files),
        Format::Jsonl => jsonl(&findings),
        Format::Github => github(&findings),
        Format::Gitlab => gitlab(&findings),
        Format::Sarif => sarif(&findings),
        Format::Junit => {
            let paths: Vec<&str> = archives.iter().flat_map(Archive::paths).collect();
            let fails = arguments
                .deny
                .map_or(Severity::Error, |Deny::Warnings| Severity::Warning);
            junit(&findings, &paths, fails)
        }
        Format::Rdjson => rdjson(&findings),
        Format::Checkstyle => checkstyle(&findings),
    };
    (text, failed)
}

fn for_people(
    archives: &[Archive],
    findings: &[(&World, &Diagnostic)],
    arguments: &Arguments,
    look: Look,
    corrected: &str,
) -> String {
    let style = look.style(on_terminal());
    let most = if arguments.all { usize::MAX } else { MOST };
    let mut text = String::new();
    for (world, diagnostic) in findings.iter().take(most) {
        text.push_str(&human(world, diagnostic, style));
        text.push('\n');
    }
    if findings.len() > most {
        text.push_str(&format!(
            "… and {}. `dip check --all` prints them too.\n\n",
            count(findings.len() - most, "more finding")
        ));
    }
    if !corrected.is_empty() {
        text.push_str(&format!("{corrected}\n"));
    }
    text.push_str(&tallies(archives));
    if findings.is_empty() {
        let files = archives.iter().map(Archive::files).sum();
        text.push_str(&format!("{}: nothing to report.\n", count(files, "file")));
    } else if let Some(words) = can_be_corrected(archives, arguments) {
        if text
            .lines()
            .rev()
            .take_while(|line| !line.is_empty())
            .count()
            == 1
        {
            text.truncate(text.trim_end().len());
            text.push(' ');
        }
        text.push_str(&words);
    }
    text
}

/// A line for each of the first files in which something is found.
fn tallies(archives: &[Archive]) -> String {
    let mut text = String::new();
    for archive in archives {
        let mut tallies: BTreeMap<SourceId, Tally> = BTreeMap::new();
        for finding in archive.findings() {
            let tally = tallies.entry(finding.span.source).or_default();
            tally.add(Tally::of([finding]));
        }
        for (id, tally) in tallies.iter().take(MOST) {
            let path = archive.world.source(*id).path();
            text.push_str(&format!("{path}: {}.\n", tally.words()));
        }
    }
    text
}

/// How many findings `--fix` would correct, and how many with `--unsafe`.
fn can_be_corrected(archives: &[Archive], arguments: &Arguments) -> Option<String> {
    let fixable = |wanted: Wanted| -> usize {
        let of = |archive: &Archive| {
            let fix = |finding: &&Diagnostic| {
                fix(&archive.world, finding, &archive.asked, wanted).is_some()
            };
            archive.findings().filter(fix).count()
        };
        archives.iter().map(of).sum()
    };
    let (safe, all) = (fixable(Wanted::Safe), fixable(Wanted::All));
    let paths = arguments.paths.iter();
    let paths: String = paths.map(|path| format!(" {}", path.display())).collect();
    let found = archives
        .iter()
        .map(|archive| archive.findings().count())
        .sum();
    let these = |number: usize| match (number, found) {
        (1, 1) => "it".to_owned(),
        (number, found) if number == found => format!("all {number}"),
        (number, _) => format!("{number} of them"),
    };
    let unsure = all - safe;
    match (safe, unsure) {
        (0, 0) => None,
        (0, _) => Some(format!(
            "`dip check --diff --unsafe{paths}` shows how {} may be corrected.\n",
            these(unsure)
        )),
        (_, 0) => Some(format!(
            "`dip check --fix{paths}` would correct {}.\n",
            these(safe)
        )),
        _ => Some(format!(
            "`dip check --fix{paths}` would correct {safe} of them; `--diff --unsafe` shows how {unsure} more may be.\n"
        )),
    }
}
