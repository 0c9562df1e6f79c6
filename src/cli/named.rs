//! Ids that a user names on the command line: found, or answered with what was meant.

use super::Failure;
use super::load::Archive;
use crate::diag::{Similar, a, count, list_of, ticked};
use crate::model::{Body, Declared, Name, RecordKind, Target, Text};
use crate::vocab::countries::{self, Country};

/// The record of that kind that goes by an id; a country is a party when something names it.
pub(super) fn find(archive: &Archive, id: &str, kind: RecordKind) -> Result<Name, Failure> {
    let model = &archive.compiled.model;
    let name = model.names.find(id);
    let target = name.and_then(|name| model.index.target(name, None, &model.names));
    match (name, target) {
        (Some(name), Some(target)) if target.kind() == kind => Ok(name),
        (_, Some(target)) => Err(Failure::new(of_another_kind(id, target.kind()))),
        _ => Err(Failure::new(unknown(archive, id, kind))),
    }
}

/// The record of one of those kinds that goes by an id, a country's code, or its name for people.
pub(super) fn find_named(
    archive: &Archive,
    written: &str,
    kinds: &[RecordKind],
) -> Result<Name, Failure> {
    let model = &archive.compiled.model;
    let name = model.names.find(written);
    let target = name.and_then(|name| model.index.target(name, None, &model.names));
    if let (Some(name), Some(target)) = (name, target) {
        if kinds.contains(&target.kind()) {
            return Ok(name);
        }
        let (is, wanted) = (a(target.kind().noun()), a(&nouns(kinds)));
        let message = format!("{} is {is}, and {wanted} is wanted here", ticked(written));
        return Err(Failure::new(message));
    }
    let candidates = kinds.iter().flat_map(|kind| all(archive, *kind));
    let mut labelled = candidates.filter(|declared| {
        let names = names_of(archive, declared);
        names.iter().any(|name| name == written)
    });
    if let Some(declared) = labelled.next() {
        return Ok(declared.name);
    }
    let mut countries = countries::all().iter();
    let country = countries.find(|country| [country.code, country.name].contains(&written));
    if let Some(country) = country.filter(|_| kinds.contains(&RecordKind::Party)) {
        let named = model.names.find(country.code);
        return named.ok_or_else(|| Failure::new(unnamed(country)));
    }
    let told = format!("no {} is called {}", nouns(kinds), ticked(written));
    let mut meant = kinds
        .iter()
        .filter_map(|kind| meant(archive, written, *kind));
    Err(Failure::new(match meant.next() {
        Some(meant) => format!("{told}: did you mean {}?", ticked(meant)),
        None => told,
    }))
}

fn nouns(kinds: &[RecordKind]) -> String {
    if kinds.len() > 2 {
        return "record".to_owned();
    }
    let nouns: Vec<String> = kinds.iter().map(|kind| kind.noun().to_owned()).collect();
    list_of(&nouns, "or")
}

/// What an id stands for instead, and the option for that.
fn of_another_kind(id: &str, kind: RecordKind) -> String {
    let noun = kind.noun();
    let told = format!("{} is a {noun}", ticked(id));
    match kind {
        RecordKind::Party | RecordKind::Person | RecordKind::Topic | RecordKind::Meeting => {
            format!("{told}: {}", ticked(&format!("--{noun} {id}")))
        }
        RecordKind::Document | RecordKind::Statement | RecordKind::Pledge => format!(
            "{told}, and {noun}s have no summary of their own: name a meeting, person, party or topic"
        ),
    }
}

fn unnamed(country: &Country) -> String {
    format!(
        "no record here names {} ({})",
        ticked(country.code),
        country.name
    )
}

fn unknown(archive: &Archive, id: &str, kind: RecordKind) -> String {
    let noun = kind.noun();
    let country = (kind == RecordKind::Party)
        .then(|| countries::find(id))
        .flatten();
    if let Some(country) = country {
        return unnamed(country);
    }
    let told = format!("no {noun} is called {}", ticked(id));
    if let Some(meant) = meant(archive, id, kind) {
        return format!("{told}: did you mean {}?", ticked(meant));
    }
    match all(archive, kind).as_slice() {
        [] => format!("{told}: this archive has none"),
        few @ ([_] | [_, _] | [_, _, _] | [_, _, _, _] | [_, _, _, _, _]) => {
            let ids: Vec<&str> = few.iter().map(|one| spelling(archive, one)).collect();
            format!("{told}: there are {}", ids.join(", "))
        }
        many => format!(
            "{told}, nor anything like it among {}",
            count(many.len(), noun)
        ),
    }
}

/// The declarations of a kind.
fn all(archive: &Archive, kind: RecordKind) -> Vec<&Declared> {
    let all = archive.compiled.model.index.all();
    all.filter(|declared| declared.kind == kind).collect()
}

fn spelling<'a>(archive: &'a Archive, declared: &Declared) -> &'a str {
    archive.compiled.model.names.spelling(declared.name)
}

/// The id that is meant: by the ids, the labels and other names in any script, their single words, the names of countries.
fn meant<'a>(archive: &'a Archive, id: &str, kind: RecordKind) -> Option<&'a str> {
    const SHORTEST: usize = 3;
    let model = &archive.compiled.model;
    let mut similar = Similar::to(id);
    for declared in all(archive, kind) {
        let spelling = spelling(archive, declared);
        similar.offer(spelling, spelling);
        for name in names_of(archive, declared) {
            similar.offer(&name, spelling);
            let words = name.split([' ', '-', '·']);
            for word in words.filter(|word| *word != name && word.chars().count() >= SHORTEST) {
                similar.offer(word, spelling);
            }
        }
    }
    if kind == RecordKind::Party {
        for country in countries::all() {
            let known = model.names.find(country.code);
            let known = known.and_then(|name| model.index.target(name, None, &model.names));
            if matches!(known, Some(Target::Country(_))) {
                similar.offer(country.name, country.code);
            }
        }
        let country = countries::named(id).map(|country| country.code);
        let code = country.filter(|code| model.names.find(code).is_some());
        return code.or_else(|| similar.found());
    }
    similar.found()
}

/// The label and the other names of a record.
fn names_of(archive: &Archive, declared: &Declared) -> Vec<String> {
    let Some(record) = archive.compiled.model.get(declared.record) else {
        return Vec::new();
    };
    let other = match &record.body {
        Body::Person(person) => person.names.as_slice(),
        Body::Party(party) => party.names.as_slice(),
        _ => &[],
    };
    let other = other.iter().flat_map(|field| &field.value);
    let texts = record.head.label.iter().chain(other);
    let content = |text: &Text| text.content(&archive.world).into_owned();
    texts.map(content).collect()
}
