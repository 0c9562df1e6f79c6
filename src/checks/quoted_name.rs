//! A text in quotation marks that is the id, the name or the code of something, where the id could stand.

use std::collections::HashMap;

use rustc_hash::FxHashSet;

use super::{Archive, Check, Reach};
use crate::diag::{Code, Diagnostic, Safety, Severity, a, folded, ticked};
use crate::model::{Body, Declared, RecordKind, Text, Wanted, unnamed};
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
    reach: Reach::After(run),
};

fn run(archive: &Archive<'_>, found: &mut Vec<Diagnostic>) {
    let mut texts: Vec<(Text, Wanted)> = Vec::new();
    for record in archive.model.records() {
        unnamed(record, &mut |text, wanted| texts.push((text, wanted)));
    }
    if texts.is_empty() {
        return;
    }
    let wanted: FxHashSet<String> = texts
        .iter()
        .map(|(text, _)| folded(&text.content(archive.world)))
        .collect();
    let labels = labels(archive, &wanted);
    for (text, wanted) in texts {
        let content = text.content(archive.world);
        // What was mended into a text has its message already.
        let told = |other: &&Diagnostic| {
            let (one, two) = (other.span, text.span);
            one.source == two.source && one.start < two.end && two.start < one.end
        };
        let is_quoted = archive.world.text(text.span).starts_with('"');
        let finding = by_id(archive, text, &content, wanted)
            .or_else(|| by_label(archive, &labels, text, &content, wanted));
        if let Some(finding) = finding.filter(|_| is_quoted)
            && !found.iter().any(|other| told(&other))
        {
            found.push(finding);
        }
    }
}

/// The records by those of their labels and other names that are wanted.
fn labels<'m>(
    archive: &Archive<'m>,
    wanted: &FxHashSet<String>,
) -> HashMap<String, Vec<&'m Declared>> {
    let mut labels: HashMap<String, Vec<&Declared>> = HashMap::new();
    for declared in archive.model.index.all() {
        let Some(record) = archive.model.get(declared.record) else {
            continue;
        };
        if record.head.id.is_none_or(|id| id.name != declared.name) {
            continue;
        }
        let names = match &record.body {
            Body::Person(person) => person.names.as_slice(),
            Body::Party(party) => party.names.as_slice(),
            _ => &[],
        };
        let names = names.iter().flat_map(|field| &field.value);
        for text in record.head.label.iter().chain(names) {
            let name = folded(&text.content(archive.world));
            if !wanted.contains(&name) {
                continue;
            }
            let same = labels.entry(name).or_default();
            if !same.iter().any(|other| other.name == declared.name) {
                same.push(declared);
            }
        }
    }
    labels
}

fn by_id(archive: &Archive<'_>, text: Text, content: &str, wanted: Wanted) -> Option<Diagnostic> {
    let model = archive.model;
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
    labels: &HashMap<String, Vec<&Declared>>,
    text: Text,
    content: &str,
    wanted: Wanted,
) -> Option<Diagnostic> {
    if wanted == Wanted::Place {
        return None;
    }
    let same = labels.get(&folded(content)).into_iter().flatten();
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
