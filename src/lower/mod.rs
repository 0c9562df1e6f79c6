//! From trees to the model: names, dates, amounts and words are understood here, references are resolved.

mod amounts;
mod claims;
mod codes;
mod country;
mod dates;
mod doubled;
mod instead;
mod people;
mod record;
mod resolve;
mod speech;
mod suggest;
mod texts;
mod unknown;
mod words;
mod wrong_kind;

pub use codes::CODES;
pub use resolve::resolve;

use crate::diag::Diagnostic;
use crate::model::{FileClaims, Model};
use crate::syntax::{Kind, ParsedPiece, PieceKind, parse_each};
use crate::text::{SourceId, World};
use crate::vocab::verbs;

/// What an archive may add to the language's own lists.
#[derive(Debug, Default)]
pub struct Additions {
    /// Further verbs, each with the listed one that it is like.
    pub verbs: Vec<(String, &'static verbs::Verb)>,
}

/// What is at hand while a source is lowered.
struct Lower<'l> {
    world: &'l World,
    model: &'l mut Model,
    additions: &'l Additions,
    diagnostics: Vec<Diagnostic>,
}

/// Parses a source and adds what it says to the model, record by record; the sources come in their order. References stay
/// unresolved until [`resolve`]. Gives what is wrong with how it is written and with what it says.
pub fn lower(
    world: &World,
    source: SourceId,
    additions: &Additions,
    model: &mut Model,
) -> Vec<Diagnostic> {
    model
        .files
        .resize_with(source.0 as usize + 1, FileClaims::default);
    let mut lower = Lower {
        world,
        model,
        additions,
        diagnostics: Vec::new(),
    };
    let holes = lower.model.holes.len();
    let written = parse_each(source, world.source(source), |piece| {
        lower.piece(source, &piece);
    });
    lower.model.holes[holes..].sort_unstable();
    let mut diagnostics = lower.diagnostics;
    diagnostics.extend(written);
    diagnostics
}

impl Lower<'_> {
    fn piece(&mut self, source: SourceId, piece: &ParsedPiece<'_>) {
        for hole in piece.tree.holes() {
            self.model.holes.push(hole.span);
            self.hole(hole);
        }
        if piece.kind == PieceKind::Setting && !piece.tree.holes().is_empty() {
            self.model.files[source.0 as usize].has_hole = true;
        }
        let Some(root) = piece.tree.root() else {
            return;
        };
        match root.kind() {
            Kind::setting if piece.kind == PieceKind::Setting => self.setting(source, root),
            Kind::record => self.record(root),
            _ => {}
        }
    }
}
