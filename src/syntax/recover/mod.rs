//! Mends a piece that the grammar refused, and says of each mend what was wrong.
//!
//! The piece is read as lines and blocks (`outline`); each line is asked of the grammar by itself; one that it refuses
//! is searched for slips (`words`, `habits`, `order`, `fields`, `heads`, `clauses`), each of which is an edit with a message; a line that no
//! edit can mend is left out and leaves a hole. The mended text is parsed by the same grammar as any other.
//!
//! It is long because the mends of one piece share their state.

mod amounts;
mod braces;
mod clauses;
mod dates;
mod days;
mod fields;
mod glue;
mod habits;
mod heads;
mod ids;
mod instead;
mod leftovers;
mod locators;
mod meant;
mod mends;
mod offices;
mod order;
mod outline;
mod places;
mod slip;
mod steps;
mod sums;
mod tokens;
mod words;

use std::borrow::Cow;
use std::ops::Range;

use self::mends::Draft;
pub(super) use self::mends::Mends;
use self::outline::{Item, Nested, outline};
use self::slip::{Line, Slip};
use self::tokens::{Is, Token};
use super::shape::{Block, KEYWORDS};
use super::{Hole, Kind, Tree, codes, grammar};
use crate::diag::{Diagnostic, Edit, Safety, ticked};
use crate::text::{SourceId, Span};

use self::meant::keyword as keyword_meant;

/// A line longer than this is not searched for slips: nobody typed it.
const LONGEST_LINE: usize = 1 << 16;
/// A line of more words and signs than this is not searched either.
const MOST_TOKENS: usize = 2_000;
/// Nor is a piece that is longer.
const LONGEST_PIECE: usize = 1 << 20;
/// How many mistakes are named in one file; who has more does not read them one by one.
pub(super) const MOST_MISTAKES: usize = 5_000;
/// How many slips on one line are mended before it is given up.
const MOST_SLIPS: usize = 24;

/// Where a piece lies, and what comes after it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Whereabouts<'n> {
    /// The source.
    pub(super) source: SourceId,
    /// The piece's first byte in it.
    pub(super) base: u32,
    /// Where the record after the piece begins, and its keyword and id.
    pub(super) next: Option<(u32, &'n str)>,
    /// The brace that the record has too many or too few, by its byte.
    pub(super) brace: Option<Brace>,
}

/// A brace that a record has too many or too few.
#[derive(Debug, Clone, Copy)]
pub(super) enum Brace {
    /// This `}` closes it before its end.
    Early(usize),
    /// `{` is missing here, at the end of its first line.
    Missing(usize),
}

impl Brace {
    /// The same, counted from a piece that begins at byte `start`.
    pub(super) fn from(self, start: usize) -> Self {
        match self {
            Self::Early(at) => Self::Early(at - start),
            Self::Missing(at) => Self::Missing(at - start),
        }
    }
}

/// The tree of a piece that the grammar refused, and what is wrong with it.
pub(super) fn recover<'t>(piece: &'t str, at: Whereabouts<'t>) -> (Tree<'static>, Vec<Diagnostic>) {
    let mut recovery = Recovery {
        piece,
        tokens: Vec::new(),
        at,
        drafts: Vec::new(),
        holes: Vec::new(),
        diagnostics: Vec::new(),
        glued: Vec::new(),
        gone: 0,
    };
    if piece.len() > LONGEST_PIECE {
        return recovery.give_up(Some(recovery.overlong("record")));
    }
    recovery.tokens = tokens::tokens(piece);
    let mut lines = recovery.tokens.split(|token| token.is == Is::Newline);
    if lines.any(|line| line.len() > MOST_TOKENS) {
        return recovery.give_up(Some(recovery.overlong("line")));
    }
    recovery.run();
    if recovery.diagnostics.len() >= MOST_MISTAKES {
        return recovery.give_up(None);
    }
    recovery.finish()
}

