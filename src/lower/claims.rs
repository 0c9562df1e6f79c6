//! What any line may say of itself: sources, certainty, notes; and the plain values that fields share.
//!
//! It is long because every kind of value has a reader of its own.

use super::{Lower, codes};
use crate::diag::{Diagnostic, Edit, Safety, ticked};
use crate::model::{
    Actor, Citation, Claims, Extra, Few, Field, Id, Name, Place, Ref, Subject, Tag, Text, Written,
};
use crate::syntax::{Kind, Node};
use crate::text::Span;
use crate::vocab::languages;

impl Lower<'_> {
    /// A `source:` or `language:` line before the first record.
    pub(super) fn setting(&mut self, node: Node<'_>) {
        let mut claims = self.file.claims.take();
        for line in node.children() {
            self.claim(line, claims.get_or_insert_default());
        }
        self.file.claims = claims;
    }

    /// The claims among the lines of a block.
    pub(super) fn claims_in(&mut self, block: Option<Node<'_>>) -> Option<Box<Claims>> {
        let mut claims: Option<Box<Claims>> = None;
        for line in block?.children().filter(|line| is_claim(line.kind())) {
            self.claim(line, claims.get_or_insert_default());
        }
        claims
    }

    fn claim(&mut self, line: Node<'_>, claims: &mut Claims) {
        match line.kind() {
            Kind::source => {
                let field = self.field(line, Self::citations);
                self.set(&mut claims.source, field, "source");
            }
            Kind::against => {
                let field = self.field(line, Self::citations);
                self.set(&mut claims.more.against, field, "against");
            }
            Kind::reported_by => {
                let field = self.field(line, Self::actors_of);
                self.set(&mut claims.more.reported_by, field, "reported-by");
            }
            Kind::certainty => {
                let field = self.word_field(line, "line");
                self.set(&mut claims.more.certainty, field, "certainty");
            }
            Kind::note => {
                let field = self.text_field(line);
                self.set(&mut claims.more.note, field, "note");
            }
            Kind::language => {
                let field = self.field(line, |lower, line| {
                    line.child(Kind::language_tag).map(|tag| lower.tag(tag))
                });
                self.set(&mut claims.more.language, field, "language");
            }
            Kind::extra => self.extra(line, claims),
            _ => {}
        }
    }

    fn extra(&mut self, line: Node<'_>, claims: &mut Claims) {
        let Some(key) = line.child(Kind::extra_key) else {
            return;
        };
        let text = line
            .child(Kind::text)
            .and_then(|text| self.text(text))
            .map(Written::Text);
        let plain = line.child(Kind::plain).map(|plain| {
            let shown = plain.text().trim_end().len();
            Written::Plain(plain.part(0..shown))
        });
        let Some(value) = text.or(plain) else { return };
        let name = self.names.intern(key.text());
        if let Some(earlier) = claims.more.extra.iter().find(|extra| extra.key == name) {
            self.doubled(earlier.key_span, key.span(), key.text());
            return;
        }
        claims.more.extra.push(Extra {
            key: name,
            key_span: key.span(),
            value,
        });
    }

    /// A field: its value as `read` finds it in the line, with the line's place and claims.
    pub(super) fn field<T>(
        &mut self,
        line: Node<'_>,
        read: impl FnOnce(&mut Self, Node<'_>) -> Option<T>,
    ) -> Option<Field<T>> {
        let value = read(self, line);
        let block = line.child(Kind::claims);
        self.not_empty(block);
        let claims = self.claims_in(block);
        value.map(|value| Field {
            value,
            span: line.span(),
            claims,
        })
    }

    /// Puts a field in its place; a second one is reported and left out.
    pub(super) fn set<T>(&mut self, slot: &mut impl Slot<T>, field: Option<Field<T>>, key: &str) {
        let Some(field) = field else { return };
        match slot.earlier() {
            Some(earlier) => self.doubled(earlier, field.span, key),
            None => slot.fill(field),
        }
    }

    fn doubled(&mut self, earlier: Span, again: Span, key: &str) {
        let diagnostic = Diagnostic::new(
            &codes::DOUBLED_FIELD,
            again,
            format!("`{key}` stands here twice"),
        )
        .label("the second")
        .and(earlier, "the first");
        let diagnostic = match self.joined(earlier, again, key) {
            Some((more, whole)) => diagnostic
                .help(format!(
                    "a list goes on one line: write `{whole}`; or keep the one that is right"
                ))
                .fix_all(
                    Safety::LookFirst,
                    "join the two in one list",
                    vec![
                        Edit {
                            span: earlier.after(),
                            text: more,
                        },
                        Edit {
                            span: again,
                            text: String::new(),
                        },
                    ],
                ),
            None => diagnostic.help("keep the one that is right").fix(
                Safety::LookFirst,
                "delete the second",
                again,
                "",
            ),
        };
        self.diagnostics.push(diagnostic);
    }

    /// What to add to the first of two lists to make one of them, and the whole.
    fn joined(&self, earlier: Span, again: Span, key: &str) -> Option<(String, String)> {
        const LISTS: [&str; 19] = [
            "about",
            "source",
            "against",
            "reported-by",
            "part-of",
            "follows",
            "outcome",
            "host",
            "publisher",
            "author",
            "from",
            "to",
            "via",
            "reply-to",
            "members",
            "reiterates",
            "supersedes",
            "beneficiary",
            "on-behalf-of",
        ];
        let (one, other) = (self.world.text(earlier), self.world.text(again));
        let (_, more) = other.split_once(':')?;
        let (one, more) = (one.trim_end(), more.trim());
        let plain = |text: &str| !text.contains(['{', '\n', '#']) && !text.ends_with(',');
        let is_day = more.starts_with(|letter: char| letter.is_ascii_digit() || letter == '[');
        let fits = LISTS.contains(&key) && plain(one) && plain(more) && !is_day;
        // What stands in both needs no second place.
        let same = one
            .split_once(':')
            .is_some_and(|(_, first)| first.trim() == more);
        (fits && !same).then(|| (format!(", {more}"), format!("{one}, {more}")))
    }

    /// Reports a block with nothing in it.
    pub(super) fn not_empty(&mut self, block: Option<Node<'_>>) {
        let Some(block) =
            block.filter(|block| block.children().next().is_none() && !block.has_hole())
        else {
            return;
        };
        let diagnostic = Diagnostic::new(
            &codes::EMPTY_BLOCK,
            block.span(),
            "nothing stands between these braces",
        )
        .label("an empty block")
        .help("delete the braces, or write what belongs between them")
        .fix(Safety::Safe, "delete the braces", block.span(), "");
        self.diagnostics.push(diagnostic);
    }

    pub(super) fn text_field(&mut self, line: Node<'_>) -> Option<Field<Text>> {
        self.field(line, |lower, line| {
            line.child(Kind::text).and_then(|text| lower.text(text))
        })
    }

    pub(super) fn texts_field(&mut self, line: Node<'_>) -> Option<Field<Vec<Text>>> {
        self.field(line, |lower, line| {
            let texts: Vec<Text> = line
                .children()
                .filter(|child| child.kind() == Kind::text)
                .filter_map(|text| lower.text(text))
                .collect();
            (!texts.is_empty()).then_some(texts)
        })
    }

    pub(super) fn refs_field(&mut self, line: Node<'_>) -> Option<Field<Vec<Ref>>> {
        self.field(line, |lower, line| Some(lower.refs(line)))
    }

    pub(super) fn ref_field(&mut self, line: Node<'_>) -> Option<Field<Ref>> {
        self.field(line, |lower, line| {
            line.child(Kind::r#ref)
                .map(|reference| lower.reference(reference))
        })
    }

    pub(super) fn actors_field(&mut self, line: Node<'_>) -> Option<Field<Few<Actor>>> {
        self.field(line, Self::actors_of)
    }

    pub(super) fn subjects_field(&mut self, line: Node<'_>) -> Option<Field<Few<Subject>>> {
        self.field(line, |lower, line| {
            let subjects = line.children().filter_map(|child| lower.subject(child));
            Some(subjects.collect())
        })
    }

    pub(super) fn place_field(&mut self, line: Node<'_>) -> Option<Field<Place>> {
        self.field(line, |lower, line| {
            let text = line.child(Kind::text).and_then(|text| lower.text(text));
            let party = line.child(Kind::r#ref).map(|party| lower.reference(party));
            if let Some(text) = text {
                lower.country_in_marks(text, party.is_some());
            }
            (text.is_some() || party.is_some()).then_some(Place { text, party })
        })
    }

    /// The references directly in a node.
    pub(super) fn refs(&mut self, node: Node<'_>) -> Vec<Ref> {
        let refs = node.children().filter(|child| child.kind() == Kind::r#ref);
        fitted(refs.map(|child| self.reference(child)))
    }

    pub(super) fn reference(&mut self, node: Node<'_>) -> Ref {
        Ref {
            name: self.names.intern(node.text()),
            span: node.span(),
        }
    }

    fn citations(&mut self, line: Node<'_>) -> Option<Few<Citation>> {
        let citations = line
            .children()
            .filter(|child| child.kind() == Kind::citation);
        let citations = citations.map(|citation| Citation {
            span: citation.span(),
            document: citation
                .child(Kind::r#ref)
                .map(|document| self.reference(document)),
            locator: citation.child(Kind::text).and_then(|text| self.text(text)),
        });
        Some(citations.collect())
    }

    fn actors_of(&mut self, line: Node<'_>) -> Option<Few<Actor>> {
        line.child(Kind::actors).map(|actors| self.actors(actors))
    }

    /// The actors directly in a node.
    pub(super) fn actors(&mut self, node: Node<'_>) -> Few<Actor> {
        let actors = node.children().filter(|child| child.kind() == Kind::actor);
        actors.filter_map(|actor| self.actor(actor)).collect()
    }

    fn actor(&mut self, node: Node<'_>) -> Option<Actor> {
        let mut children = node.children();
        let who = children.next().and_then(|who| self.subject(who))?;
        let side = children
            .find(|child| child.kind() == Kind::r#ref)
            .map(|side| self.reference(side));
        Some(Actor { who, side })
    }

    pub(super) fn subject(&mut self, node: Node<'_>) -> Option<Subject> {
        match node.kind() {
            Kind::r#ref => Some(Subject::Named(self.reference(node))),
            Kind::text => self.text(node).map(Subject::Unnamed),
            _ => None,
        }
    }

    /// A text; an empty one is reported and left out.
    pub(super) fn text(&mut self, node: Node<'_>) -> Option<Text> {
        let body = node.children().next()?;
        let tag = node.child(Kind::language_tag).map(|tag| self.tag(tag));
        let text = Text {
            span: body.span(),
            tag,
        };
        if body.text().trim_matches('"').trim().is_empty() {
            let diagnostic = Diagnostic::new(
                &codes::EMPTY_TEXT,
                body.span(),
                "nothing is written in this text",
            )
            .label("an empty text")
            .help("write what it should say, or delete the line");
            self.diagnostics.push(diagnostic);
            return None;
        }
        Some(text)
    }

    /// A language tag, checked.
    pub(super) fn tag(&mut self, node: Node<'_>) -> Tag {
        if let Err(fault) = languages::check(node.text()) {
            let mut diagnostic = Diagnostic::new(
                &codes::UNKNOWN_LANGUAGE,
                node.span(),
                format!("no language has the tag {}", ticked(node.text())),
            );
            diagnostic = match fault
                .suggestion
                .or_else(|| languages::named(node.text()).map(str::to_owned))
            {
                Some(meant) => {
                    let name = languages::name(&meant).unwrap_or("that language");
                    let title = format!("write `{meant}`");
                    diagnostic
                        .label(format!("the tag of {name} is `{meant}`"))
                        .help(title.clone())
                        .fix(Safety::Safe, title, node.span(), meant)
                }
                None => diagnostic
                    .label("a language is written by its tag (BCP 47): `en`, `kk`, `mn-Cyrl`")
                    .help("write the language's two or three letters; `und` where it is not known"),
            };
            self.diagnostics.push(diagnostic);
        }
        Tag { span: node.span() }
    }

    pub(super) fn id(&mut self, node: Node<'_>, home: Option<Name>) -> Id {
        let local = self.names.intern(node.text());
        let name = match home {
            Some(home) => {
                let full = format!("{}.{}", self.names.spelling(home), node.text());
                self.names.intern(&full)
            }
            None => local,
        };
        Id {
            name,
            local,
            span: node.span(),
        }
    }
}

/// A list without room for more: most have one item, and there are millions of them.
pub(super) fn fitted<T>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.collect();
    items.shrink_to_fit();
    items
}

/// Where a field is put that may stand once.
pub(super) trait Slot<T> {
    /// The line that fills it already.
    fn earlier(&self) -> Option<Span>;
    /// Puts the field there.
    fn fill(&mut self, field: Field<T>);
}

impl<T> Slot<T> for Option<Field<T>> {
    fn earlier(&self) -> Option<Span> {
        self.as_ref().map(|field| field.span)
    }

    fn fill(&mut self, field: Field<T>) {
        *self = Some(field);
    }
}

impl<T> Slot<T> for Option<Box<Field<T>>> {
    fn earlier(&self) -> Option<Span> {
        self.as_ref().map(|field| field.span)
    }

    fn fill(&mut self, field: Field<T>) {
        *self = Some(Box::new(field));
    }
}

pub(super) fn is_claim(rule: Kind) -> bool {
    matches!(
        rule,
        Kind::source
            | Kind::against
            | Kind::reported_by
            | Kind::certainty
            | Kind::note
            | Kind::language
            | Kind::extra
    )
}
