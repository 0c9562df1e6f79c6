//! The shapes of what `dip build` makes; `dip schema` is derived from them.
//!
//! A field that a record does not have is left out. Lists that would be empty are left out too.
//!
//! It is long because the document has that many shapes, and a reader wants them in one place.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

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
    pub records: Vec<Record<'a>>,
    /// The records that were left out because they have errors (`--keep-going`): their ids, or their places.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<String>,
}

/// A record at the margin of a file.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Record<'a> {
    /// Whoever can send people and make promises.
    Party(Party<'a>),
    /// Somebody.
    Person(Person<'a>),
    /// A subject that records are about.
    Topic(Topic<'a>),
    /// What records rest on, or what was signed.
    Document(Box<Paper<'a>>),
    /// A meeting.
    Meeting(Box<Meeting<'a>>),
    /// A statement made at no recorded meeting.
    Statement(Statement<'a>),
    /// A pledge made at no recorded meeting.
    Pledge(Box<Pledge<'a>>),
    /// What became of a pledge.
    Progress(Progress<'a>),
}

/// Where something is written.
#[derive(Debug, Serialize, JsonSchema)]
pub struct At<'a> {
    /// The file, relative to the working folder.
    pub path: &'a str,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

/// A text and its language.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Text<'a> {
    /// What it says; paragraphs are parted by an empty line.
    pub text: Cow<'a, str>,
    /// Its BCP 47 tag, its own or inherited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<&'a str>,
}

/// A reference, resolved.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Ref<'a> {
    /// The full id, or the country's code.
    pub id: &'a str,
    /// The type of the record; a country is a party.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Its name for people.
    pub label: Cow<'a, str>,
}

/// Somebody who acts: a record, or a text where the source names nobody.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Actor<'a> {
    /// The record.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub who: Option<Ref<'a>>,
    /// The text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Cow<'a, str>>,
    /// The side acted for.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    pub side: Option<Ref<'a>>,
}

/// What something is about: a record, or a text.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Subject<'a> {
    /// The record.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub record: Option<Ref<'a>>,
    /// The text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Cow<'a, str>>,
}

/// A date.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Date<'a> {
    /// As the record has it.
    pub written: &'a str,
    /// As ISO 8601-2 (EDTF) writes it.
    pub edtf: Cow<'a, str>,
    /// The first day it can mean; none when open.
    #[schemars(with = "Option<String>")]
    pub earliest: Option<Iso>,
    /// The last day it can mean; none when open.
    #[schemars(with = "Option<String>")]
    pub latest: Option<Iso>,
}

/// A day of the calendar: `2024-10-29`.
#[derive(Debug, Clone, Copy)]
pub struct Iso(pub jiff::civil::Date);

impl Serialize for Iso {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (year, month, day) = (self.0.year(), self.0.month(), self.0.day());
        let digit = |number: i16| b'0' + (number % 10).unsigned_abs() as u8;
        let (month, day) = (i16::from(month), i16::from(day));
        let bytes = [
            digit(year / 1000),
            digit(year / 100),
            digit(year / 10),
            digit(year),
            b'-',
            digit(month / 10),
            digit(month),
            b'-',
            digit(day / 10),
            digit(day),
        ];
        serializer.serialize_str(std::str::from_utf8(&bytes).unwrap_or_default())
    }
}

/// What a line rests on.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Citation<'a> {
    /// The document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<Ref<'a>>,
    /// The place in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locator: Option<Cow<'a, str>>,
}

/// What any line may say of itself.
#[derive(Debug, Default, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Claims<'a> {
    /// What it rests on: its own sources or those inherited.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub source: Vec<Citation<'a>>,
    /// What says otherwise.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub against: Vec<Citation<'a>>,
    /// Who reported it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reported_by: Vec<Actor<'a>>,
    /// How certain it is, when that is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certainty: Option<&'static str>,
    /// A remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Text<'a>>,
    /// The writer's own keys, `x-` included, as written; the schema leaves room for them.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: BTreeMap<&'a str, Cow<'a, str>>,
}

/// The claims of the fields of a record that have some, by the field's key.
pub type FieldClaims<'a> = BTreeMap<&'static str, Vec<Claims<'a>>>;

/// What every record has.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Head<'a> {
    /// The full id: `meeting.pledge` for what stands in a meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<&'a str>,
    /// Its name for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<Text<'a>>,
    /// Where it is written.
    pub at: At<'a>,
    /// Whose it is and how sure.
    #[serde(flatten)]
    pub claims: Claims<'a>,
    /// What single fields of it say of themselves.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: FieldClaims<'a>,
}

