//! `dip build`: an archive as JSON.

use std::io::{BufWriter, Write as _};
use std::mem::ManuallyDrop;
use std::path::PathBuf;

use clap::ValueEnum;

use super::Failure;
use super::load::{Archive, load, threads};
use super::output::{Look, replace};
use crate::diag::{Diagnostic, count};
use crate::emit::{Layout, View, json};
use crate::render::{Tally, human};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The archive's folder, or files; `-` is standard input; none is the folder at hand
    paths: Vec<PathBuf>,

    /// The file to write, replaced whole or not at all; standard output if none
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// One document, or a record a line
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,

    /// Indent the document for people
    #[arg(long)]
    pretty: bool,

    /// Leave out the records that have errors, and say so, instead of writing nothing
    #[arg(long)]
    keep_going: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One versioned JSON document
    Json,
    /// A record a line
    Ndjson,
}

pub(super) fn run(arguments: &Arguments, look: Look) -> Result<u8, Failure> {
    // The process ends with this; what it holds need not be freed piece by piece.
    let archive = ManuallyDrop::new(the_archive(&arguments.paths, "dip build")?);
    let tally = complain(&archive, look, 5);
    if tally.errors > 0 && !arguments.keep_going {
        eprintln!(
            "dip: nothing is written, because of {}; `--keep-going` leaves those records out",
            count(tally.errors, "error")
        );
        return Ok(1);
    }
    let layout = match (arguments.format, arguments.pretty) {
        (Format::Ndjson, _) => Layout::Lines,
        (Format::Json, true) => Layout::Pretty,
        (Format::Json, false) => Layout::Document,
    };
    let view = View {
        world: &archive.world,
        model: &archive.compiled.model,
    };
    let (name, findings) = (archive.name.as_deref(), &archive.compiled.diagnostics);
    let mut left_out = Vec::new();
    match &arguments.output {
        Some(path) => replace(path, |out| {
            left_out = json(view, name, findings, layout, threads(), out)?;
            Ok(())
        })?,
        None => {
            let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
            left_out = json(view, name, findings, layout, threads(), &mut out)?;
            out.flush()?;
        }
    }
    if !left_out.is_empty() {
        eprintln!(
            "dip: left out {}: {}",
            count(left_out.len(), "record"),
            left_out.join(", ")
        );
    }
    Ok(u8::from(tally.errors > 0))
}

/// The one archive that the paths name.
pub(super) fn the_archive(paths: &[PathBuf], command: &str) -> Result<Archive, Failure> {
    let mut archives = load(paths)?;
    match (archives.len(), archives.pop()) {
        (1, Some(archive)) => Ok(archive),
        (number, last) => {
            let roots: Vec<String> = archives
                .iter()
                .chain(&last)
                .take(4)
                .map(|archive| archive.root.display().to_string())
                .collect();
            Err(Failure::new(format!(
                "{command} takes one archive at a time, and these are {number}: {}; name one of them",
                roots.join(", ")
            )))
        }
    }
}

/// Prints the errors of an archive, the first few in full, on standard error.
pub(super) fn complain(archive: &Archive, look: Look, most: usize) -> Tally {
    let errors: Vec<&Diagnostic> = archive
        .compiled
        .diagnostics
        .iter()
        .filter(|finding| finding.severity == crate::diag::Severity::Error)
        .collect();
    let style = look.style(std::io::IsTerminal::is_terminal(&std::io::stderr()));
    for finding in errors.iter().take(most) {
        eprintln!("{}", human(&archive.world, finding, style));
    }
    if errors.len() > most {
        eprintln!(
            "… and {}; `dip check` prints them all.",
            count(errors.len() - most, "more error")
        );
    }
    Tally::of(errors)
}
