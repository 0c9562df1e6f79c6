//! What `dip check` prints: the findings that are left, in a format.

use std::path::Path;

use clap::ValueEnum;

use super::Failure;
use super::check::Arguments;
use super::load::Archive;
use super::output::{Look, on_terminal};
use super::sift::{Found, Sifted};
use crate::diag::{Severity, count};
use crate::render::{
    Finding, Tally, checkstyle, concise, github, gitlab, human, json, jsonl, junit, rdjson, sarif,
    visible,
};
use crate::repair::{Wanted, fix};

/// How many findings are printed in full, and how many files are counted.
const MOST: usize = 20;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
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
    pub(super) fn fitting() -> Self {
        let on_github = std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true");
        if on_github { Self::Github } else { Self::Human }
    }

    /// What the ending of a report's name says.
    pub(super) fn of_ending(path: &Path) -> Result<Self, Failure> {
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

/// The findings that are reported, and what else there is to say.
pub(super) struct Report<'a> {
    archives: &'a [Archive],
    found: &'a [Found<'a>],
    /// What was corrected, and what is known already; a line each.
    remarks: Vec<String>,
}

impl<'a> Report<'a> {
    pub(super) fn of(archives: &'a [Archive], sifted: &'a Sifted<'a>) -> Self {
        Self {
            archives,
            found: &sifted.found,
            remarks: sifted.remarks.clone(),
        }
    }

    /// The same, with what was corrected before.
    pub(super) fn corrected(mut self, words: String) -> Self {
        self.remarks.insert(0, words);
        self
    }

    /// Whether something is found that weighs as much as `least`, or more.
    pub(super) fn fails(&self, least: Severity) -> bool {
        self.found
            .iter()
            .any(|(_, finding)| finding.severity <= least)
    }

    /// The report in a format.
    pub(super) fn text(&self, format: Format, arguments: &Arguments, look: Look) -> String {
        let findings = self.findings();
        match format {
            Format::Human => self.for_people(&findings, arguments, look),
            Format::Concise => concise(&findings),
            Format::Json => json(&findings, self.files()),
            Format::Jsonl => jsonl(&findings),
            Format::Github => github(&findings),
            Format::Gitlab => gitlab(&findings),
            Format::Sarif => sarif(&findings),
            Format::Junit => {
                let paths: Vec<&str> = self.archives.iter().flat_map(Archive::paths).collect();
                junit(&findings, &paths, arguments.fails())
            }
            Format::Rdjson => rdjson(&findings),
            Format::Checkstyle => checkstyle(&findings),
        }
    }

    fn findings(&self) -> Vec<Finding<'a>> {
        let pairs = self.found.iter();
        pairs
            .map(|(archive, finding)| (&archive.world, *finding))
            .collect()
    }

    fn files(&self) -> usize {
        self.archives.iter().map(Archive::files).sum()
    }

    fn for_people(&self, findings: &[Finding], arguments: &Arguments, look: Look) -> String {
        let style = look.style(on_terminal());
        let most = if arguments.all { usize::MAX } else { MOST };
        let mut text = String::new();
        for (world, finding) in findings.iter().take(most) {
            text.push_str(&human(world, finding, style));
            text.push('\n');
        }
        if findings.len() > most {
            text.push_str(&format!(
                "… and {}. `dip check --all` prints them too.\n\n",
                count(findings.len() - most, "more finding")
            ));
        }
        for remark in &self.remarks {
            text.push_str(&format!("{remark}\n"));
        }
        if findings.is_empty() {
            let files = count(self.files(), "file");
            text.push_str(&format!("{files}: nothing to report.\n"));
            return text;
        }
        let tallies = tallies(findings);
        text.push_str(&tallies.join("\n"));
        let gap = if tallies.len() == 1 { ' ' } else { '\n' };
        if let Some(words) = self.can_be_corrected(arguments) {
            text.push(gap);
            text.push_str(&words);
        }
        text.push('\n');
        text
    }

    /// How many findings `--fix` would correct, and how many with `--unsafe`.
    fn can_be_corrected(&self, arguments: &Arguments) -> Option<String> {
        let fixable = |wanted: Wanted| {
            let fix = |(archive, finding): &&Found| {
                fix(&archive.world, finding, &archive.asked, wanted).is_some()
            };
            self.found.iter().filter(fix).count()
        };
        let (safe, all) = (fixable(Wanted::Safe), fixable(Wanted::All));
        let paths = arguments.paths.iter();
        let paths: String = paths.map(|path| format!(" {}", path.display())).collect();
        let paths = visible(&paths);
        let these = |number: usize| match (number, self.found.len()) {
            (1, 1) => "it".to_owned(),
            (2, 2) => "both".to_owned(),
            (number, found) if number == found => format!("all {number}"),
            (number, _) => format!("{number} of them"),
        };
        let unsure = all - safe;
        match (safe, unsure) {
            (0, 0) => None,
            (0, _) => Some(format!(
                "`dip check --diff --unsafe{paths}` shows how {} may be corrected.",
                these(unsure)
            )),
            (_, 0) => Some(format!(
                "`dip check --fix{paths}` would correct {}.",
                these(safe)
            )),
            _ => Some(format!(
                "`dip check --fix{paths}` would correct {safe} of them; `--diff --unsafe` shows how {unsure} more may be."
            )),
        }
    }
}

/// A line for each of the first files in which something is found.
fn tallies(findings: &[Finding]) -> Vec<String> {
    let path = |finding: &Finding| finding.0.source(finding.1.span.source).path().to_owned();
    let files = findings.chunk_by(|left, right| path(left) == path(right));
    files
        .take(MOST)
        .map(|own| {
            let tally = Tally::of(own.iter().map(|(_, finding)| *finding));
            format!("{}: {}.", visible(&path(&own[0])), tally.words())
        })
        .collect()
}
