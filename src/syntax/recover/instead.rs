//! Fields that are there under no name, for the language says what they say in another way.

use super::dates;
use super::slip::Line;
use super::tokens::Is;
use crate::syntax::shape::Block;

/// What to say of a field that no block has, and what to write instead.
pub(super) fn find(line: &Line<'_>) -> Option<(&'static str, String)> {
    let key = line.word(0).to_lowercase().replace('_', "-");
    let value = line.text[line.ranges(2, line.tokens.len() - 1)].trim_matches('"');
    match (line.within, key.as_str()) {
        (
            Block::Meeting,
            "time" | "hour" | "clock" | "uhrzeit" | "heure" | "hora" | "время" | "start-time",
        ) => Some((
            "the time stands behind the day",
            format!("write `date: {}`", with_time(line, value)),
        )),
        (
            Block::Meeting | Block::Document,
            "from" | "until" | "to" | "end" | "start" | "begin" | "end-date" | "start-date",
        ) if is_day(line) => Some((
            "a stretch of days is one date",
            format!("write `date: {}`", stretch(line, &key, value)),
        )),
        (
            Block::Meeting | Block::Document | Block::Topic,
            "title" | "name" | "label" | "heading" | "subject-line",
        ) => {
            let noun = line.within.noun();
            Some((
                "the name stands in the first line",
                format!(
                    "write it there: `{noun} ID \"{value}\"`; a name that stands there already is enough"
                ),
            ))
        }
        (Block::Pledge, "status" | "state" | "fulfilled" | "outcome" | "result" | "kept") => {
            let state = if value.is_empty()
                || !value
                    .chars()
                    .all(|letter| letter.is_alphabetic() || letter == '-')
            {
                "fulfilled"
            } else {
                value
            };
            Some((
                "what became of a pledge is a dated line",
                format!(
                    "write `progress 2025-09-17 {state} \"…\"` with the day it was seen, and its `source`"
                ),
            ))
        }
        (Block::Attendee, "role" | "function" | "as" | "capacity") => Some((
            "the role stands in the line of the attendee",
            format!("write `as {value}` behind the person and the side, before `{{`"),
        )),
        (Block::Attendee, "side" | "for" | "party" | "country" | "state" | "delegation") => Some((
            "the side stands in the line of the attendee",
            format!("write `for {value}` behind the person, before `{{`"),
        )),
        (
            Block::Person,
            "country" | "nationality" | "party" | "state" | "side" | "citizenship" | "of" | "for",
        ) => Some((
            "a person belongs to a party by an office",
            format!("write `office \"…\" of {value}`"),
        )),
        (Block::Statement | Block::Pledge, "verbatim" | "exact" | "exact-words" | "literal") => {
            Some((
                "that these are the very words is said behind them",
                "write `verbatim` behind the text: `said \"…\" verbatim`".to_owned(),
            ))
        }
        _ => None,
    }
}

/// Whether the same is said of the line before: `until` after `from`.
pub(super) fn is_told(line: &Line<'_>) -> bool {
    let end = matches!(line.word(0), "until" | "to" | "end" | "end-date");
    end && matches!(line.within, Block::Meeting | Block::Document)
        && ["from:", "start:", "begin:", "start-date:"]
            .iter()
            .any(|begin| line.record.contains(begin))
}

fn is_day(line: &Line<'_>) -> bool {
    let value = line.text[line.ranges(2, line.tokens.len() - 1)].trim_matches('"');
    line.is(2) == Some(Is::Number) || dates::read(value).is_some()
}

/// The value of another field of the record, by its key.
fn beside<'t>(line: &Line<'t>, keys: &[&str]) -> Option<&'t str> {
    keys.iter().find_map(|key| {
        let found = line.record.match_indices(key).find(|(at, _)| {
            !line.record[..*at].ends_with(|letter: char| letter.is_alphanumeric() || letter == '-')
        });
        let rest = &line.record[found?.0 + key.len()..];
        let end = rest.find(['\n', ';', '}', '{', '#']).unwrap_or(rest.len());
        Some(rest[..end].trim().trim_matches('"'))
    })
}

fn with_time(line: &Line<'_>, time: &str) -> String {
    let day = beside(line, &["date:"])
        .filter(|day| day.len() == 10)
        .unwrap_or("2024-10-29");
    let joined = dates::read(&format!("{day} {time}")).map(|reading| reading.written);
    joined
        .filter(|joined| joined.contains('T'))
        .unwrap_or_else(|| format!("{day}T{time}"))
}

fn stretch(line: &Line<'_>, key: &str, value: &str) -> String {
    if matches!(key, "from" | "start" | "begin" | "start-date") {
        let until = beside(line, &["until:", "to:", "end:", "end-date:"]);
        return format!("{value}..{}", until.unwrap_or_default());
    }
    let from = beside(line, &["date:"]).filter(|day| day.len() == 10);
    format!("{}..{value}", from.unwrap_or_default())
}