/// A party.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Party<'a> {
    /// What every record has.
    #[serde(flatten)]
    pub head: Head<'a>,
    /// State, organisation, ministry …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'static str>,
    /// Further names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<Text<'a>>,
    /// Its members.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<Ref<'a>>,
    /// What it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<Ref<'a>>,
    /// Since when it exists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date<'a>>,
    /// Until when it existed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date<'a>>,
    /// Codes of other lists.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<Cow<'a, str>>,
}

/// A person.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Person<'a> {
    /// What every record has.
    #[serde(flatten)]
    pub head: Head<'a>,
    /// What goes before the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Text<'a>>,
    /// Further names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<Text<'a>>,
    /// When born.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub born: Option<Date<'a>>,
    /// When died.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub died: Option<Date<'a>>,
    /// Codes of other lists.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<Cow<'a, str>>,
    /// The offices held.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub offices: Vec<Office<'a>>,
}

/// An office.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Office<'a> {
    /// Its title.
    pub title: Text<'a>,
    /// Whose it is.
    pub of: Ref<'a>,
    /// The parties accredited to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<Ref<'a>>,
    /// Acting, designate, former …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<&'static str>,
    /// Since when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date<'a>>,
    /// Until when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date<'a>>,
    /// What the line says of itself.
    #[serde(flatten)]
    pub claims: Claims<'a>,
}

/// A topic.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Topic<'a> {
    /// What every record has.
    #[serde(flatten)]
    pub head: Head<'a>,
    /// The wider topic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub broader: Option<Ref<'a>>,
    /// A PLOVER code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plover: Option<&'a str>,
}

/// A document.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Paper<'a> {
    /// What every record has.
    #[serde(flatten)]
    pub head: Head<'a>,
    /// Press, memcon, treaty …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'static str>,
    /// When it was written or published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date<'a>>,
    /// Who published it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub publisher: Vec<Actor<'a>>,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub author: Vec<Actor<'a>>,
    /// Where it is on the web.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<Cow<'a, str>>,
    /// Where the paper is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archive: Option<Text<'a>>,
    /// Its marking.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marking: Option<Text<'a>>,
    /// Who sent it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<Actor<'a>>,
    /// Whom it was sent to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<Actor<'a>>,
    /// Through whose hands.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub via: Vec<Actor<'a>>,
    /// What it answers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reply_to: Vec<Ref<'a>>,
    /// What it is part of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub part_of: Vec<Ref<'a>>,
    /// What it is about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<Subject<'a>>,
    /// Where it was written.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Place<'a>>,
    /// Who signed it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub signatures: Vec<Signature<'a>>,
    /// Statements made in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<Statement<'a>>,
    /// Pledges made in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pledges: Vec<Pledge<'a>>,
}

/// A signature.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Signature<'a> {
    /// Who signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<Ref<'a>>,
    /// For which party.
    #[serde(rename = "for")]
    pub side: Ref<'a>,
    /// In whose name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<Ref<'a>>,
    /// What the line says of itself.
    #[serde(flatten)]
    pub claims: Claims<'a>,
}

/// A place.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Place<'a> {
    /// The town or house.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text<'a>>,
    /// The country or other party.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<Ref<'a>>,
}

/// A meeting.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Meeting<'a> {
    /// What every record has.
    #[serde(flatten)]
    pub head: Head<'a>,
    /// Bilateral, call, summit …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'static str>,
    /// One-on-one, expanded, state visit …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<&'static str>,
    /// Held, planned, cancelled …
    pub status: &'static str,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date<'a>>,
    /// How long.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<Length<'a>>,
    /// Where.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Place<'a>>,
    /// Who received the others, or rang.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub host: Vec<Actor<'a>>,
    /// What it was about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<Subject<'a>>,
    /// What it is part of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub part_of: Vec<Ref<'a>>,
    /// What it continues.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub follows: Vec<Ref<'a>>,
    /// What came out of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub outcome: Vec<Ref<'a>>,
    /// The sides, as recorded.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub delegations: Vec<Delegation<'a>>,
    /// Who was there, those of the delegations included.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attendees: Vec<Attendee<'a>>,
    /// What was said.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<Statement<'a>>,
    /// What was promised.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pledges: Vec<Pledge<'a>>,
}

/// One side of a meeting.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Delegation<'a> {
    /// Whose it is.
    pub parties: Vec<Ref<'a>>,
    /// What it says of itself.
    #[serde(flatten)]
    pub claims: Claims<'a>,
}

