//! Slips in a field: its name, its colon, its value.
//!
//! It is long because every kind of value has slips of its own; each is a function by itself.

use std::ops::Range;

use super::slip::{Line, Slip};
use super::tokens::Is;
use super::{amounts, dates, ids, meant};
use crate::diag::{Safety, a, list_of, ticked};
use crate::syntax::codes;
use crate::syntax::shape::{Field, KEYWORDS, Value};
use crate::vocab::{countries, lists};

/// The slip in a line that is a field, or was meant as one.
pub(super) fn find(line: &Line<'_>) -> Option<Slip> {
    if line.is(0) != Some(Is::Word) {
        return None;
    }
    let key = line.word(0);
    if line.is(1) != Some(Is::Colon) {
        return without_colon(line, key);
    }
    if key.starts_with("x-") && key.len() > 2 {
        return None;
    }
    let Some(field) = line.within.field(key) else {
        return Some(unknown_key(line, key));
    };
    run_together(line).or_else(|| value(line, field))
}

fn without_colon(line: &Line<'_>, key: &str) -> Option<Slip> {
    let field = line
        .within
        .field(key)
        .filter(|_| !KEYWORDS.contains(&key) && line.tokens.len() > 1)?;
    let end = line.range(0).end;
    Some(
        Slip::new(
            &codes::MISSING_COLON,
            line.range(0),
            format!("a colon is missing after `{key}`"),
        )
        .label("the name of a field is followed by `:`")
        .help(format!(
            "write `{}: {}`",
            field.key,
            short(&line.text[line.ranges(1, line.tokens.len() - 1)])
        ))
        .fix(
            Safety::Safe,
            "insert the colon",
            vec![(end..end, ":".to_owned())],
        ),
    )
}

fn short(text: &str) -> String {
    let cut: String = text.chars().take(40).collect();
    if cut.len() < text.len() {
        format!("{cut}…")
    } else {
        cut
    }
}

fn unknown_key(line: &Line<'_>, key: &str) -> Slip {
    let noun = line.within.noun();
    let message = format!("{} has no field {}", a(noun), ticked(key));
    let slip = Slip::new(&codes::UNKNOWN_FIELD, line.range(0), message);
    if let Some((field, certain)) = meant::field(key, line.within) {
        let slip = slip
            .label(format!("did you mean `{}`?", field.key))
            .help(format!("write `{}:`", field.key));
        let title = format!("write `{}`", field.key);
        return if certain {
            slip.safely(title, field.key)
        } else {
            slip.perhaps(title, field.key)
        };
    }
    let elsewhere = meant::blocks_with(key);
    let keyword =
        meant::keyword(key, line.within).filter(|keyword| line.within.records().contains(keyword));
    if let Some(keyword) = keyword {
        return slip
            .label(format!(
                "`{keyword}` is a record of its own, without a colon"
            ))
            .help(format!("write `{}`", crate::syntax::shape::form(keyword)));
    }
    if !elsewhere.is_empty() {
        let nouns: Vec<String> = elsewhere.iter().map(|block| a(block.noun())).collect();
        return slip
            .label(format!("`{key}` belongs in {}", list_of(&nouns, "or")))
            .help(format!("move it there, or keep it as `x-{key}:`"));
    }
    let keys: Vec<&str> = line
        .within
        .own_fields()
        .iter()
        .map(|field| field.key)
        .collect();
    let slip = slip.label("no field has this name");
    let slip = match keys.len() {
        0 => slip.help("every line may have `source`, `against`, `reported-by`, `certainty`, `note` and `language`"),
        1..=8 => slip.help(format!("its fields are {}; every line may also have `source`, `certainty` and `note`", list_of(&keys, "and"))),
        _ => slip,
    };
    slip.help(format!(
        "a key of your own begins with `x-`: `x-{}: …`",
        key.to_lowercase()
    ))
}