/// The tree of a piece in which no mistake is looked for: one hole, which declares what its first words do.
pub(super) fn unread(piece: &str, source: SourceId, base: u32) -> Tree<'static> {
    let span =
        |range: Range<usize>| Span::new(source, base + range.start as u32, base + range.end as u32);
    let head = &piece[..floor(piece, 200)];
    let mut words = head
        .split([' ', '\t', '{', '"', '\n', '\r'])
        .filter(|word| !word.is_empty());
    let declares = words.next().zip(words.next()).and_then(|(keyword, id)| {
        let at = id.as_ptr().addr() - piece.as_ptr().addr();
        let declared = declared(keyword, Block::File, words.next() == Some("by"))?;
        Some((declared, span(at..at + id.len()), id.to_owned()))
    });
    let hole = Hole {
        span: span(0..piece.len()),
        declares,
    };
    Tree::empty(source, base).mended(Mends::default(), vec![hole])
}

/// What a record declares that begins with a keyword.
fn declared(keyword: &str, within: Block, by: bool) -> Option<Kind> {
    Some(match keyword_meant(keyword, within)? {
        "party" => Kind::party,
        "person" => Kind::person,
        "topic" => Kind::topic,
        "document" => Kind::document,
        "meeting" => Kind::meeting,
        "statement" if by => Kind::statement,
        "pledge" if by => Kind::pledge,
        _ => return None,
    })
}

struct Recovery<'t> {
    piece: &'t str,
    tokens: Vec<Token>,
    at: Whereabouts<'t>,
    drafts: Vec<Draft>,
    holes: Vec<Hole>,
    diagnostics: Vec<Diagnostic>,
    /// What was put between lines that belong together, in the order of the piece.
    glued: Vec<glue::Glue>,
    /// Everything before this byte belongs to a line that was left out.
    gone: usize,
}

