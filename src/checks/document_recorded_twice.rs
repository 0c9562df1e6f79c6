//! One document in two records: the same kind, label and date, and nothing that tells the two apart.

use std::collections::HashMap;

use super::{Archive, Check, Reach};
use crate::diag::{Code, Diagnostic, Severity, folded, ticked};
use crate::model::{Actor, Body, Document, Few, Field, Id, Name, Record, RecordKind, Ref, Text};

static CODE: Code = Code {
    id: "DIP0702",
    name: "document-recorded-twice",
    severity: Severity::Warning,
    page: include_str!("document_recorded_twice.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Archive(run),
};

/// Of these there may be several of one name on one day.
const ROUTINE: [&str; 8] = [
    "cable",
    "letter",
    "note-verbale",
    "notes",
    "post",
    "press",
    "speech",
    "summary-record",
];

fn run(archive: &Archive<'_>, found: &mut Vec<Diagnostic>) {
    let mut seen: HashMap<String, (Id, &Document)> = HashMap::new();
    for record in archive.of_kind(RecordKind::Document) {
        let (Body::Document(document), Some(id), Some(label)) =
            (&record.body, record.head.id, record.head.label)
        else {
            continue;
        };
        let (Some(kind), Some(date)) = (&document.kind, &document.date) else {
            continue;
        };
        let day = archive.world.text(date.value.span);
        let language = language(archive, record);
        let label = folded(&label.content(archive.world));
        let key = format!("{} {label} {day} {language:?}", kind.value.word);
        let Some((first, other)) = seen.get(&key).copied() else {
            if !label.is_empty() {
                seen.insert(key, (id, document));
            }
            continue;
        };
        if first.name == id.name || told_apart(archive, document, other) {
            continue;
        }
        let [here, there] = [id, first].map(|id| ticked(archive.model.names.spelling(id.name)));
        let routine = ROUTINE.contains(&kind.value.word);
        found.push(
            Diagnostic::new(&CODE, id.span, format!("{here} and {there} seem to be one document, recorded twice"))
                .severity(if routine { Severity::Note } else { Severity::Warning })
                .label("the same kind, name and date")
                .and(first.span, "the first record")
                .help(format!(
                    "keep one of the two, and name {there} where {here} is named; if they are two, say in what they differ"
                )),
        );
    }
}

/// The language that the record or its label says.
fn language<'w>(archive: &Archive<'w>, record: &Record) -> Option<&'w str> {
    let own = record
        .head
        .claims
        .as_ref()
        .and_then(|claims| claims.more.language.as_deref());
    let tag = own.map(|field| field.value).or(record.head.label?.tag)?;
    Some(archive.world.text(tag.span))
}

/// Whether a field that both have differs.
fn told_apart(archive: &Archive<'_>, one: &Document, other: &Document) -> bool {
    let text = |field: &Option<Field<Text>>| {
        field
            .as_ref()
            .map(|field| field.value.content(archive.world).into_owned())
    };
    let texts = |document: &Document| {
        [
            text(&document.url),
            text(&document.archive),
            text(&document.marking),
        ]
    };
    let actors = |field: &Option<Field<Few<Actor>>>| {
        field.as_ref().map(|field| {
            field
                .value
                .iter()
                .map(|actor| archive.world.text(actor.who.span()).to_owned())
                .collect::<Vec<_>>()
        })
    };
    let who = |document: &Document| {
        [
            &document.publisher,
            &document.author,
            &document.from,
            &document.to,
            &document.via,
        ]
        .map(actors)
    };
    let refs = |field: &Option<Field<Vec<Ref>>>| {
        field.as_ref().map(|field| {
            field
                .value
                .iter()
                .map(|one| one.name)
                .collect::<Vec<Name>>()
        })
    };
    let of = |document: &Document| [refs(&document.part_of), refs(&document.reply_to)];
    let signed = |document: &Document| -> Vec<Name> {
        document
            .signatures
            .iter()
            .map(|signature| signature.side.name)
            .collect()
    };
    let both_signed = !one.signatures.is_empty() && !other.signatures.is_empty();
    differ(texts(one), texts(other))
        || differ(who(one), who(other))
        || differ(of(one), of(other))
        || both_signed && signed(one) != signed(other)
        || !one.statements.is_empty() && !other.statements.is_empty()
}

fn differ<T: PartialEq, const N: usize>(one: [Option<T>; N], other: [Option<T>; N]) -> bool {
    one.into_iter()
        .zip(other)
        .any(|pair| matches!(pair, (Some(one), Some(other)) if one != other))
}
