//! Slips in dates: another notation, a day that nobody can read.

use std::ops::Range;

use super::dates;
use super::slip::Slip;
use crate::diag::{Safety, ticked};
use crate::syntax::codes;
use crate::syntax::shape::Field;

/// The slip in a field that takes a date.
pub(super) fn find(written: &Range<usize>, text: &str, field: &Field) -> Option<Slip> {
    if is_nothing(text) && field.key != "date" {
        return Some(nothing(written, text, field.key));
    }
    let label = format!("`{}` takes {}", field.key, field.value.noun());
    Some(foreign_date(written, text).unwrap_or_else(|| unreadable(written, text, label)))
}

fn is_nothing(text: &str) -> bool {
    let reading = dates::read(text);
    reading.is_some_and(|reading| reading.written == "undated")
}

/// `due: n.d.`: every date but that of a meeting or document may be left out.
fn nothing(written: &Range<usize>, text: &str, key: &str) -> Slip {
    Slip::new(
        &codes::FOREIGN_DATE,
        written.clone(),
        format!("{} says that there is no date", ticked(text)),
    )
    .label("here this is `undated`")
    .help(format!("leave `{key}` out, or write `undated`"))
    .perhaps("write `undated`", "undated")
}

/// The slip of what should be a date and cannot be read as one.
pub(super) fn unreadable(written: &Range<usize>, text: &str, label: String) -> Slip {
    let time_only = text.len() <= 8 && text.contains(':');
    let help = if dates::is_islamic(text) {
        "write the day of the common calendar (Gregorian), and the date of the source into a `note`"
    } else if time_only {
        "write the day and the time: `2024-10-29T14:30`"
    } else {
        "write `2024`, `2024-10` or `2024-10-29`; if the source gives none, `undated`"
    };
    Slip::new(
        &codes::WRONG_VALUE,
        written.clone(),
        format!("{} is no date that can be read", ticked(text)),
    )
    .label(label)
    .help(help)
    .read_on(vec![(written.clone(), "undated".to_owned())])
}

/// What stands in quotation marks, as the language writes it.
pub(super) fn as_ours(inside: &str) -> Option<(String, Safety)> {
    if super::is_date(inside) {
        return Some((inside.to_owned(), Safety::Safe));
    }
    let reading = dates::read(inside)?;
    let sure = reading.or.is_none() && reading.doubt.is_none();
    let safety = if sure {
        Safety::Safe
    } else {
        Safety::LookFirst
    };
    Some((reading.written, safety))
}

/// The slip of a date in another notation.
pub(super) fn foreign_date(written: &Range<usize>, text: &str) -> Option<Slip> {
    let reading = dates::read(text)?;
    let slip = Slip::new(
        &codes::FOREIGN_DATE,
        written.clone(),
        format!("the date {} is written in another notation", ticked(text)),
    );
    let until_decided = vec![(written.clone(), reading.until_decided())];
    let title = format!("write `{}`", reading.written);
    Some(match (reading.or, reading.doubt) {
        (Some(other), _) => slip
            .label(format!("`{}` or `{other}`?", reading.written))
            .help(format!(
                "write `{}`, or `{other}` if that is meant",
                reading.written
            ))
            .perhaps(title, reading.written)
            .read_on(until_decided),
        (None, Some(doubt)) => slip
            .label(doubt)
            .help(format!("write `{}` if that is meant", reading.written))
            .perhaps(title, reading.written)
            .read_on(until_decided),
        (None, None) => slip
            .label(format!("this is `{}` here", reading.written))
            .help(title.clone())
            .safely(title, reading.written),
    })
}
