//! Language tags as in BCP 47: whether a tag is one, its usual spelling, its language's name and script.
//!
//! Source: RFC 5646 and the IANA language subtag registry (`data/languages.tsv`), searched as it stands: nothing is built at start.

mod registry;
mod repair;
mod scripts;
mod tag;

use std::ops::Range;

use super::table;
use registry::Kind;
pub use scripts::scripts;

/// What keeps a text from being a language tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The bytes of the subtag at fault within the tag; of an empty one, the place where it should be.
    pub range: Range<usize>,
    /// What is wrong with that subtag.
    pub kind: FaultKind,
    /// A whole tag that is meant instead, if one is close; it always passes [`check`] and is in canonical case.
    pub suggestion: Option<String>,
}

/// The ways in which a subtag can be at fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// Nothing, or nothing between two hyphens.
    Empty,
    /// Longer than eight, not of ASCII letters and digits, of no shape that a subtag can have there, or a lone `x`.
    Malformed,
    /// No registered language.
    UnknownLanguage,
    /// No registered script, though it has four letters as one has.
    UnknownScript,
    /// No registered region, though it has two or three letters or three digits.
    UnknownRegion,
    /// No registered variant, though it has five letters or more as one has.
    UnknownVariant,
    /// Registered, but not to stand here: a script after the region, a dialect after another language than its own.
    Misplaced,
    /// A second script or region, a variant or an extension given twice.
    Repeated,
}

/// Whether `tag` is a BCP 47 tag, in any case: well formed, and each subtag registered, for private use or in an extension.
pub fn check(tag: &str) -> Result<(), Fault> {
    match tag::fault(tag) {
        None => Ok(()),
        Some(_) if registry::grandfathered(tag).is_some() => Ok(()),
        Some((range, kind)) => {
            let suggestion = repair::suggest(tag);
            Err(Fault {
                range,
                kind,
                suggestion,
            })
        }
    }
}

/// The tag in the case that RFC 5646 recommends: `mn-Cyrl`, `en-GB`. Its subtags stay what they are; see [`preferred`].
pub fn canonical(tag: &str) -> String {
    let mut canonical = String::with_capacity(tag.len());
    let mut after_singleton = false;
    for (range, subtag) in tag::subtags(tag) {
        let spelled = match subtag.len() {
            _ if range.start == 0 || after_singleton => subtag.to_ascii_lowercase(),
            2 => registry::in_case(Kind::Region, subtag),
            4 => registry::in_case(Kind::Script, subtag),
            _ => subtag.to_ascii_lowercase(),
        };
        after_singleton |= subtag.len() == 1;
        if range.start > 0 {
            canonical.push('-');
        }
        canonical.push_str(&spelled);
    }
    canonical
}

/// The tag to write in place of one with deprecated subtags: `he` for `iw`, `yue` for `zh-yue`. None if `tag` is fine or is no tag.
pub fn preferred(tag: &str) -> Option<String> {
    if let Some(row) = registry::grandfathered(tag) {
        return table::filled(row.preferred).map(str::to_owned);
    }
    check(tag).ok()?;
    let mut kept: Vec<&str> = Vec::new();
    for (kind, subtag) in tag::kinds(tag) {
        let preferred = kind
            .and_then(|kind| registry::row(kind, subtag))
            .map_or("", |row| row.preferred);
        if kind == Some(Kind::Extlang) && !preferred.is_empty() {
            // The dialect's own subtag stands for the language and the dialect.
            kept.clear();
        }
        kept.push(if preferred.is_empty() {
            subtag
        } else {
            preferred
        });
    }
    let preferred = canonical(&kept.join("-"));
    (preferred != canonical(tag)).then_some(preferred)
}

/// The English name of the tag's language, as registered: `Kazakh` for `kk-Cyrl`.
pub fn name(tag: &str) -> Option<&'static str> {
    let row = registry::grandfathered(tag).or_else(|| language(tag))?;
    Some(row.description)
}

/// Every language in use, by its tag, with its English name.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    registry::rows(Kind::Language)
        .filter(|row| row.preferred.is_empty())
        .map(|row| (row.subtag, row.description))
}

/// The language that is meant by an English name, a three-letter code or the code of a country: `kk` for `Kazakh`, `kaz` and `kz`.
///
/// In any case; fewer than four letters are taken for a code. The answer may bring its script: `zh-Hans` for `Simplified Chinese`.
pub fn named(name: &str) -> Option<&'static str> {
    if let Some(slip) = registry::row(Kind::Slip, name) {
        return Some(slip.preferred);
    }
    if name.chars().count() < 4 {
        return None;
    }
    let named =
        registry::rows(Kind::Language).filter(|row| row.description.eq_ignore_ascii_case(name));
    let current = named.min_by_key(|row| !row.preferred.is_empty());
    current.map(|row| row.subtag)
}

/// The script that text with this tag is in: the tag's own, or the one that the registry takes for granted; none if it depends.
pub fn script(tag: &str) -> Option<String> {
    let own = tag::kinds(tag).find(|(kind, _)| *kind == Some(Kind::Script));
    if let Some((_, script)) = own {
        return Some(registry::in_case(Kind::Script, script));
    }
    let script = language(tag)?.script;
    table::filled(script).map(str::to_owned)
}

fn language(tag: &str) -> Option<registry::Row> {
    let (_, language) = tag::subtags(tag).next()?;
    registry::row(Kind::Language, language)
}

#[cfg(test)]
mod tests;
