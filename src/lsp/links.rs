//! Addresses in texts and comments, to be followed.

use gen_lsp_types::DocumentLink;

use super::View;
use crate::text::Span;

/// How an address begins.
const BEGINNINGS: [&str; 2] = ["https://", "http://"];

/// Every address in the file. A name that leads to a document with an address is none: it leads to the record.
pub fn links(view: View<'_>) -> Vec<DocumentLink> {
    let text = view.text();
    let mut links = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find("http") {
        let start = at + found;
        let length = length(&text[start..]);
        at = start + length.max("http".len());
        if length == 0 {
            continue;
        }
        let address = &text[start..start + length];
        links.push(DocumentLink {
            range: view.range(Span::new(view.file, start as u32, (start + length) as u32)),
            target: Some(address.into()),
            tooltip: None,
            data: None,
        });
    }
    links
}

/// How many bytes an address has that begins here; none where none begins. What ends a sentence or closes a bracket is not part
/// of it.
fn length(text: &str) -> usize {
    let Some(beginning) = BEGINNINGS
        .into_iter()
        .find(|beginning| text.starts_with(beginning))
    else {
        return 0;
    };
    let ends = |letter: char| {
        letter.is_whitespace() || matches!(letter, '"' | '<' | '>' | '\\' | '`' | '“' | '”' | '»')
    };
    let whole = text.find(ends).unwrap_or(text.len());
    let address = text[..whole].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']);
    let count = |sign: char| address.matches(sign).count();
    let is_closed = count(')') <= count('(');
    let address = address
        .strip_suffix(')')
        .filter(|_| !is_closed)
        .unwrap_or(address);
    if address.len() > beginning.len() {
        address.len()
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{archive, view};
    use super::*;

    #[test]
    fn addresses_in_fields_texts_and_comments_are_links() {
        let (home, _) = archive(
            "# See https://example.org/a.\ndocument d \"D\" { url: \"https://example.org/құжат?x=1\" }\ntopic t \"T\" {\n  \
             note: \"(at http://example.net/b_(c)) and https:// and http\"\n}\n",
        );
        let view = view(&home);
        let links = links(view);
        let targets: Vec<String> = links
            .iter()
            .filter_map(|link| Some(link.target.clone()?.to_string()))
            .collect();
        assert_eq!(
            targets,
            [
                "https://example.org/a",
                "https://example.org/құжат?x=1",
                "http://example.net/b_(c)"
            ]
        );
        for (link, target) in links.iter().zip(&targets) {
            assert_eq!(view.world().text(view.span(link.range)), target);
        }
    }
}
