//! Which meetings were held, which sides were there, and who: read once for a whole summary.

use std::collections::HashSet;

use crate::emit::view::View;
use crate::model::{Body, Day, Meeting, Name, Present, Record, Ref, When};

/// A meeting and the record that it is.
#[derive(Clone, Copy)]
pub(super) struct Met<'a> {
    pub(super) record: &'a Record,
    pub(super) meeting: &'a Meeting,
}

impl<'a> View<'a> {
    /// Every meeting, held or not, in order of time.
    pub(super) fn meetings(self) -> Vec<Met<'a>> {
        let met = |record: &'a Record| match &record.body {
            Body::Meeting(meeting) => Some(Met { record, meeting }),
            _ => None,
        };
        let mut meetings: Vec<Met<'a>> = self.model.records().filter_map(met).collect();
        meetings.sort_by_key(|met| met.when().in_time());
        meetings
    }

    /// The side of somebody present: as written, or by the office of the day.
    pub(super) fn side_of(self, present: Present<'a>, date: Option<Day>) -> Option<Ref> {
        present.side.or_else(|| {
            let offices = self.offices(present.attendee, date);
            offices.first().map(|office| office.of)
        })
    }
}

impl<'a> Met<'a> {
    pub(super) fn day(self) -> Option<Day> {
        self.meeting.date.as_ref().map(|date| date.value)
    }

    pub(super) fn when(self) -> When {
        self.day().map_or(When::Undated, |day| day.when)
    }

    /// The sides that were there, each once: those of the people, and of delegations that name nobody.
    pub(super) fn sides(self, view: View<'a>) -> Vec<Ref> {
        let people = self
            .meeting
            .present()
            .filter(|present| !present.is_absent());
        let of_people = people.flat_map(|present| {
            let side = view.side_of(present, self.day());
            let joint = match side {
                Some(_) => &[],
                None => present.delegation,
            };
            side.into_iter().chain(joint.iter().copied())
        });
        let bare = self.meeting.delegations.iter();
        let bare = bare.filter(|delegation| delegation.attendees.is_empty());
        let bare = bare.flat_map(|delegation| delegation.parties.iter().copied());
        each_once(of_people.chain(bare))
    }

    /// The sides that were there, a ministry's being its state.
    pub(super) fn wholes(self, view: View<'a>) -> Vec<Ref> {
        let sides = self.sides(view).into_iter();
        each_once(sides.map(|side| view.model.whole(side)))
    }
}

fn each_once(references: impl Iterator<Item = Ref>) -> Vec<Ref> {
    let mut seen: HashSet<Name> = HashSet::new();
    references
        .filter(|reference| seen.insert(reference.name))
        .collect()
}
