//! One promise's whole story: what came before it, how it was given, all that became of it, what was said about it.

use super::rows::Row;
use super::{day_in_words, made, place};
use crate::emit::dates::in_words;
use crate::emit::minutes::Minutes;
use crate::emit::report::{Entry, Markup};
use crate::emit::spans;
use crate::emit::view::{Around, View};
use crate::ledger::Ledger;
use crate::model::{Spoken, Subject, Target, When};

/// An event of the story and when it was.
struct Told {
    when: When,
    entry: Entry,
}

/// The story of a promise, by its place in the ledger.
pub fn story<'a>(view: View<'a>, ledger: &Ledger<'a>, at: usize, markup: Markup) -> String {
    let row = Row::new(view, ledger, at);
    let mut minutes = Minutes::begun(view, row.sentence());
    facts(&row, &mut minutes);
    let mut told = before_and_after(&row);
    told.push(given(&row, &mut minutes));
    told.extend(became(&row, &mut minutes));
    told.extend(fell_due(&row));
    told.sort_by_key(|told| told.when.in_time());
    let told = told.into_iter().map(|told| told.entry).collect();
    minutes.report.list("What became of it", told);
    let said = said_about(&row, &mut minutes);
    minutes.report.list("Said about it", said);
    minutes.report.written(markup)
}

fn facts<'a>(row: &Row<'a, '_>, minutes: &mut Minutes<'a>) {
    let (view, promise) = (row.view, row.promise);
    let name = |who: &Subject| view.name(*who, row.around.home);
    let owed: Vec<String> = promise.owed_by.iter().map(name).collect();
    let to = promise.pledge.speech.to.iter();
    let to: Vec<String> = to.map(|actor| name(&actor.who)).collect();
    let since = row
        .ledger
        .since(promise)
        .map(|when| format!(", {}", in_words(when)));
    let state = promise.state().replace('-', " ") + &since.unwrap_or_default();
    minutes.report.fact("Promise", vec![row.id()]);
    minutes.report.fact("Owed by", vec![owed.join(" and ")]);
    minutes.report.fact("Owed to", vec![to.join(" and ")]);
    let day = day_in_words(row.ledger.day);
    minutes.report.fact("As of", vec![day]);
    minutes.report.fact("State", vec![state]);
    minutes.report.fact("Due", row.due().into_iter().collect());
    let mut terms = minutes.terms(promise.pledge, row.around);
    terms.extend(minutes.under(&promise.pledge.speech, row.around));
    minutes.report.fact("Terms", terms);
}

/// How it was given.
fn given<'a>(row: &Row<'a, '_>, minutes: &mut Minutes<'a>) -> Told {
    let marks = minutes.marks(row.around);
    let spoken = row.promise.spoken;
    let at = place(row.view, row);
    Told {
        when: spoken.when(),
        entry: Entry {
            mark: in_words(spoken.when()),
            text: format!("promised{at} {marks}"),
            under: Vec::new(),
        },
    }
}

/// What became of it.
fn became<'a>(row: &Row<'a, '_>, minutes: &mut Minutes<'a>) -> Vec<Told> {
    let mut told = Vec::new();
    for event in &row.promise.history {
        let when = event.progress.date.when;
        let mark = in_words(when);
        let line = row.event(minutes, event);
        let text = line
            .strip_prefix(&format!("{mark}: "))
            .unwrap_or(&line)
            .to_owned();
        let claims = event.progress.claims.as_deref();
        let under = minutes.remarks(claims, Around::record(row.view, event.record));
        told.push(Told {
            when,
            entry: Entry { mark, text, under },
        });
    }
    told
}

/// The promises that it repeats and replaces, and those that repeat and replace it.
fn before_and_after(row: &Row<'_, '_>) -> Vec<Told> {
    let promise = row.promise;
    let kinds = [
        (&promise.repeats, "given before"),
        (&promise.replaces, "replaced by this promise"),
        (&promise.repeated_by, "given again"),
        (&promise.replaced_by, "replaced"),
    ];
    let mut told = Vec::new();
    for (others, what) in kinds {
        for other in others {
            let other = Row::new(row.view, row.ledger, *other);
            let when = other.promise.spoken.when();
            told.push(Told {
                when,
                entry: Entry {
                    mark: in_words(when),
                    text: format!("{what}: {}", other.sentence()),
                    under: vec![format!("{}, {}", other.id(), made(row.view, &other))],
                },
            });
        }
    }
    told
}

/// The day that it fell due, if it was still owed then.
fn fell_due(row: &Row<'_, '_>) -> Option<Told> {
    let due = row.promise.due?;
    let last = due.when.latest_possible()?;
    let day = When::At(last.into());
    let settled = row.promise.is_settled();
    let before = row
        .ledger
        .since(row.promise)
        .is_some_and(|since| !day.surely_before(since));
    if last >= row.ledger.day || (settled && before) {
        return None;
    }
    let long = spans::long(last, row.ledger.day);
    let overdue = row.ledger.overdue(row.promise);
    let text = overdue.map_or_else(|| "due".to_owned(), |_| format!("due; overdue by {long}"));
    Some(Told {
        when: day,
        entry: Entry {
            mark: day_in_words(last),
            text,
            under: Vec::new(),
        },
    })
}

/// Statements whose subject it is.
fn said_about<'a>(row: &Row<'a, '_>, minutes: &mut Minutes<'a>) -> Vec<Entry> {
    let Some(id) = row.promise.pledge.speech.head.id else {
        return Vec::new();
    };
    let model = row.view.model;
    let about = |spoken: &Spoken<'_>| {
        let subjects = spoken.speech.about.iter().flat_map(|field| &field.value);
        let mut named = subjects.filter_map(|subject| subject.named());
        named.any(|subject| match model.target(&subject, spoken.home()) {
            Some(Target::Declared(declared)) => declared.name == id.name,
            _ => false,
        })
    };
    let day = When::At(row.ledger.day.into());
    let said = model
        .spoken()
        .filter(|spoken| !day.surely_before(spoken.when()));
    let mut said: Vec<Spoken<'a>> = said.filter(about).collect();
    said.sort_by_key(|spoken| spoken.when().in_time());
    let entry = |spoken: Spoken<'a>| {
        let around = Around::spoken(row.view, spoken);
        let mut entry = minutes.statement(spoken.speech, around);
        let claims = spoken.speech.head.claims.as_deref();
        if claims.is_none_or(|claims| claims.source.is_none()) {
            entry.text.push_str(&format!(" {}", minutes.marks(around)));
        }
        entry.mark = in_words(spoken.when());
        entry.under.retain(|line| !line.starts_with("about: "));
        entry
    };
    said.into_iter().map(entry).collect()
}
