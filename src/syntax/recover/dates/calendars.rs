//! Dates of other calendars and of machines: weeks, quarters, seasons, spreadsheets, eras.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::{Reading, is_year, months, whole};

/// Reads what no calendar on a wall has.
pub(super) fn read(text: &str) -> Option<Reading> {
    unknown_digits(text)
        .or_else(|| week(text))
        .or_else(|| part_of_year(text))
        .or_else(|| season(text))
        .or_else(|| spreadsheet(text))
        .or_else(|| buddhist(text))
}

/// Whether it is a date of the Islamic calendar, which no rule turns into a day of ours for certain.
pub(in crate::syntax::recover) fn is_islamic(text: &str) -> bool {
    const MONTHS: [&str; 10] = [
        "muharram", "safar", "rabi", "jumada", "rajab", "sha'ban", "shaban", "ramadan", "shawwal",
        "dhu ",
    ];
    let lower = text.to_lowercase();
    let has_year = lower.contains(|letter: char| letter.is_ascii_digit());
    has_year
        && (lower.ends_with(" ah")
            || lower.ends_with(" a.h.")
            || lower.ends_with(" sh")
            || MONTHS.iter().any(|month| lower.contains(month)))
}

/// `195X`, `2024-03-XX`, `199?`.
fn unknown_digits(text: &str) -> Option<Reading> {
    let is_unknown = |letter: char| matches!(letter, 'x' | 'u' | '?' | '_' | '*');
    let known = text.trim_end_matches(|letter: char| is_unknown(letter) || letter == '-');
    let rest = &text[known.len()..];
    if !rest.contains(is_unknown) {
        return None;
    }
    let shown = |digit: char| {
        let filled: String = text
            .chars()
            .map(|letter| if is_unknown(letter) { digit } else { letter })
            .collect();
        is_year(&filled).then_some(filled)
    };
    if let (2..=3, Some(from), Some(until)) = (known.len(), shown('0'), shown('9')) {
        return Reading::sure(format!("[{from}..{until}]"));
    }
    let parts = matches!(rest.len(), 3 | 6) && rest.starts_with('-');
    (parts && super::is_iso(known))
        .then(|| known.to_owned())
        .and_then(Reading::sure)
}

/// `2023-W38`
fn week(text: &str) -> Option<Reading> {
    let (year, week) = text.split_once('w')?;
    let (year, week) = (
        year.trim_end_matches(['-', ' ']),
        week.trim_start_matches(['-', ' ']),
    );
    let week = week.get(..2).unwrap_or(week);
    let year = Some(year).filter(|year| is_year(year))?;
    let monday = ISOWeekDate::new(year.parse().ok()?, week.parse().ok()?, Weekday::Monday)
        .ok()?
        .date();
    let sunday = monday.checked_add(6.days()).ok()?;
    Reading::sure(format!("[{monday}..{sunday}]"))
}

/// `Q3 2027`, `2027Q3`, `3rd quarter of 2027`, `H1 2024`, `first half of 2024`.
fn part_of_year(text: &str) -> Option<Reading> {
    const PARTS: [(&str, u32, u32); 20] = [
        ("q1", 1, 3),
        ("q2", 4, 6),
        ("q3", 7, 9),
        ("q4", 10, 12),
        ("1q", 1, 3),
        ("2q", 4, 6),
        ("3q", 7, 9),
        ("4q", 10, 12),
        ("first quarter", 1, 3),
        ("second quarter", 4, 6),
        ("third quarter", 7, 9),
        ("fourth quarter", 10, 12),
        ("1st quarter", 1, 3),
        ("2nd quarter", 4, 6),
        ("3rd quarter", 7, 9),
        ("4th quarter", 10, 12),
        ("h1", 1, 6),
        ("h2", 7, 12),
        ("first half", 1, 6),
        ("second half", 7, 12),
    ];
    let text = text.strip_prefix("the ").unwrap_or(text);
    let (from, until, year) = PARTS.iter().find_map(|(part, from, until)| {
        let rest = text.strip_prefix(part).or(text.strip_suffix(part))?;
        let year = rest.trim_matches([' ', '-', '/', ',', '.']);
        let year = year.strip_prefix("of ").unwrap_or(year);
        is_year(year).then_some((from, until, year))
    })?;
    Reading::guess(
        format!("[{year}-{from:02}..{year}-{until:02}]"),
        "unless the year of a budget is meant, which may begin in another month",
    )
}

fn season(text: &str) -> Option<Reading> {
    let (season, rest) = text.split_once(' ')?;
    let rest = rest.strip_prefix("of ").unwrap_or(rest);
    let year = rest.get(..4).filter(|year| is_year(year))?;
    let (from, until) = match season {
        "spring" | "frühjahr" | "frühling" | "printemps" | "весна" => ("03", "05"),
        "summer" | "sommer" | "été" | "лето" => ("06", "08"),
        "autumn" | "fall" | "herbst" | "automne" | "осень" => ("09", "11"),
        "winter" | "hiver" | "зима" => {
            let next = year.parse::<u32>().ok()? + 1;
            return Reading::guess(
                format!("[{year}-12..{next:04}-02]"),
                "a winter lies in two years; say which months are meant",
            );
        }
        _ => return None,
    };
    (rest.len() == 4).then_some(())?;
    Reading::guess(
        format!("[{year}-{from}..{year}-{until}]"),
        "some day in these months, where the source is of the northern half of the world",
    )
}

/// `45204`: the number of a day since 1899, as spreadsheets keep it.
fn spreadsheet(text: &str) -> Option<Reading> {
    let days: i64 = (text.len() == 5).then(|| text.parse().ok()).flatten()?;
    if !(10_000..80_000).contains(&days) {
        return None;
    }
    let day = Date::new(1899, 12, 30)
        .ok()?
        .checked_add(days.days())
        .ok()?;
    let reading = Reading::guess(
        day.to_string(),
        "a number of days, as a spreadsheet keeps a date",
    );
    reading.map(Reading::unread)
}

fn buddhist(text: &str) -> Option<Reading> {
    let text = text.replace("b.e.", "be").replace("พ.ศ.", "be");
    let rest = text
        .strip_prefix("be ")
        .or(text.strip_suffix(" be"))?
        .trim();
    let (before, year) = rest.rsplit_once(' ').unwrap_or(("", rest));
    let ours = year
        .parse::<u32>()
        .ok()
        .filter(|year| (2000..3000).contains(year))?
        - 543;
    let day_and_month = before
        .split_once(' ')
        .and_then(|(day, month)| Some((months::month(month)?, whole(day, 31)?)));
    let written = match day_and_month {
        Some((month, day)) => format!("{ours}-{month:02}-{day:02}"),
        None if before.is_empty() => ours.to_string(),
        None => return None,
    };
    Reading::guess(
        written,
        "a year of the Buddhist era, 543 more than of the common one",
    )
}
