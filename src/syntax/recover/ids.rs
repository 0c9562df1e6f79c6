//! Slips in and around ids and codes: signs of other notations, blanks, quotation marks, digits first.
//!
//! It is long because every notation is a function by itself.

use std::ops::Range;

use super::slip::{Line, Slip};
use super::tokens::{Is, is_id_char};
use crate::diag::{Safety, id_from, ticked};
use crate::syntax::codes;
use crate::syntax::shape::{Block, Value};
use crate::vocab::countries;
use crate::vocab::lists::{self, List};

/// The slip in or around an id, wherever it stands on the line.
pub(super) fn find(line: &Line<'_>) -> Option<Slip> {
    (1..line.tokens.len())
        .find_map(|at| match line.is(at)? {
            Is::Foreign => in_foreign_quotes(line, at),
            Is::Sign => sign(line, at),
            _ => None,
        })
        .or_else(|| quoted_code(line))
        .or_else(|| at_home(line))
        .or_else(|| progress_at_home(line))
        .or_else(|| reserved(line))
}

fn sign(line: &Line<'_>, at: usize) -> Option<Slip> {
    match line.word(at) {
        "/" => slash(line, at),
        "." => abbreviation(line, at).or_else(|| loose_dot(line, at)),
        "'" | "’" => possessive(line, at),
        "@" => at_sign(line, at),
        "(" => numbered(line, at),
        "[" | "<" | "*" => around(line, at),
        _ => None,
    }
}

/// Whether a token follows the one before it without a blank.
fn joined(line: &Line<'_>, at: usize) -> bool {
    at > 0 && line.range(at - 1).end == line.range(at).start && at < line.tokens.len()
}

/// Whether an id may stand at a place in the line.
fn takes_id(line: &Line<'_>, at: usize) -> bool {
    if line.is(1) == Some(Is::Colon) {
        let field = line.within.field(line.word(0));
        return field.is_some_and(|field| {
            matches!(
                field.value,
                Value::Ref | Value::Refs | Value::Actors | Value::Subjects | Value::DayOrRef
            )
        });
    }
    let first = matches!(
        line.word(0),
        "attendee" | "delegation" | "signature" | "progress"
    );
    let last = (0..line.tokens.len())
        .rev()
        .find(|at| line.is(*at) == Some(Is::Text));
    let before_text = last.is_none_or(|last| at < last || last == 1);
    let follows = matches!(
        line.word(at - 1),
        "by" | "for" | "to" | "of" | "on-behalf-of" | ","
    );
    before_text && (first && at == 1 || follows)
}

fn is_id(text: &str) -> bool {
    text.starts_with(char::is_alphabetic) && text.chars().all(is_id_char)
}

/// `'blinken'` where an id belongs.
fn in_foreign_quotes(line: &Line<'_>, at: usize) -> Option<Slip> {
    let text = line.word(at);
    let mut letters = text.chars();
    letters.next();
    letters.next_back();
    let inside = letters.as_str();
    let small = inside.starts_with(char::is_lowercase) || countries::find(inside).is_some();
    (takes_id(line, at) && is_id(inside) && small).then(|| {
        Slip::new(
            &codes::FOREIGN_QUOTES,
            line.range(at),
            format!("no quotation marks belong around the id {}", ticked(inside)),
        )
        .label("an id stands by itself")
        .help(format!("write `{inside}`"))
        .safely(format!("write `{inside}`"), inside)
    })
}

/// Everything that stands around a sign without blanks: `s/res/2254`, `U.S.A.`
fn run(line: &Line<'_>, at: usize) -> (usize, usize) {
    let part = |at: usize| {
        matches!(line.is(at), Some(Is::Word | Is::Number))
            || matches!(line.word(at), "/" | "." | "(" | ")")
    };
    let (mut first, mut last) = (at, at);
    while first > 1 && joined(line, first) && part(first - 1) {
        first -= 1;
    }
    while joined(line, last + 1) && part(last + 1) {
        last += 1;
    }
    (first, last)
}

