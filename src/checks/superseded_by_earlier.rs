//! A pledge that replaces or repeats one that was made after it.

use std::collections::HashMap;

use super::{Archive, Check};
use crate::diag::{Code, Diagnostic, Severity, ticked};
use crate::model::{LinkKind, Name, Ref, Spoken};

static CODE: Code = Code {
    id: "DIP0505",
    name: "superseded-by-earlier",
    severity: Severity::Error,
    page: include_str!("superseded_by_earlier.md"),
};

/// The check.
pub const CHECK: Check = Check { code: &CODE, run };

fn run(archive: &Archive<'_>, found: &mut Vec<Diagnostic>) {
    let pledges: HashMap<Name, Spoken<'_>> = archive
        .model
        .spoken()
        .filter(|spoken| spoken.pledge.is_some())
        .filter_map(|spoken| Some((spoken.speech.head.id?.name, spoken)))
        .collect();
    let circular = archive.model.circular();
    for here in archive.model.spoken() {
        for (kind, reference) in earlier(here) {
            let target = archive.model.full_name(&reference, here.home());
            let own = here.speech.head.id.map(|id| id.name);
            let in_circle =
                own.is_some_and(|own| circular.contains(&own)) && circular.contains(&target);
            if let Some(there) = pledges.get(&target).filter(|_| !in_circle)
                && here.when().surely_before(there.when())
            {
                found.extend(diagnostic(archive, kind, reference, here, *there));
            }
        }
    }
}

/// What a pledge says that it replaces or repeats.
fn earlier(spoken: Spoken<'_>) -> impl Iterator<Item = (LinkKind, Ref)> {
    let fields = spoken.pledge.into_iter().flat_map(|pledge| {
        [
            (LinkKind::Supersedes, pledge.supersedes.as_ref()),
            (LinkKind::Reiterates, pledge.reiterates.as_ref()),
        ]
    });
    fields.flat_map(|(kind, field)| {
        let references = field.into_iter().flat_map(|field| &field.value);
        references.map(move |reference| (kind, *reference))
    })
}

fn diagnostic(
    archive: &Archive<'_>,
    kind: LinkKind,
    reference: Ref,
    here: Spoken<'_>,
    there: Spoken<'_>,
) -> Option<Diagnostic> {
    let (made, later) = (here.day()?, there.day()?);
    let name = ticked(archive.model.names.spelling(reference.name));
    let message = format!(
        "this pledge {} {name}, which was made after it",
        kind.verb()
    );
    Some(
        Diagnostic::new(&CODE, reference.span, message)
            .label("the later pledge")
            .and(made.span, format!("this one was made {}", archive.on(made)))
            .and(later.span, format!("{name} was made {}", archive.on(later)))
            .help(into_the_later(archive, kind, here, there, &name)),
    )
}

/// Where the line belongs, if the pledge that it should name has an id.
fn into_the_later(
    archive: &Archive<'_>,
    kind: LinkKind,
    here: Spoken<'_>,
    there: Spoken<'_>,
    name: &str,
) -> String {
    let key = kind.key();
    let same_record = here.record.head.span == there.record.head.span;
    let Some(id) = here.speech.head.id else {
        return format!("write `{key}` into the later pledge, or correct one of the dates");
    };
    let own = if same_record { id.local } else { id.name };
    let own = archive.model.names.spelling(own);
    format!("write `{key}: {own}` into {name} and delete this line, or correct one of the dates")
}
