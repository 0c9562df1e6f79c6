//! What stands around a place in a text that is being written: the blocks it is in, and the words of its line before it.
//!
//! Read from signs alone, since half a line has no tree.

use std::ops::Range;

use crate::syntax::shape::{Block, KEYWORDS};
use crate::syntax::{PieceKind, split_with_texts};

/// A word, text or sign of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// An id, keyword, date, number …
    Word(&'t str),
    /// A text with its marks.
    Text(&'t str),
    /// `,` `:` `(` `)`
    Sign(char),
}

/// Where a place is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// Where words mean something.
    Code,
    /// In a text; the bytes between its marks.
    Text(Range<usize>),
    /// In a comment; its bytes.
    Comment(Range<usize>),
}

/// A block that is open at the place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Open<'t> {
    /// What it takes.
    pub block: Block,
    /// The words before its brace.
    pub head: Vec<Token<'t>>,
    /// The keys of its fields.
    pub keys: Vec<&'t str>,
}

/// A place and what stands around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cursor<'t> {
    /// The byte.
    pub at: usize,
    /// Where it is.
    pub place: Place,
    /// The word that it touches; empty where there is none.
    pub word: Range<usize>,
    /// The blocks, from the file inwards.
    pub blocks: Vec<Open<'t>>,
    /// The tokens of its item before the word, or before the text that it is in.
    pub item: Vec<Token<'t>>,
    /// Whether a colon follows the word.
    pub is_key: bool,
    /// Whether no record stands before it.
    pub is_first: bool,
    /// Whether the word is the language of the text before it.
    pub is_tag: bool,
}

impl<'t> Cursor<'t> {
    /// What stands around a byte of a text.
    pub fn of(text: &'t str, at: usize) -> Self {
        let (pieces, texts) = split_with_texts(text);
        let start = pieces
            .iter()
            .rev()
            .find(|piece| piece.range.start <= at)
            .map_or(at, |piece| piece.range.start);
        let end = pieces
            .iter()
            .find(|piece| piece.range.start > at)
            .map_or(text.len(), |piece| piece.range.start);
        let is_first = !pieces.iter().any(|piece| {
            piece.kind == PieceKind::Record && piece.range.start < at && piece.range.start != start
        });
        let mut reader = Reader {
            text,
            texts: &texts,
            at: start,
            end,
        };
        let mut cursor = Cursor {
            at,
            place: Place::Code,
            word: at..at,
            blocks: vec![Open {
                block: Block::File,
                head: Vec::new(),
                keys: Vec::new(),
            }],
            item: Vec::new(),
            is_key: false,
            is_first,
            is_tag: false,
        };
        cursor.read_to(&mut reader);
        cursor.read_on(reader);
        cursor
    }

