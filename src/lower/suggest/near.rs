//! Which names are a few slips away from those that are asked for, without comparing each with each.
//!
//! Two names one slip apart are the same once a letter is left out of either, or of one. So names are looked up by what
//! remains of them without a letter: first as wholes, then, for those that nothing is so close to, by their halves: of three
//! slips at most one lies in one of the halves, when a letter between them belongs to neither.

use rustc_hash::FxHashMap;

use crate::model::{Declared, Wanted};
use crate::text::Span;

/// Up to so many names that are asked for, each folded name is held against all of them first.
const FEW: usize = 16;

/// Folded names that records go by.
#[derive(Default)]
pub(super) struct Forms<'m> {
    text: String,
    all: Vec<Form<'m>>,
}

struct Form<'m> {
    start: u32,
    end: u32,
    letters: u64,
    declared: &'m Declared,
}

/// A name that is asked for, and what is closest to it so far.
pub(super) struct Search<'m> {
    form: String,
    letters: u64,
    allowed: usize,
    wanted: Wanted,
    best: Option<Near<'m>>,
    /// The form that it was held against last.
    seen: usize,
}

/// The closest of all names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Near<'m> {
    pub(super) distance: usize,
    /// Whether it is of another record than the one that the name stands in.
    away: bool,
    pub(super) declared: &'m Declared,
    /// Whether no other record is as close.
    pub(super) alone: bool,
}

impl Near<'_> {
    fn rank(&self) -> (usize, bool, Span) {
        (self.distance, self.away, self.declared.span)
    }
}

/// So many slips are allowed in a folded name of so many letters.
pub(super) fn allowed(letters: usize) -> usize {
    match letters {
        0..=2 => 0,
        3..=5 => 1,
        6..=9 => 2,
        _ => 3,
    }
}

impl<'m> Search<'m> {
    pub(super) fn of(form: String, wanted: Wanted) -> Self {
        Self {
            letters: letters(&form),
            allowed: allowed(form.len()),
            form,
            wanted,
            best: None,
            seen: usize::MAX,
        }
    }

    /// What was found.
    pub(super) fn best(&self) -> Option<Near<'m>> {
        self.best
    }

    pub(super) fn letters_in_all(&self) -> usize {
        self.form.len()
    }

    fn may_be(&self, length: usize, form: &Form<'m>) -> bool {
        let (own, other) = ((self.letters, self.form.len()), (form.letters, length));
        may_be_near(own, other, self.allowed) && self.wanted.accepts(form.declared.kind)
    }

    fn hold_against(&mut self, form: &str, declared: &'m Declared, is_away: bool) {
        let distance = distance(self.form.as_bytes(), form.as_bytes());
        if distance > self.allowed {
            return;
        }
        let found = Near {
            distance,
            away: is_away,
            declared,
            alone: true,
        };
        self.best = Some(match self.best {
            Some(best) if best.distance < distance => best,
            Some(best) if best.distance == distance => {
                let closest = if found.rank() < best.rank() {
                    found
                } else {
                    best
                };
                let alone = best.alone && best.declared.name == declared.name;
                Near { alone, ..closest }
            }
            _ => found,
        });
    }
}

impl<'m> Forms<'m> {
    /// Adds one.
    pub(super) fn add(&mut self, form: &str, declared: &'m Declared) {
        let start = self.text.len() as u32;
        self.text.push_str(form);
        self.all.push(Form {
            start,
            end: self.text.len() as u32,
            letters: letters(form),
            declared,
        });
    }

    /// Whether any of them is a few slips away from a name.
    #[cfg(test)]
    pub(super) fn is_near(&self, name: &str) -> bool {
        let mut searches = [Search::of(crate::diag::folded(name), Wanted::Anything)];
        self.near(&mut searches, &|_, _| false);
        searches[0].best().is_some()
    }

