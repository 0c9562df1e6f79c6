//! Words of closed lists: list words and verbs.

use super::{Lower, codes};
use crate::diag::{Diagnostic, Safety, Similar, close, folded, list_of, ticked};
use crate::model::{Field, Word};
use crate::syntax::{Kind, Node};
use crate::text::Span;
use crate::vocab::lists::{self, List};
use crate::vocab::{self, countries, verbs};

impl Lower<'_> {
    /// A field whose value is a word of the list that its key has in that record.
    pub(super) fn word_field(&mut self, line: Node<'_>, record: &str) -> Option<Field<Word>> {
        let key = line
            .text()
            .split([':', ' ', '\t'])
            .next()
            .unwrap_or_default();
        let list = vocab::lists_of(key, record)?;
        self.field(line, |lower, line| {
            line.child(Kind::word)
                .and_then(|word| lower.word(word, list))
        })
    }

    /// A word of a list; any other is reported and left out.
    pub(super) fn word(&mut self, node: Node<'_>, list: List) -> Option<Word> {
        if let Some(word) = lists::find(list, node.text()) {
            return Some(Word {
                word: word.word,
                span: node.span(),
            });
        }
        let diagnostic = unknown_word(node.text(), node.span(), list);
        self.diagnostics.push(diagnostic);
        None
    }

    /// A verb of the list or of `dip.toml`; any other is reported and left out.
    pub(super) fn verb(&mut self, node: Node<'_>) -> Option<(&'static verbs::Verb, Span)> {
        let written = node.text();
        let added = || {
            self.additions
                .verbs
                .iter()
                .find(|(verb, _)| verb == written)
                .map(|(_, like)| *like)
        };
        if let Some(verb) = verbs::find(written).or_else(added) {
            return Some((verb, node.span()));
        }
        if countries::find(written).is_some() {
            self.diagnostics.push(missing_to(written, node.span()));
            return None;
        }
        let message = format!("{} is no verb of a statement or pledge", ticked(written));
        let mut diagnostic = Diagnostic::new(&codes::UNKNOWN_WORD, node.span(), message);
        let spellings = verbs::all()
            .iter()
            .flat_map(|verb| verb.spellings.iter().copied().chain([verb.canonical]));
        let same = verbs::meant(written).map(|verb| (verb.canonical, Safety::Safe));
        let near = verbs::near(written);
        if same.is_none()
            && let Some(first) = near.first()
        {
            let near = verbs::Phrase::Near(near.clone());
            let diagnostic = diagnostic.label(near.label()).help(near.help("")).fix(
                Safety::LookFirst,
                format!("write `{first}`"),
                node.span(),
                *first,
            );
            self.diagnostics.push(diagnostic);
            return None;
        }
        let similar =
            || Similar::among(written, spellings).map(|meant| (meant, certainty(written, meant)));
        diagnostic = match same.or_else(similar) {
            Some((meant, safety)) => diagnostic
                .label(format!("did you mean `{meant}`?"))
                .help(format!("write `{meant}`"))
                .fix(safety, format!("write `{meant}`"), node.span(), meant),
            None => diagnostic
                .label("the verb that the source uses belongs here")
                .help("write the nearest verb, such as `said`, `noted`, `urged` or `denied`; `dip vocabulary verbs` shows all, and `dip.toml` can add one"),
        };
        self.diagnostics.push(diagnostic);
        None
    }

    /// A verb in two words, which the grammar takes for a verb and whom it was said to.
    pub(super) fn verb_in_words(&mut self, span: Span, phrase: &verbs::Phrase, keyword: &str) {
        let written = self.world.text(span).to_owned();
        let message = format!("{} is no verb as the list has it", ticked(&written));
        let mut diagnostic = Diagnostic::new(&codes::UNKNOWN_WORD, span, message)
            .label(phrase.label())
            .help(phrase.help(keyword));
        let title = format!("write `{}`", phrase.verb());
        let safety = match phrase {
            verbs::Phrase::Same(_) => Some(Safety::Safe),
            verbs::Phrase::Near(_) => Some(Safety::LookFirst),
            verbs::Phrase::Will(_) if keyword == "pledge" => Some(Safety::LookFirst),
            verbs::Phrase::Will(_) | verbs::Phrase::Not(_) => None,
        };
        if let Some(safety) = safety {
            diagnostic = diagnostic.fix(safety, title, span, phrase.verb());
        }
        self.diagnostics.push(diagnostic);
    }

    /// A verb whose hyphen is missing.
    pub(super) fn verb_in_two(&mut self, span: Span, meant: &verbs::Verb) {
        let written = self.world.text(span).to_owned();
        let joined = written.split_whitespace().collect::<Vec<_>>().join("-");
        let ours = if verbs::find(&joined).is_some() {
            joined
        } else {
            meant.canonical.to_owned()
        };
        let title = format!("write `{ours}`");
        self.diagnostics.push(
            Diagnostic::new(
                &codes::UNKNOWN_WORD,
                span,
                format!("the verb {} lacks its hyphen", ticked(&written)),
            )
            .label("a hyphen joins its parts")
            .help(title.clone())
            .fix(Safety::Safe, title, span, ours),
        );
    }
}

