//! Cuts a source into pieces, each a record at the left margin or a line beside them.
//!
//! Knows braces, texts and comments, and nothing else; one pass over the bytes. A piece that is never closed ends where
//! the next record plainly begins, so that one slip costs one record. Nesting is counted here, before any parser that
//! could be exhausted by it.
//!
//! It is long because where an open text ends is judged here, for all that read texts.

use std::ops::Range;

use super::grammar;
use super::shape::Block;

/// How deep blocks may stand in each other; the language itself needs four.
pub const MOST_NESTING: usize = 16;

/// What a piece seems to be by its first word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind {
    /// Begins with the keyword of a record.
    Record,
    /// A `source:` or `language:` line.
    Setting,
    /// A comment that stands on its own or after a record.
    Comment,
    /// Anything else: a misspelt keyword, a field outside any record, a loose brace.
    Stray,
}

/// A part of a source that is parsed by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What it seems to be.
    pub kind: PieceKind,
    /// Its bytes, without blanks around it.
    pub range: Range<usize>,
    /// Whether every brace and text in it is closed.
    pub closed: bool,
    /// The deepest nesting of blocks in it.
    pub depth: usize,
}

/// Cuts `text` into its pieces.
pub fn split(text: &str) -> Vec<Piece> {
    split_with_texts(text).0
}

/// Cuts `text` into its pieces, and says which bytes of it are texts with their marks.
pub fn split_with_texts(text: &str) -> (Vec<Piece>, Vec<Range<usize>>) {
    let mut splitter = Splitter::of(text);
    let mut pieces = Vec::new();
    while let Some(piece) = splitter.piece() {
        pieces.push(piece);
    }
    (pieces, splitter.texts)
}

/// The bytes of every comment of `text`, from its `#` to the end of its line.
pub fn comments(text: &str) -> Vec<Range<usize>> {
    let mut splitter = Splitter::of(text);
    while splitter.piece().is_some() {}
    splitter.comments
}

struct Splitter<'t> {
    bytes: &'t [u8],
    text: &'t str,
    at: usize,
    /// Whether a block was opened on the line at hand and not closed since.
    opened_on_line: bool,
    /// The comments passed so far.
    comments: Vec<Range<usize>>,
    /// The closed texts passed so far, with their marks.
    texts: Vec<Range<usize>>,
    /// Up to here, the end of a line, no curly mark ends a text.
    no_curly_end: usize,
    /// How many pieces were no records.
    strays: usize,
}

/// After so many lines that are no records, what is left is no file of records and becomes one piece.
const MOST_STRAYS: usize = 50_000;

/// Bytes that mean something to the splitter.
const SIGNS: [bool; 256] = {
    let mut signs = [false; 256];
    signs[b'{' as usize] = true;
    signs[b'}' as usize] = true;
    signs[b'"' as usize] = true;
    signs[b'#' as usize] = true;
    signs[b'/' as usize] = true;
    signs[b';' as usize] = true;
    signs[b'\n' as usize] = true;
    signs[b'\r' as usize] = true;
    signs[b'[' as usize] = true;
    signs[b'(' as usize] = true;
    signs[b']' as usize] = true;
    signs[b')' as usize] = true;
    signs[0xE2] = true;
    signs
};

impl<'t> Splitter<'t> {
    fn of(text: &'t str) -> Self {
        Self {
            bytes: text.as_bytes(),
            text,
            at: 0,
            opened_on_line: false,
            comments: Vec::new(),
            texts: Vec::new(),
            no_curly_end: 0,
            strays: 0,
        }
    }

    fn piece(&mut self) -> Option<Piece> {
        self.skip_blank();
        if self.at >= self.bytes.len() {
            return None;
        }
        let start = self.at;
        if self.bytes[start] == b'#' {
            self.pass_comment();
            return Some(Piece {
                kind: PieceKind::Comment,
                range: start..self.trimmed(start),
                closed: true,
                depth: 0,
            });
        }
        if self.bytes[start] == b';' {
            self.strays += 1;
            self.at = self.line_end(start);
            return Some(Piece {
                kind: PieceKind::Stray,
                range: start..self.trimmed(start),
                closed: true,
                depth: 0,
            });
        }
        let kind = kind_of(&self.text[start..]);
        self.strays += usize::from(kind == PieceKind::Stray);
        let (closed, depth) = if self.strays > MOST_STRAYS {
            self.at = self.bytes.len();
            (false, 0)
        } else {
            self.advance()
        };
        Some(Piece {
            kind,
            range: start..self.trimmed(start),
            closed,
            depth,
        })
    }

