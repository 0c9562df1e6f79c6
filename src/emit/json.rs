//! The model as JSON, record by record: one versioned document, or a record a line.

use std::io::{self, Write};

use super::shapes::{self, At, Claims, FieldClaims, Head, Ref, Text};
use super::view::{Around, Setting, View};
use crate::diag::{Diagnostic, Severity};
use crate::model::{self, Body, Day, Field, Name, Record, Target};
use crate::text::Span;

/// How the JSON is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// One document, a record a line.
    Document,
    /// One document, indented for people.
    Pretty,
    /// A record a line, and nothing else.
    Lines,
}

/// The version of the document's shape.
pub const VERSION: u32 = 1;

/// Writes an archive without the records that have errors among the findings; says which those are.
pub fn json(
    view: View<'_>,
    name: Option<&str>,
    findings: &[Diagnostic],
    layout: Layout,
    out: &mut dyn Write,
) -> io::Result<Vec<String>> {
    let errors: Vec<Span> = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| finding.span)
        .collect();
    let (mut left_out, mut kept) = (Vec::new(), Vec::new());
    for record in &view.model.records {
        let faulty = matches!(record.body, Body::Unread) || has_error(record, &errors);
        if faulty {
            left_out.push(called(view, record));
        } else {
            kept.push(record);
        }
    }
    let json = Json { view };
    let records = kept.into_iter().filter_map(|record| json.record(record));
    match layout {
        Layout::Lines => {
            for record in records {
                serde_json::to_writer(&mut *out, &record)?;
                out.write_all(b"\n")?;
            }
        }
        Layout::Pretty => {
            let document = shapes::Document {
                version: VERSION,
                name,
                records: records.collect(),
                left_out: left_out.clone(),
            };
            serde_json::to_writer_pretty(&mut *out, &document)?;
            out.write_all(b"\n")?;
        }
        Layout::Document => document(records, name, &left_out, out)?,
    }
    Ok(left_out)
}

/// The document with a record a line, written as it comes.
fn document(
    records: impl Iterator<Item = shapes::Record>,
    name: Option<&str>,
    left_out: &[String],
    out: &mut dyn Write,
) -> io::Result<()> {
    write!(out, "{{\"version\":{VERSION}")?;
    if let Some(name) = name {
        out.write_all(b",\"name\":")?;
        serde_json::to_writer(&mut *out, name)?;
    }
    out.write_all(b",\"records\":[")?;
    for (at, record) in records.enumerate() {
        out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &record)?;
    }
    out.write_all(b"\n]")?;
    if !left_out.is_empty() {
        out.write_all(b",\"left-out\":")?;
        serde_json::to_writer(&mut *out, left_out)?;
    }
    out.write_all(b"}\n")
}

/// Whether an error lies in a record; the errors come in the order of the archive.
fn has_error(record: &Record, errors: &[Span]) -> bool {
    let span = record.head.span;
    let from =
        errors.partition_point(|error| (error.source, error.start) < (span.source, span.start));
    errors.get(from).is_some_and(|error| {
        error.source == span.source && error.start < span.end.max(span.start + 1)
    })
}

/// A record's id, or its place.
fn called(view: View<'_>, record: &Record) -> String {
    match record.head.id {
        Some(id) => view.model.names.spelling(id.name).to_owned(),
        None => format!(
            "{}:{}",
            view.world.source(record.head.span.source).path(),
            view.world.line(record.head.span)
        ),
    }
}

struct Json<'a> {
    view: View<'a>,
}

