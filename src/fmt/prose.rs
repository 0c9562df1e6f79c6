//! Texts: on one line, or filled to the width over several.

use unicode_width::UnicodeWidthStr;

use crate::syntax::Node;
use crate::text::paragraphs;

/// A text as it was written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Prose<'t> {
    /// Without its marks.
    body: &'t str,
    is_long: bool,
    /// `@kk`, or nothing.
    tag: &'t str,
}

const MARKS: &str = "\"\"\"";

impl<'t> Prose<'t> {
    pub(super) fn of(node: Node<'t>) -> Self {
        let written = node.text();
        let start = node.span().start;
        let mut tag = "";
        let mut text = written;
        let mut parts = node.children();
        if let (Some(inner), Some(language)) = (parts.next(), parts.next()) {
            // The `@` stands between the two.
            text = &written[..(inner.span().end - start) as usize];
            tag = &written[(language.span().start - start) as usize - 1..];
        }
        let long = text
            .strip_prefix(MARKS)
            .and_then(|rest| rest.strip_suffix(MARKS));
        let short = || {
            text.strip_prefix('"')
                .and_then(|rest| rest.strip_suffix('"'))
        };
        Self {
            body: long.or_else(short).unwrap_or(text),
            is_long: long.is_some(),
            tag,
        }
    }

    /// How it stands on one line; none when it must run over several.
    pub(super) fn on_one_line(&self) -> Option<String> {
        if !self.is_long {
            return Some(format!("\"{}\"{}", self.body, self.tag));
        }
        let paragraphs = self.paragraphs()?;
        let [only] = paragraphs.as_slice() else {
            return None;
        };
        let is_plain = !only.contains(['"', '\\']) && !only.contains(char::is_control);
        is_plain.then(|| format!("\"{only}\"{}", self.tag))
    }

    /// Whether it may be broken into lines: it is, or it has a place to break, and reads the same in lines.
    pub(super) fn in_lines(&self) -> bool {
        let reads_the_same = || {
            !self.body.contains(['\\', '\n', '\r'])
                && !self.body.contains(MARKS)
                && self.body.trim() == self.body
                && words(self.body).len() > 1
        };
        self.is_long || reads_the_same()
    }

    /// Its lines between the marks, filled to so many columns; none when the text must stay as it was written.
    pub(super) fn lines(&self, columns: usize) -> Option<Vec<String>> {
        let paragraphs = if self.is_long {
            self.paragraphs()?
        } else {
            vec![self.body.to_owned()]
        };
        let mut lines = Vec::new();
        for paragraph in &paragraphs {
            if !lines.is_empty() {
                lines.push(String::new());
            }
            fill(paragraph, columns, &mut lines);
        }
        Some(lines)
    }

    /// What follows its closing marks.
    pub(super) fn tag(&self) -> &'t str {
        self.tag
    }

    /// As it was written, with its marks.
    pub(super) fn as_written(&self) -> String {
        let marks = if self.is_long { MARKS } else { "\"" };
        format!("{marks}{}{marks}{}", self.body, self.tag)
    }

    /// None when it is empty, holds signs that lines cannot be parted by, or begins with a mark too many.
    fn paragraphs(&self) -> Option<Vec<String>> {
        if self.body.starts_with('"') || self.body.replace("\r\n", "\n").contains('\r') {
            return None;
        }
        Some(paragraphs(self.body)).filter(|paragraphs| !paragraphs.is_empty())
    }

    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        self.tag == other.tag && self.content() == other.content()
    }

    /// What it says, escapes left alone: where the two marks differ, no text has any.
    fn content(&self) -> String {
        match self.paragraphs().filter(|_| self.is_long) {
            Some(paragraphs) => paragraphs.join("\n\n"),
            None => self.body.to_owned(),
        }
    }
}

/// The parts of a paragraph that may stand on different lines: parted by one blank, with no other beside it.
fn words(paragraph: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    for (at, _) in paragraph.match_indices(' ') {
        let before = paragraph[start..at].chars().next_back();
        let after = paragraph[at + 1..].chars().next();
        let beside = |letter: Option<char>| letter.is_none_or(char::is_whitespace);
        if !beside(before) && !beside(after) {
            words.push(&paragraph[start..at]);
            start = at + 1;
        }
    }
    words.push(&paragraph[start..]);
    words
}

/// Fills lines word by word. Where a sentence ends in the last third of a line and the next does not fit in the rest of
/// it, the line ends there: so a changed sentence changes its own lines.
fn fill(paragraph: &str, columns: usize, lines: &mut Vec<String>) {
    let words = words(paragraph);
    let widths: Vec<usize> = words.iter().map(|word| word.width()).collect();
    let sentences = sentence_widths(&words, &widths);
    let mut line = String::new();
    let mut used = 0;
    for (at, word) in words.iter().enumerate() {
        let fits = used + 1 + widths[at] <= columns;
        let begins_sentence = at > 0 && ends_sentence(words[at - 1]);
        let breaks_well =
            begins_sentence && used * 3 >= columns * 2 && used + 1 + sentences[at] > columns;
        if used > 0 && (!fits || breaks_well) {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        line.push_str(word);
        used += widths[at];
    }
    lines.push(line);
}

/// For every word, the columns from it to the end of its sentence.
fn sentence_widths(words: &[&str], widths: &[usize]) -> Vec<usize> {
    let mut to_end = vec![0; words.len()];
    let mut rest = 0;
    for at in (0..words.len()).rev() {
        rest = if ends_sentence(words[at]) || rest == 0 {
            widths[at]
        } else {
            rest + 1 + widths[at]
        };
        to_end[at] = rest;
    }
    to_end
}

fn ends_sentence(word: &str) -> bool {
    let bare = word.trim_end_matches(['"', '”', '’', ')', '»', '“']);
    bare.ends_with(['.', '!', '?', '…', ';', ':']) && bare.chars().count() > 3
}
