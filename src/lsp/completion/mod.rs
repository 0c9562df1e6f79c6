//! What a hand may want to write next: keywords, fields, names, words of lists, dates.
//!
//! Order is meaning here: what is pushed first is shown first, but what begins with the letters typed goes before.

mod names;
mod words;

use gen_lsp_types as lsp;

use super::View;
use super::cursor::{Cursor, Place, Token};
use super::heads::{self, Slot};
use crate::diag::folded;
use crate::model::{Spoken, When};
use crate::syntax::shape::Block;
use crate::text::Span;

/// So many are told at most; more letters tell which.
const MOST: usize = 200;

/// How an editor asks.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// Whether it fills in bodies with places to go to.
    pub snippets: bool,
    /// The sign whose typing made it ask; none where a person did, or a letter.
    pub sign: Option<char>,
}

/// What can stand at a byte of the file.
pub fn complete(view: View<'_>, offset: u32, asked: Asked) -> lsp::CompletionList {
    let text = view.text();
    let cursor = Cursor::of(text, offset as usize);
    let mut offers = Offers {
        view,
        typed: cursor.typed(text),
        replaced: Span::new(view.file, cursor.word.start as u32, cursor.word.end as u32),
        cursor: &cursor,
        asked,
        found: Vec::new(),
    };
    offers.fill();
    offers.sieve();
    lsp::CompletionList {
        is_incomplete: true,
        item_defaults: None,
        apply_kind: None,
        items: offers.found,
    }
}

struct Offers<'a> {
    view: View<'a>,
    cursor: &'a Cursor<'a>,
    /// What is written before the place.
    typed: &'a str,
    /// What a choice stands in place of.
    replaced: Span,
    asked: Asked,
    found: Vec<lsp::CompletionItem>,
}

/// Something that can be chosen.
#[derive(Debug, Default)]
struct Offer {
    label: String,
    /// What is written, if not the label.
    text: Option<String>,
    /// Whether that has places to go to.
    is_snippet: bool,
    kind: Option<lsp::CompletionItemKind>,
    /// What it is, beside it.
    detail: String,
    /// Its name for people.
    called: String,
    /// More of it.
    more: String,
    /// Whether it was found by something else than its label.
    by_other: bool,
}

impl Offers<'_> {
    fn push(&mut self, offer: Offer) {
        let filled = |text: String| (!text.is_empty()).then_some(text);
        let item = lsp::CompletionItem {
            filter_text: offer.by_other.then(|| self.typed.to_owned()),
            label_details: filled(offer.called).map(|called| lsp::CompletionItemLabelDetails {
                detail: None,
                description: Some(called),
            }),
            kind: offer.kind,
            detail: filled(offer.detail),
            documentation: filled(offer.more).map(|more| {
                lsp::Documentation::MarkupContent(lsp::MarkupContent::new(
                    lsp::MarkupKind::Markdown,
                    more,
                ))
            }),
            insert_text_format: offer.is_snippet.then_some(lsp::InsertTextFormat::Snippet),
            text_edit: Some(lsp::CompletionItemTextEdit::TextEdit(lsp::TextEdit {
                range: self.view.range(self.replaced),
                new_text: offer.text.unwrap_or_else(|| offer.label.clone()),
            })),
            label: offer.label,
            ..lsp::CompletionItem::default()
        };
        self.found.push(item);
    }

    /// Leaves what can be meant by the letters typed, what begins with them first, and says the order.
    fn sieve(&mut self) {
        let typed = folded(self.typed);
        let is_known = |item: &lsp::CompletionItem| item.filter_text.is_some();
        self.found
            .retain(|item| is_known(item) || is_subsequence(&typed, &folded(&item.label)));
        let begins = |item: &lsp::CompletionItem| folded(&item.label).starts_with(&typed);
        self.found
            .sort_by_cached_key(|item| !is_known(item) && !begins(item));
        self.found.truncate(MOST);
        for (place, item) in self.found.iter_mut().enumerate() {
            item.sort_text = Some(format!("{place:03}"));
        }
    }

    fn fill(&mut self) {
        match &self.cursor.place {
            Place::Comment(range) => self.codes(range.start),
            Place::Text(range) => self.in_text(range.clone()),
            Place::Code if self.cursor.is_tag => self.languages(),
            Place::Code => self.in_code(),
        }
    }

    fn in_code(&mut self) {
        let block = self.cursor.open().block;
        let cursor = self.cursor;
        match &cursor.item[..] {
            // Blanks that only indent ask for nothing.
            [] if self.typed.is_empty() && self.asked.sign.is_some() => {}
            [] => self.items(block),
            [Token::Word(key), Token::Sign(':'), value @ ..] => {
                let next = heads::in_value(key, block, value);
                self.slots(&next.slots, value, key);
            }
            [Token::Word(keyword), head @ ..] => {
                let next = heads::in_head(keyword, block, head);
                self.slots(&next.slots, head, keyword);
            }
            _ => {}
        }
    }

    fn slots(&mut self, slots: &[(Slot, usize)], before: &[Token<'_>], of: &str) {
        for (slot, _) in slots {
            match *slot {
                Slot::Named(wanted) => self.named(wanted),
                Slot::Listed(list) => self.listed(list),
                Slot::Verb => self.verbs(of == "pledge"),
                Slot::Day => self.days(of == "progress"),
                Slot::Currency => self.currencies(),
                Slot::Language => self.languages(),
                Slot::EventType => self.event_types(),
                Slot::Fixed(word) => self.fixed(word),
                Slot::Locator => self.locators(before, true),
                Slot::Id | Slot::Text | Slot::Number | Slot::Sign(_) => {}
            }
        }
    }

    fn in_text(&mut self, range: std::ops::Range<usize>) {
        let block = self.cursor.open().block;
        if let [Token::Word(key), Token::Sign(':'), value @ ..] = &self.cursor.item[..] {
            let next = heads::in_value(key, block, value);
            if next.slots.iter().any(|(slot, _)| *slot == Slot::Locator) {
                self.typed = &self.view.text()[range.start..self.cursor.at];
                self.replaced = Span::new(self.view.file, range.start as u32, range.end as u32);
                self.locators(value, false);
            }
        }
    }

    /// When it is where the place is: the day of what is said, of the meeting or of the document.
    fn when(&self) -> When {
        day_at(self.view, self.cursor.at as u32)
    }

    fn items(&mut self, block: Block) {
        let open = self.cursor.open();
        let at_margin = block == Block::File;
        let fields: Vec<_> = if at_margin && !self.cursor.is_first {
            Vec::new()
        } else {
            block.fields().collect()
        };
        let own = block.own_fields().len();
        let can_repeat = |key: &str| matches!(key, "name" | "code" | "place" | "amount");
        let lacks = |key: &str| can_repeat(key) || !open.keys.contains(&key);
        for field in fields.iter().take(own).filter(|field| lacks(field.key)) {
            self.key(field);
        }
        if !self.cursor.is_key {
            for keyword in block.records() {
                self.keyword(keyword, block);
            }
        }
        for field in fields.iter().skip(own).filter(|field| lacks(field.key)) {
            self.key(field);
        }
    }
}

