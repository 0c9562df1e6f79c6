//! An archive that is kept: it takes an edit and says in which files the findings changed, without judging again what the
//! edit cannot concern. What it says is what [`compile`](crate::compile) would say of the same texts.
//!
//! Whatever a judgement asks of the archive is noted with it ([`Asked`]). An edit exchanges the records of one file; from the
//! first to the last that differ, what they say, said before, or are named by is *touched*, and whoever asked for any of it is
//! judged anew. Findings that point into the file are made anew too, for its lines have moved.

mod meetings;
mod touched;

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::allow::{self, Allow};
use crate::checks::{self, CHECKS, Exchange, Memo, Tables};
use crate::compile::{finish, is_unread, known};
use crate::diag::{Diagnostic, Known};
use crate::lower::{self, Additions, Resolved, lower_source, resolve_file, resolve_record};
use crate::manifest::Manifest;
use crate::model::{Asked, Declared, File, Model, Name, Named, RecordId, watching};
use crate::text::{Source, SourceId, World};
use meetings::Meetings;
use touched::{Touched, circles_with};

/// An archive and all that was found in it.
#[derive(Debug)]
pub struct Archive {
    world: World,
    rules: Manifest,
    known: Known,
    model: Model,
    named: Named,
    tables: Tables,
    meetings: Meetings,
    /// By file.
    kept: Vec<Kept>,
    /// In which files there are records that asked something.
    askers: FxHashMap<Asked, Vec<SourceId>>,
    /// What the checks of the whole archive found, by their places in the list.
    of_all: Vec<OfAll>,
    unread: bool,
    /// What is to be told, by file.
    findings: Vec<Vec<Diagnostic>>,
}

/// What is kept of a file.
#[derive(Debug, Default)]
struct Kept {
    /// What is wrong with how it is written and with what its lines say.
    written: Vec<Diagnostic>,
    /// Where the references of its records lead, but for those that lead where they should.
    resolved: Vec<(u32, Resolved)>,
    /// The same of its first lines.
    first_lines: Resolved,
    /// What was found in its records, in their order.
    found: Vec<(u32, Diagnostic)>,
    /// What its records asked of other files, in order.
    asked: Vec<(Asked, u32)>,
    /// Its comments that allow something.
    allows: Vec<Allow>,
    /// Whether a line that could not be read may have told of progress.
    hides_progress: bool,
}

/// What a check of the whole archive found and asked.
#[derive(Debug, Default)]
struct OfAll {
    found: Vec<Diagnostic>,
    asked: FxHashSet<Asked>,
}

/// What was found in a record, where its references lead, and what was asked for it.
struct Judged {
    id: RecordId,
    resolved: Resolved,
    found: Vec<Diagnostic>,
    asked: Vec<Asked>,
}

impl Archive {
    /// Judges the sources of a world, and keeps what was found.
    pub fn new(world: World, rules: Manifest) -> Self {
        let mut archive = Self {
            known: known(),
            rules,
            model: Model::default(),
            named: Named::default(),
            tables: Tables::default(),
            meetings: Meetings::default(),
            kept: Vec::new(),
            askers: FxHashMap::default(),
            of_all: CHECKS.iter().map(|_| OfAll::default()).collect(),
            unread: false,
            findings: Vec::new(),
            world,
        };
        archive.judge_everything();
        archive
    }

    /// The sources.
    pub fn world(&self) -> &World {
        &self.world
    }

    /// What they say.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// What the archive adds to the language's own lists.
    pub fn additions(&self) -> &Additions {
        &self.rules.additions
    }

    /// What is to be told of a file, in the order of its lines.
    pub fn findings(&self, file: SourceId) -> &[Diagnostic] {
        let findings = self.findings.get(file.index());
        findings.map_or(&[], Vec::as_slice)
    }

