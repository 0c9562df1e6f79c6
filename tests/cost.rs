//! What a report costs: in time no more than in proportion to the findings, in memory no second copy of a file.
//!
//! A binary of its own, because it counts all memory that is taken.

use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use dip::diag::{Diagnostic, Safety, Severity};
use dip::render::{
    Style, checkstyle, concise, github, gitlab, human, json, jsonl, junit, rdjson, sarif,
};
use dip::text::{Source, SourceId, Span, World};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// One at a time, or they would measure each other.
static ALONE: Mutex<()> = Mutex::new(());

const STYLE: Style = Style {
    color: false,
    ascii: false,
    width: 100,
};

/// The archives that the benchmarks are made of, which use nothing but the standard library.
#[path = "../benches/src/archive.rs"]
#[expect(
    dead_code,
    reason = "the benchmarks want the records in other forms too"
)]
mod made;

/// So many bytes for each that is read a check takes at most, the text itself included.
const MOST_FOR_A_BYTE: usize = 4;

type Findings<'w> = [(&'w World, &'w Diagnostic)];
type Render = fn(&Findings) -> String;

const FORMATS: [(&str, Render); 9] = [
    ("concise", concise),
    ("json", |findings| json(findings, 1)),
    ("jsonl", jsonl),
    ("github", github),
    ("gitlab", gitlab),
    ("sarif", sarif),
    ("rdjson", rdjson),
    ("junit", |findings| {
        junit(findings, &["big.dip"], Severity::Error)
    }),
    ("checkstyle", checkstyle),
];

/// A file of so many lines, and a finding on each that has a second label and a fix.
fn archive(lines: usize, end: &str) -> (World, Vec<Diagnostic>) {
    const LINE: usize = 1024;
    let line = "ә".repeat((LINE - end.len()) / 2) + &" ".repeat(end.len() % 2) + end;
    let world = World::of(Source::new("big.dip", line.repeat(lines)));
    let code = dip::catalogue()[0];
    let place = |line: usize| {
        let start = (line * LINE) as u32 + 40;
        Span::new(SourceId::new(0), start, start + 8)
    };
    let findings = (0..lines).map(|line| {
        Diagnostic::new(code, place(line), format!("the finding {line}"))
            .label("here")
            .and(place(lines - 1 - line), "there")
            .fix(Safety::Safe, "write it", place(line), "it")
    });
    (world, findings.collect())
}

/// The less time of two.
fn time(world: &World, findings: &[Diagnostic], render: impl Fn(&Findings) -> String) -> Duration {
    let findings: Vec<(&World, &Diagnostic)> = findings.iter().map(|one| (world, one)).collect();
    let tries = (0..2).map(|_| {
        let begin = Instant::now();
        std::hint::black_box(render(&findings));
        begin.elapsed()
    });
    tries.min().expect("two")
}

#[test]
fn ten_thousand_findings_cost_ten_times_a_thousand() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut slow = String::new();
    // A file of lines, and a file of one line.
    for end in ["\n", " "] {
        let (small, few) = archive(1_000, end);
        let (big, many) = archive(10_000, end);
        for (format, render) in FORMATS {
            let (short, long) = (time(&small, &few, render), time(&big, &many, render));
            println!("{format} {end:?}: {short:?}, {long:?}");
            if long > short * 40 + Duration::from_millis(50) {
                let _ = writeln!(
                    slow,
                    "{format} {end:?}: {short:?}, but {long:?} for ten times as many"
                );
            }
            if format == "concise" && long > Duration::from_millis(500) {
                let _ = writeln!(slow, "{format} {end:?}: {long:?}");
            }
        }
        let drawn = |findings: &Findings| {
            let shown = findings.iter().map(|(world, one)| human(world, one, STYLE));
            shown.collect::<String>()
        };
        let (short, long) = (
            time(&small, &few[..100], drawn),
            time(&big, &many[5_000..5_100], drawn),
        );
        println!("human {end:?}: {short:?}, {long:?}");
        if long > short * 4 + Duration::from_millis(50) {
            let _ = writeln!(
                slow,
                "human {end:?}: {short:?}, but {long:?} in a file of ten times the size"
            );
        }
    }
    assert!(slow.is_empty(), "{slow}");
}

/// How much memory a report takes at its highest, beyond what is there.
fn taken(
    world: &World,
    finding: &Diagnostic,
    render: impl Fn(&World, &Diagnostic) -> String,
) -> usize {
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    let report = render(world, finding);
    assert!(report.len() < 16_384, "{}", report.len());
    MEMORY.peak_usage() - before
}

#[test]
fn a_report_on_a_large_file_makes_no_copy_of_it() {
    const LARGE: usize = 100_000_000;
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let reports: [fn(&World, &Diagnostic) -> String; 4] = [
        |world, finding| human(world, finding, STYLE),
        |world, finding| concise(&[(world, finding)]),
        |world, finding| jsonl(&[(world, finding)]),
        |world, finding| sarif(&[(world, finding)]),
    ];
    // Lines of a hundred bytes have a number each; one line has next to nothing.
    for (line, most) in [
        ("x".repeat(99) + "\n", LARGE / 6),
        ("x".repeat(100), LARGE / 500),
    ] {
        for report in reports {
            let world = World::of(Source::new("large.dip", line.repeat(LARGE / 100)));
            let at =
                |start: usize, end: usize| Span::new(SourceId::new(0), start as u32, end as u32);
            let finding = Diagnostic::new(dip::catalogue()[0], at(LARGE / 2, LARGE - 9), "large")
                .label("here")
                .and(at(LARGE - 200, LARGE - 150), "there")
                .fix(Safety::LookFirst, "delete it", at(0, LARGE), "")
                .fix(Safety::LookFirst, "change it", at(9, LARGE - 9), "short");
            let bytes = taken(&world, &finding, report);
            println!("{bytes} bytes for a file of {LARGE}");
            assert!(bytes < most, "{bytes} bytes for a file of {LARGE}");
        }
    }
}

#[test]
fn a_check_holds_a_few_bytes_for_each_that_it_reads() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let meetings = 1_500;
    let plan = made::Plan {
        meetings,
        files: 1,
        spacing: made::Spacing::Canonical,
        mistake_every: None,
    };
    let files = made::dip(&made::Records::of(meetings), plan);
    let (_, text) = files.into_iter().next_back().expect("a file of records");
    // What is read but once, such as the countries, is read before.
    let small = World::of(Source::new("small.dip", text[..text.len() / 20].to_owned()));
    std::hint::black_box(dip::compile(&small, &dip::manifest::Manifest::default()));
    let bytes = text.len();
    let world = World::of(Source::new("large.dip", text));
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let compiled = dip::compile(&world, &dip::manifest::Manifest::default());
    assert!(compiled.diagnostics.is_empty());
    let taken = MEMORY.peak_usage() - before + bytes;
    assert!(taken < MOST_FOR_A_BYTE * bytes, "{taken} bytes for {bytes}");
}
