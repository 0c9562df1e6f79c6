//! Merge conflicts that were committed: reported once each, and read as though the first side had been chosen.

use super::codes;
use crate::diag::Diagnostic;
use crate::text::{SourceId, Span};

/// The text with every conflict's markers and second side blanked out, byte for byte, and a finding for each; none when
/// there is no conflict.
pub(super) fn blanked(id: SourceId, text: &str) -> Option<(String, Vec<Diagnostic>)> {
    if !text.starts_with("<<<<<<< ")
        && memchr::memmem::find(text.as_bytes(), b"\n<<<<<<< ").is_none()
    {
        return None;
    }
    let mut blanked = String::with_capacity(text.len());
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut second_side = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(id, at, at + line.trim_end().len() as u32);
        let marker = line.get(..7).unwrap_or_default();
        let is_marker = match marker {
            "<<<<<<<" => {
                found.push(conflict(span));
                true
            }
            "=======" | "|||||||" | ">>>>>>>" => !found.is_empty(),
            _ => false,
        };
        match (marker, found.last_mut().filter(|_| is_marker)) {
            ("=======" | "|||||||", Some(_)) => second_side = true,
            (">>>>>>>", Some(last)) => {
                last.labels.push(crate::diag::Label {
                    span,
                    text: "the second version ends before this line".to_owned(),
                });
                second_side = false;
            }
            _ => {}
        }
        if is_marker || second_side {
            blanked.extend(line.chars().flat_map(|letter| {
                std::iter::repeat_n(if letter == '\n' { '\n' } else { ' ' }, letter.len_utf8())
            }));
        } else {
            blanked.push_str(line);
        }
        at += line.len() as u32;
    }
    Some((blanked, found))
}

fn conflict(span: Span) -> Diagnostic {
    Diagnostic::new(&codes::MERGE_CONFLICT, span, "two versions of the same lines were left in this file")
        .label("the first version begins after this line")
        .help("choose between the two versions, and delete the lines with `<<<<<<<`, `|||||||`, `=======` and `>>>>>>>`")
}
