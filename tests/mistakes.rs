//! The mistakes that archivists make, the score of our answers to them, and what our fixes and our layout do to them.
//!
//! `DIP_SCORES=1 cargo test --test mistakes -- --nocapture` prints whatever earns less than all points, and why.

mod judge;
mod plain;

use std::collections::{BTreeMap, BTreeSet};

use dip::diag::Diagnostic;
use dip::repair::{Wanted, repair};
use judge::corpus::{Mistake, judged, mistakes};
use judge::fixes::{errors, fixed, outside};
use judge::layout;
use judge::mutations::slips;
use judge::score::{FULL, has_word, score, words};
use plain::FORBIDDEN;

/// What all answers together must reach, in percent.
const OVERALL: usize = 95;
/// What each category must reach, in percent.
const CATEGORY: usize = 90;
/// A mistake below this is answered badly.
const LOW: usize = 7;

#[test]
fn mistakes_are_answered_well() {
    let wordy = std::env::var_os("DIP_SCORES").is_some();
    let mut sums: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut reached = BTreeSet::new();
    let mut bad = Vec::new();
    for mistake in mistakes() {
        let judged = mistake.judged();
        let score = score(&mistake, &judged);
        let total = score.total();
        reached.extend(judged.found.iter().map(|finding| finding.code.name));
        if wordy && total < FULL {
            println!(
                "{}/{}: {total} {:?}",
                mistake.category, mistake.name, score.points
            );
            score.why.iter().for_each(|why| println!("    {why}"));
        }
        if total < LOW || !score.right_code {
            bad.push(answered(&mistake, total, &judged.found));
        }
        let sum = sums.entry(mistake.category).or_default();
        *sum = (sum.0 + total, sum.1 + FULL);
    }
    let percent = |(points, full): (usize, usize)| points * 100 / full;
    let all = sums
        .values()
        .fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
    for (category, &sum) in &sums {
        println!(
            "{category}: {} % of {} mistakes",
            percent(sum),
            sum.1 / FULL
        );
    }
    println!("overall: {} % of {} mistakes", percent(all), all.1 / FULL);
    let codes = dip::catalogue().into_iter().map(|code| code.name);
    let missed: Vec<_> = codes.filter(|code| !reached.contains(code)).collect();
    assert!(
        missed.is_empty(),
        "codes that no mistake reaches: {missed:?}"
    );
    assert!(
        bad.is_empty(),
        "less than {LOW} of {FULL} points, or another code than stated:\n{}",
        bad.join("\n")
    );
    assert!(percent(all) >= OVERALL, "overall {} %", percent(all));
    for (category, sum) in sums {
        assert!(percent(sum) >= CATEGORY, "{category} {} %", percent(sum));
    }
}

fn answered(mistake: &Mistake, total: usize, found: &[Diagnostic]) -> String {
    let wanted: Vec<_> = mistake
        .faults
        .iter()
        .flat_map(|fault| &fault.code)
        .collect();
    let said: Vec<_> = found.iter().map(|finding| finding.code.name).collect();
    format!(
        "{}/{}: {total}, said {said:?}, stated {wanted:?}",
        mistake.category, mistake.name
    )
}

#[test]
fn fixing_ends_and_leaves_nothing_to_fix() {
    for mistake in mistakes() {
        for wanted in [Wanted::Safe, Wanted::All] {
            let name = &mistake.name;
            let files = fixed(&mistake.files, wanted);
            let files = files.unwrap_or_else(|| panic!("{name}: fixes lead nowhere"));
            let now = judged(&files);
            let again = repair(&now.world, &now.found, &now.all, wanted);
            assert_eq!(again.fixes, 0, "{name}");
        }
    }
}

