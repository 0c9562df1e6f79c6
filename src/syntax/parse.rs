//! A source, piece by piece, to trees: the grammar where it can, mending where it refuses.
//!
//! It is long because what was cut apart is joined here, and what lies between pieces is told.

use std::borrow::Cow;
use std::ops::Range;
use std::panic::resume_unwind;

use super::examine::examine;
use super::recover::{Brace, MOST_MISTAKES, Whereabouts, recover, unread};
use super::shape::Block;
use super::split::{MOST_NESTING, Piece, PieceKind, split_with_texts};
use super::tree::{Hole, Tree};
use super::{Kind, codes, conflict, garbled};
use crate::diag::{Diagnostic, Safety, ticked};
use crate::text::{Source, SourceId, Span};

/// What a source holds.
#[derive(Debug)]
pub struct Parsed<'t> {
    /// Its settings, records and comments in order.
    pub pieces: Vec<ParsedPiece<'t>>,
    /// What is wrong with how it is written, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
}

/// A piece and its tree.
#[derive(Debug)]
pub struct ParsedPiece<'t> {
    /// What it seems to be.
    pub kind: PieceKind,
    /// Its bytes in the source.
    pub range: Range<usize>,
    /// Its tree; empty when nothing of it could be read.
    pub tree: Tree<'t>,
}

/// Parses a whole source.
pub fn parse(id: SourceId, source: &Source) -> Parsed<'_> {
    let mut pieces = Vec::new();
    let diagnostics = parse_each(id, source, 1, |piece| pieces.push(piece));
    Parsed {
        pieces,
        diagnostics,
    }
}

/// Parses a whole source and hands over piece by piece, so that no more than one tree need be kept; gives what is wrong with
/// how it is written, in the order of the file. Where there are more threads than one, the letters of a large file are looked at
/// on another meanwhile.
pub fn parse_each<'t>(
    id: SourceId,
    source: &'t Source,
    threads: usize,
    mut take: impl FnMut(ParsedPiece<'t>),
) -> Vec<Diagnostic> {
    /// The letters of a smaller file are looked at before a thread has begun.
    const WORTH_A_THREAD: usize = 1 << 18;
    let mut diagnostics = Vec::new();
    let text = match conflict::blanked(id, source.text()) {
        Some((blanked, found)) => {
            diagnostics.extend(found);
            Cow::Owned(blanked)
        }
        None => Cow::Borrowed(source.text()),
    };
    let (split, texts) = split_with_texts(&text);
    let letters = || {
        let garbled = garbled::examine(id, &text, &texts);
        let spans: Vec<Span> = garbled.iter().map(|finding| finding.span).collect();
        let mut found = examine(id, source, &texts, &spans);
        found.extend(garbled);
        found
    };
    if threads > 1 && text.len() > WORTH_A_THREAD {
        let (letters, pieces) = std::thread::scope(|scope| {
            let letters = scope.spawn(letters);
            let pieces = each_piece(id, &text, split, &mut take);
            let letters = letters.join();
            (letters.unwrap_or_else(|panic| resume_unwind(panic)), pieces)
        });
        diagnostics.extend(letters);
        diagnostics.extend(pieces);
    } else {
        diagnostics.extend(letters());
        drop(texts);
        diagnostics.extend(each_piece(id, &text, split, &mut take));
    }
    // What was found in the whole file is not found again in its line.
    let seen: Vec<Span> = diagnostics
        .iter()
        .filter(|diagnostic| *diagnostic.code == codes::CONTROL_CHARACTER)
        .flat_map(|diagnostic| &diagnostic.fixes)
        .flat_map(|fix| fix.edits.iter().map(|edit| edit.span))
        .collect();
    diagnostics.retain(|diagnostic| {
        *diagnostic.code != codes::INVISIBLE_CHARACTER
            || seen.binary_search(&diagnostic.span).is_err()
    });
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    diagnostics
}

