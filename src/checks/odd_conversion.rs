//! A sum and the same sum in another currency that cannot be the same.

use rust_decimal::Decimal;

use super::{Archive, Check, Reach};
use crate::diag::{Code, Diagnostic, Safety, Severity, ticked};
use crate::model::{Amount, Record, Unit};

static CODE: Code = Code {
    id: "DIP0511",
    name: "odd-conversion",
    severity: Severity::Warning,
    page: include_str!("odd_conversion.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Record(run),
};

/// Currencies of which one has never been worth more than a few of another.
const NEAR: [&str; 14] = [
    "AUD", "CAD", "CHF", "CNY", "DEM", "DKK", "EUR", "FRF", "GBP", "NLG", "NZD", "SGD", "USD",
    "XEU",
];
/// Farther apart than this, one of the two sums has the wrong thousands.
const APART: i64 = 100;

fn run(archive: &Archive<'_>, record: &Record, found: &mut Vec<Diagnostic>) {
    let sums = record.sums_promised();
    found.extend(sums.filter_map(|(sum, _)| of_amount(archive, sum)));
}

fn of_amount(archive: &Archive<'_>, amount: &Amount) -> Option<Diagnostic> {
    let (sum, same) = (&amount.sum, amount.same.as_ref()?);
    let (Unit::Currency(own), Unit::Currency(other)) = (sum.unit, same.unit) else {
        return None;
    };
    let written = archive.world.text(same.span);
    if own.code == other.code {
        return Some(
            Diagnostic::new(
                &CODE,
                same.span,
                format!("this sum stands in {} twice", ticked(own.code)),
            )
            .label("the same sum should stand here in another currency")
            .and(sum.span, format!("it is in {} already", ticked(own.code)))
            .help("correct the currency of one of the two, or delete what stands in the brackets"),
        );
    }
    let near = |code: &str| NEAR.contains(&code);
    let (mine, theirs) = (sum.decimal()?, same.decimal()?);
    let apart = Decimal::from(APART);
    let within = mine.checked_mul(apart)? >= theirs && theirs.checked_mul(apart)? >= mine;
    if !near(own.code) || !near(other.code) || within || mine.is_zero() || theirs.is_zero() {
        return None;
    }
    let finding = Diagnostic::new(
        &CODE,
        same.span,
        format!(
            "{} and {} cannot be one sum",
            ticked(archive.world.text(sum.span)),
            ticked(written)
        ),
    )
    .label("the same sum in another currency")
    .and(sum.span, "the sum itself");
    let (from, to) = (scale(same.scale), scale(sum.scale));
    let meant = (!from.is_empty() && !to.is_empty()).then(|| written.replacen(from, to, 1));
    Some(match meant.filter(|_| sum.scale != same.scale) {
        Some(meant) => finding
            .help(format!("write `{meant}`, or correct the other of the two"))
            .fix(
                Safety::LookFirst,
                format!("write `{meant}`"),
                same.span,
                meant,
            ),
        None => finding
            .help("correct one of the two sums: perhaps it is of thousands, millions or billions"),
    })
}

fn scale(scale: u64) -> &'static str {
    match scale {
        1_000 => "thousand",
        1_000_000 => "million",
        1_000_000_000 => "billion",
        _ => "",
    }
}
