//! Lines as they may be shown: control and invisible characters as visible signs, long lines cut round what matters.

use unicode_width::UnicodeWidthChar as _;

/// The widest line that is shown.
const WIDEST: usize = 140;
/// How much of a cut line is shown before the place that matters.
const BEFORE: usize = 40;

/// A line made visible, with the way from its bytes as written to those shown.
#[derive(Debug)]
pub(super) struct Visible {
    pub(super) text: String,
    /// For every byte written, and for the end, where it is shown.
    shown: Vec<u32>,
}

impl Visible {
    /// Makes a line visible, cut round byte `focus` when it is long.
    pub(super) fn of(line: &str, focus: usize) -> Self {
        let mut text = String::with_capacity(line.len().min(4 * WIDEST));
        let from = window_start(line, focus);
        let mut shown = vec![0; from.min(line.len())];
        if from > 0 {
            text.push('…');
        }
        let mut width = 0;
        let mut letters = line[from..].char_indices();
        for (at, letter) in letters.by_ref() {
            let sign = sign(letter);
            width += sign.width().unwrap_or(1);
            if width > WIDEST {
                text.push('…');
                // Whatever lies beyond is shown at the cut.
                let cut = text.len() as u32;
                shown.resize(from + at, cut);
                break;
            }
            shown.resize(from + at, text.len() as u32);
            shown.push(text.len() as u32);
            text.push(sign);
        }
        let end = text.len() as u32;
        shown.resize(line.len().min(from + shown.len()).max(shown.len()), end);
        Self { text, shown }
    }

    /// Where a byte of the line is shown.
    pub(super) fn shown(&self, at: usize) -> usize {
        self.shown
            .get(at)
            .map_or(self.text.len(), |shown| *shown as usize)
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
pub(super) fn visible(text: &str) -> String {
    text.chars()
        .map(|letter| if letter == '\n' { letter } else { sign(letter) })
        .collect()
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
