//! Tells what a text is from its first words and its finite verbs.
//!
//! What is not sure is `Either`, `Bare` or `Other`; a text taken for more than it is would be joined wrongly.

use std::borrow::Cow;

use super::words::{
    ABBREVIATION, AUXILIARY, DETERMINER, EITHER, MOSTLY, PARTICLE, PARTNER, PAST, PREPOSITION,
    SUBJECT, SUBORDINATOR, UNREADY, VERB, WHETHER, kinds_of,
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
pub fn read(text: &str) -> (Shape, Cow<'_, str>) {
    let joinable = begun_small(unstopped(text));
    (shape(&joinable, text.ends_with('.')), joinable)
}

/// The text with a small first letter, unless its first word may be a name.
fn begun_small(text: &str) -> Cow<'_, str> {
    let mut rest = text.chars();
    let Some(first) = rest.next() else {
        return Cow::Borrowed(text);
    };
    if first.to_lowercase().eq([first]) {
        return Cow::Borrowed(text);
    }
    let small = |rest: &str| first.to_lowercase().collect::<String>() + rest;
    let word = rest.as_str().split(' ').next().unwrap_or_default();
    let is_known = kinds_of(bare(&small(word))) != 0;
    if is_known {
        Cow::Owned(small(rest.as_str()))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text without its full stop; three dots stay.
pub fn unstopped(text: &str) -> &str {
    text.strip_suffix('.')
        .filter(|rest| !rest.ends_with('.'))
        .unwrap_or(text)
}

fn shape(text: &str, is_stopped: bool) -> Shape {
    if text.is_empty()
        || text.ends_with(['?', '!'])
        || text.starts_with(QUOTES)
        || has_sentences(text)
    {
        return Shape::Other;
    }
    let words = Words(Some(text));
    let mut begin = words.clone();
    let mut next = || begin.next().unwrap_or_default();
    let (first, second, third) = (next(), next(), next());
    let is_clause = || begins_clause(second) || finite(words.clone()) != Finite::No;
    if first.text == "that" && is_clause() {
        return Shape::That;
    }
    if first.is(WHETHER) {
        return if is_question(first, second, third) {
            Shape::Other
        } else {
            Shape::Whether
        };
    }
    if is_infinitive(words.clone()) {
        return Shape::Infinitive;
    }
    if first.is(PREPOSITION) {
        return Shape::Preposition;
    }
    let is_name = first.is_capital();
    if first.is(AUXILIARY | PAST | UNREADY | PARTNER) || is_name && is_stopped {
        return Shape::Other;
    }
    match finite(words.clone()) {
        // “that we would” is not what a speaker who said “we” said.
        Finite::Sure if words.clone().any(|word| word.is(PARTNER)) => Shape::Other,
        Finite::Sure => Shape::Clause,
        _ if first.is(SUBJECT) && words.clone().nth(1).is_some() => Shape::Clause,
        _ if first.text.ends_with("ing") && first.text.len() > 4 => Shape::Gerund,
        Finite::Maybe if is_stopped => Shape::Clause,
        Finite::Maybe => Shape::Either,
        Finite::No if is_name || is_noun(first, second) => Shape::Noun,
        Finite::No => Shape::Bare,
    }
}

/// A word without the marks that follow it, and all that it may be.
#[derive(Clone, Copy, Default)]
struct Word<'t> {
    text: &'t str,
    kinds: u16,
}

impl Word<'_> {
    fn is(self, kinds: u16) -> bool {
        self.kinds & kinds != 0
    }

    fn is_capital(self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }
}

/// The words of a text, each looked up when it is come to: most texts are told by their first. There is at least one, which
/// may be empty.
#[derive(Clone)]
struct Words<'t>(Option<&'t str>);

impl<'t> Iterator for Words<'t> {
    type Item = Word<'t>;

    fn next(&mut self) -> Option<Word<'t>> {
        let rest = self.0?;
        let end = rest.bytes().position(|byte| byte == b' ');
        self.0 = end.map(|end| &rest[end + 1..]);
        let text = bare(end.map_or(rest, |end| &rest[..end]));
        Some(Word {
            text,
            kinds: kinds_of(text),
        })
    }
}

