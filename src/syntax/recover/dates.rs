//! Dates as people write them elsewhere, read as the language writes them.
//!
//! It is long because there are that many notations; names, clocks and other calendars are in files of their own.

mod bounds;
mod calendars;
mod clock;
mod months;
mod spans;

use jiff::civil::Date;

pub(super) use self::calendars::is_islamic;
use self::months::{month, roman};

/// What a foreign date means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading {
    /// As the language writes it.
    pub(super) written: String,
    /// The other reading, where it could be meant either way.
    pub(super) or: Option<String>,
    /// Why somebody should look before it is taken over, where there is no other reading.
    pub(super) doubt: Option<&'static str>,
    /// Whether too little of it is certain for it to be compared with anything.
    pub(super) is_unread: bool,
}

impl Reading {
    fn sure(written: String) -> Option<Self> {
        Some(Self {
            written,
            or: None,
            doubt: None,
            is_unread: false,
        })
    }

    fn guess(written: String, doubt: &'static str) -> Option<Self> {
        Self::sure(written).map(|reading| Self {
            doubt: Some(doubt),
            ..reading
        })
    }

    fn either(written: String, or: String) -> Option<Self> {
        Self::sure(written).map(|reading| Self {
            or: Some(or),
            ..reading
        })
    }

    fn unread(self) -> Self {
        Self {
            is_unread: true,
            ..self
        }
    }

    /// What checks may go by until somebody has decided.
    pub(super) fn until_decided(&self) -> String {
        if self.is_unread {
            return "undated".to_owned();
        }
        match &self.or {
            Some(or) if or.get(..4) != self.written.get(..4) => "undated".to_owned(),
            Some(_) if is_year(self.written.get(..4).unwrap_or_default()) => {
                self.written[..4].to_owned()
            }
            _ => self.written.clone(),
        }
    }

    fn is_sure(&self) -> bool {
        self.or.is_none() && self.doubt.is_none()
    }
}

/// Longer than any date is written, and short enough to try every cut of it.
const LONGEST: usize = 120;

/// Reads a date of another notation; none when it is no date anybody would know.
pub(super) fn read(text: &str) -> Option<Reading> {
    if text.len() > LONGEST {
        return None;
    }
    let text = text
        .trim()
        .trim_end_matches(['.', ',', ':'])
        .replace(['\u{A0}', '\u{202F}'], " ");
    let lower = text.to_lowercase();
    if let Some(inside) = lower
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'))
        .filter(|inside| is_iso(inside))
    {
        return Reading::sure(inside.to_owned());
    }
    whole_date(&lower).or_else(|| with_town(&lower))
}

fn whole_date(text: &str) -> Option<Reading> {
    let text = text.strip_prefix("on ").unwrap_or(text);
    let text = months::after_weekday(text).unwrap_or(text);
    undated(text)
        .or_else(|| repaired(text))
        .or_else(|| bounds::qualified(text))
        .or_else(|| calendars::read(text))
        .or_else(|| spans::between(text))
        .or_else(|| one(text))
}

fn undated(text: &str) -> Option<Reading> {
    const WORDS: [&str; 26] = [
        "n.d",
        "nd",
        "unknown",
        "none",
        "no date",
        "not dated",
        "?",
        "??",
        "s.d",
        "tbd",
        "tba",
        "tbc",
        "n/a",
        "na",
        "-",
        "–",
        "—",
        "unbekannt",
        "o.d",
        "o.j",
        "ohne datum",
        "sans date",
        "sin fecha",
        "б.д",
        "без даты",
        "0000-00-00",
    ];
    WORDS
        .contains(&text)
        .then(|| "undated".to_owned())
        .and_then(Reading::sure)
}

/// `2O18-04-26`, `19 73`, `2024–03–12`, `2024-03-12th`: a date of ours but for a letter, a blank or a sign.
fn repaired(text: &str) -> Option<Reading> {
    let digits: String = text
        .chars()
        .map(|letter| match letter {
            'o' | 'о' => '0',
            'l' | 'i' => '1',
            '‐' | '‑' | '–' | '—' | '−' => '-',
            other => other,
        })
        .filter(|letter| *letter != ' ')
        .collect();
    let digits = digits
        .trim_end_matches(|letter: char| letter.is_ascii_lowercase())
        .to_owned();
    let first = text.starts_with(|digit: char| digit.is_ascii_digit());
    let fits = is_iso(&digits) && digits.len() != 7;
    (first && fits && digits != text && ending(text, &digits))
        .then_some(digits)
        .and_then(Reading::sure)
}

