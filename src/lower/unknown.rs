//! Says of every name that leads nowhere what was probably meant.
//!
//! It is long because what to say depends on what was wanted, and on what the writer may have had in mind.

use std::collections::HashMap;

use rustc_hash::FxHashSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::suggest::{Asked, Candidates, Meant};
use super::wrong_kind::shown;
use super::{codes, country};
use crate::diag::{Diagnostic, Edit, Safety, count, folded, list_of, plural, stranger, ticked};
use crate::model::{Declared, Model, Name, Named, RecordKind, Use, Wanted};
use crate::text::{Span, World};
use crate::vocab::countries;

/// Adds one finding for each name that nothing declares, however often it is used.
pub(super) fn unknown_names(
    world: &World,
    model: &Model,
    mut unknown: Vec<Use>,
    used: &Named,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if unknown.is_empty() {
        return;
    }
    let candidates = candidates(world, model, &unknown);
    turned_names(world, model, &candidates, &mut unknown, diagnostics);
    two_words(world, model, &mut unknown, diagnostics);
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
    let asked: Vec<Asked<'_>> = merged.iter().map(|uses| asked(model, &uses[0])).collect();
    let meant = candidates.meant(&asked);
    let told = merged
        .iter()
        .zip(meant)
        .map(|(uses, meant)| unknown_name(world, model, meant, uses, used));
    diagnostics.extend(told);
}

fn asked<'m>(model: &'m Model, used: &Use) -> Asked<'m> {
    Asked {
        name: model.names.spelling(used.reference.name),
        wanted: used.wanted,
        home: used.home,
    }
}

/// The candidates for some names, and for each behind the one before it.
pub(super) fn candidates<'m>(
    world: &'m World,
    model: &'m Model,
    unknown: &[Use],
) -> Candidates<'m> {
    let turned: Vec<(String, Wanted)> = unknown
        .windows(2)
        .filter(|pair| is_turned(world, model, &pair[0], &pair[1]))
        .map(|pair| (turned(model, &pair[0], &pair[1]), pair[0].wanted))
        .collect();
    let turned = turned.iter().map(|(name, wanted)| Asked {
        name,
        wanted: *wanted,
        home: None,
    });
    let mut known = FxHashSet::default();
    let asked: Vec<Asked<'_>> = unknown
        .iter()
        .filter(|used| known.insert((used.reference.name, used.wanted, used.home)))
        .map(|used| asked(model, used))
        .chain(turned)
        .collect();
    Candidates::of(world, model, &asked)
}

/// Whether two names stand beside one another as a surname and a first name do.
fn is_turned(world: &World, model: &Model, first: &Use, second: &Use) -> bool {
    let (one, two) = (first.reference.span, second.reference.span);
    let between = Span {
        start: one.end,
        end: two.start,
        ..one
    };
    let capital = |used: &Use| {
        let name = model.names.spelling(used.reference.name);
        name.starts_with(char::is_uppercase)
    };
    one.source == two.source
        && one.end < two.start
        && capital(first)
        && capital(second)
        && world.text(between).trim() == ","
}

fn turned(model: &Model, first: &Use, second: &Use) -> String {
    let name = |used: &Use| model.names.spelling(used.reference.name);
    format!("{} {}", name(second), name(first))
}

/// `Lord, Winston`: one person whose surname stands first, not two.
fn turned_names(
    world: &World,
    model: &Model,
    candidates: &Candidates<'_>,
    unknown: &mut Vec<Use>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut at = 0;
    while let [first, second, ..] = unknown.get(at..).unwrap_or_default() {
        at += 1;
        if !is_turned(world, model, first, second) {
            continue;
        }
        let (one, two) = (first.reference.span, second.reference.span);
        let spoken = turned(model, first, second);
        let Some(declared) = candidates.exactly(&spoken, first.wanted) else {
            continue;
        };
        let whole = one.to(two);
        let id = model.names.spelling(declared.name);
        let title = format!("write `{id}`");
        diagnostics.push(
            Diagnostic::new(
                &codes::UNKNOWN_NAME,
                whole,
                format!(
                    "{} is one person, and the comma makes two of the name",
                    ticked(world.text(whole))
                ),
            )
            .label("a person is named by the id")
            .and(declared.span, "did you mean this person?")
            .help(title.clone())
            .fix(Safety::Safe, title, whole, id.to_owned()),
        );
        at -= 1;
        unknown.drain(at..at + 2);
    }
}

