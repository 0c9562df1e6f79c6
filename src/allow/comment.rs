//! Reads one comment that allows findings: `# dip: allow NAME, NAME — reason`, and what is nearly that.
//!
//! Every slip has its edit, and what follows it is read as if it had been mended.

use std::ops::Range;

use crate::diag::{Known, closeness};

/// How the comment begins when it is written rightly.
const RIGHT: &str = "# dip: allow";

/// What other programs call it.
const HABITS: [&str; 7] = [
    "ignore", "disable", "suppress", "silence", "permit", "noqa", "skip",
];

/// What a comment says that allows something; places are bytes of the comment.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// The names of codes, as they are written.
    pub names: Vec<Range<usize>>,
    /// Why, if it says why.
    pub reason: Option<Range<usize>>,
    /// What is not written as it should be.
    pub slips: Vec<Slip>,
}

/// A slip of the hand: where it is, and the edits that mend it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Slip {
    pub kind: SlipKind,
    pub place: Range<usize>,
    pub edits: Vec<(Range<usize>, &'static str)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SlipKind {
    /// Its first words are others.
    Beginning,
    /// Two names with no comma between them.
    Comma,
    /// Nothing parts the names from the reason.
    Dash,
}

/// Reads a comment, from its `#` to its end; none when it means to allow nothing.
pub(super) fn read(comment: &str, known: &Known) -> Option<Said> {
    let beginning = beginning(comment, known)?;
    let mut reader = Reader {
        comment,
        at: beginning.end,
        said: Said {
            names: Vec::new(),
            reason: None,
            slips: Vec::new(),
        },
    };
    let bracket = reader.beginning(beginning);
    reader.names(known);
    reader.bracket(bracket);
    reader.reason();
    Some(reader.said)
}

/// The bytes of a comment's first words when they mean to allow something.
fn beginning(comment: &str, known: &Known) -> Option<Range<usize>> {
    let start = comment.len() - comment.trim_start_matches(['#', ' ', '\t']).len();
    let first = word_at(comment, start);
    if first.eq_ignore_ascii_case("allow") {
        let end = start + first.len();
        return names_a_code(comment, end, known).then_some(0..end);
    }
    let word_start = if first.eq_ignore_ascii_case("dip") {
        let gap = &comment[start + first.len()..];
        start + first.len() + (gap.len() - gap.trim_start_matches([' ', '\t', ':', '-']).len())
    } else {
        return None;
    };
    let colon = comment[start..word_start].contains(':');
    let word = word_at(comment, word_start).to_ascii_lowercase();
    let end = word_start + word.len();
    let means = closeness(&word, "allow") >= 0.8 || HABITS.contains(&word.as_str());
    let plain = colon && !matches!(word.as_str(), "skip" | "permit");
    (means && (plain || names_a_code(comment, end, known))).then_some(0..end)
}

/// The letters at a place.
fn word_at(comment: &str, at: usize) -> &str {
    let rest = &comment[at..];
    let length = rest
        .find(|letter: char| !letter.is_alphabetic())
        .unwrap_or(rest.len());
    &rest[..length]
}

/// Whether the next word is the name of a code, or nearly.
fn names_a_code(comment: &str, at: usize, known: &Known) -> bool {
    let rest = comment[at..].trim_start_matches([' ', '\t', ':', '(', '[']);
    let name = &rest[..name_length(rest)];
    known.find(name).is_some() || name.contains('-') && known.near(name).is_some()
}

/// How many bytes at the beginning of `text` are a name.
fn name_length(text: &str) -> usize {
    let end = text
        .find(|letter: char| !letter.is_alphanumeric() && letter != '-' && letter != '_')
        .unwrap_or(text.len());
    let name = text[..end].split("--").next().unwrap_or_default();
    name.trim_end_matches('-').len()
}

struct Reader<'c> {
    comment: &'c str,
    at: usize,
    said: Said,
}

