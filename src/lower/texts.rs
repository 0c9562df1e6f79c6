//! Texts that can be read and cannot be what they stand for: addresses with a slip in them, countries as towns.

use super::Lower;
use crate::diag::{Diagnostic, Safety, ticked};
use crate::model::{Field, Text};
use crate::syntax::{Node, QUOTED_VALUE, WRONG_VALUE};
use crate::vocab::countries;

impl Lower<'_> {
    /// A field whose value is an address of the web.
    pub(super) fn address_field(&mut self, line: Node<'_>) -> Option<Field<Text>> {
        let field = self.text_field(line)?;
        let written = field.value.content(self.world).into_owned();
        if let Some(ours) = address(&written) {
            let title = format!("write `\"{ours}\"`");
            let diagnostic = Diagnostic::new(
                &WRONG_VALUE,
                field.value.span,
                format!("the address {} leads nowhere", ticked(&written)),
            )
            .label("an address begins with `https://`, and has no blank in it")
            .help(title.clone())
            .fix(Safety::Safe, title, field.value.span, format!("\"{ours}\""));
            self.diagnostics.push(diagnostic);
        }
        Some(field)
    }

    /// `place: "PT"`: the code of a country as if it were a town.
    pub(super) fn country_in_marks(&mut self, text: Text, has_party: bool) {
        let content = text.content(self.world).into_owned();
        let Some(country) = countries::find(&content).filter(|_| !has_party) else {
            return;
        };
        let title = format!("write `{}`", country.code);
        let diagnostic = Diagnostic::new(
            &QUOTED_VALUE,
            text.span,
            format!("the code of {} stands in quotation marks", country.name),
        )
        .label("a country is written by its code alone, a town in quotation marks")
        .help(title.clone())
        .fix(Safety::Safe, title, text.span, country.code);
        self.diagnostics.push(diagnostic);
    }
}

/// What is meant by an address whose beginning has a slip in it; none where it has none.
fn address(written: &str) -> Option<String> {
    let lower = written.to_lowercase();
    let rest = [
        "https//",
        "https:/",
        "https;//",
        "https:",
        "https.//",
        "htps://",
        "htttps://",
        "hhtps://",
        "httsp://",
        "http//",
        "http:/",
        "http;//",
        "htp://",
        "htttp://",
        "ttps://",
        "ttp://",
    ]
    .iter()
    .find(|slip| lower.starts_with(**slip))
    .map(|slip| {
        (
            slip.contains('s'),
            written[slip.len()..].trim_start_matches('/'),
        )
    });
    let sound = lower.starts_with("https://") || lower.starts_with("http://");
    let (secure, rest) = rest.filter(|_| !sound)?;
    let fits = rest.contains('.') && !rest.contains(char::is_whitespace);
    let scheme = if secure { "https" } else { "http" };
    fits.then(|| format!("{scheme}://{rest}"))
}
