//! The letters of a name: which of them is of another script than the rest, and the id that a name makes.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A letter of a name that is of another script than most of it, and the name of that script: the `а` of `brаndt`.
pub fn stranger(name: &str) -> Option<(char, &'static str)> {
    let scripts = || name.chars().filter_map(script);
    let count = |script: &str| scripts().filter(|other| *other == script).count();
    let most = scripts().max_by_key(|script| (count(script), *script == "Latin"))?;
    let other = |letter: &char| script(*letter).is_some_and(|script| script != most);
    let letter = name.chars().find(other)?;
    Some((letter, script(letter)?))
}

fn script(letter: char) -> Option<&'static str> {
    Some(match letter {
        'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => "Latin",
        '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => "Greek",
        '\u{400}'..='\u{52F}' => "Cyrillic",
        _ => return None,
    })
}

/// An id made from a name: lower-case letters of its own script, hyphens between words, at most four of them.
pub fn id_from(name: &str) -> String {
    let mut id = String::new();
    for letter in name.chars().flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() {
            id.push(letter);
        } else if !id.is_empty() && !id.ends_with('-') && !matches!(letter, '\'' | '’' | '.') {
            id.push('-');
        }
    }
    let id = id.trim_matches('-').to_owned();
    let words: Vec<&str> = id.split('-').collect();
    let short = if words.len() > 4 {
        words[..4].join("-")
    } else {
        id
    };
    if short.starts_with(char::is_alphabetic) {
        short
    } else {
        format!("x{short}")
    }
}

/// The same, without accents where the name is in Latin letters: as it is typed.
pub fn id_for(label: &str) -> String {
    let bare: String = label
        .nfd()
        .filter(|letter| !is_combining_mark(*letter))
        .collect();
    id_from(if bare.is_ascii() { &bare } else { label })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_of_another_script_is_named() {
        assert_eq!(stranger("brаndt"), Some(('а', "Cyrillic")));
        assert_eq!(stranger("ερντoγάν"), Some(('o', "Latin")));
        assert_eq!(stranger("КW"), Some(('К', "Cyrillic")));
        assert_eq!(stranger("ΤR"), Some(('Τ', "Greek")));
        assert_eq!(stranger("brandt"), None);
        assert_eq!(stranger("Громыко"), None);
    }
}
