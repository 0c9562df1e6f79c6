//! Two persons whose names are the same but for accents, hyphens, spacing, order or transliteration, or one slip apart.
//!
//! Near-linear: names are sorted by numbers made of their spellings, and only neighbours are compared.

mod likeness;
mod told_apart;

use std::collections::{HashMap, HashSet};

use self::likeness::{Likeness, PersonName};
use self::told_apart::{Doings, doings, told_apart};
use super::{Archive, Check, Reach};
use crate::diag::{Code, Diagnostic, Edit, Safety, Severity, count, folded, ticked};
use crate::model::{Body, Name, Office, Person, Record, RecordKind, When, references};
use crate::text::Span;

static CODE: Code = Code {
    id: "DIP0206",
    name: "near-duplicate-person",
    severity: Severity::Warning,
    page: include_str!("near_duplicate_person.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Archive(run),
};

/// More people behind one spelling are no sign of a slip; it also bounds the work.
const CROWD: usize = 8;

struct Somebody<'m> {
    record: &'m Record,
    person: &'m Person,
    names: Vec<PersonName>,
}

fn run(archive: &Archive<'_>, found: &mut Vec<Diagnostic>) {
    let records = archive.of_kind(RecordKind::Person);
    let people: Vec<Somebody<'_>> = records
        .filter_map(|record| somebody(archive, record))
        .collect();
    let pairs = pairs(&people);
    if pairs.is_empty() {
        return;
    }
    let wanted = pairs
        .iter()
        .flat_map(|(first, second, _)| [*first, *second]);
    let wanted = wanted
        .filter_map(|at| Some(people.get(at)?.record.head.id?.name))
        .collect();
    let doings: HashMap<_, Doings> = doings(archive, &wanted);
    let uses = uses(archive, &wanted);
    for (first, second, likeness) in pairs {
        let (Some(first), Some(second)) = (people.get(first), people.get(second)) else {
            continue;
        };
        let of = |one: &Somebody<'_>| doings.get(&one.record.head.id?.name);
        let apart = told_apart(archive, (first, of(first)), (second, of(second)));
        let in_order = of(first)
            .into_iter()
            .chain(of(second))
            .any(|doings| doings.surname_first);
        // Two records of one id have their message already.
        let one_id =
            first.record.head.id.map(|id| id.name) == second.record.head.id.map(|id| id.name);
        if !apart && !one_id {
            found.extend(finding(archive, &uses, first, second, likeness, in_order));
        }
    }
}

fn somebody<'m>(archive: &Archive<'_>, record: &'m Record) -> Option<Somebody<'m>> {
    let Body::Person(person) = &record.body else {
        return None;
    };
    let others = person.names.iter().flat_map(|field| &field.value);
    let mut names: Vec<PersonName> = Vec::new();
    for text in record.head.label.iter().chain(others) {
        names.extend(
            PersonName::of(&text.content(archive.world)).filter(|name| !names.contains(name)),
        );
    }
    Some(Somebody {
        record,
        person,
        names,
    })
}

