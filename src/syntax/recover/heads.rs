//! Slips in the head of a record: its keyword, its place, its id, its clauses and their order.

use std::ops::Range;

use super::days::foreign_date;
use super::fields::{list_item, unquoted_text};
use super::slip::{Line, Slip};
use super::tokens::Is;
use super::{clauses, dates, meant};
use crate::diag::{Safety, a, id_for, id_from, list_of, ticked};
use crate::syntax::codes;
use crate::syntax::shape::{Block, KEYWORDS, form};
use crate::vocab::clauses as clause_words;

/// The slip in a line that is the head of a record, or was meant as one.
pub(super) fn find(line: &Line<'_>) -> Option<Slip> {
    if line.is(0) != Some(Is::Word) {
        return None;
    }
    let word = line.word(0);
    if !KEYWORDS.contains(&word) {
        return Some(unknown_keyword(line, word));
    }
    if let Some(slip) = as_in_xml(line) {
        return Some(slip);
    }
    if !line.within.records().contains(&word) {
        return Some(misplaced(line, word));
    }
    fields_in_head(line).or_else(|| match word {
        "party" | "person" | "topic" | "document" | "meeting" => declared(line, word),
        _ => clauses::find(line, word),
    })
}

/// An attendee without its keyword, as in a list: `- tokayev`, `tokayev for KZ`.
pub(super) fn bare_attendee(line: &Line<'_>, who: usize) -> Option<Slip> {
    let may = line.within.records().contains(&"attendee")
        && matches!(line.is(who), Some(Is::Word | Is::Text));
    let word = line.word(who);
    let known = KEYWORDS.contains(&word)
        || meant::keyword(word, line.within).is_some()
        || line.is(who + 1) == Some(Is::Colon);
    let ends = who + 1 == line.tokens.len() || matches!(line.word(who + 1), "for" | "as");
    (may && ends && !known && line.within.field(word).is_none()).then(|| {
        let start = line.range(0).start;
        Slip::new(
            &codes::UNKNOWN_KEYWORD,
            line.range(who),
            format!("somebody stands here without `attendee`: {}", ticked(word)),
        )
        .label("who was there is written `attendee …`")
        .help(format!(
            "write `attendee {}`",
            &line.text[line.ranges(who, line.tokens.len() - 1)]
        ))
        .fix(
            Safety::LookFirst,
            "write `attendee`",
            vec![(start..line.range(who).start, "attendee ".to_owned())],
        )
    })
}

/// `attendee person="lavrov" for="RU"`: parts named as in XML.
fn as_in_xml(line: &Line<'_>) -> Option<Slip> {
    let named = |at: usize| {
        line.is(at) == Some(Is::Word)
            && line.word(at + 1) == "="
            && line.is(at + 2) == Some(Is::Text)
    };
    let first = (1..line.tokens.len()).find(|at| named(*at))?;
    let mut ours: Vec<&str> = Vec::new();
    let mut at = first;
    while at < line.tokens.len() {
        if named(at) {
            let value = line.word(at + 2).trim_matches('"');
            ours.extend(clause_words::is(line.word(at)).then(|| line.word(at)));
            ours.push(if value.contains(char::is_whitespace) {
                line.word(at + 2)
            } else {
                value
            });
            at += 3;
        } else {
            ours.push(line.word(at));
            at += 1;
        }
    }
    let (range, ours) = (line.ranges(first, line.tokens.len() - 1), ours.join(" "));
    line.reads_with(&[(range.clone(), ours.clone())]).then(|| {
        Slip::new(
            &codes::QUOTED_VALUE,
            range,
            "the parts of this line are named as in XML",
        )
        .label("the order of the parts tells what they are")
        .help(format!("write `{} {ours}`", line.word(0)))
        .safely(format!("write `{ours}`"), ours)
    })
}