/// Parses the pieces of a text one after the other, and hands them over.
#[expect(
    clippy::ptr_arg,
    reason = "a tree of what the source has itself lasts as long as the source"
)]
fn each_piece<'t>(
    id: SourceId,
    text: &Cow<'t, str>,
    split: Vec<Piece>,
    take: &mut impl FnMut(ParsedPiece<'t>),
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let joined = join(text, split);
    let next_records = next_records(&joined);
    let mut last_stray: Option<usize> = None;
    let mut first = true;
    let mut left = MOST_MISTAKES;
    let mut end = first_start(&joined);
    for (at, (piece, brace)) in joined.iter().enumerate() {
        diagnostics.extend(mark_within(id, text, end..piece.range.start));
        end = piece.range.end;
        let next = next_records[at].map(|next| head_of(text, &joined[next].0.range));
        let context = Context {
            id,
            next,
            brace: brace.map(|brace| brace.from(piece.range.start)),
            first,
            searched: left > 0,
        };
        let slice = match text {
            Cow::Borrowed(text) => Cow::Borrowed(&text[piece.range.clone()]),
            Cow::Owned(text) => Cow::Owned(text[piece.range.clone()].to_owned()),
        };
        first &= piece.kind != PieceKind::Record && piece.depth == 0;
        let before = at.checked_sub(1).map(|before| &joined[before].0);
        if let Some(before) = before.filter(|_| left > 0) {
            let found = on_one_line(id, text, before, piece);
            left -= usize::from(found.is_some());
            diagnostics.extend(found);
        }
        let (tree, found) = piece_tree(piece, slice, context);
        if left > 0 && !tree.is_whole() {
            // A piece that was searched costs something even where it tells nothing.
            left = left.saturating_sub(found.len().max(1));
            if left == 0 && at + 1 < joined.len() {
                diagnostics.push(no_further(id, joined[at + 1].0.range.start as u32));
            }
        }
        // Prose between records is one mistake, however many lines it has.
        let unread = piece.kind == PieceKind::Stray && tree.root().is_none();
        let continues = unread
            && last_stray
                .is_some_and(|end| text[end..piece.range.start].matches('\n').count() <= 2);
        if !continues {
            diagnostics.extend(found);
        }
        last_stray = unread.then_some(piece.range.end);
        take(ParsedPiece {
            kind: piece.kind,
            range: piece.range.clone(),
            tree,
        });
    }
    diagnostics
}

/// Where the blanks before the first piece end: a byte order mark among them is at its place.
fn first_start(pieces: &[(Piece, Option<Brace>)]) -> usize {
    pieces.first().map_or(0, |(first, _)| first.range.start)
}

/// A byte order mark between two records, as is left where two files were joined.
fn mark_within(id: SourceId, text: &str, gap: Range<usize>) -> Option<Diagnostic> {
    let at = gap.start + text[gap].find('\u{FEFF}')?;
    let span = Span::new(id, at as u32, (at + '\u{FEFF}'.len_utf8()) as u32);
    Some(
        Diagnostic::new(
            &codes::INVISIBLE_CHARACTER,
            span,
            "a mark that begins files (U+FEFF), which cannot be seen, stands within this one",
        )
        .label("here, where two files may have been joined")
        .help("delete it")
        .fix(Safety::Safe, "delete the invisible mark", span, ""),
    )
}

/// Parses one piece of a source by itself, as [`split`] cut it.
pub fn parse_piece<'t>(
    id: SourceId,
    source: &'t Source,
    piece: &Piece,
) -> (Tree<'t>, Vec<Diagnostic>) {
    let context = Context {
        id,
        next: None,
        brace: None,
        first: true,
        searched: true,
    };
    piece_tree(
        piece,
        Cow::Borrowed(&source.text()[piece.range.clone()]),
        context,
    )
}

#[derive(Clone, Copy)]
struct Context<'n> {
    id: SourceId,
    /// Where the next record begins, and its keyword and id.
    next: Option<(u32, &'n str)>,
    brace: Option<Brace>,
    /// Whether no record stands before it.
    first: bool,
    /// Whether mistakes are looked for in it.
    searched: bool,
}

/// For every piece the next that is a record.
fn next_records(joined: &[(Piece, Option<Brace>)]) -> Vec<Option<usize>> {
    let mut next = None;
    let mut nexts = vec![None; joined.len()];
    for (at, (piece, _)) in joined.iter().enumerate().rev() {
        nexts[at] = next;
        if piece.kind == PieceKind::Record {
            next = Some(at);
        }
    }
    nexts
}

/// The finding at the place from which on no mistakes are looked for.
fn no_further(id: SourceId, at: u32) -> Diagnostic {
    Diagnostic::new(
        &codes::UNREADABLE_LINE,
        Span::new(id, at, at),
        format!(
            "this file has {MOST_MISTAKES} mistakes before this line, and is not searched further"
        ),
    )
    .label("what is miswritten from here on is passed over")
    .help("correct what stands before it, then check the file again")
}

