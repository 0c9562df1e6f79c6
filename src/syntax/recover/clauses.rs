//! Slips in the clauses of what stands inside records: attendees, offices, statements, pledges, progress.
//!
//! It is long because every head has slips of its own; each is a function by itself.

use super::fields::{marks_within, unquoted_text};
use super::heads::in_any_clause;
use super::slip::{Line, Slip};
use super::tokens::Is;
use super::{offices, steps};
use crate::diag::{Safety, a, ticked};
use crate::syntax::codes;
use crate::syntax::shape::form;
use crate::vocab::{lists, verbs};

/// The slip in a head that begins with `keyword`, which may stand where it stands.
pub(super) fn find(line: &Line<'_>, keyword: &str) -> Option<Slip> {
    if line.tokens.len() < 2 {
        return Some(incomplete(line, keyword));
    }
    if let Some(slip) = another_record(line) {
        return Some(slip);
    }
    let slip = match keyword {
        "attendee" => attendee(line),
        "delegation" => in_any_clause(line, &[]),
        "office" => offices::find(line),
        "signature" => signature(line),
        "progress" => steps::find(line),
        _ => said(line, keyword),
    };
    slip.or_else(|| in_any_clause(line, &[]))
        .or_else(|| Some(incomplete(line, keyword)))
}

/// `attendee blinken for US, attendee wang-yi for CN`: another record begins on the line, with no `;` before it.
fn another_record(line: &Line<'_>) -> Option<Slip> {
    let at = (2..line.tokens.len()).find(|at| {
        line.is(*at) == Some(Is::Word) && line.within.records().contains(&line.word(*at))
    })?;
    let comma = matches!(line.is(at - 1), Some(Is::Comma));
    let before = if comma { at - 2 } else { at - 1 };
    let head = line.range(before).end;
    let first = super::read(line.within, &line.text[..head]).is_ok();
    let slip = Slip::new(
        &codes::MISSING_SEPARATOR,
        line.range(if comma { at - 1 } else { at }),
        format!(
            "another {} begins on this line with no `;` before it",
            line.word(at)
        ),
    )
    .label(if comma {
        "a comma does not part records"
    } else {
        "it begins here"
    })
    .help("put `;` between them, or each on a line of its own")
    .fix(
        Safety::Safe,
        "put `;` between them",
        vec![(head..line.range(at).start, "; ".to_owned())],
    );
    first.then_some(slip)
}

fn incomplete(line: &Line<'_>, keyword: &str) -> Slip {
    let from = line
        .furthest
        .clamp(line.range(0).end, line.end().max(line.range(0).end));
    let at = line.tokens.iter().position(|token| token.range.end > from);
    let (range, label) = match at {
        Some(at) if at > 0 => (
            line.range(at),
            format!("this fits no part of {}", a(keyword)),
        ),
        _ => (line.range(0), "something is missing after this".to_owned()),
    };
    Slip::new(
        &codes::INCOMPLETE_LINE,
        range,
        format!("this {keyword} cannot be read to its end"),
    )
    .label(label)
    .help(format!("write it as `{}`", form(keyword)))
}

pub(super) fn insert_before(line: &Line<'_>, at: usize, word: &str, message: String) -> Slip {
    let start = line.range(at).start;
    Slip::new(&codes::INCOMPLETE_LINE, line.range(at), message)
        .label(format!("`{word}` should stand before this"))
        .help(format!("write `{word} {}`", line.word(at)))
        .fix(
            Safety::Safe,
            format!("insert `{word}`"),
            vec![(start..start, format!("{word} "))],
        )
}

pub(super) fn replace(line: &Line<'_>, at: usize, word: &str, message: String) -> Slip {
    Slip::new(&codes::WRONG_CLAUSE_WORD, line.range(at), message)
        .label(format!("`{word}` is the word here"))
        .help(format!("write `{word}`"))
        .safely(format!("write `{word}`"), word)
}

pub(super) fn swap(
    line: &Line<'_>,
    first: (usize, usize),
    second: (usize, usize),
    message: &str,
) -> Slip {
    let (one, two) = (
        line.ranges(first.0, first.1),
        line.ranges(second.0, second.1),
    );
    let between = &line.text[one.end..two.start];
    let swapped = format!(
        "{}{between}{}",
        &line.text[two.clone()],
        &line.text[one.clone()]
    );
    Slip::new(&codes::CLAUSE_ORDER, one.start..two.end, message)
        .label("these two are the wrong way round")
        .help(format!("write `{swapped}`"))
        .fix(
            Safety::Safe,
            "swap them",
            vec![(one.start..two.end, swapped)],
        )
}

