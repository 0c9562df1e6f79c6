//! The files as this run sees them: as they are on the disk, but for texts that are put in their place without being
//! written.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::Failure;
use super::output::reason;

/// The disk, and what stands in place of some of its files.
#[derive(Debug, Default)]
pub(super) struct Disk {
    /// By the one name of each file; standard input is `-`.
    instead: BTreeMap<PathBuf, String>,
    /// Standard input can be read once only.
    input: OnceCell<Vec<u8>>,
}

impl Disk {
    /// The bytes of a file.
    pub(super) fn read(&self, path: &Path) -> Result<Vec<u8>, Failure> {
        if let Some(text) = self.instead.get(&key(path)) {
            return Ok(text.clone().into_bytes());
        }
        let failed = |why: &str| Failure::new(format!("cannot read {}: {why}", path.display()));
        let bytes = std::fs::read(path).map_err(|error| failed(&reason(&error)))?;
        if bytes.len() > u32::MAX as usize {
            return Err(failed("it is larger than 4 GiB"));
        }
        Ok(bytes)
    }

    /// The text of a file that must be one.
    pub(super) fn text(&self, path: &Path) -> Result<String, Failure> {
        String::from_utf8(self.read(path)?).map_err(|_| {
            Failure::new(format!(
                "cannot read {}: it is not written in UTF-8",
                path.display()
            ))
        })
    }

    /// The bytes of standard input.
    pub(super) fn input(&self) -> Result<Cow<'_, [u8]>, Failure> {
        if let Some(text) = self.instead.get(Path::new(INPUT)) {
            return Ok(Cow::Borrowed(text.as_bytes()));
        }
        if self.input.get().is_none() {
            let mut bytes = Vec::new();
            std::io::stdin().read_to_end(&mut bytes)?;
            // Nobody else can have filled it: it is not shared.
            let _ = self.input.set(bytes);
        }
        Ok(Cow::Borrowed(self.input.get().map_or(&[], Vec::as_slice)))
    }

    /// Puts a text in the place of a file, or of standard input.
    pub(super) fn put(&mut self, path: &Path, text: String) {
        self.instead.insert(key(path), text);
    }

    /// Lets a file be again what it is on the disk.
    #[cfg(feature = "lsp")]
    pub(super) fn forget(&mut self, path: &Path) {
        self.instead.remove(&key(path));
    }

    /// The texts of files that are not on the disk.
    pub(super) fn unsaved(&self) -> impl Iterator<Item = &Path> {
        let names = self.instead.keys().map(PathBuf::as_path);
        names.filter(|name| name.is_absolute() && !name.exists())
    }

    /// What stands in the place of files.
    pub(super) fn changed(&self) -> &BTreeMap<PathBuf, String> {
        &self.instead
    }
}

/// How standard input is named among the files.
pub(super) const INPUT: &str = "-";

/// One name for one file, however it was written.
pub(super) fn key(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}