fn unknown_keyword(line: &Line<'_>, word: &str) -> Slip {
    if let Some(slip) = bare_attendee(line, 0) {
        return slip;
    }
    let place = if line.within == Block::File {
        "a file".to_owned()
    } else {
        a(line.within.noun())
    };
    let slip = Slip::new(
        &codes::UNKNOWN_KEYWORD,
        line.range(0),
        format!("no line of {place} begins with {}", ticked(word)),
    );
    if let Some(keyword) = meant::keyword(word, line.within) {
        let slip = slip
            .label(format!("did you mean `{keyword}`?"))
            .help(format!("write `{}`", form(keyword)));
        return slip.safely(format!("write `{keyword}`"), keyword);
    }
    if let Some((field, _)) = meant::field(word, line.within).filter(|_| line.tokens.len() > 1) {
        let title = format!("write `{}:`", field.key);
        return slip
            .label(format!("did you mean the field `{}`?", field.key))
            .help(title.clone())
            .safely(title, format!("{}:", field.key));
    }
    let records = line.within.records();
    let slip = slip.label("no record or field begins with this word");
    let slip = super::habits::comment_out(line, slip);
    match records.len() {
        0 => slip.help("a comment begins with `#`; a field is a name and a colon: `note: \"…\"`"),
        _ => slip.help(format!(
            "a record begins with {}; a comment with `#`",
            list_of(records, "or")
        )),
    }
}

fn misplaced(line: &Line<'_>, word: &str) -> Slip {
    let homes: Vec<String> = Block::ALL
        .into_iter()
        .filter(|block| block.records().contains(&word))
        .map(|block| {
            if block == Block::File {
                "at the margin of a file".to_owned()
            } else {
                format!("in {}", a(block.noun()))
            }
        })
        .collect();
    let here = if line.within == Block::File {
        "outside any record".to_owned()
    } else {
        format!("in {}", a(line.within.noun()))
    };
    Slip::new(
        &codes::MISPLACED_RECORD,
        line.range(0),
        format!("{} cannot stand {here}", a(word)),
    )
    .label("not here")
    .help(format!(
        "{} stands {}: move it there",
        a(word),
        list_of(&homes, "or")
    ))
}

/// Fields that follow a head without the braces of a block.
fn fields_in_head(line: &Line<'_>) -> Option<Slip> {
    let block = Block::opened_by(line.word(0));
    let braces = (0..line.tokens.len()).find(|at| line.is(*at) == Some(Is::Open));
    let end = braces.unwrap_or(line.tokens.len()).saturating_sub(1);
    let at = (2..end).find(|at| {
        line.is(*at) == Some(Is::Word)
            && line.is(at + 1) == Some(Is::Colon)
            && meant::field(line.word(*at), block).is_some()
    })?;
    let comma = line.is(at - 1) == Some(Is::Comma);
    let from = if comma {
        line.range(at - 1).start
    } else {
        line.range(at - 1).end
    };
    let edits = vec![
        (from..line.range(at).start, " { ".to_owned()),
        (line.end()..line.end(), " }".to_owned()),
    ];
    Some(
        Slip::new(
            &codes::FIELD_OUTSIDE_BLOCK,
            line.ranges(at, line.tokens.len() - 1),
            format!(
                "the fields of this {} have no braces around them",
                line.word(0)
            ),
        )
        .label("this belongs between `{` and `}`")
        .help(format!(
            "write `{{ {} }}`",
            &line.text[line.ranges(at, line.tokens.len() - 1)]
        ))
        .fix(Safety::Safe, "put it in braces", edits),
    )
}

/// `person nasser "Gamal Abdel Nasser":` with no block: indented lines were to be one.
pub(super) fn colon_for_block(line: &Line<'_>) -> Option<Slip> {
    let (keyword, last) = (line.word(0), line.tokens.len() - 1);
    let colon =
        line.is(last) == Some(Is::Colon) && last > 1 && !line.opens && KEYWORDS.contains(&keyword);
    colon.then(|| {
        Slip::new(
            &codes::FOREIGN_PUNCTUATION,
            line.range(last),
            format!("the block of a {keyword} begins with `{{`, not with `:`"),
        )
        .label("`{` belongs here")
        .help("write `{` instead of `:`, and `}` on the line after its last field")
        .read_on(vec![(line.range(last), String::new())])
        .offer(
            "write `{`",
            vec![(
                line.range(last - 1).end..line.range(last).end,
                " {".to_owned(),
            )],
        )
    })
}

