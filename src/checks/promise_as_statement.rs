//! A promise that is written as a statement, so that nobody will ask what became of it.

use super::{Archive, Check, Reach};
use crate::diag::{Code, Diagnostic, Safety, Severity, folded, ticked};
use crate::model::{Actor, Record, Ref, Spoken, Target};
use crate::vocab::shape::{self, Shape};

static CODE: Code = Code {
    id: "DIP0507",
    name: "promise-as-statement",
    severity: Severity::Note,
    page: include_str!("promise_as_statement.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Record(run),
};

/// The verbs by which one is bound. Others of their class tell of plans, or of what one will not do.
const PROMISING: [&str; 6] = [
    "agreed",
    "pledged",
    "promised",
    "committed-to",
    "assured",
    "offered",
];

/// What a speaker is called in his own promise.
const SPEAKERS: &str = "I we he she it they both bothsides thesides thetwosides theparties bothparties thetwoparties \
    thetwocountries bothcountries hisgovernment hergovernment itsgovernment theirgovernment thegovernment hiscountry \
    hercountry";

/// What one cannot do: after `would`, these say how things would be.
const STATES: &str = "be have need require seem take depend like prefer appreciate appear remain mean become lead result cause";

fn run(archive: &Archive<'_>, record: &Record, found: &mut Vec<Diagnostic>) {
    for spoken in record.spoken().filter(|spoken| spoken.pledge.is_none()) {
        let speech = spoken.speech;
        let Some((verb, span)) = speech.verb else {
            continue;
        };
        let asserted = speech
            .more
            .mood
            .as_ref()
            .is_none_or(|mood| mood.value.word == "asserted");
        if !PROMISING.contains(&verb.canonical) || !asserted {
            continue;
        }
        let text = speech.text.content(archive.world);
        if !is_to_be_done(archive, spoken, &text) {
            continue;
        }
        let written = ticked(archive.world.text(span));
        found.push(
            Diagnostic::new(
                &CODE,
                span,
                format!("what was {written} here is a promise, written as a statement"),
            )
            .label("a statement is owed by nobody")
            .and(speech.text.span, "this is something to be done")
            .help(
                "write `pledge` in place of `statement`, and when it is due, if the source says so",
            )
            .fix(
                Safety::LookFirst,
                "make it a pledge",
                speech.head.keyword,
                "pledge",
            ),
        );
    }
}

/// Whether the text says what the speaker will do; in any doubt it does not.
fn is_to_be_done(archive: &Archive<'_>, spoken: Spoken<'_>, text: &str) -> bool {
    let text = text.trim();
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.iter().any(|word| {
        matches!(
            *word,
            "if" | "unless" | "disagree" | "differ" | "touch" | "contact"
        )
    }) {
        return false;
    }
    if shape::read(text).0 == Shape::Infinitive {
        return true;
    }
    let clause = words.strip_prefix(&["that"]).unwrap_or(&words);
    let modal = clause
        .iter()
        .take(8)
        .position(|word| matches!(*word, "will" | "would" | "shall"));
    let Some((subject, [_, rest @ ..])) = modal.map(|at| clause.split_at(at)) else {
        return false;
    };
    let mut rest = rest
        .iter()
        .filter(|word| !word.ends_with("ly") && **word != "not" && **word != "also");
    let acts = rest
        .next()
        .is_some_and(|verb| !STATES.split_whitespace().any(|state| state == *verb));
    acts && is_speaker(archive, spoken, &subject.concat())
}

/// Whether the words before `will` are the speaker: a pronoun, or the name of the one who speaks or of the side.
fn is_speaker(archive: &Archive<'_>, spoken: Spoken<'_>, subject: &str) -> bool {
    if SPEAKERS
        .split_whitespace()
        .any(|name| name.eq_ignore_ascii_case(subject))
    {
        return true;
    }
    let subject = bare(subject);
    let own = |actor: &Actor| {
        let side = archive.model.side(actor, spoken.meeting(), spoken.when());
        let names = [actor.who.named(), side].into_iter().flatten();
        names.into_iter().any(|reference| {
            names_of(archive, reference)
                .iter()
                .any(|name| bare(name) == subject)
        })
    };
    !subject.is_empty() && spoken.speech.by.iter().any(own)
}

fn bare(name: &str) -> String {
    let folded = folded(name);
    folded
        .strip_prefix("the")
        .map_or_else(|| folded.clone(), str::to_owned)
}

fn names_of(archive: &Archive<'_>, reference: Ref) -> Vec<String> {
    match archive.model.target(&reference, None) {
        Some(Target::Country(country)) => {
            let others = country.others.iter().chain([&country.name]);
            others.map(|name| (*name).to_owned()).collect()
        }
        Some(Target::Declared(declared)) => {
            let label = archive
                .model
                .get(declared.record)
                .and_then(|record| record.head.label);
            let label = label.map(|label| label.content(archive.world).into_owned());
            let family = label
                .as_ref()
                .and_then(|label| label.split_whitespace().last().map(str::to_owned));
            label.into_iter().chain(family).collect()
        }
        None => Vec::new(),
    }
}