    /// Whether a `;` begins the line here as a comment does elsewhere.
    fn is_foreign_comment(&self) -> bool {
        if !self.begins_line() {
            return false;
        }
        let words = self.text[self.at..].trim_start_matches([';', ' ', '\t']);
        let record =
            kind_of(words) != PieceKind::Stray || words.starts_with(['\n', '\r', '}', '{', '#']);
        !words.is_empty() && !record
    }

    fn skip_blank(&mut self) {
        self.skip();
        while self.bytes.get(self.at) == Some(&b';') && !self.is_foreign_comment() {
            self.at += 1;
            self.skip();
        }
    }

    fn skip(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len()
            - rest
                .trim_start_matches(|letter| {
                    matches!(
                        letter,
                        ' ' | '\t' | '\n' | '\r' | '\u{A0}' | '\u{202F}' | '\u{2007}' | '\u{FEFF}'
                    )
                })
                .len();
    }

    fn trimmed(&self, start: usize) -> usize {
        start + self.text[start..self.at].trim_end().len()
    }

    fn line_end(&self, from: usize) -> usize {
        memchr::memchr2(b'\n', b'\r', &self.bytes[from..])
            .map_or(self.bytes.len(), |found| from + found)
    }

    fn pass_comment(&mut self) {
        let start = self.at;
        self.at = self.line_end(start);
        self.comments.push(start..self.at);
    }

    /// Moves past one piece; says whether it was closed and how deep it went.
    fn advance(&mut self) -> (bool, usize) {
        let mut open = 0_usize;
        let mut deepest = 0;
        while self.at < self.bytes.len() {
            let byte = self.bytes[self.at];
            if !SIGNS[byte as usize] {
                self.at += 1;
                continue;
            }
            match byte {
                b'{' => {
                    self.opened_on_line = true;
                    open += 1;
                    deepest = deepest.max(open);
                    self.at += 1;
                }
                b'}' => {
                    self.opened_on_line = false;
                    self.at += 1;
                    match open {
                        0 | 1 => return (open == 1, deepest),
                        _ => open -= 1,
                    }
                }
                b'[' | b'(' => {
                    // At a line's end it was meant to open a block.
                    let rest = self.text[self.at + 1..].trim_start_matches(grammar::is_blank);
                    let opens = rest.is_empty() || rest.starts_with(['\n', '\r']);
                    open += usize::from(opens);
                    deepest = deepest.max(open);
                    self.at += 1;
                }
                b']' | b')' if open == 0 || !self.begins_line() => self.at += 1,
                b']' | b')' => {
                    self.at += 1;
                    if open == 1 {
                        return (false, deepest);
                    }
                    open -= 1;
                }
                b'"' => {
                    if let Some(length) = stray_marks(self.text, self.at) {
                        self.at += length;
                        continue;
                    }
                    if !self.text_ends() {
                        return (false, deepest);
                    }
                    // A record that begins behind the name of another was meant to stand on a line of its own.
                    let rest = self.text[self.at..].trim_start_matches(grammar::is_blank);
                    if open == 0 && record_begins(rest) {
                        return (true, deepest);
                    }
                }
                b'#' => {
                    if open == 0 && !self.goes_on() {
                        return (true, deepest);
                    }
                    let comma = open == 0;
                    self.pass_comment();
                    // The comma before the comment carries the line over its end.
                    if comma {
                        self.skip_blank();
                    }
                }
                b'/' => self.slash(),
                b';' if self.ends_entity() => self.at += 1,
                b';' if open == 0 => return (true, deepest),
                b';' => self.at += 1,
                0xE2 => self.curly_quote(),
                _ => {
                    self.opened_on_line = false;
                    if open == 0 && !self.goes_on() {
                        return (true, deepest);
                    }
                    self.at += 1;
                    if open > 0 && record_begins(&self.text[self.at..]) {
                        return (false, deepest);
                    }
                }
            }
        }
        (open == 0, deepest)
    }

    /// Whether nothing stands before this byte on its line.
    fn begins_line(&self) -> bool {
        let before = self.text[..self.at].trim_end_matches(grammar::is_blank);
        before.is_empty() || before.ends_with(['\n', '\r'])
    }

    /// Whether the `;` here ends a sign written as in HTML: `&quot;`.
    fn ends_entity(&self) -> bool {
        let start = self.text[..self.at]
            .bytes()
            .rev()
            .take(10)
            .position(|byte| !byte.is_ascii_alphanumeric() && byte != b'#');
        start.is_some_and(|back| back > 1 && self.bytes[self.at - back - 1] == b'&')
    }

