//! Reads a statement or a pledge back as one plain English sentence, so that a wrong verb is seen.
//!
//! A text follows its verb without a colon only where the verb's text form and the text's own words show that to be
//! grammatical; in any doubt it follows a colon, which is always right. Nothing is added: no fact, gender or title.

use std::borrow::Cow;

use crate::vocab::shape::{self, QUOTES, Shape, unstopped};
use crate::vocab::verbs::{self, AddresseeForm, Class, Hearer, Join, Verb};

/// What the source says of the speaking itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mood {
    /// It was said.
    #[default]
    Asserted,
    /// It was not said.
    Negated,
    /// It would be said.
    Conditional,
    /// It will be said.
    Future,
}

/// A statement or a pledge, with the names that a reader should see.
#[derive(Clone, Copy, Debug, Default)]
pub struct Said<'a> {
    /// Those who speak.
    pub speakers: &'a [Cow<'a, str>],
    /// The verb; a pledge without one is read as “pledged”.
    pub verb: Option<&'static Verb>,
    /// The verb as the record spells it, or as `dip.toml` adds it beside a verb of the list; empty for none.
    pub as_written: &'a str,
    /// Those spoken to.
    pub addressees: &'a [Cow<'a, str>],
    /// The side that owes a pledge, where it is not the speaker.
    pub owed_by: Option<&'a str>,
    /// What was said.
    pub text: &'a str,
    /// Whether the text is the speaker's own words.
    pub verbatim: bool,
    /// Whether the text is in English.
    pub english: bool,
    /// What the source says of the speaking.
    pub mood: Mood,
    /// Those spoken for.
    pub on_behalf_of: &'a [Cow<'a, str>],
}

/// The sentence, on one line and with its full stop.
pub fn sentence(said: &Said) -> String {
    let Some(verb) = said.verb.or_else(|| verbs::find("pledged")) else {
        return said.text.to_owned();
    };
    let text = on_one_line(said.text);
    let slot = slot(said, verb);
    let (slot, mut tail) =
        joined(said, verb, &slot, &text).unwrap_or_else(|| (&slot, apart(said, &text)));
    let (phrase, remark) = phrase(said, verb);
    let phrase = without_ending(&phrase, verb, slot, &tail);
    if !remark.is_empty() {
        tail = format!("{} {remark}", unstopped(&tail));
    }
    let speakers = list(said.speakers);
    let asides = asides(said, slot, &tail);
    let mut sentence = String::with_capacity(speakers.len() + phrase.len() + tail.len() + 128);
    for part in [&*speakers, &asides, " ", phrase, slot, &tail] {
        sentence.push_str(part);
    }
    closed(capitalised(sentence))
}

