//! How alike two names of persons are.

use crate::diag::{folded, is_from_cyrillic, romanised};

/// From the strongest to the weakest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// The same words in the same order, but for their spelling.
    Same,
    /// The same words in another order.
    Turned,
    /// The same, but so short that many may have it.
    Short,
    /// The same but for an initial that only one of them has, or has as a whole name.
    Initial,
    /// The same surname, and initials for the other names.
    Abbreviated,
    /// One slip apart in one long word.
    Slip,
}

/// A name in the forms in which names are compared.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PersonName {
    /// Its folded words, the surname last where a comma says which it is.
    words: Vec<String>,
    /// The same words in alphabetical order.
    sorted: Vec<String>,
    /// The words between blanks, in alphabetical order: `Oyun-Erdene` is one.
    joined: Vec<String>,
    /// The words in the one spelling of names from Cyrillic.
    romanised: Vec<String>,
    /// Whether the name shows that it is one.
    from_cyrillic: bool,
    /// The words with `o` for `oe` and the like, as `Schröder` is also written.
    plain: Vec<String>,
    /// Whether the name has letters that are also written as two.
    has_umlaut: bool,
}

/// Shorter names are borne by many.
const LONG_NAME: usize = 8;
/// In a shorter word a letter makes another name.
const LONG_WORD: usize = 5;

impl PersonName {
    /// A name; none where nothing of it can be compared.
    pub(super) fn of(name: &str) -> Option<Self> {
        let name = match name.split_once(',') {
            Some((surname, rest)) if !is_suffix(rest) => format!("{rest} {surname}"),
            _ => name.to_owned(),
        };
        let name = untitled(&name).to_owned();
        let words: Vec<String> = name
            .split(|letter: char| {
                letter.is_whitespace() || matches!(letter, '-' | '‐' | '.' | ',' | '·')
            })
            .map(folded)
            .filter(|word| !word.is_empty())
            .collect();
        let blank = |letter: char| letter.is_whitespace() || letter == ',';
        let mut joined: Vec<String> = name
            .split(blank)
            .map(folded)
            .filter(|word| !word.is_empty())
            .collect();
        joined.sort_unstable();
        let mut sorted = words.clone();
        sorted.sort_unstable();
        let (romanised, from_cyrillic) = (romanised(&name), is_from_cyrillic(&name));
        let plain = words.iter().map(|word| without_digraphs(word)).collect();
        let has_umlaut = name.chars().any(|letter| "äöüæœøåÄÖÜÆŒØÅ".contains(letter));
        (!words.is_empty()).then_some(Self {
            words,
            sorted,
            joined,
            romanised,
            from_cyrillic,
            plain,
            has_umlaut,
        })
    }

