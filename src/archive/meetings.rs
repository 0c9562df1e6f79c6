//! Which meetings are near one another in people and days, so that only those near a changed one are compared again.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::checks::{self, Check, meeting_recorded_twice as twice};
use crate::diag::Diagnostic;
use crate::model::{Model, Name, Record, RecordId};
use crate::text::SourceId;

use super::points_into;

/// Whether a check is this one.
pub(super) fn is_kept(check: &Check) -> bool {
    check.code.id == twice::CHECK.code.id
}

/// Somebody and a day.
type Day = (Name, i32);

/// The meetings of the archive.
#[derive(Debug, Default)]
pub(super) struct Meetings {
    by_day: FxHashMap<Day, Vec<RecordId>>,
    /// Those that are like an earlier one, and what is to be told of it.
    like: BTreeMap<RecordId, Option<Diagnostic>>,
}

/// Meetings that were judged, and those of them that are like an earlier one.
pub(super) struct Told {
    judged: Vec<RecordId>,
    like: Vec<(RecordId, Option<Diagnostic>)>,
}

/// What is near the records of a file that changed.
#[derive(Debug, Default)]
pub(super) struct Near {
    days: FxHashSet<Day>,
    ends: FxHashSet<(Name, Name)>,
}

impl Meetings {
    pub(super) fn of(model: &Model) -> Self {
        let mut meetings = Self::default();
        for number in 0..model.files.len() {
            meetings.enter(model, SourceId::new(number as u32));
        }
        meetings
    }

    /// What is to be told of them.
    pub(super) fn found(&self) -> impl Iterator<Item = &Diagnostic> {
        self.like.values().flatten()
    }

    pub(super) fn enter(&mut self, model: &Model, file: SourceId) {
        for (id, record) in of_file(model, file) {
            twice::each_day(model, record, |name, day| {
                let of_day = self.by_day.entry((name, day)).or_default();
                if let Err(place) = of_day.binary_search(&id) {
                    of_day.insert(place, id);
                }
            });
        }
    }

    pub(super) fn leave(&mut self, model: &Model, file: SourceId) {
        for (_, record) in of_file(model, file) {
            twice::each_day(model, record, |name, day| {
                if let Some(of_day) = self.by_day.get_mut(&(name, day)) {
                    of_day.retain(|id| id.file != file);
                    if of_day.is_empty() {
                        self.by_day.remove(&(name, day));
                    }
                }
            });
        }
    }

    /// What is near some records of a file.
    pub(super) fn near(&self, model: &Model, (file, range): (SourceId, Range<usize>)) -> Near {
        let mut near = Near::default();
        for (_, record) in of_file(model, file).skip(range.start).take(range.len()) {
            near.add(model, record);
        }
        near
    }

    /// The same of those that came in their place; what was told of others in the file must be told anew, for they moved.
    pub(super) fn near_too(
        &mut self,
        model: &Model,
        (file, range): (SourceId, Range<usize>),
        mut near: Near,
    ) -> Near {
        for (_, record) in of_file(model, file).skip(range.start).take(range.len()) {
            near.add(model, record);
        }
        let moved = |(id, told): &(&RecordId, &Option<Diagnostic>)| {
            id.file == file || told.as_ref().is_some_and(|told| points_into(told, file))
        };
        let moved: Vec<RecordId> = self.like.iter().filter(moved).map(|(id, _)| *id).collect();
        let mut all = false;
        for id in moved {
            all |= id.file == file;
            self.like.remove(&id);
            if let Some(record) = model.get(id) {
                near.add(model, record);
            }
        }
        if all {
            for (_, record) in of_file(model, file) {
                near.add(model, record);
            }
        }
        near
    }

    /// Judges the meetings near those that changed, beside all that are near to them.
    pub(super) fn judge(&self, archive: &checks::Archive<'_>, near: Near) -> Told {
        let model = archive.model;
        let mut judged = self.around(&near.days);
        let same_people = |id: &&RecordId| {
            let record = model.get(**id);
            let ends = record.and_then(twice::ends);
            ends.is_some_and(|ends| near.ends.contains(&ends))
        };
        judged.extend(self.like.keys().filter(same_people));
        judged.sort_unstable();
        judged.dedup();
        let mut around = Near::default();
        for record in judged.iter().filter_map(|id| model.get(*id)) {
            around.add(model, record);
        }
        let beside = self.around(&around.days);
        let is_judged: FxHashSet<RecordId> = judged.iter().copied().collect();
        let mut told = told(archive, &beside);
        told.retain(|(id, _)| is_judged.contains(id));
        Told { judged, like: told }
    }

    /// Judges all.
    pub(super) fn judge_all(&self, archive: &checks::Archive<'_>) -> Told {
        let all: Vec<RecordId> = archive.model.placed().map(|(id, _)| id).collect();
        Told {
            like: told(archive, &all),
            judged: all,
        }
    }

    pub(super) fn keep(&mut self, told: Told) {
        for id in told.judged {
            self.like.remove(&id);
        }
        self.like.extend(told.like);
    }

    /// The meetings of some days and those beside them, in the order of the archive.
    fn around(&self, days: &FxHashSet<Day>) -> Vec<RecordId> {
        let days = days
            .iter()
            .flat_map(|(name, day)| [day - 1, *day, day + 1].map(|day| (*name, day)));
        let meetings = days.filter_map(|day| self.by_day.get(&day)).flatten();
        let mut meetings: Vec<RecordId> = meetings.copied().collect();
        meetings.sort_unstable();
        meetings.dedup();
        meetings
    }
}

impl Near {
    fn add(&mut self, model: &Model, record: &Record) {
        twice::each_day(model, record, |name, day| {
            self.days.insert((name, day));
        });
        self.ends.extend(twice::ends(record));
    }
}

fn told(
    archive: &checks::Archive<'_>,
    meetings: &[RecordId],
) -> Vec<(RecordId, Option<Diagnostic>)> {
    let records = meetings.iter().filter_map(|id| archive.model.get(*id));
    let mut like: Vec<(&Record, Option<Diagnostic>)> = Vec::new();
    twice::judge(archive, records, &mut |record, told| {
        like.push((record, told));
    });
    // Both are in the order of the archive.
    let mut ids = meetings.iter();
    let placed = like.into_iter().filter_map(|(record, told)| {
        let is_it = |id: &&RecordId| {
            let other = archive.model.get(**id);
            other.is_some_and(|other| std::ptr::eq(other, record))
        };
        Some((*ids.find(is_it)?, told))
    });
    placed.collect()
}

fn of_file(model: &Model, file: SourceId) -> impl Iterator<Item = (RecordId, &Record)> {
    let records = model.files.get(file.index()).into_iter();
    let records = (0..).zip(records.flat_map(|file| &file.records));
    records.map(move |(at, record)| (RecordId { file, at }, record))
}
