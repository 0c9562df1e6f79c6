//! Resolves the references of an archive, and reports those that lead nowhere, to the wrong kind of record, or to two.

use std::collections::HashMap;

use super::unknown::unknown_names;
use super::wrong_kind::wrong_kind;
use super::{doubled, instead};
use crate::diag::Diagnostic;
use crate::model::{Model, Name, Target, Use, Wanted, references};
use crate::text::World;

/// Adds what is wrong with the names of the whole archive, in its order; what was said before of a slip that a name
/// explains is taken back.
pub fn resolve(world: &World, model: &Model, diagnostics: &mut Vec<Diagnostic>) {
    let mut unknown: Vec<Use> = Vec::new();
    let mut used: HashMap<Name, usize> = HashMap::new();
    for record in model.records() {
        references(
            record,
            &mut |used_here| match model.target(&used_here.reference, used_here.home) {
                Some(target) => {
                    if let Target::Declared(declared) = target {
                        *used.entry(declared.name).or_default() += 1;
                    }
                    let doubled = model.index.is_doubled(used_here.reference.name);
                    if !doubled && !used_here.wanted.accepts(target.kind()) {
                        diagnostics.push(wrong_kind(world, model, &used_here, target));
                    }
                }
                None => unknown.push(used_here),
            },
        );
    }
    for (_, file) in world.sources().zip(&model.files) {
        let citations = file
            .claims
            .iter()
            .filter_map(|claims| claims.source.as_ref())
            .flat_map(|field| &field.value);
        for document in citations.filter_map(|citation| citation.document) {
            let here = Use {
                reference: document,
                wanted: Wanted::Document,
                home: None,
            };
            match model.target(&document, None) {
                Some(target) if here.wanted.accepts(target.kind()) => {}
                Some(target) => diagnostics.push(wrong_kind(world, model, &here, target)),
                None => unknown.push(here),
            }
        }
    }
    unknown.retain(|used| !is_no_source(model, used));
    doubled::nested_twins(model, diagnostics);
    doubled::doubled(world, model, &mut unknown, diagnostics);
    unknown_names(world, model, unknown, &used, diagnostics);
    instead::named_instead(world, model, diagnostics);
    instead::one_bad_id(world, diagnostics);
}

/// `source: none` says that the source inherited does not hold here.
fn is_no_source(model: &Model, used: &Use) -> bool {
    used.wanted == Wanted::Document && model.names.spelling(used.reference.name) == "none"
}
