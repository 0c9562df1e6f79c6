//! Reads one comment that allows findings: `# dip: allow NAME, NAME in this file until DAY — reason`, and what is nearly
//! that.
//!
//! Every slip has its edit, and what follows it is read as if it had been mended. The file is long for
//! the many ways in which the words go wrong, each with its test.

use std::ops::Range;

use jiff::civil::Date;

use crate::diag::{Known, closeness};

/// How the comment begins when it is written rightly.
const RIGHT: &str = "# dip: allow";

/// How it says that it speaks for the whole file.
const FILE: &str = "in this file";

/// What other programs call it.
const HABITS: [&str; 7] = [
    "ignore", "disable", "suppress", "silence", "permit", "noqa", "skip",
];

/// What a comment says that allows something; places are bytes of the comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    /// The names of codes, as they are written.
    pub names: Vec<Range<usize>>,
    /// That it speaks for the whole file, if it says so.
    pub file: Option<Range<usize>>,
    /// The last day on which it holds, if it says one.
    pub until: Option<(Range<usize>, Date)>,
    /// Why, if it says why.
    pub reason: Option<Range<usize>>,
    /// What is not written as it should be.
    pub slips: Vec<Slip>,
}

/// A slip of the hand: where it is, and the edits that mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slip {
    pub kind: SlipKind,
    pub place: Range<usize>,
    pub edits: Vec<(Range<usize>, &'static str)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SlipKind {
    /// Its first words are others.
    Beginning,
    /// It speaks for the whole file in other words.
    File,
    /// Its last day is not written as a day, a month or a year.
    Day,
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
            file: None,
            until: None,
            reason: None,
            slips: Vec::new(),
        },
    };
    let bracket = reader.beginning(beginning);
    reader.names(known);
    reader.bracket(bracket);
    reader.file_said_early();
    reader.file();
    reader.until();
    reader.file();
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

/// The last day of a day, a month or a year.
fn last_day(written: &str) -> Option<Date> {
    let first = match written.len() {
        4 => format!("{written}-12-01"),
        7 => format!("{written}-01"),
        10 => return written.parse().ok(),
        _ => return None,
    };
    Some(first.parse::<Date>().ok()?.last_of_month())
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
        self.allow_file();
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

    /// `allow-file` and `allow file`, which say first what stands last.
    fn allow_file(&mut self) {
        let rest = self.rest().trim_start_matches([' ', '\t', '-']);
        let after = rest
            .strip_prefix("file")
            .filter(|after| after.starts_with([' ', '\t', ':']));
        if let Some(after) = after {
            let place = self.at..self.comment.len() - after.len();
            self.at = place.end;
            self.said.file = Some(place);
        }
    }

    /// Puts what `allow-file` says where it belongs.
    fn file_said_early(&mut self) {
        if let (Some(early), Some(last)) = (self.said.file.clone(), self.said.names.last()) {
            let edits = vec![(early.clone(), ""), (last.end..last.end, " in this file")];
            self.slip(SlipKind::File, early, edits);
        }
    }

    /// `in this file`, or nearly.
    fn file(&mut self) {
        self.skip(&[' ', '\t']);
        let words = |text: &'c str| text.split([' ', '\t']).filter(|word| !word.is_empty());
        let mut parts = words(self.rest());
        let (first, mut last) = (parts.next(), parts.next());
        while matches!(last, Some("this" | "the" | "whole" | "entire")) {
            last = parts.next();
        }
        let last = last.map(|word| word.trim_end_matches([':', '—', '–', ',']));
        let (Some("in" | "for" | "throughout"), Some(last @ "file")) = (first, last) else {
            return;
        };
        let end = self.rest().find(last).map_or(0, |found| found + last.len());
        let place = self.at..self.at + end;
        self.at = place.end;
        self.said.file = Some(place.clone());
        if words(&self.comment[place.clone()]).ne(FILE.split(' ')) {
            self.slip(SlipKind::File, place.clone(), vec![(place, FILE)]);
        }
    }

    /// `until` and a day.
    fn until(&mut self) {
        self.skip(&[' ', '\t']);
        let Some(rest) = self.rest().strip_prefix("until") else {
            return;
        };
        let day = rest.trim_start_matches([' ', '\t']);
        if day.len() == rest.len() {
            return;
        }
        let start = self.comment.len() - day.len();
        let length = day
            .find(|letter: char| !letter.is_ascii_digit() && !matches!(letter, '-' | '.' | '/'))
            .unwrap_or(day.len());
        let written = day[..length].split("--").next().unwrap_or_default();
        let place = start..start + written.trim_end_matches('-').len();
        match last_day(&self.comment[place.clone()]) {
            Some(last) => {
                self.at = place.end;
                self.said.until = Some((place, last));
            }
            // Whatever else is written for a day ends where the reason begins.
            None => {
                let end = ["—", "–", " --", " -", ":"]
                    .into_iter()
                    .filter_map(|dash| day.find(dash))
                    .min();
                let end = start + day[..end.unwrap_or(day.len())].trim_end().len();
                self.at = end;
                self.slip(SlipKind::Day, start..end, Vec::new());
            }
        }
    }

    fn slip(
        &mut self,
        kind: SlipKind,
        place: Range<usize>,
        edits: Vec<(Range<usize>, &'static str)>,
    ) {
        self.said.slips.push(Slip { kind, place, edits });
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
            let file = self
                .said
                .file
                .as_ref()
                .filter(|file| file.start >= last.end);
            let until = self.said.until.as_ref().map(|(place, _)| place);
            let last = until.or(file).unwrap_or(last);
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
    fn a_comment_may_speak_for_the_file_and_until_a_day() {
        let said = |comment: &str| {
            let known = Known {
                codes: codes::CODES.to_vec(),
                judged: Vec::new(),
            };
            let said = read(comment, &known).expect("it allows something");
            let slips: Vec<SlipKind> = said.slips.iter().map(|slip| slip.kind).collect();
            let until = said.until.map(|(_, day)| day.to_string());
            let reason = said.reason.map(|reason| &comment[reason]);
            assert_eq!(reason, Some("why"), "{comment}");
            (said.file.is_some(), until, slips)
        };
        let day = Some("2026-06-30".to_owned());
        for comment in [
            "# dip: allow bad-allow in this file until 2026-06-30 — why",
            "# dip: allow bad-allow until 2026-06 in this file: why",
        ] {
            assert_eq!(said(comment), (true, day.clone(), vec![]), "{comment}");
        }
        assert_eq!(
            said("# dip: allow bad-allow until 2026-06-30--why"),
            (false, day, vec![])
        );
        for comment in [
            "# dip: allow bad-allow for the whole file — why",
            "# dip: allow bad-allow in file — why",
            "# dip: allow-file bad-allow — why",
        ] {
            let (file, _, slips) = said(comment);
            assert!(
                file && slips.contains(&SlipKind::File),
                "{comment}: {slips:?}"
            );
        }
        assert_eq!(
            said("# dip: allow bad-allow until 30 June 2026 — why"),
            (false, None, vec![SlipKind::Day])
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
