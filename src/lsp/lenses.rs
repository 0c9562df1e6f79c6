//! What is known of a record elsewhere, above it: who names it, what was promised in it, what of that is overdue.

use gen_lsp_types::{CodeLens, Command};
use serde_json::json;

use super::{View, ledger, names};
use crate::diag::count;
use crate::ledger::{Ledger, Promise};
use crate::model::{Declared, Record, RecordKind, Spoken, Subject, Target};
use crate::text::Span;

/// Opens the list of places; the editor's extension has it.
const SHOW_REFERENCES: &str = "dip.showReferences";
/// Opens the ledger of pledges; the editor's extension has it.
const PLEDGES: &str = "dip.pledges";

/// The lenses of a file, in the order of its records.
pub fn lenses(view: View<'_>) -> Vec<CodeLens> {
    let file = view.model().files.get(view.file.index());
    let records = file.into_iter().flat_map(|file| &file.records);
    records.flat_map(|record| of_record(view, record)).collect()
}

fn of_record(view: View<'_>, record: &Record) -> Vec<CodeLens> {
    let mut lenses = Vec::new();
    let declared = record
        .head
        .id
        .and_then(|id| view.model().index.declared(id.name));
    if let Some(declared) = declared.filter(|declared| declared.span.source == view.file) {
        lenses.extend(named(view, declared));
    }
    let promised: Vec<Spoken<'_>> = match record.body.kind() {
        Some(RecordKind::Meeting | RecordKind::Document) => record
            .spoken()
            .filter(|spoken| spoken.pledge.is_some())
            .collect(),
        Some(RecordKind::Party | RecordKind::Person) => declared
            .map(|declared| owed(view, declared))
            .unwrap_or_default(),
        _ => Vec::new(),
    };
    lenses.extend(pledges(view, record, declared, &promised));
    lenses
}

/// Everywhere that a record is named.
fn named(view: View<'_>, declared: &Declared) -> Option<CodeLens> {
    let uses = names::uses(view, Target::Declared(declared));
    let places: Vec<_> = uses.into_iter().map(|span| view.location(span)).collect();
    if places.is_empty() {
        return None;
    }
    let title = format!("named in {}", count(places.len(), "place"));
    let position = view.range(declared.span).start;
    let arguments = vec![
        json!(view.uri(declared.span.source)),
        json!(position),
        json!(places),
    ];
    Some(lens(view, declared.span, title, SHOW_REFERENCES, arguments))
}

/// The promises that may be owed by a party or person: those of the records that ask for it.
fn owed<'a>(view: View<'a>, declared: &Declared) -> Vec<Spoken<'a>> {
    let mut records = view.home.archive.naming(declared.name);
    records.sort_unstable();
    records.dedup();
    let records = records.into_iter().filter_map(|id| view.model().get(id));
    let promised = records.flat_map(Record::spoken);
    let is_owed = |spoken: &Spoken<'_>| {
        let owed = spoken.pledge.map(|pledge| {
            view.model()
                .owed_by(pledge, spoken.meeting(), spoken.when())
        });
        owed.into_iter()
            .flatten()
            .any(|owner| is(view, owner, declared))
    };
    promised.filter(is_owed).collect()
}

fn is(view: View<'_>, owner: Subject, declared: &Declared) -> bool {
    let target = owner
        .named()
        .and_then(|owner| view.model().target(&owner, None));
    matches!(target, Some(Target::Declared(other)) if other.name == declared.name)
}

/// How many promises there are, and how many are overdue.
fn pledges(
    view: View<'_>,
    record: &Record,
    declared: Option<&Declared>,
    promised: &[Spoken<'_>],
) -> Option<CodeLens> {
    if promised.is_empty() {
        return None;
    }
    let ledger = ledger::around(view, kept(view, promised));
    let overdue = ledger
        .as_ref()
        .map_or(0, |ledger| overdue(ledger, promised));
    let is_owner = matches!(
        record.body.kind(),
        Some(RecordKind::Party | RecordKind::Person)
    );
    let verb = if is_owner { "owes " } else { "" };
    let mut title = format!("{verb}{}", count(promised.len(), "pledge"));
    if overdue > 0 {
        title.push_str(&format!(", {overdue} overdue"));
    }
    let span = declared.map_or(record.head.keyword, |declared| declared.span);
    Some(lens(view, span, title, PLEDGES, Vec::new()))
}

/// The same promises, as the archive has them.
fn kept<'a>(view: View<'a>, promised: &[Spoken<'_>]) -> Vec<Spoken<'a>> {
    let found = promised.iter().filter_map(|spoken| {
        let span = spoken.speech.head.span;
        let record = view.model().around(span)?;
        record.spoken().find(|one| one.speech.head.span == span)
    });
    found.collect()
}

fn overdue(ledger: &Ledger<'_>, promised: &[Spoken<'_>]) -> usize {
    let is_overdue = |promise: &Promise<'_>| ledger.overdue(promise).is_some();
    let found = promised
        .iter()
        .filter_map(|spoken| ledger::promise_at(ledger, spoken.speech.head.span));
    found.filter(|(_, promise)| is_overdue(promise)).count()
}

fn lens(
    view: View<'_>,
    span: Span,
    title: String,
    command: &str,
    arguments: Vec<serde_json::Value>,
) -> CodeLens {
    CodeLens {
        range: view.range(span),
        command: Some(Command {
            title,
            tooltip: None,
            command: command.to_owned(),
            arguments: (!arguments.is_empty()).then_some(arguments),
        }),
        data: None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{archive, view};
    use super::*;

    #[test]
    fn a_record_tells_who_names_it_and_what_was_promised() {
        let (home, _) = archive(
            "person бат \"Бат\" { office \"Envoy\" of steppe }\nparty steppe \"Steppe\" { kind: organisation }\n\
             meeting m \"M\" {\n  date: 2024-10-29\n  attendee бат for steppe\n  pledge go by бат to KZ \"to go\" { due: 2025 }\n  \
             pledge run by steppe to KZ \"to run\"\n}\n",
        );
        let view = view(&home);
        let titles: Vec<(u32, String)> = lenses(view)
            .into_iter()
            .filter_map(|lens| Some((lens.range.start.line, lens.command?.title)))
            .collect();
        let expected = [
            (0, "named in 2 places"),
            (1, "named in 3 places"),
            (1, "owes 2 pledges, 1 overdue"),
            (2, "2 pledges, 1 overdue"),
        ];
        assert_eq!(
            titles,
            expected.map(|(line, title)| (line, title.to_owned()))
        );
    }
}
