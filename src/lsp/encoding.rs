//! Places as the protocol has them: a line and a column from 0, the column in units that client and server agreed on.

use gen_lsp_types::{Position, PositionEncodingKind};

use crate::text::Source;

/// What a column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// Units of UTF-16, which every client understands.
    Utf16,
    /// Characters.
    Utf32,
}

impl Encoding {
    /// The best of those that a client offers; UTF-16 where it offers none.
    pub fn agreed(offered: &[PositionEncodingKind]) -> Self {
        let offers = |kind: &PositionEncodingKind| offered.contains(kind);
        if offers(&PositionEncodingKind::UTF8) {
            Self::Utf8
        } else if offers(&PositionEncodingKind::UTF32) && !offers(&PositionEncodingKind::UTF16) {
            Self::Utf32
        } else {
            Self::Utf16
        }
    }

    /// Its name in the protocol.
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    /// What a byte of a source is called; a byte within a character counts as its first.
    pub fn position(self, source: &Source, offset: u32) -> Position {
        let place = source.place(offset);
        let line = place.line - 1;
        let character = match self {
            Self::Utf32 => place.column - 1,
            Self::Utf8 => place.byte - source.lines().start_of(line, source.text()),
            Self::Utf16 => {
                let start = source.lines().start_of(line, source.text());
                let before = &source.text()[start as usize..place.byte as usize];
                self.length(before)
            }
        };
        Position { line, character }
    }

    /// The byte that a position means; one past a line's end is the line's end, one past the last line is the text's.
    pub fn offset(self, source: &Source, position: Position) -> u32 {
        let (text, lines) = (source.text(), source.lines());
        if position.line >= lines.lines() {
            return text.len() as u32;
        }
        let line = lines.line(position.line, text);
        let start = lines.start_of(position.line, text);
        let mut units = 0;
        for (at, letter) in line.char_indices() {
            units += self.units(letter);
            if units > position.character {
                return start + at as u32;
            }
        }
        start + line.len() as u32
    }

    /// How many units a text has.
    pub fn length(self, text: &str) -> u32 {
        match self {
            Self::Utf8 => text.len() as u32,
            _ => text.chars().map(|letter| self.units(letter)).sum(),
        }
    }

    fn units(self, letter: char) -> u32 {
        match self {
            Self::Utf8 => letter.len_utf8() as u32,
            Self::Utf16 => letter.len_utf16() as u32,
            Self::Utf32 => 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LETTERS: &str =
        "[a\"{}#әғқңіҚазақ中文会谈مرحبا\u{202B}👩\u{200D}🚀🇰🇿é\u{301}\u{FEFF} \n\r]{0,60}";

    proptest! {
        #[test]
        fn a_place_and_its_position_are_one(text in LETTERS) {
            let source = Source::new("-", text.as_str());
            for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
                let borders = text.char_indices().map(|(at, _)| at).chain([text.len()]);
                for at in borders {
                    let before = &text[..at];
                    // Between the two signs of one line end nobody stands.
                    if before.ends_with('\r') && text[at..].starts_with('\n') {
                        continue;
                    }
                    let position = encoding.position(&source, at as u32);
                    let own = before.rsplit(['\n', '\r']).next().unwrap_or_default();
                    prop_assert_eq!(position.character, encoding.length(own));
                    prop_assert_eq!(encoding.offset(&source, position), at as u32, "{:?}", text);
                }
            }
        }

        #[test]
        fn any_position_means_some_place(text in LETTERS, line in 0..70_u32, character in 0..200_u32) {
            let source = Source::new("-", text.as_str());
            for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
                let offset = encoding.offset(&source, Position { line, character });
                prop_assert!(text.is_char_boundary(offset as usize));
            }
        }
    }

    #[test]
    fn utf_8_is_agreed_on_where_it_is_offered() {
        use PositionEncodingKind as Kind;
        assert_eq!(Encoding::agreed(&[]), Encoding::Utf16);
        assert_eq!(Encoding::agreed(&[Kind::UTF16, Kind::UTF8]), Encoding::Utf8);
        assert_eq!(
            Encoding::agreed(&[Kind::UTF32, Kind::UTF16]),
            Encoding::Utf16
        );
        assert_eq!(Encoding::agreed(&[Kind::UTF32]), Encoding::Utf32);
    }
}
