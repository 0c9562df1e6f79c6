//! Fixes, applied: the texts as they would read.
//!
//! A fix is applied whole or not at all, and only where it may; of two that touch, the first in the order of the findings
//! wins, and the other is for the next round.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Edit, Fix, Safety};
use crate::text::{Role, SourceId, Span, World};

/// Which fixes are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Those that say what was meant, beyond doubt.
    Safe,
    /// Those too that a person should look at.
    All,
}

/// Texts after a round of fixes.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Repaired {
    /// The new texts of the sources that changed.
    pub texts: BTreeMap<SourceId, String>,
    /// The new text of how many findings was applied.
    pub fixes: usize,
}

/// Applies one fix of each finding, as far as they do not touch each other, to the sources of `ours`.
pub fn repair<'d>(
    world: &World,
    findings: impl IntoIterator<Item = &'d Diagnostic>,
    ours: &BTreeSet<SourceId>,
    wanted: Wanted,
) -> Repaired {
    let mut made = Made::default();
    let fixes = findings
        .into_iter()
        .filter_map(|finding| fix(world, finding, ours, wanted))
        .filter(|fix| made.make(fix))
        .count();
    Repaired {
        texts: made.texts(world),
        fixes,
    }
}

/// The edits that are made, none touching one of another fix: by source and place, and by their order where several of
/// one fix stand at one place.
#[derive(Default)]
struct Made<'d>(BTreeMap<(SourceId, u32, u32, usize), &'d Edit>);

impl<'d> Made<'d> {
    /// Makes all edits of a fix, unless one touches an edit made already; whether they stand now.
    fn make(&mut self, fix: &'d Fix) -> bool {
        // Two findings may ask for the very same.
        if fix
            .edits
            .iter()
            .all(|edit| self.nearest(edit) == Some(edit))
        {
            return true;
        }
        if fix.edits.iter().any(|edit| self.touches(edit)) {
            return false;
        }
        for (order, edit) in fix.edits.iter().enumerate() {
            let Span { source, start, end } = edit.span;
            self.0.insert((source, start, end, order), edit);
        }
        true
    }

    /// The last edit that begins at or before the end of this one.
    fn nearest(&self, edit: &Edit) -> Option<&'d Edit> {
        let Span { source, end, .. } = edit.span;
        let before = self
            .0
            .range((source, 0, 0, 0)..=(source, end, u32::MAX, usize::MAX));
        before.map(|(_, other)| *other).next_back()
    }

    /// Whether an edit shares a character or a place with one made already.
    fn touches(&self, edit: &Edit) -> bool {
        let nearest = self.nearest(edit);
        nearest.is_some_and(|other| edit.span.start <= other.span.end)
    }

    /// The texts of the sources with all edits made.
    fn texts(&self, world: &World) -> BTreeMap<SourceId, String> {
        let mut texts = BTreeMap::new();
        for source in self.0.keys().map(|(source, ..)| *source) {
            texts.entry(source).or_insert_with(|| {
                let all = (source, 0, 0, 0)..=(source, u32::MAX, u32::MAX, usize::MAX);
                let edits = self.0.range(all).map(|(_, edit)| *edit);
                edited(world.source(source).text(), edits)
            });
        }
        texts
    }
}

/// The fix of a finding that would be applied: the first that is wanted and changes nothing but `ours`.
pub fn fix<'d>(
    world: &World,
    finding: &'d Diagnostic,
    ours: &BTreeSet<SourceId>,
    wanted: Wanted,
) -> Option<&'d Fix> {
    finding.fixes.iter().find(|fix| {
        let certain = fix.safety == Safety::Safe || wanted == Wanted::All;
        let reach = |edit: &Edit| {
            // The text of a file that is not UTF-8 is a guess.
            ours.contains(&edit.span.source) && world.source(edit.span.source).role() != Role::Guess
        };
        let changes = |edit: &Edit| world.text(edit.span) != edit.text;
        certain && fix.edits.iter().all(reach) && fix.edits.iter().any(changes)
    })
}

/// The text with edits made, which come in the order of their places.
fn edited<'e>(text: &str, edits: impl Iterator<Item = &'e Edit>) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut done = 0;
    for edit in edits {
        let range = edit.span.range();
        out.push_str(text.get(done..range.start).unwrap_or_default());
        out.push_str(&edit.text);
        done = range.end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Code;
    use crate::diag::Severity;
    use crate::text::Source;

    static CODE: Code = Code {
        id: "DIP0000",
        name: "test",
        severity: Severity::Error,
        page: "",
    };

    fn finding(safety: Safety, edits: &[(u32, u32, &str)]) -> Diagnostic {
        let span = |start, end| Span::new(SourceId::new(0), start, end);
        let edits = edits.iter().map(|(start, end, text)| Edit {
            span: span(*start, *end),
            text: (*text).to_owned(),
        });
        Diagnostic::new(&CODE, span(0, 1), "wrong").fix_all(safety, "mend", edits.collect())
    }

    fn repaired(text: &str, findings: &[Diagnostic], wanted: Wanted) -> (String, usize) {
        let world = World::of(Source::new("-", text));
        let ours = BTreeSet::from([SourceId::new(0)]);
        let repaired = repair(&world, findings, &ours, wanted);
        let text = repaired.texts.get(&SourceId::new(0)).cloned();
        (text.unwrap_or_else(|| text_of(&world)), repaired.fixes)
    }

    fn text_of(world: &World) -> String {
        world.source(SourceId::new(0)).text().to_owned()
    }

    #[test]
    fn a_fix_is_made_whole_or_not_at_all() {
        let both = finding(Safety::Safe, &[(0, 1, "A"), (4, 5, "E")]);
        let last = finding(Safety::Safe, &[(5, 6, "F")]);
        assert_eq!(
            repaired("abcdefg", &[both.clone(), last.clone()], Wanted::Safe),
            ("AbcdEfg".to_owned(), 1)
        );
        assert_eq!(
            repaired("abcdefg", &[last, both], Wanted::Safe),
            ("abcdeFg".to_owned(), 1)
        );
    }

    #[test]
    fn what_is_unsure_is_made_only_when_all_is_wanted() {
        let unsure = finding(Safety::LookFirst, &[(1, 1, "x")]);
        let unsure = std::slice::from_ref(&unsure);
        assert_eq!(repaired("ab", unsure, Wanted::Safe), ("ab".to_owned(), 0));
        assert_eq!(repaired("ab", unsure, Wanted::All), ("axb".to_owned(), 1));
    }

    #[test]
    fn the_same_repair_for_two_findings_is_made_once() {
        let one = finding(Safety::Safe, &[(1, 2, "x")]);
        assert_eq!(
            repaired("abc", &[one.clone(), one], Wanted::Safe),
            ("axc".to_owned(), 2)
        );
    }
}
