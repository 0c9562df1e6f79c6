//! Records at the margin: what each is, what it must have; documents and meetings with what stands in them.
//!
//! It is long because every record is assembled here, field by field.

use super::{Lower, codes};
use crate::diag::{Diagnostic, a, list_of, ticked};
use crate::model::{
    Attendee, Body, Claims, Declared, Delegation, Document, Head, Id, Meeting, MoreOfAttendee,
    Name, Rare, Record, RecordId, RecordKind, Signature,
};
use crate::syntax::{Hole, Kind, Node};
use crate::text::{SourceId, Span};
use crate::vocab::lists::List;

/// A field that a record cannot do without, and an example of it.
pub(super) type Needed = (&'static str, bool, &'static str);

impl Lower<'_> {
    /// What a broken record declares all the same.
    pub(super) fn hole(&mut self, hole: &Hole) {
        let Some((rule, span, id)) = &hole.declares else {
            return;
        };
        let Some(kind) = record_kind(*rule) else {
            return;
        };
        let name = self.names.intern(id);
        let id = Id {
            name,
            local: name,
            span: *span,
        };
        let head = Head {
            span: hole.span,
            keyword: hole.span.before(),
            id: Some(id),
            label: None,
            claims: None,
        };
        let record = self.next(hole.span.source);
        self.declare(
            Declared {
                name,
                kind,
                record,
                span: *span,
            },
            None,
        );
        self.push(Record {
            body: Body::Unread,
            head,
        });
    }

    /// One record at the margin.
    pub(super) fn record(&mut self, root: Node<'_>) {
        let Some(node) = root.children().next() else {
            return;
        };
        let block = block_of(node);
        self.not_empty(block);
        match node.kind() {
            Kind::statement => {
                if let Some(statement) = self.statement(node, None) {
                    self.needs(
                        node,
                        &[(
                            "date",
                            statement.speech.more.date.is_some(),
                            "date: 2024-10-29",
                        )],
                    );
                    let head = statement.speech.head.clone();
                    self.add(
                        RecordKind::Statement,
                        head,
                        Body::Statement(Box::new(statement)),
                    );
                }
            }
            Kind::pledge => {
                if let Some(pledge) = self.pledge(node, None) {
                    let made = pledge.made.is_some() || pledge.speech.more.date.is_some();
                    self.needs(node, &[("made", made, "made: 2024-10-29")]);
                    let head = pledge.speech.head.clone();
                    self.add(RecordKind::Pledge, head, Body::Pledge(Box::new(pledge)));
                }
            }
            Kind::progress => {
                if let Some(progress) = self.progress(node) {
                    let claims = progress.claims.clone();
                    let head = Head {
                        span: node.span(),
                        keyword: keyword(node),
                        id: None,
                        label: None,
                        claims,
                    };
                    self.push(Record {
                        body: Body::Progress(Box::new(progress)),
                        head,
                    });
                }
            }
            _ => self.declared(node, block),
        }
    }

    fn declared(&mut self, node: Node<'_>, block: Option<Node<'_>>) {
        let (Some(kind), Some(id)) = (record_kind(node.kind()), node.child(Kind::id)) else {
            return;
        };
        let id = self.id(id, None);
        let label = node
            .child(Kind::label)
            .and_then(|label| label.child(Kind::text));
        let has_label = label.is_some();
        let label = label.and_then(|label| self.text(label));
        let claims = self.claims_in(block);
        let head = Head {
            span: node.span(),
            keyword: keyword(node),
            id: Some(id),
            label,
            claims,
        };
        let record = self.next(head.span.source);
        self.declare(
            Declared {
                name: id.name,
                kind,
                record,
                span: id.span,
            },
            None,
        );
        let named = ("name", has_label, "\"…\"");
        let body = match kind {
            RecordKind::Party => self.party(block),
            RecordKind::Person => self.person(block),
            RecordKind::Topic => self.topic(block),
            RecordKind::Document => return self.document(node, block, head, named),
            RecordKind::Meeting => return self.meeting(node, block, head, named),
            RecordKind::Statement | RecordKind::Pledge => return,
        };
        self.needs(node, &[named]);
        self.push(Record { body, head });
    }

    /// Puts a free-standing statement or pledge into the model and declares its id.
    fn add(&mut self, kind: RecordKind, head: Head, body: Body) {
        let record = self.next(head.span.source);
        if let Some(id) = head.id {
            self.declare(
                Declared {
                    name: id.name,
                    kind,
                    record,
                    span: id.span,
                },
                None,
            );
        }
        self.push(Record { body, head });
    }

    fn push(&mut self, record: Record) {
        let kind = record.body.kind();
        if kind.is_some_and(|kind| {
            !matches!(
                kind,
                RecordKind::Meeting | RecordKind::Statement | RecordKind::Pledge
            )
        }) {
            self.file.named.push(self.file.records.len() as u32);
        }
        self.file.records.push(record);
    }

    /// Where the next record of the file will be.
    pub(super) fn next(&self, file: SourceId) -> RecordId {
        let at = self.file.records.len() as u32;
        RecordId { file, at }
    }

    /// Declares an id.
    pub(super) fn declare(&mut self, declared: Declared, local: Option<(Name, Name)>) {
        self.declared.push((declared, local));
    }

    /// One message for all that a record lacks; none when a line of it could not be read.
    pub(super) fn needs(&mut self, node: Node<'_>, needed: &[Needed]) {
        let missing: Vec<&Needed> = needed.iter().filter(|(_, given, _)| !given).collect();
        let block = block_of(node);
        if missing.is_empty() || node.has_hole() || block.is_some_and(Node::has_hole) {
            return;
        }
        let called = |key: &str| match key {
            "name" => "name".to_owned(),
            key => format!("`{key}`"),
        };
        let keys: Vec<String> = missing.iter().map(|(key, ..)| called(key)).collect();
        let (keyword, head) = (
            keyword(node),
            node.child(Kind::id).map_or(keyword(node), Node::span),
        );
        let noun = node
            .children()
            .next()
            .map_or("record", Node::text)
            .to_owned();
        let named = node
            .child(Kind::id)
            .map(|id| format!(" {}", ticked(id.text())))
            .unwrap_or_default();
        let message = format!("the {noun}{named} has no {}", list_of(&keys, "and no"));
        let mut diagnostic = Diagnostic::new(&codes::MISSING_FIELD, keyword.to(head), message)
            .label(format!("{} needs a {}", a(&noun), list_of(&keys, "and a")));
        for (key, _, example) in missing {
            diagnostic = match *key {
                "name" => diagnostic.help(format!(
                    "write it in quotation marks after the id: `{noun} {} \"…\"`",
                    named.trim_matches([' ', '`'])
                )),
                "date" | "made" => diagnostic.help(format!(
                    "write `{example}` between its braces, or `{key}: undated` if the source gives none"
                )),
                _ => diagnostic.help(format!("write `{example}` between its braces")),
            };
        }
        self.diagnostics.push(diagnostic);
    }

    fn document(&mut self, node: Node<'_>, block: Option<Node<'_>>, head: Head, named: Needed) {
        let mut document = Document::default();
        let home = head.id.map(|id| id.name);
        for line in block.into_iter().flat_map(Node::children) {
            self.document_line(line, &mut document, home);
        }
        let kind = (
            "kind",
            document.kind.is_some() || block.and_then(|block| block.child(Kind::kind)).is_some(),
            "kind: press",
        );
        self.needs(node, &[named, kind]);
        self.push(Record {
            body: Body::Document(Box::new(document)),
            head,
        });
    }

    fn document_line(&mut self, line: Node<'_>, document: &mut Document, home: Option<Name>) {
        macro_rules! set {
            ($slot:ident, $key:literal, $read:ident) => {{
                let field = self.$read(line);
                self.set(&mut document.$slot, field, $key);
            }};
        }
        match line.kind() {
            Kind::kind => {
                let field = self.word_field(line, "document");
                self.set(&mut document.kind, field, "kind");
            }
            Kind::date => set!(date, "date", day_field),
            Kind::publisher => set!(publisher, "publisher", actors_field),
            Kind::author => set!(author, "author", actors_field),
            Kind::url => set!(url, "url", address_field),
            Kind::archive => set!(archive, "archive", text_field),
            Kind::marking => set!(marking, "marking", text_field),
            Kind::sent_from => set!(from, "from", actors_field),
            Kind::sent_to => set!(to, "to", actors_field),
            Kind::via => set!(via, "via", actors_field),
            Kind::reply_to => set!(reply_to, "reply-to", refs_field),
            Kind::part_of => set!(part_of, "part-of", refs_field),
            Kind::about => set!(about, "about", subjects_field),
            Kind::place => document.places.extend(self.place_field(line)),
            Kind::signature => document.signatures.extend(self.signature(line)),
            Kind::statement => document
                .statements
                .extend(self.nested_statement(line, home)),
            Kind::pledge => document.pledges.extend(self.nested_pledge(line, home)),
            _ => {}
        }
    }

    fn signature(&mut self, line: Node<'_>) -> Option<Signature> {
        let (mut person, mut side, mut on_behalf_of) = (None, None, None);
        let mut clause = Kind::SIGNATURE;
        for child in line.children() {
            match child.kind() {
                Kind::FOR | Kind::ON_BEHALF_OF => clause = child.kind(),
                Kind::r#ref => {
                    let reference = Some(self.reference(child));
                    match clause {
                        Kind::FOR => side = reference,
                        Kind::ON_BEHALF_OF => on_behalf_of = reference,
                        _ => person = reference,
                    }
                }
                _ => {}
            }
        }
        let claims = self.end_block(line);
        side.map(|side| Signature {
            span: line.span(),
            person,
            side,
            on_behalf_of,
            claims,
        })
    }

    /// The claims in the block at a line's end.
    pub(super) fn end_block(&mut self, line: Node<'_>) -> Option<Box<Claims>> {
        let block = line.child(Kind::claims);
        self.not_empty(block);
        self.claims_in(block)
    }

    fn meeting(&mut self, node: Node<'_>, block: Option<Node<'_>>, head: Head, named: Needed) {
        let mut meeting = Meeting::default();
        let home = head.id.map(|id| id.name);
        for line in block.into_iter().flat_map(Node::children) {
            self.meeting_line(line, &mut meeting, home);
        }
        meeting.statements.shrink_to_fit();
        meeting.pledges.shrink_to_fit();
        meeting.attendees.shrink_to_fit();
        meeting.delegations.shrink_to_fit();
        let dated =
            meeting.date.is_some() || block.and_then(|block| block.child(Kind::date)).is_some();
        self.needs(node, &[named, ("date", dated, "date: 2024-10-29")]);
        self.push(Record {
            body: Body::Meeting(Box::new(meeting)),
            head,
        });
    }

    fn meeting_line(&mut self, line: Node<'_>, meeting: &mut Meeting, home: Option<Name>) {
        macro_rules! set {
            ($slot:ident, $key:literal, $read:ident) => {{
                let field = self.$read(line);
                self.set(&mut meeting.$slot, field, $key);
            }};
        }
        macro_rules! word {
            ($slot:ident, $key:literal) => {{
                let field = self.word_field(line, "meeting");
                self.set(&mut meeting.$slot, field, $key);
            }};
        }
        match line.kind() {
            Kind::statement => meeting.statements.extend(self.nested_statement(line, home)),
            Kind::attendee => meeting.attendees.extend(self.attendee(line)),
            Kind::pledge => meeting.pledges.extend(self.nested_pledge(line, home)),
            Kind::delegation => meeting.delegations.push(self.delegation(line)),
            Kind::kind => word!(kind, "kind"),
            Kind::format => word!(format, "format"),
            Kind::status => word!(status, "status"),
            Kind::date => set!(date, "date", day_field),
            Kind::duration => set!(duration, "duration", length_field),
            Kind::place => meeting.places.extend(self.place_field(line)),
            Kind::host => set!(host, "host", actors_field),
            Kind::about => set!(about, "about", subjects_field),
            Kind::part_of => set!(part_of, "part-of", refs_field),
            Kind::follows => set!(follows, "follows", refs_field),
            Kind::outcome => set!(outcome, "outcome", refs_field),
            _ => {}
        }
    }

    fn delegation(&mut self, node: Node<'_>) -> Delegation {
        let parties = self.refs(node);
        let block = node.child(Kind::delegation_block);
        self.not_empty(block);
        let attendees = block
            .into_iter()
            .flat_map(Node::children)
            .filter(|line| line.kind() == Kind::attendee);
        let attendees = attendees.filter_map(|line| self.attendee(line)).collect();
        let claims = self.claims_in(block);
        Delegation {
            span: node.span(),
            parties,
            attendees,
            claims,
        }
    }

    fn attendee(&mut self, node: Node<'_>) -> Option<Attendee> {
        let mut refs = node.children().filter(|child| child.kind() == Kind::r#ref);
        let who = node.children().find_map(|child| self.subject(child));
        if matches!(who, Some(crate::model::Subject::Named(_))) {
            refs.next();
        }
        let side = refs.next().map(|side| self.reference(side));
        let role = node
            .child(Kind::word)
            .and_then(|role| self.word(role, List::Role));
        let block = node.child(Kind::attendee_block);
        self.not_empty(block);
        let mut more = Rare::<MoreOfAttendee>::default();
        if role.is_some() {
            more.role = role;
        }
        for line in block.into_iter().flat_map(Node::children) {
            match line.kind() {
                Kind::present => {
                    let field = self.word_field(line, "attendee");
                    self.set(&mut more.present, field, "present");
                }
                Kind::office => more.offices.extend(self.office(line)),
                _ => {}
            }
        }
        let claims = self.claims_in(block);
        Some(Attendee {
            span: node.span(),
            who: who?,
            side,
            more,
            claims,
        })
    }
}

/// The first word of a record.
pub(super) fn keyword(node: Node<'_>) -> Span {
    node.children().next().map_or(node.span(), Node::span)
}

/// The block of a record, whichever record it is.
pub(super) fn block_of(node: Node<'_>) -> Option<Node<'_>> {
    node.children().find(|child| {
        matches!(
            child.kind(),
            Kind::party_block
                | Kind::person_block
                | Kind::topic_block
                | Kind::document_block
                | Kind::meeting_block
                | Kind::statement_block
                | Kind::pledge_block
        )
    })
}

fn record_kind(rule: Kind) -> Option<RecordKind> {
    Some(match rule {
        Kind::party => RecordKind::Party,
        Kind::person => RecordKind::Person,
        Kind::topic => RecordKind::Topic,
        Kind::document => RecordKind::Document,
        Kind::meeting => RecordKind::Meeting,
        Kind::statement => RecordKind::Statement,
        Kind::pledge => RecordKind::Pledge,
        _ => return None,
    })
}
