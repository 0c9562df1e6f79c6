//! Dates as people write them elsewhere, read as the language writes them.
//!
//! It is long because there are that many notations, and tables of their words.

/// What a foreign date means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading {
    /// As the language writes it.
    pub(super) written: String,
    /// The other reading, where day and month could be meant either way.
    pub(super) or: Option<String>,
}

impl Reading {
    fn sure(written: String) -> Option<Self> {
        Some(Self { written, or: None })
    }
}

/// Reads a date of another notation; none when it is no date anybody would know.
pub(super) fn read(text: &str) -> Option<Reading> {
    let text = text
        .trim()
        .trim_end_matches(['.', ','])
        .replace(['\u{A0}', '\u{202F}'], " ");
    let lower = text.to_lowercase();
    if let Some(inside) = lower
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'))
        .filter(|inside| is_iso(inside))
    {
        return Reading::sure(inside.to_owned());
    }
    undated(&lower)
        .or_else(|| qualified(&lower))
        .or_else(|| between(&lower))
        .or_else(|| one(&lower))
}

fn undated(text: &str) -> Option<Reading> {
    matches!(
        text,
        "n.d" | "nd" | "unknown" | "none" | "no date" | "not dated" | "?" | "s.d" | "tbd" | "tba"
    )
    .then(|| "undated".to_owned())
    .and_then(Reading::sure)
}

/// `circa 1971`, `before 1971`, `since 1971`.
fn qualified(text: &str) -> Option<Reading> {
    const ABOUT: [&str; 9] = [
        "circa ",
        "ca. ",
        "ca ",
        "c. ",
        "c.",
        "about ",
        "around ",
        "approximately ",
        "~",
    ];
    const BEFORE: [&str; 5] = ["before ", "until ", "by ", "not after ", "up to "];
    const AFTER: [&str; 5] = ["after ", "since ", "from ", "not before ", "as of "];
    let rest = |prefixes: &[&str]| {
        prefixes
            .iter()
            .find_map(|prefix| text.strip_prefix(prefix))
            .and_then(bare)
    };
    if let Some(date) = rest(&ABOUT) {
        return Reading::sure(format!("{date}~"));
    }
    if let Some(date) = rest(&BEFORE) {
        return Reading::sure(format!("..{date}"));
    }
    if let Some(date) = rest(&AFTER) {
        return Reading::sure(format!("{date}.."));
    }
    let doubtful = text
        .strip_suffix("(?)")
        .or_else(|| text.strip_suffix(" ?"))
        .and_then(bare);
    doubtful.and_then(|date| Reading::sure(format!("{date}?")))
}

/// `2024-10-29/2024-10-31`, `29 to 31 October 2024`, `1960s`, `spring 2024`.
fn between(text: &str) -> Option<Reading> {
    if let Some(decade) = text
        .strip_suffix("'s")
        .or_else(|| text.strip_suffix('s'))
        .filter(|decade| is_year(decade) && decade.ends_with('0'))
    {
        return Reading::sure(format!("[{decade}..{}9]", &decade[..3]));
    }
    let part = [
        "end of ",
        "the end of ",
        "late ",
        "early ",
        "mid-",
        "mid ",
        "beginning of ",
        "start of ",
    ];
    if let Some(year) = part
        .iter()
        .find_map(|part| text.strip_prefix(part))
        .filter(|year| is_year(year))
    {
        let late = text.contains("end of");
        return Some(Reading {
            written: year.to_owned(),
            or: late.then(|| format!("{year}-12")),
        });
    }
    if let Some((season, year)) = text.split_once(' ').filter(|(_, year)| is_year(year)) {
        let months = match season {
            "spring" => Some(("03", "05")),
            "summer" => Some(("06", "08")),
            "autumn" | "fall" => Some(("09", "11")),
            _ => None,
        };
        if let Some((from, until)) = months {
            return Reading::sure(format!("[{year}-{from}..{year}-{until}]"));
        }
    }
    for joint in [
        " .. ",
        "/",
        " to ",
        " until ",
        " through ",
        " - ",
        " – ",
        "–",
        "—",
        "...",
    ] {
        let Some((left, right)) = text.split_once(joint) else {
            continue;
        };
        let (left, right) = (left.trim().trim_start_matches("from "), right.trim());
        if joint == "/" && !(is_iso(left) && is_iso(right)) {
            continue;
        }
        if let (Some(from), Some(until)) = (bare(left), bare(right)) {
            return Reading::sure(format!("{from}..{until}"));
        }
        if let (Some(day), Some(until)) = (
            day_number(left),
            bare(right).filter(|date| date.len() == 10),
        ) {
            return Reading::sure(format!("{}{day:02}..{until}", &until[..8]));
        }
    }
    days_of_a_month(text)
}

