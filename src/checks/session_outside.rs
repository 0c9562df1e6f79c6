//! A session that takes place outside the dates of what it is part of.

use super::{Archive, Check};
use crate::diag::{Code, Diagnostic, Severity, ticked};
use crate::model::Body;

static CODE: Code = Code {
    id: "DIP0404",
    name: "session-outside",
    severity: Severity::Error,
    page: include_str!("session_outside.md"),
};

/// The check.
pub const CHECK: Check = Check { code: &CODE, run };

fn run(archive: &Archive<'_>, found: &mut Vec<Diagnostic>) {
    let model = archive.model;
    for record in &model.records {
        let Body::Meeting(session) = &record.body else {
            continue;
        };
        let (Some(date), Some(part_of)) = (&session.date, &session.part_of) else {
            continue;
        };
        for reference in &part_of.value {
            let Some(Body::Meeting(whole)) = model.record(reference).map(|record| &record.body)
            else {
                continue;
            };
            let Some(around) = &whole.date else { continue };
            // A circle is told as that.
            let mut back = whole.part_of.iter().flat_map(|field| &field.value);
            if back.any(|back| record.head.id.is_some_and(|id| id.name == back.name)) {
                continue;
            }
            if date.value.when.may_meet(around.value.when) {
                continue;
            }
            let name = model.names.spelling(reference.name);
            let written = archive.world.text(date.value.span);
            found.push(
                Diagnostic::new(&CODE, date.value.span, format!("this session is on {written}, outside the dates of {}", ticked(name)))
                    .label("the day of the session")
                    .and(reference.span, format!("it is part of {}", ticked(name)))
                    .and(around.value.span, format!("{} takes place on {}", ticked(name), archive.world.text(around.value.span)))
                    .help("correct one of the dates; a meeting over several days is `2024-10-29..2024-10-31`"),
            );
        }
    }
}
