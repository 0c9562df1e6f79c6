//! The words that stand between the parts of a line, and what people write for them, as `data/clauses.tsv` has them.

use std::sync::OnceLock;

use super::table;

/// What people write for a clause word, in one language.
#[derive(Debug)]
pub struct Clause {
    /// The word as a record writes it.
    pub word: &'static str,
    /// The language of what others write, by its English name; none for English.
    pub language: Option<&'static str>,
    /// What others write for it; never accepted, only understood.
    pub others: Vec<&'static str>,
}

/// The rows of the table, in its order.
pub fn all() -> &'static [Clause] {
    static ALL: OnceLock<Vec<Clause>> = OnceLock::new();
    ALL.get_or_init(|| {
        table::rows(include_str!("../../data/clauses.tsv"))
            .map(|row| {
                let [word, language, others] = table::cells(row);
                Clause {
                    word,
                    language: table::filled(language),
                    others: table::words(others),
                }
            })
            .collect()
    })
}

/// The clause words themselves, each once.
pub fn words() -> impl Iterator<Item = &'static str> {
    all()
        .iter()
        .filter(|clause| clause.language.is_none())
        .map(|clause| clause.word)
}

/// Whether that is a clause word.
pub fn is(word: &str) -> bool {
    words().any(|clause| clause == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_clause_word_has_an_english_row_first() {
        let mut known = Vec::new();
        for clause in all() {
            if clause.language.is_none() {
                known.push(clause.word);
            }
            assert!(known.contains(&clause.word), "{clause:?}");
            assert!(!clause.others.contains(&clause.word), "{clause:?}");
        }
    }
}
