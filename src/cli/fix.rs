//! `dip check --fix` and `--diff`: fixes in rounds, until nothing is left that can be fixed.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::Failure;
use super::disk::{Disk, INPUT, key};
use super::load::{Archive, load_from};
use super::output::{print, replace};
use super::sift::Sieve;
use crate::diag::count;
use crate::render::{Style, diff};
use crate::repair::{Repaired, Wanted, repair};

/// Every round mends what the one before it laid open; a line has a few dozen slips at most.
const MOST_ROUNDS: usize = 100;

/// What is to be corrected.
#[derive(Debug, clap::Args)]
pub(super) struct Correct {
    /// Correct what can be corrected beyond doubt
    #[arg(long)]
    fix: bool,

    /// Show what `--fix` would change, and change nothing
    #[arg(long, conflicts_with_all = ["fix", "format", "output"])]
    pub(super) diff: bool,

    /// With `--fix` or `--diff`: correct what is likely, too
    #[arg(long = "unsafe")]
    unsure: bool,
}

impl Correct {
    /// Which fixes are wanted, if any.
    pub(super) fn wanted(&self) -> Result<Option<Wanted>, Failure> {
        match (self.fix || self.diff, self.unsure) {
            (false, false) => Ok(None),
            (false, true) => Err(Failure::new(
                "`--unsafe` goes with `--fix` or `--diff`: it corrects what is likely, too",
            )),
            (true, false) => Ok(Some(Wanted::Safe)),
            (true, true) => Ok(Some(Wanted::All)),
        }
    }
}

/// What fixing has come to.
pub(super) struct Fixed {
    /// The archives as they are afterwards.
    pub(super) archives: Vec<Archive>,
    /// How many findings were corrected.
    pub(super) fixes: usize,
    /// The files that changed, by their true names.
    changes: BTreeMap<PathBuf, Change>,
    disk: Disk,
}

/// A file that changed.
struct Change {
    /// As people call it.
    path: String,
    /// As the user wrote it.
    place: PathBuf,
    before: String,
}

/// Fixes what can be fixed in the files that the paths name; nothing is written.
pub(super) fn fixed(paths: &[PathBuf], wanted: Wanted, sieve: &Sieve) -> Result<Fixed, Failure> {
    let mut disk = Disk::default();
    let mut archives = load_from(&disk, paths)?;
    let mut changes = BTreeMap::new();
    let mut fixes = 0;
    for _ in 0..MOST_ROUNDS {
        let sifted = sieve.sift(&archives)?;
        let round: Vec<Repaired> = archives
            .iter()
            .map(|archive| {
                let found = sifted.found.iter();
                let own = found.filter(|(of, _)| std::ptr::eq(*of, archive));
                let own = own.map(|(_, finding)| *finding);
                repair(&archive.world, own, &archive.asked, wanted)
            })
            .collect();
        let made: usize = round.iter().map(|repaired| repaired.fixes).sum();
        if made == 0 {
            break;
        }
        fixes += made;
        for (archive, repaired) in archives.iter().zip(round) {
            for (id, text) in repaired.texts {
                let source = archive.world.source(id);
                let Some(place) = archive.places.get(&id) else {
                    continue;
                };
                changes.entry(key(place)).or_insert_with(|| Change {
                    path: source.path().to_owned(),
                    place: place.clone(),
                    before: source.text().to_owned(),
                });
                disk.put(place, text);
            }
        }
        archives = load_from(&disk, paths)?;
    }
    Ok(Fixed {
        archives,
        fixes,
        changes,
        disk,
    })
}

impl Fixed {
    /// The files that changed, with their new texts.
    fn changed(&self) -> impl Iterator<Item = (&Change, &str)> {
        let texts = self.disk.changed();
        self.changes
            .iter()
            .filter_map(|(name, change)| Some((change, texts.get(name)?.as_str())))
    }

    /// Writes the files that changed, each whole or not at all; standard input goes to standard output.
    pub(super) fn write(&self) -> Result<(), Failure> {
        for (change, text) in self.changed() {
            if change.place != Path::new(INPUT) {
                replace(&change.place, |out| out.write_all(text.as_bytes()))?;
            }
        }
        Ok(())
    }

    /// Prints what standard input should have been.
    pub(super) fn print_input(&self) -> Result<(), Failure> {
        let input = self.disk.input()?;
        std::io::stdout().write_all(&input)?;
        Ok(())
    }

    /// Prints what would change, and says on standard error how much that is; whether it is anything.
    pub(super) fn show(&self, terminal: Option<Style>) -> Result<bool, Failure> {
        for (change, text) in self.changed() {
            print(&diff(&change.path, &change.before, text, terminal))?;
        }
        eprintln!("{}", self.words("would be "));
        Ok(self.fixes > 0)
    }

    /// `3 findings corrected in 2 files.`
    pub(super) fn words(&self, would: &str) -> String {
        match self.fixes {
            0 => format!("Nothing {would}corrected."),
            fixes => format!(
                "{} {would}corrected in {}.",
                count(fixes, "finding"),
                count(self.changes.len(), "file")
            ),
        }
    }
}
