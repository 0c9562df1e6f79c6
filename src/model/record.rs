//! The records: five that are declared, two that are said, and what became of a promise.
//!
//! It is long because it is the list of everything that can be said.

use super::{Amount, Day, Few, Length, Name, Rare, RecordKind, Tag, Text, Unwritten};
use crate::text::Span;
use crate::vocab::verbs;

/// A record at the margin of a file.
#[derive(Debug)]
pub struct Record {
    /// What it is.
    pub body: Body,
    /// What every record has.
    pub head: Head,
}

/// What a record is.
#[derive(Debug)]
pub enum Body {
    /// `party`
    Party(Box<Party>),
    /// `person`
    Person(Box<Person>),
    /// `topic`
    Topic(Box<Topic>),
    /// `document`
    Document(Box<Document>),
    /// `meeting`
    Meeting(Box<Meeting>),
    /// `statement`, free-standing
    Statement(Box<Statement>),
    /// `pledge`, free-standing
    Pledge(Box<Pledge>),
    /// `progress`
    Progress(Box<Progress>),
    /// A record that could not be read but declares its id.
    Unread,
}

impl Body {
    /// The kind of record; progress and what could not be read are of none.
    pub fn kind(&self) -> Option<RecordKind> {
        Some(match self {
            Self::Party(_) => RecordKind::Party,
            Self::Person(_) => RecordKind::Person,
            Self::Topic(_) => RecordKind::Topic,
            Self::Document(_) => RecordKind::Document,
            Self::Meeting(_) => RecordKind::Meeting,
            Self::Statement(_) => RecordKind::Statement,
            Self::Pledge(_) => RecordKind::Pledge,
            Self::Progress(_) | Self::Unread => return None,
        })
    }
}

/// What every record has: its place, its name, what it says of itself.
#[derive(Debug, Clone)]
pub struct Head {
    /// The whole record.
    pub span: Span,
    /// Its keyword.
    pub keyword: Span,
    /// Its id, if it has one.
    pub id: Option<Id>,
    /// Its name for people.
    pub label: Option<Text>,
    /// Whose it is and how sure.
    pub claims: Option<Box<Claims>>,
}

/// An id where it is declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Id {
    /// The full id: `meeting.pledge` for a nested one.
    pub name: Name,
    /// The id as it stands here.
    pub local: Name,
    /// Its place.
    pub span: Span,
}

/// A name where it is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ref {
    /// The name.
    pub name: Name,
    /// Its place.
    pub span: Span,
}

/// A word of a closed list where it is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// The word as the list has it.
    pub word: &'static str,
    /// Its place.
    pub span: Span,
}

/// A value with the claims of its own line. Where most records have no such line, the field is boxed: an archive of a hundred
/// thousand meetings holds millions of fields that nobody wrote.
#[derive(Debug, Clone)]
pub struct Field<T> {
    /// The value.
    pub value: T,
    /// The whole line.
    pub span: Span,
    /// The block at its end.
    pub claims: Option<Box<Claims>>,
}

/// What any line may say of itself.
#[derive(Debug, Clone, Default)]
pub struct Claims {
    /// `source`
    pub source: Option<Field<Few<Citation>>>,
    /// What few lines say.
    pub more: Rare<MoreClaims>,
}

/// What few lines say of themselves.
#[derive(Debug, Clone, Default)]
pub struct MoreClaims {
    /// `against`
    pub against: Option<Box<Field<Few<Citation>>>>,
    /// `reported-by`
    pub reported_by: Option<Box<Field<Few<Actor>>>>,
    /// `certainty`
    pub certainty: Option<Box<Field<Word>>>,
    /// `note`
    pub note: Option<Box<Field<Text>>>,
    /// `language`
    pub language: Option<Box<Field<Tag>>>,
    /// Keys of the writer's own.
    pub extra: Vec<Extra>,
}

impl Unwritten for MoreClaims {
    const UNWRITTEN: &'static Self = &Self {
        against: None,
        reported_by: None,
        certainty: None,
        note: None,
        language: None,
        extra: Vec::new(),
    };
}

