//! Findings as a `JUnit` report, which nearly every build service shows.

use super::xml::{HEAD, by_path, escaped};
use super::{Finding, with_help};
use crate::diag::Severity;

/// A suite a file, a case a finding, or one case for a file without any. What matters less than `fails` passes, and says
/// what was found all the same.
pub fn junit(findings: &[Finding], paths: &[&str], fails: Severity) -> String {
    let mut files = by_path(findings);
    for path in paths {
        files.entry(path).or_default();
    }
    let mut suites = String::new();
    let (mut tests, mut failures) = (0, 0);
    for (path, findings) in files {
        let failed = findings
            .iter()
            .filter(|(_, diagnostic)| diagnostic.severity <= fails)
            .count();
        let cases = findings.len().max(1);
        tests += cases;
        failures += failed;
        let path = escaped(path);
        suites.push_str(&format!(
            "  <testsuite name=\"{path}\" file=\"{path}\" tests=\"{cases}\" failures=\"{failed}\" errors=\"0\" skipped=\"0\">\n"
        ));
        if findings.is_empty() {
            suites.push_str(&format!(
                "    <testcase classname=\"{path}\" name=\"nothing to report\"/>\n"
            ));
        }
        for finding in findings {
            suites.push_str(&case(finding, &path, fails));
        }
        suites.push_str("  </testsuite>\n");
    }
    format!(
        "{HEAD}<testsuites name=\"dip\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">\n{suites}</testsuites>\n"
    )
}

fn case((world, diagnostic): &Finding, path: &str, fails: Severity) -> String {
    let place = world
        .source(diagnostic.span.source)
        .place(diagnostic.span.start);
    let (line, column) = (place.line, place.column);
    let name = diagnostic.code.name;
    let message = escaped(&diagnostic.message);
    let text = escaped(&with_help(diagnostic));
    let said = if diagnostic.severity <= fails {
        let kind = diagnostic.code.id;
        format!("<failure type=\"{kind}\" message=\"{message}\">{text}</failure>")
    } else {
        format!(
            "<system-out>{}: {text}</system-out>",
            diagnostic.severity.name()
        )
    };
    format!(
        "    <testcase classname=\"{path}\" name=\"{name} at {line}:{column}\">{said}</testcase>\n"
    )
}
