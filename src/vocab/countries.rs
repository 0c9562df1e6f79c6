//! Countries: the codes of ISO 3166 with `EU` and `UN`, their names, and what followed the former ones.
//!
//! Nothing is read before the first question. From then on a two-letter code costs one look into a square of 26 by 26.

use std::collections::HashMap;
use std::sync::OnceLock;

use memchr::memmem;

use super::table;

/// A country, territory or union that has or had a code. Source: `data/countries.tsv`.
#[derive(Debug, PartialEq, Eq)]
pub struct Country {
    /// Two capital letters (ISO 3166-1, `EU`, `UN`) or, for a former country, four (ISO 3166-3).
    pub code: &'static str,
    /// The short English name: `South Korea`.
    pub name: &'static str,
    /// Other English names, the three-letter code among them: `KOR`, `Republic of Korea`, `ROK`.
    pub others: Vec<&'static str>,
    /// Former countries: the first day, month or year (`YYYY-MM-DD`, shorter where less is known) of the country under this name.
    pub from: Option<&'static str>,
    /// Former countries, always: the last such day, month or year. Current ones have neither: their codes name a place in any year.
    pub until: Option<&'static str>,
    /// The codes, in use today, of the countries that followed a former one.
    pub successors: Vec<&'static str>,
}

const TABLE: &str = include_str!("../../data/countries.tsv");

/// The country with this code, exact in case. Of one with two letters only its own row is read: most archives name a handful.
pub fn find(code: &str) -> Option<&'static Country> {
    static CELLS: [OnceLock<Option<Country>>; 26 * 26] = [const { OnceLock::new() }; 26 * 26];
    if let [first, second] = *code.as_bytes() {
        let cell = &CELLS[cell(first, second)?];
        return cell.get_or_init(|| row(code).map(country)).as_ref();
    }
    let place = all().binary_search_by(|country| country.code.cmp(code));
    place.ok().map(|place| &all()[place])
}

/// The row of the table that begins with a code.
fn row(code: &str) -> Option<&'static str> {
    let start = memmem::find(TABLE.as_bytes(), format!("\n{code}\t").as_bytes())? + 1;
    TABLE[start..].lines().next()
}

/// The country with this name, three-letter code or abbreviation, without regard to case, dots and a leading `the`.
///
/// A name that a present country bore before (`Burma`) finds the present one; one that two countries share (`Congo`) finds none.
pub fn named(name: &str) -> Option<&'static Country> {
    static NAMES: OnceLock<HashMap<String, &'static Country>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let (former, current): (Vec<_>, Vec<_>) =
            all().iter().partition(|country| country.until.is_some());
        let mut names = HashMap::with_capacity(2048);
        for country in current.into_iter().chain(former) {
            for name in country.others.iter().chain([&country.name]) {
                names.entry(table::key(name)).or_insert(country);
            }
        }
        names
    });
    names.get(&table::key(name)).copied()
}

/// What somebody meant by a word in place of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    /// A country.
    One(&'static Country),
    /// Any of these: `Congo`.
    Several(Vec<&'static Country>),
    /// A place that has no code: `Kosovo`.
    Uncoded(&'static str),
}

/// What is meant by a name, an abbreviation or a word of another language: `GER`, `Deutschland`, `EL`. Hyphens and
/// underscores count as blanks; an abbreviation is one in capitals only.
pub fn meant(written: &str) -> Option<Meant> {
    static WORDS: OnceLock<HashMap<String, Meant>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let mut words = HashMap::with_capacity(1024);
        for row in table::rows(include_str!("../../data/country-words.tsv")) {
            let [names, codes, uncoded] = table::cells(row);
            let countries: Vec<_> = table::words(codes).into_iter().filter_map(find).collect();
            let meant = match *countries.as_slice() {
                [] => Meant::Uncoded(uncoded),
                [one] => Meant::One(one),
                _ => Meant::Several(countries),
            };
            for name in table::words(names) {
                words.insert(word_key(name), meant.clone());
            }
        }
        words
    });
    let spaced = written.replace(['-', '_'], " ");
    let one = named(written).or_else(|| named(&spaced)).map(Meant::One);
    one.or_else(|| words.get(&word_key(&spaced)).cloned())
}

/// The key of a word: an abbreviation as it is, anything else as names are compared.
fn word_key(word: &str) -> String {
    let letters = word.replace(['.', ' '], "");
    let short = letters.chars().count() <= 4 && letters.chars().all(char::is_uppercase);
    if short {
        letters
    } else {
        table::key(&word.replace('-', " "))
    }
}

/// All countries, sorted by code.
pub fn all() -> &'static [Country] {
    static ALL: OnceLock<Vec<Country>> = OnceLock::new();
    ALL.get_or_init(|| table::rows(TABLE).map(country).collect())
}

