//! A sum in a currency that did not exist yet on the day.

use super::{Archive, Check, Reach};
use crate::diag::{Code, Diagnostic, Severity, ticked};
use crate::model::{Amount, Day, Moment, Record, Sum, Unit, When};
use crate::text::Span;

static CODE: Code = Code {
    id: "DIP0510",
    name: "currency-too-early",
    severity: Severity::Warning,
    page: include_str!("currency_too_early.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Record(run),
};

/// The year in which one could first pay in a currency. Public facts, for those that most often stand for an older one.
const SINCE: [(&str, i16); 15] = [
    ("AZN", 2006),
    ("BRL", 1994),
    ("BYN", 2016),
    ("EUR", 1999),
    ("GEL", 1995),
    ("GHS", 2007),
    ("KGS", 1993),
    ("KZT", 1993),
    ("MXN", 1993),
    ("PLN", 1995),
    ("RON", 2005),
    ("TRY", 2005),
    ("UAH", 1996),
    ("UZS", 1994),
    ("ZMW", 2013),
];
/// Promises were made in the euro once its day was fixed.
const AHEAD: i16 = 1;

fn run(archive: &Archive<'_>, record: &Record, found: &mut Vec<Diagnostic>) {
    let sums = record.sums_promised();
    found.extend(sums.filter_map(|(sum, made)| of_amount(archive, sum, made)));
}

fn of_amount(archive: &Archive<'_>, amount: &Amount, made: Option<Day>) -> Option<Diagnostic> {
    let made = made?;
    let days = [Some(made), amount.year].into_iter().flatten();
    let mut early: Option<(&Sum, &'static str, &'static str, i16)> = None;
    for sum in [Some(&amount.sum), amount.same.as_ref()]
        .into_iter()
        .flatten()
    {
        let Unit::Currency(currency) = sum.unit else {
            return None;
        };
        // A sum that is given in the money of the day too is converted on purpose.
        let (_, since) = SINCE.iter().find(|(code, _)| *code == currency.code)?;
        let before = |day: Day| day.when.surely_before(year(*since - AHEAD));
        if !days.clone().all(before) {
            return None;
        }
        early = early.or(Some((sum, currency.code, currency.name, *since)));
    }
    let (sum, code, name, since) = early?;
    let written = archive.world.text(sum.span);
    let start = sum.span.start + written.rfind(code).unwrap_or(0) as u32;
    let span = Span::new(sum.span.source, start, start + code.len() as u32);
    Some(
        Diagnostic::new(
            &CODE,
            span,
            format!("nobody could pay in {} yet, which began in {since}", ticked(code)),
        )
        .label(format!("{name}, since {since}"))
        .and(made.span, format!("promised {}", archive.on(made)))
        .help(format!(
            "correct the date, or write the sum in the currency of the day; one that was converted has it first: `… (… {code})`"
        )),
    )
}

fn year(year: i16) -> When {
    When::At(Moment {
        year,
        month: 0,
        day: 0,
        time: None,
        qualifier: None,
    })
}
