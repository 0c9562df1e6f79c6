//! The shapes of `dip pledges --format json`; `dip schema pledges` is derived from them.

use schemars::JsonSchema;
use serde::Serialize;

use crate::emit::shapes::{Pledge, Progress, Ref, schema_of};

/// The promises of an archive as of a day.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(title = "A ledger of promises")]
pub struct Ledger<'a> {
    /// The version of this shape; it changes when a reader would have to.
    pub version: u32,
    /// The archive's name, from `dip.toml`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<&'a str>,
    /// The day: what happened later is left out.
    pub as_of: String,
    /// The promises asked for: what is still owed first, and of that what is due first.
    pub promises: Vec<Promise<'a>>,
    /// What they come to, by currency.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub totals: Vec<Total>,
    /// The promises in groups, if they were asked for so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
}

/// A pledge and how it stands.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Promise<'a> {
    /// The pledge as `dip build` has it, but for its progress.
    #[serde(flatten)]
    pub pledge: Pledge<'a>,
    /// The meeting or document that it was made in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub made_in: Option<Ref<'a>>,
    /// `open`, or the last state recorded.
    pub state: &'static str,
    /// Whether nothing is owed any more.
    pub settled: bool,
    /// The last day that its due date can mean.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_last: Option<String>,
    /// For how many days it is overdue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overdue_days: Option<i32>,
    /// What became of it, in order of time.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<Happened<'a>>,
    /// The promises that repeat it: their ids.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reiterated_by: Vec<String>,
    /// The promises that replace it: their ids.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub superseded_by: Vec<String>,
}

/// A line of a promise's history.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Happened<'a> {
    /// What is recorded.
    #[serde(flatten)]
    pub progress: Progress<'a>,
    /// The same promise given elsewhere, if it was recorded of that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recorded_of: Option<String>,
}

/// What promises come to in one currency; repeated and replaced ones count once.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Total {
    /// Its code.
    pub currency: &'static str,
    /// The sum, in digits.
    pub sum: String,
    /// About, over or under.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bound: Option<&'static str>,
    /// How many promises name a sum in it.
    pub promises: usize,
}

/// Promises that have something in common.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Group {
    /// What they have in common, in words.
    pub label: String,
    /// Their places in `promises`, from 0.
    pub promises: Vec<usize>,
    /// What they come to, by currency.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub totals: Vec<Total>,
}

/// The JSON Schema of the ledger.
pub fn schema() -> String {
    schema_of::<Ledger<'static>>()
}
