//! Whether two records are of one meeting: what each says of its people, place, day and title, and how these compare.
//!
//! It is long because there are many ways in which two meetings of the same people on one day are told apart.

use std::collections::BTreeSet;

use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime};

use crate::diag::folded;
use crate::model::{
    Attendee, Body, Citation, Field, Grain, Meeting, Model, Moment, Name, Place, Present, Record,
    Ref, Subject, When, Word,
};
use crate::text::World;

/// How two records of one meeting are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    /// They share a day.
    OneDay,
    /// They share day, place, kind and people, and half of the words of their labels.
    OtherTitle,
    /// One is the day after the other.
    NextDay,
}

/// A meeting that took place, with what tells it from others.
pub(super) struct Held<'m> {
    pub(super) record: &'m Record,
    model: &'m Model,
    meeting: &'m Meeting,
    name: Option<Name>,
    when: When,
    first: Date,
    last: Date,
    persons: BTreeSet<Name>,
    sides: BTreeSet<Name>,
    unnamed: BTreeSet<String>,
    places: BTreeSet<String>,
    /// The words of its label that say more than that people met, sorted.
    title: Vec<String>,
    /// The whole label and the people, to count how often they occur.
    routine: String,
}

/// Those present who are no part to a meeting.
const MINOR: [&str; 6] = [
    "interpreter",
    "notetaker",
    "secretary",
    "press",
    "observer",
    "guest",
];

/// Words of a label that do not tell one meeting from another, for all that is said by them is that people met.
const PLAIN: &str = "a an and at between by during for from his her in its of on the to with \
    bilateral call calls conversation discussion discussions meet meeting meetings meets met phone talk talks telephone \
    speak speaks spoke";

/// Words that tell one of several meetings of a day from the others.
const TELLING: &str = "again afternoon breakfast closing dinner evening expanded fifth final first fourth i ii iii iv \
    joint last later lunch luncheon midday morning night noon one opening plenary press private restricted second signing \
    third two";

/// Words for people, which tell nothing once all sides name theirs.
const TITLES: &str = "ambassador chairman chancellor federal foreign general minister ministers mr mrs ms president \
    presidents premier prime secretary state";

/// Somebody who met on a day, for each of the first so many days of a meeting and each by whom it is looked for; at least
/// all that [`Held::keys`] and [`Held::days`] give. Days are counted from the beginning of year 1.
pub(super) fn each_day(
    model: &Model,
    record: &Record,
    most: usize,
    mut visit: impl FnMut(Name, i32),
) {
    let Body::Meeting(meeting) = &record.body else {
        return;
    };
    let Some((first, last)) = meeting.date.as_ref().and_then(|date| days(date.value.when)) else {
        return;
    };
    let number = |day: Date| (day - Date::constant(1, 1, 1)).get_days();
    let days = number(first)
        ..=number(last).min(number(first) + i32::try_from(most).unwrap_or(i32::MAX / 2));
    let mut named = false;
    for person in principals(meeting) {
        named = true;
        days.clone().for_each(|day| visit(person, day));
    }
    if named {
        return;
    }
    for side in all_sides(model, meeting) {
        days.clone().for_each(|day| visit(side, day));
    }
}

/// Whether two records name as many of the same people as two records of one meeting do.
pub(super) fn may_be_of_one(one: &Record, other: &Record) -> bool {
    /// Longer lists are compared by [`Held::likeness`] only.
    const SHORT: usize = 16;
    let (Body::Meeting(one), Body::Meeting(other)) = (&one.body, &other.body) else {
        return false;
    };
    if lines(one).max(lines(other)) > SHORT {
        let (mine, theirs) = (persons(one), persons(other));
        let shared = mine.intersection(&theirs).count();
        return mine.len().max(theirs.len()) > SHORT || mine == theirs || shared > 1;
    }
    let has = |meeting: &Meeting, name: Name| principals(meeting).any(|other| other == name);
    let within = |one, other| principals(one).all(|name| has(other, name));
    match (within(one, other), within(other, one)) {
        (true, true) => true,
        (false, false) => false,
        (mine, _) => {
            let mut fewer = principals(if mine { one } else { other });
            let first = fewer.next();
            fewer.any(|name| Some(name) != first)
        }
    }
}

