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

    /// All that the number as written may mean: `over` and `under` leave one end open, `about` allows a twentieth,
    /// and it may be rounded.
    pub fn range(&self, rounding: Rounding) -> Option<Range> {
        let number = self.decimal()?;
        let leeway = match self.bound {
            Some(Bound::Over) => {
                return Some(Range {
                    least: number,
                    most: None,
                });
            }
            Some(Bound::Under) => {
                return Some(Range {
                    least: Decimal::ZERO,
                    most: Some(number),
                });
            }
            Some(Bound::About) => number.checked_div(Decimal::from(20))?,
            None if rounding == Rounding::LastDigit => self.half_a_unit()?,
            None => Decimal::ZERO,
        };
        Some(Range {
            least: number.checked_sub(leeway)?,
            most: Some(number.checked_add(leeway)?),
        })
    }

    /// Whether it has digits behind the point.
    pub fn is_fraction(&self) -> bool {
        self.digits.contains('.')
    }

    /// Half a unit of the last digit.
    fn half_a_unit(&self) -> Option<Decimal> {
        let part = self.digits.split_once('.').map_or("", |(_, part)| part);
        let decimals = u32::try_from(part.len()).ok().filter(|it| *it <= 28)?;
        let unit = Decimal::new(1, decimals).checked_mul(Decimal::from(self.scale))?;
        unit.checked_div(Decimal::TWO)
    }
}

/// Whether numbers are taken to be rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// They are what they are.
    None,
    /// Each at its last digit.
    LastDigit,
}

/// The numbers that a sum may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// Not less than this.
    pub least: Decimal,
    /// Not more than this, if there is an end to it.
    pub most: Option<Decimal>,
}

impl Range {
    /// What the two may come to together.
    pub fn plus(self, other: Self) -> Option<Self> {
        let most = match (self.most, other.most) {
            (Some(mine), Some(theirs)) => Some(mine.checked_add(theirs)?),
            _ => None,
        };
        Some(Self {
            least: self.least.checked_add(other.least)?,
            most,
        })
    }

    /// Whether some number is in both.
    pub fn meets(self, other: Self) -> bool {
        let under = |least: Decimal, most: Option<Decimal>| most.is_none_or(|most| least <= most);
        under(self.least, other.most) && under(other.least, self.most)
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
        let span = Span::new(SourceId::new(0), 0, 0);
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

    #[test]
    fn a_rounded_number_means_more_than_an_exact_one() {
        let span = Span::new(SourceId::new(0), 0, 0);
        let range = |bound, digits: &str, scale| {
            let (digits, unit) = (digits.into(), Unit::UnknownCurrency(span));
            let sum = Sum {
                span,
                bound,
                digits,
                scale,
                unit,
            };
            let rounding = if sum.is_fraction() {
                Rounding::LastDigit
            } else {
                Rounding::None
            };
            sum.range(rounding).expect("a number of few digits")
        };
        let parts = range(None, "1.2", 1_000_000_000).plus(range(None, "3.4", 1_000_000_000));
        let parts = parts.expect("a small sum");
        assert!(parts.meets(range(None, "4.5", 1_000_000_000)));
        assert!(!parts.meets(range(None, "4.9", 1_000_000_000)));
        assert!(parts.meets(range(Some(Bound::Over), "4", 1_000_000_000)));
        assert!(!range(None, "100", 1).meets(range(None, "101", 1)));
        assert!(range(Some(Bound::About), "100", 1).meets(range(None, "104", 1)));
    }
}
