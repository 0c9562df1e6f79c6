//! The parser that pest makes of `grammar/dip.pest`, and a way to ask it for one rule.

use pest::Parser as _;
use pest::error::InputLocation;
use pest::iterators::Pairs;

use super::machine;

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
    let Some((_, end)) = machine::parse(rule, text) else {
        return parse(rule, text).map(|_| ());
    };
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
    use pest::Token;

    use super::*;
    use crate::syntax::tree::RawNode;

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

    /// What pest parses, laid out as nodes: the tree that the machine must give.
    fn nodes_of_pest(pairs: Pairs<'_, Rule>, text: &str) -> Vec<RawNode> {
        let mut nodes: Vec<RawNode> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        for token in pairs.tokens() {
            match token {
                Token::Start { rule, pos } => {
                    open.push(nodes.len());
                    nodes.push(RawNode {
                        kind: rule,
                        start: pos.pos() as u32,
                        end: 0,
                        size: 0,
                    });
                }
                Token::End { pos, .. } => {
                    let at = open.pop().expect("a node that began");
                    let start = nodes[at].start as usize;
                    let written = &text[start..pos.pos()];
                    nodes[at].end = (start + written.trim_end_matches(is_blank).len()) as u32;
                    nodes[at].size = (nodes.len() - at) as u32;
                }
            }
        }
        nodes
    }

    /// Both parsers take the same texts, to the same end, with the same tree.
    fn agree(rule: Rule, text: &str) {
        let ours = machine::parse(rule, text);
        let theirs = parse(rule, text).ok().map(|pairs| {
            let end = pairs.as_str().len();
            (nodes_of_pest(pairs, text), end)
        });
        let nodes = |parsed: &Option<(Vec<RawNode>, usize)>| {
            parsed.as_ref().map(|(nodes, _)| nodes.clone())
        };
        assert_eq!(nodes(&ours), nodes(&theirs), "{rule:?} of `{text}`");
        // A rule without a node of its own does not say where it ended.
        if theirs
            .as_ref()
            .is_some_and(|(nodes, _)| nodes.first().is_some_and(|root| root.kind == rule))
        {
            let end = |parsed: &Option<(Vec<RawNode>, usize)>| parsed.as_ref().map(|(_, end)| *end);
            assert_eq!(end(&ours), end(&theirs), "{rule:?} of `{text}`");
        }
    }

    /// Numbers that look random and are the same each time.
    fn next(state: &mut u64) -> usize {
        *state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (*state >> 33) as usize
    }

    /// A text with a few of its letters left out, doubled, or replaced.
    fn mutilated(text: &str, state: &mut u64) -> String {
        const SIGNS: [char; 22] = [
            '{', '}', '"', ':', ';', ',', '#', '\n', '\r', ' ', '\t', '.', '-', '@', '\\',
            '\u{A0}', 'ә', '一', '1', '?', '[', '~',
        ];
        let mut letters: Vec<char> = text.chars().collect();
        for _ in 0..=(next(state) % 3) {
            let at = next(state) % letters.len().max(1);
            let sign = SIGNS[next(state) % SIGNS.len()];
            match next(state) % 4 {
                0 if at < letters.len() => drop(letters.remove(at)),
                1 if at < letters.len() => letters[at] = sign,
                2 if at < letters.len() => letters.insert(at, letters[at]),
                _ => letters.insert(at.min(letters.len()), sign),
            }
        }
        letters.into_iter().collect()
    }

    #[test]
    fn the_machine_and_pest_read_every_example_alike_and_what_is_left_of_it_when_it_is_broken() {
        let mut state = 1;
        for (name, _, examples) in rules() {
            let rule = *Rule::all_rules()
                .iter()
                .find(|rule| format!("{rule:?}") == name)
                .expect("a rule");
            for example in examples {
                agree(rule, &example);
                for _ in 0..400 {
                    agree(rule, &mutilated(&example, &mut state));
                }
            }
        }
    }

    #[test]
    fn the_machine_and_pest_read_records_alike() {
        let mut state = 2;
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
        let folders = std::fs::read_dir(root).expect("examples").flatten();
        let files = folders.flat_map(|folder| {
            std::fs::read_dir(folder.path())
                .into_iter()
                .flatten()
                .flatten()
        });
        let mut records = 0;
        for path in files
            .map(|file| file.path())
            .filter(|path| path.extension().is_some_and(|end| end == "dip"))
        {
            let text = std::fs::read_to_string(path).expect("a text");
            agree(Rule::file, &text);
            for piece in crate::syntax::split(&text) {
                let record = &text[piece.range];
                records += 1;
                [Rule::record, Rule::setting, Rule::comment]
                    .into_iter()
                    .for_each(|rule| agree(rule, record));
                for _ in 0..300 {
                    agree(Rule::record, &mutilated(record, &mut state));
                }
            }
        }
        assert!(records > 50, "{records}");
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
