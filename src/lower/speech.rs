//! What is said, what is promised, and what became of it.

use super::Lower;
use super::record::{block_of, keyword};
use crate::model::{
    Actor, Declared, Due, Few, Head, Name, Pledge, Progress, Rare, RecordKind, Speech, Statement,
    Subject,
};
use crate::syntax::{Kind, Node};
use crate::text::Span;
use crate::vocab::lists::List;
use crate::vocab::verbs;

impl Lower<'_> {
    /// A statement inside the record `home`, declared there if it has an id.
    pub(super) fn nested_statement(
        &mut self,
        node: Node<'_>,
        home: Option<Name>,
    ) -> Option<Statement> {
        self.not_empty(block_of(node));
        let statement = self.statement(node, home)?;
        self.declare_nested(RecordKind::Statement, &statement.speech.head, home);
        Some(statement)
    }

    /// A pledge inside the record `home`, declared there if it has an id.
    pub(super) fn nested_pledge(&mut self, node: Node<'_>, home: Option<Name>) -> Option<Pledge> {
        self.not_empty(block_of(node));
        let pledge = self.pledge(node, home)?;
        self.declare_nested(RecordKind::Pledge, &pledge.speech.head, home);
        Some(pledge)
    }

    fn declare_nested(&mut self, kind: RecordKind, head: &Head, home: Option<Name>) {
        let Some(id) = head.id else { return };
        // The record around is put into the model when it is complete: it will be the next.
        let record = self.next(head.span.source);
        self.declare(
            Declared {
                name: id.name,
                kind,
                record,
                span: id.span,
            },
            home.map(|home| (home, id.local)),
        );
    }

    pub(super) fn statement(&mut self, node: Node<'_>, home: Option<Name>) -> Option<Statement> {
        let mut speech = self.speech(node, home)?;
        for line in block_of(node).into_iter().flat_map(Node::children) {
            self.speech_line(line, &mut speech);
        }
        Some(Statement { speech })
    }

    /// The head of a statement or pledge. One whose text is empty, which is reported, says nothing and is left out.
    fn speech(&mut self, node: Node<'_>, home: Option<Name>) -> Option<Speech> {
        let id = node.child(Kind::id).map(|id| self.id(id, home));
        let claims = self.claims_in(block_of(node));
        let head = Head {
            span: node.span(),
            keyword: keyword(node),
            id,
            label: None,
            claims,
        };
        let by = node
            .child(Kind::actors)
            .map(|actors| self.actors(actors))
            .unwrap_or_default();
        let (verb, to) = self.verb_and_hearers(node);
        let text = node.child(Kind::text).and_then(|text| self.text(text));
        let verbatim = node.child(Kind::VERBATIM).is_some();
        Some(Speech {
            head,
            by,
            verb,
            to,
            text: text?,
            verbatim,
            about: None,
            more: Rare::default(),
        })
    }

    /// The verb and whom it was said to; `expressed concern`, which reads like a verb and a name, is one verb in two words.
    fn verb_and_hearers(
        &mut self,
        node: Node<'_>,
    ) -> (Option<(&'static verbs::Verb, Span)>, Few<Actor>) {
        let (verb, to) = (node.child(Kind::verb), node.child(Kind::to_whom));
        if let (Some(verb), Some(to)) = (verb, to)
            && verbs::find(verb.text()).is_none()
            && let Some(meant) = verbs::find(&format!("{}-{}", verb.text(), to.text()))
        {
            self.verb_in_two(verb.span().to(to.span()), meant);
            return (None, Few::new());
        }
        if let (Some(verb), Some(to)) = (verb, to)
            && verbs::find(verb.text()).is_none()
            && let Some(phrase) = verbs::phrase(&format!("{} {}", verb.text(), to.text()))
        {
            let keyword = if node.kind() == Kind::pledge {
                "pledge"
            } else {
                "statement"
            };
            self.verb_in_words(verb.span().to(to.span()), &phrase, keyword);
            return (None, Few::new());
        }
        let hearers = to.map(|to| self.hearers(to)).unwrap_or_default();
        (verb.and_then(|verb| self.verb(verb)), hearers)
    }

    /// Whom it was said to: actors after `to`, bare names otherwise.
    fn hearers(&mut self, node: Node<'_>) -> Few<Actor> {
        let mut to = self.actors(node);
        for reference in self.refs(node) {
            to.push(Actor {
                who: Subject::Named(reference),
                side: None,
            });
        }
        to
    }

    fn speech_line(&mut self, line: Node<'_>, speech: &mut Speech) {
        match line.kind() {
            Kind::date => {
                let field = self.day_field(line);
                self.set(&mut speech.more.date, field, "date");
            }
            Kind::about => {
                let field = self.subjects_field(line);
                self.set(&mut speech.about, field, "about");
            }
            Kind::on_behalf_of => {
                let field = self.actors_field(line);
                self.set(&mut speech.more.on_behalf_of, field, "on-behalf-of");
            }
            Kind::original => {
                let field = self.text_field(line);
                self.set(&mut speech.more.original, field, "original");
            }
            Kind::reply_to => {
                let field = self.refs_field(line);
                self.set(&mut speech.more.reply_to, field, "reply-to");
            }
            Kind::mood => {
                let field = self.word_field(line, "statement");
                self.set(&mut speech.more.mood, field, "mood");
            }
            _ => {}
        }
    }

    pub(super) fn pledge(&mut self, node: Node<'_>, home: Option<Name>) -> Option<Pledge> {
        let speech = self.speech(node, home)?;
        let mut pledge = Pledge {
            speech,
            made: None,
            due: None,
            force: None,
            amounts: Vec::new(),
            progress: Vec::new(),
            more: Rare::default(),
        };
        for line in block_of(node).into_iter().flat_map(Node::children) {
            self.pledge_line(line, &mut pledge);
        }
        pledge.amounts.shrink_to_fit();
        pledge.progress.shrink_to_fit();
        Some(pledge)
    }

    fn pledge_line(&mut self, line: Node<'_>, pledge: &mut Pledge) {
        macro_rules! set {
            ($slot:ident, $key:literal, $read:ident) => {{
                let field = self.$read(line);
                self.set(&mut pledge.more.$slot, field, $key);
            }};
        }
        match line.kind() {
            Kind::made => {
                let field = self.day_field(line);
                self.set(&mut pledge.made, field, "made");
            }
            Kind::due => {
                let field = self.field(line, |lower, line| {
                    let day = line
                        .child(Kind::day)
                        .and_then(|day| lower.day(day))
                        .map(Due::Day);
                    day.or_else(|| {
                        line.child(Kind::r#ref)
                            .map(|meeting| Due::Meeting(lower.reference(meeting)))
                    })
                });
                self.set(&mut pledge.due, field, "due");
            }
            Kind::force => {
                let field = self.word_field(line, "pledge");
                self.set(&mut pledge.force, field, "force");
            }
            Kind::condition => set!(condition, "condition", text_field),
            Kind::amount_field => pledge.amounts.extend(self.amount_of(line)),
            Kind::total => set!(total, "total", amount_of),
            Kind::beneficiary => set!(beneficiary, "beneficiary", actors_field),
            Kind::owner => set!(owner, "owner", ref_field),
            Kind::reiterates => set!(reiterates, "reiterates", refs_field),
            Kind::supersedes => set!(supersedes, "supersedes", refs_field),
            Kind::nested_progress => pledge.progress.extend(self.progress(line)),
            _ => self.speech_line(line, &mut pledge.speech),
        }
    }

    /// A line of progress, at the margin or in its pledge; none when its date is no date, which is reported.
    pub(super) fn progress(&mut self, node: Node<'_>) -> Option<Progress> {
        let pledge = node.child(Kind::r#ref).map(|pledge| self.reference(pledge));
        let by = node
            .child(Kind::actors)
            .map(|actors| self.actors(actors))
            .unwrap_or_default();
        let date = node.child(Kind::day).and_then(|day| self.day(day));
        let state = node
            .child(Kind::word)
            .and_then(|state| self.word(state, List::ProgressState));
        let text = node.child(Kind::text).and_then(|text| self.text(text));
        let verbatim = node.child(Kind::VERBATIM).is_some();
        let claims = self.end_block(node);
        date.map(|date| Progress {
            span: node.span(),
            pledge,
            by,
            date,
            state,
            text,
            verbatim,
            claims,
        })
    }
}
