//! Dates as precise as their source: partial, qualified, lasting, bounded; compared as intervals.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::text::Span;

/// A date where it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// Its place.
    pub span: Span,
    /// What it says.
    pub when: When,
}

/// What a date says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// `2024-10`: some time in it.
    At(Moment),
    /// `a..b`, `a..`: from the one to the other, or not before.
    Lasting(Moment, Option<Moment>),
    /// `[a..b]`: some day between; an end may be open.
    Within(Option<Moment>, Option<Moment>),
    /// `..b`: not after.
    Before(Moment),
    /// `undated`.
    Undated,
}

/// A year, month, day or minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// 0 to 9999.
    pub year: i16,
    /// 1 to 12; 0 when the source gives none.
    pub month: i8,
    /// 1 to 31; 0 when the source gives none.
    pub day: i8,
    /// The time of day, if given.
    pub time: Option<Time>,
    /// How sure it is.
    pub qualifier: Option<Qualifier>,
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Time {
    /// 0 to 23.
    pub hour: i8,
    /// 0 to 59.
    pub minute: i8,
    /// 0 to 59, if given.
    pub second: Option<i8>,
    /// Minutes east of UTC, if given.
    pub offset: Option<i16>,
}

/// How sure a date is, by EDTF's signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Qualifier {
    /// `?`
    Uncertain,
    /// `~`
    About,
    /// `%`
    Both,
}

/// How fine a moment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grain {
    /// Only the year is given.
    Year,
    /// The month is given.
    Month,
    /// The day is given.
    Day,
}

/// A day of the calendar, as sure as can be.
impl From<Date> for Moment {
    fn from(date: Date) -> Self {
        Self {
            year: date.year(),
            month: date.month(),
            day: date.day(),
            time: None,
            qualifier: None,
        }
    }
}

impl Moment {
    /// How fine it is.
    pub fn grain(self) -> Grain {
        match (self.month, self.day) {
            (0, _) => Grain::Year,
            (_, 0) => Grain::Month,
            _ => Grain::Day,
        }
    }

    /// The day as numbers to compare, where it is one of every calendar and sure, as most are.
    fn plain(self) -> Option<(i16, i8, i8)> {
        let plain = matches!((self.month, self.day), (1..=12, 1..=28)) && self.qualifier.is_none();
        plain.then_some((self.year, self.month, self.day))
    }

    /// The month's English name, if the month is given.
    pub fn month_name(self) -> Option<&'static str> {
        const NAMES: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let at = usize::try_from(self.month).ok()?.checked_sub(1)?;
        NAMES.get(at).copied()
    }

    /// Its first day. A moment that the calendar lacks, which is reported where it is read, counts as the nearest.
    pub fn first(self) -> Date {
        nearest(self.year, self.month.max(1), self.day.max(1))
    }

    /// Its last day.
    pub fn last(self) -> Date {
        match self.grain() {
            Grain::Year => nearest(self.year, 12, 31),
            Grain::Month => nearest(self.year, self.month, 31),
            Grain::Day => self.first(),
        }
    }

    /// The first day it can mean, `?` and `~` allowing for one more of its grain: a year, a month, a few days.
    fn first_possible(self) -> Date {
        self.qualifier
            .and_then(|_| self.first().checked_sub(self.leeway()).ok())
            .unwrap_or_else(|| self.first())
    }

    fn last_possible(self) -> Date {
        self.qualifier
            .and_then(|_| self.last().checked_add(self.leeway()).ok())
            .unwrap_or_else(|| self.last())
    }

    fn leeway(self) -> jiff::Span {
        match self.grain() {
            Grain::Year => 1.year(),
            Grain::Month => 1.month(),
            Grain::Day => 7.days(),
        }
    }

    /// As EDTF writes it; a time has seconds there.
    pub fn edtf(self) -> String {
        use std::fmt::Write as _;
        let mut edtf = format!("{:04}", self.year);
        if self.month > 0 {
            let _ = write!(edtf, "-{:02}", self.month);
        }
        if self.day > 0 {
            let _ = write!(edtf, "-{:02}", self.day);
        }
        if let Some(time) = self.time {
            let _ = write!(
                edtf,
                "T{:02}:{:02}:{:02}",
                time.hour,
                time.minute,
                time.second.unwrap_or(0)
            );
            match time.offset {
                Some(0) => edtf.push('Z'),
                Some(offset) => {
                    let sign = if offset < 0 { '-' } else { '+' };
                    let _ = write!(
                        edtf,
                        "{sign}{:02}:{:02}",
                        offset.abs() / 60,
                        offset.abs() % 60
                    );
                }
                None => {}
            }
        }
        match self.qualifier {
            Some(Qualifier::Uncertain) => edtf.push('?'),
            Some(Qualifier::About) => edtf.push('~'),
            Some(Qualifier::Both) => edtf.push('%'),
            None => {}
        }
        edtf
    }
}

fn nearest(year: i16, month: i8, day: i8) -> Date {
    if let Ok(date) = Date::new(year, month, day) {
        return date;
    }
    let month = month.clamp(1, 12);
    (1..=day.clamp(1, 31))
        .rev()
        .find_map(|day| Date::new(year, month, day).ok())
        .unwrap_or(Date::ZERO)
}

