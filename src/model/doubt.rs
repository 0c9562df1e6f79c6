//! What weakens a line: doubt that its writer expresses, and lines nearby that could not be read.

use super::{Claims, Model, Present};
use crate::text::Span;

impl Claims {
    /// Whether the writer says that it may be otherwise: it is disputed or merely possible, or a source denies it.
    pub fn is_doubtful(&self) -> bool {
        let certainty = self.certainty.as_ref().map(|field| field.value.word);
        matches!(certainty, Some("disputed" | "possible")) || self.against.is_some()
    }
}

impl Present<'_> {
    /// Whether the writer is in doubt that they were there, or that they were not.
    pub fn is_doubtful(&self) -> bool {
        let present = self.attendee.present.as_ref();
        let said = [
            self.attendee.claims.as_deref(),
            self.claims,
            present.and_then(|present| present.claims.as_deref()),
        ];
        said.into_iter().flatten().any(Claims::is_doubtful)
    }
}

impl Model {
    /// Whether a line within a place could not be read.
    pub fn has_hole(&self, span: Span) -> bool {
        let next = self.holes.partition_point(|hole| *hole < span.before());
        let hole = self.holes.get(next);
        hole.is_some_and(|hole| hole.source == span.source && hole.start < span.end)
    }
}
