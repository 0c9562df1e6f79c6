//! Sums, quantities and lengths of time from their words.

use super::{Lower, codes};
use crate::diag::{Diagnostic, Safety, close, ticked};
use crate::model::{Amount, Bound, Field, Length, Sum, Unit, Word};
use crate::syntax::{Kind, Node, QUOTED_VALUE, WRONG_VALUE};
use crate::vocab::currencies::{self, Currency};
use crate::vocab::lists::{self, List};

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
        self.is_nothing(node);
        let scale = match node.child(Kind::scale).map(Node::text) {
            Some("thousand") => 1_000,
            Some("million") => 1_000_000,
            Some("billion") => 1_000_000_000,
            _ => 1,
        };
        if let Some(number) = node.child(Kind::number) {
            self.is_grouped(number, scale > 1);
        }
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
            return self.counted(node);
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
        // Close to the codes of currencies, and of none of them.
        let coins = ["BTC", "XBT", "ETH", "USDT", "USDC"];
        if coins.contains(&upper.as_str()) {
            diagnostic = diagnostic
                .label("this has no code of ISO 4217")
                .help(format!(
                    "put it in quotation marks, as what is counted: `\"{written}\"`"
                ));
            self.diagnostics.push(diagnostic);
            return Some(Unit::UnknownCurrency(node.span()));
        }
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

    /// What is counted; the name of a currency in quotation marks is none.
    fn counted(&mut self, node: Node<'_>) -> Option<Unit> {
        let text = self.text(node)?;
        let content = text.content(self.world);
        let code = currencies::find(&content).map(|currency| (currency, Safety::Safe));
        // A pound is also a weight, and of metals a weight is all that there is.
        let weight = matches!(content.to_lowercase().as_str(), "pound" | "pounds");
        let named = || {
            let currency = currencies::named(&content)?;
            (!weight && currency.minor_units.is_some()).then_some((currency, Safety::LookFirst))
        };
        let Some((currency, safety)) = code.or_else(named) else {
            return Some(Unit::Counted(text));
        };
        let title = format!("write `{}`", currency.code);
        let diagnostic = Diagnostic::new(
            &QUOTED_VALUE,
            node.span(),
            format!(
                "the currency {} stands in quotation marks",
                ticked(&content)
            ),
        )
        .label("what stands in quotation marks is counted, not paid")
        .help(title.clone())
        .fix(safety, title, node.span(), currency.code);
        self.diagnostics.push(diagnostic);
        Some(Unit::Currency(currency))
    }

    /// `0 EUR`, `0 minutes`: what is not known is not written.
    fn is_nothing(&mut self, node: Node<'_>) {
        let number = node.child(Kind::number).map_or("", Node::text);
        if number.trim_matches(['0', '.']).is_empty() {
            let diagnostic = Diagnostic::new(
                &WRONG_VALUE,
                node.span(),
                format!("{} is nothing", ticked(node.text())),
            )
            .label("a nought says that nothing is known, or that there is nothing")
            .help("leave the line out: what is not known is not written");
            self.diagnostics.push(diagnostic);
        }
    }

    /// `2.500 million`: a point where hands of other countries part the thousands.
    fn is_grouped(&mut self, number: Node<'_>, scaled: bool) {
        let text = number.text();
        let Some((whole, part)) = text.split_once('.').filter(|(_, part)| part.len() == 3) else {
            return;
        };
        if scaled && !part.ends_with('0') {
            return;
        }
        let (thousands, plain) = (format!("{whole}{part}"), part.trim_end_matches('0'));
        let short = if plain.is_empty() {
            whole.to_owned()
        } else {
            format!("{whole}.{plain}")
        };
        let diagnostic = Diagnostic::new(
            &codes::POINT_OR_THOUSANDS,
            number.span(),
            format!("{} is read as {short}, not as {thousands}", ticked(text)),
        )
        .label("a point begins the decimals")
        .help(format!(
            "write `{short}` or `{thousands}`, whichever is meant"
        ));
        self.diagnostics.push(diagnostic);
    }

    pub(super) fn length_field(&mut self, line: Node<'_>) -> Option<Field<Length>> {
        self.field(line, |lower, line| {
            let node = line.child(Kind::length)?;
            let digits = node.child(Kind::number)?.text();
            lower.is_nothing(node);
            let unit = node
                .child(Kind::word)
                .and_then(|unit| lower.unit_of_time(unit, digits == "1"))?;
            Some(Length {
                span: node.span(),
                bound: bound(node),
                digits: digits.into(),
                unit,
            })
        })
    }

    /// A unit of time; what others write for it means one or several by the number before it.
    fn unit_of_time(&mut self, node: Node<'_>, is_one: bool) -> Option<Word> {
        let found = lists::find(List::DurationUnit, node.text());
        let Some(meant) = lists::meant(List::DurationUnit, node.text()).filter(|_| found.is_none())
        else {
            return self.word(node, List::DurationUnit);
        };
        let single = meant.word.trim_end_matches('s');
        let ours = if is_one {
            single.to_owned()
        } else {
            format!("{single}s")
        };
        let message = format!("{} is no word for a unit of time", ticked(node.text()));
        let title = format!("write `{ours}`");
        let diagnostic = Diagnostic::new(&codes::UNKNOWN_WORD, node.span(), message)
            .label(format!("the word for this is `{ours}`"))
            .help(title.clone())
            .fix(Safety::Safe, title, node.span(), ours);
        self.diagnostics.push(diagnostic);
        None
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
