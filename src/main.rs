//! The `dip` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    dip::cli::run(std::env::args_os())
}
