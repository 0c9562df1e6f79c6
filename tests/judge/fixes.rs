//! What fixes do to the mistakes: they end, they change nothing else, and what is safe makes no new fault.

use std::collections::BTreeMap;

use dip::diag::{Diagnostic, Edit, Severity};
use dip::repair::{Wanted, fix, repair};
use dip::syntax::{Kind, parse};
use dip::text::{SourceId, World};

use super::corpus::{Judged, judged};

/// Every round mends what the one before it laid open; more than this many lead nowhere.
const MOST_ROUNDS: usize = 100;

/// The files with all fixes made, round by round; none when they never end.
pub fn fixed(files: &[(String, Vec<u8>)], wanted: Wanted) -> Option<Vec<(String, Vec<u8>)>> {
    let mut files = files.to_vec();
    for _ in 0..MOST_ROUNDS {
        let now = judged(&files);
        let round = repair(&now.world, &now.found, &now.all, wanted);
        if round.fixes == 0 {
            return Some(files);
        }
        for (id, text) in round.texts {
            files[id.index()].1 = text.into_bytes();
        }
    }
    None
}

/// The errors among findings, by code.
pub fn errors(judged: &Judged) -> BTreeMap<&'static str, usize> {
    let mut errors = BTreeMap::new();
    let grave = judged
        .found
        .iter()
        .filter(|finding| finding.severity == Severity::Error);
    for finding in grave {
        *errors.entry(finding.code.name).or_default() += 1;
    }
    errors
}

/// What the tree says outside the edits of a finding's first fix, before and after it is made; none when it has none.
pub fn outside(now: &Judged, finding: &Diagnostic) -> Option<(Vec<Said>, Vec<Said>)> {
    let fix = fix(&now.world, finding, &now.all, Wanted::All)?;
    let [source] = sources(&fix.edits)[..] else {
        return None;
    };
    let repaired = repair(&now.world, [finding], &now.all, Wanted::All);
    let text = repaired.texts.get(&source)?;
    let path = now.world.source(source).path();
    let then = World::of(dip::text::Source::new(path, text.clone()));
    let before = said(&now.world, source, |start, end| {
        let apart = |edit: &Edit| end < edit.span.start || edit.span.end < start;
        fix.edits.iter().all(apart).then_some((start, end))
    });
    let after = said(&then, SourceId::new(0), |start, end| {
        back(&fix.edits, start, end)
    });
    Some((before, after))
}

/// A node's kind, place and text.
pub type Said = (Kind, u32, String);

fn sources(edits: &[Edit]) -> Vec<SourceId> {
    let mut sources: Vec<SourceId> = edits.iter().map(|edit| edit.span.source).collect();
    sources.dedup();
    sources
}

/// Every leaf of the trees of a source that `place` lets through, at the place that it gives.
fn said(world: &World, id: SourceId, place: impl Fn(u32, u32) -> Option<(u32, u32)>) -> Vec<Said> {
    let source = world.source(id);
    let parsed = parse(id, source);
    let nodes = parsed.pieces.iter().flat_map(|piece| piece.tree.outline());
    let nodes = nodes.filter(|(kind, _)| {
        matches!(
            kind,
            Kind::id | Kind::r#ref | Kind::text | Kind::day | Kind::word | Kind::verb
        )
    });
    let placed = nodes.filter_map(|(rule, span)| {
        let (start, _) = place(span.start, span.end)?;
        Some((rule, start, world.text(span).to_owned()))
    });
    placed.collect()
}

/// Where a stretch of the repaired text was before; none when an edit touches it.
fn back(edits: &[Edit], start: u32, end: u32) -> Option<(u32, u32)> {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| edit.span);
    let mut grown: i64 = 0;
    for edit in edits {
        let from = i64::from(edit.span.start) + grown;
        let length = i64::try_from(edit.text.len()).expect("a short text");
        let to = from + length;
        if i64::from(end) < from {
            break;
        }
        if i64::from(start) <= to {
            return None;
        }
        grown += length - i64::from(edit.span.end - edit.span.start);
    }
    let was = |at: u32| u32::try_from(i64::from(at) - grown).ok();
    Some((was(start)?, was(end)?))
}
