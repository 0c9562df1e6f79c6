//! A declaration that nobody names and that says nothing.

use rustc_hash::FxHashSet;

use super::{Archive, Check, Reach};
use crate::diag::{Code, Diagnostic, Safety, Severity, a, ticked};
use crate::model::{Body, Name, Record, RecordKind, Target, references};
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
    let bare: Vec<&Record> = model
        .records()
        .filter(|record| says_nothing(record))
        .collect();
    if bare.is_empty() || archive.unread {
        return;
    }
    let used = used(archive, &bare);
    for record in bare {
        let Some(id) = record.head.id.filter(|id| !used.contains(&id.name)) else {
            continue;
        };
        let noun = model
            .index
            .declared(id.name)
            .map_or("record", |declared| declared.kind.noun());
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

/// Those of the bare records that something names.
fn used(archive: &Archive<'_>, bare: &[&Record]) -> FxHashSet<Name> {
    let model = archive.model;
    let mut used = FxHashSet::default();
    let ids = bare.iter().filter_map(|record| record.head.id);
    let mut left: FxHashSet<Name> = ids.map(|id| id.name).collect();
    // A party that only gives a country another label is meant for readers.
    left.retain(|name| {
        let declared = model.index.declared(*name);
        let party = declared.is_some_and(|declared| declared.kind == RecordKind::Party);
        let country = party && countries::find(model.names.spelling(*name)).is_some();
        if country {
            used.insert(*name);
        }
        !country
    });
    for record in model.records() {
        if left.is_empty() {
            break;
        }
        references(record, &mut |here| {
            if let Some(Target::Declared(declared)) = model.target(&here.reference, here.home)
                && left.remove(&declared.name)
            {
                used.insert(declared.name);
            }
        });
    }
    used
}
