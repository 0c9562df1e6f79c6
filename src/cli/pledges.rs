//! `dip pledges`: the ledger of promises, and the story of one.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use jiff::civil::Date;

use super::Failure;
use super::build::{complain, the_archive};
use super::clock::{day, today};
use super::load::Archive;
use super::named::find_named;
use super::output::{Look, print, text_markup};
use crate::diag::{Similar, a, count, ticked};
use crate::emit::{Chosen, Markup, View, pledges, pledges_csv, pledges_json, story};
use crate::ledger::{Grouping, Ledger, OPEN, Wanted};
use crate::model::RecordKind;
use crate::vocab::lists::{self, List};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The archive's folder, or files; and at most one pledge's id, whose story is told
    #[arg(value_name = "PLEDGE | PATHS")]
    paths: Vec<PathBuf>,

    /// The day to look from; today if none
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,

    /// Only what this person or party promised: an id, a country's code, or a name
    #[arg(long, value_name = "WHO")]
    by: Option<String>,

    /// Only what was promised to this person or party
    #[arg(long, value_name = "WHO")]
    to: Option<String>,

    /// Only what is about this topic, the narrower ones included, or about any other record
    #[arg(long, value_name = "WHAT")]
    about: Option<String>,

    /// Only what is in this state: `open`, or a state of progress
    #[arg(long, value_name = "STATE")]
    state: Option<String>,

    /// Only what was to be kept by now and is not
    #[arg(long)]
    overdue: bool,

    /// Only what is due before this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    due_before: Option<Date>,

    /// Put together by who owes it, to whom, about what, or how it stands
    #[arg(long, value_enum, value_name = "WHAT")]
    group_by: Option<Common>,

    /// How it is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// The columns of plain text, from 40 to 400; the terminal's, at most 100, if none
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(40..=400))]
    width: Option<u16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Common {
    /// Who owes it
    By,
    /// To whom
    To,
    /// About what
    About,
    /// How it stands
    State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Plain text
    Text,
    /// Markdown, with footnotes
    Markdown,
    /// A JSON document; `dip schema pledges` describes it
    Json,
    /// Comma-separated values, a promise a row
    Csv,
}

pub(super) fn run(arguments: &Arguments, look: Look) -> Result<u8, Failure> {
    let (ids, paths): (Vec<&PathBuf>, Vec<&PathBuf>) =
        arguments.paths.iter().partition(|path| is_id(path));
    if let [_, second, ..] = ids.as_slice() {
        let second = second.display();
        return Err(Failure::new(format!(
            "one pledge's story at a time; `{second}` is neither file nor folder"
        )));
    }
    let paths: Vec<PathBuf> = paths.into_iter().cloned().collect();
    let archive = the_archive(&paths, "dip pledges")?;
    let tally = complain(&archive, look, 3);
    if tally.errors > 0 {
        let errors = count(tally.errors, "error");
        eprintln!("dip: no promises are printed, because of {errors}");
        return Ok(1);
    }
    let model = &archive.compiled.model;
    let ledger = Ledger::of(model, arguments.as_of.unwrap_or_else(today));
    let text = match ids.first() {
        Some(id) => told(arguments, &archive, &ledger, &id.to_string_lossy())?,
        None => listed(arguments, &archive, &ledger)?,
    };
    print(&text)?;
    Ok(0)
}

/// An argument that names no file is the id of a pledge.
fn is_id(path: &Path) -> bool {
    let written = path.to_string_lossy();
    let is_path = written == "-" || written.contains(['/', '\\']) || written.ends_with(".dip");
    !is_path && !path.exists()
}

fn view(archive: &Archive) -> View<'_> {
    View {
        world: &archive.world,
        model: &archive.compiled.model,
    }
}

/// The story of one promise.
fn told(
    arguments: &Arguments,
    archive: &Archive,
    ledger: &Ledger<'_>,
    id: &str,
) -> Result<String, Failure> {
    let model = &archive.compiled.model;
    let name = model.names.find(id);
    let Some(at) = name.and_then(|name| ledger.find(name)) else {
        return Err(no_pledge(archive, ledger, id));
    };
    let markup = match arguments.format {
        Format::Text => text_markup(arguments.width),
        Format::Markdown => Markup::Markdown,
        Format::Json | Format::Csv => return Ok(table(arguments, archive, ledger, &[at])),
    };
    Ok(story(view(archive), ledger, at, markup))
}