/// `by Czech Republic to …`: the second word of a country's name was read as something else.
fn two_words(
    world: &World,
    model: &Model,
    unknown: &mut Vec<Use>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    unknown.retain(|used| {
        let span = used.reference.span;
        let name = model.names.spelling(used.reference.name);
        let text = world.source(span.source).text();
        let Some(rest) = text
            .get(span.end as usize..)
            .and_then(|rest| rest.strip_prefix(' '))
        else {
            return true;
        };
        if !used.wanted.accepts(RecordKind::Party) || !name.starts_with(char::is_uppercase) {
            return true;
        }
        let length = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '-');
        let word = &rest[..length.unwrap_or(rest.len())];
        let Some(countries::Meant::One(country)) =
            countries::meant(&format!("{name} {word}")).filter(|_| !word.is_empty())
        else {
            return true;
        };
        let whole = Span {
            end: span.end + 1 + word.len() as u32,
            ..span
        };
        let second = Span {
            start: span.end + 1,
            ..whole
        };
        diagnostics.retain(|earlier| earlier.span != second);
        let title = format!("write `{}`", country.code);
        diagnostics.push(
            Diagnostic::new(
                &codes::UNKNOWN_NAME,
                whole,
                format!(
                    "no {} is called {}",
                    used.wanted.noun(),
                    ticked(world.text(whole))
                ),
            )
            .label(format!("{} is `{}`", country.name, country.code))
            .help(title.clone())
            .fix(Safety::Safe, title, whole, country.code),
        );
        false
    });
}

fn unknown_name(
    world: &World,
    model: &Model,
    meant: Option<Meant<'_>>,
    uses: &[Use],
    used: &Named,
) -> Diagnostic {
    let first = uses[0];
    let wanted = uses
        .iter()
        .map(|used| used.wanted)
        .min_by_key(|wanted| wanted.noun().len())
        .unwrap_or(first.wanted);
    let name = model.names.spelling(first.reference.name);
    if let Some(Meant::Declared(declared, _)) = &meant {
        let id = model.names.spelling(declared.name);
        let unused = !used.is_used(declared.name);
        let slipped = id.ends_with(['-', '_']) || labelled_as(world, model, declared, name);
        if unused && (uses.len() > 1 || slipped) {
            return misspelt_declaration(world, model, uses, declared);
        }
    }
    let span = first.reference.span;
    let message = format!(
        "no {} is called {}{}",
        wanted.noun(),
        ticked(name),
        elsewhere(world, uses)
    );
    let diagnostic = Diagnostic::new(&codes::UNKNOWN_NAME, span, message);
    let offer = |diagnostic: Diagnostic, safety: Safety, text: &str| {
        let edits = uses.iter().map(|used| Edit {
            span: used.reference.span,
            text: text.to_owned(),
        });
        diagnostic.fix_all(safety, format!("write `{text}`"), edits.collect())
    };
    match meant {
        Some(Meant::Declared(declared, safety)) => {
            let id = model.names.spelling(declared.name);
            let diagnostic = diagnostic
                .label(
                    odd_letters(name)
                        .unwrap_or_else(|| "nothing is declared by this name".to_owned()),
                )
                .and(
                    declared.span,
                    format!("did you mean this {}?", declared.kind.noun()),
                )
                .help(format!("write `{id}`"));
            offer(diagnostic, safety, id)
        }
        Some(Meant::Which(several)) => {
            let names: Vec<Name> = several.iter().map(|one| one.name).collect();
            let diagnostic = diagnostic
                .label("this may be any of several")
                .help(format!("write {}", shown(model, &names)));
            several.iter().fold(diagnostic, |diagnostic, one| {
                diagnostic.and(one.span, format!("perhaps this {}", one.kind.noun()))
            })
        }
        Some(meant) => country::meant(model, diagnostic, first, meant, &offer),
        None if wanted == Wanted::Place => {
            let text = format!("\"{name}\"");
            let short = name.chars().all(char::is_uppercase);
            let diagnostic = diagnostic
                .label("a place stands in quotation marks; only a party has none")
                .help(format!("write `{text}`"));
            if short {
                return diagnostic
                    .help(format!("or, if it is a party, {}", declare("party", name)));
            }
            offer(diagnostic, Safety::Safe, &text)
        }
        None => undeclared(model, diagnostic, name, wanted, first.home),
    }
}

/// What is strange about the letters of a name.
pub(super) fn odd_letters(name: &str) -> Option<String> {
    if let Some((letter, script)) = stranger(name) {
        return Some(format!("the `{letter}` in this is {script}"));
    }
    let apart = name.chars().any(is_combining_mark) && name.nfc().ne(name.chars());
    apart.then(|| "an accent in this is stored as a sign of its own, behind its letter".to_owned())
}

