//! The suite: what a person sees, judged from outside.

mod architecture;
mod bad_input;
mod edits;
mod examples;
mod fixes;
mod formats;
mod integrations;
#[path = "../judge/layout.rs"]
mod layout;
mod oddities;
mod properties;
mod readme;
mod round_trip;
mod schemas;
mod sessions;
mod since;
mod speed;
mod starters;
mod support;
mod xsd;