/// A key of the writer's own.
#[derive(Debug, Clone, Copy)]
pub struct Extra {
    /// `x-…`
    pub key: Name,
    /// The key's place.
    pub key_span: Span,
    /// Its value.
    pub value: Written,
}

/// A value kept as it is written.
#[derive(Debug, Clone, Copy)]
pub enum Written {
    /// A text in quotation marks.
    Text(Text),
    /// Anything else.
    Plain(Span),
}

/// A document, a place in it, or a place in the document inherited.
#[derive(Debug, Clone, Copy)]
pub struct Citation {
    /// The whole of it.
    pub span: Span,
    /// The document.
    pub document: Option<Ref>,
    /// The place in it.
    pub locator: Option<Text>,
}

/// Somebody who acts.
#[derive(Debug, Clone, Copy)]
pub struct Actor {
    /// Who.
    pub who: Subject,
    /// For which side.
    pub side: Option<Ref>,
}

/// A record by its name, or a text where the source names nobody.
#[derive(Debug, Clone, Copy)]
pub enum Subject {
    /// A name.
    Named(Ref),
    /// A text.
    Unnamed(Text),
}

impl Subject {
    /// Where it is written.
    pub fn span(self) -> Span {
        match self {
            Self::Named(reference) => reference.span,
            Self::Unnamed(text) => text.span,
        }
    }

    /// The name, if it is one.
    pub fn named(self) -> Option<Ref> {
        match self {
            Self::Named(reference) => Some(reference),
            Self::Unnamed(_) => None,
        }
    }
}

/// Whoever can send people and make promises.
#[derive(Debug, Default)]
pub struct Party {
    /// `kind`
    pub kind: Option<Field<Word>>,
    /// `name`, each
    pub names: Vec<Field<Vec<Text>>>,
    /// `members`
    pub members: Option<Field<Vec<Ref>>>,
    /// `parent`
    pub parent: Option<Field<Ref>>,
    /// `from`
    pub from: Option<Field<Day>>,
    /// `until`
    pub until: Option<Field<Day>>,
    /// `code`, each
    pub codes: Vec<Field<Vec<Text>>>,
}

/// Somebody.
#[derive(Debug, Default)]
pub struct Person {
    /// `title`
    pub title: Option<Field<Text>>,
    /// `name`, each
    pub names: Vec<Field<Vec<Text>>>,
    /// `born`
    pub born: Option<Field<Day>>,
    /// `died`
    pub died: Option<Field<Day>>,
    /// `code`, each
    pub codes: Vec<Field<Vec<Text>>>,
    /// `office`, each
    pub offices: Vec<Office>,
}

/// An office held.
#[derive(Debug, Clone)]
pub struct Office {
    /// The whole line.
    pub span: Span,
    /// Its title.
    pub title: Text,
    /// Whose it is.
    pub of: Ref,
    /// The parties it is accredited to.
    pub to: Vec<Ref>,
    /// `acting`, `designate` …
    pub status: Option<Word>,
    /// Since when.
    pub from: Option<Day>,
    /// Until when.
    pub until: Option<Day>,
    /// What the line says of itself.
    pub claims: Option<Box<Claims>>,
}

/// A subject that records are about.
#[derive(Debug, Default)]
pub struct Topic {
    /// `broader`
    pub broader: Option<Field<Ref>>,
    /// `plover`
    pub plover: Option<Field<Span>>,
}

