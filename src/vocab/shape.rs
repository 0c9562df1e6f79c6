//! Tells what a text is from its first words and its finite verbs.
//!
//! What is not sure is `Either`, `Bare` or `Other`; a text taken for more than it is would be joined wrongly.

use super::words::{
    ABBREVIATION, AUXILIARY, DETERMINER, EITHER, MOSTLY, PARTICLE, PARTNER, PAST, PREPOSITION,
    SUBJECT, SUBORDINATOR, UNREADY, VERB, WHETHER, is, kinds_of,
};

/// The shape of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// “that the congress opened”
    That,
    /// “whether …”, “how …”
    Whether,
    /// “the congress was opened”
    Clause,
    /// A clause or a noun phrase: “the talks opened”, “the decisions taken”.
    Either,
    /// “hold the congress”, “not to hold …”
    Infinitive,
    /// “the importance of dialogue”
    Noun,
    /// A noun phrase without an article, or an infinitive that the lexicon lacks.
    Bare,
    /// “strengthening ties”
    Gerund,
    /// “for supporting the congress”
    Preposition,
    /// Sentences, questions, and all that cannot be told.
    Other,
}

/// The marks that begin a quotation.
pub const QUOTES: [char; 3] = ['“', '"', '«'];

/// The shape of a text on one line, and the text as it can be joined: without its full stop, and with a small first letter
/// unless its first word may be a name.
pub fn read(text: &str) -> (Shape, String) {
    let stem = unstopped(text);
    let mut rest = stem.chars();
    let first: String = rest
        .next()
        .into_iter()
        .flat_map(char::to_lowercase)
        .collect();
    let small = first + rest.as_str();
    let known = kinds_of(bare_words(&small)[0]) != 0;
    let joinable = if known { small } else { stem.to_owned() };
    (shape(&joinable, text.ends_with('.')), joinable)
}

/// The text without its full stop; three dots stay.
pub fn unstopped(text: &str) -> &str {
    text.strip_suffix('.')
        .filter(|rest| !rest.ends_with('.'))
        .unwrap_or(text)
}

