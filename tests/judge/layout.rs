//! What the formatter must leave as it is.

use dip::fmt::{Style, format};
use dip::manifest::Manifest;
use dip::syntax::{PieceKind, comments, parse};
use dip::text::{Source, SourceId, World};
use serde_json::Value;

/// Nothing grows beyond so many times its length.
const MOST_GROWTH: usize = 3;

/// What is not as it should be after a text was formatted; nothing, if all is well.
pub fn faults(text: &str, style: Style) -> Vec<String> {
    let before = Source::new("test.dip", text);
    let laid_out = format(&before, style).text;
    let after = Source::new("test.dip", laid_out.as_str());
    let mut faults = Vec::new();
    let mut must = |holds: bool, what: &str| {
        if !holds {
            faults.push(format!("{what}:\n{text}\n----\n{laid_out}"));
        }
    };
    must(
        format(&after, style).text == laid_out,
        "formatted again it is another",
    );
    must(laid_out.len() <= MOST_GROWTH * text.len() + 1, "it grows");
    must(said(&before) == said(&after), "it says something else");
    must(
        remarks(&before) == remarks(&after),
        "a comment is elsewhere, or gone",
    );
    must(
        unread(&before) == unread(&after),
        "what cannot be read was touched",
    );
    must(found(&before) == found(&after), "something else is found");
    faults
}

fn world(source: &Source) -> (World, dip::Compiled) {
    let world = World::of(Source::new("test.dip", source.text()));
    let compiled = dip::compile(&world, &Manifest::default());
    (world, compiled)
}

/// The model as JSON, without the places.
fn said(source: &Source) -> Value {
    let (world, compiled) = world(source);
    let view = dip::emit::View {
        world: &world,
        model: &compiled.model,
    };
    let mut out = Vec::new();
    dip::emit::json(view, None, &[], dip::emit::Layout::Document, 1, &mut out).expect("memory");
    let mut document = serde_json::from_slice(&out).expect("JSON");
    without_places(&mut document);
    document
}

fn without_places(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.remove("at");
            // How the verb was spelt; the canonical one says the same.
            fields.remove("written");
            fields.values_mut().for_each(without_places);
        }
        Value::Array(values) => values.iter_mut().for_each(without_places),
        _ => {}
    }
}

/// The comments of every piece, in no order within it.
fn remarks(source: &Source) -> Vec<Vec<String>> {
    let all = comments(source.text());
    let parsed = parse(SourceId::new(0), source);
    let of_piece = |range: &std::ops::Range<usize>| {
        let inside = all.iter().filter(|one| range.contains(&one.start));
        let mut texts: Vec<String> = inside
            .map(|one| source.text()[one.clone()].trim_end().to_owned())
            .collect();
        texts.sort();
        texts
    };
    parsed
        .pieces
        .iter()
        .map(|piece| of_piece(&piece.range))
        .collect()
}

/// What cannot be read, byte for byte.
fn unread(source: &Source) -> Vec<String> {
    let parsed = parse(SourceId::new(0), source);
    let unread = parsed
        .pieces
        .iter()
        .filter(|piece| piece.kind != PieceKind::Comment && !piece.tree.is_whole());
    unread
        .map(|piece| source.text()[piece.range.clone()].to_owned())
        .collect()
}

/// The names of all that is found, but for what a layout mends.
fn found(source: &Source) -> Vec<&'static str> {
    let (_, compiled) = world(source);
    let mut found: Vec<_> = compiled
        .diagnostics
        .iter()
        .map(|finding| finding.code.name)
        .filter(|name| *name != "records-on-one-line")
        .collect();
    found.sort_unstable();
    found
}