/// How sure it is that a word close to another is a slip for it: one slip in a word that is not short, and no `not` before it.
fn certainty(written: &str, meant: &str) -> Safety {
    let (written, meant) = (folded(written), folded(meant));
    let slips = strsim::damerau_levenshtein(&written, &meant);
    let allowed = match meant.len() {
        0..=3 => 0,
        4..=9 => 1,
        _ => 2,
    };
    if slips <= allowed && !is_contrary(&written, &meant) {
        Safety::Safe
    } else {
        Safety::LookFirst
    }
}

/// Whether the one is the other with `not`, `un-` or the like before it.
fn is_contrary(written: &str, meant: &str) -> bool {
    const NOT: [&str; 6] = ["not", "non", "un", "in", "dis", "never"];
    let slips = strsim::damerau_levenshtein;
    let is = |one: &str, other: &str| {
        // `underlind` is one slip from `underlined`, and no `un-` before it.
        NOT.iter()
            .filter_map(|not| one.strip_prefix(not))
            .any(|rest| {
                let nearer = slips(rest, other) < slips(one, other);
                rest == other || rest.len() > 3 && nearer && close(rest, other)
            })
    };
    is(written, meant) || is(meant, written)
}

/// What to say of words that no list has, for the language says it otherwise.
fn elsewhere(written: &str, list: List) -> Option<(&'static str, String)> {
    match (list, written) {
        (List::ProgressState, "overdue" | "late" | "due" | "outstanding" | "pending" | "open") => {
            Some((
                "this is worked out from `due`, for any day, and never written",
                "leave the line out; `dip ledger` shows what is overdue".to_owned(),
            ))
        }
        (List::Role, _) if written.starts_with(char::is_uppercase) => Some((
            "a title is no role: a role is what somebody does at this meeting",
            format!(
                "write the title as an office, `office \"{written}\" of PARTY`, and as the role `head`, `member`, `interpreter` …, if any"
            ),
        )),
        _ => None,
    }
}

/// `pledge by FR KZ "…"`: a country where the verb belongs is one that something is promised to.
fn missing_to(written: &str, span: Span) -> Diagnostic {
    let title = format!("write `to {written}`");
    Diagnostic::new(
        &codes::UNKNOWN_WORD,
        span,
        format!(
            "{} is no verb; it seems to be whom this is said to",
            ticked(written)
        ),
    )
    .label("`to` is missing before this")
    .help(title.clone())
    .fix(Safety::Safe, title, span, format!("to {written}"))
}

fn unknown_word(written: &str, span: Span, list: List) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        &codes::UNKNOWN_WORD,
        span,
        format!("{} is no word for {}", ticked(written), purpose(list)),
    );
    let words: Vec<&str> = lists::words(list).iter().map(|word| word.word).collect();
    let lower = written.to_lowercase();
    if let Some(meant) = lists::find(list, &lower).or_else(|| lists::meant(list, written)) {
        return diagnostic
            .label(format!("the word for this is `{}`", meant.word))
            .help(format!("write `{}`", meant.word))
            .fix(
                Safety::Safe,
                format!("write `{}`", meant.word),
                span,
                meant.word,
            );
    }
    let near: Vec<&str> = lists::near(list, written)
        .iter()
        .map(|word| word.word)
        .collect();
    if let Some(first) = near.first() {
        return diagnostic
            .label(format!(
                "{} near to it",
                if near.len() > 1 {
                    "these words are"
                } else {
                    "this is"
                }
            ))
            .help(format!("write {}, if that is meant", list_of(&near, "or")))
            .fix(Safety::LookFirst, format!("write `{first}`"), span, *first);
    }
    let candidates = words.iter().copied();
    let similar = Similar::among(
        written,
        candidates.filter(|word| !is_contrary(&folded(written), &folded(word))),
    );
    if let Some(meant) = similar {
        return diagnostic
            .label(format!("did you mean `{meant}`?"))
            .help(format!("write `{meant}`"))
            .fix(
                certainty(written, meant),
                format!("write `{meant}`"),
                span,
                meant,
            );
    }
    if let Some((label, help)) = elsewhere(written, list) {
        return diagnostic.label(label).help(help);
    }
    if words.len() <= 8 {
        return diagnostic
            .label("a word of the list belongs here")
            .help(format!("write {}", list_of(&words, "or")));
    }
    let first = words[..4].join("`, `");
    diagnostic
        .label("a word of the list belongs here")
        .help(format!("write one of the {} words of the list, such as `{first}`; `dip vocabulary {}` shows all", words.len(), list.name()))
}

/// What the words of a list are for, in a message.
fn purpose(list: List) -> &'static str {
    match list {
        List::PartyKind => "the kind of a party",
        List::DocumentKind => "the kind of a document",
        List::MeetingKind => "the kind of a meeting",
        List::MeetingFormat => "the format of a meeting",
        List::MeetingStatus => "the status of a meeting",
        List::Role => "the role of an attendee",
        List::OfficeStatus => "how an office is held",
        List::Presence => "how somebody was present",
        List::Mood => "the mood of a statement",
        List::Force => "the force of a pledge",
        List::Certainty => "how certain it is",
        List::ProgressState => "the state of a pledge",
        List::AmountForm => "the form of an amount",
        List::AmountBound => "the bound of an amount",
        List::AmountScale => "the scale of a number",
        List::DurationUnit => "a unit of time",
    }
}
