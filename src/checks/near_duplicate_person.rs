//! Two persons whose names are the same but for accents, hyphens, spacing, order or transliteration, or one slip apart.
//!
//! Near-linear: names are looked up by their folded form and by that form with one letter left out.

use std::collections::{HashMap, HashSet};

use super::{Archive, Check};
use crate::diag::{Code, Diagnostic, Severity, folded, ticked};
use crate::model::{Body, Name, Person, Record, When};

static CODE: Code = Code {
    id: "DIP0206",
    name: "near-duplicate-person",
    severity: Severity::Warning,
    page: include_str!("near_duplicate_person.md"),
};

/// The check.
pub const CHECK: Check = Check { code: &CODE, run };

/// Shorter forms have too many neighbours to suspect them.
const SHORTEST: usize = 8;

struct Somebody<'m> {
    record: &'m Record,
    person: &'m Person,
    forms: Vec<Form>,
}

/// A name as its folded words in alphabetical order.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Form {
    whole: String,
    words: Vec<String>,
}

fn run(archive: &Archive<'_>, found: &mut Vec<Diagnostic>) {
    let people: Vec<Somebody<'_>> = archive
        .model
        .records
        .iter()
        .filter_map(|record| somebody(archive, record))
        .collect();
    let mut by_form: HashMap<&str, usize> = HashMap::new();
    let mut by_gap: HashMap<String, Vec<usize>> = HashMap::new();
    let mut told: HashSet<(usize, usize)> = HashSet::new();
    for (at, one) in people.iter().enumerate() {
        for form in &one.forms {
            if let Some(other) = by_form
                .get(form.whole.as_str())
                .copied()
                .filter(|other| *other != at)
                && told.insert((other, at))
                && !told_apart(&people[other], one)
            {
                found.push(same(archive, &people[other], one));
            }
            by_form.entry(&form.whole).or_insert(at);
        }
        for (form, gap) in one
            .forms
            .iter()
            .flat_map(|form| gaps(&form.whole).map(move |gap| (form, gap)))
        {
            let near = by_gap.entry(gap).or_default();
            for other in near.iter().copied().filter(|other| *other != at) {
                let slip = people[other]
                    .forms
                    .iter()
                    .any(|theirs| one_slip(theirs, form));
                if slip && told.insert((other, at)) && !told_apart(&people[other], one) {
                    found.push(similar(archive, &people[other], one));
                }
            }
            // A crowd behind one gap is no sign of a slip; it also bounds the work.
            if near.len() < 16 && near.last() != Some(&at) {
                near.push(at);
            }
        }
    }
}

fn somebody<'m>(archive: &Archive<'_>, record: &'m Record) -> Option<Somebody<'m>> {
    let Body::Person(person) = &record.body else {
        return None;
    };
    let names = person.names.iter().flat_map(|field| &field.value);
    let mut forms: Vec<Form> = Vec::new();
    for text in record.head.label.iter().chain(names) {
        let form = form(&text.content(archive.world));
        if !form.whole.is_empty() && !forms.contains(&form) {
            forms.push(form);
        }
    }
    Some(Somebody {
        record,
        person,
        forms,
    })
}

fn form(name: &str) -> Form {
    let parts = name.split(|letter: char| {
        letter.is_whitespace() || matches!(letter, '-' | '‐' | '.' | ',' | '\'' | '’' | '·')
    });
    let mut words: Vec<String> = parts.map(folded).filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    Form {
        whole: words.concat(),
        words,
    }
}

/// The form itself and the form with each letter left out: two forms one slip apart share one of these.
fn gaps(form: &str) -> impl Iterator<Item = String> + '_ {
    let long = form.len() >= SHORTEST;
    let whole = long.then(|| form.to_owned());
    whole.into_iter().chain(
        (0..if long { form.len() } else { 0 })
            .map(|at| format!("{}{}", &form[..at], &form[at + 1..])),
    )
}

/// Whether two names are one slip apart, in a word that is neither an initial nor a number of a ruler.
fn one_slip(left: &Form, right: &Form) -> bool {
    if left.whole == right.whole || strsim::damerau_levenshtein(&left.whole, &right.whole) > 1 {
        return false;
    }
    let tells = |mine: &Form, theirs: &Form| {
        mine.words
            .iter()
            .filter(|word| !theirs.words.contains(word))
            .any(|word| word.len() < 3 || is_regnal(word))
    };
    !tells(left, right) && !tells(right, left)
}

fn is_regnal(word: &str) -> bool {
    word.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'))
        || word.bytes().any(|byte| byte.is_ascii_digit())
}

/// Whether life dates or sides tell two persons apart.
fn told_apart(left: &Somebody<'_>, right: &Somebody<'_>) -> bool {
    let day = |field: &Option<crate::model::Field<crate::model::Day>>| {
        field
            .as_ref()
            .map_or(When::Undated, |field| field.value.when)
    };
    let born_apart = !day(&left.person.born).may_meet(day(&right.person.born));
    let died_apart = !day(&left.person.died).may_meet(day(&right.person.died));
    let apart_in_time = day(&left.person.died).surely_before(day(&right.person.born))
        || day(&right.person.died).surely_before(day(&left.person.born));
    let sides = |one: &Somebody<'_>| -> HashSet<Name> {
        one.person
            .offices
            .iter()
            .map(|office| office.of.name)
            .collect()
    };
    let (mine, theirs) = (sides(left), sides(right));
    let apart_in_side = !mine.is_empty() && !theirs.is_empty() && mine.is_disjoint(&theirs);
    born_apart || died_apart || apart_in_time || apart_in_side
}

fn names(archive: &Archive<'_>, one: &Somebody<'_>) -> (crate::text::Span, String) {
    let label = one.record.head.label.map_or_else(String::new, |label| {
        label.content(archive.world).into_owned()
    });
    (
        one.record
            .head
            .label
            .map_or(one.record.head.span, |label| label.span),
        label,
    )
}

fn same(archive: &Archive<'_>, first: &Somebody<'_>, second: &Somebody<'_>) -> Diagnostic {
    let ((first_span, first_name), (span, name)) = (names(archive, first), names(archive, second));
    Diagnostic::new(&CODE, span, format!("{} and {} seem to be one person, recorded twice", ticked(&name), ticked(&first_name)))
        .label("the same name, but for its spelling")
        .and(first_span, "the first record of this name")
        .help("join the two records, the other spelling as `name:`; if they are two people, record `born`, `died` or their offices")
}

fn similar(archive: &Archive<'_>, first: &Somebody<'_>, second: &Somebody<'_>) -> Diagnostic {
    let ((first_span, first_name), (span, name)) = (names(archive, first), names(archive, second));
    Diagnostic::new(&CODE, span, format!("{} is one letter away from {}", ticked(&name), ticked(&first_name)))
        .severity(Severity::Note)
        .label("perhaps the same person")
        .and(first_span, "the other name")
        .help("if they are one person, join the two records; if not, record `born`, `died` or their offices")
}
