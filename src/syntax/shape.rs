//! The table of contents of the grammar: which fields and records each block takes, in the manual's order.
//!
//! The grammar is the judge; this table lets messages, completion and the formatter speak of it. A test holds the two
//! together: every field here parses in its block by the grammar, and in no block that does not list it.
//!
//! It is long because it is a table.

use super::Kind;

/// A kind of block, by the record it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Block {
    /// The margin of a file.
    File,
    /// `party … { }`
    Party,
    /// `person … { }`
    Person,
    /// `topic … { }`
    Topic,
    /// `document … { }`
    Document,
    /// `meeting … { }`
    Meeting,
    /// `delegation … { }`
    Delegation,
    /// `attendee … { }`
    Attendee,
    /// `statement … { }`
    Statement,
    /// `pledge … { }`
    Pledge,
    /// The block at the end of any other line.
    Claims,
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// A word of a closed list.
    Word,
    /// A date.
    Day,
    /// A date or a meeting.
    DayOrRef,
    /// One text.
    Text,
    /// One or more texts.
    Texts,
    /// One id.
    Ref,
    /// One or more ids.
    Refs,
    /// People, parties, texts.
    Actors,
    /// Documents with places in them.
    Citations,
    /// Ids or texts.
    Subjects,
    /// A text, a party, or both.
    Place,
    /// A sum.
    Amount,
    /// A length of time.
    Length,
    /// A language tag.
    Language,
}

impl Value {
    /// An example of it, in the words of help.
    pub fn example(self) -> &'static str {
        match self {
            Self::Word => "a word",
            Self::Day => "2024-10-29",
            Self::DayOrRef => "2025",
            Self::Text => "\"text\"",
            Self::Texts => "\"text\"",
            Self::Ref => "an-id",
            Self::Refs => "an-id, another-id",
            Self::Actors => "an-id",
            Self::Citations => "a-document \"p. 3\"",
            Self::Subjects => "an-id",
            Self::Place => "\"Ulaanbaatar\", MN",
            Self::Amount => "25 million USD",
            Self::Length => "20 minutes",
            Self::Language => "en",
        }
    }

    /// Whether a text in quotation marks may be its value.
    pub fn takes_text(self) -> bool {
        matches!(
            self,
            Self::Text
                | Self::Texts
                | Self::Actors
                | Self::Citations
                | Self::Subjects
                | Self::Place
        )
    }

    /// What it is called in a message, with its article.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Word => "one word of its list",
            Self::Day => "a date",
            Self::DayOrRef => "a date, or the id of a meeting",
            Self::Text => "a text in quotation marks",
            Self::Texts => "texts in quotation marks",
            Self::Ref => "the id of a record",
            Self::Refs => "ids of records",
            Self::Actors => "people or parties by their ids, or a text in quotation marks",
            Self::Citations => "documents by their ids",
            Self::Subjects => "ids, or texts in quotation marks",
            Self::Place => "a place in quotation marks, a country, or both",
            Self::Amount => "an amount",
            Self::Length => "a length of time",
            Self::Language => "a language tag",
        }
    }
}

/// A field as a block takes it.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The word before the colon.
    pub key: &'static str,
    /// Its rule in the grammar.
    pub kind: Kind,
    /// What follows the colon.
    pub value: Value,
}

const fn field(key: &'static str, rule: Kind, value: Value) -> Field {
    Field {
        key,
        kind: rule,
        value,
    }
}

use Value::{
    Actors, Amount, Citations, Day, DayOrRef, Language, Length, Place, Ref, Refs, Subjects, Text,
    Texts, Word,
};

const COMMON: &[Field] = &[
    field("source", Kind::source, Citations),
    field("against", Kind::against, Citations),
    field("reported-by", Kind::reported_by, Actors),
    field("certainty", Kind::certainty, Word),
    field("note", Kind::note, Text),
    field("language", Kind::language, Language),
];
const KIND: Field = field("kind", Kind::kind, Word);
const DATE: Field = field("date", Kind::date, Day);
const NAME: Field = field("name", Kind::name, Texts);
const CODE: Field = field("code", Kind::code, Texts);
const ABOUT: Field = field("about", Kind::about, Subjects);
const PLACE: Field = field("place", Kind::place, Place);
const PART_OF: Field = field("part-of", Kind::part_of, Refs);
const REPLY_TO: Field = field("reply-to", Kind::reply_to, Refs);
const ON_BEHALF_OF: Field = field("on-behalf-of", Kind::on_behalf_of, Actors);
const ORIGINAL: Field = field("original", Kind::original, Text);
const MOOD: Field = field("mood", Kind::mood, Word);

