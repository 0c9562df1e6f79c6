//! What the checks of single records ask of the whole archive: found out when it is first asked, once for all threads, and
//! kept up to date where one file is exchanged for another.

use std::collections::HashSet;
use std::hash::Hash;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Archive, office_not_held, party_out_of_time, quoted_name};
use crate::model::{Asked, Body, Model, Name, Record, RecordId, RecordKind, asked};
use crate::text::{SourceId, World};

/// The records of the archive by something that they say.
#[derive(Debug)]
pub(super) struct Lookup<K>(FxHashMap<K, Vec<RecordId>>);

/// What a record is looked up by.
type Keys<K> = fn(&World, &Model, &Record, &mut dyn FnMut(K));

impl<K: Hash + Eq> Lookup<K> {
    fn of(world: &World, model: &Model, keys: Keys<K>) -> Self {
        let mut lookup = Self(FxHashMap::default());
        for (id, record) in model.placed() {
            lookup.put(world, model, (id, record), keys);
        }
        lookup
    }

    fn put(
        &mut self,
        world: &World,
        model: &Model,
        (id, record): (RecordId, &Record),
        keys: Keys<K>,
    ) {
        keys(world, model, record, &mut |key| {
            let records = self.0.entry(key).or_default();
            if let Err(place) = records.binary_search(&id) {
                records.insert(place, id);
            }
        });
    }

    fn drop(
        &mut self,
        world: &World,
        model: &Model,
        (id, record): (RecordId, &Record),
        keys: Keys<K>,
    ) {
        keys(world, model, record, &mut |key| {
            let Some(records) = self.0.get_mut(&key) else {
                return;
            };
            if let Ok(place) = records.binary_search(&id) {
                records.remove(place);
            }
            if records.is_empty() {
                self.0.remove(&key);
            }
        });
    }

    /// The records of a key, in the order of the archive.
    pub(super) fn get(&self, key: &K) -> &[RecordId] {
        self.0.get(key).map_or(&[], Vec::as_slice)
    }
}

/// Every such table.
#[derive(Debug, Default)]
pub struct Tables {
    /// The lines of progress at the margin by the pledge that they name.
    apart: OnceLock<Lookup<Name>>,
    /// The meetings that say they are part of another.
    parts: OnceLock<Lookup<Name>>,
    /// The persons who held an office.
    holders: OnceLock<Lookup<office_not_held::Held>>,
    /// The records by the numbers of their labels and other names.
    labels: OnceLock<Lookup<u64>>,
    timed: OnceLock<FxHashSet<Name>>,
    circular: OnceLock<HashSet<Name>>,
    hidden_progress: OnceLock<bool>,
}

/// A file is about to be exchanged for another, or was.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Exchange {
    Leaves,
    Enters,
}

impl Tables {
    /// Takes the records of a file out of the tables before it is exchanged, or puts the new ones in.
    pub(crate) fn exchange(&mut self, world: &World, model: &Model, file: SourceId, how: Exchange) {
        fn each<K: Hash + Eq>(
            lookup: &mut OnceLock<Lookup<K>>,
            (world, model): (&World, &Model),
            file: SourceId,
            how: Exchange,
            keys: Keys<K>,
        ) {
            let Some(lookup) = lookup.get_mut() else {
                return;
            };
            let records = model.files.get(file.index()).into_iter();
            let records = (0..).zip(records.flat_map(|file| &file.records));
            for (at, record) in records {
                let placed = (RecordId { file, at }, record);
                match how {
                    Exchange::Leaves => lookup.drop(world, model, placed, keys),
                    Exchange::Enters => lookup.put(world, model, placed, keys),
                }
            }
        }
        let around = (world, model);
        each(&mut self.apart, around, file, how, pledge_of);
        each(&mut self.parts, around, file, how, wholes_of);
        each(&mut self.holders, around, file, how, office_not_held::held);
        each(&mut self.labels, around, file, how, quoted_name::labels_of);
        self.timed.take();
        self.hidden_progress.take();
    }

    /// Forgets what depends on which party is part of which.
    pub(crate) fn parties_changed(&mut self) {
        self.holders.take();
    }

    /// Whether any record is known to lead back to itself.
    pub(crate) fn has_circles(&self) -> bool {
        let circular = self.circular.get();
        circular.is_some_and(|circular| !circular.is_empty())
    }

    /// Forgets which records lead back to themselves.
    pub(crate) fn links_changed(&mut self) {
        self.circular.take();
    }
}

