//! A record in the making: its head, the fields that are filled in, and hints at the others.

use super::Record;
use crate::syntax::shape::{self, Field, Value};
use crate::vocab::lists::{self, List};

/// No line of a hint is longer.
const WIDTH: usize = 100;

/// What `dip new` prints, before it is text.
pub(super) struct Draft {
    pub(super) record: Record,
    pub(super) head: String,
    /// Fields by their keys, each with its value.
    pub(super) fields: Vec<(&'static str, String)>,
    /// Nested records.
    pub(super) lines: Vec<String>,
    /// What the writer should know of a line, by the key of its field; the head's by the record's name.
    pub(super) remarks: Vec<(&'static str, String)>,
    pub(super) hints: Hints,
}

/// Whether what is not filled in is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hints {
    /// Every field, in comments.
    Shown,
    /// Nothing but what was asked for.
    Left,
}

impl Draft {
    /// The record as it stands in a file.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        let head_key = self.record.noun();
        self.remark(head_key, "", &mut text);
        let mut inner = String::new();
        for field in super::block(self.record).own_fields() {
            self.remark(field.key, "  ", &mut inner);
            match self.value(field.key) {
                Some(value) => inner.push_str(&format!("  {}: {value}\n", field.key)),
                None if self.hints == Hints::Shown => self.hint(field, &mut inner),
                None => {}
            }
        }
        for key in ["source", "note"] {
            if let Some(value) = self.value(key) {
                inner.push_str(&format!("  {key}: {value}\n"));
            } else if key == "source" && self.hints == Hints::Shown {
                inner.push_str("  # source: a-document \"p. 3\"\n");
            }
        }
        for line in &self.lines {
            inner.push_str(&format!("  {line}\n"));
        }
        if self.hints == Hints::Shown {
            for keyword in super::block(self.record).records() {
                inner.push_str(&format!("  # {}\n", shape::form(keyword)));
            }
        }
        if self.fields.is_empty() && self.lines.is_empty() {
            text.push_str(&format!("{}\n", self.head));
        } else {
            text.push_str(&format!("{} {{\n{inner}}}\n", self.head));
        }
        text
    }

    fn value(&self, key: &str) -> Option<&str> {
        let field = self.fields.iter().find(|(known, _)| *known == key);
        field.map(|(_, value)| value.as_str())
    }

    fn remark(&self, key: &str, indent: &str, text: &mut String) {
        for (_, remark) in self.remarks.iter().filter(|(known, _)| *known == key) {
            comment(remark, indent, text);
        }
        let chosen = self.hints == Hints::Shown && self.value(key).is_some();
        if let Some(words) = self.words(key).filter(|_| chosen) {
            comment(&format!("one of {words}"), indent, text);
        }
    }

    /// A field that is not filled in.
    fn hint(&self, field: &Field, text: &mut String) {
        let hint = match (self.words(field.key), field.value) {
            (Some(words), _) => format!("{}: one of {words}", field.key),
            (None, Value::Word) => format!("{}: CONSULT", field.key),
            (None, value) => format!("{}: {}", field.key, value.example()),
        };
        comment(&hint, "  ", text);
    }

    /// The words of a field's list.
    fn words(&self, key: &str) -> Option<String> {
        let noun = self.record.noun();
        let list = List::ALL.into_iter().find(|list| {
            list.name() == key && matches!(key, "mood" | "force")
                || list.name().strip_suffix(key) == Some(&format!("{noun}-"))
        })?;
        let words: Vec<&str> = lists::words(list).iter().map(|word| word.word).collect();
        Some(words.join(", "))
    }
}

/// Writes a comment, over several lines if it is long.
fn comment(words: &str, indent: &str, text: &mut String) {
    let mut line = format!("{indent}#");
    for word in words.split(' ') {
        if line.chars().count() + 1 + word.chars().count() > WIDTH {
            text.push_str(&line);
            text.push('\n');
            line = format!("{indent}#  ");
        }
        line.push(' ');
        line.push_str(word);
    }
    text.push_str(&line);
    text.push('\n');
}
