//! Currencies: the codes of ISO 4217, those in use and those retired. Nothing is read before the first question.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::table;

/// A currency, fund or metal that has or had a code. Source: `data/currencies.tsv`.
#[derive(Debug, PartialEq, Eq)]
pub struct Currency {
    /// Three capital letters.
    pub code: &'static str,
    /// The English name, as ISO 4217 has it: `Tenge`, `US Dollar`.
    pub name: &'static str,
    /// The digits after the decimal point; none for metals and units of account, or where they are not known any more.
    pub minor_units: Option<u8>,
    /// The last year in which one could pay in it; none for a currency in use.
    pub retired: Option<u16>,
    /// The code of the currency that a retired one was exchanged for; it may itself be retired.
    pub successor: Option<&'static str>,
    /// Other words for it, signs among them: `Kazakhstani tenge`, `₸`.
    pub others: Vec<&'static str>,
}

/// The currency with this code, exact in case.
pub fn find(code: &str) -> Option<&'static Currency> {
    let place = all().binary_search_by(|currency| currency.code.cmp(code));
    place.ok().map(|place| &all()[place])
}

/// The currency that is meant by this name, word or sign, without regard to case and dots; a plural in `s` will do.
///
/// A word for several currencies finds the one that it means by default (`dollar`), or none where it means no one of them (`franc`).
pub fn named(name: &str) -> Option<&'static Currency> {
    static NAMES: OnceLock<HashMap<String, &'static Currency>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let mut names = HashMap::with_capacity(1024);
        for currency in all() {
            let words = currency.others.iter().chain([&currency.name]);
            names.extend(words.map(|word| (table::key(word), currency)));
        }
        names
    });
    let key = table::key(name);
    let found = names
        .get(&key)
        .or_else(|| names.get(key.strip_suffix('s')?));
    found.copied()
}

/// All currencies, sorted by code.
pub fn all() -> &'static [Currency] {
    static ALL: OnceLock<Vec<Currency>> = OnceLock::new();
    ALL.get_or_init(|| {
        table::rows(include_str!("../../data/currencies.tsv"))
            .map(currency)
            .collect()
    })
}

fn currency(row: &'static str) -> Currency {
    let [code, name, minor_units, retired, successor, others] = table::cells(row);
    Currency {
        code,
        name,
        minor_units: minor_units.parse().ok(),
        retired: retired.parse().ok(),
        successor: table::filled(successor),
        others: table::words(others),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(name: &str) -> Option<&'static str> {
        named(name).map(|currency| currency.code)
    }

    #[test]
    fn a_code_is_found_as_written() {
        assert_eq!(find("JPY").and_then(|yen| yen.minor_units), Some(0));
        assert_eq!(
            find("HRK").map(|kuna| (kuna.retired, kuna.successor)),
            Some((Some(2023), Some("EUR")))
        );
        assert_eq!(
            find("XAU").map(|gold| (gold.minor_units, gold.retired)),
            Some((None, None))
        );
        for wrong in ["", "usd", "US", "CNH", "DOLLAR", "é"] {
            assert_eq!(find(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_currency_is_found_by_any_word_for_it() {
        for (name, expected) in [
            ("dollars", "USD"),
            ("US dollars", "USD"),
            ("U.S. Dollars", "USD"),
            ("US$", "USD"),
            ("€", "EUR"),
            ("euros", "EUR"),
            ("RMB", "CNY"),
            ("yuan", "CNY"),
            ("tenge", "KZT"),
            ("₸", "KZT"),
            ("roubles", "RUB"),
            ("pounds sterling", "GBP"),
            ("Swiss francs", "CHF"),
            ("Deutsche Marks", "DEM"),
            ("tögrög", "MNT"),
            ("SDRs", "XDR"),
            ("special drawing rights", "XDR"),
        ] {
            assert_eq!(code(name), Some(expected), "{name}");
        }
        for unknown in ["", "s", "franc", "pesos", "KZT", "groats"] {
            assert_eq!(code(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn every_row_is_well_formed() {
        assert!(all().is_sorted_by(|one, next| one.code < next.code));
        let active = all().iter().filter(|currency| currency.retired.is_none());
        assert_eq!((active.count(), all().len()), (178, 307));
        for currency in all() {
            let capitals = currency.code.bytes().all(|byte| byte.is_ascii_uppercase());
            assert!(capitals && currency.code.len() == 3, "{currency:?}");
            assert!(!currency.name.is_empty(), "{currency:?}");
            for name in currency.others.iter().chain([&currency.name]) {
                assert_eq!(code(name), Some(currency.code), "{name}");
            }
            if let Some(successor) = currency.successor {
                assert!(
                    currency.retired.is_some() && find(successor).is_some(),
                    "{currency:?}"
                );
            }
        }
    }

    #[test]
    fn every_retired_currency_leads_to_one_in_use() {
        for currency in all().iter().filter(|currency| currency.successor.is_some()) {
            let chain = std::iter::successors(Some(currency), |one| one.successor.and_then(find));
            let last = chain.take(20).last();
            assert!(
                last.is_some_and(|last| last.retired.is_none()),
                "{currency:?}"
            );
        }
    }

    #[test]
    fn every_row_has_its_cells() {
        for row in table::rows(include_str!("../../data/currencies.tsv")) {
            let [_, _, digits, year, ..] = table::cells::<6>(row);
            assert!(matches!(digits, "" | "0" | "2" | "3" | "4"), "{row}");
            assert!(
                year.is_empty() || (1945..2100).contains(&year.parse().unwrap_or(0)),
                "{row}"
            );
        }
    }
}
