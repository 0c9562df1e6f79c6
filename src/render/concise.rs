//! Findings a line each, as editors and other programs that read lines know them.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::Finding;
use super::visible::visible;

/// `path:line:column: severity[CODE] name: message`, a line a finding.
pub fn concise(findings: &[Finding]) -> String {
    let mut lines = String::new();
    for (world, diagnostic) in findings {
        let source = world.source(diagnostic.span.source);
        let place = source.place(diagnostic.span.start);
        lines += &in_one_line(source.path(), "␊");
        // Writing into a text does not fail.
        let _ = write!(lines, ":{}:{}: ", place.line, place.column);
        for part in [
            diagnostic.severity.name(),
            "[",
            diagnostic.code.id,
            "] ",
            diagnostic.code.name,
            ": ",
            &in_one_line(&diagnostic.message, " "),
            "\n",
        ] {
            lines += part;
        }
    }
    lines
}

fn in_one_line<'t>(text: &'t str, instead: &str) -> Cow<'t, str> {
    let text = visible(text);
    if text.contains('\n') {
        Cow::Owned(text.replace('\n', instead))
    } else {
        text
    }
}
