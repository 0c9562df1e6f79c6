//! Clauses that are all there, but stand in another order: put in the order of their record, the line must be read whole.

use std::ops::Range;

use super::clauses::is_country;
use super::slip::{Line, Slip};
use super::tokens::Is;
use crate::diag::{Safety, ticked};
use crate::syntax::codes;
use crate::vocab::{clauses, verbs};

/// A part of a head, by what it begins with.
#[derive(Debug, PartialEq, Eq)]
struct Part {
    /// Its place in the order of the record.
    rank: usize,
    /// Its tokens.
    tokens: Range<usize>,
}

/// The order of the parts of a head: clause words, and for what has none, its kind.
fn order_of(keyword: &str) -> &'static [&'static str] {
    match keyword {
        "attendee" => &["WHO", "for", "as"],
        "office" => &["TEXT", "of", "to", "as", "from", "until"],
        "signature" => &["WHO", "for", "on-behalf-of"],
        "statement" | "pledge" => &["WHO", "by", "VERB", "to", "TEXT", "verbatim"],
        _ => &[],
    }
}

/// The slip of a head whose parts are in another order.
pub(super) fn find(line: &Line<'_>) -> Option<Slip> {
    let order = order_of(line.word(0));
    let written = parts(line, order)?;
    if is_doubtful(line, order, &written) {
        return None;
    }
    let mut sorted: Vec<&Part> = written.iter().collect();
    sorted.sort_by_key(|part| part.rank);
    let moved: Vec<usize> = (0..written.len())
        .filter(|at| *sorted[*at] != written[*at])
        .collect();
    let (first, last) = (*moved.first()?, *moved.last()?);
    let text = |part: &Part| &line.text[line.ranges(part.tokens.start, part.tokens.end - 1)];
    let ours: Vec<&str> = sorted[first..=last].iter().map(|part| text(part)).collect();
    let ours = ours.join(" ");
    let range = line.ranges(written[first].tokens.start, written[last].tokens.end - 1);
    let edit = vec![(range.clone(), ours.clone())];
    line.reads_with(&edit).then(|| {
        let (before, after) = (text(sorted[first]), text(&written[first]));
        Slip::new(
            &codes::CLAUSE_ORDER,
            range,
            format!("{} belongs before {}", ticked(before), ticked(after)),
        )
        .label(if last == first + 1 {
            "these two are the wrong way round"
        } else {
            "these stand in another order"
        })
        .help(format!("write `{ours}`"))
        .fix(Safety::Safe, "put them in order", edit)
    })
}

/// Whether two names stand where one is expected, so that nobody can tell which of them was moved.
fn is_doubtful(line: &Line<'_>, order: &[&str], parts: &[Part]) -> bool {
    let spoken = matches!(line.word(0), "statement" | "pledge");
    let who = parts.iter().position(|part| order[part.rank] == "WHO");
    who.is_some_and(|who| {
        let behind_by = who > 0 && order[parts[who - 1].rank] == "by";
        spoken && behind_by || !spoken && is_country(line.word(parts[who].tokens.start))
    })
}

/// The parts of a head, in the order of the line; none when some token belongs to no part, or a part is there twice.
fn parts(line: &Line<'_>, order: &[&str]) -> Option<Vec<Part>> {
    let rank = |name: &str| order.iter().position(|part| *part == name);
    let has = |parts: &[Part], name: &str| parts.iter().any(|part| order[part.rank] == name);
    let mut parts: Vec<Part> = Vec::new();
    let mut at = 1;
    while at < line.tokens.len() {
        let word = line.word(at);
        let (rank, end) = match line.is(at)? {
            Is::Text => (rank("TEXT").or_else(|| rank("WHO"))?, after_text(line, at)),
            Is::Word if clauses::is(word) => (rank(word)?, content_end(line, at)),
            Is::Word if has(&parts, "by") && verbs::find(word).is_some() => (rank("VERB")?, at + 1),
            Is::Word if !has(&parts, "TEXT") => (rank("WHO")?, at + 1),
            _ => return None,
        };
        if parts.iter().any(|part| part.rank == rank) {
            return None;
        }
        parts.push(Part {
            rank,
            tokens: at..end,
        });
        at = end;
    }
    Some(parts)
}

/// Past a text and its language.
fn after_text(line: &Line<'_>, text: usize) -> usize {
    text + 1 + usize::from(line.is(text + 1) == Some(Is::Tag))
}

/// Past what belongs to the clause word at `at`: an item, or the items of a list, each with its side.
fn content_end(line: &Line<'_>, at: usize) -> usize {
    let word = line.word(at);
    let mut end = at + 1;
    if word == "verbatim" {
        return end;
    }
    loop {
        end = match line.is(end) {
            Some(Is::Text) => after_text(line, end),
            Some(Is::Word | Is::Number) => end + 1,
            _ => return end,
        };
        if !matches!(word, "by" | "to") {
            return end;
        }
        if line.word(end) == "for" {
            end = (end + 2).min(line.tokens.len());
        }
        if line.is(end) != Some(Is::Comma) {
            return end;
        }
        end += 1;
    }
}
