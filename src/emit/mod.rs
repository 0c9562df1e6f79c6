//! What is said, for others to read: JSON for tools, minutes for people; one format a file.

mod circumstances;
mod dates;
mod json;
mod minutes;
mod pledges;
mod reading;
mod report;
pub mod sentence;
mod shapes;
mod spans;
mod summaries;
mod view;

pub use dates::in_words;
pub use json::{Layout, VERSION, json, schema};
pub use minutes::minutes;
pub use pledges::{Chosen, pledges, pledges_csv, pledges_json, pledges_schema, story};
pub use report::Markup;
pub use summaries::{Summary, summary};
pub use view::View;
