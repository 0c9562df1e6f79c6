//! An archive that is kept says after each edit what a fresh check of the same texts says.
//!
//! `DIP_EDITS=10000 cargo test --release --test suite edits` tries as many edits.

use std::fs;
use std::path::{Path, PathBuf};

use dip::archive::Archive;
use dip::diag::Diagnostic;
use dip::manifest::Manifest;
use dip::text::{Source, SourceId, World};

use crate::speed::archive::{self, Plan, Records, Spacing};
use crate::support::root;

/// A small generator of numbers (xorshift), so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).expect("a number")
    }

    fn below(&mut self, end: usize) -> usize {
        self.next() % end.max(1)
    }

    fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.below(of.len())]
    }
}

fn records_in(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .expect("a folder")
        .flatten()
        .map(|entry| entry.path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            records_in(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "dip") {
            found.push(path);
        }
    }
}

fn of_folder(folder: &str) -> Vec<String> {
    let mut paths = Vec::new();
    records_in(&root().join(folder), &mut paths);
    paths
        .iter()
        .map(|path| fs::read_to_string(path).expect("a text"))
        .collect()
}

fn made() -> Vec<String> {
    let plan = Plan {
        meetings: 40,
        files: 4,
        spacing: Spacing::Canonical,
        mistake_every: None,
    };
    archive::dip(&Records::of(40), plan)
        .into_iter()
        .map(|(_, text)| text)
        .collect()
}

fn world(texts: &[String]) -> World {
    let mut world = World::default();
    for (number, text) in texts.iter().enumerate() {
        world.add(Source::new(format!("{number}.dip"), text.clone()));
    }
    world
}

/// The words of a text that could be ids, dates or keywords, with their places.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut at = 0;
    for word in text.split(|letter: char| !letter.is_alphanumeric() && !"-.".contains(letter)) {
        if !word.is_empty() {
            words.push((at, word));
        }
        at += word.len()
            + text[at + word.len()..]
                .chars()
                .next()
                .map_or(0, char::len_utf8);
    }
    words
}

fn border(text: &str, at: usize) -> usize {
    (at..=text.len())
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(text.len())
}

/// One of the things that hands do to a text.
fn edited(dice: &mut Dice, texts: &[String], which: usize, original: &[String]) -> String {
    let text = &texts[which];
    let other = &texts[dice.below(texts.len())];
    let at = border(text, dice.below(text.len() + 1));
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let line = dice.below(lines.len());
    match dice.below(12) {
        // A letter comes or goes.
        0 => {
            let sign = dice.one(&[
                "a", "7", " ", "\n", "\"", "{", "}", ";", "#", "-", "é", "Ә", "中",
            ]);
            format!("{}{sign}{}", &text[..at], &text[at..])
        }
        1 => {
            let end = border(text, (at + 1).min(text.len()));
            format!("{}{}", &text[..at], &text[end..])
        }
        // A word for another of the archive.
        2..=4 => {
            let (own, others) = (words(text), words(other));
            if own.is_empty() || others.is_empty() {
                return text.clone();
            }
            let (at, word) = own[dice.below(own.len())];
            let (_, new) = others[dice.below(others.len())];
            format!("{}{new}{}", &text[..at], &text[at + word.len()..])
        }
        // An id everywhere in the file.
        5 => {
            let own = words(text);
            if own.is_empty() {
                return text.clone();
            }
            let (_, word) = own[dice.below(own.len())];
            text.replace(word, &format!("{word}x"))
        }
        // A line goes, comes twice, or changes places.
        6 => [&lines[..line], &lines[(line + 1).min(lines.len())..]]
            .concat()
            .concat(),
        7 => [&lines[..line], &lines[line.saturating_sub(1)..]]
            .concat()
            .concat(),
        8 => {
            let mut lines = lines;
            let other = dice.below(lines.len());
            if !lines.is_empty() {
                lines.swap(line, other);
            }
            lines.concat()
        }
        // Records of another file come too, or change places.
        9 => {
            let pieces: Vec<&str> = other.split("\n\n").collect();
            format!("{text}\n{}\n", pieces[dice.below(pieces.len())])
        }
        10 => {
            let mut pieces: Vec<&str> = text.split("\n\n").collect();
            let (one, other) = (dice.below(pieces.len()), dice.below(pieces.len()));
            pieces.swap(one, other);
            pieces.join("\n\n")
        }
        _ => original[which].clone(),
    }
}

