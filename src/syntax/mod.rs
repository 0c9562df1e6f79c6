//! From text to tree: the only room where pest lives.
//!
//! A source is split into pieces at its records (`split`), each piece is parsed by itself with the grammar (`parse`),
//! and a piece that the grammar refuses is mended (`recover`): the mends are edits, each with its own message, and the
//! mended text goes through the same grammar. So there is one parser, and every fix that is offered was tried.

mod codes;
mod conflict;
mod decode;
mod examine;
mod garbled;
mod grammar;
mod machine;
mod parse;
mod recover;
pub mod shape;
mod split;
mod tree;

pub use codes::{CODES, FOREIGN_AMOUNT, QUOTED_VALUE, WRONG_VALUE};
pub use decode::{Decoded, Fault, decode};
pub use grammar::Rule as Kind;
pub use parse::{Parsed, ParsedPiece, parse, parse_each, parse_piece};
pub use split::{MOST_NESTING, Piece, PieceKind, comments, split, split_with_texts};
pub use tree::{Hole, Node, Tree};