    /// Whether the line that ends here, but for a comment, is continued by a comma.
    fn goes_on(&self) -> bool {
        let before = self.text[..self.at].trim_end_matches([' ', '\t', '\r', '\u{A0}']);
        before.ends_with(',') && {
            let next = self.text[self.line_end(self.at)..].trim_start();
            !record_begins(next) && !setting_begins(next)
        }
    }

    /// `//` begins a comment in other languages: what it holds opens nothing.
    fn slash(&mut self) {
        let habit = self.bytes.get(self.at + 1) == Some(&b'/')
            && self
                .at
                .checked_sub(1)
                .and_then(|before| self.bytes.get(before))
                != Some(&b':');
        self.at = if habit {
            self.line_end(self.at)
        } else {
            self.at + 1
        };
    }

    /// A text in curly quotation marks, a habit of word processors, hides braces like any other on its line.
    fn curly_quote(&mut self) {
        if self.at < self.no_curly_end || !self.text[self.at..].starts_with('“') {
            self.at += self.text[self.at..]
                .chars()
                .next()
                .map_or(1, char::len_utf8);
            return;
        }
        let line_end = self.line_end(self.at);
        let line = &self.text[self.at..line_end];
        let ends = line
            .starts_with('“')
            .then(|| line['“'.len_utf8()..].find(['”', '"']))
            .flatten();
        self.at += match ends {
            Some(length) => {
                let inside = &line['“'.len_utf8() + length..];
                '“'.len_utf8() + length + inside.chars().next().map_or(0, char::len_utf8)
            }
            None => {
                self.no_curly_end = line_end;
                '“'.len_utf8()
            }
        };
    }

    /// Moves past a text. False when the next record begins before it is closed: the piece ends there.
    fn text_ends(&mut self) -> bool {
        let start = self.at;
        if self.bytes[self.at..].starts_with(b"\"\"\"") {
            let length = long_text(&self.text[self.at..]);
            self.at += length.bytes;
            if length.closed {
                self.texts.push(start..self.at);
            }
            return !length.cut;
        }
        if let Some(length) = two_marks_open(&self.text[self.at..]) {
            self.at += length;
            return true;
        }
        let length = line_text(&self.bytes[self.at..]);
        let text = &self.text[self.at..self.at + length];
        self.at += if length > 1 && text.ends_with('"') {
            self.texts.push(start..start + length);
            length
        } else {
            open_text_end(text, self.opened_on_line)
        };
        true
    }
}

/// Where a text ends that is never closed on its line: at the line's end, but before the brace that ends the line when
/// that brace is plainly no part of the text.
pub(super) fn open_text_end(text: &str, opened_on_line: bool) -> usize {
    let trimmed = text.trim_end();
    let inner = match trimmed.strip_suffix('{') {
        Some(inner) => inner.trim_end(),
        None if block_at_end(trimmed).is_some() => {
            trimmed[..block_at_end(trimmed).unwrap_or_default()].trim_end()
        }
        None if opened_on_line => trimmed.strip_suffix('}').map_or(trimmed, str::trim_end),
        None => trimmed,
    };
    inner.len().max(1)
}

/// Where a block with a field begins that ends the text of a line: ` { due: 1965 }`.
fn block_at_end(text: &str) -> Option<usize> {
    let block = text.strip_suffix('}')?;
    let open = block.rfind(" {")?;
    let key = block[open + 2..].trim_start().split(':').next()?;
    let named = !key.is_empty()
        && key
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    (named && block[open..].contains(':')).then_some(open)
}

/// How many marks stand at `at` that neither begin nor end a text: doubled before or behind one, or behind words that have
/// no mark before them.
pub(super) fn stray_marks(text: &str, at: usize) -> Option<usize> {
    /// In a longer line nobody counts marks.
    const MOST: usize = 2_000;
    let rest = &text[at..];
    let before = text[..at].chars().next_back().unwrap_or('\n');
    let ends = |rest: &str| {
        rest.chars()
            .next()
            .is_none_or(|next| next.is_whitespace() || matches!(next, '{' | '}' | ',' | ';' | '@'))
    };
    let odd = || {
        let near = &rest.as_bytes()[..rest.len().min(MOST)];
        let line_end = memchr::memchr2(b'\n', b'\r', near);
        let line = &near[..line_end.unwrap_or(near.len())];
        (line.len() < MOST) && memchr::memchr_iter(b'"', line).count() % 2 == 1
    };
    if before == '"' {
        let marks = if rest.starts_with("\"\"\"") { 3 } else { 1 };
        return (ends(&rest[marks..]) && odd()).then_some(marks);
    }
    if rest.starts_with("\"\"") && rest[2..].starts_with(char::is_alphanumeric) {
        return Some(1);
    }
    let behind_words =
        before.is_alphanumeric() || matches!(before, '.' | '!' | '?' | '…' | ')' | '%');
    (behind_words && ends(&rest[1..]) && odd()).then_some(1)
}

