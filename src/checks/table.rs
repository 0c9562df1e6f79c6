//! Who sits at a table for which side. Of a long list of people it is found out once, not again for each that speaks.

use std::cell::RefCell;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Archive;
use crate::model::{Meeting, Name, Present, Ref, Spoken, When};
use crate::text::Span;

/// Of a shorter list each is looked for anew.
const LONG: usize = 64;

/// The long list that was asked for last.
#[derive(Debug, Default)]
pub(super) struct Table {
    sides: RefCell<Option<Sides>>,
    twice: RefCell<Option<Twice>>,
}

/// Who is listed more than once.
#[derive(Debug)]
struct Twice {
    /// The first line of the list.
    of: Span,
    names: FxHashSet<Name>,
}

#[derive(Debug)]
struct Sides {
    /// The record and the day.
    of: (Span, When),
    /// The sides of people by their first lines that tell one.
    by_person: FxHashMap<Name, Ref>,
    /// Each side once, as written and as the state that it is part of.
    written: FxHashSet<Name>,
    wholes: FxHashSet<Name>,
}

/// The side of somebody present: as written, or by the office of the day.
fn side(archive: &Archive<'_>, spoken: Spoken<'_>, present: Present<'_>) -> Option<Ref> {
    let office = || {
        let person = archive.model.person(present.attendee.who.named()?)?;
        Some(person.offices_on(spoken.when()).first()?.of)
    };
    present.side.or_else(office)
}

/// The side for which somebody is listed at the meeting.
pub(super) fn side_of(archive: &Archive<'_>, spoken: Spoken<'_>, person: Ref) -> Option<Ref> {
    let meeting = spoken.meeting()?;
    if is_long(meeting) {
        return kept(archive, spoken, meeting, |sides| {
            sides.by_person.get(&person.name).copied()
        });
    }
    let is_it = |one: &Present<'_>| one.named().is_some_and(|who| who.name == person.name);
    let mut lines = meeting.present().filter(is_it);
    lines.find_map(|line| side(archive, spoken, line))
}

/// Whether people of several sides are listed at the meeting.
pub(super) fn has_several_sides(archive: &Archive<'_>, spoken: Spoken<'_>) -> bool {
    let Some(meeting) = spoken.meeting() else {
        return false;
    };
    if is_long(meeting) {
        return kept(archive, spoken, meeting, |sides| sides.written.len() > 1);
    }
    let mut sides = meeting
        .present()
        .filter_map(|line| side(archive, spoken, line));
    let first = sides.next();
    first.is_some_and(|first| sides.any(|side| side.name != first.name))
}

/// The states and others of which people are listed at the meeting, some more than once.
pub(super) fn wholes(archive: &Archive<'_>, spoken: Spoken<'_>, meeting: &Meeting) -> Vec<Name> {
    if is_long(meeting) {
        return kept(archive, spoken, meeting, |sides| {
            sides.wholes.iter().copied().collect()
        });
    }
    let sides = meeting
        .present()
        .filter_map(|line| side(archive, spoken, line));
    sides.map(|side| archive.model.whole(side).name).collect()
}

/// Whether somebody is listed more than once at a meeting.
pub(super) fn is_listed_twice(archive: &Archive<'_>, meeting: &Meeting, who: Ref) -> bool {
    let lines = || meeting.present().filter_map(|other| other.named());
    let Some(first) = meeting.present().next().filter(|_| is_long(meeting)) else {
        return lines()
            .filter(|other| other.name == who.name)
            .nth(1)
            .is_some();
    };
    let of = first.attendee.span;
    let mut kept = archive.memo.table.twice.borrow_mut();
    let known = kept.take().filter(|twice| twice.of == of);
    let twice = known.unwrap_or_else(|| {
        let mut seen = FxHashSet::default();
        let names = lines()
            .map(|other| other.name)
            .filter(|name| !seen.insert(*name));
        let names = names.collect();
        Twice { of, names }
    });
    kept.insert(twice).names.contains(&who.name)
}

fn is_long(meeting: &Meeting) -> bool {
    meeting.present().nth(LONG).is_some()
}

/// What is known of the table at which something is said, found out if it is another than the last.
fn kept<T>(
    archive: &Archive<'_>,
    spoken: Spoken<'_>,
    meeting: &Meeting,
    ask: impl FnOnce(&Sides) -> T,
) -> T {
    let of = (spoken.record.head.span, spoken.when());
    let mut kept = archive.memo.table.sides.borrow_mut();
    let known = kept.take().filter(|sides| sides.of == of);
    let sides = known.unwrap_or_else(|| read(archive, spoken, meeting, of));
    ask(kept.insert(sides))
}

fn read(archive: &Archive<'_>, spoken: Spoken<'_>, meeting: &Meeting, of: (Span, When)) -> Sides {
    let mut sides = Sides {
        of,
        by_person: FxHashMap::default(),
        written: FxHashSet::default(),
        wholes: FxHashSet::default(),
    };
    for present in meeting.present() {
        let Some(side) = side(archive, spoken, present) else {
            continue;
        };
        if let Some(who) = present.named() {
            sides.by_person.entry(who.name).or_insert(side);
        }
        if sides.written.insert(side.name) {
            sides.wholes.insert(archive.model.whole(side).name);
        }
    }
    sides
}
