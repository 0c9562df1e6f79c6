//! An archive at a glance: how much it holds, who met whom, what it rests on, how its promises stand.

use std::collections::HashSet;

use super::company::Met;
use super::lines::written;
use super::tally::{Count, Tally};
use super::{Telling, reference};
use crate::diag::count;
use crate::emit::dates::days_in_words;
use crate::emit::report::{Report, Table};
use crate::emit::view::{Around, View};
use crate::ledger::Ledger;
use crate::model::{Body, Name, RecordKind, Subject, Target, When, references};
use crate::text::Role;

/// Above so many sides a meeting is not told pair by pair: there would be more pairs than readers.
const SIDES: usize = 6;
const PAIRS: usize = 15;
const MOST: usize = 10;

pub(super) fn report<'a>(view: View<'a>, ledger: &'a Ledger<'a>, name: &str) -> Report {
    let mut telling = Telling::begun(view, ledger, name);
    let meetings = view.meetings();
    let held: Vec<Met<'a>> = meetings
        .iter()
        .filter(|met| met.meeting.was_held())
        .copied()
        .collect();
    telling.holdings(&meetings, &held);
    telling.pairs(&held);
    telling.attendance(&held);
    telling.cited(&meetings);
    telling.states();
    telling.overdue_promises();
    telling.due_next();
    telling.report
}

impl<'a> Telling<'a> {
    fn holdings(&mut self, meetings: &[Met<'a>], held: &[Met<'a>]) {
        let of_kind = |kind| {
            let all = self.view.model.index.all();
            all.filter(|declared| declared.kind == kind).count()
        };
        let some = |kind: RecordKind| {
            let number = of_kind(kind);
            (number > 0).then(|| count(number, kind.noun()))
        };
        let kinds = [
            RecordKind::Person,
            RecordKind::Party,
            RecordKind::Topic,
            RecordKind::Document,
        ];
        let countries = self.countries();
        let countries = (countries > 0).then(|| count(countries, "country"));
        let holds = kinds.into_iter().filter_map(some).chain(countries);
        let holds: Vec<String> = holds.collect();

        let spoken = || self.view.model.spoken();
        let promises = spoken().filter(|spoken| spoken.pledge.is_some()).count();
        let statements = spoken().count() - promises;
        let said = [(statements, "statement"), (promises, "promise")];
        let said = said.into_iter().filter(|(number, _)| *number > 0);
        let said: Vec<String> = said.map(|(number, noun)| count(number, noun)).collect();
        let files = self.view.world.sources();
        let files = files
            .filter(|(_, source)| source.role() == Role::Records)
            .count();
        let meetings = meetings_in_words(meetings, held);
        self.report.fact("Meetings", meetings);
        self.report.fact("Records", vec![holds.join(", ")]);
        self.report.fact("Said", vec![said.join(", ")]);
        self.report.fact("Files", vec![files.to_string()]);
    }

    /// How many countries are named by their codes.
    fn countries(&self) -> usize {
        let model = self.view.model;
        let mut countries: HashSet<&str> = HashSet::new();
        for record in model.records() {
            references(record, &mut |named| {
                if let Some(Target::Country(country)) = model.target(&named.reference, named.home) {
                    countries.insert(country.code);
                }
            });
        }
        countries.len()
    }