/// The text with one blank between its words.
fn on_one_line(text: &str) -> Cow<'_, str> {
    if is_even(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// Whether a text has one blank between its words already, as most have. Counting looks at many bytes at once, and whole
/// archives are read back.
fn is_even(text: &str) -> bool {
    let bytes = text.as_bytes();
    let after = bytes.get(1..).unwrap_or_default();
    let breaks = bytes.iter().filter(|byte| **byte < b' ').count();
    let pairs = bytes.iter().zip(after);
    let gaps = pairs.filter(|pair| *pair == (&b' ', &b' ')).count();
    let has_ends = text.starts_with(' ') || text.ends_with(' ');
    let is_other_blank = |at: char| at.is_whitespace() && at != ' ';
    breaks + gaps == 0 && !has_ends && (text.is_ascii() || !text.contains(is_other_blank))
}

/// What stands between the speakers and the verb, in commas.
fn asides(said: &Said, slot: &str, tail: &str) -> String {
    let mut asides = Vec::new();
    if !said.on_behalf_of.is_empty() {
        asides.push(Cow::Owned(format!(
            "on behalf of {}",
            list(said.on_behalf_of)
        )));
    }
    let is_to_do = |to: &&str| tail.starts_with(*to);
    if let Some(owner) = said.owed_by
        && [" to ", " not to ", " never to "].iter().any(is_to_do)
    {
        asides.push(Cow::Owned(format!("for {owner}")));
    }
    if slot.is_empty() && !said.addressees.is_empty() {
        asides.push(Cow::Owned(format!("addressing {}", list(said.addressees))));
    }
    if asides.is_empty() {
        String::new()
    } else {
        format!(", {},", list(&asides))
    }
}

/// The addressee behind the verb, with a space before it; empty where it must be an aside.
fn slot(said: &Said, verb: &Verb) -> String {
    match verb.addressee {
        _ if said.addressees.is_empty() => String::new(),
        AddresseeForm::Aside => String::new(),
        AddresseeForm::Object => format!(" {}", list(said.addressees)),
        AddresseeForm::Preposition(word) => format!(" {word} {}", list(said.addressees)),
    }
}

/// The slot and the text behind it, if the text can be joined to the verb.
fn joined<'s>(said: &Said, verb: &Verb, slot: &'s str, text: &str) -> Option<(&'s str, String)> {
    if said.verbatim || !said.english || text.is_empty() {
        return None;
    }
    let (shape, text) = shape::read(text);
    let named = Some(Hearer::Named).filter(|_| !slot.is_empty());
    if let Some(tail) = named.and_then(|named| tail(said, verb, named, shape, &text)) {
        return Some((slot, tail));
    }
    // “Wang, addressing Japan, demanded to close …” would have Wang close it.
    let is_asked = matches!(shape, Shape::Infinitive | Shape::Bare) && verb.class == Class::Direct;
    let is_misread = is_asked && named.is_some();
    if is_misread {
        return None;
    }
    tail(said, verb, Hearer::Unnamed, shape, &text).map(|tail| ("", tail))
}

/// The text after a blank with what joins it to the verb, if the verb's text form has room for its shape.
fn tail(said: &Said, verb: &Verb, hearer: Hearer, shape: Shape, text: &str) -> Option<String> {
    let takes = |hearer, wanted| verb.text.joins(hearer).any(|join| join == wanted);
    let has = |wanted| takes(hearer, wanted);
    let noun = || {
        verb.text.joins(hearer).find_map(|join| match join {
            Join::Noun(word) => Some(word),
            _ => None,
        })
    };
    let alone = || [" ", text].concat();
    let after = |word: &str| match word {
        "" => alone(),
        word => [" ", word, " ", text].concat(),
    };
    match shape {
        Shape::That => has(Join::That).then(alone),
        Shape::Clause => has(Join::That).then(|| after("that")),
        // “confirmed the congress opened” is right either way.
        Shape::Either if noun() == Some("") => Some(alone()),
        Shape::Either => (noun().is_none() && has(Join::That)).then(|| after("that")),
        Shape::Whether if has(Join::Whether) => Some(alone()),
        Shape::Whether => noun().filter(|_| !text.starts_with("if ")).map(after),
        Shape::Infinitive => infinitive(said, verb, has, text),
        Shape::Gerund => noun().filter(|_| verb.class != Class::Commit).map(after),
        // “pledged support” is a noun, “pledged liaise” is not, and nothing here tells.
        Shape::Bare if has(Join::Infinitive) || takes(Hearer::Unnamed, Join::Infinitive) => None,
        Shape::Bare | Shape::Noun => noun().map(after),
        Shape::Preposition => {
            let first = text.split(' ').next();
            let fits = |join| match join {
                Join::Preposition(word) => word.is_empty() || Some(word) == first,
                Join::Noun(word) => Some(word) == first,
                _ => false,
            };
            verb.text.joins(hearer).any(fits).then(alone)
        }
        Shape::Other => None,
    }
}

