//! Walks over everything that a record refers to, and every text and date in it.

use super::{
    Actor, Attendee, Body, Citation, Claims, Day, Due, Few, Field, Name, Office, Pledge, Progress,
    Record, RecordKind, Ref, Speech, Subject, Text, Written,
};

/// A reference and what it must lead to.
#[derive(Debug, Clone, Copy)]
pub struct Use {
    /// The reference.
    pub reference: Ref,
    /// What it must lead to.
    pub wanted: Wanted,
    /// The record it stands in, whose nested ids it may name in short.
    pub home: Option<Name>,
}

/// What a reference must lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wanted {
    /// A party.
    Party,
    /// The country or other party of a place.
    Place,
    /// A person, or a text.
    Person,
    /// A person with a record.
    Signer,
    /// A person or a party.
    Actor,
    /// A document.
    Document,
    /// A meeting.
    Meeting,
    /// A topic.
    Topic,
    /// A pledge.
    Pledge,
    /// A document or statement.
    Answered,
    /// Any record.
    Anything,
}

impl Wanted {
    /// Whether a record of that kind will do.
    pub fn accepts(self, kind: RecordKind) -> bool {
        match self {
            Self::Party | Self::Place => kind == RecordKind::Party,
            Self::Person | Self::Signer => kind == RecordKind::Person,
            Self::Actor => matches!(kind, RecordKind::Person | RecordKind::Party),
            Self::Document => kind == RecordKind::Document,
            Self::Meeting => kind == RecordKind::Meeting,
            Self::Topic => kind == RecordKind::Topic,
            Self::Pledge => kind == RecordKind::Pledge,
            Self::Answered => matches!(kind, RecordKind::Document | RecordKind::Statement),
            Self::Anything => true,
        }
    }

    /// What is wanted, in a message.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Party | Self::Place => "party",
            Self::Person | Self::Signer => "person",
            Self::Actor => "person or party",
            Self::Document => "document",
            Self::Meeting => "meeting",
            Self::Topic => "topic",
            Self::Pledge => "pledge",
            Self::Answered => "document or statement",
            Self::Anything => "record",
        }
    }
}

/// Everything that a record refers to, in no particular order.
pub fn references(record: &Record, visit: &mut dyn FnMut(Use)) {
    let mut walk = Walk {
        home: record.head.id.map(|id| id.name),
        uses: visit,
        texts: &mut |_| {},
        unnamed: &mut |_, _| {},
        days: &mut |_| {},
    };
    walk.record(record);
}

/// Every text of a record but its citations' places.
pub fn texts(record: &Record, visit: &mut dyn FnMut(Text)) {
    let mut walk = Walk {
        home: None,
        uses: &mut |_| {},
        texts: visit,
        unnamed: &mut |_, _| {},
        days: &mut |_| {},
    };
    walk.record(record);
}

/// Every text that stands where a name could, with what the name would have to lead to.
pub fn unnamed(record: &Record, visit: &mut dyn FnMut(Text, Wanted)) {
    let mut walk = Walk {
        home: None,
        uses: &mut |_| {},
        texts: &mut |_| {},
        unnamed: visit,
        days: &mut |_| {},
    };
    walk.record(record);
}

/// Every date in a record.
pub fn days(record: &Record, visit: &mut dyn FnMut(Day)) {
    let mut walk = Walk {
        home: None,
        uses: &mut |_| {},
        texts: &mut |_| {},
        unnamed: &mut |_, _| {},
        days: visit,
    };
    walk.record(record);
}

struct Walk<'v> {
    home: Option<Name>,
    uses: &'v mut dyn FnMut(Use),
    texts: &'v mut dyn FnMut(Text),
    unnamed: &'v mut dyn FnMut(Text, Wanted),
    days: &'v mut dyn FnMut(Day),
}

