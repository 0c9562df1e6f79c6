//! The meetings of one person: for whom, in which office, with whom.

use super::Telling;
use super::company::Met;
use super::lines::{led, uncertain};
use super::person::is;
use super::tally::{Count, Tally};
use crate::diag::count;
use crate::emit::circumstances::presence;
use crate::emit::report::Entry;
use crate::emit::view::Around;
use crate::model::{Name, Present};

/// So many counterparts are named; the rest are counted.
const NAMED: usize = 5;

impl<'a> Telling<'a> {
    pub(super) fn attended(&mut self, name: Name) {
        let is = |present: &Present<'_>| is(present.attendee.who, name);
        let mut entries = Vec::new();
        let mut tally: Tally<()> = Tally::new();
        for (at, met) in self.view.meetings().into_iter().enumerate() {
            let Some(present) = met.meeting.present().find(is) else {
                continue;
            };
            if !present.is_absent() && met.meeting.was_held() {
                tally.count((), at, met.when());
            }
            entries.push(self.attendance_at(met, present));
        }
        self.how_often(&tally);
        self.report.list("Meetings", entries);
    }

    /// How many meetings there were, and when.
    pub(super) fn how_often(&mut self, tally: &Tally<()>) {
        let times = tally.find(()).map(Count::over_time);
        self.report.fact("Meetings", times.into_iter().collect());
    }

    fn attendance_at(&mut self, met: Met<'a>, present: Present<'a>) -> Entry {
        let around = Around::record(self.view, met.record);
        let around = match present.claims {
            Some(_) => around.within(present.claims),
            None => around,
        };
        let around = around.within(present.attendee.claims.as_deref());
        let capacity = self.capacity(met, present);
        let others = self.others(met, present);
        self.meeting(met, around, vec![capacity, others])
    }

    /// In which office somebody came, for whom, as what, and whether it is sure.
    fn capacity(&self, met: Met<'a>, present: Present<'a>) -> String {
        let side = self.view.side_of(present, met.day());
        let offices = self.view.offices(present.attendee, met.day());
        let offices: Vec<String> = offices
            .into_iter()
            .map(|office| self.view.office(office, side, None))
            .collect();
        let sides = match side {
            Some(side) => vec![side],
            None => present.delegation.to_vec(),
        };
        let sides = self.sides(sides.into_iter());
        let mut parts = Vec::new();
        if !sides.is_empty() {
            parts.push(format!("for {}", sides.join(" and ")));
        }
        if !offices.is_empty() {
            parts.push(format!("as {}", offices.join(" and ")));
        }
        if let (Some(role), Some(last)) = (present.attendee.more.role, parts.last_mut()) {
            last.push_str(&format!(" ({})", role.word.replace('-', " ")));
        }
        parts.extend(presence(present.attendee).map(str::to_owned));
        let sure = uncertain(present.attendee.claims.as_deref());
        parts.extend(sure.map(|sure| format!("presence {sure}")));
        parts.join(", ")
    }

    /// Who was there for other sides.
    fn others(&self, met: Met<'a>, present: Present<'a>) -> String {
        let own = self.view.side_of(present, met.day());
        let own = own.map(|side| self.view.model.whole(side).name);
        let others = met.meeting.present().filter_map(|other| {
            if other.is_absent() || std::ptr::eq(other.attendee, present.attendee) {
                return None;
            }
            let side = self.view.side_of(other, met.day());
            let whole = side.map(|side| self.view.model.whole(side));
            (own.is_none() || whole.map(|whole| whole.name) != own).then_some((other, side))
        });
        let mut names: Vec<String> = Vec::new();
        let mut more = 0;
        for (other, side) in others {
            if names.len() == NAMED {
                more += 1;
                continue;
            }
            let name = self.view.name(other.attendee.who, None);
            names.push(match side {
                Some(side) => format!("{name} ({})", self.label(side)),
                None => name,
            });
        }
        if names.is_empty() {
            let sides = met.wholes(self.view).into_iter();
            return self.with(sides.filter(|side| Some(side.name) != own).collect());
        }

        if more > 0 {
            names.push(count(more, "more person"));
        }
        led("with", &names)
    }
}