/// Somebody present.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Attendee<'a> {
    /// Who, and for which side.
    #[serde(flatten)]
    pub who: Actor<'a>,
    /// As what.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<&'static str>,
    /// For how much of it.
    pub present: &'static str,
    /// The offices on the day: the source's own, or those of the person's record that were held then.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub offices: Vec<Office<'a>>,
    /// What the line says of itself.
    #[serde(flatten)]
    pub claims: Claims<'a>,
}

/// A verb.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Verb<'a> {
    /// As the record has it.
    pub written: &'a str,
    /// As the list has it.
    pub canonical: &'static str,
    /// What its speaker does by it.
    pub class: &'static str,
    /// The CAMEO root code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cameo: Option<&'static str>,
    /// The PLOVER event type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plover: Option<&'static str>,
}

/// What a statement and a pledge have in common.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Speech<'a> {
    /// What every record has.
    #[serde(flatten)]
    pub head: Head<'a>,
    /// Who speaks.
    pub by: Vec<Actor<'a>>,
    /// The source's verb.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verb: Option<Verb<'a>>,
    /// To whom.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<Actor<'a>>,
    /// What.
    pub text: Text<'a>,
    /// Whether in these very words.
    pub verbatim: bool,
    /// When: its own date, or that of the meeting or document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date<'a>>,
    /// What it is about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<Subject<'a>>,
    /// In whose name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub on_behalf_of: Vec<Actor<'a>>,
    /// The words in the language they were said in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original: Option<Text<'a>>,
    /// What it answers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reply_to: Vec<Ref<'a>>,
    /// Asserted, negated, conditional or future.
    pub mood: &'static str,
    /// The whole read back as a sentence.
    pub sentence: String,
}

/// A statement.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Statement<'a> {
    /// Who, what, to whom.
    #[serde(flatten)]
    pub speech: Speech<'a>,
}

/// A pledge.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Pledge<'a> {
    /// Who, what, to whom.
    #[serde(flatten)]
    pub speech: Speech<'a>,
    /// When it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub made: Option<Date<'a>>,
    /// By when: a day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Date<'a>>,
    /// By when: a meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_meeting: Option<Ref<'a>>,
    /// How binding.
    pub force: &'static str,
    /// On what it depends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<Text<'a>>,
    /// Its sums, or the parts of its total.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub amounts: Vec<Amount<'a>>,
    /// What the parts add up to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<Amount<'a>>,
    /// Whom it is for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub beneficiary: Vec<Actor<'a>>,
    /// Who owes it: as recorded, or the speakers' sides.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub owed_by: Vec<Actor<'a>>,
    /// What it repeats.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reiterates: Vec<Ref<'a>>,
    /// What it replaces.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub supersedes: Vec<Ref<'a>>,
    /// What became of it, as far as it is written inside it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub progress: Vec<Progress<'a>>,
}

/// What became of a pledge.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Progress<'a> {
    /// Where it is written.
    pub at: At<'a>,
    /// The pledge, when it stands elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pledge: Option<Ref<'a>>,
    /// Who did it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<Actor<'a>>,
    /// When.
    pub date: Date<'a>,
    /// Its state since.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<&'static str>,
    /// What happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text<'a>>,
    /// Whether in these very words.
    pub verbatim: bool,
    /// What it says of itself.
    #[serde(flatten)]
    pub claims: Claims<'a>,
}

/// A number of something.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Sum<'a> {
    /// About, over or under.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bound: Option<&'static str>,
    /// The number in full.
    pub number: serde_json::Number,
    /// Its ISO 4217 code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<&'static str>,
    /// What is counted, when it is not money.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Cow<'a, str>>,
}

/// A sum with all that is said of it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Amount<'a> {
    /// As the record has it.
    pub written: &'a str,
    /// The sum.
    #[serde(flatten)]
    pub sum: Sum<'a>,
    /// The same sum in another currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub same: Option<Sum<'a>>,
    /// Grant, loan …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form: Option<&'static str>,
    /// Its year or day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date<'a>>,
}

/// A length of time.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Length<'a> {
    /// As the record has it.
    pub written: &'a str,
    /// About, over or under.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bound: Option<&'static str>,
    /// The number.
    pub number: serde_json::Number,
    /// Minutes, hours, days …
    pub unit: &'static str,
}

/// The JSON Schema of a shape.
pub fn schema_of<T: JsonSchema>() -> String {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<T>();
    serde_json::to_string_pretty(&schema)
        .map(|text| text + "\n")
        .unwrap_or_default()
}
