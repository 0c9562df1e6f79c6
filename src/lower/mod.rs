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
use crate::syntax::{Kind, Parsed, PieceKind};
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

/// Adds what a parsed source says to the model; the sources come in their order. References stay unresolved until
/// [`resolve`].
pub fn lower(
    world: &World,
    source: SourceId,
    parsed: &Parsed<'_>,
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
    for piece in &parsed.pieces {
        for hole in piece.tree.holes() {
            lower.model.holes.push(hole.span);
            lower.hole(hole);
        }
        if piece.kind == PieceKind::Setting && !piece.tree.holes().is_empty() {
            lower.model.files[source.0 as usize].has_hole = true;
        }
        let Some(root) = piece.tree.root() else {
            continue;
        };
        match root.kind() {
            Kind::setting if piece.kind == PieceKind::Setting => lower.setting(source, root),
            Kind::record => lower.record(root),
            _ => {}
        }
    }
    lower.model.holes[holes..].sort_unstable();
    lower.diagnostics
}
