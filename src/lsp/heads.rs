//! How heads and values are written, as tables: what may come next in half a line, and which part of it that is.
//!
//! The grammar judges whole lines; this tells what the next word of an unfinished one can be. A test holds the two
//! together: whatever these tables allow, the grammar reads.
//!
//! It is long because it holds the tables and the machine that reads them.

use super::cursor::Token;
use crate::model::Wanted;
use crate::syntax::shape::{Block, Value};
use crate::vocab::lists::List;
use crate::vocab::lists_of;

/// What a word can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    /// A new id.
    Id,
    /// A text.
    Text,
    /// The place in a document.
    Locator,
    /// A record or country by its name.
    Named(Wanted),
    /// A word of a closed list.
    Listed(List),
    /// A verb; of a pledge or not.
    Verb,
    /// A date.
    Day,
    /// A number.
    Number,
    /// A currency.
    Currency,
    /// A language.
    Language,
    /// An event type of PLOVER.
    EventType,
    /// This word.
    Fixed(&'static str),
    /// This sign.
    Sign(char),
}

/// A part of a head or value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    /// How help shows it.
    pub shown: &'static str,
    /// What it is for.
    pub meaning: &'static str,
    /// The word that begins it.
    lead: Option<&'static str>,
    /// What it may be.
    slots: &'static [Slot],
    /// Whether each may be followed by `for PARTY`.
    sides: bool,
    /// Whether several may stand, with commas between.
    many: bool,
    /// Whether it may be left out.
    pub optional: bool,
}

const fn part(shown: &'static str, slots: &'static [Slot], meaning: &'static str) -> Part {
    Part {
        shown,
        meaning,
        lead: None,
        slots,
        sides: false,
        many: false,
        optional: false,
    }
}

impl Part {
    const fn led(self, lead: &'static str) -> Self {
        Self {
            lead: Some(lead),
            ..self
        }
    }
    const fn optional(self) -> Self {
        Self {
            optional: true,
            ..self
        }
    }
    const fn many(self) -> Self {
        Self { many: true, ..self }
    }
    const fn actors(self) -> Self {
        Self {
            sides: true,
            ..self
        }
    }
}

const ID: Part = part(
    "ID",
    &[Slot::Id],
    "The name by which other records mean it: letters, digits, hyphens.",
);
const LABEL: Part = part("\"name\"", &[Slot::Text], "Its name for people.").optional();
const WORDS: Part = part(
    "\"what was said\"",
    &[Slot::Text],
    "What was said, in your words unless `verbatim` follows.",
);
const VERBATIM: Part = part(
    "verbatim",
    &[Slot::Fixed("verbatim")],
    "These very words are the source's.",
)
.optional();
const OWN_ID: Part = part(
    "ID",
    &[Slot::Id],
    "A name, so that other records can mean it.",
)
.optional();
const BY: Part = part(
    "by WHO",
    &[Slot::Named(Wanted::Actor), Slot::Text],
    "Who speaks: people or parties, or a text where the source names nobody; each with `for PARTY` if need be.",
)
.led("by")
.many()
.actors();
const TO: Part = part(
    "to WHOM",
    &[Slot::Named(Wanted::Actor), Slot::Text],
    "To whom it is said.",
)
.led("to")
.many()
.actors()
.optional();
const TO_BARE: Part = part("WHOM", &[Slot::Named(Wanted::Actor)], "To whom it is said.")
    .many()
    .optional();
const VERB: Part = part(
    "VERB",
    &[Slot::Verb],
    "The source's verb; `dip vocabulary verbs` lists them.",
);
const PARTY: &[Slot] = &[Slot::Named(Wanted::Party)];
const DAY: &[Slot] = &[Slot::Day];
const NUMBER: Part = part("NUMBER", &[Slot::Number], "How much: digits and a point.");
const BOUND: Part = part(
    "about",
    &[Slot::Listed(List::AmountBound)],
    "Whether it is about, over or under.",
)
.optional();
const SCALE: Part = part(
    "million",
    &[Slot::Listed(List::AmountScale)],
    "What the number is multiplied by.",
)
.optional();
const UNIT: Part = part(
    "CURRENCY",
    &[Slot::Currency, Slot::Text],
    "A currency by its code, or in a text what is counted.",
);

