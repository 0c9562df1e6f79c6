//! A text where it stands in its source; its content is read from there when it is wanted.

use std::borrow::Cow;

use crate::text::{Span, World, paragraphs};

/// A text, with its quotation marks, and its language if that is written behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    /// From the first quotation mark to the last.
    pub span: Span,
    /// The language written behind it.
    pub tag: Option<Tag>,
}

/// A language tag where it is written, without the `@`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag {
    /// Its place.
    pub span: Span,
}

impl Text {
    /// What the text says: escapes and indentation resolved; paragraphs are parted by an empty line.
    pub fn content<'w>(&self, world: &'w World) -> Cow<'w, str> {
        let written = world.text(self.span);
        match written.strip_prefix("\"\"\"") {
            Some(rest) => {
                let body = rest.strip_suffix("\"\"\"").unwrap_or(rest);
                Cow::Owned(paragraphs(body).join("\n\n"))
            }
            None => {
                let inside = written.strip_prefix('"').unwrap_or(written);
                unescaped(inside.strip_suffix('"').unwrap_or(inside))
            }
        }
    }

    /// Whether it says nothing at all.
    pub fn is_empty(&self, world: &World) -> bool {
        world.text(self.span).trim_matches('"').trim().is_empty()
    }
}

fn unescaped(inside: &str) -> Cow<'_, str> {
    if !inside.contains('\\') {
        return Cow::Borrowed(inside);
    }
    let mut text = String::with_capacity(inside.len());
    let mut rest = inside;
    while let Some((before, after)) = rest.split_once('\\') {
        text.push_str(before);
        rest = match after.chars().next() {
            Some('n') => {
                text.push('\n');
                &after[1..]
            }
            Some('u') => match by_number(after) {
                Some((letter, rest)) => {
                    text.push(letter);
                    rest
                }
                None => after,
            },
            Some(letter) => {
                text.push(letter);
                &after[letter.len_utf8()..]
            }
            None => after,
        };
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// `u{2014}` and what follows it; a number that is no character is a replacement character.
fn by_number(after: &str) -> Option<(char, &str)> {
    let (digits, rest) = after.strip_prefix("u{")?.split_once('}')?;
    let number = u32::from_str_radix(digits, 16).ok()?;
    Some((
        char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER),
        rest,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Source, SourceId};

    fn content(written: &str) -> String {
        let world = World::of(Source::new("-", written));
        let span = Span::new(SourceId::new(0), 0, written.len() as u32);
        Text { span, tag: None }.content(&world).into_owned()
    }

    #[test]
    fn escapes_are_read() {
        assert_eq!(
            content(r#""he said \"no\"\n\\ \u{2014}""#),
            "he said \"no\"\n\\ —"
        );
    }

    #[test]
    fn a_long_text_flows_in_paragraphs() {
        assert_eq!(
            content("\"\"\"\n    one\n    two\n\n    three\n  \"\"\""),
            "one two\n\nthree"
        );
    }
}