/// How far a text goes that begins with `"`: past its closing mark, or to the end of its line.
pub(super) fn line_text(bytes: &[u8]) -> usize {
    let mut at = 1;
    while let Some(found) = memchr::memchr3(b'"', b'\\', b'\n', &bytes[at.min(bytes.len())..]) {
        at += found;
        match bytes[at] {
            b'"' => return at + 1,
            b'\n' => return if bytes[at - 1] == b'\r' { at - 1 } else { at },
            _ => {
                at += if matches!(bytes.get(at + 1), Some(b'\n' | b'\r') | None) {
                    1
                } else {
                    2
                }
            }
        }
    }
    bytes.len()
}

/// How far a text goes that begins with `"""`.
pub(super) struct LongText {
    /// Its bytes.
    pub bytes: usize,
    /// Whether `"""` closes it.
    pub closed: bool,
    /// Whether it was cut because the next record begins.
    pub cut: bool,
}

/// Measures a text that begins with `"""`. One that is never closed ends at its first line's end, or at the last line
/// before something that plainly is no part of it.
pub(super) fn long_text(text: &str) -> LongText {
    let close = memchr::memmem::find(&text.as_bytes()[3..], b"\"\"\"").map(|found| found + 3);
    let body = &text[3..close.unwrap_or(text.len())];
    let mut nested = None;
    for at in memchr::memchr_iter(b'\n', body.as_bytes()) {
        let line = &body[at + 1..];
        let first = line.as_bytes().first().copied().unwrap_or_default();
        if first.is_ascii_lowercase() && record_begins(line) {
            return LongText {
                bytes: 3 + nested.unwrap_or(at),
                closed: false,
                cut: nested.is_none(),
            };
        }
        if nested.is_none() {
            nested = two_marks_close(line)
                .map(|marks| at + 1 + marks)
                .or_else(|| item_plainly_begins(line).then_some(at));
        }
    }
    match (close, nested) {
        // The mark that seems to close it opens the next text: its own line begins like a record or field.
        (Some(close), Some(before)) if opener(&text[..close]) => LongText {
            bytes: 3 + before,
            closed: false,
            cut: false,
        },
        (Some(close), _) => LongText {
            bytes: close + 3,
            closed: true,
            cut: false,
        },
        (None, nested) => {
            let end = nested
                .or_else(|| memchr::memchr(b'\n', body.as_bytes()))
                .unwrap_or(body.len());
            LongText {
                bytes: 3 + end,
                closed: false,
                cut: false,
            }
        }
    }
}

/// Where a line that begins with two marks instead of three ends the text: behind the marks.
fn two_marks_close(line: &str) -> Option<usize> {
    let trimmed = line.trim_start_matches([' ', '\t']);
    let marks = trimmed.starts_with("\"\"") && !trimmed[2..].starts_with('"');
    marks.then(|| line.len() - trimmed.len() + 2)
}

/// How far a text goes that begins with one or two marks at the end of a line and ends with three further down. None when
/// two marks are an empty text.
pub(super) fn two_marks_open(text: &str) -> Option<usize> {
    /// Further down than this nobody looks for the end of a text.
    const MOST: usize = 6_000;
    let marks = if text.starts_with("\"\"") { 2 } else { 1 };
    let rest = text
        .get(marks..)
        .filter(|rest| text.starts_with('"') && !rest.starts_with('"'))?;
    let below = rest.trim_start_matches(grammar::is_blank);
    let line_end = rest.len() - below.len();
    if !below.starts_with(['\n', '\r']) {
        return None;
    }
    let near = (0..=MOST.min(rest.len()))
        .rev()
        .find(|at| rest.is_char_boundary(*at))
        .unwrap_or(0);
    let close = memchr::memmem::find(&rest.as_bytes()[..near], b"\"\"\"")?;
    let plain = rest[line_end..close]
        .lines()
        .skip(1)
        .any(|line| item_plainly_begins(line) || record_begins(line.trim_start()));
    let closes = rest[..close]
        .rsplit('\n')
        .next()
        .is_some_and(|before| before.trim().is_empty());
    (closes && !plain).then_some(marks + close + 3)
}

