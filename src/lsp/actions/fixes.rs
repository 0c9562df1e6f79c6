//! The fixes that findings bring along: the same as `dip check --fix` makes.

use std::collections::{BTreeSet, HashMap};

use gen_lsp_types::{CodeAction, CodeActionKind, TextEdit, WorkspaceEdit};

use super::super::View;
use super::super::diagnostics::diagnostic;
use crate::diag::{Diagnostic, Fix, Safety};
use crate::repair::{Wanted, repair};
use crate::text::{Role, Span};

/// The findings that a part of the file has something to do with.
pub(super) fn findings(view: View<'_>, span: Span) -> impl Iterator<Item = &Diagnostic> {
    let touches = move |finding: &&Diagnostic| {
        finding.span.start <= span.end && span.start <= finding.span.end
    };
    view.home.findings(view.file).into_iter().filter(touches)
}

/// Every fix of every finding there. The first that is certain is the one to take.
pub(super) fn of_findings(view: View<'_>, span: Span) -> Vec<CodeAction> {
    let mut actions = Vec::new();
    for finding in findings(view, span) {
        let certain = finding
            .fixes
            .iter()
            .position(|fix| fix.safety == Safety::Safe);
        for (number, fix) in finding
            .fixes
            .iter()
            .enumerate()
            .filter(|(_, fix)| may_be_made(view, fix))
        {
            actions.push(CodeAction {
                title: fix.title.clone(),
                kind: Some(CodeActionKind::QuickFix),
                diagnostics: Some(vec![diagnostic(view, finding)]),
                is_preferred: (certain == Some(number)).then_some(true),
                edit: Some(view.workspace_edit(&fix.edits)),
                data: Some(serde_json::json!({ "safety": fix.safety.name() })),
                ..CodeAction::default()
            });
        }
    }
    actions
}

/// The text of a file that is not UTF-8 is a guess.
fn may_be_made(view: View<'_>, fix: &Fix) -> bool {
    let mut edits = fix.edits.iter();
    edits.all(|edit| view.world().source(edit.span.source).role() != Role::Guess)
}

/// All fixes of the file that are certain, in one.
pub(super) fn all(view: View<'_>) -> Option<CodeAction> {
    let edits = fix_all(view)?;
    let changes = HashMap::from([(view.uri(view.file), edits)]);
    Some(CodeAction {
        title: "correct what can be corrected beyond doubt".to_owned(),
        kind: Some(CodeActionKind::SourceFixAll),
        edit: Some(WorkspaceEdit {
            changes: Some(changes),
            ..WorkspaceEdit::default()
        }),
        ..CodeAction::default()
    })
}

/// The file as `dip check --fix` would leave it after one round, where it would change it.
pub fn fix_all(view: View<'_>) -> Option<Vec<TextEdit>> {
    let findings = view.home.findings(view.file);
    let ours = BTreeSet::from([view.file]);
    let repaired = repair(view.world(), findings, &ours, Wanted::Safe);
    let text = repaired.texts.get(&view.file)?;
    let edits = super::super::format::changed(view, text);
    (!edits.is_empty()).then_some(edits)
}

#[cfg(test)]
mod tests {
    use super::super::super::fixture::{archive, view};
    use super::super::tests::done;
    use super::*;

    #[test]
    fn a_fix_is_made_and_its_finding_gone() {
        let text = "person бат \"Бат 🚀\"\ntopic trade \"Trade\" { broader: econ }\ntopic economy \"Economy\" { broader: tra‸ed }\n";
        let (fixed, found) = done(text, "write `trade`");
        assert!(fixed.contains("broader: trade }"), "{fixed}");
        assert_eq!(
            found.iter().filter(|name| **name == "unknown-name").count(),
            1
        );
    }

    #[test]
    fn all_that_is_certain_is_made_at_once() {
        let (home, _) = archive(
            "meeting m \"M\" {\n  date: 29.10.2024\n}\n\nmeeting n \"N\" {\n  date: 30.10.2024\n}\n",
        );
        let view = view(&home);
        let edits = fix_all(view).unwrap_or_default();
        assert_eq!(edits.len(), 1);
        assert!(
            edits[0].new_text.contains("2024-10-29") || edits[0].new_text.contains("10-29"),
            "{edits:?}"
        );
    }
}
