//! Looks at every text for what no hand typed: letters lost or turned into others on the way through programs, and marks that
//! slipped over a text's edge. Each text has one finding at most; texts in plain letters are passed quickly.

use std::ops::Range;

use super::codes;
use crate::diag::{Diagnostic, Safety, Severity, ticked};
use crate::text::{SourceId, Span};
use crate::vocab::languages;

/// The findings of the texts of a source, which lie at these bytes of it.
pub(super) fn examine(id: SourceId, source: &str, texts: &[Range<usize>]) -> Vec<Diagnostic> {
    let found = texts.iter().filter_map(|range| {
        let text = Text {
            id,
            start: range.start,
            written: &source[range.clone()],
        };
        if text.is_plain() {
            return None;
        }
        text.marks().or_else(|| text.letters())
    });
    found.collect()
}

/// A text with its marks, and where it begins.
struct Text<'t> {
    id: SourceId,
    start: usize,
    written: &'t str,
}

impl Text<'_> {
    fn span(&self, range: Range<usize>) -> Span {
        Span::new(
            self.id,
            (self.start + range.start) as u32,
            (self.start + range.end) as u32,
        )
    }

    /// Whether it has no sign of all that is looked for here, as nearly every text in plain letters.
    fn is_plain(&self) -> bool {
        let bytes = self.written.as_bytes();
        self.written.is_ascii()
            && memchr::memchr3(b'@', b'&', b'=', bytes).is_none()
            && memchr::memchr(b'?', bytes).is_none()
            && !self.written.starts_with("\"\"\"\"")
    }

    /// Marks and tags at the wrong side of the text's edge.
    fn marks(&self) -> Option<Diagnostic> {
        let four = self
            .written
            .strip_prefix("\"\"\"\"")
            .is_some_and(|rest| rest.starts_with(['\n', '\r', ' ']));
        if four {
            let diagnostic = Diagnostic::new(
                &codes::FOREIGN_QUOTES,
                self.span(0..4),
                "this text begins with four marks, of which the last is part of it",
            )
            .severity(Severity::Warning)
            .label("three marks begin a text over several lines")
            .help("write `\"\"\"`")
            .fix(
                Safety::LookFirst,
                "delete the fourth mark",
                self.span(3..4),
                "",
            );
            return Some(diagnostic);
        }
        let inside = self
            .written
            .strip_suffix('"')
            .filter(|_| !self.written.starts_with("\"\"\""))?;
        let at = inside.rfind('@').filter(|at| *at > 1)?;
        let tag = &inside[at + 1..];
        let letters = tag
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let known = (2..12).contains(&tag.len()) && letters && languages::check(tag).is_ok();
        let ours = format!("\"@{tag}");
        known.then(|| {
            let message = format!("the language tag `@{tag}` stands within the text");
            Diagnostic::new(
                &codes::FOREIGN_PUNCTUATION,
                self.span(at..inside.len()),
                message,
            )
            .severity(Severity::Warning)
            .label("here it is part of the text")
            .help(format!(
                "put it behind the mark that ends the text: `…{ours}`"
            ))
            .fix(
                Safety::LookFirst,
                format!("write `{ours}`"),
                self.span(at..self.written.len()),
                ours,
            )
        })
    }

    /// Letters that were lost or garbled.
    fn letters(&self) -> Option<Diagnostic> {
        if let Some(at) = self.written.find('\u{FFFD}') {
            return Some(self.lost(
                at..at + '\u{FFFD}'.len_utf8(),
                "a letter of this text was lost: `\u{FFFD}` stands in its place",
            ));
        }
        if question_marks(self.written) {
            let range = 0..self.written.len();
            return Some(self.lost(
                range,
                "the letters of this text were lost: question marks stand in their place",
            ));
        }
        let (ours, how) = self.read_again()?;
        let shown = ours.trim_matches('"').to_owned();
        let diagnostic =
            Diagnostic::new(&codes::GARBLED_TEXT, self.span(0..self.written.len()), how)
                .label(format!("it seems to say {}", ticked(&shown)))
                .help(format!(
                    "write {}, if that is what the source has",
                    ticked(&shown)
                ))
                .fix(
                    Safety::LookFirst,
                    format!("write {}", ticked(&shown)),
                    self.span(0..self.written.len()),
                    ours,
                );
        Some(diagnostic)
    }

    fn lost(&self, range: Range<usize>, message: &str) -> Diagnostic {
        Diagnostic::new(&codes::GARBLED_TEXT, self.span(range), message)
            .label("a program on the way did not know the letters")
            .help("write it again from the source")
    }

    /// What the text says when what was done to it is undone.
    fn read_again(&self) -> Option<(String, &'static str)> {
        if let Some(ours) = entities(self.written) {
            return Some((ours, "letters of this text are written as in a web page"));
        }
        if let Some(ours) = quoted_printable(self.written) {
            return Some((
                ours,
                "letters of this text are written as in the source of a mail",
            ));
        }
        if self.written.is_ascii() {
            return None;
        }
        utf8_as_western(self.written)
            .or_else(|| cyrillic_as_western(self.written))
            .map(|ours| (ours, "the letters of this text are garbled: it was saved in one writing and read in another"))
    }
}

