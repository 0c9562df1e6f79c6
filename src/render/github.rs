//! Findings as workflow commands, which GitHub shows beside the lines of a change.

use super::{Finding, Tally, with_help};
use crate::diag::Severity;

/// GitHub shows no more of a severity than this for one step.
const MOST: usize = 10;
/// Its runner keeps 4096 UTF-16 units of a message; one is for the sign of a cut.
const LONGEST: usize = 4095;

/// A command a finding, ten of each severity, and a line that counts the others.
pub fn github(findings: &[Finding]) -> String {
    let mut text = String::new();
    let mut hidden = Vec::new();
    let mut seen = Tally::default();
    for finding in findings {
        seen.add(Tally::of([finding.1]));
        let so_far = match finding.1.severity {
            Severity::Error => seen.errors,
            Severity::Warning => seen.warnings,
            Severity::Note => seen.notes,
        };
        if so_far > MOST {
            hidden.push(finding.1);
        } else {
            text.push_str(&command(finding));
        }
    }
    if !hidden.is_empty() {
        let words = Tally::of(hidden).words();
        text.push_str(&format!(
            "not shown: {words}. `dip check --format concise` prints them all.\n"
        ));
    }
    text
}

fn command((world, diagnostic): &Finding) -> String {
    let path = world.source(diagnostic.span.source).path();
    let (start, end) = world.places(diagnostic.span);
    let kind = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    // GitHub takes columns only where they are on one line.
    let columns = if start.line == end.line {
        format!(",col={},endColumn={}", start.column, end.column)
    } else {
        String::new()
    };
    let title = format!("{} {}", diagnostic.code.id, diagnostic.code.name);
    // The log of the run shows the message alone, so it begins with the place.
    let mut message = format!(
        "{path}:{}:{}: {}",
        start.line,
        start.column,
        with_help(diagnostic)
    );
    if let Some(link) = diagnostic.code.link() {
        message.push_str(&format!("\nsee {link}"));
    }
    format!(
        "::{kind} file={},line={},endLine={}{columns},title={}::{}\n",
        property(path),
        start.line,
        end.line,
        property(&title),
        data(&kept(&message))
    )
}

/// As much of a message as GitHub's runner keeps.
fn kept(message: &str) -> String {
    let mut units = 0;
    let cut = message.char_indices().find(|(_, letter)| {
        units += letter.len_utf16();
        units > LONGEST
    });
    cut.map_or_else(
        || message.to_owned(),
        |(at, _)| format!("{}…", &message[..at]),
    )
}

/// A message as a command may hold it.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A property as a command may hold it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_property_or_a_line_is_escaped() {
        assert_eq!(property("a,b:c%\r\n"), "a%2Cb%3Ac%25%0D%0A");
        assert_eq!(data("a,b:c%\n"), "a,b:c%25%0A");
    }

    #[test]
    fn a_message_is_as_long_as_the_runner_keeps() {
        assert_eq!(kept("🚆"), "🚆");
        let long = kept(&"🚆".repeat(5000));
        assert_eq!(long.encode_utf16().count(), 4095);
        assert!(long.ends_with("🚆…"));
    }
}
