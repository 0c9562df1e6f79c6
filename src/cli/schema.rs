//! `dip schema`: the JSON Schema of what `dip build` makes.

use super::Failure;
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {}
pub(super) fn run(_: &Arguments) -> Result<u8, Failure> {
    Ok(0)
}
