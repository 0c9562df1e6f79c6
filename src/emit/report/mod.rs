//! A text for people in parts: facts, headed lists, tables, notes, footnotes; laid out as plain text or as Markdown.

mod columns;
mod footnotes;
mod layout;
#[cfg(test)]
mod tests;

pub(super) use footnotes::{Footnotes, citation};

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Markup {
    /// Plain text, wrapped at that many columns.
    Text {
        /// Columns.
        width: usize,
    },
    /// Markdown.
    Markdown,
}

/// What is to be read, before it is laid out.
#[derive(Default)]
pub(super) struct Report {
    pub(super) title: String,
    /// Names and values, above all else.
    pub(super) facts: Vec<(&'static str, Vec<String>)>,
    pub(super) parts: Vec<Part>,
    pub(super) notes: Vec<String>,
    pub(super) footnotes: Footnotes,
}

/// A heading and what stands below it.
#[derive(Default)]
pub(super) struct Part {
    pub(super) heading: String,
    pub(super) table: Table,
    pub(super) entries: Vec<Entry>,
    /// Lines at its end.
    pub(super) closing: Vec<String>,
}

/// A sentence, and what hangs on it.
#[derive(Default)]
pub(super) struct Entry {
    /// What stands before it in a column of its own: a state, a date; a list's sign if none.
    pub(super) mark: String,
    pub(super) text: String,
    pub(super) under: Vec<String>,
}

/// Rows of equal length; numbers stand at the right of their columns.
#[derive(Default)]
pub(super) struct Table {
    pub(super) head: Vec<&'static str>,
    pub(super) rows: Vec<Vec<String>>,
}

impl Report {
    pub(super) fn titled(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            ..Self::default()
        }
    }

    /// Adds a fact, unless there is nothing to say.
    pub(super) fn fact(&mut self, name: &'static str, lines: Vec<String>) {
        let lines: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
        if !lines.is_empty() {
            self.facts.push((name, lines));
        }
    }

    /// Adds a list under a heading, unless it is empty.
    pub(super) fn list(&mut self, heading: impl Into<String>, entries: Vec<Entry>) {
        if !entries.is_empty() {
            self.parts.push(Part {
                heading: heading.into(),
                entries,
                ..Part::default()
            });
        }
    }

    /// Adds a table under a heading with lines at its end, unless there is neither.
    pub(super) fn table(&mut self, heading: impl Into<String>, table: Table, closing: Vec<String>) {
        if !table.rows.is_empty() || !closing.is_empty() {
            self.parts.push(Part {
                heading: heading.into(),
                table,
                closing,
                ..Part::default()
            });
        }
    }
}
