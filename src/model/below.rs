//! What lies below a topic or a party: the narrower topics, the ministries and missions of a state.

use std::collections::{HashMap, HashSet};

use super::{Body, Model, Name};

impl Model {
    /// A topic and all that are narrower; anything else is itself.
    pub fn narrower(&self, topic: Name) -> HashSet<Name> {
        self.below(topic, |body| match body {
            Body::Topic(topic) => topic.broader.as_ref().map(|broader| broader.value.name),
            _ => None,
        })
    }

    /// A party and all that are parts of it.
    pub fn parts(&self, party: Name) -> HashSet<Name> {
        self.below(party, |body| match body {
            Body::Party(party) => party.parent.as_ref().map(|parent| parent.value.name),
            _ => None,
        })
    }

    /// A record and all that lead to it from above to above; a circle ends.
    fn below(&self, top: Name, above: impl Fn(&Body) -> Option<Name>) -> HashSet<Name> {
        let mut below: HashMap<Name, Vec<Name>> = HashMap::new();
        for record in self.records() {
            if let (Some(id), Some(above)) = (record.head.id, above(&record.body)) {
                below.entry(above).or_default().push(id.name);
            }
        }
        let mut found = HashSet::from([top]);
        let mut left = vec![top];
        while let Some(name) = left.pop() {
            for lower in below.get(&name).into_iter().flatten() {
                if found.insert(*lower) {
                    left.push(*lower);
                }
            }
        }
        found
    }
}