/// Nobody types a name so long that it is shown as `ID` instead.
fn shortened(name: &str) -> &str {
    if name.chars().count() > 60 {
        "ID"
    } else {
        name
    }
}

fn declare(keyword: &str, name: &str) -> String {
    let name = shortened(name);
    format!("declare it: `{keyword} {name} \"…\"`")
}

/// Words in the names of bodies, not of people.
const BODIES: [&str; 27] = [
    "ministry",
    "embassy",
    "government",
    "committee",
    "council",
    "commission",
    "union",
    "bank",
    "party",
    "organisation",
    "organization",
    "group",
    "cross",
    "parliament",
    "assembly",
    "senate",
    "congress",
    "delegation",
    "mission",
    "agency",
    "office",
    "department",
    "league",
    "alliance",
    "court",
    "fund",
    "company",
];

/// Whether a name looks like that of a body: all in capitals, or with a word of such names.
fn is_body(name: &str) -> bool {
    let letters = name.chars().filter(|letter| letter.is_alphabetic());
    let capitals = letters.clone().count() > 1 && letters.clone().all(char::is_uppercase);
    let word = |word: &str| BODIES.contains(&word.to_lowercase().as_str());
    capitals || name.split(['-', '_']).any(word)
}

/// What people write where they do not know who or what it was.
const NOTHING: [&str; 9] = [
    "tbd",
    "tba",
    "tbc",
    "unknown",
    "none",
    "n-a",
    "na",
    "open",
    "unbekannt",
];

fn undeclared(
    model: &Model,
    diagnostic: Diagnostic,
    name: &str,
    wanted: Wanted,
    home: Option<Name>,
) -> Diagnostic {
    let code_like = name.len() == 2 && name.bytes().all(|byte| byte.is_ascii_uppercase());
    let diagnostic = diagnostic.label(if code_like {
        "no country has this code, and nothing is declared by this name"
    } else {
        "nothing is declared by this name"
    });
    if NOTHING.contains(&name.to_lowercase().as_str()) {
        return diagnostic.help("leave the line out: what is not known is not written");
    }
    // A dot stands in the ids of what is said at meetings only.
    let id = match wanted {
        Wanted::Pledge => name,
        _ => shortened(name.rsplit('.').next().unwrap_or(name)),
    };
    let party = || {
        let kind = if code_like {
            ""
        } else {
            " { kind: organisation }"
        };
        format!("declare it: `party {id} \"…\"{kind}`")
    };
    match wanted {
        Wanted::Pledge => pledges(model, diagnostic, name, home),
        Wanted::Signer => {
            diagnostic.help(format!("{}, or leave the name out", declare("person", id)))
        }
        Wanted::Actor if is_body(id) => diagnostic.help(format!(
            "{}; or, where the source says no more, write a text in quotation marks",
            party()
        )),
        Wanted::Actor | Wanted::Person => {
            // A word for many people, such as `refugees`, is no name.
            let short = id.chars().count() < 30;
            let common = wanted == Wanted::Actor && short && id.starts_with(char::is_lowercase);
            let text = if common {
                format!(": `\"{}\"`", id.replace(['-', '_'], " "))
            } else {
                String::new()
            };
            diagnostic.help(format!(
                "{}; or, where the source names nobody, write a text in quotation marks{text}",
                declare("person", id)
            ))
        }
        Wanted::Anything if is_body(id) => diagnostic.help(party()),
        Wanted::Party | Wanted::Place if is_body(id) => diagnostic.help(party()),
        Wanted::Anything => diagnostic.help(declare("topic", id)),
        Wanted::Answered => diagnostic.help(declare("document", id)),
        Wanted::Party | Wanted::Place => diagnostic.help(declare("party", id)),
        Wanted::Document => diagnostic.help(format!(
            "declare it: `document {id} \"…\" {{ kind: press }}`"
        )),
        Wanted::Meeting => diagnostic.help(format!(
            "declare it: `meeting {id} \"…\" {{ date: 2024-10-29 }}`"
        )),
        Wanted::Topic => diagnostic.help(declare("topic", id)),
    }
}

