//! Findings a line each, as editors and other programs that read lines know them.

use super::Finding;
use super::visible::visible;

/// `path:line:column: severity[CODE] name: message`, a line a finding.
pub fn concise(findings: &[Finding]) -> String {
    findings.iter().map(line).collect()
}

fn line((world, diagnostic): &Finding) -> String {
    let source = world.source(diagnostic.span.source);
    let place = source.place(diagnostic.span.start);
    format!(
        "{}:{}:{}: {}[{}] {}: {}\n",
        visible(source.path()).replace('\n', "␊"),
        place.line,
        place.column,
        diagnostic.severity.name(),
        diagnostic.code.id,
        diagnostic.code.name,
        visible(&diagnostic.message).replace('\n', " "),
    )
}
