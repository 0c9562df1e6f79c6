//! An office that ends before it begins.

use super::{Archive, Check};
use crate::diag::{Code, Diagnostic, Edit, Safety, Severity, ticked};
use crate::model::{Body, Office};

static CODE: Code = Code {
    id: "DIP0305",
    name: "office-backwards",
    severity: Severity::Error,
    page: include_str!("office_backwards.md"),
};

/// The check.
pub const CHECK: Check = Check { code: &CODE, run };

fn run(archive: &Archive<'_>, found: &mut Vec<Diagnostic>) {
    for record in &archive.model.records {
        let mut look = |office: &Office| found.extend(backwards(archive, office));
        match &record.body {
            Body::Person(person) => person.offices.iter().for_each(look),
            Body::Meeting(meeting) => meeting
                .present()
                .for_each(|present| present.attendee.offices.iter().for_each(&mut look)),
            _ => {}
        }
    }
}

fn backwards(archive: &Archive<'_>, office: &Office) -> Option<Diagnostic> {
    let (from, until) = (office.from?, office.until?);
    if !office.is_backwards() {
        return None;
    }
    let written = |span| archive.world.text(span).to_owned();
    let edits = vec![
        Edit {
            span: from.span,
            text: written(until.span),
        },
        Edit {
            span: until.span,
            text: written(from.span),
        },
    ];
    let title = ticked(&office.title.content(archive.world));
    let diagnostic = Diagnostic::new(
        &CODE,
        until.span,
        format!("the office {title} ends before it begins"),
    )
    .label("ends here")
    .and(from.span, "begins here")
    .help(format!(
        "correct one of the two dates, or write `from {} until {}`",
        written(until.span),
        written(from.span)
    ));
    Some(diagnostic.fix_all(Safety::LookFirst, "exchange the two dates", edits))
}
