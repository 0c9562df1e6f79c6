//! The page of a code for a terminal: paragraphs filled, records set in, marks of Markdown gone.
//!
//! Pages have one shape, which a test holds: paragraphs, lists, headings, and blocks between fences.

use super::human::Style;
use crate::diag::{Code, Severity};

/// The widest that a paragraph is filled to.
const WIDEST: usize = 100;

/// The page of a code, with its name above it.
pub fn page(code: &Code, style: Style) -> String {
    let severity = match code.severity {
        Severity::Error => "31",
        Severity::Warning => "33",
        Severity::Note => "36",
    };
    let title = format!(
        "{} · {} · {}",
        code.id,
        code.name,
        painted(code.severity.name(), severity, style)
    );
    let mut text = bold(&title, style) + "\n\n";
    let mut paragraph = String::new();
    let mut in_block = false;
    for line in code.page.lines() {
        if line.starts_with("```") {
            in_block = !in_block;
        } else if in_block {
            let shown = marked(line, style);
            text.push_str(if line.is_empty() { "" } else { "    " });
            text.push_str(&shown);
            text.push('\n');
        } else if let Some(heading) = line.strip_prefix("## ") {
            text.push_str(&format!("{}\n", bold(heading, style)));
        } else if line.is_empty() || line.starts_with("- ") {
            fill(&mut text, &mut paragraph, style);
            text.push_str(if line.is_empty() { "\n" } else { "" });
            paragraph.push_str(line);
        } else {
            paragraph.push_str(if paragraph.is_empty() { "" } else { " " });
            paragraph.push_str(line.trim_start());
        }
    }
    fill(&mut text, &mut paragraph, style);
    text
}

/// Writes a paragraph, filled and set in, and empties it.
fn fill(text: &mut String, paragraph: &mut String, style: Style) {
    if paragraph.is_empty() {
        return;
    }
    let words = without_links(paragraph);
    let rest = if words.starts_with("- ") {
        "    "
    } else {
        "  "
    };
    let options = textwrap::Options::new(style.width.clamp(40, WIDEST))
        .initial_indent("  ")
        .subsequent_indent(rest)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    for line in textwrap::wrap(&words, options) {
        text.push_str(&line);
        text.push('\n');
    }
    paragraph.clear();
}

/// `[words](place)` as its words.
fn without_links(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        let link = after.split_once("](").and_then(|(words, after)| {
            let (_, after) = after.split_once(')')?;
            Some((words, after))
        });
        out.push_str(before);
        let Some((words, after)) = link else {
            out.push('[');
            rest = after;
            continue;
        };
        out.push_str(words);
        rest = after;
    }
    out + rest
}

/// A line of a record, with the remark that marks it in colour.
fn marked(line: &str, style: Style) -> String {
    match line.find("# error") {
        Some(at) => format!("{}{}", &line[..at], painted(&line[at..], "31", style)),
        None => line.to_owned(),
    }
}

fn bold(text: &str, style: Style) -> String {
    painted(text, "1", style)
}

fn painted(text: &str, color: &str, style: Style) -> String {
    if style.color {
        format!("\u{1B}[{color}m{text}\u{1B}[0m")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_their_words() {
        assert_eq!(
            without_links("see [Files](files.md#x), [a] b"),
            "see Files, [a] b"
        );
    }
}
