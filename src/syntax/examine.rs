//! Looks a whole source over for what no line of it should hold: control characters, and signs that turn the direction
//! of the writing so that a text shows otherwise than it reads.

use super::codes;
use crate::diag::{Diagnostic, Safety, count};
use crate::text::{Source, SourceId, Span};

/// Bytes that may begin something to be looked at: control characters, and the first byte of U+2000 to U+2FFF.
const SUSPECT: [bool; 256] = {
    let mut suspect = [false; 256];
    let mut byte = 0;
    while byte < 32 {
        suspect[byte] = !matches!(byte as u8, b'\t' | b'\n' | b'\r');
        byte += 1;
    }
    suspect[0x7F] = true;
    suspect[0xE2] = true;
    suspect
};

/// The findings of the whole source, each kind of fault once a line at most.
pub fn examine(id: SourceId, source: &Source) -> Vec<Diagnostic> {
    let text = source.text();
    if text.trim_start_matches('\u{FEFF}').trim().is_empty() {
        let diagnostic = Diagnostic::new(
            &codes::EMPTY_FILE,
            Span::new(id, 0, 0),
            format!("nothing is written in {}", source.path()),
        )
        .label("the file is empty")
        .help("write a record, or delete the file");
        return vec![diagnostic];
    }
    let mut controls = Vec::new();
    let mut turns = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        if !SUSPECT[byte as usize] {
            continue;
        }
        match text[at..].chars().next() {
            Some(letter) if letter.is_ascii_control() => controls.push((at, letter)),
            Some(letter @ ('\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')) => {
                turns.push((at, letter));
            }
            _ => {}
        }
    }
    let control = |rest: usize, number: u32| {
        let name = if number == 0 {
            "a NUL character".to_owned()
        } else {
            format!("a control character (U+{number:04X})")
        };
        (
            &codes::CONTROL_CHARACTER,
            format!("{name} stands in this file{}", more(rest)),
            "no writing has this character in it",
        )
    };
    let turn = |rest: usize, number: u32| {
        let message = format!(
            "a sign that turns the direction of writing (U+{number:04X}) is hidden here{}",
            more(rest)
        );
        (
            &codes::DIRECTION_CONTROL,
            message,
            "from here on, the line is not what it shows",
        )
    };
    let mut found: Vec<Diagnostic> = report(id, &controls, control)
        .into_iter()
        .chain(report(id, &turns, turn))
        .collect();
    found.sort_by_key(|diagnostic| diagnostic.span);
    found
}

fn more(rest: usize) -> String {
    if rest == 0 {
        String::new()
    } else {
        format!(", and in {} more", count(rest, "place"))
    }
}

type Wording = (&'static crate::diag::Code, String, &'static str);

/// One finding for all places of one fault, at the first, with one fix for all of them.
fn report(
    id: SourceId,
    places: &[(usize, char)],
    wording: impl Fn(usize, u32) -> Wording,
) -> Option<Diagnostic> {
    const MOST_EDITS: usize = 1000;
    let (first, letter) = *places.first()?;
    let (code, message, label) = wording(places.len() - 1, u32::from(letter));
    let span = |at: usize, letter: char| Span::new(id, at as u32, (at + letter.len_utf8()) as u32);
    let edits = places
        .iter()
        .take(MOST_EDITS)
        .map(|(at, letter)| crate::diag::Edit {
            span: span(*at, *letter),
            text: String::new(),
        });
    Some(
        Diagnostic::new(code, span(first, letter), message)
            .label(label)
            .help("delete it")
            .fix_all(
                Safety::Safe,
                "delete it wherever it stands",
                edits.collect(),
            ),
    )
}
