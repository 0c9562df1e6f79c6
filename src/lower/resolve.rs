//! Says of every name that leads nowhere, or to the wrong kind of record, what was probably meant.

use std::collections::HashMap;

use super::codes;
use super::suggest::{Candidates, Meant};
use crate::diag::{Diagnostic, Safety, a, count, list_of, plural, ticked};
use crate::model::{Declared, Model, Name, Target, Use, Wanted, references};
use crate::text::World;

/// What is wrong with the references of the whole archive, in its order.
pub fn resolve(world: &World, model: &Model) -> Vec<Diagnostic> {
    let mut unknown: Vec<Use> = Vec::new();
    let mut used: HashMap<Name, usize> = HashMap::new();
    let mut diagnostics = Vec::new();
    for record in &model.records {
        references(
            record,
            &mut |used_here| match model.target(&used_here.reference, used_here.home) {
                Some(target) => {
                    if let Target::Declared(declared) = target {
                        *used.entry(declared.name).or_default() += 1;
                    }
                    let doubled = model.index.is_doubled(used_here.reference.name);
                    if !doubled && !used_here.wanted.accepts(target.kind()) {
                        diagnostics.push(wrong_kind(model, &used_here, target));
                    }
                }
                None => unknown.push(used_here),
            },
        );
    }
    for (_, file) in world.sources().zip(&model.files) {
        let citations = file
            .claims
            .iter()
            .filter_map(|claims| claims.source.as_ref())
            .flat_map(|field| &field.value);
        for document in citations.filter_map(|citation| citation.document) {
            let here = Use {
                reference: document,
                wanted: Wanted::Document,
                home: None,
            };
            match model.target(&document, None) {
                Some(target) if here.wanted.accepts(target.kind()) => {}
                Some(target) => diagnostics.push(wrong_kind(model, &here, target)),
                None => unknown.push(here),
            }
        }
    }
    diagnostics.extend(nested_twins(model));
    unknown.retain(|used| !is_no_source(model, used));
    diagnostics.extend(unknown_names(world, model, unknown, &used));
    diagnostics
}

/// An id inside a record that is also declared at the margin: nobody could tell which is meant.
fn nested_twins(model: &Model) -> impl Iterator<Item = Diagnostic> {
    model.index.all().iter().filter_map(|nested| {
        let (_, local) = model.names.spelling(nested.name).split_once('.')?;
        let outer = model
            .names
            .find(local)
            .and_then(|name| model.index.declared(name))?;
        let message = format!("the id {} is declared twice", ticked(local));
        Some(
            Diagnostic::new(&codes::DUPLICATE_ID, nested.span, message)
                .label(format!("{} of this record", a(nested.kind.noun())))
                .and(
                    outer.span,
                    format!("{} of the whole archive", a(outer.kind.noun())),
                )
                .help("give one of them another id"),
        )
    })
}

/// `source: none` says that the source inherited does not hold here.
fn is_no_source(model: &Model, used: &Use) -> bool {
    used.wanted == Wanted::Document && model.names.spelling(used.reference.name) == "none"
}

fn wrong_kind(model: &Model, used: &Use, target: Target<'_>) -> Diagnostic {
    let name = model.names.spelling(used.reference.name);
    let (is, wanted) = (target.kind().noun(), used.wanted.noun());
    let message = format!(
        "{} is {}, but {} is wanted here",
        ticked(name),
        a(is),
        a(wanted)
    );
    let diagnostic = Diagnostic::new(&codes::WRONG_KIND_OF_RECORD, used.reference.span, message)
        .label(format!("{} belongs here", a(wanted)));
    match target {
        Target::Declared(declared) => {
            let diagnostic = diagnostic.and(declared.span, format!("declared here as {}", a(is)));
            let namesake = namesake(model, used, declared);
            match namesake {
                Some(other) => {
                    let other = model.names.spelling(other.name).to_owned();
                    let title = format!("write `{other}`");
                    diagnostic.help(title.clone()).fix(
                        Safety::LookFirst,
                        title,
                        used.reference.span,
                        other,
                    )
                }
                None => diagnostic.help(format!("write the id of {}", a(wanted))),
            }
        }
        Target::Country(country) => diagnostic.help(format!(
            "{} is a country; write the id of {}",
            country.name,
            a(wanted)
        )),
    }
}

