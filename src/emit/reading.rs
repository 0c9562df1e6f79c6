//! A statement or pledge read back as a sentence, with the names that a reader knows.

use super::sentence::{Mood, Said, sentence};
use super::view::{Around, Setting, View};
use crate::model::{Actor, Pledge, Speech};

/// A statement as a sentence.
pub(super) fn statement(view: View<'_>, speech: &Speech, around: Around<'_>) -> String {
    read(view, speech, around, None)
}

/// A pledge as a sentence; the side that owes it is named where it is not the speaker.
pub(super) fn pledge<'a>(
    view: View<'a>,
    pledge: &'a Pledge,
    around: Around<'a>,
    setting: Setting<'a>,
) -> String {
    let owner = pledge.owner.as_ref().map(|owner| owner.value).or_else(|| {
        let mut sides = pledge
            .speech
            .by
            .iter()
            .filter_map(|actor| view.side(actor, setting));
        let first = sides.next()?;
        let speaks_for_itself = pledge
            .speech
            .by
            .iter()
            .any(|actor| actor.who.named().is_some_and(|who| who.name == first.name));
        (!speaks_for_itself && sides.all(|side| side.name == first.name)).then_some(first)
    });
    let owner = owner.map(|owner| view.label(owner, around.home).into_owned());
    read(view, &pledge.speech, around, owner.as_deref())
}

fn read(view: View<'_>, speech: &Speech, around: Around<'_>, owed_by: Option<&str>) -> String {
    let names = |actors: &[Actor]| -> Vec<String> {
        actors
            .iter()
            .map(|actor| who(view, actor, around))
            .collect()
    };
    let (speakers, addressees) = (names(&speech.by), names(&speech.to));
    let behalf = speech
        .on_behalf_of
        .as_ref()
        .map(|field| names(&field.value))
        .unwrap_or_default();
    let text = view.text(speech.text);
    let language = view.language(speech.text, around);
    let mood = match speech.mood.as_ref().map(|mood| mood.value.word) {
        Some("negated") => Mood::Negated,
        Some("conditional") => Mood::Conditional,
        Some("future") => Mood::Future,
        _ => Mood::Asserted,
    };
    sentence(&Said {
        speakers: &strs(&speakers),
        verb: speech.verb.map(|(verb, _)| verb),
        as_written: speech.verb.map_or("", |(_, span)| view.world.text(span)),
        addressees: &strs(&addressees),
        owed_by,
        text: &text,
        verbatim: speech.verbatim,
        english: language.is_none_or(|tag| {
            tag.eq_ignore_ascii_case("en") || tag.to_ascii_lowercase().starts_with("en-")
        }),
        mood,
        on_behalf_of: &strs(&behalf),
    })
}

fn strs(names: &[String]) -> Vec<&str> {
    names.iter().map(String::as_str).collect()
}

/// An actor's name, with the side where the source names nobody.
fn who(view: View<'_>, actor: &Actor, around: Around<'_>) -> String {
    let name = view.name(actor.who, around.home);
    match actor.side.filter(|_| actor.who.named().is_none()) {
        Some(side) => format!("{name} of {}", view.label(side, around.home)),
        None => name,
    }
}