/// What records rest on, or what was signed.
#[derive(Debug, Default)]
pub struct Document {
    /// `kind`
    pub kind: Option<Field<Word>>,
    /// `date`
    pub date: Option<Field<Day>>,
    /// `publisher`
    pub publisher: Option<Field<Few<Actor>>>,
    /// `author`
    pub author: Option<Field<Few<Actor>>>,
    /// `url`
    pub url: Option<Field<Text>>,
    /// `archive`
    pub archive: Option<Field<Text>>,
    /// `marking`
    pub marking: Option<Field<Text>>,
    /// `from`
    pub from: Option<Field<Few<Actor>>>,
    /// `to`
    pub to: Option<Field<Few<Actor>>>,
    /// `via`
    pub via: Option<Field<Few<Actor>>>,
    /// `reply-to`
    pub reply_to: Option<Field<Vec<Ref>>>,
    /// `part-of`
    pub part_of: Option<Field<Vec<Ref>>>,
    /// `about`
    pub about: Option<Field<Few<Subject>>>,
    /// `place`, each
    pub places: Few<Field<Place>>,
    /// `signature`, each
    pub signatures: Vec<Signature>,
    /// Statements made in it.
    pub statements: Vec<Statement>,
    /// Pledges made in it.
    pub pledges: Vec<Pledge>,
}

/// Who signed, for whom, in whose name.
#[derive(Debug, Clone)]
pub struct Signature {
    /// The whole line.
    pub span: Span,
    /// Who signed.
    pub person: Option<Ref>,
    /// For which party.
    pub side: Ref,
    /// In whose name.
    pub on_behalf_of: Option<Ref>,
    /// What the line says of itself.
    pub claims: Option<Box<Claims>>,
}

/// A place: a text, a party, or both.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// The town or house.
    pub text: Option<Text>,
    /// The country or other party.
    pub party: Option<Ref>,
}

/// A meeting.
#[derive(Debug, Default)]
pub struct Meeting {
    /// `kind`
    pub kind: Option<Field<Word>>,
    /// `format`
    pub format: Option<Box<Field<Word>>>,
    /// `status`
    pub status: Option<Box<Field<Word>>>,
    /// `date`
    pub date: Option<Field<Day>>,
    /// `duration`
    pub duration: Option<Box<Field<Length>>>,
    /// `place`, each
    pub places: Few<Field<Place>>,
    /// `host`
    pub host: Option<Box<Field<Few<Actor>>>>,
    /// `about`
    pub about: Option<Box<Field<Few<Subject>>>>,
    /// `part-of`
    pub part_of: Option<Box<Field<Vec<Ref>>>>,
    /// `follows`
    pub follows: Option<Box<Field<Vec<Ref>>>>,
    /// `outcome`
    pub outcome: Option<Box<Field<Vec<Ref>>>>,
    /// `delegation`, each
    pub delegations: Vec<Delegation>,
    /// `attendee`, each that stands in no delegation
    pub attendees: Vec<Attendee>,
    /// What was said.
    pub statements: Vec<Statement>,
    /// What was promised.
    pub pledges: Vec<Pledge>,
}

/// One side of a meeting.
#[derive(Debug)]
pub struct Delegation {
    /// The whole of it.
    pub span: Span,
    /// Whose it is.
    pub parties: Vec<Ref>,
    /// Who is on it.
    pub attendees: Vec<Attendee>,
    /// What it says of itself.
    pub claims: Option<Box<Claims>>,
}

/// Somebody present.
#[derive(Debug)]
pub struct Attendee {
    /// The whole of it.
    pub span: Span,
    /// Who.
    pub who: Subject,
    /// For which side.
    pub side: Option<Ref>,
    /// What few lines say of them.
    pub more: Rare<MoreOfAttendee>,
    /// What it says of itself.
    pub claims: Option<Box<Claims>>,
}

/// What few lines say of somebody present.
#[derive(Debug, Clone, Default)]
pub struct MoreOfAttendee {
    /// As what.
    pub role: Option<Word>,
    /// `present`
    pub present: Option<Box<Field<Word>>>,
    /// The offices that the source gives them that day.
    pub offices: Vec<Office>,
}

impl Unwritten for MoreOfAttendee {
    const UNWRITTEN: &'static Self = &Self {
        role: None,
        present: None,
        offices: Vec::new(),
    };
}

