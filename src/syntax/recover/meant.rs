//! Which keyword or field is meant by a word that is neither.

use crate::diag::{Similar, closeness};
use crate::syntax::shape::{Block, Field, KEYWORDS};

/// What people write for a keyword, in English and in the languages of most ministries.
const KEYWORD_WORDS: [(&str, &[&str]); 12] = [
    (
        "party",
        &[
            "country",
            "state",
            "organisation",
            "organization",
            "org",
            "ministry",
            "government",
            "partei",
            "parti",
            "partie",
            "сторона",
            "страна",
        ],
    ),
    (
        "person",
        &[
            "people",
            "individual",
            "official",
            "personne",
            "persona",
            "pessoa",
            "человек",
            "персона",
            "лицо",
            "人",
            "тұлға",
        ],
    ),
    (
        "topic",
        &[
            "subject",
            "theme",
            "issue",
            "sujet",
            "thema",
            "tema",
            "тема",
            "тақырып",
        ],
    ),
    (
        "document",
        &[
            "source",
            "doc",
            "paper",
            "documento",
            "dokument",
            "документ",
            "құжат",
        ],
    ),
    (
        "meeting",
        &[
            "talks",
            "talk",
            "encounter",
            "conversation",
            "visit",
            "call",
            "réunion",
            "rencontre",
            "treffen",
            "reunión",
            "encuentro",
            "reunião",
            "встреча",
            "кездесу",
            "会见",
            "会议",
        ],
    ),
    (
        "statement",
        &[
            "said",
            "quote",
            "remark",
            "déclaration",
            "erklärung",
            "aussage",
            "declaración",
            "declaração",
            "заявление",
            "мәлімдеме",
        ],
    ),
    (
        "pledge",
        &[
            "promise",
            "commitment",
            "undertaking",
            "promesse",
            "engagement",
            "zusage",
            "promesa",
            "обещание",
            "обязательство",
            "уәде",
        ],
    ),
    (
        "progress",
        &[
            "update",
            "follow-up",
            "followup",
            "outcome",
            "status-update",
            "fortschritt",
            "progrès",
            "прогресс",
        ],
    ),
    (
        "attendee",
        &[
            "participant",
            "participants",
            "attendees",
            "present",
            "delegate",
            "member",
            "teilnehmer",
            "asistente",
            "участник",
            "қатысушы",
        ],
    ),
    (
        "delegation",
        &[
            "side",
            "délégation",
            "delegación",
            "delegação",
            "делегация",
            "делегациясы",
        ],
    ),
    (
        "office",
        &[
            "position",
            "post",
            "role",
            "job",
            "function",
            "amt",
            "fonction",
            "cargo",
            "должность",
            "пост",
            "қызмет",
        ],
    ),
    (
        "signature",
        &[
            "signed",
            "signatory",
            "signed-by",
            "unterschrift",
            "firma",
            "подпись",
            "қол",
        ],
    ),
];

