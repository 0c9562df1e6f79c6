//! Ids that two records bear.

use super::codes;
use super::suggest::Candidates;
use super::unknown::candidates;
use crate::diag::{Diagnostic, Edit, Safety, a, folded, id_for, ticked};
use crate::model::{Declared, Model, Record, Use, references};
use crate::text::{Span, World};

/// An id inside a record that is also declared at the margin: nobody could tell which is meant.
pub(super) fn nested_twins(model: &Model, diagnostics: &mut Vec<Diagnostic>) {
    if !model.index.has_twins() {
        return;
    }
    for nested in model.index.all() {
        let Some((_, local)) = model.names.spelling(nested.name).split_once('.') else {
            continue;
        };
        let outer = model.names.find(local);
        let Some(outer) = outer.and_then(|name| model.index.declared(name)) else {
            continue;
        };
        let id = other_id(model, local, nested.kind.noun());
        diagnostics.push(
            Diagnostic::new(
                &codes::DUPLICATE_ID,
                nested.span,
                format!("the id {} is declared twice", ticked(local)),
            )
            .label(format!("{} of this record", a(nested.kind.noun())))
            .and(
                outer.span,
                format!("{} of the whole archive", a(outer.kind.noun())),
            )
            .help(format!("give one of them another id, such as `{id}`")),
        );
    }
}

/// One finding for each second record of one id. A name that nobody declares may be the id that it should have.
pub(super) fn doubled(
    world: &World,
    model: &Model,
    unknown: &mut Vec<Use>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let any = model.index.doubles().next().is_some() && !unknown.is_empty();
    let candidates = any.then(|| candidates(world, model, unknown));
    for (second, first) in model.index.doubles() {
        let name = model.names.spelling(second.name);
        let diagnostic = Diagnostic::new(
            &codes::DUPLICATE_ID,
            second.span,
            format!("the id {} is declared twice", ticked(name)),
        )
        .label(format!("the second, {}", a(second.kind.noun())))
        .and(first.span, format!("the first, {}", a(first.kind.noun())));
        let candidates = candidates.as_ref();
        let told = told(
            world,
            model,
            candidates,
            unknown,
            diagnostic,
            (second, first),
        );
        diagnostics.push(told);
    }
}

fn told(
    world: &World,
    model: &Model,
    candidates: Option<&Candidates<'_>>,
    unknown: &mut Vec<Use>,
    diagnostic: Diagnostic,
    (second, first): (&Declared, &Declared),
) -> Diagnostic {
    let (outer, local) = match model.names.spelling(second.name).split_once('.') {
        Some((outer, local)) => (Some(outer), local),
        None => (None, model.names.spelling(second.name)),
    };
    let awaited = candidates.and_then(|known| awaited(world, model, known, unknown, second));
    if let Some(awaited) = awaited {
        let id = awaited.rsplit('.').next().unwrap_or(&awaited).to_owned();
        unknown.retain(|used| model.names.spelling(used.reference.name) != awaited);
        let title = format!("write `{id}`");
        return diagnostic
            .help(format!(
                "{title} here: {} is named elsewhere, and nothing is declared by that name",
                ticked(&awaited)
            ))
            .fix(Safety::LookFirst, title, second.span, id);
    }
    let records = (model.get(second.record), model.get(first.record));
    if let ((Some(one), Some(other)), None) = (records, outer)
        && second.kind == first.kind
        && same_label(world, one, other)
    {
        let place = format!(
            "{}:{}",
            world.source(first.span.source).path(),
            world.line(first.span)
        );
        return diagnostic
            .help(format!(
                "delete this one, and keep the one at {place} with all that is said in either"
            ))
            .fix(Safety::LookFirst, "delete the second", one.head.span, "");
    }
    let label = records.0.and_then(|record| record.head.label);
    let labelled = label.map(|label| id_for(&label.content(world)));
    let id = labelled
        .filter(|id| {
            outer.is_none() && second.kind == crate::model::RecordKind::Person && is_free(model, id)
        })
        .unwrap_or_else(|| other_id(model, local, ""));
    let title = format!("give the second the id `{id}`");
    let mut edits = vec![Edit {
        span: second.span,
        text: id.clone(),
    }];
    edits.extend(uses_after(model, second, first).map(|span| Edit {
        span,
        text: id.clone(),
    }));
    edits.sort_by_key(|edit| edit.span);
    edits.dedup();
    let help = if second.kind == first.kind {
        format!(
            "give one of them another id, such as `{id}`, or join the two records if they are the same"
        )
    } else {
        format!("give one of them another id, such as `{id}`")
    };
    diagnostic
        .help(help)
        .fix_all(Safety::LookFirst, title, edits)
}

/// Where the file of the second record, and not of the first, names it.
fn uses_after(model: &Model, second: &Declared, first: &Declared) -> impl Iterator<Item = Span> {
    let mut spans = Vec::new();
    if second.span.source != first.span.source {
        let here = model
            .records()
            .filter(|record| record.head.span.source == second.span.source);
        for record in here {
            references(record, &mut |used| {
                if used.reference.name == second.name {
                    spans.push(used.reference.span);
                }
            });
        }
    }
    spans.into_iter()
}

fn same_label(world: &World, one: &Record, other: &Record) -> bool {
    let label = |record: &Record| record.head.label.map(|label| folded(&label.content(world)));
    label(one).is_some() && label(one) == label(other)
}

/// A name used and nowhere declared that fits the second record: by its label, or inside the same record.
fn awaited(
    world: &World,
    model: &Model,
    known: &Candidates<'_>,
    unknown: &[Use],
    second: &Declared,
) -> Option<String> {
    let spelling = |used: &Use| model.names.spelling(used.reference.name).to_owned();
    let accepted = || {
        unknown
            .iter()
            .filter(|used| used.wanted.accepts(second.kind))
    };
    if let Some((outer, _)) = model.names.spelling(second.name).split_once('.') {
        let mut inside = accepted()
            .map(spelling)
            .filter(|name| name.split_once('.').is_some_and(|(of, _)| of == outer));
        let first = inside.next()?;
        return inside.all(|other| other == first).then_some(first);
    }
    let label = model.get(second.record)?.head.label?;
    let label: Vec<String> = words(&label.content(world));
    let fits = |name: &String| {
        let spoken = words(name);
        !name.contains('.') && name.len() > 2 && spoken.iter().all(|word| label.contains(word))
    };
    let mut fitting = accepted()
        .map(|used| (spelling(used), used))
        .filter(|(name, used)| fits(name) && known.exactly(name, used.wanted).is_none());
    let (first, _) = fitting.next()?;
    fitting.all(|(other, _)| other == first).then_some(first)
}

fn words(name: &str) -> Vec<String> {
    let words = name.split(|letter: char| !letter.is_alphanumeric());
    words.map(folded).filter(|word| !word.is_empty()).collect()
}

fn is_free(model: &Model, id: &str) -> bool {
    let name = model.names.find(id);
    name.is_none_or(|name| model.index.declared(name).is_none())
}

/// An id like this one that nothing bears: with the kind of record behind it, or a number.
fn other_id(model: &Model, id: &str, noun: &str) -> String {
    let named = (!noun.is_empty()).then(|| format!("{id}-{noun}"));
    let numbered = (2..).map(|number| format!("{id}-{number}"));
    let mut ids = named.into_iter().chain(numbered);
    ids.find(|id| is_free(model, id))
        .unwrap_or_else(|| id.to_owned())
}