fn head_of<'t>(text: &'t str, range: &Range<usize>) -> (u32, &'t str) {
    let line = text[range.clone()]
        .split(['\n', '{', '"', '“'])
        .next()
        .unwrap_or_default()
        .trim_end();
    (range.start as u32, line)
}

/// Joins what the splitter had to cut apart: a `{` on its own line to its head, and the lines of a record whose block was
/// closed too early, or never opened, up to the `}` that is left over.
fn join(text: &str, pieces: Vec<Piece>) -> Vec<(Piece, Option<Brace>)> {
    let loose = loose_braces(text, &pieces);
    let mut joined: Vec<(Piece, Option<Brace>)> = Vec::with_capacity(pieces.len());
    let mut at = 0;
    while at < pieces.len() {
        let mut piece = pieces[at].clone();
        let mut brace = None;
        let mut end = at + 1;
        let opens = |next: &Piece| {
            next.kind == PieceKind::Stray && text[next.range.clone()].starts_with('{')
        };
        let next = pieces.get(end).filter(|next| opens(next));
        if let Some(next) = next.filter(|_| piece.kind != PieceKind::Comment && piece.depth == 0) {
            piece = Piece {
                range: piece.range.start..next.range.end,
                depth: next.depth,
                closed: next.closed,
                ..piece
            };
            end += 1;
        }
        // A text that is not closed on its line goes on in the next.
        if let Some(next) = pieces
            .get(end)
            .filter(|next| text_goes_on(text, &piece, next))
        {
            piece.range.end = next.range.end;
            piece.depth = next.depth;
            piece.closed = false;
            end += 1;
        }
        let closed_record = piece.closed && piece.kind == PieceKind::Record;
        let last = loose.get(end).copied().flatten().filter(|_| closed_record);
        let last = last.filter(|last| {
            let inside = &pieces[end..=*last];
            let one_line = *last == end && text[pieces[end].range.clone()].len() > 1;
            (*last > end || one_line) && belong(text, &piece, inside)
        });
        if let Some(last) = last {
            let closed_at = piece.range.end;
            brace = Some(if piece.depth > 0 {
                Brace::Early(closed_at - 1)
            } else {
                Brace::Missing(closed_at)
            });
            piece.range.end = pieces[last].range.end;
            piece.depth = piece.depth.max(1);
            end = last + 1;
        }
        joined.push((piece, brace));
        at = end;
    }
    joined
}

/// Whether a record ends in an open text that the line below closes.
fn text_goes_on(text: &str, piece: &Piece, next: &Piece) -> bool {
    let odd = |text: &str| text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1;
    let gap = &text[piece.range.end..next.range.start];
    let lines =
        piece.kind == PieceKind::Record && next.kind == PieceKind::Stray && piece.depth == 0;
    let first = text[next.range.clone()]
        .split(['\n', '{'])
        .next()
        .unwrap_or_default();
    lines && gap.matches('\n').count() == 1 && odd(&text[piece.range.clone()]) && odd(first)
}

/// Whether the records among the pieces may stand in the block of that one.
fn belong(text: &str, piece: &Piece, inside: &[Piece]) -> bool {
    let keyword = |piece: &Piece| {
        text[piece.range.clone()]
            .split(char::is_whitespace)
            .next()
            .unwrap_or_default()
    };
    let block = Block::opened_by(keyword(piece));
    inside
        .iter()
        .filter(|piece| piece.kind == PieceKind::Record)
        .all(|piece| block.records().contains(&keyword(piece)))
}

/// For every piece the lone `}` that follows it, or is it, with nothing between but lines that belong in a block.
fn loose_braces(text: &str, pieces: &[Piece]) -> Vec<Option<usize>> {
    let mut loose = vec![None; pieces.len()];
    let mut next = None;
    for (at, piece) in pieces.iter().enumerate().rev() {
        let line = &text[piece.range.clone()];
        let doubled =
            at > 0 && pieces[at - 1].range.end == piece.range.start && pieces[at - 1].depth > 0;
        match piece.kind {
            PieceKind::Stray if doubled => {}
            PieceKind::Stray if !piece.closed && piece.depth == 0 && line.ends_with('}') => {
                next = Some(at);
            }
            PieceKind::Record if !line.starts_with("statement") && !line.starts_with("pledge") => {
                next = None;
            }
            _ => {}
        }
        loose[at] = next;
    }
    loose
}

