//! The examples with one slip of the hand each: a token or a line left out, doubled, exchanged with the next, mistyped.

use std::fs;
use std::ops::Range;
use std::path::Path;

/// A file of an example with a slip in it, among the others of its archive.
pub struct Slip {
    /// What was done, where.
    pub name: String,
    pub files: Vec<(String, Vec<u8>)>,
}

const HANDS: [&str; 4] = ["left out", "doubled", "exchanged", "mistyped"];

/// Every `nth` slip of the examples, beginning with the first.
pub fn slips(nth: usize) -> Vec<Slip> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut archives: Vec<_> = fs::read_dir(root).expect("examples").flatten().collect();
    archives.sort_by_key(fs::DirEntry::path);
    let mut slips = Vec::new();
    let mut number = 0;
    for archive in archives.iter().filter(|archive| archive.path().is_dir()) {
        let files = files(&archive.path());
        for at in 0..files.len() {
            if files[at].0 == "dip.toml" {
                continue;
            }
            let text = String::from_utf8_lossy(&files[at].1).into_owned();
            let (tokens, lines) = (tokens(&text), lines(&text));
            for (what, places) in [("token", &tokens), ("line", &lines)] {
                for place in 0..places.len() {
                    for hand in HANDS {
                        number += 1;
                        if number % nth != 0 {
                            continue;
                        }
                        let Some(slipped) = slipped(&text, places, place, hand) else {
                            continue;
                        };
                        let shown = &text[places[place].clone()];
                        let mut files = files.clone();
                        let name = format!("{}: {what} {shown:?} {hand}", files[at].0);
                        files[at].1 = slipped.into_bytes();
                        slips.push(Slip { name, files });
                    }
                }
            }
        }
    }
    slips
}

fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("an example")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            path.extension()
                .is_some_and(|end| end == "dip" || end == "toml")
        })
        .map(|path| {
            let name = path
                .file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            (name, fs::read(&path).expect("a file"))
        })
        .collect();
    // The rules of the archive come first, as when it is read from the disk.
    files.sort_by_key(|(name, _)| (name != "dip.toml", name.clone()));
    files
}

/// The words, signs and whole texts of a file.
fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        let rest = &text[at..];
        let length = if let Some(inner) = rest.strip_prefix("\"\"\"") {
            inner.find("\"\"\"").map_or(rest.len(), |end| end + 6)
        } else if let Some(inner) = rest.strip_prefix('"') {
            inner.find('"').map_or(rest.len(), |end| end + 2)
        } else if letter == '#' {
            rest.find('\n').unwrap_or(rest.len())
        } else {
            let ends =
                |letter: char| !letter.is_alphanumeric() && !matches!(letter, '-' | '_' | '.');
            rest.find(ends)
                .filter(|end| *end > 0)
                .unwrap_or(letter.len_utf8())
        };
        if !letter.is_whitespace() && letter != '#' {
            tokens.push(at..at + length);
        }
        at += length;
    }
    tokens
}

fn lines(text: &str) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if !line.trim().is_empty() && !line.trim_start().starts_with('#') {
            lines.push(at..at + line.len());
        }
        at += line.len();
    }
    lines
}

/// The text with a slip at one of its places; none where the hand finds nothing to do.
fn slipped(text: &str, places: &[Range<usize>], place: usize, hand: &str) -> Option<String> {
    let this = places[place].clone();
    let written = &text[this.clone()];
    let with = |new: &str| format!("{}{new}{}", &text[..this.start], &text[this.end..]);
    match hand {
        "left out" => Some(with("")),
        "doubled" if written.ends_with('\n') => Some(with(&written.repeat(2))),
        "doubled" => Some(with(&format!("{written} {written}"))),
        "exchanged" => {
            let next = places.get(place + 1)?.clone();
            let (between, other) = (&text[this.end..next.start], &text[next.clone()]);
            let (before, after) = (&text[..this.start], &text[next.end..]);
            Some(format!("{before}{other}{between}{written}{after}"))
        }
        _ => Some(with(&mistyped(written, place)?)),
    }
}

/// A word with one letter left out, doubled, or struck beside its key; which, depends on its number.
fn mistyped(written: &str, number: usize) -> Option<String> {
    let letters: Vec<char> = written.chars().collect();
    let able: Vec<usize> = (0..letters.len())
        .filter(|at| letters[*at].is_alphanumeric())
        .collect();
    let at = *able.get(number % able.len().max(1))?;
    let mut letters = letters;
    match number % 3 {
        0 => {
            letters.remove(at);
        }
        1 => letters.insert(at, letters[at]),
        _ => letters[at] = if letters[at] == 'r' { 't' } else { 'r' },
    }
    Some(letters.into_iter().collect())
}
