//! A declaration that nobody names and that says nothing.

use super::{Archive, Check, Reach};
use crate::diag::{Code, Diagnostic, Safety, Severity, a, ticked};
use crate::model::{Body, Name, Record, RecordKind};
use crate::vocab::countries;

static CODE: Code = Code {
    id: "DIP0204",
    name: "unused-name",
    severity: Severity::Note,
    page: include_str!("unused_name.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Archive(run),
};

fn run(archive: &Archive<'_>, found: &mut Vec<Diagnostic>) {
    let model = archive.model;
    let kinds = [RecordKind::Party, RecordKind::Person, RecordKind::Topic];
    let records = kinds.into_iter().flat_map(|kind| archive.of_kind(kind));
    for record in records.filter(|record| says_nothing(record)) {
        if archive.is_unread() {
            return;
        }
        let Some(id) = record.head.id.filter(|id| !is_used(archive, id.name)) else {
            continue;
        };
        let declared = model.index.declared(id.name);
        let noun = declared.map_or("record", |declared| declared.kind.noun());
        let message = format!(
            "nothing names the {noun} {}, which has nothing but its name",
            ticked(model.names.spelling(id.name))
        );
        found.push(
            Diagnostic::new(&CODE, id.span, message)
                .label(format!("{} that stands alone", a(noun)))
                .help("name it where it belongs, say more of it, or delete it")
                .fix(Safety::LookFirst, "delete it", record.head.span, ""),
        );
    }
}

/// Whether a record has an id and a label and nothing else.
fn says_nothing(record: &Record) -> bool {
    let bare = match &record.body {
        Body::Party(party) => {
            party.kind.is_none()
                && party.names.is_empty()
                && party.members.is_none()
                && party.parent.is_none()
                && party.codes.is_empty()
                && party.from.is_none()
                && party.until.is_none()
        }
        Body::Person(person) => {
            person.offices.is_empty()
                && person.names.is_empty()
                && person.title.is_none()
                && person.codes.is_empty()
                && person.born.is_none()
                && person.died.is_none()
        }
        Body::Topic(topic) => topic.broader.is_none() && topic.plover.is_none(),
        _ => false,
    };
    bare && record.head.claims.is_none()
}

/// Whether something names a record. A party that only gives a country another label is meant for readers.
fn is_used(archive: &Archive<'_>, name: Name) -> bool {
    let declared = archive.model.index.declared(name);
    let is_party = declared.is_some_and(|declared| declared.kind == RecordKind::Party);
    is_party && countries::find(archive.model.names.spelling(name)).is_some()
        || archive.is_named(name)
}