impl Recovery<'_> {
    fn run(&mut self) {
        self.line_marks();
        self.brace();
        self.braces();
        if self.diagnostics.len() < MOST_MISTAKES {
            let items = outline(self.piece, &self.tokens).items;
            self.glue(items);
        }
        for item in &outline(self.piece, &self.tokens).items {
            if self.diagnostics.len() >= MOST_MISTAKES {
                return;
            }
            if self.tokens[item.head.start].range.start >= self.gone {
                self.item(item);
            }
        }
    }

    /// The tree of a piece that is left as it is, and what was found until then.
    fn give_up(&self, last: Option<Diagnostic>) -> (Tree<'static>, Vec<Diagnostic>) {
        let mut found = self.diagnostics.clone();
        found.extend(last);
        found.sort_by_key(|diagnostic| diagnostic.span);
        (unread(self.piece, self.at.source, self.at.base), found)
    }

    /// The finding of a line, or of a record, that nobody typed.
    fn overlong(&self, what: &str) -> Diagnostic {
        let furthest = grammar::is(Kind::record, self.piece).err().unwrap_or(0);
        let at = floor(self.piece, furthest);
        let letter = self.piece[at..].chars().next().map_or(0, char::len_utf8);
        Diagnostic::new(
            &codes::UNREADABLE_LINE,
            self.span(&(at..at + letter)),
            format!("this {what} cannot be read, and is too long to be searched for mistakes"),
        )
        .label("it cannot be read from here on")
        .help(format!(
            "compare this place with the manual's examples, and break the {what} into shorter ones"
        ))
    }

    /// Takes out the `>` that mail puts before each line that it quotes: one mistake, however many lines.
    fn line_marks(&mut self) {
        let begins = |at: usize| at == 0 || self.tokens[at - 1].is == Is::Newline;
        let marks: Vec<Range<usize>> = (0..self.tokens.len())
            .filter(|at| self.tokens[*at].is == Is::Sign && begins(*at))
            .map(|at| self.tokens[at].range.clone())
            .filter(|range| matches!(&self.piece[range.clone()], ">" | "|"))
            .collect();
        let Some(first) = marks
            .first()
            .filter(|first| !self.piece[first.end..].trim_start().starts_with('>'))
        else {
            return;
        };
        let mark = &self.piece[first.clone()];
        let row = |range: &Range<usize>| {
            let line = self.piece[range.end..].split(['\n', '\r']).next();
            line.is_some_and(|line| line.contains('|'))
        };
        if mark == "|" && row(first) {
            return;
        }
        // With the blank behind it; a record at the margin with all of them.
        let with_blank = |range: &Range<usize>| {
            let rest = &self.piece[range.end..];
            let first = rest.chars().next().filter(|next| grammar::is_blank(*next));
            let blanks = match range.start {
                0 => blank_before(rest),
                _ => first.map_or(0, char::len_utf8),
            };
            range.start..range.end + blanks
        };
        let deleted: Vec<Range<usize>> = marks.iter().map(with_blank).collect();
        let edits = deleted.iter().map(|range| Edit {
            span: self.span(range),
            text: String::new(),
        });
        let diagnostic = Diagnostic::new(
            &codes::FOREIGN_PUNCTUATION,
            self.span(first),
            format!("a line needs no `{mark}` before it"),
        )
        .label("lines are not marked as in mail")
        .help(format!(
            "delete `{mark}`, here and before the lines that follow"
        ))
        .fix_all(Safety::Safe, format!("delete `{mark}`"), edits.collect());
        self.diagnostics.push(diagnostic);
        for range in deleted {
            let mut draft = Draft::new(self.piece, range.clone());
            draft.replace(0..range.len(), "");
            self.drafts.push(draft);
        }
        let is_mark = |token: &Token| {
            marks
                .binary_search_by_key(&token.range.start, |range| range.start)
                .is_ok()
        };
        self.tokens.retain(|token| !is_mark(token));
    }

    /// Takes out the brace that closes the record too early, or puts in the one that never opened it.
    fn brace(&mut self) {
        match self.at.brace {
            Some(Brace::Early(at)) => self.early_close(at),
            Some(Brace::Missing(at)) => self.never_opened(at),
            None => {}
        }
    }

    fn never_opened(&mut self, at: usize) {
        if let Some(begins) = self.block_begins(at) {
            return self.never_opened_before(begins);
        }
        let (head, last) = (self.span(&(0..at)), self.piece.len());
        let place = head.after();
        let message = format!("the block of the {} is never opened", self.record_name());
        let diagnostic = Diagnostic::new(&codes::UNOPENED_BLOCK, head, message)
            .label("`{` is missing at the end of this line")
            .and(self.span(&(last - 1..last)), "the block is closed here")
            .help("put `{` at the end of the line")
            .fix(Safety::Safe, "open the block", place, " {");
        self.diagnostics.push(diagnostic);
        let mut draft = Draft::new(self.piece, at..at);
        draft.replace(0..0, " {");
        self.drafts.push(draft);
        let next = self
            .tokens
            .iter()
            .position(|token| token.range.start >= at)
            .unwrap_or(self.tokens.len());
        self.tokens.insert(
            next,
            Token {
                is: Is::Open,
                range: at..at,
            },
        );
    }

    /// The token at which the block of a record begins on the line of its head, which ends at byte `at`.
    fn block_begins(&self, at: usize) -> Option<usize> {
        let word = |at: usize| {
            self.tokens
                .get(at)
                .map_or("", |token| &self.piece[token.range.clone()])
        };
        let block = Block::opened_by(word(0));
        let text = self.tokens.iter().position(|token| token.is == Is::Text)?;
        (text + 1..self.tokens.len())
            .take_while(|token| self.tokens[*token].range.start < at)
            .find(|token| {
                let field = self
                    .tokens
                    .get(token + 1)
                    .is_some_and(|next| next.is == Is::Colon);
                block.records().contains(&word(*token))
                    || field && block.field(word(*token)).is_some()
            })
    }

    fn never_opened_before(&mut self, begins: usize) {
        let range = self.tokens[begins].range.clone();
        let (span, last) = (self.span(&range), self.piece.len());
        let message = format!("the block of the {} is never opened", self.record_name());
        let place = self.span(&(range.start..range.start));
        let diagnostic = Diagnostic::new(&codes::UNOPENED_BLOCK, span, message)
            .label("`{` is missing before this")
            .and(self.span(&(last - 1..last)), "the block is closed here")
            .help(format!("write `{{ {}`", &self.piece[range.clone()]))
            .fix(Safety::Safe, "open the block", place, "{ ");
        self.diagnostics.push(diagnostic);
        let mut draft = Draft::new(self.piece, range.start..range.start);
        draft.replace(0..0, "{ ");
        self.drafts.push(draft);
        let brace = Token {
            is: Is::Open,
            range: range.start..range.start,
        };
        self.tokens.insert(begins, brace);
    }

    fn early_close(&mut self, early: usize) {
        // A `[` that was meant to open a block explains the brace that seems too many.
        let brackets = |token: &Token| {
            token.is == Is::Sign && matches!(&self.piece[token.range.clone()], "[" | "(")
        };
        let opener = (0..self.tokens.len()).any(|at| {
            brackets(&self.tokens[at])
                && self
                    .tokens
                    .get(at + 1)
                    .is_some_and(|next| next.is == Is::Newline)
        });
        if opener {
            return;
        }
        let span = self.span(&(early..early + 1));
        let last = self.piece.len();
        let diagnostic = Diagnostic::new(
            &codes::LOOSE_BRACE,
            span,
            format!("this `}}` closes the {} too early", self.record_name()),
        )
        .label("one `}` too many")
        .and(self.span(&(last - 1..last)), "the record goes on to here")
        .help("delete it")
        .fix(Safety::LookFirst, "delete the brace", span, "");
        self.diagnostics.push(diagnostic);
        let mut draft = Draft::new(self.piece, early..early + 1);
        draft.replace(0..1, "");
        self.drafts.push(draft);
        self.tokens.retain(|token| token.range.start != early);
    }

    /// The record's keyword and id, as a message names it.
    fn record_name(&self) -> String {
        self.name_of(&(0..self.tokens.len().min(3)))
    }

    fn name_of(&self, head: &Range<usize>) -> String {
        let words: Vec<&str> = head
            .clone()
            .map_while(|at| self.tokens.get(at))
            .take_while(|token| token.is == Is::Word)
            .take(2)
            .map(|token| &self.piece[token.range.clone()])
            .collect();
        match words[..] {
            [keyword, id, ..] if !matches!(id, "by") => format!(
                "{} {}",
                keyword_meant(keyword, Block::File).unwrap_or(keyword),
                ticked(id)
            ),
            [keyword, ..] => keyword_meant(keyword, Block::File)
                .unwrap_or(keyword)
                .to_owned(),
            [] => "line".to_owned(),
        }
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(
            self.at.source,
            self.at.base + range.start as u32,
            self.at.base + range.end as u32,
        )
    }

    fn bytes(&self, head: &Range<usize>) -> Range<usize> {
        let start = self.tokens[head.start].range.start;
        let last = self.tokens[head.clone()]
            .iter()
            .rev()
            .find(|token| !matches!(token.is, Is::Newline | Is::Comment));
        start..last.map_or(start, |token| token.range.end)
    }

    fn item(&mut self, item: &Item) {
        let range = self.bytes(&item.head);
        let mut draft = Draft::new(self.piece, range.clone());
        for glue in self.glued_in(&range).iter().rev() {
            draft.replace(
                glue.gap.start - range.start..glue.gap.end - range.start,
                glue.with,
            );
        }
        if self.glued_in(&range).is_empty() {
            self.join_lines(item, &mut draft);
        }
        let read = self.mend(item, &mut draft);
        if !read {
            self.leave_out(item, range);
            return;
        }
        if draft.text() != &self.piece[range] {
            self.drafts.push(draft);
        }
        if let Some(block) = &item.block {
            self.block(item, block);
        }
    }

    /// A head whose text stands on the next line is put on one.
    fn join_lines(&mut self, item: &Item, draft: &mut Draft) {
        let start = self.tokens[item.head.start].range.start;
        for at in item.head.clone().rev() {
            let broken = self.tokens[at].is == Is::Newline
                && at > item.head.start
                && self.tokens[at - 1].is != Is::Comma
                && self.tokens[at - 1].is != Is::Newline;
            if !broken {
                continue;
            }
            let Some(next) = self.tokens[at..item.head.end]
                .iter()
                .find(|token| token.is == Is::Text)
            else {
                continue;
            };
            let to = next.range.start;
            let before = &self.tokens[at - 1];
            if &self.piece[before.range.clone()] == "\\" {
                let (from, span) = (before.range.start, self.span(&before.range));
                let diagnostic = Diagnostic::new(
                    &codes::BROKEN_LINE,
                    span,
                    "a line does not go on behind `\\`",
                )
                .label("the line ends here all the same")
                .help("delete it, and write all of it on one line")
                .fix(Safety::Safe, "join the lines", self.span(&(from..to)), "");
                self.diagnostics.push(diagnostic);
                draft.replace(from - start..to - start, "");
                continue;
            }
            let from = before.range.end;
            let span = self.span(&next.range);
            let gap = self.span(&(from..to));
            let diagnostic = Diagnostic::new(&codes::BROKEN_LINE, span, "this text stands on a line of its own")
                .label("it belongs to the line above")
                .help("put it at the end of the line above; only a text between `\"\"\"` goes over several lines")
                .fix(Safety::Safe, "join the lines", gap, " ");
            self.diagnostics.push(diagnostic);
            draft.replace(from - start..to - start, " ");
        }
    }

    /// Mends the draft of a line until the grammar reads it; false when it cannot.
    fn mend(&mut self, item: &Item, draft: &mut Draft) -> bool {
        let within = item.within;
        let known = self.diagnostics.len();
        for _ in 0..MOST_SLIPS {
            let Some((part, furthest)) = refused(within, draft.text()) else {
                return true;
            };
            if part.len() > LONGEST_LINE {
                break;
            }
            let text = draft.text()[part.clone()].to_owned();
            let tokens: Vec<Token> = line_tokens(&text)
                .into_iter()
                .filter(|token| !matches!(token.is, Is::Newline | Is::Comment))
                .collect();
            let line = Line {
                within,
                text: &text,
                tokens: &tokens,
                furthest,
                opens: item.block.is_some(),
                record: self.piece,
            };
            let slip = if tokens.is_empty() {
                None
            } else {
                order::find(&line)
                    .or_else(|| words::find(&line))
                    .or_else(|| locators::tag(&line))
                    .or_else(|| ids::find(&line))
                    .or_else(|| habits::find(&line))
                    .or_else(|| fields::find(&line))
                    .or_else(|| heads::find(&line))
            };
            let slip = slip.unwrap_or_else(|| unreadable(&line));
            if slip.is_told() {
                return false;
            }
            let goes_on = slip.can_be_mended();
            let diagnostic = slip
                .shifted(part.start)
                .report(draft, self.at.source, self.at.base);
            self.diagnostics.push(diagnostic);
            // A mend that makes the same slip again leads nowhere.
            let again = self.diagnostics[known..]
                .iter()
                .rev()
                .skip(1)
                .any(|earlier| {
                    Some((earlier.code, earlier.span))
                        == self.diagnostics.last().map(|last| (last.code, last.span))
                });
            if again {
                self.diagnostics.pop();
                return false;
            }
            if !goes_on {
                return false;
            }
        }
        if self.diagnostics.len() == known {
            let at = draft.was().start;
            let span = self.span(&(at..at));
            self.diagnostics.push(
                Diagnostic::new(&codes::UNREADABLE_LINE, span, "this line cannot be read")
                    .label("it begins here")
                    .help("break it into lines of a length that can be read"),
            );
        }
        false
    }

    /// Leaves a line out with its block, remembering what it declares.
    fn leave_out(&mut self, item: &Item, head: Range<usize>) {
        let end = match &item.block {
            Some(Nested {
                close: Some(close), ..
            }) => self.tokens[*close].range.end,
            Some(Nested { ends_before, .. }) => self.before(*ends_before),
            None => head.end,
        };
        self.drafts.retain(|draft| draft.was().start < head.start);
        let mut draft = Draft::new(self.piece, head.start..end);
        draft.replace(0..end - head.start, "");
        self.drafts.push(draft);
        self.gone = end;
        let declares = self.declares(item);
        self.holes.push(Hole {
            span: self.span(&(head.start..end)),
            declares,
        });
    }

    fn declares(&self, item: &Item) -> Option<(Kind, Span, String)> {
        let word = |at: usize| {
            self.tokens
                .get(at)
                .filter(|token| token.is == Is::Word)
                .map_or("", |token| &self.piece[token.range.clone()])
        };
        let first = item.head.start;
        let declared = declared(word(first), item.within, word(first + 2) == "by")?;
        let id = word(first + 1);
        (!id.is_empty()).then(|| {
            (
                declared,
                self.span(&self.tokens[first + 1].range),
                id.to_owned(),
            )
        })
    }

    /// The end of the last thing before a token.
    fn before(&self, at: usize) -> usize {
        let before = self.tokens[..at.min(self.tokens.len())]
            .iter()
            .rev()
            .find(|token| token.is != Is::Newline);
        before.map_or(0, |token| token.range.end)
    }

    fn block(&mut self, item: &Item, block: &Nested) {
        let open = self.tokens[block.open].range.clone();
        let head = self.bytes(&item.head);
        if self.tokens[item.head.end..block.open]
            .iter()
            .any(|token| token.is == Is::Newline)
        {
            let span = self.span(&open);
            let gap = self.span(&(head.end..open.start));
            let cut = self.tokens[item.head.clone()]
                .iter()
                .any(|token| token.is == Is::OpenLong);
            let diagnostic = Diagnostic::new(
                &codes::BROKEN_LINE,
                span,
                "this `{` stands on a line of its own",
            )
            .label("it belongs to the line above")
            .and(self.span(&head), "the line whose block it opens")
            .help("put it at the end of the line above")
            .fix(Safety::Safe, "join the lines", gap, " ");
            // A text that is not closed cuts its line itself; that is told already.
            if !cut {
                self.diagnostics.push(diagnostic);
            }
            let mut draft = Draft::new(self.piece, head.end..open.start);
            draft.replace(0..open.start - head.end, " ");
            self.drafts.push(draft);
        }
        if block.close.is_none() {
            self.unclosed(item, &open, block.ends_before);
        }
    }

    fn unclosed(&mut self, item: &Item, open: &Range<usize>, ends_before: usize) {
        let end = self.before(ends_before);
        let name = self.name_of(&item.head);
        let mut diagnostic = Diagnostic::new(
            &codes::UNCLOSED_BLOCK,
            self.span(open),
            format!("the {name} is never closed"),
        )
        .label("this block is opened here");
        let insert = self.span(&(end..end));
        let next = self.tokens[ends_before.min(self.tokens.len())..]
            .iter()
            .find(|token| !matches!(token.is, Is::Newline | Is::Comment));
        diagnostic = match (next, self.at.next) {
            (Some(next), _) => {
                let span = self.span(&next.range);
                let word = &self.piece[next.range.clone()];
                let label = if word == "}" {
                    "this closes the block around it"
                } else {
                    "still open where this begins"
                };
                let help = if self.on_one_line(open.start, end) {
                    "put `}` at the end of the line".to_owned()
                } else {
                    format!("put `}}` on the line before {}", ticked(word))
                };
                diagnostic.and(span, label).help(help)
            }
            (None, Some((start, head))) => {
                let span = Span::new(self.at.source, start, start + head.len() as u32);
                diagnostic
                    .and(span, "still open where the next record begins")
                    .help(format!("put `}}` on the line before {}", ticked(head)))
            }
            (None, None) => diagnostic
                .and(insert, "still open where the file ends")
                .help("put `}` on the last line"),
        };
        let indent = self.indent(item);
        let brace = if self.on_one_line(open.start, end) {
            " }".to_owned()
        } else {
            format!("\n{indent}}}")
        };
        diagnostic = diagnostic.fix_all(
            Safety::LookFirst,
            "close the block",
            vec![Edit {
                span: insert,
                text: brace.clone(),
            }],
        );
        self.diagnostics.push(diagnostic);
        let mut draft = Draft::new(self.piece, end..end);
        draft.replace(0..0, &brace);
        self.drafts.push(draft);
    }

    fn on_one_line(&self, start: usize, end: usize) -> bool {
        let text = &self.piece[start..end.max(start)];
        text.len() > 1 && !text.contains(['\n', '#'])
    }

    fn indent(&self, item: &Item) -> String {
        let start = self.tokens[item.head.start].range.start;
        let line = self.piece[..start]
            .rfind('\n')
            .map_or(0, |newline| newline + 1);
        self.piece[line..start]
            .chars()
            .take_while(|letter| matches!(letter, ' ' | '\t'))
            .collect()
    }

    fn finish(mut self) -> (Tree<'static>, Vec<Diagnostic>) {
        let Whereabouts { source, base, .. } = self.at;
        self.drafts
            .sort_by_key(|draft| (draft.was().start, draft.was().end));
        self.diagnostics.sort_by_key(|diagnostic| diagnostic.span);
        let (text, mends) = Mends::apply(self.piece, std::mem::take(&mut self.drafts));
        let mut rules = [Kind::record, Kind::setting].into_iter();
        let tree = rules.find_map(|rule| Tree::parse(rule, Cow::Owned(text.clone()), source, base));
        let tree = tree.unwrap_or_else(|| Tree::empty(source, base));
        if self.diagnostics.is_empty() {
            let at = grammar::is(Kind::record, self.piece).err().unwrap_or(0);
            let at = floor(self.piece, at);
            let line = self.piece[at..]
                .find('\n')
                .map_or(self.piece.len(), |found| at + found);
            let span = self.span(&(at..line));
            self.diagnostics.push(
                Diagnostic::new(
                    &codes::UNREADABLE_LINE,
                    span,
                    "this cannot be read from here on",
                )
                .label("all before this could be read")
                .help("compare the line with the manual's examples"),
            );
        }
        (tree.mended(mends, self.holes), self.diagnostics)
    }
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

