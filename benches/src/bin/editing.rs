//! How long an archive that is kept takes to answer an edit, to a whole check of it: `editing MEETINGS FILES EDITS`.
//!
//! A keystroke is a letter that comes at any place of any file, and then goes again; a rename gives another id to the person
//! who is named by the most records: in every file one record more names the same person, for the archive's own are named by
//! some ninety each. Prints one line of JSON.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use dip::archive::Archive;
use dip::manifest::Manifest;
use dip::model::{RecordKind, references};
use dip::text::{Source, SourceId, World};
use dip_benches::archive::{self, Plan, Records, Spacing};

fn main() {
    let numbers: Vec<usize> = std::env::args()
        .skip(1)
        .filter_map(|number| number.parse().ok())
        .collect();
    let [meetings, files, edits] = *numbers.as_slice() else {
        eprintln!("editing MEETINGS FILES EDITS");
        std::process::exit(2);
    };
    let plan = Plan {
        meetings,
        files,
        spacing: Spacing::Canonical,
        mistake_every: None,
    };
    let mut world = World::default();
    let mut bytes = 0;
    let mut texts = archive::dip(&Records::of(meetings), plan);
    let mut heads = texts.iter().flat_map(|(_, text)| text.lines());
    let person = heads.find_map(|line| line.strip_prefix("person "));
    let person = person.and_then(|head| head.split(' ').next());
    let person = person.expect("a person").to_owned();
    let records = texts.iter_mut().filter(|(path, _)| path != "dip.toml");
    for (number, (_, text)) in records.enumerate() {
        *text +=
            &format!("\ntopic heard-{number} \"Heard {number}\" {{ reported-by: {person} }}\n");
    }
    for (path, text) in texts {
        bytes += text.len();
        world.add(Source::new(path, text));
    }
    let begun = Instant::now();
    let compiled = dip::compile(&world, &Manifest::default());
    let whole = begun.elapsed();
    drop(compiled);
    let begun = Instant::now();
    let mut kept = Archive::new(world, Manifest::default());
    let opened = begun.elapsed();
    let resident = resident();
    let mut dice = 0x9E37_79B9_7F4A_7C15_u64;
    let mut times: Vec<Duration> = Vec::new();
    for _ in 0..edits {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        let file = SourceId::new((dice >> 40) as u32 % files as u32);
        let old = kept.world().source(file).text().to_owned();
        let mut at = (dice & 0xFF_FFFF) as usize % old.len();
        while !old.is_char_boundary(at) {
            at -= 1;
        }
        let new = format!("{}e{}", &old[..at], &old[at..]);
        for text in [new, old] {
            let begun = Instant::now();
            kept.edit(file, text);
            times.push(begun.elapsed());
        }
    }
    times.sort_unstable();
    let (renamed, uses) = rename(&mut kept);
    let of_whole = |time: Duration| time.as_secs_f64() / whole.as_secs_f64();
    let at = |part: usize| of_whole(times[(times.len() - 1) * part / 100]);
    println!(
        "{{\"bytes\": {bytes}, \"whole\": {:.3}, \"opened\": {:.2}, \"median\": {:.6}, \"p99\": {:.6}, \"worst\": {:.6}, \
         \"rename\": {:.6}, \"uses\": {uses}, \"resident\": {}.{:02}}}",
        whole.as_secs_f64(),
        of_whole(opened),
        at(50),
        at(99),
        at(100),
        of_whole(renamed),
        resident / bytes,
        resident * 100 / bytes % 100,
    );
}

/// Gives another id to the person who is named by the most records, and says by how many.
fn rename(kept: &mut Archive) -> (Duration, usize) {
    let model = kept.model();
    let mut uses: HashMap<u32, usize> = HashMap::new();
    for record in model.records() {
        let mut named = Vec::new();
        references(record, &mut |used| named.push(used.reference.name));
        named.sort_unstable();
        named.dedup();
        for name in named {
            let declared = model.index.declared(name);
            if declared.is_some_and(|one| one.kind == RecordKind::Person) {
                *uses.entry(name.0).or_default() += 1;
            }
        }
    }
    let Some((name, uses)) = uses.into_iter().max_by_key(|(_, uses)| *uses) else {
        return (Duration::ZERO, 0);
    };
    let Some(declared) = model.index.declared(dip::model::Name(name)).copied() else {
        return (Duration::ZERO, 0);
    };
    let old = kept.world().source(declared.span.source).text();
    let (before, after) = (declared.span.range().start, declared.span.range().end);
    let new = format!("{}another-one{}", &old[..before], &old[after..]);
    let begun = Instant::now();
    kept.edit(declared.span.source, new);
    (begun.elapsed(), uses)
}

/// The bytes of memory that the process holds, as Linux says.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| {
        line.trim()
            .strip_suffix(" kB")?
            .trim()
            .parse::<usize>()
            .ok()
    });
    kilobytes.unwrap_or_default() * 1024
}
