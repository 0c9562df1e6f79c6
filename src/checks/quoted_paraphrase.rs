//! A text that stands wholly in marks of quotation, and so seems to be the very words, but is not said to be.

use super::{Archive, Check, Reach};
use crate::diag::{Code, Diagnostic, Edit, Safety, Severity};
use crate::model::{Record, Speech};
use crate::text::Span;
use crate::vocab::verbs::Class;

static CODE: Code = Code {
    id: "DIP0602",
    name: "quoted-paraphrase",
    severity: Severity::Warning,
    page: include_str!("quoted_paraphrase.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Record(run),
};

/// The pairs of marks, as written in a record.
const PAIRS: [(&str, &str); 15] = [
    ("“", "”"),
    ("„", "“"),
    ("„", "”"),
    ("”", "”"),
    ("«", "»"),
    ("»", "«"),
    ("「", "」"),
    ("『", "』"),
    ("‘", "’"),
    ("‚", "‘"),
    ("'", "'"),
    (",,", "''"),
    ("``", "''"),
    ("\\\"", "\\\""),
    ("\"", "\""),
];

fn run(archive: &Archive<'_>, record: &Record, found: &mut Vec<Diagnostic>) {
    for spoken in record.spoken() {
        let speech = spoken.speech;
        // What is signed, adopted or discussed is often called by a title in marks.
        let titled = speech
            .verb
            .is_some_and(|(verb, _)| matches!(verb.class, Class::Declare | Class::Interact));
        if speech.verbatim || titled {
            continue;
        }
        let written = archive.world.text(speech.text.span);
        if let Some(quoted) = quoted(written).filter(|quoted| is_utterance(quoted.inner(written))) {
            found.push(diagnostic(speech, &quoted));
        }
    }
}

/// Where the marks stand within the written text.
struct Quoted {
    open: std::ops::Range<usize>,
    close: std::ops::Range<usize>,
}

impl Quoted {
    fn inner<'t>(&self, written: &'t str) -> &'t str {
        written
            .get(self.open.end..self.close.start)
            .unwrap_or_default()
            .trim()
    }
}

/// The marks of a text that stands in one pair of them, but for a full stop behind.
fn quoted(written: &str) -> Option<Quoted> {
    let marks = if written.starts_with("\"\"\"") { 3 } else { 1 };
    let inside = written.get(marks..written.len().checked_sub(marks)?)?;
    let text = inside.trim_start();
    // So begin nearly all texts, and no mark of quotation.
    if text.starts_with(|first: char| first.is_ascii_alphanumeric()) {
        return None;
    }
    let start = marks + inside.len() - text.len();
    let text = text
        .trim_end()
        .trim_end_matches(['.', ',', ';', '!', '?', '…'])
        .trim_end();
    PAIRS.iter().find_map(|(open, close)| {
        let inner = text.strip_prefix(open)?.strip_suffix(close)?;
        let end = start + open.len() + inner.len();
        let one_pair = !has_mark(inner, open) && !has_mark(inner, close);
        (one_pair && !inner.trim().is_empty()).then(|| Quoted {
            open: start..start + open.len(),
            close: end..end + close.len(),
        })
    })
}

/// Whether a mark of quotation stands within a text; between two letters it is an apostrophe.
fn has_mark(text: &str, mark: &str) -> bool {
    text.match_indices(mark).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + mark.len()..].chars().next();
        let within = |letter: Option<char>| letter.is_some_and(char::is_alphabetic);
        !(matches!(mark, "'" | "’") && within(before) && within(after))
    })
}

/// Whether it can be what somebody said, rather than a title, a name or a word held with tongs.
fn is_utterance(text: &str) -> bool {
    let is_sentence = text.ends_with(['.', '!', '?', '…', '。']);
    let words: Vec<&str> = text.split_whitespace().collect();
    let long = words.iter().filter(|word| word.chars().count() > 3);
    let is_title = long
        .clone()
        .all(|word| word.starts_with(char::is_uppercase));
    let has_case = text
        .chars()
        .any(|letter| letter.is_lowercase() || letter.is_uppercase());
    is_sentence || words.len() > 2 && !(is_title && has_case)
}

fn diagnostic(speech: &Speech, quoted: &Quoted) -> Diagnostic {
    let span = speech.text.span;
    let at = |range: &std::ops::Range<usize>| {
        Span::new(
            span.source,
            span.start + range.start as u32,
            span.start + range.end as u32,
        )
    };
    let edit = |span, text: &str| Edit {
        span,
        text: text.to_owned(),
    };
    let after = speech.text.tag.map_or(span, |tag| tag.span).after();
    Diagnostic::new(
        &CODE,
        span,
        "this text stands in quotation marks, but is not `verbatim`",
    )
    .label("the marks say that these are the very words")
    .and(at(&quoted.open), "a second mark, inside the text")
    .help("if these are the very words, write `verbatim` behind the text, and drop the inner marks")
    .help("if they are yours, drop the inner marks")
    .fix_all(
        Safety::LookFirst,
        "drop the inner marks and write `verbatim`",
        vec![
            edit(at(&quoted.open), ""),
            edit(at(&quoted.close), ""),
            edit(after, " verbatim"),
        ],
    )
}
