//! Slips in places: names without their marks, countries by name, first, or two of them.

use super::fields::missing_comma;
use super::slip::{Line, Slip};
use super::tokens::Is;
use crate::diag::{Safety, ticked};
use crate::syntax::codes;
use crate::vocab::countries::{self, Country};

/// The slip in a field that takes a place.
pub(super) fn find(line: &Line<'_>) -> Option<Slip> {
    in_items(line).or_else(|| match line.is(2) {
        Some(Is::Text) => after_text(line),
        _ => bare(line),
    })
}

enum Item<'t> {
    Text(&'t str),
    Country(&'static Country),
}

/// A place of texts and countries with joints between them, in another order or number than one text and one country.
fn in_items(line: &Line<'_>) -> Option<Slip> {
    let mut items = Vec::new();
    for at in 2..line.tokens.len() {
        let word = line.word(at);
        let country = countries::find(word);
        match (line.is(at), country) {
            (Some(Is::Text), _) => items.push(Item::Text(word.trim_matches('"'))),
            (Some(Is::Word), Some(country)) => items.push(Item::Country(country)),
            (Some(Is::Comma | Is::Semicolon), _) => {}
            _ if matches!(word, "in" | "/" | "and" | "&" | "-" | "–") => {}
            _ => return None,
        }
    }
    let written = line.ranges(2, line.tokens.len() - 1);
    let (ours, message, label, safety) = match items[..] {
        [Item::Country(country), Item::Text(town)] => (
            format!("\"{town}\", {}", country.code),
            "the country stands before the place".to_owned(),
            "first the place, then its country",
            Safety::Safe,
        ),
        [Item::Text(town), Item::Country(country)]
            if line.is(3) != Some(Is::Comma) && line.word(3) != country.code =>
        {
            (
                format!("\"{town}\", {}", country.code),
                "a comma stands between a place and its country".to_owned(),
                "a place, a comma, the code of its country",
                Safety::Safe,
            )
        }
        [Item::Country(one), Item::Country(other)] => (
            format!("{}; place: {}", one.code, other.code),
            "a `place` line names one country".to_owned(),
            "two countries",
            Safety::LookFirst,
        ),
        [Item::Text(first), Item::Text(second), ref rest @ ..] if rest.len() < 2 => {
            let country = match rest.first() {
                Some(Item::Country(country)) => format!(", {}", country.code),
                Some(Item::Text(name)) => format!(", {}", one_country(name)?.code),
                None => return None,
            };
            (
                format!("\"{first}, {second}\"{country}"),
                "a place is one text and a country".to_owned(),
                "two texts",
                Safety::LookFirst,
            )
        }
        _ => return None,
    };
    Some(
        Slip::new(&codes::WRONG_VALUE, written.clone(), message)
            .label(label)
            .help(match ours.split_once("; ") {
                Some((_, second)) => {
                    format!("write a second line, `{second}`; a town stands in quotation marks")
                }
                None => format!("write `place: {ours}`"),
            })
            .fix(safety, format!("write `{ours}`"), vec![(written, ours)]),
    )
}

/// The only country that a word may mean.
pub(super) fn one_country(word: &str) -> Option<&'static Country> {
    match countries::meant(word)? {
        countries::Meant::One(country) => Some(country),
        _ => None,
    }
}

/// `place: Ulaanbaatar, Mongolia`
fn bare(line: &Line<'_>) -> Option<Slip> {
    let written = line.ranges(2, line.tokens.len() - 1);
    let text = &line.text[written.clone()];
    let (town, country) = text
        .rsplit_once([',', '/', '('])
        .map_or((text, None), |(town, country)| {
            (town, Some(country.trim_matches([' ', ')', '"'])))
        });
    let town = town.trim().trim_matches('"');
    let code =
        country.and_then(|country| countries::find(country).or_else(|| one_country(country)));
    let ours = match (code, country) {
        (Some(code), _) => format!("\"{town}\", {}", code.code),
        (None, Some(_)) => format!("\"{}\"", text.trim().replace('"', "")),
        (None, None) => format!("\"{town}\""),
    };
    Some(
        Slip::new(
            &codes::UNQUOTED_TEXT,
            written.clone(),
            format!(
                "the place {} has no quotation marks around it",
                ticked(text)
            ),
        )
        .label("a place is a text, and the country its code")
        .help(format!("write `place: {ours}`"))
        .safely("put it in quotation marks", ours),
    )
}

/// `place: "Ulaanbaatar", Mongolia`
fn after_text(line: &Line<'_>) -> Option<Slip> {
    let comma = line.is(3) == Some(Is::Comma);
    let at = if comma { 4 } else { 3 };
    if line.tokens.len() <= at {
        return None;
    }
    let rest = line.ranges(at, line.tokens.len() - 1);
    let name = line.text[rest.clone()].trim_matches('"');
    let country = countries::find(name).or_else(|| one_country(name));
    let joint = line.range(2).end..rest.end;
    match country {
        Some(country) if country.code == name && !comma => Some(missing_comma(line, 3)),
        Some(country) => Some(
            Slip::new(
                &codes::WRONG_VALUE,
                rest,
                format!("a country is written by its code, not as {}", ticked(name)),
            )
            .label(format!("{} is `{}`", country.name, country.code))
            .help(format!("write `{}`", country.code))
            .fix(
                Safety::Safe,
                format!("write `{}`", country.code),
                vec![(joint, format!(", {}", country.code))],
            ),
        ),
        None if !comma && line.is(3) == Some(Is::Word) => Some(missing_comma(line, 3)),
        None => None,
    }
}