/// `october 29-31, 2024` and `29-31 october 2024`.
fn days_of_a_month(text: &str) -> Option<Reading> {
    let words: Vec<&str> = text
        .split([' ', ','])
        .filter(|word| !word.is_empty())
        .collect();
    let [first, second, year] = words[..] else {
        return None;
    };
    if !is_year(year) {
        return None;
    }
    let (month, days) = month(first)
        .map(|month| (month, second))
        .or_else(|| month(second).map(|month| (month, first)))?;
    let (from, until) = days.split_once(['-', '–', '/'])?;
    let (from, until) = (day_number(from)?, day_number(until)?);
    Reading::sure(format!(
        "{year}-{month:02}-{from:02}..{year}-{month:02}-{until:02}"
    ))
}

fn one(text: &str) -> Option<Reading> {
    numeric(text)
        .or_else(|| named(text).and_then(Reading::sure))
        .or_else(|| chinese(text))
        .or_else(|| timed(text))
}

/// A date with one reading, in whatever notation.
fn bare(text: &str) -> Option<String> {
    let text = text.trim();
    if is_iso(text) {
        return Some(text.to_owned());
    }
    one(text)
        .filter(|reading| reading.or.is_none())
        .map(|reading| reading.written)
}

/// `29/10/2024`, `10-29-2024`, `29.10.24`, `2024/10/29`, `20241029`.
fn numeric(text: &str) -> Option<Reading> {
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return date(&text[..4], &text[4..6], &text[6..]).and_then(Reading::sure);
    }
    let parts: Vec<&str> = text.split(['/', '.', '-']).map(str::trim).collect();
    match parts[..] {
        [year, month, day] if is_year(year) => date(year, month, day).and_then(Reading::sure),
        [first, second, year] => {
            let year = full_year(year)?;
            let day_first = date(&year, second, first);
            let month_first = date(&year, first, second);
            match (day_first, month_first) {
                (Some(one), Some(other)) if one != other => Some(Reading {
                    written: one,
                    or: Some(other),
                }),
                (Some(one), _) | (None, Some(one)) => Reading::sure(one),
                (None, None) => None,
            }
        }
        [year, month] if is_year(year) => {
            whole(month, 12).and_then(|month| Reading::sure(format!("{year}-{month:02}")))
        }
        [month, year] if is_year(year) => {
            whole(month, 12).and_then(|month| Reading::sure(format!("{year}-{month:02}")))
        }
        _ => None,
    }
}

/// `oct. 29 2024`, `29th of october, 2024`, `october 2024`.
fn named(text: &str) -> Option<String> {
    let words: Vec<&str> = text
        .split([' ', ',', '-', '/'])
        .filter(|word| {
            !matches!(
                *word,
                "" | "of" | "the" | "de" | "den" | "den." | "le" | "г" | "года"
            )
        })
        .collect();
    match words[..] {
        [one, two, year] if is_year(year) => {
            let (month, day) = month(one)
                .and_then(|month| Some((month, day_number(two)?)))
                .or_else(|| Some((month(two)?, day_number(one)?)))?;
            Some(format!("{year}-{month:02}-{day:02}"))
        }
        [year, one, two] if is_year(year) => {
            let (month, day) = (month(one)?, day_number(two)?);
            Some(format!("{year}-{month:02}-{day:02}"))
        }
        [name, year] if is_year(year) => Some(format!("{year}-{:02}", month(name)?)),
        _ => None,
    }
}

fn chinese(text: &str) -> Option<Reading> {
    let (year, rest) = text.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let day = rest.trim_end_matches(['日', '号']);
    if day.is_empty() {
        return whole(month, 12).and_then(|month| Reading::sure(format!("{year}-{month:02}")));
    }
    date(year, month, day).and_then(Reading::sure)
}

