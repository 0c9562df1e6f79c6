//! Slips in amounts and lengths of time.

use std::ops::Range;

use super::amounts::{self, Sum, lengths};
use super::slip::{Line, Slip};
use super::tokens::Is;
use crate::diag::{Safety, ticked};
use crate::syntax::codes;
use crate::syntax::shape::Field;
use crate::syntax::{Kind, grammar};
use crate::vocab::lists::{self, List};

/// The slip in a field that takes an amount.
pub(super) fn amount(line: &Line<'_>, field: &Field) -> Option<Slip> {
    if let Some(slip) = form_in_words(line) {
        return Some(slip);
    }
    let written = line.ranges(2, line.tokens.len() - 1);
    let text = &line.text[written.clone()];
    let slip = |message: String| Slip::new(&codes::FOREIGN_AMOUNT, written.clone(), message);
    Some(match amounts::read(text)? {
        Sum::Is(ours) if ours == text => return None,
        Sum::Is(ours) => foreign(&written, text, &ours, "amount"),
        Sum::With(ours, rest) => {
            let rest_at = text.rfind(rest.as_str()).map(|at| written.start + at);
            let range = rest_at.map_or(written.clone(), |at| at..at + rest.len());
            Slip::new(
                &codes::FOREIGN_AMOUNT,
                range,
                format!("{} is no part of an amount", ticked(&rest)),
            )
            .label("an amount is a sum, its form and its year")
            .help(format!(
                "write `{}: {ours}`, and the rest into a `note: \"{rest}\"`",
                field.key
            ))
            .read_on(vec![(written.clone(), ours)])
        }
        Sum::Two(one, other) => {
            let ours = format!("{one}; {}: {other}", field.key);
            slip(format!("`{}` takes one amount, and here are two", field.key))
                .label("two amounts on one line")
                .help(format!(
                    "write a second line, `{}: {other}`; the same sum in another currency stands in brackets: `{one} ({other})`",
                    field.key
                ))
                .fix(
                    Safety::LookFirst,
                    "write two lines",
                    vec![(written.clone(), ours)],
                )
        }
        Sum::Between(low, high) => {
            slip(format!("{} is no one amount but a range", ticked(text)))
                .label("an amount is one sum")
                .help(format!(
                    "write `over {low}` or `under {high}`, and the range into a `note`"
                ))
                .read_on(vec![(written.clone(), format!("about {high}"))])
        }
        Sum::Bare(number, rest) => {
            let end = text.find(" as ").or_else(|| text.find(" in ")).unwrap_or(text.len());
            let range = written.start..written.start + end;
            Slip::new(
                &codes::FOREIGN_AMOUNT,
                range,
                format!("the amount {} has no currency", ticked(&text[..end])),
            )
            .label("of what?")
            .help(format!(
                "write the code of the currency behind it, such as `{number} EUR{rest}` or `{number} USD{rest}`, or what is counted: `{number} \"…\"`"
            ))
            .read_on(vec![(written.clone(), format!("{number} \"…\"{rest}"))])
        }
        Sum::Negative => slip(format!("the amount {} is less than nothing", ticked(text)))
            .label("no sum that is promised is negative")
            .help("write the sum without the minus sign, and say in the text or in a `note` that it is taken away"),
    })
}

/// `as soft loan`, where the amount before it can be read.
fn form_in_words(line: &Line<'_>) -> Option<Slip> {
    let at = (3..line.tokens.len()).find(|at| line.word(*at) == "as")?;
    let last = line.tokens.len() - 1;
    let end = (at + 1..=last)
        .find(|at| line.word(*at) == "in")
        .filter(|end| *end > at + 1);
    let end = end.map_or(last, |end| end - 1);
    if at == end || grammar::is(Kind::sum, &line.text[line.ranges(2, at - 1)]).is_err() {
        return None;
    }
    let written = line.ranges(at + 1, end);
    let text = &line.text[written.clone()];
    let bare = text.trim_matches('"');
    let bare = ["a ", "an ", "a(n) "]
        .iter()
        .find_map(|article| bare.strip_prefix(article))
        .unwrap_or(bare);
    let word =
        lists::find(List::AmountForm, bare).or_else(|| lists::meant(List::AmountForm, bare))?;
    (line.is(at + 2).is_some() || line.is(at + 1) == Some(Is::Text)).then(|| {
        Slip::new(
            &codes::WRONG_VALUE,
            written,
            format!(
                "the form of an amount is one word of its list, not {}",
                ticked(text)
            ),
        )
        .label(format!("the word for this is `{}`", word.word))
        .help(format!("write `as {}`", word.word))
        .safely(format!("write `{}`", word.word), word.word)
    })
}

