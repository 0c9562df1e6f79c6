//! Findings as the protocol has them: the same words, places and fixes as everywhere else.

use gen_lsp_types as lsp;

use super::View;
use crate::diag::{Diagnostic, Severity};

/// Who speaks.
pub const SOURCE: &str = "dip";

/// A finding. Its help is told below the message, for that is the text a client shows; its label comes first among the
/// related places, so that nothing said on the screen is lost.
pub fn diagnostic(view: View<'_>, finding: &Diagnostic) -> lsp::Diagnostic {
    let related = |span, text: &str| lsp::DiagnosticRelatedInformation {
        location: view.location(span),
        message: text.to_owned(),
    };
    let own = (!finding.label.is_empty()).then(|| related(finding.span, &finding.label));
    let others = finding
        .labels
        .iter()
        .map(|label| related(label.span, &label.text));
    let related: Vec<lsp::DiagnosticRelatedInformation> = own.into_iter().chain(others).collect();
    let link = finding.code.link();
    lsp::Diagnostic {
        range: view.range(finding.span),
        severity: Some(match finding.severity {
            Severity::Error => lsp::DiagnosticSeverity::Error,
            Severity::Warning => lsp::DiagnosticSeverity::Warning,
            Severity::Note => lsp::DiagnosticSeverity::Information,
        }),
        code: Some(lsp::Code::String(finding.code.name.to_owned())),
        code_description: link.map(|href| lsp::CodeDescription { href: href.into() }),
        source: Some(SOURCE.to_owned()),
        message: lsp::Message::String(message(finding)),
        tags: is_unused(finding).then(|| vec![lsp::DiagnosticTag::Unnecessary]),
        related_information: (!related.is_empty()).then_some(related),
        data: Some(serde_json::json!({ "id": finding.code.id })),
    }
}

/// The message, and what to write, each in a line of its own.
pub fn message(finding: &Diagnostic) -> String {
    let help = finding.help.iter().map(|help| format!("\nhelp: {help}"));
    std::iter::once(finding.message.clone())
        .chain(help)
        .collect()
}

/// Whether it is about something that could go without loss.
fn is_unused(finding: &Diagnostic) -> bool {
    matches!(finding.code.name, "unused-name" | "unused-allow")
}