/// What people write for a field.
const FIELD_WORDS: [(&str, &[&str]); 36] = [
    (
        "date",
        &[
            "when", "day", "datum", "fecha", "data", "дата", "on", "held", "time",
        ],
    ),
    (
        "kind",
        &["type", "category", "art", "tipo", "тип", "вид", "genre"],
    ),
    (
        "place",
        &[
            "location",
            "where",
            "venue",
            "city",
            "lieu",
            "ort",
            "lugar",
            "место",
            "town",
        ],
    ),
    (
        "about",
        &[
            "topic",
            "topics",
            "subject",
            "subjects",
            "agenda",
            "theme",
            "re",
            "regarding",
            "concerning",
            "тема",
        ],
    ),
    (
        "source",
        &[
            "sources",
            "src",
            "ref",
            "reference",
            "citation",
            "cite",
            "quelle",
            "fuente",
            "источник",
            "evidence",
            "proof",
            "document",
            "quelle",
        ],
    ),
    (
        "note",
        &[
            "notes",
            "comment",
            "remark",
            "remarks",
            "anmerkung",
            "nota",
            "примечание",
        ],
    ),
    (
        "language",
        &["lang", "locale", "langue", "sprache", "idioma", "язык"],
    ),
    ("certainty", &["confidence", "reliability", "sure"]),
    (
        "reported-by",
        &["reporter", "according-to", "reported", "via-spokesperson"],
    ),
    ("against", &["contradicts", "disputed-by", "contra"]),
    ("duration", &["length", "lasted", "durée", "dauer"]),
    ("host", &["hosted-by", "hosts", "organiser", "organizer"]),
    ("status", &["state"]),
    ("format", &["setting"]),
    ("follows", &["follow-up-to", "after", "previous"]),
    ("outcome", &["outcomes", "result", "results"]),
    ("part-of", &["parent", "partof", "within", "belongs-to"]),
    (
        "publisher",
        &["published-by", "outlet", "newspaper", "press"],
    ),
    ("author", &["authors", "written-by", "by", "writer"]),
    ("url", &["link", "website", "web", "href", "uri"]),
    (
        "archive",
        &["shelfmark", "call-number", "held-at", "repository"],
    ),
    ("marking", &["classification", "classified", "secrecy"]),
    (
        "born",
        &["birth", "birthdate", "date-of-birth", "dob", "né"],
    ),
    ("died", &["death", "deceased", "date-of-death"]),
    ("title", &["rank", "honorific", "salutation"]),
    (
        "name",
        &[
            "names",
            "alias",
            "aliases",
            "aka",
            "also-known-as",
            "spelling",
            "nom",
        ],
    ),
    ("code", &["codes", "identifier", "wikidata", "iso"]),
    ("members", &["member", "member-states"]),
    (
        "due",
        &["deadline", "by", "until", "due-date", "by-when", "target"],
    ),
    ("made", &["promised", "given"]),
    ("condition", &["conditions", "if", "provided", "unless"]),
    ("amount", &["sum", "value", "money", "budget", "amounts"]),
    ("owner", &["owed-by", "responsible", "debtor"]),
    ("beneficiary", &["for", "recipient", "beneficiaries"]),
    ("supersedes", &["replaces"]),
    ("present", &["presence", "attendance", "attended"]),
];

/// The keyword meant by a word in that block: the word itself, its lower case, a slip, another word for it.
pub(super) fn keyword(word: &str, within: Block) -> Option<&'static str> {
    if word.is_empty() {
        return None;
    }
    let lower = word.to_lowercase();
    let allowed = within.records();
    let exact = KEYWORDS.iter().find(|keyword| **keyword == lower).copied();
    exact
        .or_else(|| nearest(&lower, allowed))
        .or_else(|| other_word(&lower, &KEYWORD_WORDS).filter(|keyword| allowed.contains(keyword)))
        .or_else(|| nearest(&lower, &KEYWORDS).filter(|keyword| closeness(&lower, keyword) > 0.7))
}

fn nearest(word: &str, words: &'static [&'static str]) -> Option<&'static str> {
    // A short word is close to too much to be a slip for a keyword.
    (word.chars().count() > 3)
        .then(|| Similar::among(word, words.iter().copied()))
        .flatten()
}

fn other_word(
    word: &str,
    table: &'static [(&'static str, &'static [&'static str])],
) -> Option<&'static str> {
    let word = word.replace('_', "-");
    table
        .iter()
        .find(|(_, others)| others.contains(&word.as_str()))
        .map(|(name, _)| *name)
}

/// The field of the block meant by a word, and whether beyond doubt.
pub(super) fn field(word: &str, within: Block) -> Option<(&'static Field, bool)> {
    let lower = word.to_lowercase().replace('_', "-");
    if let Some(field) = within.field(&lower) {
        return Some((field, true));
    }
    let mut similar = Similar::to(&lower);
    for field in within.fields() {
        similar.offer(field.key, field);
    }
    if let Some(field) = similar.found().filter(|_| lower.chars().count() > 2) {
        return Some((field, true));
    }
    let mut meant = FIELD_WORDS
        .iter()
        .filter(|(_, others)| others.contains(&lower.as_str()));
    meant
        .find_map(|(key, _)| within.field(key))
        .map(|field| (field, false))
}

/// The blocks that take a field of that key.
pub(super) fn blocks_with(key: &str) -> Vec<Block> {
    Block::ALL
        .into_iter()
        .filter(|block| {
            *block != Block::File && block.own_fields().iter().any(|field| field.key == key)
        })
        .collect()
}
