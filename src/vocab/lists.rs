//! The closed lists of words other than verbs, as `data/lists.tsv` has them.
//!
//! A list holds two dozen words at most, so a word is found by looking along it; the table is read on first use.

use std::sync::OnceLock;

use super::table;

/// A closed list, by what its words describe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum List {
    /// `kind` of a party.
    PartyKind,
    /// `kind` of a document.
    DocumentKind,
    /// `kind` of a meeting.
    MeetingKind,
    /// `format` of a meeting, or the rank of a visit.
    MeetingFormat,
    /// `status` of a meeting.
    MeetingStatus,
    /// What an attendee is there `as`.
    Role,
    /// What an office is held `as`.
    OfficeStatus,
    /// How much of a meeting an attendee was `present` for.
    Presence,
    /// `mood` of a statement or pledge.
    Mood,
    /// `force` of a pledge, weakest first.
    Force,
    /// `certainty` of any claim, surest first.
    Certainty,
    /// What became of a pledge.
    ProgressState,
    /// What an amount is given `as`.
    AmountForm,
    /// What may stand before an amount or a duration.
    AmountBound,
    /// What may stand after an amount's number.
    AmountScale,
    /// What a duration is counted in.
    DurationUnit,
}

impl List {
    /// Every list, in the order of the table.
    pub const ALL: [Self; 16] = [
        Self::PartyKind,
        Self::DocumentKind,
        Self::MeetingKind,
        Self::MeetingFormat,
        Self::MeetingStatus,
        Self::Role,
        Self::OfficeStatus,
        Self::Presence,
        Self::Mood,
        Self::Force,
        Self::Certainty,
        Self::ProgressState,
        Self::AmountForm,
        Self::AmountBound,
        Self::AmountScale,
        Self::DurationUnit,
    ];

    /// Every list, in the order of the table.
    pub const fn all() -> &'static [Self] {
        &Self::ALL
    }

    /// The list's name in the table and in `dip vocabulary`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PartyKind => "party-kind",
            Self::DocumentKind => "document-kind",
            Self::MeetingKind => "meeting-kind",
            Self::MeetingFormat => "meeting-format",
            Self::MeetingStatus => "meeting-status",
            Self::Role => "role",
            Self::OfficeStatus => "office-status",
            Self::Presence => "presence",
            Self::Mood => "mood",
            Self::Force => "force",
            Self::Certainty => "certainty",
            Self::ProgressState => "progress-state",
            Self::AmountForm => "amount-form",
            Self::AmountBound => "amount-bound",
            Self::AmountScale => "amount-scale",
            Self::DurationUnit => "duration-unit",
        }
    }
}

/// A word of a closed list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word as a record writes it.
    pub word: &'static str,
    /// What it means, in plain words.
    pub meaning: &'static str,
    /// What others write for it; never accepted, only understood.
    pub others: Vec<&'static str>,
    /// Words that come near to it and may mean another word of the list, or none.
    pub near: Vec<&'static str>,
}

/// The words of a list, in the order a writer should see them.
pub fn words(list: List) -> &'static [Word] {
    static WORDS: OnceLock<[Vec<Word>; List::ALL.len()]> = OnceLock::new();
    &WORDS.get_or_init(|| List::ALL.map(|list| rows(list).collect()))[list as usize]
}

/// The word of the list that is written exactly so.
pub fn find(list: List, word: &str) -> Option<&'static Word> {
    words(list).iter().find(|it| it.word == word)
}

/// The word of the list that was probably meant, by itself or by what others write for it, whatever the case, hyphens,
/// underscores and spaces.
pub fn meant(list: List, written: &str) -> Option<&'static Word> {
    let written = folded(written);
    let meets = |it: &&str| folded(it) == written;
    words(list)
        .iter()
        .find(|it| meets(&it.word) || it.others.iter().any(meets))
}

/// The words of the list that a word comes near to, without meaning one of them for certain.
pub fn near(list: List, written: &str) -> Vec<&'static Word> {
    let written = folded(written);
    let all = words(list).iter();
    all.filter(|it| it.near.iter().any(|near| folded(near) == written))
        .collect()
}

/// A word without what hands vary: case, hyphens, underscores, spaces, apostrophes.
pub(super) fn folded(word: &str) -> String {
    let kept = |it: &char| !it.is_whitespace() && !"-_‐‑–'’".contains(*it);
    word.chars()
        .filter(kept)
        .flat_map(char::to_lowercase)
        .collect()
}

fn rows(list: List) -> impl Iterator<Item = Word> {
    let own = move |row: &'static str| row.strip_prefix(list.name())?.strip_prefix('\t');
    table::rows(include_str!("../../data/lists.tsv"))
        .filter_map(own)
        .map(|row| {
            let [word, meaning, others] = table::cells(row);
            let (near, others): (Vec<_>, Vec<_>) = table::words(others)
                .into_iter()
                .partition(|it| it.starts_with('?'));
            Word {
                word,
                meaning,
                others,
                near: near.into_iter().map(|it| &it[1..]).collect(),
            }
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_row_belongs_to_a_list() {
        let rows = table::rows(include_str!("../../data/lists.tsv")).count();
        assert_eq!(
            rows,
            List::all()
                .iter()
                .map(|list| words(*list).len())
                .sum::<usize>()
        );
        assert!(List::all().iter().all(|list| !words(*list).is_empty()));
    }

    #[test]
    fn what_others_write_means_one_word_of_a_list() {
        for list in List::all() {
            let mut seen = BTreeSet::new();
            for word in words(*list) {
                let written = word.others.iter().chain([&word.word]);
                assert!(
                    written.clone().all(|it| seen.insert(folded(it))),
                    "{word:?}"
                );
                assert!(
                    written.clone().all(|it| meant(*list, it) == Some(word)),
                    "{word:?}"
                );
            }
        }
    }

    #[test]
    fn near_words_mean_no_one_word() {
        for list in List::all() {
            for word in words(*list).iter().flat_map(|it| &it.near) {
                assert!(meant(*list, word).is_none(), "{word}");
            }
        }
        let words = |list, written| {
            near(list, written)
                .iter()
                .map(|it| it.word)
                .collect::<Vec<_>>()
        };
        assert_eq!(words(List::ProgressState, "not-fulfilled"), ["broken"]);
        assert_eq!(words(List::DocumentKind, "protocol").len(), 3);
    }

    #[test]
    fn other_words_are_understood_and_not_accepted() {
        let word = |list, written| meant(list, written).map(|it| it.word);
        assert_eq!(word(List::DocumentKind, "Press release"), Some("press"));
        assert_eq!(word(List::MeetingKind, "TELEPHONE_CALL"), Some("call"));
        assert_eq!(word(List::Role, "note-taker"), Some("notetaker"));
        assert_eq!(
            word(List::OfficeStatus, "Chargé d’affaires"),
            Some("charge")
        );
        assert_eq!(word(List::AmountScale, "parsec"), None);
        assert_eq!(find(List::DocumentKind, "newspaper"), None);
        assert!(find(List::DocumentKind, "press").is_some());
    }
}
