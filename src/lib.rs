//! dip: a small language for diplomatic records, and its compiler.
//!
//! The story in one screen: sources come in as a [`World`](text::World); each is parsed to trees, the trees are lowered
//! to one [`Model`](model::Model), the model is judged by the checks; what is found is rendered, what is said is emitted.
//! Every stage takes a value and gives a value and diagnostics; none fails, none stops the next.

// The parser that pest derives without its standard-library features, stack guard included, names it so.
extern crate alloc;

pub mod allow;
pub mod archive;
pub mod checks;
pub mod cli;
pub mod diag;
pub mod emit;
pub mod fmt;
pub mod ledger;
pub mod lower;
#[cfg(feature = "lsp")]
pub mod lsp;
pub mod manifest;
pub mod model;
pub mod render;
pub mod repair;
pub mod syntax;
pub mod text;
pub mod vocab;

mod compile;

pub use compile::{Compiled, catalogue, compile, compile_on, known, read};