impl Block {
    /// Every kind of block.
    pub const ALL: [Self; 11] = [
        Self::File,
        Self::Party,
        Self::Person,
        Self::Topic,
        Self::Document,
        Self::Meeting,
        Self::Delegation,
        Self::Attendee,
        Self::Statement,
        Self::Pledge,
        Self::Claims,
    ];

    /// What the block's record is called.
    pub fn noun(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Party => "party",
            Self::Person => "person",
            Self::Topic => "topic",
            Self::Document => "document",
            Self::Meeting => "meeting",
            Self::Delegation => "delegation",
            Self::Attendee => "attendee",
            Self::Statement => "statement",
            Self::Pledge => "pledge",
            Self::Claims => "line",
        }
    }

    /// The fields of the block's own, in the manual's order.
    pub fn own_fields(self) -> &'static [Field] {
        match self {
            Self::File | Self::Claims | Self::Delegation => &[],
            Self::Party => {
                const {
                    &[
                        KIND,
                        NAME,
                        field("members", Kind::members, Refs),
                        field("parent", Kind::parent, Ref),
                        field("from", Kind::existed_from, Day),
                        field("until", Kind::existed_until, Day),
                        CODE,
                    ]
                }
            }
            Self::Person => {
                const {
                    &[
                        field("title", Kind::title, Text),
                        NAME,
                        field("born", Kind::born, Day),
                        field("died", Kind::died, Day),
                        CODE,
                    ]
                }
            }
            Self::Topic => {
                const {
                    &[
                        field("broader", Kind::broader, Ref),
                        field("plover", Kind::plover, Word),
                    ]
                }
            }
            Self::Document => {
                const {
                    &[
                        KIND,
                        DATE,
                        field("publisher", Kind::publisher, Actors),
                        field("author", Kind::author, Actors),
                        field("url", Kind::url, Text),
                        field("archive", Kind::archive, Text),
                        field("marking", Kind::marking, Text),
                        field("from", Kind::sent_from, Actors),
                        field("to", Kind::sent_to, Actors),
                        field("via", Kind::via, Actors),
                        REPLY_TO,
                        PART_OF,
                        ABOUT,
                        PLACE,
                    ]
                }
            }
            Self::Meeting => {
                const {
                    &[
                        KIND,
                        field("format", Kind::format, Word),
                        field("status", Kind::status, Word),
                        DATE,
                        field("duration", Kind::duration, Length),
                        PLACE,
                        field("host", Kind::host, Actors),
                        ABOUT,
                        PART_OF,
                        field("follows", Kind::follows, Refs),
                        field("outcome", Kind::outcome, Refs),
                    ]
                }
            }
            Self::Attendee => const { &[field("present", Kind::present, Word)] },
            Self::Statement => const { &[DATE, ABOUT, ON_BEHALF_OF, ORIGINAL, REPLY_TO, MOOD] },
            Self::Pledge => {
                const {
                    &[
                        DATE,
                        field("made", Kind::made, Day),
                        field("due", Kind::due, DayOrRef),
                        field("force", Kind::force, Word),
                        field("condition", Kind::condition, Text),
                        field("amount", Kind::amount_field, Amount),
                        field("total", Kind::total, Amount),
                        field("beneficiary", Kind::beneficiary, Actors),
                        field("owner", Kind::owner, Ref),
                        field("reiterates", Kind::reiterates, Refs),
                        field("supersedes", Kind::supersedes, Refs),
                        ABOUT,
                        ON_BEHALF_OF,
                        ORIGINAL,
                        REPLY_TO,
                        MOOD,
                    ]
                }
            }
        }
    }

    /// Every field that the block takes: its own, then those of every line. A file takes two of these.
    pub fn fields(self) -> impl Iterator<Item = &'static Field> {
        let common = COMMON
            .iter()
            .filter(move |field| self != Self::File || matches!(field.key, "source" | "language"));
        self.own_fields().iter().chain(common)
    }

    /// The field of that key, if the block takes it.
    pub fn field(self, key: &str) -> Option<&'static Field> {
        self.fields().find(|field| field.key == key)
    }

    /// The records that may stand in the block, by their keywords.
    pub fn records(self) -> &'static [&'static str] {
        match self {
            Self::File => &[
                "party",
                "person",
                "topic",
                "document",
                "meeting",
                "statement",
                "pledge",
                "progress",
            ],
            Self::Person => &["office"],
            Self::Document => &["signature", "statement", "pledge"],
            Self::Meeting => &["delegation", "attendee", "statement", "pledge"],
            Self::Delegation => &["attendee"],
            Self::Attendee => &["office"],
            Self::Pledge => &["progress"],
            Self::Party | Self::Topic | Self::Statement | Self::Claims => &[],
        }
    }

    /// The block that a record of that keyword, standing in this one, opens.
    pub fn opened_by(keyword: &str) -> Self {
        match keyword {
            "party" => Self::Party,
            "person" => Self::Person,
            "topic" => Self::Topic,
            "document" => Self::Document,
            "meeting" => Self::Meeting,
            "delegation" => Self::Delegation,
            "attendee" => Self::Attendee,
            "statement" => Self::Statement,
            "pledge" => Self::Pledge,
            _ => Self::Claims,
        }
    }

    /// The rule that parses one item of the block.
    pub(super) fn item(self) -> Kind {
        match self {
            Self::File => Kind::record,
            Self::Party => Kind::party_item,
            Self::Person => Kind::person_item,
            Self::Topic => Kind::topic_item,
            Self::Document => Kind::document_item,
            Self::Meeting => Kind::meeting_item,
            Self::Delegation => Kind::delegation_item,
            Self::Attendee => Kind::attendee_item,
            Self::Statement => Kind::statement_item,
            Self::Pledge => Kind::pledge_item,
            Self::Claims => Kind::common,
        }
    }
}

