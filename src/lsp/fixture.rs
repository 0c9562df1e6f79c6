//! Archives of one file, for the tests of this room.

use gen_lsp_types::Uri;
use jiff::civil::date;

use super::{Encoding, Home, View};
use crate::archive::Archive;
use crate::manifest::Manifest;
use crate::text::{Source, SourceId, World};

/// An archive on 2026-06-01, and the byte of its file at which `‸` stood.
pub(super) fn archive(text: &str) -> (Home, u32) {
    let at = text.find('‸').unwrap_or(text.len());
    let text = text.replacen('‸', "", 1);
    let world = World::of(Source::new("archive.dip", text)).on(date(2026, 6, 1));
    let home = Home {
        archive: Archive::new(world, Manifest::default()),
        uris: vec![Uri::from("file:///archive.dip")],
        found: Vec::new(),
        own: [SourceId::new(0)].into(),
        style: crate::fmt::Style::default(),
    };
    (home, at as u32)
}

/// That file as a client sees it.
pub(super) fn view(home: &Home) -> View<'_> {
    View {
        home,
        file: SourceId::new(0),
        encoding: Encoding::Utf16,
    }
}