#[test]
fn what_is_fixed_beyond_doubt_makes_no_new_error() {
    let mut worse = Vec::new();
    for mistake in mistakes() {
        let before = errors(&mistake.judged());
        let Some(files) = fixed(&mistake.files, Wanted::Safe) else {
            continue;
        };
        let after = errors(&judged(&files));
        let (before, after): (usize, usize) = (before.values().sum(), after.values().sum());
        if after > before {
            worse.push(format!("{}: {before} errors, then {after}", mistake.name));
        }
    }
    assert!(worse.is_empty(), "{}", worse.join("\n"));
}

#[test]
fn a_fix_changes_nothing_but_what_it_says() {
    let mut changed = Vec::new();
    for mistake in mistakes() {
        let now = mistake.judged();
        for finding in &now.found {
            let Some((before, after)) = outside(&now, finding) else {
                continue;
            };
            let gone: Vec<_> = before.iter().filter(|said| !after.contains(said)).collect();
            if !gone.is_empty() {
                changed.push(format!("{} {}: {gone:?}", mistake.name, finding.code.name));
            }
        }
    }
    assert!(
        changed.is_empty(),
        "{} of them:\n{}",
        changed.len(),
        changed.join("\n")
    );
}

#[test]
fn a_layout_says_what_was_written() {
    let narrow = dip::fmt::Style {
        width: 60,
        one_line_blocks: false,
    };
    let mut faults = Vec::new();
    let mut tried = 0;
    let mistakes = mistakes()
        .into_iter()
        .flat_map(|mistake| mistake.files.into_iter().map(move |(_, bytes)| bytes));
    let slips = slips(if tries_all() { NTH } else { 3 * NTH })
        .into_iter()
        .flat_map(|slip| slip.files.into_iter().map(|(_, bytes)| bytes));
    let mut texts: Vec<String> = mistakes
        .chain(slips)
        .filter_map(|bytes| String::from_utf8(bytes).ok())
        .collect();
    texts.sort_unstable();
    texts.dedup();
    for text in texts {
        tried += 1;
        for style in [dip::fmt::Style::default(), narrow] {
            faults.extend(layout::faults(&text, style));
        }
    }
    assert!(
        faults.is_empty(),
        "{} faults in {tried} texts:\n{}",
        faults.len(),
        faults[..faults.len().min(5)].join("\n\n")
    );
}

/// One slip of the hand in so many is tried; `DIP_ALL=1` tries them all.
const NTH: usize = 7;

fn tries_all() -> bool {
    std::env::var_os("DIP_ALL").is_some()
}

#[test]
fn any_slip_of_the_hand_is_answered_in_few_words() {
    let slips = slips(if tries_all() { 1 } else { NTH });
    let mut wordy = Vec::new();
    for slip in &slips {
        let judged = judged(&slip.files);
        let words: String = judged.found.iter().map(words).collect();
        let unplain = FORBIDDEN.iter().find(|word| has_word(&words, word));
        assert!(unplain.is_none(), "{}: says `{unplain:?}`", slip.name);
        // What is read without a word is read as it stands, mended nowhere.
        if judged.found.is_empty() {
            for (id, source) in judged
                .world
                .sources()
                .filter(|(_, source)| source.path() != "dip.toml")
            {
                let parsed = dip::syntax::parse(id, source);
                assert!(parsed.diagnostics.is_empty(), "{}", slip.name);
                let mut trees = parsed.pieces.iter().map(|piece| &piece.tree);
                assert!(trees.all(dip::syntax::Tree::is_whole), "{}", slip.name);
            }
        }
        if judged.found.len() > 2 {
            let said: Vec<_> = judged
                .found
                .iter()
                .map(|finding| finding.code.name)
                .collect();
            wordy.push(format!("{}: {said:?}", slip.name));
        }
    }
    let tenths = wordy.len() * 10;
    println!(
        "{} of {} slips get more than two answers",
        wordy.len(),
        slips.len()
    );
    if std::env::var_os("DIP_SCORES").is_some() {
        wordy.iter().for_each(|slip| println!("    {slip}"));
    }
    assert!(
        tenths <= slips.len(),
        "{} of {}:\n{}",
        wordy.len(),
        slips.len(),
        wordy.join("\n")
    );
}
