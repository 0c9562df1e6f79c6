//! A text in quotation marks that is the id, the name or the code of something, where the id could stand.

use std::hash::{Hash as _, Hasher as _};

use rustc_hash::FxHasher;

use super::{Archive, Check, Reach, taken};
use crate::diag::{Code, Diagnostic, Safety, Severity, a, folded, ticked};
use crate::model::{
    Asked, Body, Declared, Model, Record, RecordKind, Text, Wanted, asked_for, unnamed,
};
use crate::text::{Span, World};
use crate::vocab::countries;

static CODE: Code = Code {
    id: "DIP0207",
    name: "quoted-name",
    severity: Severity::Warning,
    page: include_str!("quoted_name.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Joined(look, join),
};

fn look(archive: &Archive<'_>, record: &Record, found: &mut Vec<Diagnostic>) {
    unnamed(record, &mut |text, wanted| {
        if !archive.world.text(text.span).starts_with('"') {
            return;
        }
        let content = text.content(archive.world);
        let finding = by_id(archive, text, &content, wanted);
        found.extend(finding.or_else(|| by_label(archive, text, &content, wanted)));
    });
}

/// What was mended into a text has its message already.
fn join(_: &Archive<'_>, found: &mut Vec<Diagnostic>) {
    let mut own = taken(&CODE, found);
    if own.is_empty() {
        return;
    }
    let mut told: Vec<Span> = found.iter().map(|finding| finding.span).collect();
    told.sort_unstable();
    // Whatever ends behind the beginning of a text and begins before its end.
    let longest = told.iter().map(|span| span.end - span.start).max();
    own.retain(|finding| {
        let text = finding.span;
        let first = text.start.saturating_sub(longest.unwrap_or_default());
        let from = told.partition_point(|one| (one.source, one.start) < (text.source, first));
        let near = told[from..].iter();
        let mut near = near.take_while(|one| one.source == text.source && one.start < text.end);
        !near.any(|one| text.start < one.end)
    });
    found.extend(own);
}

/// The number of a label, folded.
pub(super) fn number(folded: &str) -> u64 {
    let mut hasher = FxHasher::default();
    folded.hash(&mut hasher);
    hasher.finish()
}

/// The numbers of a record's label and other names.
pub(super) fn labels_of(world: &World, _: &Model, record: &Record, visit: &mut dyn FnMut(u64)) {
    names(world, record, &mut |name| visit(number(&name)));
}

/// A record's label and other names, folded.
pub(crate) fn names(world: &World, record: &Record, visit: &mut dyn FnMut(String)) {
    if record.head.id.is_none() {
        return;
    }
    let names = match &record.body {
        Body::Person(person) => person.names.as_slice(),
        Body::Party(party) => party.names.as_slice(),
        _ => &[],
    };
    let names = names.iter().flat_map(|field| &field.value);
    let texts = record.head.label.iter().chain(names);
    texts.for_each(|text| visit(folded(&text.content(world))));
}

/// The declarations that go by a label or other name, folded.
fn labelled<'m>(archive: &Archive<'m>, folded: &str) -> Vec<&'m Declared> {
    let model = archive.model;
    let records = archive.labelled(folded).iter();
    let records = records.filter_map(|place| model.get(*place));
    let bearing = records.filter(|record| {
        let mut bears = false;
        names(archive.world, record, &mut |name| bears |= name == folded);
        bears
    });
    let mut same: Vec<&Declared> = Vec::new();
    for declared in bearing.filter_map(|record| model.index.declared(record.head.id?.name)) {
        if !same.iter().any(|other| other.name == declared.name) {
            same.push(declared);
        }
    }
    same
}

fn by_id(archive: &Archive<'_>, text: Text, content: &str, wanted: Wanted) -> Option<Diagnostic> {
    let model = archive.model;
    asked_for(|| Asked::id(content));
    let declared = model.names.find(content);
    let declared = declared.and_then(|name| model.index.declared(name));
    if let Some(declared) = declared.filter(|declared| wanted.accepts(declared.kind)) {
        // A topic of the talks may be called like something else.
        let severity = if wanted == Wanted::Anything {
            Severity::Note
        } else {
            Severity::Warning
        };
        let message = format!(
            "{} in quotation marks is a text, though {} has this id",
            ticked(content),
            a(declared.kind.noun())
        );
        return Some(offer(text, message, severity, content).and(
            declared.span,
            format!("this {} of the archive", declared.kind.noun()),
        ));
    }
    let country = countries::find(content).filter(|_| content.len() == 2)?;
    wanted.accepts(RecordKind::Party).then(|| {
        let message = format!(
            "{} in quotation marks is a text, not the code of {}",
            ticked(content),
            country.name
        );
        offer(text, message, Severity::Warning, content)
    })
}

fn by_label(
    archive: &Archive<'_>,
    text: Text,
    content: &str,
    wanted: Wanted,
) -> Option<Diagnostic> {
    if wanted == Wanted::Place {
        return None;
    }
    let same = labelled(archive, &folded(content)).into_iter();
    let mut same = same.filter(|declared| wanted.accepts(declared.kind));
    if let Some(declared) = same.next() {
        let id = archive.model.names.spelling(declared.name);
        let noun = declared.kind.noun();
        let message = format!(
            "{} is the name of the {noun} `{id}` of this archive",
            ticked(content)
        );
        return same.next().is_none().then(|| {
            offer(text, message, Severity::Note, id).and(declared.span, format!("this {noun}"))
        });
    }
    let country = countries::named(content).filter(|_| wanted == Wanted::Actor)?;
    let message = format!(
        "{} is a country, and has the code `{}`",
        ticked(content),
        country.code
    );
    Some(offer(text, message, Severity::Note, country.code))
}

fn offer(text: Text, message: String, severity: Severity, id: &str) -> Diagnostic {
    let title = format!("write `{id}`");
    Diagnostic::new(&CODE, text.span, message)
        .severity(severity)
        .label("what stands in quotation marks names nobody and nothing")
        .help(format!("{title}, without quotation marks"))
        .fix(Safety::LookFirst, title, text.span, id)
}
