//! Records laid out: what `dip fmt` writes, as the smallest edit that makes it.

use std::ops::Range;

use gen_lsp_types::{Position, TextEdit};

use super::View;
use crate::fmt::{format, format_range};
use crate::text::{Role, Span};

/// The whole file.
pub fn file(view: View<'_>) -> Vec<TextEdit> {
    if view.source().role() != Role::Records {
        return Vec::new();
    }
    changed(view, &format(view.source(), view.home.style).text)
}

/// The records that a range touches.
pub fn range(view: View<'_>, span: Span) -> Vec<TextEdit> {
    if view.source().role() != Role::Records {
        return Vec::new();
    }
    changed(
        view,
        &format_range(view.source(), view.home.style, span.range()).text,
    )
}

/// The record that a `}` was typed into, once it is whole.
pub fn typed(view: View<'_>, position: Position) -> Vec<TextEdit> {
    let at = view.offset(position);
    let before = view.text().get(..at as usize).unwrap_or_default();
    if !before.ends_with('}') {
        return Vec::new();
    }
    range(view, Span::new(view.file, at - 1, at))
}

/// One edit from the first letter that differs to the last, or none.
pub(super) fn changed(view: View<'_>, after: &str) -> Vec<TextEdit> {
    let before = view.text();
    let Some((old, new)) = difference(before, after) else {
        return Vec::new();
    };
    vec![TextEdit {
        range: view.range(Span::new(view.file, old.start as u32, old.end as u32)),
        new_text: after[new].to_owned(),
    }]
}

/// What of one text stands for what of another, where they differ.
fn difference(before: &str, after: &str) -> Option<(Range<usize>, Range<usize>)> {
    if before == after {
        return None;
    }
    let same = |(one, other): &(char, char)| one == other;
    let start: usize = before
        .chars()
        .zip(after.chars())
        .take_while(same)
        .map(|(letter, _)| letter.len_utf8())
        .sum();
    let behind = before[start..]
        .chars()
        .rev()
        .zip(after[start..].chars().rev());
    let end: usize = behind
        .take_while(same)
        .map(|(letter, _)| letter.len_utf8())
        .sum();
    // A line end of two signs is not taken apart.
    let splits = |text: &str, at: usize| text[..at].ends_with('\r') && text[at..].starts_with('\n');
    let start = start - usize::from(splits(before, start) || splits(after, start));
    let end =
        end - usize::from(splits(before, before.len() - end) || splits(after, after.len() - end));
    Some((start..before.len() - end, start..after.len() - end))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{archive, view};
    use super::*;

    #[test]
    fn a_layout_comes_as_the_smallest_edit() {
        let (home, _) = archive("topic a \"А\" { }\n\ntopic  b \"Сувға\" {  note: \"x\" }\n");
        let edits = file(view(&home));
        assert_eq!(edits.len(), 1);
        assert_eq!(edits[0].range.start.line, 0);
        assert_eq!(difference("abc", "abc"), None);
        assert_eq!(difference("aбc", "aбдc"), Some((3..3, 3..5)));
        assert_eq!(difference("aa", "aaa"), Some((2..2, 2..3)));
        assert_eq!(difference("a\r\nb", "a\rb"), Some((1..3, 1..2)));
    }

    #[test]
    fn a_brace_lays_out_the_record_it_closes() {
        let (home, at) = archive("topic  a \"A\" {}\n\ntopic  b \"B\" {\nnote: \"x\"\n}‸");
        let view = view(&home);
        let edits = typed(view, view.position(at));
        assert_eq!(edits.len(), 1);
        assert!(edits[0].range.start.line >= 2, "{edits:?}");
        let (home, _) = archive("topic  b \"B\" {");
        let view = super::super::fixture::view(&home);
        assert!(typed(view, view.position(15)).is_empty());
    }
}
