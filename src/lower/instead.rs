//! What a line that could not be read shares with the archive: a name in place of an id, an id that can be none and its uses.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::codes;
use super::suggest::{Asked, Candidates, Meant};
use super::wrong_kind::field_of;
use crate::diag::{Diagnostic, Edit, Fix, Safety, folded, ticked};
use crate::model::{Declared, Model, Name, Wanted};
use crate::text::{Span, World};

/// Fields that take ids.
const KEYS: [&str; 24] = [
    "about",
    "against",
    "author",
    "beneficiary",
    "broader",
    "due",
    "follows",
    "from",
    "host",
    "members",
    "on-behalf-of",
    "outcome",
    "owner",
    "parent",
    "part-of",
    "publisher",
    "reiterates",
    "reply-to",
    "reported-by",
    "source",
    "supersedes",
    "to",
    "via",
    "place",
];

/// A name or a text where only an id can stand.
struct Slip<'w> {
    /// Which finding it is.
    at: usize,
    inside: &'w str,
    /// The text is that of a pledge, if it is anything's.
    is_of_pledge: bool,
    is_attendee: bool,
}

impl<'w> Slip<'w> {
    fn asked(&self, wanted: Wanted) -> Asked<'w> {
        Asked {
            name: self.inside,
            wanted,
            home: None,
        }
    }
}

/// A name or a text where only an id can stand: the finding offers the id of the record that has this name.
pub(super) fn named_instead(world: &World, model: &Model, diagnostics: &mut [Diagnostic]) {
    let slips: Vec<Slip<'_>> = diagnostics
        .iter()
        .enumerate()
        .filter_map(|(at, finding)| slip(world, at, finding))
        .collect();
    if slips.is_empty() {
        return;
    }
    let attendees = || slips.iter().filter(|slip| slip.is_attendee);
    let persons: Vec<Asked<'_>> = attendees().map(|slip| slip.asked(Wanted::Person)).collect();
    let all: Vec<Asked<'_>> = slips
        .iter()
        .map(|slip| slip.asked(Wanted::Anything))
        .collect();
    let known = Candidates::of(world, model, &[all, persons.clone()].concat());
    let mut persons: FxHashMap<usize, Meant<'_>> = attendees()
        .zip(known.meant(&persons))
        .filter_map(|(slip, meant)| Some((slip.at, meant?)))
        .collect();
    let pledges = pledges_of(world, model, &slips);
    for slip in &slips {
        let by_text = || pledges.get(&folded(slip.inside)).copied().flatten();
        let mut person = || match persons.remove(&slip.at) {
            Some(Meant::Declared(declared, _)) => Some(declared),
            _ => None,
        };
        let declared = known
            .exactly(slip.inside, Wanted::Anything)
            .or_else(|| slip.is_of_pledge.then(by_text).flatten())
            .or_else(&mut person);
        if let Some(declared) = declared {
            offer(model, &mut diagnostics[slip.at], declared);
        }
    }
}

fn slip<'w>(world: &'w World, at: usize, finding: &Diagnostic) -> Option<Slip<'w>> {
    let about_a_value = matches!(
        finding.code.name,
        "wrong-value" | "unquoted-text" | "incomplete-line"
    );
    if !about_a_value {
        return None;
    }
    let written = world.text(finding.span);
    let inside = written.trim_matches('"').trim();
    let quoted = written.starts_with('"') && written.ends_with('"');
    if inside.is_empty()
        || inside.contains(['"', '\n'])
        || !(quoted || finding.code.name == "unquoted-text")
    {
        return None;
    }
    let key = field_of(world, finding.span);
    let head = head_of(world, finding.span);
    if !KEYS.contains(&key) && !matches!(head, "attendee" | "progress" | "signature") {
        return None;
    }
    Some(Slip {
        at,
        inside,
        is_of_pledge: head == "progress" || matches!(key, "reiterates" | "supersedes"),
        is_attendee: head == "attendee",
    })
}

/// The first word of the line that a place lies on, when the place is in the head of a record.
fn head_of(world: &World, span: Span) -> &str {
    let text = world.source(span.source).text();
    let before = text.get(..span.start as usize).unwrap_or_default();
    let line = before.rsplit(['\n', ';', '{']).next().unwrap_or_default();
    line.split_whitespace().next().unwrap_or_default()
}

