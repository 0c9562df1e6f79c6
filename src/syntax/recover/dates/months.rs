//! The names of months and of weekdays in the languages of most records.

use crate::diag::close;

const NAMES: [&[&str]; 12] = [
    &[
        "january",
        "janvier",
        "januar",
        "enero",
        "janeiro",
        "января",
        "январь",
    ],
    &[
        "february",
        "février",
        "februar",
        "febrero",
        "fevereiro",
        "февраля",
        "февраль",
    ],
    &[
        "march",
        "mars",
        "märz",
        "mrz",
        "marzo",
        "março",
        "марта",
        "март",
    ],
    &["april", "avril", "abril", "апреля", "апрель"],
    &["may", "mai", "mayo", "maio", "мая", "май"],
    &["june", "juin", "juni", "junio", "junho", "июня", "июнь"],
    &["july", "juillet", "juli", "julio", "julho", "июля", "июль"],
    &["august", "août", "agosto", "августа", "август"],
    &[
        "september",
        "septembre",
        "septiembre",
        "setembro",
        "sept",
        "сентября",
        "сентябрь",
    ],
    &[
        "october",
        "octobre",
        "oktober",
        "octubre",
        "outubro",
        "октября",
        "октябрь",
    ],
    &[
        "november",
        "novembre",
        "noviembre",
        "novembro",
        "ноября",
        "ноябрь",
    ],
    &[
        "december",
        "décembre",
        "dezember",
        "diciembre",
        "dezembro",
        "декабря",
        "декабрь",
    ],
];

const WEEKDAYS: [&[&str]; 7] = [
    &["monday", "mon", "montag", "lundi", "lunes", "понедельник"],
    &[
        "tuesday",
        "tue",
        "tues",
        "dienstag",
        "mardi",
        "martes",
        "вторник",
    ],
    &[
        "wednesday",
        "wed",
        "mittwoch",
        "mercredi",
        "miércoles",
        "среда",
    ],
    &[
        "thursday",
        "thu",
        "thur",
        "thurs",
        "donnerstag",
        "jeudi",
        "jueves",
        "четверг",
    ],
    &["friday", "fri", "freitag", "vendredi", "viernes", "пятница"],
    &[
        "saturday",
        "sat",
        "samstag",
        "sonnabend",
        "samedi",
        "sábado",
        "суббота",
    ],
    &[
        "sunday",
        "sun",
        "sonntag",
        "dimanche",
        "domingo",
        "воскресенье",
    ],
];

/// The number of a month by its name, an abbreviation that fits no other month, or a slip of one English name.
pub(super) fn month(text: &str) -> Option<u32> {
    let text = text.trim_end_matches('.');
    let exact = NAMES.iter().position(|names| names.contains(&text));
    let short = || {
        let begins = |names: &&&[&str]| names.iter().any(|name| name.starts_with(text));
        let fits = text.chars().count() >= 3 && NAMES.iter().filter(begins).count() == 1;
        fits.then(|| NAMES.iter().position(|names| begins(&names)))
            .flatten()
    };
    let slip = || {
        let near = |names: &&&[&str]| close(text, names[0]);
        let fits = text.chars().count() >= 6 && NAMES.iter().filter(near).count() == 1;
        fits.then(|| NAMES.iter().position(|names| near(&names)))
            .flatten()
    };
    Some(exact.or_else(short).or_else(slip)? as u32 + 1)
}

/// A month in Roman numerals.
pub(super) fn roman(text: &str) -> Option<u32> {
    const NUMERALS: [&str; 12] = [
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii",
    ];
    let at = NUMERALS.iter().position(|numeral| *numeral == text)?;
    Some(at as u32 + 1)
}

/// What follows a weekday that the text begins with.
pub(super) fn after_weekday(text: &str) -> Option<&str> {
    let end = text.find(|letter: char| !letter.is_alphabetic())?;
    let (day, rest) = text.split_at(end);
    let known = WEEKDAYS.iter().any(|names| names.contains(&day));
    let rest = rest.trim_start_matches(['.', ',', ' ']);
    known.then(|| {
        rest.strip_prefix("the ")
            .or(rest.strip_prefix("den "))
            .unwrap_or(rest)
    })
}
