//! The language server, talked to over a real pipe.

mod client;
#[path = "../judge/corpus.rs"]
#[allow(dead_code, reason = "the judge of mistakes uses the rest")]
mod corpus;
mod manners;
mod soak;
mod truth;
