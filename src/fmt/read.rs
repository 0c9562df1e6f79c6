//! From a tree to lines: the words of a head or field, its block, and the comments that belong to it.

use unicode_width::UnicodeWidthStr as _;

use crate::syntax::shape::Block as Kindred;
use crate::syntax::{Kind, Node};
use crate::vocab::verbs;

use super::line_ends;
use super::prose::Prose;

/// A record or a field: its words, and the block at its end.
#[derive(Debug)]
pub(super) struct Line<'t> {
    pub(super) signs: Vec<Sign<'t>>,
    pub(super) block: Option<Block<'t>>,
    /// Whether its text is one that is told, and may run over several lines.
    pub(super) is_told: bool,
}

/// A word, a mark or a text of a line.
#[derive(Debug)]
pub(super) enum Sign<'t> {
    /// An id, a date, a number, a word of a list: whatever has no blank in it.
    Word(&'t str),
    /// The colon behind a key.
    Colon,
    /// A comma, and the comments behind it, each to the end of its line.
    Comma(Vec<&'t str>),
    /// The parenthesis before the same sum in another currency.
    Open,
    /// The one behind it.
    Close,
    /// A text.
    Text(Prose<'t>),
}

/// What stands between two braces.
#[derive(Debug)]
pub(super) struct Block<'t> {
    /// Whose it is, which gives the order of its fields.
    pub(super) of: Kindred,
    /// The comment behind its first brace.
    pub(super) opening: Option<&'t str>,
    pub(super) items: Vec<Item<'t>>,
    /// The comments after its last item.
    pub(super) closing: Vec<Remark<'t>>,
    /// Whether it was written on one line.
    pub(super) was_on_one_line: bool,
}

/// A comment on a line of its own.
#[derive(Debug, Clone, Copy)]
pub(super) struct Remark<'t> {
    pub(super) text: &'t str,
    pub(super) blank_before: bool,
}

/// A field or a record in a block.
#[derive(Debug)]
pub(super) struct Item<'t> {
    /// The comments above it.
    pub(super) remarks: Vec<Remark<'t>>,
    pub(super) blank_before: bool,
    pub(super) kind: Kind,
    pub(super) line: Line<'t>,
    /// The comment behind it.
    pub(super) trailing: Option<Trailing<'t>>,
}

/// A comment behind something.
#[derive(Debug, Clone, Copy)]
pub(super) struct Trailing<'t> {
    pub(super) text: &'t str,
    /// The column in which its writer put it below or above others; it stays there if what is before it leaves room.
    pub(super) column: usize,
}

impl<'t> Trailing<'t> {
    /// The comment of this text, behind these words of its line.
    pub(super) fn behind(line: &str, text: &'t str) -> Self {
        /// So many blanks nobody types but to put comments below each other.
        const ALIGNED: usize = 3;
        let words = line.trim_end();
        let is_aligned = line.width() >= words.width() + ALIGNED;
        Self {
            text: text.trim_end(),
            column: if is_aligned { line.width() } else { 0 },
        }
    }
}

impl Item<'_> {
    /// Whether a comment beside it allows a finding on its line: what stands on that line must not change.
    pub(super) fn is_allowed_something(&self) -> bool {
        let remarks = self.remarks.iter().map(|remark| remark.text);
        let behind = self.trailing.map(|trailing| trailing.text);
        let mut comments = remarks.chain(behind).chain(self.line.opening());
        comments.any(allows)
    }
}

/// Whether a comment may allow a finding.
pub(super) fn allows(comment: &str) -> bool {
    comment.to_lowercase().contains("dip")
}

impl<'t> Line<'t> {
    fn opening(&self) -> Option<&'t str> {
        self.block.as_ref().and_then(|block| block.opening)
    }

    /// Whether another line has the same words, texts and comments in the same order, whatever its layout.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        self.signs.len() == other.signs.len()
            && (self.signs.iter().zip(&other.signs)).all(|(one, other)| one.says_the_same(other))
            && match (&self.block, &other.block) {
                (Some(one), Some(other)) => one.says_the_same(other),
                (None, None) => true,
                _ => false,
            }
    }
}

impl Sign<'_> {
    fn says_the_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Word(one), Self::Word(other)) => one == other,
            (Self::Comma(one), Self::Comma(other)) => one == other,
            (Self::Text(one), Self::Text(other)) => one.says_the_same(other),
            (one, other) => std::mem::discriminant(one) == std::mem::discriminant(other),
        }
    }
}

impl Block<'_> {
    fn says_the_same(&self, other: &Self) -> bool {
        let texts = |remarks: &[Remark<'_>]| -> Vec<String> {
            remarks.iter().map(|one| one.text.to_owned()).collect()
        };
        self.opening == other.opening
            && texts(&self.closing) == texts(&other.closing)
            && self.items.len() == other.items.len()
            && self.items.iter().zip(&other.items).all(|(one, other)| {
                one.kind == other.kind
                    && one.trailing.map(|it| it.text) == other.trailing.map(|it| it.text)
                    && texts(&one.remarks) == texts(&other.remarks)
                    && one.line.says_the_same(&other.line)
            })
    }
}

