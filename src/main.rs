//! The `dip` command.

use std::process::ExitCode;

/// An archive is a tree of small parts, and a fifth of the time was spent asking the system for them.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    dip::cli::run(std::env::args_os())
}
