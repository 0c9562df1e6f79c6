//! Paths to archives: which files belong together, read into worlds.
//!
//! An archive is a folder with `dip.toml` and everything below it, but for folders that have one of their own. A folder
//! without one that is named on the command line is an archive all the same; a file that is in none stands alone.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use ignore::WalkBuilder;

use super::Failure;
use super::clock::today;
use super::disk::{Disk, INPUT, key};
use super::output::{Progress, reason};
use crate::diag::Diagnostic;
use crate::manifest::{BAD_MANIFEST, Manifest, manifest};
use crate::text::{Role, Source, SourceId, Span, World};
use crate::{Compiled, compile_on, known, read};

/// The name of an archive's own file.
pub(super) const MANIFEST: &str = "dip.toml";

/// An archive, compiled.
pub(super) struct Archive {
    /// Its folder, or the lone file.
    pub(super) root: PathBuf,
    /// Its name, from `dip.toml`.
    pub(super) name: Option<String>,
    /// Its sources.
    pub(super) world: World,
    /// What they say and what is wrong with it, the bytes included.
    pub(super) compiled: Compiled,
    /// The sources that the user asked for; the others are only read along.
    pub(super) asked: BTreeSet<SourceId>,
    /// Where each source was read.
    pub(super) places: BTreeMap<SourceId, PathBuf>,
}

impl Archive {
    /// How many files of records the user asked for.
    pub(super) fn files(&self) -> usize {
        self.paths().count()
    }

    /// The files of records the user asked for, as people call them.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        let asked = self.asked.iter().map(|id| self.world.source(*id).path());
        asked.filter(|path| *path != MANIFEST && !path.ends_with("/dip.toml"))
    }

    /// The findings in what the user asked for.
    pub(super) fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.compiled
            .diagnostics
            .iter()
            .filter(|diagnostic| self.asked.contains(&diagnostic.span.source))
    }
}

/// The sources of an archive, read and not yet compiled.
pub(super) struct Gathered {
    /// Its folder, or the lone file.
    pub(super) root: PathBuf,
    /// What its `dip.toml` says.
    pub(super) rules: Manifest,
    /// Its sources.
    pub(super) world: World,
    /// What is wrong with `dip.toml` and with the bytes of files.
    pub(super) found: Vec<Diagnostic>,
    /// The sources that the user asked for; the others are only read along.
    pub(super) asked: BTreeSet<SourceId>,
    /// Where each source was read.
    pub(super) places: BTreeMap<SourceId, PathBuf>,
}

/// What the user asked for of one archive.
#[derive(Default)]
struct Asked {
    /// The folder that holds the archive, if it is one.
    folder: Option<PathBuf>,
    files: BTreeSet<PathBuf>,
    standard_input: bool,
}

/// Reads and compiles what the paths name; none names the folder at hand.
pub(super) fn load(paths: &[PathBuf]) -> Result<Vec<Archive>, Failure> {
    load_from(&Disk::default(), paths)
}

/// The same, with some texts in the place of files.
pub(super) fn load_from(disk: &Disk, paths: &[PathBuf]) -> Result<Vec<Archive>, Failure> {
    let archives = asked_for(paths)?.into_iter();
    archives
        .map(|(root, asked)| open(disk, root, asked))
        .collect()
}

/// Reads what the paths name, and does not compile it.
#[cfg(feature = "lsp")]
pub(super) fn gather_from(disk: &Disk, paths: &[PathBuf]) -> Result<Vec<Gathered>, Failure> {
    let archives = asked_for(paths)?.into_iter();
    archives
        .map(|(root, asked)| gather(disk, root, asked))
        .collect()
}

/// What is asked for, archive by archive.
fn asked_for(paths: &[PathBuf]) -> Result<BTreeMap<PathBuf, Asked>, Failure> {
    let here = [PathBuf::from(".")];
    let paths = if paths.is_empty() { &here } else { paths };
    let mut archives: BTreeMap<PathBuf, Asked> = BTreeMap::new();
    for path in paths {
        ask(path, &mut archives)?;
    }
    Ok(archives)
}