fn piece_tree<'t>(
    piece: &Piece,
    text: Cow<'t, str>,
    context: Context<'_>,
) -> (Tree<'t>, Vec<Diagnostic>) {
    let base = piece.range.start as u32;
    let span = |range: Range<usize>| {
        Span::new(
            context.id,
            base + range.start as u32,
            base + range.end as u32,
        )
    };
    if piece.kind == PieceKind::Stray && text.as_ref() == "}" {
        let diagnostic =
            Diagnostic::new(&codes::LOOSE_BRACE, span(0..1), "this `}` closes nothing")
                .label("no block is open here")
                .help("delete it")
                .fix(Safety::Safe, "delete the brace", span(0..1), "");
        return (Tree::empty(context.id, base), vec![diagnostic]);
    }
    if piece.depth > MOST_NESTING {
        return too_deep(&text, context.id, base);
    }
    let rule = if piece.kind == PieceKind::Setting {
        Kind::setting
    } else {
        Kind::record
    };
    let misplaced = (piece.kind == PieceKind::Setting && !context.first)
        .then(|| misplaced_setting(&text, span(0..text.len())));
    let whole = piece.closed && context.brace.is_none();
    if piece.kind == PieceKind::Comment {
        let tree = Tree::parse(Kind::comment, text, context.id, base);
        return (
            tree.unwrap_or_else(|| Tree::empty(context.id, base)),
            Vec::new(),
        );
    }
    if whole
        && let Some(tree) =
            Tree::parse(rule, text.clone(), context.id, base).filter(|tree| !tree.is_partial())
    {
        return (tree, misplaced.into_iter().collect());
    }
    if !context.searched {
        return (unread(&text, context.id, base), Vec::new());
    }
    let place = Whereabouts {
        source: context.id,
        base,
        next: context.next,
        brace: context.brace,
    };
    let (tree, mut found) = recover(&text, place);
    found.extend(misplaced);
    (tree, found)
}

/// The finding of a record that begins on the line on which another ends.
fn on_one_line(id: SourceId, text: &str, before: &Piece, piece: &Piece) -> Option<Diagnostic> {
    let gap = before.range.end..piece.range.start;
    let records = [before, piece]
        .iter()
        .all(|piece| piece.kind == PieceKind::Record);
    if !records || text[gap.clone()].contains(['\n', '\r']) {
        return None;
    }
    let span = |range: Range<usize>| Span::new(id, range.start as u32, range.end as u32);
    let record = &text[piece.range.clone()];
    let keyword = record.split(char::is_whitespace).next().unwrap_or_default();
    let line = text[before.range.clone()].rfind('\n');
    let first = before.range.start + line.map_or(0, |newline| newline + 1);
    let here = span(piece.range.start..piece.range.start + keyword.len());
    Some(
        Diagnostic::new(
            &codes::RECORDS_ON_ONE_LINE,
            here,
            format!("this {keyword} begins on the line on which another record ends"),
        )
        .label("another record begins here")
        .and(
            span(first..before.range.end),
            "the record before it ends here",
        )
        .help(format!("put `{keyword}` on a line of its own"))
        .fix(Safety::Safe, "begin a new line", span(gap), "\n"),
    )
}

fn misplaced_setting(text: &str, span: Span) -> Diagnostic {
    let key = text.split(':').next().unwrap_or_default().trim();
    Diagnostic::new(
        &codes::MISPLACED_SETTING,
        span,
        format!("this `{key}` for the whole file stands after its first record"),
    )
    .label("it belongs above the first record")
    .help("move the line to the top of the file, or into the record that it is about")
}

