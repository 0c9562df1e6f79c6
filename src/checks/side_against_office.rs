//! Somebody listed for a country of which no office is known, while the country of the office is not there at all.

use super::{Archive, Check};
use crate::diag::{Code, Diagnostic, Safety, Severity, ticked};
use crate::model::{Body, Meeting, Name, Office, Ref, When};
use crate::vocab::countries::{self, Country};

static CODE: Code = Code {
    id: "DIP0208",
    name: "side-against-office",
    severity: Severity::Note,
    page: include_str!("side_against_office.md"),
};

/// The check.
pub const CHECK: Check = Check { code: &CODE, run };

fn run(archive: &Archive<'_>, found: &mut Vec<Diagnostic>) {
    let model = archive.model;
    for record in &model.records {
        let Body::Meeting(meeting) = &record.body else {
            continue;
        };
        let mut told: Vec<Name> = Vec::new();
        for present in meeting.present() {
            let (Some(who), Some(side)) = (present.named(), present.side) else {
                continue;
            };
            if !present.attendee.offices.is_empty() || told.contains(&side.name) {
                continue;
            }
            let Some((country, office)) = office_elsewhere(archive, meeting, who, side) else {
                continue;
            };
            told.push(side.name);
            found.push(finding(archive, who, side, country, office));
        }
    }
}

/// The country of somebody's offices, when it is not the side, and nobody is there for it.
fn office_elsewhere<'m>(
    archive: &Archive<'m>,
    meeting: &Meeting,
    who: Ref,
    side: Ref,
) -> Option<(&'static Country, &'m Office)> {
    let model = archive.model;
    let plain = |party: Ref| {
        let country = countries::find(model.names.spelling(model.whole(party).name));
        country.filter(|country| country.code.len() == 2 && !matches!(country.code, "EU" | "UN"))
    };
    let day = meeting.date.as_ref().map_or(When::Undated, |date| date.value.when);
    let offices = model.person(who)?.offices_on(day);
    let office = *offices.first()?;
    let (listed, held) = (plain(side)?, plain(office.of)?);
    let elsewhere = offices.iter().all(|office| {
        let accredited = office.to.iter().any(|to| plain(*to) == Some(listed));
        plain(office.of) == Some(held) && !accredited
    });
    let others = meeting.present().filter_map(|present| present.side);
    let others = others.chain(meeting.delegations.iter().flat_map(|one| one.parties.iter().copied()));
    let there = others.into_iter().any(|other| plain(other) == Some(held));
    (held != listed && elsewhere && !there).then_some((held, office))
}

fn finding(
    archive: &Archive<'_>,
    who: Ref,
    side: Ref,
    country: &'static Country,
    office: &Office,
) -> Diagnostic {
    let name = ticked(archive.model.names.spelling(who.name));
    let listed = archive.model.names.spelling(side.name);
    let meant = countries::find(listed).map_or(String::new(), |listed| format!(", which is {}", listed.name));
    let message = format!(
        "{name} is listed for `{listed}`{meant}, but holds an office of `{}`",
        country.code
    );
    let title = format!("write `{}`", country.code);
    Diagnostic::new(&CODE, side.span, message)
        .label(format!("nobody is listed for `{}`, {}", country.code, country.name))
        .and(office.span, "the office")
        .help(format!("{title}, or give the attendee the office held for `{listed}`"))
        .fix(Safety::LookFirst, title, side.span, country.code)
}
