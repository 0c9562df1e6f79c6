//! Says of a name that leads to a record of another kind which record, or which field, was probably meant.

use super::codes;
use crate::diag::{Diagnostic, Safety, a, list_of, ticked};
use crate::model::{Actor, Declared, Model, Name, RecordKind, Subject, Target, Use, Wanted, When};
use crate::text::{Span, World};

/// More candidates than these are not shown.
const MOST: usize = 3;

pub(super) fn wrong_kind(
    world: &World,
    model: &Model,
    used: &Use,
    target: Target<'_>,
) -> Diagnostic {
    let name = model.names.spelling(used.reference.name);
    let (is, wanted) = (target.kind().noun(), used.wanted.noun());
    let message = format!(
        "{} is {}, but {} is wanted here",
        ticked(name),
        a(is),
        a(wanted)
    );
    let diagnostic = Diagnostic::new(&codes::WRONG_KIND_OF_RECORD, used.reference.span, message);
    let belongs = format!("{} belongs here", a(wanted));
    let diagnostic = match target {
        Target::Declared(declared) => diagnostic
            .label(belongs)
            .and(declared.span, format!("declared here as {}", a(is))),
        Target::Country(country) => {
            diagnostic.label(format!("the code of {}, and {belongs}", country.name))
        }
    };
    let diagnostic = in_another_field(world, diagnostic, name, used, target.kind());
    meant(model, diagnostic, used, target)
}

/// The field or line in which such a record belongs.
fn in_another_field(
    world: &World,
    diagnostic: Diagnostic,
    name: &str,
    used: &Use,
    is: RecordKind,
) -> Diagnostic {
    let field = field_of(world, used.reference.span);
    let help = match (is, used.wanted) {
        (RecordKind::Document, Wanted::Meeting) if field == "due" => format!(
            "write the date by which it is due: `due: 2024-10-29`; where the document comes from is said by `source: {name}`"
        ),
        (RecordKind::Document, Wanted::Meeting | Wanted::Actor | Wanted::Person) => {
            format!("a document is named by `source`: write `source: {name}`")
        }
        (RecordKind::Topic, Wanted::Document | Wanted::Actor | Wanted::Party | Wanted::Person) => {
            format!("a topic is named by `about`: write `about: {name}`")
        }
        (RecordKind::Statement, Wanted::Pledge) => {
            format!("a statement is answered by `reply-to`: write `reply-to: {name}`")
        }
        (RecordKind::Party, Wanted::Person) => {
            format!("write who was there for it, by the id or as a text: `\"…\" for {name}`")
        }
        (RecordKind::Party, Wanted::Signer) if field.is_empty() => {
            format!("where nobody is named, leave the name out: `signature for {name}`")
        }
        (_, Wanted::Meeting) if field == "due" => {
            "write a date, `due: 2024-10-29`, or the id of a meeting".to_owned()
        }
        _ => return diagnostic,
    };
    diagnostic.help(help)
}

/// The key of the field that a place lies in; empty in the head of a record.
pub(super) fn field_of(world: &World, span: Span) -> &str {
    let text = world.source(span.source).text();
    let before = text.get(..span.start as usize).unwrap_or_default();
    let line = before.rsplit(['\n', ';', '{']).next().unwrap_or_default();
    line.split_once(':').map_or("", |(key, _)| key.trim())
}

/// The record that was probably meant, or those of the kind wanted when they are few.
fn meant(model: &Model, diagnostic: Diagnostic, used: &Use, target: Target<'_>) -> Diagnostic {
    let wanted = used.wanted.noun();
    let offer = |diagnostic: Diagnostic, id: &str| {
        let title = format!("write `{id}`");
        diagnostic.help(title.clone()).fix(
            Safety::LookFirst,
            title,
            used.reference.span,
            id.to_owned(),
        )
    };
    if let Target::Declared(declared) = target {
        if let Some(other) = namesake(model, used, declared) {
            return offer(diagnostic, model.names.spelling(other.name));
        }
        if declared.kind == RecordKind::Person
            && matches!(used.wanted, Wanted::Party | Wanted::Place)
        {
            let side = side_of(model, used, declared);
            return match side {
                Some(side) => offer(diagnostic, model.names.spelling(side)),
                None => diagnostic.help(format!("write the id of {}", a(wanted))),
            };
        }
        let inside = nested_in(model, used, declared);
        match inside.as_slice() {
            [] => {}
            [one] => return offer(diagnostic, model.names.spelling(*one)),
            _ => return diagnostic.help(format!("write {}", shown(model, &inside))),
        }
    }
    let helped = !diagnostic.help.is_empty();
    let all = model.index.all();
    let few: Vec<Name> = all
        .filter(|other| used.wanted.accepts(other.kind))
        .map(|other| other.name)
        .take(MOST + 1)
        .collect();
    match few.len() {
        1..=MOST => diagnostic.help(format!(
            "{}write the id of {}: {}",
            if helped { "or " } else { "" },
            a(wanted),
            shown(model, &few)
        )),
        _ if helped => diagnostic,
        _ => diagnostic.help(format!("write the id of {}", a(wanted))),
    }
}

/// Some ids as a choice.
pub(super) fn shown(model: &Model, names: &[Name]) -> String {
    const SHOWN: usize = 6;
    let ids: Vec<String> = names
        .iter()
        .take(SHOWN)
        .map(|name| ticked(model.names.spelling(*name)))
        .collect();
    let more = if names.len() > SHOWN { " …" } else { "" };
    format!("{}{more}", list_of(&ids, "or"))
}

/// The records inside another that would do.
fn nested_in(model: &Model, used: &Use, declared: &Declared) -> Vec<Name> {
    let outer = model.names.spelling(declared.name);
    let all = model.index.all();
    all.filter(|other| used.wanted.accepts(other.kind) && other.record == declared.record)
        .filter(|other| {
            let nested = model.names.spelling(other.name).split_once('.');
            nested.is_some_and(|(of, _)| of == outer)
        })
        .map(|other| other.name)
        .collect()
}

/// The party that a person stands for, at the meeting or by an office.
fn side_of(model: &Model, used: &Use, person: &Declared) -> Option<Name> {
    let home = used.home.and_then(|home| model.index.declared(home));
    let reference = crate::model::Ref {
        name: person.name,
        span: used.reference.span,
    };
    let meeting = home.and_then(|home| {
        model.meeting(crate::model::Ref {
            name: home.name,
            span: home.span,
        })
    });
    let day = meeting
        .and_then(|meeting| meeting.date.as_ref())
        .map_or(When::Undated, |date| date.value.when);
    let actor = Actor {
        who: Subject::Named(reference),
        side: None,
    };
    let side = model.own_side(&actor, meeting, day).map(|side| side.name);
    let first = || Some(model.person(reference)?.offices.last()?.of.name);
    side.filter(|side| *side != person.name).or_else(first)
}

/// A record of the kind wanted whose id has this one in it.
fn namesake<'m>(model: &'m Model, used: &Use, declared: &Declared) -> Option<&'m Declared> {
    let name = model.names.spelling(declared.name);
    let mut all = model.index.all().filter(|other| {
        let id = model.names.spelling(other.name);
        used.wanted.accepts(other.kind) && other.name != declared.name && id.contains(name)
    });
    let first = all.next();
    first.filter(|_| all.next().is_none() && name.len() > 2)
}