/// The pledges that might be meant: those of the meeting named, those at home, those of the archive.
fn pledges(model: &Model, diagnostic: Diagnostic, name: &str, home: Option<Name>) -> Diagnostic {
    let all: Vec<&Declared> = model
        .index
        .all()
        .filter(|declared| declared.kind == RecordKind::Pledge)
        .collect();
    let of = |outer: &str| -> Vec<Name> {
        let nested = |declared: &&&Declared| {
            let name = model.names.spelling(declared.name);
            name.split_once('.').is_some_and(|(of, _)| of == outer)
        };
        all.iter()
            .filter(nested)
            .map(|declared| declared.name)
            .collect()
    };
    let outer = name.split_once('.').map(|(outer, _)| outer);
    let home = home.map(|home| model.names.spelling(home));
    let found = [outer, home]
        .into_iter()
        .flatten()
        .map(|outer| (outer, of(outer)))
        .find(|(_, found)| !found.is_empty());
    if let Some((outer, found)) = found {
        return diagnostic.help(format!(
            "the pledges of `{outer}` are {}: write one of these ids",
            shown(model, &found)
        ));
    }
    let declared: Vec<Name> = all.iter().map(|declared| declared.name).collect();
    match declared.len() {
        0 => diagnostic.help("no pledge has an id yet: write one behind `pledge`, and here the meeting's id, a dot and that id"),
        1..=6 => diagnostic.help(format!("write the id of a pledge: {}", shown(model, &declared))),
        _ => diagnostic.help("write the meeting's id, a dot and the pledge's id: `talks.congress`"),
    }
}

/// Where else a name is used, in words.
fn elsewhere(world: &World, uses: &[Use]) -> String {
    match uses.len() {
        1 => String::new(),
        number => format!(
            ", here and in {} ({})",
            count(number - 1, "more place"),
            on_lines(world, uses[0].reference.span, &uses[1..])
        ),
    }
}

/// The lines of some uses, as an editor counts them, with the file where it is not that of `from`: `on line 3`, `on lines
/// 3, 5 and 9`, `on line 2 of other.dip`.
fn on_lines(world: &World, from: Span, uses: &[Use]) -> String {
    const MOST: usize = 5;
    let mut files: Vec<(Span, Vec<u32>)> = Vec::new();
    for span in uses.iter().map(|used| used.reference.span).take(MOST) {
        let line = world.line(span);
        match files
            .iter_mut()
            .find(|(file, _)| file.source == span.source)
        {
            Some((_, lines)) if lines.contains(&line) => {}
            Some((_, lines)) => lines.push(line),
            None => files.push((span, vec![line])),
        }
    }
    let mut parts: Vec<String> = files
        .iter()
        .map(|(file, lines)| {
            let shown: Vec<String> = lines.iter().map(u32::to_string).collect();
            let noun = plural(shown.len(), "line");
            let more = if uses.len() > MOST && files.len() == 1 {
                " …"
            } else {
                ""
            };
            let lines = if more.is_empty() {
                list_of(&shown, "and")
            } else {
                shown.join(", ")
            };
            if file.source == from.source {
                format!("on {noun} {lines}{more}")
            } else {
                format!(
                    "on {noun} {lines}{more} of {}",
                    world.source(file.source).path()
                )
            }
        })
        .collect();
    if uses.len() > MOST && files.len() > 1 {
        parts.push("elsewhere".to_owned());
    }
    list_of(&parts, "and")
}

/// Whether the name for people of a declaration has in it what the name says, and not what its own id says.
fn labelled_as(world: &World, model: &Model, declared: &Declared, name: &str) -> bool {
    let record = model.get(declared.record);
    let label = record.and_then(|record| record.head.label);
    let id = model.names.spelling(declared.name);
    label.is_some_and(|label| {
        let label = folded(&label.content(world));
        label.contains(&folded(name)) && !label.contains(&folded(id))
    })
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
        "no {noun} is called {}, though {} {} one",
        ticked(&name),
        count(uses.len(), "place"),
        if uses.len() == 1 { "names" } else { "name" }
    );
    let title = format!("rename the declaration to `{name}`");
    let strange = odd_letters(declared_as).map_or(String::new(), |strange| format!(": {strange}"));
    let first = uses[0].reference.span;
    let at = if first.source == declared.span.source {
        String::new()
    } else {
        format!(" in {}", world.source(first.source).path())
    };
    Diagnostic::new(&codes::UNKNOWN_NAME, declared.span, message)
        .label(format!(
            "did you mean `{name}` here? nobody names `{declared_as}`{strange}"
        ))
        .and(
            first,
            if uses.len() == 1 {
                "the only use".to_owned()
            } else {
                format!(
                    "the first of {}{at} (also {})",
                    count(uses.len(), "use"),
                    on_lines(world, declared.span, &uses[1..])
                )
            },
        )
        .help(title.clone())
        .fix(Safety::LookFirst, title, declared.span, name)
}
