//! The ledger of a few promises and of what hangs together with them: what `dip pledges` says of them, without a look at all
//! the others of a large archive.

use rustc_hash::FxHashSet;

use super::View;
use crate::ledger::{Ledger, Promise};
use crate::model::{Body, Name, Progress, Record, RecordId, Ref, Spoken, Target};
use crate::text::Span;

/// The ledger of some promises as of today; none where nobody knows what day it is.
pub(super) fn around<'a>(
    view: View<'a>,
    seeds: impl IntoIterator<Item = Spoken<'a>>,
) -> Option<Ledger<'a>> {
    let model = view.model();
    let today = view.world().today()?;
    let mut together = Together {
        view,
        spoken: Vec::new(),
        progress: Vec::new(),
        seen: FxHashSet::default(),
        records: FxHashSet::default(),
    };
    for spoken in seeds {
        together.add(spoken);
    }
    let Together {
        mut spoken,
        mut progress,
        ..
    } = together;
    spoken.sort_by_key(|spoken| spoken.speech.head.span);
    progress.sort_by_key(|(_, _, progress)| progress.span);
    Some(Ledger::among(
        model,
        today,
        spoken.into_iter(),
        progress.into_iter(),
    ))
}

/// The promise of a ledger that stands at a place.
pub(super) fn promise_at<'l, 'a>(
    ledger: &'l Ledger<'a>,
    span: Span,
) -> Option<(usize, &'l Promise<'a>)> {
    let at = |promise: &Promise<'_>| promise.pledge.speech.head.span;
    let place = ledger
        .promises
        .partition_point(|promise| at(promise) < span);
    let promise = ledger.promises.get(place)?;
    (at(promise) == span).then_some((place, promise))
}

struct Together<'a> {
    view: View<'a>,
    spoken: Vec<Spoken<'a>>,
    progress: Vec<(Name, &'a Record, &'a Progress)>,
    /// The promises and lines of progress that are there.
    seen: FxHashSet<Span>,
    /// Those at the margin that were looked at, each with the promise that they may name.
    records: FxHashSet<(RecordId, Name)>,
}

impl<'a> Together<'a> {
    fn add(&mut self, first: Spoken<'a>) {
        let mut waiting = vec![first];
        while let Some(spoken) = waiting.pop() {
            let head = &spoken.speech.head;
            if spoken.pledge.is_none() || !self.seen.insert(head.span) {
                continue;
            }
            self.spoken.push(spoken);
            for reference in earlier(spoken) {
                waiting.extend(self.pledge(reference, spoken.home()));
            }
            if let Some(id) = head.id {
                self.later(id.name, &mut waiting);
            }
        }
    }

    /// The promise that a reference leads to.
    fn pledge(&self, reference: Ref, home: Option<Name>) -> Option<Spoken<'a>> {
        match self.view.model().target(&reference, home)? {
            Target::Declared(declared) => self.view.model().spoken_as(declared.name),
            Target::Country(_) => None,
        }
    }

    /// What names a promise: lines of progress, and promises that repeat or replace it.
    fn later(&mut self, name: Name, waiting: &mut Vec<Spoken<'a>>) {
        let model = self.view.model();
        for id in self.view.home.archive.naming(name) {
            let Some(record) = model.get(id).filter(|_| self.records.insert((id, name))) else {
                continue;
            };
            let home = record.head.id.map(|id| id.name);
            let leads = |reference: Ref| {
                let target = model.target(&reference, home);
                matches!(target, Some(Target::Declared(declared)) if declared.name == name)
            };
            if let Body::Progress(progress) = &record.body
                && progress.pledge.is_some_and(leads)
                && self.seen.insert(progress.span)
            {
                self.progress.push((name, record, progress));
            }
            let others = record.spoken().filter(|other| earlier(*other).any(leads));
            waiting.extend(others);
        }
    }
}

/// The promises that another repeats or replaces.
fn earlier(spoken: Spoken<'_>) -> impl Iterator<Item = Ref> {
    let pledge = spoken.pledge;
    let repeats = pledge.and_then(|pledge| pledge.more.reiterates.as_deref());
    let replaces = pledge.and_then(|pledge| pledge.more.supersedes.as_deref());
    let fields = repeats.into_iter().chain(replaces);
    fields.flat_map(|field| field.value.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{archive, view};
    use super::*;

    #[test]
    fn a_few_promises_stand_as_they_do_among_all() {
        let (home, _) = archive(
            "meeting a \"A\" {\n  date: 2024-01-01\n  pledge one by KZ to MN \"to go\" { due: 2025 }\n  pledge lone by KZ to MN \"to stay\"\n}\n\
             meeting b \"B\" {\n  date: 2024-02-01\n  pledge two by KZ to MN \"to go\" { reiterates: a.one }\n}\n\
             meeting c \"C\" {\n  date: 2025-02-01\n  pledge three by KZ to MN \"to run\" { supersedes: b.two }\n}\n\
             progress b.two 2024-03 started\nprogress c.three 2026-02 fulfilled\n",
        );
        let view = view(&home);
        let all = Ledger::of(view.model(), view.world().today().expect("a day"));
        for spoken in view.model().spoken() {
            let few = around(view, [spoken]).expect("a day");
            let (_, one) = promise_at(&few, spoken.speech.head.span).expect("there");
            let (_, other) = promise_at(&all, spoken.speech.head.span).expect("there");
            assert_eq!(one.state(), other.state());
            assert_eq!(few.overdue(one), all.overdue(other));
            assert_eq!(one.history.len(), other.history.len());
        }
    }
}
