//! Comments that allow a finding: `# dip: allow NAME — reason` silences it on its own line, or on the line below.
//!
//! A comment behind something speaks for its line, one on a line of its own for the next line that holds more than a
//! comment; of a block that begins there it speaks for the head only. What the checks find can be allowed, and other
//! warnings and notes; what cannot be read or resolved cannot. A comment that is nearly right does what it means to do,
//! and the finding about it takes the place, and the weight, of those that it silences.

mod codes;
mod comment;
mod report;

pub use codes::CODES;

use std::collections::HashMap;
use std::ops::Range;

use crate::diag::{Code, Diagnostic, Known, Severity};
use crate::syntax;
use crate::text::{Role, Source, SourceId, Span, World};
use comment::Said;

/// One comment that allows something.
#[derive(Debug)]
struct Allow {
    source: SourceId,
    /// The bytes of the comment.
    place: Range<usize>,
    /// The line, from 0, that it speaks for; none at the end of a file.
    line: Option<u32>,
    said: Said,
    names: Vec<Named>,
}

/// A name in such a comment.
#[derive(Debug)]
struct Named {
    span: Span,
    /// The code that is meant.
    code: Option<&'static Code>,
    /// Whether the name is written otherwise.
    misspelt: bool,
    /// How the gravest finding that it silences counts.
    silences: Option<Severity>,
}

/// Takes away the findings that comments allow, and reports the comments that are not right or allow nothing. When
/// something is `unread`, a finding may be missing for that reason, and no comment is called unused.
pub fn apply(world: &World, known: &Known, unread: bool, diagnostics: &mut Vec<Diagnostic>) {
    let mut allows: Vec<Allow> = world
        .sources()
        .filter(|(_, source)| source.role() == Role::Records)
        .flat_map(|(id, source)| allows_of(id, source, known))
        .collect();
    if allows.is_empty() {
        return;
    }
    silence(world, known, &mut allows, diagnostics);
    for allow in &allows {
        report::faults(world, known, allow, diagnostics);
        if !unread {
            report::unused(world, known, allow, diagnostics);
        }
    }
}

fn silence(world: &World, known: &Known, allows: &mut [Allow], diagnostics: &mut Vec<Diagnostic>) {
    let mut by_line: HashMap<(SourceId, u32), Vec<usize>> = HashMap::new();
    let mut sources: Vec<bool> = vec![false; world.len()];
    for (at, allow) in allows.iter().enumerate() {
        if let Some(line) = allow.line {
            by_line.entry((allow.source, line)).or_default().push(at);
        }
        if let Some(source) = sources.get_mut(allow.source.0 as usize) {
            *source = true;
        }
    }
    diagnostics.retain(|finding| {
        let id = finding.span.source;
        // The lines of a source without such comments need not be counted.
        if sources.get(id.0 as usize) != Some(&true) || !known.can_be_allowed(finding.code) {
            return true;
        }
        let line = world.source(id).lines().line_of(finding.span.start);
        let Some(speaking) = by_line.get(&(id, line)) else {
            return true;
        };
        for at in speaking {
            let names = allows.get_mut(*at).map(|allow| allow.names.iter_mut());
            let named = names
                .into_iter()
                .flatten()
                .find(|named| named.code == Some(finding.code));
            if let Some(named) = named {
                let gravest = named.silences.unwrap_or(finding.severity);
                named.silences = Some(gravest.min(finding.severity));
                return false;
            }
        }
        true
    });
}

/// The comments of a source that allow something.
fn allows_of(id: SourceId, source: &Source, known: &Known) -> Vec<Allow> {
    let text = source.text();
    // Hardly a source has such a comment: only one that seems to is asked which of its signs begin comments.
    let first = |at: &usize| !text[..*at].ends_with('#');
    if !memchr::memchr_iter(b'#', text.as_bytes())
        .filter(first)
        .any(|at| seems_to_allow(&text[at..], known))
    {
        return Vec::new();
    }
    let mut allows = Vec::new();
    for place in syntax::comments(text) {
        let Some(said) = comment::read(&text[place.clone()], known) else {
            continue;
        };
        let named = |name: &Range<usize>| {
            let (start, end) = (place.start + name.start, place.start + name.end);
            let written = &text[start..end];
            let exact = known.find(written);
            Named {
                span: Span::new(id, start as u32, end as u32),
                code: exact.or_else(|| known.near(written)),
                misspelt: exact.is_none(),
                silences: None,
            }
        };
        allows.push(Allow {
            source: id,
            line: None,
            names: said.names.iter().map(named).collect(),
            place,
            said,
        });
    }
    find_lines(source, &mut allows);
    allows
}

/// Whether what follows a `#` begins like a comment that allows something.
fn seems_to_allow(rest: &str, known: &Known) -> bool {
    /// The words that tell stand within so many bytes, however long the line is.
    const NEAR: usize = 160;
    let mut end = rest.len().min(NEAR);
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    let near = rest[..end].split(['\n', '\r']).next().unwrap_or_default();
    comment::read(near, known).is_some()
}

/// Finds the line, from 0, that each comment speaks for: from the last to the first, so that of several that stand one
/// below the other only the last looks further.
fn find_lines(source: &Source, allows: &mut [Allow]) {
    let (lines, text) = (source.lines(), source.text());
    let mut below: Option<(u32, Option<u32>)> = None;
    for allow in allows.iter_mut().rev() {
        let own = lines.line_of(allow.place.start as u32);
        allow.line = if only_a_comment(lines.line(own, text)) {
            let known = |line: u32| below.filter(|(at, _)| *at == line);
            let next = (own + 1..lines.lines())
                .find(|line| known(*line).is_some() || !only_a_comment(lines.line(*line, text)));
            next.and_then(|line| known(line).map_or(Some(line), |(_, spoken_for)| spoken_for))
        } else {
            Some(own)
        };
        below = Some((own, allow.line));
    }
}

fn only_a_comment(line: &str) -> bool {
    let line = line.trim_start_matches('\u{FEFF}').trim_start();
    line.is_empty() || line.starts_with('#')
}
