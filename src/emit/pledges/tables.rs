//! The ledger for tools: JSON, and rows of comma-separated values for spreadsheets.

use std::collections::HashMap;

use super::rows::Row;
use super::{Chosen, heading, shapes};
use crate::emit::json::{Json, VERSION};
use crate::emit::report::citation;
use crate::emit::shapes::{Pledge, Ref};
use crate::emit::view::{Around, Setting, View};
use crate::ledger::{Event, Ledger, totals};
use crate::model::{Actor, Subject};

/// The chosen promises as one JSON document.
pub fn pledges_json(
    view: View<'_>,
    name: Option<&str>,
    ledger: &Ledger<'_>,
    chosen: Chosen<'_>,
) -> String {
    let promises = chosen
        .promises
        .iter()
        .map(|at| promise(&Row::new(view, ledger, *at)));
    let groups = chosen.grouping.map_or_else(Vec::new, |by| {
        let groups = ledger.grouped(view.world, view.model, chosen.promises, by);
        let places: HashMap<usize, usize> = chosen.promises.iter().copied().zip(0..).collect();
        groups
            .into_iter()
            .map(|(common, among)| shapes::Group {
                label: heading(view, chosen.grouping, common),
                totals: sums(ledger, &among),
                promises: among
                    .iter()
                    .filter_map(|at| places.get(at).copied())
                    .collect(),
            })
            .collect()
    });
    let document = shapes::Ledger {
        version: VERSION,
        name,
        as_of: ledger.day.to_string(),
        promises: promises.collect(),
        totals: sums(ledger, chosen.promises),
        groups,
    };
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

fn promise<'a>(row: &Row<'a, '_>) -> shapes::Promise<'a> {
    let json = Json { view: row.view };
    let (promise, spoken) = (row.promise, row.promise.spoken);
    let mut pledge: Pledge<'a> = json.pledge(promise.pledge, row.around, Setting::of(spoken));
    pledge.progress.clear();
    let made_in = spoken
        .record
        .head
        .id
        .filter(|_| spoken.meeting().is_some() || spoken.document().is_some());
    let ids = |others: &[usize]| -> Vec<String> {
        others
            .iter()
            .map(|at| Row::new(row.view, row.ledger, *at).id())
            .collect()
    };
    let last = promise.due.and_then(|due| due.when.latest_possible());
    shapes::Promise {
        pledge,
        made_in: made_in.map(|id| {
            let reference = crate::model::Ref {
                name: id.name,
                span: id.span,
            };
            json.reference(reference, None)
        }),
        state: promise.state(),
        settled: promise.is_settled(),
        due_last: last.map(|day| day.to_string()),
        overdue_days: row.ledger.overdue(promise),
        history: promise
            .history
            .iter()
            .map(|event| happened(row, &json, event))
            .collect(),
        reiterated_by: ids(&promise.repeated_by),
        superseded_by: ids(&promise.replaced_by),
    }
}

fn happened<'a>(row: &Row<'a, '_>, json: &Json<'a>, event: &Event<'a>) -> shapes::Happened<'a> {
    let around = Around::record(row.view, event.record);
    let other = (event.of != row.at).then(|| Row::new(row.view, row.ledger, event.of).id());
    shapes::Happened {
        progress: json.progress(event.progress, around),
        recorded_of: other,
    }
}

fn sums(ledger: &Ledger<'_>, chosen: &[usize]) -> Vec<shapes::Total> {
    let totals = totals(ledger, chosen).into_iter();
    let total = |total: crate::ledger::Total| shapes::Total {
        currency: total.currency,
        sum: total.sum.normalize().to_string(),
        bound: total.bound.map(crate::model::Bound::name),
        promises: total.promises,
    };
    totals.map(total).collect()
}

/// The columns of the rows.
const COLUMNS: [&str; 20] = [
    "id",
    "state",
    "settled",
    "overdue_days",
    "by",
    "owed_by",
    "to",
    "promise",
    "made",
    "made_in",
    "due",
    "due_last",
    "force",
    "condition",
    "amounts",
    "total",
    "last_event",
    "reiterates",
    "supersedes",
    "sources",
];

/// The chosen promises as rows, a line each, with the names of the columns first.
pub fn pledges_csv(view: View<'_>, ledger: &Ledger<'_>, chosen: Chosen<'_>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory does not fail.
    let _ = writer.write_record(COLUMNS);
    for at in chosen.promises {
        let _ = writer.write_record(cells(&Row::new(view, ledger, *at)));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Several values in one cell are parted by `; `.
fn cells(row: &Row<'_, '_>) -> [String; 20] {
    let (view, promise) = (row.view, row.promise);
    let shape = self::promise(row);
    let name = |who: Subject| view.name(who, row.around.home);
    let actors = |actors: &[Actor]| joined(actors.iter().map(|actor| name(actor.who)));
    let owed = joined(promise.owed_by.iter().map(|owner| name(*owner)));
    let ids = |refs: &[Ref<'_>]| joined(refs.iter().map(|other| other.id.to_owned()));
    let last = promise.history.last().map(|event| {
        let state = event.progress.state.map_or("", |state| state.word);
        let text = event.progress.text.map(|text| view.text(text).into_owned());
        let line = format!("{} {state}", event.progress.date.when.edtf());
        [Some(line), text]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(": ")
    });
    let sources = view
        .sources(row.around)
        .into_iter()
        .map(|cited| citation(view, cited));
    let amounts = shape
        .pledge
        .amounts
        .iter()
        .map(|amount| amount.written.to_owned());
    let speech = &promise.pledge.speech;
    let due = promise
        .due
        .map_or_else(String::new, |due| match due.meeting {
            Some(meeting) => view.label(meeting, row.around.home).into_owned(),
            None => due.when.edtf(),
        });
    let made = promise.spoken.day().map(|day| day.when.edtf());
    let days = shape.overdue_days.map(|days| days.to_string());
    [
        row.id(),
        shape.state.to_owned(),
        shape.settled.to_string(),
        days.unwrap_or_default(),
        actors(&speech.by),
        owed,
        actors(&speech.to),
        view.text(speech.text).into_owned(),
        made.unwrap_or_default(),
        shape
            .made_in
            .as_ref()
            .map_or_else(String::new, |made| made.label.to_string()),
        due,
        shape.due_last.clone().unwrap_or_default(),
        shape.pledge.force.to_owned(),
        shape
            .pledge
            .condition
            .as_ref()
            .map_or_else(String::new, |condition| condition.text.to_string()),
        joined(amounts),
        shape
            .pledge
            .total
            .as_ref()
            .map_or_else(String::new, |total| total.written.to_owned()),
        last.unwrap_or_default(),
        ids(&shape.pledge.reiterates),
        ids(&shape.pledge.supersedes),
        joined(sources),
    ]
}

fn joined(values: impl Iterator<Item = String>) -> String {
    values.collect::<Vec<_>>().join("; ")
}
