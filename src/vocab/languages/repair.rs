//! Finds the tag that was meant: mends the first fault, then the next, and keeps the result only if it passes.

use std::ops::Range;

use super::registry::{self, Kind, Row};
use super::{FaultKind, canonical, named, tag};
use crate::vocab::countries;

/// The tag that was meant, in canonical case, if a few small repairs lead to one.
pub(super) fn suggest(tag: &str) -> Option<String> {
    let mut mended = named(tag).unwrap_or(tag).to_owned();
    for _ in 0..6 {
        match tag::fault(&mended) {
            None => return Some(canonical(&mended)),
            Some((range, kind)) => mended = mend(&mended, range, kind)?,
        }
    }
    None
}

/// The tag with one repair, or none if there is none to make.
fn mend(tag: &str, range: Range<usize>, kind: FaultKind) -> Option<String> {
    let subtag = &tag[range.clone()];
    let replaced = |with: &str| format!("{}{with}{}", &tag[..range.start], &tag[range.end..]);
    let by_name = || script(subtag).or_else(|| region(subtag)).map(replaced);
    let mended = match kind {
        FaultKind::Empty => hyphenated(tag),
        FaultKind::Malformed => Some(hyphenated(tag))
            .filter(|mended| mended != tag)
            .or_else(by_name)?,
        FaultKind::UnknownLanguage => replaced(language(subtag)?),
        FaultKind::UnknownScript => replaced(script(subtag)?),
        FaultKind::UnknownVariant => by_name()?,
        FaultKind::UnknownRegion => match region(subtag) {
            Some(region) => replaced(region),
            // `en-EN`: the language again, for want of a region.
            None if tag.starts_with(&subtag.to_ascii_lowercase()) => without(tag, &range),
            None => return None,
        },
        FaultKind::Misplaced => in_order(tag),
        FaultKind::Repeated => without(tag, &range),
    };
    (mended != tag).then_some(mended)
}

/// The subtags between whatever else parts them: `mn_Cyrl`, `en GB`, `sr@latin`.
fn hyphenated(tag: &str) -> String {
    let parts = tag.split(|letter: char| !letter.is_alphanumeric());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join("-")
}

fn without(tag: &str, range: &Range<usize>) -> String {
    let kept = tag::subtags(tag).filter(|(place, _)| place != range);
    let kept: Vec<&str> = kept.map(|(_, subtag)| subtag).collect();
    kept.join("-")
}

/// The subtags in the order of the grammar; a script that stands first goes after the language.
fn in_order(tag: &str) -> String {
    let mut subtags: Vec<_> = tag::kinds(tag).collect();
    if subtags.first().is_some_and(|(_, first)| first.len() == 4) {
        let end = subtags.len().min(2);
        subtags[..end].rotate_left(1);
    }
    subtags[1..].sort_by_key(|(kind, _)| match kind {
        Some(Kind::Extlang) => 0,
        Some(Kind::Script) => 1,
        Some(Kind::Region) => 2,
        Some(_) => 3,
        None => 4,
    });
    let subtags: Vec<&str> = subtags.into_iter().map(|(_, subtag)| subtag).collect();
    subtags.join("-")
}

/// A language by another code or name, or by a name one slip away.
fn language(written: &str) -> Option<&'static str> {
    let long = written.chars().count() > 4;
    let close = |row: &Row| row.subtag.len() == 2 && one_slip_apart(written, row.description);
    named(written).or_else(|| {
        let mut rows = registry::rows(Kind::Language).filter(|_| long);
        rows.find(close).map(|row| row.subtag)
    })
}

/// A script by its name, or the only one whose code is one slip away.
fn script(written: &str) -> Option<&'static str> {
    let by_name =
        registry::rows(Kind::Script).find(|row| row.description.eq_ignore_ascii_case(written));
    let only = || {
        let mut close = registry::rows(Kind::Script)
            .filter(|row| written.len() == 4 && one_slip_apart(written, row.subtag));
        close.next().filter(|_| close.next().is_none())
    };
    by_name.or_else(only).map(|row| row.subtag)
}

/// A region by a country's name or three-letter code.
fn region(written: &str) -> Option<&'static str> {
    countries::named(written).map(|country| country.code)
}

/// Whether two words, in any case, differ by one letter: changed, missing, added, or swapped with its neighbour.
fn one_slip_apart(one: &str, other: &str) -> bool {
    let mut one: Vec<char> = one.to_lowercase().chars().collect();
    let mut other: Vec<char> = other.to_lowercase().chars().collect();
    let alike = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    one.drain(..alike);
    other.drain(..alike);
    while one.last().is_some_and(|last| other.last() == Some(last)) {
        one.pop();
        other.pop();
    }
    match (one.as_slice(), other.as_slice()) {
        ([_], [] | [_]) | ([], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}
