//! Sums and lengths of time as people write them elsewhere, read as the language writes them.
//!
//! It is long because the parts of a sum stand in any order elsewhere, and for its table of examples.

mod bounds;
pub(super) mod lengths;
mod numbers;

use self::bounds::bound;
use self::numbers::{in_digits, joined, scale, shifted, words};
use super::dates;
use crate::vocab::currencies;
use crate::vocab::lists::{self, List};

/// What an amount of another notation says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Sum {
    /// This, as the language writes it.
    Is(String),
    /// This, and something that no amount says: `per year`.
    With(String, String),
    /// Two amounts.
    Two(String, String),
    /// A number between the two.
    Between(String, String),
    /// A number without a unit; the rest of what stands there.
    Bare(String, String),
    /// Less than nothing.
    Negative,
}

/// Reads `$5 million`, `USD 25m`, `five million dollars`; none when it is no sum anybody would know.
pub(super) fn read(text: &str) -> Option<Sum> {
    let text = text
        .trim()
        .trim_end_matches('.')
        .replace(['\u{A0}', '\u{202F}'], " ");
    let text = text
        .strip_prefix('(')
        .and_then(|text| text.strip_suffix(')'))
        .unwrap_or(&text);
    let negative = text
        .strip_prefix(['-', '−', '–'])
        .or_else(|| text.strip_prefix("minus "));
    if let Some(rest) = negative {
        return read(rest).map(|_| Sum::Negative);
    }
    let (_, rest) = bound(text);
    if let Some(range) = range(rest) {
        return Some(range);
    }
    if let Some((one, other)) = two(text) {
        return Some(Sum::Two(one, other));
    }
    let mut parts = Parts::of(text)?;
    let unit = parts.unit();
    match unit {
        Unit::None => Some(Sum::Bare(parts.number(), parts.clauses())),
        Unit::Unclear => None,
        Unit::Known(unit, rest) => {
            let form = lists::meant(List::AmountForm, &rest).filter(|_| parts.form.is_none());
            let rest = if form.is_some() { "" } else { rest.as_str() };
            parts.form = parts.form.or(form.map(|form| form.word));
            let ours = format!("{} {unit}{}", parts.number(), parts.clauses());
            Some(if rest.contains(char::is_alphanumeric) {
                Sum::With(ours, rest.to_owned())
            } else {
                Sum::Is(ours)
            })
        }
    }
}

/// Two sums with currencies, with a comma or `and` between them.
fn two(text: &str) -> Option<(String, String)> {
    let known = |text: &str| match Parts::of(text)?.unit() {
        Unit::Known(unit, rest) if rest.is_empty() && !unit.starts_with('"') => match read(text)? {
            Sum::Is(ours) => Some(ours),
            _ => None,
        },
        _ => None,
    };
    [", ", "; ", " and ", " plus ", " + ", " und ", " et "]
        .iter()
        .filter_map(|joint| text.split_once(joint))
        .find_map(|(one, other)| Some((known(one)?, known(other)?)))
}

/// `10-12 million EUR`, `from 10 to 12 million EUR`: two numbers, of which nobody may choose one.
fn range(text: &str) -> Option<Sum> {
    let inside = text
        .strip_prefix("between ")
        .or_else(|| text.strip_prefix("from "));
    let joints: &[&str] = if inside.is_some() {
        &[" and ", " to ", "-", "–"]
    } else {
        &["-", "–", "—", "..", " to ", " or "]
    };
    joints.iter().find_map(|joint| {
        let (before, after) = inside.unwrap_or(text).split_once(joint)?;
        let (before, mut after) = (words(before), words(after));
        let at = before
            .iter()
            .rposition(|word| in_digits(&word.to_lowercase()).is_some())?;
        let ends = at + 1 == before.len()
            || at + 2 == before.len() && scale(&before[at + 1].to_lowercase()).is_some();
        let begins = after.first().is_some_and(|word| in_digits(word).is_some());
        // `twenty-five` is one number.
        let in_words = before[at].starts_with(char::is_alphabetic);
        let hyphen = matches!(*joint, "-" | "–" | "—");
        if !ends || !begins || hyphen && in_words {
            return None;
        }
        after.extend(before[..at].iter().cloned());
        let parts = Parts::of(&after.join(" "))?;
        let Unit::Known(unit, _) = parts.unit() else {
            return None;
        };
        let scaled = if parts.scale.is_empty() {
            String::new()
        } else {
            format!(" {}", parts.scale)
        };
        let low = in_digits(&before[at].to_lowercase())?;
        Some(Sum::Between(
            format!("{low}{scaled} {unit}"),
            format!("{}{scaled} {unit}", parts.digits),
        ))
    })
}

/// The parts of an amount, in whatever order they stood.
#[derive(Default)]
struct Parts {
    bound: &'static str,
    digits: String,
    scale: &'static str,
    unit: Vec<String>,
    same: Option<String>,
    form: Option<&'static str>,
    year: Option<String>,
}

enum Unit {
    None,
    /// A currency that stands where none can be told.
    Unclear,
    /// As the language writes it, and what follows it.
    Known(String, String),
}