const OFFICE: &[Part] = &[
    part("\"title\"", &[Slot::Text], "The title of the office."),
    part("of PARTY", PARTY, "Whose office it is.").led("of"),
    part(
        "to PARTY",
        PARTY,
        "The parties that an envoy is accredited to.",
    )
    .led("to")
    .many()
    .optional(),
    part(
        "as STATUS",
        &[Slot::Listed(List::OfficeStatus)],
        "How it is held, if not in full.",
    )
    .led("as")
    .optional(),
    part("from DATE", DAY, "Since when it is held.")
        .led("from")
        .optional(),
    part("until DATE", DAY, "Until when.")
        .led("until")
        .optional(),
];
const SIGNATURE: &[Part] = &[
    part(
        "WHO",
        &[Slot::Named(Wanted::Signer)],
        "The person who signed.",
    )
    .optional(),
    part("for PARTY", PARTY, "For which party.").led("for"),
    part(
        "on-behalf-of WHO",
        &[Slot::Named(Wanted::Signer)],
        "In whose name.",
    )
    .led("on-behalf-of")
    .optional(),
];
const ATTENDEE: &[Part] = &[
    part(
        "WHO",
        &[Slot::Named(Wanted::Person), Slot::Text],
        "A person, or a text where the source names nobody.",
    ),
    part("for PARTY", PARTY, "For which side.")
        .led("for")
        .optional(),
    part("as ROLE", &[Slot::Listed(List::Role)], "As what.")
        .led("as")
        .optional(),
];

/// The parts of a head after its keyword; a `progress` in a pledge need not name it.
pub(super) fn of_head(keyword: &str, block: Block) -> &'static [Part] {
    match keyword {
        "party" | "person" | "topic" | "document" | "meeting" => const { &[ID, LABEL] },
        "office" => OFFICE,
        "signature" => SIGNATURE,
        "attendee" => ATTENDEE,
        "delegation" => const { &[part("PARTY", PARTY, "Whose delegation it is.").many()] },
        "statement" => const { &[OWN_ID, BY, VERB, TO, WORDS, VERBATIM] },
        "pledge" => {
            const {
                &[
                    OWN_ID,
                    BY,
                    Part {
                        optional: true,
                        ..VERB
                    },
                    TO,
                    part(
                        "\"what was promised\"",
                        &[Slot::Text],
                        "What was promised: `to …`, `that …`.",
                    ),
                    VERBATIM,
                ]
            }
        }
        "progress" if block == Block::Pledge => {
            const { &[PROGRESS_BY, PROGRESS_DAY, STATE, HAPPENED, VERBATIM] }
        }
        "progress" => {
            const {
                &[
                    part(
                        "PLEDGE",
                        &[Slot::Named(Wanted::Pledge)],
                        "The promise: `meeting.pledge`.",
                    ),
                    PROGRESS_BY,
                    PROGRESS_DAY,
                    STATE,
                    HAPPENED,
                    VERBATIM,
                ]
            }
        }
        _ => &[],
    }
}

const PROGRESS_BY: Part = Part {
    optional: true,
    meaning: "Who did it.",
    ..BY
};
const PROGRESS_DAY: Part = part("DATE", DAY, "When it happened.");
const STATE: Part = part(
    "STATE",
    &[Slot::Listed(List::ProgressState)],
    "How the promise stands since.",
);
const HAPPENED: Part = part("\"what happened\"", &[Slot::Text], "What happened.").optional();

/// What a field's ids lead to.
fn wanted(key: &str, block: Block) -> Wanted {
    match (key, block) {
        ("members" | "parent", _) => Wanted::Party,
        ("broader", _) => Wanted::Topic,
        ("reply-to", Block::Document) => Wanted::Document,
        ("reply-to", _) => Wanted::Answered,
        ("part-of", Block::Document) => Wanted::Document,
        ("part-of" | "follows" | "due", _) => Wanted::Meeting,
        ("outcome", _) => Wanted::Document,
        ("owner", _) => Wanted::Actor,
        ("reiterates" | "supersedes", _) => Wanted::Pledge,
        _ => Wanted::Anything,
    }
}

/// What may come next after some tokens.
#[derive(Debug, Clone, Default)]
pub(super) struct Next {
    /// What it can be, each with the number of its part.
    pub slots: Vec<(Slot, usize)>,
    /// Whether nothing more need come.
    #[cfg(test)]
    can_end: bool,
}

