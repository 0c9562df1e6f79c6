//! Findings as a Code Quality report, which GitLab compares between two branches.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::{Finding, lasting, pretty};
use crate::diag::Severity;

/// A list of the findings, each with a fingerprint that stays when other lines move it.
pub fn gitlab(findings: &[Finding]) -> String {
    let mut seen: HashMap<(&str, &str, &str), usize> = HashMap::new();
    let issues = findings.iter().map(|finding| {
        let (world, diagnostic) = finding;
        let path = world.source(diagnostic.span.source).path();
        let message = lasting(&diagnostic.message);
        let same = seen.entry((path, diagnostic.code.id, message)).or_default();
        *same += 1;
        let ordinal = same.to_string();
        issue(
            finding,
            &fingerprint(&[path, diagnostic.code.id, message, &ordinal]),
        )
    });
    pretty(&issues.collect::<Value>())
}

fn issue((world, diagnostic): &Finding, fingerprint: &str) -> Value {
    let (start, end) = world.places(diagnostic.span);
    let severity = match diagnostic.severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Note => "info",
    };
    let mut issue = json!({
        "description": diagnostic.message,
        "check_name": diagnostic.code.name,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {
            "path": world.source(diagnostic.span.source).path(),
            "lines": { "begin": start.line, "end": end.line },
        },
    });
    if let Some(link) = diagnostic.code.link() {
        let name = diagnostic.code.name;
        issue["content"] = json!({ "body": format!("[What `{name}` means]({link})") });
    }
    issue
}

/// One number for several texts, the same on every machine and in every version: their bytes as the digits of a number,
/// modulo a prime.
fn fingerprint(parts: &[&str]) -> String {
    const PRIME: u128 = (1 << 61) - 1;
    const BASE: u128 = 1_000_003;
    let mut hash: u128 = 1;
    for part in parts {
        let digits = part.bytes().map(|byte| u128::from(byte) + 1);
        // Every part ends in a digit that no byte has, so that two parts never read as one.
        for digit in digits.chain([257]) {
            hash = (hash * BASE + digit) % PRIME;
        }
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_knows_where_its_parts_end() {
        assert_ne!(fingerprint(&["ab", "c"]), fingerprint(&["a", "bc"]));
        assert_eq!(fingerprint(&["a"]).len(), 16);
    }
}
