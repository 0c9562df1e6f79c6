//! `dip check`: says what is wrong.

use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::Failure;
use super::disk::INPUT;
use super::fix::{Correct, fixed};
use super::load::load;
use super::output::{Look, on_terminal, print, replace};
use super::report::{Format, Report};
use super::sift::{Known, Sieve};
use crate::diag::Severity;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Files and folders; `-` is standard input; none is the folder at hand
    pub(super) paths: Vec<PathBuf>,

    /// How findings are printed; `human` if nothing is said, `github` in GitHub Actions
    #[arg(long, value_enum)]
    format: Option<Format>,

    /// Write the findings to this file too, replaced whole or not at all; `--format` is then the file's, or
    /// its ending's: `.sarif`, `.json`, `.jsonl`
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Count these as errors
    #[arg(long, value_enum, value_name = "WHAT")]
    deny: Option<Deny>,

    /// Print every finding, however many there are
    #[arg(long)]
    pub(super) all: bool,

    #[command(flatten)]
    correct: Correct,

    #[command(flatten)]
    known: Known,
}

impl Arguments {
    /// From which severity on a finding fails the check.
    pub(super) fn fails(&self) -> Severity {
        self.deny
            .map_or(Severity::Error, |Deny::Warnings| Severity::Warning)
    }

    /// The file to write and its format, where one is asked for; never a record, which a slip of the hand would replace.
    fn file(&self) -> Result<Option<(&Path, Format)>, Failure> {
        let Some(path) = self.output.as_deref() else {
            return Ok(None);
        };
        if path.extension().is_some_and(|ending| ending == "dip") {
            return Err(Failure::new(format!(
                "cannot write findings to {}: that is the name of a record",
                path.display()
            )));
        }
        let format = self.format.map_or_else(|| Format::of_ending(path), Ok)?;
        Ok(Some((path, format)))
    }

    fn read_input(&self) -> bool {
        self.paths.iter().any(|path| path == Path::new(INPUT))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// Warnings end the check with 1, as errors do
    Warnings,
}

pub(super) fn run(arguments: &Arguments, look: Look) -> Result<u8, Failure> {
    let file = arguments.file()?;
    let sieve = Sieve::of(&arguments.known)?;
    let Some(wanted) = arguments.correct.wanted()? else {
        // The process ends with this; what it holds need not be freed piece by piece.
        let archives = ManuallyDrop::new(load(&arguments.paths)?);
        let sifted = sieve.sift(&archives)?;
        if let Some(path) = arguments.known.to_write() {
            print(&sieve.write(path, &sifted)?)?;
            return Ok(0);
        }
        let report = Report::of(&archives, &sifted);
        let text = told(arguments, look, file, &report)?;
        print(&text)?;
        return Ok(u8::from(report.fails(arguments.fails())));
    };
    let fixed = fixed(&arguments.paths, wanted, &sieve)?;
    if arguments.correct.diff {
        let terminal = on_terminal().then(|| look.style(true));
        return Ok(u8::from(fixed.show(terminal)?));
    }
    fixed.write()?;
    let sifted = sieve.sift(&fixed.archives)?;
    let report = Report::of(&fixed.archives, &sifted).corrected(fixed.words(""));
    let text = told(arguments, look, file, &report)?;
    if arguments.read_input() {
        fixed.print_input()?;
        eprint!("{text}");
    } else {
        print(&text)?;
    }
    Ok(u8::from(report.fails(arguments.fails())))
}

/// Writes the report into its file, if one is asked for, and gives what is printed.
fn told(
    arguments: &Arguments,
    look: Look,
    file: Option<(&Path, Format)>,
    report: &Report,
) -> Result<String, Failure> {
    let written = |format: Format| report.text(format, arguments, look);
    if let Some((path, format)) = file {
        replace(path, |out| out.write_all(written(format).as_bytes()))?;
    }
    let own = arguments.format.filter(|_| file.is_none());
    Ok(written(own.unwrap_or_else(Format::fitting)))
}