    /// What is to be told of all files, in their order.
    pub fn all_findings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.findings.iter().flatten()
    }

    /// Puts another text in the place of a source of records, and gives the files of which something else is to be told now.
    pub fn edit(&mut self, file: SourceId, text: String) -> Vec<SourceId> {
        let old = self.world.source(file);
        if old.text() == text {
            return Vec::new();
        }
        let source = Source::new(old.path(), text).with_role(old.role());
        self.exchange(file, source)
    }

    fn judge_everything(&mut self) {
        let files = self.world.len();
        self.kept.resize_with(files, Kept::default);
        self.model.files.resize_with(files, File::default);
        for number in 0..files {
            let id = SourceId::new(number as u32);
            self.lower(id);
        }
        lower::prepare(&self.world, &self.model);
        self.meetings = Meetings::of(&self.model);
        self.resolve_lines();
        let all: Vec<RecordId> = self.model.placed().map(|(id, _)| id).collect();
        let judged = self.judge(&all);
        self.keep(judged);
        self.judge_all(None);
        let memo = Memo::default();
        let archive = self.archive(&memo, None);
        let told = self.meetings.judge_all(&archive);
        self.meetings.keep(told);
        self.tell();
    }

    /// Reads a source into the model.
    fn lower(&mut self, id: SourceId) {
        let source = self.world.source(id);
        let kept = &mut self.kept[id.index()];
        *kept = Kept {
            allows: allow::comments_of(id, source, &self.known),
            ..Kept::default()
        };
        if source.role() == crate::text::Role::Data {
            return;
        }
        let names = &mut self.model.names;
        let lowered = lower_source(&self.world, &self.rules.additions, names, (id, source));
        kept.written = lowered.diagnostics;
        let holes = lowered.file.holes.iter();
        kept.hides_progress = holes
            .map(|hole| self.world.text(*hole))
            .any(|text| text.contains("progress"));
        self.model.files[id.index()] = lowered.file;
        self.model.files[id.index()].records.shrink_to_fit();
        self.model
            .index
            .add(id, lowered.declared, &self.model.names);
    }

    fn archive<'a>(
        &'a self,
        memo: &'a Memo,
        naming: Option<&'a dyn Fn(Name) -> Vec<RecordId>>,
    ) -> checks::Archive<'a> {
        checks::Archive {
            world: &self.world,
            model: &self.model,
            unread: self.unread,
            named: &self.named,
            tables: &self.tables,
            memo,
            naming,
        }
    }

    /// Judges some records. Their references are counted as they are found.
    fn judge(&mut self, records: &[RecordId]) -> Vec<Judged> {
        let mut judged: Vec<Judged> = Vec::new();
        for id in records {
            let Some(record) = self.model.get(*id) else {
                continue;
            };
            let mut resolved = Resolved::default();
            let resolve = || resolve_record(&self.model, record, &mut resolved, &mut self.named);
            let ((), mut asked) = watching(resolve);
            asked.retain(|asked| !self.is_own(id.file, *asked));
            asked.shrink_to_fit();
            judged.push(Judged {
                id: *id,
                resolved,
                found: Vec::new(),
                asked,
            });
        }
        let memo = Memo::default();
        let archive = self.archive(&memo, None);
        for one in &mut judged {
            let Some(record) = self.model.get(one.id) else {
                continue;
            };
            let found = &mut one.found;
            let judge = || checks::of_records(&archive, std::slice::from_ref(record), found);
            let ((), asked) = watching(judge);
            let file = one.id.file;
            one.asked
                .extend(asked.into_iter().filter(|asked| !self.is_own(file, *asked)));
            one.asked.sort_unstable();
            one.asked.dedup();
            one.asked.shrink_to_fit();
        }
        judged
    }

    /// Whether what is asked is told by the file itself, all of whose records are judged when it changes.
    fn is_own(&self, file: SourceId, asked: Asked) -> bool {
        let declared = asked.as_name().and_then(|name| self.declared(name));
        declared.is_some_and(|declared| {
            declared.record.file == file && !self.model.index.is_doubled(declared.name)
        })
    }

    fn declared(&self, name: Name) -> Option<&Declared> {
        self.model.index.declared(name)
    }

    /// Keeps what was found in some records, in the place of what was found before.
    fn keep(&mut self, judged: Vec<Judged>) {
        for of_file in judged.chunk_by(|one, next| one.id.file == next.id.file) {
            let Some(file) = of_file.first().map(|one| one.id.file) else {
                continue;
            };
            let kept = &mut self.kept[file.index()];
            let is_new: FxHashSet<u32> = of_file.iter().map(|one| one.id.at).collect();
            kept.resolved.retain(|(at, _)| !is_new.contains(at));
            kept.found.retain(|(at, _)| !is_new.contains(at));
        }
        let mut touched: BTreeSet<SourceId> = BTreeSet::new();
        for one in judged {
            let (file, at) = (one.id.file, one.id.at);
            touched.insert(file);
            let kept = &mut self.kept[file.index()];
            if !one.resolved.unknown.is_empty() || !one.resolved.wrong.is_empty() {
                kept.resolved.push((at, one.resolved));
            }
            kept.found
                .extend(one.found.into_iter().map(|found| (at, found)));
            for asked in one.asked {
                kept.asked.push((asked, at));
                let askers = self.askers.entry(asked).or_default();
                if let Err(place) = askers.binary_search(&file) {
                    askers.insert(place, file);
                }
            }
        }
        for file in touched {
            let kept = &mut self.kept[file.index()];
            kept.resolved.sort_by_key(|(at, _)| *at);
            kept.found.sort_by_key(|(at, _)| *at);
            kept.asked.sort_unstable();
            kept.asked.dedup();
            kept.asked.shrink_to_fit();
        }
    }

    /// Finds where the references of the first lines of all files lead.
    fn resolve_lines(&mut self) {
        for (file, kept) in self.model.files.iter().zip(&mut self.kept) {
            kept.first_lines = Resolved::default();
            resolve_file(&self.model, file, &mut kept.first_lines);
        }
    }

    /// The records that name another, and perhaps more.
    pub fn naming(&self, name: Name) -> Vec<RecordId> {
        let mut records = self.asking(Asked::name(name));
        records.extend(self.with_bearers(name));
        records
    }

    /// All records of the files that declare an id.
    fn with_bearers(&self, name: Name) -> Vec<RecordId> {
        let mut records = Vec::new();
        for bearer in self.model.index.bearers(name) {
            let file = bearer.record.file;
            let all = self.model.files.get(file.index());
            let count = all.map_or(0, |file| file.records.len() as u32);
            records.extend((0..count).map(|at| RecordId { file, at }));
        }
        records
    }

    /// The records that asked something.
    fn asking(&self, asked: Asked) -> Vec<RecordId> {
        let mut records = Vec::new();
        for file in self.askers.get(&asked).into_iter().flatten() {
            let all = &self.kept[file.index()].asked;
            let first = all.partition_point(|(other, _)| *other < asked);
            let own = all[first..].iter();
            let own = own.take_while(|(other, _)| *other == asked);
            records.extend(own.map(|(_, at)| RecordId {
                file: *file,
                at: *at,
            }));
        }
        records
    }

    /// Runs the checks of the whole archive whose answers may have changed.
    fn judge_all(&mut self, touched: Option<(&Touched, SourceId)>) {
        for (place, check) in CHECKS.iter().enumerate() {
            let Some(run) = check.of_archive() else {
                continue;
            };
            if meetings::is_kept(check) {
                continue;
            }
            let kept = &self.of_all[place];
            let stale = touched.is_none_or(|(touched, file)| {
                kept.asked.iter().any(|asked| touched.has(*asked))
                    || kept.found.iter().any(|found| points_into(found, file))
            });
            if !stale {
                continue;
            }
            let memo = Memo::default();
            let naming = |name: Name| self.naming(name);
            let archive = self.archive(&memo, Some(&naming));
            let mut found = Vec::new();
            let ((), asked) = watching(|| run(&archive, &mut found));
            self.of_all[place] = OfAll {
                found,
                asked: asked.into_iter().collect(),
            };
        }
    }

    /// Puts together what is to be told, and gives the files of which something else is to be told than before.
    fn tell(&mut self) -> Vec<SourceId> {
        let mut told = self.told();
        let unread = is_unread(&told);
        if unread != self.unread {
            self.unread = unread;
            let mut touched = Touched::default();
            touched.add(Asked::UNREAD);
            self.judge_all(Some((&touched, SourceId::new(u32::MAX))));
        }
        let found = self.kept.iter().flat_map(|kept| &kept.found);
        told.extend(found.map(|(_, found)| found.clone()));
        told.extend(self.of_all.iter().flat_map(|one| one.found.iter().cloned()));
        told.extend(self.meetings.found().cloned());
        checks::join(&self.archive(&Memo::default(), None), &mut told);
        let allows = self.kept.iter().flat_map(|kept| &kept.allows);
        let mut allows: Vec<Allow> = allows.cloned().collect();
        let (world, rules, known) = (&self.world, &self.rules, &self.known);
        finish(world, rules, known, unread, &mut allows, &mut told);
        let mut findings: Vec<Vec<Diagnostic>> = Vec::new();
        findings.resize_with(self.world.len(), Vec::new);
        for finding in told {
            findings[finding.span.source.index()].push(finding);
        }
        self.findings.resize_with(findings.len(), Vec::new);
        let all = (0..).map(SourceId::new);
        let pairs = all.zip(findings.iter().zip(&self.findings));
        let changed = pairs.filter_map(|(id, (new, old))| (new != old).then_some(id));
        let changed = changed.collect();
        self.findings = findings;
        changed
    }

    /// What is wrong with how records are written, what they say, and whom they name.
    fn told(&self) -> Vec<Diagnostic> {
        let written = self.kept.iter().flat_map(|kept| kept.written.iter());
        let mut told: Vec<Diagnostic> = written.cloned().collect();
        let mut resolved = Resolved::default();
        let of_records = self.kept.iter().flat_map(|kept| &kept.resolved);
        for (_, one) in of_records {
            resolved.unknown.extend(&one.unknown);
            resolved.wrong.extend(&one.wrong);
        }
        for kept in &self.kept {
            resolved.unknown.extend(&kept.first_lines.unknown);
            resolved.wrong.extend(&kept.first_lines.wrong);
        }
        lower::names(&self.world, &self.model, resolved, &self.named, &mut told);
        told
    }

    fn exchange(&mut self, file: SourceId, source: Source) -> Vec<SourceId> {
        let place = file.index();
        let number_of_holes = |archive: &Self| archive.kept.iter().any(|kept| kept.hides_progress);
        let (hid, doubled) = (number_of_holes(self), self.model.index.has_doubles());
        // The new records are read while the old ones are still the archive's.
        let old = self.world.exchange(file, source);
        let names = &mut self.model.names;
        let source = self.world.source(file);
        let lowered = lower_source(&self.world, &self.rules.additions, names, (file, source));
        let old_file = &self.model.files[place];
        let changed = touched::changed((&old, old_file), (source, &lowered.file));
        let source = self.world.exchange(file, old);

        let mut touched = Touched::default();
        touched.records(&self.world, &self.model, (old_file, changed.before.clone()));
        let parties = touched.parties(&self.model, (old_file, changed.before.clone()));
        let around = (&self.world, &self.model);
        let links = touched::links(around.1, (old_file, changed.before.clone()));
        let near = self
            .meetings
            .near(&self.model, (file, changed.before.clone()));
        let leaves = Exchange::Leaves;
        // Who depends on what was there is known while it is there; who depends on what comes is asked for the same names.
        touched.declared(&lowered, &changed.after);
        let mut affected = self.affected(&touched, file);
        for id in &affected {
            if let Some(record) = self.model.get(*id) {
                self.named.forget(&self.model, record);
            }
        }
        for record in &self.model.files[place].records {
            self.named.forget(&self.model, record);
        }
        self.tables.exchange(&self.world, &self.model, file, leaves);
        self.meetings.leave(&self.model, file);

        self.world.exchange(file, source);
        self.model.index.take(file, &self.model.names);
        self.forget_asked(file);
        let hides_progress = lowered
            .file
            .holes
            .iter()
            .any(|hole| self.world.text(*hole).contains("progress"));
        self.kept[place] = Kept {
            allows: allow::comments_of(file, self.world.source(file), &self.known),
            written: lowered.diagnostics,
            hides_progress,
            ..Kept::default()
        };
        self.model.files[place] = lowered.file;
        self.model
            .index
            .add(file, lowered.declared, &self.model.names);
        self.tables
            .exchange(&self.world, &self.model, file, Exchange::Enters);
        self.meetings.enter(&self.model, file);

        let new_file = &self.model.files[place];
        touched.records(&self.world, &self.model, (new_file, changed.after.clone()));
        let new_parties = touched.parties(&self.model, (new_file, changed.after.clone()));
        if parties || new_parties {
            self.tables.parties_changed();
        }
        let new_links = touched::links(&self.model, (new_file, changed.after.clone()));
        let was_circular = self.tables.has_circles();
        if was_circular
            || circles_with(&self.model, &new_links)
            || circles_with(&self.model, &links)
        {
            self.tables.links_changed();
            touched.add(Asked::CIRCLES);
        }
        if doubled || self.model.index.has_doubles() {
            touched.add(Asked::DOUBLES);
        }
        if hid != number_of_holes(self) {
            touched.add(Asked::HIDDEN);
        }
        // Those who are touched only by what came are counted as before: what they name did not change.
        let known: FxHashSet<RecordId> = affected.iter().copied().collect();
        let more = self.affected(&touched, file);
        for id in more.into_iter().filter(|id| !known.contains(id)) {
            if let Some(record) = self.model.get(id) {
                self.named.forget(&self.model, record);
            }
            affected.push(id);
        }
        let own = self.model.files[place].records.len() as u32;
        affected.extend((0..own).map(|at| RecordId { file, at }));
        affected.sort_unstable();
        affected.dedup();
        let judged = self.judge(&affected);
        self.keep(judged);
        self.resolve_lines();
        self.judge_all(Some((&touched, file)));
        let after = changed.after;
        let near = self.meetings.near_too(&self.model, (file, after), near);
        let memo = Memo::default();
        let archive = self.archive(&memo, None);
        let told = self.meetings.judge(&archive, near);
        self.meetings.keep(told);
        self.tell()
    }

    /// The records of other files that must be judged again.
    fn affected(&self, touched: &Touched, file: SourceId) -> Vec<RecordId> {
        let mut affected: Vec<RecordId> = Vec::new();
        for asked in touched.all() {
            affected.extend(self.asking(asked));
            // What a file asks of itself is not kept.
            if let Some(name) = asked.as_name() {
                affected.extend(self.with_bearers(name));
            }
        }
        for (number, kept) in (0..).zip(&self.kept) {
            let pointing = kept
                .found
                .iter()
                .filter(|(_, found)| points_into(found, file));
            affected.extend(pointing.map(|(at, _)| RecordId {
                file: SourceId::new(number),
                at: *at,
            }));
        }
        affected.retain(|id| id.file != file);
        affected.sort_unstable();
        affected.dedup();
        affected
    }

    /// Forgets what the records of a file asked.
    fn forget_asked(&mut self, file: SourceId) {
        let asked = std::mem::take(&mut self.kept[file.index()].asked);
        for of_one in asked.chunk_by(|one, next| one.0 == next.0) {
            let Some((asked, _)) = of_one.first() else {
                continue;
            };
            let Some(askers) = self.askers.get_mut(asked) else {
                continue;
            };
            if let Ok(place) = askers.binary_search(&file) {
                askers.remove(place);
            }
            if askers.is_empty() {
                self.askers.remove(asked);
            }
        }
    }
}

/// Whether a finding points into a file, whose lines may have moved.
fn points_into(finding: &Diagnostic, file: SourceId) -> bool {
    finding.span.source == file
        || finding.labels.iter().any(|label| label.span.source == file)
        || finding
            .fixes
            .iter()
            .flat_map(|fix| &fix.edits)
            .any(|edit| edit.span.source == file)
}