/// `keyword id "label"` and nothing else.
fn declared(line: &Line<'_>, keyword: &str) -> Option<Slip> {
    let last = line.tokens.len() - 1;
    let text = (1..=last).find(|at| line.is(*at) == Some(Is::Text));
    if last == 0 {
        return Some(no_id(line, keyword, "", line.end()..line.end()));
    }
    match (line.is(1)?, text) {
        (Is::Text, _) => Some(text_first(line, keyword)),
        (Is::Word, Some(2)) => reserved(line, keyword)
            .or_else(|| dotted(line))
            .or_else(|| tail(line, keyword, 3)),
        (Is::Word, None) if last > 1 => {
            reserved(line, keyword).or_else(|| bare_label(line, keyword))
        }
        (Is::Word, None) => reserved(line, keyword).or_else(|| dotted(line)),
        (_, Some(text)) if text > 1 => Some(id_in_parts(line, keyword, text)),
        (Is::Number, None) => Some(id_in_parts(line, keyword, 2)),
        _ => None,
    }
}

fn no_id(line: &Line<'_>, keyword: &str, label: &str, at: Range<usize>) -> Slip {
    let id = if label.is_empty() {
        format!("unnamed-{keyword}")
    } else {
        id_from(label)
    };
    Slip::new(
        &codes::INCOMPLETE_LINE,
        line.range(0),
        format!("this {keyword} has no id"),
    )
    .label("an id should follow, by which other records name it")
    .help(format!(
        "write `{keyword} {id} \"{}\"`",
        if label.is_empty() { "…" } else { label }
    ))
    .fix(
        Safety::LookFirst,
        format!("insert `{id}`"),
        vec![(at, format!(" {id}"))],
    )
}

fn text_first(line: &Line<'_>, keyword: &str) -> Slip {
    if line.is(2) == Some(Is::Word) && line.tokens.len() == 3 {
        let edits = vec![(
            line.ranges(1, 2),
            format!("{} {}", line.word(2), line.word(1)),
        )];
        return Slip::new(
            &codes::CLAUSE_ORDER,
            line.ranges(1, 2),
            format!("the name of this {keyword} stands before its id"),
        )
        .label("these two are the wrong way round")
        .help(format!(
            "write `{keyword} {} {}`",
            line.word(2),
            line.word(1)
        ))
        .fix(Safety::Safe, "swap them", edits);
    }
    let label = line.word(1).trim_matches('"');
    let inside_is_id = line.tokens.len() > 2
        && line.is(2) == Some(Is::Text)
        && label.chars().all(super::tokens::is_id_char);
    if inside_is_id {
        return Slip::new(
            &codes::QUOTED_VALUE,
            line.range(1),
            format!("no quotation marks belong around the id {}", ticked(label)),
        )
        .label("an id, not a text")
        .help(format!("write `{keyword} {label} {}`", line.word(2)))
        .safely("remove the quotation marks", label);
    }
    let end = line.range(0).end;
    no_id(line, keyword, label, end..end)
}

fn reserved(line: &Line<'_>, keyword: &str) -> Option<Slip> {
    let word = line.word(1);
    matches!(
        word,
        "by" | "for" | "as" | "of" | "to" | "from" | "until" | "verbatim" | "undated"
    )
    .then(|| {
        let label = line.word(2).trim_matches('"');
        let id = if line.is(2) == Some(Is::Text) && !label.is_empty() {
            id_for(label)
        } else {
            format!("{word}-{keyword}")
        };
        Slip::new(
            &codes::BAD_ID,
            line.range(1),
            format!("`{word}` is a word of the language and cannot be an id"),
        )
        .label("choose another id")
        .help(format!("write `{id}`, or what suits better"))
        .perhaps(format!("write `{id}`"), id)
    })
}

fn dotted(line: &Line<'_>) -> Option<Slip> {
    let word = line.word(1);
    word.contains('.').then(|| {
        let id = word.replace('.', "-");
        Slip::new(
            &codes::BAD_ID,
            line.range(1),
            format!("the id `{word}` has a dot in it"),
        )
        .label("an id has letters, digits, `-` and `_`")
        .help(format!("write `{id}`"))
        .perhaps(format!("write `{id}`"), id)
    })
}

