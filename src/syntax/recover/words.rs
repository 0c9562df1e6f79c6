//! Clause words that are not as the language has them: misspelt, in capitals, in another language, or another's.
//!
//! The table in `data/clauses.tsv` says what may be meant, and the grammar which of that can stand there: a word is offered
//! only if the grammar reads on with it.

use super::slip::{Line, Slip};
use super::tokens::Is;
use crate::diag::{Safety, close, ticked};
use crate::syntax::codes;
use crate::syntax::shape::KEYWORDS;
use crate::vocab::{clauses, countries, verbs};

/// Why a word is taken for a clause word.
enum Why {
    /// It has capitals.
    Case,
    /// It is a letter off.
    Slip,
    /// It says the same, in English or another language.
    Other(Option<&'static str>),
}

/// A clause word that may be meant.
struct Meant {
    word: &'static str,
    why: Why,
    /// How far the grammar reads on with it.
    furthest: usize,
}

/// The wrong clause word where the grammar stopped making sense of a head, or just before.
pub(super) fn find(line: &Line<'_>) -> Option<Slip> {
    if !KEYWORDS.contains(&line.word(0)) || line.is(1) == Some(Is::Colon) {
        return None;
    }
    let stop = line.stop();
    // `called for` is a verb that lacks its hyphen.
    let verb = |at: usize| {
        let words = [line.word(at.wrapping_sub(1)), line.word(at)].join("-");
        at > 0 && verbs::find(&words).is_some()
    };
    if verb(stop) || verb(stop + 1) {
        return None;
    }
    colon_after(line, stop)
        .or_else(|| {
            [stop, stop.wrapping_sub(1)]
                .into_iter()
                .find_map(|at| wrong(line, at))
        })
        .or_else(|| too_much(line, stop))
}

fn wrong(line: &Line<'_>, at: usize) -> Option<Slip> {
    let written = line.word(at);
    let wordlike = matches!(line.is(at), Some(Is::Word | Is::Sign | Is::Number));
    if at == 0 || !wordlike {
        return None;
    }
    let mut found = candidates(line, at, written);
    found.sort_by_key(|meant| std::cmp::Reverse(meant.furthest));
    let best = found.first()?;
    let sure = found
        .iter()
        .filter(|meant| meant.furthest == best.furthest)
        .count()
        == 1
        || !matches!(best.why, Why::Slip);
    let (word, next) = (best.word, line.word(at + 1));
    let label = match best.why {
        Why::Case => "the words of the language are written in small letters".to_owned(),
        Why::Slip => format!("did you mean `{word}`?"),
        Why::Other(None) => format!("the word here is `{word}`"),
        Why::Other(Some(language)) => format!("this is {language}; the word here is `{word}`"),
    };
    let slip = Slip::new(
        &codes::WRONG_CLAUSE_WORD,
        line.range(at),
        format!("{} stands where `{word}` belongs", ticked(written)),
    )
    .label(label)
    .help(format!("write `{}`", [word, next].join(" ").trim_end()));
    Some(if sure {
        slip.safely(format!("write `{word}`"), word)
    } else {
        slip.perhaps(format!("write `{word}`"), word)
    })
}

/// The clause words that the head of a record takes.
fn allowed(keyword: &str) -> &'static [&'static str] {
    match keyword {
        "attendee" => &["for", "as"],
        "office" => &["of", "to", "as", "from", "until"],
        "signature" => &["for", "on-behalf-of"],
        "statement" | "pledge" => &["by", "for", "to", "verbatim"],
        "progress" => &["by", "for", "verbatim"],
        _ => &[],
    }
}

/// The clause words that may be meant by a token, and with which the grammar reads the token after it as well.
fn candidates(line: &Line<'_>, at: usize, written: &str) -> Vec<Meant> {
    let lower = written.to_lowercase();
    let mut found: Vec<Meant> = Vec::new();
    let mut offer = |word: &'static str, why: Why| {
        if word == written
            || !allowed(line.word(0)).contains(&word)
            || found.iter().any(|meant| meant.word == word)
        {
            return;
        }
        let furthest = line.furthest_with(&[(line.range(at), word.to_owned())]);
        let next = line.range(at + 1);
        // `a`, `in` and their like are words of an unmarked text as well.
        let whole =
            word != "to" || furthest.is_none() || countries::find(line.word(at + 1)).is_some();
        // What is read as the clause's content must not be a clause word itself.
        let content = word == "verbatim" || !clauses::is(line.word(at + 1));
        if content
            && whole
            && furthest.is_none_or(|furthest| at + 1 < line.tokens.len() && furthest >= next.end)
        {
            found.push(Meant {
                word,
                why,
                furthest: furthest.unwrap_or(usize::MAX),
            });
        }
    };
    clauses::words()
        .filter(|word| **word == lower)
        .for_each(|word| offer(word, Why::Case));
    for clause in clauses::all() {
        if clause.others.contains(&lower.as_str()) {
            offer(clause.word, Why::Other(clause.language));
        }
    }
    if !clauses::is(written) && lower.chars().count() > 1 {
        clauses::words()
            .filter(|word| close(&lower, word))
            .for_each(|word| offer(word, Why::Slip));
    }
    found
}

/// `by: KZ`: a colon after a clause word.
fn colon_after(line: &Line<'_>, stop: usize) -> Option<Slip> {
    let at = (2..=stop.saturating_add(1))
        .find(|at| line.is(*at) == Some(Is::Colon) && clauses::is(line.word(at - 1)))?;
    let word = line.word(at - 1);
    Some(
        Slip::new(
            &codes::FOREIGN_PUNCTUATION,
            line.range(at),
            format!("no colon follows `{word}` in the head of a record"),
        )
        .label("one colon too many")
        .help(format!("write `{word} {}`", line.word(at + 1)))
        .safely("delete the colon", ""),
    )
}

/// `delegation of KZ`: a clause word where none belongs.
fn too_much(line: &Line<'_>, stop: usize) -> Option<Slip> {
    let word = line.word(stop);
    let superfluous = clauses::is(word) || matches!(word, "the" | "a" | "an" | "is" | "was");
    if stop == 0 || stop + 1 >= line.tokens.len() || !superfluous {
        return None;
    }
    let gap = line.range(stop - 1).end..line.range(stop + 1).start;
    let edit = vec![(gap, " ".to_owned())];
    line.reads_with(&edit).then(|| {
        Slip::new(
            &codes::WRONG_CLAUSE_WORD,
            line.range(stop),
            format!("`{word}` is too much in this {}", line.word(0)),
        )
        .label("no word belongs here")
        .help(format!("delete `{word}`"))
        .fix(Safety::Safe, format!("delete `{word}`"), edit)
    })
}
