//! Lengths of time and large numbers as people say them.

use jiff::Unit;
use jiff::civil::Date;

use crate::diag::count;

/// How long it is from one day to a later: `12 days`, `4 months`, `2 years and 3 months`.
pub(super) fn long(from: Date, to: Date) -> String {
    const DAYS: i32 = 60;
    let days = from.until(to).map_or(0, |span| span.get_days());
    if days < DAYS {
        return count(usize::try_from(days).unwrap_or(0), "day");
    }
    let Ok(span) = from.until((Unit::Year, to)) else {
        return format!("{days} days");
    };
    let parts = [
        (i32::from(span.get_years()), "year"),
        (span.get_months(), "month"),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter_map(|(number, unit)| {
            let number = usize::try_from(number).ok().filter(|number| *number > 0)?;
            Some(count(number, unit))
        })
        .collect();
    parts.join(" and ")
}

/// Digits in groups of three: `1,250,000.5`.
pub(super) fn grouped(digits: &str) -> String {
    let (whole, part) = digits
        .split_once('.')
        .map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(part) = part {
        out.push('.');
        out.push_str(part);
    }
    out
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_length_is_said_in_the_unit_that_fits() {
        assert_eq!(long(date(2024, 1, 1), date(2024, 1, 2)), "1 day");
        assert_eq!(long(date(2024, 1, 1), date(2024, 2, 20)), "50 days");
        assert_eq!(long(date(2024, 1, 31), date(2025, 2, 28)), "1 year");
        assert_eq!(
            long(date(2023, 12, 31), date(2026, 4, 1)),
            "2 years and 3 months"
        );
    }

    #[test]
    fn digits_are_grouped_from_the_right() {
        assert_eq!(grouped("1250000.5"), "1,250,000.5");
        assert_eq!(grouped("999"), "999");
        assert_eq!(grouped("100000"), "100,000");
    }
}
