//! What is said, promised and done about it, as JSON.

use std::borrow::Cow;

use super::{Json, filled, number, word};
use crate::emit::reading;
use crate::emit::shapes::{self, FieldClaims};
use crate::emit::view::{Around, Setting};
use crate::model;

impl<'a> Json<'a> {
    pub(super) fn speech(
        &self,
        speech: &'a model::Speech,
        around: Around<'a>,
        setting: Setting<'a>,
        sentence: String,
    ) -> shapes::Speech<'a> {
        let mut fields = FieldClaims::new();
        self.of_field(&mut fields, "date", speech.more.date.as_deref(), around);
        self.of_field(&mut fields, "about", speech.about.as_deref(), around);
        self.of_field(
            &mut fields,
            "on-behalf-of",
            speech.more.on_behalf_of.as_deref(),
            around,
        );
        self.of_field(
            &mut fields,
            "original",
            speech.more.original.as_deref(),
            around,
        );
        self.of_field(
            &mut fields,
            "reply-to",
            speech.more.reply_to.as_deref(),
            around,
        );
        self.of_field(&mut fields, "mood", speech.more.mood.as_deref(), around);
        let verb = speech.verb.map(|(verb, span)| shapes::Verb {
            written: self.view.world.text(span),
            canonical: verb.canonical,
            class: verb.class.name(),
            cameo: filled(verb.cameo),
            plover: filled(verb.plover),
        });
        let date = speech
            .more
            .date
            .as_deref()
            .map(|day| day.value)
            .or(setting.date);
        shapes::Speech {
            head: self.head(&speech.head, around, fields),
            by: speech
                .by
                .iter()
                .map(|actor| self.actor(actor, around))
                .collect(),
            verb,
            to: speech
                .to
                .iter()
                .map(|actor| self.actor(actor, around))
                .collect(),
            text: self.text(speech.text, around),
            verbatim: speech.verbatim,
            date: date.map(|day| self.date(day)),
            about: self.subjects(speech.about.as_deref(), around),
            on_behalf_of: self.actors(speech.more.on_behalf_of.as_deref(), around),
            original: self.written(speech.more.original.as_deref(), around),
            reply_to: self.refs(speech.more.reply_to.as_deref(), around),
            mood: word(speech.more.mood.as_deref()).unwrap_or("asserted"),
            sentence,
        }
    }

    pub(super) fn statement(
        &self,
        statement: &'a model::Statement,
        around: Around<'a>,
        setting: Setting<'a>,
    ) -> shapes::Statement<'a> {
        let speech = &statement.speech;
        let around = around.within(speech.head.claims.as_deref());
        let sentence = reading::statement(self.view, speech, around);
        shapes::Statement {
            speech: self.speech(speech, around, setting, sentence),
        }
    }

    pub(in crate::emit) fn pledge(
        &self,
        pledge: &'a model::Pledge,
        around: Around<'a>,
        setting: Setting<'a>,
    ) -> shapes::Pledge<'a> {
        let around = around.within(pledge.speech.head.claims.as_deref());
        let owed = self
            .view
            .model
            .owed_by(pledge, setting.meeting, setting.when());
        let owner = |who| model::Actor { who, side: None };
        let sentence = reading::pledge_owed_by(self.view, pledge, around, &owed);
        let mut speech = self.speech(&pledge.speech, around, setting, sentence);
        let fields = &mut speech.head.fields;
        self.of_field(fields, "made", pledge.made.as_deref(), around);
        self.of_field(fields, "due", pledge.due.as_deref(), around);
        self.of_field(fields, "force", pledge.force.as_deref(), around);
        self.of_field(
            fields,
            "condition",
            pledge.more.condition.as_deref(),
            around,
        );
        self.of_fields(fields, "amount", &pledge.amounts, around);
        self.of_field(fields, "total", pledge.more.total.as_deref(), around);
        self.of_field(
            fields,
            "beneficiary",
            pledge.more.beneficiary.as_deref(),
            around,
        );
        self.of_field(fields, "owner", pledge.more.owner.as_deref(), around);
        self.of_field(
            fields,
            "reiterates",
            pledge.more.reiterates.as_deref(),
            around,
        );
        self.of_field(
            fields,
            "supersedes",
            pledge.more.supersedes.as_deref(),
            around,
        );
        let due = pledge.due.as_ref().map(|due| due.value);
        let made = pledge
            .made
            .as_deref()
            .or(pledge.speech.more.date.as_deref())
            .map(|day| day.value)
            .or(setting.date);
        shapes::Pledge {
            speech,
            made: made.map(|day| self.date(day)),
            due: due.and_then(|due| {
                if let model::Due::Day(day) = due {
                    Some(self.date(day))
                } else {
                    None
                }
            }),
            due_meeting: due.and_then(|due| {
                if let model::Due::Meeting(meeting) = due {
                    Some(self.reference(meeting, None))
                } else {
                    None
                }
            }),
            force: word(pledge.force.as_deref()).unwrap_or("pledge"),
            condition: self.written(pledge.more.condition.as_deref(), around),
            amounts: pledge
                .amounts
                .iter()
                .map(|amount| self.amount(&amount.value))
                .collect(),
            total: pledge
                .more
                .total
                .as_ref()
                .map(|amount| self.amount(&amount.value)),
            beneficiary: self.actors(pledge.more.beneficiary.as_deref(), around),
            owed_by: owed
                .iter()
                .map(|who| self.actor(&owner(*who), around))
                .collect(),
            reiterates: self.refs(pledge.more.reiterates.as_deref(), around),
            supersedes: self.refs(pledge.more.supersedes.as_deref(), around),
            progress: pledge
                .progress
                .iter()
                .map(|progress| self.progress(progress, around))
                .collect(),
        }
    }

    pub(in crate::emit) fn progress(
        &self,
        progress: &'a model::Progress,
        around: Around<'a>,
    ) -> shapes::Progress<'a> {
        let own = progress.claims.as_deref();
        // At the margin the record's claims are the line's own already.
        let around = if progress.pledge.is_some() {
            around
        } else {
            around.within(own)
        };
        shapes::Progress {
            at: self.at(progress.span),
            pledge: progress
                .pledge
                .map(|pledge| self.reference(pledge, around.home)),
            by: progress
                .by
                .iter()
                .map(|actor| self.actor(actor, around))
                .collect(),
            date: self.date(progress.date),
            state: progress.state.map(|state| state.word),
            text: progress.text.map(|text| self.text(text, around)),
            verbatim: progress.verbatim,
            claims: self.claims(own, around),
        }
    }

    pub(super) fn sum(&self, sum: &model::Sum) -> shapes::Sum<'a> {
        let (currency, unit) = match sum.unit {
            model::Unit::Currency(currency) => (Some(currency.code), None),
            model::Unit::UnknownCurrency(span) => {
                (None, Some(Cow::Borrowed(self.view.world.text(span))))
            }
            model::Unit::Counted(text) => (None, Some(self.plain(text))),
        };
        shapes::Sum {
            bound: sum.bound.map(model::Bound::name),
            number: number(&sum.exact()),
            currency,
            unit,
        }
    }

    pub(super) fn amount(&self, amount: &model::Amount) -> shapes::Amount<'a> {
        shapes::Amount {
            written: self.view.world.text(amount.span),
            sum: self.sum(&amount.sum),
            same: amount.same.as_ref().map(|same| self.sum(same)),
            form: amount.form.map(|form| form.word),
            date: amount.year.map(|day| self.date(day)),
        }
    }

    pub(super) fn length(&self, length: &model::Length) -> shapes::Length<'a> {
        shapes::Length {
            written: self.view.world.text(length.span),
            bound: length.bound.map(model::Bound::name),
            number: number(&length.digits),
            unit: length.unit.word,
        }
    }
}
