//! Slips in a field: its name, its colon, its value.
//!
//! It is long because every kind of value has slips of its own; each is a function by itself.

use std::ops::Range;

use super::places::one_country;
use super::slip::{Line, Slip};
use super::tokens::Is;
use super::{days, ids, instead, locators, meant, places, sums};
use crate::diag::{Safety, a, list_of, ticked};
use crate::syntax::codes;
use crate::syntax::shape::{Block, Field, KEYWORDS, Value};
use crate::vocab::{countries, lists, verbs};

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
    if let Some((label, help)) = instead::find(line) {
        let slip = slip.label(label).help(help);
        let told = instead::is_told(line);
        return if told { slip.told() } else { slip };
    }
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
    if line.within == Block::Person && matches!(key, "kind" | "type" | "rank") {
        return slip
            .label("what somebody is stands in an `office`")
            .help("write `office \"…\" of PARTY`, or delete the line");
    }
    if key == "verbatim" {
        return slip
            .label("`verbatim` belongs in the head, behind the text")
            .help("write `\"…\" verbatim {`, and delete this");
    }
    if let Some(slip) = keyword.and_then(|keyword| several_records(line, keyword)) {
        return slip;
    }
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
            .help(format!(
                "move it into {}, or keep it as `x-{key}:`",
                list_of(&nouns, "or")
            ));
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

/// `attendees: [blinken, wang-yi]`: the same with brackets round it, which go with it.
pub(super) fn several_in_brackets(line: &Line<'_>) -> Option<Slip> {
    let key = line.word(0);
    if line.is(1) != Some(Is::Colon) || line.word(2) != "[" || line.within.field(key).is_some() {
        return None;
    }
    meant::keyword(key, line.within)
        .filter(|keyword| line.within.records().contains(keyword))
        .and_then(|keyword| several_records(line, keyword))
}

/// `attendees: blinken, wang-yi`: a list where each has a record of its own.
fn several_records(line: &Line<'_>, keyword: &str) -> Option<Slip> {
    let written = line.whole();
    let list = &line.text[line.ranges(2, line.tokens.len().checked_sub(1)?)];
    let items: Vec<String> = list
        .trim_start_matches('[')
        .trim_end_matches(']')
        .split(',')
        .map(|item| format!("{keyword} {}", item.trim()))
        .collect();
    let ours = items.join("; ");
    let read = items
        .iter()
        .all(|item| super::read(line.within, item).is_ok());
    (keyword == "attendee" && read).then(|| {
        Slip::new(
            &codes::UNKNOWN_FIELD,
            line.range(0),
            format!(
                "who was there is no field {} but a line for each",
                ticked(line.word(0))
            ),
        )
        .label(format!(
            "`{keyword}` is a record of its own, without a colon"
        ))
        .help(format!("write `{ours}`, or each on a line of its own"))
        .fix(
            Safety::Safe,
            format!("write `{ours}`"),
            vec![(written, ours)],
        )
    })
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
    nothing(line, field)
        .or_else(|| quoted(line, field, &written, text))
        .or_else(|| match field.value {
            Value::Day | Value::DayOrRef => days::find(&written, text, field),
            Value::Text | Value::Texts => locators::address(line, field)
                .or_else(|| locators::before_text(line))
                .or_else(|| unquoted(line, field, &written, text)),
            Value::Word => words(line, field, &written, text),
            Value::Amount => sums::amount(line, field),
            Value::Length => sums::length(&written, text),
            Value::Place => places::find(line),
            Value::Citations => locators::find(line).or_else(|| list(line, field)),
            Value::Ref | Value::Refs => countries_in_words(line).or_else(|| list(line, field)),
            _ => list(line, field),
        })
        .or_else(|| Some(wrong(field, written, text)))
}

