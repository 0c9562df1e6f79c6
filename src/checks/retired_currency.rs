//! A sum in a currency that was no longer money on the day.

use super::{Archive, Check, Reach};
use crate::diag::{Code, Diagnostic, Safety, Severity};
use crate::model::{Amount, Day, Moment, Record, Sum, Unit, When};
use crate::vocab::currencies::{self, Currency};

static CODE: Code = Code {
    id: "DIP0509",
    name: "retired-currency",
    severity: Severity::Warning,
    page: include_str!("retired_currency.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Record(run),
};

/// So many years after their last day, sums are still converted into a currency.
const HABIT: u16 = 10;

fn run(archive: &Archive<'_>, record: &Record, found: &mut Vec<Diagnostic>) {
    let sums = record.sums_promised();
    found.extend(sums.filter_map(|(sum, made)| of_amount(archive, sum, made)));
}

fn of_amount(archive: &Archive<'_>, amount: &Amount, made: Option<Day>) -> Option<Diagnostic> {
    let sums = [Some(&amount.sum), amount.same.as_ref()];
    let days = [amount.year, made];
    let days = || {
        days.into_iter()
            .flatten()
            .filter(|day| day.when != When::Undated)
    };
    let mut late: Option<(&Sum, &'static Currency, u16, Day)> = None;
    let mut is_converted = false;
    for sum in sums.into_iter().flatten() {
        let Unit::Currency(currency) = sum.unit else {
            return None;
        };
        match currency.retired {
            Some(retired) if days().all(|day| last_day(retired).surely_before(day.when)) => {
                late = late.or(Some((sum, currency, retired, days().next()?)));
            }
            _ => is_converted = true,
        }
    }
    let (sum, currency, retired, day) = late?;
    // A sum that is given in the money of the day too is converted on purpose, while people still reckon in the old.
    let is_habit = !last_day(retired + HABIT).surely_before(day.when);
    if is_converted && is_habit {
        return None;
    }
    Some(diagnostic(archive, sum, currency, retired, day))
}

/// The last year in which one could pay in a currency, as a date to compare.
fn last_day(year: u16) -> When {
    When::At(Moment {
        year: i16::try_from(year).unwrap_or(i16::MAX),
        month: 0,
        day: 0,
        time: None,
        qualifier: None,
    })
}

fn diagnostic(
    archive: &Archive<'_>,
    sum: &Sum,
    currency: &'static Currency,
    retired: u16,
    day: Day,
) -> Diagnostic {
    let place = sum.span.after();
    let written = archive.world.text(sum.span);
    let start = written.rfind(currency.code).unwrap_or(0) as u32;
    let span = crate::text::Span::new(place.source, sum.span.start + start, place.end);
    let code = currency.code;
    let finding = Diagnostic::new(
        &CODE,
        span,
        format!("nobody could pay in `{code}` any more, which was withdrawn in {retired}"),
    )
    .label(format!("{}, until {retired}", currency.name))
    .and(
        day.span,
        format!("the sum is of {}", archive.world.text(day.span)),
    );
    let Some(next) = successor(currency, day.when) else {
        return finding.help("write the sum in the currency of the day, as the source has it");
    };
    finding
        .help(format!(
            "write `{}`, {}, if the number is right; a sum that was converted keeps the old one in brackets: `(… {code})`",
            next.code, next.name
        ))
        .fix(Safety::LookFirst, format!("write `{}`", next.code), span, next.code)
}

/// What took the place of a currency on that day.
fn successor(currency: &'static Currency, day: When) -> Option<&'static Currency> {
    let chain = std::iter::successors(Some(currency), |one| {
        one.successor.and_then(currencies::find)
    });
    let mut valid = chain.take(20).skip(1).filter(|one| {
        one.retired
            .is_none_or(|retired| !last_day(retired).surely_before(day))
    });
    valid.next()
}