/// “to hold …”, or “that Mongolia would hold …” where another than the speaker owes it or the verb takes no “to”.
fn infinitive(said: &Said, verb: &Verb, has: impl Fn(Join) -> bool, text: &str) -> Option<String> {
    let at = ["not ", "never "]
        .iter()
        .find(|it| text.starts_with(**it))
        .map_or(0, |it| it.len());
    let (not, bare) = text.split_at(at);
    let bare = bare.strip_prefix("to ").unwrap_or(bare);
    let would = |owner: &str| Some([" that ", owner, " would ", not, bare].concat());
    match (
        said.owed_by.filter(|_| verb.class != Class::Direct),
        said.speakers,
    ) {
        (Some(owner), _) if has(Join::That) || has(Join::Would) => would(owner),
        _ if has(Join::Infinitive) => Some([" ", not, "to ", bare].concat()),
        (None, [speaker]) if has(Join::Would) => would(speaker),
        (None, _) if has(Join::Would) => would("they"),
        _ => None,
    }
}

/// The text after a colon, where nothing can be wrong with it.
fn apart(said: &Said, text: &str) -> String {
    let has_marks = text.starts_with(QUOTES) && text.ends_with(['”', '"', '»']);
    match said.verbatim || !said.english {
        _ if text.is_empty() => String::new(),
        true if !has_marks => [": “", text, "”"].concat(),
        _ => [": ", text].concat(),
    }
}

/// The verb as it is read back, and what its grammar cannot say of the mood.
fn phrase<'a>(said: &Said<'a>, verb: &Verb) -> (Cow<'a, str>, &'static str) {
    let spelling = if said.as_written.is_empty() {
        verb.canonical
    } else {
        said.as_written
    };
    let forms = verb.forms(spelling);
    let (phrase, remark) = match (said.mood, forms) {
        (Mood::Asserted, forms) => (Cow::Borrowed(forms.map_or(spelling, |it| it.past)), ""),
        (Mood::Negated, Some(forms)) => (format!("did not {}", forms.base).into(), ""),
        (Mood::Conditional, Some(forms)) => (format!("would {}", forms.base).into(), ""),
        (Mood::Future, Some(forms)) => (format!("will {}", forms.base).into(), ""),
        (Mood::Negated, None) => (spelling.into(), "(negated)"),
        (Mood::Conditional, None) => (spelling.into(), "(conditional)"),
        (Mood::Future, None) => (spelling.into(), "(in future)"),
    };
    let phrase = if phrase.contains('-') {
        phrase.replace('-', " ").into()
    } else {
        phrase
    };
    (phrase, remark)
}

/// The phrase without a preposition that the addressee displaces or the text repeats: “called on Armenia for …”.
fn without_ending<'a>(phrase: &'a str, verb: &Verb, slot: &str, tail: &str) -> &'a str {
    let Some((stem, last)) = phrase.rsplit_once(' ') else {
        return phrase;
    };
    let own = |join| matches!(join, Join::Noun(word) if word == last);
    let has_own = |hearer: Hearer| verb.text.joins(hearer).any(own);
    let repeated = tail.trim_start().split(' ').next() == Some(last);
    let displaced = repeated || !slot.is_empty();
    if displaced && (has_own(Hearer::Named) || has_own(Hearer::Unnamed)) {
        stem
    } else {
        phrase
    }
}

