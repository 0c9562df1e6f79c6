//! What is promised in money: parts and totals added for each currency, never across currencies.

use std::collections::{BTreeMap, HashSet};

use rust_decimal::Decimal;

use super::Ledger;
use crate::model::{Amount, Bound, Sum, Unit};

/// What several promises come to in one currency.
#[derive(Debug, Clone, PartialEq)]
pub struct Total {
    /// The currency's code.
    pub currency: &'static str,
    /// The sum.
    pub sum: Decimal,
    /// Whether it is about, over or under that.
    pub bound: Option<Bound>,
    /// How many promises it is the sum of.
    pub promises: usize,
}

/// What some promises come to, by currency. A promise that repeats another of them, or that another of them replaces,
/// is not counted again; a sum given in two currencies counts in the first.
pub fn totals(ledger: &Ledger<'_>, chosen: &[usize]) -> Vec<Total> {
    let mut totals: BTreeMap<&'static str, Total> = BTreeMap::new();
    let among: HashSet<usize> = chosen.iter().copied().collect();
    for at in chosen {
        let promise = &ledger.promises[*at];
        let mut again = promise.repeats.iter().chain(&promise.replaced_by);
        if again.any(|other| among.contains(other)) {
            continue;
        }
        let pledge = promise.pledge;
        let parts: Vec<&Amount> = match &pledge.more.total {
            Some(total) => vec![&total.value],
            None => pledge.amounts.iter().map(|part| &part.value).collect(),
        };
        let mut counted: Vec<&'static str> = Vec::new();
        for sum in parts.iter().map(|part| &part.sum) {
            add(&mut totals, &mut counted, sum);
        }
    }
    totals.into_values().collect()
}

fn add(totals: &mut BTreeMap<&'static str, Total>, counted: &mut Vec<&'static str>, sum: &Sum) {
    let (Unit::Currency(currency), Some(number)) = (sum.unit, sum.decimal()) else {
        return;
    };
    let total = totals.entry(currency.code).or_insert(Total {
        currency: currency.code,
        sum: Decimal::ZERO,
        bound: None,
        promises: 0,
    });
    // A sum beyond all money there is stays what it was.
    total.sum = total.sum.checked_add(number).unwrap_or(total.sum);
    total.bound = match (total.bound, sum.bound) {
        (None, bound) => bound,
        (bound, None) => bound,
        (Some(one), Some(other)) if one == other => Some(one),
        _ => Some(Bound::About),
    };
    if !counted.contains(&currency.code) {
        counted.push(currency.code);
        total.promises += 1;
    }
}
