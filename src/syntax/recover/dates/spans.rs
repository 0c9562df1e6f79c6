//! Two dates with a joint between them, and parts of a year or month.

use super::bounds::next_to;
use super::months::month;
use super::{Reading, bare, day_number, is_iso, is_year, whole};

/// `2024-10-29/2024-10-31`, `29 to 31 October 2024`, `1960s`, `early 2024`.
pub(super) fn between(text: &str) -> Option<Reading> {
    if let Some(decade) = text
        .strip_suffix("'s")
        .or_else(|| text.strip_suffix('s'))
        .filter(|decade| is_year(decade) && decade.ends_with('0'))
    {
        return Reading::sure(format!("[{decade}..{}9]", &decade[..3]));
    }
    part_of(text)
        .or_else(|| either_of(text))
        .or_else(|| joined(text))
        .or_else(|| days_of_a_month(text))
}

/// `early 2024`, `end of October 2024`: only the year or month is certain.
fn part_of(text: &str) -> Option<Reading> {
    const PARTS: [&str; 21] = [
        "end of ",
        "the end of ",
        "late ",
        "early ",
        "mid-",
        "mid ",
        "middle of ",
        "beginning of ",
        "the beginning of ",
        "start of ",
        "ende ",
        "anfang ",
        "mitte ",
        "fin ",
        "début ",
        "mi-",
        "finales de ",
        "principios de ",
        "конец ",
        "начало ",
        "середина ",
    ];
    let (part, rest) = PARTS
        .iter()
        .find_map(|part| Some((*part, text.strip_prefix(part)?)))?;
    let rest = bare(rest).filter(|rest| rest.len() < 10)?;
    let late = ["end", "fin", "конец"].iter().any(|end| part.contains(end));
    if late && rest.len() == 4 {
        return Reading::either(rest.clone(), format!("{rest}-12"));
    }
    Reading::guess(rest, "so much of it is certain")
}

/// `2024 or 2025`, `between 2023 and 2024`.
fn either_of(text: &str) -> Option<Reading> {
    const JOINTS: [&str; 8] = [
        " or ", " oder ", " ou ", " или ", " and ", " und ", " et ", " и ",
    ];
    let inside = ["between ", "zwischen ", "entre ", "между "]
        .iter()
        .find_map(|word| text.strip_prefix(word));
    let joints = if inside.is_some() {
        &JOINTS[4..]
    } else {
        &JOINTS[..4]
    };
    let (from, until) = joints
        .iter()
        .find_map(|joint| inside.unwrap_or(text).split_once(joint))?;
    let (from, until) = (bare(from)?, bare(until)?);
    (from < until)
        .then(|| format!("[{from}..{until}]"))
        .and_then(Reading::sure)
}

/// Two dates with a joint between them, the second perhaps shortened.
fn joined(text: &str) -> Option<Reading> {
    const JOINTS: [&str; 21] = [
        " .. ",
        "..",
        "/",
        " to ",
        " until ",
        " till ",
        " through ",
        " bis ",
        " à ",
        " au ",
        " по ",
        " - ",
        " – ",
        " — ",
        "–",
        "—",
        "...",
        "至",
        ", ",
        " and ",
        " & ",
    ];
    for joint in JOINTS {
        let Some((left, right)) = text.split_once(joint) else {
            continue;
        };
        let (left, right) = (left.trim().trim_start_matches("from "), right.trim());
        let is_list = matches!(joint, ", " | " and " | " & ");
        if joint == "/" && !is_iso(left) {
            continue;
        }
        if let (Some(from), Some(until)) = (bare(left), bare(right))
            && (joint != "/" || is_iso(right))
        {
            if !is_list {
                return Reading::sure(format!("{from}..{until}"));
            }
            let whole = from.len() == 10 && until.len() == 10;
            let follows = whole && next_to(&from, 1).as_ref() == Some(&until);
            return match (follows, whole && from < until) {
                (true, _) => Reading::sure(format!("{from}..{until}")),
                (_, true) => Reading::guess(
                    format!("{from}..{until}"),
                    "if it lasted from the one day to the other; a field holds one date",
                ),
                _ => None,
            };
        }
        if let (Some(day), Some(until)) = (
            day_number(left).filter(|_| !is_list),
            bare(right).filter(|date| date.len() == 10),
        ) {
            return Reading::sure(format!("{}{day:02}..{until}", &until[..8]));
        }
        if let Some(reading) = short_end(left, right).filter(|_| !is_list) {
            return Some(reading);
        }
    }
    // `2024-03-12-2024-03-13`
    let (from, until) = (text.get(..10)?, text.get(11..)?);
    let two = is_iso(from) && is_iso(until) && text[10..].starts_with('-') && text.len() > 14;
    two.then(|| format!("{from}..{until}"))
        .and_then(Reading::sure)
}

/// `1963-01-21/22`, `2026/27`: the end without what it shares with the beginning.
fn short_end(left: &str, right: &str) -> Option<Reading> {
    let digits = right.len() >= 2
        && right
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-');
    if !is_iso(left) || !digits || right.len() >= left.len() {
        return None;
    }
    let until = format!("{}{right}", &left[..left.len() - right.len()]);
    if !is_iso(&until) || until.as_str() <= left {
        return None;
    }
    if left.len() > 4 {
        return Reading::sure(format!("{left}..{until}"));
    }
    // The second half may be a month.
    match whole(right, 12) {
        Some(_) if next_to(left, 1).as_ref() == Some(&until) => {
            Reading::either(format!("{left}..{until}"), format!("{left}-{right}"))
        }
        Some(_) => None,
        None => Reading::either(format!("{left}..{until}"), format!("[{left}..{until}]")),
    }
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
