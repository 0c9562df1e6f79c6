//! What belongs together: blocks, long texts and comments to fold, and ever larger parts of a record to select.

use gen_lsp_types::{FoldingRange, FoldingRangeKind, SelectionRange};

use super::View;
use crate::syntax::{self, Kind, Node, PieceKind};
use crate::text::Span;

/// What can be folded away, in the order of the file.
pub fn folds(view: View<'_>) -> Vec<FoldingRange> {
    let mut found = Vec::new();
    for piece in syntax::parse(view.file, view.source()).pieces {
        let whole = Span::new(view.file, piece.range.start as u32, piece.range.end as u32);
        if piece.kind != PieceKind::Comment {
            found.extend(fold(view, whole, None));
        }
        if let Some(root) = piece.tree.root() {
            root.children()
                .for_each(|child| below(view, child, &mut found));
        }
    }
    comments(view, &mut found);
    found.sort_by_key(|fold| (fold.start_line, std::cmp::Reverse(fold.end_line)));
    found.dedup_by_key(|fold| (fold.start_line, fold.end_line));
    found
}

/// The records and long texts within a node.
fn below(view: View<'_>, node: Node<'_>, found: &mut Vec<FoldingRange>) {
    found.extend(match node.kind() {
        Kind::comment => None,
        _ => fold(view, node.span(), None),
    });
    node.children().for_each(|child| below(view, child, found));
}

/// A fold of what goes over several lines.
fn fold(view: View<'_>, span: Span, kind: Option<FoldingRangeKind>) -> Option<FoldingRange> {
    let lines = view.source().lines();
    let (start, end) = (
        lines.line_of(span.start),
        lines.line_of(span.end.max(span.start + 1) - 1),
    );
    (start < end).then_some(FoldingRange {
        start_line: start,
        end_line: end,
        kind,
        start_character: None,
        end_character: None,
        collapsed_text: None,
    })
}

/// Comments that stand in lines one below the other.
fn comments(view: View<'_>, found: &mut Vec<FoldingRange>) {
    let lines = view.source().lines();
    let mut block: Option<(u32, u32)> = None;
    let mut end = |block: Option<(u32, u32)>| {
        found.extend(
            block
                .filter(|(first, last)| first < last)
                .map(|(first, last)| FoldingRange {
                    start_line: first,
                    end_line: last,
                    kind: Some(FoldingRangeKind::Comment),
                    start_character: None,
                    end_character: None,
                    collapsed_text: None,
                }),
        );
    };
    for comment in syntax::comments(view.text()) {
        let line = lines.line_of(comment.start as u32);
        let own = lines.line(line, view.text()).trim_start().starts_with('#');
        if !own {
            continue;
        }
        block = match block {
            Some((first, last)) if last + 1 == line => Some((first, line)),
            other => {
                end(other);
                Some((line, line))
            }
        };
    }
    end(block);
}

/// The parts of the file that a byte stands in, from the smallest to the whole.
pub fn selection(view: View<'_>, offset: u32) -> SelectionRange {
    let mut spans = vec![Span::new(view.file, 0, view.text().len() as u32)];
    let holds = |span: Span| span.start <= offset && offset <= span.end;
    for piece in syntax::parse(view.file, view.source()).pieces {
        let whole = Span::new(view.file, piece.range.start as u32, piece.range.end as u32);
        if !holds(whole) {
            continue;
        }
        spans.push(whole);
        let mut node = piece.tree.root();
        while let Some(at) = node {
            spans.push(at.span());
            node = at.children().find(|child| holds(child.span()));
        }
        break;
    }
    let word = word(view.text(), offset as usize);
    spans.push(Span::new(view.file, word.0 as u32, word.1 as u32));
    let mut ranges: Option<SelectionRange> = None;
    let mut around: Option<Span> = None;
    for span in spans {
        let is_inner = around.is_none_or(|around| {
            around.start <= span.start && span.end <= around.end && around != span
        });
        if is_inner && holds(span) {
            around = Some(span);
            ranges = Some(SelectionRange {
                range: view.range(span),
                parent: ranges.map(Box::new),
            });
        }
    }
    ranges.unwrap_or_default()
}

/// The letters and digits around a byte.
fn word(text: &str, at: usize) -> (usize, usize) {
    let belongs = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
    let (before, after) = (
        text.get(..at).unwrap_or_default(),
        text.get(at..).unwrap_or_default(),
    );
    let start = before.trim_end_matches(belongs).len();
    let end = at + after.len() - after.trim_start_matches(belongs).len();
    (start, end)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{archive, view};
    use super::*;

    #[test]
    fn records_texts_and_comments_fold() {
        let (home, _) = archive(
            "# one\n# two\n\nmeeting m \"M\" {\n  date: 2024\n  statement by a said \"\"\"\n    x\n  \"\"\" {\n    note: \"n\"\n  }\n}\n",
        );
        let folds = folds(view(&home));
        let lines: Vec<(u32, u32)> = folds
            .iter()
            .map(|fold| (fold.start_line, fold.end_line))
            .collect();
        assert_eq!(lines, [(0, 1), (3, 10), (5, 9), (5, 7), (7, 9)]);
        assert_eq!(folds[0].kind, Some(FoldingRangeKind::Comment));
    }

    #[test]
    fn a_selection_grows_from_a_word_to_the_file() {
        let (home, at) = archive("meeting m \"M\" {\n  place: \"Улаан‸баатар\", MN\n}\n");
        let view = view(&home);
        let mut range = Some(Box::new(selection(view, at)));
        let mut texts = Vec::new();
        while let Some(one) = range {
            texts.push(view.world().text(view.span(one.range)).to_owned());
            range = one.parent;
        }
        assert_eq!(texts[0], "Улаанбаатар");
        assert_eq!(texts[1], "\"Улаанбаатар\"");
        assert_eq!(texts[2], "place: \"Улаанбаатар\", MN");
        assert_eq!(texts.last().map(String::as_str), Some(view.text()));
    }

    #[test]
    fn any_byte_of_a_broken_file_can_be_selected() {
        let text = "meeting m \"M {\n  }}\n # x\n";
        let (home, _) = archive(text);
        (0..=text.len() as u32).for_each(|at| {
            selection(view(&home), at);
        });
    }
}
