//! `dip summary`: an archive at a glance, all about one person, party or topic, or the minutes of meetings.

use std::path::PathBuf;

use clap::ValueEnum;
use jiff::civil::Date;

use super::Failure;
use super::build::{complain, the_archive};
use super::clock::{day, today};
use super::load::Archive;
use super::named::find;
use super::output::{Look, print, text_markup};
use crate::diag::count;
use crate::emit::{Markup, Summary, View, minutes, summary};
use crate::ledger::Ledger;
use crate::model::RecordKind;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The archive's folder, or files; `-` is standard input; none is the folder at hand
    paths: Vec<PathBuf>,

    #[command(flatten)]
    of: Of,

    /// The day on which promises are looked at, as 2025-10-29; today if none
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,

    /// How it is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// The columns of plain text, from 40 to 400; the terminal's, at most 100, if none
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(40..=400))]
    width: Option<u16>,
}

/// What is told; the whole archive if none.
#[derive(Debug, clap::Args)]
#[group(multiple = false)]
struct Of {
    /// All about the person of this id
    #[arg(long, value_name = "ID")]
    person: Option<String>,

    /// All about the party of this id, or the country of this code
    #[arg(long, value_name = "ID")]
    party: Option<String>,

    /// All about the topic of this id and the narrower ones
    #[arg(long, value_name = "ID")]
    topic: Option<String>,

    /// The minutes of the meeting of this id
    #[arg(long, value_name = "ID")]
    meeting: Option<String>,

    /// The minutes of all meetings
    #[arg(long)]
    minutes: bool,
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
            "dip: nothing is summed up, because of {}",
            count(tally.errors, "error")
        );
        return Ok(1);
    }
    print(&told(&archive, arguments)?)?;
    Ok(0)
}

fn told(archive: &Archive, arguments: &Arguments) -> Result<String, Failure> {
    let markup = match arguments.format {
        Format::Text => text_markup(arguments.width),
        Format::Markdown => Markup::Markdown,
    };
    let model = &archive.compiled.model;
    let view = View {
        world: &archive.world,
        model,
    };
    let named = |id: &Option<String>, kind| {
        let id = id.as_deref();
        id.map(|id| find(archive, id, kind)).transpose()
    };
    let of = &arguments.of;
    let meeting = named(&of.meeting, RecordKind::Meeting)?;
    if of.minutes || meeting.is_some() {
        let text = minutes(view, meeting, markup);
        if text.is_empty() {
            return Err(Failure::new("no meeting is recorded here"));
        }
        return Ok(text);
    }
    let person = named(&of.person, RecordKind::Person)?.map(Summary::Person);
    let party = named(&of.party, RecordKind::Party)?.map(Summary::Party);
    let topic = named(&of.topic, RecordKind::Topic)?.map(Summary::Topic);
    if model.records().next().is_none() {
        return Err(Failure::new("nothing is recorded here"));
    }
    let title = title(archive);
    let of = person
        .or(party)
        .or(topic)
        .unwrap_or(Summary::Archive(&title));
    let ledger = Ledger::of(model, arguments.as_of.unwrap_or_else(today));
    Ok(summary(view, &ledger, of, markup))
}

/// The archive's name, or that of its folder or file.
fn title(archive: &Archive) -> String {
    if let Some(name) = &archive.name {
        return name.clone();
    }
    let root = &archive.root;
    let real = root.canonicalize().unwrap_or_else(|_| root.clone());
    match real.file_name() {
        Some(name) if name != "-" => name.to_string_lossy().into_owned(),
        _ => "Standard input".to_owned(),
    }
}
