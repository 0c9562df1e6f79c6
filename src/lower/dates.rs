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
        let label = match fault {
            Fault::Month | Fault::Day => "no calendar has this",
            Fault::Time => "hours go to 23, minutes to 59, zones to 14 hours",
        };
        let (message, meant) = match fault {
            Fault::Month => (
                format!(
                    "there is no month {:02}: {}",
                    moment.month,
                    ticked(node.text())
                ),
                swapped(moment),
            ),
            Fault::Day => {
                let last = Moment { day: 0, ..moment }.last();
                let month = moment.month_name().unwrap_or("this month");
                (
                    format!(
                        "{month} {} has {} days: {}",
                        moment.year,
                        last.day(),
                        ticked(node.text())
                    ),
                    Some(last.to_string()),
                )
            }
            Fault::Time => (
                format!("no clock shows the time in {}", ticked(node.text())),
                None,
            ),
        };
        let mut diagnostic =
            Diagnostic::new(&codes::IMPOSSIBLE_DATE, node.span(), message).label(label);
        diagnostic = match meant {
            Some(meant) => diagnostic
                .help(format!(
                    "write `{meant}` if that is meant, or only as much as is known"
                ))
                .fix(
                    Safety::LookFirst,
                    format!("write `{meant}`"),
                    node.span(),
                    meant,
                ),
            None => diagnostic.help("correct it, or write only as much as is known"),
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
    Month,
    Day,
    Time,
}

/// Day and month the wrong way round, or the year's last month.
fn swapped(moment: Moment) -> Option<String> {
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
    Some(if fits {
        turned.first().to_string()
    } else {
        Moment {
            time: None,
            qualifier: None,
            ..nearest
        }
        .edtf()
    })
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
    let (time, bad_time) = time.map_or((None, false), |time| {
        read_time(time).map_or((None, true), |time| (Some(time), false))
    });
    let moment = Moment {
        year,
        month: month.unwrap_or(0),
        day: day.unwrap_or(0),
        time,
        qualifier,
    };
    let fault = if month.is_some_and(|month| !(1..=12).contains(&month)) {
        Some(Fault::Month)
    } else if day.is_some_and(|day| jiff::civil::Date::new(year, moment.month, day).is_err()) {
        Some(Fault::Day)
    } else {
        bad_time.then_some(Fault::Time)
    };
    Some((moment, fault))
}

fn read_time(text: &str) -> Option<Time> {
    let (clock, offset) = match text.find(['Z', '+', '-']) {
        Some(at) => (&text[..at], Some(read_offset(&text[at..])?)),
        None => (text, None),
    };
    let mut parts = clock.split(':').map(|part| part.parse::<i8>().ok());
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next().flatten());
    let fits = (0..24).contains(&hour)
        && (0..60).contains(&minute)
        && second.is_none_or(|second| (0..60).contains(&second));
    fits.then_some(Time {
        hour,
        minute,
        second,
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
