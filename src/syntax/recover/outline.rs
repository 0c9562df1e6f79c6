//! The lines and blocks of a piece as a reader sees them, before anything is known of what they say.
//!
//! Braces that are missing are put where the next line plainly belongs to a block further out; every such guess is a
//! mend with its message. No recursion: the blocks that are open are a list.

use std::ops::Range;

use super::tokens::{Is, Token};
use crate::syntax::shape::{Block, KEYWORDS};

/// A line or record within a block: its head, and the block it opens.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// The block it stands in.
    pub(super) within: Block,
    /// The tokens of its head.
    pub(super) head: Range<usize>,
    /// The items of its block, by their numbers in the outline.
    pub(super) block: Option<Nested>,
}

/// The block of an item.
#[derive(Debug, Clone)]
pub(super) struct Nested {
    /// The token of `{`.
    pub(super) open: usize,
    /// The token of `}`, if it is there.
    pub(super) close: Option<usize>,
    /// Where, as a token before which, it must have been closed when it is not.
    pub(super) ends_before: usize,
}

/// All items of a piece in the order of the text.
pub(super) struct Outline {
    pub(super) items: Vec<Item>,
}

struct Builder<'t> {
    text: &'t str,
    tokens: &'t [Token],
    items: Vec<Item>,
    /// The items whose blocks are open, outermost first, with the indentation of their lines.
    open: Vec<(usize, Block)>,
    /// How many `}` are missing.
    missing: usize,
    at: usize,
}

/// Reads the outline of a piece that stands at the margin of a file.
pub(super) fn outline(text: &str, tokens: &[Token]) -> Outline {
    let count = |is: Is| tokens.iter().filter(|token| token.is == is).count();
    let missing = count(Is::Open).saturating_sub(count(Is::Close));
    let mut builder = Builder {
        text,
        tokens,
        items: Vec::new(),
        open: Vec::new(),
        missing,
        at: 0,
    };
    builder.run();
    Outline {
        items: builder.items,
    }
}