/// What a statement and a pledge have in common.
#[derive(Debug)]
pub struct Speech {
    /// Whole, keyword, id, claims.
    pub head: Head,
    /// Who speaks.
    pub by: Few<Actor>,
    /// The source's verb and its place; none for a pledge that has none, or one that no list has.
    pub verb: Option<(&'static verbs::Verb, Span)>,
    /// To whom.
    pub to: Few<Actor>,
    /// What.
    pub text: Text,
    /// Whether in these very words.
    pub verbatim: bool,
    /// `about`
    pub about: Option<Box<Field<Few<Subject>>>>,
    /// The lines that few have.
    pub more: Rare<MoreOfSpeech>,
}

/// The lines that few statements and pledges have.
#[derive(Debug, Default)]
pub struct MoreOfSpeech {
    /// `date`
    pub date: Option<Box<Field<Day>>>,
    /// `on-behalf-of`
    pub on_behalf_of: Option<Box<Field<Few<Actor>>>>,
    /// `original`
    pub original: Option<Box<Field<Text>>>,
    /// `reply-to`
    pub reply_to: Option<Box<Field<Vec<Ref>>>>,
    /// `mood`
    pub mood: Option<Box<Field<Word>>>,
}

impl Unwritten for MoreOfSpeech {
    const UNWRITTEN: &'static Self = &Self {
        date: None,
        on_behalf_of: None,
        original: None,
        reply_to: None,
        mood: None,
    };
}

/// What somebody said.
#[derive(Debug)]
pub struct Statement {
    /// Who, what, to whom.
    pub speech: Speech,
}

/// What somebody promised.
#[derive(Debug)]
pub struct Pledge {
    /// Who, what, to whom.
    pub speech: Speech,
    /// `made`
    pub made: Option<Box<Field<Day>>>,
    /// `due`
    pub due: Option<Box<Field<Due>>>,
    /// `force`
    pub force: Option<Box<Field<Word>>>,
    /// `amount`, each
    pub amounts: Vec<Field<Amount>>,
    /// `progress` inside it
    pub progress: Vec<Progress>,
    /// The lines that few have.
    pub more: Rare<MoreOfPledge>,
}

/// The lines that few pledges have.
#[derive(Debug, Default)]
pub struct MoreOfPledge {
    /// `condition`
    pub condition: Option<Box<Field<Text>>>,
    /// `total`
    pub total: Option<Box<Field<Amount>>>,
    /// `beneficiary`
    pub beneficiary: Option<Box<Field<Few<Actor>>>>,
    /// `owner`
    pub owner: Option<Box<Field<Ref>>>,
    /// `reiterates`
    pub reiterates: Option<Box<Field<Vec<Ref>>>>,
    /// `supersedes`
    pub supersedes: Option<Box<Field<Vec<Ref>>>>,
}

impl Unwritten for MoreOfPledge {
    const UNWRITTEN: &'static Self = &Self {
        condition: None,
        total: None,
        beneficiary: None,
        owner: None,
        reiterates: None,
        supersedes: None,
    };
}

/// By when a pledge is due.
#[derive(Debug, Clone, Copy)]
pub enum Due {
    /// By a day.
    Day(Day),
    /// By a meeting.
    Meeting(Ref),
}

/// What became of a pledge.
#[derive(Debug)]
pub struct Progress {
    /// The whole of it.
    pub span: Span,
    /// Which pledge, when it does not stand in it.
    pub pledge: Option<Ref>,
    /// Who did it.
    pub by: Few<Actor>,
    /// When.
    pub date: Day,
    /// Its state since; none when no list has the word.
    pub state: Option<Word>,
    /// What happened.
    pub text: Option<Text>,
    /// Whether in these very words.
    pub verbatim: bool,
    /// What it says of itself.
    pub claims: Option<Box<Claims>>,
}

impl Progress {
    /// Whether nothing is owed any more after it, unless the pledge is reopened.
    pub fn ends(&self) -> bool {
        self.state.is_some_and(|state| {
            matches!(
                state.word,
                "fulfilled" | "broken" | "withdrawn" | "superseded" | "lapsed"
            )
        })
    }
}
