//! What was said and promised, with all that hangs on it.

use super::{Around, Entry, Later, Minutes, Setting};
use crate::emit::dates::in_words_of;
use crate::emit::reading;
use crate::emit::report::citation as in_words;
use crate::emit::view::Cited;
use crate::model::{Claims, Due, Pledge, Progress, Speech};

impl<'a> Minutes<'a> {
    pub(in crate::emit) fn statement(&mut self, speech: &'a Speech, around: Around<'a>) -> Entry {
        let around = around.within(speech.head.claims.as_deref());
        let text = format!(
            "{} {}",
            reading::statement(self.view, speech, around),
            self.own_marks(speech, around)
        );
        let under = self.under(speech, around);
        Entry {
            text: text.trim_end().to_owned(),
            under,
            ..Entry::default()
        }
    }

    /// Footnote marks, unless the line rests on just what the meeting rests on.
    pub(super) fn own_marks(&mut self, speech: &Speech, around: Around<'a>) -> String {
        let own = speech
            .head
            .claims
            .as_ref()
            .is_some_and(|claims| claims.source.is_some());
        // Where no meeting's own mark stands above, every line has its own.
        let unmarked = around.document.is_some() || self.report.facts.is_empty();
        if own || unmarked {
            self.marks(around)
        } else {
            String::new()
        }
    }

    /// What else is said of a statement or pledge.
    pub(in crate::emit) fn under(&mut self, speech: &'a Speech, around: Around<'a>) -> Vec<String> {
        let mut under = Vec::new();
        if let Some(date) = &speech.more.date {
            under.push(in_words_of(date.value));
        }
        let about: Vec<String> = speech
            .about
            .iter()
            .flat_map(|field| &field.value)
            .map(|subject| self.subject(*subject, around))
            .collect();
        if !about.is_empty() {
            under.push(format!("about: {}", about.join("; ")));
        }
        if let Some(original) = &speech.more.original {
            under.push(format!(
                "in the original: “{}”",
                self.view.text(original.value)
            ));
        }
        under.extend(self.remarks(speech.head.claims.as_deref(), around));
        under
    }

    /// Certainty, reporters, contradictions and notes of a line.
    pub(in crate::emit) fn remarks(
        &mut self,
        claims: Option<&'a Claims>,
        around: Around<'a>,
    ) -> Vec<String> {
        let Some(claims) = claims else {
            return Vec::new();
        };
        let mut remarks = Vec::new();
        if let Some(certainty) = &claims.more.certainty {
            remarks.push(
                format!("{} only", certainty.value.word)
                    .replace("certain only", "certain")
                    .replace("disputed only", "disputed"),
            );
        }
        if let Some(reporters) = &claims.more.reported_by {
            let names: Vec<String> = reporters
                .value
                .iter()
                .map(|actor| self.view.name(actor.who, around.home))
                .collect();
            remarks.push(format!("reported by {}", names.join(" and ")));
        }
        if let Some(against) = &claims.more.against {
            let cited: Vec<String> = against
                .value
                .iter()
                .map(|citation| {
                    let cited = Cited {
                        document: citation.document,
                        locator: citation.locator,
                    };
                    in_words(self.view, cited)
                })
                .collect();
            remarks.push(format!("otherwise in {}", cited.join("; ")));
        }
        if let Some(note) = &claims.more.note {
            remarks.push(format!("note: {}", self.view.text(note.value)));
        }
        remarks
    }

    pub(super) fn pledge(
        &mut self,
        pledge: &'a Pledge,
        around: Around<'a>,
        setting: Setting<'a>,
        later: &Later<'a>,
    ) -> Entry {
        let around = around.within(pledge.speech.head.claims.as_deref());
        let text = format!(
            "{} {}",
            reading::pledge(self.view, pledge, around, setting),
            self.own_marks(&pledge.speech, around)
        );
        let mut under = Vec::new();
        match pledge.due.as_ref().map(|due| due.value) {
            Some(Due::Day(day)) => under.push(format!("due: {}", in_words_of(day))),
            Some(Due::Meeting(meeting)) => {
                under.push(format!("due: {}", self.label(meeting, around)));
            }
            None => {}
        }
        if let Some(made) = &pledge.made {
            under.push(format!("made: {}", in_words_of(made.value)));
        }
        under.extend(self.terms(pledge, around));
        under.extend(self.under(&pledge.speech, around));
        let elsewhere = pledge
            .speech
            .head
            .id
            .and_then(|id| later.get(&id.name))
            .into_iter()
            .flatten();
        for progress in &pledge.progress {
            under.push(self.progress(progress, around.within(progress.claims.as_deref())));
        }
        for (record, progress) in elsewhere {
            under.push(self.progress(progress, Around::record(self.view, record)));
        }
        Entry {
            text: text.trim_end().to_owned(),
            under,
            ..Entry::default()
        }
    }

    /// What a pledge says of itself but for its due date: how firm, on what condition, how much, for whom, what it repeats.
    pub(in crate::emit) fn terms(&self, pledge: &'a Pledge, around: Around<'a>) -> Vec<String> {
        let mut under = Vec::new();
        if let Some(force) = &pledge.force {
            under.push(format!("as {}", crate::diag::a(force.value.word)));
        }
        let beneficiaries = pledge
            .more
            .beneficiary
            .iter()
            .flat_map(|field| &field.value);
        let beneficiaries: Vec<String> = beneficiaries
            .map(|actor| self.view.name(actor.who, around.home))
            .collect();
        if !beneficiaries.is_empty() {
            under.push(format!("for {}", beneficiaries.join(" and ")));
        }
        for (what, field) in [
            ("reiterates", &pledge.more.reiterates),
            ("supersedes", &pledge.more.supersedes),
        ] {
            let others = field.iter().flat_map(|field| &field.value);
            let others: Vec<&str> = others
                .map(|other| self.view.model.names.spelling(other.name))
                .collect();
            if !others.is_empty() {
                under.push(format!("{what} {}", others.join(", ")));
            }
        }
        if let Some(condition) = &pledge.more.condition {
            under.push(format!("on condition: {}", self.view.text(condition.value)));
        }
        let amounts: Vec<&str> = pledge
            .amounts
            .iter()
            .map(|amount| self.view.world.text(amount.value.span))
            .collect();
        if !amounts.is_empty() {
            under.push(format!("amount: {}", amounts.join(" and ")));
        }
        if let Some(total) = &pledge.more.total {
            under.push(format!(
                "in total: {}",
                self.view.world.text(total.value.span)
            ));
        }
        under
    }

    pub(in crate::emit) fn progress(
        &mut self,
        progress: &'a Progress,
        around: Around<'a>,
    ) -> String {
        let text = self.view.progress(progress, around);
        let marks = self.marks(around);
        format!("{text} {marks}").trim_end().to_owned()
    }
}
