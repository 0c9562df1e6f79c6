//! The parser that pest makes of `grammar/dip.pest`, and a way to ask it for one rule.

use pest::Parser as _;
use pest::error::InputLocation;
use pest::iterators::Pairs;

pub use generated::Rule;

/// What the derive makes; its helpers have no words of their own.
#[expect(missing_docs, reason = "the derive gives its own functions none")]
mod generated {
    #[derive(pest_derive::Parser)]
    #[grammar = "../grammar/dip.pest"]
    pub(super) struct Grammar;
}
use generated::Grammar;

/// Parses a text by one rule from its first byte; on failure says the furthest byte that made sense.
pub(super) fn parse(rule: Rule, text: &str) -> Result<Pairs<'_, Rule>, usize> {
    Grammar::parse(rule, text).map_err(|error| match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    })
}

/// Whether the whole text, but for blanks at its ends, is one `rule`; else the furthest byte that made sense.
pub(super) fn is(rule: Rule, text: &str) -> Result<(), usize> {
    let pairs = parse(rule, text)?;
    let end = pairs.map(|pair| pair.as_span().end()).max().unwrap_or(0);
    let rest = &text[end..];
    let rest_begins = rest.trim_start_matches(is_blank);
    if rest_begins.is_empty() {
        Ok(())
    } else {
        Err(text.len() - rest_begins.len())
    }
}

/// Whether nothing but blanks, line ends and comments is left of a text from byte `from` on.
pub(super) fn is_rest_blank(text: &str, from: usize) -> bool {
    text[from..].lines().all(|line| {
        let line = line.trim_start_matches(is_blank);
        line.is_empty() || line.starts_with('#')
    })
}

/// Whether a character is a blank in the language, as `WHITESPACE` in the grammar.
pub(super) fn is_blank(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\u{A0}' | '\u{202F}' | '\u{2007}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = include_str!("../../grammar/dip.pest");

    /// Every rule of the grammar, whether it is silent, and the examples written above it.
    fn rules() -> Vec<(String, bool, Vec<String>)> {
        let mut rules = Vec::new();
        let mut examples: Vec<String> = Vec::new();
        let mut in_example = false;
        for line in TEXT.lines() {
            if let Some(doc) = line.strip_prefix("///") {
                let doc = doc.strip_prefix(' ').unwrap_or(doc);
                if let Some(example) = doc.strip_prefix("Example:") {
                    let example = example.trim();
                    in_example = example.is_empty();
                    let quoted = example
                        .strip_prefix('`')
                        .and_then(|example| example.strip_suffix('`'));
                    examples.push(quoted.unwrap_or(example).to_owned());
                } else if in_example
                    && let (Some(line), Some(last)) =
                        (doc.strip_prefix("    "), examples.last_mut())
                {
                    last.push_str(line);
                    last.push('\n');
                }
            } else if let Some((name, rest)) = line.split_once(" = ")
                && rest.contains('{')
                && !name.contains(' ')
            {
                rules.push((
                    name.to_owned(),
                    rest.starts_with('_'),
                    std::mem::take(&mut examples),
                ));
                in_example = false;
            }
        }
        rules
    }

    #[test]
    fn every_rule_has_an_example_that_it_parses() {
        let rules = rules();
        assert!(
            rules.len() > 120,
            "the reader of the grammar lost its rules: {}",
            rules.len()
        );
        for (name, silent, examples) in rules {
            assert!(!examples.is_empty(), "`{name}` has no example");
            let rule = Rule::all_rules()
                .iter()
                .copied()
                .find(|rule| format!("{rule:?}") == name);
            let rule = rule.unwrap_or_else(|| panic!("`{name}` is no rule"));
            for example in examples {
                let parsed = parse(rule, &example);
                assert!(
                    parsed.is_ok(),
                    "`{name}` does not parse its example `{example}`: stops at {:?}",
                    parsed.err()
                );
                assert!(
                    silent || is(rule, &example).is_ok(),
                    "`{name}` leaves a rest of its example `{example}`"
                );
            }
        }
    }
}
