//! Dates from their text; a day that the calendar lacks is reported with the nearest that it has.

use super::{Lower, codes};
use crate::diag::{Diagnostic, Safety, ticked};
use crate::model::{Day, Field, Moment, Qualifier, Time, When};
use crate::syntax::{Kind, Node};

impl Lower<'_> {
    /// A field whose value is a date; an impossible one is reported and left out.
    pub(super) fn day_field(&mut self, line: Node<'_>) -> Option<Field<Day>> {
        self.field(line, |lower, line| {
            line.child(Kind::day).and_then(|day| lower.day(day))
        })
    }

    /// A date; none when the calendar lacks it, which is reported.
    pub(super) fn day(&mut self, node: Node<'_>) -> Option<Day> {
        let form = node.children().next()?;
        let moments: Vec<Option<Moment>> = form_moments(form)
            .map(|moment| self.moment(moment))
            .collect();
        if moments.contains(&None) {
            return None;
        }
        let mut moments = moments.into_iter().flatten();
        let when = match form.kind() {
            Kind::undated => When::Undated,
            Kind::moment => When::At(moments.next()?),
            Kind::before => When::Before(moments.next()?),
            Kind::lasting => When::Lasting(moments.next()?, moments.next()),
            Kind::within => {
                let opens = form
                    .text()
                    .trim_start_matches('[')
                    .trim_start()
                    .starts_with("..");
                let from = if opens { None } else { moments.next() };
                When::Within(from, moments.next())
            }
            _ => return None,
        };
        Some(Day {
            span: node.span(),
            when,
        })
    }

    fn moment(&mut self, node: Node<'_>) -> Option<Moment> {
        let (moment, fault) = read(node.text())?;
        let Some(fault) = fault else {
            return Some(moment);
        };
        let found = fault.said(moment, node.text());
        let mut diagnostic =
            Diagnostic::new(&codes::IMPOSSIBLE_DATE, node.span(), found.message).label(found.label);
        diagnostic = match found.meant {
            Some((meant, safety)) => diagnostic.help(found.help).fix(
                safety,
                format!("write `{meant}`"),
                node.span(),
                meant,
            ),
            None => diagnostic.help(found.help),
        };
        self.diagnostics.push(diagnostic);
        None
    }
}

fn form_moments(form: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let alone = (form.kind() == Kind::moment).then_some(form);
    alone
        .into_iter()
        .chain(form.children().filter(|child| child.kind() == Kind::moment))
}

enum Fault {
    Year,
    Month,
    Day,
    /// The hours, the minutes or the difference from UTC, as they are written.
    Time(String),
}

/// What is said of an impossible date.
struct Said {
    message: String,
    label: String,
    help: String,
    meant: Option<(String, Safety)>,
}

impl Fault {
    fn said(&self, moment: Moment, text: &str) -> Said {
        match self {
            Self::Year => Said {
                message: format!("there is no year 0000: {}", ticked(text)),
                label: "noughts say that nothing is known".to_owned(),
                help: "write `undated`, or leave the line out".to_owned(),
                meant: None,
            },
            Self::Month => bad_month(moment, text),
            Self::Day => bad_day(moment, text),
            Self::Time(part) => bad_time(moment, text, part),
        }
    }
}

/// `1963-00-00`, `2026-27`, `2024-21`, `2024-29-10`.
fn bad_month(moment: Moment, text: &str) -> Said {
    let (year, month) = (moment.year, moment.month);
    let message = format!("there is no month {month:02}: {}", ticked(text));
    let plain = |label: &str, meant: String, safety| Said {
        message: message.clone(),
        label: label.to_owned(),
        help: format!("write `{meant}` if that is meant, or only as much as is known"),
        meant: Some((meant, safety)),
    };
    if month == 0 {
        let meant = format!("{year:04}");
        return plain("what is not known is left out", meant, Safety::Safe);
    }
    if moment.day == 0 && i16::from(month) == year % 100 + 1 {
        let next = year + 1;
        return Said {
            label: "two years, as of a school or a budget?".to_owned(),
            help: format!(
                "write `{year}..{next}` if it lasted so long, or `[{year}..{next}]` for some day in it"
            ),
            meant: Some((format!("{year}..{next}"), Safety::LookFirst)),
            message,
        };
    }
    if moment.day == 0 && (21..=24).contains(&month) {
        let (from, until) = match month {
            21 => ("03", "05"),
            22 => ("06", "08"),
            23 => ("09", "11"),
            _ => {
                let meant = format!("[{year}-12..{}-02]", year + 1);
                return plain(
                    "a code for a season, and a winter lies in two years",
                    meant,
                    Safety::LookFirst,
                );
            }
        };
        let meant = format!("[{year}-{from}..{year}-{until}]");
        return plain("a code for a season", meant, Safety::LookFirst);
    }
    plain("no calendar has this", swapped(moment), Safety::LookFirst)
}

/// `1971-07-00`, `2024-02-30`.
fn bad_day(moment: Moment, text: &str) -> Said {
    if moment.day == 0 {
        let meant = format!("{:04}-{:02}", moment.year, moment.month);
        return Said {
            message: format!("no month has a day 00: {}", ticked(text)),
            label: "what is not known is left out".to_owned(),
            help: format!("write `{meant}`"),
            meant: Some((meant, Safety::Safe)),
        };
    }
    let last = Moment { day: 0, ..moment }.last();
    let month = moment.month_name().unwrap_or("this month");
    Said {
        message: format!(
            "{month} {} has {} days: {}",
            moment.year,
            last.day(),
            ticked(text)
        ),
        label: "no calendar has this".to_owned(),
        help: format!("write `{last}` if that is meant, or only as much as is known"),
        meant: Some((last.to_string(), Safety::LookFirst)),
    }
}

