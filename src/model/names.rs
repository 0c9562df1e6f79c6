//! Names as small numbers: each spelling is kept once.

use std::hash::BuildHasher as _;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

/// A name; equal names are equal numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name(pub u32);

/// The spellings behind the numbers.
#[derive(Debug, Default)]
pub struct Names {
    /// All spellings, one behind the other.
    letters: String,
    /// Where each of them ends.
    ends: Vec<u32>,
    /// The numbers, found by what they are spelled.
    numbers: HashTable<Name>,
}

impl Names {
    /// The number of a spelling, given now if it is new.
    pub fn intern(&mut self, spelling: &str) -> Name {
        if let Some(name) = self.find(spelling) {
            return name;
        }
        let name = Name(self.ends.len() as u32);
        self.letters.push_str(spelling);
        self.ends.push(self.letters.len() as u32);
        let (letters, ends) = (&self.letters, &self.ends);
        let hash_of = |name: &Name| hash(spelled(letters, ends, *name));
        self.numbers.insert_unique(hash(spelling), name, hash_of);
        name
    }

    /// The number of a spelling that occurred before.
    pub fn find(&self, spelling: &str) -> Option<Name> {
        let is_it = |name: &Name| self.spelling(*name) == spelling;
        self.numbers.find(hash(spelling), is_it).copied()
    }

    /// The spelling of a number.
    pub fn spelling(&self, name: Name) -> &str {
        spelled(&self.letters, &self.ends, name)
    }
}

fn spelled<'n>(letters: &'n str, ends: &[u32], name: Name) -> &'n str {
    let at = name.0 as usize;
    let start = at.checked_sub(1).map_or(0, |before| ends[before]);
    &letters[start as usize..ends[at] as usize]
}

fn hash(spelling: &str) -> u64 {
    FxBuildHasher.hash_one(spelling)
}
