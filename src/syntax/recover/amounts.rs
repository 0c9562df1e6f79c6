//! Sums and lengths of time as people write them elsewhere, read as the language writes them.

use crate::vocab::currencies;

/// Reads `$5 million`, `USD 25m`, `five million dollars`; none when it is no sum anybody would know.
pub(super) fn read(text: &str) -> Option<String> {
    let text = text
        .trim()
        .trim_end_matches('.')
        .replace(['\u{A0}', '\u{202F}'], " ");
    let (bound, rest) = bound(&text);
    if is_range(rest) {
        return None;
    }
    let (number, scale, unit) = parts(rest)?;
    let unit = match currencies::find(&unit.to_uppercase()) {
        Some(currency) => currency.code.to_owned(),
        None => currencies::named(&unit)
            .map_or_else(|| quoted(&unit), |currency| currency.code.to_owned()),
    };
    (unit != "\"\"").then(|| {
        [bound, &number, scale, &unit]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    })
}

/// Reads `20 min`, `an hour and a half` no, `2 hrs`, `twenty minutes`.
pub(super) fn length(text: &str) -> Option<String> {
    let (bound, rest) = bound(text.trim().trim_end_matches('.'));
    let (number, scale, unit) = parts(rest)?;
    let unit = match unit.to_lowercase().trim_end_matches('s') {
        "min" | "minute" | "m" => "minutes",
        "h" | "hr" | "hour" => "hours",
        "d" | "day" => "days",
        "w" | "wk" | "week" => "weeks",
        "month" => "months",
        "year" | "yr" => "years",
        _ => return None,
    };
    scale.is_empty().then(|| {
        [bound, &number, unit]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    })
}

/// `10-12 million`: two numbers, of which nobody may choose one.
fn is_range(text: &str) -> bool {
    let mut sides = text.split(['-', '–']);
    let (before, after) = (
        sides.next().unwrap_or_default().trim_end(),
        sides.next().unwrap_or_default().trim_start(),
    );
    before.ends_with(|letter: char| letter.is_ascii_digit())
        && after.starts_with(|letter: char| letter.is_ascii_digit())
}

fn quoted(unit: &str) -> String {
    format!("\"{}\"", unit.replace(['"', '\\'], ""))
}

fn bound(text: &str) -> (&'static str, &str) {
    const BOUNDS: [(&str, &str); 17] = [
        ("more than ", "over"),
        ("over ", "over"),
        ("at least ", "over"),
        ("above ", "over"),
        (">", "over"),
        ("less than ", "under"),
        ("under ", "under"),
        ("up to ", "under"),
        ("below ", "under"),
        ("<", "under"),
        ("approximately ", "about"),
        ("around ", "about"),
        ("about ", "about"),
        ("nearly ", "about"),
        ("almost ", "about"),
        ("some ", "about"),
        ("~", "about"),
    ];
    let lower = text.to_lowercase();
    let found = BOUNDS.iter().find(|(theirs, _)| lower.starts_with(theirs));
    found.map_or(("", text), |(theirs, ours)| {
        (*ours, text[theirs.len()..].trim_start())
    })
}

/// The number, the scale and what is left: the unit, before or after the number.
fn parts(text: &str) -> Option<(String, &'static str, String)> {
    let spaced = spaced(text);
    let mut number = None;
    let mut scale = "";
    let mut unit: Vec<&str> = Vec::new();
    for word in spaced.split_whitespace() {
        let plain = word.to_lowercase();
        if let Some(found) = in_digits(&plain)
            .and_then(|found| joined(number.as_deref(), &found).filter(|_| scale.is_empty()))
        {
            number = Some(found);
        } else if let Some(found) =
            scale_of(&plain).filter(|_| scale.is_empty() && number.is_some())
        {
            scale = found;
        } else if !matches!(plain.as_str(), "of" | "a" | "in") {
            unit.push(word);
        }
    }
    number.map(|number| (number, scale, unit.join(" ")))
}

