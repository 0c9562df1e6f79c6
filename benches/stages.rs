//! The stages of a compilation, one by one, over one archive: `cargo bench -p dip-benches`. `MEETINGS=100000` changes how
//! many meetings it has.

use std::fmt;

use dip::checks::{Archive, CHECKS};
use dip::emit::{Layout, View, json};
use dip::model::Model;
use dip::text::{Source, SourceId, World};
use dip::{checks, compile, fmt as layout, lower, manifest::Manifest, render, syntax};
use dip_benches::archive::{self, Plan, Records, Spacing};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// The world of an archive of the size asked for.
fn world(spacing: Spacing, mistake_every: Option<usize>) -> World {
    let meetings = std::env::var("MEETINGS")
        .ok()
        .and_then(|meetings| meetings.parse().ok())
        .unwrap_or(2_000);
    let plan = Plan {
        meetings,
        files: 1,
        spacing,
        mistake_every,
    };
    let mut world = World::default();
    for (name, text) in archive::dip(&Records::of(meetings), plan)
        .into_iter()
        .skip(1)
    {
        world.add(Source::new(name, text));
    }
    world
}

fn clean() -> World {
    world(Spacing::Canonical, None)
}

const ONLY: SourceId = SourceId::new(0);

#[divan::bench]
fn split(bencher: Bencher) {
    let world = clean();
    bencher.bench_local(|| syntax::split(black_box(world.source(ONLY).text())).len());
}

#[divan::bench]
fn parse(bencher: Bencher) {
    let world = clean();
    bencher.bench_local(|| {
        syntax::parse(ONLY, black_box(world.source(ONLY)))
            .pieces
            .len()
    });
}

#[divan::bench]
fn parse_freely_spaced(bencher: Bencher) {
    let world = world(Spacing::Free, None);
    bencher.bench_local(|| {
        syntax::parse(ONLY, black_box(world.source(ONLY)))
            .pieces
            .len()
    });
}

#[divan::bench]
fn parse_with_mistakes(bencher: Bencher) {
    let world = world(Spacing::Canonical, Some(1_000));
    bencher.bench_local(|| {
        syntax::parse(ONLY, black_box(world.source(ONLY)))
            .pieces
            .len()
    });
}

#[divan::bench]
fn parse_and_lower(bencher: Bencher) {
    let world = clean();
    bencher.bench_local(|| {
        let mut model = Model::default();
        lower::lower(
            &world,
            &Manifest::default().additions,
            1,
            black_box(&mut model),
        );
        model
    });
}

#[divan::bench]
fn resolve(bencher: Bencher) {
    let world = clean();
    let model = compile(&world, &Manifest::default()).model;
    bencher.bench_local(|| lower::resolve(black_box(&model), 1));
}

/// A check by its place in the list, and its name.
struct Check(usize);

impl fmt::Display for Check {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(CHECKS[self.0].code.name)
    }
}

#[divan::bench(args = (0..CHECKS.len()).map(Check))]
fn check(bencher: Bencher, check: &Check) {
    let world = clean();
    let model = compile(&world, &Manifest::default()).model;
    let (_, named) = lower::resolve(&model, 1);
    let archive = Archive {
        world: &world,
        model: &model,
        unread: false,
        named: &named,
        tables: &checks::Tables::default(),
        memo: &checks::Memo::default(),
        naming: None,
    };
    bencher.bench_local(|| CHECKS[check.0].run(black_box(&archive), &mut Vec::new()));
}

#[divan::bench]
fn all_checks(bencher: Bencher) {
    let world = clean();
    let model = compile(&world, &Manifest::default()).model;
    let (_, named) = lower::resolve(&model, 1);
    bencher.bench_local(|| {
        let known = checks::Known {
            named: &named,
            unread: false,
        };
        checks::run(&world, black_box(&model), known, 1, &mut Vec::new());
    });
}

#[divan::bench]
fn emit(bencher: Bencher) {
    let world = clean();
    let model = compile(&world, &Manifest::default()).model;
    let view = View {
        world: &world,
        model: &model,
    };
    bencher.bench_local(|| {
        json(
            black_box(view),
            None,
            &[],
            Layout::Document,
            1,
            &mut std::io::sink(),
        )
    });
}

#[divan::bench]
fn format(bencher: Bencher) {
    let world = clean();
    bencher.bench_local(|| layout::format(black_box(world.source(ONLY)), layout::Style::default()));
}

#[divan::bench]
fn render_concise(bencher: Bencher) {
    let world = world(Spacing::Canonical, Some(100));
    let compiled = compile(&world, &Manifest::default());
    let findings: Vec<render::Finding<'_>> = compiled
        .diagnostics
        .iter()
        .map(|diagnostic| (&world, diagnostic))
        .collect();
    bencher.bench_local(|| render::concise(black_box(&findings)));
}

#[divan::bench]
fn render_for_people(bencher: Bencher) {
    let world = world(Spacing::Canonical, Some(1_000));
    let compiled = compile(&world, &Manifest::default());
    let style = render::Style {
        color: true,
        ascii: false,
        width: 100,
    };
    bencher.bench_local(|| {
        let told = compiled
            .diagnostics
            .iter()
            .map(|found| render::human(&world, found, style).len());
        told.sum::<usize>()
    });
}