/// `marking: -`: a sign that says that there is nothing.
fn nothing(line: &Line<'_>, field: &Field) -> Option<Slip> {
    let written = line.ranges(2, line.tokens.len() - 1);
    let text = &line.text[written.clone()];
    let empty = matches!(
        text,
        "-" | "–" | "—" | "--" | "/" | "?" | "???" | "n/a" | "N/A"
    );
    if !empty || matches!(field.value, Value::Day) {
        return None;
    }
    let whole = line.whole();
    Some(
        Slip::new(
            &codes::WRONG_VALUE,
            written,
            format!("{} says nothing for `{}`", ticked(text), field.key),
        )
        .label("nothing is known here")
        .help("leave the line out: what is not known is not written")
        .fix(
            Safety::LookFirst,
            "delete the line",
            vec![(whole, String::new())],
        ),
    )
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
        Value::Day | Value::DayOrRef => days::as_ours(inside),
        Value::Amount => sums::as_ours(inside),
        Value::Length => sums::length_as_ours(inside),
        _ => Some((inside.to_owned(), Safety::Safe)),
    };
    let name = matches!(field.value, Value::Ref | Value::Refs);
    if matches!(
        field.value,
        Value::Ref | Value::Refs | Value::Word | Value::Language
    ) && inside.contains(char::is_whitespace)
        || name && one_country(inside).is_some()
    {
        return None;
    }
    let (ours, safety) = ours?;
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
        .fix(
            safety,
            "remove the quotation marks",
            vec![(written.clone(), ours)],
        ),
    )
}

/// `members: "France", "Germany"`: countries by their names where their codes belong.
fn countries_in_words(line: &Line<'_>) -> Option<Slip> {
    let items: Vec<usize> = (2..line.tokens.len())
        .filter(|at| line.is(*at) != Some(Is::Comma))
        .collect();
    let codes: Vec<&str> = items
        .iter()
        .map(|at| {
            let named = (line.is(*at) == Some(Is::Text))
                .then(|| one_country(line.word(*at).trim_matches('"')));
            named.map_or(Some(line.word(*at)), |named| {
                named.map(|country| country.code)
            })
        })
        .collect::<Option<_>>()?;
    let texts = items.iter().filter(|at| line.is(**at) == Some(Is::Text));
    let ours = codes.join(", ");
    (texts.count() > 0).then(|| {
        Slip::new(
            &codes::WRONG_VALUE,
            line.ranges(2, line.tokens.len() - 1),
            format!("a country is written by its code in `{}`", line.word(0)),
        )
        .label("names in quotation marks, where codes belong")
        .help(format!("write `{}: {ours}`", line.word(0)))
        .safely(format!("write `{ours}`"), ours)
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
    let slip = Slip::new(
        &codes::WRONG_VALUE,
        written.clone(),
        format!(
            "`{}` takes one word of its list, not {}",
            field.key,
            ticked(text)
        ),
    );
    let Some(list) = list else {
        let word = text
            .split_whitespace()
            .find(|word| verbs::is_event_type(word));
        let slip = slip.label("this is not one word").help(match word {
            Some(word) => format!("write `{}: {word}`", field.key),
            None => format!(
                "write one event type of PLOVER in capital letters, such as `{}: CONSULT` or `{0}: AID`",
                field.key
            ),
        });
        return Some(match word {
            Some(word) => slip.perhaps(format!("write `{word}`"), word),
            None => slip,
        });
    };
    let meant = lists::meant(list, inside)
        .or_else(|| lists::find(list, &inside.to_lowercase().replace([' ', '_'], "-")));
    if let Some(word) = meant {
        return Some(
            slip.label(format!("the word for this is `{}`", word.word))
                .help(format!("write `{}: {}`", field.key, word.word))
                .safely(format!("write `{}`", word.word), word.word),
        );
    }
    // Several words of the list, or words near to some.
    let several: Vec<&str> = inside
        .split([',', '/', '&', '+'])
        .flat_map(|part| part.split(" and "))
        .filter_map(|part| {
            let part = part.trim();
            lists::find(list, part).or_else(|| lists::meant(list, part))
        })
        .map(|word| word.word)
        .collect();
    let near: Vec<&str> = lists::near(list, inside)
        .iter()
        .map(|word| word.word)
        .collect();
    let (label, meant) = match (several.len(), near.len()) {
        (0, 0) => {
            let words: Vec<&str> = lists::words(list).iter().map(|word| word.word).collect();
            let help = match words.len() {
                1..=8 => format!("write one of {}", list_of(&words, "or")),
                _ => format!(
                    "write one of the {} words of the list, such as {}; `dip vocabulary {}` shows all",
                    words.len(),
                    list_of(&words[..4], "or"),
                    list.name()
                ),
            };
            return Some(slip.label("no word of the list").help(help));
        }
        (0, _) => ("these words of the list are near to it", near),
        _ => ("one word only", several),
    };
    let first = meant[0];
    Some(
        slip.label(label)
            .help(format!("write {}", list_of(&meant, "or")))
            .perhaps(format!("write `{first}`"), first),
    )
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

pub(super) fn missing_comma(line: &Line<'_>, at: usize) -> Slip {
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
