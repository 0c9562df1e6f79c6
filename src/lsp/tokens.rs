//! What each word is, for colours that know more than a pattern can: whose id a name is, which words are of a list.

use gen_lsp_types::{SemanticTokensEdit, SemanticTokensLegend};
use rustc_hash::FxHashMap;

use super::View;
use super::names::mention;
use crate::model::{Record, RecordKind, Target, references};
use crate::syntax::{self, Kind, Node};
use crate::text::Span;

/// What a word can be, in the order of their numbers.
const TYPES: [&str; 13] = [
    "keyword",
    "property",
    "string",
    "comment",
    "number",
    "enumMember",
    "method",
    "variable",
    "namespace",
    "class",
    "type",
    "struct",
    "event",
];
/// What else can be said of it, in the order of their bits.
const MODIFIERS: [&str; 2] = ["declaration", "defaultLibrary"];
const DECLARATION: u32 = 1;
const OF_ALL: u32 = 2;

/// How many numbers tell of a token.
const NUMBERS: usize = 5;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
enum Type {
    Keyword,
    Property,
    Text,
    Comment,
    Number,
    Word,
    Verb,
    Said,
    Party,
    Person,
    Topic,
    Document,
    Meeting,
}

impl Type {
    fn of(kind: RecordKind) -> Self {
        match kind {
            RecordKind::Party => Self::Party,
            RecordKind::Person => Self::Person,
            RecordKind::Topic => Self::Topic,
            RecordKind::Document => Self::Document,
            RecordKind::Meeting => Self::Meeting,
            RecordKind::Statement | RecordKind::Pledge => Self::Said,
        }
    }
}

/// The names of the numbers.
pub fn legend() -> SemanticTokensLegend {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    SemanticTokensLegend {
        token_types: owned(&TYPES),
        token_modifiers: owned(&MODIFIERS),
    }
}

/// The tokens that touch a span, in the protocol's numbers: each line and column counts from the token before.
pub fn tokens(view: View<'_>, within: Span) -> Vec<u32> {
    let mut found = Found {
        within,
        names: names(view, within),
        tokens: Vec::new(),
    };
    for piece in syntax::parse(view.file, view.source()).pieces {
        let touches =
            piece.range.start <= within.end as usize && within.start as usize <= piece.range.end;
        if let Some(root) = piece.tree.root().filter(|_| touches) {
            found.node(root);
        }
    }
    found.tokens.sort_by_key(|token| token.span);
    numbers(view, &found.tokens)
}

/// What a name that stands at a byte is.
type Names = FxHashMap<u32, (Type, u32)>;

fn names(view: View<'_>, within: Span) -> Names {
    let mut names = Names::default();
    let model = view.model();
    let Some(file) = model.files.get(view.file.index()) else {
        return names;
    };
    let touches = |record: &&Record| {
        let whole = record.head.span;
        whole.start <= within.end && within.start <= whole.end
    };
    for record in file.records.iter().filter(touches) {
        references(record, &mut |used| {
            let target = mention(view, used).target;
            let told = target.map(|target| match target {
                Target::Declared(declared) => (Type::of(declared.kind), 0),
                Target::Country(_) => (Type::Party, OF_ALL),
            });
            names.extend(told.map(|told| (used.reference.span.start, told)));
        });
    }
    for declared in model.index.of_file(view.file) {
        names.insert(declared.span.start, (Type::of(declared.kind), DECLARATION));
    }
    names
}

struct Token {
    span: Span,
    kind: Type,
    modifiers: u32,
}

struct Found {
    within: Span,
    names: Names,
    tokens: Vec<Token>,
}

impl Found {
    fn node(&mut self, node: Node<'_>) {
        let kind = match node.kind() {
            Kind::comment => Some(Type::Comment),
            Kind::text | Kind::label => Some(Type::Text),
            Kind::day | Kind::number => Some(Type::Number),
            Kind::verb => Some(Type::Verb),
            Kind::word | Kind::scale | Kind::bound | Kind::currency | Kind::language_tag => {
                Some(Type::Word)
            }
            Kind::extra_key => Some(Type::Property),
            Kind::plain => Some(Type::Text),
            Kind::id | Kind::r#ref => Some(Type::Said),
            rule if is_keyword(rule) => Some(Type::Keyword),
            _ => None,
        };
        if let Some(kind) = kind {
            let span = node.span();
            let known = self.names.get(&span.start).copied();
            let known = known.filter(|_| kind == Type::Said);
            let (kind, modifiers) = known.unwrap_or((kind, 0));
            return self.push(span, kind, modifiers);
        }
        self.key(node);
        node.children().for_each(|child| self.node(child));
    }

    /// The word before the colon of a field.
    fn key(&mut self, node: Node<'_>) {
        let first = node.children().next().map_or(node.text().len(), |child| {
            (child.span().start.saturating_sub(node.span().start)) as usize
        });
        let head = node.text().get(..first).unwrap_or_default();
        let Some((key, _)) = head.split_once(':') else {
            return;
        };
        let key = key.trim_end();
        let is_key = !key.is_empty()
            && key
                .bytes()
                .all(|letter| letter.is_ascii_lowercase() || letter == b'-');
        if is_key {
            self.push(node.part(0..key.len()), Type::Property, 0);
        }
    }

