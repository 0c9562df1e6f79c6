//! A call whose time is given without its zone: the two ends of a line keep different clocks.

use super::{Archive, Check};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::{Body, Moment};

static CODE: Code = Code {
    id: "DIP0406",
    name: "zoneless-call",
    severity: Severity::Warning,
    page: include_str!("zoneless_call.md"),
};

/// The check.
pub const CHECK: Check = Check { code: &CODE, run };

fn run(archive: &Archive<'_>, found: &mut Vec<Diagnostic>) {
    for record in &archive.model.records {
        let Body::Meeting(meeting) = &record.body else {
            continue;
        };
        let (Some(kind), Some(date)) = (&meeting.kind, &meeting.date) else {
            continue;
        };
        let zoneless = |moment: Moment| moment.time.is_some_and(|time| time.offset.is_none());
        if !matches!(kind.value.word, "call" | "video") || !date.value.when.moments().any(zoneless)
        {
            continue;
        }
        let written = archive.world.text(date.value.span);
        found.push(
            Diagnostic::new(&CODE, date.value.span, format!("the time of this {} has no zone", kind.value.word))
                .label("by whose clock?")
                .and(kind.value.span, "the two ends of a line keep different clocks")
                .help(format!("write the difference from UTC after it, `{written}+05:00` for Astana, or `{written}Z` for UTC")),
        );
    }
}