/// Whether what the repair cut off is nothing, or how an English day ends.
fn ending(text: &str, digits: &str) -> bool {
    let letters: String = text
        .chars()
        .rev()
        .take_while(char::is_ascii_lowercase)
        .collect();
    letters.is_empty()
        || letters.len() < 3
            && matches!(letters.as_str(), "ht" | "ts" | "dn" | "dr")
            && digits.len() == 10
        || letters
            .chars()
            .all(|letter| matches!(letter, 'o' | 'l' | 'i'))
}

fn one(text: &str) -> Option<Reading> {
    calendar(text).or_else(|| clock::timed(text))
}

/// A day, month or year without a time.
fn calendar(text: &str) -> Option<Reading> {
    let text = months::after_weekday(text).unwrap_or(text);
    numeric(text)
        .or_else(|| named(text))
        .or_else(|| chinese(text))
}

/// A date with one reading, in whatever notation.
fn bare(text: &str) -> Option<String> {
    certain(text, one)
}

/// A date without a time and with one reading.
fn untimed(text: &str) -> Option<String> {
    certain(text, calendar)
}

fn certain(text: &str, read: impl FnOnce(&str) -> Option<Reading>) -> Option<String> {
    let text = text.trim();
    if is_iso(text) {
        return Some(text.to_owned());
    }
    read(text)
        .filter(Reading::is_sure)
        .map(|reading| reading.written)
}

/// `29/10/2024`, `10-29-2024`, `29.10.24`, `2024/10/29`, `20241029`.
fn numeric(text: &str) -> Option<Reading> {
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return date(&text[..4], &text[4..6], &text[6..]).and_then(Reading::sure);
    }
    let blanks = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b' ');
    let separators: &[char] = if blanks { &[' '] } else { &['/', '.', '-'] };
    let parts: Vec<&str> = text.split(separators).map(str::trim).collect();
    match parts[..] {
        [year, month, day] if is_year(year) => date(year, month, day).and_then(Reading::sure),
        [day, month, year] if roman(month).is_some() => {
            let day = format!(
                "{}-{:02}-{:02}",
                full_year(year)?.0,
                roman(month)?,
                whole(day, 31)?
            );
            is_real(&day).then_some(day).and_then(Reading::sure)
        }
        [first, second, third] => match full_year(third) {
            Some((year, None)) => day_or_month_first(&year, first, second),
            _ => short_year(text, [first, second, third]),
        },
        [year, month] | [month, year] if is_year(year) => {
            whole(month, 12).and_then(|month| Reading::sure(format!("{year}-{month:02}")))
        }
        _ => None,
    }
}

fn day_or_month_first(year: &str, first: &str, second: &str) -> Option<Reading> {
    match (date(year, second, first), date(year, first, second)) {
        (Some(one), Some(other)) if one != other => Reading::either(one, other),
        (Some(one), _) | (None, Some(one)) => Reading::sure(one),
        (None, None) => nearest(year, first, second),
    }
}

/// `31.02.2024`: the last day of that month.
fn nearest(year: &str, first: &str, second: &str) -> Option<Reading> {
    let (one, two) = (whole(first, 31)?, whole(second, 31)?);
    let (month, day) = if two <= 12 { (two, one) } else { (one, two) };
    let last = (28..day)
        .rev()
        .map(|day| format!("{year}-{month:02}-{day:02}"))
        .find(|day| is_real(day))?;
    Reading::guess(last, "that month has fewer days; this is its last")
}

/// `29.10.24`, `24-10-29`: the century is a guess, and with hyphens the year may stand first.
fn short_year(text: &str, [first, second, third]: [&str; 3]) -> Option<Reading> {
    let year_first = full_year(first)
        .filter(|_| text.contains('-'))
        .and_then(|(year, other)| Some((date(&year, second, third)?, other)));
    let year_last = full_year(third).and_then(|(year, other)| {
        let day = date(&year, second, first).or_else(|| date(&year, first, second))?;
        Some((day, other))
    });
    let (written, or) = match (year_first, year_last) {
        (Some((one, _)), Some((other, _))) => (one, other),
        (Some((one, century)), None) | (None, Some((one, century))) => {
            let other = format!("{}{}", century?, &one[2..]);
            (one, other)
        }
        (None, None) => return None,
    };
    Reading::either(written, or).map(Reading::unread)
}