/// When it is at a byte of a file: the day of what is said there, of the meeting or of the document.
pub(super) fn day_at(view: View<'_>, offset: u32) -> When {
    use crate::model::Body;
    let place = Span::new(view.file, offset, offset);
    let Some(record) = view.model().around(place) else {
        return When::Undated;
    };
    let said = record.spoken().find(|spoken| {
        let span = spoken.speech.head.span;
        span.start <= offset && offset <= span.end
    });
    let own = match &record.body {
        Body::Meeting(meeting) => meeting.date.as_ref().map(|date| date.value.when),
        Body::Document(document) => document.date.as_ref().map(|date| date.value.when),
        Body::Progress(progress) => Some(progress.date.when),
        _ => None,
    };
    said.map(Spoken::when).or(own).unwrap_or(When::Undated)
}

/// Whether the letters stand in the name in this order, with others between.
fn is_subsequence(letters: &str, name: &str) -> bool {
    let mut rest = name.bytes().map(|letter| letter.to_ascii_lowercase());
    letters
        .bytes()
        .all(|letter| rest.any(|other| other == letter))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{archive, view};
    use super::*;

    const AROUND: &str = "person tokayev \"Kassym-Jomart Tokayev\" {\n  name: \"Қасым-Жомарт Тоқаев\"\n  office \"Minister\" of KZ from 2014 until 2019-03-20\n  \
        office \"President\" of KZ from 2019-03-20\n}\nparty asean \"ASEAN\" { kind: organisation }\ndocument times \"The Times\" { date: 2024-10-30 }\n\
        topic trade \"Trade\" { source: times \"p. 7\" }\n";

    fn completed(text: &str) -> Vec<lsp::CompletionItem> {
        let (home, at) = archive(&format!("{text}\n{AROUND}"));
        let asked = Asked {
            snippets: true,
            sign: None,
        };
        complete(view(&home), at, asked).items
    }

    fn labels(text: &str) -> Vec<String> {
        completed(text).into_iter().map(|item| item.label).collect()
    }

    fn within(line: &str) -> String {
        format!(
            "meeting talks \"Talks\" {{\n  date: 2024-10-29\n  attendee tokayev for KZ\n  pledge coal by KZ to MN \"to ship coal\"\n  {line}\n}}"
        )
    }

    #[test]
    fn records_and_fields_stand_where_they_may() {
        let margin = labels("‸");
        assert!(
            margin.contains(&"meeting".to_owned()) && margin.contains(&"source".to_owned()),
            "{margin:?}"
        );
        assert!(!margin.contains(&"attendee".to_owned()));
        let inside = labels(&within("‸"));
        assert!(inside.contains(&"attendee".to_owned()) && inside.contains(&"place".to_owned()));
        assert!(!inside.contains(&"date".to_owned()), "it has one");
        assert_eq!(labels("mee‸"), ["meeting"]);
        let meeting = completed("mee‸")
            .into_iter()
            .find(|item| item.label == "meeting")
            .expect("there");
        assert_eq!(
            meeting.insert_text_format,
            Some(lsp::InsertTextFormat::Snippet)
        );
        assert_eq!(
            labels(&within("pledge p by KZ \"x\" { fo‸ }"))
                .iter()
                .filter(|label| *label == "force")
                .count(),
            1
        );
    }

    #[test]
    fn names_are_found_by_any_spelling_and_say_the_office_of_the_day() {
        for typed in ["tok", "Қасым", "Kassym", "qasym", "Tokaev", "Тока"] {
            let found = completed(&within(&format!("statement by {typed}‸")));
            assert_eq!(found[0].label, "tokayev", "{typed}");
            assert_eq!(found[0].detail.as_deref(), Some("President of KZ"));
        }
        assert!(labels(&within("statement by Mongo‸")).contains(&"MN".to_owned()));
        assert_eq!(
            labels(&within("statement by tokayev for ‸"))[0],
            "KZ",
            "those of the meeting come first"
        );
        assert!(!labels(&within("attendee tokayev for ‸")).contains(&"tokayev".to_owned()));
        assert_eq!(
            labels(&within("pledge b by KZ \"x\" { reiterates: ‸ }")),
            ["coal"],
            "in short at home"
        );
        assert_eq!(
            labels("progress ‸\nmeeting talks \"T\" {\n pledge coal by KZ \"x\"\n}"),
            ["talks.coal"]
        );
    }

    #[test]
    fn words_of_lists_verbs_sums_and_days_stand_where_they_may() {
        assert_eq!(
            labels(&within("status: ‸"))[0],
            crate::vocab::lists::words(crate::vocab::lists::List::MeetingStatus)[0].word
        );
        let verbs = labels(&within("statement by tokayev ‸"));
        assert!(verbs.contains(&"thanked".to_owned()) && verbs.contains(&"for".to_owned()));
        assert!(
            labels(&within("statement by tokayev tell‸")).contains(&"tells".to_owned()),
            "another spelling"
        );
        let days = labels(&within("statement by tokayev said \"x\" { date: ‸ }"));
        assert_eq!(days[..2], ["2024-10-29", "2026-06-01"]);
        assert!(
            labels(&within("pledge p by KZ \"x\" { amount: 25 ‸ }"))
                .contains(&"million".to_owned())
        );
        assert_eq!(
            labels(&within("pledge p by KZ \"x\" { amount: 25 million teng‸ }"))[0],
            "KZT"
        );
        assert!(labels(&within("language: Kaz‸")).contains(&"kk".to_owned()));
        assert!(labels(&within("note: \"x\"@k‸")).contains(&"kk".to_owned()));
        assert!(labels("topic a \"A\" { plover: CON‸ }").contains(&"CONSULT".to_owned()));
        assert_eq!(labels(&within("attendee tokayev ‸")), ["for", "as"]);
    }

    #[test]
    fn places_in_a_document_are_those_used_elsewhere() {
        assert_eq!(labels(&within("source: times ‸"))[0], "\"p. 7\"");
        assert_eq!(labels(&within("source: times \"‸\""))[0], "p. 7");
        let inherited = format!(
            "source: times\n{}",
            within("source: \"p. 9\"\n  note: \"n\" { source: ‸ }")
        );
        assert!(
            labels(&inherited).contains(&"\"p. 9\"".to_owned()),
            "of the document inherited"
        );
        assert!(labels(&within("note: \"‸\"")).is_empty());
    }

    #[test]
    fn a_comment_that_allows_names_what_it_allows() {
        assert!(
            labels(&within("# dip: allow unk‸")).contains(&"unknown-verb".to_owned())
                || !labels(&within("# dip: allow ‸")).is_empty()
        );
        assert!(labels(&within("# a remark ‸")).is_empty());
    }

    #[test]
    fn blanks_alone_ask_for_nothing() {
        let (home, at) = archive(&within("‸"));
        let asked = Asked {
            snippets: true,
            sign: Some(' '),
        };
        assert!(complete(view(&home), at, asked).items.is_empty());
    }
}
