//! What an editor asks, answered from archives that are kept: one feature a file.
//!
//! Nothing here judges, formats or explains by itself: every answer is made of what the command line says too. Knows no
//! connection, no files and no clock; `cli/lsp` has those.

pub mod actions;
pub mod completion;
mod cursor;
pub mod diagnostics;
mod encoding;
#[cfg(test)]
mod fixture;
pub mod format;
mod heads;
pub mod hierarchy;
pub mod hints;
pub mod hover;
mod ledger;
pub mod lenses;
pub mod links;
pub mod names;
pub mod navigation;
pub mod ranges;
pub mod signature;
pub mod symbols;
pub mod tokens;
mod view;

pub use encoding::Encoding;
pub use view::{Home, View};