/// Two fields on one line with nothing between them.
fn run_together(line: &Line<'_>) -> Option<Slip> {
    let at = (3..line.tokens.len().saturating_sub(1)).find(|at| {
        let begins = line.is(*at) == Some(Is::Word) && line.is(at + 1) == Some(Is::Colon);
        begins && meant::field(line.word(*at), line.within).is_some()
    })?;
    let comma = line.is(at - 1) == Some(Is::Comma);
    let (from, to) = (
        if comma {
            line.range(at - 1).start
        } else {
            line.range(at - 1).end
        },
        line.range(at).start,
    );
    let range = if comma {
        line.range(at - 1)
    } else {
        line.range(at)
    };
    Some(
        Slip::new(
            &codes::MISSING_SEPARATOR,
            range,
            format!(
                "`{}` and `{}` stand on one line with no `;` between them",
                line.word(0),
                line.word(at)
            ),
        )
        .label(if comma {
            "a comma does not separate fields"
        } else {
            "a new field begins here"
        })
        .help("put `;` between them, or each on its own line")
        .fix(
            Safety::Safe,
            "put `;` between them",
            vec![(from..to, "; ".to_owned())],
        ),
    )
}

fn value(line: &Line<'_>, field: &Field) -> Option<Slip> {
    if line.tokens.len() < 3 {
        return Some(
            Slip::new(
                &codes::MISSING_VALUE,
                line.ranges(0, 1),
                format!("`{}` has no value", field.key),
            )
            .label(format!("{} should follow", field.value.noun()))
            .help(format!(
                "write `{}: {}`, or delete the line",
                field.key,
                example(field)
            )),
        );
    }
    if line.is(line.tokens.len() - 1) == Some(Is::Comma) {
        return Some(super::habits::comma_at_end(line));
    }
    let written = line.ranges(2, line.tokens.len() - 1);
    let text = &line.text[written.clone()];
    quoted(line, field, &written, text)
        .or_else(|| match field.value {
            Value::Day | Value::DayOrRef => day(&written, text, field),
            Value::Text | Value::Texts => unquoted(line, field, &written, text),
            Value::Word => words(line, field, &written, text),
            Value::Amount => amount(&written, text),
            Value::Length => amounts::length(text)
                .map(|ours| foreign_amount(&written, text, ours, "length of time")),
            Value::Place => place(line, &written, text),
            _ => list(line, field),
        })
        .or_else(|| Some(wrong(field, written, text)))
}

fn example(field: &Field) -> &'static str {
    match field.key {
        "kind" => "…",
        _ => field.value.example(),
    }
}

fn wrong(field: &Field, written: Range<usize>, text: &str) -> Slip {
    Slip::new(
        &codes::WRONG_VALUE,
        written,
        format!(
            "`{}` takes {}, not {}",
            field.key,
            field.value.noun(),
            ticked(text)
        ),
    )
    .label("this cannot be read here")
    .help(format!("write `{}: {}`", field.key, example(field)))
}

/// A value in quotation marks where none belong.
fn quoted(line: &Line<'_>, field: &Field, written: &Range<usize>, text: &str) -> Option<Slip> {
    let only = line.tokens.len() == 3 && line.is(2) == Some(Is::Text);
    let inside = text.trim_matches('"').trim();
    let takes_text = field.value.takes_text();
    if !only || takes_text || inside.is_empty() {
        return None;
    }
    let ours = match field.value {
        Value::Day | Value::DayOrRef => {
            dates::read(inside).map_or_else(|| inside.to_owned(), |reading| reading.written)
        }
        Value::Amount => amounts::read(inside).unwrap_or_else(|| inside.to_owned()),
        _ => inside.to_owned(),
    };
    if matches!(
        field.value,
        Value::Ref | Value::Refs | Value::Word | Value::Language
    ) && inside.contains(char::is_whitespace)
    {
        return None;
    }
    Some(
        Slip::new(
            &codes::QUOTED_VALUE,
            written.clone(),
            format!(
                "no quotation marks belong around the value of `{}`",
                field.key
            ),
        )
        .label(format!("{}, not a text", field.value.noun()))
        .help(format!("write `{}: {ours}`", field.key))
        .safely("remove the quotation marks", ours.clone()),
    )
}

