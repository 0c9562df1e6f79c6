//! Lines that belong to the line above: broken where no line can be, parted by a sign that is not theirs, or a list one item a
//! line. Two lines are joined only if the second makes no sense alone, and the grammar reads them as one.

use std::ops::Range;

use super::outline::Item;
use super::tokens::{Is, Token};
use super::{Recovery, read};
use crate::diag::{Diagnostic, Edit, Safety, ticked};
use crate::syntax::codes;
use crate::syntax::shape::KEYWORDS;

/// What stands between two parts of a line, and what belongs there.
pub(super) struct Glue {
    pub(super) gap: Range<usize>,
    pub(super) with: &'static str,
}

/// How many lines are tried with the line above; a record of more is no longer read by anybody.
const MOST_TRIES: usize = 10_000;

impl Recovery<'_> {
    /// Joins what belongs together, and says so; the tokens between are gone then.
    pub(super) fn glue(&mut self, items: Vec<Item>) {
        let mut tries = 0;
        let mut rest = items.into_iter().peekable();
        while let Some(mut item) = rest.next() {
            while let Some(next) = rest.peek().filter(|next| self.are_neighbours(&item, next)) {
                tries += 1;
                if tries > MOST_TRIES {
                    break;
                }
                if self.list_item(&item, next) || self.cell(&item, next) || self.broken(&item, next)
                {
                    item.head.end = next.head.end;
                    item.block.clone_from(&next.block);
                    rest.next();
                } else {
                    break;
                }
            }
        }
        let glued = &self.glued;
        let within = |token: &Token| {
            let after = glued.partition_point(|glue| glue.gap.start <= token.range.start);
            after > 0 && token.range.end <= glued[after - 1].gap.end
        };
        self.tokens.retain(|token| !within(token));
    }

    /// What was put into these bytes.
    pub(super) fn glued_in(&self, bytes: &Range<usize>) -> &[Glue] {
        let begin = self
            .glued
            .partition_point(|glue| glue.gap.start < bytes.start);
        let end = self
            .glued
            .partition_point(|glue| glue.gap.start < bytes.end);
        &self.glued[begin..end.max(begin)]
    }

    fn are_neighbours(&self, item: &Item, next: &Item) -> bool {
        let between = &self.tokens[item.head.end..next.head.start];
        item.block.is_none()
            && item.within == next.within
            && between
                .iter()
                .all(|token| matches!(token.is, Is::Newline | Is::Semicolon))
            && !between.is_empty()
    }

    fn is_at(&self, at: usize) -> Option<Is> {
        self.tokens.get(at).map(|token| token.is)
    }

    fn word_at(&self, at: usize) -> &str {
        self.tokens
            .get(at)
            .map_or("", |token| &self.piece[token.range.clone()])
    }

    /// The text of an item with what was joined so far.
    fn joined_text(&self, head: &Range<usize>) -> String {
        let bytes = self.bytes(head);
        let mut text = self.piece[bytes.clone()].to_owned();
        for glue in self
            .glued_in(&bytes)
            .iter()
            .rev()
            .filter(|glue| glue.gap.end <= bytes.end)
        {
            text.replace_range(
                glue.gap.start - bytes.start..glue.gap.end - bytes.start,
                glue.with,
            );
        }
        text
    }

    /// `members:` and below it `- KZ`: a list as in YAML, one mistake however long it is.
    fn list_item(&mut self, item: &Item, next: &Item) -> bool {
        let first = item.head.start;
        let mark = next.head.start;
        let listed = matches!(self.word_at(mark), "-" | "*" | "•") && mark + 1 < next.head.end;
        let bytes = self.bytes(&item.head);
        let goes_on = self
            .glued
            .last()
            .is_some_and(|glue| bytes.contains(&glue.gap.start) && glue.with != ": ");
        let empty = self.is_at(first + 1) == Some(Is::Colon)
            && self.bytes(&(first..first + 2)).end == bytes.end;
        let known = item.within.field(self.word_at(first)).is_some();
        if !listed || !known || !(empty || goes_on) {
            return false;
        }
        let gap = bytes.end..self.tokens[mark + 1].range.start;
        let with = if empty { " " } else { ", " };
        if empty {
            let key = self.word_at(first).to_owned();
            let span = self.span(&self.bytes(&(first..first + 2)));
            let diagnostic = Diagnostic::new(
                &codes::FOREIGN_PUNCTUATION,
                span,
                format!("the list of `{key}` stands on lines of its own, each with a mark"),
            )
            .label("a list goes on behind the colon, with commas");
            self.diagnostics.push(diagnostic.fix_all(
                Safety::Safe,
                "write the list on one line",
                Vec::new(),
            ));
        }
        let edit = Edit {
            span: self.span(&gap),
            text: with.to_owned(),
        };
        self.glued.push(Glue { gap, with });
        let whole = self.joined_text(&(first..next.head.end));
        if let Some(diagnostic) = self.diagnostics.last_mut() {
            diagnostic.help = vec![format!("write {}", ticked(&whole))];
            if let Some(fix) = diagnostic.fixes.last_mut() {
                fix.edits.push(edit);
            }
        }
        true
    }

    /// `attendee;lavrov;RU`: a row of a table.
    fn cell(&mut self, item: &Item, next: &Item) -> bool {
        let row = self.word_at(item.head.start) == "attendee"
            && self.is_at(item.head.end) == Some(Is::Semicolon)
            && next.head.len() == 1;
        let bytes = self.bytes(&item.head);
        let so_far = self.glued_in(&bytes).len();
        let alone = item.head.len() == 1;
        if !row || !(alone || so_far > 0) {
            return false;
        }
        let Some(with) = [" ", " for ", " as "].get(so_far) else {
            return false;
        };
        let gap = bytes.end..self.tokens[next.head.start].range.start;
        let edit = Edit {
            span: self.span(&gap),
            text: (*with).to_owned(),
        };
        if alone {
            let span = self.span(&self.tokens[item.head.end].range);
            let diagnostic = Diagnostic::new(
                &codes::FOREIGN_PUNCTUATION,
                span,
                "this line is written like the row of a table",
            )
            .label("no sign parts the words of a line");
            self.diagnostics.push(diagnostic.fix_all(
                Safety::LookFirst,
                "write it as a line",
                Vec::new(),
            ));
        }
        self.glued.push(Glue { gap, with });
        let whole = self.joined_text(&(item.head.start..next.head.end));
        if let Some(diagnostic) = self.diagnostics.last_mut() {
            diagnostic.help = vec![format!("write `{whole}`")];
            if let Some(fix) = diagnostic.fixes.last_mut() {
                fix.edits.push(edit);
            }
        }
        true
    }

    /// A line that is the rest of the one above, or stands behind a `;` that is another sign's.
    fn broken(&mut self, item: &Item, next: &Item) -> bool {
        let (head, rest) = (self.bytes(&item.head), self.bytes(&next.head));
        let begins = self.word_at(next.head.start);
        let own = KEYWORDS.contains(&begins)
            || self.is_at(next.head.start + 1) == Some(Is::Colon) && next.head.len() > 1;
        if own || read(item.within, &self.piece[rest.clone()]).is_ok() {
            return false;
        }
        let sign = self.tokens[item.head.end..next.head.start]
            .iter()
            .find(|token| token.is == Is::Semicolon)
            .cloned();
        let candidates: &[&'static str] = match sign {
            Some(_) => &[", ", ": "],
            None if self.piece[head.clone()].ends_with('-') => &["", " "],
            None => &[" "],
        };
        let (first, second) = (
            self.joined_text(&item.head),
            self.piece[rest.clone()].to_owned(),
        );
        let Some(with) = candidates
            .iter()
            .find(|with| read(item.within, &format!("{first}{with}{second}")).is_ok())
        else {
            return false;
        };
        let gap = head.end..rest.start;
        let span = self.span(&gap);
        let whole = format!("{first}{with}{second}");
        let diagnostic = match sign {
            Some(Token { range, .. }) => Diagnostic::new(
                &codes::FOREIGN_PUNCTUATION,
                self.span(&range),
                format!("`;` stands where `{}` belongs", with.trim()),
            )
            .label("this ends the line here")
            .help(format!("write {}", ticked(&whole)))
            .fix(
                Safety::Safe,
                format!("write `{}`", with.trim()),
                span,
                *with,
            ),
            None => {
                let open = first.bytes().filter(|byte| *byte == b'"').count() % 2 == 1;
                let at = if open {
                    let mark = first.rfind('"').unwrap_or_default();
                    head.end - (first.len() - mark)..head.end
                } else if with.is_empty() {
                    let last = self.tokens[item.head.clone()]
                        .iter()
                        .rev()
                        .find(|token| token.is != Is::Newline);
                    last.map_or(rest.clone(), |token| token.range.clone())
                } else {
                    rest.clone()
                };
                let message = if open {
                    "this text goes on in the next line"
                } else {
                    "this line is broken in two"
                };
                Diagnostic::new(&codes::BROKEN_LINE, self.span(&at), message)
                    .label(if open || with.is_empty() { "the rest stands in the next line" } else { "it belongs to the line above" })
                    .help(if open {
                        format!("write {} on one line; a text over several lines stands between `\"\"\"`", ticked(&whole))
                    } else {
                        format!("put it at the end of the line above: {}", ticked(&whole))
                    })
                    .fix(Safety::Safe, "join the lines", span, *with)
            }
        };
        self.diagnostics.push(diagnostic);
        self.glued.push(Glue { gap, with });
        true
    }
}
