//! `dip check`: says what is wrong.

use std::path::PathBuf;

use clap::ValueEnum;

use super::Failure;
use super::load::{Archive, load};
use super::output::{Look, on_terminal, print};
use crate::diag::{Diagnostic, Severity, count};
use crate::render::{
    Tally, checkstyle, concise, github, gitlab, human, json, jsonl, junit, rdjson, sarif,
};
use crate::text::World;

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
    let archives = load(&arguments.paths)?;
    let findings: Vec<(&World, &Diagnostic)> = archives
        .iter()
        .flat_map(|archive| archive.findings().map(|finding| (&archive.world, finding)))
        .collect();
    let files = archives.iter().map(Archive::files).sum();
    let tally = Tally::of(findings.iter().map(|(_, diagnostic)| *diagnostic));
    let failed = tally.errors > 0 || (arguments.deny.is_some() && tally.warnings > 0);
    let text = match arguments.format.unwrap_or_else(Format::fitting) {
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
    print(&text)?;
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
        let per_file = archive.asked.iter().map(|id| {
            (
                archive.world.source(*id).path(),
                Tally::of(
                    archive
                        .findings()
                        .filter(|finding| finding.span.source == *id),
                ),
            )
        });
        for (path, tally) in per_file
            .filter(|(_, tally)| *tally != Tally::default())
            .take(MOST)
        {
            text.push_str(&format!("{path}: {}.\n", tally.words()));
        }
    }
    if findings.is_empty() {
        text.push_str(&format!("{}: nothing to report.\n", count(files, "file")));
    }
    text
}
