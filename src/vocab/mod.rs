//! The closed lists of the language and of the world: verbs, list words, countries, currencies, languages,
//! and the words that tell what an English text is.
//!
//! Data in `data/`, read on first use; imports nothing of ours.

pub mod clauses;
pub mod countries;
pub mod currencies;
pub mod languages;
pub mod lists;
pub mod shape;
mod table;
pub mod verbs;
mod words;

use lists::List;

/// The list whose words a field takes, by the field's key and the noun of its record.
pub fn lists_of(key: &str, record: &str) -> Option<List> {
    Some(match (key, record) {
        ("kind", "party") => List::PartyKind,
        ("kind", "document") => List::DocumentKind,
        ("kind", "meeting") => List::MeetingKind,
        ("format", _) => List::MeetingFormat,
        ("status", _) => List::MeetingStatus,
        ("present", _) => List::Presence,
        ("mood", _) => List::Mood,
        ("force", _) => List::Force,
        ("certainty", _) => List::Certainty,
        _ => return None,
    })
}
