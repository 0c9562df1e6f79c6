//! How often something comes up at meetings, and when first and last.

use std::collections::HashMap;
use std::hash::Hash;

use crate::emit::dates::days_in_words;
use crate::model::{Grain, Moment, When};

/// Counts of things, in the order of first mention.
pub(super) struct Tally<K> {
    places: HashMap<K, usize>,
    counts: Vec<(K, Count)>,
}

/// How often one thing comes up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Count {
    pub(super) times: usize,
    first: When,
    last: When,
    /// The meeting that counted last, which counts once.
    meeting: usize,
}

impl<K: Copy + Eq + Hash> Tally<K> {
    pub(super) fn new() -> Self {
        Self {
            places: HashMap::new(),
            counts: Vec::new(),
        }
    }

    /// Counts a thing at a meeting, once however often it comes up there.
    pub(super) fn count(&mut self, thing: K, meeting: usize, when: When) {
        let new = self.counts.len();
        let place = *self.places.entry(thing).or_insert(new);
        let Some((_, count)) = self.counts.get_mut(place) else {
            let count = Count {
                times: 1,
                first: when,
                last: when,
                meeting,
            };
            self.counts.push((thing, count));
            return;
        };
        if count.meeting == meeting {
            return;
        }
        count.meeting = meeting;
        count.times += 1;
        count.first = earlier(count.first, when);
        count.last = later(count.last, when);
    }

    pub(super) fn find(&self, thing: K) -> Option<Count> {
        let place = self.places.get(&thing)?;
        self.counts.get(*place).map(|(_, count)| *count)
    }

    /// Everything that was counted, in the order of first mention.
    pub(super) fn names(&self) -> impl Iterator<Item = K> {
        self.counts.iter().map(|(thing, _)| *thing)
    }

    /// The most frequent first; of equals the one that was mentioned first.
    pub(super) fn ranked(mut self) -> Vec<(K, Count)> {
        self.counts
            .sort_by_key(|(_, count)| std::cmp::Reverse(count.times));
        self.counts
    }
}

impl Count {
    /// How often, over what time: `3, from 1971 to 29 October 2024`.
    pub(super) fn over_time(self) -> String {
        let times = self.times;
        let (Some(first), Some(last)) = (first_day(self.first), last_day(self.last)) else {
            return times.to_string();
        };
        if first != last {
            return format!("{times}, from {first} to {last}");
        }
        let grain = self.first.moments().next().map(Moment::grain);
        let on = if grain == Some(Grain::Day) {
            "on"
        } else {
            "in"
        };
        format!("{times}, {on} {first}")
    }

    /// The first day, as precise as it is known; nothing if no day is.
    pub(super) fn first(self) -> String {
        first_day(self.first).unwrap_or_default()
    }

    /// The last day, as precise as it is known; nothing if no day is.
    pub(super) fn last(self) -> String {
        last_day(self.last).unwrap_or_default()
    }
}

/// When something began: `29 October 2024`, `1969 at the earliest`.
fn first_day(when: When) -> Option<String> {
    let moment = when.moments().next()?;
    Some(match when {
        When::At(_) | When::Lasting(_, Some(_)) => day(moment),
        When::Lasting(_, None) | When::Within(Some(_), _) => at_the_earliest(moment),
        _ => at_the_latest(moment),
    })
}

/// When something ended: `29 October 2024`, `1976 at the latest`.
fn last_day(when: When) -> Option<String> {
    let moment = when.moments().last()?;
    Some(match when {
        When::At(_) | When::Lasting(_, Some(_)) => day(moment),
        When::Lasting(_, None) | When::Within(_, None) => at_the_earliest(moment),
        _ => at_the_latest(moment),
    })
}

fn day(moment: Moment) -> String {
    days_in_words(When::At(moment))
}

fn at_the_earliest(moment: Moment) -> String {
    format!("{} at the earliest", day(moment))
}

fn at_the_latest(moment: Moment) -> String {
    format!("{} at the latest", day(moment))
}

/// The one that begins first; what has no date is neither first nor last.
fn earlier(one: When, other: When) -> When {
    match (one.earliest(), other.earliest()) {
        (Some(first), Some(second)) if second < first => other,
        (None, Some(_)) => other,
        _ => one,
    }
}

/// The one that ends last.
fn later(one: When, other: When) -> When {
    match (one.latest(), other.latest()) {
        (Some(first), Some(second)) if second > first => other,
        (None, Some(_)) => other,
        _ => one,
    }
}
