//! One file as it was read: its name for people, its text, and its lines when somebody asks.

use std::sync::OnceLock;

use super::{LineIndex, Place};

/// A text with a name.
#[derive(Debug)]
pub struct Source {
    path: String,
    text: String,
    lines: OnceLock<LineIndex>,
    role: Role,
}

/// What a source is to the compiler.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Records.
    Records,
    /// Records whose bytes were not UTF-8: the text is a guess, good for names but not for findings.
    Guess,
    /// No records: `dip.toml`, or bytes that are no text.
    Data,
}

impl Source {
    /// A source called `path` in every message; `-` is standard input.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            text: text.into(),
            lines: OnceLock::new(),
            role: Role::Records,
        }
    }

    /// The same source in another role.
    #[must_use]
    pub fn with_role(self, role: Role) -> Self {
        Self { role, ..self }
    }

    /// What it is to the compiler.
    pub fn role(&self) -> Role {
        self.role
    }

    /// The name for people: a path relative to the working folder, `/` between its parts.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line index, built on first use.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// What byte `offset` is called.
    pub fn place(&self, offset: u32) -> Place {
        self.lines().place(offset, &self.text)
    }
}