impl<'a> Json<'a> {
    fn record(&self, record: &'a Record) -> Option<shapes::Record> {
        let around = Around::record(self.view, record);
        let free = Setting {
            meeting: None,
            date: None,
        };
        Some(match &record.body {
            Body::Party(party) => shapes::Record::Party(self.party(record, party, around)),
            Body::Person(person) => shapes::Record::Person(self.person(record, person, around)),
            Body::Topic(topic) => shapes::Record::Topic(self.topic(record, topic, around)),
            Body::Document(document) => {
                shapes::Record::Document(Box::new(self.paper(record, document, around)))
            }
            Body::Meeting(meeting) => {
                shapes::Record::Meeting(Box::new(self.meeting(record, meeting, around)))
            }
            Body::Statement(statement) => {
                shapes::Record::Statement(self.statement(statement, around, free))
            }
            Body::Pledge(pledge) => {
                shapes::Record::Pledge(Box::new(self.pledge(pledge, around, free)))
            }
            Body::Progress(progress) => shapes::Record::Progress(self.progress(progress, around)),
            Body::Unread => return None,
        })
    }

    fn at(&self, span: Span) -> At {
        let source = self.view.world.source(span.source);
        let place = source.place(span.start);
        At {
            path: source.path().to_owned(),
            line: place.line,
            column: place.column,
        }
    }

    fn text(&self, text: model::Text, around: Around<'a>) -> Text {
        Text {
            text: self.view.text(text).into_owned(),
            language: self.view.language(text, around).map(str::to_owned),
        }
    }

    fn plain(&self, text: model::Text) -> String {
        self.view.text(text).into_owned()
    }

