//! Keywords, fields, and the words of closed lists.

use gen_lsp_types::CompletionItemKind as Kind;
use rustc_hash::FxHashMap;

use super::{Offer, Offers};
use crate::diag::folded;
use crate::lsp::cursor::Token;
use crate::lsp::hints;
use crate::model::{Body, Claims, Grain, When};
use crate::syntax::shape::{self, Block, Field, Value};
use crate::text::SourceId;
use crate::vocab::lists::{self, List};
use crate::vocab::{currencies, languages, lists_of, verbs};

/// So many words stand for a list.
const FEW: usize = 4;

impl Offers<'_> {
    pub(super) fn key(&mut self, field: &Field) {
        let text = if self.cursor.is_key {
            field.key.to_owned()
        } else {
            format!("{}: ", field.key)
        };
        self.push(Offer {
            label: field.key.to_owned(),
            text: Some(text),
            kind: Some(Kind::Property),
            detail: self.takes(field),
            more: format!("`{}: {}`", field.key, field.value.example()),
            ..Offer::default()
        });
    }

    /// What a field takes: the first words of its list, or the kind of value.
    fn takes(&self, field: &Field) -> String {
        let list = lists_of(field.key, self.cursor.open().block.noun());
        let Some(list) = list.filter(|_| field.value == Value::Word) else {
            return field.value.noun().to_owned();
        };
        let words: Vec<&str> = lists::words(list).iter().map(|word| word.word).collect();
        match words.get(..FEW) {
            Some(few) if words.len() > FEW => format!("{} …", few.join(", ")),
            _ => words.join(", "),
        }
    }

    pub(super) fn keyword(&mut self, keyword: &str, block: Block) {
        let text = if self.asked.snippets {
            self.body(keyword, block)
        } else {
            format!("{keyword} ")
        };
        self.push(Offer {
            label: keyword.to_owned(),
            text: Some(text),
            is_snippet: self.asked.snippets,
            kind: Some(if self.asked.snippets {
                Kind::Snippet
            } else {
                Kind::Keyword
            }),
            detail: shape::form(keyword).to_owned(),
            ..Offer::default()
        });
    }

    /// A record as it is mostly written, with places to go to.
    fn body(&self, keyword: &str, block: Block) -> String {
        let day = self
            .view
            .world()
            .today()
            .map_or_else(|| "2024-10-29".to_owned(), |day| day.to_string());
        match keyword {
            "party" => "party ${1:id} \"${2:Name}\" { kind: ${3:ministry}; parent: ${4:KZ} }$0".to_owned(),
            "person" => "person ${1:id} \"${2:Name}\" {\n\toffice \"${3:Minister of Transport}\" of ${4:KZ} from ${5:2024}\n}$0".to_owned(),
            "topic" => "topic ${1:id} \"${2:Title}\"$0".to_owned(),
            "document" => format!("document ${{1:id}} \"${{2:Title}}\" {{\n\tkind: ${{3:readout}}\n\tdate: ${{4:{day}}}\n\tpublisher: \"${{5:Ministry of Foreign Affairs}}\"\n}}$0"),
            "meeting" => format!("meeting ${{1:id}} \"${{2:Title}}\" {{\n\tkind: ${{3:bilateral}}\n\tdate: ${{4:{day}}}\n\tplace: \"${{5:City}}\", ${{6:KZ}}\n\n\tattendee ${{7:who}} for ${{8:KZ}}\n\t$0\n}}"),
            "delegation" => "delegation ${1:KZ} {\n\tattendee ${2:who} as ${3:head}\n\t$0\n}".to_owned(),
            "attendee" if block == Block::Delegation => "attendee ${1:who}$0".to_owned(),
            "attendee" => "attendee ${1:who} for ${2:KZ}$0".to_owned(),
            "office" => "office \"${1:Minister of Transport}\" of ${2:KZ} from ${3:2024}$0".to_owned(),
            "signature" => "signature ${1:who} for ${2:KZ}$0".to_owned(),
            "statement" => "statement by ${1:KZ} ${2:said} \"${3:that …}\"$0".to_owned(),
            "pledge" => "pledge ${1:id} by ${2:KZ} to ${3:MN} \"${4:to …}\" { due: ${5:2025} }$0".to_owned(),
            "progress" if block == Block::Pledge => format!("progress ${{1:{day}}} ${{2:fulfilled}} \"${{3:what happened}}\"$0"),
            "progress" => format!("progress ${{1:meeting.pledge}} ${{2:{day}}} ${{3:fulfilled}} \"${{4:what happened}}\" {{ source: ${{5:document}} }}$0"),
            _ => format!("{keyword} $0"),
        }
    }

    pub(super) fn fixed(&mut self, word: &str) {
        self.push(Offer {
            label: word.to_owned(),
            kind: Some(Kind::Keyword),
            ..Offer::default()
        });
    }

    pub(super) fn listed(&mut self, list: List) {
        let typed = folded(self.typed);
        for word in lists::words(list) {
            let begins = |other: &&str| folded(other).starts_with(&typed);
            let by_other = !begins(&word.word) && word.others.iter().any(begins);
            self.push(Offer {
                label: word.word.to_owned(),
                kind: Some(Kind::EnumMember),
                detail: word.meaning.to_owned(),
                by_other: by_other && !typed.is_empty(),
                ..Offer::default()
            });
        }
    }

    /// Verbs by their class; of a pledge those first that commit.
    pub(super) fn verbs(&mut self, of_pledge: bool) {
        let typed = folded(self.typed);
        let mut all: Vec<&verbs::Verb> = verbs::all().iter().collect();
        all.sort_by_key(|verb| {
            (
                of_pledge && verb.class.name() != "commit",
                verb.class as usize,
            )
        });
        for verb in all {
            let more: Vec<String> = [("CAMEO", verb.cameo), ("PLOVER", verb.plover)]
                .iter()
                .filter(|(_, code)| !code.is_empty())
                .map(|(scheme, code)| format!("{scheme} {code}"))
                .collect();
            let offer = |label: &str| Offer {
                label: label.to_owned(),
                kind: Some(Kind::Operator),
                detail: format!("{}: {}", verb.class.name(), verb.meaning),
                more: more.join(" · "),
                ..Offer::default()
            };
            self.push(offer(verb.canonical));
            let others = verb
                .spellings
                .iter()
                .filter(|other| **other != verb.canonical);
            for other in
                others.filter(|other| !typed.is_empty() && folded(other).starts_with(&typed))
            {
                self.push(offer(other));
            }
        }
        let added: Vec<Offer> = self
            .view
            .home
            .archive
            .additions()
            .verbs
            .iter()
            .map(|(spelling, like)| Offer {
                label: spelling.clone(),
                kind: Some(Kind::Operator),
                detail: format!(
                    "{}: like {}, by dip.toml",
                    like.class.name(),
                    like.canonical
                ),
                ..Offer::default()
            })
            .collect();
        for offer in added {
            self.push(offer);
        }
    }

    /// The day at hand, today, and none.
    pub(super) fn days(&mut self, of_progress: bool) {
        let around = match self.when() {
            When::At(moment) if moment.grain() >= Grain::Day => Some(moment.first()),
            _ => None,
        };
        let today = self.view.world().today();
        let (first, second) = if of_progress {
            (today, None)
        } else {
            (around, today)
        };
        let mut told = Vec::new();
        for day in [first, second].into_iter().flatten() {
            if told.contains(&day) {
                continue;
            }
            told.push(day);
            let weekday = hints::weekday_of(day);
            let which = if Some(day) == today {
                "today"
            } else {
                "the day of this record"
            };
            self.push(Offer {
                label: day.to_string(),
                kind: Some(Kind::Value),
                detail: format!("{which}, a {weekday}"),
                ..Offer::default()
            });
        }
        self.push(Offer {
            label: "undated".to_owned(),
            kind: Some(Kind::Value),
            detail: "the source gives no date".to_owned(),
            ..Offer::default()
        });
    }

    pub(super) fn currencies(&mut self) {
        let typed = folded(self.typed);
        let mut found: Vec<(bool, bool, &currencies::Currency)> = Vec::new();
        for currency in currencies::all() {
            let by_code = folded(currency.code).starts_with(&typed);
            let mut names = std::iter::once(currency.name).chain(currency.others.iter().copied());
            let by_name =
                names.any(|name| name.split(' ').any(|word| folded(word).starts_with(&typed)));
            if by_code || by_name {
                found.push((currency.retired.is_some(), !by_code, currency));
            }
        }
        found.sort_by_key(|(is_retired, by_name, _)| (*is_retired, *by_name));
        for (_, by_other, currency) in found {
            let retired = currency.retired.map(|year| format!(", until {year}"));
            self.push(Offer {
                label: currency.code.to_owned(),
                kind: Some(Kind::Unit),
                detail: format!("{}{}", currency.name, retired.unwrap_or_default()),
                by_other,
                ..Offer::default()
            });
        }
    }

    pub(super) fn languages(&mut self) {
        let typed = folded(self.typed);
        let all = languages::all().filter(|(tag, _)| tag.len() == 2 || !typed.is_empty());
        let found: Vec<(bool, &str, &str)> = all
            .filter_map(|(tag, name)| {
                let by_tag = tag.starts_with(&typed);
                let by_name = name.split(' ').any(|word| folded(word).starts_with(&typed));
                (by_tag || by_name).then_some((!by_tag, tag, name))
            })
            .collect();
        let mut found = found;
        found.sort_by_key(|(by_name, tag, _)| (tag.len(), *by_name));
        for (by_other, tag, name) in found {
            self.push(Offer {
                label: tag.to_owned(),
                kind: Some(Kind::Constant),
                detail: name.to_owned(),
                by_other,
                ..Offer::default()
            });
        }
    }

    pub(super) fn event_types(&mut self) {
        for word in verbs::event_types() {
            let verbs = verbs::all().iter().filter(|verb| verb.plover == word);
            let verbs: Vec<&str> = verbs.map(|verb| verb.canonical).take(4).collect();
            self.push(Offer {
                label: word.to_owned(),
                kind: Some(Kind::EnumMember),
                detail: verbs.join(", "),
                ..Offer::default()
            });
        }
    }

    /// The places in a document that other lines name, those named most first, and how places are written.
    pub(super) fn locators(&mut self, before: &[Token<'_>], with_marks: bool) {
        let (view, model) = (self.view, self.view.model());
        let of_file = |file: SourceId| {
            let claims = model.file(file)?;
            let inherited = claims.source.as_ref()?.value.first()?.document?;
            Some(inherited.name)
        };
        let document = match before.last() {
            Some(Token::Word(document)) => model.names.find(document),
            _ => of_file(view.file),
        };
        let mut used: FxHashMap<String, usize> = FxHashMap::default();
        let mut count = |claims: Option<&Claims>| {
            let source = claims.and_then(|claims| claims.source.as_ref());
            for citation in source.into_iter().flat_map(|source| &source.value) {
                let cited = citation.document.map(|document| document.name);
                let cited = cited.or_else(|| of_file(citation.span.source));
                // The one that is being written is none that stands elsewhere.
                let is_here = citation.span.source == view.file
                    && citation.span.start <= self.cursor.at as u32
                    && self.cursor.at as u32 <= citation.span.end;
                if let Some(locator) = citation.locator.filter(|_| cited == document && !is_here) {
                    let words = locator.content(view.world()).into_owned();
                    *used.entry(words).or_default() += 1;
                }
            }
        };
        let naming = document.map(|document| view.home.archive.naming(document));
        let naming = naming.unwrap_or_default();
        let elsewhere = naming.iter().filter_map(|id| model.get(*id));
        let here = model.files.get(view.file.index());
        let here = here.into_iter().flat_map(|file| &file.records);
        let elsewhere = elsewhere.filter(|record| record.head.span.source != view.file);
        for record in here.chain(elsewhere) {
            count(record.head.claims.as_deref());
            record
                .spoken()
                .for_each(|spoken| count(spoken.speech.head.claims.as_deref()));
            if let Body::Progress(progress) = &record.body {
                count(progress.claims.as_deref());
            }
        }
        let mut used: Vec<(String, usize)> = used.into_iter().collect();
        used.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        let text = |words: &str| {
            if with_marks {
                format!("\"{words}\"")
            } else {
                words.to_owned()
            }
        };
        for (words, _) in used {
            self.push(Offer {
                label: text(&words),
                kind: Some(Kind::Reference),
                detail: "named elsewhere".to_owned(),
                ..Offer::default()
            });
        }
        for (form, detail) in [("p. ", "a page"), ("para. ", "a paragraph")] {
            let snippet = self.asked.snippets && with_marks;
            let filled = if snippet {
                format!("\"{form}$1\"$0")
            } else {
                text(form)
            };
            self.push(Offer {
                label: text(form),
                text: Some(filled),
                is_snippet: snippet,
                kind: Some(Kind::Reference),
                detail: detail.to_owned(),
                ..Offer::default()
            });
        }
    }

    /// The names of findings, in a comment that answers one.
    pub(super) fn codes(&mut self, comment: usize) {
        let before = &self.view.text()[comment..self.cursor.at];
        let words = before.trim_start_matches(['#', ' ']);
        let Some(names) = words
            .strip_prefix("dip:")
            .map(str::trim_start)
            .and_then(|words| words.strip_prefix("allow "))
        else {
            return;
        };
        if names.contains(['—', '-']) && names.contains(" — ") || names.contains(':') {
            return;
        }
        let length = names.len()
            - names
                .trim_end_matches(|letter: char| letter.is_ascii_alphanumeric() || letter == '-')
                .len();
        let start = self.cursor.at - length;
        self.typed = &self.view.text()[start..self.cursor.at];
        self.replaced = crate::text::Span::new(self.view.file, start as u32, self.cursor.at as u32);
        let known = crate::known();
        for code in known.codes.iter().filter(|code| known.can_be_allowed(code)) {
            self.push(Offer {
                label: code.name.to_owned(),
                kind: Some(Kind::Constant),
                detail: code.id.to_owned(),
                more: code.summary().to_owned(),
                ..Offer::default()
            });
        }
    }
}