fn by_file(findings: &[Diagnostic], files: usize) -> Vec<Vec<Diagnostic>> {
    let mut by_file = vec![Vec::new(); files];
    for finding in findings {
        by_file[finding.span.source.index()].push(finding.clone());
    }
    by_file
}

fn replay(name: &str, original: &[String], edits: usize, seed: u64) {
    let mut dice = Dice(seed);
    let mut texts = original.to_vec();
    let mut kept = Archive::new(world(&texts), Manifest::default());
    let mut last = by_file(
        &dip::compile(&world(&texts), &Manifest::default()).diagnostics,
        texts.len(),
    );
    for number in 0..edits {
        let which = dice.below(texts.len());
        // Now and then all is well again, so that mistakes do not pile up.
        let new = if number % 6 == 5 {
            original[which].clone()
        } else {
            edited(&mut dice, &texts, which, original)
        };
        let old = std::mem::replace(&mut texts[which], new.clone());
        let changed = kept.edit(SourceId::new(u32::try_from(which).expect("a number")), new);
        let fresh = dip::compile(&world(&texts), &Manifest::default());
        let fresh = by_file(&fresh.diagnostics, texts.len());
        for (file, fresh) in fresh.iter().enumerate() {
            let id = SourceId::new(u32::try_from(file).expect("a number"));
            assert_eq!(
                kept.findings(id),
                fresh.as_slice(),
                "{name}, seed {seed}, edit {number} of file {which}, findings of file {file}\n{}",
                difference(&old, &texts[which])
            );
            assert_eq!(
                changed.contains(&id),
                last[file] != *fresh,
                "{name}, edit {number}: whether file {file} changed"
            );
        }
        last = fresh;
    }
}

/// Where two texts differ, to read in a failure.
fn difference(old: &str, new: &str) -> String {
    let same = old
        .bytes()
        .zip(new.bytes())
        .take_while(|(one, other)| one == other)
        .count();
    let part = |text: &str| {
        let (from, to) = (
            border(text, same.saturating_sub(200)),
            border(text, (same + 200).min(text.len())),
        );
        text[from.min(to)..to].to_owned()
    };
    format!("--- before\n{}\n--- after\n{}", part(old), part(new))
}

#[test]
fn a_kept_archive_says_what_a_fresh_check_says() {
    let edits: usize = std::env::var("DIP_EDITS")
        .ok()
        .and_then(|edits| edits.parse().ok())
        .unwrap_or(400);
    let seed: u64 = std::env::var("DIP_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok())
        .unwrap_or(0x9E37_79B9_7F4A_7C15);
    let archives = [
        ("ulaanbaatar", of_folder("examples/ulaanbaatar-2024")),
        ("sinai", of_folder("examples/sinai-1979")),
        ("oddities", of_folder("tests/oddities")),
        ("made", made()),
    ];
    for (name, texts) in archives {
        replay(name, &texts, edits / 4, seed);
    }
}

/// Files large enough for every part of a check to be shared: with mistakes, and with letters that nobody can see.
#[test]
fn two_threads_say_what_one_says() {
    for (meetings, files) in [(1_600, 3), (2_400, 1)] {
        let plan = Plan {
            meetings,
            files,
            spacing: Spacing::Free,
            mistake_every: Some(60),
        };
        let made = archive::dip(&Records::of(meetings), plan);
        let texts: Vec<String> = made
            .into_iter()
            .filter(|(name, _)| name != "dip.toml")
            .map(|(_, text)| text.replace("Talks in Tash", "Talks in\u{200b} T\u{7}ash"))
            .collect();
        assert!(texts.iter().any(|text| text.len() > 1 << 19));
        let world = world(&texts);
        let rules = Manifest::default();
        let one = dip::compile_on(&world, &rules, 1);
        let two = dip::compile_on(&world, &rules, 2);
        assert!(one.diagnostics.len() > 100, "{}", one.diagnostics.len());
        assert_eq!(one.diagnostics, two.diagnostics);
        assert_eq!(
            format!("{:?}", one.model.files),
            format!("{:?}", two.model.files)
        );
    }
}
