//! Slips in the line of an office: its title, whose it is, how and when it is held.

use super::clauses::{insert_before, is_country, position, replace, swap};
use super::days::unreadable;
use super::fields::unquoted_text;
use super::heads::in_any_clause;
use super::slip::{Line, Slip};
use super::tokens::Is;
use crate::diag::{Safety, ticked};
use crate::syntax::codes;
use crate::vocab::lists;

pub(super) fn find(line: &Line<'_>) -> Option<Slip> {
    if line.is(1) == Some(Is::Word) {
        let end = position(line, "of")
            .filter(|at| *at > 1)
            .unwrap_or(line.tokens.len());
        let written = line.ranges(1, end - 1);
        let text = &line.text[written.clone()];
        return Some(unquoted_text(written, text, "the title of an office"));
    }
    if let Some(slip) = still_held(line)
        .or_else(|| status_in_words(line))
        .or_else(|| years_joined(line).filter(|_| position(line, "from").is_some()))
        .or_else(|| in_any_clause(line, &["from", "until"]))
        .or_else(|| no_date(line))
    {
        return Some(slip);
    }
    quoted_party(line)
        .or_else(|| clause_words(line))
        .or_else(|| years_joined(line))
        .or_else(|| {
            let (until, from) = (position(line, "until")?, position(line, "from")?);
            (until < from && from + 1 < line.tokens.len()).then(|| {
                swap(
                    line,
                    (until, from - 1),
                    (from, line.tokens.len() - 1),
                    "`from` belongs before `until`",
                )
            })
        })
        .or_else(|| in_any_clause(line, &["from", "until"]))
}

/// `office "Minister" of "France"`
fn quoted_party(line: &Line<'_>) -> Option<Slip> {
    if line.word(2) != "of" || line.is(3) != Some(Is::Text) {
        return None;
    }
    let text = &line.text[line.range(3)];
    Some(
        Slip::new(
            &codes::INCOMPLETE_LINE,
            line.range(3),
            format!("an office is `of` a party, and {} is a text", ticked(text)),
        )
        .label("a party is named by its id")
        .help(format!(
            "declare it: `party ID {text}`, and write that id here"
        )),
    )
}

/// Another word, or none, where `of`, `from` or `until` belongs.
fn clause_words(line: &Line<'_>) -> Option<Slip> {
    for at in 2..line.tokens.len() {
        match (line.word(at), line.is(at + 1)) {
            ("to", Some(Is::Number)) => {
                return Some(replace(
                    line,
                    at,
                    "until",
                    "an office is held `from` a day `until` a day".to_owned(),
                ));
            }
            ("till" | "til" | "through" | "thru" | "bis", _) => {
                return Some(replace(
                    line,
                    at,
                    "until",
                    "an office is held `from` a day `until` a day".to_owned(),
                ));
            }
            ("since", _) => {
                return Some(replace(
                    line,
                    at,
                    "from",
                    "an office is held `from` a day".to_owned(),
                ));
            }
            ("-" | "–" | "—", Some(Is::Number)) => {
                return Some(replace(
                    line,
                    at,
                    "until",
                    "an office is held `from` a day `until` a day".to_owned(),
                ));
            }
            ("for" | "in", _) if at == 2 => {
                return Some(replace(
                    line,
                    at,
                    "of",
                    "an office is `of` a party".to_owned(),
                ));
            }
            (word, _) if at == 2 && is_country(word) => {
                return Some(insert_before(
                    line,
                    at,
                    "of",
                    format!("`of` is missing before the party {}", ticked(word)),
                ));
            }
            _ => {}
        }
        if line.is(at) == Some(Is::Number) && !matches!(line.word(at - 1), "from" | "until") {
            if let Some(slip) = years_joined(line) {
                return Some(slip);
            }
            return Some(insert_before(
                line,
                at,
                "from",
                format!(
                    "`from` or `until` is missing before {}",
                    ticked(line.word(at))
                ),
            ));
        }
    }
    None
}