fn day(written: &Range<usize>, text: &str, field: &Field) -> Option<Slip> {
    foreign_date(written, text).or_else(|| {
        let time_only = text.len() <= 8 && text.contains(':');
        let help = if time_only {
            "write the day and the time: `2024-10-29T14:30`"
        } else {
            "write `2024`, `2024-10` or `2024-10-29`; if the source gives none, `undated`"
        };
        Some(
            Slip::new(
                &codes::WRONG_VALUE,
                written.clone(),
                format!("{} is no date that can be read", ticked(text)),
            )
            .label(format!("`{}` takes {}", field.key, field.value.noun()))
            .help(help),
        )
    })
}

/// The slip of a date in another notation.
pub(super) fn foreign_date(written: &Range<usize>, text: &str) -> Option<Slip> {
    let reading = dates::read(text)?;
    let slip = Slip::new(
        &codes::FOREIGN_DATE,
        written.clone(),
        format!("the date {} is written in another notation", ticked(text)),
    );
    Some(match reading.or {
        Some(other) => slip
            .label(format!("`{}` or `{other}`?", reading.written))
            .help(format!(
                "write `{}`, or `{other}` if that is meant",
                reading.written
            ))
            .perhaps(format!("write `{}`", reading.written), reading.written),
        None => slip
            .label(format!("this is `{}` here", reading.written))
            .help(format!("write `{}`", reading.written))
            .safely(format!("write `{}`", reading.written), reading.written),
    })
}

fn unquoted(line: &Line<'_>, field: &Field, written: &Range<usize>, text: &str) -> Option<Slip> {
    if line.is(2) == Some(Is::Text) {
        let one = field.value == Value::Text || line.is(3) != Some(Is::Text);
        return (one && line.is(3) != Some(Is::Comma))
            .then(|| marks_within(line.range(2).end, written, text))
            .flatten()
            .or_else(|| between_texts(line));
    }
    Some(unquoted_text(
        written.clone(),
        text,
        &format!("the value of `{}`", field.key),
    ))
}

/// The slip of a text without its quotation marks.
pub(super) fn unquoted_text(written: Range<usize>, text: &str, what: &str) -> Slip {
    let inside = text
        .trim()
        .trim_matches(['"', '“', '”', '\''])
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', " ");
    Slip::new(
        &codes::UNQUOTED_TEXT,
        written,
        format!("{what} has no quotation marks around it"),
    )
    .label("a text begins and ends with `\"`")
    .help(format!("write `\"{}\"`", short(&inside)))
    .safely("put it in quotation marks", format!("\"{inside}\""))
}

/// `"the "special" talks"`: a mark within the text, before byte `mark`, that ends it too early.
pub(super) fn marks_within(mark: usize, written: &Range<usize>, text: &str) -> Option<Slip> {
    let inside = text
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'))?;
    if inside.contains(['\\', '\n']) || inside.contains("\"\"") {
        return None;
    }
    let ours = format!("\"{}\"", inside.replace('"', "\\\""));
    Some(
        Slip::new(
            &codes::UNQUOTED_TEXT,
            mark - 1..mark,
            "a quotation mark within this text ends it too early",
        )
        .label("the text ends here, and more of it follows")
        .help(format!(
            "write `\\\"` for a mark within a text: `{}`",
            short(&ours)
        ))
        .fix(
            Safety::LookFirst,
            "write the marks within it as `\\\"`",
            vec![(written.clone(), ours)],
        ),
    )
}

/// Two texts with no comma between them.
fn between_texts(line: &Line<'_>) -> Option<Slip> {
    let at = (3..line.tokens.len())
        .find(|at| line.is(*at) == Some(Is::Text) && !matches!(line.is(at - 1), Some(Is::Comma)))?;
    let end = line.range(at - 1).end;
    Some(
        Slip::new(
            &codes::MISSING_SEPARATOR,
            line.range(at),
            "a comma is missing between two texts",
        )
        .label("another text begins here")
        .help("put a comma between them; if it is one text, write the marks within it as `\\\"`")
        .fix(
            Safety::LookFirst,
            "insert a comma",
            vec![(end..end, ",".to_owned())],
        ),
    )
}