/// The first part of a line that the grammar refuses, with the first byte of it that made no sense.
fn refused(within: Block, text: &str) -> Option<(Range<usize>, usize)> {
    parts(text).into_iter().find_map(|part| {
        let furthest = read(within, &text[part.clone()]).err()?;
        Some((part, furthest))
    })
}

/// Whether the grammar reads a whole line of that block; else the first byte of it that made no sense.
fn read(within: Block, line: &str) -> Result<(), usize> {
    let rule = if within == Block::File && setting(line) {
        Kind::setting
    } else {
        within.item()
    };
    grammar::is(rule, line)
}

fn setting(line: &str) -> bool {
    ["source", "language"].iter().any(|key| {
        line.strip_prefix(key)
            .is_some_and(|rest| rest.trim_start().starts_with(':'))
    })
}

/// The tokens of a line taken by itself. Where it ends was found with all of the piece in view, so a `"""` that is never
/// closed goes on to there, whatever its lines look like.
fn line_tokens(text: &str) -> Vec<Token> {
    let mut tokens = tokens::tokens(text);
    if let Some(open) = tokens.iter().position(|token| token.is == Is::OpenLong) {
        tokens.truncate(open + 1);
        tokens[open].range.end = text.len();
    }
    tokens
}

/// A line as the parts that `;` makes of it, once a mend has put one in.
fn parts(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut open) = (0, 0_usize);
    for token in line_tokens(text) {
        match token.is {
            Is::Open => open += 1,
            Is::Close => open = open.saturating_sub(1),
            Is::Semicolon if open == 0 => {
                parts.push(start..token.range.start);
                start = token.range.end;
            }
            Is::Comment => {
                parts.push(start..token.range.start);
                start = token.range.end;
            }
            _ => {}
        }
    }
    parts.push(start..text.len());
    parts
        .iter()
        .map(|part| part.start + blank_before(&text[part.clone()])..part.end)
        .filter(|part| !part.is_empty())
        .collect()
}

