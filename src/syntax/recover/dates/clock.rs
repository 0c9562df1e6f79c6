//! Days with a time, however the time is written and wherever it stands.

use super::{Reading, untimed, whole};

/// The zones whose short name has one difference from UTC.
const ZONES: [(&str, &str); 22] = [
    ("utc", "Z"),
    ("gmt", "Z"),
    ("z", "Z"),
    ("est", "-05:00"),
    ("edt", "-04:00"),
    ("cdt", "-05:00"),
    ("mst", "-07:00"),
    ("mdt", "-06:00"),
    ("pst", "-08:00"),
    ("pdt", "-07:00"),
    ("wet", "Z"),
    ("west", "+01:00"),
    ("cet", "+01:00"),
    ("mez", "+01:00"),
    ("cest", "+02:00"),
    ("mesz", "+02:00"),
    ("eet", "+02:00"),
    ("eest", "+03:00"),
    ("msk", "+03:00"),
    ("jst", "+09:00"),
    ("kst", "+09:00"),
    ("sgt", "+08:00"),
];

/// `2024-10-29 14:30`, `29 October 2024, 2.30 pm`, `14:30 on 29 October 2024`.
pub(super) fn timed(text: &str) -> Option<Reading> {
    let cuts = text
        .char_indices()
        .filter(|(_, cut)| matches!(cut, ' ' | 't' | ','));
    let day_of = |part: &str| {
        let part = part.trim_matches([' ', ',']);
        untimed(part.strip_suffix(" at").unwrap_or(part)).filter(|day| day.len() == 10)
    };
    for (at, cut) in cuts {
        let (before, after) = (&text[..at], &text[at + cut.len_utf8()..]);
        if let Some(reading) = day_of(before).and_then(|day| time(after, &day)) {
            return Some(reading);
        }
        let after = after.trim_start();
        let after = after.strip_prefix("on ").unwrap_or(after);
        if let Some(reading) = day_of(after).and_then(|day| time(before, &day)) {
            return Some(reading);
        }
    }
    None
}

fn time(text: &str, day: &str) -> Option<Reading> {
    let text = text
        .trim_matches([' ', ','])
        .replace("a.m", "am")
        .replace("p.m", "pm");
    let text = ["at ", "um ", "à ", "в "]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(&text);
    let end = text
        .find(|letter: char| !(letter.is_ascii_digit() || matches!(letter, ':' | '.')))
        .unwrap_or(text.len());
    let (mut clock, mut rest) = text.split_at(end);
    // `14h30`, and `1430`.
    let french = rest
        .strip_prefix('h')
        .filter(|minutes| minutes.starts_with(|digit: char| digit.is_ascii_digit()))
        .map(|minutes| format!("{clock}:{}", minutes.get(..2).unwrap_or_default()));
    if let Some(joined) = &french {
        rest = rest.get(3..).unwrap_or_default();
        clock = joined;
    }
    let (hour, minute) = match clock.len() {
        4 if clock.bytes().all(|byte| byte.is_ascii_digit()) => clock.split_at(2),
        _ => clock.split_once([':', '.']).unwrap_or((clock, "")),
    };
    let minute = minute.get(..2).unwrap_or(minute);
    let mut rest = rest.trim().trim_end_matches('.');
    let mut noon = None;
    for (word, add) in [
        ("pm", Some(12)),
        ("am", Some(0)),
        ("hrs", None),
        ("hours", None),
        ("uhr", None),
        ("h", None),
    ] {
        if let Some(after) = rest.strip_prefix(word) {
            (rest, noon) = (after.trim(), add);
            break;
        }
    }
    if minute.is_empty() && noon.is_none() && french.is_none() && !text.contains(['h', ':']) {
        return None;
    }
    let hour = whole(hour, 23).or_else(|| matches!(hour, "0" | "00").then_some(0))?;
    let hour = noon.map_or(Some(hour), |add| {
        (1..=12).contains(&hour).then_some(hour % 12 + add)
    })?;
    let minute: u32 = if minute.is_empty() {
        0
    } else {
        minute.parse().ok()?
    };
    if minute > 59 {
        return None;
    }
    let (zone, named) = zone(rest)?;
    let written = format!("{day}T{hour:02}:{minute:02}{zone}");
    if named {
        return Reading::guess(
            written,
            "the short name of a zone may mean several; this is the usual one",
        );
    }
    Reading::sure(written)
}

/// The zone as the language writes it, and whether it was told by a name that others share.
fn zone(text: &str) -> Option<(String, bool)> {
    let text = text.trim_matches(['(', ')', ' ']).trim_end_matches('.');
    let text = text
        .strip_prefix("local time")
        .or(text.strip_prefix("local"))
        .unwrap_or(text)
        .trim();
    if text.is_empty() {
        return Some((String::new(), false));
    }
    if let Some((name, ours)) = ZONES.iter().find(|(name, _)| *name == text) {
        return Some(((*ours).to_owned(), !matches!(*name, "utc" | "gmt" | "z")));
    }
    let offset = text
        .strip_prefix("utc")
        .or(text.strip_prefix("gmt"))
        .unwrap_or(text)
        .trim()
        .replace('−', "-");
    let sign = offset
        .chars()
        .next()
        .filter(|sign| matches!(sign, '+' | '-'))?;
    let digits: String = offset[1..].chars().filter(|digit| *digit != ':').collect();
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.as_str(), "00"),
        3 => digits.split_at(1),
        4 => digits.split_at(2),
        _ => return None,
    };
    let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 14 && minutes < 60).then(|| (format!("{sign}{hours:02}:{minutes:02}"), false))
}