/// A word of a list written as several, or as something else.
fn words(line: &Line<'_>, field: &Field, written: &Range<usize>, text: &str) -> Option<Slip> {
    let inside = text.trim_matches('"');
    let list = crate::vocab::lists_of(field.key, line.within.noun());
    let meant = list.and_then(|list| {
        lists::meant(list, inside)
            .or_else(|| lists::find(list, &inside.to_lowercase().replace([' ', '_'], "-")))
    });
    let slip = Slip::new(
        &codes::WRONG_VALUE,
        written.clone(),
        format!(
            "`{}` takes one word of its list, not {}",
            field.key,
            ticked(text)
        ),
    );
    if let Some(word) = meant {
        return Some(
            slip.label(format!("the word for this is `{}`", word.word))
                .help(format!("write `{}: {}`", field.key, word.word))
                .safely(format!("write `{}`", word.word), word.word),
        );
    }
    let words: Vec<&str> = list
        .map(|list| lists::words(list).iter().map(|word| word.word).collect())
        .unwrap_or_default();
    let help = match words.len() {
        0 => return Some(slip.label("this is not one word")),
        1..=8 => format!("write one of {}", list_of(&words, "or")),
        _ => format!(
            "`dip vocabulary {}` shows the list",
            list.map_or("", lists::List::name)
        ),
    };
    Some(slip.label("no word of the list").help(help))
}

fn amount(written: &Range<usize>, text: &str) -> Option<Slip> {
    let ours = amounts::read(text).filter(|ours| ours != text)?;
    Some(foreign_amount(written, text, ours, "amount"))
}

fn foreign_amount(written: &Range<usize>, text: &str, ours: String, noun: &str) -> Slip {
    Slip::new(
        &codes::FOREIGN_AMOUNT,
        written.clone(),
        format!("the {noun} {} is written in another notation", ticked(text)),
    )
    .label("the number in digits, then its scale, then the unit")
    .help(format!("write `{ours}`"))
    .perhaps(format!("write `{ours}`"), ours)
}

fn place(line: &Line<'_>, written: &Range<usize>, text: &str) -> Option<Slip> {
    if line.is(2) == Some(Is::Text) {
        return place_after_text(line);
    }
    let (town, country) = text
        .rsplit_once(',')
        .map_or((text, None), |(town, country)| (town, Some(country.trim())));
    let code =
        country.and_then(|country| countries::find(country).or_else(|| one_country(country)));
    let ours = match (code, country) {
        (Some(code), _) => format!("\"{}\", {}", town.trim(), code.code),
        (None, Some(_)) => format!("\"{}\"", text.trim()),
        (None, None) => format!("\"{}\"", town.trim()),
    };
    Some(
        Slip::new(
            &codes::UNQUOTED_TEXT,
            written.clone(),
            format!(
                "the place {} has no quotation marks around it",
                ticked(text)
            ),
        )
        .label("a place is a text, and the country its code")
        .help(format!("write `place: {ours}`"))
        .safely("put it in quotation marks", ours),
    )
}

/// The only country that a word may mean.
fn one_country(word: &str) -> Option<&'static countries::Country> {
    match countries::meant(word)? {
        countries::Meant::One(country) => Some(country),
        _ => None,
    }
}

fn place_after_text(line: &Line<'_>) -> Option<Slip> {
    let comma = line.is(3) == Some(Is::Comma);
    let at = if comma { 4 } else { 3 };
    if line.tokens.len() <= at {
        return None;
    }
    let rest = line.ranges(at, line.tokens.len() - 1);
    let name = line.text[rest.clone()].trim_matches('"');
    let country = countries::find(name).or_else(|| one_country(name));
    let joint = line.range(2).end..rest.end;
    match country {
        Some(country) if country.code == name && !comma => Some(missing_comma(line, 3)),
        Some(country) => Some(
            Slip::new(
                &codes::WRONG_VALUE,
                rest,
                format!("a country is written by its code, not as {}", ticked(name)),
            )
            .label(format!("{} is `{}`", country.name, country.code))
            .help(format!("write `{}`", country.code))
            .fix(
                Safety::Safe,
                format!("write `{}`", country.code),
                vec![(joint, format!(", {}", country.code))],
            ),
        ),
        None if !comma && line.is(3) == Some(Is::Word) => Some(missing_comma(line, 3)),
        None => None,
    }
}

