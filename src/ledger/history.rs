//! What became of each promise: the lines about it and about the same promise given elsewhere, in order of time.

use std::collections::HashMap;

use super::{Ledger, is_after};
use crate::model::{Name, Progress, Record};

/// A line that says what became of a promise.
#[derive(Debug, Clone, Copy)]
pub struct Event<'m> {
    /// The line.
    pub progress: &'m Progress,
    /// The record that it stands in.
    pub record: &'m Record,
    /// The promise it was written of: this one, or the same one given elsewhere.
    pub of: usize,
}

/// How a promise stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// No later line says anything of it.
    Open,
    /// In a state since an event of its history.
    Since {
        /// The state.
        state: &'static str,
        /// The event's place in the history.
        event: usize,
    },
    /// Another promise has taken its place.
    Replaced(usize),
}

/// Fills in the history and the standing of every promise.
pub(super) fn tell<'m>(
    progress: impl Iterator<Item = (Name, &'m Record, &'m Progress)>,
    ledger: &mut Ledger<'m>,
) {
    let events = events(progress, ledger);
    let families = families(ledger);
    let mut of_family: HashMap<usize, Vec<Event<'m>>> = HashMap::new();
    for event in events {
        of_family.entry(families[event.of]).or_default().push(event);
    }
    for events in of_family.values_mut() {
        events.sort_by_key(|event| event.progress.date.when.in_time());
    }
    for (at, family) in families.iter().enumerate() {
        let events = of_family.get(family).map_or(&[][..], Vec::as_slice);
        let made = ledger.promises[at].spoken.when();
        let concerns =
            |event: &&Event<'_>| event.of == at || !event.progress.date.when.surely_before(made);
        ledger.promises[at].history = events.iter().filter(concerns).copied().collect();
        ledger.promises[at].standing = standing(ledger, at);
    }
}

/// Every line about a promise, up to the day of the ledger.
fn events<'m>(
    apart: impl Iterator<Item = (Name, &'m Record, &'m Progress)>,
    ledger: &Ledger<'m>,
) -> Vec<Event<'m>> {
    let mut events = Vec::new();
    for (of, promise) in ledger.promises.iter().enumerate() {
        let record = promise.spoken.record;
        let nested = promise.pledge.progress.iter();
        events.extend(nested.map(|progress| Event {
            progress,
            record,
            of,
        }));
    }
    for (pledge, record, progress) in apart {
        let of = ledger.find(pledge);
        events.extend(of.map(|of| Event {
            progress,
            record,
            of,
        }));
    }
    events.retain(|event| !is_after(event.progress.date.when, ledger.day));
    events
}

/// For each promise the least of those that repeat one another with it: a promise given twice is one promise.
fn families(ledger: &Ledger<'_>) -> Vec<usize> {
    let mut least: Vec<usize> = (0..ledger.promises.len()).collect();
    for (at, promise) in ledger.promises.iter().enumerate() {
        for other in &promise.repeats {
            let (one, two) = (root(&mut least, at), root(&mut least, *other));
            least[one.max(two)] = one.min(two);
        }
    }
    (0..least.len()).map(|at| root(&mut least, at)).collect()
}

fn root(least: &mut [usize], at: usize) -> usize {
    let mut at = at;
    while least[at] != at {
        least[at] = least[least[at]];
        at = least[at];
    }
    at
}

/// How a promise stands after all that became of it; a later promise that replaces it ends it.
fn standing(ledger: &Ledger<'_>, at: usize) -> Standing {
    let promise = &ledger.promises[at];
    let stated = |(event, line): (usize, &Event<'_>)| {
        let state = line.progress.state?.word;
        Some((state, event))
    };
    let last = promise.history.iter().enumerate().rev().find_map(stated);
    let replaced = promise
        .replaced_by
        .iter()
        .copied()
        .max_by_key(|other| ledger.promises[*other].spoken.when().in_time());
    match (last, replaced) {
        (None, None) => Standing::Open,
        (None, Some(other)) => Standing::Replaced(other),
        (Some((state, event)), None) => Standing::Since { state, event },
        (Some((state, event)), Some(other)) => {
            let line = promise.history[event].progress;
            let replacement = ledger.promises[other].spoken.when();
            let stands = line.ends() || line.date.when.in_time() > replacement.in_time();
            if stands {
                Standing::Since { state, event }
            } else {
                Standing::Replaced(other)
            }
        }
    }
}
