//! Comments that allow a finding: `# dip: allow NAME — reason` silences it on its own line, or on the line below.
//!
//! A comment behind something speaks for its line, one on a line of its own for the next line that holds more than a
//! comment; of a block that begins there it speaks for the head only. One that says `in this file` speaks for all of it,
//! and stands at its top. `until` a day, a comment has run out after it. What the checks find can be allowed, and other
//! warnings and notes; what cannot be read or resolved cannot. A comment that is nearly right does what it means to do,
//! and the finding about it takes the place, and the weight, of those that it silences.

mod codes;
mod comment;
mod report;

pub use codes::CODES;

use std::collections::HashMap;
use std::ops::Range;

use crate::diag::{Code, Diagnostic, Known, Severity};
use crate::syntax::{self, PieceKind};
use crate::text::{Role, Source, SourceId, Span, World};
use comment::Said;

/// One comment that allows something.
#[derive(Debug, Clone)]
pub struct Allow {
    source: SourceId,
    /// The bytes of the comment.
    place: Range<usize>,
    speaks_for: SpeaksFor,
    said: Said,
    names: Vec<Named>,
}

/// Where findings are silenced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SpeaksFor {
    /// On this line, from 0.
    Line(u32),
    /// Nowhere: no line follows.
    Nothing,
    /// In the whole file.
    File,
    /// In the whole file, though it does not stand at its top.
    FileFromWithin,
}

/// A finding that is silenced.
#[derive(Debug, Clone)]
struct Silenced {
    severity: Severity,
    span: Span,
    message: String,
}

/// A name in such a comment.
#[derive(Debug, Clone)]
struct Named {
    span: Span,
    /// The code that is meant.
    code: Option<&'static Code>,
    /// Whether the name is written otherwise.
    misspelt: bool,
    /// The gravest finding that it silences, the first of equals.
    silences: Option<Silenced>,
}

/// The comments of an archive that allow something, in its order.
pub fn comments(world: &World, known: &Known) -> Vec<Allow> {
    let sources = world.sources();
    sources
        .flat_map(|(id, source)| comments_of(id, source, known))
        .collect()
}

/// The same of one source.
pub fn comments_of(id: SourceId, source: &Source, known: &Known) -> Vec<Allow> {
    match source.role() {
        Role::Records => allows_of(id, source, known),
        Role::Guess | Role::Data => Vec::new(),
    }
}

/// Takes away the findings that comments allow, and reports the comments that are not right or allow nothing. When
/// something is `unread`, a finding may be missing for that reason, and no comment is called unused.
pub fn apply(
    world: &World,
    known: &Known,
    unread: bool,
    allows: &mut [Allow],
    diagnostics: &mut Vec<Diagnostic>,
) {
    if allows.is_empty() {
        return;
    }
    silence(world, known, allows, diagnostics);
    for allow in allows.iter() {
        report::faults(world, known, allow, diagnostics);
        report::expired(world, allow, diagnostics);
        if !unread {
            report::unused(world, known, allow, diagnostics);
        }
    }
}

fn silence(world: &World, known: &Known, allows: &mut [Allow], diagnostics: &mut Vec<Diagnostic>) {
    let mut by_line: HashMap<(SourceId, u32), Vec<usize>> = HashMap::new();
    let mut by_file: HashMap<SourceId, Vec<usize>> = HashMap::new();
    for (at, allow) in allows.iter().enumerate() {
        let whole = by_file.entry(allow.source).or_default();
        match allow.speaks_for {
            SpeaksFor::Line(line) => by_line.entry((allow.source, line)).or_default().push(at),
            SpeaksFor::File | SpeaksFor::FileFromWithin => whole.push(at),
            SpeaksFor::Nothing => {}
        }
    }
    diagnostics.retain(|finding| {
        let id = finding.span.source;
        // The lines of a source without such comments need not be counted.
        let Some(whole) = by_file
            .get(&id)
            .filter(|_| known.can_be_allowed(finding.code))
        else {
            return true;
        };
        let line = world.source(id).lines().line_of(finding.span.start);
        let nearest = by_line.get(&(id, line)).into_iter().flatten();
        !nearest.chain(whole).any(|at| {
            let allow = allows.get_mut(*at);
            allow.is_some_and(|allow| silenced_by(allow, finding))
        })
    });
}

/// Whether a comment names what is found; then it silences it, and remembers the gravest.
fn silenced_by(allow: &mut Allow, finding: &Diagnostic) -> bool {
    let mut names = allow.names.iter_mut();
    let Some(named) = names.find(|named| named.code == Some(finding.code)) else {
        return false;
    };
    let gravest = named.silences.as_ref().map(|silenced| silenced.severity);
    if gravest.is_none_or(|gravest| finding.severity < gravest) {
        named.silences = Some(Silenced {
            severity: finding.severity,
            span: finding.span,
            message: finding.message.clone(),
        });
    }
    true
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
            speaks_for: SpeaksFor::Nothing,
            names: said.names.iter().map(named).collect(),
            place,
            said,
        });
    }
    find_lines(source, &mut allows);
    find_files(text, &mut allows);
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
        let line = if only_a_comment(lines.line(own, text)) {
            let known = |line: u32| below.filter(|(at, _)| *at == line);
            let next = (own + 1..lines.lines())
                .find(|line| known(*line).is_some() || !only_a_comment(lines.line(*line, text)));
            next.and_then(|line| known(line).map_or(Some(line), |(_, spoken_for)| spoken_for))
        } else {
            Some(own)
        };
        allow.speaks_for = line.map_or(SpeaksFor::Nothing, SpeaksFor::Line);
        below = Some((own, line));
    }
}

/// Finds the comments that speak for the whole file.
fn find_files(text: &str, allows: &mut [Allow]) {
    if allows.iter().all(|allow| allow.said.file.is_none()) {
        return;
    }
    let pieces = syntax::split(text);
    let mut others = pieces
        .iter()
        .filter(|piece| !matches!(piece.kind, PieceKind::Comment | PieceKind::Setting));
    let top = others.next().map_or(text.len(), |piece| piece.range.start);
    for allow in allows.iter_mut().filter(|allow| allow.said.file.is_some()) {
        allow.speaks_for = if allow.place.start < top {
            SpeaksFor::File
        } else {
            SpeaksFor::FileFromWithin
        };
    }
}

fn only_a_comment(line: &str) -> bool {
    let line = line.trim_start_matches('\u{FEFF}').trim_start();
    line.is_empty() || line.starts_with('#')
}