/// A list of ids with something else than commas between them.
fn list(line: &Line<'_>, field: &Field) -> Option<Slip> {
    let takes_texts = matches!(field.value, Value::Actors | Value::Subjects);
    takes_texts
        .then(|| name_in_words(line).or_else(|| text_after_text(line)))
        .flatten()
        .or_else(|| (3..line.tokens.len()).find_map(|at| list_item(line, at)))
        .or_else(|| digits_first(line))
}

/// `publisher: The Astana Times`: a name of several words where an id or a text belongs.
fn name_in_words(line: &Line<'_>) -> Option<Slip> {
    let ends = |at: usize| {
        line.is(at) != Some(Is::Word) || matches!(line.word(at), "for" | "and" | "und" | "et")
    };
    let (first, last) = (2..line.tokens.len())
        .filter(|at| *at == 2 || ends(at - 1))
        .map(|first| {
            let end = (first..line.tokens.len()).find(|at| ends(*at));
            (first, end.unwrap_or(line.tokens.len()))
        })
        .find(|(first, end)| {
            let is_name = |word: &str| {
                word.starts_with(char::is_uppercase) && countries::find(word).is_none()
            };
            end.saturating_sub(*first) > 1 && (*first..*end).any(|at| is_name(line.word(at)))
        })
        .map(|(first, end)| (first, end - 1))?;
    let written = line.ranges(first, last);
    let text = &line.text[written.clone()];
    Some(
        Slip::new(
            &codes::UNQUOTED_TEXT,
            written,
            format!("{} is neither an id nor a text", ticked(text)),
        )
        .label("an id belongs here, or a text in quotation marks")
        .help(format!("write the id, or `\"{text}\"`"))
        .perhaps("put it in quotation marks", format!("\"{text}\"")),
    )
}

/// Two texts side by side in a list.
fn text_after_text(line: &Line<'_>) -> Option<Slip> {
    let after = |at: usize| matches!(line.is(at - 1), Some(Is::Text | Is::Tag));
    (3..line.tokens.len())
        .any(|at| line.is(at) == Some(Is::Text) && after(at))
        .then(|| between_texts(line))
        .flatten()
}

/// The slip between two items of a list of actors or ids: `and` for a comma, or nothing at all.
pub(super) fn list_item(line: &Line<'_>, at: usize) -> Option<Slip> {
    let word = line.word(at);
    if matches!(word, "and" | "&" | "+" | "und" | "et" | "y" | "и" | "/")
        && at + 1 < line.tokens.len()
    {
        let joint = line.range(at - 1).end..line.range(at + 1).start;
        return Some(
            Slip::new(
                &codes::FOREIGN_PUNCTUATION,
                line.range(at),
                format!("`{word}` stands where a comma belongs"),
            )
            .label("a comma stands between the items of a list")
            .help("write `,`")
            .fix(
                Safety::Safe,
                "write a comma",
                vec![(joint, ", ".to_owned())],
            ),
        );
    }
    let item = |at: usize| {
        matches!(line.is(at), Some(Is::Word))
            && !matches!(line.word(at), "for" | "to" | "as" | "of")
    };
    (item(at) && item(at - 1)).then(|| missing_comma(line, at))
}

fn missing_comma(line: &Line<'_>, at: usize) -> Slip {
    let end = line.range(at - 1).end;
    Slip::new(
        &codes::MISSING_SEPARATOR,
        line.range(at),
        format!("a comma is missing before {}", ticked(line.word(at))),
    )
    .label("another item begins here")
    .help("put commas between the items of a list; an id has no blank in it")
    .fix(
        Safety::LookFirst,
        "insert a comma",
        vec![(end..end, ",".to_owned())],
    )
}

fn digits_first(line: &Line<'_>) -> Option<Slip> {
    let at = (2..line.tokens.len()).find(|at| line.is(*at) == Some(Is::Number))?;
    let (written, text) = (line.range(at), line.word(at));
    if text.chars().any(char::is_alphabetic) {
        return Some(ids::no_id(written, text, "begins with a digit"));
    }
    Some(
        Slip::new(
            &codes::BAD_ID,
            written,
            format!("{} is no id: an id begins with a letter", ticked(text)),
        )
        .label("the id of a record belongs here")
        .help(
            "write the id as it stands after `person`, `party`, `topic`, `document` or `meeting`",
        ),
    )
}