fn ask(path: &Path, archives: &mut BTreeMap<PathBuf, Asked>) -> Result<(), Failure> {
    if path == Path::new(INPUT) {
        archives
            .entry(PathBuf::from(INPUT))
            .or_default()
            .standard_input = true;
        return Ok(());
    }
    let kind = std::fs::metadata(path).map_err(|error| {
        Failure::new(format!(
            "cannot read {}: {}",
            path.display(),
            reason(&error)
        ))
    })?;
    if kind.is_dir() {
        let files = records_below(path)?;
        if files.is_empty() && !path.join(MANIFEST).is_file() {
            return Err(Failure::new(format!(
                "{} holds no .dip files",
                path.display()
            )));
        }
        for file in files {
            let folder = home(&file)
                .filter(|home| inside(home, path))
                .or_else(|| home(path))
                .unwrap_or_else(|| path.to_owned());
            let asked = archives.entry(key(&folder)).or_default();
            asked.folder = Some(folder);
            asked.files.insert(file);
        }
        if path.join(MANIFEST).is_file() {
            archives.entry(key(path)).or_default().folder = Some(path.to_owned());
        }
        return Ok(());
    }
    let file = path.to_owned();
    match home(path) {
        Some(folder) => {
            let asked = archives.entry(key(&folder)).or_default();
            asked.folder = Some(folder);
            asked.files.insert(file);
        }
        None => {
            archives.entry(key(path)).or_default().files.insert(file);
        }
    }
    Ok(())
}

fn inside(folder: &Path, outer: &Path) -> bool {
    key(folder).starts_with(key(outer))
}

/// The nearest folder at or above a path that has a `dip.toml`, written relative to the path as the user wrote it.
pub(super) fn home(path: &Path) -> Option<PathBuf> {
    let mut folder = if path.is_dir() {
        path.to_owned()
    } else {
        path.parent().map(Path::to_owned)?
    };
    for _ in 0..64 {
        if folder.join(MANIFEST).is_file() {
            return Some(if folder.as_os_str().is_empty() {
                PathBuf::from(".")
            } else {
                folder
            });
        }
        let absolute = std::path::absolute(if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            &folder
        })
        .ok()?;
        absolute.canonicalize().ok()?.parent()?;
        folder = match folder.components().next_back() {
            Some(Component::Normal(_)) => folder.parent().map(Path::to_owned)?,
            Some(Component::RootDir | Component::Prefix(_)) => return None,
            _ => folder.join(".."),
        };
    }
    None
}

/// The `.dip` files below a folder, in order, as git would see them.
pub(super) fn records_below(folder: &Path) -> Result<BTreeSet<PathBuf>, Failure> {
    let mut files = BTreeSet::new();
    for entry in WalkBuilder::new(folder).require_git(false).build() {
        let entry = entry.map_err(|error| {
            Failure::new(format!("cannot read below {}: {error}", folder.display()))
        })?;
        let is_file =
            entry.file_type().is_some_and(|kind| kind.is_file()) || entry.path().is_file();
        if is_file
            && entry
                .path()
                .extension()
                .is_some_and(|extension| extension.eq_ignore_ascii_case("dip"))
        {
            files.insert(entry.into_path());
        }
    }
    Ok(files)
}

/// The files of one archive: those below its folder that have no nearer `dip.toml`.
fn files_of(folder: &Path) -> Result<BTreeSet<PathBuf>, Failure> {
    let own = key(folder);
    let files = records_below(folder)?;
    let mut homes: BTreeMap<PathBuf, bool> = BTreeMap::new();
    Ok(files
        .into_iter()
        .filter(|file| {
            let parent = file.parent().map(Path::to_owned).unwrap_or_default();
            *homes.entry(parent).or_insert_with(|| {
                home(file).is_none_or(|home| key(&home) == own || !inside(&home, folder))
            })
        })
        .collect())
}

fn open(disk: &Disk, root: PathBuf, asked: Asked) -> Result<Archive, Failure> {
    let progress = Progress::begin();
    let gathered = gather(disk, root, asked)?;
    progress.counted(gathered.places.len());
    let mut compiled = compile_on(&gathered.world, &gathered.rules, threads());
    progress.end();
    compiled.diagnostics.extend(gathered.found);
    compiled
        .diagnostics
        .sort_by_key(|diagnostic| diagnostic.span);
    Ok(Archive {
        root: gathered.root,
        name: gathered.rules.name,
        world: gathered.world,
        compiled,
        asked: gathered.asked,
        places: gathered.places,
    })
}

