//! A glimpse of every name of an archive: whether one that is asked for may be it, have a word of it, or be a few slips away,
//! is seen from a handful of bits. They are kept with the declarations, so that an archive that is edited does not spell out
//! all its names anew with each letter that is typed.

use std::hash::BuildHasher as _;

use rustc_hash::FxBuildHasher;

use super::near::{allowed, letters, may_be_near};
use crate::model::Glimpse;

/// What is looked for among the glimpses.
#[derive(Debug, Default)]
pub(super) struct Look {
    words: u64,
    initials: u32,
    /// Of every name in which slips are allowed its letters and length, and how many slips.
    forms: Vec<((u64, usize), usize)>,
}

impl Look {
    /// Looks for a word, a folded name or a surname; a single letter also as the initial of a word.
    pub(super) fn add(&mut self, word: &str) {
        self.words |= bit(word);
        if word.len() == 1 {
            self.initials |= initial(word);
        }
    }

    /// Looks for names that are close to a folded one.
    pub(super) fn near(&mut self, form: &str) {
        let slips = allowed(form.len());
        if slips > 0 {
            self.forms.push(((letters(form), form.len()), slips));
        }
    }

    /// Whether a name may be among those that are looked for.
    pub(super) fn may_be(&self, glimpse: &Glimpse) -> bool {
        let seen = (glimpse.letters, glimpse.length as usize);
        let close = |(form, slips): &((u64, usize), usize)| may_be_near(*form, seen, *slips);
        self.words & glimpse.words != 0
            || self.initials & glimpse.initials != 0
            || self.forms.iter().any(close)
    }
}

/// The glimpse of a name by its folded form, its words and the surname in it.
pub(super) fn glimpse<'w>(
    at: u32,
    form: &str,
    words: impl Iterator<Item = &'w str>,
    surname: Option<&str>,
) -> Glimpse {
    let mut glimpse = Glimpse {
        at,
        length: form.len() as u32,
        letters: letters(form),
        words: bit(form) | surname.map_or(0, bit),
        initials: 0,
    };
    for word in words {
        glimpse.words |= bit(word);
        glimpse.initials |= initial(word);
    }
    glimpse
}

/// One of 64 bits for a word.
fn bit(word: &str) -> u64 {
    1 << (FxBuildHasher.hash_one(word) >> 58)
}

/// One of 32 bits for the letter that a word begins with.
fn initial(word: &str) -> u32 {
    word.bytes()
        .next()
        .map_or(0, |letter| 1 << (u32::from(letter) % 32))
}
