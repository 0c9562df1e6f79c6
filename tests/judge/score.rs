//! The score of an answer: two points each for finding it, for the place, for plain words, for the repair, for quiet.

use dip::diag::{Diagnostic, Severity};

use super::corpus::{Fault, Judged, Mistake};
use crate::plain::FORBIDDEN;

/// Points that a mistake can earn.
pub const FULL: usize = 10;

/// What an answer earned, and why it did not earn all.
pub struct Score {
    /// Detected, span, plain, fix, quiet.
    pub points: [usize; 5],
    pub why: Vec<String>,
    /// Whether each fault was found under its code.
    pub right_code: bool,
}

impl Score {
    pub fn total(&self) -> usize {
        self.points.iter().sum()
    }
}

/// Judges what was found in a mistake.
pub fn score(mistake: &Mistake, judged: &Judged) -> Score {
    let mut score = Score {
        points: [0; 5],
        why: Vec::new(),
        right_code: true,
    };
    if judged.found.is_empty() {
        score.why.push("silently accepted".to_owned());
        score.right_code = false;
        return score;
    }
    let mut points = [2; 5];
    for fault in &mistake.faults {
        let answer = Answer::to(fault, judged);
        for (at, earned) in answer.points(&mut score.why) {
            points[at] = points[at].min(earned);
        }
        let coded = |finding: &&Diagnostic| fault.code.iter().any(|code| code == finding.code.name);
        score.right_code &= answer.candidates().any(|finding| coded(&finding));
    }
    let words: String = judged.found.iter().map(words).collect();
    if let Some(word) = FORBIDDEN.iter().find(|word| has_word(&words, word)) {
        points[2] = 0;
        score.why.push(format!("the word `{word}`"));
    }
    points[4] = quiet(mistake, judged);
    score.points = points;
    score
}

/// What was said to one fault: on its line, or else anywhere.
struct Answer<'a> {
    fault: &'a Fault,
    judged: &'a Judged,
    on_line: Vec<&'a Diagnostic>,
}

impl<'a> Answer<'a> {
    fn to(fault: &'a Fault, judged: &'a Judged) -> Self {
        let there = |finding: &&Diagnostic| {
            let path = judged.world.source(finding.span.source).path();
            let in_file = fault.file.as_ref().is_none_or(|file| file == path);
            in_file && judged.world.line(finding.span) == fault.line
        };
        Self {
            fault,
            judged,
            on_line: judged.found.iter().filter(there).collect(),
        }
    }

    fn candidates(&self) -> impl Iterator<Item = &'a Diagnostic> {
        let all = self.on_line.is_empty().then_some(&self.judged.found);
        self.on_line
            .iter()
            .copied()
            .chain(all.into_iter().flatten())
    }

    /// The points for finding it, its place, its words and its repair, by their numbers.
    fn points(&self, why: &mut Vec<String>) -> [(usize, usize); 4] {
        let fault = self.fault;
        let loud = |finding: &&Diagnostic| finding.severity != Severity::Note || fault.note;
        let detected = if self.on_line.iter().any(loud) { 2 } else { 1 };
        let text = |finding: &Diagnostic| self.judged.world.text(finding.span).to_owned();
        let exact = |finding: &&Diagnostic| fault.at.contains(&text(finding));
        let span = match (self.on_line.iter().any(exact), self.on_line.is_empty()) {
            (true, _) => 2,
            (false, empty) => usize::from(!empty),
        };
        let words: String = self.candidates().map(words).collect();
        let plain = 1 + usize::from(fault.says.iter().all(|word| words.contains(word.as_str())));
        let offered = self.candidates().any(|finding| offers(finding, &fault.fix));
        let helped = self.candidates().any(|finding| !finding.help.is_empty());
        let fix = if offered { 2 } else { usize::from(helped) };
        let line = fault.line;
        if span < 2 {
            let texts: Vec<String> = self.candidates().map(text).collect();
            why.push(format!(
                "line {line}: underlines {texts:?}, not {:?}",
                fault.at
            ));
        }
        if plain < 2 {
            why.push(format!("line {line}: does not say {:?}", fault.says));
        }
        if fix < 2 {
            why.push(format!("line {line}: does not offer {:?}", fault.fix));
        }
        [(0, detected), (1, span), (2, plain), (3, fix)]
    }
}

/// As many messages as mistakes; one too many costs a point, and so does one too few on a line of its own.
fn quiet(mistake: &Mistake, judged: &Judged) -> usize {
    let (said, wrong) = (judged.found.len(), mistake.faults.len());
    if said >= wrong {
        return 2_usize.saturating_sub(said - wrong);
    }
    let mut lines: Vec<_> = mistake
        .faults
        .iter()
        .map(|fault| (&fault.file, fault.line))
        .collect();
    lines.sort();
    lines.dedup();
    if said < lines.len() { 0 } else { 2 }
}

/// All that a finding says.
pub fn words(finding: &Diagnostic) -> String {
    let labels: String = finding
        .labels
        .iter()
        .map(|label| format!("{}\n", label.text))
        .collect();
    let help = finding.help.join("\n");
    format!("{}\n{}\n{labels}{help}\n", finding.message, finding.label)
}

/// Whether a word of the tool's own, outside the writer's backticks, begins so.
pub fn has_word(words: &str, beginning: &str) -> bool {
    let ours = words.lines().flat_map(|line| line.split('`').step_by(2));
    ours.flat_map(|part| part.split(|letter: char| !letter.is_alphabetic()))
        .any(|word| word.to_lowercase().starts_with(beginning))
}

/// Whether the finding writes one of `wanted` itself, or its help says to.
fn offers(finding: &Diagnostic, wanted: &[String]) -> bool {
    wanted
        .iter()
        .filter(|wanted| !wanted.is_empty())
        .any(|wanted| {
            let written = if wanted == "(delete)" { "" } else { wanted };
            let mut edits = finding.fixes.iter().flat_map(|fix| &fix.edits);
            edits.any(|edit| edit.text.trim() == written)
                || finding
                    .help
                    .iter()
                    .any(|help| help.contains(wanted.as_str()))
        })
}
