//! What the word under the pointer is: a record's card, or what a word of the language means.

mod cards;

use gen_lsp_types as lsp;

use super::View;
use super::completion::day_at;
use super::cursor::{Cursor, Place, Token, is_keyword};
use super::heads::{self, Slot};
use super::{hints, names};
use crate::model::{Day, days};
use crate::syntax::shape;
use crate::text::Span;
use crate::vocab::{currencies, languages, lists, verbs};

/// What is known of the word at a byte of the file, in Markdown.
pub fn hover(view: View<'_>, offset: u32) -> Option<lsp::Hover> {
    let (text, span) = told(view, offset)?;
    let content = lsp::MarkupContent::new(lsp::MarkupKind::Markdown, text);
    Some(lsp::Hover {
        contents: lsp::Contents::MarkupContent(content),
        range: Some(view.range(span)),
    })
}

fn told(view: View<'_>, offset: u32) -> Option<(String, Span)> {
    if let Some(mention) = names::at(view, offset)
        && let Some(target) = mention.target
    {
        let card = cards::of(view, target, day_at(view, offset));
        return Some((card, mention.span));
    }
    let text = view.text();
    let cursor = Cursor::of(text, offset as usize);
    if let Place::Comment(comment) = &cursor.place {
        return code(view, comment.clone(), offset as usize);
    }
    if cursor.place != Place::Code {
        return None;
    }
    let span = Span::new(view.file, cursor.word.start as u32, cursor.word.end as u32);
    let word = &text[cursor.word.clone()];
    if word.is_empty() {
        return None;
    }
    if let Some(day) = day(view, offset) {
        return Some((of_day(day), day.span));
    }
    let block = cursor.open().block;
    let slots = match &cursor.item[..] {
        [] if cursor.is_key => {
            let field = block.field(word)?;
            return Some((
                format!(
                    "**{word}** takes {}.\n\n`{word}: {}`",
                    field.value.noun(),
                    field.value.example()
                ),
                span,
            ));
        }
        [] if is_keyword(word) => return Some((format!("`{}`", shape::form(word)), span)),
        _ if cursor.is_tag => vec![(Slot::Language, 0)],
        [Token::Word(key), Token::Sign(':'), value @ ..] => {
            heads::in_value(key, block, value).slots
        }
        [Token::Word(keyword), head @ ..] => heads::in_head(keyword, block, head).slots,
        _ => return None,
    };
    let told = slots
        .into_iter()
        .find_map(|(slot, _)| of_word(view, slot, word));
    told.map(|told| (told, span))
}

/// What a word means where it stands.
fn of_word(view: View<'_>, slot: Slot, word: &str) -> Option<String> {
    match slot {
        Slot::Verb => {
            let added = &view.home.archive.additions().verbs;
            let added = added.iter().find(|(spelling, _)| spelling == word);
            let verb = verbs::find(word).or_else(|| added.map(|(_, like)| *like))?;
            Some(of_verb(word, verb))
        }
        Slot::Listed(list) => {
            let found = lists::find(list, word)?;
            Some(format!("**{word}** ({}): {}", list.name(), found.meaning))
        }
        Slot::Currency => {
            let found = currencies::find(word)?;
            let until = found.retired.map(|year| format!(", until {year}"));
            Some(format!(
                "**{word}**: {}{}",
                found.name,
                until.unwrap_or_default()
            ))
        }
        Slot::Language => Some(format!("**{word}**: {}", languages::name(word)?)),
        Slot::EventType => {
            let verbs = verbs::all().iter().filter(|verb| verb.plover == word);
            let verbs: Vec<&str> = verbs.map(|verb| verb.canonical).collect();
            verbs::is_event_type(word).then(|| {
                format!(
                    "**{word}**: an event type of PLOVER. Verbs: {}",
                    verbs.join(", ")
                )
            })
        }
        _ => None,
    }
}

fn of_verb(word: &str, verb: &verbs::Verb) -> String {
    let mut out = format!("**{word}** ({}): {}", verb.class.name(), verb.meaning);
    let codes: Vec<String> = [("CAMEO", verb.cameo), ("PLOVER", verb.plover)]
        .iter()
        .filter(|(_, code)| !code.is_empty())
        .map(|(scheme, code)| format!("{scheme} {code}"))
        .collect();
    if !codes.is_empty() {
        out += &format!("\n\n{}", codes.join(" · "));
    }
    let others: Vec<&str> = verb
        .spellings
        .iter()
        .copied()
        .filter(|other| *other != word)
        .collect();
    if !others.is_empty() {
        out += &format!("\n\nAlso: {}", others.join(", "));
    }
    out
}

