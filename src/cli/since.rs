//! Lines that changed since a revision of git, as git tells it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use super::Failure;
use super::disk::INPUT;
use super::load::Archive;
use crate::diag::Diagnostic;
use crate::render::changed_lines;
use crate::text::{SourceId, Span};

/// A revision to compare with.
pub(super) struct Since(String);

/// The lines of one file that changed, from 0.
enum Lines {
    All,
    These(BTreeSet<u32>),
}

/// What changed, by archive and file.
pub(super) struct Changed(BTreeMap<(*const Archive, SourceId), Lines>);

impl Since {
    pub(super) fn revision(name: &str) -> Self {
        Self(name.to_owned())
    }

    /// The revision as the user wrote it.
    pub(super) fn name(&self) -> &str {
        &self.0
    }

    /// The lines of the files of archives that differ from the revision.
    pub(super) fn changed(&self, archives: &[Archive]) -> Result<Changed, Failure> {
        let mut changed = BTreeMap::new();
        for archive in archives {
            for (id, place) in &archive.places {
                let lines = self.lines(archive.world.source(*id).text(), place)?;
                changed.insert((std::ptr::from_ref(archive), *id), lines);
            }
        }
        Ok(Changed(changed))
    }

    fn lines(&self, text: &str, place: &Path) -> Result<Lines, Failure> {
        if place == Path::new(INPUT) {
            return Ok(Lines::All);
        }
        Ok(match self.before(place)? {
            None => Lines::All,
            Some(before) if before == text => Lines::These(BTreeSet::new()),
            Some(before) => Lines::These(changed_lines(&before, text).into_iter().collect()),
        })
    }

    /// The text of a file in the revision; none when it was not there.
    fn before(&self, place: &Path) -> Result<Option<String>, Failure> {
        let folder = place
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        let name = place.file_name().unwrap_or_default().to_string_lossy();
        let object = format!("{}:./{name}", self.0);
        let shown = git(folder, &["show", "--no-textconv", &object])?;
        if shown.status.success() {
            return Ok(Some(String::from_utf8_lossy(&shown.stdout).into_owned()));
        }
        let commit = format!("{}^{{commit}}", self.0);
        let known = git(folder, &["rev-parse", "--verify", "--quiet", &commit])?;
        if known.status.success() {
            return Ok(None);
        }
        let inside = git(folder, &["rev-parse", "--is-inside-work-tree"])?;
        Err(Failure::new(if inside.status.success() {
            format!("git knows no revision `{}`", self.0)
        } else {
            format!("{} is not in a repository of git", folder.display())
        }))
    }
}

fn git(folder: &Path, words: &[&str]) -> Result<std::process::Output, Failure> {
    let run = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(words)
        .output();
    run.map_err(|_| Failure::new("`--diff-base` asks git, and git cannot be run here"))
}

impl Changed {
    /// Whether a finding, one of its labels, or an edit of a fix stands on a line that changed.
    pub(super) fn touches(&self, archive: &Archive, finding: &Diagnostic) -> bool {
        let labels = finding.labels.iter().map(|label| label.span);
        let edits = finding
            .fixes
            .iter()
            .flat_map(|fix| &fix.edits)
            .map(|edit| edit.span);
        let mut spans = std::iter::once(finding.span).chain(labels).chain(edits);
        spans.any(|span| self.touched(archive, span))
    }

    fn touched(&self, archive: &Archive, span: Span) -> bool {
        match self.0.get(&(std::ptr::from_ref(archive), span.source)) {
            Some(Lines::All) => true,
            Some(Lines::These(lines)) if !lines.is_empty() => {
                let index = archive.world.source(span.source).lines();
                let (first, last) = (index.line_of(span.start), index.line_of(span.end));
                lines.range(first..=last).next().is_some()
            }
            _ => false,
        }
    }
}
