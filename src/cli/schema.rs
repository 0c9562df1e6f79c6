//! `dip schema`: the JSON Schemas of what `dip build` and `dip pledges` make.

use clap::ValueEnum;

use super::Failure;
use super::output::print;
use crate::emit::{pledges_schema, schema};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Of which command's JSON
    #[arg(value_enum, default_value_t = Of::Build)]
    of: Of,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Of {
    /// `dip build`
    Build,
    /// `dip pledges --format json`
    Pledges,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    print(&match arguments.of {
        Of::Build => schema(),
        Of::Pledges => pledges_schema(),
    })?;
    Ok(0)
}