impl Walk<'_> {
    fn one(&mut self, reference: Ref, wanted: Wanted) {
        (self.uses)(Use {
            reference,
            wanted,
            home: self.home,
        });
    }

    fn text(&mut self, text: Option<Text>) {
        if let Some(text) = text {
            (self.texts)(text);
        }
    }

    fn field<T>(&mut self, field: Option<&Field<T>>, visit: impl Fn(&mut Self, &T)) {
        if let Some(field) = field {
            visit(self, &field.value);
            self.claims(field.claims.as_deref());
        }
    }

    fn refs(&mut self, field: Option<&Field<Vec<Ref>>>, wanted: Wanted) {
        self.field(field, |walk, refs| {
            refs.iter()
                .for_each(|reference| walk.one(*reference, wanted));
        });
    }

    fn reference(&mut self, field: Option<&Field<Ref>>, wanted: Wanted) {
        self.field(field, |walk, reference| walk.one(*reference, wanted));
    }

    fn day(&mut self, field: Option<&Field<Day>>) {
        self.field(field, |walk, day| (walk.days)(*day));
    }

    fn actors(&mut self, actors: &[Actor]) {
        for actor in actors {
            self.subject(actor.who, Wanted::Actor);
            if let Some(side) = actor.side {
                self.one(side, Wanted::Party);
            }
        }
    }

    fn acting(&mut self, field: Option<&Field<Few<Actor>>>) {
        self.field(field, |walk, actors| walk.actors(actors));
    }

    fn subject(&mut self, subject: Subject, wanted: Wanted) {
        match subject {
            Subject::Named(reference) => self.one(reference, wanted),
            Subject::Unnamed(text) => {
                (self.unnamed)(text, wanted);
                self.text(Some(text));
            }
        }
    }

    fn subjects(&mut self, field: Option<&Field<Few<Subject>>>) {
        self.field(field, |walk, subjects| {
            subjects
                .iter()
                .for_each(|subject| walk.subject(*subject, Wanted::Anything));
        });
    }

    fn written(&mut self, field: Option<&Field<Text>>) {
        self.field(field, |walk, text| walk.text(Some(*text)));
    }

    fn citations(&mut self, field: Option<&Field<Few<Citation>>>) {
        self.field(field, |walk, citations| {
            for citation in citations {
                match (citation.document, citation.locator) {
                    (Some(document), _) => walk.one(document, Wanted::Document),
                    (None, Some(locator)) => (walk.unnamed)(locator, Wanted::Document),
                    (None, None) => {}
                }
            }
        });
    }

    fn claims(&mut self, claims: Option<&Claims>) {
        let Some(claims) = claims else { return };
        self.citations(claims.source.as_ref());
        self.citations(claims.more.against.as_deref());
        self.acting(claims.more.reported_by.as_deref());
        self.written(claims.more.note.as_deref());
        for extra in &claims.more.extra {
            if let Written::Text(text) = extra.value {
                self.text(Some(text));
            }
        }
    }

    fn texts_of(&mut self, fields: &[Field<Vec<Text>>]) {
        for field in fields {
            field.value.iter().for_each(|text| self.text(Some(*text)));
            self.claims(field.claims.as_deref());
        }
    }

    fn record(&mut self, record: &Record) {
        self.text(record.head.label);
        match &record.body {
            Body::Statement(statement) => return self.speech(&statement.speech),
            Body::Pledge(pledge) => return self.pledge(pledge),
            Body::Progress(progress) => return self.progress(progress),
            _ => self.claims(record.head.claims.as_deref()),
        }
        match &record.body {
            Body::Party(party) => {
                self.field(party.kind.as_ref(), |_, _| {});
                self.texts_of(&party.names);
                self.texts_of(&party.codes);
                self.refs(party.members.as_ref(), Wanted::Party);
                self.reference(party.parent.as_ref(), Wanted::Party);
                self.day(party.from.as_ref());
                self.day(party.until.as_ref());
            }
            Body::Person(person) => {
                self.written(person.title.as_ref());
                self.texts_of(&person.names);
                self.texts_of(&person.codes);
                self.day(person.born.as_ref());
                self.day(person.died.as_ref());
                person.offices.iter().for_each(|office| self.office(office));
            }
            Body::Topic(topic) => {
                self.reference(topic.broader.as_ref(), Wanted::Topic);
                self.field(topic.plover.as_ref(), |_, _| {});
            }
            Body::Document(document) => self.document(document),
            Body::Meeting(meeting) => self.meeting(meeting),
            Body::Statement(_) | Body::Pledge(_) | Body::Progress(_) | Body::Unread => {}
        }
    }

    fn office(&mut self, office: &Office) {
        self.text(Some(office.title));
        self.one(office.of, Wanted::Party);
        for day in [office.from, office.until].into_iter().flatten() {
            (self.days)(day);
        }
        office
            .to
            .iter()
            .for_each(|party| self.one(*party, Wanted::Party));
        self.claims(office.claims.as_deref());
    }

    fn document(&mut self, document: &super::Document) {
        self.field(document.kind.as_ref(), |_, _| {});
        self.day(document.date.as_ref());
        // Who publishes stands on the paper as it is; nobody acts by it.
        self.field(document.publisher.as_ref(), |walk, publishers| {
            for publisher in publishers {
                match publisher.who {
                    Subject::Named(reference) => walk.one(reference, Wanted::Actor),
                    Subject::Unnamed(text) => walk.text(Some(text)),
                }
                if let Some(side) = publisher.side {
                    walk.one(side, Wanted::Party);
                }
            }
        });
        for actors in [
            &document.author,
            &document.from,
            &document.to,
            &document.via,
        ] {
            self.acting(actors.as_ref());
        }
        for text in [&document.url, &document.archive, &document.marking] {
            self.written(text.as_ref());
        }
        self.refs(document.reply_to.as_ref(), Wanted::Document);
        self.refs(document.part_of.as_ref(), Wanted::Document);
        self.subjects(document.about.as_ref());
        self.places(&document.places);
        for signature in &document.signatures {
            for person in [signature.person, signature.on_behalf_of]
                .into_iter()
                .flatten()
            {
                self.one(person, Wanted::Signer);
            }
            self.one(signature.side, Wanted::Party);
            self.claims(signature.claims.as_deref());
        }
        document
            .statements
            .iter()
            .for_each(|statement| self.speech(&statement.speech));
        document
            .pledges
            .iter()
            .for_each(|pledge| self.pledge(pledge));
    }

    fn places(&mut self, places: &[Field<super::Place>]) {
        for place in places {
            self.text(place.value.text);
            match (place.value.party, place.value.text) {
                (Some(party), _) => self.one(party, Wanted::Place),
                (None, Some(text)) => (self.unnamed)(text, Wanted::Place),
                (None, None) => {}
            }
            self.claims(place.claims.as_deref());
        }
    }

    fn meeting(&mut self, meeting: &super::Meeting) {
        let (format, status) = (meeting.format.as_deref(), meeting.status.as_deref());
        for word in [meeting.kind.as_ref(), format, status] {
            self.field(word, |_, _| {});
        }
        self.day(meeting.date.as_ref());
        self.field(meeting.duration.as_deref(), |_, _| {});
        self.places(&meeting.places);
        self.acting(meeting.host.as_deref());
        self.subjects(meeting.about.as_deref());
        self.refs(meeting.part_of.as_deref(), Wanted::Meeting);
        self.refs(meeting.follows.as_deref(), Wanted::Meeting);
        self.refs(meeting.outcome.as_deref(), Wanted::Document);
        for delegation in &meeting.delegations {
            delegation
                .parties
                .iter()
                .for_each(|party| self.one(*party, Wanted::Party));
            delegation
                .attendees
                .iter()
                .for_each(|attendee| self.attendee(attendee));
            self.claims(delegation.claims.as_deref());
        }
        meeting
            .attendees
            .iter()
            .for_each(|attendee| self.attendee(attendee));
        meeting
            .statements
            .iter()
            .for_each(|statement| self.speech(&statement.speech));
        meeting
            .pledges
            .iter()
            .for_each(|pledge| self.pledge(pledge));
    }

    fn attendee(&mut self, attendee: &Attendee) {
        self.subject(attendee.who, Wanted::Person);
        if let Some(side) = attendee.side {
            self.one(side, Wanted::Party);
        }
        self.field(attendee.more.present.as_deref(), |_, _| {});
        attendee
            .more
            .offices
            .iter()
            .for_each(|office| self.office(office));
        self.claims(attendee.claims.as_deref());
    }

    fn speech(&mut self, speech: &Speech) {
        self.actors(&speech.by);
        self.actors(&speech.to);
        self.text(Some(speech.text));
        self.subjects(speech.about.as_deref());
        self.acting(speech.more.on_behalf_of.as_deref());
        self.written(speech.more.original.as_deref());
        self.refs(speech.more.reply_to.as_deref(), Wanted::Answered);
        self.day(speech.more.date.as_deref());
        self.field(speech.more.mood.as_deref(), |_, _| {});
        self.claims(speech.head.claims.as_deref());
    }

    fn pledge(&mut self, pledge: &Pledge) {
        self.speech(&pledge.speech);
        self.day(pledge.made.as_deref());
        self.field(pledge.due.as_deref(), |walk, due| match due {
            Due::Meeting(meeting) => walk.one(*meeting, Wanted::Meeting),
            Due::Day(day) => (walk.days)(*day),
        });
        self.field(pledge.force.as_deref(), |_, _| {});
        self.written(pledge.more.condition.as_deref());
        self.acting(pledge.more.beneficiary.as_deref());
        self.reference(pledge.more.owner.as_deref(), Wanted::Actor);
        self.refs(pledge.more.reiterates.as_deref(), Wanted::Pledge);
        self.refs(pledge.more.supersedes.as_deref(), Wanted::Pledge);
        for amount in pledge.amounts.iter().chain(pledge.more.total.as_deref()) {
            if let Some(year) = amount.value.year {
                (self.days)(year);
            }
            self.claims(amount.claims.as_deref());
        }
        pledge
            .progress
            .iter()
            .for_each(|progress| self.progress(progress));
    }

    fn progress(&mut self, progress: &Progress) {
        if let Some(pledge) = progress.pledge {
            self.one(pledge, Wanted::Pledge);
        }
        self.actors(&progress.by);
        (self.days)(progress.date);
        self.text(progress.text);
        self.claims(progress.claims.as_deref());
    }
}