    /// The block that the place is in.
    pub fn open(&self) -> &Open<'t> {
        self.blocks.last().expect("the file itself is there")
    }

    /// The letters of the word before the place.
    pub fn typed(&self, text: &'t str) -> &'t str {
        &text[self.word.start..self.at.max(self.word.start)]
    }

    fn read_to(&mut self, reader: &mut Reader<'t, '_>) {
        while let Some((found, range)) = reader.next() {
            if range.start >= self.at && !(range.start == self.at && matches!(found, Found::Word)) {
                return;
            }
            let holds = self.at < range.end
                || (self.at == range.end && !matches!(found, Found::Sign(_) | Found::Text(true)));
            match found {
                Found::Word if holds => {
                    self.is_tag = reader.text[..range.start].ends_with("\"@");
                    self.is_key = reader.text[range.end..]
                        .trim_start_matches([' ', '\t'])
                        .starts_with(':');
                    self.word = range;
                    return;
                }
                Found::Text(closed) if holds => {
                    let all = &reader.text[range.clone()];
                    let marks = if all.starts_with("\"\"\"") && (!closed || all.len() >= 6) {
                        3
                    } else {
                        1
                    };
                    let inner = range.start + marks;
                    let end = if closed { range.end - marks } else { range.end };
                    self.place = Place::Text(inner.min(self.at)..end.max(self.at));
                    return;
                }
                Found::Comment if holds => {
                    self.place = Place::Comment(range);
                    return;
                }
                found => self.pass(found, range, reader.text),
            }
        }
    }

    /// Takes a token that stands before the place.
    fn pass(&mut self, found: Found, range: Range<usize>, text: &'t str) {
        let piece = &text[range.clone()];
        match found {
            Found::Word => {
                if !text[..range.start].ends_with("\"@") {
                    self.item.push(Token::Word(piece));
                }
            }
            Found::Text(_) => self.item.push(Token::Text(piece)),
            Found::Sign(':') => {
                if let [Token::Word(key)] = self.item[..]
                    && let Some(open) = self.blocks.last_mut()
                {
                    open.keys.push(key);
                }
                self.item.push(Token::Sign(':'));
            }
            Found::Sign('{') => {
                let head = std::mem::take(&mut self.item);
                let block = match head[..] {
                    [_, Token::Sign(':'), ..] => Block::Claims,
                    [Token::Word(keyword), ..] => Block::opened_by(keyword),
                    _ => Block::Claims,
                };
                self.blocks.push(Open {
                    block,
                    head,
                    keys: Vec::new(),
                });
            }
            Found::Sign('}') => {
                self.item.clear();
                if self.blocks.len() > 1 {
                    self.blocks.pop();
                }
            }
            Found::Sign(';') => self.item.clear(),
            Found::Sign('\n') => {
                if self.item.last() != Some(&Token::Sign(',')) {
                    self.item.clear();
                }
            }
            Found::Sign(sign) => self.item.push(Token::Sign(sign)),
            Found::Comment => {}
        }
    }

    /// Reads the rest of the block for the keys that it has.
    fn read_on(&mut self, mut reader: Reader<'t, '_>) {
        if reader.at < self.word.end {
            reader.at = self.word.end;
        }
        let (mut depth, mut before) = (0usize, None);
        while let Some((found, range)) = reader.next() {
            match found {
                Found::Sign('{') => depth += 1,
                Found::Sign('}') if depth == 0 => return,
                Found::Sign('}') => depth -= 1,
                Found::Sign(':') if depth == 0 => {
                    if let (Some(key), Some(open)) = (before, self.blocks.last_mut()) {
                        open.keys.push(key);
                    }
                }
                _ => {}
            }
            before = matches!(found, Found::Word).then(|| &reader.text[range]);
        }
    }
}

/// What comes next in a text.
#[derive(Debug, Clone, Copy)]
enum Found {
    Word,
    /// Whether it is closed.
    Text(bool),
    Sign(char),
    Comment,
}

struct Reader<'t, 's> {
    text: &'t str,
    /// The closed texts.
    texts: &'s [Range<usize>],
    at: usize,
    end: usize,
}

impl Reader<'_, '_> {
    fn next(&mut self) -> Option<(Found, Range<usize>)> {
        let rest = &self.text[self.at..self.end];
        let blank = |letter: char| {
            matches!(
                letter,
                ' ' | '\t' | '\r' | '\u{A0}' | '\u{202F}' | '\u{2007}' | '\u{FEFF}'
            )
        };
        let start = self.end - rest.trim_start_matches(blank).len();
        let rest = &self.text[start..self.end];
        let first = rest.chars().next()?;
        let line = || rest.find(['\n', '\r']).unwrap_or(rest.len());
        let (found, length) = match first {
            '#' => (Found::Comment, line()),
            '"' => {
                let known = self.texts.binary_search_by_key(&start, |range| range.start);
                match known {
                    Ok(known) => (Found::Text(true), self.texts[known].len()),
                    Err(_) => (Found::Text(false), line()),
                }
            }
            '\n' | '{' | '}' | ';' | ',' | ':' | '(' | ')' => {
                (Found::Sign(first), first.len_utf8())
            }
            // The language of a text.
            '@' => {
                self.at = start + 1;
                return self.next();
            }
            _ => (Found::Word, word_length(rest)),
        };
        self.at = start + length;
        Some((found, start..self.at))
    }
}