/// The pairs that are alike, each once, in the order of the archive.
fn pairs(people: &[Somebody<'_>]) -> Vec<(usize, usize, Likeness)> {
    let mut keys: Vec<(u64, usize)> = Vec::new();
    for (at, one) in people.iter().enumerate() {
        for name in &one.names {
            name.keys(&mut |key| keys.push((key, at)));
        }
    }
    keys.sort_unstable();
    keys.dedup();
    let mut seen: HashSet<(usize, usize)> = HashSet::new();
    let mut pairs = Vec::new();
    for group in keys.chunk_by(|one, next| one.0 == next.0) {
        for (place, (_, first)) in group.iter().enumerate() {
            let nearest = if group.len() > CROWD { 1 } else { CROWD };
            for (_, second) in group.iter().skip(place + 1).take(nearest) {
                if seen.insert((*first, *second))
                    && let Some(likeness) = alike(people, *first, *second)
                {
                    pairs.push((*first, *second, likeness));
                }
            }
        }
    }
    pairs.sort_unstable();
    pairs
}

/// How alike two persons are by those of their names that are most alike.
fn alike(people: &[Somebody<'_>], first: usize, second: usize) -> Option<Likeness> {
    let (first, second) = (people.get(first)?, people.get(second)?);
    let names = first.names.iter();
    let pairs = names.flat_map(|name| second.names.iter().map(move |other| (name, other)));
    pairs.filter_map(|(name, other)| name.likeness(other)).min()
}

/// Where each of these people is named.
fn uses(archive: &Archive<'_>, wanted: &HashSet<Name>) -> HashMap<Name, Vec<Span>> {
    let mut uses: HashMap<Name, Vec<Span>> = HashMap::new();
    for record in archive.naming(wanted.iter().copied()) {
        references(record, &mut |used| {
            if wanted.contains(&used.reference.name) {
                let places = uses.entry(used.reference.name).or_default();
                places.push(used.reference.span);
            }
        });
    }
    uses
}

fn finding(
    archive: &Archive<'_>,
    uses: &HashMap<Name, Vec<Span>>,
    first: &Somebody<'_>,
    second: &Somebody<'_>,
    likeness: Likeness,
    surname_first: bool,
) -> Option<Diagnostic> {
    let ((first_span, first_name), (span, name)) = (label(archive, first), label(archive, second));
    let of = |message: String, severity: Severity, label: &str| {
        Diagnostic::new(&CODE, span, message)
            .severity(severity)
            .label(label)
    };
    let (name, first_name) = (ticked(&name), ticked(&first_name));
    let one_person = format!("{name} and {first_name} seem to be one person, recorded twice");
    let diagnostic = match likeness {
        Likeness::Same if name == first_name => of(one_person, Severity::Warning, "the same name"),
        Likeness::Same => of(
            one_person,
            Severity::Warning,
            "the same name, but for its spelling",
        ),
        Likeness::Turned if surname_first => of(
            one_person,
            Severity::Warning,
            "the same name, in another order",
        ),
        Likeness::Turned => of(
            format!("{name} has the words of {first_name} in another order"),
            Severity::Note,
            "perhaps the same person",
        ),
        Likeness::Short => of(
            format!("{name} and {first_name} may be one person, recorded twice"),
            Severity::Note,
            "the same name, which is short",
        ),
        Likeness::Abbreviated if share_an_office(archive, first, second) => of(
            format!("{name} and {first_name} may be one person, recorded twice"),
            Severity::Note,
            "the same surname, office and initial",
        ),
        Likeness::Abbreviated => return None,
        Likeness::Initial if share_an_office(archive, first, second) => of(
            one_person,
            Severity::Warning,
            "the same name and office, but for an initial",
        ),
        Likeness::Initial => of(
            format!("{name} and {first_name} may be one person, recorded twice"),
            Severity::Note,
            "the same name, but for an initial",
        ),
        Likeness::Slip => of(
            format!("{name} is one letter away from {first_name}"),
            Severity::Note,
            "perhaps the same person",
        ),
    };
    Some(repair(
        archive,
        uses,
        diagnostic.and(first_span, "the other record"),
        first,
        second,
    ))
}

/// Which id to keep, and where to write it.
fn repair(
    archive: &Archive<'_>,
    uses: &HashMap<Name, Vec<Span>>,
    diagnostic: Diagnostic,
    first: &Somebody<'_>,
    second: &Somebody<'_>,
) -> Diagnostic {
    let (Some(one), Some(two)) = (first.record.head.id, second.record.head.id) else {
        return diagnostic.help("join the two records, the other spelling as `name:`");
    };
    let places = |name: Name| uses.get(&name).map_or(&[][..], Vec::as_slice);
    let more = places(two.name).len() > places(one.name).len() + 1;
    let (kept, gone, record) = if more {
        (two, one, first)
    } else {
        (one, two, second)
    };
    let (kept, gone_id) = (
        archive.model.names.spelling(kept.name),
        archive.model.names.spelling(gone.name),
    );
    let places = places(gone.name);
    let replaced = match places.len() {
        0 => format!("keep `{kept}`, delete `{gone_id}`"),
        number => format!(
            "keep `{kept}`, write it in place of `{gone_id}` ({})",
            count(number, "place")
        ),
    };
    let diagnostic = diagnostic.help(format!(
        "{replaced}, and add the other spelling as `name:`; if they are two people, record `born`, `died` or their offices"
    ));
    let whole = record.record.head.span;
    let lines = archive.world.own_lines(whole);
    // A record that says more than its name is joined by hand.
    if archive.world.text(whole).contains('{') {
        return diagnostic;
    }
    let mut edits: Vec<Edit> = places
        .iter()
        .map(|span| Edit {
            span: *span,
            text: kept.to_owned(),
        })
        .collect();
    edits.push(Edit {
        span: lines.unwrap_or(whole),
        text: String::new(),
    });
    edits.sort_by_key(|edit| edit.span);
    edits.dedup();
    diagnostic.fix_all(Safety::LookFirst, format!("keep `{kept}` alone"), edits)
}

/// Whether both hold an office of one title and party, at times that may be the same.
fn share_an_office(archive: &Archive<'_>, first: &Somebody<'_>, second: &Somebody<'_>) -> bool {
    let title = |office: &Office| folded(&office.title.content(archive.world));
    first.person.offices.iter().any(|one| {
        let same = |other: &&Office| other.of.name == one.of.name && title(other) == title(one);
        let meet = |other: &Office| {
            let begins = |office: &Office| office.from.map_or(When::Undated, |from| from.when);
            begins(one).may_meet(begins(other))
        };
        second.person.offices.iter().filter(same).any(meet)
    })
}

fn label(archive: &Archive<'_>, one: &Somebody<'_>) -> (Span, String) {
    one.record.head.label.map_or_else(
        || (one.record.head.span, String::new()),
        |label| (label.span, label.content(archive.world).into_owned()),
    )
}