    /// Finds for each search what is closest to it; `is_away` says of the search with a number and a record whether that is
    /// another than the one that the name stands in.
    pub(super) fn near(
        &self,
        searches: &mut [Search<'m>],
        is_away: &dyn Fn(usize, &Declared) -> bool,
    ) {
        let all: Vec<usize> = (0..searches.len())
            .filter(|at| searches[*at].allowed > 0)
            .collect();
        self.look_up(searches, &all, whole, whole, is_away);
        let far = |at: &usize| {
            let search = &searches[*at];
            search.allowed > 1 && search.best.is_none_or(|best| best.distance > 1)
        };
        let rest: Vec<usize> = all.into_iter().filter(far).collect();
        rest.iter().for_each(|at| searches[*at].seen = usize::MAX);
        self.look_up(searches, &rest, halves, half_keys, is_away);
    }

    fn look_up(
        &self,
        searches: &mut [Search<'m>],
        which: &[usize],
        asked: fn(&[u8], &mut dyn FnMut(u64)),
        known: fn(&[u8], &mut dyn FnMut(u64)),
        is_away: &dyn Fn(usize, &Declared) -> bool,
    ) {
        let mut by_key: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
        for at in which {
            asked(searches[*at].form.as_bytes(), &mut |key| {
                by_key.entry(key).or_default().push(*at);
            });
        }
        if by_key.is_empty() {
            return;
        }
        for (number, form) in self.all.iter().enumerate() {
            let length = (form.end - form.start) as usize;
            let may_be = |at: &usize| searches[*at].may_be(length, form);
            if which.len() <= FEW && !which.iter().any(may_be) {
                continue;
            }
            let text = &self.text[form.start as usize..form.end as usize];
            known(text.as_bytes(), &mut |key| {
                for at in by_key.get(&key).into_iter().flatten() {
                    let search = &mut searches[*at];
                    if search.seen != number && search.may_be(length, form) {
                        search.seen = number;
                        search.hold_against(text, form.declared, is_away(*at, form.declared));
                    }
                }
            });
        }
    }
}

/// Whether two names of which the letters and the lengths are known may be so many slips apart: a slip exchanges one letter for
/// another at most.
pub(super) fn may_be_near(one: (u64, usize), other: (u64, usize), slips: usize) -> bool {
    one.1.abs_diff(other.1) <= slips && (one.0 ^ other.0).count_ones() as usize <= 2 * slips
}

/// The letters and digits of a folded name as a set.
pub(super) fn letters(form: &str) -> u64 {
    form.bytes().fold(0, |set, letter| {
        set | match letter {
            b'0'..=b'9' => 1 << (letter - b'0'),
            _ => 1 << (10 + letter.wrapping_sub(b'a') % 32),
        }
    })
}

/// The slips that part two names; what they begin and end with alike has no part in it.
fn distance(one: &[u8], other: &[u8]) -> usize {
    let alike = |(one, other): &(&u8, &u8)| one == other;
    let begin = one.iter().zip(other).take_while(alike).count();
    let (one, other) = (&one[begin..], &other[begin..]);
    let end = one
        .iter()
        .rev()
        .zip(other.iter().rev())
        .take_while(alike)
        .count();
    match (&one[..one.len() - end], &other[..other.len() - end]) {
        (rest, []) | ([], rest) => rest.len(),
        ([_], [_]) => 1,
        ([a, b], [c, d]) if a == d && b == c => 1,
        (one, other) => strsim::generic_damerau_levenshtein(one, other),
    }
}

/// What parts of a name are, so that one's keys are not another's.
const WHOLE: u64 = 1;
const FIRST: u64 = 2;
const LAST: u64 = 3;

/// The keys of a whole name, asked for or known.
fn whole(form: &[u8], visit: &mut dyn FnMut(u64)) {
    keys(form, WHOLE, visit);
}

/// The keys of the halves of a name that is asked for; the letter between them belongs to neither.
fn halves(form: &[u8], visit: &mut dyn FnMut(u64)) {
    let (first, last) = lengths_of_halves(form.len());
    keys(&form[..first], FIRST, visit);
    keys(&form[form.len() - last..], LAST, visit);
}

fn lengths_of_halves(length: usize) -> (usize, usize) {
    let first = length.saturating_sub(1) / 2;
    (first, length.saturating_sub(1) - first)
}

/// The keys of all that may be half of a name like a known one, with a slip in it at most.
fn half_keys(form: &[u8], visit: &mut dyn FnMut(u64)) {
    const SLIPS: usize = 3;
    let (least, _) = lengths_of_halves(form.len().saturating_sub(SLIPS));
    let (_, most) = lengths_of_halves(form.len() + SLIPS);
    for length in least.saturating_sub(1).max(1)..=(most + 1).min(form.len()) {
        keys(&form[..length], FIRST, visit);
        keys(&form[form.len() - length..], LAST, visit);
    }
}

/// A number for a part of a name, and one for each way to leave a letter out of it: the letters, weighed by their places.
fn keys(part: &[u8], kind: u64, visit: &mut dyn FnMut(u64)) {
    const BASE: u64 = 0x9E37_79B9_7F4A_7C15;
    let (Some((_, rest)), Some(last)) = (part.split_first(), part.last()) else {
        return visit(kind);
    };
    let weighed = |letter: u8, weight: u64| u64::from(letter).wrapping_mul(weight);
    let mut weight = BASE;
    let mut key = kind;
    for letter in rest {
        key = key.wrapping_add(weighed(*letter, weight));
        weight = weight.wrapping_mul(BASE);
    }
    weight = BASE;
    visit(key);
    for (letter, next) in part.iter().zip(rest) {
        // The next letter is left out instead of this one.
        if letter != next {
            key = key.wrapping_add(weighed(*letter, weight));
            key = key.wrapping_sub(weighed(*next, weight));
            visit(key);
        }
        weight = weight.wrapping_mul(BASE);
    }
    visit(key.wrapping_add(weighed(*last, weight)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Name, RecordId, RecordKind};
    use crate::text::SourceId;

    struct Dice(u64);

    impl Dice {
        fn below(&mut self, end: usize) -> usize {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (self.0 >> 33) as usize % end
        }

        fn name(&mut self) -> String {
            let begins = ["", "talks", "visit", "president", "ab"][self.below(5)];
            let letters = (0..=self.below(9)).map(|_| char::from(b"abcd19"[self.below(6)]));
            format!("{begins}{}", letters.collect::<String>())
        }

        /// The name with some slips of a hand.
        fn slip(&mut self, name: &str) -> String {
            let mut letters: Vec<char> = name.chars().collect();
            for _ in 0..=self.below(4) {
                let at = self.below(letters.len());
                match self.below(4) {
                    0 if letters.len() > 1 => drop(letters.remove(at)),
                    1 => letters.insert(at, 'b'),
                    2 => letters[at] = 'c',
                    _ if at > 0 => letters.swap(at - 1, at),
                    _ => {}
                }
            }
            letters.into_iter().collect()
        }
    }

    fn declared(number: usize) -> Declared {
        Declared {
            name: Name(number as u32 / 2),
            kind: [RecordKind::Person, RecordKind::Party, RecordKind::Topic][number / 2 % 3],
            record: RecordId {
                file: SourceId::new(0),
                at: 0,
            },
            span: Span::new(SourceId::new(0), number as u32 / 2, number as u32 / 2 + 1),
        }
    }

    /// What holding one name against all others finds.
    fn by_walk<'m>(
        known: &[(String, &'m Declared)],
        asked: &str,
        wanted: Wanted,
        away: impl Fn(&Declared) -> bool,
    ) -> Option<(usize, &'m Declared, bool)> {
        let mut near: Vec<(usize, bool, &Declared)> = known
            .iter()
            .filter(|(_, declared)| wanted.accepts(declared.kind))
            .map(|(form, declared)| {
                let distance = strsim::damerau_levenshtein(asked, form);
                (distance, away(declared), *declared)
            })
            .filter(|(distance, ..)| *distance <= allowed(asked.len()) && asked.len() > 2)
            .collect();
        near.sort_by_key(|(distance, away, declared)| (*distance, *away, declared.span));
        near.dedup_by_key(|(.., declared)| declared.name);
        let (distance, _, best) = *near.first()?;
        let alone = near.iter().filter(|(other, ..)| *other == distance).count() == 1;
        Some((distance, best, alone))
    }

    #[test]
    fn what_is_looked_up_is_what_a_walk_finds() {
        let mut dice = Dice(7);
        let records: Vec<Declared> = (0..1_200).map(declared).collect();
        let known: Vec<(String, &Declared)> =
            records.iter().map(|one| (dice.name(), one)).collect();
        let mut forms = Forms::default();
        known.iter().for_each(|(form, one)| forms.add(form, one));
        let wanted = [Wanted::Anything, Wanted::Actor, Wanted::Topic];
        let asked: Vec<(String, Wanted)> = (0..900)
            .map(|number| {
                let like = &known[dice.below(known.len())].0;
                (dice.slip(like), wanted[number % 3])
            })
            .collect();
        let away = |number: usize, one: &Declared| (one.name.0 as usize + number).is_multiple_of(2);
        let mut distances = [0; 5];
        // Many at once, and one by one.
        for at_once in [asked.len(), 1] {
            for (part, asked) in asked.chunks(at_once).enumerate() {
                let number = |at: usize| part * at_once + at;
                let mut searches: Vec<Search<'_>> = asked
                    .iter()
                    .map(|(form, wanted)| Search::of(form.clone(), *wanted))
                    .collect();
                forms.near(&mut searches, &|at, one| away(number(at), one));
                for (at, (form, wanted)) in asked.iter().enumerate() {
                    let walked = by_walk(&known, form, *wanted, |one| away(number(at), one));
                    let found = searches[at].best();
                    let found = found.map(|near| (near.distance, near.declared, near.alone));
                    assert_eq!(found, walked, "{form}");
                    distances[found.map_or(4, |(distance, ..)| distance)] += 1;
                }
            }
        }
        assert!(distances.iter().all(|count| *count > 20), "{distances:?}");
    }
}