/// How far a word goes; a colon between digits, as in a time of day, is a part of it.
fn word_length(rest: &str) -> usize {
    let mut before = ' ';
    let mut letters = rest.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let ends = letter.is_whitespace()
            || matches!(letter, '{' | '}' | ';' | ',' | '"' | '#' | '(' | ')' | '@')
            || (letter == ':'
                && !(before.is_ascii_digit() && next.is_some_and(|next| next.is_ascii_digit())));
        if ends {
            return at.max(1);
        }
        before = letter;
    }
    rest.len()
}

/// Whether a word begins a record.
pub(super) fn is_keyword(word: &str) -> bool {
    KEYWORDS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> (String, usize) {
        let at = text.find('‸').expect("a place");
        (text.replacen('‸', "", 1), at)
    }

    fn told(text: &str) -> String {
        let (text, at) = at(text);
        let cursor = Cursor::of(&text, at);
        let item: Vec<String> = cursor
            .item
            .iter()
            .map(|token| match token {
                Token::Word(word) | Token::Text(word) => (*word).to_owned(),
                Token::Sign(sign) => sign.to_string(),
            })
            .collect();
        let place = match &cursor.place {
            Place::Code => "",
            Place::Text(_) => " in a text",
            Place::Comment(_) => " in a comment",
        };
        format!(
            "{:?} [{}] {}‸{place}",
            cursor.open().block,
            item.join(" "),
            cursor.typed(&text)
        )
    }

    #[test]
    fn the_block_the_item_and_the_word_are_known() {
        assert_eq!(told("mee‸"), "File [] mee‸");
        assert_eq!(told("topic a \"A\"\n‸\ntopic b \"B\"\n"), "File [] ‸");
        assert_eq!(told("meeting m \"M\" {\n  da‸\n}\n"), "Meeting [] da‸");
        assert_eq!(
            told("meeting m \"M\" {\n  date: 2024-10-29T10:0‸\n}\n"),
            "Meeting [date :] 2024-10-29T10:0‸"
        );
        assert_eq!(
            told("meeting m \"M\" {\n  attendee a for ‸\n}\n"),
            "Meeting [attendee a for] ‸"
        );
        assert_eq!(
            told("meeting m \"M\" {\n  about: a,\n    ‸\n}\n"),
            "Meeting [about : a ,] ‸"
        );
        assert_eq!(
            told("meeting m \"M\" {\n  date: 2024 { source: d \"p. ‸\" }\n}\n"),
            "Claims [source : d] ‸ in a text"
        );
        assert_eq!(
            told("meeting m \"M\" {\n  note: \"half ‸\n  date: 2024\n}\n"),
            "Meeting [note :] ‸ in a text"
        );
        assert_eq!(
            told("meeting m \"M\" { # so‸\n}\n"),
            "Meeting [] ‸ in a comment"
        );
        assert_eq!(told("pledge p by KZ to MN \"x\" { du‸"), "Pledge [] du‸");
        assert_eq!(told("topic a \"A\"@k‸"), "File [topic a \"A\"] k‸");
    }

    #[test]
    fn the_keys_before_and_after_are_known() {
        let (text, at) = at(
            "meeting m \"M\" {\n  date: 2024\n  ‸\n  attendee a { note: \"n\" }\n  place: \"P\"\n}\n",
        );
        assert_eq!(Cursor::of(&text, at).open().keys, ["date", "place"]);
    }

    #[test]
    fn no_place_of_no_text_is_too_much() {
        let text = "meeting m \"M\" {\n date: 2024-10-29T10:00+08:00 { source: a \"b\"@kk }\n note: \"\"\"a\n {b\"\"\"\n # c\n}\n}} \"Қ\n,:;(\n";
        for (at, _) in text.char_indices() {
            for end in [at, text.len()] {
                Cursor::of(&text[..end], at);
            }
        }
    }
}
