//! Findings as Checkstyle's XML, which older build services read.

use super::xml::{HEAD, by_path, escaped};
use super::{Finding, with_help};
use crate::diag::Severity;

/// An element a file with findings, in it an element a finding.
pub fn checkstyle(findings: &[Finding]) -> String {
    let mut text = format!("{HEAD}<checkstyle version=\"4.3\">\n");
    for (path, findings) in by_path(findings) {
        text.push_str(&format!("  <file name=\"{}\">\n", escaped(path)));
        findings
            .into_iter()
            .for_each(|finding| text.push_str(&error(finding)));
        text.push_str("  </file>\n");
    }
    text + "</checkstyle>\n"
}

fn error((world, diagnostic): &Finding) -> String {
    let place = world
        .source(diagnostic.span.source)
        .place(diagnostic.span.start);
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "info",
    };
    format!(
        "    <error line=\"{}\" column=\"{}\" severity=\"{severity}\" message=\"{}\" source=\"dip.{}\"/>\n",
        place.line,
        place.column,
        escaped(&with_help(diagnostic)),
        diagnostic.code.name,
    )
}
