//! A statement or pledge read back as a sentence, with the names that a reader knows.

use std::borrow::Cow;

use super::sentence::{Mood, Said, sentence};
use super::view::{Around, Setting, View};
use crate::model::{Actor, Pledge, Ref, Speech, Subject};

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
    let owed = view.model.owed_by(pledge, setting.meeting, setting.when());
    pledge_owed_by(view, pledge, around, &owed)
}

/// The same where it is known who owes it.
pub(super) fn pledge_owed_by(
    view: View<'_>,
    pledge: &Pledge,
    around: Around<'_>,
    owed: &[Subject],
) -> String {
    let owner = match owed {
        [Subject::Named(owner)] => Some(*owner).filter(|owner| !speaks(pledge, *owner)),
        _ => None,
    };
    let owner = owner.map(|owner| in_a_sentence(&view.label(owner, around.home)));
    read(view, &pledge.speech, around, owner.as_deref())
}

/// Whether one who owes a pledge is among those who made it.
fn speaks(pledge: &Pledge, owner: Ref) -> bool {
    let mut named = pledge
        .speech
        .by
        .iter()
        .filter_map(|actor| actor.who.named());
    named.any(|who| who.name == owner.name)
}

fn read(view: View<'_>, speech: &Speech, around: Around<'_>, owed_by: Option<&str>) -> String {
    let names = |actors: &[Actor]| -> Vec<Cow<'_, str>> {
        let names = actors.iter().map(|actor| who(view, actor, around));
        names.collect()
    };
    let (speakers, addressees) = (names(&speech.by), names(&speech.to));
    let behalf = speech
        .more
        .on_behalf_of
        .as_ref()
        .map(|field| names(&field.value))
        .unwrap_or_default();
    let text = view.text(speech.text);
    let language = view.language(speech.text, around);
    // A negation or a future is of the saying ("did not confirm"); a condition is of what is said, and only marked.
    let mood = speech.more.mood.as_deref().map(|mood| mood.value.word);
    let read = sentence(&Said {
        speakers: &speakers,
        verb: speech.verb.map(|(verb, _)| verb),
        as_written: speech.verb.map_or("", |(_, span)| view.world.text(span)),
        addressees: &addressees,
        owed_by,
        text: &text,
        verbatim: speech.verbatim,
        english: language.is_none_or(is_english),
        mood: match mood {
            Some("negated") => Mood::Negated,
            Some("future") => Mood::Future,
            _ => Mood::Asserted,
        },
        on_behalf_of: &behalf,
    });
    match mood {
        Some("conditional") => format!("{} (conditional).", read.trim_end_matches('.')),
        _ => read,
    }
}

/// An actor's name, with the side where the source names nobody.
fn who<'a>(view: View<'a>, actor: &Actor, around: Around<'_>) -> Cow<'a, str> {
    let name = view.called(actor.who, around.home);
    match (actor.who.named(), actor.side) {
        (None, Some(side)) => {
            let side = in_a_sentence(&view.label(side, around.home));
            format!("{name} of {side}").into()
        }
        (None, None) => name,
        (Some(who), _) if view.is_party(who, around.home) => {
            if takes_article(&name) {
                format!("the {name}").into()
            } else {
                name
            }
        }
        (Some(_), _) => name,
    }
}

fn is_english(tag: &str) -> bool {
    let (language, rest) = tag.split_at_checked(2).unwrap_or((tag, ""));
    language.eq_ignore_ascii_case("en") && (rest.is_empty() || rest.starts_with('-'))
}

/// The name of a party as it stands in a sentence: `the United States`, but `Mongolia`.
pub(super) fn in_a_sentence(name: &str) -> String {
    if takes_article(name) {
        format!("the {name}")
    } else {
        name.to_owned()
    }
}

fn takes_article(name: &str) -> bool {
    const FIRST: [&str; 13] = [
        "Group of ",
        "United ",
        "European ",
        "Soviet ",
        "People’s ",
        "People's ",
        "Republic ",
        "Kingdom ",
        "Federal ",
        "State ",
        "Netherlands",
        "Philippines",
        "Ministry ",
    ];
    const LAST: [&str; 11] = [
        "Republic",
        "Islands",
        "Union",
        "Emirates",
        "Federation",
        "Maldives",
        "Bahamas",
        "Gambia",
        "Ministry",
        "Nations",
        "Council",
    ];
    FIRST.iter().any(|first| name.starts_with(first))
        || LAST.iter().any(|last| name.ends_with(last))
}
