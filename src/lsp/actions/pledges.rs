//! A promise that is written as a statement, made a pledge; and what became of a pledge.

use gen_lsp_types::{CodeAction, CodeActionKind};

use super::super::View;
use super::{action, indent};
use crate::diag::Edit;
use crate::model::{Body, Pledge, Record, Statement};
use crate::text::Span;
use crate::vocab::lists::{self, List};
use crate::vocab::verbs::Class;

/// What can be done with the statement or pledge at a place.
pub(super) fn offered(view: View<'_>, span: Span) -> Vec<CodeAction> {
    let Some(record) = view.model().around(span) else {
        return Vec::new();
    };
    let around = |whole: Span| whole.start <= span.start && span.end <= whole.end;
    let statement = statements(record).find(|one| around(one.speech.head.span));
    let pledge = pledges(record).find(|one| around(one.speech.head.span));
    let turned = statement.and_then(|statement| made_a_pledge(view, statement));
    let told = pledge.and_then(|pledge| with_progress(view, pledge));
    turned.into_iter().chain(told).collect()
}

fn statements(record: &Record) -> impl Iterator<Item = &Statement> {
    let all: &[Statement] = match &record.body {
        Body::Meeting(meeting) => &meeting.statements,
        Body::Document(document) => &document.statements,
        Body::Statement(statement) => std::slice::from_ref(statement),
        _ => &[],
    };
    all.iter()
}

fn pledges(record: &Record) -> impl Iterator<Item = &Pledge> {
    let all: &[Pledge] = match &record.body {
        Body::Meeting(meeting) => &meeting.pledges,
        Body::Document(document) => &document.pledges,
        Body::Pledge(pledge) => std::slice::from_ref(&**pledge),
        _ => &[],
    };
    all.iter()
}

/// A statement by whose verb somebody is bound, as a pledge; where a finding says the same, its fix is enough.
fn made_a_pledge(view: View<'_>, statement: &Statement) -> Option<CodeAction> {
    let speech = &statement.speech;
    let (verb, verb_span) = speech.verb?;
    let mut findings = view.home.findings(view.file).into_iter();
    let is_told = findings
        .any(|finding| finding.code.name == "promise-as-statement" && finding.span == verb_span);
    let commits = verb.class == Class::Commit && !is_told;
    let edit = Edit {
        span: speech.head.keyword,
        text: "pledge".to_owned(),
    };
    commits.then(|| {
        action(
            view,
            "make it a pledge".to_owned(),
            CodeActionKind::RefactorRewrite,
            &[edit],
        )
    })
}

/// A pledge with one more line about what became of it, as of today.
fn with_progress(view: View<'_>, pledge: &Pledge) -> Option<CodeAction> {
    let today = view.world().today()?;
    let states = lists::words(List::ProgressState);
    let state = states
        .iter()
        .find(|state| state.word == "started")
        .or_else(|| states.first())?;
    let line = format!(
        "progress {today} {} \"(write here what happened)\"",
        state.word
    );
    let whole = pledge.speech.head.span;
    let written = view.world().text(whole);
    let has_block = written.ends_with('}');
    let edit = if !has_block {
        Edit {
            span: whole.after(),
            text: format!(" {{ {line} }}"),
        }
    } else if written.contains('\n') && written.trim_end_matches('}').ends_with(['\n', ' ', '\t']) {
        let inner = written.trim_end_matches('}').trim_end();
        let at = whole.start + inner.len() as u32;
        Edit {
            span: Span {
                start: at,
                end: at,
                ..whole
            },
            text: format!("\n{}  {line}", indent(view, whole.start)),
        }
    } else {
        let inner = written.trim_end_matches('}').trim_end();
        let at = whole.start + inner.len() as u32;
        let sign = if inner.ends_with(['{', ';']) {
            " "
        } else {
            "; "
        };
        Edit {
            span: Span {
                start: at,
                end: at,
                ..whole
            },
            text: format!("{sign}{line}"),
        }
    };
    let title = "add what became of it".to_owned();
    Some(action(
        view,
        title,
        CodeActionKind::RefactorRewrite,
        &[edit],
    ))
}

#[cfg(test)]
mod tests {
    use super::super::tests::done;

    #[test]
    fn a_binding_statement_becomes_a_pledge() {
        let text = "meeting m \"M\" {\n  date: 2024-10-29\n  statement by KZ pled‸ged to MN \"more trains\"\n}\n";
        let (text, found) = done(text, "make it a pledge");
        assert!(
            text.contains("  pledge by KZ pledged to MN \"more trains\""),
            "{text}"
        );
        assert!(!found.contains(&"broken-line"), "{found:?}");
    }

    #[test]
    fn what_became_of_a_pledge_gets_a_line() {
        for (block, expected) in [
            (
                "",
                "\"to go\" { progress 2026-06-01 started \"(write here what happened)\" }",
            ),
            (
                " { due: 2025 }",
                "{ due: 2025; progress 2026-06-01 started \"(write here what happened)\" }",
            ),
            (
                " {}",
                "{ progress 2026-06-01 started \"(write here what happened)\"}",
            ),
            (
                " {\n    due: 2025\n  }",
                "    due: 2025\n    progress 2026-06-01 started \"(write here what happened)\"\n  }",
            ),
        ] {
            let text = format!(
                "meeting m \"M\" {{\n  date: 2024-10-29\n  pledge go by K‸Z to MN \"to go\"{block}\n}}\n"
            );
            let (text, found) = done(&text, "add what became of it");
            assert!(text.contains(expected), "{text}");
            assert!(found.is_empty(), "{found:?}: {text}");
        }
    }
}
