//! Dates with a word or a sign before or behind them: about, before, since, perhaps.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Reading, bare, is_iso};

/// `circa 1971`, `before 1971`, `since 1971`.
pub(super) fn qualified(text: &str) -> Option<Reading> {
    const ABOUT: [&str; 17] = [
        "circa ",
        "ca. ",
        "ca.",
        "ca ",
        "c. ",
        "c.",
        "about ",
        "around ",
        "approximately ",
        "approx. ",
        "approx ",
        "um ",
        "vers ",
        "hacia ",
        "около ",
        "~",
        "≈",
    ];
    const PERHAPS: [&str; 5] = ["?", "probably ", "possibly ", "perhaps ", "maybe "];
    const BEFORE: [&str; 3] = ["before ", "vor ", "avant "];
    const UNTIL: [&str; 15] = [
        "by the end of ",
        "by end of ",
        "by end ",
        "bis ende ",
        "d'ici fin ",
        "until ",
        "till ",
        "by ",
        "not after ",
        "not later than ",
        "no later than ",
        "up to ",
        "bis ",
        "jusqu'en ",
        "d'ici ",
    ];
    const AFTER: [&str; 3] = ["after ", "nach ", "après "];
    const SINCE: [&str; 8] = [
        "since ",
        "from ",
        "not before ",
        "as of ",
        "starting ",
        "seit ",
        "ab ",
        "depuis ",
    ];
    let rest = |prefixes: &[&str]| {
        prefixes
            .iter()
            .find_map(|prefix| text.strip_prefix(prefix))
            .and_then(bare)
    };
    if let Some(date) = rest(&ABOUT) {
        return Reading::sure(format!("{date}~"));
    }
    if let Some(date) = rest(&PERHAPS) {
        return Reading::sure(format!("{date}?"));
    }
    if let Some(date) = rest(&BEFORE) {
        return next_to(&date, -1).and_then(|date| Reading::sure(format!("..{date}")));
    }
    if let Some(date) = rest(&UNTIL) {
        return Reading::sure(format!("..{date}"));
    }
    if let Some(date) = rest(&AFTER) {
        return next_to(&date, 1).and_then(|date| Reading::sure(format!("{date}..")));
    }
    if let Some(date) = rest(&SINCE) {
        return Reading::sure(format!("{date}.."));
    }
    let known = text.trim_end_matches(['?', '~', '%', '!']);
    let signs = &text[known.len()..];
    if signs.len() > 1 && is_iso(known) {
        let both = signs.contains('~') && signs.contains('?') || signs.contains('%');
        let sign = if both { "%" } else { &signs[..1] };
        return Reading::sure(format!("{known}{sign}"));
    }
    let doubtful = text
        .strip_suffix("(?)")
        .or_else(|| text.strip_suffix(" ?"))
        .and_then(bare);
    doubtful.and_then(|date| Reading::sure(format!("{date}?")))
}

/// The year, month or day after or before one.
pub(super) fn next_to(date: &str, by: i32) -> Option<String> {
    let mut parts = date.split('-').map(|part| part.parse::<i32>().ok());
    let (year, month, day) = (parts.next()??, parts.next(), parts.next());
    match (month, day) {
        (None, _) => Some(format!("{:04}", year + by)),
        (Some(month), None) => {
            let months = year * 12 + month? - 1 + by;
            Some(format!(
                "{:04}-{:02}",
                months.div_euclid(12),
                months.rem_euclid(12) + 1
            ))
        }
        (Some(month), Some(day)) => {
            let day = Date::new(
                year.try_into().ok()?,
                month?.try_into().ok()?,
                day?.try_into().ok()?,
            );
            Some(day.ok()?.checked_add(by.days()).ok()?.to_string())
        }
    }
}