impl Parts {
    fn of(text: &str) -> Option<Self> {
        let (bound, rest) = bound(text);
        let words = words(rest);
        let mut parts = Self {
            bound,
            ..Self::default()
        };
        let mut number: Option<String> = None;
        let mut places = 0;
        let mut at = 0;
        while at < words.len() {
            let plain = words[at].to_lowercase();
            let taken = parts.clause(&words, at);
            if taken > 0 {
                at += taken;
                continue;
            }
            at += 1;
            let digits = in_digits(&plain)
                .filter(|_| parts.scale.is_empty())
                .and_then(|found| joined(number.as_deref(), &found));
            let scaled = scale(&plain).filter(|_| number.is_some() && parts.scale.is_empty());
            let of = matches!(plain.as_str(), "of" | "de" | "d'" | "a" | "an" | "in")
                && parts.unit.is_empty();
            if digits.is_some() {
                number = digits;
            } else if let Some((ours, further)) = scaled {
                (parts.scale, places) = (ours, further);
            } else if !of && words[at - 1] != "." {
                let word = words[at - 1].trim_start_matches("d'");
                parts.unit.push(word.to_owned());
            }
        }
        parts.digits = shifted(&number?, places);
        if places == 0 {
            parts.digits = parts.digits.trim_start_matches('.').to_owned();
        }
        Some(parts)
    }

    /// Takes a clause that begins at a word: the same sum in another currency, a form, a year. How many words it took.
    fn clause(&mut self, words: &[String], at: usize) -> usize {
        let until = |ends: &[&str]| {
            let end = words[at + 1..]
                .iter()
                .position(|word| ends.contains(&word.as_str()));
            end.map_or(words.len(), |end| at + 1 + end)
        };
        let text = |end: usize| words[at + 1..end].join(" ");
        match words[at].as_str() {
            "(" => {
                let end = until(&[")"]);
                let inside = text(end);
                let inside = inside.trim_start_matches("= ").trim_start_matches("i.e. ");
                if self.is_same(inside) {
                    return (end + 1).min(words.len()) - at;
                }
                let form = lists::meant(List::AmountForm, inside.trim_start_matches("as "));
                match form {
                    Some(form) if self.form.is_none() => {
                        self.form = Some(form.word);
                        (end + 1).min(words.len()) - at
                    }
                    _ => 0,
                }
            }
            "=" | "≈" | "~" if !self.unit.is_empty() => {
                let end = until(&["as", "in"]);
                let inside = text(end);
                if self.is_same(&inside) { end - at } else { 0 }
            }
            "as" | "als" | "comme" if self.form.is_none() => {
                let end = until(&["in", "("]);
                // `in kind` is a form that has `in` itself.
                let end = if end == at + 1 { words.len() } else { end };
                let inside = text(end).replace('"', "");
                let inside = inside.trim();
                let inside = inside
                    .strip_prefix("a ")
                    .or(inside.strip_prefix("an "))
                    .unwrap_or(inside)
                    .trim();
                let form = lists::find(List::AmountForm, inside)
                    .or_else(|| lists::meant(List::AmountForm, inside));
                self.form = form.map(|form| form.word);
                if form.is_some() { end - at } else { 0 }
            }
            "in" | "en" | "im" if self.year.is_none() => {
                let end = until(&["as", "("]);
                let inside = text(end).replace(" - ", "-");
                let date = if super::is_date(&inside) {
                    Some(inside)
                } else {
                    dates::read(&inside).map(|reading| reading.written)
                };
                let digit = |date: &String| {
                    date.starts_with(|digit: char| {
                        digit.is_ascii_digit() || matches!(digit, '[' | '.')
                    })
                };
                self.year = date.filter(digit);
                if self.year.is_some() { end - at } else { 0 }
            }
            _ => 0,
        }
    }

    fn is_same(&mut self, text: &str) -> bool {
        let text = text.trim();
        let same = Self::of(text).and_then(|parts| match parts.unit() {
            Unit::Known(unit, rest) if rest.is_empty() && !unit.starts_with('"') => {
                Some(format!("{} {unit}", parts.number()))
            }
            _ => None,
        });
        let is = same.is_some() && self.same.is_none() && !self.unit.is_empty();
        if is {
            self.same = same;
        }
        is
    }

    /// The bound, the number and the scale.
    fn number(&self) -> String {
        let parts = [self.bound, &self.digits, self.scale];
        let filled: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        filled.join(" ")
    }

    /// What follows the unit.
    fn clauses(&self) -> String {
        let same = self.same.as_ref().map(|same| format!(" ({same})"));
        let form = self.form.map(|form| format!(" as {form}"));
        let year = self.year.as_ref().map(|year| format!(" in {year}"));
        [same, form, year].into_iter().flatten().collect()
    }