fn no_pledge(archive: &Archive, ledger: &Ledger<'_>, id: &str) -> Failure {
    let model = &archive.compiled.model;
    let declared = model
        .names
        .find(id)
        .and_then(|name| model.index.declared(name));
    if let Some(declared) = declared {
        let message = match declared.kind {
            RecordKind::Pledge => format!("`{id}` had not been made by {}", ledger.day),
            kind => format!("`{id}` is {}, not a pledge", a(kind.noun())),
        };
        return Failure::new(message);
    }
    let pledges = model
        .index
        .all()
        .filter(|declared| declared.kind == RecordKind::Pledge);
    let mut similar = Similar::to(id);
    for pledge in pledges {
        let full = model.names.spelling(pledge.name);
        let own = full.rsplit('.').next().unwrap_or(full);
        similar.offer(full, full);
        similar.offer(own, full);
    }
    Failure::new(match similar.found() {
        Some(near) => format!("no pledge and no file is called `{id}`: did you mean `{near}`?"),
        None => format!("no pledge and no file is called `{id}`; `dip pledges` lists the pledges"),
    })
}

/// The promises that were asked for.
fn listed(
    arguments: &Arguments,
    archive: &Archive,
    ledger: &Ledger<'_>,
) -> Result<String, Failure> {
    let model = &archive.compiled.model;
    let named = |written: &Option<String>, kinds| {
        let written = written.as_deref();
        written
            .map(|written| find_named(archive, written, kinds))
            .transpose()
    };
    let wanted = Wanted {
        by: named(&arguments.by, WHO)?,
        to: named(&arguments.to, WHO)?,
        about: named(&arguments.about, ANY)?,
        state: arguments.state.as_deref().map(state).transpose()?,
        overdue: arguments.overdue,
        due_before: arguments.due_before,
    };
    let chosen = ledger.wanted(model, wanted);
    Ok(table(arguments, archive, ledger, &chosen))
}

fn table(
    arguments: &Arguments,
    archive: &Archive,
    ledger: &Ledger<'_>,
    promises: &[usize],
) -> String {
    let asked = in_words(arguments);
    let chosen = Chosen {
        promises,
        asked: &asked,
        grouping: arguments.group_by.map(|by| match by {
            Common::By => Grouping::By,
            Common::To => Grouping::To,
            Common::About => Grouping::About,
            Common::State => Grouping::State,
        }),
    };
    let view = view(archive);
    match arguments.format {
        Format::Text => pledges(view, ledger, chosen, text_markup(arguments.width)),
        Format::Markdown => pledges(view, ledger, chosen, Markup::Markdown),
        Format::Json => pledges_json(view, archive.name.as_deref(), ledger, chosen),
        Format::Csv => pledges_csv(view, ledger, chosen),
    }
}

/// What was asked for, as a reader of the ledger needs to know it.
fn in_words(arguments: &Arguments) -> Vec<String> {
    let named = [
        ("by", &arguments.by),
        ("to", &arguments.to),
        ("about", &arguments.about),
        ("state", &arguments.state),
    ];
    let named = named
        .into_iter()
        .filter_map(|(what, value)| Some(format!("{what} {}", value.as_ref()?)));
    let overdue = arguments.overdue.then(|| "overdue".to_owned());
    let due = arguments.due_before.map(|day| format!("due before {day}"));
    named.chain(overdue).chain(due).collect()
}

/// Who promises and is promised something.
const WHO: &[RecordKind] = &[RecordKind::Party, RecordKind::Person];
/// What a promise may be about.
const ANY: &[RecordKind] = &[
    RecordKind::Topic,
    RecordKind::Party,
    RecordKind::Person,
    RecordKind::Document,
    RecordKind::Meeting,
    RecordKind::Statement,
    RecordKind::Pledge,
];

/// A state as the language has it.
fn state(written: &str) -> Result<&'static str, Failure> {
    if written == OPEN {
        return Ok(OPEN);
    }
    if let Some(word) = lists::find(List::ProgressState, written) {
        return Ok(word.word);
    }
    let words = || {
        lists::words(List::ProgressState)
            .iter()
            .map(|word| word.word)
    };
    let near = lists::meant(List::ProgressState, written).map(|word| word.word);
    let near = near.or_else(|| Similar::among(written, words().chain([OPEN])));
    Err(Failure::new(match near {
        Some(near) => format!(
            "no state is called {}: did you mean `{near}`?",
            ticked(written)
        ),
        None => format!(
            "no state is called {}; there are `open`, {}",
            ticked(written),
            words().map(ticked).collect::<Vec<_>>().join(", ")
        ),
    }))
}