fn lines(meeting: &Meeting) -> usize {
    let delegations = meeting.delegations.iter();
    let inside: usize = delegations
        .map(|delegation| delegation.attendees.len())
        .sum();
    inside + meeting.attendees.len()
}

/// The first and the last by number of the people of a meeting: the same for two that have the same people.
pub(crate) fn ends(record: &Record) -> Option<(Name, Name)> {
    let Body::Meeting(meeting) = &record.body else {
        return None;
    };
    principals(meeting).min().zip(principals(meeting).max())
}

impl<'m> Held<'m> {
    /// The meeting of a record, if it was held on days that are known and by people that are known.
    pub(super) fn read(world: &World, model: &'m Model, record: &'m Record) -> Option<Self> {
        let Body::Meeting(meeting) = &record.body else {
            return None;
        };
        if word(meeting.status.as_deref()).is_some_and(|status| status != "held") {
            return None;
        }
        let when = meeting.date.as_ref()?.value.when;
        let (first, last) = days(when)?;
        let label = record.head.label?.content(world);
        let persons = persons(meeting);
        let sides = all_sides(model, meeting);
        if persons.len() < 2 && sides.len() < 2 {
            return None;
        }
        Some(Self {
            record,
            model,
            meeting,
            name: record.head.id.map(|id| id.name),
            when,
            first,
            last,
            places: places(world, meeting),
            title: title(world, model, meeting, &label),
            routine: format!("{} {persons:?} {sides:?}", folded(&label)),
            persons,
            unnamed: unnamed(world, meeting),
            sides,
        })
    }

    /// What two records have in common only if they are of the same people under the same label.
    pub(super) fn routine(&self) -> &str {
        &self.routine
    }

    /// The same, of one day.
    pub(super) fn routine_of_day(&self) -> (&str, Date) {
        (&self.routine, self.first)
    }

    /// Its days, the first so many.
    pub(super) fn days(&self, most: usize) -> Vec<Date> {
        let days = self.first.series(1.day());
        days.take_while(|day| *day <= self.last)
            .take(most)
            .collect()
    }

    pub(super) fn day_before(&self) -> Option<Date> {
        self.first.yesterday().ok()
    }

    pub(super) fn day_after(&self) -> Option<Date> {
        self.last.tomorrow().ok()
    }

    /// By whom it is looked for: its people, or its sides if it names none.
    pub(super) fn keys(&self) -> impl Iterator<Item = Name> {
        const MOST: usize = 8;
        let keys = if self.persons.is_empty() {
            &self.sides
        } else {
            &self.persons
        };
        keys.iter().copied().take(MOST)
    }

    /// How alike the two are, if nothing tells them apart.
    pub(super) fn likeness(&self, other: &Self) -> Option<Likeness> {
        // Two records of one id are told as that.
        let same_id = self.name.is_some() && self.name == other.name;
        if same_id || !self.same_people(other) || self.told_apart(other) || self.linked(other) {
            return None;
        }
        if !self.same_title(other) || !self.same_place(other) {
            return self.may_be_one(other).then_some(Likeness::OtherTitle);
        }
        if self.first <= other.last && other.first <= self.last {
            let within = self.lies_within(other) || other.lies_within(self);
            return (within && !self.at_another_time(other)).then_some(Likeness::OneDay);
        }
        let timed = self.time().is_some() || other.time().is_some();
        let (mine, theirs) = (
            self.meeting.part_of.as_ref(),
            other.meeting.part_of.as_ref(),
        );
        // Days of one conference or tour follow one another.
        let of_one = mine.is_some() && theirs.is_some();
        (!timed && !of_one && self.record_says_the_same_title(other)).then_some(Likeness::NextDay)
    }

