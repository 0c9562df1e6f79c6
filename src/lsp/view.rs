//! An archive as an editor sees it, and one file of it as a request means it.

use std::collections::{BTreeSet, HashMap};

use gen_lsp_types::{Location, Position, Range, TextEdit, Uri, WorkspaceEdit};

use super::Encoding;
use crate::archive::Archive;
use crate::diag::{Diagnostic, Edit};
use crate::fmt::Style;
use crate::model::Model;
use crate::text::{Source, SourceId, Span, World};

/// An archive that is kept for an editor.
#[derive(Debug)]
pub struct Home {
    /// The records, and what is wrong with them.
    pub archive: Archive,
    /// What the editor calls each source.
    pub uris: Vec<Uri>,
    /// What is wrong with `dip.toml` and with the bytes of files.
    pub found: Vec<Diagnostic>,
    /// The sources that are its own; the others are only read along.
    pub own: BTreeSet<SourceId>,
    /// How records are laid out.
    pub style: Style,
}

impl Home {
    /// What is to be told of a file, in the order of its lines, as `dip check` tells it.
    pub fn findings(&self, file: SourceId) -> Vec<&Diagnostic> {
        if !self.own.contains(&file) {
            return Vec::new();
        }
        let outer = self.found.iter().filter(|found| found.span.source == file);
        let mut all: Vec<&Diagnostic> = self.archive.findings(file).iter().chain(outer).collect();
        all.sort_by_key(|finding| finding.span);
        all
    }
}

/// A file of an archive, seen by a client.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The archive.
    pub home: &'a Home,
    /// The file.
    pub file: SourceId,
    /// What the client counts columns in.
    pub encoding: Encoding,
}

impl<'a> View<'a> {
    /// The same archive, seen from another file.
    #[must_use]
    pub fn of(self, file: SourceId) -> Self {
        Self { file, ..self }
    }

    /// The sources.
    pub fn world(self) -> &'a World {
        self.home.archive.world()
    }

    /// What they say.
    pub fn model(self) -> &'a Model {
        self.home.archive.model()
    }

    /// The file itself.
    pub fn source(self) -> &'a Source {
        self.world().source(self.file)
    }

    /// Its text.
    pub fn text(self) -> &'a str {
        self.source().text()
    }

    /// The byte of the file that a position means.
    pub fn offset(self, position: Position) -> u32 {
        self.encoding.offset(self.source(), position)
    }

    /// The bytes of the file that a range means; one that is turned around means the same.
    pub fn span(self, range: Range) -> Span {
        let (one, other) = (self.offset(range.start), self.offset(range.end));
        Span::new(self.file, one.min(other), one.max(other))
    }

    /// What a byte of the file is called.
    pub fn position(self, offset: u32) -> Position {
        self.encoding.position(self.source(), offset)
    }

    /// What a place in any file of the archive is called.
    pub fn range(self, span: Span) -> Range {
        let source = self.world().source(span.source);
        Range {
            start: self.encoding.position(source, span.start),
            end: self.encoding.position(source, span.end),
        }
    }

    /// What the editor calls a file of the archive.
    pub fn uri(self, file: SourceId) -> Uri {
        self.home.uris[file.index()].clone()
    }

    /// A place in any file of the archive.
    pub fn location(self, span: Span) -> Location {
        Location {
            uri: self.uri(span.source),
            range: self.range(span),
        }
    }

    /// Edits of any files of the archive.
    pub fn workspace_edit<'e>(self, edits: impl IntoIterator<Item = &'e Edit>) -> WorkspaceEdit {
        let mut changes: HashMap<Uri, Vec<TextEdit>> = HashMap::new();
        for edit in edits {
            let made = TextEdit {
                range: self.range(edit.span),
                new_text: edit.text.clone(),
            };
            changes
                .entry(self.uri(edit.span.source))
                .or_default()
                .push(made);
        }
        WorkspaceEdit {
            changes: Some(changes),
            ..WorkspaceEdit::default()
        }
    }
}