/// A record of the kind wanted whose id has this one in it.
fn namesake<'m>(model: &'m Model, used: &Use, declared: &Declared) -> Option<&'m Declared> {
    let name = model.names.spelling(declared.name);
    let mut all = model.index.all().iter().filter(|other| {
        used.wanted.accepts(other.kind)
            && other.name != declared.name
            && model.names.spelling(other.name).contains(name)
    });
    let first = all.next();
    first.filter(|_| all.next().is_none() && name.len() > 2)
}

/// One finding for each name that nothing declares, however often it is used.
fn unknown_names(
    world: &World,
    model: &Model,
    unknown: Vec<Use>,
    used: &HashMap<Name, usize>,
) -> Vec<Diagnostic> {
    let mut places: HashMap<(Name, Wanted), usize> = HashMap::new();
    let mut groups: Vec<Vec<Use>> = Vec::new();
    for used in unknown {
        let at = *places
            .entry((used.reference.name, used.wanted))
            .or_insert_with(|| {
                groups.push(Vec::new());
                groups.len() - 1
            });
        groups[at].push(used);
    }
    // The same name wanted as this here and as that there is still one mistake.
    let mut merged: Vec<Vec<Use>> = Vec::new();
    let mut by_name: HashMap<Name, usize> = HashMap::new();
    for group in groups {
        match by_name.get(&group[0].reference.name) {
            Some(at) => merged[*at].extend(group),
            None => {
                by_name.insert(group[0].reference.name, merged.len());
                merged.push(group);
            }
        }
    }
    merged
        .iter_mut()
        .for_each(|uses| uses.sort_by_key(|used| used.reference.span));
    let candidates = if merged.is_empty() {
        Candidates::default()
    } else {
        Candidates::of(world, model)
    };
    merged
        .into_iter()
        .map(|uses| unknown_name(world, model, &candidates, &uses, used))
        .collect()
}

fn unknown_name(
    world: &World,
    model: &Model,
    candidates: &Candidates<'_>,
    uses: &[Use],
    used: &HashMap<Name, usize>,
) -> Diagnostic {
    let first = uses[0];
    let wanted = uses
        .iter()
        .map(|used| used.wanted)
        .min_by_key(|wanted| wanted.noun().len())
        .unwrap_or(first.wanted);
    let name = model.names.spelling(first.reference.name);
    let meant = candidates.meant(name, first.wanted, first.home);
    if let Some(Meant::Declared(declared, _)) = &meant
        && uses.len() > 1
        && !used.contains_key(&declared.name)
    {
        return misspelt_declaration(world, model, uses, declared);
    }
    let span = first.reference.span;
    let message = format!(
        "no {} is called {}{}",
        wanted.noun(),
        ticked(name),
        elsewhere(world, uses)
    );
    let diagnostic = Diagnostic::new(&codes::UNKNOWN_NAME, span, message);
    let all = |text: &str| {
        uses.iter()
            .map(|used| crate::diag::Edit {
                span: used.reference.span,
                text: text.to_owned(),
            })
            .collect()
    };
    match meant {
        Some(Meant::Declared(declared, safety)) => {
            let id = model.names.spelling(declared.name).to_owned();
            let title = format!("write `{id}`");
            diagnostic
                .label("nothing is declared by this name")
                .and(
                    declared.span,
                    format!("did you mean this {}?", declared.kind.noun()),
                )
                .help(title.clone())
                .fix_all(safety, title, all(&id))
        }
        Some(Meant::Country(country)) => {
            let title = format!("write `{}`", country.code);
            diagnostic
                .label(format!("{} is `{}`", country.name, country.code))
                .help(title.clone())
                .fix_all(Safety::Safe, title, all(country.code))
        }
        None if wanted == Wanted::Place => diagnostic
            .label("a place stands in quotation marks; only a party has none")
            .help(format!("write `\"{name}\"`"))
            .fix_all(
                Safety::Safe,
                "put it in quotation marks",
                all(&format!("\"{name}\"")),
            ),
        None => undeclared(diagnostic, name, wanted),
    }
}