    /// Whether all but the label is the same, and half of that.
    fn may_be_one(&self, other: &Self) -> bool {
        let kind = |held: &Self| word(held.meeting.kind.as_ref());
        let same_kind = kind(self).is_some() && kind(self) == kind(other);
        let shared = self
            .title
            .iter()
            .filter(|word| other.title.contains(word))
            .count();
        let fewer = self.title.len().min(other.title.len());
        let telling = |one: &Self, other: &Self| {
            let mut own = one.title.iter().filter(|word| !other.title.contains(word));
            own.any(|word| {
                let numbered = word.bytes().all(|byte| byte.is_ascii_digit());
                numbered || TELLING.split_whitespace().any(|it| it == word)
            })
        };
        let told = telling(self, other) || telling(other, self);
        let untimed = self.time().is_none() && other.time().is_none();
        let one_whole = self.meeting.part_of.is_some() && other.meeting.part_of.is_some();
        same_kind
            && !told
            && untimed
            && !one_whole
            && self.persons.len() > 1
            && self.persons == other.persons
            && self.same_days(other)
            && self.first == self.last
            && !self.places.is_disjoint(&other.places)
            && fewer > 0
            && shared * 2 >= fewer
    }

    /// Whether it took place on days of the other only. A stay that begins on the day on which another ends is a second one.
    fn lies_within(&self, other: &Self) -> bool {
        other.first <= self.first && self.last <= other.last
    }

    /// Whether the two are of the very same days.
    pub(super) fn same_days(&self, other: &Self) -> bool {
        (self.first, self.last) == (other.first, other.last)
    }

    fn same_people(&self, other: &Self) -> bool {
        let (mine, theirs) = (&self.unnamed, &other.unnamed);
        if !mine.is_subset(theirs) && !theirs.is_subset(mine) {
            return false;
        }
        let shared = self.persons.intersection(&other.persons).count();
        let fewer = self.persons.len().min(other.persons.len());
        // One account may list more of the advisers than another.
        let same_persons = self.persons == other.persons || shared == fewer && shared > 1;
        same_persons && self.sides == other.sides
    }

    fn same_place(&self, other: &Self) -> bool {
        // One account may not say where, but has the very same label.
        let one_silent = self.places.is_empty() != other.places.is_empty();
        if one_silent && self.persons.len() > 1 && self.record_says_the_same_title(other) {
            return true;
        }
        if !self.places.is_empty() || !other.places.is_empty() {
            return !self.places.is_disjoint(&other.places);
        }
        let is_call =
            |held: &Self| matches!(word(held.meeting.kind.as_ref()), Some("call" | "video"));
        is_call(self) && is_call(other) || self.record_says_the_same_title(other)
    }

    fn record_says_the_same_title(&self, other: &Self) -> bool {
        self.routine == other.routine
    }

    /// Whether the labels say the same, but for small words and slips.
    fn same_title(&self, other: &Self) -> bool {
        let slip = |mine: &String, theirs: &String| {
            let has_digit = |word: &String| word.bytes().any(|byte| byte.is_ascii_digit());
            let long = mine.len().min(theirs.len()) > 5 && !has_digit(mine) && !has_digit(theirs);
            mine == theirs || long && strsim::damerau_levenshtein(mine, theirs) == 1
        };
        self.title.len() == other.title.len()
            && self
                .title
                .iter()
                .zip(&other.title)
                .all(|(mine, theirs)| slip(mine, theirs))
    }

    /// Whether a field says that they are two: the kind, the format, who was host, the topics, what came of it, of what it
    /// was part, how long it was, or the place where one source has both.
    fn told_apart(&self, other: &Self) -> bool {
        let (mine, theirs) = (self.meeting, other.meeting);
        let differ = |one: Option<&str>, other: Option<&str>| {
            one.zip(other).is_some_and(|(one, other)| one != other)
        };
        let apart = |one: Vec<Name>, other: Vec<Name>| {
            !one.is_empty() && !other.is_empty() && !one.iter().any(|name| other.contains(name))
        };
        let length = |meeting: &Meeting| {
            let length = meeting.duration.as_ref();
            length.map(|length| (length.value.digits.clone(), length.value.unit.word))
        };
        differ(word(mine.kind.as_ref()), word(theirs.kind.as_ref()))
            || differ(word(mine.format.as_deref()), word(theirs.format.as_deref()))
            || apart(
                refs(mine.part_of.as_deref()),
                refs(theirs.part_of.as_deref()),
            )
            || apart(
                refs(mine.outcome.as_deref()),
                refs(theirs.outcome.as_deref()),
            )
            || apart(subjects(mine), subjects(theirs))
            || apart(hosts(mine), hosts(theirs))
            || length(mine)
                .zip(length(theirs))
                .is_some_and(|(mine, theirs)| mine != theirs)
            || self.has_another_item(other)
    }