fn shape(text: &str, is_stopped: bool) -> Shape {
    let words = bare_words(text);
    let at = |place: usize| words.get(place).copied().unwrap_or_default();
    let (first, second) = (words[0], at(1));
    let is_name = first.starts_with(char::is_uppercase);
    if text.is_empty()
        || text.ends_with(['?', '!'])
        || text.starts_with(QUOTES)
        || has_sentences(text)
    {
        return Shape::Other;
    }
    match finite(&words) {
        found if first == "that" && (found != Finite::No || begins_clause(second)) => Shape::That,
        _ if is(first, WHETHER) && is_question(first, second, at(2)) => Shape::Other,
        _ if is(first, WHETHER) => Shape::Whether,
        _ if is_infinitive(&words) => Shape::Infinitive,
        _ if is(first, PREPOSITION) => Shape::Preposition,
        _ if is(first, AUXILIARY | PAST | UNREADY | PARTNER) || is_name && is_stopped => {
            Shape::Other
        }
        // “that we would” is not what a speaker who said “we” said.
        Finite::Sure if words.iter().any(|word| is(word, PARTNER)) => Shape::Other,
        Finite::Sure => Shape::Clause,
        _ if is(first, SUBJECT) && words.len() > 1 => Shape::Clause,
        _ if first.ends_with("ing") && first.len() > 4 => Shape::Gerund,
        Finite::Maybe if is_stopped => Shape::Clause,
        Finite::Maybe => Shape::Either,
        Finite::No if is_name || is_noun(first, second) => Shape::Noun,
        Finite::No => Shape::Bare,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Finite {
    Sure,
    Maybe,
    No,
}

/// Whether the words hold a finite verb that is not a relative or subordinate clause's own.
fn finite(words: &[&str]) -> Finite {
    let (mut clauses, mut verbs, mut maybe, mut has_name) = (0, 0, false, false);
    for (place, pair) in words.windows(2).enumerate() {
        let (before, word) = (pair[0], pair[1]);
        let after = words.get(place + 2).copied().unwrap_or_default();
        // “the commitments they have made”, “the topics both sides would address”, “the progress Mongolia has made”
        let unmarked = is(word, SUBJECT) || is(word, DETERMINER) && before.ends_with('s');
        let may_be_noun =
            kinds_of(before) & !(EITHER | MOSTLY) == 0 && before.starts_with(char::is_lowercase);
        has_name |= may_be_noun && word.starts_with(char::is_uppercase);
        let is_noun = word == "will" && (is(before, DETERMINER) || matches!(after, "of" | "to"));
        if is(word, SUBORDINATOR | WHETHER) || unmarked && may_be_noun {
            clauses += 1;
        } else if is(word, AUXILIARY) && !is_noun && !is(before, AUXILIARY) && before != "to" {
            if clauses == 0 && !has_name {
                return Finite::Sure;
            }
            verbs += 1;
            maybe |= clauses == 0;
        } else {
            maybe |= clauses == 0 && after != "by" && may_be_finite(before, word);
        }
    }
    if verbs > clauses || maybe {
        Finite::Maybe
    } else {
        Finite::No
    }
}

fn may_be_finite(before: &str, word: &str) -> bool {
    let is_adjective = is(before, DETERMINER | PREPOSITION)
        || matches!(before, "and" | "or")
        || before.ends_with("ly");
    let is_past =
        word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed") && kinds_of(word) == 0;
    let stem = word.strip_suffix('s').unwrap_or_default();
    let is_present =
        is(stem, VERB) || is(stem, EITHER | MOSTLY) && before.starts_with(char::is_uppercase);
    !is_adjective && (is_past || is(word, PAST) || is_present)
}

fn is_infinitive(words: &[&str]) -> bool {
    let (first, second) = (words[0], words.get(1).copied().unwrap_or_default());
    let is_name = second.starts_with(|it: char| it.is_uppercase() || it.is_ascii_digit());
    let has_object = is_name || is(second, DETERMINER | PARTICLE);
    let is_plural = first.ends_with('s') && !first.ends_with("ss");
    match kinds_of(first) {
        _ if second.is_empty() => is(first, VERB),
        _ if first == "to" => !has_object && !is(second, PREPOSITION | WHETHER | SUBJECT),
        _ if matches!(first, "not" | "never") => is_infinitive(&words[1..]),
        0 if first.ends_with("ly") => is_infinitive(&words[1..]),
        it if it & VERB != 0 => second != "of",
        it if it & MOSTLY != 0 => has_object || !is(second, PREPOSITION | AUXILIARY),
        it if it & EITHER != 0 => has_object,
        // No noun but a plural stands before an article: “ratify the treaty”.
        0 if is(second, DETERMINER) && first.starts_with(char::is_lowercase) => {
            !is_plural && !first.ends_with("ed") && !first.ends_with("ing")
        }
        _ => false,
    }
}

/// Whether it is asked, for all that it lacks the mark: “what are the terms”, but not “what had happened”.
fn is_question(first: &str, second: &str, third: &str) -> bool {
    is(second, AUXILIARY) && (!matches!(first, "who" | "what" | "which") || begins_clause(third))
}

/// Whether the word begins a clause after “that”, which before another word may point: “that decision”.
fn begins_clause(word: &str) -> bool {
    is(word, DETERMINER | SUBJECT) || word.starts_with(char::is_uppercase)
}

fn is_noun(first: &str, second: &str) -> bool {
    let has_ending = |it: &str| first.ends_with(it) && !first.ends_with("ss");
    let has_complement = matches!(second, "of" | "for" | "between" | "from" | "among" | "in");
    match kinds_of(first) {
        0 if NOMINAL.split(' ').any(has_ending) => true,
        0 => first.starts_with(|it: char| it.is_ascii_digit()),
        it if it & DETERMINER != 0 => true,
        it => it & (EITHER | MOSTLY) != 0 && has_complement,
    }
}

/// Whether a further sentence follows the first.
fn has_sentences(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    words.windows(2).any(|pair| {
        let stem = pair[0]
            .trim_end_matches(['”', '"', ')'])
            .strip_suffix(['.', '!', '?']);
        let ends = |stem: &str| stem.len() > 1 && !stem.contains('.') && !is(stem, ABBREVIATION);
        stem.is_some_and(ends)
            && pair[1].starts_with(|it: char| it.is_uppercase() || QUOTES.contains(&it))
    })
}

/// The words of a text without the marks that follow them; at least one, which may be empty.
fn bare_words(text: &str) -> Vec<&str> {
    text.split(' ')
        .map(|word| word.trim_end_matches([',', ';', ':']))
        .collect()
}

/// How nouns end, and adjectives before them, that are no verbs.
const NOMINAL: &str =
    "tion sion ment ance ence ity cy ship ness ism dom aint al ic tive sive ous s";