/// `oct. 29 2024`, `29th of october, 2024`, `october 2024`.
fn named(text: &str) -> Option<Reading> {
    let words: Vec<&str> = text
        .split([' ', ',', '-', '/'])
        .filter(|word| {
            !matches!(
                *word,
                "" | "of" | "the" | "de" | "den" | "den." | "le" | "del" | "г" | "года" | "г."
            )
        })
        .collect();
    // `12.march.2024`
    let dotted: Vec<&str> = text.split('.').map(str::trim).collect();
    let words = if words.len() == 1 && dotted.len() == 3 {
        dotted
    } else {
        words
    };
    match words[..] {
        [one, two, year] if is_year(year) => on_a_day(year, one, two).and_then(Reading::sure),
        [year, one, two] if is_year(year) => on_a_day(year, one, two).and_then(Reading::sure),
        [one, two, year] if year.len() == 3 && year.starts_with(['\'', '’']) || year.len() == 2 =>
        {
            let (year, other) = full_year(year.trim_start_matches(['\'', '’']))?;
            let written = on_a_day(&year, one, two)?;
            let or = format!("{}{}", other?, &written[2..]);
            Reading::either(written, or).map(Reading::unread)
        }
        [name, year] | [year, name] if is_year(year) => {
            Reading::sure(format!("{year}-{:02}", month(name)?))
        }
        _ => None,
    }
}

fn on_a_day(year: &str, one: &str, two: &str) -> Option<String> {
    let (month, day) = month(one)
        .and_then(|month| Some((month, day_number(two)?)))
        .or_else(|| Some((month(two)?, day_number(one)?)))?;
    let day = format!("{year}-{month:02}-{day:02}");
    is_real(&day).then_some(day)
}

fn chinese(text: &str) -> Option<Reading> {
    let (year, rest) = text.split_once('年')?;
    let year = Some(year.trim()).filter(|year| is_year(year))?;
    if rest.is_empty() {
        return Reading::sure(year.to_owned());
    }
    let (month, rest) = rest.split_once('月')?;
    let (month, day) = (month.trim(), rest.trim().trim_end_matches(['日', '号']));
    if day.is_empty() {
        return whole(month, 12).and_then(|month| Reading::sure(format!("{year}-{month:02}")));
    }
    date(year, month, day).and_then(Reading::sure)
}

/// `Fürth, 1923`, `1923 in Fürth`: a date with a town, which has no place in it.
fn with_town(text: &str) -> Option<Reading> {
    let has_digit = |part: &str| part.contains(|letter: char| letter.is_ascii_digit());
    let parts = [
        text.split_once(',').map(|(town, date)| (date, town)),
        text.split_once(" in "),
        text.split_once(" at "),
        text.split_once('('),
        text.split_once(','),
    ];
    parts.into_iter().flatten().find_map(|(date, town)| {
        let town = town.trim();
        let date = date.trim();
        let is_town = town.starts_with(char::is_alphabetic) && !has_digit(town);
        let written = bare(date).filter(|_| is_town && has_digit(date))?;
        Reading::guess(
            written,
            "a date stands alone; what else is known belongs in a `note`",
        )
    })
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether it is a year, month or day as the language writes it, and one that a calendar has.
fn is_iso(text: &str) -> bool {
    let mut parts = text.split('-');
    let shaped = parts.next().is_some_and(is_year)
        && parts.clone().count() <= 2
        && parts.all(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit()));
    shaped && is_real(text)
}

/// Whether a calendar has it.
fn is_real(text: &str) -> bool {
    let mut parts = text.split('-').map(|part| part.parse::<i8>().ok());
    let year: Option<i16> = text.get(..4).and_then(|year| year.parse().ok());
    parts.next();
    let (month, day) = (
        parts.next().unwrap_or(Some(1)),
        parts.next().unwrap_or(Some(1)),
    );
    matches!((year, month, day), (Some(year), Some(month), Some(day)) if Date::new(year, month, day).is_ok())
}

/// A year of four digits, or of two with the century that is likelier and the other.
fn full_year(text: &str) -> Option<(String, Option<&'static str>)> {
    match text.len() {
        4 if is_year(text) => Some((text.to_owned(), None)),
        2 => text.parse::<u32>().ok().map(|year| {
            if year < 50 {
                (format!("20{year:02}"), Some("19"))
            } else {
                (format!("19{year:02}"), Some("20"))
            }
        }),
        _ => None,
    }
}

fn date(year: &str, month: &str, day: &str) -> Option<String> {
    let (month, day) = (whole(month, 12)?, whole(day, 31)?);
    let day = format!("{year}-{month:02}-{day:02}");
    (is_year(year) && is_real(&day)).then_some(day)
}