    fn pairs(&mut self, held: &[Met<'a>]) {
        let mut tally: Tally<(Name, Name)> = Tally::new();
        let (mut many, mut alone) = (0, 0);
        for (at, met) in held.iter().enumerate() {
            let sides = met.wholes(self.view);
            match sides.len() {
                0 | 1 => alone += 1,
                2..=SIDES => {
                    for (first, one) in sides.iter().enumerate() {
                        for other in sides.iter().skip(first + 1) {
                            let (one, other) = (one.name, other.name);
                            let pair = (one.min(other), one.max(other));
                            tally.count(pair, at, met.when());
                        }
                    }
                }
                _ => many += 1,
            }
        }
        let ranked = tally.ranked();
        let mut closing = and_more(ranked.len(), PAIRS, "pair");
        if many > 0 {
            closing.push(format!(
                "{} of more than six sides not counted here",
                count(many, "meeting")
            ));
        }
        if alone > 0 {
            closing.push(format!(
                "{} with fewer than two known sides",
                count(alone, "meeting")
            ));
        }
        let rows = ranked.into_iter().take(PAIRS).map(|((one, other), count)| {
            let names = [one, other].map(|name| self.label(reference(self.view.model, name)));
            vec![names.join(" and "), count.times.to_string(), count.last()]
        });
        let table = Table {
            head: vec!["Sides", "Meetings", "Last"],
            rows: rows.collect(),
        };
        self.report.table("Who met whom", table, closing);
    }

    fn attendance(&mut self, held: &[Met<'a>]) {
        let mut tally: Tally<Name> = Tally::new();
        for (at, met) in held.iter().enumerate() {
            let came = met.meeting.present().filter(|present| !present.is_absent());
            for who in came.filter_map(|present| present.attendee.who.named()) {
                tally.count(who.name, at, met.when());
            }
        }
        let ranked = tally.ranked();
        let closing = and_more(ranked.len(), MOST, "person");
        let rows = ranked.into_iter().take(MOST).map(|(name, count)| {
            let who = reference(self.view.model, name);
            let name = self.view.name(Subject::Named(who), None);
            vec![name, count.times.to_string(), count.last()]
        });
        let table = Table {
            head: vec!["Person", "Meetings", "Last"],
            rows: rows.collect(),
        };
        self.report
            .table("Who was there most often", table, closing);
    }

    /// The documents that most lines rest on.
    fn cited(&mut self, meetings: &[Met<'a>]) {
        let mut tally: Tally<Name> = Tally::new();
        let mut line = 0;
        let mut cite = |around: Around<'a>| {
            for cited in self.view.sources(around) {
                if let Some(document) = cited.document {
                    tally.count(document.name, line, When::Undated);
                }
            }
            line += 1;
        };
        for met in meetings {
            cite(Around::record(self.view, met.record));
        }
        for spoken in self.view.model.spoken() {
            let around = Around::spoken(self.view, spoken);
            cite(around);
            for progress in spoken.pledge.iter().flat_map(|pledge| &pledge.progress) {
                cite(around.within(progress.claims.as_deref()));
            }
        }
        for record in self.view.model.records() {
            if let Body::Progress(progress) = &record.body {
                let around = Around::record(self.view, record);
                cite(around.within(progress.claims.as_deref()));
            }
        }
        let ranked = tally.ranked();
        let closing = and_more(ranked.len(), MOST, "document");
        let rows = ranked.into_iter().take(MOST).map(|(name, count)| {
            let document = reference(self.view.model, name);
            let date = match self.view.record(document, None).map(|record| &record.body) {
                Some(Body::Document(paper)) => Some(written(paper)),
                _ => None,
            };
            let date = date.filter(|when| *when != When::Undated);
            let date = date.map_or_else(String::new, days_in_words);
            vec![self.label(document), count.times.to_string(), date]
        });
        let table = Table {
            head: vec!["Document", "Lines", "Date"],
            rows: rows.collect(),
        };
        self.report.table("Most-cited sources", table, closing);
    }
}

/// How many meetings, of what kinds, when; what was not held or has no date is told apart.
fn meetings_in_words(meetings: &[Met<'_>], held: &[Met<'_>]) -> Vec<String> {
    if meetings.is_empty() {
        return Vec::new();
    }
    let mut all: Tally<()> = Tally::new();
    for (at, met) in held.iter().enumerate() {
        all.count((), at, met.when());
    }
    let many = all.find(()).map(Count::over_time);
    let mut lines = vec![many.unwrap_or_else(|| "none was held".to_owned())];
    let kinds = held
        .iter()
        .filter_map(|met| Some(met.meeting.kind.as_ref()?.value.word));
    lines.push(counted(kinds, |number, kind| match kind {
        "bilateral" | "multilateral" | "video" => count(number, &format!("{kind} meeting")),
        "credentials" => count(number, "presentation") + " of credentials",
        _ => count(number, &kind.replace('-', " ")),
    }));

    let undated = held
        .iter()
        .filter(|met| met.when() == When::Undated)
        .count();
    let other = meetings.iter().filter(|met| !met.meeting.was_held());
    let other = other.filter_map(|met| Some(met.meeting.status.as_ref()?.value.word));
    let other = counted(other, |number, status| format!("{number} {status}"));
    if undated > 0 {
        lines.push(format!("undated: {undated}"));
    }
    if !other.is_empty() {
        lines.push(format!("not counted here: {other}"));
    }
    lines
}

/// How many there are beyond those that are shown.
fn and_more(all: usize, shown: usize, noun: &str) -> Vec<String> {
    let more = all.saturating_sub(shown);
    let line = (more > 0).then(|| format!("and {}", count(more, &format!("more {noun}"))));
    line.into_iter().collect()
}

/// `3 bilateral meetings, 1 call`: the most frequent first.
fn counted(
    words: impl Iterator<Item = &'static str>,
    in_words: impl Fn(usize, &str) -> String,
) -> String {
    let mut tally: Tally<&str> = Tally::new();
    for (at, word) in words.enumerate() {
        tally.count(word, at, When::Undated);
    }
    let ranked = tally.ranked().into_iter();
    let parts: Vec<String> = ranked
        .map(|(word, count)| in_words(count.times, word))
        .collect();
    parts.join(", ")
}
