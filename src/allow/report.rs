//! What is wrong with a comment that allows something: its form, its names, its reason, or that there is nothing to allow.

use super::comment::{Slip, SlipKind};
use super::{Allow, Named, Silenced, SpeaksFor, codes};
use crate::diag::{Diagnostic, Edit, Known, Safety, folded, list_of, ticked};
use crate::text::{Span, World};

/// Reports everything that is not written as it should be.
pub(super) fn faults(
    world: &World,
    known: &Known,
    allow: &Allow,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut found: Vec<Diagnostic> = allow
        .said
        .slips
        .iter()
        .map(|slip| slipped(allow, slip))
        .collect();
    found.extend(
        allow
            .names
            .iter()
            .filter_map(|named| misnamed(world, known, allow, named)),
    );
    // One thing at a time: first the words, then the place.
    if allow.speaks_for == SpeaksFor::FileFromWithin && allow.said.slips.is_empty() {
        found.push(not_at_the_top(allow));
    }
    if allow.names.is_empty() {
        found.push(nameless(allow));
    } else if allow.said.reason.is_none() {
        found.push(reasonless(allow));
    }
    // What the comment silences would have weighed as much.
    if let (Some(first), Some(gravest)) = (found.first_mut(), gravest(allow)) {
        first.severity = first.severity.min(gravest.severity);
    }
    diagnostics.append(&mut found);
}

/// The gravest of all that a comment silences.
fn gravest(allow: &Allow) -> Option<&Silenced> {
    let silenced = allow
        .names
        .iter()
        .filter_map(|named| named.silences.as_ref());
    silenced.min_by_key(|silenced| (silenced.severity, silenced.span))
}

/// Reports that the last day has passed on which something is allowed that is still found.
pub(super) fn expired(world: &World, allow: &Allow, diagnostics: &mut Vec<Diagnostic>) {
    let Some((place, last)) = &allow.said.until else {
        return;
    };
    let past = world.today().is_some_and(|today| today > *last);
    let Some(gravest) = gravest(allow).filter(|_| past) else {
        return;
    };
    let mut names = allow.names.iter();
    let named = names.find(|named| {
        named
            .silences
            .as_ref()
            .is_some_and(|of| of.span == gravest.span)
    });
    let name = named.map_or_else(String::new, |named| ticked(world.text(named.span)));
    let span = part(allow, place);
    let message = format!(
        "{name} was allowed until {}, and that day has passed",
        world.text(span)
    );
    let mut finding = Diagnostic::new(&codes::EXPIRED_ALLOW, span, message)
        .label("this was the last day")
        .and(gravest.span, gravest.message.clone())
        .help("correct what is found there and delete the comment, or write a later day");
    finding.severity = finding.severity.min(gravest.severity);
    diagnostics.push(finding);
}

fn not_at_the_top(allow: &Allow) -> Diagnostic {
    let words = allow.said.file.clone().unwrap_or(0..allow.place.len());
    bad(
        part(allow, &words),
        "this comment allows something in the whole file, and does not stand at its top",
    )
    .label("nobody looks for it here")
    .help("move the comment above the first record")
}

fn bad(span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(&codes::BAD_ALLOW, span, message)
}

/// The part of the source that some bytes of the comment are.
fn part(allow: &Allow, bytes: &std::ops::Range<usize>) -> Span {
    let start = allow.place.start;
    Span::new(
        allow.source,
        (start + bytes.start) as u32,
        (start + bytes.end) as u32,
    )
}

fn whole(allow: &Allow) -> Span {
    part(allow, &(0..allow.place.len()))
}

fn slipped(allow: &Allow, slip: &Slip) -> Diagnostic {
    let span = part(allow, &slip.place);
    let (message, label, help) = match slip.kind {
        SlipKind::Beginning => (
            "this comment seems to allow a finding, and begins otherwise",
            "not the words that allow",
            "begin it with `# dip: allow `",
        ),
        SlipKind::File => (
            "this comment seems to speak for the whole file, and says it otherwise",
            "the whole file is meant",
            "write `in this file` behind the names",
        ),
        SlipKind::Day => (
            "the last day on which the finding is allowed cannot be read",
            "not a day, a month or a year",
            "write it as `2026-06-30`, `2026-06` or `2026`",
        ),
        SlipKind::Comma => (
            "no comma stands between two names of findings",
            "a comma is missing before this",
            "put `,` before it",
        ),
        SlipKind::Dash => (
            "nothing parts the reason from what is allowed",
            "the reason begins here",
            "put ` — ` before the reason",
        ),
    };
    let certain = !allow.names.is_empty() && allow.names.iter().all(|named| !named.misspelt);
    let safety = if certain {
        Safety::Safe
    } else {
        Safety::LookFirst
    };
    let edits = slip.edits.iter().map(|(bytes, text)| Edit {
        span: part(allow, bytes),
        text: (*text).to_owned(),
    });
    let edits: Vec<Edit> = edits.collect();
    let finding = bad(span, message).label(label).help(help);
    if edits.is_empty() {
        return finding;
    }
    finding.fix_all(safety, help, edits)
}