/// A word without the marks that follow it.
fn bare(word: &str) -> &str {
    word.trim_end_matches([',', ';', ':'])
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Finite {
    Sure,
    Maybe,
    No,
}

/// Whether the words hold a finite verb that is not a relative or subordinate clause's own.
fn finite(mut words: Words<'_>) -> Finite {
    let (mut clauses, mut verbs, mut maybe, mut has_name) = (0, 0, false, false);
    let mut before = words.next().unwrap_or_default();
    let mut next = words.next();
    while let Some(word) = next {
        next = words.next();
        let after = next.unwrap_or_default().text;
        // “the commitments they have made”, “the topics both sides would address”, “the progress Mongolia has made”
        let unmarked = word.is(SUBJECT) || word.is(DETERMINER) && before.text.ends_with('s');
        let may_be_noun =
            !before.is(!(EITHER | MOSTLY)) && before.text.starts_with(char::is_lowercase);
        has_name |= may_be_noun && word.is_capital();
        let is_noun =
            word.text == "will" && (before.is(DETERMINER) || matches!(after, "of" | "to"));
        if word.is(SUBORDINATOR | WHETHER) || unmarked && may_be_noun {
            clauses += 1;
        } else if word.is(AUXILIARY) && !is_noun && !before.is(AUXILIARY) && before.text != "to" {
            if clauses == 0 && !has_name {
                return Finite::Sure;
            }
            verbs += 1;
            maybe |= clauses == 0;
        } else {
            maybe |= clauses == 0 && !maybe && after != "by" && may_be_finite(before, word);
        }
        before = word;
    }
    if verbs > clauses || maybe {
        Finite::Maybe
    } else {
        Finite::No
    }
}

fn may_be_finite(before: Word<'_>, word: Word<'_>) -> bool {
    let is_adjective = before.is(DETERMINER | PREPOSITION)
        || matches!(before.text, "and" | "or")
        || before.text.ends_with("ly");
    if is_adjective {
        return false;
    }
    let text = word.text;
    let is_past =
        word.kinds == 0 && text.len() > 4 && text.ends_with("ed") && !text.ends_with("eed");
    is_past || word.is(PAST) || is_present(before, text)
}

fn is_present(before: Word<'_>, text: &str) -> bool {
    let stem = text.strip_suffix('s').map_or(0, kinds_of);
    stem & VERB != 0 || stem & (EITHER | MOSTLY) != 0 && before.is_capital()
}

fn is_infinitive(mut words: Words<'_>) -> bool {
    let first = words.next().unwrap_or_default();
    let rest = words.clone();
    let second = words.next().unwrap_or_default();
    let is_name = second
        .text
        .starts_with(|it: char| it.is_uppercase() || it.is_ascii_digit());
    let has_object = is_name || second.is(DETERMINER | PARTICLE);
    match first.kinds {
        _ if second.text.is_empty() => first.is(VERB),
        _ if first.text == "to" => !has_object && !second.is(PREPOSITION | WHETHER | SUBJECT),
        _ if matches!(first.text, "not" | "never") => is_infinitive(rest),
        0 if first.text.ends_with("ly") => is_infinitive(rest),
        it if it & VERB != 0 => second.text != "of",
        it if it & MOSTLY != 0 => has_object || !second.is(PREPOSITION | AUXILIARY),
        it if it & EITHER != 0 => has_object,
        // No noun but a plural stands before an article: “ratify the treaty”.
        0 if second.is(DETERMINER) && first.text.starts_with(char::is_lowercase) => {
            let is_plural = first.text.ends_with('s') && !first.text.ends_with("ss");
            !is_plural && !first.text.ends_with("ed") && !first.text.ends_with("ing")
        }
        _ => false,
    }
}

/// Whether it is asked, for all that it lacks the mark: “what are the terms”, but not “what had happened”.
fn is_question(first: Word<'_>, second: Word<'_>, third: Word<'_>) -> bool {
    let may_be_subject = matches!(first.text, "who" | "what" | "which");
    second.is(AUXILIARY) && (!may_be_subject || begins_clause(third))
}

/// Whether the word begins a clause after “that”, which before another word may point: “that decision”.
fn begins_clause(word: Word<'_>) -> bool {
    word.is(DETERMINER | SUBJECT) || word.is_capital()
}

fn is_noun(first: Word<'_>, second: Word<'_>) -> bool {
    let has_ending = |it: &str| first.text.ends_with(it) && !first.text.ends_with("ss");
    let has_complement = matches!(
        second.text,
        "of" | "for" | "between" | "from" | "among" | "in"
    );
    match first.kinds {
        0 if NOMINAL.split(' ').any(has_ending) => true,
        0 => first.text.starts_with(|it: char| it.is_ascii_digit()),
        it if it & DETERMINER != 0 => true,
        it => it & (EITHER | MOSTLY) != 0 && has_complement,
    }
}

/// Whether a further sentence follows the first.
fn has_sentences(text: &str) -> bool {
    if memchr::memchr3(b'.', b'!', b'?', text.as_bytes()).is_none() {
        return false;
    }
    let next = text.split(' ').skip(1);
    text.split(' ').zip(next).any(|(word, next)| {
        let stem = word
            .trim_end_matches(['”', '"', ')'])
            .strip_suffix(['.', '!', '?']);
        let ends = |stem: &str| {
            stem.len() > 1 && !stem.contains('.') && kinds_of(stem) & ABBREVIATION == 0
        };
        stem.is_some_and(ends)
            && next.starts_with(|it: char| it.is_uppercase() || QUOTES.contains(&it))
    })
}

/// How nouns end, and adjectives before them, that are no verbs.
const NOMINAL: &str =
    "tion sion ment ance ence ity cy ship ness ism dom aint al ic tive sive ous s";
