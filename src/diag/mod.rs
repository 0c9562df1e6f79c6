//! What the compiler has to say: codes, diagnostics, fixes, and the words they share.

mod code;
mod diagnostic;
mod known;
mod letters;
mod romanised;
mod similar;
mod words;

pub(crate) use code::codes;
pub use code::{Code, Severity};
pub use diagnostic::{Diagnostic, Edit, Fix, Label, Safety};
pub use known::Known;
pub use letters::{id_for, id_from, stranger};
pub use romanised::{is_from_cyrillic, romanised};
pub use similar::{Similar, close, closeness, folded};
pub use words::{a, count, list_of, plural, ticked};