pub(super) fn position(line: &Line<'_>, word: &str) -> Option<usize> {
    (1..line.tokens.len()).find(|at| line.word(*at) == word)
}

pub(super) fn is_country(word: &str) -> bool {
    word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn attendee(line: &Line<'_>) -> Option<Slip> {
    if let Some(slip) = role_in_words(line) {
        return Some(slip);
    }
    let last = line.tokens.len() - 1;
    if line.is(2) == Some(Is::Comma) {
        let rest = line.range(2).start..line.end();
        return Some(
            Slip::new(
                &codes::INCOMPLETE_LINE,
                rest.clone(),
                "an attendee line names one person",
            )
            .label("the others need lines of their own")
            .help("write one line for each: `attendee …`")
            .read_on(vec![(rest, String::new())]),
        );
    }
    if let Some(slip) = run_into_for(line) {
        return Some(slip);
    }
    for at in 2..=last {
        match line.word(at) {
            word if is_country(word) && line.word(at - 1) != "for" => {
                return Some(insert_before(
                    line,
                    at,
                    "for",
                    format!("`for` is missing before the side {}", ticked(word)),
                ));
            }
            word if at == last
                && lists::find(lists::List::Role, word).is_some()
                && line.word(at - 1) != "as" =>
            {
                return Some(insert_before(
                    line,
                    at,
                    "as",
                    format!("`as` is missing before the role {}", ticked(word)),
                ));
            }
            _ => {}
        }
    }
    name_in_words(line)
}

/// `as head of delegation`, `as note taker`
fn role_in_words(line: &Line<'_>) -> Option<Slip> {
    let at = position(line, "as")?;
    let last = line.tokens.len() - 1;
    if at + 1 > last {
        return None;
    }
    let written = line.ranges(at + 1, last);
    let text = &line.text[written.clone()];
    let word = lists::meant(lists::List::Role, text.trim_matches('"'))
        .or_else(|| lists::find(lists::List::Role, text.trim_matches('"')))
        .filter(|word| word.word != text)?;
    Some(
        Slip::new(
            &codes::INCOMPLETE_LINE,
            written,
            format!("a role is one word of its list, not {}", ticked(text)),
        )
        .label(format!("the word for this is `{}`", word.word))
        .help(format!("write `as {}`", word.word))
        .safely(format!("write `{}`", word.word), word.word),
    )
}

/// `attendee tokayevfor KZ`: the blank before `for` is missing.
fn run_into_for(line: &Line<'_>) -> Option<Slip> {
    let who = line
        .word(1)
        .strip_suffix("for")
        .filter(|who| who.len() > 2)?;
    is_country(line.word(2)).then(|| {
        let ours = format!("{who} for");
        Slip::new(
            &codes::INCOMPLETE_LINE,
            line.range(1),
            format!("a blank is missing in {}", ticked(line.word(1))),
        )
        .label("`for` is a word of its own")
        .help(format!("write `{ours} {}`", line.word(2)))
        .safely(format!("write `{ours}`"), ours)
    })
}

/// `attendee Kassym-Jomart Tokayev for KZ`: a name where an id or a text belongs.
fn name_in_words(line: &Line<'_>) -> Option<Slip> {
    let end = (1..line.tokens.len())
        .find(|at| matches!(line.word(*at), "for" | "as"))
        .unwrap_or(line.tokens.len());
    if end < 3 || (1..end).any(|at| line.is(at) == Some(Is::Text)) {
        return None;
    }
    let written = line.ranges(1, end - 1);
    let text = &line.text[written.clone()];
    let small =
        |at: usize| line.is(at) == Some(Is::Word) && !line.word(at).contains(char::is_uppercase);
    if (1..end).all(small) {
        let id = text.split_whitespace().collect::<Vec<_>>().join("-");
        return Some(
            Slip::new(
                &codes::BAD_ID,
                written,
                format!("the id {} has a blank in it", ticked(text)),
            )
            .label("an id is one word")
            .help(format!(
                "write `{id}`; whoever has no record stands in quotation marks"
            ))
            .perhaps(format!("write `{id}`"), id),
        );
    }
    Some(
        Slip::new(
            &codes::UNQUOTED_TEXT,
            written,
            format!("{} is neither an id nor a text", ticked(text)),
        )
        .label("a person is named by the id, or by a text in quotation marks")
        .help(format!("write the id of the person, or `\"{text}\"`"))
        .perhaps("put it in quotation marks", format!("\"{text}\"")),
    )
}

fn signature(line: &Line<'_>) -> Option<Slip> {
    let last = line.tokens.len() - 1;
    if matches!(line.word(1), "by" | "of" | "from") && last > 1 {
        let word = line.word(1);
        let gap = line.range(1).start..line.range(2).start;
        return Some(
            Slip::new(
                &codes::INCOMPLETE_LINE,
                line.range(1),
                format!("no `{word}` stands before who signed"),
            )
            .label("one word too many")
            .help(format!(
                "write `signature {}`",
                &line.text[line.ranges(2, last)]
            ))
            .fix(
                Safety::Safe,
                format!("delete `{word}`"),
                vec![(gap, String::new())],
            ),
        );
    }
    if last > 1 && line.is(last) == Some(Is::Text) && position(line, "for").is_some() {
        let office = line.word(last);
        let gap = line.range(last - 1).end..line.range(last).end;
        return Some(
            Slip::new(
                &codes::INCOMPLETE_LINE,
                line.range(last),
                "no text follows the party in a signature",
            )
            .label("an office stands in the record of the person")
            .help(format!(
                "write `office {office} of PARTY` in the person's record, or `{{ note: {office} }}` here"
            ))
            .read_on(vec![(gap, String::new())]),
        );
    }
    if line.is(1) == Some(Is::Text) {
        let slip = Slip::new(
            &codes::INCOMPLETE_LINE,
            line.range(1),
            "a signature names a person by the id, not in quotation marks",
        );
        let gap = line.range(1).start..line.range(last.min(2)).start;
        return Some(
            slip.label("who signed has no record here")
                .help("leave the name out, and put it into a `note`: `signature for PARTY { note: \"…\" }`")
                .read_on(vec![(gap, String::new())]),
        );
    }
    if let Some(comma) = (2..=last).find(|at| line.is(*at) == Some(Is::Comma)) {
        let sides = position(line, "for").is_some_and(|side| side < comma);
        let end = (comma..=last).find(|at| matches!(line.word(*at), "for" | "on-behalf-of"));
        let rest = line.range(comma).start..end.map_or(line.end(), |at| line.range(at - 1).end);
        let one = if sides { "party" } else { "person" };
        return Some(
            Slip::new(
                &codes::INCOMPLETE_LINE,
                rest.clone(),
                format!("a signature names one {one}"),
            )
            .label("the others need lines of their own")
            .help("write one line for each: `signature WHO for PARTY`")
            .read_on(vec![(rest, String::new())]),
        );
    }
    let at = (2..line.tokens.len())
        .find(|at| is_country(line.word(*at)) && line.word(at - 1) != "for")?;
    Some(insert_before(
        line,
        at,
        "for",
        format!(
            "`for` is missing before the party {}",
            ticked(line.word(at))
        ),
    ))
}

/// `statement` and `pledge`.
fn said(line: &Line<'_>, keyword: &str) -> Option<Slip> {
    let last = line.tokens.len() - 1;
    let text = (1..=last).rev().find(|at| line.is(*at) == Some(Is::Text));
    if line.is(1) == Some(Is::Number) && line.word(2) == "by" {
        let id = format!("{keyword}-{}", steps::id_tail(line.word(1)));
        return Some(
            Slip::new(
                &codes::BAD_ID,
                line.range(1),
                format!(
                    "the id {} of this {keyword} begins with a digit",
                    ticked(line.word(1))
                ),
            )
            .label("an id begins with a letter")
            .help(format!(
                "write `{id}`, or a word that says what it is about"
            ))
            .perhaps(format!("write `{id}`"), id),
        );
    }
    let Some(by) = position(line, "by") else {
        return missing_by(line, keyword, text);
    };
    if by > 2 {
        return None;
    }
    if let Some(slip) = in_any_clause(line, &[]) {
        return Some(slip);
    }
    if let Some(text) = text {
        if let Some(slip) = text_in_parts(line, by, text) {
            return Some(slip);
        }
        if let Some(slip) = around_text(line, keyword, text) {
            return Some(slip);
        }
        if let Some(slip) = verb_in_words(line, by, text) {
            return Some(slip);
        }
        // Two words that are one verb, wherever they stand before the text.
        let joined = (by + 2..text.saturating_sub(1)).find_map(|at| {
            let words = &line.text[line.ranges(at, at + 1)];
            let verb = verbs::find(&words.replace(' ', "-"))?;
            (line.is(at) == Some(Is::Word) && line.is(at + 1) == Some(Is::Word)).then_some((
                at,
                words,
                verb.canonical,
            ))
        });
        if let Some((at, words, verb)) = joined {
            let ours = words.replace(' ', "-");
            let ours = if verbs::find(&ours).is_some() {
                ours
            } else {
                verb.to_owned()
            };
            return Some(
                Slip::new(
                    &codes::INCOMPLETE_LINE,
                    line.ranges(at, at + 1),
                    format!("the verb {} lacks its hyphen", ticked(words)),
                )
                .label("a hyphen joins its parts")
                .help(format!("write `{ours}`"))
                .safely(format!("write `{ours}`"), ours),
            );
        }
        if keyword == "statement"
            && (by + 1..text).all(|at| line.word(at) == "," || verbs::find(line.word(at)).is_none())
        {
            return Some(missing_verb(line, by, text));
        }
    } else if let Some(slip) = missing_text(line, by) {
        return Some(slip);
    }
    None
}

/// Where the verb begins: behind the actors.
fn verb_begins(line: &Line<'_>, by: usize) -> usize {
    let mut at = by + 1;
    loop {
        at += 1;
        if line.word(at) == "for" {
            at += 2;
        }
        if line.is(at) != Some(Is::Comma) {
            return at;
        }
        at += 1;
    }
}

/// `will offer`, `did not say`, `made clear`, `"answered"`: a verb of several words, or in quotation marks.
fn verb_in_words(line: &Line<'_>, by: usize, text: usize) -> Option<Slip> {
    let from = verb_begins(line, by);
    let quoted = line.word(from).trim_matches('"');
    if line.is(from) == Some(Is::Text) && from < text && verbs::find(quoted).is_some() {
        return Some(
            Slip::new(
                &codes::QUOTED_VALUE,
                line.range(from),
                format!(
                    "no quotation marks belong around the verb {}",
                    ticked(quoted)
                ),
            )
            .label("a word of the language, not a text")
            .help(format!("write `{quoted}`"))
            .safely("remove the quotation marks", quoted),
        );
    }
    let words = (from..text)
        .take_while(|at| line.is(*at) == Some(Is::Word) && line.word(*at) != "to")
        .count();
    (2..=words.min(5)).rev().find_map(|count| {
        let written = line.ranges(from, from + count - 1);
        let shown = &line.text[written.clone()];
        let phrase = verbs::phrase(shown)?;
        let slip = Slip::new(
            &codes::INCOMPLETE_LINE,
            written.clone(),
            format!("{} is no verb as the list has it", ticked(shown)),
        )
        .label(phrase.label())
        .help(phrase.help(line.word(0)));
        let ours = phrase.verb().to_owned();
        Some(match phrase {
            verbs::Phrase::Same(_) => slip.safely(format!("write `{ours}`"), ours),
            verbs::Phrase::Near(_) => slip.perhaps(format!("write `{ours}`"), ours),
            verbs::Phrase::Will(_) if line.word(0) == "pledge" => {
                slip.perhaps(format!("write `{ours}`"), ours)
            }
            verbs::Phrase::Will(_) | verbs::Phrase::Not(_) => slip.read_on(vec![(written, ours)]),
        })
    })
}

/// `said "he said "no" to it"`: marks within the text cut it in parts.
fn text_in_parts(line: &Line<'_>, by: usize, last: usize) -> Option<Slip> {
    let verb = (by + 2..last).find(|at| verbs::find(line.word(*at)).is_some())?;
    let first = (verb + 1..last).find(|at| line.is(*at) == Some(Is::Text))?;
    let cut = line.word(verb + 1) != "to" && (first..last).any(|at| line.is(at) == Some(Is::Word));
    let written = line.ranges(first, last);
    cut.then(|| marks_within(line.range(first).end, &written, &line.text[written.clone()]))
        .flatten()
}

fn missing_by(line: &Line<'_>, keyword: &str, text: Option<usize>) -> Option<Slip> {
    let text = text.unwrap_or(line.tokens.len());
    let words = (1..text)
        .take_while(|at| line.is(*at) == Some(Is::Word))
        .count();
    let verb = (1..=words).find(|at| verbs::find(line.word(*at)).is_some());
    let at = match (words, verb) {
        (0, _) => {
            return (line.is(1) == Some(Is::Text)).then(|| {
                insert_before(line, 1, "by", format!("`by` is missing in this {keyword}"))
            });
        }
        (_, Some(verb)) if verb > 1 => verb - 1,
        (1, _) => 1,
        _ => 2,
    };
    Some(insert_before(
        line,
        at,
        "by",
        format!("`by` is missing before who made this {keyword}"),
    ))
}

/// Slips beside the text: a colon or `that` before it, `verbatim` before it, a clause or a date after it.
fn around_text(line: &Line<'_>, keyword: &str, text: usize) -> Option<Slip> {
    let last = line.tokens.len() - 1;
    let before = line.word(text - 1);
    if line.is(text - 1) == Some(Is::Colon)
        || matches!(before, "that" | "with" | "saying" | ",") && text > 3
    {
        return Some(
            Slip::new(
                &codes::FOREIGN_PUNCTUATION,
                line.range(text - 1),
                format!(
                    "{} is too much between the verb and the text",
                    ticked(before)
                ),
            )
            .label("delete this")
            .help("the text follows the verb, or whom it was said to")
            .fix(
                Safety::Safe,
                format!("delete `{before}`"),
                vec![(
                    line.range(text - 2).end..line.range(text).start,
                    " ".to_owned(),
                )],
            ),
        );
    }
    let after = (text + 1..=last)
        .find(|at| !matches!(line.is(*at), Some(Is::Tag)) && line.word(*at) != "verbatim")?;
    let rest = line.ranges(after, last);
    let joint = line.range(after - 1).end..rest.end;
    let shown = line.text[rest.clone()].to_owned();
    let slip = Slip::new(
        &codes::UNREADABLE_LINE,
        rest,
        format!("{} cannot follow the text of a {keyword}", ticked(&shown)),
    )
    .label("this belongs in a block, or nowhere");
    let slip = match shown.split_whitespace().next() {
        Some(key @ ("due" | "by" | "until")) if keyword == "pledge" => slip.help(format!(
            "write `{{ due:{} }}`",
            shown.strip_prefix(key).unwrap_or_default()
        )),
        _ => slip
            .help("write what else there is to say between `{` and `}`: `{ about: …; source: … }`"),
    };
    Some(slip.read_on(vec![(joint, " ".to_owned())]))
}

fn missing_verb(line: &Line<'_>, by: usize, text: usize) -> Slip {
    let end = line.range(text - 1).end;
    // The last word may be a verb that nobody lists; then the grammar has no quarrel with the line.
    Slip::new(
        &codes::INCOMPLETE_LINE,
        line.ranges(by, text - 1),
        "this statement has no verb: what did the speaker do?",
    )
    .label("a verb should follow")
    .help("write the source's verb: `said`, `noted`, `denied` …; `dip vocabulary verbs` shows all")
    .fix(
        Safety::LookFirst,
        "insert `said`",
        vec![(end..end, " said".to_owned())],
    )
}

fn missing_text(line: &Line<'_>, by: usize) -> Option<Slip> {
    let last = line.tokens.len() - 1;
    let verb = (by + 2..=last).find(|at| verbs::find(line.word(*at)).is_some());
    match verb {
        Some(verb) if verb < last => {
            let from = super::habits::text_begins(line, last + 1);
            let written = line.ranges(from.min(last), last);
            let text = &line.text[written.clone()];
            (text.contains(' ')).then(|| unquoted_text(written, text, "what was said"))
        }
        _ => None,
    }
    .or_else(|| {
        let end = line.end();
        Some(
            Slip::new(
                &codes::INCOMPLETE_LINE,
                line.range(last),
                format!("this {} has no text: what was it?", line.word(0)),
            )
            .label("a text in quotation marks should follow")
            .help("write it in your own words: `\"…\"`")
            .read_on(vec![(end..end, " \"…\"".to_owned())]),
        )
    })
}