/// The date at a byte of the file.
fn day(view: View<'_>, offset: u32) -> Option<Day> {
    let record = view.model().around(Span::new(view.file, offset, offset))?;
    let mut found = None;
    days(record, &mut |day| {
        if day.span.source == view.file && day.span.start <= offset && offset <= day.span.end {
            found = Some(day);
        }
    });
    found
}

fn of_day(day: Day) -> String {
    let words = crate::emit::in_words(day.when);
    match hints::weekday(day.when) {
        Some(weekday) => format!("{weekday}, {words}"),
        None => words,
    }
}

/// The page of a finding that a comment names.
fn code(view: View<'_>, comment: std::ops::Range<usize>, at: usize) -> Option<(String, Span)> {
    let text = &view.text()[comment.clone()];
    if !text.trim_start_matches(['#', ' ']).starts_with("dip:") {
        return None;
    }
    let of_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    let at = at - comment.start;
    let start = at - (at - text[..at].trim_end_matches(of_name).len());
    let end = text.len() - text[at..].trim_start_matches(of_name).len();
    let name = &text[start..end];
    let known = crate::known();
    let code = known
        .codes
        .iter()
        .find(|code| code.name == name || code.id == name)?;
    let span = Span::new(
        view.file,
        (comment.start + start) as u32,
        (comment.start + end) as u32,
    );
    Some((
        format!("**{}** ({})\n\n{}", code.name, code.id, code.page.trim()),
        span,
    ))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{archive, view};
    use super::*;

    const AROUND: &str = "person tokayev \"Kassym-Jomart Tokayev\" {\n  name: \"Қасым-Жомарт Тоқаев\"\n  office \"Minister\" of KZ from 2014 until 2019-03-20\n  \
        office \"President\" of KZ from 2019-03-20\n}\nparty asean \"ASEAN\" { kind: organisation; members: ID, MY }\n";

    fn shown(line: &str) -> Option<String> {
        let text = format!(
            "meeting talks \"Talks\" {{\n  date: 2024-10-29\n  attendee tokayev for KZ\n  {line}\n}}\n{AROUND}"
        );
        let (home, at) = archive(&text);
        match hover(view(&home), at)?.contents {
            lsp::Contents::MarkupContent(content) => Some(content.value),
            _ => None,
        }
    }

    fn says(line: &str, words: &[&str]) {
        let shown = shown(line).unwrap_or_default();
        for word in words {
            assert!(shown.contains(word), "{line}\n{shown}");
        }
    }

    #[test]
    fn a_name_has_a_card() {
        says(
            "statement by tok‸ayev said \"x\"",
            &[
                "**Kassym-Jomart Tokayev**",
                "Қасым-Жомарт Тоқаев",
                "**President of KZ**",
                "- Minister of KZ, 2014 to 2019-03-20",
            ],
        );
        says(
            "statement by as‸ean said \"x\"",
            &["**ASEAN**", "organisation", "Indonesia", "Malaysia"],
        );
        says(
            "statement by K‸Z said \"x\"",
            &["**Kazakhstan**", "Kassym-Jomart Tokayev, President"],
        );
        says(
            "pledge co‸al by KZ to MN \"to ship coal\" { due: 2025 }",
            &["to ship coal", "Owed by", "overdue"],
        );
    }

    #[test]
    fn words_mean_what_their_lists_say() {
        says(
            "statement by tokayev tha‸nked MN \"x\"",
            &["**thanked** (express)", "CAMEO 05", "Also: thanks"],
        );
        says("status: ca‸ncelled", &["**cancelled** (meeting-status)"]);
        says(
            "pledge p by KZ \"x\" { amount: 3 million K‸ZT }",
            &["Tenge"],
        );
        says("note: \"x\"@k‸k", &["Kazakh"]);
        says("da‸te: 2024", &["takes a date"]);
        says("atten‸dee tokayev", &["attendee WHO"]);
        says(
            "statement by KZ said \"x\" { date: 2024-10‸-28 }",
            &["Monday, 28 October 2024"],
        );
        says("# dip: allow unknown-na‸me", &["**unknown-name**", "DIP"]);
        assert_eq!(shown("note: \"a wo‸rd\""), None);
        assert_eq!(shown("# a wo‸rd"), None);
    }
}
