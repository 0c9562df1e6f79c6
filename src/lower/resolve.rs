//! Resolves the references of an archive, and reports those that lead nowhere, to the wrong kind of record, or to two.

use std::panic::resume_unwind;

use super::unknown::unknown_names;
use super::wrong_kind::wrong_kind;
use super::{doubled, instead};
use crate::diag::Diagnostic;
use crate::model::{File, Model, Named, Record, Target, Use, Wanted, references};
use crate::text::World;

/// Where the references of some records lead.
#[derive(Debug, Default)]
pub struct Resolved {
    /// Those that lead nowhere.
    pub unknown: Vec<Use>,
    /// Those that lead to another kind of record than is wanted.
    pub wrong: Vec<Use>,
}

/// Finds where the references of a record lead, and counts them.
pub fn resolve_record(model: &Model, record: &Record, resolved: &mut Resolved, named: &mut Named) {
    references(
        record,
        &mut |used| match model.target(&used.reference, used.home) {
            Some(target) => {
                if let Target::Declared(declared) = target {
                    named.add(declared.name);
                }
                let doubled = model.index.is_doubled(used.reference.name);
                if !doubled && !used.wanted.accepts(target.kind()) {
                    resolved.wrong.push(used);
                }
            }
            None if is_no_source(model, &used) => {}
            None => resolved.unknown.push(used),
        },
    );
}

/// The same of the lines before the first record of a file, which count nothing.
pub fn resolve_file(model: &Model, file: &File, resolved: &mut Resolved) {
    let source = file
        .claims
        .iter()
        .filter_map(|claims| claims.source.as_ref());
    let citations = source.flat_map(|field| &field.value);
    for document in citations.filter_map(|citation| citation.document) {
        let used = Use {
            reference: document,
            wanted: Wanted::Document,
            home: None,
        };
        match model.target(&document, None) {
            Some(target) if used.wanted.accepts(target.kind()) => {}
            Some(_) => resolved.wrong.push(used),
            None if is_no_source(model, &used) => {}
            None => resolved.unknown.push(used),
        }
    }
}

/// Finds where all references of the archive lead, on two threads if there are as many; what is found is the same, in the same
/// order.
pub fn resolve(model: &Model, threads: usize) -> (Resolved, Named) {
    /// Fewer records are followed before a second thread has begun.
    const WORTH_A_THREAD: usize = 1_000;
    let part = |files: Vec<&[Record]>| {
        let (mut resolved, mut named) = (Resolved::default(), Named::default());
        let records = files.into_iter().flatten();
        records.for_each(|record| resolve_record(model, record, &mut resolved, &mut named));
        (resolved, named)
    };
    let all = model.count();
    let (mut resolved, named) = if threads > 1 && all > WORTH_A_THREAD {
        let (first, second) = model.shares(all / 2);
        std::thread::scope(|scope| {
            let beside = scope.spawn(|| part(second));
            let (mut resolved, mut named) = part(first);
            let (more, others) = beside.join().unwrap_or_else(|panic| resume_unwind(panic));
            resolved.unknown.extend(more.unknown);
            resolved.wrong.extend(more.wrong);
            named.merge(&others);
            (resolved, named)
        })
    } else {
        part(model.shares(all).0)
    };
    for file in &model.files {
        resolve_file(model, file, &mut resolved);
    }
    (resolved, named)
}

/// Adds what is wrong with the names of the whole archive; what was said before of a slip that a name explains is taken
/// back.
pub fn names(
    world: &World,
    model: &Model,
    resolved: Resolved,
    named: &Named,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for used in resolved.wrong {
        if let Some(target) = model.target(&used.reference, used.home) {
            diagnostics.push(wrong_kind(world, model, &used, target));
        }
    }
    let mut unknown = resolved.unknown;
    doubled::nested_twins(model, diagnostics);
    doubled::doubled(world, model, &mut unknown, diagnostics);
    unknown_names(world, model, unknown, named, diagnostics);
    instead::named_instead(world, model, diagnostics);
    instead::one_bad_id(world, diagnostics);
}

/// `source: none` says that the source inherited does not hold here.
fn is_no_source(model: &Model, used: &Use) -> bool {
    used.wanted == Wanted::Document && model.names.spelling(used.reference.name) == "none"
}