/// The line of a record, a setting or a field.
pub(super) fn line(node: Node<'_>) -> Line<'_> {
    // A record or a setting has its own rule around it.
    let inner = match node.kind() {
        Kind::record | Kind::setting => node.children().next().unwrap_or(node),
        _ => node,
    };
    let is_told = matches!(
        inner.kind(),
        Kind::statement
            | Kind::pledge
            | Kind::progress
            | Kind::nested_progress
            | Kind::note
            | Kind::condition
            | Kind::original
    );
    let mut line = Line {
        signs: Vec::new(),
        block: None,
        is_told,
    };
    signs(node, &mut line);
    // A comma left at the end of a list parts nothing.
    if let Some(Sign::Comma(comments)) = line.signs.last()
        && comments.is_empty()
    {
        line.signs.pop();
    }
    line
}

fn signs<'t>(node: Node<'t>, line: &mut Line<'t>) {
    let (whole, start) = (node.text(), node.span().start);
    let mut at = 0;
    for child in node.children() {
        let begins = (child.span().start - start) as usize;
        between(&whole[at..begins], line);
        at = begins + child.text().len();
        match child.kind() {
            Kind::comment => {
                if let Some(Sign::Comma(comments)) = line.signs.last_mut() {
                    comments.push(child.text().trim_end());
                }
            }
            Kind::text => line.signs.push(Sign::Text(Prose::of(child))),
            Kind::verb => line.signs.push(Sign::Word(canonical(child.text()))),
            other => match owner(other) {
                Some(of) => line.block = Some(block(child, of)),
                None if other != Kind::day && child.children().next().is_some() => {
                    signs(child, line);
                }
                None => line.signs.push(Sign::Word(child.text())),
            },
        }
    }
    if at == 0 && node.children().next().is_none() {
        line.signs.push(Sign::Word(whole));
        return;
    }
    between(&whole[at..], line);
}

/// The marks and keys between two nodes.
fn between<'t>(raw: &'t str, line: &mut Line<'t>) {
    let mut word = None;
    let end_word = |word: &mut Option<usize>, at: usize, line: &mut Line<'t>| {
        if let Some(start) = word.take() {
            line.signs.push(Sign::Word(&raw[start..at]));
        }
    };
    for (at, letter) in raw.char_indices() {
        let mark = match letter {
            ':' => Some(Sign::Colon),
            ',' => Some(Sign::Comma(Vec::new())),
            '(' => Some(Sign::Open),
            ')' => Some(Sign::Close),
            _ => None,
        };
        if mark.is_some() || letter.is_whitespace() {
            end_word(&mut word, at, line);
            line.signs.extend(mark);
        } else {
            word.get_or_insert(at);
        }
    }
    end_word(&mut word, raw.len(), line);
}

/// The past form in British spelling, as its minutes are read.
fn canonical(verb: &str) -> &str {
    verbs::find(verb)
        .and_then(|found| found.forms(verb))
        .map_or(verb, |forms| forms.past)
}

/// The record whose block it is.
fn owner(block: Kind) -> Option<Kindred> {
    Some(match block {
        Kind::meeting_block => Kindred::Meeting,
        Kind::person_block => Kindred::Person,
        Kind::party_block => Kindred::Party,
        Kind::topic_block => Kindred::Topic,
        Kind::document_block => Kindred::Document,
        Kind::delegation_block => Kindred::Delegation,
        Kind::attendee_block => Kindred::Attendee,
        Kind::statement_block => Kindred::Statement,
        Kind::pledge_block => Kindred::Pledge,
        Kind::claims => Kindred::Claims,
        _ => return None,
    })
}

fn block(node: Node<'_>, of: Kindred) -> Block<'_> {
    let (whole, start) = (node.text(), node.span().start);
    let mut block = Block {
        of,
        opening: None,
        items: Vec::new(),
        closing: Vec::new(),
        was_on_one_line: line_ends(whole) == 0,
    };
    // Behind the brace.
    let mut at = 1;
    for child in node.children() {
        let begins = (child.span().start - start) as usize;
        let lines = line_ends(&whole[at..begins]);
        at = begins + child.text().len();
        if child.kind() != Kind::comment {
            let remarks = std::mem::take(&mut block.closing);
            block.items.push(Item {
                remarks,
                blank_before: lines > 1,
                kind: child.kind(),
                line: line(child),
                trailing: None,
            });
            continue;
        }
        let text = child.text().trim_end();
        match block.items.last_mut() {
            Some(item) if lines == 0 => {
                let line = whole[..begins].rsplit(['\n', '\r']).next();
                item.trailing = Some(Trailing::behind(line.unwrap_or_default(), text));
            }
            None if lines == 0 => block.opening = Some(text),
            _ => block.closing.push(Remark {
                text,
                blank_before: lines > 1,
            }),
        }
    }
    block
}
