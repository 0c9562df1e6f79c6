//! Walks a tag from the left and names the first subtag at fault, by the grammar of RFC 5646, section 2.1.

use std::ops::Range;

use super::FaultKind;
use super::registry::{self, Kind};

/// The subtags with their bytes in the tag; at least one, which may be empty.
pub(super) fn subtags(tag: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    tag.split('-').scan(0, |next, subtag| {
        let start = *next;
        *next += subtag.len() + 1;
        Some((start..start + subtag.len(), subtag))
    })
}

/// The subtags with what they are by their shape: none for those of extensions and private use, and for those of no shape.
pub(super) fn kinds(tag: &str) -> impl Iterator<Item = (Option<Kind>, &str)> {
    let mut after_singleton = false;
    subtags(tag).map(move |(range, subtag)| {
        after_singleton |= subtag.len() == 1;
        match range.start {
            _ if after_singleton => (None, subtag),
            0 => (Some(Kind::Language), subtag),
            _ => (shape(subtag), subtag),
        }
    })
}

/// The first subtag at fault and what is wrong with it.
pub(super) fn fault(tag: &str) -> Option<(Range<usize>, FaultKind)> {
    let mut walk = Walk::default();
    let mut last = 0..0;
    for (range, subtag) in subtags(tag) {
        if let Err(kind) = walk.take(subtag) {
            return Some((range, kind));
        }
        last = range;
    }
    walk.owes_subtag.then_some((last, FaultKind::Malformed))
}

/// How far a walk has come: what may follow comes later in this order.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reached {
    #[default]
    Start,
    Language,
    Extlang,
    Script,
    Region,
    Variant,
    Extension,
    PrivateUse,
}

#[derive(Debug, Default)]
struct Walk<'t> {
    reached: Reached,
    language: &'t str,
    /// Variants and singletons so far, none of which may come twice.
    seen: Vec<&'t str>,
    /// After a singleton, which cannot stand alone.
    owes_subtag: bool,
}

impl<'t> Walk<'t> {
    fn take(&mut self, subtag: &'t str) -> Result<(), FaultKind> {
        if subtag.is_empty() {
            return Err(FaultKind::Empty);
        }
        if self.reached == Reached::Start
            && subtag.chars().all(char::is_alphabetic)
            && subtag.len() > 1
        {
            return self.language(subtag);
        }
        if subtag.len() > 8 || !subtag.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(FaultKind::Malformed);
        }
        match self.reached {
            Reached::PrivateUse => self.owes_subtag = false,
            _ if subtag.len() == 1 => return self.singleton(subtag),
            Reached::Extension => self.owes_subtag = false,
            Reached::Start => return Err(FaultKind::Malformed),
            _ => return self.part(subtag),
        }
        Ok(())
    }

    fn language(&mut self, subtag: &'t str) -> Result<(), FaultKind> {
        if !known(Kind::Language, subtag) {
            let script = subtag.len() == 4 && known(Kind::Script, subtag);
            return Err(if script {
                FaultKind::Misplaced
            } else {
                FaultKind::UnknownLanguage
            });
        }
        self.language = subtag;
        self.reached = Reached::Language;
        Ok(())
    }

    fn singleton(&mut self, subtag: &'t str) -> Result<(), FaultKind> {
        let private = subtag.eq_ignore_ascii_case("x");
        if self.owes_subtag || self.reached == Reached::Start && !private {
            return Err(FaultKind::Malformed);
        }
        self.once(subtag)?;
        self.reached = if private {
            Reached::PrivateUse
        } else {
            Reached::Extension
        };
        self.owes_subtag = true;
        Ok(())
    }

    /// An extlang, script, region or variant.
    fn part(&mut self, subtag: &'t str) -> Result<(), FaultKind> {
        let kind = shape(subtag).ok_or(FaultKind::Malformed)?;
        let (place, unknown) = match kind {
            Kind::Extlang => (Reached::Extlang, FaultKind::UnknownRegion),
            Kind::Script => (Reached::Script, FaultKind::UnknownScript),
            Kind::Region => (Reached::Region, FaultKind::UnknownRegion),
            _ => (Reached::Variant, FaultKind::UnknownVariant),
        };
        if !known(kind, subtag) {
            return Err(unknown);
        }
        match kind {
            Kind::Variant => self.once(subtag)?,
            _ if self.reached == place => return Err(FaultKind::Repeated),
            Kind::Extlang if !self.speaks(subtag) => return Err(FaultKind::Misplaced),
            _ => {}
        }
        if self.reached > place {
            return Err(FaultKind::Misplaced);
        }
        self.reached = place;
        Ok(())
    }

    /// Whether an extlang is one of the language's.
    fn speaks(&self, extlang: &str) -> bool {
        registry::row(Kind::Extlang, extlang)
            .is_some_and(|row| row.prefix.eq_ignore_ascii_case(self.language))
    }

    fn once(&mut self, subtag: &'t str) -> Result<(), FaultKind> {
        if self
            .seen
            .iter()
            .any(|seen| seen.eq_ignore_ascii_case(subtag))
        {
            return Err(FaultKind::Repeated);
        }
        self.seen.push(subtag);
        Ok(())
    }
}

fn known(kind: Kind, subtag: &str) -> bool {
    registry::row(kind, subtag).is_some() || registry::is_private(kind, subtag)
}

/// What a subtag after the language is by its shape alone.
fn shape(subtag: &str) -> Option<Kind> {
    let letters = subtag.bytes().all(|byte| byte.is_ascii_alphabetic());
    let digits = subtag.bytes().all(|byte| byte.is_ascii_digit());
    match subtag.len() {
        2 if letters => Some(Kind::Region),
        3 if letters => Some(Kind::Extlang),
        3 if digits => Some(Kind::Region),
        4 if letters => Some(Kind::Script),
        4 if subtag.starts_with(|first: char| first.is_ascii_digit()) => Some(Kind::Variant),
        5..=8 => Some(Kind::Variant),
        _ => None,
    }
}