fn whole(text: &str, most: u32) -> Option<u32> {
    let fits =
        !text.is_empty() && text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse()
        .ok()
        .filter(|number| fits && (1..=most).contains(number))
}

fn day_number(text: &str) -> Option<u32> {
    let digits = text.trim_end_matches(|letter: char| letter.is_alphabetic() || letter == '.');
    let ending = &text[digits.len()..];
    matches!(ending, "" | "." | "st" | "nd" | "rd" | "th" | "er")
        .then(|| whole(digits, 31))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_other_notations() {
        let cases = [
            ("29/10/2024", "2024-10-29"),
            ("10/29/2024", "2024-10-29"),
            ("Oct. 29 2024", "2024-10-29"),
            ("29 October 2024", "2024-10-29"),
            ("October 29, 2024", "2024-10-29"),
            ("October 2024", "2024-10"),
            ("29.10.2024", "2024-10-29"),
            ("2024/10/29", "2024-10-29"),
            ("2024-1-5", "2024-01-05"),
            ("20241029", "2024-10-29"),
            ("2024-10-29/2024-10-31", "2024-10-29..2024-10-31"),
            ("29-31 October 2024", "2024-10-29..2024-10-31"),
            ("circa 1971", "1971~"),
            ("before 1971", "..1970"),
            ("not later than 1971", "..1971"),
            ("after March 2024", "2024-04.."),
            ("by the end of December 2027", "..2027-12"),
            ("Tuesday, 29 October 2024", "2024-10-29"),
            ("5.I.1876", "1876-01-05"),
            ("2023 Oct.", "2023-10"),
            ("1963-01-21/22", "1963-01-21..1963-01-22"),
            ("1971-07-10, 1971-07-11", "1971-07-10..1971-07-11"),
            ("1971年7月9日..1971年7月11日", "1971-07-09..1971-07-11"),
            ("195X", "[1950..1959]"),
            ("2024-03-XX", "2024-03"),
            ("2023-W38", "[2023-09-18..2023-09-24]"),
            ("?1950", "1950?"),
            ("2024-03-12?~", "2024-03-12%"),
            ("2O18-04-26", "2018-04-26"),
            ("19 73", "1973"),
            ("2024–03–12", "2024-03-12"),
            ("2024-03-12th", "2024-03-12"),
            ("2024-03-12-2024-03-13", "2024-03-12..2024-03-13"),
            ("between 2023 and 2024", "[2023..2024]"),
            ("2024 or 2025", "[2024..2025]"),
            ("2024-03-12, 14:30", "2024-03-12T14:30"),
            ("2024-03-12T14:30 UTC", "2024-03-12T14:30Z"),
            ("2021-08-29T09:30-4", "2021-08-29T09:30-04:00"),
            ("11:00 on 6 September 1994", "1994-09-06T11:00"),
            ("1960s", "[1960..1969]"),
            ("spring 2024", "[2024-03..2024-05]"),
            ("2024年10月29日", "2024-10-29"),
            ("2024-10-29 14:30", "2024-10-29T14:30"),
            ("2024-10-29 2:30 pm", "2024-10-29T14:30"),
            ("29 октября 2024 г.", "2024-10-29"),
            ("n.d.", "undated"),
            ("[2020]", "2020"),
            ("2020 .. 2021-03", "2020..2021-03"),
        ];
        for (foreign, ours) in cases {
            assert_eq!(
                read(foreign).map(|reading| reading.written).as_deref(),
                Some(ours),
                "{foreign}"
            );
        }
        for foreign in [
            "spring 2024",
            "early 2024",
            "29.10.24",
            "21-08-29",
            "12 Mar 24",
            "45204",
            "Q3 2027",
            "2026/27",
            "31/02/2024",
        ] {
            let reading = read(foreign);
            assert!(
                reading.is_some_and(|reading| !reading.is_sure()),
                "{foreign}"
            );
        }
        let both = |foreign: &str| read(foreign).map(|it| (it.written, it.or.unwrap_or_default()));
        assert_eq!(
            both("21-08-29"),
            Some(("2021-08-29".into(), "2029-08-21".into()))
        );
        assert_eq!(
            both("30.9.23"),
            Some(("2023-09-30".into(), "1923-09-30".into()))
        );
        assert_eq!(
            read("03/04/2024").and_then(|reading| reading.or).as_deref(),
            Some("2024-03-04")
        );
        assert_eq!(read("yesterday"), None);
    }
}
