//! `dip init`: a folder becomes an archive with a small record to begin from; nothing is ever overwritten.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::Failure;
use super::load::{MANIFEST, home, shown};
use super::output::{print, reason};
use crate::diag::list_of;
use crate::manifest::quoted;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder, made if there is none; the folder at hand if none is named
    #[arg(default_value = ".", hide_default_value = true)]
    folder: PathBuf,
}

/// The files of a new archive below its folder, with what they hold; `{name}` is the archive's name.
const STARTER: [(&str, &str); 3] = [
    (MANIFEST, include_str!("starter/dip.toml")),
    ("people.dip", include_str!("starter/people.dip")),
    (
        "meetings/2024-10-29-khural-talks.dip",
        include_str!("starter/khural-talks.dip"),
    ),
];

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let folder = &arguments.folder;
    refuse_to_overwrite(folder)?;
    make(folder)?;
    if let Some(outer) = home(folder) {
        eprintln!(
            "dip: {} lies in the archive {}; from now on it is an archive of its own, which that one does not see",
            shown_folder(folder),
            shown_folder(&outer)
        );
    }
    let name = quoted(&name_of(folder));
    let mut written: Vec<String> = Vec::new();
    for (file, text) in STARTER {
        let path = folder.join(file);
        if let Err(Failure(message)) = write(&path, &text.replace("{name}", &name)) {
            let so_far = if written.is_empty() {
                "nothing was written".to_owned()
            } else {
                format!("already written: {}", list_of(&written, "and"))
            };
            return Err(Failure::new(format!("{message}; {so_far}")));
        }
        written.push(shown(&path));
    }
    print(&farewell(&written, folder))?;
    Ok(0)
}

fn refuse_to_overwrite(folder: &Path) -> Result<(), Failure> {
    if fs::metadata(folder).is_ok_and(|kind| !kind.is_dir()) {
        return Err(Failure::new(format!(
            "{} is a file, and an archive is a folder; nothing was written",
            folder.display()
        )));
    }
    let there: Vec<String> = STARTER
        .iter()
        .map(|(file, _)| folder.join(file))
        // A link that leads nowhere is there too.
        .filter(|path| fs::symlink_metadata(path).is_ok())
        .map(|path| shown(&path))
        .collect();
    match there.as_slice() {
        [] => Ok(()),
        [one] => Err(Failure::new(format!(
            "{one} is there already; nothing was written"
        ))),
        more => Err(Failure::new(format!(
            "{} are there already; nothing was written",
            list_of(more, "and")
        ))),
    }
}

fn make(folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| {
        Failure::new(format!(
            "cannot make the folder {}: {}",
            folder.display(),
            reason(&error)
        ))
    })
}

/// Writes a file that must not be there yet, even if it came to be a moment ago.
fn write(path: &Path, text: &str) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        make(folder)?;
    }
    let written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
        .and_then(|mut file| file.write_all(text.as_bytes()));
    written
        .map_err(|error| Failure::new(format!("cannot write {}: {}", shown(path), reason(&error))))
}

/// The folder's own name, which becomes the archive's.
fn name_of(folder: &Path) -> String {
    let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    real.file_name()
        .map_or("archive".into(), |name| name.to_string_lossy().into_owned())
}

/// A folder for people: the one at hand in words.
fn shown_folder(folder: &Path) -> String {
    match shown(folder).as_str() {
        "" => "this folder".to_owned(),
        name => name.to_owned(),
    }
}

fn farewell(written: &[String], folder: &Path) -> String {
    let mut text: String = written
        .iter()
        .map(|file| format!("wrote {file}\n"))
        .collect();
    let argument = match shown(folder).as_str() {
        "" => String::new(),
        name if name.contains(char::is_whitespace) => format!(" \"{name}\""),
        name => format!(" {name}"),
    };
    text.push_str(&format!(
        "\nNext: `dip check{argument}` says what is wrong with the records, and `dip summary{argument}` sums them up.\n"
    ));
    text
}
