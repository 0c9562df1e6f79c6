//! Names, codes, dates and offices as facts of a summary.

use super::Telling;
use super::lines::uncertain;
use crate::emit::dates::in_words_of;
use crate::emit::view::Around;
use crate::model::{Claims, Day, Field, Office, Ref, Text};
use crate::vocab::languages;

impl<'a> Telling<'a> {
    /// Other names, each with its language.
    pub(super) fn names(&self, names: &[Field<Vec<Text>>]) -> Vec<String> {
        let texts = names.iter().flat_map(|field| &field.value);
        let name = |text: &Text| {
            let name = self.view.text(*text);
            let tag = text.tag.map(|tag| self.view.world.text(tag.span));
            match tag.and_then(languages::name) {
                Some(language) => format!("{name} ({language})"),
                None => name.into_owned(),
            }
        };
        texts.map(name).collect()
    }

    pub(super) fn codes(&self, codes: &[Field<Vec<Text>>]) -> Vec<String> {
        let texts = codes.iter().flat_map(|field| &field.value);
        let texts: Vec<_> = texts.map(|text| self.view.text(*text)).collect();
        vec![texts.join(", ")]
    }

    /// A field's date with what its own line says of it.
    pub(super) fn date(&mut self, date: Option<&'a Field<Day>>, around: Around<'a>) -> Vec<String> {
        let Some(date) = date else { return Vec::new() };
        let text = in_words_of(date.value);
        vec![self.claimed(text, date.claims.as_deref(), around)]
    }

    /// A value with what its own line says of it.
    pub(super) fn claimed(
        &mut self,
        value: String,
        claims: Option<&'a Claims>,
        around: Around<'a>,
    ) -> String {
        let mut value = value;
        if let Some(sure) = uncertain(claims) {
            value.push_str(&format!(" ({sure})"));
        }
        if claims.is_some_and(|claims| claims.source.is_some()) {
            let marks = self
                .report
                .footnotes
                .marks(self.view, around.within(claims));
            value.push_str(&format!(" {marks}"));
        }
        value
    }

    /// An office with the parties it is accredited to and its dates.
    pub(super) fn tenure(
        &mut self,
        office: &'a Office,
        side: Option<Ref>,
        around: Around<'a>,
    ) -> String {
        let mut text = self.view.office(office, side, None);
        let to = self.labels(office.to.iter().copied());
        if !to.is_empty() {
            text.push_str(&format!(" to {}", to.join(" and ")));
        }
        match (office.from.map(in_words_of), office.until.map(in_words_of)) {
            (Some(from), Some(until)) => text.push_str(&format!(", {from} to {until}")),
            (Some(from), None) => text.push_str(&format!(", from {from}")),
            (None, Some(until)) => text.push_str(&format!(", until {until}")),
            (None, None) => {}
        }
        self.claimed(text, office.claims.as_deref(), around)
    }
}