/// A number and the one that follows it in words: `twenty` and `five`, `two` and `hundred`.
fn joined(before: Option<&str>, found: &str) -> Option<String> {
    let Some(before) = before else {
        return Some(found.to_owned());
    };
    let (before, found): (u32, u32) = (before.parse().ok()?, found.parse().ok()?);
    match (before, found) {
        (1..=9, 100) => Some((before * 100).to_string()),
        (20.., 1..=9) if before % 10 == 0 => Some((before + found).to_string()),
        (100.., 1..=99) if before % 100 == 0 => Some((before + found).to_string()),
        _ => None,
    }
}

/// Puts blanks between digits and the letters or signs that touch them.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + 4);
    let mut before = ' ';
    for letter in text.chars() {
        let (was, is) = (numeric(before), numeric(letter));
        if was != is && before != ' ' && letter != ' ' {
            spaced.push(' ');
        }
        spaced.push(if letter == '-' { ' ' } else { letter });
        before = letter;
    }
    spaced
}

fn numeric(letter: char) -> bool {
    letter.is_ascii_digit() || matches!(letter, '.' | ',' | '\'')
}

fn in_digits(word: &str) -> Option<String> {
    const WORDS: [(&str, &str); 24] = [
        ("one", "1"),
        ("two", "2"),
        ("three", "3"),
        ("four", "4"),
        ("five", "5"),
        ("six", "6"),
        ("seven", "7"),
        ("eight", "8"),
        ("nine", "9"),
        ("ten", "10"),
        ("eleven", "11"),
        ("twelve", "12"),
        ("fifteen", "15"),
        ("twenty", "20"),
        ("thirty", "30"),
        ("forty", "40"),
        ("fifty", "50"),
        ("sixty", "60"),
        ("seventy", "70"),
        ("eighty", "80"),
        ("ninety", "90"),
        ("hundred", "100"),
        ("an", "1"),
        ("half", "0.5"),
    ];
    if let Some((_, digits)) = WORDS.iter().find(|(name, _)| *name == word) {
        return Some((*digits).to_owned());
    }
    let begins = word.starts_with(|letter: char| letter.is_ascii_digit());
    if !begins || !word.chars().all(numeric) {
        return None;
    }
    // A comma before exactly three digits groups them; one before one or two is a decimal sign.
    let groups: Vec<&str> = word.split([',', '\'']).collect();
    match groups[..] {
        [only] => Some(only.to_owned()),
        [whole, part] if part.len() < 3 && word.contains(',') => Some(format!("{whole}.{part}")),
        [first, ref rest @ ..]
            if rest.iter().all(|group| {
                group
                    .split('.')
                    .next()
                    .is_some_and(|group| group.len() == 3)
            }) =>
        {
            Some(format!("{first}{}", rest.concat()))
        }
        _ => None,
    }
}

fn scale_of(word: &str) -> Option<&'static str> {
    match word.trim_end_matches('.') {
        "thousand" | "thousands" | "k" | "tsd" => Some("thousand"),
        "million" | "millions" | "m" | "mn" | "mln" | "mio" | "млн" => Some("million"),
        "billion" | "billions" | "bn" | "bln" | "b" | "mrd" | "milliard" | "млрд" => {
            Some("billion")
        }
        _ => None,
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
            ("five million dollars", "5 million USD"),
            ("twenty-five million dollars", "25 million USD"),
            ("25,000,000 USD", "25000000 USD"),
            ("€3.8bn", "3.8 billion EUR"),
            ("more than 2 billion euros", "over 2 billion EUR"),
            ("100 scholarships", "100 \"scholarships\""),
        ];
        for (foreign, ours) in cases {
            assert_eq!(read(foreign).as_deref(), Some(ours), "{foreign}");
        }
        assert_eq!(length("about 20 min").as_deref(), Some("about 20 minutes"));
        assert_eq!(length("two hours").as_deref(), Some("2 hours"));
    }
}