    fn unit(&self) -> Unit {
        if self.unit.is_empty() {
            return Unit::None;
        }
        for end in (1..=self.unit.len()).rev() {
            let (name, rest) = self.unit.split_at(end);
            let found = [name.join(" "), name.concat()].iter().find_map(|name| {
                let name = name.trim_end_matches('.');
                currencies::find(&name.to_uppercase()).or_else(|| currencies::named(name))
            });
            if let Some(currency) = found {
                return Unit::Known(currency.code.to_owned(), rest.join(" "));
            }
        }
        // No code, clause or bracket is ever put into a text that is counted.
        let ours = |word: &String| {
            currencies::find(word).is_some()
                || currencies::named(word).is_some() && !word.starts_with(char::is_alphabetic)
                || matches!(
                    word.as_str(),
                    "as" | "in" | "(" | ")" | "=" | "[" | "]" | ";"
                )
        };
        if self.unit.iter().any(ours) {
            return Unit::Unclear;
        }
        let counted = self
            .unit
            .join(" ")
            .replace(['"', '\\'], "")
            .replace(" ,", ",");
        Unit::Known(format!("\"{}\"", counted.trim()), String::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_of_other_notations() {
        let cases = [
            ("$5 million", "5 million USD"),
            ("USD 25 million", "25 million USD"),
            ("25m usd", "25 million USD"),
            ("US$25m", "25 million USD"),
            ("five million dollars", "5 million USD"),
            ("twenty-five million dollars", "25 million USD"),
            ("25,000,000 USD", "25000000 USD"),
            ("25,000,000 EUR as grant", "25000000 EUR as grant"),
            ("25.000.000 EUR", "25000000 EUR"),
            ("25.000,50 EUR", "25000.50 EUR"),
            ("25 000 000 EUR", "25000000 EUR"),
            ("€3.8bn", "3.8 billion EUR"),
            ("1.5 trillion JPY", "1500 billion JPY"),
            ("5 crore INR", "50 million INR"),
            ("25 Mio. EUR", "25 million EUR"),
            ("2 milliards d'euros", "2 billion EUR"),
            ("ca. 25 million EUR", "about 25 million EUR"),
            ("more than 2 billion euros", "over 2 billion EUR"),
            ("EUR 2 billion as grant", "2 billion EUR as grant"),
            ("2 billion EUR as a grant", "2 billion EUR as grant"),
            ("2 billion EUR as \"grant\"", "2 billion EUR as grant"),
            (
                "2 billion EUR as soft loan",
                "2 billion EUR as concessional-loan",
            ),
            (
                "2 billion EUR in 2023 as grant",
                "2 billion EUR as grant in 2023",
            ),
            (
                "2 billion EUR = 2.1 billion USD",
                "2 billion EUR (2.1 billion USD)",
            ),
            (
                "2 billion EUR (USD 2.1 billion)",
                "2 billion EUR (2.1 billion USD)",
            ),
            ("5 million EUR grant", "5 million EUR as grant"),
            ("CHF 3'000'000.-", "3000000 CHF"),
            ("100 scholarships", "100 \"scholarships\""),
            ("100 tons of wheat", "100 \"tons of wheat\""),
            ("0.7% of GNI", "0.7 \"% of GNI\""),
        ];
        for (foreign, ours) in cases {
            assert_eq!(read(foreign), Some(Sum::Is(ours.to_owned())), "{foreign}");
        }
        let owned = |one: &str, other: &str| (one.to_owned(), other.to_owned());
        let (one, other) = owned("25 million EUR", "per year");
        assert_eq!(read("25 million EUR per year"), Some(Sum::With(one, other)));
        let (one, other) = owned("25 million EUR", "3 million USD");
        assert_eq!(
            read("25 million EUR, 3 million USD"),
            Some(Sum::Two(one, other))
        );
        let (one, other) = owned("20 million EUR", "25 million EUR");
        assert_eq!(read("20-25 million EUR"), Some(Sum::Between(one, other)));
        let (one, other) = owned("25 million", " as grant");
        assert_eq!(read("25 million as grant"), Some(Sum::Bare(one, other)));
        assert_eq!(read("-2 billion EUR"), Some(Sum::Negative));
    }

    #[test]
    fn lengths_of_other_notations() {
        let cases = [
            ("about 20 min", "about 20 minutes"),
            ("ca. 45 minutes", "about 45 minutes"),
            ("two hours", "2 hours"),
            ("an hour", "1 hour"),
            ("1h30", "90 minutes"),
            ("1:30", "90 minutes"),
            ("1 hour 30 minutes", "90 minutes"),
            ("one and a half hours", "90 minutes"),
            ("an hour and a half", "90 minutes"),
            ("half an hour", "30 minutes"),
            ("three quarters of an hour", "45 minutes"),
            ("1,5 hours", "90 minutes"),
            ("PT1H30M", "90 minutes"),
            ("14:00-14:45", "45 minutes"),
            ("45'", "45 minutes"),
            ("45", "45 minutes"),
        ];
        for (foreign, ours) in cases {
            let length = lengths::read(foreign).map(|length| length.written);
            assert_eq!(length.as_deref(), Some(ours), "{foreign}");
        }
        assert!(lengths::read("a while").is_none());
    }
}