/// By each text, the pledge with an id that has it, when there is only one.
fn pledges_of<'m>(
    world: &World,
    model: &'m Model,
    slips: &[Slip<'_>],
) -> FxHashMap<String, Option<&'m Declared>> {
    let of_pledges = slips.iter().filter(|slip| slip.is_of_pledge);
    let mut texts: FxHashMap<String, Vec<Name>> = of_pledges
        .map(|slip| (folded(slip.inside), Vec::new()))
        .collect();
    let spoken = (!texts.is_empty()).then(|| model.spoken());
    for spoken in spoken.into_iter().flatten() {
        let Some(id) = spoken.speech.head.id.filter(|_| spoken.pledge.is_some()) else {
            continue;
        };
        let text = folded(&spoken.speech.text.content(world));
        if let Some(pledges) = texts.get_mut(&text) {
            pledges.push(id.name);
        }
    }
    let only = |pledges: Vec<Name>| match *pledges.as_slice() {
        [one] => model.index.declared(one),
        _ => None,
    };
    texts
        .into_iter()
        .map(|(text, pledges)| (text, only(pledges)))
        .collect()
}

fn offer(model: &Model, finding: &mut Diagnostic, declared: &Declared) {
    let id = model.names.spelling(declared.name);
    let noun = declared.kind.noun();
    let title = format!("write `{id}`");
    let told = std::mem::replace(
        finding,
        Diagnostic::new(&codes::UNKNOWN_NAME, finding.span, ""),
    );
    *finding = Diagnostic {
        help: vec![format!("{title}, the id of this {noun}")],
        fixes: Vec::new(),
        ..told
    }
    .and(
        declared.span,
        format!("the {noun} of this name has the id {}", ticked(id)),
    )
    .fix(Safety::LookFirst, title, finding.span, id);
}

/// An id that can be none is one mistake with all its uses, which the fix renames.
pub(super) fn one_bad_id(world: &World, diagnostics: &mut Vec<Diagnostic>) {
    let is_bad = |finding: &Diagnostic| finding.code.name == "bad-id";
    let bad: Vec<Span> = diagnostics
        .iter()
        .filter(|finding| is_bad(finding))
        .map(|finding| finding.span)
        .collect();
    if bad.len() < 2 {
        return;
    }
    let mut merged: BTreeSet<Span> = BTreeSet::new();
    // Ids of one name, by what they end in: a nested one is written behind its meeting's.
    let mut by_end: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for span in &bad {
        let written = world.text(*span);
        let ends = written
            .match_indices('.')
            .map(|(dot, _)| &written[dot + 1..]);
        for end in std::iter::once(written).chain(ends) {
            by_end.entry(end).or_default().push(*span);
        }
    }
    let declared: Vec<usize> = (0..diagnostics.len())
        .filter(|at| {
            let finding = &diagnostics[*at];
            is_bad(finding) && finding.message.contains("of this")
                || is_bad(finding)
                    && finding.message.contains("word of the language")
                    && !finding.fixes.is_empty()
        })
        .collect();
    for at in declared {
        let finding = &diagnostics[at];
        let (text, span) = (world.text(finding.span), finding.span);
        let Some([edit]) = finding.fixes.first().map(|fix| fix.edits.as_slice()) else {
            continue;
        };
        let id = edit.text.clone();
        // Who is merged into another has no uses of its own.
        let same = by_end.remove(text).unwrap_or_default();
        let mut uses: Vec<Edit> = same
            .iter()
            .filter(|other| **other != span && !merged.contains(other))
            .map(|other| {
                let written = world.text(*other);
                let outer = &written[..written.len() - text.len()];
                Edit {
                    span: *other,
                    text: format!("{outer}{id}"),
                }
            })
            .collect();
        if uses.is_empty() {
            continue;
        }
        merged.extend(uses.iter().map(|edit| edit.span));
        uses.push(edit.clone());
        uses.sort_by_key(|edit| edit.span);
        let finding = &mut diagnostics[at];
        finding
            .help
            .push(format!("write {} also where it is used", ticked(&id)));
        finding.fixes = vec![Fix {
            title: format!("write `{id}` everywhere"),
            safety: Safety::LookFirst,
            edits: uses,
        }];
    }
    diagnostics.retain(|finding| !(is_bad(finding) && merged.contains(&finding.span)));
}
