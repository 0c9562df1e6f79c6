//! The closed list of verbs of a statement or a pledge, as `data/verbs.tsv` has it.
//!
//! The table is read on first use; no spelling stands in it twice.

use rustc_hash::FxHashMap;
use std::sync::OnceLock;

use super::lists::folded;
use super::table;

/// What a speaker does by a verb, in the coarsest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// Says that something is so.
    Assert,
    /// Shows a feeling or a view.
    Express,
    /// Wants another to do or to answer something.
    Direct,
    /// Takes a course of action upon oneself, or will not take it.
    Commit,
    /// Deals with another.
    Interact,
    /// Changes how things stand by saying or signing so.
    Declare,
    /// Speaks or acts against another.
    Oppose,
    /// Gives ground.
    Concede,
}

impl Class {
    /// Every class, in the order of the manual.
    pub const ALL: [Self; 8] = [
        Self::Assert,
        Self::Express,
        Self::Direct,
        Self::Commit,
        Self::Interact,
        Self::Declare,
        Self::Oppose,
        Self::Concede,
    ];

    /// The word for it, as tables and outputs write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Assert => "assert",
            Self::Express => "express",
            Self::Direct => "direct",
            Self::Commit => "commit",
            Self::Interact => "interact",
            Self::Declare => "declare",
            Self::Oppose => "oppose",
            Self::Concede => "concede",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.name() == name)
    }
}

/// How the person spoken to follows the verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddresseeForm {
    /// At once: “thanked Mongolia”.
    Object,
    /// After a preposition: “said to Mongolia”.
    Preposition(&'static str),
    /// Not at all: “Kazakhstan, addressing Mongolia, voted …”.
    Aside,
}

/// One way in which a text may follow the verb without a colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// A clause after “that”.
    That,
    /// “whether …”, “how …”.
    Whether,
    /// An infinitive after “to”.
    Infinitive,
    /// An infinitive made a clause: “that Mongolia would …”.
    Would,
    /// A noun phrase, after this preposition unless it is empty.
    Noun(&'static str),
    /// A text that begins with this preposition, or with any if it is empty.
    Preposition(&'static str),
}

/// Whether somebody spoken to stands between the verb and the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hearer {
    /// “urged Mongolia to …”
    Named,
    /// “urged restraint”
    Unnamed,
}

/// All the ways in which a text may follow a verb.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextForm(Vec<(Option<Hearer>, Join)>);

impl TextForm {
    /// The ways open with or without somebody spoken to, in the order of preference.
    pub fn joins(&self, hearer: Hearer) -> impl Iterator<Item = Join> {
        let open = move |only: Option<Hearer>| only.is_none_or(|only| only == hearer);
        self.0
            .iter()
            .filter(move |(only, _)| open(*only))
            .map(|(_, join)| *join)
    }
}

/// A verb of the closed list.
#[derive(Clone, Debug)]
pub struct Verb {
    /// The British past form, in kebab-case: the verb's name in every output.
    pub canonical: &'static str,
    /// What its speaker does by it.
    pub class: Class,
    /// Every form a record may use, the canonical one among them.
    pub spellings: Vec<&'static str>,
    /// How the person spoken to follows it.
    pub addressee: AddresseeForm,
    /// How its text may follow it.
    pub text: TextForm,
    /// The two-digit CAMEO root code; empty where CAMEO has none.
    pub cameo: &'static str,
    /// The PLOVER event type; empty where PLOVER codes no event.
    pub plover: &'static str,
    /// What it says, in a few words, without its speaker.
    pub meaning: &'static str,
    families: Vec<&'static str>,
}

/// The two forms that a verb is read back by, hyphenated as the table has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forms {
    /// “underscored”
    pub past: &'static str,
    /// “underscore”, as in “did not underscore”.
    pub base: &'static str,
}

impl Verb {
    /// The forms that a spelling of this verb is read back by: its own past, or that of its family.
    pub fn forms(&self, spelling: &str) -> Option<Forms> {
        // Most speak in the past, which is the first word.
        let is_past = |family: &str| {
            let rest = family.strip_prefix(spelling);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('|'))
        };
        let has = |family: &str| is_past(family) || family.split('|').any(|word| word == spelling);
        let family = self.families.iter().find(|family| has(family))?;
        Some(Forms {
            past: family.split('|').next()?,
            base: family.rsplit('|').next()?,
        })
    }
}