/// `until present`: an office that is still held has no end.
fn still_held(line: &Line<'_>) -> Option<Slip> {
    const NOW: [&str; 12] = [
        "present",
        "now",
        "today",
        "date",
        "ongoing",
        "current",
        "heute",
        "jetzt",
        "aujourd'hui",
        "hoy",
        "сейчас",
        "incumbent",
    ];
    let at = (2..line.tokens.len().checked_sub(1)?).find(|at| {
        let joint = matches!(
            line.word(*at),
            "until" | "to" | "till" | "through" | "-" | "–" | "—" | "bis"
        );
        let next = line.word(at + 1).to_lowercase();
        let the = next == "the" && line.word(at + 2) == "present";
        joint && (the || NOW.contains(&next.as_str()))
    })?;
    let last = if line.word(at + 1) == "the" {
        at + 2
    } else {
        at + 1
    };
    let written = line.ranges(at, last);
    let text = &line.text[written.clone()];
    let gap = line.range(at - 1).end..written.end;
    Some(
        Slip::new(
            &codes::WRONG_VALUE,
            written,
            format!("{} is no day on which an office ends", ticked(text)),
        )
        .label("an office that is still held has no `until`")
        .help("leave it out")
        .fix(
            Safety::Safe,
            format!("delete `{text}`"),
            vec![(gap, String::new())],
        ),
    )
}

/// `as chargé d'affaires`
fn status_in_words(line: &Line<'_>) -> Option<Slip> {
    let at = position(line, "as")?;
    let end =
        (at + 1..line.tokens.len()).find(|at| matches!(line.word(*at), "from" | "until" | "since"));
    let end = end.unwrap_or(line.tokens.len());
    if end < at + 2 {
        return None;
    }
    let written = line.ranges(at + 1, end - 1);
    let text = &line.text[written.clone()];
    let bare = text.trim_matches('"');
    let word = lists::find(lists::List::OfficeStatus, bare)
        .or_else(|| lists::meant(lists::List::OfficeStatus, bare))
        .filter(|word| word.word != text)?;
    Some(
        Slip::new(
            &codes::INCOMPLETE_LINE,
            written,
            format!(
                "how an office is held is one word of its list, not {}",
                ticked(text)
            ),
        )
        .label(format!("the word for this is `{}`", word.word))
        .help(format!("write `as {}`", word.word))
        .safely(format!("write `{}`", word.word), word.word),
    )
}

/// What stands behind `from` or `until` and is no date.
fn no_date(line: &Line<'_>) -> Option<Slip> {
    (2..line.tokens.len().checked_sub(1)?)
        .filter(|at| matches!(line.word(*at), "from" | "until"))
        .find_map(|at| {
            let end = (at + 1..line.tokens.len())
                .find(|end| super::heads::ends_clause(line.word(*end)))
                .unwrap_or(line.tokens.len());
            let written = line.ranges(at + 1, end.checked_sub(1).filter(|end| *end > at)?);
            let text = &line.text[written.clone()];
            let digit = text.contains(|letter: char| letter.is_ascii_digit());
            (digit && !super::is_date(text))
                .then(|| unreadable(&written, text, format!("`{}` takes a date", line.word(at))))
        })
}

/// `from 2019-2022`
fn years_joined(line: &Line<'_>) -> Option<Slip> {
    let at = (3..line.tokens.len()).find(|at| line.is(*at) == Some(Is::Number))?;
    let (from, until) = line.word(at).split_once(['-', '–', '/'])?;
    let year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let ours = if line.word(at - 1) == "from" {
        format!("{from} until {until}")
    } else {
        format!("from {from} until {until}")
    };
    (year(from) && year(until)).then(|| {
        Slip::new(
            &codes::FOREIGN_DATE,
            line.range(at),
            format!("{} is not one date but two", ticked(line.word(at))),
        )
        .label("an office is held `from` one `until` the other")
        .help(format!("write `{ours}`"))
        .safely(format!("write `{ours}`"), ours)
    })
}
