//! Sums, quantities and lengths of time, as written.

use rust_decimal::Decimal;

use super::{Day, Text, Word};
use crate::text::Span;
use crate::vocab::currencies::Currency;

/// A sum or quantity with all that may be said of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// The whole of it.
    pub span: Span,
    /// The sum.
    pub sum: Sum,
    /// The same sum in another currency.
    pub same: Option<Sum>,
    /// Its form: `grant`, `loan` …
    pub form: Option<Word>,
    /// Its year or day.
    pub year: Option<Day>,
}

/// A number of something.
#[derive(Debug, Clone, PartialEq)]
pub struct Sum {
    /// The whole of it.
    pub span: Span,
    /// Whether it is about, over or under that.
    pub bound: Option<Bound>,
    /// The number in digits, as written.
    pub digits: Box<str>,
    /// 1, a thousand, a million or a billion.
    pub scale: u64,
    /// Of what.
    pub unit: Unit,
}

impl Sum {
    /// The number, exactly; none where it has more digits than any sum of money.
    pub fn decimal(&self) -> Option<Decimal> {
        let digits: Decimal = self.digits.parse().ok()?;
        digits.checked_mul(Decimal::from(self.scale))
    }

    /// The number written out in full, exactly: `3.8` billion is `3800000000`, `0.5` is `0.5`.
    pub fn exact(&self) -> String {
        let (whole, part) = self.digits.split_once('.').unwrap_or((&self.digits, ""));
        let zeros = self.scale.ilog10() as usize;
        let mut digits = whole.to_owned();
        let (shifted, left) = if part.len() > zeros {
            part.split_at(zeros)
        } else {
            (part, "")
        };
        digits.push_str(shifted);
        digits.extend(std::iter::repeat_n('0', zeros - shifted.len()));
        let whole = digits.trim_start_matches('0');
        let whole = if whole.is_empty() { "0" } else { whole };
        match left.trim_end_matches('0') {
            "" => whole.to_owned(),
            left => format!("{whole}.{left}"),
        }
    }
}

/// What a sum counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Unit {
    /// Money.
    Currency(&'static Currency),
    /// A code that no list has; reported where it is read.
    UnknownCurrency(Span),
    /// Anything else: training places, tonnes of grain.
    Counted(Text),
}

/// How a number bounds what is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// `about`
    About,
    /// `over`
    Over,
    /// `under`
    Under,
}

impl Bound {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::Over => "over",
            Self::Under => "under",
        }
    }
}

/// A length of time.
#[derive(Debug, Clone, PartialEq)]
pub struct Length {
    /// The whole of it.
    pub span: Span,
    /// Whether it is about, over or under that.
    pub bound: Option<Bound>,
    /// The number in digits, as written.
    pub digits: Box<str>,
    /// Minutes, hours, days …
    pub unit: Word,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceId;

    #[test]
    fn numbers_are_written_out_exactly() {
        let span = Span::new(SourceId(0), 0, 0);
        let exact = |digits: &str, scale| {
            Sum {
                span,
                bound: None,
                digits: digits.into(),
                scale,
                unit: Unit::UnknownCurrency(span),
            }
            .exact()
        };
        assert_eq!(exact("3.8", 1_000_000_000), "3800000000");
        assert_eq!(exact("0.5", 1), "0.5");
        assert_eq!(exact("1.23456", 1000), "1234.56");
        assert_eq!(exact("25", 1_000_000), "25000000");
    }
}
