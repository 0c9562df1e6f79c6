//! Parties, people, topics, documents and meetings as JSON.

use super::{Json, word};
use crate::emit::shapes::{self, FieldClaims};
use crate::emit::view::{Around, Setting};
use crate::model::{self, Day, Field, Record};

impl<'a> Json<'a> {
    pub(super) fn party(
        &self,
        record: &'a Record,
        party: &'a model::Party,
        around: Around<'a>,
    ) -> shapes::Party<'a> {
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

    pub(super) fn person(
        &self,
        record: &'a Record,
        person: &'a model::Person,
        around: Around<'a>,
    ) -> shapes::Person<'a> {
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

    pub(super) fn office(
        &self,
        office: &'a model::Office,
        around: Around<'a>,
    ) -> shapes::Office<'a> {
        shapes::Office {
            title: self.text(office.title, around),
            of: self.reference(office.of, None),
            to: office
                .to
                .iter()
                .map(|party| self.reference(*party, None))
                .collect(),
            status: office.status.map(|status| status.word),
            from: office.from.map(|day| self.date(day)),
            until: office.until.map(|day| self.date(day)),
            claims: self.own_claims(
                office.claims.as_deref(),
                around.within(office.claims.as_deref()),
            ),
        }
    }

    pub(super) fn topic(
        &self,
        record: &'a Record,
        topic: &'a model::Topic,
        around: Around<'a>,
    ) -> shapes::Topic<'a> {
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
                .map(|code| self.view.world.text(code.value)),
        }
    }

    pub(super) fn paper(
        &self,
        record: &'a Record,
        document: &'a model::Document,
        around: Around<'a>,
    ) -> shapes::Paper<'a> {
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

    pub(super) fn places(
        &self,
        places: &'a [Field<model::Place>],
        around: Around<'a>,
    ) -> Vec<shapes::Place<'a>> {
        let place = |field: &'a Field<model::Place>| shapes::Place {
            text: field
                .value
                .text
                .map(|text| self.text(text, around.within(field.claims.as_deref()))),
            party: field.value.party.map(|party| self.reference(party, None)),
        };
        places.iter().map(place).collect()
    }

    pub(super) fn signature(
        &self,
        signature: &'a model::Signature,
        around: Around<'a>,
    ) -> shapes::Signature<'a> {
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

    pub(super) fn meeting(
        &self,
        record: &'a Record,
        meeting: &'a model::Meeting,
        around: Around<'a>,
    ) -> shapes::Meeting<'a> {
        let mut fields = FieldClaims::new();
        let words = [
            ("kind", meeting.kind.as_ref()),
            ("format", meeting.format.as_deref()),
            ("status", meeting.status.as_deref()),
        ];
        words
            .into_iter()
            .for_each(|(key, field)| self.of_field(&mut fields, key, field, around));
        self.of_field(&mut fields, "date", meeting.date.as_ref(), around);
        self.of_field(&mut fields, "duration", meeting.duration.as_deref(), around);
        self.of_fields(&mut fields, "place", &meeting.places, around);
        self.of_field(&mut fields, "host", meeting.host.as_deref(), around);
        self.of_field(&mut fields, "about", meeting.about.as_deref(), around);
        let refs = [
            ("part-of", &meeting.part_of),
            ("follows", &meeting.follows),
            ("outcome", &meeting.outcome),
        ];
        refs.into_iter()
            .for_each(|(key, field)| self.of_field(&mut fields, key, field.as_deref(), around));
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
            format: word(meeting.format.as_deref()),
            status: word(meeting.status.as_deref()).unwrap_or("held"),
            date: self.day(meeting.date.as_ref()),
            duration: meeting
                .duration
                .as_ref()
                .map(|length| self.length(&length.value)),
            places: self.places(&meeting.places, around),
            host: self.actors(meeting.host.as_deref(), around),
            about: self.subjects(meeting.about.as_deref(), around),
            part_of: self.refs(meeting.part_of.as_deref(), around),
            follows: self.refs(meeting.follows.as_deref(), around),
            outcome: self.refs(meeting.outcome.as_deref(), around),
            delegations: meeting.delegations.iter().map(delegation).collect(),
            attendees: meeting
                .present()
                .map(|present| {
                    let around = around.within(present.claims);
                    self.attendee(present.attendee, present.side, date, around)
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

    pub(super) fn attendee(
        &self,
        attendee: &'a model::Attendee,
        side: Option<model::Ref>,
        date: Option<Day>,
        around: Around<'a>,
    ) -> shapes::Attendee<'a> {
        shapes::Attendee {
            who: self.actor(
                &model::Actor {
                    who: attendee.who,
                    side,
                },
                around,
            ),
            role: attendee.more.role.map(|role| role.word),
            present: word(attendee.more.present.as_deref()).unwrap_or("whole"),
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
}
