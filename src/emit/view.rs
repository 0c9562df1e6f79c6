//! What a reader is told of a reference, a source, a language, an office: shared by every output.

use std::borrow::Cow;

use crate::model::{
    Attendee, Citation, Claims, Day, Head, Model, Name, Office, Record, RecordKind, Ref, Spoken,
    Subject, Target, Text, When,
};
use crate::text::World;

/// An archive as its readers see it.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The sources.
    pub world: &'a World,
    /// What they say.
    pub model: &'a Model,
}

/// The record that something stands in, and what it says around it, from the inside out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'a> {
    /// The record at the margin, whose nested ids go by their own names here.
    pub(super) home: Option<Name>,
    /// The claims of the line itself, of the line around it, of the record, of the file.
    pub(super) claims: [Option<&'a Claims>; 4],
    /// The document that it stands in, and so rests on.
    pub(super) document: Option<Ref>,
}

impl<'a> Around<'a> {
    pub(super) fn record(view: View<'a>, record: &'a Record) -> Self {
        let source = record.head.span.source;
        let home = record.head.id.map(|id| id.name);
        Self {
            home,
            claims: [
                None,
                None,
                record.head.claims.as_deref(),
                view.model.file(source),
            ],
            document: None,
        }
    }

    /// Around a statement or pledge, its own claims included.
    pub(super) fn spoken(view: View<'a>, spoken: Spoken<'a>) -> Self {
        let around = Self::record(view, spoken.record);
        let around = match spoken.document() {
            Some(_) => around.inside(&spoken.record.head),
            None => around,
        };
        around.within(spoken.speech.head.claims.as_deref())
    }

    /// The same, seen from inside a document, on which all that stands in it rests.
    pub(super) fn inside(self, document: &Head) -> Self {
        Self {
            document: document.id.map(|id| Ref {
                name: id.name,
                span: id.span,
            }),
            ..self
        }
    }

    /// The same, seen from inside a line that has claims of its own.
    pub(super) fn within(self, own: Option<&'a Claims>) -> Self {
        let [first, second, record, file] = self.claims;
        Self {
            claims: [own, first.or(second), record, file],
            ..self
        }
    }
}

/// A place in a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cited {
    pub(super) document: Option<Ref>,
    pub(super) locator: Option<Text>,
}

impl<'a> View<'a> {
    /// What a text says.
    pub(super) fn text(self, text: Text) -> Cow<'a, str> {
        text.content(self.world)
    }

    /// The language of a text: its own tag, or that of the line, the record or the file.
    pub(super) fn language(self, text: Text, around: Around<'a>) -> Option<&'a str> {
        let inherited = || {
            around
                .claims
                .into_iter()
                .flatten()
                .find_map(|claims| claims.more.language.as_deref().map(|field| field.value))
        };
        text.tag
            .or_else(inherited)
            .map(|tag| self.world.text(tag.span))
    }

    /// The record of a reference.
    pub(super) fn record(self, reference: Ref, home: Option<Name>) -> Option<&'a Record> {
        match self.model.target(&reference, home)? {
            Target::Declared(declared) => self.model.get(declared.record),
            Target::Country(_) => None,
        }
    }

    /// The name for people of a reference; its spelling when it has none.
    pub(super) fn label(self, reference: Ref, home: Option<Name>) -> Cow<'a, str> {
        self.label_of(reference, self.model.target(&reference, home))
    }

    /// The same where it is known what the reference stands for.
    pub(super) fn label_of(self, reference: Ref, target: Option<Target<'a>>) -> Cow<'a, str> {
        let own = match target {
            Some(Target::Country(country)) => return Cow::Borrowed(country.name),
            Some(Target::Declared(declared)) => {
                let record = self.model.get(declared.record);
                record.filter(|record| record.head.id.is_some_and(|id| id.name == declared.name))
            }
            None => None,
        };
        match own.and_then(|record| record.head.label) {
            Some(label) => self.text(label),
            None => Cow::Borrowed(self.model.names.spelling(reference.name)),
        }
    }

    /// Somebody's name for people, with the title before it.
    pub(super) fn name(self, subject: Subject, home: Option<Name>) -> String {
        self.called(subject, home).into_owned()
    }

    /// The same, borrowed where it can be.
    pub(super) fn called(self, subject: Subject, home: Option<Name>) -> Cow<'a, str> {
        let reference = match subject {
            Subject::Unnamed(text) => return self.text(text),
            Subject::Named(reference) => reference,
        };
        let label = self.label(reference, home);
        let person = self.model.person(reference);
        match person.and_then(|person| person.title.as_ref()) {
            Some(title) => format!("{} {label}", self.text(title.value)).into(),
            None => label,
        }
    }

    /// Whether a reference leads to a party, a country included.
    pub(super) fn is_party(self, reference: Ref, home: Option<Name>) -> bool {
        self.model
            .target(&reference, home)
            .is_some_and(|target| target.kind() == RecordKind::Party)
    }

    /// What a line rests on: its own source, or that of what stands around it. A place alone is in the document inherited,
    /// and what is said in a document is in that.
    pub(super) fn sources(self, around: Around<'a>) -> Vec<Cited> {
        let levels = if around.document.is_some() {
            2
        } else {
            around.claims.len()
        };
        let mut fields = around.claims[..levels]
            .iter()
            .flatten()
            .filter_map(|claims| claims.source.as_ref())
            .map(|field| field.value.as_slice());
        let alone = |locator| Cited {
            document: around.document,
            locator,
        };
        let Some(own) = fields.next() else {
            return around.document.map(|_| alone(None)).into_iter().collect();
        };
        let is_alone = |citation: &Citation| citation.document.is_none();
        let around_it = if own.iter().any(is_alone) {
            fields.find(|citations| !citations.iter().all(is_alone))
        } else {
            None
        };
        let mut cited = Vec::with_capacity(own.len());
        for citation in own {
            let locator = citation.locator;
            if let Some(document) = citation.document {
                if !self.model.is_none(document) {
                    cited.push(Cited {
                        document: Some(document),
                        locator,
                    });
                }
                continue;
            }
            let inherited = around_it.into_iter().flatten();
            let inherited = inherited
                .filter_map(|citation| citation.document)
                .filter(|document| !self.model.is_none(*document));
            let before = cited.len();
            cited.extend(inherited.map(|document| Cited {
                document: Some(document),
                locator,
            }));
            if cited.len() == before {
                cited.push(alone(locator));
            }
        }
        cited
    }

    /// The offices of an attendee on the day: those that the line gives, or else those of the person that were held then.
    pub(super) fn offices(self, attendee: &'a Attendee, date: Option<Day>) -> Vec<&'a Office> {
        if !attendee.more.offices.is_empty() {
            return attendee.more.offices.iter().collect();
        }
        let person = attendee.who.named().and_then(|who| self.model.person(who));
        person.map_or_else(Vec::new, |person| {
            person.offices_on(date.map_or(When::Undated, |day| day.when))
        })
    }
}

/// What stands for what at one meeting, or in no meeting.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Setting<'a> {
    pub(super) meeting: Option<&'a crate::model::Meeting>,
    pub(super) date: Option<Day>,
}

impl<'a> Setting<'a> {
    /// Where and when a statement or pledge was made.
    pub(super) fn of(spoken: Spoken<'a>) -> Self {
        Self {
            meeting: spoken.meeting(),
            date: spoken.day(),
        }
    }

    /// The day as a date to compare.
    pub(super) fn when(self) -> When {
        self.date.map_or(When::Undated, |day| day.when)
    }
}
