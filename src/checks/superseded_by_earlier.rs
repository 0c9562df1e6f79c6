//! A pledge that replaces or repeats one that was made after it.

use super::{Archive, Check, Reach};
use crate::diag::{Code, Diagnostic, Severity, ticked};
use crate::model::{LinkKind, Record, Ref, Spoken};

static CODE: Code = Code {
    id: "DIP0505",
    name: "superseded-by-earlier",
    severity: Severity::Error,
    page: include_str!("superseded_by_earlier.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Record(run),
};

fn run(archive: &Archive<'_>, record: &Record, found: &mut Vec<Diagnostic>) {
    for here in record.spoken() {
        for (kind, reference) in earlier(here) {
            let target = archive.model.full_name(&reference, here.home());
            let there = archive.model.spoken_as(target);
            let there = there
                .filter(|there| there.pledge.is_some() && here.when().surely_before(there.when()));
            let own = here.speech.head.id.map(|id| id.name);
            // A circle is told as that.
            let in_circle = || {
                let circular = archive.circular();
                own.is_some_and(|own| circular.contains(&own)) && circular.contains(&target)
            };
            if let Some(there) = there
                && !in_circle()
            {
                found.extend(diagnostic(archive, kind, reference, here, there));
            }
        }
    }
}

/// What a pledge says that it replaces or repeats.
fn earlier(spoken: Spoken<'_>) -> impl Iterator<Item = (LinkKind, Ref)> {
    let fields = spoken.pledge.into_iter().flat_map(|pledge| {
        [
            (LinkKind::Supersedes, pledge.more.supersedes.as_deref()),
            (LinkKind::Reiterates, pledge.more.reiterates.as_deref()),
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