/// What may come next in a head, after the tokens behind its keyword.
pub(super) fn in_head(keyword: &str, block: Block, tokens: &[Token<'_>]) -> Next {
    let mut net = Net::default();
    let mut before_verb = 0;
    for (number, part) in of_head(keyword, block).iter().enumerate() {
        if part.shown == VERB.shown {
            before_verb = net.last;
            net.part(number, &VERB);
        } else if part.shown == TO.shown {
            // Only behind a verb an addressee may stand bare: `thanked MN`.
            net.either(number, part, &TO_BARE);
            if keyword == "pledge" {
                let end = std::mem::replace(&mut net.last, before_verb);
                net.part(number, part);
                net.free.push((net.last, end));
                net.last = end;
            }
        } else {
            net.part(number, part);
        }
    }
    net.next(tokens)
}

/// What may come next in the value of a field, after the tokens behind its colon.
pub(super) fn in_value(key: &str, block: Block, tokens: &[Token<'_>]) -> Next {
    let Some(field) = block.field(key) else {
        return Next::default();
    };
    let mut net = Net::default();
    let named = Slot::Named(wanted(key, block));
    let start = net.last;
    match field.value {
        Value::Word => {
            let slot = lists_of(key, block.noun()).map_or(Slot::EventType, Slot::Listed);
            net.step(0, slot);
        }
        Value::Day => net.step(0, Slot::Day),
        Value::DayOrRef => {
            let end = net.node();
            net.edges.push((start, Slot::Day, 0, end));
            net.edges.push((start, named, 0, end));
            net.last = end;
        }
        Value::Text => net.step(0, Slot::Text),
        Value::Texts => net.list(&[Slot::Text]),
        Value::Ref => net.step(0, named),
        Value::Refs => net.list(&[named]),
        Value::Actors => net.part(0, &ACTORS),
        Value::Subjects => net.list(&[named, Slot::Text]),
        Value::Citations => {
            let (document, end) = (net.node(), net.node());
            net.edges
                .push((start, Slot::Named(Wanted::Document), 0, document));
            net.edges.push((document, Slot::Locator, 0, end));
            net.edges.push((start, Slot::Locator, 0, end));
            net.free.push((document, end));
            net.edges.push((end, Slot::Sign(','), 0, start));
            net.last = end;
        }
        Value::Place => {
            let (text, comma, end) = (net.node(), net.node(), net.node());
            net.edges.push((start, Slot::Text, 0, text));
            net.edges.push((text, Slot::Sign(','), 0, comma));
            net.edges.push((comma, Slot::Named(Wanted::Place), 0, end));
            net.edges.push((start, Slot::Named(Wanted::Place), 0, end));
            net.free.push((text, end));
            net.last = end;
        }
        Value::Amount => {
            for part in [BOUND, NUMBER, SCALE, UNIT] {
                net.part(0, &part);
            }
            let before = net.last;
            net.step(0, Slot::Sign('('));
            for part in [BOUND, NUMBER, SCALE, UNIT] {
                net.part(0, &part);
            }
            net.step(0, Slot::Sign(')'));
            net.free.push((before, net.last));
            net.part(
                0,
                &part("as FORM", &[Slot::Listed(List::AmountForm)], "")
                    .led("as")
                    .optional(),
            );
            net.part(0, &part("in DATE", DAY, "").led("in").optional());
        }
        Value::Length => {
            net.part(0, &BOUND);
            net.part(0, &NUMBER);
            net.step(0, Slot::Listed(List::DurationUnit));
        }
        Value::Language => net.step(0, Slot::Language),
    }
    net.next(tokens)
}

const ACTORS: Part = part("WHO", &[Slot::Named(Wanted::Actor), Slot::Text], "")
    .many()
    .actors();

/// A small machine: from place to place by what is read.
#[derive(Debug, Default)]
struct Net {
    /// From, what is read, the number of its part, to.
    edges: Vec<(usize, Slot, usize, usize)>,
    /// From, to, with nothing read.
    free: Vec<(usize, usize)>,
    nodes: usize,
    last: usize,
}

impl Net {
    fn node(&mut self) -> usize {
        self.nodes += 1;
        self.nodes
    }

    fn step(&mut self, number: usize, slot: Slot) {
        let end = self.node();
        self.edges.push((self.last, slot, number, end));
        self.last = end;
    }

    fn list(&mut self, slots: &[Slot]) {
        let (start, end) = (self.last, self.node());
        for slot in slots {
            self.edges.push((start, *slot, 0, end));
        }
        self.edges.push((end, Slot::Sign(','), 0, start));
        self.last = end;
    }

    fn part(&mut self, number: usize, part: &Part) {
        let start = self.last;
        if let Some(lead) = part.lead {
            self.step(number, Slot::Fixed(lead));
        }
        let (before, value) = (self.node(), self.node());
        self.free.push((self.last, before));
        for slot in part.slots {
            self.edges.push((before, *slot, number, value));
        }
        let mut whole = value;
        if part.sides {
            let side = self.node();
            whole = self.node();
            self.edges.push((value, Slot::Fixed("for"), number, side));
            self.edges
                .push((side, Slot::Named(Wanted::Party), number, whole));
            self.free.push((value, whole));
        }
        if part.many {
            self.edges.push((whole, Slot::Sign(','), number, before));
        }
        let end = self.node();
        self.free.push((whole, end));
        if part.optional {
            self.free.push((start, end));
        }
        self.last = end;
    }

    /// The one or the other.
    fn either(&mut self, number: usize, one: &Part, other: &Part) {
        let start = self.last;
        self.part(number, one);
        let first = self.last;
        self.last = start;
        self.part(number, other);
        self.free.push((first, self.last));
    }

    fn closure(&self, mut places: Vec<usize>) -> Vec<usize> {
        let mut at = 0;
        while let Some(place) = places.get(at).copied() {
            for (_, to) in self.free.iter().filter(|(from, _)| *from == place) {
                if !places.contains(to) {
                    places.push(*to);
                }
            }
            at += 1;
        }
        places
    }

    fn next(&self, tokens: &[Token<'_>]) -> Next {
        let mut places = self.closure(vec![0]);
        for token in tokens {
            let taken = self
                .edges
                .iter()
                .filter(|(from, slot, ..)| places.contains(from) && takes(*slot, *token));
            // A word that is fixed here is nothing else.
            let fixed = |slot: &Slot| {
                matches!(
                    slot,
                    Slot::Fixed(_) | Slot::Listed(List::AmountBound | List::AmountScale)
                )
            };
            let is_fixed = taken.clone().any(|(_, slot, ..)| fixed(slot));
            let reached: Vec<usize> = taken
                .filter(|(_, slot, ..)| !is_fixed || fixed(slot))
                .map(|(.., to)| *to)
                .collect();
            places = self.closure(reached);
        }
        let slots = self.edges.iter().filter(|(from, ..)| places.contains(from));
        let mut slots: Vec<(Slot, usize)> =
            slots.map(|(_, slot, number, _)| (*slot, *number)).collect();
        slots.dedup();
        Next {
            slots,
            #[cfg(test)]
            can_end: places.contains(&self.last),
        }
    }
}

/// Whether a token can be that.
fn takes(slot: Slot, token: Token<'_>) -> bool {
    let named = |word: &str| {
        word.starts_with(char::is_alphabetic)
            && !matches!(
                word,
                "by" | "for" | "as" | "of" | "to" | "from" | "until" | "verbatim" | "undated"
            )
    };
    match (slot, token) {
        (Slot::Text | Slot::Locator, Token::Text(_)) => true,
        (Slot::Sign(sign), Token::Sign(other)) => sign == other,
        (Slot::Fixed(fixed), Token::Word(word)) => fixed == word,
        (Slot::Day, Token::Word(word)) => {
            word == "undated"
                || word.starts_with(|first: char| first.is_ascii_digit() || "[.".contains(first))
        }
        (Slot::Number, Token::Word(word)) => word.starts_with(|first: char| first.is_ascii_digit()),
        (Slot::Listed(List::AmountBound), Token::Word(word)) => {
            matches!(word, "about" | "over" | "under")
        }
        (Slot::Listed(List::AmountScale), Token::Word(word)) => {
            matches!(word, "thousand" | "million" | "billion")
        }
        (Slot::Verb, Token::Word(word)) => named(word) && word != "and",
        (
            Slot::Id | Slot::Named(_) | Slot::Listed(_) | Slot::Currency | Slot::EventType,
            Token::Word(word),
        ) => named(word),
        (Slot::Language, Token::Word(_)) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::archive;
    use super::*;

    /// Something of every slot.
    fn sample(slot: Slot) -> (Token<'static>, &'static str) {
        match slot {
            Slot::Id => (Token::Word("one"), "one"),
            Slot::Text | Slot::Locator => (Token::Text("\"p. 1\""), "\"p. 1\""),
            Slot::Named(Wanted::Pledge) => (Token::Word("mm.pp"), "mm.pp"),
            Slot::Named(_) => (Token::Word("KZ"), "KZ"),
            Slot::Listed(List::AmountBound) => (Token::Word("over"), "over"),
            Slot::Listed(List::AmountScale) => (Token::Word("million"), "million"),
            Slot::Listed(list) => {
                let word = crate::vocab::lists::words(list)[0].word;
                (Token::Word(word), word)
            }
            Slot::Verb => (Token::Word("said"), "said"),
            Slot::Day => (Token::Word("2024-10-29"), "2024-10-29"),
            Slot::Number => (Token::Word("25"), "25"),
            Slot::Currency => (Token::Word("USD"), "USD"),
            Slot::Language => (Token::Word("kk"), "kk"),
            Slot::EventType => (Token::Word("CONSULT"), "CONSULT"),
            Slot::Fixed(word) => (Token::Word(word), word),
            Slot::Sign(sign) => (
                Token::Sign(sign),
                match sign {
                    ',' => ",",
                    '(' => "(",
                    _ => ")",
                },
            ),
        }
    }

    /// Every line of so many tokens at most that the tables allow, with what they say of it.
    fn lines(most: usize, next: &dyn Fn(&[Token<'_>]) -> Next) -> Vec<String> {
        let mut found = Vec::new();
        let mut waiting: Vec<(Vec<Token<'static>>, Vec<&'static str>)> =
            vec![(Vec::new(), Vec::new())];
        while let Some((tokens, words)) = waiting.pop() {
            let next = next(&tokens);
            if next.can_end && !tokens.is_empty() {
                found.push(words.join(" "));
            }
            if tokens.len() < most {
                for (slot, _) in next.slots {
                    let (token, word) = sample(slot);
                    let mut more = (tokens.clone(), words.clone());
                    more.0.push(token);
                    more.1.push(word);
                    waiting.push(more);
                }
            }
        }
        found
    }

    fn is_read(text: &str) {
        let (home, _) = archive(text);
        let of_syntax = |code: &crate::diag::Code| crate::syntax::CODES.contains(&code);
        let found = home.archive.all_findings();
        let syntax: Vec<&str> = found
            .filter(|finding| of_syntax(finding.code))
            .map(|finding| finding.code.name)
            .collect();
        assert!(syntax.is_empty(), "{text}\n{syntax:?}");
    }

    #[test]
    fn whatever_the_tables_of_heads_allow_the_grammar_reads() {
        for block in Block::ALL {
            for keyword in block.records() {
                let all = lines(7, &|tokens| in_head(keyword, block, tokens));
                assert!(!all.is_empty(), "{keyword}");
                let step = (all.len() / 400).max(1);
                for line in all.iter().step_by(step) {
                    let line = format!("{keyword} {line}");
                    is_read(&match block {
                        Block::File => format!("{line}\n"),
                        Block::Person => format!("person a \"A\" {{\n{line}\n}}\n"),
                        Block::Document => format!("document a \"A\" {{\n{line}\n}}\n"),
                        Block::Meeting => format!("meeting a \"A\" {{\n{line}\n}}\n"),
                        Block::Delegation => {
                            format!("meeting a \"A\" {{\ndelegation KZ {{\n{line}\n}}\n}}\n")
                        }
                        Block::Attendee => {
                            format!("meeting a \"A\" {{\nattendee b {{\n{line}\n}}\n}}\n")
                        }
                        _ => format!("pledge b by KZ \"x\" {{\n{line}\n}}\n"),
                    });
                }
            }
        }
    }

    #[test]
    fn whatever_the_tables_of_values_allow_the_grammar_reads() {
        for (block, around) in [
            (Block::Party, "party a \"A\""),
            (Block::Person, "person a \"A\""),
            (Block::Topic, "topic a \"A\""),
            (Block::Document, "document a \"A\""),
            (Block::Meeting, "meeting a \"A\""),
            (Block::Statement, "statement by KZ said \"x\""),
            (Block::Pledge, "pledge by KZ \"x\""),
        ] {
            for field in block.fields() {
                let all = lines(6, &|tokens| in_value(field.key, block, tokens));
                assert!(!all.is_empty(), "{}", field.key);
                let step = (all.len() / 60).max(1);
                for line in all.iter().step_by(step) {
                    is_read(&format!("{around} {{\n{}: {line}\n}}\n", field.key));
                }
            }
        }
    }

    #[test]
    fn what_comes_next_is_known() {
        let slots = |tokens: &[Token<'_>]| -> Vec<Slot> {
            in_head("statement", Block::Meeting, tokens)
                .slots
                .into_iter()
                .map(|(slot, _)| slot)
                .collect()
        };
        let (by, a, said) = (Token::Word("by"), Token::Word("a"), Token::Word("said"));
        assert_eq!(slots(&[]), [Slot::Id, Slot::Fixed("by")]);
        assert_eq!(slots(&[by]), [Slot::Named(Wanted::Actor), Slot::Text]);
        assert!(slots(&[by, a]).contains(&Slot::Verb));
        assert!(slots(&[by, a, Token::Word("for")]) == [Slot::Named(Wanted::Party)]);
        assert!(slots(&[by, a, said]).contains(&Slot::Text));
        assert_eq!(
            slots(&[by, a, said, Token::Text("\"x\"")]),
            [Slot::Fixed("verbatim")]
        );
    }
}
