//! The people of one party: who holds its offices, and who came for it.

use std::collections::HashSet;

use super::company::Met;
use super::party::Own;
use super::tally::Tally;
use super::{Telling, reference};
use crate::diag::count;
use crate::emit::report::Entry;
use crate::emit::view::Around;
use crate::model::{Body, Name, Subject};

impl<'a> Telling<'a> {
    /// Who holds its offices, and who came for it: the most frequent first.
    pub(super) fn people(&mut self, meetings: &[Met<'a>], own: &Own) {
        let mut tally: Tally<Name> = Tally::new();
        for (at, met) in meetings.iter().enumerate() {
            let held = met.meeting.was_held();
            for present in met
                .meeting
                .present()
                .filter(|present| !present.is_absent() && held)
            {
                let side = self.view.side_of(present, met.day());
                let sides = match &side {
                    Some(side) => std::slice::from_ref(side),
                    None => present.delegation,
                };
                if let Some(who) = present
                    .attendee
                    .who
                    .named()
                    .filter(|_| own.holds_any(sides))
                {
                    tally.count(who.name, at, met.when());
                }
            }
        }
        let mut offices = self.offices(own);
        let known: HashSet<Name> = offices.iter().map(|(name, _)| *name).collect();
        let others = tally.names().filter(|name| !known.contains(name));
        offices.extend(others.map(|name| (name, Vec::new())));
        let times = |name| tally.find(name).map_or(0, |count| count.times);
        offices.sort_by_key(|(name, _)| std::cmp::Reverse(times(*name)));
        let entry = |(name, under): (Name, Vec<String>)| {
            let who = reference(self.view.model, name);
            let mut text = self.view.name(Subject::Named(who), None);
            if times(name) > 0 {
                text.push_str(&format!(", at {}", count(times(name), "meeting")));
            }
            Entry {
                text,
                under,
                ..Entry::default()
            }
        };
        let entries = offices.into_iter().map(entry).collect();
        self.report.list("People", entries);
    }

    /// Who holds offices of it or its parts, with their dates.
    fn offices(&mut self, own: &Own) -> Vec<(Name, Vec<String>)> {
        let mut people = Vec::new();
        for record in self.view.model.records() {
            let (Body::Person(person), Some(id)) = (&record.body, record.head.id) else {
                continue;
            };
            let around = Around::record(self.view, record);
            let of_it = person.offices.iter().filter(|office| own.holds(office.of));
            let this = reference(self.view.model, own.name);
            let tenures: Vec<String> = of_it
                .map(|office| self.tenure(office, Some(this), around))
                .collect();
            if !tenures.is_empty() {
                people.push((id.name, tenures));
            }
        }
        people
    }
}
