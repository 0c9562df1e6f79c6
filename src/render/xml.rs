//! Texts as XML may hold them: three formats' worth of escaping, too little for a dependency.

use std::collections::BTreeMap;

use super::Finding;
use super::visible::visible;

/// The first line of every document.
pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// A text for an element or a quoted attribute; what XML forbids is shown as visible signs.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in visible(text).chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\n' => out.push_str("&#10;"),
            '\u{FFFE}' | '\u{FFFF}' => out.push('␣'),
            letter => out.push(letter),
        }
    }
    out
}

/// The findings of each file, in the order of their paths.
pub(super) fn by_path<'f, 'w>(
    findings: &'f [Finding<'w>],
) -> BTreeMap<&'w str, Vec<&'f Finding<'w>>> {
    let mut files: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        let path = finding.0.source(finding.1.span.source).path();
        files.entry(path).or_default().push(finding);
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_shown_by_a_sign() {
        assert_eq!(
            escaped("a\0\u{1B}<b> & \"c\"\u{FFFE}\n"),
            "a␀␛&lt;b&gt; &amp; &quot;c&quot;␣&#10;"
        );
    }
}