    /// Whether one source has them in two places, or one collection or publisher in two documents: whoever had both before
    /// his eyes took them for two.
    fn has_another_item(&self, other: &Self) -> bool {
        let (mine, theirs) = (self.citations(), other.citations());
        let documents = |citations: &[Citation]| -> Vec<Ref> {
            citations
                .iter()
                .filter_map(|citation| citation.document)
                .collect()
        };
        let (my_documents, their_documents) = (documents(mine), documents(theirs));
        let shares = my_documents.iter().any(|document| {
            their_documents
                .iter()
                .any(|other| other.name == document.name)
        });
        if shares {
            let spans = |citations: &[Citation]| {
                citations.iter().any(|citation| citation.locator.is_some())
            };
            return spans(mine) && spans(theirs);
        }
        let origin = |documents: Vec<Ref>| -> Vec<Name> {
            documents
                .into_iter()
                .flat_map(|document| origins(self.model, document))
                .collect()
        };
        let theirs = origin(their_documents);
        origin(my_documents)
            .iter()
            .any(|name| theirs.contains(name))
    }

    fn citations(&self) -> &'m [Citation] {
        self.model.sources(&[self.record.head.claims.as_deref()])
    }

    /// Whether one says that it continues the other, or is part of it.
    fn linked(&self, other: &Self) -> bool {
        let names = |one: &Self, other: &Self| {
            let links = refs(one.meeting.follows.as_deref())
                .into_iter()
                .chain(refs(one.meeting.part_of.as_deref()));
            let mut links = links.map(Some);
            other.name.is_some() && links.any(|link| link == other.name)
        };
        names(self, other) || names(other, self)
    }

    fn at_another_time(&self, other: &Self) -> bool {
        let (Some(mine), Some(theirs)) = (self.time(), other.time()) else {
            return false;
        };
        mine != theirs
    }

    /// The minute at which it begins: in UTC if its zone is given.
    fn time(&self) -> Option<(DateTime, Option<()>)> {
        let (When::At(moment) | When::Lasting(moment, _)) = self.when else {
            return None;
        };
        let time = moment.time?;
        let local = moment.first().at(time.hour, time.minute, 0, 0);
        match time.offset {
            Some(offset) => Some((
                local.checked_sub(i64::from(offset).minutes()).ok()?,
                Some(()),
            )),
            None => Some((local, None)),
        }
    }
}

/// The days of a meeting whose days are known.
fn days(when: When) -> Option<(Date, Date)> {
    let known = |moment: Moment| moment.grain() == Grain::Day && moment.qualifier.is_none();
    match when {
        When::At(moment) if known(moment) => Some((moment.first(), moment.last())),
        When::Lasting(from, Some(until)) if known(from) && known(until) => {
            Some((from.first(), until.last()))
        }
        _ => None,
    }
}

fn is_principal(attendee: &Attendee) -> bool {
    let is_minor = attendee
        .more
        .role
        .is_some_and(|role| MINOR.contains(&role.word));
    !is_minor && word(attendee.more.present.as_deref()) != Some("absent")
}

fn persons(meeting: &Meeting) -> BTreeSet<Name> {
    principals(meeting).collect()
}

fn principals(meeting: &Meeting) -> impl Iterator<Item = Name> {
    let present = meeting.present().map(|present| present.attendee);
    present
        .filter(|attendee| is_principal(attendee))
        .filter_map(|attendee| attendee.who.named())
        .map(|person| person.name)
}

/// The sides of those present, and those whose delegations name nobody.
fn all_sides(model: &Model, meeting: &Meeting) -> BTreeSet<Name> {
    let mut sides = sides(model, meeting, meeting.present());
    let delegations = meeting
        .delegations
        .iter()
        .flat_map(|delegation| &delegation.parties);
    sides.extend(delegations.map(|party| model.whole(*party).name));
    sides
}

