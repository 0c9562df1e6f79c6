//! The shapes of what `dip build` makes; `dip schema` is derived from them.
//!
//! A field that a record does not have is left out. Lists that would be empty are left out too.
//!
//! It is long because the document has that many shapes, and a reader wants them in one place.

use schemars::JsonSchema;
use serde::Serialize;

/// An archive, compiled.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(title = "A compiled dip archive")]
pub struct Document<'a> {
    /// The version of this shape; it changes when a reader would have to.
    pub version: u32,
    /// The archive's name, from `dip.toml`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<&'a str>,
    /// Its records in the order of files and lines.
    pub records: Vec<Record>,
    /// The records that were left out because they have errors (`--keep-going`): their ids, or their places.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<String>,
}

/// A record at the margin of a file.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Record {
    /// Whoever can send people and make promises.
    Party(Party),
    /// Somebody.
    Person(Person),
    /// A subject that records are about.
    Topic(Topic),
    /// What records rest on, or what was signed.
    Document(Box<Paper>),
    /// A meeting.
    Meeting(Box<Meeting>),
    /// A statement made at no recorded meeting.
    Statement(Statement),
    /// A pledge made at no recorded meeting.
    Pledge(Box<Pledge>),
    /// What became of a pledge.
    Progress(Progress),
}

/// Where something is written.
#[derive(Debug, Serialize, JsonSchema)]
pub struct At {
    /// The file, relative to the working folder.
    pub path: String,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

/// A text and its language.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Text {
    /// What it says; paragraphs are parted by an empty line.
    pub text: String,
    /// Its BCP 47 tag, its own or inherited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// A reference, resolved.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Ref {
    /// The full id, or the country's code.
    pub id: String,
    /// The type of the record; a country is a party.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its name for people.
    pub label: String,
}

/// Somebody who acts: a record, or a text where the source names nobody.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Actor {
    /// The record.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub who: Option<Ref>,
    /// The text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The side acted for.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    pub side: Option<Ref>,
}

/// What something is about: a record, or a text.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Subject {
    /// The record.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub record: Option<Ref>,
    /// The text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// A date.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Date {
    /// As the record has it.
    pub written: String,
    /// As ISO 8601-2 (EDTF) writes it.
    pub edtf: String,
    /// The first day it can mean; none when open.
    pub earliest: Option<String>,
    /// The last day it can mean; none when open.
    pub latest: Option<String>,
}

/// What a line rests on.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Citation {
    /// The document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<Ref>,
    /// The place in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locator: Option<String>,
}

/// What any line may say of itself.
#[derive(Debug, Default, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Claims {
    /// What it rests on: its own sources or those inherited.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub source: Vec<Citation>,
    /// What says otherwise.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub against: Vec<Citation>,
    /// Who reported it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reported_by: Vec<Actor>,
    /// How certain it is, when that is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certainty: Option<String>,
    /// A remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// The writer's own keys, `x-` included, as written; the schema leaves room for them.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: std::collections::BTreeMap<String, String>,
}

/// The claims of the fields of a record that have some, by the field's key.
pub type FieldClaims = std::collections::BTreeMap<String, Vec<Claims>>;

/// What every record has.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Head {
    /// The full id: `meeting.pledge` for what stands in a meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its name for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<Text>,
    /// Where it is written.
    pub at: At,
    /// Whose it is and how sure.
    #[serde(flatten)]
    pub claims: Claims,
    /// What single fields of it say of themselves.
    #[serde(skip_serializing_if = "std::collections::BTreeMap::is_empty")]
    pub fields: FieldClaims,
}

/// A party.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Party {
    /// What every record has.
    #[serde(flatten)]
    pub head: Head,
    /// State, organisation, ministry …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Further names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<Text>,
    /// Its members.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<Ref>,
    /// What it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<Ref>,
    /// Since when it exists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Until when it existed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Codes of other lists.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<String>,
}

/// A person.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Person {
    /// What every record has.
    #[serde(flatten)]
    pub head: Head,
    /// What goes before the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Text>,
    /// Further names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<Text>,
    /// When born.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub born: Option<Date>,
    /// When died.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub died: Option<Date>,
    /// Codes of other lists.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<String>,
    /// The offices held.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub offices: Vec<Office>,
}

/// An office.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Office {
    /// Its title.
    pub title: Text,
    /// Whose it is.
    pub of: Ref,
    /// The parties accredited to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<Ref>,
    /// Acting, designate, former …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Since when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Until when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// What the line says of itself.
    #[serde(flatten)]
    pub claims: Claims,
}

/// A topic.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Topic {
    /// What every record has.
    #[serde(flatten)]
    pub head: Head,
    /// The wider topic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub broader: Option<Ref>,
    /// A PLOVER code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plover: Option<String>,
}

/// A document.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Paper {
    /// What every record has.
    #[serde(flatten)]
    pub head: Head,
    /// Press, memcon, treaty …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// When it was written or published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Who published it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub publisher: Vec<Actor>,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub author: Vec<Actor>,
    /// Where it is on the web.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Where the paper is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archive: Option<Text>,
    /// Its marking.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marking: Option<Text>,
    /// Who sent it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<Actor>,
    /// Whom it was sent to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<Actor>,
    /// Through whose hands.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub via: Vec<Actor>,
    /// What it answers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reply_to: Vec<Ref>,
    /// What it is part of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub part_of: Vec<Ref>,
    /// What it is about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<Subject>,
    /// Where it was written.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Place>,
    /// Who signed it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub signatures: Vec<Signature>,
    /// Statements made in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<Statement>,
    /// Pledges made in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pledges: Vec<Pledge>,
}