/// What stands in quotation marks, as the language writes it.
pub(super) fn as_ours(inside: &str) -> Option<(String, Safety)> {
    if grammar::is(Kind::amount, inside).is_ok() {
        return Some((inside.to_owned(), Safety::Safe));
    }
    match amounts::read(inside)? {
        Sum::Is(ours) => Some((ours, Safety::LookFirst)),
        _ => None,
    }
}

/// What stands in quotation marks, as the language writes it.
pub(super) fn length_as_ours(inside: &str) -> Option<(String, Safety)> {
    if grammar::is(Kind::length, inside).is_ok() {
        return Some((inside.to_owned(), Safety::Safe));
    }
    let length = lengths::read(inside)?;
    Some((length.written, Safety::LookFirst))
}

/// The slip in a field that takes a length of time.
pub(super) fn length(written: &Range<usize>, text: &str) -> Option<Slip> {
    if let Some(length) = lengths::read(text).filter(|length| length.written != text) {
        let ours = length.written;
        if length.is_guess {
            return Some(
                foreign(written, text, &ours, "length of time")
                    .label("a length of time is a number and its unit"),
            );
        }
        return Some(
            Slip::new(
                &codes::FOREIGN_AMOUNT,
                written.clone(),
                format!(
                    "the length of time {} is written in another notation",
                    ticked(text)
                ),
            )
            .label("a length of time is one number and one unit")
            .help(format!("write `{ours}`"))
            .safely(format!("write `{ours}`"), ours),
        );
    }
    let (low, high) = ["-", "–", " to "]
        .iter()
        .find_map(|joint| text.split_once(joint))?;
    let high = lengths::read(high)?.written;
    let unit = high.split_once(' ').map(|(_, unit)| unit)?;
    let low: u32 = low.trim().parse().ok()?;
    Some(
        Slip::new(
            &codes::FOREIGN_AMOUNT,
            written.clone(),
            format!("{} is no one length of time but a range", ticked(text)),
        )
        .label("a length of time is one number and one unit")
        .help(format!(
            "write `over {low} {unit}` or `under {high}`, and the range into a `note`"
        ))
        .read_on(vec![(written.clone(), format!("about {high}"))]),
    )
}

/// The words in which two texts differ, in both; all of them, where one of the two lacks some.
fn differing<'o>(text: &str, ours: &'o str) -> (Range<usize>, &'o str) {
    let same = |pair: &(char, char)| pair.0 == pair.1;
    let head: usize = text
        .chars()
        .zip(ours.chars())
        .take_while(same)
        .map(|(letter, _)| letter.len_utf8())
        .sum();
    let head = text[..head].rfind([' ', '(']).map_or(0, |at| at + 1);
    let (text_rest, ours_rest) = (&text[head..], &ours[head..]);
    let tail: usize = text_rest
        .chars()
        .rev()
        .zip(ours_rest.chars().rev())
        .take_while(same)
        .map(|(letter, _)| letter.len_utf8())
        .sum();
    let tail = text_rest[text_rest.len() - tail..]
        .find(' ')
        .map_or(0, |at| tail - at);
    let (part, ours_part) = (
        head..text.len() - tail,
        &ours_rest[..ours_rest.len() - tail],
    );
    if part.is_empty() || ours_part.is_empty() {
        return (0..text.len(), ours);
    }
    (part, ours_part)
}

fn foreign(written: &Range<usize>, text: &str, ours: &str, noun: &str) -> Slip {
    let (part, ours) = differing(text, ours);
    let written = written.start + part.start..written.start + part.end;
    let end = [" as ", " in "].iter().find_map(|word| text.find(word));
    let sum = &text[..end.unwrap_or(text.len())];
    Slip::new(
        &codes::FOREIGN_AMOUNT,
        written,
        format!("the {noun} {} is written in another notation", ticked(sum)),
    )
    .label(
        "a number in digits, its scale, the code of its currency or what is counted; in this order",
    )
    .help(format!("write `{ours}`"))
    .perhaps(format!("write `{ours}`"), ours)
}
