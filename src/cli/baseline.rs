//! Baselines: findings that an old archive is known to have, kept in a file, so that only new ones are reported.
//!
//! A finding is known by its file, its code and its message, not by its line, so that it stays known when lines are
//! written above it. Several alike are counted: one more than before is new. Paths are as seen from the baseline's folder.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Failure;
use super::disk::{INPUT, key};
use super::load::Archive;
use super::output::{reason, replace};
use super::sift::Found;
use crate::diag::{Diagnostic, count};
use crate::render::lasting;

const VERSION: u8 = 1;

#[derive(Serialize, Deserialize)]
struct Stored {
    version: u8,
    findings: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    path: String,
    code: String,
    name: String,
    message: String,
    count: usize,
}

/// A finding's path, code and message.
type Sign = (String, String, String);

/// What is known.
#[derive(Debug, Clone)]
pub(super) struct Baseline {
    path: PathBuf,
    left: BTreeMap<Sign, usize>,
}

impl Baseline {
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let failed = |why: &str| Failure::new(format!("cannot read {}: {why}", path.display()));
        let text = std::fs::read(path).map_err(|error| failed(&reason(&error)))?;
        let stored: Stored = serde_json::from_slice(&text).map_err(|_| {
            failed("it is no baseline; `dip check --write-baseline FILE` writes one")
        })?;
        if stored.version != VERSION {
            return Err(failed(
                "it was written by another version of dip; write it anew",
            ));
        }
        let mut left = BTreeMap::new();
        for entry in stored.findings {
            *left
                .entry((entry.path, entry.code, entry.message))
                .or_default() += entry.count;
        }
        Ok(Self {
            path: path.to_owned(),
            left,
        })
    }

    /// The baseline's own path, as the user wrote it.
    pub(super) fn path(&self) -> String {
        self.path.display().to_string()
    }

    /// Whether a finding is known; each time one fewer of the kind is left.
    pub(super) fn takes(&mut self, archive: &Archive, finding: &Diagnostic) -> bool {
        let sign = sign(&self.path, archive, finding);
        let left = self.left.get_mut(&sign).filter(|left| **left > 0);
        left.map(|left| *left -= 1).is_some()
    }

    /// How many known findings of the files that were checked are found no more.
    pub(super) fn gone(&self, archives: &[Archive]) -> Option<String> {
        let files = archives.iter().flat_map(|archive| {
            let asked = archive.asked.iter().filter_map(|id| archive.places.get(id));
            asked.map(|place| seen_from(&self.path, place))
        });
        let files: Vec<String> = files.collect();
        let left = self
            .left
            .iter()
            .filter(|((path, ..), _)| files.contains(path));
        let gone: usize = left.map(|(_, left)| *left).sum();
        (gone > 0).then(|| {
            format!(
                "{} of {} found no more; `dip check --write-baseline {}` leaves them out.",
                count(gone, "finding"),
                self.path(),
                self.path()
            )
        })
    }
}

/// Writes findings into a baseline.
pub(super) fn write(path: &Path, found: &[Found]) -> Result<(), Failure> {
    let mut entries: BTreeMap<Sign, (&'static str, usize)> = BTreeMap::new();
    for (archive, finding) in found {
        let entry = entries.entry(sign(path, archive, finding));
        entry.or_insert((finding.code.name, 0)).1 += 1;
    }
    let findings = entries
        .into_iter()
        .map(|((path, code, message), (name, count))| Entry {
            path,
            code,
            name: name.to_owned(),
            message,
            count,
        });
    let stored = Stored {
        version: VERSION,
        findings: findings.collect(),
    };
    replace(path, |out| {
        serde_json::to_writer_pretty(&mut *out, &stored)?;
        out.write_all(b"\n")
    })
}

fn sign(baseline: &Path, archive: &Archive, finding: &Diagnostic) -> Sign {
    let place = archive.places.get(&finding.span.source);
    let path = place.map_or_else(String::new, |place| seen_from(baseline, place));
    (
        path,
        finding.code.id.to_owned(),
        lasting(&finding.message).to_owned(),
    )
}

/// A file's path as seen from the folder of the baseline.
fn seen_from(baseline: &Path, place: &Path) -> String {
    if place == Path::new(INPUT) {
        return INPUT.to_owned();
    }
    let folder = baseline
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let (folder, place) = (key(folder.unwrap_or(Path::new("."))), key(place));
    let shared = folder.components().zip(place.components());
    let shared = shared.take_while(|(left, right)| left == right).count();
    let up = folder.components().skip(shared).map(|_| "..".to_owned());
    let down = place
        .components()
        .skip(shared)
        .filter_map(|part| match part {
            Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
            _ => None,
        });
    up.chain(down).collect::<Vec<_>>().join("/")
}
