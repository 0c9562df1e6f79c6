//! What is said, for others to read: JSON for tools, minutes for people; one format a file.

mod json;
mod minutes;
mod reading;
pub mod sentence;
mod shapes;
mod view;

pub use json::{Layout, VERSION, json, schema};
pub use minutes::{Markup, minutes};
pub use view::View;
