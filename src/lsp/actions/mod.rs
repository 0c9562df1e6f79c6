//! What can be done at a place: the fixes of the findings there, and what a writer would do next.

mod create;
mod fixes;
mod pledges;
mod silence;

use gen_lsp_types::{CodeAction, CodeActionKind};

use super::View;
use crate::diag::Edit;
use crate::text::Span;

pub use fixes::fix_all;

/// The kinds of what is offered.
pub const KINDS: [CodeActionKind; 4] = [
    CodeActionKind::QuickFix,
    CodeActionKind::RefactorExtract,
    CodeActionKind::RefactorRewrite,
    CodeActionKind::SourceFixAll,
];

/// Everything that can be done about a part of the file; only of some kinds, where the client says which.
pub fn offered(view: View<'_>, span: Span, only: Option<&[CodeActionKind]>) -> Vec<CodeAction> {
    let mut found = fixes::of_findings(view, span);
    found.extend(create::offered(view, span));
    found.extend(silence::offered(view, span));
    found.extend(pledges::offered(view, span));
    // A client that does not say what it wants asks for what concerns the place, not for the whole file.
    if only.is_some() {
        found.extend(fixes::all(view));
    }
    let wanted = |action: &CodeAction| {
        only.is_none_or(|only| {
            only.iter()
                .any(|wanted| covers(wanted, action.kind.as_ref()))
        })
    };
    found.retain(wanted);
    found
}

/// Whether a kind is another, or one of its kinds.
fn covers(wanted: &CodeActionKind, kind: Option<&CodeActionKind>) -> bool {
    let wanted = String::from(wanted.clone());
    let kind = kind.cloned().map(String::from).unwrap_or_default();
    wanted.is_empty()
        || kind == wanted
        || kind
            .strip_prefix(&wanted)
            .is_some_and(|rest| rest.starts_with('.'))
}

/// Something to do, as edits.
fn action(view: View<'_>, title: String, kind: CodeActionKind, edits: &[Edit]) -> CodeAction {
    CodeAction {
        title,
        kind: Some(kind),
        edit: Some(view.workspace_edit(edits)),
        ..CodeAction::default()
    }
}

/// The blanks before the line that a byte is in.
fn indent(view: View<'_>, at: u32) -> &str {
    let before = view.text().get(..at as usize).unwrap_or_default();
    let start = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let line = &view.text()[start..];
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{archive, view};
    use super::*;

    /// The text after the action of a title at the cursor, and the names of what is found in it then.
    pub(super) fn done(text: &str, title: &str) -> (String, Vec<&'static str>) {
        let (home, at) = archive(text);
        let view = view(&home);
        let actions = offered(view, Span::new(view.file, at, at), None);
        let titles: Vec<&str> = actions.iter().map(|action| action.title.as_str()).collect();
        let action = actions.iter().find(|action| action.title == title);
        let action = action.unwrap_or_else(|| panic!("no {title:?} among {titles:?}"));
        let changes = action
            .edit
            .as_ref()
            .and_then(|edit| edit.changes.clone())
            .unwrap_or_default();
        let mut edits = changes.into_values().next().unwrap_or_default();
        edits.sort_by_key(|edit| (edit.range.start.line, edit.range.start.character));
        let mut out = view.text().to_owned();
        for edit in edits.iter().rev() {
            out.replace_range(view.span(edit.range).range(), &edit.new_text);
        }
        let (home, _) = archive(&out);
        let found = home
            .archive
            .all_findings()
            .map(|finding| finding.code.name)
            .collect();
        (out, found)
    }

    #[test]
    fn a_kind_covers_its_kinds() {
        assert!(covers(
            &CodeActionKind::Refactor,
            Some(&CodeActionKind::RefactorRewrite)
        ));
        assert!(covers(
            &CodeActionKind::Empty,
            Some(&CodeActionKind::QuickFix)
        ));
        assert!(!covers(
            &CodeActionKind::RefactorRewrite,
            Some(&CodeActionKind::Refactor)
        ));
        assert!(!covers(
            &CodeActionKind::QuickFix,
            Some(&CodeActionKind::SourceFixAll)
        ));
    }
}
