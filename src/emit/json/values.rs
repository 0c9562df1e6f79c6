//! Texts, references, dates and claims as JSON.

use super::Json;
use crate::emit::shapes::{self, At, Claims, FieldClaims, Head, Ref, Text};
use crate::emit::view::Around;
use crate::model::{self, Day, Field, Name, Target};
use crate::text::Span;

impl<'a> Json<'a> {
    pub(super) fn at(&self, span: Span) -> At {
        let source = self.view.world.source(span.source);
        let place = source.place(span.start);
        At {
            path: source.path().to_owned(),
            line: place.line,
            column: place.column,
        }
    }

    pub(super) fn text(&self, text: model::Text, around: Around<'a>) -> Text {
        Text {
            text: self.view.text(text).into_owned(),
            language: self.view.language(text, around).map(str::to_owned),
        }
    }

    pub(super) fn plain(&self, text: model::Text) -> String {
        self.view.text(text).into_owned()
    }

    pub(in crate::emit) fn reference(&self, reference: model::Ref, home: Option<Name>) -> Ref {
        let spelling = |name: Name| self.view.model.names.spelling(name).to_owned();
        let (id, kind) = match self.view.model.target(&reference, home) {
            Some(Target::Declared(declared)) => (spelling(declared.name), declared.kind.noun()),
            Some(Target::Country(country)) => (country.code.to_owned(), "party"),
            None => (spelling(reference.name), "unknown"),
        };
        Ref {
            id,
            kind: kind.to_owned(),
            label: self.view.label(reference, home).into_owned(),
        }
    }

    pub(super) fn actor(&self, actor: &model::Actor, around: Around<'a>) -> shapes::Actor {
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
        field: Option<&Field<Vec<model::Actor>>>,
        around: Around<'a>,
    ) -> Vec<shapes::Actor> {
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
    ) -> Vec<Ref> {
        field
            .into_iter()
            .flat_map(|field| &field.value)
            .map(|reference| self.reference(*reference, around.home))
            .collect()
    }

    pub(super) fn subjects(
        &self,
        field: Option<&Field<Vec<model::Subject>>>,
        around: Around<'a>,
    ) -> Vec<shapes::Subject> {
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
    ) -> Vec<Text> {
        let one = |field: &'a Field<Vec<model::Text>>| {
            let around = around.within(field.claims.as_deref());
            field.value.iter().map(move |text| self.text(*text, around))
        };
        fields.iter().flat_map(one).collect()
    }

    pub(super) fn codes(&self, fields: &[Field<Vec<model::Text>>]) -> Vec<String> {
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
    ) -> Option<Text> {
        field.map(|field| self.text(field.value, around.within(field.claims.as_deref())))
    }

    pub(super) fn date(&self, day: Day) -> shapes::Date {
        shapes::Date {
            written: self.view.world.text(day.span).to_owned(),
            edtf: day.when.edtf(),
            earliest: day.when.earliest().map(|day| day.to_string()),
            latest: day.when.latest().map(|day| day.to_string()),
        }
    }

    pub(super) fn day(&self, field: Option<&Field<Day>>) -> Option<shapes::Date> {
        field.map(|field| self.date(field.value))
    }

    /// What a line says of itself; its sources are those that hold for it, its own or inherited.
    pub(super) fn claims(&self, own: Option<&'a model::Claims>, around: Around<'a>) -> Claims {
        let cited = self.view.sources(around);
        let source = cited.into_iter().map(|cited| shapes::Citation {
            document: cited
                .document
                .map(|document| self.reference(document, None)),
            locator: cited.locator.map(|locator| self.plain(locator)),
        });
        Claims {
            source: source.collect(),
            ..self.own_claims(own, around)
        }
    }

    /// The same with its own sources only, for what stands inside a record that has told them already.
    pub(super) fn own_claims(&self, own: Option<&'a model::Claims>, around: Around<'a>) -> Claims {
        let Some(own) = own else {
            return Claims::default();
        };
        let citations = |field: Option<&Field<Vec<model::Citation>>>| -> Vec<shapes::Citation> {
            let citations = field.into_iter().flat_map(|field| &field.value);
            citations
                .map(|citation| shapes::Citation {
                    document: citation
                        .document
                        .map(|document| self.reference(document, None)),
                    locator: citation.locator.map(|locator| self.plain(locator)),
                })
                .collect()
        };
        let source = if own.source.is_some() {
            self.claims_source(own, around)
        } else {
            Vec::new()
        };
        let extra = own.extra.iter().map(|extra| {
            let value = match extra.value {
                model::Written::Text(text) => self.plain(text),
                model::Written::Plain(span) => self.view.world.text(span).to_owned(),
            };
            (self.view.model.names.spelling(extra.key).to_owned(), value)
        });
        Claims {
            source,
            against: citations(own.against.as_deref()),
            reported_by: self.actors(own.reported_by.as_deref(), around),
            certainty: own
                .certainty
                .as_ref()
                .map(|field| field.value.word.to_owned()),
            note: own.note.as_ref().map(|note| self.text(note.value, around)),
            extra: extra.collect(),
        }
    }

    pub(super) fn claims_source(
        &self,
        own: &'a model::Claims,
        around: Around<'a>,
    ) -> Vec<shapes::Citation> {
        let around = if around.claims[0].is_some_and(|claims| std::ptr::eq(claims, own)) {
            around
        } else {
            around.within(Some(own))
        };
        self.view
            .sources(around)
            .into_iter()
            .map(|cited| shapes::Citation {
                document: cited
                    .document
                    .map(|document| self.reference(document, None)),
                locator: cited.locator.map(|locator| self.plain(locator)),
            })
            .collect()
    }

    pub(super) fn head(
        &self,
        head: &'a model::Head,
        around: Around<'a>,
        fields: FieldClaims,
    ) -> Head {
        let mut claims = self.claims(head.claims.as_deref(), around);
        // A document named for its whole file is not its own source.
        let own = head.id.map(|id| self.view.model.names.spelling(id.name));
        claims.source.retain(|citation| {
            citation
                .document
                .as_ref()
                .is_none_or(|document| Some(document.id.as_str()) != own)
        });
        Head {
            id: head
                .id
                .map(|id| self.view.model.names.spelling(id.name).to_owned()),
            label: head.label.map(|label| self.text(label, around)),
            at: self.at(head.span),
            claims,
            fields,
        }
    }

    /// Notes what a field says of itself under its key.
    pub(super) fn of_field<T>(
        &self,
        fields: &mut FieldClaims,
        key: &str,
        field: Option<&'a Field<T>>,
        around: Around<'a>,
    ) {
        if let Some(claims) = field.and_then(|field| field.claims.as_deref()) {
            fields
                .entry(key.to_owned())
                .or_default()
                .push(self.own_claims(Some(claims), around.within(Some(claims))));
        }
    }

    pub(super) fn of_fields<T>(
        &self,
        fields: &mut FieldClaims,
        key: &str,
        several: &'a [Field<T>],
        around: Around<'a>,
    ) {
        several
            .iter()
            .for_each(|field| self.of_field(fields, key, Some(field), around));
    }
}