/// The sides of those present, ministries with their states.
fn sides<'m>(
    model: &Model,
    meeting: &Meeting,
    present: impl Iterator<Item = Present<'m>>,
) -> BTreeSet<Name> {
    let day = meeting
        .date
        .as_ref()
        .map_or(When::Undated, |day| day.value.when);
    let side = |present: Present<'_>| {
        let office = || {
            let person = model.person(present.attendee.who.named()?)?;
            Some(person.offices_on(day).first()?.of)
        };
        present.side.or_else(office)
    };
    present
        .filter_map(side)
        .map(|side| model.whole(side).name)
        .collect()
}

fn unnamed(world: &World, meeting: &Meeting) -> BTreeSet<String> {
    let principals = meeting
        .present()
        .filter(|present| is_principal(present.attendee));
    principals
        .filter_map(|present| match present.attendee.who {
            Subject::Unnamed(text) => Some(folded(&text.content(world))),
            Subject::Named(_) => None,
        })
        .collect()
}

fn places(world: &World, meeting: &Meeting) -> BTreeSet<String> {
    let written = |place: &Place| match (place.text, place.party) {
        (Some(text), _) => Some(folded(&text.content(world))),
        (None, Some(party)) => Some(world.text(party.span).to_owned()),
        (None, None) => None,
    };
    meeting
        .places
        .iter()
        .filter_map(|place| written(&place.value))
        .collect()
}

/// The words of a label without plain ones, the names of those present, and titles if every side names somebody, in the
/// order of the alphabet.
fn title(world: &World, model: &Model, meeting: &Meeting, label: &str) -> Vec<String> {
    let words = |text: &str| -> Vec<String> {
        let parts = text.split(|letter: char| !letter.is_alphanumeric());
        parts.map(folded).filter(|word| !word.is_empty()).collect()
    };
    let people = meeting
        .present()
        .filter_map(|present| model.record(&present.attendee.who.named()?));
    let names: BTreeSet<String> = people
        .filter_map(|person| person.head.label)
        .flat_map(|label| words(&label.content(world)))
        .collect();
    let mut title = words(label);
    let named = meeting
        .present()
        .filter(|present| present.attendee.who.named().is_some());
    let all_named = sides(model, meeting, named) == sides(model, meeting, meeting.present());
    let plain = if all_named {
        [PLAIN, TITLES]
    } else {
        [PLAIN, ""]
    };
    let is_plain = |word: &str| {
        plain
            .iter()
            .any(|words| words.split(' ').any(|it| it == word))
    };
    title.retain(|word| !names.contains(word) && !is_plain(word));
    title.sort_unstable();
    title
}

fn word(field: Option<&Field<Word>>) -> Option<&'static str> {
    field.map(|field| field.value.word)
}

fn refs(field: Option<&Field<Vec<Ref>>>) -> Vec<Name> {
    let references = field.into_iter().flat_map(|field| &field.value);
    references.map(|reference| reference.name).collect()
}

fn subjects(meeting: &Meeting) -> Vec<Name> {
    let about = meeting.about.iter().flat_map(|field| &field.value);
    about
        .filter_map(|subject| subject.named())
        .map(|topic| topic.name)
        .collect()
}

fn hosts(meeting: &Meeting) -> Vec<Name> {
    let hosts = meeting.host.iter().flat_map(|field| &field.value);
    hosts
        .filter_map(|actor| match actor.who {
            Subject::Named(reference) => Some(reference.name),
            Subject::Unnamed(_) => None,
        })
        .collect()
}

/// Who published a document, and what it is part of.
fn origins(model: &Model, document: Ref) -> Vec<Name> {
    let Some(Body::Document(document)) = model.record(&document).map(|record| &record.body) else {
        return Vec::new();
    };
    let publishers = document.publisher.iter().flat_map(|field| &field.value);
    let publishers = publishers.filter_map(|actor| actor.who.named());
    let around = document
        .part_of
        .iter()
        .flat_map(|field| &field.value)
        .copied();
    publishers
        .chain(around)
        .map(|reference| reference.name)
        .collect()
}
