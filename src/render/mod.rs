//! Diagnostics for a reader: the terminal, and machines; one format a file, all from the one [`Diagnostic`].
//!
//! [`Diagnostic`]: crate::diag::Diagnostic

mod checkstyle;
mod concise;
mod diff;
mod github;
mod gitlab;
mod human;
mod json;
mod junit;
mod page;
mod rdjson;
mod sarif;
mod snippet;
mod visible;
mod xml;

pub use checkstyle::checkstyle;
pub use concise::concise;
pub use diff::{changed_lines, diff};
pub use github::github;
pub use gitlab::gitlab;
pub use human::{Style, human};
pub use json::{json, jsonl};
pub use junit::junit;
pub use page::page;
pub use rdjson::rdjson;
pub use sarif::sarif;
pub use visible::visible;

use crate::diag::{Diagnostic, Severity, count};
use crate::text::World;

/// A finding with the world that its places are in.
pub type Finding<'w> = (&'w World, &'w Diagnostic);

/// The version of this program, for formats that name it.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The message, with what helps on lines of its own; for formats that have no place for help.
fn with_help(diagnostic: &Diagnostic) -> String {
    let help = diagnostic.help.iter().map(|help| format!("\nhelp: {help}"));
    diagnostic.message.clone() + &help.collect::<String>()
}

/// A message as far as it names no lines, which change when others are written above; they stand at its end.
pub fn lasting(message: &str) -> &str {
    message.split("on line").next().unwrap_or(message)
}

/// A JSON document, indented, with a line end.
fn pretty(document: &serde_json::Value) -> String {
    format!("{document:#}\n")
}

/// How many findings there are of each severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
}

impl Tally {
    /// Counts findings.
    pub fn of<'d>(diagnostics: impl IntoIterator<Item = &'d Diagnostic>) -> Self {
        let mut tally = Self::default();
        for diagnostic in diagnostics {
            match diagnostic.severity {
                Severity::Error => tally.errors += 1,
                Severity::Warning => tally.warnings += 1,
                Severity::Note => tally.notes += 1,
            }
        }
        tally
    }

    /// Adds another tally to this one.
    pub fn add(&mut self, other: Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.notes += other.notes;
    }

    /// `2 errors, 1 warning`; empty when there is none of anything.
    pub fn words(self) -> String {
        let parts = [
            (self.errors, "error"),
            (self.warnings, "warning"),
            (self.notes, "note"),
        ];
        let parts: Vec<String> = parts
            .into_iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, noun)| count(number, noun))
            .collect();
        parts.join(", ")
    }
}
