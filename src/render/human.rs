//! Findings for a person at a terminal.

use std::fmt::Write as _;

use super::snippet::draw;
use super::visible::visible;
use crate::diag::{Diagnostic, Fix};
use crate::text::World;

/// How findings are drawn.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Whether in colour; nothing depends on it alone.
    pub color: bool,
    /// Whether in ASCII only.
    pub ascii: bool,
    /// How many columns there are.
    pub width: usize,
}

/// One finding: title, lines, help, fixes, in at most 4 KiB.
pub fn human(world: &World, diagnostic: &Diagnostic, style: Style) -> String {
    const MOST: usize = 4096;
    let mut text = draw(world, diagnostic, style);
    for help in &diagnostic.help {
        wrapped(&mut text, "help: ", &visible(help), style.width);
    }
    for fix in &diagnostic.fixes {
        let lead = format!("fix ({}): ", fix.safety.name().replace('-', " "));
        wrapped(&mut text, &lead, &fix_words(world, fix), style.width);
    }
    if text.len() > MOST {
        let cut = (0..=MOST - 8)
            .rev()
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or(0);
        text.truncate(cut);
        text.push_str(" …\n");
    }
    text
}

/// A fix in a few words: on which line, what stands there, what is to stand there.
fn fix_words(world: &World, fix: &Fix) -> String {
    let Some(edit) = fix.edits.first() else {
        return fix.title.clone();
    };
    let line = world.line(edit.span);
    if fix.edits.len() > 1 && fix.edits.iter().any(|other| other.text != edit.text) {
        return format!("line {line}: {}", fix.title);
    }
    let (old, new) = (shown(world.text(edit.span)), shown(&edit.text));
    let what = match (old.is_empty(), new.is_empty()) {
        (true, true) => fix.title.clone(),
        (true, false) => format!("insert `{new}`"),
        (false, true) => format!("delete `{old}`"),
        (false, false) => format!("`{old}` → `{new}`"),
    };
    let more = fix.edits.len() - 1;
    let more = if more > 0 {
        format!(", and {more} more")
    } else {
        String::new()
    };
    format!("line {line}: {what}{more}")
}

fn shown(text: &str) -> String {
    const LONGEST: usize = 60;
    // One letter more than is shown tells whether there are more; the text may be a whole file.
    let begin = |text: &str| text.chars().take(LONGEST + 1).collect::<String>();
    let one_line = match text.trim() {
        "" => begin(text).replace(['\n', '\r'], ""),
        words => begin(words).replace(['\n', '\r'], " "),
    };
    let begun: String = one_line.chars().take(LONGEST).collect();
    let mut shown = visible(&begun).into_owned();
    if one_line.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}

/// Writes a text behind its lead, filled to the width; what follows is indented as far.
fn wrapped(out: &mut String, lead: &str, text: &str, width: usize) {
    let first = format!("  {lead}");
    let rest = " ".repeat(first.chars().count());
    let options = textwrap::Options::new(width.clamp(60, 110))
        .initial_indent(&first)
        .subsequent_indent(&rest)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    for line in textwrap::wrap(text, options) {
        let _ = writeln!(out, "{line}");
    }
}
