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

use std::sync::mpsc::sync_channel;

use crate::diag::Diagnostic;
use crate::model::{File, Model};
use crate::syntax::{Kind, ParsedPiece, PieceKind, parse_each};
use crate::text::{Role, Source, SourceId, World};
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

/// Parses the sources of records and adds what they say to the model, record by record, in their order. References stay
/// unresolved until [`resolve`]. Gives what is wrong with how they are written and with what they say; the same on any number
/// of threads.
pub fn lower(
    world: &World,
    additions: &Additions,
    threads: usize,
    model: &mut Model,
) -> Vec<Diagnostic> {
    /// A smaller archive is read before a second thread has begun.
    const WORTH_A_THREAD: usize = 1 << 20;
    let sources: Vec<(SourceId, &Source)> = world
        .sources()
        .filter(|(_, source)| source.role() != Role::Data)
        .collect();
    let last = sources.last().map_or(0, |(id, _)| id.0 as usize + 1);
    model.files.resize_with(last, File::default);
    let mut lower = Lower {
        world,
        model,
        additions,
        diagnostics: Vec::new(),
    };
    let bytes: usize = sources.iter().map(|(_, source)| source.text().len()).sum();
    let written = if threads > 1 && bytes > WORTH_A_THREAD {
        lower.beside_the_parser(&sources)
    } else {
        let each = sources.iter();
        each.flat_map(|(id, source)| parse_each(*id, source, |piece| lower.piece(*id, &piece)))
            .collect()
    };
    let mut diagnostics = lower.diagnostics;
    diagnostics.extend(written);
    diagnostics
}

impl Lower<'_> {
    /// Lowers on this thread what another parses, some hundred records behind it.
    fn beside_the_parser(&mut self, sources: &[(SourceId, &Source)]) -> Vec<Diagnostic> {
        /// So many records are handed over at once, and so many times that many may wait.
        const BATCH: usize = 64;
        const WAITING: usize = 4;
        std::thread::scope(|scope| {
            let (send, receive) = sync_channel::<(SourceId, Vec<ParsedPiece<'_>>)>(WAITING);
            let parser = scope.spawn(move || {
                let mut written = Vec::new();
                for (id, source) in sources {
                    let mut batch = Vec::new();
                    // Nobody listens any more only when the other thread is gone.
                    let hand_over = |pieces| drop(send.send((*id, pieces)));
                    written.extend(parse_each(*id, source, |piece| {
                        batch.push(piece);
                        if batch.len() == BATCH {
                            hand_over(std::mem::take(&mut batch));
                        }
                    }));
                    hand_over(batch);
                }
                written
            });
            for (id, pieces) in receive {
                pieces.iter().for_each(|piece| self.piece(id, piece));
            }
            match parser.join() {
                Ok(written) => written,
                Err(panic) => std::panic::resume_unwind(panic),
            }
        })
    }

    fn file(&mut self, source: SourceId) -> &mut File {
        &mut self.model.files[source.0 as usize]
    }

    fn piece(&mut self, source: SourceId, piece: &ParsedPiece<'_>) {
        for hole in piece.tree.holes() {
            self.file(source).holes.push(hole.span);
            self.hole(hole);
        }
        if piece.kind == PieceKind::Setting && !piece.tree.holes().is_empty() {
            self.file(source).has_hole = true;
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
