//! A place in a source: half-open bytes, always on character borders.

use std::num::NonZeroU32;

/// Which source of the [`World`](super::World) a place is in; sources are numbered in the order they were added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(NonZeroU32);

impl SourceId {
    /// The source of this number, from 0.
    pub const fn new(number: u32) -> Self {
        // One more, so that what may have no place takes no more room than what has one.
        Self(NonZeroU32::MIN.saturating_add(number))
    }

    /// Its number.
    pub const fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// A half-open range of bytes in one source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The source it lies in.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The bytes `start..end` of `source`.
    pub fn new(source: SourceId, start: u32, end: u32) -> Self {
        debug_assert!(start <= end);
        Self { source, start, end }
    }

    /// The empty place before the span's first byte.
    #[must_use]
    pub fn before(self) -> Self {
        Self {
            end: self.start,
            ..self
        }
    }

    /// The empty place after the span's last byte.
    #[must_use]
    pub fn after(self) -> Self {
        Self {
            start: self.end,
            ..self
        }
    }

    /// The smallest span that covers both; `other` must be in the same source.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
            ..self
        }
    }

    /// The span as a range of `usize`, to slice text with.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}
