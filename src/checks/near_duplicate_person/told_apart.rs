//! What tells two persons of one name apart: their lives, their years of service, their sides, their numbers elsewhere.

use std::collections::{HashMap, HashSet};

use super::Somebody;
use crate::checks::Archive;
use crate::model::{Body, Day, Field, Meeting, Model, Name, Ref, When};
use crate::vocab::countries;

/// Nobody serves longer than this.
const CAREER: i16 = 70;
/// Nobody stays away from it longer than this.
const PAUSE: i16 = 40;

/// What somebody is recorded to have done.
#[derive(Debug, Default)]
pub(super) struct Doings {
    /// The first and the last year of it.
    years: Option<(i16, i16)>,
    /// The sides served, by code or id, with what followed those that are no more.
    sides: HashSet<String>,
    /// Whether one of the sides writes surnames first.
    pub(super) surname_first: bool,
}

/// What those people did, from their own records and all others.
pub(super) fn doings(archive: &Archive<'_>, wanted: &HashSet<Name>) -> HashMap<Name, Doings> {
    let model = archive.model;
    let mut doings: HashMap<Name, Doings> = HashMap::new();
    let mut add = |who: Name, side: Option<Ref>, days: [Option<When>; 2]| {
        if !wanted.contains(&who) {
            return;
        }
        let one = doings.entry(who).or_default();
        if let Some(side) = side {
            one.serve(model, side);
        }
        days.into_iter().flatten().for_each(|day| one.act(day));
    };
    for record in archive.naming(wanted.iter().copied()) {
        match &record.body {
            Body::Person(person) => {
                let Some(id) = record.head.id else { continue };
                for office in &person.offices {
                    let days = [office.from, office.until].map(|day| day.map(|day| day.when));
                    add(id.name, Some(office.of), days);
                }
            }
            Body::Meeting(meeting) => attend(meeting, &mut add),
            _ => {}
        }
        for spoken in record.spoken() {
            let speakers = spoken.speech.by.iter();
            let named = speakers.filter_map(|by| Some((by.who.named()?, by.side)));
            named.for_each(|(who, side)| add(who.name, side, [Some(spoken.when()), None]));
        }
    }
    doings
}

fn attend(meeting: &Meeting, add: &mut impl FnMut(Name, Option<Ref>, [Option<When>; 2])) {
    let date = meeting.date.as_ref().map(|date| date.value.when);
    for present in meeting.present() {
        if let Some(who) = present.named() {
            add(who.name, present.side, [date, None]);
        }
    }
}

impl Doings {
    fn serve(&mut self, model: &Model, side: Ref) {
        const SURNAME_FIRST: [&str; 8] = ["CN", "HU", "JP", "KH", "KP", "KR", "TW", "VN"];
        let side = model.names.spelling(model.whole(side).name);
        self.surname_first |= SURNAME_FIRST.contains(&side);
        let successors = countries::find(side).map_or(&[][..], |country| &country.successors);
        self.sides
            .extend(successors.iter().map(|code| (*code).to_owned()));
        self.sides.insert(side.to_owned());
    }

    fn act(&mut self, day: When) {
        let year = day.earliest().or(day.latest()).map(jiff::civil::Date::year);
        if let Some(year) = year {
            let (first, last) = self.years.unwrap_or((year, year));
            self.years = Some((first.min(year), last.max(year)));
        }
    }
}

/// Whether the records themselves say that two persons are two.
pub(super) fn told_apart(
    archive: &Archive<'_>,
    (left, left_doings): (&Somebody<'_>, Option<&Doings>),
    (right, right_doings): (&Somebody<'_>, Option<&Doings>),
) -> bool {
    if by_life(left, right) || by_code(archive, left, right) || by_script(archive, left, right) {
        return true;
    }
    let years = |doings: Option<&Doings>| doings.and_then(|doings| doings.years);
    let (mine, theirs) = (years(left_doings), years(right_doings));
    if by_years(left, theirs) || by_years(right, mine) || careers_apart(mine, theirs) {
        return true;
    }
    let (Some(mine), Some(theirs)) = (left_doings, right_doings) else {
        return false;
    };
    !mine.sides.is_empty() && !theirs.sides.is_empty() && mine.sides.is_disjoint(&theirs.sides)
}

fn when(day: Option<&Field<Day>>) -> When {
    day.map_or(When::Undated, |day| day.value.when)
}

fn by_life(left: &Somebody<'_>, right: &Somebody<'_>) -> bool {
    let life = |one: &Somebody<'_>| {
        (
            when(one.person.born.as_ref()),
            when(one.person.died.as_ref()),
        )
    };
    let ((born, died), (other_born, other_died)) = (life(left), life(right));
    !born.may_meet(other_born)
        || !died.may_meet(other_died)
        || died.surely_before(other_born)
        || other_died.surely_before(born)
}

/// Whether somebody was not yet born, or had died, when the other served.
fn by_years(one: &Somebody<'_>, served: Option<(i16, i16)>) -> bool {
    let Some((first, last)) = served else {
        return false;
    };
    let born = when(one.person.born.as_ref())
        .earliest()
        .map(jiff::civil::Date::year);
    let died = when(one.person.died.as_ref())
        .latest()
        .map(jiff::civil::Date::year);
    born.is_some_and(|born| first < born || last - born > CAREER + 30)
        || died.is_some_and(|died| last > died + 1)
}

fn careers_apart(left: Option<(i16, i16)>, right: Option<(i16, i16)>) -> bool {
    let (Some(left), Some(right)) = (left, right) else {
        return false;
    };
    let pause = left.0.max(right.0) - left.1.min(right.1);
    pause > PAUSE || left.1.max(right.1) - left.0.min(right.0) > CAREER
}

/// Whether each has a number in one list, and not the same: `wikidata:Q1` and `wikidata:Q2`.
fn by_code(archive: &Archive<'_>, left: &Somebody<'_>, right: &Somebody<'_>) -> bool {
    let codes = |one: &Somebody<'_>| -> Vec<(String, String)> {
        let texts = one.person.codes.iter().flat_map(|field| &field.value);
        let contents = texts.map(|text| text.content(archive.world).into_owned());
        contents
            .filter_map(|code| {
                let (list, number) = code.split_once(':')?;
                Some((list.trim().to_lowercase(), number.trim().to_owned()))
            })
            .collect()
    };
    let (mine, theirs) = (codes(left), codes(right));
    let in_one_list = mine
        .iter()
        .any(|(list, _)| theirs.iter().any(|(other, _)| other == list));
    in_one_list && !mine.iter().any(|code| theirs.contains(code))
}

/// Whether both have names in Chinese characters, and none in common: one sound is written with many.
fn by_script(archive: &Archive<'_>, left: &Somebody<'_>, right: &Somebody<'_>) -> bool {
    let written = |one: &Somebody<'_>| -> Vec<String> {
        let others = one.person.names.iter().flat_map(|field| &field.value);
        let texts = one.record.head.label.iter().chain(others);
        let contents = texts.map(|text| text.content(archive.world).into_owned());
        let is_han = |letter: char| ('\u{3400}'..='\u{9fff}').contains(&letter);
        contents.filter(|name| name.chars().any(is_han)).collect()
    };
    let (mine, theirs) = (written(left), written(right));
    !mine.is_empty() && !theirs.is_empty() && !mine.iter().any(|name| theirs.contains(name))
}