    fn reference(&self, reference: model::Ref, home: Option<Name>) -> Ref {
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

    fn actor(&self, actor: &model::Actor, around: Around<'a>) -> shapes::Actor {
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

    fn actors(
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

    fn refs(&self, field: Option<&Field<Vec<model::Ref>>>, around: Around<'a>) -> Vec<Ref> {
        field
            .into_iter()
            .flat_map(|field| &field.value)
            .map(|reference| self.reference(*reference, around.home))
            .collect()
    }

    fn subjects(
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

    fn texts(&self, fields: &'a [Field<Vec<model::Text>>], around: Around<'a>) -> Vec<Text> {
        let one = |field: &'a Field<Vec<model::Text>>| {
            let around = around.within(field.claims.as_deref());
            field.value.iter().map(move |text| self.text(*text, around))
        };
        fields.iter().flat_map(one).collect()
    }

    fn codes(&self, fields: &[Field<Vec<model::Text>>]) -> Vec<String> {
        fields
            .iter()
            .flat_map(|field| &field.value)
            .map(|text| self.plain(*text))
            .collect()
    }

    fn written(&self, field: Option<&'a Field<model::Text>>, around: Around<'a>) -> Option<Text> {
        field.map(|field| self.text(field.value, around.within(field.claims.as_deref())))
    }

    fn date(&self, day: Day) -> shapes::Date {
        shapes::Date {
            written: self.view.world.text(day.span).to_owned(),
            edtf: day.when.edtf(),
            earliest: day.when.earliest().map(|day| day.to_string()),
            latest: day.when.latest().map(|day| day.to_string()),
        }
    }

    fn day(&self, field: Option<&Field<Day>>) -> Option<shapes::Date> {
        field.map(|field| self.date(field.value))
    }

    /// What a line says of itself; its sources are those that hold for it, its own or inherited.
    fn claims(&self, own: Option<&'a model::Claims>, around: Around<'a>) -> Claims {
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
    fn own_claims(&self, own: Option<&'a model::Claims>, around: Around<'a>) -> Claims {
        let Some(own) = own else {
            return Claims::default();
        };
        let citations = |field: &Option<Field<Vec<model::Citation>>>| -> Vec<shapes::Citation> {
            let citations = field.iter().flat_map(|field| &field.value);
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
            against: citations(&own.against),
            reported_by: self.actors(own.reported_by.as_ref(), around),
            certainty: own
                .certainty
                .as_ref()
                .map(|field| field.value.word.to_owned()),
            note: own.note.as_ref().map(|note| self.text(note.value, around)),
            extra: extra.collect(),
        }
    }

    fn claims_source(&self, own: &'a model::Claims, around: Around<'a>) -> Vec<shapes::Citation> {
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

    fn head(&self, head: &'a model::Head, around: Around<'a>, fields: FieldClaims) -> Head {
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
    fn of_field<T>(
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

    fn of_fields<T>(
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

    fn party(
        &self,
        record: &'a Record,
        party: &'a model::Party,
        around: Around<'a>,
    ) -> shapes::Party {
        let mut fields = FieldClaims::new();
        self.of_field(&mut fields, "kind", party.kind.as_ref(), around);
        self.of_fields(&mut fields, "name", &party.names, around);
        self.of_field(&mut fields, "members", party.members.as_ref(), around);
        self.of_field(&mut fields, "parent", party.parent.as_ref(), around);
        self.of_field(&mut fields, "from", party.from.as_ref(), around);
        self.of_field(&mut fields, "until", party.until.as_ref(), around);
        self.of_fields(&mut fields, "code", &party.codes, around);
        shapes::Party {
            head: self.head(&record.head, around, fields),
            kind: word(party.kind.as_ref()),
            names: self.texts(&party.names, around),
            members: self.refs(party.members.as_ref(), around),
            parent: party
                .parent
                .as_ref()
                .map(|parent| self.reference(parent.value, None)),
            from: self.day(party.from.as_ref()),
            until: self.day(party.until.as_ref()),
            codes: self.codes(&party.codes),
        }
    }

    fn person(
        &self,
        record: &'a Record,
        person: &'a model::Person,
        around: Around<'a>,
    ) -> shapes::Person {
        let mut fields = FieldClaims::new();
        self.of_field(&mut fields, "title", person.title.as_ref(), around);
        self.of_fields(&mut fields, "name", &person.names, around);
        self.of_field(&mut fields, "born", person.born.as_ref(), around);
        self.of_field(&mut fields, "died", person.died.as_ref(), around);
        self.of_fields(&mut fields, "code", &person.codes, around);
        shapes::Person {
            head: self.head(&record.head, around, fields),
            title: self.written(person.title.as_ref(), around),
            names: self.texts(&person.names, around),
            born: self.day(person.born.as_ref()),
            died: self.day(person.died.as_ref()),
            codes: self.codes(&person.codes),
            offices: person
                .offices
                .iter()
                .map(|office| self.office(office, around))
                .collect(),
        }
    }

    fn office(&self, office: &'a model::Office, around: Around<'a>) -> shapes::Office {
        shapes::Office {
            title: self.text(office.title, around),
            of: self.reference(office.of, None),
            to: office
                .to
                .iter()
                .map(|party| self.reference(*party, None))
                .collect(),
            status: office.status.map(|status| status.word.to_owned()),
            from: office.from.map(|day| self.date(day)),
            until: office.until.map(|day| self.date(day)),
            claims: self.own_claims(
                office.claims.as_deref(),
                around.within(office.claims.as_deref()),
            ),
        }
    }

    fn topic(
        &self,
        record: &'a Record,
        topic: &'a model::Topic,
        around: Around<'a>,
    ) -> shapes::Topic {
        let mut fields = FieldClaims::new();
        self.of_field(&mut fields, "broader", topic.broader.as_ref(), around);
        self.of_field(&mut fields, "plover", topic.plover.as_ref(), around);
        shapes::Topic {
            head: self.head(&record.head, around, fields),
            broader: topic
                .broader
                .as_ref()
                .map(|broader| self.reference(broader.value, None)),
            plover: topic
                .plover
                .as_ref()
                .map(|code| self.view.world.text(code.value).to_owned()),
        }
    }

    fn paper(
        &self,
        record: &'a Record,
        document: &'a model::Document,
        around: Around<'a>,
    ) -> shapes::Paper {
        let mut fields = FieldClaims::new();
        self.of_field(&mut fields, "kind", document.kind.as_ref(), around);
        self.of_field(&mut fields, "date", document.date.as_ref(), around);
        let actors = [
            ("publisher", &document.publisher),
            ("author", &document.author),
            ("from", &document.from),
            ("to", &document.to),
            ("via", &document.via),
        ];
        actors
            .into_iter()
            .for_each(|(key, field)| self.of_field(&mut fields, key, field.as_ref(), around));
        let texts = [
            ("url", &document.url),
            ("archive", &document.archive),
            ("marking", &document.marking),
        ];
        texts
            .into_iter()
            .for_each(|(key, field)| self.of_field(&mut fields, key, field.as_ref(), around));
        let refs = [
            ("reply-to", &document.reply_to),
            ("part-of", &document.part_of),
        ];
        refs.into_iter()
            .for_each(|(key, field)| self.of_field(&mut fields, key, field.as_ref(), around));
        self.of_field(&mut fields, "about", document.about.as_ref(), around);
        self.of_fields(&mut fields, "place", &document.places, around);
        let setting = Setting {
            meeting: None,
            date: document.date.as_ref().map(|day| day.value),
        };
        // What is said in a document rests on it.
        let inside = around.inside(&record.head);
        shapes::Paper {
            head: self.head(&record.head, around, fields),
            kind: word(document.kind.as_ref()),
            date: self.day(document.date.as_ref()),
            publisher: self.actors(document.publisher.as_ref(), around),
            author: self.actors(document.author.as_ref(), around),
            url: document.url.as_ref().map(|url| self.plain(url.value)),
            archive: self.written(document.archive.as_ref(), around),
            marking: self.written(document.marking.as_ref(), around),
            from: self.actors(document.from.as_ref(), around),
            to: self.actors(document.to.as_ref(), around),
            via: self.actors(document.via.as_ref(), around),
            reply_to: self.refs(document.reply_to.as_ref(), around),
            part_of: self.refs(document.part_of.as_ref(), around),
            about: self.subjects(document.about.as_ref(), around),
            places: self.places(&document.places, around),
            signatures: document
                .signatures
                .iter()
                .map(|signature| self.signature(signature, around))
                .collect(),
            statements: document
                .statements
                .iter()
                .map(|statement| self.statement(statement, inside, setting))
                .collect(),
            pledges: document
                .pledges
                .iter()
                .map(|pledge| self.pledge(pledge, inside, setting))
                .collect(),
        }
    }

    fn places(&self, places: &'a [Field<model::Place>], around: Around<'a>) -> Vec<shapes::Place> {
        let place = |field: &'a Field<model::Place>| shapes::Place {
            text: field
                .value
                .text
                .map(|text| self.text(text, around.within(field.claims.as_deref()))),
            party: field.value.party.map(|party| self.reference(party, None)),
        };
        places.iter().map(place).collect()
    }

    fn signature(&self, signature: &'a model::Signature, around: Around<'a>) -> shapes::Signature {
        shapes::Signature {
            person: signature.person.map(|person| self.reference(person, None)),
            side: self.reference(signature.side, None),
            on_behalf_of: signature
                .on_behalf_of
                .map(|person| self.reference(person, None)),
            claims: self.own_claims(
                signature.claims.as_deref(),
                around.within(signature.claims.as_deref()),
            ),
        }
    }

    fn meeting(
        &self,
        record: &'a Record,
        meeting: &'a model::Meeting,
        around: Around<'a>,
    ) -> shapes::Meeting {
        let mut fields = FieldClaims::new();
        let words = [
            ("kind", &meeting.kind),
            ("format", &meeting.format),
            ("status", &meeting.status),
        ];
        words
            .into_iter()
            .for_each(|(key, field)| self.of_field(&mut fields, key, field.as_ref(), around));
        self.of_field(&mut fields, "date", meeting.date.as_ref(), around);
        self.of_field(&mut fields, "duration", meeting.duration.as_ref(), around);
        self.of_fields(&mut fields, "place", &meeting.places, around);
        self.of_field(&mut fields, "host", meeting.host.as_ref(), around);
        self.of_field(&mut fields, "about", meeting.about.as_ref(), around);
        let refs = [
            ("part-of", &meeting.part_of),
            ("follows", &meeting.follows),
            ("outcome", &meeting.outcome),
        ];
        refs.into_iter()
            .for_each(|(key, field)| self.of_field(&mut fields, key, field.as_ref(), around));
        let date = meeting.date.as_ref().map(|day| day.value);
        let setting = Setting {
            meeting: Some(meeting),
            date,
        };
        let delegation = |delegation: &'a model::Delegation| shapes::Delegation {
            parties: delegation
                .parties
                .iter()
                .map(|party| self.reference(*party, None))
                .collect(),
            claims: self.own_claims(
                delegation.claims.as_deref(),
                around.within(delegation.claims.as_deref()),
            ),
        };
        shapes::Meeting {
            head: self.head(&record.head, around, fields),
            kind: word(meeting.kind.as_ref()),
            format: word(meeting.format.as_ref()),
            status: word(meeting.status.as_ref()).unwrap_or_else(|| "held".to_owned()),
            date: self.day(meeting.date.as_ref()),
            duration: meeting
                .duration
                .as_ref()
                .map(|length| self.length(&length.value)),
            places: self.places(&meeting.places, around),
            host: self.actors(meeting.host.as_ref(), around),
            about: self.subjects(meeting.about.as_ref(), around),
            part_of: self.refs(meeting.part_of.as_ref(), around),
            follows: self.refs(meeting.follows.as_ref(), around),
            outcome: self.refs(meeting.outcome.as_ref(), around),
            delegations: meeting.delegations.iter().map(delegation).collect(),
            attendees: self
                .view
                .present(meeting)
                .map(|(attendee, side, claims)| {
                    self.attendee(attendee, side, date, around.within(claims))
                })
                .collect(),
            statements: meeting
                .statements
                .iter()
                .map(|statement| self.statement(statement, around, setting))
                .collect(),
            pledges: meeting
                .pledges
                .iter()
                .map(|pledge| self.pledge(pledge, around, setting))
                .collect(),
        }
    }

    fn attendee(
        &self,
        attendee: &'a model::Attendee,
        side: Option<model::Ref>,
        date: Option<Day>,
        around: Around<'a>,
    ) -> shapes::Attendee {
        shapes::Attendee {
            who: self.actor(
                &model::Actor {
                    who: attendee.who,
                    side,
                },
                around,
            ),
            role: attendee.role.map(|role| role.word.to_owned()),
            present: word(attendee.present.as_ref()).unwrap_or_else(|| "whole".to_owned()),
            offices: self
                .view
                .offices(attendee, date)
                .into_iter()
                .map(|office| self.office(office, around))
                .collect(),
            claims: self.own_claims(
                attendee.claims.as_deref(),
                around.within(attendee.claims.as_deref()),
            ),
        }
    }

    fn speech(
        &self,
        speech: &'a model::Speech,
        around: Around<'a>,
        setting: Setting<'a>,
    ) -> (shapes::Speech, Around<'a>) {
        let around = around.within(speech.head.claims.as_deref());
        let mut fields = FieldClaims::new();
        self.of_field(&mut fields, "date", speech.date.as_ref(), around);
        self.of_field(&mut fields, "about", speech.about.as_ref(), around);
        self.of_field(
            &mut fields,
            "on-behalf-of",
            speech.on_behalf_of.as_ref(),
            around,
        );
        self.of_field(&mut fields, "original", speech.original.as_ref(), around);
        self.of_field(&mut fields, "reply-to", speech.reply_to.as_ref(), around);
        self.of_field(&mut fields, "mood", speech.mood.as_ref(), around);
        let verb = speech.verb.map(|(verb, span)| shapes::Verb {
            written: self.view.world.text(span).to_owned(),
            canonical: verb.canonical.to_owned(),
            class: verb.class.name().to_owned(),
            cameo: filled(verb.cameo),
            plover: filled(verb.plover),
        });
        let date = speech.date.as_ref().map(|day| day.value).or(setting.date);
        let shape = shapes::Speech {
            head: self.head(&speech.head, around, fields),
            by: speech
                .by
                .iter()
                .map(|actor| self.actor(actor, around))
                .collect(),
            verb,
            to: speech
                .to
                .iter()
                .map(|actor| self.actor(actor, around))
                .collect(),
            text: self.text(speech.text, around),
            verbatim: speech.verbatim,
            date: date.map(|day| self.date(day)),
            about: self.subjects(speech.about.as_ref(), around),
            on_behalf_of: self.actors(speech.on_behalf_of.as_ref(), around),
            original: self.written(speech.original.as_ref(), around),
            reply_to: self.refs(speech.reply_to.as_ref(), around),
            mood: word(speech.mood.as_ref()).unwrap_or_else(|| "asserted".to_owned()),
            sentence: super::reading::statement(self.view, speech, around),
        };
        (shape, around)
    }

    fn statement(
        &self,
        statement: &'a model::Statement,
        around: Around<'a>,
        setting: Setting<'a>,
    ) -> shapes::Statement {
        shapes::Statement {
            speech: self.speech(&statement.speech, around, setting).0,
        }
    }

    fn pledge(
        &self,
        pledge: &'a model::Pledge,
        around: Around<'a>,
        setting: Setting<'a>,
    ) -> shapes::Pledge {
        let (mut speech, around) = self.speech(&pledge.speech, around, setting);
        speech.sentence = super::reading::pledge(self.view, pledge, around, setting);
        let fields = &mut speech.head.fields;
        self.of_field(fields, "made", pledge.made.as_ref(), around);
        self.of_field(fields, "due", pledge.due.as_ref(), around);
        self.of_field(fields, "force", pledge.force.as_ref(), around);
        self.of_field(fields, "condition", pledge.condition.as_ref(), around);
        self.of_fields(fields, "amount", &pledge.amounts, around);
        self.of_field(fields, "total", pledge.total.as_ref(), around);
        self.of_field(fields, "beneficiary", pledge.beneficiary.as_ref(), around);
        self.of_field(fields, "owner", pledge.owner.as_ref(), around);
        self.of_field(fields, "reiterates", pledge.reiterates.as_ref(), around);
        self.of_field(fields, "supersedes", pledge.supersedes.as_ref(), around);
        let due = pledge.due.as_ref().map(|due| due.value);
        let made = pledge
            .made
            .as_ref()
            .or(pledge.speech.date.as_ref())
            .map(|day| day.value)
            .or(setting.date);
        shapes::Pledge {
            speech,
            made: made.map(|day| self.date(day)),
            due: due.and_then(|due| {
                if let model::Due::Day(day) = due {
                    Some(self.date(day))
                } else {
                    None
                }
            }),
            due_meeting: due.and_then(|due| {
                if let model::Due::Meeting(meeting) = due {
                    Some(self.reference(meeting, None))
                } else {
                    None
                }
            }),
            force: word(pledge.force.as_ref()).unwrap_or_else(|| "pledge".to_owned()),
            condition: self.written(pledge.condition.as_ref(), around),
            amounts: pledge
                .amounts
                .iter()
                .map(|amount| self.amount(&amount.value))
                .collect(),
            total: pledge
                .total
                .as_ref()
                .map(|amount| self.amount(&amount.value)),
            beneficiary: self.actors(pledge.beneficiary.as_ref(), around),
            owed_by: self.owed_by(pledge, around, setting),
            reiterates: self.refs(pledge.reiterates.as_ref(), around),
            supersedes: self.refs(pledge.supersedes.as_ref(), around),
            progress: pledge
                .progress
                .iter()
                .map(|progress| self.progress(progress, around))
                .collect(),
        }
    }

    fn owed_by(
        &self,
        pledge: &'a model::Pledge,
        around: Around<'a>,
        setting: Setting<'a>,
    ) -> Vec<shapes::Actor> {
        let named = |side: model::Ref| shapes::Actor {
            who: Some(self.reference(side, around.home)),
            text: None,
            side: None,
        };
        if let Some(owner) = &pledge.owner {
            return vec![named(owner.value)];
        }
        let mut seen: Vec<Name> = Vec::new();
        let mut owed: Vec<shapes::Actor> = Vec::new();
        for actor in &pledge.speech.by {
            match self.view.side(actor, setting) {
                Some(side) if seen.contains(&side.name) => {}
                Some(side) => {
                    seen.push(side.name);
                    owed.push(named(side));
                }
                None => owed.push(self.actor(actor, around)),
            }
        }
        owed
    }

    fn progress(&self, progress: &'a model::Progress, around: Around<'a>) -> shapes::Progress {
        let own = progress.claims.as_deref();
        // At the margin the record's claims are the line's own already.
        let around = if progress.pledge.is_some() {
            around
        } else {
            around.within(own)
        };
        shapes::Progress {
            at: self.at(progress.span),
            pledge: progress
                .pledge
                .map(|pledge| self.reference(pledge, around.home)),
            by: progress
                .by
                .iter()
                .map(|actor| self.actor(actor, around))
                .collect(),
            date: self.date(progress.date),
            state: progress.state.map(|state| state.word.to_owned()),
            text: progress.text.map(|text| self.text(text, around)),
            verbatim: progress.verbatim,
            claims: self.claims(own, around),
        }
    }

    fn sum(&self, sum: &model::Sum) -> shapes::Sum {
        let (currency, unit) = match sum.unit {
            model::Unit::Currency(currency) => (Some(currency.code.to_owned()), None),
            model::Unit::UnknownCurrency(span) => {
                (None, Some(self.view.world.text(span).to_owned()))
            }
            model::Unit::Counted(text) => (None, Some(self.plain(text))),
        };
        shapes::Sum {
            bound: sum.bound.map(|bound| bound.name().to_owned()),
            number: number(&sum.exact()),
            currency,
            unit,
        }
    }

    fn amount(&self, amount: &model::Amount) -> shapes::Amount {
        shapes::Amount {
            written: self.view.world.text(amount.span).to_owned(),
            sum: self.sum(&amount.sum),
            same: amount.same.as_ref().map(|same| self.sum(same)),
            form: amount.form.map(|form| form.word.to_owned()),
            date: amount.year.map(|day| self.date(day)),
        }
    }

    fn length(&self, length: &model::Length) -> shapes::Length {
        shapes::Length {
            written: self.view.world.text(length.span).to_owned(),
            bound: length.bound.map(|bound| bound.name().to_owned()),
            number: number(&length.digits),
            unit: length.unit.word.to_owned(),
        }
    }
}

fn word(field: Option<&Field<model::Word>>) -> Option<String> {
    field.map(|field| field.value.word.to_owned())
}

fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// A number of digits as JSON's number: whole when it is whole and fits, the nearest double otherwise.
fn number(digits: &str) -> serde_json::Number {
    let whole = digits.parse::<u64>().ok().map(serde_json::Number::from);
    let real = || {
        digits
            .parse::<f64>()
            .ok()
            .and_then(serde_json::Number::from_f64)
    };
    whole.or_else(real).unwrap_or_else(|| 0.into())
}

/// The JSON Schema of the document.
pub fn schema() -> String {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let schema = settings
        .into_generator()
        .into_root_schema_for::<shapes::Document<'static>>();
    serde_json::to_string_pretty(&schema)
        .map(|text| text + "\n")
        .unwrap_or_default()
}
