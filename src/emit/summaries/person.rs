//! All that an archive says of one person: offices, meetings, words, promises, papers.

use super::lines::{in_order, written};
use super::{Telling, reference};
use crate::diag::count;
use crate::emit::reading::in_a_sentence;
use crate::emit::report::Report;
use crate::emit::view::{Around, View};
use crate::ledger::Ledger;
use crate::model::{
    Actor, Body, Document, Few, Field, Name, Person, Record, Ref, Signature, Speech, Spoken,
    Subject,
};

pub(super) fn report<'a>(view: View<'a>, ledger: &'a Ledger<'a>, name: Name) -> Report {
    let who = reference(view.model, name);
    let title = view.name(Subject::Named(who), None);
    let mut telling = Telling::begun(view, ledger, title);
    if let Some(record) = view.record(who, None)
        && let Body::Person(person) = &record.body
    {
        telling.life(record, person);
    }
    telling.attended(name);
    telling.spoken_of(name);
    telling.said_by(name);
    telling.promised_by(name);
    telling.told(name);
    telling.papers(name);
    telling.ended("This person was at no recorded meeting, and said, promised and signed nothing recorded here.")
}

impl<'a> Telling<'a> {
    fn life(&mut self, record: &'a Record, person: &'a Person) {
        let around = Around::record(self.view, record);
        let names = self.names(&person.names);
        self.report.fact("Also", names);
        let mut offices: Vec<_> = person.offices.iter().collect();
        offices.sort_by_key(|office| office.from.and_then(|from| from.when.earliest()));
        let offices = offices.into_iter();
        let offices = offices
            .map(|office| self.tenure(office, None, around))
            .collect();
        self.report.fact("Office", offices);
        let born = self.date(person.born.as_ref(), around);
        self.report.fact("Born", born);
        let died = self.date(person.died.as_ref(), around);
        self.report.fact("Died", died);
        let codes = self.codes(&person.codes);
        self.report.fact("Code", codes);
    }

    fn said_by(&mut self, name: Name) {
        let said: Vec<Spoken<'a>> = self
            .view
            .model
            .spoken()
            .filter(|spoken| spoken.pledge.is_none() && speaks(spoken.speech, name))
            .collect();
        let said = self.said(&said);
        self.report.list("Said", said);
    }

    fn promised_by(&mut self, name: Name) {
        let places = self.places(|promise| {
            let owner = promise.pledge.more.owner.as_deref();
            speaks(promise.spoken.speech, name)
                || owner.is_some_and(|owner| owner.value.name == name)
        });
        let promised = self.promises(places);
        self.report.list("Promised", promised);
    }

    fn told(&mut self, name: Name) {
        let told: Vec<Spoken<'a>> = self
            .view
            .model
            .spoken()
            .filter(|spoken| spoken.pledge.is_none() && among(&spoken.speech.to, name))
            .collect();
        let told = self.said(&told);
        self.report.list("Was told", told);
        let places = self.places(|promise| among(&promise.spoken.speech.to, name));
        let promised = self.promises(places);
        self.report.list("Was promised", promised);
    }

    /// How often somebody is spoken of, and how much rests on their word.
    pub(super) fn spoken_of(&mut self, name: Name) {
        let (mut statements, mut promises, mut reported) = (0, 0, 0);
        for spoken in self.view.model.spoken() {
            let mut about = spoken.about();
            if about.any(|subject| is(subject, name)) {
                match spoken.pledge {
                    Some(_) => promises += 1,
                    None => statements += 1,
                }
            }
            let claims = spoken.speech.head.claims.as_ref();
            let reporters = claims.and_then(|claims| claims.more.reported_by.as_deref());
            reported += usize::from(named_in(reporters, name));
        }
        let about = [(statements, "statement"), (promises, "promise")];
        let about = about.into_iter().filter(|(number, _)| *number > 0);
        let about: Vec<String> = about.map(|(number, noun)| count(number, noun)).collect();
        if !about.is_empty() {
            self.report
                .fact("Spoken of", vec![format!("in {}", about.join(" and "))]);
        }
        if reported > 0 {
            let lines = count(reported, "statement or promise");
            let lines = lines.replace("statement or promises", "statements or promises");
            self.report.fact("Reported", vec![lines]);
        }
    }

    fn papers(&mut self, name: Name) {
        let (mut signed, mut others) = (Vec::new(), Vec::new());
        for record in self.view.model.records() {
            let Body::Document(document) = &record.body else {
                continue;
            };
            for signature in &document.signatures {
                if let Some(line) = self.signed_by(signature, name) {
                    signed.push((
                        written(document),
                        self.document(record, document, vec![line]),
                    ));
                }
            }
            let parts = parts_in(document, name);
            if !parts.is_empty() {
                others.push((
                    written(document),
                    self.document(record, document, vec![parts.join(", ")]),
                ));
            }
        }
        self.report.list("Signed", in_order(signed));
        self.report.list("Wrote, sent, received", in_order(others));
    }

    /// For whom somebody signed, or who signed for them.
    fn signed_by(&self, signature: &Signature, name: Name) -> Option<String> {
        let is = |who: Option<Ref>| who.is_some_and(|who| who.name == name);
        let side = in_a_sentence(&self.label(signature.side));
        let other = |who: Option<Ref>| who.map(|who| self.view.name(Subject::Named(who), None));
        if is(signature.person) {
            let behalf = other(signature.on_behalf_of);
            let behalf = behalf.map(|behalf| format!(", on behalf of {behalf}"));
            return Some(format!("for {side}{}", behalf.unwrap_or_default()));
        }
        let signer = other(signature.person).filter(|_| is(signature.on_behalf_of));
        signer.map(|signer| format!("for {side}, by the hand of {signer}"))
    }
}

pub(super) fn is(subject: Subject, name: Name) -> bool {
    subject.named().is_some_and(|named| named.name == name)
}

fn among(actors: &[Actor], name: Name) -> bool {
    actors.iter().any(|actor| is(actor.who, name))
}

fn named_in(field: Option<&Field<Few<Actor>>>, name: Name) -> bool {
    field.is_some_and(|field| among(&field.value, name))
}

/// Whether somebody speaks, or is spoken for.
fn speaks(speech: &Speech, name: Name) -> bool {
    among(&speech.by, name) || named_in(speech.more.on_behalf_of.as_deref(), name)
}

/// What somebody had to do with a document, signatures aside.
fn parts_in(document: &Document, name: Name) -> Vec<&'static str> {
    let fields = [
        (&document.author, "author"),
        (&document.publisher, "publisher"),
        (&document.from, "sender"),
        (&document.to, "addressee"),
        (&document.via, "passed it on"),
    ];
    let parts = fields.into_iter();
    parts
        .filter(|(field, _)| named_in(field.as_ref(), name))
        .map(|(_, part)| part)
        .collect()
}
