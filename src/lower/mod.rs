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
pub use resolve::{Resolved, names, resolve, resolve_file, resolve_record};
pub(crate) use suggest::prepare;

use std::sync::mpsc::sync_channel;

use crate::diag::Diagnostic;
use crate::model::{Declaration, File, Model, Names};
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
    names: &'l mut Names,
    additions: &'l Additions,
    file: File,
    declared: Vec<Declaration>,
    diagnostics: Vec<Diagnostic>,
}

/// What one source says, before others know of it.
#[derive(Debug, Default)]
pub struct Lowered {
    /// Its records.
    pub file: File,
    /// What they declare, in the order of their lines.
    pub declared: Vec<Declaration>,
    /// What is wrong with what it says, and then with how it is written.
    pub diagnostics: Vec<Diagnostic>,
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
    let last = sources.last().map_or(0, |(id, _)| id.index() + 1);
    model.files.resize_with(last, File::default);
    let bytes: usize = sources.iter().map(|(_, source)| source.text().len()).sum();
    let mut diagnostics = Vec::new();
    if threads > 1 && bytes > WORTH_A_THREAD {
        beside_the_parser(world, additions, &sources, model, &mut diagnostics);
        return diagnostics;
    }
    for (id, source) in sources {
        let lowered = lower_source(world, additions, &mut model.names, (id, source));
        diagnostics.extend(model.put(id, lowered));
    }
    diagnostics
}

/// Parses and lowers one source by itself.
pub fn lower_source(
    world: &World,
    additions: &Additions,
    names: &mut Names,
    (id, source): (SourceId, &Source),
) -> Lowered {
    let mut lower = Lower::new(world, additions, names);
    let written = parse_each(id, source, 1, |piece| lower.piece(&piece));
    lower.done(written)
}

/// What a parser on another thread hands over.
enum Handed<'t> {
    /// Some records of a source.
    Pieces(Vec<ParsedPiece<'t>>),
    /// That there are no more of it, and what is wrong with how it is written.
    End(SourceId, Vec<Diagnostic>),
}

/// Lowers on this thread what another parses, some hundred records behind it.
fn beside_the_parser(
    world: &World,
    additions: &Additions,
    sources: &[(SourceId, &Source)],
    model: &mut Model,
    diagnostics: &mut Vec<Diagnostic>,
) {
    /// So many records are handed over at once, and so many times that many may wait.
    const BATCH: usize = 64;
    const WAITING: usize = 4;
    std::thread::scope(|scope| {
        let (send, receive) = sync_channel::<Handed<'_>>(WAITING);
        let parser = scope.spawn(move || {
            // Nobody listens any more only when the other thread is gone.
            let hand_over = |handed| drop(send.send(handed));
            for (id, source) in sources {
                let mut batch = Vec::new();
                let written = parse_each(*id, source, 2, |piece| {
                    batch.push(piece);
                    if batch.len() == BATCH {
                        hand_over(Handed::Pieces(std::mem::take(&mut batch)));
                    }
                });
                hand_over(Handed::Pieces(batch));
                hand_over(Handed::End(*id, written));
            }
        });
        let mut handed = receive.into_iter();
        let mut more = true;
        while more {
            more = false;
            let mut lower = Lower::new(world, additions, &mut model.names);
            for handed in handed.by_ref() {
                match handed {
                    Handed::Pieces(pieces) => pieces.iter().for_each(|piece| lower.piece(piece)),
                    Handed::End(id, written) => {
                        let lowered = lower.done(written);
                        diagnostics.extend(model.put(id, lowered));
                        more = true;
                        break;
                    }
                }
            }
        }
        if let Err(panic) = parser.join() {
            std::panic::resume_unwind(panic);
        }
    });
}

impl Model {
    /// Adds what one source says behind what was added before; gives what is wrong with it.
    fn put(&mut self, id: SourceId, lowered: Lowered) -> Vec<Diagnostic> {
        if let Some(file) = self.files.get_mut(id.index()) {
            *file = lowered.file;
        }
        self.index.add(id, lowered.declared, &self.names);
        lowered.diagnostics
    }
}

impl<'l> Lower<'l> {
    fn new(world: &'l World, additions: &'l Additions, names: &'l mut Names) -> Self {
        Self {
            world,
            names,
            additions,
            file: File::default(),
            declared: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    fn done(self, written: Vec<Diagnostic>) -> Lowered {
        let mut diagnostics = self.diagnostics;
        diagnostics.extend(written);
        Lowered {
            file: self.file,
            declared: self.declared,
            diagnostics,
        }
    }

    fn piece(&mut self, piece: &ParsedPiece<'_>) {
        for hole in piece.tree.holes() {
            self.file.holes.push(hole.span);
            self.hole(hole);
        }
        if piece.kind == PieceKind::Setting && !piece.tree.holes().is_empty() {
            self.file.has_hole = true;
        }
        let Some(root) = piece.tree.root() else {
            return;
        };
        match root.kind() {
            Kind::setting if piece.kind == PieceKind::Setting => self.setting(root),
            Kind::record => self.record(root),
            _ => {}
        }
    }
}
