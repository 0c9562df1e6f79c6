//! Braces that are doubled, turned round, or another sign, put right before the lines are read.

use std::ops::Range;

use super::Recovery;
use super::mends::Draft;
use super::tokens::Is;
use crate::diag::{Diagnostic, Edit, Safety};
use crate::syntax::codes;
use crate::syntax::shape::KEYWORDS;

/// What is open at a token.
enum Opened {
    /// `{`
    Brace,
    /// A `[` or `(` that was meant as `{`, by its token.
    Bracket(usize),
    /// A `[` or `(` that is something else.
    List,
}

impl Recovery<'_> {
    /// Puts every brace right that can only be meant so.
    pub(super) fn braces(&mut self) {
        self.doubled();
        let count = |is: Is| self.tokens.iter().filter(|token| token.is == is).count();
        let mut surplus = count(Is::Open).saturating_sub(count(Is::Close));
        let mut open: Vec<Opened> = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let word = &self.piece[self.tokens[at].range.clone()];
            match (self.tokens[at].is, word) {
                (Is::Open, _) if surplus > 1 && self.is_turned_round(at) => {
                    self.swap(at, Is::Close, None);
                    surplus -= 2;
                }
                (Is::Open, _) => open.push(Opened::Brace),
                (Is::Sign, "[" | "(") if self.opens_block(at) => open.push(Opened::Bracket(at)),
                (Is::Sign, "[" | "(") => open.push(Opened::List),
                (Is::Close, _) => {
                    while matches!(open.last(), Some(Opened::List)) {
                        open.pop();
                    }
                    if let Some(Opened::Bracket(bracket)) = open.pop() {
                        self.swap(bracket, Is::Open, None);
                    }
                }
                (Is::Sign, "]" | ")") => match open.pop() {
                    Some(Opened::Brace) => self.swap(at, Is::Close, None),
                    Some(Opened::Bracket(bracket)) => self.swap(bracket, Is::Open, Some(at)),
                    Some(Opened::List) | None => {}
                },
                (Is::Sign, tag)
                    if tag.starts_with("</") && !open.is_empty() && self.is_alone(at) =>
                {
                    open.pop();
                    self.swap(at, Is::Close, None);
                }
                _ => {}
            }
            at += 1;
        }
        for opened in open {
            if let Opened::Bracket(bracket) = opened {
                self.swap(bracket, Is::Open, None);
            }
        }
    }

    /// `{{`: the second is deleted.
    fn doubled(&mut self) {
        let mut doubled = Vec::new();
        let mut after_open = false;
        self.tokens.retain(|token| {
            let second = after_open && token.is == Is::Open;
            if second {
                doubled.push(token.range.clone());
            }
            after_open = token.is == Is::Open;
            !second
        });
        for range in doubled {
            let span = self.span(&range);
            let diagnostic = Diagnostic::new(
                &codes::LOOSE_BRACE,
                span,
                "this `{` opens the block a second time",
            )
            .label("one `{` too many")
            .help("delete it")
            .fix(Safety::Safe, "delete the brace", span, "");
            self.diagnostics.push(diagnostic);
            self.replace(range, "");
        }
    }

    fn replace(&mut self, range: Range<usize>, with: &str) {
        let mut draft = Draft::new(self.piece, range.clone());
        draft.replace(0..range.len(), with);
        self.drafts.push(draft);
    }

    /// The tokens of the line that holds the token at `at`, before it.
    fn line_before(&self, at: usize) -> Range<usize> {
        let newline = self.tokens[..at]
            .iter()
            .rposition(|token| token.is == Is::Newline);
        newline.map_or(0, |newline| newline + 1)..at
    }

    fn ends_line(&self, at: usize) -> bool {
        self.tokens
            .get(at + 1)
            .is_none_or(|next| matches!(next.is, Is::Newline | Is::Comment))
    }

    fn is_alone(&self, at: usize) -> bool {
        self.line_before(at).is_empty() && self.ends_line(at)
    }

    /// `[` or `(` where a block opens: at the end of a record's head, or before a field.
    fn opens_block(&self, at: usize) -> bool {
        let before = self.line_before(at);
        let keyword = before
            .clone()
            .any(|at| KEYWORDS.contains(&&self.piece[self.tokens[at].range.clone()]));
        let is = |at: usize| self.tokens.get(at).map(|token| token.is);
        let field = is(at + 1) == Some(Is::Word) && is(at + 2) == Some(Is::Colon);
        keyword && (self.ends_line(at) || field)
    }

    /// `{ about: africa {` at the end of a line, behind a field in a block that this line opens.
    fn is_turned_round(&self, at: usize) -> bool {
        let before = self.line_before(at);
        let open = before
            .clone()
            .rposition(|at| self.tokens[at].is == Is::Open);
        let Some(open) = open
            .map(|open| before.start + open)
            .filter(|_| self.ends_line(at))
        else {
            return false;
        };
        let is = |at: usize| self.tokens.get(at).map(|token| token.is);
        let closed = (open + 1..at).any(|at| is(at) == Some(Is::Close));
        let field = is(open + 1) == Some(Is::Word) && is(open + 2) == Some(Is::Colon);
        let record =
            (open + 1..at).any(|at| KEYWORDS.contains(&&self.piece[self.tokens[at].range.clone()]));
        field && !closed && !record
    }

    /// Reads the sign at a token as a brace, and the one at `other` as the brace that closes it.
    fn swap(&mut self, at: usize, is: Is, other: Option<usize>) {
        let range = self.tokens[at].range.clone();
        let (ours, what) = if is == Is::Open {
            ("{", "opens")
        } else {
            ("}", "closes")
        };
        let written = self.piece[range.clone()].to_owned();
        let mut edits = vec![Edit {
            span: self.span(&range),
            text: ours.to_owned(),
        }];
        self.tokens[at].is = is;
        self.replace(range.clone(), ours);
        let mut help = format!("write `{ours}` instead of `{written}`");
        if let Some(other) = other {
            let close = self.tokens[other].range.clone();
            edits.push(Edit {
                span: self.span(&close),
                text: "}".to_owned(),
            });
            help = format!(
                "{help}, and `}}` instead of `{}`",
                &self.piece[close.clone()]
            );
            self.tokens[other].is = Is::Close;
            self.replace(close, "}");
        }
        let diagnostic = Diagnostic::new(
            &codes::FOREIGN_PUNCTUATION,
            self.span(&range),
            format!("`{written}` stands where `{ours}` {what} a block"),
        )
        .label(format!(
            "a block {} with `{ours}`",
            if is == Is::Open { "begins" } else { "ends" }
        ))
        .help(help)
        .fix_all(Safety::Safe, format!("write `{ours}`"), edits);
        self.diagnostics.push(diagnostic);
    }
}
