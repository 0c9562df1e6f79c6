//! One way to write a record: a source in, the same records in their canonical layout out.
//!
//! The layout is made from the lossless tree (`read`), put in order (`order`) and printed (`print`); texts of several
//! lines are filled to the width (`prose`). Nothing is parsed in another way than by the compiler, and a piece that the
//! grammar refuses stays as it is, byte for byte, with the blanks around it. What was printed is read once more: a piece
//! whose layout would say anything else than what was written stays as it was, too.
//!
//! Total: any text gives a text. The same text and style give the same bytes, and what is formatted does not change when
//! it is formatted again.

mod order;
mod print;
mod prose;
mod read;

use std::ops::Range;

use self::read::Trailing;
use crate::syntax::{self, Node, ParsedPiece, PieceKind};
use crate::text::{Source, SourceId};

/// How wide lines are, and whether small blocks stand on one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// The columns that a line should keep to.
    pub width: usize,
    /// Whether a block that fits stands on the line of its head.
    pub one_line_blocks: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            width: 100,
            one_line_blocks: true,
        }
    }
}

/// More than so many times what was written is no layout that anybody would want.
const MOST_GROWTH: usize = 3;

/// A source in its canonical layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formatted {
    /// All of its text.
    pub text: String,
    /// How many of its pieces stayed as they were, because they cannot be read.
    pub unread: usize,
}

/// The canonical layout of a source.
pub fn format(source: &Source, style: Style) -> Formatted {
    format_range(source, style, 0..source.text().len())
}

/// The same for the records that touch some of its bytes; all others stay as they are.
pub fn format_range(source: &Source, style: Style, range: Range<usize>) -> Formatted {
    let text = source.text();
    let mut unread = 0;
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut before = Before {
        end: 0,
        is_laid_out: touches(&range, &(0..0)),
    };
    let parsed = syntax::parse(SourceId::new(0), source);
    let undecided = parts_are_missing(text, &parsed.pieces);
    if undecided || parsed.pieces.is_empty() {
        return Formatted {
            text: text.to_owned(),
            unread: usize::from(undecided),
        };
    }
    for piece in &parsed.pieces {
        let wanted = touches(&range, &piece.range);
        let piece_is_read = piece.kind == PieceKind::Comment || piece.tree.is_whole();
        unread += usize::from(wanted && !piece_is_read);
        let laid_out = Some(piece)
            .filter(|_| wanted && piece_is_read)
            .and_then(|piece| laid_out(text, piece, style));
        let gap = &text[before.end..piece.range.start];
        // A mark between records is a mistake that the writer has yet to see.
        let is_marked = before.end > 0 && gap.contains('\u{FEFF}');
        if before.is_laid_out && laid_out.is_some() && !is_marked {
            match line_ends(gap) {
                _ if before.end == 0 => {}
                0 if piece.kind == PieceKind::Comment => {
                    let line = text[..piece.range.start].rsplit(['\n', '\r']).next();
                    let comment = &text[piece.range.clone()];
                    let comment = Trailing::behind(line.unwrap_or_default(), comment);
                    print::push_comment(&mut out, comment);
                    before.end = piece.range.end;
                    continue;
                }
                0 | 1 => out.push('\n'),
                _ => out.push_str("\n\n"),
            }
        } else {
            out.push_str(gap);
        }
        before = Before {
            end: piece.range.end,
            is_laid_out: laid_out.is_some(),
        };
        out.push_str(laid_out.as_deref().unwrap_or(&text[piece.range.clone()]));
    }
    let rest = &text[before.end..];
    if !before.is_laid_out || !touches(&range, &(before.end..text.len())) {
        out.push_str(rest);
    } else if before.end > 0 {
        out.push('\n');
    }
    Formatted { text: out, unread }
}

/// Where the piece before ended, and whether what is between may be laid out too.
struct Before {
    end: usize,
    is_laid_out: bool,
}

fn touches(range: &Range<usize>, piece: &Range<usize>) -> bool {
    range.start <= piece.end && piece.start <= range.end
}

/// Whether something else than blanks stands between the pieces: one side of a merge, which nobody has decided on.
fn parts_are_missing(text: &str, pieces: &[ParsedPiece<'_>]) -> bool {
    let is_nothing = |letter: char| letter.is_whitespace() || matches!(letter, ';' | '\u{FEFF}');
    let mut end = 0;
    let mut gaps = pieces.iter().map(|piece| {
        let gap = &text[end..piece.range.start];
        end = piece.range.end;
        gap
    });
    let between = !gaps.all(|gap| gap.chars().all(is_nothing));
    between || !text[end..].chars().all(is_nothing)
}

/// How many lines end in a text.
fn line_ends(text: &str) -> usize {
    let breaks = text.bytes().filter(|byte| *byte == b'\n').count();
    let returns = text.match_indices('\r');
    let lone = returns.filter(|(at, _)| !text[at + 1..].starts_with('\n'));
    breaks + lone.count()
}

/// The layout of a piece that was read; none when it would not say the same.
fn laid_out(text: &str, piece: &ParsedPiece<'_>, style: Style) -> Option<String> {
    let written = &text[piece.range.clone()];
    if piece.kind == PieceKind::Comment {
        return Some(written.trim_end().to_owned());
    }
    let root = piece.tree.root()?;
    // A tree of something else than what stands there, such as one side of a merge, is no ground to write on.
    if root.text() != written {
        return None;
    }
    let line = ordered(root);
    let laid_out = print::record(&line, style);
    let is_same = || {
        let source = Source::new("-", laid_out.as_str());
        let again = syntax::parse(SourceId::new(0), &source);
        let [only] = again.pieces.as_slice() else {
            return false;
        };
        let root = only.tree.root().filter(|_| only.tree.is_whole());
        root.is_some_and(|root| ordered(root).says_the_same(&line))
    };
    let grows = laid_out.len() > MOST_GROWTH * written.len();
    (!grows && is_same()).then_some(laid_out)
}

fn ordered(root: Node<'_>) -> read::Line<'_> {
    let mut line = read::line(root);
    order::line(&mut line);
    line
}
