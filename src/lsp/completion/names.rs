//! Records and countries, found by any of their names in any script.

use gen_lsp_types::CompletionItemKind;
use rustc_hash::FxHashSet;

use super::{MOST, Offer, Offers, is_subsequence};
use crate::diag::{folded, romanised};
use crate::lsp::symbols::{Closeness, closeness, short, spellings};
use crate::model::{Body, Declared, Name, Record, RecordKind, Wanted, references};
use crate::text::Span;
use crate::vocab::countries;

/// So many letters must be typed before sounds are compared.
const SOUNDED: usize = 4;

impl Offers<'_> {
    /// What a reference may lead to.
    pub(super) fn named(&mut self, wanted: Wanted) {
        let (view, model) = (self.view, self.view.model());
        let place = Span::new(view.file, self.cursor.at as u32, self.cursor.at as u32);
        let around = model.around(place);
        let home = around.and_then(|record| record.head.id).map(|id| id.name);
        let mut here: FxHashSet<Name> = FxHashSet::default();
        if let Some(record) = around {
            let typed = self.replaced;
            references(record, &mut |used| {
                if used.reference.span != typed {
                    here.insert(used.reference.name);
                }
            });
        }
        let typed = folded(self.typed);
        let is_nothing = typed.is_empty() && !self.typed.is_empty();
        let mut found: Vec<(Closeness, bool, Span, bool, &Declared)> = Vec::new();
        // Nothing leads to itself.
        let said = around.into_iter().flat_map(Record::spoken);
        let own: Vec<Name> = said
            .filter_map(|spoken| {
                let head = &spoken.speech.head;
                let holds = head.span.start <= place.start && place.start <= head.span.end;
                head.id.filter(|_| holds).map(|id| id.name)
            })
            .chain(home)
            .collect();
        let accepted = model
            .index
            .all()
            .filter(|declared| wanted.accepts(declared.kind) && !own.contains(&declared.name));
        for declared in accepted.filter(|_| !is_nothing) {
            if let Some((close, by_other)) = self.closeness(declared, &typed) {
                let elsewhere = !here.contains(&declared.name);
                found.push((close, elsewhere, declared.span, by_other, declared));
            }
        }
        found.sort_by_key(|(close, elsewhere, span, ..)| (*close, *elsewhere, *span));
        let countries = if matches!(
            wanted,
            Wanted::Party | Wanted::Place | Wanted::Actor | Wanted::Anything
        ) {
            self.countries(&here, &typed)
        } else {
            Vec::new()
        };
        let (near, others): (Vec<_>, Vec<_>) =
            countries.into_iter().partition(|(is_here, _)| *is_here);
        for (_, offer) in near {
            self.push(offer);
        }
        for (.., by_other, declared) in found.into_iter().take(MOST) {
            let offer = self.declared(declared, home, by_other);
            self.push(offer);
        }
        for (_, offer) in others {
            self.push(offer);
        }
    }

    /// How well a record answers what is typed, and whether by another name than its id.
    fn closeness(&self, declared: &Declared, typed: &str) -> Option<(Closeness, bool)> {
        if typed.is_empty() {
            return Some((Closeness::Same, false));
        }
        let id = self.view.model().names.spelling(declared.name);
        let by_id = closeness(id, typed).map(|close| (close, false));
        if by_id.is_some_and(|(close, _)| close < Closeness::Within) {
            return by_id;
        }
        let names: Vec<String> = spellings(self.view, declared).collect();
        let by_name = names.iter().filter_map(|name| closeness(name, typed)).min();
        let best = by_id
            .into_iter()
            .chain(by_name.map(|close| (close, true)))
            .min_by_key(|(close, _)| *close);
        best.or_else(|| {
            let is_person = declared.kind == RecordKind::Person && typed.len() >= SOUNDED;
            let sound = romanised(self.typed).concat();
            let sounds =
                |name: &String| romanised(name).iter().any(|word| word.starts_with(&sound));
            (is_person && !sound.is_empty() && names.iter().any(sounds))
                .then_some((Closeness::Within, true))
        })
        .or_else(|| is_subsequence(typed, id).then_some((Closeness::Letters, false)))
    }

    fn declared(&self, declared: &Declared, home: Option<Name>, by_other: bool) -> Offer {
        let (view, model) = (self.view, self.view.model());
        let id = model.names.spelling(declared.name);
        let at_home = home.and_then(|home| {
            id.strip_prefix(model.names.spelling(home))?
                .strip_prefix('.')
        });
        let own = model
            .get(declared.record)
            .filter(|record| record.head.id.is_some_and(|id| id.span == declared.span));
        let (mut called, mut detail) = (String::new(), declared.kind.noun().to_owned());
        if let Some(record) = own {
            called = record
                .head
                .label
                .map(|label| short(view, label))
                .unwrap_or_default();
            let date = match &record.body {
                Body::Meeting(meeting) => meeting.date.as_ref(),
                Body::Document(document) => document.date.as_ref(),
                Body::Person(person) => {
                    if let Some(office) = person.offices_on(self.when()).first() {
                        let title = office.title.content(view.world());
                        detail = format!("{title} of {}", model.names.spelling(office.of.name));
                    }
                    None
                }
                _ => None,
            };
            if let Some(date) = date {
                detail = format!("{detail}, {}", view.world().text(date.value.span));
            }
        }
        if let Some(spoken) = model.spoken_as(declared.name) {
            called = short(view, spoken.speech.text);
        }
        Offer {
            label: at_home.unwrap_or(id).to_owned(),
            kind: Some(kind(declared.kind)),
            detail,
            called,
            by_other,
            ..Offer::default()
        }
    }

    fn countries(&self, here: &FxHashSet<Name>, typed: &str) -> Vec<(bool, Offer)> {
        let names = &self.view.model().names;
        let index = &self.view.model().index;
        let mut found = Vec::new();
        for country in countries::all() {
            let name = names.find(country.code);
            if name.is_some_and(|name| index.declared(name).is_some()) {
                continue;
            }
            let by_code = folded(country.code).starts_with(typed);
            let called = || std::iter::once(country.name).chain(country.others.iter().copied());
            let by_name = called().filter_map(|name| closeness(name, typed)).min();
            if !by_code && by_name.is_none_or(|close| close == Closeness::Within && typed.len() < 3)
            {
                continue;
            }
            let until = country.until.map(|until| format!(", until {until}"));
            let is_here = name.is_some_and(|name| here.contains(&name));
            let offer = Offer {
                label: country.code.to_owned(),
                kind: Some(CompletionItemKind::Constant),
                detail: format!("{}{}", country.name, until.unwrap_or_default()),
                called: country.name.to_owned(),
                by_other: !by_code,
                ..Offer::default()
            };
            let rank = if by_code {
                Closeness::Same
            } else {
                by_name.unwrap_or(Closeness::Within)
            };
            found.push((country.until.is_some(), rank, is_here, offer));
        }
        found.sort_by_key(|(is_past, rank, ..)| (*is_past, *rank));
        found
            .into_iter()
            .map(|(_, _, is_here, offer)| (is_here, offer))
            .collect()
    }
}

fn kind(kind: RecordKind) -> CompletionItemKind {
    match kind {
        RecordKind::Party => CompletionItemKind::Module,
        RecordKind::Person => CompletionItemKind::Class,
        RecordKind::Topic => CompletionItemKind::TypeParameter,
        RecordKind::Document => CompletionItemKind::File,
        RecordKind::Meeting => CompletionItemKind::Event,
        RecordKind::Statement => CompletionItemKind::Method,
        RecordKind::Pledge => CompletionItemKind::Function,
    }
}
