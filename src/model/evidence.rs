//! What a line rests on: whether any source is given for it, by itself or by what stands around it.

use super::{Body, Citation, Claims, Model, Record, Ref, Spoken};
use crate::text::Span;

/// What is known of the source of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// It names one, inherits one, or stands in one.
    Given,
    /// It says `source: none`, and in a `note` how the writer knows.
    Vouched,
    /// Nothing says where it comes from.
    Missing,
}

impl Model {
    /// Whether a source is the word `none`: what is inherited does not hold.
    pub fn is_none(&self, document: Ref) -> bool {
        self.names.spelling(document.name) == "none" && self.target(&document, None).is_none()
    }

    /// What a line rests on that says `around` of itself and what stands around it, from the inside out.
    pub fn evidence(&self, around: &[Option<&Claims>]) -> Evidence {
        let Some(claims) = around
            .iter()
            .flatten()
            .find(|claims| claims.source.is_some())
        else {
            return Evidence::Missing;
        };
        let citations = claims.source.iter().flat_map(|source| &source.value);
        let is_none = |citation: &Citation| citation.document.is_some_and(|one| self.is_none(one));
        match citations.clone().all(is_none) {
            false => Evidence::Given,
            true if claims.more.note.is_some() => Evidence::Vouched,
            true => Evidence::Missing,
        }
    }

    /// Whether every line of a record at the margin, and of the file's own lines, could be read.
    pub fn is_read(&self, record: &Record) -> bool {
        let file = self.files.get(record.head.span.source.index());
        self.is_whole(record.head.span) && !file.is_some_and(|file| file.has_hole)
    }

    /// Whether nothing that begins in a place was left unread.
    pub fn is_whole(&self, span: Span) -> bool {
        let Some(file) = self.files.get(span.source.index()) else {
            return true;
        };
        let next = file.holes.partition_point(|hole| *hole < span.before());
        let hole = file.holes.get(next);
        hole.is_none_or(|hole| hole.start >= span.end)
    }
}

impl Spoken<'_> {
    /// What it rests on, or what a line inside it does that says `own` of itself.
    pub fn evidence(self, model: &Model, own: Option<&Claims>) -> Evidence {
        let speech = self.speech.head.claims.as_deref();
        if let Body::Document(_) = self.record.body {
            let said = [own, speech];
            let says = said.iter().flatten().any(|claims| claims.source.is_some());
            return if says {
                model.evidence(&said)
            } else {
                Evidence::Given
            };
        }
        let record = self.record.head.claims.as_deref();
        let file = model.file(self.record.head.span.source);
        model.evidence(&[own, speech, record, file])
    }
}
