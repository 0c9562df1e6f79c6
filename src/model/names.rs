//! Names as small numbers: each spelling is kept once.

use rustc_hash::FxHashMap;

/// A name; equal names are equal numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name(pub u32);

/// The spellings behind the numbers.
#[derive(Debug, Default)]
pub struct Names {
    numbers: FxHashMap<Box<str>, Name>,
    spellings: Vec<Box<str>>,
}

impl Names {
    /// The number of a spelling, given now if it is new.
    pub fn intern(&mut self, spelling: &str) -> Name {
        if let Some(name) = self.numbers.get(spelling) {
            return *name;
        }
        let name = Name(self.spellings.len() as u32);
        self.spellings.push(spelling.into());
        self.numbers.insert(spelling.into(), name);
        name
    }

    /// The number of a spelling that occurred before.
    pub fn find(&self, spelling: &str) -> Option<Name> {
        self.numbers.get(spelling).copied()
    }

    /// The spelling of a number.
    pub fn spelling(&self, name: Name) -> &str {
        &self.spellings[name.0 as usize]
    }
}
