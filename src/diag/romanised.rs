//! One spelling for the many in which Latin letters render a name from Cyrillic, to compare names of people by.
//!
//! English, German and scholarly habits are known, and what falls together with them; French (`Poutine`) and the two
//! systems for Chinese are not. The spelling is for comparing only: it drops what the habits disagree on, so that `sh`,
//! `ch` and `kh` are one sound, and so are `s`, `z` and `ts`. Where neither of two names shows a sign of Cyrillic it
//! proves nothing, for elsewhere these letters tell people apart.

use super::folded;

/// Shorter words are left as they are: `Ian` is not `Jan`.
const SHORTEST: usize = 4;

/// Letters that habits of writing render one sound by, and what stands for all of them; at each place the first that
/// fits counts.
const SOUNDS: &[(&str, &str)] = &[
    ("schtsch", "h"),
    ("shch", "h"),
    ("tsch", "h"),
    ("sch", "h"),
    ("tch", "h"),
    ("ch", "h"),
    ("sh", "h"),
    ("zh", "h"),
    ("kh", "h"),
    ("x", "ks"),
    ("ck", "k"),
    ("q", "k"),
    ("ts", "s"),
    ("tz", "s"),
    ("z", "s"),
    ("w", "v"),
    ("ph", "f"),
];

/// How surnames end that come from Cyrillic, in any habit of writing.
const ENDINGS: &[&str] = &[
    "ov", "ev", "ow", "ew", "off", "eff", "ova", "eva", "owa", "ewa", "sky", "ski", "skyy", "skiy",
    "skii", "skij", "skyj", "skyi", "skaya", "skaia", "skaja", "ko", "chuk", "tschuk", "tsin",
    "cin", "zin", "kin", "tin", "ych", "ich", "itsch", "dze", "dse", "shvili", "schwili", "yan",
    "jan", "ayev", "ajew", "khin", "chin", "gin", "yko", "iko",
];

/// The common spelling of the words of a name, in their order.
pub fn romanised(name: &str) -> Vec<String> {
    words(name).iter().map(|word| sounded(word)).collect()
}

/// Whether a name shows that it comes from Cyrillic, so that its common spelling may be compared with that of others.
pub fn is_from_cyrillic(name: &str) -> bool {
    let ends_so = |word: &String| {
        let long = word.len() > SHORTEST;
        long && ENDINGS.iter().any(|ending| word.ends_with(ending))
    };
    let is_cyrillic = |letter: char| ('\u{400}'..='\u{52f}').contains(&letter);
    name.chars().any(is_cyrillic) || words(name).iter().any(ends_so)
}

/// The words of a name, each folded; hyphens part words, apostrophes do not.
fn words(name: &str) -> Vec<String> {
    let parts = name
        .split(|letter: char| letter.is_whitespace() || matches!(letter, '-' | '‐' | '.' | ','));
    parts.map(folded).filter(|word| !word.is_empty()).collect()
}

/// A word with one letter for each sound.
fn sounded(word: &str) -> String {
    if word.len() < SHORTEST {
        return word.to_owned();
    }
    let vowels = glides(&one_letter_each(word));
    let mut sounded = String::with_capacity(vowels.len());
    for letter in vowels.chars().filter(char::is_ascii) {
        if !sounded.ends_with(letter) {
            sounded.push(letter);
        }
    }
    ended(&sounded)
}

fn one_letter_each(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let sound = SOUNDS
            .iter()
            .find_map(|(written, sound)| Some((rest.strip_prefix(written)?, sound)));
        match (sound, first) {
            (Some((after, sound)), _) => {
                out.push_str(sound);
                rest = after;
            }
            // `c` alone is `ts` before a soft vowel, as scholars write it, and `k` elsewhere.
            (None, 'c') => {
                rest = &rest[1..];
                out.push(if rest.starts_with(['e', 'i', 'y']) {
                    's'
                } else {
                    'k'
                });
            }
            (None, first) => {
                out.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    out
}

/// `ye`, `je`, `ie`, `yo` are `e`; `y`, `j`, `i` and all their pairs are `i`.
fn glides(word: &str) -> String {
    let is_glide = |letter: char| matches!(letter, 'i' | 'j' | 'y');
    let mut out = String::with_capacity(word.len());
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        if !is_glide(letter) {
            out.push(letter);
            continue;
        }
        while letters.next_if(|next| is_glide(*next)).is_some() {}
        match letters.next_if(|next| matches!(next, 'e' | 'o')) {
            Some(_) => out.push('e'),
            None => out.push('i'),
        }
    }
    out
}

/// The ends of words: `-off` and `-ow` are `-ov` by now, `-chov` is `-chev`, and `-dr` is `-der`.
fn ended(word: &str) -> String {
    for (written, sound) in [("of", "ov"), ("ef", "ev"), ("hov", "hev"), ("dr", "der")] {
        if let Some(stem) = word.strip_suffix(written) {
            return format!("{stem}{sound}");
        }
    }
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all_one(names: &[&str]) {
        let keys: Vec<_> = names.iter().map(|name| romanised(name)).collect();
        assert!(
            keys.iter().all(|key| *key == keys[0]),
            "{names:?}: {keys:?}"
        );
    }

    #[test]
    fn one_name_is_one_in_every_habit() {
        all_one(&[
            "Сергей Лавров",
            "Sergey Lavrov",
            "Sergei Lavrov",
            "Sergej Lawrow",
        ]);
        all_one(&[
            "Хрущёв",
            "Хрущев",
            "Khrushchev",
            "Khruschev",
            "Chruschtschow",
            "Hrushchov",
        ]);
        all_one(&["Никита Хрущёв", "Nikita Khrushchev"]);
        all_one(&[
            "Зеленський",
            "Zelensky",
            "Zelenskyy",
            "Zelenskiy",
            "Selenskyj",
            "Zelens'kyi",
        ]);
        all_one(&[
            "Тоқаев",
            "Токаев",
            "Tokayev",
            "Tokaev",
            "Toqayev",
            "Tokajew",
        ]);
        all_one(&["Ельцин", "Yeltsin", "Eltsin", "Jelzin", "Elcin"]);
        all_one(&["Горбачёв", "Gorbachev", "Gorbatschow", "Gorbachov"]);
        all_one(&["Брежнев", "Brezhnev", "Breschnew"]);
        all_one(&["Шеварднадзе", "Shevardnadze", "Schewardnadse"]);
        all_one(&["Рябков", "Ryabkov", "Rjabkow", "Riabkov"]);
        all_one(&["Ющенко", "Yushchenko", "Juschtschenko"]);
        all_one(&["Aleksandr Fomin", "Alexander Fomin", "Александр Фомин"]);
        all_one(&[
            "Александр Лукашенко",
            "Alexander Lukaschenko",
            "Aleksandr Lukashenko",
        ]);
        all_one(&["Громыко", "Gromyko", "Gromiko"]);
        all_one(&["Nazarbayev", "Nasarbajew", "Nazarbaev", "Назарбаев"]);
    }

    #[test]
    fn other_names_show_no_sign_of_cyrillic() {
        for name in [
            "Wang Zhiming",
            "Chang Wen-chin",
            "Ian Smith",
            "John Adams",
            "Zhou Enlai",
        ] {
            assert!(!is_from_cyrillic(name), "{name}");
        }
    }
}