fn pledge_of(_: &World, _: &Model, record: &Record, visit: &mut dyn FnMut(Name)) {
    if let Body::Progress(line) = &record.body
        && let Some(pledge) = line.pledge
    {
        visit(pledge.name);
    }
}

fn wholes_of(_: &World, _: &Model, record: &Record, visit: &mut dyn FnMut(Name)) {
    if let Body::Meeting(part) = &record.body {
        let wholes = part.part_of.iter().flat_map(|field| &field.value);
        wholes.for_each(|whole| visit(whole.name));
    }
}

/// What others may ask of the archive that a record answers, but for its names.
pub(crate) fn each_asked(
    world: &World,
    model: &Model,
    record: &Record,
    visit: &mut dyn FnMut(Asked),
) {
    pledge_of(world, model, record, &mut |pledge| {
        visit(Asked::below(pledge));
    });
    wholes_of(world, model, record, &mut |whole| {
        visit(Asked::below(whole));
    });
    office_not_held::held(world, model, record, &mut |(of, title)| {
        visit(Asked::holders(of, &title));
    });
    quoted_name::names(world, record, &mut |name| visit(Asked::label(&name)));
}

impl<'a> Archive<'a> {
    fn lookup<K: Hash + Eq>(
        &self,
        lookup: &'a OnceLock<Lookup<K>>,
        keys: Keys<K>,
    ) -> &'a Lookup<K> {
        lookup.get_or_init(|| Lookup::of(self.world, self.model, keys))
    }

    /// The lines of progress at the margin that name a pledge, by the places of their records.
    pub(super) fn apart(&self, pledge: Name) -> &'a [RecordId] {
        asked(Asked::below(pledge));
        self.lookup(&self.tables.apart, pledge_of).get(&pledge)
    }

    /// The meetings that are part of one.
    pub(super) fn parts(&self, whole: Name) -> &'a [RecordId] {
        asked(Asked::below(whole));
        self.lookup(&self.tables.parts, wholes_of).get(&whole)
    }

    /// The persons who held an office.
    pub(super) fn holders(&self, office: &office_not_held::Held) -> &'a [RecordId] {
        asked(Asked::holders(office.0, &office.1));
        self.lookup(&self.tables.holders, office_not_held::held)
            .get(office)
    }

    /// The records of a label or other name, folded.
    pub(super) fn labelled(&self, folded: &str) -> &'a [RecordId] {
        asked(Asked::label(folded));
        self.lookup(&self.tables.labels, quoted_name::labels_of)
            .get(&quoted_name::number(folded))
    }

    /// The parties that have a time of their own.
    pub(super) fn timed(&self) -> &'a FxHashSet<Name> {
        let timed = &self.tables.timed;
        timed.get_or_init(|| party_out_of_time::timed(self.model))
    }

    /// Every record that leads back to itself.
    pub(super) fn circular(&self) -> &'a HashSet<Name> {
        asked(Asked::CIRCLES);
        let circular = &self.tables.circular;
        circular.get_or_init(|| self.model.circular())
    }

    /// Whether a line that could not be read may have told of progress.
    pub(super) fn hides_progress(&self) -> bool {
        asked(Asked::HIDDEN);
        let hidden = &self.tables.hidden_progress;
        *hidden.get_or_init(|| hides_progress(self.world, self.model))
    }

    /// All records that name one of these, and perhaps others, in the order of the archive.
    pub(super) fn naming(&self, names: impl Iterator<Item = Name>) -> Vec<&'a Record> {
        let Some(naming) = self.naming else {
            return self.model.records().collect();
        };
        let mut records: Vec<RecordId> = Vec::new();
        for name in names {
            asked(Asked::uses(name));
            records.extend(naming(name));
        }
        records.sort_unstable();
        records.dedup();
        records
            .into_iter()
            .filter_map(|record| self.model.get(record))
            .collect()
    }

    /// Whether any record names another.
    pub(super) fn is_named(&self, name: Name) -> bool {
        asked(Asked::uses(name));
        self.named.is_used(name)
    }

    /// Whether something could not be read, so that what is missing proves nothing.
    pub(super) fn is_unread(&self) -> bool {
        asked(Asked::UNREAD);
        self.unread
    }

    /// The persons, parties, topics or documents of the archive.
    pub(super) fn of_kind(&self, kind: RecordKind) -> impl Iterator<Item = &'a Record> + use<'a> {
        self.model.of_kind(kind)
    }
}

/// Whether a line that could not be read may have told of progress.
fn hides_progress(world: &World, model: &Model) -> bool {
    let mut holes = model.files.iter().flat_map(|file| &file.holes);
    holes.any(|hole| world.text(*hole).contains("progress"))
}