fn misnamed(world: &World, known: &Known, allow: &Allow, named: &Named) -> Option<Diagnostic> {
    let written = world.text(named.span);
    let Some(code) = named.code else {
        return Some(
            bad(named.span, format!("no finding is called {}", ticked(written)))
                .label("nothing to allow by this name")
                .help("write the name that stands behind the code of the finding, such as `zoneless-call`; `dip explain` lists them all"),
        );
    };
    if named.misspelt {
        let same = folded(written) == folded(code.name) || written.eq_ignore_ascii_case(code.id);
        let (safety, right) = match (same, written.eq_ignore_ascii_case(code.id)) {
            (true, true) => (Safety::Safe, code.id),
            (true, false) => (Safety::Safe, code.name),
            (false, _) => (Safety::LookFirst, code.name),
        };
        return Some(
            bad(
                named.span,
                format!("no finding is called {}", ticked(written)),
            )
            .label(format!("did you mean `{right}`?"))
            .help(format!("write `{right}`"))
            .fix(safety, format!("write `{right}`"), named.span, right),
        );
    }
    (!known.can_be_allowed(code)).then(|| {
        bad(named.span, format!("{} cannot be allowed", ticked(written)))
            .label("only what the checks find, and other warnings and notes, can be allowed")
            .help("correct what is found, and delete this")
            .fix(
                Safety::LookFirst,
                "delete it",
                deletion(world, allow, named),
                "",
            )
    })
}

fn nameless(allow: &Allow) -> Diagnostic {
    bad(whole(allow), "this comment does not say what it allows")
        .label("no finding is named")
        .help(
            "name the finding and say why: `# dip: allow zoneless-call — the source gives no zone`",
        )
}

fn reasonless(allow: &Allow) -> Diagnostic {
    bad(
        whole(allow),
        "this comment does not say why the finding is allowed",
    )
    .label("no reason is given")
    .help("write the reason behind it, after a dash: ` — the source gives no zone`")
}

/// Reports what is allowed and not found. Of names that are not right, enough is said already.
pub(super) fn unused(
    world: &World,
    known: &Known,
    allow: &Allow,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let right = |named: &&Named| {
        !named.misspelt && named.code.is_some_and(|code| known.can_be_allowed(code))
    };
    let idle: Vec<&Named> = allow
        .names
        .iter()
        .filter(right)
        .filter(|named| named.silences.is_none())
        .collect();
    let faulty = !allow.said.slips.is_empty() || allow.said.reason.is_none();
    if faulty || idle.is_empty() {
        return;
    }
    if idle.len() == allow.names.len() {
        diagnostics.push(idle_comment(world, allow, &idle));
        return;
    }
    for named in idle {
        diagnostics.push(
            unused_at(world, allow, named.span, &[named])
                .help("delete the name")
                .fix(
                    Safety::Safe,
                    "delete the name",
                    deletion(world, allow, named),
                    "",
                ),
        );
    }
}

fn idle_comment(world: &World, allow: &Allow, idle: &[&Named]) -> Diagnostic {
    unused_at(world, allow, whole(allow), idle)
        .help("delete the comment")
        .fix(
            Safety::Safe,
            "delete the comment",
            comment_and_blanks(world, allow),
            "",
        )
}

fn unused_at(world: &World, allow: &Allow, span: Span, idle: &[&Named]) -> Diagnostic {
    let names: Vec<String> = idle
        .iter()
        .map(|named| ticked(world.text(named.span)))
        .collect();
    let names = list_of(&names, "or");
    let message = match allow.speaks_for {
        SpeaksFor::Line(line) => format!("there is no {names} to allow on line {}", line + 1),
        SpeaksFor::Nothing => format!("there is no {names} to allow: no line follows"),
        SpeaksFor::File | SpeaksFor::FileFromWithin => {
            format!("there is no {names} to allow in this file")
        }
    };
    Diagnostic::new(&codes::UNUSED_ALLOW, span, message).label("nothing to silence")
}

/// What goes when a name is deleted: with its comma, or the whole comment when it is the only one.
fn deletion(world: &World, allow: &Allow, named: &Named) -> Span {
    let at = allow
        .names
        .iter()
        .position(|other| other.span == named.span)
        .unwrap_or(0);
    if let Some(next) = allow.names.get(at + 1) {
        return Span {
            end: next.span.start,
            ..named.span
        };
    }
    match at.checked_sub(1).and_then(|before| allow.names.get(before)) {
        Some(before) => Span {
            start: before.span.end,
            ..named.span
        },
        None => comment_and_blanks(world, allow),
    }
}

/// The comment with the blanks before it; with its line, when it stands alone there.
fn comment_and_blanks(world: &World, allow: &Allow) -> Span {
    let text = world.source(allow.source).text();
    let before = text[..allow.place.start].trim_end_matches([' ', '\t', '\u{A0}']);
    let alone = before.is_empty() || before.ends_with(['\n', '\r']);
    let after = &text[allow.place.end..];
    let line_end = match after.as_bytes() {
        [b'\r', b'\n', ..] => 2,
        [] => 0,
        _ => 1,
    };
    let end = allow.place.end + if alone { line_end } else { 0 };
    Span::new(allow.source, before.len() as u32, end as u32)
}
