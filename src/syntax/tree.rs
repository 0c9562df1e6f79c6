//! The tree of one piece: flat nodes over its text, with the spans of the source.
//!
//! Lossless: every comment is a node, and whatever stands between two nodes is blanks and punctuation that the text
//! still holds. A mended piece keeps its mended text beside the nodes, so that readers see what was meant and messages
//! point at what was written.

use std::borrow::Cow;
use std::ops::Range;

use super::Kind;
use super::recover::Mends;
use super::{grammar, machine};
use crate::text::{SourceId, Span};

/// A node before it is asked anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RawNode {
    pub(super) kind: Kind,
    pub(super) start: u32,
    pub(super) end: u32,
    /// How many nodes the subtree has, this one included.
    pub(super) size: u32,
}

/// Where something stood that could not be read; no check may speak of what is missing there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hole {
    /// The bytes in the source.
    pub span: Span,
    /// What it declares all the same: the kind of record and its id.
    pub declares: Option<(Kind, Span, String)>,
}

/// The nodes of one piece, in the order of the text.
#[derive(Debug)]
pub struct Tree<'t> {
    nodes: Vec<RawNode>,
    /// The piece as it was parsed: a slice of the source, or the mended copy.
    text: Cow<'t, str>,
    source: SourceId,
    base: u32,
    mends: Mends,
    holes: Vec<Hole>,
    /// Whether the grammar read only the beginning of the text.
    partial: bool,
}

impl<'t> Tree<'t> {
    /// The tree of a text by one rule; none when the rule refuses it. A tree is partial when the rule reads only the
    /// beginning of the text.
    pub(super) fn parse(
        rule: Kind,
        text: Cow<'t, str>,
        source: SourceId,
        base: u32,
    ) -> Option<Self> {
        let (nodes, end) = machine::parse(rule, &text)?;
        let partial = !grammar::is_rest_blank(&text, end);
        Some(Self {
            nodes,
            text,
            source,
            base,
            mends: Mends::default(),
            holes: Vec::new(),
            partial,
        })
    }

    /// A tree of nothing, for a piece that declares nothing that could be read.
    pub(super) fn empty(source: SourceId, base: u32) -> Self {
        Self {
            nodes: Vec::new(),
            text: Cow::Borrowed(""),
            source,
            base,
            mends: Mends::default(),
            holes: Vec::new(),
            partial: false,
        }
    }

    pub(super) fn is_partial(&self) -> bool {
        self.partial
    }

    pub(super) fn mended(mut self, mends: Mends, holes: Vec<Hole>) -> Self {
        self.mends = mends;
        self.holes = holes;
        self
    }

    /// The outermost node, if anything could be read.
    pub fn root(&self) -> Option<Node<'_>> {
        (!self.nodes.is_empty()).then_some(Node { tree: self, at: 0 })
    }

    /// The places that could not be read.
    pub fn holes(&self) -> &[Hole] {
        &self.holes
    }

    /// Whether the piece is exactly as the grammar wants it.
    pub fn is_whole(&self) -> bool {
        self.mends.is_empty() && self.holes.is_empty() && !self.nodes.is_empty()
    }

    /// Every node's kind and span, to compare trees with.
    pub fn outline(&self) -> Vec<(Kind, Span)> {
        (0..self.nodes.len())
            .map(|at| Node { tree: self, at })
            .map(|node| (node.kind(), node.span()))
            .collect()
    }

    fn span(&self, range: Range<u32>) -> Span {
        let (start, end) = (
            self.mends.start_in_source(range.start),
            self.mends.end_in_source(range.end),
        );
        Span::new(self.source, self.base + start, self.base + end.max(start))
    }
}

/// One node of a tree.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    tree: &'t Tree<'t>,
    at: usize,
}

impl<'t> Node<'t> {
    fn raw(self) -> RawNode {
        self.tree.nodes[self.at]
    }

    /// Which rule of the grammar it is.
    pub fn kind(self) -> Kind {
        self.raw().kind
    }

    /// Its text, as meant.
    pub fn text(self) -> &'t str {
        let RawNode { start, end, .. } = self.raw();
        &self.tree.text[start as usize..end as usize]
    }

    /// Its place, as written.
    pub fn span(self) -> Span {
        let RawNode { start, end, .. } = self.raw();
        self.tree.span(start..end)
    }

    /// The place of part of its text.
    pub fn part(self, range: Range<usize>) -> Span {
        let start = self.raw().start;
        self.tree
            .span(start + range.start as u32..start + range.end as u32)
    }

    /// The nodes directly in it.
    pub fn children(self) -> impl Iterator<Item = Node<'t>> + Clone {
        let tree = self.tree;
        let end = self.at + self.raw().size as usize;
        let mut next = self.at + 1;
        std::iter::from_fn(move || {
            (next < end).then(|| {
                let child = Node { tree, at: next };
                next += child.raw().size as usize;
                child
            })
        })
    }

    /// The first node of that kind directly in it.
    pub fn child(self, wanted: Kind) -> Option<Node<'t>> {
        self.children().find(|child| child.kind() == wanted)
    }

    /// Whether a line directly in it could not be read.
    pub fn has_hole(self) -> bool {
        if self.tree.partial {
            return true;
        }
        let holds =
            |span: Span, hole: &Hole| span.start <= hole.span.start && hole.span.end <= span.end;
        let span = self.span();
        let mut holes = self.tree.holes.iter().filter(|hole| holds(span, hole));
        holes.any(|hole| !self.children().any(|child| holds(child.span(), hole)))
    }
}