/// A verb in several words, or in a form that the list does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phrase {
    /// It says the same as this one: “has said”.
    Same(&'static str),
    /// These of the list come near: “made clear”.
    Near(Vec<&'static str>),
    /// It is still to be done: “will offer”.
    Will(&'static str),
    /// It was not done: “did not say”.
    Not(&'static str),
}

impl Phrase {
    /// The verb to write in its place, or the first of several.
    pub fn verb(&self) -> &'static str {
        match self {
            Self::Same(verb) | Self::Will(verb) | Self::Not(verb) => verb,
            Self::Near(verbs) => verbs.first().copied().unwrap_or("said"),
        }
    }

    /// What is the matter with it.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Same(_) => "a verb stands in one word, in the past",
            Self::Near(verbs) if verbs.len() > 1 => "these verbs of the list are near to it",
            Self::Near(_) => "the nearest verb of the list is another",
            Self::Will(_) => {
                "a verb stands in one word, in the past; that it is still to come is its mood"
            }
            Self::Not(_) => "that it was not said is its mood, not its verb",
        }
    }

    /// What to write in a statement or a pledge.
    pub fn help(&self, keyword: &str) -> String {
        match self {
            Self::Near(verbs) => {
                let ticked: Vec<String> = verbs.iter().map(|verb| format!("`{verb}`")).collect();
                format!("write {}", ticked.join(" or "))
            }
            Self::Will(verb) if keyword != "pledge" => {
                format!("write `{verb}`, and in the block `mood: future`")
            }
            Self::Same(verb) | Self::Will(verb) => format!("write `{verb}`"),
            Self::Not(verb) => format!("write `{verb}`, and in the block `mood: negated`"),
        }
    }
}

/// What a verb in several words, or of no list, says.
pub fn phrase(written: &str) -> Option<Phrase> {
    let lower = written.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let near_to = near(&words.join("-"));
    if !near_to.is_empty() {
        return Some(Phrase::Near(near_to));
    }
    let past = |words: &[&str]| {
        let spelling = words.join("-");
        find(&spelling)?.forms(&spelling).map(|forms| forms.past)
    };
    match words[..] {
        [
            "did" | "does" | "do" | "has" | "have" | "had" | "will" | "would",
            "not",
            ref rest @ ..,
        ]
        | [
            "didn't" | "doesn't" | "didn’t" | "doesn’t" | "never",
            ref rest @ ..,
        ] => past(rest).map(Phrase::Not),
        ["will" | "would" | "shall" | "should", ref rest @ ..]
        | [
            "is" | "are" | "was" | "were",
            "going" | "about",
            "to",
            ref rest @ ..,
        ] => past(rest).map(Phrase::Will),
        ["has" | "have" | "had" | "hat" | "haben", ref rest @ ..] => past(rest).map(Phrase::Same),
        [
            "also" | "again" | "further" | "then" | "strongly" | "clearly" | "firmly"
            | "repeatedly" | "once",
            ref rest @ ..,
        ] => past(rest).map(|verb| Phrase::Near(vec![verb])),
        _ => None,
    }
}

/// The verbs of the list that a word comes near to, the nearest first.
pub fn near(written: &str) -> Vec<&'static str> {
    let written = folded(written);
    let mut rows = table::rows(include_str!("../../data/near-verbs.tsv")).map(table::cells::<2>);
    let row = rows.find(|[words, _]| words.split('|').any(|word| folded(word) == written));
    row.map_or_else(Vec::new, |[_, verbs]| table::words(verbs))
}

/// The event types of PLOVER that no verb has.
const OTHER_EVENT_TYPES: [&str; 9] = [
    "AID",
    "COOPERATE",
    "RETREAT",
    "PROTEST",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "INVESTIGATE",
    "DEMAND",
];

/// Every event type of PLOVER, those that verbs have first.
pub fn event_types() -> Vec<&'static str> {
    let mut types: Vec<&str> = Vec::new();
    let of_verbs = all().iter().map(|verb| verb.plover);
    for word in of_verbs.chain(OTHER_EVENT_TYPES) {
        if !word.is_empty() && !types.contains(&word) {
            types.push(word);
        }
    }
    types
}

/// Whether PLOVER has this event type.
pub fn is_event_type(word: &str) -> bool {
    event_types().contains(&word)
}

struct Table {
    verbs: Vec<Verb>,
    by_spelling: FxHashMap<&'static str, usize>,
}

/// The verb that has this spelling exactly.
pub fn find(spelling: &str) -> Option<&'static Verb> {
    let table = table();
    table.verbs.get(*table.by_spelling.get(spelling)?)
}

/// Every verb, in the table's order, which keeps a class together.
pub fn all() -> &'static [Verb] {
    &table().verbs
}

