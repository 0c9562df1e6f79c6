//! Lengths of time: `1h30`, `an hour and a half`, `PT45M`, `14:00-14:45`.

use super::bounds::bound;
use super::numbers::{in_digits, joined, words};

/// A length of time, and whether it can be meant otherwise.
pub(in crate::syntax::recover) struct Length {
    pub(in crate::syntax::recover) written: String,
    pub(in crate::syntax::recover) is_guess: bool,
}

/// Reads a length of time of another notation.
pub(in crate::syntax::recover) fn read(text: &str) -> Option<Length> {
    let lower = text.trim().trim_end_matches('.').to_lowercase();
    let (bound, rest) = bound(&lower);
    let (length, is_guess) = in_words(rest)
        .map(|length| (length, false))
        .or_else(|| of_a_clock(rest))?;
    let written = if bound.is_empty() {
        length
    } else {
        format!("{bound} {length}")
    };
    Some(Length { written, is_guess })
}

/// `1:30`, `14:00-14:45`, `45`
fn of_a_clock(text: &str) -> Option<(String, bool)> {
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some((format!("{text} minutes"), true));
    }
    let minutes = |clock: &str| -> Option<u32> {
        let (hours, minutes) = clock.trim().split_once([':', '.'])?;
        let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.get(..2)?.parse().ok()?);
        (hours < 25 && minutes < 60).then_some(hours * 60 + minutes)
    };
    if let Some((from, until)) = [" to ", "-", "–", "..", "—"]
        .iter()
        .find_map(|joint| text.split_once(joint))
    {
        let from = from.trim_start_matches("from ");
        let (from, until) = (minutes(from)?, minutes(until)?);
        let length = (until + 24 * 60 - from) % (24 * 60);
        return Some((format!("{length} minutes"), false));
    }
    text.contains(':')
        .then(|| minutes(text))
        .flatten()
        .map(|length| (format!("{length} minutes"), true))
}

/// Numbers and units, joined in the smallest unit.
fn in_words(text: &str) -> Option<String> {
    let text = text
        .strip_prefix("pt")
        .unwrap_or(text)
        .replace('½', " half ")
        .replace("1/2", "half")
        .replace("3/4", "three quarters");
    let words = words(&text);
    let begins = |word: &str| words.first().is_some_and(|first| first == word);
    let counts_one = begins("1") || begins("one") && words.iter().any(|word| word == "and");
    let mut pairs: Vec<(f64, &'static str)> = Vec::new();
    let (mut number, mut half): (Option<String>, f64) = (None, 0.0);
    for word in &words {
        let word = word.trim_end_matches('.');
        if let Some(unit) = unit(word) {
            match (number.take(), half, pairs.last_mut()) {
                (None, 0.0, _) => return None,
                (number, half, _) => {
                    let whole: f64 = number.map_or(Some(0.0), |number| number.parse().ok())?;
                    pairs.push((whole + half, unit));
                }
            }
            half = 0.0;
        } else if matches!(word, "half" | "halb" | "halbe" | "demi" | "demie") {
            // `an hour and a half`
            half += 0.5;
        } else if matches!(word, "quarter" | "quarters") {
            let quarters: f64 = number
                .take()
                .map_or(Some(1.0), |number| number.parse().ok())?;
            half += quarters * 0.25;
        } else if matches!(word, "a" | "an" | "one" | "eine" | "une") {
            number = number.or_else(|| Some("1".to_owned()));
        } else if matches!(word, "and" | "of" | "und" | "et" | ",") {
            // `a half` that follows is a part of what stands before.
        } else {
            let found = in_digits(word)?;
            number = Some(joined(number.as_deref(), &found)?);
        }
        // `half an hour`: the article counts nothing.
        if half > 0.0 && number.as_deref() == Some("1") && !counts_one {
            number = None;
        }
    }
    // `1h30`, and `an hour and a half`.
    if let Some(rest) = number.take().filter(|_| half == 0.0) {
        match pairs.last() {
            Some((_, "hours")) => pairs.push((rest.parse().ok()?, "minutes")),
            _ => return None,
        }
    }
    if half > 0.0 {
        pairs.last_mut()?.0 += half;
    }
    sum(&pairs)
}

fn sum(pairs: &[(f64, &'static str)]) -> Option<String> {
    const PARTS: [(&str, &str, f64); 4] = [
        ("hours", "minutes", 60.0),
        ("days", "hours", 24.0),
        ("weeks", "days", 7.0),
        ("years", "months", 12.0),
    ];
    let (number, unit) = match pairs {
        [(number, unit)] if number.fract() == 0.0 => (*number, *unit),
        [(number, unit)] => {
            let part = PARTS.iter().find(|(whole, ..)| whole == unit);
            let part = part.filter(|(.., times)| (number * times).fract() == 0.0);
            part.map_or((*number, *unit), |(_, part, times)| (number * times, part))
        }
        [(number, whole), (rest, part)] => {
            let (.., times) = PARTS
                .iter()
                .find(|(one, other, _)| one == whole && other == part)?;
            (number * times + rest, *part)
        }
        _ => return None,
    };
    let unit = if (number - 1.0).abs() < f64::EPSILON {
        unit.trim_end_matches('s')
    } else {
        unit
    };
    Some(format!("{number} {unit}"))
}

fn unit(word: &str) -> Option<&'static str> {
    Some(match word {
        "min" | "mins" | "minute" | "minutes" | "minuten" | "minutos" | "m" | "mn" | "'" | "’"
        | "′" | "мин" | "минут" => "minutes",
        "h" | "hr" | "hrs" | "hour" | "hours" | "stunde" | "stunden" | "std" | "heure"
        | "heures" | "hora" | "horas" | "ч" | "час" | "часа" | "часов" => "hours",
        "d" | "day" | "days" | "tag" | "tage" | "jour" | "jours" | "día" | "días" | "дней"
        | "дня" => "days",
        "w" | "wk" | "wks" | "week" | "weeks" | "woche" | "wochen" | "semaine" | "semaines" => {
            "weeks"
        }
        "month" | "months" | "monat" | "monate" | "mois" => "months",
        "year" | "years" | "yr" | "yrs" | "jahr" | "jahre" | "ans" => "years",
        _ => return None,
    })
}
