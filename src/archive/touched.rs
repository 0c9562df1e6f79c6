//! What an edit touches: the records that differ, and what others may have asked of them.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::checks;
use crate::lower::Lowered;
use crate::model::{Asked, Body, File, Link, Model, Name, Names, Record, RecordKind, references};
use crate::text::{Source, World};

/// The records of a file that differ, before an edit and after it.
#[derive(Debug, Clone)]
pub(super) struct Changed {
    pub(super) before: Range<usize>,
    pub(super) after: Range<usize>,
}

/// The records between the first and the last that differ. Where the first lines of the file do, all of them.
pub(super) fn changed((old, before): (&Source, &File), (new, after): (&Source, &File)) -> Changed {
    let (mut start, mut same) = (0, 0);
    if first_lines(old, before) == first_lines(new, after) && before.has_hole == after.has_hole {
        let pairs = || before.records.iter().zip(&after.records);
        let shortest = before.records.len().min(after.records.len());
        let equal = |(one, other): &(&Record, &Record)| text(old, one) == text(new, other);
        start = pairs().take_while(equal).count();
        let ends = before.records.iter().rev().zip(after.records.iter().rev());
        same = ends.take(shortest - start).take_while(equal).count();
    }
    Changed {
        before: start..before.records.len() - same,
        after: start..after.records.len() - same,
    }
}

fn text<'s>(source: &'s Source, record: &Record) -> &'s str {
    &source.text()[record.head.span.range()]
}

/// What stands before the first record of a file.
fn first_lines<'s>(source: &'s Source, file: &File) -> &'s str {
    let first = file.records.first();
    let end = first.map(|record| record.head.span.range().start);
    &source.text()[..end.unwrap_or(source.text().len())]
}

/// All that an edit touches.
#[derive(Debug, Default)]
pub(super) struct Touched(FxHashSet<Asked>);

/// Some records of a file.
pub(super) type Part<'f> = (&'f File, Range<usize>);

fn records((file, range): Part<'_>) -> &[Record] {
    file.records.get(range).unwrap_or_default()
}

impl Touched {
    pub(super) fn add(&mut self, asked: Asked) {
        self.0.insert(asked);
    }

    pub(super) fn has(&self, asked: Asked) -> bool {
        self.0.contains(&asked)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = Asked> {
        self.0.iter().copied()
    }

    /// What some records say.
    pub(super) fn records(&mut self, world: &World, model: &Model, some: Part<'_>) {
        for record in records(some) {
            let said = record.spoken().filter_map(|spoken| spoken.speech.head.id);
            for id in record.head.id.into_iter().chain(said) {
                self.id(&model.names, id.name);
            }
            if let Some(kind) = record.body.kind() {
                self.add(Asked::kind(kind));
            }
            references(record, &mut |used| {
                self.add(Asked::uses(model.full_name(&used.reference, used.home)));
                self.add(Asked::uses(used.reference.name));
            });
            checks::each_asked(world, model, record, &mut |asked| self.add(asked));
        }
    }

    fn id(&mut self, names: &Names, name: Name) {
        let spelling = names.spelling(name);
        self.add(Asked::name(name));
        self.add(Asked::id(spelling));
        self.add(Asked::IDS);
        let plain = |letter: u8| letter.is_ascii() && !letter.is_ascii_uppercase();
        if !spelling.bytes().all(plain) {
            self.add(Asked::ODD);
        }
    }

    /// The ids of the records that are about to come.
    pub(super) fn declared(&mut self, lowered: &Lowered, range: &Range<usize>) {
        let declared = lowered.declared.iter().map(|(declared, _)| declared);
        let new = declared.filter(|one| range.contains(&(one.record.at as usize)));
        new.for_each(|one| self.add(Asked::name(one.name)));
    }

    /// The parties below those that changed, which stand for them; whether any did.
    pub(super) fn parties(&mut self, model: &Model, some: Part<'_>) -> bool {
        let changed = records(some).iter().filter_map(|record| {
            let is_party = matches!(record.body, Body::Party(_));
            record.head.id.filter(|_| is_party)
        });
        let changed: FxHashSet<Name> = changed.map(|id| id.name).collect();
        if changed.is_empty() {
            return false;
        }
        for party in model.of_kind(RecordKind::Party) {
            // As deep as parties are followed.
            let mut above = party.head.id.map(|id| id.name);
            for _ in 0..8 {
                let Some(name) = above else { break };
                if changed.contains(&name)
                    && let Some(id) = party.head.id
                {
                    self.add(Asked::name(id.name));
                    break;
                }
                above = parent(model, name);
            }
        }
        true
    }
}

fn parent(model: &Model, name: Name) -> Option<Name> {
    let record = model.get(model.index.declared(name)?.record)?;
    match &record.body {
        Body::Party(party) => Some(party.parent.as_ref()?.value.name),
        _ => None,
    }
}

/// The references of some records that put them in an order.
pub(super) fn links(model: &Model, some: Part<'_>) -> Vec<Link> {
    model.links_of(records(some))
}

/// Whether any of these references leads back to the record that it stands in.
pub(super) fn circles_with(model: &Model, links: &[Link]) -> bool {
    let mut seen: FxHashSet<Name> = FxHashSet::default();
    links.iter().any(|link| {
        seen.clear();
        let mut left = vec![link.to];
        while let Some(name) = left.pop() {
            if name == link.from {
                return true;
            }
            if !seen.insert(name) {
                continue;
            }
            let record = model.index.declared(name);
            let record = record.and_then(|declared| model.get(declared.record));
            let further = record.map(|record| model.links_of(std::slice::from_ref(record)));
            let further = further.into_iter().flatten();
            left.extend(further.filter(|next| next.from == name).map(|next| next.to));
        }
        false
    })
}