fn too_deep<'t>(text: &str, id: SourceId, base: u32) -> (Tree<'t>, Vec<Diagnostic>) {
    let mut open = 0_usize;
    let place = text.bytes().position(|byte| {
        open += usize::from(byte == b'{');
        byte == b'{' && open > MOST_NESTING
    });
    let at = base + place.unwrap_or(0) as u32;
    let span = Span::new(id, at, at + 1);
    let mut words = text
        .split(|letter: char| !(letter.is_alphanumeric() || letter == '-' || letter == '_'))
        .filter(|word| !word.is_empty());
    let (keyword, name) = (
        words.next().unwrap_or("record"),
        words.next().unwrap_or_default(),
    );
    let diagnostic = Diagnostic::new(
        &codes::TOO_DEEP,
        span,
        format!(
            "the {keyword} {} has blocks within blocks, more than {MOST_NESTING} deep",
            ticked(name)
        ),
    )
    .label("one block too many is opened here")
    .help("no record needs more than four; close the blocks before this with `}`");
    let hole = Hole {
        span: Span::new(id, base, base + text.len() as u32),
        declares: None,
    };
    (
        Tree::empty(id, base).mended(super::recover::Mends::default(), vec![hole]),
        vec![diagnostic],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::{grammar, split};

    /// The examples and a text with every layout that the language allows.
    fn texts() -> Vec<String> {
        let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
        let mut texts = vec![
            "\u{FEFF}".to_owned()
                + "# c\r\n\r\nsource: a \"p\",\r\n  b # c\r\nlanguage: en\r\ntopic a \"A\"\r\nmeeting m \"M\" {;;\r\n date : 2024\u{A0}; # c\r\n\r\n attendee \"x\"\tfor KZ{}\r\n}# end",
        ];
        for archive in std::fs::read_dir(examples).expect("examples").flatten() {
            for file in std::fs::read_dir(archive.path())
                .into_iter()
                .flatten()
                .flatten()
            {
                if file
                    .path()
                    .extension()
                    .is_some_and(|extension| extension == "dip")
                {
                    texts.push(std::fs::read_to_string(file.path()).expect("a text"));
                }
            }
        }
        assert!(texts.len() > 10);
        texts
    }

    #[test]
    fn a_file_read_whole_and_read_in_pieces_gives_the_same_tree() {
        for text in texts() {
            let source = Source::new("-", text.clone());
            let parsed = parse(SourceId::new(0), &source);
            assert!(
                parsed.diagnostics.is_empty(),
                "{text}\n{:#?}",
                parsed.diagnostics
            );
            let bare = text.trim_start_matches('\u{FEFF}');
            let skipped = (text.len() - bare.len()) as u32;
            let whole = Tree::parse(Kind::file, Cow::Borrowed(bare), SourceId::new(0), skipped)
                .expect("a file");
            assert!(!whole.is_partial() && grammar::is(Kind::file, bare).is_ok());
            let inner = |node: &(Kind, Span)| !matches!(node.0, Kind::file | Kind::EOI);
            let whole: Vec<(Kind, Span)> = whole.outline().into_iter().filter(inner).collect();
            let pieces: Vec<(Kind, Span)> = parsed
                .pieces
                .iter()
                .flat_map(|piece| piece.tree.outline())
                .collect();
            assert_eq!(whole, pieces);
        }
    }

    #[test]
    fn mending_what_needs_no_mending_gives_the_same_tree() {
        for text in texts() {
            for piece in split(&text)
                .into_iter()
                .filter(|piece| piece.kind == PieceKind::Record)
            {
                let slice = &text[piece.range.clone()];
                let plain = Tree::parse(Kind::record, Cow::Borrowed(slice), SourceId::new(0), 0)
                    .expect("a record");
                let (mended, found) = recover(
                    slice,
                    Whereabouts {
                        source: SourceId::new(0),
                        base: 0,
                        next: None,
                        brace: None,
                    },
                );
                assert_eq!(plain.outline(), mended.outline());
                assert!(mended.holes().is_empty());
                // Nothing was wrong, so the one finding says that nothing can be named.
                assert!(found.len() <= 1, "{found:#?}");
            }
        }
    }

    #[test]
    fn comments_blank_lines_and_spellings_are_kept() {
        let text = "# first\n\ntopic a \"A\" { # second\n\n  note: \"x\" # third\n}\n# last\n";
        let source = Source::new("-", text);
        let parsed = parse(SourceId::new(0), &source);
        let mut covered = vec![false; text.len()];
        let mut comments = 0;
        for (rule, span) in parsed.pieces.iter().flat_map(|piece| piece.tree.outline()) {
            comments += usize::from(rule == Kind::comment);
            covered[span.range()].fill(true);
        }
        assert_eq!(comments, 4);
        let left: String = text
            .char_indices()
            .filter(|(at, _)| !covered[*at])
            .map(|(_, letter)| letter)
            .collect();
        assert_eq!(left.trim(), "", "only blanks lie between the pieces");
    }
}