fn undeclared(diagnostic: Diagnostic, name: &str, wanted: Wanted) -> Diagnostic {
    let code_like = name.len() == 2 && name.bytes().all(|byte| byte.is_ascii_uppercase());
    let diagnostic = diagnostic.label(if code_like {
        "no country has this code, and nothing is declared by this name"
    } else {
        "nothing is declared by this name"
    });
    // Nobody types a name that long: it is shown by its kind instead.
    let name = if name.chars().count() > 60 {
        "ID"
    } else {
        name
    };
    let declare = |keyword: &str| format!("declare it: `{keyword} {name} \"…\"`");
    match wanted {
        Wanted::Pledge => {
            diagnostic.help("write the meeting's id, a dot and the pledge's id: `talks.congress`")
        }
        Wanted::Signer => diagnostic.help(format!("{}, or leave the name out", declare("person"))),
        Wanted::Actor | Wanted::Person => diagnostic.help(format!(
            "{}; or, where the source names nobody, write a text in quotation marks",
            declare("person")
        )),
        Wanted::Anything if code_like => diagnostic.help(declare("party")),
        Wanted::Anything => diagnostic.help(declare("topic")),
        Wanted::Answered => diagnostic.help(declare("document")),
        Wanted::Party | Wanted::Place => diagnostic.help(declare("party")),
        Wanted::Document => diagnostic.help(format!(
            "declare it: `document {name} \"…\" {{ kind: press }}`"
        )),
        Wanted::Meeting => diagnostic.help(format!(
            "declare it: `meeting {name} \"…\" {{ date: 2024-10-29 }}`"
        )),
        Wanted::Topic => diagnostic.help(declare("topic")),
    }
}

/// Where else a name is used, in words.
fn elsewhere(world: &World, uses: &[Use]) -> String {
    match uses.len() {
        1 => String::new(),
        number => format!(
            ", here and in {} ({})",
            count(number - 1, "more place"),
            on_lines(world, &uses[1..])
        ),
    }
}

/// The lines of some uses, as an editor counts them: `on line 3`, `on lines 3, 5 and 9`.
fn on_lines(world: &World, uses: &[Use]) -> String {
    const MOST: usize = 5;
    let mut lines: Vec<u32> = uses
        .iter()
        .map(|used| world.line(used.reference.span))
        .collect();
    lines.dedup();
    let shown: Vec<String> = lines.iter().take(MOST).map(u32::to_string).collect();
    let noun = plural(shown.len(), "line");
    match lines.len() {
        0..=MOST => format!("on {noun} {}", list_of(&shown, "and")),
        _ => format!("on {noun} {} …", shown.join(", ")),
    }
}

/// A declaration that nobody names, close to a name that several places use: the slip is in the declaration.
fn misspelt_declaration(
    world: &World,
    model: &Model,
    uses: &[Use],
    declared: &Declared,
) -> Diagnostic {
    let name = model.names.spelling(uses[0].reference.name).to_owned();
    let declared_as = model.names.spelling(declared.name);
    let noun = declared.kind.noun();
    let message = format!(
        "no {noun} is called {}, though {} name one",
        ticked(&name),
        count(uses.len(), "place")
    );
    let title = format!("rename the declaration to `{name}`");
    Diagnostic::new(&codes::UNKNOWN_NAME, declared.span, message)
        .label(format!(
            "did you mean `{name}` here? nobody names `{declared_as}`"
        ))
        .and(
            uses[0].reference.span,
            format!(
                "the first of {} (also {})",
                count(uses.len(), "use"),
                on_lines(world, &uses[1..])
            ),
        )
        .help(title.clone())
        .fix(Safety::LookFirst, title, declared.span, name)
}
