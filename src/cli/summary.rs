//! `dip summary`: the minutes.

use std::path::PathBuf;

use clap::ValueEnum;

use super::Failure;
use super::build::{complain, the_archive};
use super::load::Archive;
use super::output::{Look, markup_width, print};
use crate::diag::{Similar, count};
use crate::emit::{Markup, View, minutes};
use crate::model::{Name, RecordKind};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The archive's folder, or files; `-` is standard input; none is the folder at hand
    paths: Vec<PathBuf>,

    /// Only the meeting of this id
    #[arg(long, value_name = "ID")]
    meeting: Option<String>,

    /// How it is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Plain text
    Text,
    /// Markdown, with footnotes
    Markdown,
}

pub(super) fn run(arguments: &Arguments, look: Look) -> Result<u8, Failure> {
    let archive = the_archive(&arguments.paths, "dip summary")?;
    let tally = complain(&archive, look, 3);
    if tally.errors > 0 {
        eprintln!(
            "dip: no minutes are printed, because of {}",
            count(tally.errors, "error")
        );
        return Ok(1);
    }
    let only = arguments
        .meeting
        .as_deref()
        .map(|id| meeting(&archive, id))
        .transpose()?;
    let markup = match arguments.format {
        Format::Text => Markup::Text {
            width: markup_width(),
        },
        Format::Markdown => Markup::Markdown,
    };
    let text = minutes(
        View {
            world: &archive.world,
            model: &archive.compiled.model,
        },
        only,
        markup,
    );
    if text.is_empty() {
        return Err(Failure::new("no meeting is recorded here"));
    }
    print(&text)?;
    Ok(0)
}

fn meeting(archive: &Archive, id: &str) -> Result<Name, Failure> {
    let model = &archive.compiled.model;
    let meetings = || {
        model
            .index
            .all()
            .iter()
            .filter(|declared| declared.kind == RecordKind::Meeting)
            .map(|declared| model.names.spelling(declared.name))
    };
    if let Some(name) = model
        .names
        .find(id)
        .filter(|_| meetings().any(|meeting| meeting == id))
    {
        return Ok(name);
    }
    let hint = match Similar::among(id, meetings()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!(
            "there are {}",
            meetings().take(8).collect::<Vec<_>>().join(", ")
        ),
    };
    Err(Failure::new(format!("no meeting is called `{id}`: {hint}")))
}