/// More after the name than there should be.
fn tail(line: &Line<'_>, keyword: &str, from: usize) -> Option<Slip> {
    let last = line
        .tokens
        .len()
        .checked_sub(1)
        .filter(|last| *last >= from)?;
    let rest = line.ranges(from, last);
    let text = &line.text[rest.clone()];
    let date = dates::read(text)
        .map(|reading| reading.written)
        .or_else(|| (line.is(from) == Some(Is::Number)).then(|| text.to_owned()));
    let dated = Block::opened_by(keyword).field("date").is_some();
    let slip = Slip::new(
        &codes::UNREADABLE_LINE,
        rest.clone(),
        format!("{} cannot follow the name of a {keyword}", ticked(text)),
    )
    .label("this belongs in the block below, or nowhere");
    let slip = match date.filter(|_| dated) {
        Some(date) => slip.help(format!("write it in the block: `date: {date}`")),
        None => slip.help(format!(
            "a {keyword} begins `{}`; all else stands between `{{` and `}}`",
            form(keyword)
        )),
    };
    let joint = line.range(from - 1).end..rest.end;
    Some(slip.read_on(vec![(joint, " ".to_owned())]))
}

/// `person tokayev Kassym-Jomart Tokayev`
fn bare_label(line: &Line<'_>, keyword: &str) -> Option<Slip> {
    let rest = line.ranges(2, line.tokens.len() - 1);
    let text = &line.text[rest.clone()];
    Some(unquoted_text(
        rest,
        text,
        &format!("the name of a {keyword}"),
    ))
}

/// An id with blanks, apostrophes or digits first: everything before the name is joined.
fn id_in_parts(line: &Line<'_>, keyword: &str, text: usize) -> Slip {
    let written = line.ranges(1, text - 1);
    let shown = &line.text[written.clone()];
    let id = super::ids::id_of(shown);
    let id = if id == "x" {
        id_from(line.word(text).trim_matches('"'))
    } else {
        id
    };
    let why = if shown.contains(char::is_whitespace) {
        "has a blank in it"
    } else if shown.starts_with(|first: char| first.is_ascii_digit()) {
        "begins with a digit"
    } else {
        "has a sign in it that ids do not have"
    };
    Slip::new(
        &codes::BAD_ID,
        written,
        format!("the id {} of this {keyword} {why}", ticked(shown)),
    )
    .label("an id begins with a letter and has letters, digits, `-` and `_`")
    .help(format!("write `{id}`"))
    .perhaps(format!("write `{id}`"), id)
}

/// Whether a word, or one that stands for it elsewhere, begins the next clause.
pub(super) fn ends_clause(word: &str) -> bool {
    matches!(
        word,
        "from"
            | "until"
            | "to"
            | "as"
            | "of"
            | "till"
            | "til"
            | "through"
            | "thru"
            | "bis"
            | "-"
            | "–"
            | "—"
    )
}

/// Slips that lists and dates in heads share: `and` for a comma, a foreign date after `from` or `until`.
pub(super) fn in_any_clause(line: &Line<'_>, dated: &[&str]) -> Option<Slip> {
    let limit = (1..line.tokens.len())
        .find(|at| line.is(*at) == Some(Is::Text))
        .unwrap_or(line.tokens.len());
    let joint = (2..limit).find_map(|at| {
        matches!(line.word(at), "and" | "&")
            .then(|| list_item(line, at))
            .flatten()
    });
    joint.or_else(|| {
        (1..line.tokens.len() - 1)
            .filter(|at| dated.contains(&line.word(*at)))
            .find_map(|at| {
                let end = (at + 1..line.tokens.len())
                    .find(|end| ends_clause(line.word(*end)))
                    .unwrap_or(line.tokens.len());
                let written = line.ranges(at + 1, end.checked_sub(1).filter(|end| *end > at)?);
                let text = &line.text[written.clone()];
                super::is_date(text)
                    .then_some(())
                    .map_or_else(|| foreign_date(&written, text), |()| None)
            })
    })
}
