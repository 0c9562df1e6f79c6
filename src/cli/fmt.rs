//! `dip fmt`: records in their canonical layout.

use std::ops::Range;
use std::path::{Path, PathBuf};

use super::Failure;
use super::disk::{Disk, INPUT, key};
use super::load::{MANIFEST, home, records_below, shown};
use super::output::{Look, on_terminal, print, reason, replace};
use crate::diag::count;
use crate::fmt::{Formatted, Style, format_range};
use crate::known;
use crate::manifest::manifest;
use crate::read;
use crate::render::diff;
use crate::text::{Role, Source, World};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Files and folders; `-` reads standard input and writes standard output; none is the folder at hand
    paths: Vec<PathBuf>,

    /// Change nothing; list the files that would change, and end with 1 if there are any
    #[arg(long)]
    check: bool,

    /// Change nothing; show what would change, and end with 1 if that is anything
    #[arg(long)]
    diff: bool,

    /// Only the records that touch these lines of one file, such as `12-40`
    #[arg(long, value_name = "LINES", value_parser = lines)]
    range: Option<Lines>,
}

/// Lines of a file, from 1, the last one included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Lines {
    first: u32,
    last: u32,
}

fn lines(written: &str) -> Result<Lines, String> {
    let (first, last) = written.split_once('-').unwrap_or((written, written));
    let number = |text: &str| text.trim().parse::<u32>().ok().filter(|line| *line > 0);
    match (number(first), number(last)) {
        (Some(first), Some(last)) if first <= last => Ok(Lines { first, last }),
        _ => Err("write the first line and the last, such as `12-40`".to_owned()),
    }
}

impl Lines {
    /// Their bytes; nothing for lines that the source does not have.
    fn bytes(self, source: &Source) -> Range<usize> {
        let text = source.text();
        let index = source.lines();
        let start = |line: u32| {
            if line < index.lines() {
                index.start_of(line, text) as usize
            } else {
                text.len()
            }
        };
        let end = start(self.last);
        let end = text[..end].trim_end_matches(['\n', '\r']).len();
        start(self.first - 1)..end.max(start(self.first - 1))
    }
}

/// A file as it was and as it is to be.
struct Laid {
    place: PathBuf,
    path: String,
    before: Vec<u8>,
    after: Formatted,
}

impl Laid {
    fn changes(&self) -> bool {
        self.before != self.after.text.as_bytes()
    }
}

pub(super) fn run(arguments: &Arguments, look: Look) -> Result<u8, Failure> {
    let files = files(&arguments.paths)?;
    if arguments.range.is_some() && files.len() != 1 {
        return Err(Failure::new("`--range` goes with one file, or with `-`"));
    }
    let disk = Disk::default();
    let mut changed = 0;
    let mut failed = false;
    for file in &files {
        let laid = match laid(&disk, file, arguments.range) {
            Ok(laid) => laid,
            Err(Failure(message)) => {
                eprintln!("dip: {}", crate::render::visible(&message));
                failed = true;
                continue;
            }
        };
        if laid.after.unread > 0 {
            let stay = match laid.after.unread {
                1 => "one record or line stays as it is: it".to_owned(),
                many => format!("{many} records or lines stay as they are: they"),
            };
            eprintln!("{}: {stay} cannot be read; `dip check` says why", laid.path);
        }
        changed += usize::from(laid.changes());
        told(arguments, look, &laid)?;
    }
    if files != [Path::new(INPUT)] {
        print(&summary(arguments, changed, files.len()))?;
    }
    let differs = changed > 0 && (arguments.check || arguments.diff);
    Ok(if failed { 2 } else { u8::from(differs) })
}

/// Writes, shows or lists what changes; standard input is printed in any case.
fn told(arguments: &Arguments, look: Look, laid: &Laid) -> Result<(), Failure> {
    let after = &laid.after.text;
    if laid.place == Path::new(INPUT) && !arguments.diff && !arguments.check {
        return print(after);
    }
    if !laid.changes() {
        return Ok(());
    }
    if arguments.diff {
        let terminal = on_terminal().then(|| look.style(true));
        let before = String::from_utf8_lossy(&laid.before);
        return print(&diff(&laid.path, &before, after, terminal));
    }
    if arguments.check {
        return print(&format!("{}\n", laid.path));
    }
    replace(&laid.place, |out| out.write_all(after.as_bytes()))
}

fn summary(arguments: &Arguments, changed: usize, files: usize) -> String {
    let would = if arguments.check || arguments.diff {
        "would be "
    } else {
        ""
    };
    match (changed, files - changed) {
        (0, 1) => "1 file is laid out as it should be.\n".to_owned(),
        (0, right) => format!("{right} files are laid out as they should be.\n"),
        (changed, 0) => format!("{} {would}laid out anew.\n", count(changed, "file")),
        (changed, right) => format!(
            "{} {would}laid out anew, {right} left as they were.\n",
            count(changed, "file")
        ),
    }
}

/// The files that the paths name, each once.
fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let here = [PathBuf::from(".")];
    let paths = if paths.is_empty() { &here } else { paths };
    let mut files: Vec<PathBuf> = Vec::new();
    for path in paths {
        if path == Path::new(INPUT) {
            files.push(path.clone());
            continue;
        }
        let kind = std::fs::metadata(path).map_err(|error| {
            Failure::new(format!(
                "cannot read {}: {}",
                path.display(),
                reason(&error)
            ))
        })?;
        if !kind.is_dir() {
            files.push(path.clone());
            continue;
        }
        let below = records_below(path)?;
        if below.is_empty() {
            return Err(Failure::new(format!(
                "{} holds no .dip files",
                path.display()
            )));
        }
        files.extend(below);
    }
    let mut seen = std::collections::BTreeSet::new();
    files.retain(|file| seen.insert(key(file)));
    Ok(files)
}

fn laid(disk: &Disk, file: &Path, range: Option<Lines>) -> Result<Laid, Failure> {
    let is_input = file == Path::new(INPUT);
    let (path, before) = if is_input {
        (INPUT.to_owned(), disk.input()?.into_owned())
    } else {
        (shown(file), disk.read(file)?)
    };
    let style = style(disk, if is_input { Path::new(".") } else { file })?;
    let mut world = World::default();
    let (id, faults) = read(&mut world, &path, before.clone());
    if !faults.is_empty() {
        return Err(Failure::new(format!(
            "{path} is not UTF-8 and stays as it is; `dip check` says more"
        )));
    }
    let source = world.source(id);
    let bytes = range.map_or(0..source.text().len(), |lines| lines.bytes(source));
    let after = format_range(source, style, bytes);
    Ok(Laid {
        place: file.to_owned(),
        path,
        before,
        after,
    })
}

/// The style of the archive that a file is in.
fn style(disk: &Disk, file: &Path) -> Result<Style, Failure> {
    let Some(folder) = home(file) else {
        return Ok(Style::default());
    };
    let path = folder.join(MANIFEST);
    let mut world = World::default();
    let id = world.add(Source::new(shown(&path), disk.text(&path)?).with_role(Role::Data));
    let (rules, _) = manifest(&world, id, &known());
    Ok(rules.style)
}
