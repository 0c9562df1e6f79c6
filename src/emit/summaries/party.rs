//! All that an archive says of one party: its people, meetings, what it owes and is owed, what it signed.

use std::collections::HashSet;

use super::company::Met;
use super::lines::{in_order, led, written};
use super::tally::{Count, Tally};
use super::{Telling, reference};
use crate::emit::report::{Report, Table};
use crate::emit::view::{Around, View};
use crate::ledger::{Ledger, Wanted};
use crate::model::{Body, Name, Party, Record, Ref, Spoken, Subject};

pub(super) fn report<'a>(view: View<'a>, ledger: &'a Ledger<'a>, name: Name) -> Report {
    let party = reference(view.model, name);
    let mut telling = Telling::begun(view, ledger, view.label(party, None));
    let own = Own {
        name,
        whole: view.model.whole(party).name,
        parts: view.model.parts(name),
    };
    telling.nature(&own);
    let meetings: Vec<Met<'a>> = view
        .meetings()
        .into_iter()
        .filter(|met| own.holds_any(&met.sides(view)))
        .collect();
    telling.met(&meetings, &own);
    telling.spoken_of(name);
    telling.people(&meetings, &own);
    telling.meetings_of(&meetings, &own);
    telling.held_there(&own);
    telling.said_in_its_name(&own);
    let owes = telling.wanted(Wanted {
        by: Some(name),
        ..Wanted::default()
    });
    let owes = telling.promises(owes);
    telling.report.list("Promised", owes);
    let owed = telling.wanted(Wanted {
        to: Some(name),
        ..Wanted::default()
    });
    let owed = telling.promises(owed);
    telling.report.list("Was promised", owed);
    telling.signed(&own);
    telling.ended(
        "It was at no recorded meeting, and said, promised and signed nothing recorded here.",
    )
}

/// The party with all that is part of it, and the state that it is itself part of.
pub(super) struct Own {
    pub(super) name: Name,
    whole: Name,
    parts: HashSet<Name>,
}

impl Own {
    pub(super) fn holds(&self, side: Ref) -> bool {
        self.parts.contains(&side.name)
    }

    pub(super) fn holds_any(&self, sides: &[Ref]) -> bool {
        sides.iter().any(|side| self.holds(*side))
    }
}

impl<'a> Telling<'a> {
    /// Of what kind a party is, how it is called, what it is part of and what is part of it.
    fn nature(&mut self, own: &Own) {
        let this = reference(self.view.model, own.name);
        let record = self.view.record(this, None);
        let party = record.and_then(|record| match &record.body {
            Body::Party(party) => Some((record, party)),
            _ => None,
        });
        if let Some((record, party)) = party {
            self.declared(record, party);
        }
        let (mut parts, mut blocs) = (Vec::new(), Vec::new());
        for record in self.view.model.records() {
            let Body::Party(other) = &record.body else {
                continue;
            };
            let parent = other.parent.as_ref().map(|parent| parent.value);
            if parent.is_some_and(|parent| parent.name == own.name) {
                parts.push(self.own_label(record));
            }
            let mut members = other.members.iter().flat_map(|members| &members.value);
            if members.any(|member| member.name == own.name) {
                blocs.push(self.own_label(record));
            }
        }
        self.report.fact("Member of", vec![blocs.join(", ")]);
        self.report.fact("Parts", parts);
    }

    fn declared(&mut self, record: &'a Record, party: &'a Party) {
        let around = Around::record(self.view, record);
        let kind = party.kind.as_ref();
        let kind = kind.map(|kind| kind.value.word.replace('-', " "));
        self.report.fact("Kind", kind.into_iter().collect());
        let names = self.names(&party.names);
        self.report.fact("Also", names);
        let parent = party.parent.as_ref().map(|parent| parent.value);
        let parent = self.labels(parent.into_iter());
        self.report.fact("Part of", parent);
        let members = party.members.iter().flat_map(|members| &members.value);
        let members = self.labels(members.copied());
        self.report.fact("Members", vec![members.join(", ")]);
        let from = self.date(party.from.as_ref(), around);
        self.report.fact("From", from);
        let until = self.date(party.until.as_ref(), around);
        self.report.fact("Until", until);
        let codes = self.codes(&party.codes);
        self.report.fact("Code", codes);
    }