/// `lisbon/timetable`, `blinken/borrell`, `s/res/2254`
fn slash(line: &Line<'_>, at: usize) -> Option<Slip> {
    let (first, last) = run(line, at);
    let text = &line.text[line.ranges(first, last)];
    let words = matches!(
        (line.is(at - 1), line.is(at + 1)),
        (Some(Is::Word), Some(Is::Word))
    );
    let is_field = line.is(1) == Some(Is::Colon);
    let symbol =
        text.matches('/').count() > 1 || (first..=last).any(|at| line.is(at) == Some(Is::Number));
    if symbol && first > 1 && is_field && (takes_id(line, first) || line.word(0) == "source") {
        return Some(no_id(
            line.ranges(first, last),
            text,
            "has a sign in it that ids do not have",
        ));
    }
    let of_pledges = line.word(0) == "progress" && at == 2
        || matches!(line.word(0), "reiterates" | "supersedes") && is_field;
    if words && of_pledges {
        let ours = format!("{}.{}", line.word(at - 1), line.word(at + 1));
        return Some(
            Slip::new(
                &codes::FOREIGN_PUNCTUATION,
                line.ranges(at - 1, at + 1),
                "a `/` stands where a dot joins a meeting and its pledge",
            )
            .label("a dot belongs between the two ids")
            .help(format!("write `{ours}`"))
            .safely(format!("write `{ours}`"), ours),
        );
    }
    let of_people = matches!(line.word(0), "statement" | "pledge" | "delegation") && at > 1;
    let text_at = (0..line.tokens.len()).find(|at| line.is(*at) == Some(Is::Text));
    if !words || !of_people || text_at.is_some_and(|text| text < at) {
        return None;
    }
    let joint = line.range(at - 1).end..line.range(at + 1).start;
    Some(
        Slip::new(
            &codes::FOREIGN_PUNCTUATION,
            line.range(at),
            "`/` stands where a comma belongs",
        )
        .label("a comma stands between the items of a list")
        .help(format!(
            "write `{}, {}`",
            line.word(at - 1),
            line.word(at + 1)
        ))
        .fix(
            Safety::Safe,
            "write a comma",
            vec![(joint, ", ".to_owned())],
        ),
    )
}

/// `U.S.`, `U.S.A.`
fn abbreviation(line: &Line<'_>, at: usize) -> Option<Slip> {
    let (first, last) = run(line, at);
    let written = line.ranges(first, last);
    let text = &line.text[written.clone()];
    let capitals = text
        .chars()
        .all(|letter| letter.is_uppercase() || letter == '.');
    let country = countries::named(text).filter(|_| capitals && text.len() > 2)?;
    Some(
        Slip::new(
            &codes::FOREIGN_PUNCTUATION,
            written,
            format!("a country is written by its code, not as {}", ticked(text)),
        )
        .label(format!("{} is `{}`", country.name, country.code))
        .help(format!("write `{}`", country.code))
        .safely(format!("write `{}`", country.code), country.code),
    )
}

/// `acta . demarcacion`
fn loose_dot(line: &Line<'_>, at: usize) -> Option<Slip> {
    let words = matches!(
        (line.is(at - 1), line.is(at + 1)),
        (Some(Is::Word), Some(Is::Word))
    );
    let text = (0..line.tokens.len()).find(|at| line.is(*at) == Some(Is::Text));
    let allowed =
        line.word(0) == "progress" || takes_id(line, at.max(2)) && line.is(1) == Some(Is::Colon);
    if !words || !allowed || text.is_some_and(|text| text < at) {
        return None;
    }
    let ours = format!("{}.{}", line.word(at - 1), line.word(at + 1));
    Some(
        Slip::new(
            &codes::FOREIGN_PUNCTUATION,
            line.ranges(at - 1, at + 1),
            "no blanks belong around the dot of an id",
        )
        .label("a meeting's id, a dot and the pledge's id are one word")
        .help(format!("write `{ours}`"))
        .safely(format!("write `{ours}`"), ours),
    )
}