impl When {
    /// The first day, as written; none when it is open.
    pub fn earliest(self) -> Option<Date> {
        match self {
            Self::At(moment) | Self::Lasting(moment, _) | Self::Within(Some(moment), _) => {
                Some(moment.first())
            }
            Self::Within(None, _) | Self::Before(_) | Self::Undated => None,
        }
    }

    /// The last day, as written; none when it is open.
    pub fn latest(self) -> Option<Date> {
        match self {
            Self::At(moment)
            | Self::Lasting(_, Some(moment))
            | Self::Within(_, Some(moment))
            | Self::Before(moment) => Some(moment.last()),
            Self::Lasting(_, None) | Self::Within(_, None) | Self::Undated => None,
        }
    }

    fn earliest_possible(self) -> Option<Date> {
        match self {
            Self::At(moment) | Self::Lasting(moment, _) | Self::Within(Some(moment), _) => {
                Some(moment.first_possible())
            }
            Self::Within(None, _) | Self::Before(_) | Self::Undated => None,
        }
    }

    /// The last day that it can mean; none when it is open.
    pub fn latest_possible(self) -> Option<Date> {
        match self {
            Self::At(moment)
            | Self::Lasting(_, Some(moment))
            | Self::Within(_, Some(moment))
            | Self::Before(moment) => Some(moment.last_possible()),
            Self::Lasting(_, None) | Self::Within(_, None) | Self::Undated => None,
        }
    }

    /// Whether it ends before it begins, which is reported where it is written.
    pub fn is_backwards(self) -> bool {
        if let Self::At(_) | Self::Before(_) | Self::Undated = self {
            return false;
        }
        matches!((self.earliest(), self.latest()), (Some(first), Some(last)) if last < first)
    }

    /// Whether no reading of the two lets any day of this be on or after the first day of `other`. Of what ends before it
    /// begins nothing is sure.
    pub fn surely_before(self, other: Self) -> bool {
        if let (Self::At(one), Self::At(other)) = (self, other)
            && let (Some(one), Some(other)) = (one.plain(), other.plain())
        {
            return one < other;
        }
        if self.is_backwards() || other.is_backwards() {
            return false;
        }
        matches!((self.latest_possible(), other.earliest_possible()), (Some(last), Some(first)) if last < first)
    }

    /// Whether no reading of the two lets this begin as late as `other` ends; the beginnings are compared with the end.
    pub fn surely_begins_after(self, other: Self) -> bool {
        other.surely_before(self)
    }

    /// Whether some reading lets the two share a day.
    pub fn may_meet(self, other: Self) -> bool {
        !self.surely_before(other) && !other.surely_before(self)
    }

    /// Where it stands in the order of time: by its first day and time, then its last; what has no date comes last.
    pub fn in_time(self) -> impl Ord + Copy + use<> {
        let first = self.earliest().or_else(|| self.latest());
        let time = self.moments().next().and_then(|moment| moment.time);
        (
            first.unwrap_or(Date::MAX),
            time.map_or((0, 0), |time| (time.hour, time.minute)),
            self.latest().unwrap_or(Date::MAX),
        )
    }

    /// The moments written in it.
    pub fn moments(self) -> impl Iterator<Item = Moment> {
        let (first, second) = match self {
            Self::At(moment) | Self::Before(moment) => (Some(moment), None),
            Self::Lasting(from, until) => (Some(from), until),
            Self::Within(from, until) => (from, until),
            Self::Undated => (None, None),
        };
        first.into_iter().chain(second)
    }

    /// As EDTF writes it: `a/b` for lasting, `[a..b]` for within, `XXXX` for undated.
    pub fn edtf(self) -> String {
        let end = |moment: Option<Moment>| moment.map(Moment::edtf).unwrap_or_default();
        match self {
            Self::At(moment) => moment.edtf(),
            Self::Lasting(from, Some(until)) => format!("{}/{}", from.edtf(), until.edtf()),
            Self::Lasting(from, None) => format!("[{}..]", from.edtf()),
            Self::Within(from, until) => format!("[{}..{}]", end(from), end(until)),
            Self::Before(moment) => format!("[..{}]", moment.edtf()),
            Self::Undated => "XXXX".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(year: i16) -> Moment {
        Moment {
            year,
            month: 0,
            day: 0,
            time: None,
            qualifier: None,
        }
    }

    #[test]
    fn an_order_is_sure_only_when_no_reading_denies_it() {
        let (before, after) = (When::At(year(2023)), When::At(year(2024)));
        assert!(before.surely_before(after));
        assert!(!before.surely_before(before));
        let about = When::At(Moment {
            qualifier: Some(Qualifier::About),
            ..year(2023)
        });
        assert!(!about.surely_before(after));
        assert!(
            !When::Undated.surely_before(after) && !When::Before(year(2030)).surely_before(after)
        );
        assert!(When::Before(year(2020)).surely_before(after));
    }

    #[test]
    fn february_ends_as_the_year_has_it() {
        let february = Moment {
            month: 2,
            ..year(2024)
        };
        assert_eq!(february.last().to_string(), "2024-02-29");
        assert_eq!(When::Lasting(february, None).edtf(), "[2024-02..]");
    }
}
