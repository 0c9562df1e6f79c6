//! Mends a piece that the grammar refused, and says of each mend what was wrong.
//!
//! The piece is read as lines and blocks (`outline`); each line is asked of the grammar by itself; one that it refuses
//! is searched for slips (`habits`, `fields`, `heads`, `clauses`), each of which is an edit with a message; a line that no
//! edit can mend is left out and leaves a hole. The mended text is parsed by the same grammar as any other.
//!
//! It is long because the mends of one piece share their state.

mod amounts;
mod clauses;
mod dates;
mod days;
mod fields;
mod habits;
mod heads;
mod ids;
mod instead;
mod locators;
mod meant;
mod mends;
mod offices;
mod outline;
mod places;
mod slip;
mod steps;
mod sums;
mod tokens;

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
        tokens: tokens::tokens(piece),
        at,
        drafts: Vec::new(),
        holes: Vec::new(),
        diagnostics: Vec::new(),
        gone: 0,
    };
    recovery.run();
    recovery.finish()
}

struct Recovery<'t> {
    piece: &'t str,
    tokens: Vec<Token>,
    at: Whereabouts<'t>,
    drafts: Vec<Draft>,
    holes: Vec<Hole>,
    diagnostics: Vec<Diagnostic>,
    /// Everything before this byte belongs to a line that was left out.
    gone: usize,
}

impl Recovery<'_> {
    fn run(&mut self) {
        self.brace();
        let outline = outline(self.piece, &self.tokens);
        for item in &outline.items {
            if self.tokens[item.head.start].range.start >= self.gone {
                self.item(item);
            }
        }
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

    fn early_close(&mut self, early: usize) {
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
        self.join_lines(item, &mut draft);
        let read = self.mend(item.within, &mut draft);
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
            let Some(next) = self.tokens[at..item.head.end]
                .iter()
                .find(|token| token.is == Is::Text)
                .filter(|_| broken)
            else {
                continue;
            };
            let (from, to) = (self.tokens[at - 1].range.end, next.range.start);
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
    fn mend(&mut self, within: Block, draft: &mut Draft) -> bool {
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
                record: self.piece,
            };
            let slip = if tokens.is_empty() {
                None
            } else {
                locators::tag(&line)
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
        let declared = match keyword_meant(word(first), item.within)? {
            "party" => Kind::party,
            "person" => Kind::person,
            "topic" => Kind::topic,
            "document" => Kind::document,
            "meeting" => Kind::meeting,
            "statement" if word(first + 2) == "by" => Kind::statement,
            "pledge" if word(first + 2) == "by" => Kind::pledge,
            _ => return None,
        };
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
        let line = &text[part.clone()];
        let rule = if within == Block::File && setting(line) {
            Kind::setting
        } else {
            within.item()
        };
        grammar::is(rule, line)
            .err()
            .map(|furthest| (part, furthest))
    })
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
    match line.within.field(first) {
        Some(field) => slip.label(format!("`{first}` takes {}", field.value.noun())).help(format!("write `{first}: {}`", field.value.example())),
        None => slip.label("no line begins like this").help("a line begins with the name of a field and a colon, or with the keyword of a record; a comment begins with `#`"),
    }
}

/// Whether a text is a date as the language writes it.
fn is_date(text: &str) -> bool {
    grammar::is(Kind::day, text).is_ok()
}
