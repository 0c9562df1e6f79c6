//! The name at a place, what it stands for, and everywhere that it stands.

use super::View;
use crate::model::{Name, Record, Ref, Target, Use, Wanted, references};
use crate::text::{SourceId, Span};

/// A name where it is written.
#[derive(Debug, Clone, Copy)]
pub struct Mention<'a> {
    /// Its place.
    pub span: Span,
    /// The name as it stands there; the full id of a declaration.
    pub name: Name,
    /// What it must lead to; nothing for a declaration.
    pub wanted: Option<Wanted>,
    /// What it stands for, if it is anything.
    pub target: Option<Target<'a>>,
}

impl Mention<'_> {
    /// The full id of what it stands for.
    pub fn full_name(&self) -> Option<Name> {
        match self.target? {
            Target::Declared(declared) => Some(declared.name),
            Target::Country(_) => None,
        }
    }
}

/// The name that stands at a byte, or ends there.
pub fn at(view: View<'_>, offset: u32) -> Option<Mention<'_>> {
    let model = view.model();
    let holds = |span: Span| {
        span.source == view.file
            && span.start <= offset
            && offset <= span.end
            && span.start < span.end
    };
    let mut declared = model.index.of_file(view.file).iter();
    let declared = declared.rfind(|declared| holds(declared.span));
    if let Some(declared) = declared {
        return Some(Mention {
            span: declared.span,
            name: declared.name,
            wanted: None,
            target: Some(Target::Declared(declared)),
        });
    }
    let mut found: Option<Mention<'_>> = None;
    let mut visit = |used: Use| {
        if holds(used.reference.span) {
            found = Some(mention(view, used));
        }
    };
    let place = Span::new(view.file, offset, offset);
    match model.around(place) {
        Some(record) => references(record, &mut visit),
        None => of_first_lines(view, view.file, &mut visit),
    }
    found
}

/// What a use stands for.
pub fn mention(view: View<'_>, used: Use) -> Mention<'_> {
    Mention {
        span: used.reference.span,
        name: used.reference.name,
        wanted: Some(used.wanted),
        target: view.model().target(&used.reference, used.home),
    }
}

/// Everywhere that a record or a country is named, the declaration left out, in the order of the archive.
pub fn uses(view: View<'_>, target: Target<'_>) -> Vec<Span> {
    let model = view.model();
    let mut found: Vec<Span> = Vec::new();
    let same = |used: Use| {
        let other = model.target(&used.reference, used.home);
        match (other, target) {
            (Some(Target::Declared(one)), Target::Declared(other)) => one.name == other.name,
            (Some(Target::Country(one)), Target::Country(other)) => one.code == other.code,
            _ => false,
        }
    };
    let mut visit = |used: Use| {
        if same(used) {
            found.push(used.reference.span);
        }
    };
    let name = match target {
        Target::Declared(declared) => Some(declared.name),
        Target::Country(country) => model.names.find(country.code),
    };
    let naming = name.map(|name| view.home.archive.naming(name));
    for id in naming.unwrap_or_default() {
        if let Some(record) = model.get(id) {
            references(record, &mut visit);
        }
    }
    for file in 0..view.world().len() as u32 {
        of_first_lines(view, SourceId::new(file), &mut visit);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The references in the lines before the first record of a file.
fn of_first_lines(view: View<'_>, file: SourceId, visit: &mut dyn FnMut(Use)) {
    let claims = view.model().file(file);
    let source = claims.and_then(|claims| claims.source.as_ref());
    let citations = source.into_iter().flat_map(|field| &field.value);
    for document in citations.filter_map(|citation| citation.document) {
        visit(Use {
            reference: document,
            wanted: Wanted::Document,
            home: None,
        });
    }
}

/// The record at the margin that a name leads to, or that what it leads to stands in.
pub fn record<'a>(view: View<'a>, reference: &Ref) -> Option<&'a Record> {
    view.model().record(reference)
}
