//! Sums, quantities and lengths of time from their words.

use super::{Lower, codes};
use crate::diag::{Diagnostic, Safety, close, ticked};
use crate::model::{Amount, Bound, Field, Length, Sum, Unit};
use crate::syntax::{Kind, Node};
use crate::vocab::currencies::{self, Currency};
use crate::vocab::lists::List;

impl Lower<'_> {
    pub(super) fn amount_of(&mut self, line: Node<'_>) -> Option<Field<Amount>> {
        self.field(line, |lower, line| {
            line.child(Kind::amount)
                .and_then(|amount| lower.amount(amount))
        })
    }

    fn amount(&mut self, node: Node<'_>) -> Option<Amount> {
        let sum = node.child(Kind::sum).and_then(|sum| self.sum(sum))?;
        let same = node
            .child(Kind::same_sum)
            .and_then(|same| same.child(Kind::sum))
            .and_then(|sum| self.sum(sum));
        let form = node
            .child(Kind::word)
            .and_then(|word| self.word(word, List::AmountForm));
        let year = node.child(Kind::day).and_then(|day| self.day(day));
        Some(Amount {
            span: node.span(),
            sum,
            same,
            form,
            year,
        })
    }

    fn sum(&mut self, node: Node<'_>) -> Option<Sum> {
        let digits = node.child(Kind::number)?.text().into();
        let scale = match node.child(Kind::scale).map(Node::text) {
            Some("thousand") => 1_000,
            Some("million") => 1_000_000,
            Some("billion") => 1_000_000_000,
            _ => 1,
        };
        let unit = node
            .child(Kind::unit)
            .and_then(|unit| unit.children().next())
            .and_then(|unit| self.unit(unit))?;
        Some(Sum {
            span: node.span(),
            bound: bound(node),
            digits,
            scale,
            unit,
        })
    }

    fn unit(&mut self, node: Node<'_>) -> Option<Unit> {
        if node.kind() == Kind::text {
            return self.text(node).map(Unit::Counted);
        }
        if let Some(currency) = currencies::find(node.text()) {
            return Some(Unit::Currency(currency));
        }
        let written = node.text();
        let upper = written.to_uppercase();
        let mut diagnostic = Diagnostic::new(
            &codes::UNKNOWN_CURRENCY,
            node.span(),
            format!("no currency has the code {}", ticked(written)),
        );
        let meant = currencies::find(&upper)
            .or_else(|| currencies::named(written))
            .map(|currency| (currency, Safety::Safe));
        let meant = meant.or_else(|| near(&upper).map(|currency| (currency, Safety::LookFirst)));
        diagnostic = match meant {
            Some((currency, safety)) => diagnostic
                .label(format!(
                    "did you mean `{}`, {}?",
                    currency.code, currency.name
                ))
                .help(format!("write `{}`", currency.code))
                .fix(
                    safety,
                    format!("write `{}`", currency.code),
                    node.span(),
                    currency.code,
                ),
            None => diagnostic
                .label("a currency is written by its three letters (ISO 4217): `USD`, `EUR`, `KZT`")
                .help("write the code of the currency, or what is counted in quotation marks"),
        };
        self.diagnostics.push(diagnostic);
        Some(Unit::UnknownCurrency(node.span()))
    }

    pub(super) fn length_field(&mut self, line: Node<'_>) -> Option<Field<Length>> {
        self.field(line, |lower, line| {
            let node = line.child(Kind::length)?;
            let digits = node.child(Kind::number)?.text().into();
            let unit = node
                .child(Kind::word)
                .and_then(|unit| lower.word(unit, List::DurationUnit))?;
            Some(Length {
                span: node.span(),
                bound: bound(node),
                digits,
                unit,
            })
        })
    }
}

/// The one currency in use whose code is a slip away; where several are, none is meant more than another.
fn near(code: &str) -> Option<&'static Currency> {
    let in_use = currencies::all()
        .iter()
        .filter(|currency| currency.retired.is_none());
    let mut near = in_use.filter(|currency| close(code, currency.code));
    let first = near.next();
    first.filter(|_| near.next().is_none())
}

fn bound(node: Node<'_>) -> Option<Bound> {
    match node.child(Kind::bound)?.text() {
        "about" => Some(Bound::About),
        "over" => Some(Bound::Over),
        "under" => Some(Bound::Under),
        _ => None,
    }
}
