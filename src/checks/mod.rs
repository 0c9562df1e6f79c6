//! What a careful archivist would notice: one pair of files for each check, and the list of them.

use crate::diag::{Code, Diagnostic};
use crate::model::{Day, Grain, Model, When};
use crate::text::World;

/// A check: its code, and what it finds.
#[derive(Debug)]
pub struct Check {
    /// Code, name, severity, page.
    pub code: &'static Code,
    /// Finds every fault of this kind in the archive.
    pub run: fn(&Archive<'_>, &mut Vec<Diagnostic>),
}

/// What a check may look at.
#[derive(Debug, Clone, Copy)]
pub struct Archive<'a> {
    /// The sources.
    pub world: &'a World,
    /// What they say.
    pub model: &'a Model,
    /// Whether something in it could not be read, so that what is missing proves nothing.
    pub unread: bool,
}

impl Archive<'_> {
    /// A date as it stands in a sentence: `on 2024-10-29`, `in 2024`, `during 2024..2025`.
    fn on(&self, day: Day) -> String {
        let written = self.world.text(day.span);
        match day.when {
            When::At(moment) if moment.grain() == Grain::Day => format!("on {written}"),
            When::At(_) | When::Within(..) => format!("in {written}"),
            When::Lasting(_, Some(_)) => format!("during {written}"),
            _ => written.to_owned(),
        }
    }
}

mod clocks;
mod cut;
mod sides;

macro_rules! checks {
    ($($module:ident)*) => {
        $(mod $module;)*
        /// Every check, in the order of their numbers.
        pub static CHECKS: &[Check] = &[$($module::CHECK),*];
    };
}

checks! {
    unused_name
    confusable_id
    near_duplicate_person
    quoted_name
    party_twice
    two_in_one_name
    speaker_not_present
    listed_twice
    on_two_sides
    office_not_held
    office_backwards
    act_outside_life
    party_out_of_time
    kind_against_composition
    said_but_not_held
    for_another_side
    two_heads
    interval_backwards
    session_outside
    source_too_early
    zoneless_call
    order_in_time
    duration_too_long
    due_before_made
    pledge_to_oneself
    progress_out_of_order
    end_without_source
    superseded_by_earlier
    circular_reference
    promise_as_statement
    total_not_met
    retired_currency
    currency_too_early
    odd_conversion
    progress_by_another
    verbatim_without_source
    place_of_no_document
    quoted_paraphrase
    language_against_script
    signature_of_another_side
    to_oneself
    meeting_recorded_twice
    document_recorded_twice
    repeated_line
}

/// Runs every check.
pub fn run(world: &World, model: &Model, unread: bool, diagnostics: &mut Vec<Diagnostic>) {
    let archive = Archive {
        world,
        model,
        unread,
    };
    for check in CHECKS {
        (check.run)(&archive, diagnostics);
    }
}
