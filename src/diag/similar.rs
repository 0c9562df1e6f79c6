//! Did-you-mean: how alike two names are, in any script, and which of many is meant.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds a name to the letters that tell names apart: lower case, no marks, hyphens, blanks or quotes, and Latin
/// letters for any script, so that `Қасым-Жомарт` and `Kasym Zhomart` are neighbours.
pub fn folded(name: &str) -> String {
    if name.is_ascii() {
        let mut folded = String::with_capacity(name.len());
        let letters = name.bytes().filter(u8::is_ascii_alphanumeric);
        folded.extend(letters.map(|letter| char::from(letter.to_ascii_lowercase())));
        return folded;
    }
    let bare: String = name
        .nfd()
        .filter(|letter| !is_combining_mark(*letter))
        .collect();
    let latin = any_ascii::any_ascii(&bare);
    latin
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| letter.to_ascii_lowercase())
        .collect()
}

/// How alike two names are, from 0 (nothing in common) to 1 (the same once folded).
pub fn closeness(left: &str, right: &str) -> f64 {
    let (left, right) = (folded(left), folded(right));
    if left.is_empty() || right.is_empty() {
        return 0.0;
    }
    strsim::normalized_damerau_levenshtein(&left, &right)
}

/// Whether one is plausibly a slip for the other: one slip in a short word, two in a longer, a third of the letters
/// at most.
pub fn close(written: &str, meant: &str) -> bool {
    let (written, meant) = (folded(written), folded(meant));
    slips_allowed(&written, &meant)
        .is_some_and(|allowed| strsim::damerau_levenshtein(&written, &meant) <= allowed)
}

fn slips_allowed(written: &str, meant: &str) -> Option<usize> {
    let longer = written.len().max(meant.len());
    match longer {
        0..=1 => None,
        2..=5 => Some(1),
        6..=9 => Some(2),
        _ => Some(3),
    }
}

/// Looks for what was meant among many names.
#[derive(Debug)]
pub struct Similar<T> {
    written: String,
    best: Option<(usize, T)>,
}

impl<T> Similar<T> {
    /// Looks for `written`.
    pub fn to(written: &str) -> Self {
        Self {
            written: folded(written),
            best: None,
        }
    }

    /// Offers a candidate under one of its names; the closest wins, the first of equals.
    pub fn offer(&mut self, name: &str, candidate: T) {
        let name = folded(name);
        let Some(allowed) = slips_allowed(&self.written, &name) else {
            return;
        };
        if self.written.len().abs_diff(name.len()) > allowed {
            return;
        }
        let distance = strsim::damerau_levenshtein(&self.written, &name);
        if distance <= allowed
            && self
                .best
                .as_ref()
                .is_none_or(|(least, _)| distance < *least)
        {
            self.best = Some((distance, candidate));
        }
    }

    /// The closest candidate, when there is one close enough.
    pub fn found(self) -> Option<T> {
        self.best.map(|(_, candidate)| candidate)
    }
}

/// The closest of `names` to `written`, when one is close enough.
impl<'n> Similar<&'n str> {
    /// Looks among plain words.
    pub fn among(written: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
        let mut similar = Self::to(written);
        for name in names {
            similar.offer(name, name);
        }
        similar.found()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fold_over_scripts_marks_and_hyphens() {
        assert_eq!(folded("Møller-Sørensen"), folded("Moller Sorensen"));
        assert_eq!(folded("Лавров"), "lavrov");
    }

    #[test]
    fn only_what_is_close_is_meant() {
        let words = ["bilateral", "multilateral", "summit"];
        assert_eq!(Similar::among("bilatral", words), Some("bilateral"));
        assert_eq!(Similar::among("parliament", words), None);
    }
}
