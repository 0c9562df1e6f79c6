//! Summaries: an archive at a glance, and all that it says of one person, party or topic.

mod attendance;
mod company;
mod facts;
mod lines;
mod overview;
mod party;
mod people;
mod person;
mod promises;
mod tally;
mod topic;

use super::reading::in_a_sentence;
use super::report::{Markup, Report};
use super::view::View;
use crate::ledger::Ledger;
use crate::model::{Model, Name, Ref};
use crate::text::{SourceId, Span};

/// What a summary is of.
#[derive(Debug, Clone, Copy)]
pub enum Summary<'n> {
    /// The whole archive, by its name.
    Archive(&'n str),
    /// A person.
    Person(Name),
    /// A party, a country included.
    Party(Name),
    /// A topic, the narrower ones included.
    Topic(Name),
}

/// Writes a summary; promises stand as on the day of the ledger.
pub fn summary<'a>(
    view: View<'a>,
    ledger: &'a Ledger<'a>,
    of: Summary<'_>,
    markup: Markup,
) -> String {
    let report = match of {
        Summary::Archive(name) => overview::report(view, ledger, name),
        Summary::Person(person) => person::report(view, ledger, person),
        Summary::Party(party) => party::report(view, ledger, party),
        Summary::Topic(topic) => topic::report(view, ledger, topic),
    };
    report.written(markup)
}

/// A summary before it is laid out.
struct Telling<'a> {
    view: View<'a>,
    ledger: &'a Ledger<'a>,
    report: Report,
}

impl<'a> Telling<'a> {
    fn begun(view: View<'a>, ledger: &'a Ledger<'a>, title: impl Into<String>) -> Self {
        let report = Report::titled(title);
        Self {
            view,
            ledger,
            report,
        }
    }

    /// The name for people of a record or a country.
    fn label(&self, reference: Ref) -> String {
        self.view.label(reference, None).into_owned()
    }

    /// The names of parties as they stand in a sentence.
    fn sides(&self, references: impl Iterator<Item = Ref>) -> Vec<String> {
        references
            .map(|reference| in_a_sentence(&self.view.label(reference, None)))
            .collect()
    }

    fn labels(&self, references: impl Iterator<Item = Ref>) -> Vec<String> {
        references.map(|reference| self.label(reference)).collect()
    }

    /// The finished report; a word instead of nothing.
    fn ended(mut self, nothing: &str) -> Report {
        if self.report.parts.is_empty() {
            self.report.notes.push(nothing.to_owned());
        }
        self.report
    }
}

/// A name as a reference, to be shown.
fn reference(model: &Model, name: Name) -> Ref {
    let declared = model.index.declared(name);
    let span = declared.map_or(Span::new(SourceId::new(0), 0, 0), |declared| declared.span);
    Ref { name, span }
}