/// `2024-10-29 14:30`, with a blank where `T` belongs.
fn timed(text: &str) -> Option<Reading> {
    let (day, time) = text.split_once([' ', 't'])?;
    let day = bare(day).filter(|day| day.len() == 10)?;
    let time = time.trim().trim_start_matches("at ").replace(' ', "");
    let (time, zone) = match time.find(['+', '-', 'z']) {
        Some(at) => (&time[..at], time[at..].to_uppercase()),
        None => (time.as_str(), String::new()),
    };
    let (clock, noon) = match (time.strip_suffix("pm"), time.strip_suffix("am")) {
        (Some(clock), _) => (clock, 12),
        (_, Some(clock)) => (clock, 0),
        _ => (time, 24),
    };
    let (hour, minute) = clock.split_once([':', '.', 'h']).unwrap_or((clock, "0"));
    let hour = whole(hour, 24).or_else(|| (hour == "00" || hour == "0").then_some(0))?;
    let hour = if noon == 24 { hour } else { hour % 12 + noon };
    let minute: u32 = minute.parse().ok().filter(|minute| *minute < 60)?;
    let zone = match zone.len() {
        3 => format!("{zone}:00"),
        5 => format!("{}:{}", &zone[..3], &zone[3..]),
        _ => zone,
    };
    Reading::sure(format!("{day}T{hour:02}:{minute:02}{zone}"))
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_iso(text: &str) -> bool {
    let mut parts = text.split('-');
    parts.next().is_some_and(is_year)
        && parts.clone().count() <= 2
        && parts.all(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit()))
}

fn full_year(text: &str) -> Option<String> {
    match text.len() {
        4 if is_year(text) => Some(text.to_owned()),
        2 => text.parse::<u32>().ok().map(|year| {
            if year < 50 {
                format!("20{year:02}")
            } else {
                format!("19{year:02}")
            }
        }),
        _ => None,
    }
}

fn date(year: &str, month: &str, day: &str) -> Option<String> {
    let (month, day) = (whole(month, 12)?, whole(day, 31)?);
    is_year(year).then(|| format!("{year}-{month:02}-{day:02}"))
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

/// The number of a month by its name in the languages of most records, or its first three letters in English.
fn month(text: &str) -> Option<u32> {
    const NAMES: [&[&str]; 12] = [
        &[
            "january",
            "janvier",
            "januar",
            "enero",
            "janeiro",
            "января",
            "январь",
        ],
        &[
            "february",
            "février",
            "februar",
            "febrero",
            "fevereiro",
            "февраля",
            "февраль",
        ],
        &["march", "mars", "märz", "marzo", "março", "марта", "март"],
        &["april", "avril", "abril", "апреля", "апрель"],
        &["may", "mai", "mayo", "maio", "мая", "май"],
        &["june", "juin", "juni", "junio", "junho", "июня", "июнь"],
        &["july", "juillet", "juli", "julio", "julho", "июля", "июль"],
        &["august", "août", "agosto", "августа", "август"],
        &[
            "september",
            "septembre",
            "septiembre",
            "setembro",
            "sept",
            "сентября",
            "сентябрь",
        ],
        &[
            "october",
            "octobre",
            "oktober",
            "octubre",
            "outubro",
            "октября",
            "октябрь",
        ],
        &[
            "november",
            "novembre",
            "noviembre",
            "novembro",
            "ноября",
            "ноябрь",
        ],
        &[
            "december",
            "décembre",
            "dezember",
            "diciembre",
            "dezembro",
            "декабря",
            "декабрь",
        ],
    ];
    let text = text.trim_end_matches('.');
    let at = NAMES.iter().position(|names| {
        names.contains(&text) || (text.len() == 3 && names[0].starts_with(text))
    })?;
    Some(at as u32 + 1)
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
            ("before 1971", "..1971"),
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
        assert_eq!(
            read("03/04/2024").and_then(|reading| reading.or).as_deref(),
            Some("2024-03-04")
        );
        assert_eq!(read("yesterday"), None);
    }
}