    /// Numbers of which names that are alike have one in common.
    pub(super) fn keys(&self, visit: &mut dyn FnMut(u64)) {
        let whole = |words: &mut dyn Iterator<Item = &str>| words.fold(START, mixed);
        visit(whole(&mut self.words.iter().map(String::as_str)));
        visit(whole(&mut self.sorted.iter().map(String::as_str)));
        visit(whole(&mut self.romanised.iter().map(String::as_str)));
        visit(whole(&mut self.plain.iter().map(String::as_str)));
        visit(whole(&mut self.full_words()));
        visit(whole(&mut self.joined.iter().map(String::as_str)));
        if let [first, .., last] = self.words.as_slice() {
            let initial = first.get(..1).unwrap_or_default();
            visit(mixed(mixed(INITIAL, initial), last));
        }
        visit(whole(&mut sorted(&self.romanised).into_iter()));
        if self.sorted.len() < 2 {
            return;
        }
        for (at, word) in self
            .sorted
            .iter()
            .enumerate()
            .filter(|(_, word)| may_slip(word))
        {
            let others = self
                .sorted
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != at);
            let others = others.fold(SLIP, |key, (_, word)| mixed(key, word));
            visit(mixed(others, word));
            for gap in 0..word.len() {
                let (before, after) = (word.get(..gap), word.get(gap + 1..));
                let key = mixed(others, before.unwrap_or_default());
                visit(mixed(key, after.unwrap_or_default()));
            }
        }
    }

    /// How alike the two are.
    pub(super) fn likeness(&self, other: &Self) -> Option<Likeness> {
        let same = self.words.concat() == other.words.concat();
        let from_cyrillic = self.from_cyrillic || other.from_cyrillic;
        let sounds = from_cyrillic && self.romanised.concat() == other.romanised.concat();
        let has_umlaut = self.has_umlaut || other.has_umlaut;
        let looks = has_umlaut && self.plain.concat() == other.plain.concat();
        if same || sounds || looks {
            let telling = self.is_telling() || other.is_telling();
            return Some(if telling {
                Likeness::Same
            } else {
                Likeness::Short
            });
        }
        if self.has_lineage() || other.has_lineage() {
            return None;
        }
        let turned = || sorted(&self.romanised) == sorted(&other.romanised);
        let joined = self.joined.len() > 1 && self.joined == other.joined;
        if self.sorted == other.sorted || joined || from_cyrillic && turned() {
            return Some(Likeness::Turned);
        }
        if self.lacks_an_initial(other) || other.lacks_an_initial(self) {
            return Some(Likeness::Initial);
        }
        if let Some(likeness) = self.abbreviates(other).or_else(|| other.abbreviates(self)) {
            return Some(likeness);
        }
        self.is_slip_of(other).then_some(Likeness::Slip)
    }

    /// The words that are no initials.
    fn full_words(&self) -> impl Iterator<Item = &str> {
        let words = self.words.iter().map(String::as_str);
        words.filter(|word| word.len() > 1)
    }

    /// Whether it has no initials, and would be the other if that had none.
    fn lacks_an_initial(&self, other: &Self) -> bool {
        let full = self.full_words().count();
        let has_none = full == self.words.len() && full >= 2;
        has_none && other.words.len() > full && self.full_words().eq(other.full_words())
    }

    /// Whether every word of it is one of the other's in its order or the initial of one, the surname being the same.
    fn abbreviates(&self, other: &Self) -> Option<Likeness> {
        let ((mine, given), (theirs, others)) =
            (self.words.split_last()?, other.words.split_last()?);
        let initials = given.iter().filter(|word| word.len() == 1).count();
        let shorter = given.len() <= others.len() && initials > 0;
        if mine != theirs || mine.len() < 3 || !shorter {
            return None;
        }
        let fits = |(word, whole): (&String, &String)| {
            word == whole || word.len() == 1 && whole.starts_with(word.as_str())
        };
        // A whole name between initials is another's name, unless the other has the initial of it.
        let agree = given.iter().zip(others).all(fits);
        let same = given.iter().any(|word| word.len() > 1);
        let likeness = if same && given.len() == others.len() {
            Likeness::Initial
        } else {
            Likeness::Abbreviated
        };
        agree.then_some(likeness)
    }

    /// Whether two words of it, or its length, tell whose it is.
    fn is_telling(&self) -> bool {
        let long = self.words.iter().filter(|word| word.len() >= 3).count();
        let letters: usize = self.words.iter().map(String::len).sum();
        long >= 2 || self.words.len() >= 2 && letters >= LONG_NAME
    }

    /// Whether it says whose child the person is, so that the order of its words tells father and son apart.
    fn has_lineage(&self) -> bool {
        const CHILD_OF: [&str; 7] = ["bin", "ibn", "ben", "bint", "binti", "ould", "oglu"];
        let mut words = self.words.iter();
        words.any(|word| CHILD_OF.contains(&word.as_str()))
    }

    /// Whether one long word differs by one slip, and a word besides agrees.
    fn is_slip_of(&self, other: &Self) -> bool {
        let mine = left_over(&self.sorted, &other.sorted);
        let theirs = left_over(&other.sorted, &self.sorted);
        let ([mine], [theirs]) = (mine.as_slice(), theirs.as_slice()) else {
            return false;
        };
        let agrees = self
            .sorted
            .iter()
            .any(|word| word.len() >= 3 && word != mine);
        agrees
            && may_slip(mine)
            && may_slip(theirs)
            && strsim::damerau_levenshtein(mine, theirs) == 1
    }
}

/// The name without the titles before it.
fn untitled(name: &str) -> &str {
    const TITLES: [&str; 9] = ["mr", "mrs", "ms", "dr", "prof", "sir", "dame", "hon", "amb"];
    let mut rest = name.trim_start();
    while let Some((first, after)) = rest.split_once(char::is_whitespace) {
        if !TITLES.contains(&folded(first).as_str()) {
            break;
        }
        rest = after.trim_start();
    }
    rest
}

/// Whether what follows a comma is no first name: `Jr.`, `III`.
fn is_suffix(rest: &str) -> bool {
    matches!(
        folded(rest).as_str(),
        "jr" | "sr" | "junior" | "senior" | "i" | "ii" | "iii" | "iv" | "v" | "esq" | "phd" | "md"
    )
}

/// `Schroeder` as `Schroder`, which is how `Schröder` folds.
fn without_digraphs(word: &str) -> String {
    let word = word.replace("ae", "a").replace("oe", "o");
    word.replace("ue", "u").replace("aa", "a")
}

fn sorted(words: &[String]) -> Vec<&str> {
    let mut sorted: Vec<&str> = words.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    sorted
}

/// The words of `mine` that `theirs` lacks; both are sorted.
fn left_over<'w>(mine: &'w [String], theirs: &[String]) -> Vec<&'w str> {
    let mut theirs = theirs.iter().peekable();
    let mut left = Vec::new();
    for word in mine {
        while theirs.next_if(|other| *other < word).is_some() {}
        if theirs.next_if(|other| *other == word).is_none() {
            left.push(word.as_str());
        }
    }
    left
}

/// Whether a letter more or less in a word may be a slip: not in a short one, nor in the number of a ruler.
fn may_slip(word: &str) -> bool {
    let number = word
        .bytes()
        .all(|letter| matches!(letter, b'i' | b'v' | b'x'))
        || word.bytes().any(|letter| letter.is_ascii_digit());
    word.len() >= LONG_WORD && !number
}

/// Where numbers of whole names begin, and those of names but for a letter.
const START: u64 = 0xcbf2_9ce4_8422_2325;
const SLIP: u64 = START ^ 1;
const INITIAL: u64 = START ^ 2;

/// A number with the letters of a word mixed in (FNV-1a); words that follow each other are as one.
fn mixed(key: u64, word: &str) -> u64 {
    let letters = word.bytes();
    letters.fold(key, |key, letter| {
        (key ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3)
    })
}
