//! `dip new`: a record to begin with, filled in as far as the arguments go.

mod draft;
mod names;
mod records;

use clap::ValueEnum;

use super::Failure;
use super::output::{Look, print};
use crate::diag::{Diagnostic, Severity, a, list_of};
use crate::fmt;
use crate::manifest::Manifest;
use crate::render::human;
use crate::text::{Source, World};
use crate::{compile, syntax};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// What to write
    #[arg(value_enum)]
    record: Record,

    /// Its id and its name or text, either or both; of progress, the pledge and what happened
    #[arg(value_name = "ID_OR_NAME", num_args = 0..=2)]
    words: Vec<String>,

    #[command(flatten)]
    values: Values,
}

/// What the arguments fill in.
#[derive(Debug, clap::Args)]
struct Values {
    /// When, as in a record: 2024-10-29, 2024-10, undated
    #[arg(long)]
    date: Option<String>,
    /// A word of the record's list of kinds
    #[arg(long, value_name = "WORD")]
    kind: Option<String>,
    /// Where: "Ulaanbaatar, MN"
    #[arg(long)]
    place: Option<String>,
    /// A side of a meeting; repeatable
    #[arg(long, value_name = "PARTY")]
    party: Vec<String>,
    /// The title of a person's office
    #[arg(long, value_name = "TITLE", requires = "of")]
    office: Option<String>,
    /// Whose office it is
    #[arg(long, value_name = "PARTY", requires = "office")]
    of: Option<String>,
    /// Who says or promises it; repeatable
    #[arg(long, value_name = "WHO")]
    by: Vec<String>,
    /// To whom; repeatable
    #[arg(long, value_name = "WHO")]
    to: Vec<String>,
    /// How it was said
    #[arg(long)]
    verb: Option<String>,
    /// By when a pledge is to be kept
    #[arg(long, value_name = "DATE")]
    due: Option<String>,
    /// What became of a pledge
    #[arg(long)]
    state: Option<String>,
    /// The document that it rests on; repeatable
    #[arg(long, value_name = "DOCUMENT")]
    source: Vec<String>,
}

impl Values {
    /// The names of the options that were given.
    fn given(&self) -> Vec<&'static str> {
        let all = [
            ("date", self.date.is_some()),
            ("kind", self.kind.is_some()),
            ("place", self.place.is_some()),
            ("party", !self.party.is_empty()),
            ("office", self.office.is_some()),
            ("of", self.of.is_some()),
            ("by", !self.by.is_empty()),
            ("to", !self.to.is_empty()),
            ("verb", self.verb.is_some()),
            ("due", self.due.is_some()),
            ("state", self.state.is_some()),
            ("source", !self.source.is_empty()),
        ];
        let given = all.into_iter().filter(|(_, given)| *given);
        given.map(|(name, _)| name).collect()
    }
}

/// The records of the left margin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Record {
    /// Whoever can send people and make promises
    Party,
    /// Somebody
    Person,
    /// A subject
    Topic,
    /// What records rest on, or what was signed
    Document,
    /// Sides that meet or speak
    Meeting,
    /// What was said
    Statement,
    /// What was promised
    Pledge,
    /// What became of a pledge
    Progress,
}

impl Record {
    fn noun(self) -> &'static str {
        match self {
            Self::Party => "party",
            Self::Person => "person",
            Self::Topic => "topic",
            Self::Document => "document",
            Self::Meeting => "meeting",
            Self::Statement => "statement",
            Self::Pledge => "pledge",
            Self::Progress => "progress",
        }
    }

    /// The options that fill it in.
    fn options(self) -> &'static [&'static str] {
        match self {
            Self::Party => &["kind", "source"],
            Self::Person => &["office", "of", "source"],
            Self::Topic => &["source"],
            Self::Document => &["kind", "date", "place"],
            Self::Meeting => &["kind", "date", "place", "party", "source"],
            Self::Statement => &["by", "verb", "to", "date", "source"],
            Self::Pledge => &["by", "verb", "to", "date", "due", "source"],
            Self::Progress => &["by", "date", "state", "source"],
        }
    }
}

pub(super) fn run(arguments: &Arguments, look: Look) -> Result<u8, Failure> {
    let given = arguments.values.given();
    let options = arguments.record.options();
    if let Some(option) = given.iter().find(|name| !options.contains(name)) {
        let options: Vec<String> = options.iter().map(|name| format!("--{name}")).collect();
        let noun = match arguments.record {
            Record::Progress => "progress".to_owned(),
            record => a(record.noun()),
        };
        return Err(Failure::new(format!(
            "--{option} does not go with {noun}, which takes {}",
            list_of(&options, "and")
        )));
    }
    if arguments.record == Record::Progress && arguments.words.is_empty() {
        return Err(Failure::new(
            "name the pledge whose progress it is, as in `dip new progress khural-talks.eighth-congress`",
        ));
    }
    let draft = Source::new("dip new", records::draft(arguments).text());
    let text = fmt::format(&draft, fmt::Style::default()).text;
    let mut world = World::default();
    world.add(Source::new("dip new", text.as_str()));
    let wrong = faults(&world);
    if wrong.is_empty() {
        print(&text)?;
        return Ok(0);
    }
    let style = look.style(std::io::IsTerminal::is_terminal(&std::io::stderr()));
    for finding in &wrong {
        eprintln!("{}", human(&world, finding, style));
    }
    Err(Failure::new(
        "nothing is printed, because the record would have mistakes",
    ))
}

/// What is wrong with the record. Names that are declared elsewhere are no fault, but countries are declared nowhere.
fn faults(world: &World) -> Vec<Diagnostic> {
    let elsewhere = |finding: &Diagnostic| {
        let name = world.text(finding.span);
        let country = name.len() == 2 && name.bytes().all(|letter| letter.is_ascii_uppercase());
        finding.code.name == "unknown-name" && !country
    };
    let found = compile(world, &Manifest::default()).diagnostics;
    found
        .into_iter()
        .filter(|finding| finding.severity == Severity::Error && !elsewhere(finding))
        .collect()
}

/// The fields that the table of the language has for a record; progress has none.
fn block(record: Record) -> syntax::shape::Block {
    syntax::shape::Block::opened_by(record.noun())
}
