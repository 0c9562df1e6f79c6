//! `dip check`: says what is wrong.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::Failure;
use super::load::{Archive, load};
use super::output::{Look, on_terminal, print, replace};
use crate::diag::{Diagnostic, Severity, count};
use crate::render::{
    Tally, checkstyle, concise, github, gitlab, human, json, jsonl, junit, rdjson, sarif,
};
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

    /// Write the findings to this file too, replaced whole or not at all; `--format` is then the file's, or
    /// its ending's: `.sarif`, `.json`, `.jsonl`
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Count these as errors
    #[arg(long, value_enum, value_name = "WHAT")]
    deny: Option<Deny>,

    /// Print every finding, however many there are
    #[arg(long)]
    all: bool,
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

    /// What the ending of a report's name says.
    fn of_ending(path: &Path) -> Result<Self, Failure> {
        let name = path.to_string_lossy().to_lowercase();
        let endings = [
            (".sarif", Self::Sarif),
            (".sarif.json", Self::Sarif),
            (".jsonl", Self::Jsonl),
            (".json", Self::Json),
        ];
        let known = endings.iter().find(|(ending, _)| name.ends_with(ending));
        known.map(|(_, format)| *format).ok_or_else(|| {
            Failure::new(format!(
                "the name of {} does not say in which format to write it; say so, for example `--format junit`",
                path.display()
            ))
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// Warnings end the check with 1, as errors do
    Warnings,
}

/// The file to write and its format, where one is asked for; never a record, which a slip of the hand would replace.
fn report(arguments: &Arguments) -> Result<Option<(&Path, Format)>, Failure> {
    let Some(path) = arguments.output.as_deref() else {
        return Ok(None);
    };
    if path.extension().is_some_and(|ending| ending == "dip") {
        return Err(Failure::new(format!(
            "cannot write findings to {}: that is the name of a record",
            path.display()
        )));
    }
    let format = arguments
        .format
        .map_or_else(|| Format::of_ending(path), Ok)?;
    Ok(Some((path, format)))
}

pub(super) fn run(arguments: &Arguments, look: Look) -> Result<u8, Failure> {
    let report = report(arguments)?;
    let archives = load(&arguments.paths)?;
    let findings: Vec<(&World, &Diagnostic)> = archives
        .iter()
        .flat_map(|archive| archive.findings().map(|finding| (&archive.world, finding)))
        .collect();
    let files = archives.iter().map(Archive::files).sum();
    let tally = Tally::of(findings.iter().map(|(_, diagnostic)| *diagnostic));
    let failed = tally.errors > 0 || (arguments.deny.is_some() && tally.warnings > 0);
    let written = |format| match format {
        Format::Human => for_people(&archives, &findings, arguments, look, files),
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
    if let Some((path, format)) = report {
        replace(path, |out| out.write_all(written(format).as_bytes()))?;
    }
    let own = arguments.format.filter(|_| report.is_none());
    print(&written(own.unwrap_or_else(Format::fitting)))?;
    Ok(u8::from(failed))
}

fn for_people(
    archives: &[Archive],
    findings: &[(&World, &Diagnostic)],
    arguments: &Arguments,
    look: Look,
    files: usize,
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
    if findings.is_empty() {
        text.push_str(&format!("{}: nothing to report.\n", count(files, "file")));
    }
    text
}
