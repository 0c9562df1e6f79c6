//! The ledger of promises for people: each with who owes it, since when, by when, how it stands and on what evidence.

mod rows;
mod shapes;
mod story;
mod tables;

pub use shapes::schema as pledges_schema;
pub use story::story;
pub use tables::{pledges_csv, pledges_json};

use super::dates::in_words_of;
use super::minutes::Minutes;
use super::report::{Entry, Markup, Part};
use super::spans;
use super::view::View;
use crate::diag::count;
use crate::ledger::{Common, Grouping, Ledger, totals};
use crate::model::{Moment, Subject, When};
use rows::Row;

/// What of a ledger is printed.
#[derive(Debug, Clone, Copy)]
pub struct Chosen<'c> {
    /// The promises, by their places in the ledger, in order.
    pub promises: &'c [usize],
    /// What was asked for, in words.
    pub asked: &'c [String],
    /// By what they are put together.
    pub grouping: Option<Grouping>,
}

/// The ledger of the chosen promises.
pub fn pledges<'a>(
    view: View<'a>,
    ledger: &Ledger<'a>,
    chosen: Chosen<'_>,
    markup: Markup,
) -> String {
    let title = format!("Promises as of {}", day_in_words(ledger.day));
    let mut minutes = Minutes::begun(view, title);
    minutes
        .report
        .fact("Asked for", vec![chosen.asked.join("; ")]);
    minutes
        .report
        .fact("In all", vec![in_all(ledger, chosen.promises)]);
    let groups = match chosen.grouping {
        Some(by) => ledger.grouped(view.world, view.model, chosen.promises, by),
        None => vec![(Common::Nothing, chosen.promises.to_vec())],
    };
    let alone = chosen.grouping.is_none();
    for (common, promises) in groups {
        let entry = |at: &usize| Row::new(view, ledger, *at).entry(&mut minutes);
        let entries: Vec<Entry> = promises.iter().map(entry).collect();
        let heading = if alone {
            String::new()
        } else {
            heading(view, chosen.grouping, common)
        };
        minutes.report.parts.push(Part {
            heading,
            entries,
            closing: money(ledger, &promises),
            ..Part::default()
        });
    }
    minutes.report.written(markup)
}

/// How many there are, and how they stand.
fn in_all(ledger: &Ledger<'_>, promises: &[usize]) -> String {
    let states = ledger.states(promises);
    let states: Vec<String> = states
        .iter()
        .map(|(state, number)| format!("{number} {}", state.replace('-', " ")))
        .collect();
    let overdue = promises
        .iter()
        .filter(|at| ledger.overdue(&ledger.promises[**at]).is_some())
        .count();
    let overdue = (overdue > 0).then(|| format!("; {overdue} overdue"));
    let of = if states.is_empty() { "" } else { ": " };
    format!(
        "{}{of}{}{}",
        count(promises.len(), "promise"),
        states.join(", "),
        overdue.unwrap_or_default()
    )
}

/// What the promises of a group have in common, in words.
fn heading(view: View<'_>, grouping: Option<Grouping>, common: Common) -> String {
    match (common, grouping) {
        (Common::Of(Subject::Named(reference)), _) => view.label(reference, None).into_owned(),
        (Common::Of(Subject::Unnamed(text)), _) => view.text(text).into_owned(),
        (Common::State(state), _) => capitalised(&state.replace('-', " ")),
        (Common::Nothing, Some(Grouping::To)) => "To nobody in particular".to_owned(),
        (Common::Nothing, Some(Grouping::About)) => "On no named subject".to_owned(),
        (Common::Nothing, _) => "Others".to_owned(),
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// What a group comes to in each currency; nothing where only one promise names a sum, for that is said above.
fn money(ledger: &Ledger<'_>, promises: &[usize]) -> Vec<String> {
    let totals = totals(ledger, promises);
    let sums = totals
        .iter()
        .filter(|total| total.promises > 1)
        .map(|total| {
            let bound = total
                .bound
                .map_or(String::new(), |bound| format!("{} ", bound.name()));
            let sum = spans::grouped(&total.sum.normalize().to_string());
            let of = count(total.promises, "promise");
            format!("Together {bound}{sum} {} in {of}.", total.currency)
        });
    sums.collect()
}

/// A day of the calendar in words.
fn day_in_words(day: jiff::civil::Date) -> String {
    super::dates::in_words(When::At(Moment::from(day)))
}

/// When and where a promise was made: `made 29 October 2024 at “Talks in Lisbon”`.
fn made<'a>(view: View<'a>, row: &Row<'a, '_>) -> String {
    let spoken = row.promise.spoken;
    let day = spoken
        .day()
        .map_or_else(String::new, |day| format!("made {}", in_words_of(day)));
    format!("{day}{}", place(view, row)).trim_start().to_owned()
}

/// The meeting or document that a promise was made at or in, with the word before it.
fn place<'a>(view: View<'a>, row: &Row<'a, '_>) -> String {
    let spoken = row.promise.spoken;
    let word = if spoken.document().is_some() {
        "in"
    } else {
        "at"
    };
    let label = spoken.record.head.label;
    label.map_or_else(String::new, |label| {
        format!(" {word} “{}”", view.text(label))
    })
}