impl Builder<'_> {
    fn run(&mut self) {
        while let Some(token) = self.tokens.get(self.at) {
            match token.is {
                Is::Newline => {
                    self.imply_at_line_end();
                    self.at += 1;
                }
                Is::Semicolon | Is::Comment => self.at += 1,
                Is::Close => self.close(),
                Is::Open if self.attachable() => self.open(),
                _ => self.item(),
            }
        }
        let end = self.tokens.len();
        for (item, _) in std::mem::take(&mut self.open) {
            self.end_before(item, end);
        }
    }

    fn within(&self) -> Block {
        self.open.last().map_or(Block::File, |(_, block)| *block)
    }

    /// Whether a `{` here can belong to the last item: it has no block yet.
    fn attachable(&self) -> bool {
        self.items.last().is_some_and(|item| item.block.is_none())
    }

    fn open(&mut self) {
        let item = self.items.len() - 1;
        let block = self.block_of(item);
        self.items[item].block = Some(Nested {
            open: self.at,
            close: None,
            ends_before: self.at,
        });
        self.open.push((item, block));
        self.at += 1;
    }

    fn block_of(&self, item: usize) -> Block {
        let first = self.items[item]
            .head
            .clone()
            .find(|at| self.tokens[*at].is == Is::Word);
        let word = first.map_or("", |at| &self.text[self.tokens[at].range.clone()]);
        let is_field = first.is_some_and(|at| {
            self.tokens
                .get(at + 1)
                .is_some_and(|token| token.is == Is::Colon)
        });
        let keyword = super::keyword_meant(word, self.items[item].within);
        match keyword {
            Some(keyword) if !is_field || KEYWORDS.contains(&word) => Block::opened_by(keyword),
            _ => Block::Claims,
        }
    }

    fn close(&mut self) {
        // A brace indented like an outer block's line closes that one, when braces are known to be missing.
        if self.missing > 0 && self.begins_line(self.at) && self.open.len() > 1 {
            let indent = self.indent(self.tokens[self.at].range.start);
            let inner = self
                .open
                .last()
                .map_or(0, |(item, _)| self.indent_of(*item));
            let outer = self
                .open
                .iter()
                .rposition(|(item, _)| self.indent_of(*item) == indent);
            if let Some(outer) = outer.filter(|outer| indent < inner && outer + 1 < self.open.len())
            {
                self.imply(outer + 1);
            }
        }
        if let Some((item, _)) = self.open.pop()
            && let Some(block) = &mut self.items[item].block
        {
            block.close = Some(self.at);
        }
        self.at += 1;
    }

    /// A block that has items on the line that opens it is meant to end on that line.
    fn imply_at_line_end(&mut self) {
        let Some((item, _)) = self.open.last().filter(|_| self.missing > 0) else {
            return;
        };
        let Some(open) = self.items[*item].block.as_ref().map(|block| block.open) else {
            return;
        };
        let on_this_line = self.tokens[open..self.at]
            .iter()
            .all(|token| token.is != Is::Newline);
        let has_items = self.items.len() > item + 1;
        if on_this_line && has_items && self.at + 1 < self.tokens.len() {
            self.imply(self.open.len() - 1);
        }
    }

    /// Ends every block from the `keep`-th on, before the token at hand.
    fn imply(&mut self, keep: usize) {
        while self.open.len() > keep && self.missing > 0 {
            if let Some((item, _)) = self.open.pop() {
                self.end_before(item, self.at);
                self.missing -= 1;
            }
        }
    }

    fn end_before(&mut self, item: usize, at: usize) {
        if let Some(block) = &mut self.items[item].block {
            block.ends_before = at;
        }
    }

    fn item(&mut self) {
        self.imply_for_what_comes();
        let start = self.at;
        while let Some(token) = self.tokens.get(self.at) {
            let ends = match token.is {
                Is::Newline => !self.goes_on(start),
                Is::Comment => !self.goes_on(start),
                Is::Semicolon | Is::Close => true,
                Is::Open => self.at > start,
                _ => false,
            };
            if ends {
                break;
            }
            self.at += 1;
        }
        if self.at == start {
            self.at += 1;
        }
        self.items.push(Item {
            within: self.within(),
            head: start..self.at,
            block: None,
        });
    }

    /// A line that cannot stand in the block at hand but can in one further out: a `}` is missing before it.
    fn imply_for_what_comes(&mut self) {
        if self.missing == 0 || self.open.len() < 2 || self.fits(self.within()) {
            return;
        }
        if let Some(outer) = self.open.iter().rposition(|(_, block)| self.fits(*block)) {
            self.imply(outer + 1);
        }
    }

    fn fits(&self, block: Block) -> bool {
        let word = self.word(self.at);
        let colon = self
            .tokens
            .get(self.at + 1)
            .is_some_and(|token| token.is == Is::Colon);
        if colon {
            block.field(word).is_some() || word.starts_with("x-")
        } else {
            block.records().contains(&word)
        }
    }

    fn word(&self, at: usize) -> &str {
        self.tokens
            .get(at)
            .filter(|token| token.is == Is::Word)
            .map_or("", |token| &self.text[token.range.clone()])
    }

    /// Whether the line goes on: after a comma, when the next line begins neither a field nor a record; or to a text
    /// that stands on a line of its own, when the line still wants one.
    fn goes_on(&self, start: usize) -> bool {
        let last = self.tokens[start..self.at]
            .iter()
            .rev()
            .find(|token| !matches!(token.is, Is::Newline | Is::Comment));
        if last.is_none_or(|token| token.is != Is::Comma) {
            return self.wants_text(start);
        }
        let mut next = self.at;
        while self
            .tokens
            .get(next)
            .is_some_and(|token| matches!(token.is, Is::Newline | Is::Comment))
        {
            next += 1;
        }
        let Some(token) = self.tokens.get(next) else {
            return false;
        };
        let field = self
            .tokens
            .get(next + 1)
            .is_some_and(|token| token.is == Is::Colon);
        let record =
            token.is == Is::Word && super::keyword_meant(self.word(next), self.within()).is_some();
        !field && !record && !matches!(token.is, Is::Close | Is::Open)
    }

    fn wants_text(&self, start: usize) -> bool {
        let head = &self.tokens[start..self.at];
        let has_text = head.iter().any(|token| {
            matches!(
                token.is,
                Is::Text | Is::OpenText | Is::OpenLong | Is::Foreign
            )
        });
        let next = self.tokens[self.at..]
            .iter()
            .position(|token| token.is != Is::Newline);
        let text_next = next.is_some_and(|next| self.tokens[self.at + next].is == Is::Text);
        let field = self
            .tokens
            .get(start + 1)
            .is_some_and(|token| token.is == Is::Colon);
        let wants = field
            || matches!(
                self.word(start),
                "statement" | "pledge" | "party" | "person" | "topic" | "document" | "meeting"
            );
        wants && !has_text && text_next
    }

    fn begins_line(&self, at: usize) -> bool {
        at == 0 || self.tokens[at - 1].is == Is::Newline
    }

    fn indent_of(&self, item: usize) -> usize {
        self.items[item]
            .head
            .clone()
            .next()
            .map_or(0, |at| self.indent(self.tokens[at].range.start))
    }

    /// How far the line that holds byte `at` is indented.
    fn indent(&self, at: usize) -> usize {
        let line = self.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let rest = &self.text[line..];
        rest.len() - rest.trim_start_matches([' ', '\t']).len()
    }
}
