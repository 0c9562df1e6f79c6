//! The command line: with the editor the only room with files, the clock, the environment and exit codes.

mod baseline;
mod build;
mod check;
mod clock;
mod disk;
mod explain;
mod fix;
mod fmt;
mod init;
mod load;
#[cfg(feature = "lsp")]
mod lsp;
mod named;
mod new;
mod output;
mod pledges;
mod report;
mod schema;
mod sift;
mod since;
mod summary;
mod vocabulary;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use crate::render::visible;

/// A language for diplomatic records: who met whom, who said what, who promised what by when.
#[derive(Debug, Parser)]
#[command(
    name = "dip",
    version,
    about,
    arg_required_else_help = true,
    disable_help_subcommand = true
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,

    /// When to use colour
    #[arg(long, value_enum, default_value_t = When::Auto, global = true, display_order = 100)]
    color: When,

    /// Draw with ASCII signs only
    #[arg(long, global = true, display_order = 101)]
    ascii: bool,
}

/// When to do something that depends on the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum When {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check records and say what is wrong with them
    Check(check::Arguments),
    /// Lay records out in the one way to write them
    Fmt(fmt::Arguments),
    /// Make JSON of an archive
    Build(build::Arguments),
    /// Sum up an archive, a person, a party or a topic, or print the minutes of meetings
    Summary(summary::Arguments),
    /// Print the ledger of promises, or the story of one
    Pledges(pledges::Arguments),
    /// Explain a finding by its code or name
    Explain(explain::Arguments),
    /// Make a folder an archive, with a small record to begin from
    Init(init::Arguments),
    /// Print a record to begin with
    New(Box<new::Arguments>),
    /// Print the lists of words that a writer may use
    Vocabulary(vocabulary::Arguments),
    /// Print the JSON Schema of what `dip build` makes
    Schema(schema::Arguments),
    /// Serve an editor: findings, fixes, completion and more while one types
    #[cfg(feature = "lsp")]
    Lsp(lsp::Arguments),
}

/// Why a command could not do its work: said on standard error, exit code 2.
#[derive(Debug)]
struct Failure(String);

impl Failure {
    fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

/// A closed pipe is not a failure: the reader has seen enough.
impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::new(if error.kind() == std::io::ErrorKind::BrokenPipe {
            String::new()
        } else {
            error.to_string()
        })
    }
}

/// Runs the command with these arguments and says how it ended: 0 clean, 1 findings, 2 it could not be done.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let code = if error.use_stderr() { 2 } else { 0 };
            // A closed pipe is the reader's wish.
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let look = output::Look {
        color: arguments.color,
        ascii: arguments.ascii,
    };
    let ended = match arguments.command {
        Command::Check(arguments) => check::run(&arguments, look),
        Command::Fmt(arguments) => fmt::run(&arguments, look),
        Command::Build(arguments) => build::run(&arguments, look),
        Command::Summary(arguments) => summary::run(&arguments, look),
        Command::Pledges(arguments) => pledges::run(&arguments, look),
        Command::Explain(arguments) => explain::run(&arguments, look),
        Command::Init(arguments) => init::run(&arguments),
        Command::New(arguments) => new::run(&arguments, look),
        Command::Vocabulary(arguments) => vocabulary::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        #[cfg(feature = "lsp")]
        Command::Lsp(arguments) => lsp::run(&arguments),
    };
    match ended {
        Ok(code) => ExitCode::from(code),
        Err(Failure(message)) if message.is_empty() => ExitCode::SUCCESS,
        Err(Failure(message)) => {
            // A name of a file may hold anything; nothing of it reaches the terminal raw.
            eprintln!("dip: {}", visible(&message));
            ExitCode::from(2)
        }
    }
}
