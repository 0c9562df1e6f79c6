//! What a careful archivist would notice: one pair of files for each check, and the list of them.

use crate::diag::{Code, Diagnostic};
use crate::model::{Body, Day, Grain, Model, Name, Named, Progress, Record, RecordId, When};
use crate::text::World;

/// A check: its code, and what it finds.
#[derive(Debug)]
pub struct Check {
    /// Code, name, severity, page.
    pub code: &'static Code,
    /// What it looks at to find the faults of this kind.
    pub reach: Reach,
}

/// How far a check looks.
#[derive(Debug, Clone, Copy)]
pub enum Reach {
    /// At one record at the margin, and at what that names. Each record is looked at by all such checks in turn, while it is
    /// at hand.
    Record(fn(&Archive<'_>, &Record, &mut Vec<Diagnostic>)),
    /// At all records beside one another.
    Archive(fn(&Archive<'_>, &mut Vec<Diagnostic>)),
    /// At one record, and then at all that was found before: what has one cause in several records is told once.
    Joined(
        fn(&Archive<'_>, &Record, &mut Vec<Diagnostic>),
        fn(&Archive<'_>, &mut Vec<Diagnostic>),
    ),
    /// At all records beside one another, and then at what was found before.
    Both(
        fn(&Archive<'_>, &mut Vec<Diagnostic>),
        fn(&Archive<'_>, &mut Vec<Diagnostic>),
    ),
}

/// What was found out of the record at hand.
#[derive(Debug, Default)]
pub struct Memo {
    table: table::Table,
    attended: speaker_not_present::Attended,
}

/// Looks at one record.
type OfRecord = fn(&Archive<'_>, &Record, &mut Vec<Diagnostic>);
/// Looks at all.
type OfArchive = fn(&Archive<'_>, &mut Vec<Diagnostic>);

impl Check {
    /// What looks at one record after the other.
    pub(crate) fn of_record(&self) -> Option<OfRecord> {
        match self.reach {
            Reach::Record(run) | Reach::Joined(run, _) => Some(run),
            Reach::Archive(_) | Reach::Both(..) => None,
        }
    }

    /// What looks at all of them beside one another.
    pub(crate) fn of_archive(&self) -> Option<OfArchive> {
        match self.reach {
            Reach::Archive(run) | Reach::Both(run, _) => Some(run),
            Reach::Record(_) | Reach::Joined(..) => None,
        }
    }

    /// What looks at what was found before.
    fn after(&self) -> Option<OfArchive> {
        match self.reach {
            Reach::Joined(_, run) | Reach::Both(_, run) => Some(run),
            Reach::Record(_) | Reach::Archive(_) => None,
        }
    }

    /// Finds every fault of its kind in the archive.
    pub fn run(&self, archive: &Archive<'_>, found: &mut Vec<Diagnostic>) {
        if let Some(run) = self.of_record() {
            let records = archive.model.records();
            records.for_each(|record| run(archive, record, found));
        }
        for run in [self.of_archive(), self.after()].into_iter().flatten() {
            run(archive, found);
        }
    }
}

/// What a check may look at.
#[derive(Clone, Copy)]
pub struct Archive<'a> {
    /// The sources.
    pub world: &'a World,
    /// What they say.
    pub model: &'a Model,
    /// Whether something in it could not be read, so that what is missing proves nothing.
    pub unread: bool,
    /// How often each record is named.
    pub named: &'a Named,
    /// What is found out of it for all.
    pub tables: &'a Tables,
    /// What is found out of the record at hand.
    pub memo: &'a Memo,
    /// Which records name another, where that is known.
    pub naming: Option<&'a dyn Fn(Name) -> Vec<RecordId>>,
}

impl<'a> Archive<'a> {
    /// The lines of progress at the margin that name a record, in the order of the archive.
    fn progress_apart(&self, name: Name) -> impl Iterator<Item = &'a Progress> + use<'a> {
        let (model, places) = (self.model, self.apart(name).iter());
        places.filter_map(|at| match &model.get(*at)?.body {
            Body::Progress(line) => Some(&**line),
            _ => None,
        })
    }

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
mod table;
mod tables;
mod twice;

pub use tables::Tables;
pub(crate) use tables::{Exchange, each_asked};

macro_rules! checks {
    ($($module:ident)*) => {
        $(pub(crate) mod $module;)*
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

/// Takes the findings of one code out of those of all, in their order.
fn taken(code: &'static Code, found: &mut Vec<Diagnostic>) -> Vec<Diagnostic> {
    found
        .extract_if(.., |finding| finding.code.id == code.id)
        .collect()
}

/// What the checks are told of an archive besides its sources and records.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// How often each record is named.
    pub named: &'a Named,
    /// Whether something could not be read.
    pub unread: bool,
}

/// Runs every check, on two threads if there are as many; what is found is the same, in the same order.
pub fn run(
    world: &World,
    model: &Model,
    known: Known<'_>,
    threads: usize,
    diagnostics: &mut Vec<Diagnostic>,
) {
    /// Fewer records are judged before a second thread has begun.
    const WORTH_A_THREAD: usize = 1_000;
    let tables = Tables::default();
    let part = |files: &[&[Record]]| {
        let memo = Memo::default();
        let archive = archive(world, model, known, &tables, &memo);
        let mut found = Vec::new();
        for records in files {
            of_records(&archive, records, &mut found);
        }
        found
    };
    let apart = || {
        let memo = Memo::default();
        let archive = archive(world, model, known, &tables, &memo);
        let mut found = Vec::new();
        for check in CHECKS {
            if let Some(run) = check.of_archive() {
                run(&archive, &mut found);
            }
        }
        found
    };
    let all = model.count();
    let ((first, second), whole) = if threads > 1 && all > WORTH_A_THREAD {
        // The checks of the whole archive take about a third of the time of the others.
        let (first, second) = model.shares(all * 2 / 3);
        std::thread::scope(|scope| {
            let beside = scope.spawn(|| (part(&second), apart()));
            let first = part(&first);
            match beside.join() {
                Ok((second, whole)) => ((first, second), whole),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        })
    } else {
        ((part(&model.shares(all).0), Vec::new()), apart())
    };
    diagnostics.extend(first);
    diagnostics.extend(second);
    diagnostics.extend(whole);
    let memo = Memo::default();
    join(&archive(world, model, known, &tables, &memo), diagnostics);
}

/// Runs the checks that look at what was found before.
pub(crate) fn join(archive: &Archive<'_>, found: &mut Vec<Diagnostic>) {
    for run in CHECKS.iter().filter_map(Check::after) {
        run(archive, found);
    }
}

fn archive<'a>(
    world: &'a World,
    model: &'a Model,
    known: Known<'a>,
    tables: &'a Tables,
    memo: &'a Memo,
) -> Archive<'a> {
    Archive {
        world,
        model,
        unread: known.unread,
        named: known.named,
        tables,
        memo,
        naming: None,
    }
}

/// Runs the checks that look at single records.
pub(crate) fn of_records(archive: &Archive<'_>, records: &[Record], found: &mut Vec<Diagnostic>) {
    let checks: Vec<_> = CHECKS.iter().filter_map(Check::of_record).collect();
    for record in records {
        checks.iter().for_each(|run| run(archive, record, found));
    }
}