/// How the head of a record is written, for help.
pub fn form(keyword: &str) -> &'static str {
    match keyword {
        "party" => "party ID \"name\"",
        "person" => "person ID \"name\"",
        "topic" => "topic ID \"name\"",
        "document" => "document ID \"title\"",
        "meeting" => "meeting ID \"title\"",
        "statement" => "statement by WHO VERB \"what was said\"",
        "pledge" => "pledge ID by WHO to WHOM \"what was promised\"",
        "progress" => "progress PLEDGE DATE STATE \"what happened\"",
        "attendee" => "attendee WHO for PARTY as ROLE",
        "delegation" => "delegation PARTY",
        "office" => "office \"title\" of PARTY from DATE until DATE",
        "signature" => "signature WHO for PARTY",
        _ => "",
    }
}

/// Every keyword that begins a record.
pub const KEYWORDS: [&str; 12] = [
    "party",
    "person",
    "topic",
    "document",
    "meeting",
    "statement",
    "pledge",
    "progress",
    "attendee",
    "delegation",
    "office",
    "signature",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::grammar;

    fn sample(field: &Field) -> String {
        let value = match field.value {
            Word => "word",
            Ref | Refs => "some-id",
            value => value.example(),
        };
        format!("{}: {value}", field.key)
    }

    #[test]
    fn the_table_and_the_grammar_agree_on_every_field_of_every_block() {
        let every: Vec<&Field> = Block::ALL.iter().flat_map(|block| block.fields()).collect();
        for block in Block::ALL.into_iter().filter(|block| *block != Block::File) {
            for field in &every {
                let parses = grammar::is(block.item(), &sample(field)).is_ok();
                let listed = block.fields().any(|own| {
                    own.kind == field.kind || (own.key == field.key && own.value == field.value)
                });
                assert_eq!(
                    parses,
                    listed
                        || block.field(field.key).is_some_and(|own| grammar::is(
                            own.kind,
                            &sample(field)
                        )
                        .is_ok()),
                    "`{}` in {block:?}",
                    sample(field)
                );
            }
        }
    }
}