impl<'c> Reader<'c> {
    fn rest(&self) -> &'c str {
        &self.comment[self.at..]
    }

    fn skip(&mut self, signs: &[char]) {
        self.at = self.comment.len() - self.rest().trim_start_matches(signs).len();
    }

    /// Judges the first words; says which bracket closes the names, if one opens them.
    fn beginning(&mut self, words: Range<usize>) -> Option<char> {
        let mut parts = self.comment[words.clone()].split_ascii_whitespace();
        let mut right = RIGHT.split(' ').all(|word| parts.next() == Some(word));
        self.skip(&[' ', '\t']);
        if let Some(rest) = self.rest().strip_prefix(':') {
            right = false;
            self.at = self.comment.len() - rest.trim_start().len();
        }
        let bracket = match self.rest().chars().next() {
            Some('(') => Some(')'),
            Some('[') => Some(']'),
            _ => None,
        };
        if bracket.is_some() {
            right = false;
            self.at += 1;
        }
        if !right {
            let blank = if self.rest().is_empty() {
                RIGHT
            } else {
                "# dip: allow "
            };
            self.said.slips.push(Slip {
                kind: SlipKind::Beginning,
                place: words,
                edits: vec![(0..self.at, blank)],
            });
        }
        bracket
    }

    fn names(&mut self, known: &Known) {
        loop {
            self.skip(&[' ', '\t', ',']);
            let length = name_length(self.rest());
            if length == 0 {
                return;
            }
            let name = self.at..self.at + length;
            let after_comma = self.comment[..self.at].trim_end().ends_with(',');
            if let Some(last) = self.said.names.last().filter(|_| !after_comma) {
                if known.find(&self.comment[name.clone()]).is_none() {
                    return;
                }
                self.said.slips.push(Slip {
                    kind: SlipKind::Comma,
                    place: name.clone(),
                    edits: vec![(last.end..last.end, ",")],
                });
            }
            self.at = name.end;
            self.said.names.push(name);
        }
    }

    /// Takes the bracket after the names away.
    fn bracket(&mut self, bracket: Option<char>) {
        let closes = bracket.is_some_and(|bracket| self.rest().starts_with(bracket));
        if let Some(slip) = self.said.slips.first_mut().filter(|_| closes) {
            slip.edits.push((self.at..self.at + 1, ""));
            self.at += 1;
        }
    }

    fn reason(&mut self) {
        self.skip(&[' ', '\t']);
        let parted = ["—", "–", "―", "--", "-", ":"]
            .into_iter()
            .find(|dash| self.rest().starts_with(dash));
        self.skip(&['—', '–', '―', '-', ':', ' ', '\t']);
        let reason = self.rest().trim_end();
        if !reason.contains(char::is_alphanumeric) {
            return;
        }
        let place = self.at..self.at + reason.len();
        if let Some(last) = self.said.names.last().filter(|_| parted.is_none()) {
            let end = self.comment[..self.at].trim_end().len().max(last.end);
            self.said.slips.push(Slip {
                kind: SlipKind::Dash,
                place: place.clone(),
                edits: vec![(end..end, " —")],
            });
        }
        self.said.reason = Some(place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::allow::codes;

    fn told(comment: &str) -> Option<(Vec<&str>, Option<&str>, Vec<SlipKind>)> {
        let known = Known {
            codes: codes::CODES.to_vec(),
            judged: Vec::new(),
        };
        let said = read(comment, &known)?;
        let names = said.names.iter().map(|name| &comment[name.clone()]);
        let slips = said.slips.iter().map(|slip| slip.kind);
        Some((
            names.collect(),
            said.reason.clone().map(|reason| &comment[reason]),
            slips.collect(),
        ))
    }

    #[test]
    fn every_dash_parts_the_reason_from_the_names() {
        for dash in [" — ", " – ", " -- ", " - ", ": ", "—", "--"] {
            let comment = format!("# dip: allow bad-allow, DIP0008{dash}the cable says so");
            let names = vec!["bad-allow", "DIP0008"];
            assert_eq!(
                told(&comment),
                Some((names, Some("the cable says so"), vec![])),
                "{comment}"
            );
        }
    }

    #[test]
    fn near_misses_are_understood() {
        let name = vec!["bad-allow"];
        for comment in [
            "#dip:allow bad-allow — why",
            "# dip allow bad-allow — why",
            "# DIP: Allow bad-allow — why",
            "# dip: ignore bad-allow — why",
            "# dip-disable bad-allow — why",
            "# dip: alow bad-allow — why",
            "# dip: allow(bad-allow): why",
            "# dip: allow: bad-allow — why",
            "# allow bad-allow — why",
        ] {
            let slips = vec![SlipKind::Beginning];
            let wanted = Some((name.clone(), Some("why"), slips));
            assert_eq!(told(comment), wanted, "{comment}");
        }
        let dash = told("# dip: allow bad-allow the cable says so");
        assert_eq!(
            dash,
            Some((name, Some("the cable says so"), vec![SlipKind::Dash]))
        );
    }

    #[test]
    fn prose_is_left_alone() {
        for comment in [
            "# dip: see below",
            "# dip: follow up with the embassy",
            "# dip allow the flag to half mast",
            "# allow for two hours of travel",
            "# diplomatic allowances",
            "# the dip: allow bad-allow — why",
            "#",
        ] {
            assert_eq!(told(comment), None, "{comment}");
        }
    }
}
