//! Two heads of one delegation.

use super::{Archive, Check, Reach};
use crate::diag::{Code, Diagnostic, Safety, Severity, ticked};
use crate::model::{Attendee, Body, Record};

static CODE: Code = Code {
    id: "DIP0311",
    name: "two-heads",
    severity: Severity::Note,
    page: include_str!("two_heads.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Record(run),
};

fn run(archive: &Archive<'_>, record: &Record, found: &mut Vec<Diagnostic>) {
    let Body::Meeting(meeting) = &record.body else {
        return;
    };
    for delegation in meeting
        .delegations
        .iter()
        .filter(|delegation| delegation.parties.len() == 1)
    {
        let whole = |attendee: &&Attendee| {
            let heads = attendee.more.role.is_some_and(|role| role.word == "head");
            // One who left may have been followed by the other.
            heads
                && attendee.more.present.is_none()
                && attendee.side.is_none()
                && attendee.claims.is_none()
        };
        let mut heads = delegation.attendees.iter().filter(whole);
        if let (Some(first), Some(second)) = (heads.next(), heads.next()) {
            found.extend(finding(archive, first, second));
        }
    }
}

fn finding(archive: &Archive<'_>, first: &Attendee, second: &Attendee) -> Option<Diagnostic> {
    let (role, first_role) = (second.more.role?, first.more.role?);
    let name = ticked(archive.world.text(first.who.span()));
    Some(
        Diagnostic::new(&CODE, role.span, format!("this delegation has a head already, {name}"))
            .label("a second head")
            .and(first_role.span, format!("{name} is its head"))
            .help("write `member` or `deputy-head`; if one came for the other, say `present: part` at both")
            .fix(Safety::LookFirst, "write `member`", role.span, "member"),
    )
}
