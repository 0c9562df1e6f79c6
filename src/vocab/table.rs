//! Reads the tables in `data/`: tab-separated rows under `#` comments, words in a cell parted by `|`, empty cells at a row's end left out.

/// The rows of a table, in its order.
pub(super) fn rows(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.starts_with('#'))
}

/// The cells of a row, filled up with empty ones.
pub(super) fn cells<const N: usize>(row: &'static str) -> [&'static str; N] {
    let mut cells = row.split('\t');
    std::array::from_fn(|_| cells.next().unwrap_or_default())
}

/// The words of a cell; an empty cell has none.
pub(super) fn words(cell: &'static str) -> Vec<&'static str> {
    cell.split('|').filter(|word| !word.is_empty()).collect()
}

/// The content of a cell that may be empty.
pub(super) fn filled(cell: &'static str) -> Option<&'static str> {
    Some(cell).filter(|cell| !cell.is_empty())
}

/// A name as names are compared: without regard to case, dots, the kind of apostrophe, a leading `the`, `&` for `and`, `St` for `Saint`.
pub(super) fn key(name: &str) -> String {
    let folded = name
        .to_lowercase()
        .replace('.', "")
        .replace('’', "'")
        .replace('&', "and")
        .replace("saint ", "st ");
    let words: Vec<&str> = folded.split_whitespace().collect();
    let joined = words.join(" ");
    joined
        .strip_prefix("the ")
        .map_or_else(|| joined.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_what_hands_vary() {
        assert_eq!(key("the  U.S. "), "us");
        assert_eq!(key("St. Kitts & Nevis"), key("Saint Kitts and Nevis"));
        assert_eq!(key("Côte d’Ivoire"), key("CÔTE D'IVOIRE"));
    }

    #[test]
    fn a_row_may_end_early() {
        assert_eq!(cells::<3>("a\tb"), ["a", "b", ""]);
        assert_eq!(words(""), Vec::<&str>::new());
        assert_eq!(filled(""), None);
    }
}