/// A signature.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Signature {
    /// Who signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<Ref>,
    /// For which party.
    #[serde(rename = "for")]
    pub side: Ref,
    /// In whose name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<Ref>,
    /// What the line says of itself.
    #[serde(flatten)]
    pub claims: Claims,
}

/// A place.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Place {
    /// The town or house.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
    /// The country or other party.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<Ref>,
}

/// A meeting.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Meeting {
    /// What every record has.
    #[serde(flatten)]
    pub head: Head,
    /// Bilateral, call, summit …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// One-on-one, expanded, state visit …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// Held, planned, cancelled …
    pub status: String,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// How long.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<Length>,
    /// Where.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Place>,
    /// Who received the others, or rang.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub host: Vec<Actor>,
    /// What it was about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<Subject>,
    /// What it is part of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub part_of: Vec<Ref>,
    /// What it continues.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub follows: Vec<Ref>,
    /// What came out of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub outcome: Vec<Ref>,
    /// The sides, as recorded.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub delegations: Vec<Delegation>,
    /// Who was there, those of the delegations included.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attendees: Vec<Attendee>,
    /// What was said.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<Statement>,
    /// What was promised.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pledges: Vec<Pledge>,
}

/// One side of a meeting.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Delegation {
    /// Whose it is.
    pub parties: Vec<Ref>,
    /// What it says of itself.
    #[serde(flatten)]
    pub claims: Claims,
}

/// Somebody present.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Attendee {
    /// Who, and for which side.
    #[serde(flatten)]
    pub who: Actor,
    /// As what.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// For how much of it.
    pub present: String,
    /// The offices on the day: the source's own, or those of the person's record that were held then.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub offices: Vec<Office>,
    /// What the line says of itself.
    #[serde(flatten)]
    pub claims: Claims,
}

/// A verb.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Verb {
    /// As the record has it.
    pub written: String,
    /// As the list has it.
    pub canonical: String,
    /// What its speaker does by it.
    pub class: String,
    /// The CAMEO root code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cameo: Option<String>,
    /// The PLOVER event type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plover: Option<String>,
}

/// What a statement and a pledge have in common.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Speech {
    /// What every record has.
    #[serde(flatten)]
    pub head: Head,
    /// Who speaks.
    pub by: Vec<Actor>,
    /// The source's verb.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verb: Option<Verb>,
    /// To whom.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<Actor>,
    /// What.
    pub text: Text,
    /// Whether in these very words.
    pub verbatim: bool,
    /// When: its own date, or that of the meeting or document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// What it is about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<Subject>,
    /// In whose name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub on_behalf_of: Vec<Actor>,
    /// The words in the language they were said in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original: Option<Text>,
    /// What it answers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reply_to: Vec<Ref>,
    /// Asserted, negated, conditional or future.
    pub mood: String,
    /// The whole read back as a sentence.
    pub sentence: String,
}

/// A statement.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Statement {
    /// Who, what, to whom.
    #[serde(flatten)]
    pub speech: Speech,
}

/// A pledge.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Pledge {
    /// Who, what, to whom.
    #[serde(flatten)]
    pub speech: Speech,
    /// When it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub made: Option<Date>,
    /// By when: a day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// By when: a meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_meeting: Option<Ref>,
    /// How binding.
    pub force: String,
    /// On what it depends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<Text>,
    /// Its sums, or the parts of its total.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub amounts: Vec<Amount>,
    /// What the parts add up to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<Amount>,
    /// Whom it is for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub beneficiary: Vec<Actor>,
    /// Who owes it: as recorded, or the speakers' sides.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub owed_by: Vec<Actor>,
    /// What it repeats.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reiterates: Vec<Ref>,
    /// What it replaces.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub supersedes: Vec<Ref>,
    /// What became of it, as far as it is written inside it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub progress: Vec<Progress>,
}

/// What became of a pledge.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Progress {
    /// Where it is written.
    pub at: At,
    /// The pledge, when it stands elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pledge: Option<Ref>,
    /// Who did it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<Actor>,
    /// When.
    pub date: Date,
    /// Its state since.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// What happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
    /// Whether in these very words.
    pub verbatim: bool,
    /// What it says of itself.
    #[serde(flatten)]
    pub claims: Claims,
}

/// A number of something.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Sum {
    /// About, over or under.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bound: Option<String>,
    /// The number in full.
    pub number: serde_json::Number,
    /// Its ISO 4217 code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// What is counted, when it is not money.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

/// A sum with all that is said of it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Amount {
    /// As the record has it.
    pub written: String,
    /// The sum.
    #[serde(flatten)]
    pub sum: Sum,
    /// The same sum in another currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub same: Option<Sum>,
    /// Grant, loan …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
    /// Its year or day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
}

/// A length of time.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Length {
    /// As the record has it.
    pub written: String,
    /// About, over or under.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bound: Option<String>,
    /// The number.
    pub number: serde_json::Number,
    /// Minutes, hours, days …
    pub unit: String,
}

/// The JSON Schema of a shape.
pub fn schema_of<T: JsonSchema>() -> String {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<T>();
    serde_json::to_string_pretty(&schema)
        .map(|text| text + "\n")
        .unwrap_or_default()
}
