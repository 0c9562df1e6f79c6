//! Texts, references, dates and claims as JSON.

use std::borrow::Cow;

use super::{Json, word};
use crate::emit::shapes::{self, At, Claims, FieldClaims, Head, Iso, Ref, Text};
use crate::emit::view::Around;
use crate::model::{self, Day, Field, Moment, Name, Target, When};
use crate::text::Span;

impl<'a> Json<'a> {
    pub(super) fn at(&self, span: Span) -> At<'a> {
        let source = self.view.world.source(span.source);
        let place = source.place(span.start);
        At {
            path: source.path(),
            line: place.line,
            column: place.column,
        }
    }

    pub(super) fn text(&self, text: model::Text, around: Around<'a>) -> Text<'a> {
        Text {
            text: self.view.text(text),
            language: self.view.language(text, around),
        }
    }

    pub(super) fn plain(&self, text: model::Text) -> Cow<'a, str> {
        self.view.text(text)
    }

    pub(in crate::emit) fn reference(&self, reference: model::Ref, home: Option<Name>) -> Ref<'a> {
        let spelling = |name: Name| self.view.model.names.spelling(name);
        let target = self.view.model.target(&reference, home);
        let (id, kind) = match target {
            Some(Target::Declared(declared)) => (spelling(declared.name), declared.kind.noun()),
            Some(Target::Country(country)) => (country.code, "party"),
            None => (spelling(reference.name), "unknown"),
        };
        Ref {
            id,
            kind,
            label: self.view.label_of(reference, target),
        }
    }

    pub(super) fn actor(&self, actor: &model::Actor, around: Around<'a>) -> shapes::Actor<'a> {
        let text = match actor.who {
            model::Subject::Unnamed(text) => Some(self.plain(text)),
            model::Subject::Named(_) => None,
        };
        let who = actor
            .who
            .named()
            .map(|who| self.reference(who, around.home));
        shapes::Actor {
            who,
            text,
            side: actor.side.map(|side| self.reference(side, around.home)),
        }
    }

    pub(super) fn actors(
        &self,
        field: Option<&Field<model::Few<model::Actor>>>,
        around: Around<'a>,
    ) -> Vec<shapes::Actor<'a>> {
        field
            .into_iter()
            .flat_map(|field| &field.value)
            .map(|actor| self.actor(actor, around))
            .collect()
    }

    pub(super) fn refs(
        &self,
        field: Option<&Field<Vec<model::Ref>>>,
        around: Around<'a>,
    ) -> Vec<Ref<'a>> {
        field
            .into_iter()
            .flat_map(|field| &field.value)
            .map(|reference| self.reference(*reference, around.home))
            .collect()
    }

    pub(super) fn subjects(
        &self,
        field: Option<&Field<model::Few<model::Subject>>>,
        around: Around<'a>,
    ) -> Vec<shapes::Subject<'a>> {
        let subjects = field.into_iter().flat_map(|field| &field.value);
        let subject = |subject: &model::Subject| match subject {
            model::Subject::Named(reference) => shapes::Subject {
                record: Some(self.reference(*reference, around.home)),
                text: None,
            },
            model::Subject::Unnamed(text) => shapes::Subject {
                record: None,
                text: Some(self.plain(*text)),
            },
        };
        subjects.map(subject).collect()
    }

    pub(super) fn texts(
        &self,
        fields: &'a [Field<Vec<model::Text>>],
        around: Around<'a>,
    ) -> Vec<Text<'a>> {
        let one = |field: &'a Field<Vec<model::Text>>| {
            let around = around.within(field.claims.as_deref());
            field.value.iter().map(move |text| self.text(*text, around))
        };
        fields.iter().flat_map(one).collect()
    }

    pub(super) fn codes(&self, fields: &[Field<Vec<model::Text>>]) -> Vec<Cow<'a, str>> {
        fields
            .iter()
            .flat_map(|field| &field.value)
            .map(|text| self.plain(*text))
            .collect()
    }

    pub(super) fn written(
        &self,
        field: Option<&'a Field<model::Text>>,
        around: Around<'a>,
    ) -> Option<Text<'a>> {
        field.map(|field| self.text(field.value, around.within(field.claims.as_deref())))
    }

    pub(super) fn date(&self, day: Day) -> shapes::Date<'a> {
        let written = self.view.world.text(day.span);
        let edtf = if is_edtf(day.when, written) {
            Cow::Borrowed(written)
        } else {
            Cow::Owned(day.when.edtf())
        };
        shapes::Date {
            written,
            edtf,
            earliest: day.when.earliest().map(Iso),
            latest: day.when.latest().map(Iso),
        }
    }

    pub(super) fn day(&self, field: Option<&Field<Day>>) -> Option<shapes::Date<'a>> {
        field.map(|field| self.date(field.value))
    }

    /// What a line says of itself; its sources are those that hold for it, its own or inherited.
    pub(super) fn claims(&self, own: Option<&'a model::Claims>, around: Around<'a>) -> Claims<'a> {
        Claims {
            source: self.sources(around),
            ..self.remarks(own, around)
        }
    }

    /// The same with its own sources only, for what stands inside a record that has told them already.
    pub(super) fn own_claims(
        &self,
        own: Option<&'a model::Claims>,
        around: Around<'a>,
    ) -> Claims<'a> {
        let has_source = own.is_some_and(|own| own.source.is_some());
        let source = if has_source {
            self.sources(around)
        } else {
            Vec::new()
        };
        Claims {
            source,
            ..self.remarks(own, around)
        }
    }

    fn sources(&self, around: Around<'a>) -> Vec<shapes::Citation<'a>> {
        let sources = self.view.sources(around).into_iter();
        sources
            .map(|cited| self.citation(cited.document, cited.locator))
            .collect()
    }

    fn citation(
        &self,
        document: Option<model::Ref>,
        locator: Option<model::Text>,
    ) -> shapes::Citation<'a> {
        shapes::Citation {
            document: document.map(|document| self.reference(document, None)),
            locator: locator.map(|locator| self.plain(locator)),
        }
    }

    /// What a line says of itself beside its sources.
    fn remarks(&self, own: Option<&'a model::Claims>, around: Around<'a>) -> Claims<'a> {
        let Some(own) = own else {
            return Claims::default();
        };
        let against = own.more.against.iter().flat_map(|field| &field.value);
        let extra = own.more.extra.iter().map(|extra| {
            let value = match extra.value {
                model::Written::Text(text) => self.plain(text),
                model::Written::Plain(span) => Cow::Borrowed(self.view.world.text(span)),
            };
            (self.view.model.names.spelling(extra.key), value)
        });
        Claims {
            source: Vec::new(),
            against: against
                .map(|citation| self.citation(citation.document, citation.locator))
                .collect(),
            reported_by: self.actors(own.more.reported_by.as_deref(), around),
            certainty: word(own.more.certainty.as_deref()),
            note: own
                .more
                .note
                .as_deref()
                .map(|note| self.text(note.value, around)),
            extra: extra.collect(),
        }
    }

    pub(super) fn head(
        &self,
        head: &'a model::Head,
        around: Around<'a>,
        fields: FieldClaims<'a>,
    ) -> Head<'a> {
        let mut claims = self.claims(head.claims.as_deref(), around);
        // A document named for its whole file is not its own source.
        let own = head.id.map(|id| self.view.model.names.spelling(id.name));
        claims.source.retain(|citation| {
            citation
                .document
                .as_ref()
                .is_none_or(|document| Some(document.id) != own)
        });
        Head {
            id: own,
            label: head.label.map(|label| self.text(label, around)),
            at: self.at(head.span),
            claims,
            fields,
        }
    }

    /// Notes what a field says of itself under its key.
    pub(super) fn of_field<T>(
        &self,
        fields: &mut FieldClaims<'a>,
        key: &'static str,
        field: Option<&'a Field<T>>,
        around: Around<'a>,
    ) {
        if let Some(claims) = field.and_then(|field| field.claims.as_deref()) {
            fields
                .entry(key)
                .or_default()
                .push(self.own_claims(Some(claims), around.within(Some(claims))));
        }
    }

    pub(super) fn of_fields<T>(
        &self,
        fields: &mut FieldClaims<'a>,
        key: &'static str,
        several: &'a [Field<T>],
        around: Around<'a>,
    ) {
        several
            .iter()
            .for_each(|field| self.of_field(fields, key, Some(field), around));
    }
}

/// Whether a date is written as EDTF writes it: a year, month or day without more.
fn is_edtf(when: When, written: &str) -> bool {
    const GRAINS: [usize; 3] = ["2024".len(), "2024-10".len(), "2024-10-29".len()];
    match when {
        When::At(Moment {
            time: None,
            qualifier: None,
            ..
        }) => GRAINS.contains(&written.len()),
        _ => false,
    }
}