/// `T24:00`, `T25:30`, `T10:60`, `+25:00`.
fn bad_time(moment: Moment, text: &str, part: &str) -> Said {
    let said = |label: &str, help: String, meant: Option<(String, Safety)>| Said {
        message: format!("no clock shows {}: {}", ticked(part), ticked(text)),
        label: label.to_owned(),
        help,
        meant,
    };
    let (_, time) = text.split_once('T').unwrap_or_default();
    let zone = time.find(['Z', '+', '-']).map_or("", |at| &time[at..]);
    if part == zone {
        return said(
            "a zone is 14 hours from UTC at most",
            "correct the zone, such as `+08:00`, or leave it out".to_owned(),
            None,
        );
    }
    let number = part.parse::<i8>().unwrap_or_default();
    let minutes =
        time.get(2..3) == Some(":") && time.get(3..5) == Some(part) && time.get(..2) != Some(part);
    let day = moment.first();
    let hour = time
        .get(..2)
        .and_then(|hour| hour.parse::<i8>().ok())
        .unwrap_or_default();
    if minutes && number == 60 && (0..23).contains(&hour) {
        let meant = format!("{day}T{:02}:00{zone}", hour + 1);
        return said(
            "minutes go from 00 to 59",
            format!("write `{meant}` if that is meant"),
            Some((meant, Safety::LookFirst)),
        );
    }
    if !minutes && number == 24 && time.get(3..5) == Some("00") {
        let next = day.tomorrow().unwrap_or(day);
        let meant = format!("{next}T00:00{zone}");
        return said(
            "hours go from 00 to 23; midnight begins the next day",
            format!("write `{meant}`"),
            Some((meant, Safety::LookFirst)),
        );
    }
    let (label, help) = if minutes {
        (
            "minutes go from 00 to 59",
            "write a minute from 00 to 59, or leave the time out",
        )
    } else {
        (
            "hours go from 00 to 23",
            "write an hour from 00 to 23, or leave the time out",
        )
    };
    said(label, help.to_owned(), None)
}

/// Day and month the wrong way round, or the year's last month.
fn swapped(moment: Moment) -> String {
    let turned = Moment {
        month: moment.day,
        day: moment.month,
        ..moment
    };
    let fits = (1..=12).contains(&turned.month) && (1..=31).contains(&turned.day);
    let nearest = Moment {
        month: moment.month.clamp(1, 12),
        ..moment
    };
    if fits {
        turned.first().to_string()
    } else {
        Moment {
            time: None,
            qualifier: None,
            ..nearest
        }
        .edtf()
    }
}

/// Reads what the grammar let pass as a moment, and says what of it no calendar has.
fn read(text: &str) -> Option<(Moment, Option<Fault>)> {
    let (text, qualifier) = match text.chars().last()? {
        '?' => (&text[..text.len() - 1], Some(Qualifier::Uncertain)),
        '~' => (&text[..text.len() - 1], Some(Qualifier::About)),
        '%' => (&text[..text.len() - 1], Some(Qualifier::Both)),
        _ => (text, None),
    };
    let (date, time) = text
        .split_once('T')
        .map_or((text, None), |(date, time)| (date, Some(time)));
    let mut parts = date.split('-');
    let year = parts.next()?.parse().ok()?;
    let mut part = || parts.next().and_then(|part| part.parse::<i8>().ok());
    let (month, day) = (part(), part());
    let (time, bad_time) = match time.map(read_time) {
        None => (None, None),
        Some(Ok(time)) => (Some(time), None),
        Some(Err(part)) => (None, Some(part)),
    };
    let moment = Moment {
        year,
        month: month.unwrap_or(0),
        day: day.unwrap_or(0),
        time,
        qualifier,
    };
    let fault = if year == 0 {
        Some(Fault::Year)
    } else if month.is_some_and(|month| !(1..=12).contains(&month)) {
        Some(Fault::Month)
    } else if day.is_some_and(|day| jiff::civil::Date::new(year, moment.month, day).is_err()) {
        Some(Fault::Day)
    } else {
        bad_time.map(|part| Fault::Time(part.to_owned()))
    };
    Some((moment, fault))
}

/// Reads a time, or tells the part of it that no clock shows.
fn read_time(text: &str) -> Result<Time, &str> {
    let (clock, offset) = match text.find(['Z', '+', '-']) {
        Some(at) => (
            &text[..at],
            Some(read_offset(&text[at..]).ok_or(&text[at..])?),
        ),
        None => (text, None),
    };
    let mut parts = clock.split(':');
    let mut part = |most: i8| match parts.next() {
        None => Ok(None),
        Some(part) => match part.parse::<i8>() {
            Ok(number) if number <= most => Ok(Some(number)),
            _ => Err(part),
        },
    };
    Ok(Time {
        hour: part(23)?.unwrap_or_default(),
        minute: part(59)?.unwrap_or_default(),
        second: part(59)?,
        offset,
    })
}

fn read_offset(text: &str) -> Option<i16> {
    if text == "Z" {
        return Some(0);
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = text[1..].split_once(':')?;
    let (hours, minutes): (i16, i16) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}
