//! Looks a whole source over for what no line of it should hold: control characters, and signs that turn the direction
//! of the writing so that a text shows otherwise than it reads.

use std::ops::Range;

use super::codes;
use crate::diag::{Diagnostic, Safety, count};
use crate::text::{Source, SourceId, Span};

/// Bytes that may begin something to be looked at: control characters, and the first bytes of U+0080 to U+00BF, of U+2000 to
/// U+2FFF, of U+F000 to U+FFFF and of what lies beyond all writing.
const SUSPECT: [bool; 256] = {
    let mut suspect = [false; 256];
    let mut byte = 0;
    while byte < 32 {
        suspect[byte] = !matches!(byte as u8, b'\t' | b'\n' | b'\r');
        byte += 1;
    }
    suspect[0x7F] = true;
    suspect[0xC2] = true;
    suspect[0xE2] = true;
    suspect[0xEF] = true;
    suspect[0xF3] = true;
    suspect
};

/// The places of such bytes. Blocks of plain letters are passed over at once.
fn suspects(bytes: &[u8]) -> impl Iterator<Item = usize> {
    const BLOCK: usize = 256;
    let plain = |byte: u8| matches!(byte, b' '..=b'~' | b'\n' | b'\t' | b'\r');
    let blocks = bytes.chunks(BLOCK).enumerate();
    // No early end: the bytes of a block are looked at side by side.
    let suspicious =
        blocks.filter(move |(_, block)| !block.iter().fold(true, |all, byte| all & plain(*byte)));
    suspicious.flat_map(|(number, block)| {
        let bytes = block.iter().enumerate();
        let suspect = bytes.filter(|(_, byte)| SUSPECT[usize::from(**byte)]);
        suspect.map(move |(at, _)| number * BLOCK + at)
    })
}

/// The findings of the whole source, each kind of fault once a line at most.
pub(super) fn examine(
    id: SourceId,
    source: &Source,
    texts: &[Range<usize>],
    garbled: &[Span],
) -> Vec<Diagnostic> {
    let text = source.text();
    if text.trim_start_matches('\u{FEFF}').trim().is_empty() {
        let diagnostic = Diagnostic::new(
            &codes::EMPTY_FILE,
            Span::new(id, 0, 0),
            format!("nothing is written in {}", source.path()),
        )
        .label("the file is empty")
        .help("write a record, such as `person ID \"NAME\"`, or delete the file");
        return vec![diagnostic];
    }
    // In a garbled text such a character is half of a letter, which is told with the others.
    let half = |at: usize, letter: char| {
        let after = garbled.partition_point(|span| span.start as usize <= at);
        let inside = after > 0 && at < garbled[after - 1].end as usize;
        inside && ('\u{80}'..'\u{A0}').contains(&letter)
    };
    let mut controls = Vec::new();
    let mut turns = Vec::new();
    for at in suspects(text.as_bytes()) {
        match text[at..].chars().next() {
            Some(letter) if half(at, letter) => {}
            Some(letter) if letter.is_control() && !matches!(letter, '\t' | '\n' | '\r') => {
                controls.push((at, letter));
            }
            Some(
                letter @ ('\u{2028}'
                | '\u{2029}'
                | '\u{FFFE}'
                | '\u{FFFF}'
                | '\u{E0000}'..='\u{E007F}'),
            ) => {
                controls.push((at, letter));
            }
            Some(letter @ ('\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')) => {
                turns.push((at, letter));
            }
            _ => {}
        }
    }
    let control = |rest: usize, number: u32| {
        let name = match number {
            0 => "a NUL character".to_owned(),
            0xB | 0xC | 0x85 | 0x2028 | 0x2029 => {
                format!("the line break of another program (U+{number:04X})")
            }
            _ => format!("a control character (U+{number:04X})"),
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
    let in_text = |at: usize| {
        let after = texts.partition_point(|text| text.start <= at);
        after > 0 && at < texts[after - 1].end
    };
    // A break is a blank in a text, and a line end elsewhere; of what was a letter once, nobody knows.
    let instead = |at: usize, letter: char| match letter {
        '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' if in_text(at) => " ",
        '\u{B}' | '\u{85}' | '\u{2028}' | '\u{2029}' => "\n",
        _ => "",
    };
    let mut found: Vec<Diagnostic> = report(id, &controls, control, instead)
        .into_iter()
        .chain(report(id, &turns, turn, |_, _| ""))
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
    instead: impl Fn(usize, char) -> &'static str,
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
            text: instead(*at, *letter).to_owned(),
        });
    // What stood there may have been a letter.
    let lost = |letter: char| {
        letter == '\0' || ('\u{80}'..'\u{A0}').contains(&letter) && letter != '\u{85}'
    };
    let safety = if places.iter().any(|(_, letter)| lost(*letter)) {
        Safety::LookFirst
    } else {
        Safety::Safe
    };
    let (help, title) = match instead(first, letter) {
        "" => ("delete it", "delete it wherever it stands"),
        " " => ("put a blank in its place", "put a blank in its place"),
        _ => ("begin a new line there", "begin a new line there"),
    };
    Some(
        Diagnostic::new(code, span(first, letter), message)
            .label(label)
            .help(help)
            .fix_all(safety, title, edits.collect()),
    )
}
