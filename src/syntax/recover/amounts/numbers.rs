//! Numbers and their scales, in digits and in words.

/// The words of an amount: blanks between digits and the letters or signs that touch them.
pub(super) fn words(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let kind = |at: usize| -> u8 {
        let digit = |at: Option<usize>| {
            at.and_then(|at| letters.get(at))
                .is_some_and(char::is_ascii_digit)
        };
        match letters[at] {
            letter if letter.is_whitespace() => 0,
            letter if letter.is_ascii_digit() => 1,
            '.' | ',' | '\'' | '’' if digit(at.checked_sub(1)) && digit(Some(at + 1)) => 1,
            '-' if at > 0 && letters[at - 1].is_alphabetic() => 0,
            letter if letter.is_alphabetic() => 2,
            '\'' | '’' | '.' => 2,
            _ => 3,
        }
    };
    let mut words: Vec<String> = Vec::new();
    let mut before = 0;
    for (at, letter) in letters.iter().enumerate() {
        let now = kind(at);
        match words.last_mut() {
            Some(word) if now == before && matches!(now, 1 | 2) => word.push(*letter),
            _ if now != 0 => words.push(letter.to_string()),
            _ => {}
        }
        before = now;
    }
    words
}

/// A number and the one that follows it in words: `twenty` and `five`, `two` and `hundred`.
pub(super) fn joined(before: Option<&str>, found: &str) -> Option<String> {
    let Some(before) = before else {
        return Some(found.to_owned());
    };
    // `25 000 000`
    let grouped = |group: &str| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit());
    let whole = before.bytes().all(|byte| byte.is_ascii_digit());
    if whole && grouped(found) && found != "100" {
        return Some(format!("{before}{found}"));
    }
    let (before, found): (u32, u32) = (before.parse().ok()?, found.parse().ok()?);
    match (before, found) {
        (1..=9, 100) => Some((before * 100).to_string()),
        (20.., 1..=9) if before % 10 == 0 => Some((before + found).to_string()),
        (100.., 1..=99) if before % 100 == 0 => Some((before + found).to_string()),
        _ => None,
    }
}

/// The number that a word is.
pub(super) fn in_digits(word: &str) -> Option<String> {
    const WORDS: [(&str, &str); 24] = [
        ("one", "1"),
        ("two", "2"),
        ("three", "3"),
        ("four", "4"),
        ("five", "5"),
        ("six", "6"),
        ("seven", "7"),
        ("eight", "8"),
        ("nine", "9"),
        ("ten", "10"),
        ("eleven", "11"),
        ("twelve", "12"),
        ("fifteen", "15"),
        ("twenty", "20"),
        ("thirty", "30"),
        ("forty", "40"),
        ("fifty", "50"),
        ("sixty", "60"),
        ("seventy", "70"),
        ("eighty", "80"),
        ("ninety", "90"),
        ("hundred", "100"),
        ("an", "1"),
        ("half", "0.5"),
    ];
    if let Some((_, digits)) = WORDS.iter().find(|(name, _)| *name == word) {
        return Some((*digits).to_owned());
    }
    let begins = word.starts_with(|letter: char| letter.is_ascii_digit());
    let numeric =
        |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',' | '\'' | '’');
    if !begins || !word.chars().all(numeric) {
        return None;
    }
    // The last of two signs begins the decimals; one sign alone groups where three digits follow each.
    let last = word.rfind(['.', ',']);
    let signs = |sign: char| word.matches(sign).count();
    let (whole, part) = match (last, signs('.'), signs(',')) {
        (None, ..) => (word, ""),
        (Some(_), 2.., 0) | (Some(_), 0, 2..) => (word, ""),
        (Some(at), 0, 1) if word.len() - at == 4 => (word, ""),
        (Some(at), ..) => (&word[..at], &word[at + 1..]),
    };
    let groups: Vec<&str> = whole.split(['.', ',', '\'', '’']).collect();
    let grouped = groups.iter().skip(1).all(|group| group.len() == 3);
    let digits = groups.concat();
    (grouped && !part.contains(['\'', '’'])).then(|| {
        if part.is_empty() {
            digits
        } else {
            format!("{digits}.{part}")
        }
    })
}

/// The scale that a word is, and by how many further places it moves the point.
pub(super) fn scale(word: &str) -> Option<(&'static str, usize)> {
    match word.trim_end_matches('.') {
        "thousand" | "thousands" | "k" | "tsd" | "tausend" | "mille" | "тыс" | "тысяч" => {
            Some(("thousand", 0))
        }
        "million" | "millions" | "m" | "mn" | "mln" | "mio" | "mill" | "millionen" | "millones"
        | "milhões" | "млн" | "миллион" | "миллионов" => Some(("million", 0)),
        "billion"
        | "billions"
        | "bn"
        | "bln"
        | "b"
        | "mrd"
        | "mia"
        | "milliard"
        | "milliards"
        | "milliarde"
        | "milliarden"
        | "млрд"
        | "миллиард"
        | "миллиардов" => Some(("billion", 0)),
        "trillion" | "trillions" | "trn" | "tn" => Some(("billion", 3)),
        "lakh" | "lakhs" => Some(("thousand", 2)),
        "crore" | "crores" => Some(("million", 1)),
        _ => None,
    }
}

/// A number with its point moved to the right.
pub(super) fn shifted(number: &str, places: usize) -> String {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let kept = part.len().min(places);
    let zeros = "0".repeat(places - kept);
    let moved = format!("{whole}{}{zeros}", &part[..kept]);
    let moved = moved.trim_start_matches('0');
    let rest = &part[kept..];
    match (moved, rest) {
        ("", _) => format!("0.{rest}"),
        (moved, "") => moved.to_owned(),
        (moved, rest) => format!("{moved}.{rest}"),
    }
}
