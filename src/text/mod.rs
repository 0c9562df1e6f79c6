//! Sources and places in them: the ground that every other room stands on; it imports nothing of ours.

mod line_index;
mod paragraphs;
mod source;
mod span;
mod world;

pub use line_index::{LineIndex, Place};
pub use paragraphs::paragraphs;
pub use source::{Role, Source};
pub use span::{SourceId, Span};
pub use world::World;
