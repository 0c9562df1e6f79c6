//! Promises in short: the sentence, how it stands, by when it is due and how long it is overdue.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::Telling;
use crate::emit::dates::{days_in_words, in_words_of};
use crate::emit::reading;
use crate::emit::report::{Entry, Table};
use crate::emit::spans;
use crate::emit::view::{Around, Setting};
use crate::ledger::{Promise, Standing};
use crate::model::{Moment, Name, When};

/// So many promises are listed in an overview; the rest are counted.
const OVERDUE: usize = 15;
const NEXT: usize = 5;

/// What stands before a promise in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// How it stands, `overdue` included.
    State,
    /// By when it is due.
    Due,
}

impl<'a> Telling<'a> {
    /// Promises with how they stand: the overdue first, then those that are due, then those that nothing is owed of.
    pub(super) fn promises(&mut self, mut places: Vec<usize>) -> Vec<Entry> {
        let ledger = self.ledger;
        places.sort_by_cached_key(|at| {
            let promise = &ledger.promises[*at];
            let due = promise.due.and_then(|due| due.when.latest_possible());
            (
                Reverse(ledger.overdue(promise)),
                !promise.is_awaited(),
                due.unwrap_or(Date::MAX),
                *at,
            )
        });
        places
            .into_iter()
            .map(|at| self.promise(at, Lead::State))
            .collect()
    }

    /// The places in the ledger of the promises that fit.
    pub(super) fn places(&self, fits: impl Fn(&Promise<'a>) -> bool) -> Vec<usize> {
        let promises = self.ledger.promises.iter().enumerate();
        promises
            .filter_map(|(at, promise)| fits(promise).then_some(at))
            .collect()
    }

    /// Promises found by who owes them or whom they were made to.
    pub(super) fn wanted(&self, wanted: crate::ledger::Wanted) -> Vec<usize> {
        self.ledger.wanted(self.view.model, wanted)
    }

    fn promise(&mut self, at: usize, lead: Lead) -> Entry {
        let ledger = self.ledger;
        let promise = &ledger.promises[at];
        let around = Around::spoken(self.view, promise.spoken);
        let setting = Setting::of(promise.spoken);
        let sentence = reading::pledge(self.view, promise.pledge, around, setting);
        let marks = self.report.footnotes.marks(self.view, around);
        let overdue = self.overdue(promise);
        let due = self.due(promise);
        let mark = match (lead, &overdue) {
            (Lead::Due, _) => due.clone().unwrap_or_default(),
            (Lead::State, Some(_)) => "overdue".to_owned(),
            (Lead::State, None) => promise.state().replace('-', " "),
        };
        let mut facts = Vec::new();
        let made = promise.spoken.when();
        if made != When::Undated {
            facts.push(format!("made {}", days_in_words(made)));
        }
        facts.extend(
            due.filter(|_| lead == Lead::State)
                .map(|due| format!("due {due}")),
        );
        facts.extend(overdue.map(|long| format!("overdue by {long}")));
        facts.extend(promise.pledge.speech.head.id.map(|id| self.id(id.name)));
        let mut under = vec![facts.join("; ")];
        under.extend(self.news(promise));
        Entry {
            mark,
            text: format!("{sentence} {marks}").trim_end().to_owned(),
            under,
        }
    }

    /// How a promise came to stand as it does, on what evidence.
    fn news(&mut self, promise: &Promise<'a>) -> Option<String> {
        match promise.standing {
            Standing::Open => None,
            Standing::Since { event, .. } => {
                let event = promise.history.get(event)?;
                let around = Around::record(self.view, event.record);
                let around = around.within(event.progress.claims.as_deref());
                let news = self.view.progress(event.progress, around);
                let marks = self.report.footnotes.marks(self.view, around);
                Some(format!("{news} {marks}").trim_end().to_owned())
            }
            Standing::Replaced(other) => {
                let other = self.ledger.promises.get(other)?;
                let id = other.pledge.speech.head.id?;
                Some(format!("replaced by {}", self.id(id.name)))
            }
        }
    }

    fn id(&self, name: Name) -> String {
        self.view.model.names.spelling(name).to_owned()
    }

    /// By when a promise is due, in words.
    fn due(&self, promise: &Promise<'a>) -> Option<String> {
        let due = promise.due?;
        let Some(meeting) = due.meeting else {
            return Some(days_in_words(due.when));
        };
        let label = self.label(meeting);
        let date = self.view.model.meeting(meeting)?.date.as_ref();
        Some(match date {
            Some(date) => format!("{label}, {}", in_words_of(date.value)),
            None => label,
        })
    }

    /// How long a promise has been overdue: `3 days`, `10 months`, `2 years and 1 month`.
    fn overdue(&self, promise: &Promise<'a>) -> Option<String> {
        self.ledger.overdue(promise)?;
        let last = promise.due?.when.latest_possible()?;
        Some(spans::long(last, self.ledger.day))
    }

    pub(super) fn states(&mut self) {
        let all = self.places(|_| true);
        let rows = self.ledger.states(&all).into_iter();
        let table = Table {
            head: vec!["State", "Promises"],
            rows: rows
                .map(|(state, number)| vec![state.replace('-', " "), number.to_string()])
                .collect(),
        };
        let day = days_in_words(When::At(Moment::from(self.ledger.day)));
        self.report
            .table(format!("How promises stand on {day}"), table, Vec::new());
    }

    pub(super) fn overdue_promises(&mut self) {
        let overdue = self.places(|promise| self.ledger.overdue(promise).is_some());
        self.by_deadline("Overdue", overdue, OVERDUE);
    }

    pub(super) fn due_next(&mut self) {
        let due = self.places(|promise| {
            let due = promise.due.and_then(|due| due.when.latest_possible());
            promise.is_awaited() && due.is_some_and(|due| due >= self.ledger.day)
        });
        self.by_deadline("Due next", due, NEXT);
    }

    /// The promises that are due first, and how many more there are.
    fn by_deadline(&mut self, heading: &str, mut places: Vec<usize>, most: usize) {
        let promises = &self.ledger.promises;
        places.sort_by_key(|at| {
            let due = promises[*at].due;
            due.and_then(|due| due.when.latest_possible())
        });
        let more = places.len().saturating_sub(most);
        let first: Vec<Entry> = places
            .into_iter()
            .take(most)
            .map(|at| self.promise(at, Lead::Due))
            .collect();
        self.report.list(heading, first);
        if more > 0
            && let Some(part) = self.report.parts.last_mut()
        {
            part.closing.push(format!("and {more} more"));
        }
    }
}
