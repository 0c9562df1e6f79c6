//! Which findings are reported: not those of a baseline, and only those on changed lines, where that is asked for.

use std::path::{Path, PathBuf};

use super::Failure;
use super::baseline::{Baseline, write};
use super::load::Archive;
use super::since::Since;
use crate::diag::{Diagnostic, count};

/// What is known already and need not be told.
#[derive(Debug, clap::Args)]
pub(super) struct Known {
    /// Report only what is not in this file
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,

    /// Write what is found now into this file, for `--baseline`, and report nothing
    #[arg(long, value_name = "FILE", conflicts_with_all = ["baseline", "fix", "diff", "format", "output"])]
    write_baseline: Option<PathBuf>,

    /// Report only what touches lines that changed since this revision of git
    #[arg(long, value_name = "REVISION")]
    diff_base: Option<String>,
}

impl Known {
    /// The baseline that is to be written.
    pub(super) fn to_write(&self) -> Option<&Path> {
        self.write_baseline.as_deref()
    }
}

/// A finding, with the archive that it is in.
pub(super) type Found<'a> = (&'a Archive, &'a Diagnostic);

/// What is left.
pub(super) struct Sifted<'a> {
    /// The findings to report, in the order of archives, files and lines.
    pub(super) found: Vec<Found<'a>>,
    /// What was left out, in words; a line each.
    pub(super) remarks: Vec<String>,
}

/// Lets through what is to be reported.
pub(super) struct Sieve {
    baseline: Option<Baseline>,
    since: Option<Since>,
}

impl Sieve {
    pub(super) fn of(known: &Known) -> Result<Self, Failure> {
        Ok(Self {
            baseline: known.baseline.as_deref().map(Baseline::read).transpose()?,
            since: known.diff_base.as_deref().map(Since::revision),
        })
    }

    /// The findings of archives that are to be reported.
    pub(super) fn sift<'a>(&self, archives: &'a [Archive]) -> Result<Sifted<'a>, Failure> {
        let all = archives.iter();
        let mut found: Vec<Found> = all
            .flat_map(|archive| archive.findings().map(move |finding| (archive, finding)))
            .collect();
        let mut remarks = Vec::new();
        if let Some(baseline) = &self.baseline {
            let mut left = baseline.clone();
            let before = found.len();
            found.retain(|(archive, finding)| !left.takes(archive, finding));
            let known = before - found.len();
            if known > 0 {
                remarks.push(format!(
                    "{} known from {}.",
                    count(known, "finding"),
                    left.path()
                ));
            }
            remarks.extend(left.gone(archives));
        }
        if let Some(since) = &self.since {
            let before = found.len();
            let changed = since.changed(archives)?;
            found.retain(|(archive, finding)| changed.touches(archive, finding));
            let old = before - found.len();
            if old > 0 {
                remarks.push(format!(
                    "{} on lines that have not changed since {}.",
                    count(old, "finding"),
                    since.name()
                ));
            }
        }
        Ok(Sifted { found, remarks })
    }

    /// Writes what is found into a baseline, and says how much that is.
    pub(super) fn write(&self, path: &Path, sifted: &Sifted) -> Result<String, Failure> {
        write(path, &sifted.found)?;
        let findings = count(sifted.found.len(), "finding");
        Ok(format!("{findings} written to {}.\n", path.display()))
    }
}
