//! Footnotes: what a line rests on, each source and place once, in the order of first use.

use std::collections::HashMap;

use crate::emit::dates::in_words_of;
use crate::emit::view::{Around, Cited, View};
use crate::model::Body;

/// The footnotes of a report.
#[derive(Default)]
pub(in crate::emit) struct Footnotes {
    texts: Vec<String>,
    numbers: HashMap<String, usize>,
}

/// Around the number of a footnote in a line. No text of a record can hold them, so no text is taken for a mark.
pub(super) const MARK: [char; 2] = ['\u{1}', '\u{2}'];

impl Footnotes {
    /// The marks of the footnotes for what a line rests on.
    pub(in crate::emit) fn marks(&mut self, view: View<'_>, around: Around<'_>) -> String {
        let cited = view.sources(around);
        cited
            .into_iter()
            .map(|cited| {
                let number = self.number(citation(view, cited));
                format!("{}{number}{}", MARK[0], MARK[1])
            })
            .collect()
    }

    /// The number of a footnote, a new one unless the same is there.
    fn number(&mut self, text: String) -> usize {
        if let Some(number) = self.numbers.get(&text) {
            return *number;
        }
        self.texts.push(text.clone());
        self.numbers.insert(text, self.texts.len());
        self.texts.len()
    }

    pub(super) fn texts(&self) -> &[String] {
        &self.texts
    }
}

/// A source in words: its name, who published it, its date, the place in it.
pub(in crate::emit) fn citation(view: View<'_>, cited: Cited) -> String {
    let document = cited.document.map(|document| {
        let label = view.label(document, None);
        let record = view.record(document, None);
        let details = record.and_then(|record| match &record.body {
            Body::Document(paper) => {
                let publisher = paper.publisher.iter().flat_map(|field| &field.value);
                let publisher = publisher.map(|actor| view.name(actor.who, None));
                let date = paper.date.as_ref().map(|date| in_words_of(date.value));
                Some(publisher.chain(date).collect::<Vec<_>>().join(", "))
            }
            _ => None,
        });
        match details.filter(|details| !details.is_empty()) {
            Some(details) => format!("“{label}”, {details}"),
            None => format!("“{label}”"),
        }
    });
    let locator = cited.locator.map(|locator| view.text(locator).into_owned());
    let parts: Vec<String> = document.into_iter().chain(locator).collect();
    parts.join(", ")
}