/// Whether the last line of `text` begins like something that could hold a text.
fn opener(text: &str) -> bool {
    let line = text.rsplit('\n').next().unwrap_or_default();
    item_plainly_begins(&format!("{line}\"\"\""))
}

/// Whether a line begins as no line of prose does: a nested record with its text, or the closing of a block.
fn item_plainly_begins(line: &str) -> bool {
    let line = line.split('\n').next().unwrap_or_default();
    let trimmed = line.trim_start();
    let mut words = trimmed.split_whitespace();
    match words.next() {
        Some("statement" | "pledge") => {
            let by = words.by_ref().take(2).any(|word| word == "by");
            by && trimmed.contains('"')
        }
        Some("attendee" | "delegation") => {
            matches!(words.nth(1), None | Some("for" | "as" | "{"))
        }
        Some("}") => words.next().is_none(),
        Some("{") => trimmed.contains(':') && trimmed.trim_end().ends_with('}'),
        _ => record_begins(trimmed),
    }
}

/// Whether a line plainly begins a record that stands at the margin: its keyword, an id, and a text or a block.
fn record_begins(line: &str) -> bool {
    if !line.starts_with(['m', 'p', 't', 'd']) {
        return false;
    }
    let Some((word, rest)) = [
        "meeting", "person", "party", "topic", "document", "progress",
    ]
    .iter()
    .find_map(|word| line.strip_prefix(word).map(|rest| (*word, rest))) else {
        return false;
    };
    if !rest.starts_with([' ', '\t', '\u{A0}']) {
        return false;
    }
    let rest = rest.trim_start_matches(grammar::is_blank);
    let id = rest
        .split([' ', '\t', '{', '"', '\n', '\r'])
        .next()
        .unwrap_or_default();
    let after = rest[id.len()..].trim_start_matches(grammar::is_blank);
    if !id.starts_with(char::is_alphabetic) {
        return false;
    }
    if word == "progress" {
        return id != "by"
            && id != "undated"
            && after
                .starts_with(|letter: char| letter.is_ascii_digit() || "[.b\"".contains(letter));
    }
    after.starts_with(['"', '{', '“'])
}

fn setting_begins(line: &str) -> bool {
    ["source", "language"].iter().any(|key| {
        line.strip_prefix(key)
            .is_some_and(|rest| rest.trim_start().starts_with(':'))
    })
}

fn kind_of(text: &str) -> PieceKind {
    if setting_begins(text) {
        return PieceKind::Setting;
    }
    let word = text
        .split(|letter: char| !letter.is_alphanumeric() && letter != '-' && letter != '_')
        .next();
    match word {
        Some(word) if Block::File.records().contains(&word) => PieceKind::Record,
        _ => PieceKind::Stray,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<(&str, bool)> {
        split(text)
            .into_iter()
            .map(|piece| (&text[piece.range], piece.closed))
            .collect()
    }

    #[test]
    fn records_are_cut_at_their_braces() {
        let text = "# a\nsource: x\ntopic a \"{\" { note: \"}\" } # b\nperson b \"B\"\n";
        assert_eq!(
            pieces(text),
            [
                ("# a", true),
                ("source: x", true),
                ("topic a \"{\" { note: \"}\" }", true),
                ("# b", true),
                ("person b \"B\"", true)
            ]
        );
    }

    #[test]
    fn a_number_sign_inside_a_text_begins_no_comment() {
        let text = "# a\nmeeting b \"no. #1\" { # c\n  note: \"\"\"\n  # d\n  \"\"\" # e\n} # f\ntopic g \"G\", # h\n";
        let found: Vec<&str> = comments(text)
            .into_iter()
            .map(|range| &text[range])
            .collect();
        assert_eq!(found, ["# a", "# c", "# e", "# f", "# h"]);
    }

    #[test]
    fn an_open_record_ends_where_the_next_begins() {
        let text = "meeting a \"A\" {\n  date: 2024\nmeeting b \"B\" {\n}\n";
        assert_eq!(
            pieces(text),
            [
                ("meeting a \"A\" {\n  date: 2024", false),
                ("meeting b \"B\" {\n}", true)
            ]
        );
    }

    #[test]
    fn an_open_text_ends_before_what_is_plainly_no_text() {
        let text = "meeting a \"A\" {\n statement by x said \"\"\"\n  words\n statement by y said \"\"\"z\"\"\"\n}\ntopic t \"T\"\n";
        assert_eq!(pieces(text).len(), 2);
        let prose = "meeting a \"A\" {\n note: \"\"\"\nstatement by the chairman\n\"\"\"\n}\n";
        assert_eq!(pieces(prose), [(prose.trim(), true)]);
    }
}
