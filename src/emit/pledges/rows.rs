//! One promise of the ledger in lines.

use super::made;
use crate::emit::dates::in_words;
use crate::emit::minutes::Minutes;
use crate::emit::reading::{self, in_a_sentence};
use crate::emit::report::Entry;
use crate::emit::spans;
use crate::emit::view::{Around, Setting, View};
use crate::ledger::{Event, Ledger, Promise, Standing};
use crate::model::Subject;

/// A promise, with all that is needed to tell of it.
#[derive(Clone, Copy)]
pub(super) struct Row<'a, 'l> {
    pub(super) view: View<'a>,
    pub(super) ledger: &'l Ledger<'a>,
    pub(super) promise: &'l Promise<'a>,
    pub(super) at: usize,
    pub(super) around: Around<'a>,
}

impl<'a, 'l> Row<'a, 'l> {
    pub(super) fn new(view: View<'a>, ledger: &'l Ledger<'a>, at: usize) -> Self {
        let promise = &ledger.promises[at];
        let around = Around::spoken(view, promise.spoken);
        Self {
            view,
            ledger,
            promise,
            at,
            around,
        }
    }

    /// The promise as a sentence.
    pub(super) fn sentence(&self) -> String {
        let setting = Setting::of(self.promise.spoken);
        reading::pledge(self.view, self.promise.pledge, self.around, setting)
    }

    /// Its id, or its place where it has none.
    pub(super) fn id(&self) -> String {
        match self.promise.pledge.speech.head.id {
            Some(id) => self.view.model.names.spelling(id.name).to_owned(),
            None => {
                let span = self.promise.pledge.speech.head.span;
                let path = self.view.world.source(span.source).path();
                format!("{path}:{}", self.view.world.line(span))
            }
        }
    }

    /// How it stands, in a word.
    pub(super) fn mark(&self) -> String {
        match self.ledger.overdue(self.promise) {
            Some(_) => "overdue".to_owned(),
            None => self.promise.state().replace('-', " "),
        }
    }

    /// Who owes it, where that is not one who made it.
    fn owed_by(&self) -> Option<String> {
        let by = &self.promise.pledge.speech.by;
        let speaks = |owner: &Subject| by.iter().any(|actor| same(actor.who, *owner));
        let others = self.promise.owed_by.iter().filter(|owner| !speaks(owner));
        let names: Vec<String> = others
            .map(|owner| in_a_sentence(&self.view.name(*owner, None)))
            .collect();
        (!names.is_empty()).then(|| names.join(" and "))
    }

    /// By when it is due, and how long that is past.
    pub(super) fn due(&self) -> Option<String> {
        let due = self.promise.due?;
        let mut text = match due.meeting {
            Some(meeting) => format!("by “{}”", self.view.label(meeting, self.around.home)),
            None => in_words(due.when),
        };
        if due.meeting.is_some() {
            text.push_str(&format!(", {}", in_words(due.when)));
        }
        let last = due.when.latest_possible()?;
        if self.ledger.overdue(self.promise).is_some() {
            let long = spans::long(last, self.ledger.day);
            text.push_str(&format!("; overdue by {long}"));
        }
        Some(text)
    }

    /// A line of its history; says so when it was written of the same promise given elsewhere.
    pub(super) fn event(&self, minutes: &mut Minutes<'a>, event: &Event<'a>) -> String {
        let record = Around::record(self.view, event.record);
        let nested = event.progress.pledge.is_none();
        let around = if nested {
            record.within(event.progress.claims.as_deref())
        } else {
            record
        };
        let mut text = minutes.progress(event.progress, around);
        if event.of != self.at {
            let other = Row::new(self.view, self.ledger, event.of);
            text.push_str(&format!(" (of {})", other.id()));
        }
        text
    }

    /// The promise in the ledger: its state, its sentence, and all that hangs on it.
    pub(super) fn entry(&self, minutes: &mut Minutes<'a>) -> Entry {
        let marks = minutes.marks(self.around);
        let given = made(self.view, self);
        let mut under = vec![format!("{}, {given} {marks}", self.id())];
        under.extend(self.owed_by().map(|owner| format!("owed by {owner}")));
        under.extend(self.due().map(|due| format!("due: {due}")));
        under.extend(minutes.terms(self.promise.pledge, self.around));
        under.extend(minutes.under(&self.promise.pledge.speech, self.around));
        if let Standing::Replaced(other) = self.promise.standing {
            let other = Row::new(self.view, self.ledger, other);
            under.push(format!(
                "replaced by {}, {}",
                other.id(),
                made(self.view, &other)
            ));
        }
        let repeated = self.promise.repeated_by.iter().map(|other| {
            let other = Row::new(self.view, self.ledger, *other);
            format!("given again as {}, {}", other.id(), made(self.view, &other))
        });
        under.extend(repeated);
        for event in &self.promise.history {
            let line = self.event(minutes, event);
            let claims = event.progress.claims.as_deref();
            let remarks = minutes.remarks(claims, Around::record(self.view, event.record));
            under.push(if remarks.is_empty() {
                line
            } else {
                format!("{line} ({})", remarks.join("; "))
            });
        }
        Entry {
            mark: self.mark(),
            text: self.sentence(),
            under,
        }
    }
}

fn same(one: Subject, other: Subject) -> bool {
    match (one, other) {
        (Subject::Named(one), Subject::Named(other)) => one.name == other.name,
        (Subject::Unnamed(one), Subject::Unnamed(other)) => one.span == other.span,
        _ => false,
    }
}