fn blank_before(text: &str) -> usize {
    text.len() - text.trim_start_matches(grammar::is_blank).len()
}

/// The slip of a line that begins like nothing in the language.
fn unreadable(line: &Line<'_>) -> Slip {
    let whole = line.whole();
    let first = line.word(0);
    let slip = Slip::new(
        &codes::UNREADABLE_LINE,
        whole.clone(),
        format!("the line {} cannot be read", ticked(&line.text[whole])),
    );
    if line.is(0) == Some(Is::Text) {
        return slip
            .label("a text stands here on its own")
            .help("put it behind the field or the verb that it belongs to, on the same line");
    }
    if KEYWORDS.contains(&first) {
        return slip
            .label("this is not how it is written")
            .help(format!("write it as `{}`", super::shape::form(first)));
    }
    let slip = habits::comment_out(line, slip);
    match line.within.field(first) {
        Some(field) => slip.label(format!("`{first}` takes {}", field.value.noun())).help(format!("write `{first}: {}`", field.value.example())),
        None => slip.label("no line begins like this").help("a line begins with the name of a field and a colon, or with the keyword of a record; a comment begins with `#`"),
    }
}

/// Whether a text is a date as the language writes it.
fn is_date(text: &str) -> bool {
    grammar::is(Kind::day, text).is_ok()
}