/// `SY's`
fn possessive(line: &Line<'_>, at: usize) -> Option<Slip> {
    let id = line.is(at - 1) == Some(Is::Word)
        && line.word(at - 1).ends_with(char::is_alphanumeric)
        && joined(line, at);
    let ends = line.word(at + 1) == "s" && joined(line, at + 1);
    (id && ends).then(|| {
        let word = line.word(at - 1);
        Slip::new(
            &codes::FOREIGN_PUNCTUATION,
            line.ranges(at, at + 1),
            format!("an id stands without an ending: {}", ticked(word)),
        )
        .label("this ending does not belong here")
        .help(format!("write `{word}`"))
        .safely("delete the ending", "")
    })
}

/// `@kim-yong-nam`
fn at_sign(line: &Line<'_>, at: usize) -> Option<Slip> {
    let id = line.is(at + 1) == Some(Is::Word) && joined(line, at + 1);
    let word = line.word(at + 1);
    (id && takes_id(line, at)).then(|| {
        Slip::new(
            &codes::FOREIGN_PUNCTUATION,
            line.range(at),
            format!("no `@` belongs before the id {}", ticked(word)),
        )
        .label("an id stands by itself")
        .help(format!("write `{word}`"))
        .safely("delete the `@`", "")
    })
}

/// `[[tokayev]]`, `<tokayev>`, `*tokayev*`: signs of other notations around one id.
fn around(line: &Line<'_>, at: usize) -> Option<Slip> {
    let open = line.word(at);
    let close = match open {
        "[" => "]",
        "<" => ">",
        other => other,
    };
    let opening = (at..line.tokens.len())
        .take_while(|at| line.word(*at) == open)
        .count();
    let id = at + opening;
    let closing = (id + 1..line.tokens.len())
        .take_while(|at| line.word(*at) == close)
        .count();
    let one = line.is(id) == Some(Is::Word) && takes_id(line, at);
    // One pair of brackets is a list's; that has a message of its own.
    if !one || opening != closing || open == "[" && opening == 1 {
        return None;
    }
    let word = line.word(id);
    Some(
        Slip::new(
            &codes::FOREIGN_PUNCTUATION,
            line.ranges(at, id + closing),
            format!(
                "no `{}` and `{}` belong around the id {}",
                open.repeat(opening),
                close.repeat(closing),
                ticked(word)
            ),
        )
        .label("an id stands by itself")
        .help(format!("write `{word}`"))
        .safely(format!("write `{word}`"), word),
    )
}

/// `document res(242) "…"`
fn numbered(line: &Line<'_>, at: usize) -> Option<Slip> {
    let keyword = line.word(0);
    let declared = matches!(
        keyword,
        "party" | "person" | "topic" | "document" | "meeting"
    );
    if !declared || at != 2 || !joined(line, at) {
        return None;
    }
    let (_, last) = run(line, at);
    let written = line.ranges(1, last);
    let text = &line.text[written.clone()];
    let id = id_of(text);
    Some(
        Slip::new(
            &codes::BAD_ID,
            written,
            format!(
                "the id {} of this {keyword} has a sign in it that ids do not have",
                ticked(text)
            ),
        )
        .label("an id begins with a letter and has letters, digits, `-` and `_`")
        .help(format!("write `{id}`"))
        .perhaps(format!("write `{id}`"), id),
    )
}

/// `pledge talks.aid by US` inside the meeting `talks`.
fn at_home(line: &Line<'_>) -> Option<Slip> {
    let keyword = line.word(0);
    let (_, local) = line.word(1).split_once('.')?;
    let nested = matches!(keyword, "pledge" | "statement") && line.word(2) == "by";
    (nested && is_id(local)).then(|| {
        Slip::new(
            &codes::BAD_ID,
            line.range(1),
            format!("the id {} has a dot in it", ticked(line.word(1))),
        )
        .label(format!(
            "where a {keyword} is declared, its id stands alone"
        ))
        .help(format!(
            "write `{local}`; elsewhere it is named with the meeting's id and a dot"
        ))
        .safely(format!("write `{local}`"), local)
    })
}

