//! A comment that allows a finding, with room for the reason.

use gen_lsp_types::{CodeAction, CodeActionKind};

use super::super::View;
use super::super::diagnostics::diagnostic;
use super::fixes::findings;
use super::{action, indent};
use crate::diag::{Diagnostic, Edit};
use crate::syntax::comments;
use crate::text::{Role, Span};

/// For each finding at a place that may be allowed, the comment that allows it.
pub(super) fn offered(view: View<'_>, span: Span) -> Vec<CodeAction> {
    if view.source().role() != Role::Records {
        return Vec::new();
    }
    let found = findings(view, span);
    found
        .filter_map(|finding| silenced(view, finding))
        .collect()
}

fn silenced(view: View<'_>, finding: &Diagnostic) -> Option<CodeAction> {
    let may_be = crate::known().can_be_allowed(finding.code);
    let lines = view.source().lines();
    let start = lines.start_of(lines.line_of(finding.span.start), view.text());
    let comment = format!("# dip: allow {} — (write here why)", finding.code.name);
    let edit = Edit {
        span: Span::new(view.file, start, start),
        text: format!("{}{comment}\n", indent(view, start)),
    };
    if !may_be || !is_comment_there(view, start, &edit.text) {
        return None;
    }
    let title = format!("allow {} here, and say why", finding.code.name);
    let told = diagnostic(view, finding);
    Some(CodeAction {
        diagnostics: Some(vec![told]),
        ..action(view, title, CodeActionKind::QuickFix, &[edit])
    })
}

/// Whether a line put there would be a comment, and not part of a text.
fn is_comment_there(view: View<'_>, at: u32, line: &str) -> bool {
    let (before, after) = view.text().split_at(at as usize);
    let text = format!("{before}{line}{after}");
    let start = before.len() + line.len() - line.trim_start().len();
    comments(&text).iter().any(|comment| comment.start == start)
}

#[cfg(test)]
mod tests {
    use super::super::super::fixture::{archive, view};
    use super::super::offered;
    use super::super::tests::done;
    use super::*;

    #[test]
    fn an_allowed_finding_is_gone() {
        let text = "person a \"A B\" { office \"Envoy\" of MN from 2020 until 20‸10 }\n";
        let (text, found) = done(text, "allow office-backwards here, and say why");
        assert!(
            text.starts_with("# dip: allow office-backwards — (write here why)\nperson"),
            "{text}"
        );
        assert!(!found.contains(&"office-backwards"), "{found:?}");
        let text = "person a \"A B\" {\n  office \"Envoy\" of MN from 2020 until 20‸10\n}\n";
        let (text, found) = done(text, "allow office-backwards here, and say why");
        assert!(
            text.contains("\n  # dip: allow office-backwards — (write here why)\n  office"),
            "{text}"
        );
        assert!(!found.contains(&"office-backwards"), "{found:?}");
    }

    #[test]
    fn what_cannot_be_read_cannot_be_allowed() {
        let (home, at) = archive("topic a \"A\" { broader: b‸ }\n");
        let view = view(&home);
        let actions = offered(view, Span::new(view.file, at, at), None);
        assert!(
            actions
                .iter()
                .all(|action| !action.title.starts_with("allow"))
        );
    }
}
