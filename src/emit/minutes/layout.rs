//! Minutes as text that fits the width, and as Markdown with footnotes.

use super::{Markup, Minutes};

impl Minutes<'_> {
    pub(super) fn written(&self, markup: Markup) -> String {
        match markup {
            Markup::Text { width } => self.plain(width),
            Markup::Markdown => self.markdown(),
        }
    }

    pub(super) fn plain(&self, width: usize) -> String {
        let width = width.clamp(50, 100);
        let mut out = format!(
            "{}\n{}\n\n",
            self.title,
            "=".repeat(unicode_width::UnicodeWidthStr::width(self.title.as_str()).min(width))
        );
        let margin = self
            .facts
            .iter()
            .map(|(name, _)| name.len())
            .max()
            .unwrap_or(0)
            + 2;
        for (name, lines) in &self.facts {
            for (at, line) in lines.iter().enumerate() {
                let lead = if at == 0 { *name } else { "" };
                fill(&mut out, &format!("{lead:<margin$}"), margin, line, width);
            }
        }
        for (heading, entries) in self.parts.iter().filter(|(_, entries)| !entries.is_empty()) {
            out.push_str(&format!("\n{heading}\n"));
            for entry in entries {
                fill(&mut out, "  - ", 4, &entry.text, width);
                entry
                    .under
                    .iter()
                    .for_each(|line| fill(&mut out, "      ", 6, line, width));
            }
        }
        if !self.notes.is_empty() {
            out.push('\n');
            self.notes
                .iter()
                .for_each(|note| fill(&mut out, "", 0, note, width));
        }
        if !self.footnotes.is_empty() {
            out.push('\n');
        }
        for (at, footnote) in self.footnotes.iter().enumerate() {
            let mark = format!("[{}] ", at + 1);
            fill(&mut out, &mark, mark.len(), footnote, width);
        }
        out
    }

    pub(super) fn markdown(&self) -> String {
        let mut out = format!("# {}\n\n", escaped(&self.title));
        for (name, lines) in &self.facts {
            out.push_str(&format!(
                "- **{name}:** {}\n",
                lines
                    .iter()
                    .map(|line| linked(line))
                    .collect::<Vec<_>>()
                    .join("; ")
            ));
        }
        for (heading, entries) in self.parts.iter().filter(|(_, entries)| !entries.is_empty()) {
            out.push_str(&format!("\n## {heading}\n\n"));
            for entry in entries {
                out.push_str(&format!("- {}\n", linked(&entry.text)));
                entry
                    .under
                    .iter()
                    .for_each(|line| out.push_str(&format!("  - {}\n", linked(line))));
            }
        }
        for note in &self.notes {
            out.push_str(&format!("\n{}\n", linked(note)));
        }
        if !self.footnotes.is_empty() {
            out.push('\n');
        }
        for (at, footnote) in self.footnotes.iter().enumerate() {
            out.push_str(&format!("[^{}]: {}\n", at + 1, escaped(footnote)));
        }
        out
    }
}

/// Markdown of a line: footnote marks become footnotes, signs of Markdown are escaped.
fn linked(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find('[') {
        let digits = rest[at + 1..]
            .bytes()
            .take_while(u8::is_ascii_digit)
            .count();
        out.push_str(&escaped(&rest[..at]));
        if digits > 0 && rest[at + 1 + digits..].starts_with(']') {
            out.push_str(&format!("[^{}]", &rest[at + 1..=at + digits]));
            rest = &rest[at + digits + 2..];
        } else {
            out.push_str("\\[");
            rest = &rest[at + 1..];
        }
    }
    out.push_str(&escaped(rest));
    out
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
    out.push_str(lead);
    let mut column = indent;
    for (at, word) in text.split_whitespace().enumerate() {
        let length = unicode_width::UnicodeWidthStr::width(word);
        if at > 0 && column + 1 + length > width {
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            column = indent;
        } else if at > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    out.push('\n');
}