/// `progress aid 2021 started` inside the pledge `aid`.
fn progress_at_home(line: &Line<'_>) -> Option<Slip> {
    let inside = line.word(0) == "progress" && line.within != Block::File;
    let named = line.is(1) == Some(Is::Word)
        && line.is(2) == Some(Is::Number)
        && !matches!(line.word(1), "by" | "undated");
    (inside && named && lists::find(List::ProgressState, line.word(1)).is_none()).then(|| {
        let word = line.word(1);
        let gap = line.range(1).start..line.range(2).start;
        Slip::new(
            &codes::INCOMPLETE_LINE,
            line.range(1),
            format!("progress inside a pledge needs no id: {}", ticked(word)),
        )
        .label("it is that of the pledge around it")
        .help("leave the id out here")
        .fix(
            Safety::Safe,
            format!("delete `{word}`"),
            vec![(gap, String::new())],
        )
    })
}

/// `for "US"`, `delegation "Brazil"`: a party in quotation marks where only an id can stand.
fn quoted_code(line: &Line<'_>) -> Option<Slip> {
    let is_field = line.is(1) == Some(Is::Colon);
    let office = line.word(0) == "office";
    let at = (1..line.tokens.len()).find(|at| {
        let party = match line.word(at - 1) {
            "for" => {
                !is_field
                    || line
                        .within
                        .field(line.word(0))
                        .is_some_and(|field| field.value == Value::Actors)
            }
            "of" | "to" => office && *at > 2,
            "delegation" => *at == 1,
            _ => false,
        };
        party && line.is(*at) == Some(Is::Text)
    })?;
    let inside = line.word(at).trim_matches('"').trim();
    let slip = |message: String| Slip::new(&codes::QUOTED_VALUE, line.range(at), message);
    let country = countries::find(inside).map(countries::Meant::One);
    match country.or_else(|| countries::meant(inside)) {
        Some(countries::Meant::One(country)) => {
            let title = format!("write `{}`", country.code);
            let message =
                format!("a party is named by its id or code, and `\"{inside}\"` is a text");
            Some(
                slip(message)
                    .label(format!("{} is `{}`", country.name, country.code))
                    .help(title.clone())
                    .safely(title, country.code),
            )
        }
        _ if is_id(inside) && inside.starts_with(char::is_lowercase) => Some(
            slip(format!(
                "no quotation marks belong around the id {}",
                ticked(inside)
            ))
            .label("an id, not a text")
            .help(format!("write `{inside}`"))
            .safely(format!("write `{inside}`"), inside),
        ),
        _ => None,
    }
}

/// `attendee to for VN`: a use of a word that can be no id.
fn reserved(line: &Line<'_>) -> Option<Slip> {
    let is_reserved = |word: &str| {
        matches!(
            word,
            "by" | "for" | "as" | "of" | "to" | "from" | "until" | "verbatim" | "undated"
        )
    };
    let word = line.word(1);
    let goes_on = line.tokens.len() == 2 || matches!(line.word(2), "for" | "as");
    let uses = line.word(0) == "attendee" && goes_on && is_reserved(word);
    uses.then(|| {
        Slip::new(
            &codes::BAD_ID,
            line.range(1),
            format!("`{word}` is a word of the language and cannot be an id"),
        )
        .label("the id of a person belongs here")
        .help("give the person another id, and write it here")
    })
}

/// The slip of an id that can be none; the same words everywhere, so that the uses go with the declaration.
pub(super) fn no_id(written: Range<usize>, text: &str, why: &str) -> Slip {
    let id = id_of(text);
    Slip::new(
        &codes::BAD_ID,
        written,
        format!("the id {} {why}", ticked(text)),
    )
    .label("an id begins with a letter and has letters, digits, `-` and `_`")
    .help(format!("write `{id}`, here and where it is declared"))
    .perhaps(format!("write `{id}`"), id)
}

/// The id nearest to what is none.
pub(super) fn id_of(text: &str) -> String {
    id_from(text.trim_start_matches(|letter: char| !letter.is_alphabetic()))
}
