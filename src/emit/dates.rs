//! Dates in words.

use crate::model::{Day, Moment, Qualifier, When};

/// A date in words, where it is written.
pub(super) fn in_words_of(day: Day) -> String {
    in_words(day.when)
}

/// A date in words: `29 October 2024`, `about 1971`, `between 10 and 11 July 1971`.
pub fn in_words(when: When) -> String {
    match when {
        When::At(moment) => moment_in_words(moment),
        When::Lasting(from, Some(until)) => {
            format!("{} to {}", beginning(from, until), moment_in_words(until))
        }
        When::Lasting(from, None) => format!("not before {}", moment_in_words(from)),
        When::Within(Some(from), Some(until)) => format!(
            "between {} and {}",
            beginning(from, until),
            moment_in_words(until)
        ),
        When::Within(Some(from), None) => format!("not before {}", moment_in_words(from)),
        When::Within(None, Some(until)) | When::Before(until) => {
            format!("not after {}", moment_in_words(until))
        }
        When::Within(None, None) | When::Undated => "undated".to_owned(),
    }
}

/// A date in words without the time of day.
pub(super) fn days_in_words(when: When) -> String {
    let day = |moment: Moment| Moment {
        time: None,
        ..moment
    };
    in_words(match when {
        When::At(moment) => When::At(day(moment)),
        When::Lasting(from, until) => When::Lasting(day(from), until.map(day)),
        When::Within(from, until) => When::Within(from.map(day), until.map(day)),
        When::Before(moment) => When::Before(day(moment)),
        When::Undated => When::Undated,
    })
}

/// The beginning without what the end says anyhow: `15` before `16 July 2016`, `30 June` before `2 July 2016`.
fn beginning(from: Moment, until: Moment) -> String {
    let plain = |moment: Moment| moment.time.is_none() && moment.qualifier.is_none();
    let days = from.day > 0 && until.day > 0;
    let month = from.month_name();
    match month {
        Some(month) if days && plain(from) && plain(until) && from.year == until.year => {
            if from.month == until.month {
                from.day.to_string()
            } else {
                format!("{} {month}", from.day)
            }
        }
        _ => moment_in_words(from),
    }
}

fn moment_in_words(moment: Moment) -> String {
    let month = moment.month_name();
    let mut words = match (month, moment.day) {
        (Some(month), 1..) => format!("{} {month} {}", moment.day, moment.year),
        (Some(month), _) => format!("{month} {}", moment.year),
        (None, _) => moment.year.to_string(),
    };
    if let Some(time) = moment.time {
        words.push_str(&format!(", {:02}:{:02}", time.hour, time.minute));
        match time.offset {
            Some(0) => words.push_str(" UTC"),
            Some(offset) => words.push_str(&format!(
                " (UTC{}{:02}:{:02})",
                if offset < 0 { '−' } else { '+' },
                offset.abs() / 60,
                offset.abs() % 60
            )),
            None => {}
        }
    }
    match moment.qualifier {
        Some(Qualifier::About) => format!("about {words}"),
        Some(Qualifier::Uncertain) => format!("{words} (uncertain)"),
        Some(Qualifier::Both) => format!("about {words} (uncertain)"),
        None => words,
    }
}
