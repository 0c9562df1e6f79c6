//! `dip schema`: the JSON Schema of what `dip build` makes.

use super::Failure;
use super::output::print;
use crate::emit::schema;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {}

pub(super) fn run(_: &Arguments) -> Result<u8, Failure> {
    print(&schema())?;
    Ok(0)
}