/// Whether nothing but question marks is left of a text's words.
fn question_marks(text: &str) -> bool {
    let marks = text.bytes().filter(|byte| *byte == b'?').count();
    marks > 3
        && text
            .chars()
            .all(|letter| matches!(letter, '?' | ' ' | '-' | '.' | ',' | '"'))
}

/// The text with signs such as `&#1057;` and `&amp;` as what they stand for; none when it has none.
fn entities(text: &str) -> Option<String> {
    const NAMED: [(&str, &str); 14] = [
        ("amp", "&"),
        ("quot", "\\\""),
        ("apos", "'"),
        ("lt", "<"),
        ("gt", ">"),
        ("nbsp", "\u{A0}"),
        ("eacute", "é"),
        ("egrave", "è"),
        ("agrave", "à"),
        ("ccedil", "ç"),
        ("auml", "ä"),
        ("ouml", "ö"),
        ("uuml", "ü"),
        ("szlig", "ß"),
    ];
    let mut ours = String::with_capacity(text.len());
    let mut rest = text;
    let mut found = false;
    while let Some(at) = rest.find('&') {
        ours.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(10).position(|byte| byte == b';');
        let name = end.map(|end| &rest[1..end]);
        let number = name
            .and_then(|name| name.strip_prefix('#'))
            .and_then(|number| match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok(),
                None => number.parse().ok(),
            });
        let letter = number
            .and_then(char::from_u32)
            .filter(|letter| !letter.is_control() && *letter != '"')
            .map(String::from);
        let named = name.and_then(|name| NAMED.iter().find(|(known, _)| *known == name));
        match (
            name,
            letter.or_else(|| named.map(|(_, letter)| (*letter).to_owned())),
        ) {
            (Some(name), Some(letter)) => {
                found = true;
                ours.push_str(&letter);
                rest = &rest[name.len() + 2..];
            }
            _ => {
                ours.push('&');
                rest = &rest[1..];
            }
        }
    }
    ours.push_str(rest);
    // The address of a page may well hold such a sign.
    (found && !text.contains("://")).then_some(ours)
}

/// The text with `=C3=B6` as the letter that it stands for; none when it has none.
fn quoted_printable(text: &str) -> Option<String> {
    let hex = |at: usize| {
        let digits = text.get(at..at + 3)?.strip_prefix('=')?;
        let upper = digits
            .bytes()
            .all(|byte| byte.is_ascii_digit() || (b'A'..=b'F').contains(&byte));
        u8::from_str_radix(digits, 16)
            .ok()
            .filter(|byte| upper && *byte >= 0x80)
    };
    let mut ours = String::with_capacity(text.len());
    let (mut at, mut found) = (0, false);
    while let Some(next) = text[at..].find('=') {
        ours.push_str(&text[at..at + next]);
        at += next;
        let bytes: Vec<u8> = (0..4).map_while(|count| hex(at + 3 * count)).collect();
        match letter_of(&bytes) {
            Some(letter) => {
                ours.push_str(letter);
                at += 3 * letter.len();
                found = true;
            }
            None => {
                ours.push('=');
                at += 1;
            }
        }
    }
    ours.push_str(&text[at..]);
    found.then_some(ours)
}

