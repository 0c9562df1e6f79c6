//! All that an archive says about one topic and the narrower ones.

use std::collections::HashSet;

use super::company::Met;
use super::lines::{in_order, written};
use super::{Telling, reference};
use crate::emit::report::Report;
use crate::emit::view::{Around, View};
use crate::ledger::{Ledger, Wanted};
use crate::model::{Body, Few, Field, Name, Ref, Spoken, Subject};

pub(super) fn report<'a>(view: View<'a>, ledger: &'a Ledger<'a>, name: Name) -> Report {
    let topic = reference(view.model, name);
    let mut telling = Telling::begun(view, ledger, view.label(topic, None));
    let topics = view.model.narrower(name);
    telling.neighbours(name);
    telling.meetings_about(&topics);
    telling.said_about(&topics);
    let promises = telling.wanted(Wanted {
        about: Some(name),
        ..Wanted::default()
    });
    let promises = telling.promises(promises);
    telling.report.list("Promised", promises);
    telling.documents_about(&topics);
    telling.ended("No meeting, statement, promise or document recorded here is about it.")
}

impl<'a> Telling<'a> {
    /// The broader topics from the near to the far, and the narrower ones.
    fn neighbours(&mut self, name: Name) {
        let mut broader: Vec<String> = Vec::new();
        let mut seen = HashSet::from([name]);
        let mut above = self.broader(reference(self.view.model, name));
        while let Some(topic) = above.filter(|topic| seen.insert(topic.name)) {
            broader.push(self.label(topic));
            above = self.broader(topic);
        }
        self.report
            .fact("Part of", vec![broader.join(", part of ")]);
        let narrower = self.view.model.records().filter(|record| {
            let Body::Topic(topic) = &record.body else {
                return false;
            };
            topic
                .broader
                .as_ref()
                .is_some_and(|broader| broader.value.name == name)
        });
        let narrower: Vec<String> = narrower.map(|record| self.own_label(record)).collect();
        self.report.fact("Includes", narrower);
    }

    fn broader(&self, topic: Ref) -> Option<Ref> {
        match &self.view.record(topic, None)?.body {
            Body::Topic(topic) => topic.broader.as_ref().map(|broader| broader.value),
            _ => None,
        }
    }

    fn meetings_about(&mut self, topics: &HashSet<Name>) {
        let meetings = self.view.meetings().into_iter();
        let about: Vec<Met<'a>> = meetings
            .filter(|met| is_about(met.meeting.about.as_deref(), topics))
            .collect();
        let mut entries = Vec::new();
        for met in about {
            let around = Around::record(self.view, met.record);
            let sides = self.between(met.wholes(self.view));
            entries.push(self.meeting(met, around, vec![sides]));
        }
        self.report.list("Meetings", entries);
    }

    fn said_about(&mut self, topics: &HashSet<Name>) {
        let said: Vec<Spoken<'a>> = self
            .view
            .model
            .spoken()
            .filter(|spoken| {
                spoken.pledge.is_none() && spoken.about().any(|one| among(one, topics))
            })
            .collect();
        let said = self.said(&said);
        self.report.list("Said", said);
    }

    fn documents_about(&mut self, topics: &HashSet<Name>) {
        let mut documents = Vec::new();
        for record in self.view.model.records() {
            let Body::Document(document) = &record.body else {
                continue;
            };
            if is_about(document.about.as_ref(), topics) {
                let entry = self.document(record, document, Vec::new());
                documents.push((written(document), entry));
            }
        }
        self.report.list("Documents", in_order(documents));
    }
}

fn among(subject: Subject, topics: &HashSet<Name>) -> bool {
    subject
        .named()
        .is_some_and(|named| topics.contains(&named.name))
}

fn is_about(field: Option<&Field<Few<Subject>>>, topics: &HashSet<Name>) -> bool {
    let mut subjects = field.into_iter().flat_map(|field| &field.value);
    subjects.any(|subject| among(*subject, topics))
}
