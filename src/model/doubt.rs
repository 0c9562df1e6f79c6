//! What weakens a line: doubt that its writer expresses.

use super::{Claims, Present};

impl Claims {
    /// Whether the writer says that it may be otherwise: it is disputed or merely possible, or a source denies it.
    pub fn is_doubtful(&self) -> bool {
        let certainty = self.more.certainty.as_ref().map(|field| field.value.word);
        matches!(certainty, Some("disputed" | "possible")) || self.more.against.is_some()
    }
}

impl Present<'_> {
    /// Whether the writer is in doubt that they were there, or that they were not.
    pub fn is_doubtful(&self) -> bool {
        let present = self.attendee.more.present.as_deref();
        let said = [
            self.attendee.claims.as_deref(),
            self.claims,
            present.and_then(|present| present.claims.as_deref()),
        ];
        said.into_iter().flatten().any(Claims::is_doubtful)
    }
}
