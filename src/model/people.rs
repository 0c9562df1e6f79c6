//! Who was there, in what office, and for which side: what the records say together.

use super::{
    Actor, Attendee, Body, Claims, Day, Meeting, Model, Office, Party, Person, Pledge, RecordKind,
    Ref, Subject, When,
};
use crate::vocab::countries;

/// Somebody present at a meeting.
#[derive(Debug, Clone, Copy)]
pub struct Present<'m> {
    /// The line.
    pub attendee: &'m Attendee,
    /// The side: the line's own, or that of a delegation of one party.
    pub side: Option<Ref>,
    /// The parties of the delegation, if it stands in one.
    pub delegation: &'m [Ref],
    /// What the delegation says of itself.
    pub claims: Option<&'m Claims>,
}

impl Meeting {
    /// Everybody listed, those of the delegations first.
    pub fn present(&self) -> impl Iterator<Item = Present<'_>> {
        let in_delegations = self.delegations.iter().flat_map(|delegation| {
            let only = (delegation.parties.len() == 1).then(|| delegation.parties[0]);
            delegation.attendees.iter().map(move |attendee| Present {
                attendee,
                side: attendee.side.or(only),
                delegation: &delegation.parties,
                claims: delegation.claims.as_deref(),
            })
        });
        let alone = self.attendees.iter().map(|attendee| Present {
            attendee,
            side: attendee.side,
            delegation: &[],
            claims: None,
        });
        in_delegations.chain(alone)
    }

    /// Whether it took place: one that is planned, postponed or called off proves nothing of who came.
    pub fn was_held(&self) -> bool {
        let status = self.status.as_ref();
        status.is_none_or(|status| status.value.word == "held")
    }
}

impl Present<'_> {
    /// The name, if one is given.
    pub fn named(&self) -> Option<Ref> {
        self.attendee.who.named()
    }

    /// What the attendee is there as.
    pub fn role(&self) -> Option<&'static str> {
        self.attendee.more.role.map(|role| role.word)
    }

    /// Whether the line says that they did not come.
    pub fn is_absent(&self) -> bool {
        let present = self.attendee.more.present.as_deref();
        present.is_some_and(|present| present.value.word == "absent")
    }
}

impl Office {
    /// Whether some reading of its dates and of the day lets it be held then.
    pub fn may_be_held(&self, day: When) -> bool {
        let begun = self.from.is_none_or(|from| !day.surely_before(from.when));
        let over = |until: Day| until.when.surely_before(day);
        begun && !self.until.is_some_and(over)
    }

    /// Whether it ends before it begins, so that its dates prove nothing.
    pub fn is_backwards(&self) -> bool {
        matches!((self.from, self.until), (Some(from), Some(until)) if until.when.surely_before(from.when))
    }
}

impl Person {
    /// The offices that may be held on a day; those of known dates come first. On no known day only the offices of no
    /// known dates are sure.
    pub fn offices_on(&self, day: When) -> Vec<&Office> {
        let dated = |office: &&Office| office.from.is_some() || office.until.is_some();
        let held =
            |office: &&Office| office.may_be_held(day) && (day != When::Undated || !dated(office));
        let mut offices: Vec<&Office> = self.offices.iter().filter(held).collect();
        offices.sort_by_key(|office| !dated(office));
        offices
    }
}

impl Model {
    /// The person that a reference leads to.
    pub fn person(&self, reference: Ref) -> Option<&Person> {
        match &self.record(&reference)?.body {
            Body::Person(person) => Some(person),
            _ => None,
        }
    }

    /// The party that a reference leads to, where the archive says more of it than its code.
    pub fn party(&self, reference: Ref) -> Option<&Party> {
        match &self.record(&reference)?.body {
            Body::Party(party) => Some(party),
            _ => None,
        }
    }

    /// The meeting that a reference leads to.
    pub fn meeting(&self, reference: Ref) -> Option<&Meeting> {
        let declared = self.index.declared(reference.name)?;
        match &self.get(declared.record)?.body {
            Body::Meeting(meeting) if declared.kind == RecordKind::Meeting => Some(meeting),
            _ => None,
        }
    }

    /// Whether a party is a state: a country, or a party of that kind.
    pub fn is_state(&self, party: Ref) -> bool {
        let kind = self.party(party).and_then(|party| party.kind.as_ref());
        match kind {
            Some(kind) => kind.value.word == "state",
            None => countries::find(self.names.spelling(party.name))
                .is_some_and(|country| !matches!(country.code, "EU" | "UN")),
        }
    }

    /// Whether one of two parties has the other among its members.
    pub fn are_member_and_whole(&self, one: Ref, other: Ref) -> bool {
        let has = |whole: Ref, part: Ref| {
            let members = self.party(whole).and_then(|party| party.members.as_ref());
            members.is_some_and(|members| {
                let mut members = members.value.iter();
                members.any(|member| self.whole(*member).name == part.name)
            })
        };
        has(one, other) || has(other, one)
    }

    /// The state that a ministry or other part of one acts for; any other party itself.
    pub fn whole(&self, side: Ref) -> Ref {
        // A circle of parents, which a check reports, ends here too.
        const DEEPEST: usize = 8;
        let mut side = side;
        for _ in 0..DEEPEST {
            let parent = self.party(side).and_then(|party| party.parent.as_ref());
            let Some(parent) = parent else { break };
            side = parent.value;
        }
        side
    }

    /// The side that an actor stands for, a ministry's being its state.
    pub fn side(&self, actor: &Actor, meeting: Option<&Meeting>, day: When) -> Option<Ref> {
        let side = self.own_side(actor, meeting, day);
        side.map(|side| self.whole(side))
    }

    /// The side that an actor stands for: as written, as at the meeting, or by the office of the day; a party stands for
    /// itself.
    pub fn own_side(&self, actor: &Actor, meeting: Option<&Meeting>, day: When) -> Option<Ref> {
        actor.side.or_else(|| {
            let who = actor.who.named()?;
            let Some(person) = self.person(who) else {
                return Some(who);
            };
            let listed = |present: &Present<'_>| {
                let named = present.attendee.who.named();
                named.is_some_and(|other| other.name == who.name)
            };
            let at_meeting = meeting.and_then(|meeting| meeting.present().find(listed)?.side);
            at_meeting.or_else(|| Some(person.offices_on(day).first()?.of))
        })
    }

    /// Who owes a pledge: its owner, or the sides of those who made it; whoever has no known side, in person.
    pub fn owed_by(&self, pledge: &Pledge, meeting: Option<&Meeting>, day: When) -> Vec<Subject> {
        if let Some(owner) = &pledge.more.owner {
            return vec![Subject::Named(owner.value)];
        }
        let mut owed: Vec<Subject> = Vec::new();
        for actor in &pledge.speech.by {
            let side = self.side(actor, meeting, day);
            let known = side.is_some_and(|side| {
                let mut named = owed.iter().filter_map(|owner| owner.named());
                named.any(|owner| owner.name == side.name)
            });
            if !known {
                owed.push(side.map_or(actor.who, Subject::Named));
            }
        }
        owed
    }
}
