//! Lines as they may be shown: control and invisible characters as visible signs, long lines cut round what matters.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar as _;

/// The widest line that is shown.
const WIDEST: usize = 140;
/// How much of a cut line is shown before the place that matters.
const BEFORE: usize = 40;

/// A line made visible, with the way from its bytes as written to those shown. It is as small for a line of any length.
#[derive(Debug)]
pub(super) struct Visible {
    pub(super) text: String,
    /// The first byte of the line that is shown; what stands before it is shown at the beginning.
    from: usize,
    /// Where each byte from there on is shown; whatever lies beyond is shown at the end.
    shown: Vec<u32>,
}

impl Visible {
    /// Makes a line visible, cut round byte `focus` when it is long.
    pub(super) fn of(line: &str, focus: usize) -> Self {
        let mut text = String::with_capacity(line.len().min(4 * WIDEST));
        let from = window_start(line, focus);
        let mut shown = Vec::new();
        if from > 0 {
            text.push('…');
        }
        let mut width = 0;
        for letter in line[from..].chars() {
            let sign = sign(letter);
            width += sign.width().unwrap_or(1);
            if width > WIDEST {
                text.push('…');
                break;
            }
            shown.push(text.len() as u32);
            text.push(sign);
            // A byte inside a character is shown after it.
            let inside = shown.len() + letter.len_utf8() - 1;
            shown.resize(inside, text.len() as u32);
        }
        Self { text, from, shown }
    }

    /// Where a byte of the line is shown.
    pub(super) fn shown(&self, at: usize) -> usize {
        match at.checked_sub(self.from) {
            None => 0,
            Some(at) => self
                .shown
                .get(at)
                .map_or(self.text.len(), |shown| *shown as usize),
        }
    }
}

/// The first byte of a line that is shown, so that `focus` is in view.
fn window_start(line: &str, focus: usize) -> usize {
    let focus = (0..=focus.min(line.len()))
        .rev()
        .find(|at| line.is_char_boundary(*at))
        .unwrap_or(0);
    let before: Vec<(usize, char)> = line[..focus].char_indices().rev().take(WIDEST).collect();
    if before.len() < WIDEST - BEFORE {
        return if before.len() < focus && before.last().is_some_and(|(at, _)| *at > 0) {
            before[before.len() - 1].0
        } else {
            0
        };
    }
    before[BEFORE - 1].0
}

/// The sign that stands for a character on the screen.
pub(super) fn sign(letter: char) -> char {
    match letter {
        '\t' | '\u{A0}' | '\u{202F}' | '\u{2007}' => ' ',
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(letter)).unwrap_or('␣'),
        '\u{7F}' => '␡',
        '\u{80}'..='\u{9F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}'
        | '\u{AD}' => '␣',
        _ => letter,
    }
}

/// A text with every character made visible.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
        return Cow::Borrowed(text);
    }
    let signs = text
        .chars()
        .map(|letter| if letter == '\n' { letter } else { sign(letter) });
    Cow::Owned(signs.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_line_is_shown_whole_with_signs() {
        let line = Visible::of("a\u{202E}b\0c", 0);
        assert_eq!(line.text, "a␣b␀c");
        assert_eq!(
            (line.shown(1), line.shown(4), line.shown(99)),
            (1, 4, line.text.len())
        );
    }

    #[test]
    fn a_long_line_is_cut_round_the_place() {
        let long = format!("{}X{}", "ә".repeat(5000), "y".repeat(5000));
        let line = Visible::of(&long, 10_000);
        assert!(
            line.text.chars().count() < 200,
            "{}",
            line.text.chars().count()
        );
        assert_eq!(line.text[line.shown(10_000)..].chars().next(), Some('X'));
    }
}
