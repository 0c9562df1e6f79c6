//! Lays a report out: as text that fits the width, or as Markdown with footnotes.

use textwrap::core::display_width;

use super::columns::plain_table;
use super::footnotes::MARK;
use super::{Entry, Markup, Part, Report};

impl Report {
    pub(in crate::emit) fn written(&self, markup: Markup) -> String {
        match markup {
            Markup::Text { width } => self.plain(width.max(40)),
            Markup::Markdown => self.markdown(),
        }
    }

    fn plain(&self, width: usize) -> String {
        let rule = "=".repeat(display_width(&self.title).min(width));
        let mut out = String::new();
        fill(&mut out, "", 0, &self.title, width);
        out.push_str(&rule);
        out.push_str("\n\n");
        let margin = self.facts.iter().map(|(name, _)| name.len()).max();
        let margin = margin.unwrap_or(0) + 2;
        for (name, lines) in &self.facts {
            for (at, line) in lines.iter().enumerate() {
                let lead = if at == 0 { *name } else { "" };
                fill(&mut out, &format!("{lead:<margin$}"), margin, line, width);
            }
        }
        for (at, part) in self.parts.iter().enumerate() {
            if at > 0 || !self.facts.is_empty() {
                out.push('\n');
            }
            plain_part(&mut out, part, width);
        }
        let above = !self.facts.is_empty() || !self.parts.is_empty();
        if above && !self.notes.is_empty() {
            out.push('\n');
        }
        for note in &self.notes {
            fill(&mut out, "", 0, note, width);
        }
        let footnotes = self.footnotes.texts();
        if !footnotes.is_empty() {
            out.push('\n');
        }
        for (at, footnote) in footnotes.iter().enumerate() {
            let mark = format!("[{}] ", at + 1);
            fill(&mut out, &mark, mark.len(), footnote, width);
        }
        out
    }

    fn markdown(&self) -> String {
        let mut out = format!("# {}\n\n", escaped(&self.title));
        for (name, lines) in &self.facts {
            let lines: Vec<String> = lines.iter().map(|line| linked(line)).collect();
            out.push_str(&format!("- **{name}:** {}\n", lines.join("; ")));
        }
        for (at, part) in self.parts.iter().enumerate() {
            if at > 0 || !self.facts.is_empty() {
                out.push('\n');
            }
            markdown_part(&mut out, part);
        }
        for (at, note) in self.notes.iter().enumerate() {
            if at > 0 || !self.facts.is_empty() || !self.parts.is_empty() {
                out.push('\n');
            }
            out.push_str(&format!("{}\n", linked(note)));
        }
        let footnotes = self.footnotes.texts();
        if !footnotes.is_empty() {
            out.push('\n');
        }
        for (at, footnote) in footnotes.iter().enumerate() {
            out.push_str(&format!("[^{}]: {}\n", at + 1, escaped(footnote)));
        }
        out
    }
}

fn plain_part(out: &mut String, part: &Part, width: usize) {
    if !part.heading.is_empty() {
        fill(out, "", 0, &part.heading, width);
    }
    plain_table(out, &part.table, width);
    // A mark wider than a third of the line stands on a line of its own.
    let marks = part.entries.iter().map(|entry| display_width(&entry.mark));
    let widest = marks.filter(|mark| *mark <= width / 3).max().unwrap_or(0);
    let unmarked = part.entries.iter().all(|entry| entry.mark.is_empty());
    // Entries with much below them stand apart.
    let apart = part.entries.iter().any(|entry| entry.under.len() > 2);
    for (at, entry) in part.entries.iter().enumerate() {
        if unmarked {
            bullet(out, entry, width);
            continue;
        }
        if at > 0 && apart {
            out.push('\n');
        }
        marked(out, entry, widest, width);
    }
    if !part.closing.is_empty() && !part.entries.is_empty() {
        out.push('\n');
    }
    for line in &part.closing {
        fill(out, "  ", 2, line, width);
    }
}

fn bullet(out: &mut String, entry: &Entry, width: usize) {
    fill(out, "  - ", 4, &entry.text, width);
    for line in &entry.under {
        fill(out, "      ", 6, line, width);
    }
}

fn marked(out: &mut String, entry: &Entry, widest: usize, width: usize) {
    let indent = widest + 4;
    let lead = if display_width(&entry.mark) > widest {
        fill(out, "  ", 2, &entry.mark, width);
        " ".repeat(indent)
    } else {
        format!("  {}", padded(&entry.mark, widest + 2))
    };
    fill(out, &lead, indent, &entry.text, width);
    for line in &entry.under {
        fill(out, &" ".repeat(indent), indent + 2, line, width);
    }
}

fn padded(cell: &str, width: usize) -> String {
    format!(
        "{cell}{}",
        " ".repeat(width.saturating_sub(display_width(cell)))
    )
}

fn markdown_part(out: &mut String, part: &Part) {
    if !part.heading.is_empty() {
        out.push_str(&format!("## {}\n\n", escaped(&part.heading)));
    }
    if !part.table.rows.is_empty() {
        let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
        let head = &part.table.head;
        out.push_str(&row(head.iter().map(|cell| escaped(cell)).collect()));
        let rule = |column: usize| {
            let numeric = part.table.is_numeric(column);
            if numeric { "---:" } else { "---" }.to_owned()
        };
        out.push_str(&row((0..head.len()).map(rule).collect()));
        for cells in &part.table.rows {
            out.push_str(&row(cells.iter().map(|cell| linked(cell)).collect()));
        }
    }
    for entry in &part.entries {
        let mark = match entry.mark.as_str() {
            "" => String::new(),
            mark => format!("**{}** ", escaped(mark)),
        };
        out.push_str(&format!("- {mark}{}\n", linked(&entry.text)));
        for line in &entry.under {
            out.push_str(&format!("  - {}\n", linked(line)));
        }
    }
    for line in &part.closing {
        out.push_str(&format!("\n{}\n", linked(line)));
    }
}

/// Markdown of a line: marks become footnotes, signs of Markdown are escaped.
fn linked(line: &str) -> String {
    let out = escaped(line);
    out.replace(MARK[0], "[^").replace(MARK[1], "]")
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '*' | '_' | '`' | '<' | '>' | '\\' | '|' | '[' | ']' => out.extend(['\\', letter]),
            '\n' => out.push(' '),
            _ => out.push(letter),
        }
    }
    out
}

/// Writes a line behind its lead, filled to the width; what follows is indented as far.
fn fill(out: &mut String, lead: &str, indent: usize, text: &str, width: usize) {
    let text = text.replace(MARK[0], "[").replace(MARK[1], "]");
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let blank = " ".repeat(indent);
    let options = textwrap::Options::new(width)
        .initial_indent(lead)
        .subsequent_indent(&blank)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    if words.is_empty() {
        out.push_str(lead.trim_end());
    }
    for (at, line) in textwrap::wrap(&words, options).iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        out.push_str(line);
    }
    out.push('\n');
}