    fn push(&mut self, span: Span, kind: Type, modifiers: u32) {
        let touches = span.start <= self.within.end && self.within.start <= span.end;
        if span.start < span.end && touches {
            self.tokens.push(Token {
                span,
                kind,
                modifiers,
            });
        }
    }
}

/// Whether a rule is one of the words of heads, which the grammar writes in capitals.
fn is_keyword(rule: Kind) -> bool {
    let name = format!("{rule:?}");
    name.bytes()
        .all(|letter| letter.is_ascii_uppercase() || letter == b'_')
}

/// The tokens line by line, none over another, as the protocol counts them.
fn numbers(view: View<'_>, tokens: &[Token]) -> Vec<u32> {
    let (text, lines) = (view.text(), view.source().lines());
    let mut numbers = Vec::with_capacity(tokens.len() * NUMBERS);
    let (mut last_line, mut last_column, mut end) = (0, 0, 0);
    for token in tokens.iter().filter(|token| token.span.source == view.file) {
        if token.span.start < end {
            continue;
        }
        end = token.span.end;
        for line in lines.line_of(token.span.start)..=lines.line_of(token.span.end - 1) {
            let start = lines.start_of(line, text).max(token.span.start);
            let line_end = lines.start_of(line, text) + lines.line(line, text).len() as u32;
            let stop = line_end.min(token.span.end);
            if start >= stop {
                continue;
            }
            let position = view.position(start);
            let length = view.encoding.length(&text[start as usize..stop as usize]);
            let new_line = position.line != last_line;
            let column = if new_line {
                position.character
            } else {
                position.character - last_column
            };
            numbers.extend([
                position.line - last_line,
                column,
                length,
                token.kind as u32,
                token.modifiers,
            ]);
            (last_line, last_column) = (position.line, position.character);
        }
    }
    numbers
}

/// The edit that makes new tokens of old ones.
pub fn delta(old: &[u32], new: &[u32]) -> Vec<SemanticTokensEdit> {
    if old == new {
        return Vec::new();
    }
    let same = |(one, other): &(&u32, &u32)| one == other;
    let start = old.iter().zip(new).take_while(same).count();
    let (old_rest, new_rest) = (&old[start..], &new[start..]);
    let end = old_rest
        .iter()
        .rev()
        .zip(new_rest.iter().rev())
        .take_while(same)
        .count();
    vec![SemanticTokensEdit {
        start: start as u32,
        delete_count: (old_rest.len() - end) as u32,
        data: Some(new_rest[..new_rest.len() - end].to_vec()),
    }]
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{archive, view};
    use super::*;

    fn told(text: &str) -> Vec<(String, &'static str, u32)> {
        let (home, _) = archive(text);
        let view = view(&home);
        let all = tokens(view, Span::new(view.file, 0, text.len() as u32));
        let (mut line, mut column) = (0, 0);
        let told = all.chunks_exact(NUMBERS).map(|token| {
            column = if token[0] > 0 {
                token[1]
            } else {
                column + token[1]
            };
            line += token[0];
            let start = gen_lsp_types::Position {
                line,
                character: column,
            };
            let end = gen_lsp_types::Position {
                line,
                character: column + token[2],
            };
            let span = view.span(gen_lsp_types::Range { start, end });
            (
                view.world().text(span).to_owned(),
                TYPES[token[3] as usize],
                token[4],
            )
        });
        told.collect()
    }

    #[test]
    fn every_word_is_told_what_it_is() {
        let text = "person бат \"Бат 🚀\" { office \"Envoy\" of MN } # here\nmeeting m \"M\" {\n  date: 2024-10-29\n  \
            attendee бат for MN as chair\n  statement by бат said \"\"\"\n    one\n    two\n  \"\"\"\n}\n";
        let told = told(text);
        let has = |word: &str, kind: &str, modifiers: u32| {
            let found = told.iter().any(|one| {
                *one == (
                    word.to_owned(),
                    TYPES[TYPES.iter().position(|name| *name == kind).unwrap_or(0)],
                    modifiers,
                )
            });
            assert!(found, "{word} {kind} {modifiers}: {told:?}");
        };
        has("person", "keyword", 0);
        has("бат", "class", DECLARATION);
        has("бат", "class", 0);
        has("\"Бат 🚀\"", "string", 0);
        has("of", "keyword", 0);
        has("MN", "namespace", OF_ALL);
        has("# here", "comment", 0);
        has("date", "property", 0);
        has("2024-10-29", "number", 0);
        has("chair", "enumMember", 0);
        has("said", "method", 0);
        has("    two", "string", 0);
    }

    #[test]
    fn a_broken_record_has_tokens_too() {
        let told =
            told("meeting m \"M\" {\n  date: 2024-13-45\n  attendee for\n  statement by x said\n");
        assert!(told.iter().any(|one| one.0 == "meeting"), "{told:?}");
    }

    #[test]
    fn what_changed_is_one_edit() {
        assert!(delta(&[1, 2], &[1, 2]).is_empty());
        let edit = &delta(&[1, 2, 3, 4], &[1, 9, 9, 4])[0];
        assert_eq!((edit.start, edit.delete_count), (1, 2));
        assert_eq!(edit.data, Some(vec![9, 9]));
    }
}