fn country(row: &'static str) -> Country {
    let [code, name, others, from, until, successors] = table::cells(row);
    Country {
        code,
        name,
        others: table::words(others),
        from: table::filled(from),
        until: table::filled(until),
        successors: table::words(successors),
    }
}

/// The place of two capital letters in a square of 26 by 26.
fn cell(first: u8, second: u8) -> Option<usize> {
    let capitals = first.is_ascii_uppercase() && second.is_ascii_uppercase();
    capitals.then(|| usize::from(first - b'A') * 26 + usize::from(second - b'A'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(name: &str) -> Option<&'static str> {
        named(name).map(|country| country.code)
    }

    #[test]
    fn a_code_is_found_as_written() {
        assert_eq!(find("KZ").map(|country| country.name), Some("Kazakhstan"));
        assert_eq!(
            find("SUHH").map(|country| country.name),
            Some("Soviet Union")
        );
        for wrong in [
            "", "K", "kz", "Kz", "UK", "XX", "KAZ", "suhh", "ÄÖ", "é", "[]",
        ] {
            assert_eq!(find(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_country_is_found_by_any_of_its_names() {
        for (name, expected) in [
            ("kazakhstan", "KZ"),
            ("KAZ", "KZ"),
            ("the U.K.", "GB"),
            ("U.S.", "US"),
            ("DPRK", "KP"),
            ("Holland", "NL"),
            ("Türkiye", "TR"),
            ("turkey", "TR"),
            ("Côte d’Ivoire", "CI"),
            ("St. Lucia", "LC"),
            ("Trinidad & Tobago", "TT"),
            ("the Netherlands", "NL"),
            ("Burma", "MM"),
            ("U.S.S.R.", "SUHH"),
            ("SU", "SUHH"),
            ("GDR", "DDDE"),
            ("European Union", "EU"),
        ] {
            assert_eq!(code(name), Some(expected), "{name}");
        }
        for unknown in ["", "Congo", "Korea", "Atlantis"] {
            assert_eq!(code(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn a_country_is_meant_by_words_of_other_lists_and_languages() {
        for (word, expected) in [
            ("SUI", "CH"),
            ("GER", "DE"),
            ("Deutschland", "DE"),
            ("EL", "GR"),
            ("Ελλάδα", "GR"),
            ("U.S.A.", "US"),
            ("СССР", "SUHH"),
            ("États-Unis", "US"),
            ("Czech-Republic", "CZ"),
            ("日本", "JP"),
        ] {
            assert_eq!(meant(word), find(expected).map(Meant::One), "{word}");
        }
        assert!(matches!(meant("Congo"), Some(Meant::Several(two)) if two.len() == 2));
        assert_eq!(meant("XK"), Some(Meant::Uncoded("Kosovo")));
        for nothing in ["sui", "en", "", "lat", "Atlantis"] {
            assert_eq!(meant(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn every_word_for_a_country_is_well_formed() {
        let mut seen = std::collections::HashSet::new();
        for row in table::rows(include_str!("../../data/country-words.tsv")) {
            let [names, codes, uncoded] = table::cells(row);
            let codes = table::words(codes);
            assert!(codes.iter().all(|code| find(code).is_some()), "{row}");
            assert_eq!(codes.is_empty(), !uncoded.is_empty(), "{row}");
            for name in table::words(names) {
                assert!(seen.insert(word_key(name)), "{name} stands twice");
                assert!(find(name).is_none(), "{name} is a code");
                let other = named(name).map(|country| country.code);
                assert!(
                    other.is_none_or(|other| codes == [other]),
                    "{name} is {other:?}"
                );
            }
        }
    }

    #[test]
    fn every_row_is_well_formed() {
        assert!(all().is_sorted_by(|one, next| one.code < next.code));
        let (former, current): (Vec<_>, Vec<_>) =
            all().iter().partition(|country| country.until.is_some());
        assert_eq!((current.len(), former.len()), (251, 31));
        for country in all() {
            let length = if country.until.is_some() { 4 } else { 2 };
            assert!(
                country.code.len() == length
                    && country.code.bytes().all(|byte| byte.is_ascii_uppercase()),
                "{country:?}"
            );
            assert!(
                !country.name.is_empty() && find(country.code) == Some(country),
                "{country:?}"
            );
            assert_eq!(
                country.until.is_some(),
                !country.successors.is_empty(),
                "{country:?}"
            );
            assert!(
                country.from.is_none() || country.from < country.until,
                "{country:?}"
            );
            for successor in &country.successors {
                assert!(
                    find(successor).is_some_and(|heir| heir.until.is_none()),
                    "{country:?}"
                );
            }
        }
    }

    #[test]
    fn every_name_finds_its_country_or_the_present_one() {
        for country in all() {
            for name in country.others.iter().chain([&country.name]) {
                let found = code(name);
                let heir = country.successors.first().copied();
                assert!(
                    found == Some(country.code) || found == heir,
                    "{name}: {found:?}, not {}",
                    country.code
                );
            }
        }
    }
}
