//! Slips in a line of progress: its day, its state, who did it.

use super::clauses::swap;
use super::days::{foreign_date, unreadable};
use super::slip::{Line, Slip};
use super::tokens::Is;
use crate::diag::ticked;
use crate::syntax::codes;
use crate::vocab::lists;

pub(super) fn find(line: &Line<'_>) -> Option<Slip> {
    let last = line.tokens.len() - 1;
    if let Some(slip) = digit_id(line) {
        return Some(slip);
    }
    let text = (1..=last)
        .find(|at| line.is(*at) == Some(Is::Text))
        .unwrap_or(last + 1);
    // The state, in one word or more, wherever it stands.
    let state = (1..text).find_map(|at| {
        (at..text.min(at + 2)).rev().find_map(|end| {
            let written = &line.text[line.ranges(at, end)];
            let word = lists::find(lists::List::ProgressState, written)
                .or_else(|| lists::meant(lists::List::ProgressState, written))?;
            Some((at, end, word.word, written))
        })
    });
    let number = (1..text).find(|at| line.is(*at) == Some(Is::Number));
    if let (Some((at, end, _, _)), Some(number)) = (state, number)
        && end < number
        && at + 2 >= number
    {
        return Some(swap(
            line,
            (at, end),
            (number, number),
            "the day belongs before the state",
        ));
    }
    if let Some((at, end, word, written)) = state.filter(|(_, _, word, written)| word != written) {
        return Some(
            Slip::new(
                &codes::INCOMPLETE_LINE,
                line.ranges(at, end),
                format!("the state {} is not as its list has it", ticked(written)),
            )
            .label(format!("the word for this is `{word}`"))
            .help(format!("write `{word}`"))
            .safely(format!("write `{word}`"), word),
        );
    }
    let first = if line.within == crate::syntax::shape::Block::File {
        2
    } else {
        1
    };
    let until = state.map_or(text, |(at, _, _, _)| at);
    if let Some(colon) = (first..until).find(|at| line.is(*at) == Some(Is::Colon)) {
        return Some(
            Slip::new(
                &codes::FOREIGN_PUNCTUATION,
                line.range(colon),
                "no colon stands in a line of progress",
            )
            .label("one colon too many")
            .help("delete it")
            .safely("delete the colon", ""),
        );
    }
    if let Some(slip) = quoted_state(line, text) {
        return Some(slip);
    }
    if let Some(slip) = bad_day(line, first, until) {
        return Some(slip);
    }
    if until == first
        && let Some((at, ..)) = state
    {
        return Some(
            Slip::new(
                &codes::INCOMPLETE_LINE,
                line.range(at),
                "the day is missing: when did this happen?",
            )
            .label("a day should stand before this")
            .help("write `2025-09-17`, or as much of it as is known")
            .read_on(vec![(
                line.range(at).start..line.range(at).start,
                "undated ".to_owned(),
            )]),
        );
    }
    if let (None, Some(number)) = (state, number) {
        let range = if number + 1 < text {
            line.ranges(number + 1, text - 1)
        } else {
            line.range(number)
        };
        return Some(
            Slip::new(&codes::INCOMPLETE_LINE, range, "the state is missing: what became of the pledge?")
                .label("a state should follow the day")
                .help("write `started`, `partly-fulfilled`, `fulfilled`, `broken` …; `dip vocabulary progress-state` shows all"),
        );
    }
    None
}

/// `progress pledge.3`: the id of a pledge that begins with a digit.
fn digit_id(line: &Line<'_>) -> Option<Slip> {
    let joined = line.is(1) == Some(Is::Word)
        && line.word(2) == "."
        && line.is(3) == Some(Is::Number)
        && line.range(1).end == line.range(2).start;
    if !joined {
        return None;
    }
    let written = line.ranges(1, 3);
    let text = &line.text[written.clone()];
    let id = format!("{}.pledge-{}", line.word(1), id_tail(line.word(3)));
    Some(
        Slip::new(
            &codes::BAD_ID,
            written,
            format!(
                "in {} the id of the pledge begins with a digit",
                ticked(text)
            ),
        )
        .label("an id begins with a letter")
        .help(format!("write `{id}`"))
        .perhaps(format!("write `{id}`"), id),
    )
}

/// `2024-03 "started" "The first instalment was paid."`
fn quoted_state(line: &Line<'_>, text: usize) -> Option<Slip> {
    let inside = line.word(text).trim_matches('"');
    let word = lists::find(lists::List::ProgressState, inside)?;
    Some(
        Slip::new(
            &codes::QUOTED_VALUE,
            line.range(text),
            format!("no quotation marks belong around the state `{}`", word.word),
        )
        .label("a word of a list, not a text")
        .help(format!("write `{}`", word.word))
        .safely("remove the quotation marks", word.word),
    )
}

/// The day of a line of progress in another notation; it stands behind who did it, if anybody is named.
fn bad_day(line: &Line<'_>, first: usize, until: usize) -> Option<Slip> {
    let begins = if line.word(first) == "by" {
        first + 2
    } else {
        first
    };
    let starts = if begins > first {
        begins..until
    } else {
        first..(first + 1).min(until)
    };
    let mut starts = starts.map(|at| line.ranges(at, until - 1));
    let dated = starts
        .clone()
        .any(|range| super::is_date(&line.text[range]));
    if dated {
        return None;
    }
    let foreign = starts.find_map(|range| foreign_date(&range, &line.text[range.clone()]));
    foreign.or_else(|| {
        let at = (begins..until).find(|at| line.is(*at) == Some(Is::Number))?;
        let range = line.range(at);
        let text = &line.text[range.clone()];
        let bad = !super::is_date(text) && at + 1 == until;
        bad.then(|| unreadable(&range, text, "a line of progress has a date".to_owned()))
    })
}

/// The letters and digits of a number, for an id.
pub(super) fn id_tail(number: &str) -> String {
    let kept = number.chars().map(|letter| {
        if letter.is_alphanumeric() {
            letter
        } else {
            '-'
        }
    });
    kept.collect::<String>().trim_matches('-').to_owned()
}
