//! What a judgement asks of the archive, so that it can be made again when an answer may have become another.
//!
//! Noted on the thread that judges, and only within [`watching`]: nobody pays for it elsewhere.

use std::cell::{Cell, RefCell};
use std::hash::Hasher as _;

use rustc_hash::FxHasher;

use super::{Name, RecordKind};

/// Something that can be asked of an archive, as a number; two that share one cost a judgement more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Asked(u64);

/// What is asked, in the highest bits of the number.
#[derive(Clone, Copy, Hash)]
enum Question {
    Name = 1,
    Below,
    Uses,
    Kind,
    Label,
    Id,
    Holders,
    Whole,
}

impl Asked {
    /// Which record leads back to itself.
    pub const CIRCLES: Self = Self::of(Question::Whole, 0);
    /// Which ids several records bear.
    pub const DOUBLES: Self = Self::of(Question::Whole, 1);
    /// Whether a line that could not be read may have told of progress.
    pub const HIDDEN: Self = Self::of(Question::Whole, 2);
    /// Whether anything could not be read.
    pub const UNREAD: Self = Self::of(Question::Whole, 3);

    /// Which ids are not all in small Latin letters.
    pub const ODD: Self = Self::of(Question::Whole, 4);
    /// Which ids there are.
    pub const IDS: Self = Self::of(Question::Whole, 5);

    const fn of(question: Question, number: u64) -> Self {
        Self((question as u64) << 56 | number & ((1 << 56) - 1))
    }

    fn hashed(question: Question, what: &impl std::hash::Hash) -> Self {
        let mut hasher = FxHasher::default();
        what.hash(&mut hasher);
        Self::of(question, hasher.finish())
    }

    /// What a name stands for, and what that record says.
    pub const fn name(name: Name) -> Self {
        Self::of(Question::Name, name.0 as u64)
    }

    /// The name, if it is asked what one stands for.
    pub fn as_name(self) -> Option<Name> {
        let is_name = self.0 >> 56 == Question::Name as u64;
        is_name.then_some(Name(self.0 as u32))
    }

    /// Which records say that they belong to another.
    pub const fn below(name: Name) -> Self {
        Self::of(Question::Below, name.0 as u64)
    }

    /// Which records name another.
    pub const fn uses(name: Name) -> Self {
        Self::of(Question::Uses, name.0 as u64)
    }

    /// All records of a kind.
    pub const fn kind(kind: RecordKind) -> Self {
        Self::of(Question::Kind, kind as u64)
    }

    /// Which records have such a label or other name, folded.
    pub fn label(folded: &str) -> Self {
        Self::hashed(Question::Label, &folded)
    }

    /// Whether a record has this id, as it is spelt.
    pub fn id(spelling: &str) -> Self {
        Self::hashed(Question::Id, &spelling)
    }

    /// Who held an office: of which party, with which title.
    pub fn holders(of: Name, title: &str) -> Self {
        Self::hashed(Question::Holders, &(of, title))
    }
}

thread_local! {
    static IS_WATCHED: Cell<bool> = const { Cell::new(false) };
    static SEEN: RefCell<Vec<Asked>> = const { RefCell::new(Vec::new()) };
}

/// Notes that something is asked.
pub fn asked(what: Asked) {
    if IS_WATCHED.get() {
        SEEN.with_borrow_mut(|seen| seen.push(what));
    }
}

/// The same of what takes some time to name.
pub fn asked_for(what: impl FnOnce() -> Asked) {
    if IS_WATCHED.get() {
        asked(what());
    }
}

/// What comes of a judgement, and all that it asked, each once.
pub fn watching<T>(judge: impl FnOnce() -> T) -> (T, Vec<Asked>) {
    IS_WATCHED.set(true);
    let judged = judge();
    IS_WATCHED.set(false);
    let asked = SEEN.with_borrow_mut(|seen| {
        seen.sort_unstable();
        seen.dedup();
        // The room that it took is used again.
        let asked = seen.as_slice().into();
        seen.clear();
        asked
    });
    (judged, asked)
}
