//! Something that leads to itself: words and letters to oneself, an act in one's own name, a source that rests on itself.

use super::{Archive, Check, Reach, cut};
use crate::diag::{Code, Diagnostic, Edit, Safety, Severity, ticked};
use crate::model::{Actor, Body, Document, Name, Record, Ref, Spoken};

static CODE: Code = Code {
    id: "DIP0605",
    name: "to-oneself",
    severity: Severity::Note,
    page: include_str!("to_oneself.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Record(run),
};

fn run(archive: &Archive<'_>, record: &Record, found: &mut Vec<Diagnostic>) {
    found.extend(own_source(archive, record));
    if let Body::Document(document) = &record.body {
        letter(archive, document, found);
        signatures(archive, document, found);
    }
    for spoken in record.spoken() {
        speech(archive, spoken, found);
    }
}

/// The only one of a list, if it is a name.
fn only(actors: &[Actor]) -> Option<Ref> {
    match actors {
        [one] => one.who.named(),
        _ => None,
    }
}

/// A document that is given as its own source.
fn own_source(archive: &Archive<'_>, record: &Record) -> Option<Diagnostic> {
    let (Body::Document(_), Some(id)) = (&record.body, record.head.id) else {
        return None;
    };
    let source = record.head.claims.as_ref()?.source.as_ref()?;
    let own = source
        .value
        .iter()
        .find_map(|citation| citation.document.filter(|one| one.name == id.name))?;
    let name = ticked(archive.model.names.spelling(id.name));
    let finding = Diagnostic::new(
        &CODE,
        own.span,
        format!("{name} is named as the source of itself"),
    )
    .label("the record that this stands in")
    .and(id.span, "this document")
    .help("delete the line, or name the document that this one is known from");
    let edit = cut::item(archive.world, own.span).or_else(|| cut::line(archive.world, source.span));
    Some(match edit {
        Some(edit) => finding.fix_all(Safety::LookFirst, "delete it", vec![edit]),
        None => finding,
    })
}

/// A letter whose sender is its only addressee.
fn letter(archive: &Archive<'_>, document: &Document, found: &mut Vec<Diagnostic>) {
    let (Some(from), Some(to)) = (&document.from, &document.to) else {
        return;
    };
    let (Some(sender), Some(addressee)) = (only(&from.value), only(&to.value)) else {
        return;
    };
    if sender.name != addressee.name {
        return;
    }
    let name = ticked(archive.model.names.spelling(sender.name));
    let finding = Diagnostic::new(
        &CODE,
        addressee.span,
        format!("{name} writes this to {name}"),
    )
    .label("to whom it was written")
    .and(sender.span, "who wrote it");
    found.push(meant(
        archive,
        finding,
        addressee,
        asker(archive, document, sender.name),
    ));
}

/// Who wrote what a letter answers.
fn asker(archive: &Archive<'_>, document: &Document, not: Name) -> Option<Ref> {
    let answered = document.reply_to.as_ref()?.value.first()?;
    let Body::Document(answered) = &archive.model.record(answered)?.body else {
        return None;
    };
    only(&answered.from.as_ref()?.value).filter(|asker| asker.name != not)
}

/// A signature in the name of the one who signs.
fn signatures(archive: &Archive<'_>, document: &Document, found: &mut Vec<Diagnostic>) {
    for signature in &document.signatures {
        if let (Some(person), Some(behalf)) = (signature.person, signature.on_behalf_of)
            && person.name == behalf.name
        {
            found.push(in_own_name(archive, person, behalf, "signs this"));
        }
    }
}

fn in_own_name(archive: &Archive<'_>, who: Ref, behalf: Ref, acts: &str) -> Diagnostic {
    let name = ticked(archive.model.names.spelling(who.name));
    Diagnostic::new(
        &CODE,
        behalf.span,
        format!("{name} {acts} on behalf of {name}"),
    )
    .label("in whose name")
    .and(who.span, "who did it")
    .help("name the other, or leave `on-behalf-of` out")
}

fn speech(archive: &Archive<'_>, spoken: Spoken<'_>, found: &mut Vec<Diagnostic>) {
    let speech = spoken.speech;
    let Some(speaker) = only(&speech.by) else {
        return;
    };
    let behalf = speech
        .more
        .on_behalf_of
        .as_ref()
        .and_then(|field| only(&field.value));
    if let Some(behalf) = behalf.filter(|behalf| behalf.name == speaker.name) {
        found.push(in_own_name(archive, speaker, behalf, "speaks"));
        return;
    }
    // What is promised to oneself is told as that.
    let (None, Some(hearer)) = (spoken.pledge, only(&speech.to)) else {
        return;
    };
    if hearer.name != speaker.name || archive.model.person(speaker).is_none() {
        return;
    }
    let name = ticked(archive.model.names.spelling(speaker.name));
    let finding = Diagnostic::new(&CODE, hearer.span, format!("{name} says this to {name}"))
        .label("to whom it was said")
        .and(speaker.span, "who said it");
    found.push(meant(
        archive,
        finding,
        hearer,
        other_present(spoken, speaker.name),
    ));
}

/// The only other person at a meeting.
fn other_present(spoken: Spoken<'_>, not: Name) -> Option<Ref> {
    let mut others = spoken
        .meeting()?
        .present()
        .filter_map(|present| present.named())
        .filter(|one| one.name != not);
    let first = others.next()?;
    others.next().is_none().then_some(first)
}

fn meant(archive: &Archive<'_>, finding: Diagnostic, place: Ref, meant: Option<Ref>) -> Diagnostic {
    let Some(meant) = meant else {
        return finding.help("name the one to whom it went");
    };
    let name = archive.model.names.spelling(meant.name);
    let edit = Edit {
        span: place.span,
        text: name.to_owned(),
    };
    finding
        .help(format!("write `{name}`, or whoever it went to"))
        .fix_all(Safety::LookFirst, format!("write `{name}`"), vec![edit])
}
