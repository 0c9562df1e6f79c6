//! The archives that are kept, of which files, and which of these the editor holds open: what it holds wins over the disk.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use gen_lsp_types::{TextDocumentContentChangeEvent, Uri};

use super::uri;
use crate::archive::Archive;
use crate::cli::Failure;
use crate::cli::clock::today;
use crate::cli::disk::{Disk, key};
use crate::cli::load::{Gathered, MANIFEST, gather_from, home, shown};
use crate::lsp::{Encoding, Home, View};
use crate::manifest::Manifest;
use crate::read;
use crate::text::{Role, Source, SourceId, World};

/// The archives, and the files that are open.
#[derive(Default)]
pub(super) struct Homes {
    disk: Disk,
    /// The folders of the workspace.
    folders: Vec<PathBuf>,
    kept: Vec<Kept>,
    /// By the one name of each file.
    open: BTreeMap<PathBuf, Open>,
    /// In which archives a file is, and as which of their sources.
    places: HashMap<PathBuf, Vec<At>>,
    /// The open files that were changed and not yet judged.
    unsettled: BTreeSet<PathBuf>,
}

/// A file of an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct At {
    home: usize,
    pub(super) file: SourceId,
}

/// An archive, and where its sources were read.
struct Kept {
    /// Its folder, or its only file.
    root: PathBuf,
    home: Home,
    /// The one name of each source.
    files: Vec<PathBuf>,
}

/// A file that the editor holds.
struct Open {
    uri: Uri,
    version: i32,
    source: Source,
}

/// What is to be told anew.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// The files of which something else is to be told.
    pub(super) changed: BTreeSet<At>,
    /// Whether an archive was read anew, so that anything may be.
    pub(super) everything: bool,
    /// What could not be done.
    pub(super) failures: Vec<String>,
}

impl Told {
    /// Whether more than some files may have changed.
    pub(super) fn reaches_beyond(&self, files: &BTreeSet<PathBuf>, homes: &Homes) -> bool {
        let is_of = |at: &At| {
            homes.kept[at.home]
                .files
                .get(at.file.index())
                .is_some_and(|file| files.contains(file))
        };
        self.everything || !self.changed.iter().all(is_of)
    }
}

impl Homes {
    /// Reads the archives of the workspace's folders.
    pub(super) fn add_folders(
        &mut self,
        folders: impl IntoIterator<Item = PathBuf>,
        told: &mut Told,
    ) {
        for folder in folders {
            if !self.folders.contains(&folder) {
                self.folders.push(folder.clone());
                // A folder without records has nothing to say, and is no mistake.
                let mut ignored = Told::default();
                self.load(&folder, &mut ignored);
                told.everything |= ignored.everything;
            }
        }
    }

    /// Lets go of folders of the workspace, but for files that are open.
    pub(super) fn remove_folders(
        &mut self,
        folders: impl IntoIterator<Item = PathBuf>,
        told: &mut Told,
    ) {
        for folder in folders {
            self.folders.retain(|other| *other != folder);
            let gone = key(&folder);
            self.kept.retain(|kept| !key(&kept.root).starts_with(&gone));
        }
        self.placed();
        for name in self.homeless() {
            self.find_home(&name, told);
        }
        told.everything = true;
    }

    /// A file is opened.
    pub(super) fn open(&mut self, address: Uri, version: i32, text: String, told: &mut Told) {
        let path = uri::path(&address);
        let name = key(&path);
        self.disk.put(&path, text.clone());
        let source = Source::new("-", text);
        let open = Open {
            uri: address,
            version,
            source,
        };
        self.open.insert(name.clone(), open);
        if self.places.contains_key(&name) {
            self.addressed(&name);
            self.unsettled.insert(name);
        } else {
            self.find_home(&path, told);
        }
    }

