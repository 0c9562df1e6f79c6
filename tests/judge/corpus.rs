//! The mistakes of `tests/mistakes`, each with what a careful colleague would say to it.
//!
//! A mistake is a record `NAME.dip`, a `NAME.toml` that is a `dip.toml`, or a folder `NAME` with several files, and
//! `NAME.expect` beside it: a block of lines for each thing that is wrong, blocks parted by an empty line. ` || ` stands
//! between answers that are as good as each other. In the category *encoding*, `\x` and two digits stand for one byte.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use dip::diag::Diagnostic;
use dip::manifest::{Manifest, manifest};
use dip::text::{Role, Source, SourceId, World};

/// A mistake, or several in one archive.
pub struct Mistake {
    pub category: String,
    pub name: String,
    /// The files by their names.
    pub files: Vec<(String, Vec<u8>)>,
    pub faults: Vec<Fault>,
}

/// One thing that is wrong, and what should be said to it.
#[derive(Default)]
pub struct Fault {
    /// The file, where there are several.
    pub file: Option<String>,
    pub line: u32,
    /// What a hand would underline.
    pub at: Vec<String>,
    /// The names of its code.
    pub code: Vec<String>,
    /// What is offered, as an edit or in words; `(delete)` takes something away.
    pub fix: Vec<String>,
    /// What the words must hold, all of it.
    pub says: Vec<String>,
    /// Whether a note is enough.
    pub note: bool,
}

/// An archive as it is read, and what is found in it.
pub struct Judged {
    pub world: World,
    pub found: Vec<Diagnostic>,
    /// Every source.
    pub all: BTreeSet<SourceId>,
}

/// The categories, in their order.
pub const CATEGORIES: [&str; 5] = ["encoding", "meaning", "names", "syntax", "values"];

/// Every mistake, in the order of categories and names.
pub fn mistakes() -> Vec<Mistake> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes");
    let in_category = |category: &&str| {
        let mut paths = listed(&root.join(category));
        paths.retain(|path| path.extension().is_some_and(|end| end == "expect"));
        let category = (*category).to_owned();
        paths
            .into_iter()
            .map(move |path| Mistake::read(&category, &path))
    };
    CATEGORIES.iter().flat_map(in_category).collect()
}

fn listed(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a file").path()).collect();
    paths.sort();
    paths
}

impl Mistake {
    fn read(category: &str, expect: &Path) -> Self {
        let name = expect.file_stem().expect("a name").to_string_lossy();
        let mut text = fs::read_to_string(expect).expect("an expectation");
        let (folder, toml) = (expect.with_extension(""), expect.with_extension("toml"));
        let read = |path: &Path, name: &str| {
            let bytes =
                fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            (name.to_owned(), bytes)
        };
        let mut files: Vec<(String, Vec<u8>)> = if folder.is_dir() {
            let named = |path: &PathBuf| {
                let inner = path.strip_prefix(&folder).expect("in the folder");
                read(path, &inner.to_string_lossy())
            };
            below(&folder).iter().map(named).collect()
        } else if toml.is_file() {
            vec![read(&toml, "dip.toml")]
        } else {
            vec![read(&expect.with_extension("dip"), "record.dip")]
        };
        if category == "encoding" {
            files
                .iter_mut()
                .for_each(|(_, bytes)| *bytes = unescaped(bytes));
            text = String::from_utf8_lossy(&unescaped(text.as_bytes())).into_owned();
        }
        Self {
            category: category.to_owned(),
            name: name.into_owned(),
            files,
            faults: faults(&text),
        }
    }

    /// What is found in the files as they are.
    pub fn judged(&self) -> Judged {
        judged(&self.files)
    }
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let paths = listed(folder).into_iter();
    let inner = paths.flat_map(|path| {
        if path.is_dir() {
            below(&path)
        } else {
            vec![path]
        }
    });
    inner.collect()
}

/// What is found in an archive of these files.
pub fn judged(files: &[(String, Vec<u8>)]) -> Judged {
    let mut world = World::default().on(jiff::civil::date(2026, 1, 1));
    let (mut rules, mut found) = (Manifest::default(), Vec::new());
    for (name, bytes) in files {
        if name == "dip.toml" {
            let text = String::from_utf8_lossy(bytes);
            let id = world.add(Source::new(name, text).with_role(Role::Data));
            let (read, wrong) = manifest(&world, id, &dip::known());
            rules = read;
            found.extend(wrong);
        } else {
            found.extend(dip::read(&mut world, name, bytes.clone()).1);
        }
    }
    found.extend(dip::compile(&world, &rules).diagnostics);
    let all = world.sources().map(|(id, _)| id).collect();
    Judged { world, found, all }
}

fn faults(text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut open = false;
    for line in text.split('\n').filter(|line| !line.starts_with('#')) {
        if line.is_empty() {
            open = false;
            continue;
        }
        if !open {
            faults.push(Fault::default());
            open = true;
        }
        let fault = faults.last_mut().expect("one was begun");
        let (key, value) = line.split_once(':').expect("a key and a colon");
        let value = value.strip_prefix(' ').unwrap_or(value);
        let several = || value.split(" || ").map(str::to_owned).collect();
        match key {
            "file" => fault.file = Some(value.to_owned()),
            "line" => fault.line = value.parse().expect("a number"),
            "at" => fault.at = several(),
            "code" => fault.code = several(),
            "fix" => fault.fix = several(),
            "says" => fault.says = several(),
            "note" => fault.note = true,
            _ => panic!("no such key: {line}"),
        }
    }
    faults
}

/// The bytes with every `\x` and two digits as one.
fn unescaped(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        let digits = rest.strip_prefix(b"\\x").and_then(|rest| rest.get(..2));
        let number = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        match number.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                rest = &rest[4..];
            }
            None => {
                out.push(*first);
                rest = after;
            }
        }
    }
    out
}