/// The verb that was probably meant, whatever the case, hyphens, underscores and spaces.
pub fn meant(written: &str) -> Option<&'static Verb> {
    let written = folded(written);
    let meets = |spelling: &&str| folded(spelling) == written;
    all().iter().find(|verb| verb.spellings.iter().any(meets))
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let verbs: Vec<_> = rows().filter_map(read).collect();
        let mut by_spelling = FxHashMap::default();
        by_spelling.reserve(1024);
        for (place, verb) in verbs.iter().enumerate() {
            by_spelling.extend(verb.spellings.iter().map(|spelling| (*spelling, place)));
        }
        Table { verbs, by_spelling }
    })
}

fn rows() -> impl Iterator<Item = &'static str> {
    table::rows(include_str!("../../data/verbs.tsv"))
}

fn read(row: &'static str) -> Option<Verb> {
    let [
        canonical,
        class,
        spellings,
        addressee,
        text,
        cameo,
        plover,
        meaning,
    ] = table::cells(row);
    let addressee = match addressee {
        "object" => AddresseeForm::Object,
        "aside" => AddresseeForm::Aside,
        preposition => AddresseeForm::Preposition(preposition),
    };
    Some(Verb {
        canonical,
        class: Class::named(class)?,
        spellings: spellings.split(['|', ';']).collect(),
        addressee,
        text: TextForm(
            table::words(text)
                .into_iter()
                .map(read_join)
                .collect::<Option<_>>()?,
        ),
        cameo,
        plover,
        meaning,
        families: spellings.split(';').collect(),
    })
}

fn read_join(word: &'static str) -> Option<(Option<Hearer>, Join)> {
    let (hearer, word) = match (word.strip_prefix('+'), word.strip_prefix('-')) {
        (Some(word), _) => (Some(Hearer::Named), word),
        (_, Some(word)) => (Some(Hearer::Unnamed), word),
        _ => (None, word),
    };
    let (word, preposition) = word.split_once(':').unwrap_or((word, ""));
    let join = match word {
        "that" => Join::That,
        "wh" => Join::Whether,
        "to" => Join::Infinitive,
        "would" => Join::Would,
        "noun" => Join::Noun(preposition),
        "pp" => Join::Preposition(preposition),
        _ => return None,
    };
    Some((hearer, join))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_names_itself() {
        assert_eq!(all().len(), rows().count());
        for verb in all() {
            let named = find(verb.canonical).map(|found| found.canonical);
            assert_eq!(named, Some(verb.canonical));
            assert!(
                verb.cameo.is_empty() || verb.cameo.len() == 2,
                "{}",
                verb.canonical
            );
        }
    }

    #[test]
    fn no_spelling_stands_twice() {
        assert_eq!(
            table().by_spelling.len(),
            all().iter().map(|verb| verb.spellings.len()).sum::<usize>()
        );
    }

    #[test]
    fn a_family_is_read_back_by_its_own_forms() {
        let forms = |word: &str| {
            find(word)
                .and_then(|verb| verb.forms(word))
                .map(|it| (it.past, it.base))
        };
        assert_eq!(forms("emphasizes"), Some(("emphasised", "emphasise")));
        assert_eq!(forms("underscores"), Some(("underscored", "underscore")));
        assert_eq!(forms("expressed-gratitude"), Some(("thanked", "thank")));
    }

    #[test]
    fn near_verbs_are_of_the_list_and_what_they_are_near_to_is_not() {
        let mut seen = std::collections::BTreeSet::new();
        for [words, verbs] in
            table::rows(include_str!("../../data/near-verbs.tsv")).map(table::cells::<2>)
        {
            assert!(verbs.split('|').all(|verb| find(verb).is_some()), "{verbs}");
            for word in words.split('|') {
                assert!(find(word).is_none() && seen.insert(word), "{word}");
            }
        }
    }

    #[test]
    fn verbs_in_several_words_are_understood() {
        assert_eq!(phrase("will offer"), Some(Phrase::Will("offered")));
        assert_eq!(phrase("did not say"), Some(Phrase::Not("said")));
        assert_eq!(phrase("has said"), Some(Phrase::Same("said")));
        assert_eq!(phrase("made clear"), Some(Phrase::Near(vec!["emphasised"])));
        assert_eq!(phrase("walked home"), None);
    }

    #[test]
    fn a_slip_of_case_or_hyphen_is_understood() {
        let meaning = |written| meant(written).map(|verb| verb.canonical);
        assert_eq!(meaning("expressed concern"), Some("expressed-concern"));
        assert_eq!(meaning("EmphasiSed"), Some("emphasised"));
        assert_eq!(meaning("declined_to_comment"), Some("declined-to-comment"));
        assert_eq!(meaning("yodelled"), None);
    }
}
