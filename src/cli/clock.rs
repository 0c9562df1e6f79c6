//! The one place where the clock is asked, and the days that a user names instead.

use jiff::civil::Date;

/// Today, where the user is.
pub(super) fn today() -> Date {
    jiff::ZonedDateTime::now().date()
}

/// A day as a user writes it: `2025-10-29`.
pub(super) fn day(written: &str) -> Result<Date, String> {
    let parts: Vec<&str> = written.split('-').collect();
    let form = matches!(parts.as_slice(), [year, month, day] if year.len() == 4 && month.len() == 2 && day.len() == 2);
    let date = written.parse::<Date>().ok().filter(|_| form);
    date.ok_or_else(|| "write a day as 2025-10-29: year, month, day".to_owned())
}