    /// An open file is changed; a change of a file that is not open is of no meaning.
    pub(super) fn change(
        &mut self,
        address: &Uri,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) {
        let name = key(&uri::path(address));
        let Some(open) = self.open.get_mut(&name) else {
            return;
        };
        open.version = version;
        for change in changes {
            let text = match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    let start = encoding.offset(&open.source, part.range.start);
                    let end = encoding.offset(&open.source, part.range.end);
                    let mut text = open.source.text().to_owned();
                    text.replace_range(
                        start.min(end) as usize..start.max(end) as usize,
                        &part.text,
                    );
                    text
                }
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => {
                    whole.text
                }
            };
            open.source = Source::new("-", text);
        }
        self.unsettled.insert(name);
    }

    /// A file is closed: from now on it is what it is on the disk.
    pub(super) fn close(&mut self, address: &Uri, told: &mut Told) {
        let path = uri::path(address);
        let name = key(&path);
        if self.open.remove(&name).is_none() {
            return;
        }
        self.unsettled.remove(&name);
        self.disk.forget(&path);
        let is_lone = self.kept.iter().any(|kept| key(&kept.root) == name);
        if is_lone && !self.is_in_a_folder(&path) {
            self.kept.retain(|kept| key(&kept.root) != name);
            self.placed();
            told.everything = true;
        } else {
            self.changed_on_disk([path], told);
        }
    }

    /// Files were changed, made or deleted on the disk.
    pub(super) fn changed_on_disk(
        &mut self,
        paths: impl IntoIterator<Item = PathBuf>,
        told: &mut Told,
    ) {
        let mut stale: BTreeSet<PathBuf> = BTreeSet::new();
        for path in paths {
            let name = key(&path);
            if self.open.contains_key(&name) {
                continue;
            }
            let text = std::fs::read(&path)
                .ok()
                .and_then(|bytes| String::from_utf8(bytes).ok());
            match text.filter(|_| self.is_records(&name)) {
                Some(text) => self.edit(&name, &text, told),
                None => {
                    stale.extend(self.root_of(&path));
                }
            }
        }
        for root in stale {
            self.load(&root, told);
        }
    }

    /// Judges what was changed since.
    pub(super) fn settle(&mut self, told: &mut Told) {
        for name in std::mem::take(&mut self.unsettled) {
            let Some(open) = self.open.get(&name) else {
                continue;
            };
            let text = open.source.text().to_owned();
            self.disk.put(&name, text.clone());
            if self.is_records(&name) {
                self.edit(&name, &text, told);
            } else if let Some(root) = self.root_of(&name) {
                self.load(&root, told);
            }
        }
    }

    /// The open files that were changed and not yet judged.
    pub(super) fn unsettled(&self) -> &BTreeSet<PathBuf> {
        &self.unsettled
    }

    /// A file as the client sees it.
    pub(super) fn view(&self, address: &Uri, encoding: Encoding) -> Option<View<'_>> {
        let at = self.at(&key(&uri::path(address)))?;
        Some(self.view_at(at, encoding))
    }

    /// The same.
    pub(super) fn view_at(&self, at: At, encoding: Encoding) -> View<'_> {
        View {
            home: &self.kept[at.home].home,
            file: at.file,
            encoding,
        }
    }

    /// Every archive, seen from its first file.
    pub(super) fn views(&self, encoding: Encoding) -> impl Iterator<Item = View<'_>> {
        let filled = self.kept.iter().filter(|kept| !kept.files.is_empty());
        filled.map(move |kept| View {
            home: &kept.home,
            file: SourceId::new(0),
            encoding,
        })
    }

    /// Every file of which findings are told.
    pub(super) fn own_files(&self) -> impl Iterator<Item = At> {
        let homes = self.kept.iter().enumerate();
        homes.flat_map(|(home, kept)| {
            kept.home
                .own
                .iter()
                .map(move |file| At { home, file: *file })
        })
    }

    /// The number of an open file's text.
    pub(super) fn version(&self, address: &Uri) -> Option<i32> {
        let open = self.open.get(&key(&uri::path(address)))?;
        Some(open.version)
    }

    /// Where a file is its archive's own, or else read along.
    fn at(&self, name: &Path) -> Option<At> {
        let places = self.places.get(name)?;
        let own = |at: &&At| self.kept[at.home].home.own.contains(&at.file);
        places.iter().find(own).or_else(|| places.first()).copied()
    }

    /// Whether a file holds records that are known as they are, so that an edit of them is all there is to it.
    fn is_records(&self, name: &Path) -> bool {
        let places = self.places.get(name).map_or(&[][..], Vec::as_slice);
        let role = |at: &At| {
            self.kept[at.home]
                .home
                .archive
                .world()
                .source(at.file)
                .role()
        };
        !places.is_empty() && places.iter().all(|at| role(at) == Role::Records)
    }

    fn edit(&mut self, name: &Path, text: &str, told: &mut Told) {
        for at in self.places.get(name).cloned().unwrap_or_default() {
            let archive = &mut self.kept[at.home].home.archive;
            let changed = archive.edit(at.file, text.to_owned());
            told.changed
                .extend(changed.into_iter().map(|file| At { file, ..at }));
            told.changed.insert(at);
            // A finding that points into the file says the same, and its lines may be others.
            let into = |span: crate::text::Span| span.source == at.file;
            let pointing = archive
                .all_findings()
                .filter(|finding| finding.labels.iter().any(|label| into(label.span)));
            let pointing = pointing.map(|finding| finding.span.source);
            told.changed.extend(pointing.map(|file| At { file, ..at }));
        }
    }

    /// Finds the archive of a file that is in none.
    fn find_home(&mut self, path: &Path, told: &mut Told) {
        let name = key(path);
        if let Some(root) = self.root_of(path).filter(|root| root.exists()) {
            self.load(&root, told);
        }
        if !self.places.contains_key(&name) {
            self.load_alone(path);
            told.everything = true;
        }
    }

    /// What must be read to know a file: its archive's folder, the folder of the workspace that it is in, or itself.
    fn root_of(&self, path: &Path) -> Option<PathBuf> {
        if path.file_name().is_some_and(|file| file == MANIFEST) {
            return path.parent().map(Path::to_owned);
        }
        let folder = || {
            self.folders
                .iter()
                .find(|folder| key(path).starts_with(key(folder)))
                .cloned()
        };
        let is_address = !path.is_absolute();
        if is_address {
            return None;
        }
        home(path).or_else(folder).or_else(|| Some(path.to_owned()))
    }

    fn is_in_a_folder(&self, path: &Path) -> bool {
        let path = key(path);
        self.folders
            .iter()
            .any(|folder| path.starts_with(key(folder)))
    }

    /// Reads the archives of a folder, or a file that is in none, in the place of what was known of them.
    fn load(&mut self, root: &Path, told: &mut Told) {
        let below = key(root);
        // What is gone from the disk has no archive any more.
        self.kept
            .retain(|kept| !key(&kept.root).starts_with(&below));
        match gather_from(&self.disk, &[as_here(root)]) {
            Ok(gathered) => {
                for one in gathered {
                    self.keep(one);
                }
            }
            Err(Failure(message)) => told.failures.push(message),
        }
        self.placed();
        told.everything = true;
        self.homeless()
            .iter()
            .for_each(|name| self.load_alone(name));
    }

    /// The open files that are in no archive.
    fn homeless(&self) -> Vec<PathBuf> {
        let open = self.open.keys();
        open.filter(|name| !self.places.contains_key(*name))
            .cloned()
            .collect()
    }

    /// An open file that stands in no archive, or on no disk.
    fn load_alone(&mut self, path: &Path) {
        let name = key(path);
        let Some(open) = self.open.get(&name) else {
            return;
        };
        let mut world = World::default().by(today);
        let (id, found) = read(
            &mut world,
            &shown(&as_here(path)),
            open.source.text().to_owned().into_bytes(),
        );
        self.keep(Gathered {
            root: path.to_owned(),
            rules: Manifest::default(),
            world,
            found,
            asked: [id].into(),
            places: [(id, path.to_owned())].into(),
        });
        self.placed();
    }

    /// Keeps an archive.
    fn keep(&mut self, gathered: Gathered) {
        let files: Vec<PathBuf> = gathered.places.values().map(|path| key(path)).collect();
        let address = |(path, name): (&PathBuf, &PathBuf)| {
            let open = self.open.get(name);
            open.map_or_else(|| uri::uri(path), |open| open.uri.clone())
        };
        let uris = gathered.places.values().zip(&files).map(address).collect();
        let style = gathered.rules.style;
        let home = Home {
            archive: Archive::new(gathered.world, gathered.rules),
            uris,
            found: gathered.found,
            own: gathered.asked,
            style,
        };
        let same = key(&gathered.root);
        self.kept.retain(|kept| key(&kept.root) != same);
        self.kept.push(Kept {
            root: gathered.root,
            home,
            files,
        });
    }

    /// Notes anew where each file is.
    fn placed(&mut self) {
        self.places.clear();
        for (home, kept) in self.kept.iter().enumerate() {
            for (number, name) in (0..).zip(&kept.files) {
                let at = At {
                    home,
                    file: SourceId::new(number),
                };
                self.places.entry(name.clone()).or_default().push(at);
            }
        }
    }

    /// Calls an open file by the editor's own address.
    fn addressed(&mut self, name: &Path) {
        let Some(open) = self.open.get(name) else {
            return;
        };
        for at in self.places.get(name).into_iter().flatten() {
            self.kept[at.home].home.uris[at.file.index()] = open.uri.clone();
        }
    }
}

/// A path as somebody would write it in the folder at hand, so that a message names it as it would on the command line.
fn as_here(path: &Path) -> PathBuf {
    let here = std::env::current_dir().map(|here| key(&here));
    let inner = here
        .ok()
        .and_then(|here| key(path).strip_prefix(here).map(Path::to_owned).ok());
    match inner {
        Some(inner) if inner.as_os_str().is_empty() => PathBuf::from("."),
        Some(inner) => inner,
        None => path.to_owned(),
    }
}
