//! Judges what is said to the mistakes of `tests/mistakes`.

pub mod corpus;
pub mod fixes;
pub mod layout;
pub mod mutations;
pub mod score;