/// The letter that some bytes begin with.
fn letter_of(bytes: &[u8]) -> Option<&str> {
    (2..=bytes.len()).find_map(|length| std::str::from_utf8(&bytes[..length]).ok())
}

/// The bytes of letters in Windows' Western code, in which every byte has a letter.
fn western(letters: &str) -> Option<Vec<u8>> {
    let (bytes, _, lossy) = encoding_rs::WINDOWS_1252.encode(letters);
    (!lossy).then(|| bytes.into_owned())
}

/// The text as UTF-8 that was read as Western: `SchrÃ¶der`. Runs of foreign letters are undone one by one; one run alone
/// counts only if it begins as no word of a Western language does.
fn utf8_as_western(text: &str) -> Option<String> {
    let mut ours = String::with_capacity(text.len());
    let (mut runs, mut plain) = (0, false);
    let mut rest = text;
    while !rest.is_empty() {
        let ascii = rest
            .find(|letter: char| !letter.is_ascii())
            .unwrap_or(rest.len());
        ours.push_str(&rest[..ascii]);
        rest = &rest[ascii..];
        let run = &rest[..rest
            .find(|letter: char| letter.is_ascii())
            .unwrap_or(rest.len())];
        rest = &rest[run.len()..];
        let begins = run.starts_with(|letter| ('Â'..='ô').contains(&letter));
        let letters = begins.then(|| western(run)).flatten();
        match letters.and_then(|bytes| String::from_utf8(bytes).ok()) {
            Some(letters) if !letters.contains(char::is_control) => {
                runs += 1;
                let closing =
                    run.ends_with(['”', '’', '…', '–', '—', '»']) && run.chars().count() == 2;
                plain |= run.starts_with(['Ã', 'Â', 'â', 'Ð']) && !closing;
                ours.push_str(&letters);
            }
            _ => ours.push_str(run),
        }
    }
    (plain || runs > 2).then_some(ours)
}

/// The text as Cyrillic that was read as Western: words of hardly any letter without an accent.
fn cyrillic_as_western(text: &str) -> Option<String> {
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    let accented = text
        .chars()
        .filter(|letter| ('À'..='ÿ').contains(letter))
        .count();
    if accented < 6 || accented * 10 < letters * 9 {
        return None;
    }
    let bytes = western(text)?;
    let (ours, lossy) = encoding_rs::WINDOWS_1251.decode_without_bom_handling(&bytes);
    (!lossy).then(|| ours.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_garbled_is_read_again() {
        assert_eq!(utf8_as_western("SchrÃ¶der").as_deref(), Some("Schröder"));
        assert_eq!(utf8_as_western("Blinkenâ€™s").as_deref(), Some("Blinken’s"));
        assert_eq!(cyrillic_as_western("Ñåðãåé").as_deref(), Some("Сергей"));
        assert_eq!(
            quoted_printable("Schr=C3=B6der").as_deref(),
            Some("Schröder")
        );
        assert_eq!(entities("&#1057;&amp;&x;").as_deref(), Some("С&&x;"));
    }

    #[test]
    fn true_texts_are_left_alone() {
        for text in [
            "“CAFÉ”",
            "Élysée",
            "São Tomé",
            "ÅÄÖ",
            "ÎLE",
            "a = B2",
            "AT&T; Q&A",
            "Ñ’",
            "Đurđević",
            "Thủ tướng",
        ] {
            assert_eq!(utf8_as_western(text), None, "{text}");
            assert_eq!(cyrillic_as_western(text), None, "{text}");
            assert_eq!(quoted_printable(text), None, "{text}");
            assert_eq!(entities(text), None, "{text}");
        }
        assert!(!question_marks("\"what?\"") && question_marks("\"?????-??? ???\""));
    }
}
