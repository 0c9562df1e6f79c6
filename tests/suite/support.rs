//! The one place where the suite touches the library and the binary.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use dip::diag::Diagnostic;
use dip::manifest::Manifest;
use dip::text::World;

/// The repository's root.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The binary, ready to run in a folder.
pub fn dip(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dip"));
    command
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env_remove("GITHUB_ACTIONS")
        .env("COLUMNS", "100");
    command
}

/// Runs the binary in a folder with these words.
pub fn run(folder: &Path, words: &[&str]) -> Output {
    dip(folder).args(words).output().expect("the binary runs")
}

/// What the process said on standard output.
pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Compiles a text as a lone file: the world, and everything found, the bytes included.
pub fn compile(bytes: &[u8]) -> (World, dip::Compiled, Vec<Diagnostic>) {
    let mut world = World::default();
    let (_, found) = dip::read(&mut world, "test.dip", bytes.to_vec());
    let compiled = dip::compile(&world, &Manifest::default());
    (world, compiled, found)
}

/// Every example file with its text, in order.
pub fn examples() -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    for archive in std::fs::read_dir(root().join("examples"))
        .expect("examples")
        .flatten()
    {
        for file in std::fs::read_dir(archive.path())
            .into_iter()
            .flatten()
            .flatten()
        {
            if file
                .path()
                .extension()
                .is_some_and(|extension| extension == "dip")
            {
                files.push((
                    file.path(),
                    std::fs::read_to_string(file.path()).expect("an example is text"),
                ));
            }
        }
    }
    files.sort();
    assert!(files.len() >= 10, "the examples are gone");
    files
}

/// Whether expectations are rewritten instead of judged.
pub fn blessing() -> bool {
    std::env::var_os("DIP_BLESS").is_some()
}
