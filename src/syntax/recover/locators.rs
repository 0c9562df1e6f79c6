//! Slips in what points into a document or out of the archive: pages without their marks, addresses, language tags.

use super::slip::{Line, Slip};
use super::tokens::Is;
use crate::diag::{Safety, ticked};
use crate::syntax::codes;
use crate::syntax::shape::Field;
use crate::vocab::languages;

/// What a place in a document begins with.
const PLACES: [&str; 34] = [
    "p",
    "pp",
    "page",
    "pages",
    "para",
    "paras",
    "par",
    "paragraph",
    "paragraphs",
    "art",
    "article",
    "ch",
    "chap",
    "chapter",
    "sec",
    "section",
    "vol",
    "volume",
    "no",
    "line",
    "lines",
    "col",
    "fol",
    "f",
    "s",
    "seite",
    "abs",
    "absatz",
    "kapitel",
    "стр",
    "с",
    "п",
    "annex",
    "table",
];

/// `source: memoir p. 12`, `source: p. 437`, `source: memoir (p. 2)`: a place in a document without quotation marks.
pub(super) fn find(line: &Line<'_>) -> Option<Slip> {
    let mut from = 2;
    while from < line.tokens.len() {
        let end = (from..line.tokens.len())
            .find(|at| line.is(*at) == Some(Is::Comma))
            .unwrap_or(line.tokens.len());
        if let Some(slip) = in_item(line, from, end) {
            return Some(slip);
        }
        from = end + 1;
    }
    None
}

fn in_item(line: &Line<'_>, from: usize, end: usize) -> Option<Slip> {
    let begins = |at: usize| {
        let word = line.word(at).to_lowercase();
        let known =
            PLACES.contains(&word.as_str()) && at + 1 < end && line.is(at + 1) != Some(Is::Text);
        known
            || line.is(at) == Some(Is::Number)
            || matches!(line.word(at), "§" | "(" | "[")
            // `p.12` is one word to the eye.
            || word.split_once('.').is_some_and(|(short, _)| PLACES.contains(&short))
    };
    let first = if begins(from) { from } else { from + 1 };
    let plain =
        first < end && begins(first) && (first..end).all(|at| line.is(at) != Some(Is::Text));
    if !plain {
        return None;
    }
    let written = line.ranges(first, end - 1);
    let text = &line.text[written.clone()];
    let ours = format!(
        "\"{}\"",
        text.trim_matches(['(', ')', '[', ']', ' '])
            .replace('"', "")
    );
    Some(
        Slip::new(
            &codes::UNQUOTED_TEXT,
            written,
            format!(
                "the place {} has no quotation marks around it",
                ticked(text)
            ),
        )
        .label("a place in a document is a text")
        .help(format!("write `{ours}`"))
        .safely("put it in quotation marks", ours),
    )
}

/// `url: <https://example.org>`, `url: [text](https://example.org)`: the address alone is meant.
pub(super) fn address(line: &Line<'_>, field: &Field) -> Option<Slip> {
    let written = line.ranges(2, line.tokens.len() - 1);
    let text = &line.text[written.clone()];
    if field.key != "url" || line.is(2) == Some(Is::Text) {
        return None;
    }
    let start = text.find("https://").or_else(|| text.find("http://"))?;
    let address = &text[start..];
    let end = address
        .find(|letter: char| {
            letter.is_whitespace() || matches!(letter, '>' | ')' | ']' | '"' | '\'')
        })
        .unwrap_or(address.len());
    let ours = format!("\"{}\"", &address[..end]);
    (start > 0).then(|| {
        Slip::new(
            &codes::UNQUOTED_TEXT,
            written,
            format!("the address {} has other signs around it", ticked(text)),
        )
        .label("an address stands alone, in quotation marks")
        .help(format!("write `url: {ours}`"))
        .safely(format!("write `{ours}`"), ours)
    })
}

/// A language tag as other lists write it: `@mn_Cyrl`, `@ de`, `(de)`, `de: "…"`.
pub(super) fn tag(line: &Line<'_>) -> Option<Slip> {
    (0..line.tokens.len()).find_map(|at| {
        let text = at > 0 && line.is(at - 1) == Some(Is::Text);
        let joint = line.range(at.saturating_sub(1)).end;
        let is_tag = |word: &str| languages::check(word).is_ok() && word.len() > 1;
        let (range, ours, from) = match (line.is(at)?, line.word(at)) {
            (Is::Tag, word) if word.contains('_') => {
                (line.range(at), word.replace('_', "-"), joint)
            }
            (Is::Tag, "@") if is_tag(line.word(at + 1)) => (
                line.ranges(at, at + 1),
                format!("@{}", line.word(at + 1)),
                joint,
            ),
            (Is::Sign, "@") if text && is_tag(line.word(at + 1)) => (
                line.ranges(at, at + 1),
                format!("@{}", line.word(at + 1)),
                joint,
            ),
            (Is::Sign, "(" | "[")
                if text && is_tag(line.word(at + 1)) && matches!(line.word(at + 2), ")" | "]") =>
            {
                (
                    line.ranges(at, at + 2),
                    format!("@{}", line.word(at + 1)),
                    joint,
                )
            }
            _ => return None,
        };
        let edit = (from..range.end, ours.clone());
        Some(
            Slip::new(
                &codes::FOREIGN_PUNCTUATION,
                range.clone(),
                format!(
                    "the language {} is not as a text has it",
                    ticked(&line.text[range])
                ),
            )
            .label("the tag follows the text at once, with `@` before it and hyphens in it")
            .help(format!("write `{ours}`"))
            .fix(Safety::Safe, format!("write `{ours}`"), vec![edit]),
        )
    })
}

/// `original: pt: "enviar"`, `url: r"…"`: a word before the text, which is its language or nothing.
pub(super) fn before_text(line: &Line<'_>) -> Option<Slip> {
    if line.is(1) != Some(Is::Colon) || line.is(2) != Some(Is::Word) {
        return None;
    }
    let word = line.word(2);
    let text = if line.is(3) == Some(Is::Colon) { 4 } else { 3 };
    if line.is(text) != Some(Is::Text)
        || line.tokens.len() != text + 1
        || languages::check(word).is_err()
        || word.len() < 2
    {
        return None;
    }
    let written = line.ranges(2, text);
    let ours = format!("{}@{word}", line.word(text));
    Some(
        Slip::new(
            &codes::CLAUSE_ORDER,
            written,
            format!("the language {} stands before its text", ticked(word)),
        )
        .label("the tag follows the text, with `@` before it")
        .help(format!("write `{ours}`"))
        .perhaps(format!("write `{ours}`"), ours),
    )
}
