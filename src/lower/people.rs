//! Parties, persons, topics, and the offices that people hold.

use super::Lower;
use crate::model::{Body, Office, Party, Person, Ref, Topic};
use crate::syntax::{Kind, Node};
use crate::vocab::lists::List;

impl Lower<'_> {
    pub(super) fn party(&mut self, block: Option<Node<'_>>) -> Body {
        let mut party = Party::default();
        for line in block.into_iter().flat_map(Node::children) {
            match line.kind() {
                Kind::kind => {
                    let field = self.word_field(line, "party");
                    self.set(&mut party.kind, field, "kind");
                }
                Kind::name => party.names.extend(self.texts_field(line)),
                Kind::members => {
                    let field = self.refs_field(line);
                    self.set(&mut party.members, field, "members");
                }
                Kind::parent => {
                    let field = self.ref_field(line);
                    self.set(&mut party.parent, field, "parent");
                }
                Kind::existed_from => {
                    let field = self.day_field(line);
                    self.set(&mut party.from, field, "from");
                }
                Kind::existed_until => {
                    let field = self.day_field(line);
                    self.set(&mut party.until, field, "until");
                }
                Kind::code => party.codes.extend(self.texts_field(line)),
                _ => {}
            }
        }
        Body::Party(Box::new(party))
    }

    pub(super) fn person(&mut self, block: Option<Node<'_>>) -> Body {
        let mut person = Person::default();
        for line in block.into_iter().flat_map(Node::children) {
            match line.kind() {
                Kind::title => {
                    let field = self.text_field(line);
                    self.set(&mut person.title, field, "title");
                }
                Kind::name => person.names.extend(self.texts_field(line)),
                Kind::born => {
                    let field = self.day_field(line);
                    self.set(&mut person.born, field, "born");
                }
                Kind::died => {
                    let field = self.day_field(line);
                    self.set(&mut person.died, field, "died");
                }
                Kind::code => person.codes.extend(self.texts_field(line)),
                Kind::office => person.offices.extend(self.office(line)),
                _ => {}
            }
        }
        Body::Person(Box::new(person))
    }

    pub(super) fn topic(&mut self, block: Option<Node<'_>>) -> Body {
        let mut topic = Topic::default();
        for line in block.into_iter().flat_map(Node::children) {
            match line.kind() {
                Kind::broader => {
                    let field = self.ref_field(line);
                    self.set(&mut topic.broader, field, "broader");
                }
                Kind::plover => {
                    let field = self.field(line, |_, line| line.child(Kind::word).map(Node::span));
                    self.set(&mut topic.plover, field, "plover");
                }
                _ => {}
            }
        }
        Body::Topic(Box::new(topic))
    }

    /// An office; its clauses come in the order of the grammar, each after its word.
    pub(super) fn office(&mut self, line: Node<'_>) -> Option<Office> {
        let title = line.child(Kind::text).and_then(|title| self.text(title));
        let mut refs: Vec<Ref> = Vec::new();
        let (mut status, mut from, mut until) = (None, None, None);
        let mut clause = Kind::OFFICE;
        for child in line.children() {
            match child.kind() {
                Kind::OF | Kind::TO | Kind::AS | Kind::FROM | Kind::UNTIL => clause = child.kind(),
                Kind::r#ref => refs.push(self.reference(child)),
                Kind::word => status = self.word(child, List::OfficeStatus),
                Kind::day if clause == Kind::FROM => from = self.day(child),
                Kind::day => until = self.day(child),
                _ => {}
            }
        }
        let block = line.child(Kind::claims);
        self.not_empty(block);
        let claims = self.claims_in(block);
        let of = *refs.first()?;
        Some(Office {
            span: line.span(),
            title: title?,
            of,
            to: refs.split_off(1),
            status,
            from,
            until,
            claims,
        })
    }
}
