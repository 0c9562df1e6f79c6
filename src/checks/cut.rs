//! The edits that take something out of a record and leave the rest well formed.

use crate::diag::Edit;
use crate::text::{Span, World};

/// A whole line with its end, or its part of a one-line block with the `;` that parts it from the next. The caller sees to
/// it that the block is not left empty.
pub(super) fn line(world: &World, span: Span) -> Option<Edit> {
    let text = world.source(span.source).text();
    if let Some(lines) = world.own_lines(span) {
        let rest = text.get(lines.end as usize..)?;
        let newline = ["\r\n", "\n"].into_iter().find(|end| rest.starts_with(end));
        let end = lines.end + newline.map_or(0, str::len) as u32;
        return Some(nothing(Span { end, ..lines }));
    }
    let (before, after) = (
        text.get(..span.start as usize)?.trim_end(),
        text.get(span.end as usize..)?,
    );
    if let Some(before) = before.strip_suffix(';') {
        let start = before.len() as u32;
        return Some(nothing(Span { start, ..span }));
    }
    let next = after.trim_start().strip_prefix(';')?.trim_start();
    let end = (text.len() - next.len()) as u32;
    Some(nothing(Span { end, ..span }))
}

/// One of several in a list, with the comma that parts it from its neighbour.
pub(super) fn item(world: &World, span: Span) -> Option<Edit> {
    let text = world.source(span.source).text();
    let before = text.get(..span.start as usize)?.trim_end();
    if let Some(before) = before.strip_suffix(',') {
        let start = before.trim_end().len() as u32;
        return Some(nothing(Span { start, ..span }));
    }
    let after = text.get(span.end as usize..)?;
    let next = after.trim_start().strip_prefix(',')?.trim_start();
    let end = (text.len() - next.len()) as u32;
    Some(nothing(Span { end, ..span }))
}

fn nothing(span: Span) -> Edit {
    Edit {
        span,
        text: String::new(),
    }
}