fn gather(disk: &Disk, root: PathBuf, mut asked: Asked) -> Result<Gathered, Failure> {
    let mut world = World::default().by(today);
    let mut found = Vec::new();
    let mut wanted = BTreeSet::new();
    let mut places = BTreeMap::new();
    let mut rules = Manifest::default();
    let mut files = asked.files.clone();
    if let Some(folder) = &asked.folder {
        files.extend(files_of(folder)?);
        let unsaved = disk.unsaved().filter(|file| is_of(file, folder));
        let unsaved: Vec<PathBuf> = unsaved.map(Path::to_owned).collect();
        files.extend(unsaved.iter().cloned());
        asked.files.extend(unsaved);
        let path = folder.join(MANIFEST);
        if path.is_file() {
            let id = world.add(Source::new(shown(&path), disk.text(&path)?).with_role(Role::Data));
            wanted.insert(id);
            places.insert(id, path);
            let (read, mut wrong) = manifest(&world, id, &known());
            for (along, span) in &read.also {
                also(folder, along, *span, &mut files, &mut wrong)?;
            }
            found.extend(wrong);
            rules = read;
        }
    }
    let named: BTreeSet<PathBuf> = asked.files.iter().map(|file| key(file)).collect();
    let mut seen = BTreeSet::new();
    for file in &files {
        let real = key(file);
        if !seen.insert(real.clone()) {
            continue;
        }
        let (id, fault) = read(&mut world, &shown(file), disk.read(file)?);
        found.extend(fault);
        places.insert(id, file.clone());
        if named.contains(&real) {
            wanted.insert(id);
        }
    }
    if asked.standard_input {
        let bytes = disk.input()?.into_owned();
        let (id, fault) = read(&mut world, INPUT, bytes);
        found.extend(fault);
        wanted.insert(id);
        places.insert(id, PathBuf::from(INPUT));
    }
    let root = asked
        .folder
        .or_else(|| asked.files.first().cloned())
        .unwrap_or(root);
    Ok(Gathered {
        root,
        rules,
        world,
        found,
        asked: wanted,
        places,
    })
}

/// Whether a file that is not on the disk yet belongs to an archive.
fn is_of(file: &Path, folder: &Path) -> bool {
    let is_records = file
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("dip"));
    let own = home(file).is_none_or(|home| key(&home) == key(folder));
    is_records && own && inside(file, folder)
}

/// How many threads there are: as many as processors, or as `DIP_THREADS` says.
pub(super) fn threads() -> usize {
    let wanted = std::env::var("DIP_THREADS").ok();
    let wanted = wanted.and_then(|wanted| wanted.parse().ok());
    wanted.unwrap_or_else(|| {
        let processors = std::thread::available_parallelism();
        processors.map_or(1, std::num::NonZero::get)
    })
}

/// Adds the files of a folder that is read along.
fn also(
    folder: &Path,
    along: &str,
    span: Span,
    files: &mut BTreeSet<PathBuf>,
    wrong: &mut Vec<Diagnostic>,
) -> Result<(), Failure> {
    let path = folder.join(along);
    if path.is_dir() {
        files.extend(records_below(&path)?);
        return Ok(());
    }
    wrong.push(
        Diagnostic::new(
            &BAD_MANIFEST,
            span,
            format!("there is no folder `{along}` beside this file"),
        )
        .label("read along, but not there")
        .help("write the folder's path as seen from dip.toml, or delete it"),
    );
    Ok(())
}

/// A path for people: `/` between its parts, no `./` before it.
pub(super) fn shown(path: &Path) -> String {
    let here = path
        .components()
        .any(|part| part == Component::ParentDir)
        .then(std::env::current_dir)
        .and_then(Result::ok);
    let inner = here.and_then(|here| key(path).strip_prefix(key(&here)).map(Path::to_owned).ok());
    let path = inner.as_deref().unwrap_or(path);
    let mut parts: Vec<String> = Vec::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir
                if parts.last().is_some_and(|last| last != ".." && last != "/") =>
            {
                parts.pop();
            }
            Component::RootDir => parts.push(String::new()),
            part => parts.push(part.as_os_str().to_string_lossy().into_owned()),
        }
    }
    if parts == [""] {
        "/".to_owned()
    } else {
        parts.join("/")
    }
}