    /// Whom it met how often, and when first and last.
    fn met(&mut self, meetings: &[Met<'a>], own: &Own) {
        let mut tally: Tally<Name> = Tally::new();
        let mut all: Tally<()> = Tally::new();
        let held = meetings.iter().filter(|met| met.meeting.was_held());
        for (at, met) in held.enumerate() {
            all.count((), at, met.when());
            for side in others(self.view, *met, own) {
                tally.count(side.name, at, met.when());
            }
        }
        self.how_often(&all);
        let row = |(name, count): (Name, Count)| {
            let label = self.label(reference(self.view.model, name));
            vec![label, count.times.to_string(), count.first(), count.last()]
        };
        let table = Table {
            head: vec!["Party", "Meetings", "First", "Last"],
            rows: tally.ranked().into_iter().map(row).collect(),
        };
        self.report.table("Met", table, Vec::new());
    }

    fn meetings_of(&mut self, meetings: &[Met<'a>], own: &Own) {
        let entries = meetings.iter().map(|met| {
            let around = Around::record(self.view, met.record);
            let with = self.with(others(self.view, *met, own));
            self.meeting(*met, around, vec![with])
        });
        let entries = entries.collect();
        self.report.list("Meetings", entries);
    }

    /// The meetings that took place in it, but without it.
    fn held_there(&mut self, own: &Own) {
        let mut entries = Vec::new();
        for met in self.view.meetings() {
            let mut places = met.meeting.places.iter();
            let there = places.any(|place| place.value.party.is_some_and(|party| own.holds(party)));
            if there && !own.holds_any(&met.sides(self.view)) {
                let around = Around::record(self.view, met.record);
                let between = self.between(met.wholes(self.view));
                entries.push(self.meeting(met, around, vec![between]));
            }
        }
        self.report.list("Meetings there without it", entries);
    }

    /// What is said by the party itself, not by a person for it.
    fn said_in_its_name(&mut self, own: &Own) {
        let by_it = |spoken: &Spoken<'_>| {
            let mut by = spoken.speech.by.iter();
            spoken.pledge.is_none()
                && by.any(|actor| actor.who.named().is_some_and(|who| own.holds(who)))
        };
        let said: Vec<Spoken<'a>> = self.view.model.spoken().filter(by_it).collect();
        let said = self.said(&said);
        self.report.list("Said in its name", said);
    }

    fn signed(&mut self, own: &Own) {
        let mut signed = Vec::new();
        for record in self.view.model.records() {
            let Body::Document(document) = &record.body else {
                continue;
            };
            let signatures = document.signatures.iter();
            let (for_it, others): (Vec<_>, Vec<_>) =
                signatures.partition(|signature| own.holds(signature.side));
            if for_it.is_empty() {
                continue;
            }
            let persons = for_it.iter().filter_map(|signature| signature.person);
            let by: Vec<String> = persons
                .map(|person| self.view.name(Subject::Named(person), None))
                .collect();
            let by = led("by", &by);
            let mut seen = HashSet::new();
            let others = others.iter().map(|signature| signature.side);
            let others = self.sides(others.filter(|side| seen.insert(side.name)));
            let with = led("with", &others);
            signed.push((
                written(document),
                self.document(record, document, vec![by, with]),
            ));
        }
        self.report.list("Signed", in_order(signed));
    }
}

/// The other sides of a meeting, a ministry's being its state.
fn others<'a>(view: View<'a>, met: Met<'a>, own: &Own) -> Vec<Ref> {
    let wholes = met.wholes(view).into_iter();
    wholes.filter(|side| side.name != own.whole).collect()
}