fn list<'a>(names: &'a [Cow<'a, str>]) -> Cow<'a, str> {
    match names {
        [] => Cow::Borrowed("(nobody named)"),
        [one] => Cow::Borrowed(one),
        [most @ .., last] => Cow::Owned(format!("{} and {last}", most.join(", "))),
    }
}

fn closed(mut text: String) -> String {
    let inner = text.trim_end_matches(['”', '"', '»', '’']);
    if !inner.ends_with(['.', '!', '?', '…']) {
        text.push('.');
    }
    text
}

fn capitalised(text: String) -> String {
    let mut rest = text.chars();
    match rest.next() {
        Some(first) if first.is_lowercase() => first.to_uppercase().chain(rest).collect(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Speakers | verb as written | addressees | what else holds | text => the sentence. Names part at `,`.
    const CASES: &str = r"
        Tokayev | emphasized | | | the importance of legislative dialogue, and the significant role of parliamentary friendship groups => Tokayev emphasised the importance of legislative dialogue, and the significant role of parliamentary friendship groups.
        Tokayev | thanked | Mongolia | | for supporting the Congress of Leaders of World and Traditional Religions => Tokayev thanked Mongolia for supporting the Congress of Leaders of World and Traditional Religions.
        Kazakhstan | | | | hold the eighth congress, Dialogue of Religions => Kazakhstan pledged to hold the eighth congress, Dialogue of Religions.
        Oyun-Erdene | assured | Kazakhstan | owed by Mongolia | begin implementing the decisions taken by the heads of state => Oyun-Erdene assured Kazakhstan that Mongolia would begin implementing the decisions taken by the heads of state.
        Amarbayasgalan | confirmed | Kazakhstan | owed by Mongolia | his readiness to expand the legal framework => Amarbayasgalan confirmed to Kazakhstan his readiness to expand the legal framework.
        Tokayev | noted | | | the governments of Kazakhstan and Mongolia will need to join efforts => Tokayev noted that the governments of Kazakhstan and Mongolia will need to join efforts.
        Tokayev | said | | verbatim | Today, we identified the tasks that the governments shall implement => Tokayev said: “Today, we identified the tasks that the governments shall implement”.
        Tokayev | said | | | The congress opened in Astana. => Tokayev said that the congress opened in Astana.
        Tokayev | focused-on | | | cultural and humanitarian cooperation => Tokayev spoke about cultural and humanitarian cooperation.
        Blinken,Wang | discussed | | | concerns about political pressure and economic coercion against Lithuania => Blinken and Wang discussed concerns about political pressure and economic coercion against Lithuania.
        Blinken | spoke-about | Wang | | the importance of holding the Taliban accountable for the public commitments they have made => Blinken spoke with Wang about the importance of holding the Taliban accountable for the public commitments they have made.
        Blinken | reiterates | | | any further Russian aggression toward Ukraine would result in a severe response => Blinken reiterated that any further Russian aggression toward Ukraine would result in a severe response.
        Sherman | welcomed | Denmark | | Denmark’s announcement to begin negotiating => Sherman, addressing Denmark, welcomed Denmark’s announcement to begin negotiating.
        Kissinger | reminded | the Chinese | | of the fact that it was the Chinese who had proposed a visit => Kissinger reminded the Chinese of the fact that it was the Chinese who had proposed a visit.
        Chou | asked | | | Is he part of the Kennedy family? => Chou asked: Is he part of the Kennedy family?
        Chou | asked | Kissinger | verbatim | Is he part of the Kennedy family? => Chou asked Kissinger: “Is he part of the Kennedy family?”
        Nixon | asked-for | | | an invitation to visit China => Nixon asked for an invitation to visit China.
        the Chairman | asked | Mongolia | | to withdraw the draft => The Chairman asked Mongolia to withdraw the draft.
        Bohlen | questioned | | | whether the treaty was in force => Bohlen questioned whether the treaty was in force.
        Mr Bohlen | denies | | | the congress opened in Astana => Mr Bohlen denied the congress opened in Astana.
        Mr Bohlen | said | | | the congress opened in Astana => Mr Bohlen said that the congress opened in Astana.
        Price | declined-to-comment | | | the reports => Price declined to comment on the reports.
        Borrell | expressed-concern | | | the arrests in Vilnius => Borrell expressed concern about the arrests in Vilnius.
        Mongolia | voted-against | | | the resolution => Mongolia voted against the resolution.
        Mongolia | voted-for | | | for the resolution as a whole => Mongolia voted for the resolution as a whole.
        Guterres | called-for | Armenia,Azerbaijan | | hold direct talks => Guterres called on Armenia and Azerbaijan to hold direct talks.
        Guterres | called-for | | | an immediate ceasefire => Guterres called for an immediate ceasefire.
        Guterres | urged | Armenia | | not to resume hostilities => Guterres urged Armenia not to resume hostilities.
        India | accused | Pakistan | | of supporting the attackers => India accused Pakistan of supporting the attackers.
        China | recognized-state | Palestine | | as a sovereign state => China granted recognition to Palestine as a sovereign state.
        Oyun-Erdene | offered | Kazakhstan | owed by Mongolia | build a railway => Oyun-Erdene, for Mongolia and addressing Kazakhstan, offered to build a railway.
        Oyun-Erdene | agreed | | owed by Mongolia | jointly implement the decisions => Oyun-Erdene agreed that Mongolia would jointly implement the decisions.
        Germany | pledged | | | support for the Congress => Germany pledged support for the Congress.
        Germany | pledged | | | support the Congress => Germany pledged to support the Congress.
        Germany | pledged | | | work together on water => Germany pledged to work together on water.
        Germany | pledged | | | strengthening ties => Germany pledged: strengthening ties.
        Tokayev | said | | | We will hold the congress. => Tokayev said: We will hold the congress.
        Tokayev | said | | | The congress opened. Mr. Scholz attended. => Tokayev said: The congress opened. Mr. Scholz attended.
        Tokayev | noted | | | the talks in Washington, D.C. => Tokayev noted the talks in Washington, D.C.
        Тоқаев | said | | foreign | Конгресс ашылды. => Тоқаев said: “Конгресс ашылды.”
        Tokayev | confirmed | | negated | that the visit will take place => Tokayev did not confirm that the visit will take place.
        Kazakhstan | agreed | | conditional | hold talks => Kazakhstan would agree to hold talks.
        Kazakhstan,Mongolia | signed | | future | a treaty of friendship => Kazakhstan and Mongolia will sign a treaty of friendship.
        Kazakhstan | lamented-loudly | | negated like regretted | the delay. => Kazakhstan lamented loudly the delay (negated).
        Lavrov | noted | Pompeo | on behalf of Putin | the tasks both sides would address => Lavrov, on behalf of Putin, noted to Pompeo the tasks both sides would address.
        Tokayev | emphasised | | | the progress Mongolia has made => Tokayev emphasised the progress Mongolia has made.
        Wang | demanded | Lithuania | | close the office => Wang demanded of Lithuania: close the office.
        | noted | | | the delay => (nobody named) noted the delay.
    ";

    #[test]
    fn is_read_back_in_plain_english() {
        for case in CASES.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let (input, expected) = case.split_once("=> ").expect("a case has an arrow");
            assert_eq!(read(input), expected, "{input}");
        }
    }

    fn read<'a>(input: &'a str) -> String {
        let mut cells = input.splitn(5, '|').map(str::trim);
        let mut cell = || cells.next().expect("a case has five cells");
        let (speakers, written, addressees, holds, text) = (cell(), cell(), cell(), cell(), cell());
        let names = |cell: &'a str| -> Vec<Cow<'a, str>> {
            cell.split_terminator(',').map(Cow::Borrowed).collect()
        };
        let after = |mark: &str| holds.split_once(mark).map(|(_, rest)| rest);
        let on_behalf_of: Vec<Cow<'_, str>> = after("on behalf of ")
            .into_iter()
            .map(Cow::Borrowed)
            .collect();
        sentence(&Said {
            speakers: &names(speakers),
            verb: verbs::find(after("like ").unwrap_or(written)),
            as_written: written,
            addressees: &names(addressees),
            owed_by: after("owed by "),
            text,
            verbatim: holds == "verbatim",
            english: holds != "foreign",
            mood: match holds.split(' ').next() {
                Some("negated") => Mood::Negated,
                Some("conditional") => Mood::Conditional,
                Some("future") => Mood::Future,
                _ => Mood::Asserted,
            },
            on_behalf_of: &on_behalf_of,
        })
    }
}
