//! Amounts that do not add up to the total beside them.

use rust_decimal::Decimal;

use super::{Archive, Check, Reach};
use crate::diag::{Code, Diagnostic, Safety, Severity, folded};
use crate::model::{Amount, Bound, Pledge, Range, Record, Rounding, Sum, Unit};

static CODE: Code = Code {
    id: "DIP0508",
    name: "total-not-met",
    severity: Severity::Error,
    page: include_str!("total_not_met.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Record(run),
};

/// More than so many parts are not pointed at.
const MOST: usize = 8;

fn run(archive: &Archive<'_>, record: &Record, found: &mut Vec<Diagnostic>) {
    for pledge in record.spoken().filter_map(|spoken| spoken.pledge) {
        if !pledge.amounts.is_empty() && archive.model.is_whole(pledge.speech.head.span) {
            found.extend(of_pledge(archive, pledge));
        }
    }
}

fn of_pledge(archive: &Archive<'_>, pledge: &Pledge) -> Option<Diagnostic> {
    let total = &pledge.more.total.as_deref()?.value;
    let (total, parts) = in_one_unit(archive, pledge, total)?;
    // Where one figure has digits behind the point, the others are rounded; whole millions alone are meant so.
    let mut figures = parts.iter().copied().chain([total]);
    let rounding = if figures.any(Sum::is_fraction) {
        Rounding::LastDigit
    } else {
        Rounding::None
    };
    let mut sum = Range {
        least: Decimal::ZERO,
        most: Some(Decimal::ZERO),
    };
    for part in &parts {
        sum = sum.plus(part.range(rounding)?)?;
    }
    // One part alone is a share of the total: “half of it for Africa”.
    let is_share = parts.len() == 1 && sum.most < Some(total.decimal()?);
    if is_share {
        return None;
    }
    if !sum.meets(total.range(rounding)?) {
        return diagnostic(archive, total, &parts);
    }
    // `over 60` may well be 40 and `over 10`, and is `over 50` as far as anybody can tell.
    let is_open = |sum: &Sum| sum.bound == Some(Bound::Over);
    let is_doubtful = rounding == Rounding::None
        && is_open(total)
        && parts.iter().filter(|part| is_open(part)).count() == 1
        && parts
            .iter()
            .all(|part| part.bound.is_none() || is_open(part))
        && sum.least != total.decimal()?;
    diagnostic(archive, total, &parts)
        .filter(|_| is_doubtful)
        .map(|finding| finding.severity(Severity::Note))
}

/// The total and all parts in a currency or other unit that they have in common.
fn in_one_unit<'m>(
    archive: &Archive<'_>,
    pledge: &'m Pledge,
    total: &'m Amount,
) -> Option<(&'m Sum, Vec<&'m Sum>)> {
    [Some(&total.sum), total.same.as_ref()]
        .into_iter()
        .flatten()
        .find_map(|total| {
            let unit = unit(archive, total)?;
            let alike = |sum: &&Sum| self::unit(archive, sum).as_ref() == Some(&unit);
            let parts = pledge.amounts.iter().map(|part| {
                let sums = [Some(&part.value.sum), part.value.same.as_ref()];
                sums.into_iter().flatten().find(alike)
            });
            Some((total, parts.collect::<Option<Vec<_>>>()?))
        })
}

fn unit(archive: &Archive<'_>, sum: &Sum) -> Option<String> {
    match sum.unit {
        Unit::Currency(currency) => Some(currency.code.to_owned()),
        Unit::Counted(text) => Some(folded(&text.content(archive.world))),
        Unit::UnknownCurrency(_) => None,
    }
}

fn diagnostic(archive: &Archive<'_>, total: &Sum, parts: &[&Sum]) -> Option<Diagnostic> {
    let mut sum = Decimal::ZERO;
    for part in parts {
        sum = sum.checked_add(part.decimal()?)?;
    }
    let (written, added) = (archive.world.text(total.span), shown(archive, total, sum)?);
    let below = sum < total.decimal()?;
    let mut finding = Diagnostic::new(
        &CODE,
        total.span,
        format!("the amounts add up to `{added}`, not to the total `{written}`"),
    )
    .label("the total as it is written");
    for part in parts.iter().take(MOST) {
        finding = finding.and(part.span, "one of its parts");
    }
    if let Some((wrong, meant)) = other_scale(archive, total, parts) {
        let title = format!("write `{meant}`");
        return Some(
            finding
                .help(format!(
                    "{title} for `{}`, and the sums agree",
                    archive.world.text(wrong.span)
                ))
                .fix(Safety::LookFirst, title, wrong.span, meant),
        );
    }
    finding = finding.help(if below {
        "add the part that is missing, or correct the total or one of the parts"
    } else {
        "correct the total, or the part that is too much"
    });
    let is_exact = total.bound.is_none() && parts.iter().all(|part| part.bound.is_none());
    if is_exact {
        finding = finding.fix(
            Safety::LookFirst,
            "write what the parts add up to",
            total.span,
            added,
        );
    }
    Some(finding)
}

/// The one sum that is of other thousands than was meant, and how it reads when the sums agree.
fn other_scale<'m>(
    archive: &Archive<'_>,
    total: &'m Sum,
    parts: &[&'m Sum],
) -> Option<(&'m Sum, String)> {
    const SCALES: [(u64, &str); 4] = [
        (1, ""),
        (1_000, "thousand "),
        (1_000_000, "million "),
        (1_000_000_000, "billion "),
    ];
    let exact = total.bound.is_none() && parts.iter().all(|part| part.bound.is_none());
    let mut sum = Decimal::ZERO;
    for part in parts {
        sum = sum.checked_add(part.decimal()?)?;
    }
    let whole = total.decimal()?;
    let mut fitting = parts.iter().copied().chain([total]).flat_map(|one| {
        SCALES.iter().filter_map(move |(scale, name)| {
            let digits: Decimal = one.digits.parse().ok()?;
            let meant = digits.checked_mul(Decimal::from(*scale))?;
            let agrees = if std::ptr::eq(one, total) {
                meant == sum
            } else {
                sum.checked_sub(one.decimal()?)?.checked_add(meant)? == whole
            };
            let unit = unit_as_written(archive, one)?;
            (agrees && *scale != one.scale).then(|| (one, format!("{} {name}{unit}", one.digits)))
        })
    });
    let first = fitting.next()?;
    (exact && fitting.next().is_none()).then_some(first)
}

fn unit_as_written<'w>(archive: &Archive<'w>, sum: &Sum) -> Option<&'w str> {
    match sum.unit {
        Unit::Currency(currency) => Some(currency.code),
        Unit::Counted(text) => Some(archive.world.text(text.span)),
        Unit::UnknownCurrency(_) => None,
    }
}

/// A number as the total is written: in the same thousands and the same unit.
fn shown(archive: &Archive<'_>, total: &Sum, number: Decimal) -> Option<String> {
    let number = number.checked_div(Decimal::from(total.scale))?.normalize();
    let scale = match total.scale {
        1_000 => "thousand ",
        1_000_000 => "million ",
        1_000_000_000 => "billion ",
        _ => "",
    };
    let unit = unit_as_written(archive, total)?;
    Some(format!("{number} {scale}{unit}"))
}
