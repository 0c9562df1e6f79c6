//! From a name to its record, to everywhere that it is used, and to another name.

use std::collections::BTreeMap;

use gen_lsp_types::{
    DocumentHighlight, DocumentHighlightKind, Location, LocationLink, PrepareRenamePlaceholder,
    WorkspaceEdit,
};

use super::View;
use super::names::{self, Mention};
use crate::diag::{Edit, ticked};
use crate::model::{Declared, Name, Target};
use crate::syntax::{self, Kind};
use crate::text::{Source, SourceId, Span};

/// Where the records are that the name at a byte stands for; several where several bear the id.
pub fn definition(view: View<'_>, offset: u32) -> Vec<LocationLink> {
    let Some(mention) = names::at(view, offset) else {
        return Vec::new();
    };
    let Some(name) = mention.full_name() else {
        return Vec::new();
    };
    let bearers = view.model().index.bearers(name).into_iter();
    let link = |declared: &Declared| LocationLink {
        origin_selection_range: Some(view.range(mention.span)),
        target_uri: view.uri(declared.span.source),
        target_range: view.range(whole(view, declared)),
        target_selection_range: view.range(declared.span),
    };
    bearers.map(link).collect()
}

/// The record that an id is the id of, from its keyword to its end; for one within a record only the id.
fn whole(view: View<'_>, declared: &Declared) -> Span {
    let record = view.model().get(declared.record);
    let own = record.filter(|record| record.head.id.is_some_and(|id| id.span == declared.span));
    own.map_or(declared.span, |record| record.head.span)
}

/// Everywhere that what the name at a byte stands for is named.
pub fn references(view: View<'_>, offset: u32, with_declaration: bool) -> Vec<Location> {
    let found = places(view, offset, with_declaration);
    found.into_iter().map(|span| view.location(span)).collect()
}

/// The same within the file at hand.
pub fn highlights(view: View<'_>, offset: u32) -> Vec<DocumentHighlight> {
    let Some(mention) = names::at(view, offset) else {
        return Vec::new();
    };
    let bearers = bearers(view, &mention);
    let found = places(view, offset, true).into_iter();
    let here = found.filter(|span| span.source == view.file);
    here.map(|span| DocumentHighlight {
        range: view.range(span),
        kind: Some(if bearers.contains(&span) {
            DocumentHighlightKind::Write
        } else {
            DocumentHighlightKind::Read
        }),
    })
    .collect()
}

fn bearers(view: View<'_>, mention: &Mention<'_>) -> Vec<Span> {
    let name = mention.full_name();
    let bearers = name.map(|name| view.model().index.bearers(name));
    let bearers = bearers.unwrap_or_default().into_iter();
    bearers.map(|declared| declared.span).collect()
}

fn places(view: View<'_>, offset: u32, with_declaration: bool) -> Vec<Span> {
    let Some(mention) = names::at(view, offset) else {
        return Vec::new();
    };
    let Some(target) = mention.target else {
        return same_unknown(view, mention.name);
    };
    let mut found = names::uses(view, target);
    if with_declaration {
        found.extend(bearers(view, &mention));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Everywhere in the file at hand that a name stands which leads nowhere.
fn same_unknown(view: View<'_>, name: Name) -> Vec<Span> {
    let mut found = Vec::new();
    let file = view.model().files.get(view.file.index());
    for record in file.into_iter().flat_map(|file| &file.records) {
        crate::model::references(record, &mut |used| {
            if used.reference.name == name {
                found.push(used.reference.span);
            }
        });
    }
    found.sort_unstable();
    found
}

/// The part of the name at a byte that another can be put in the place of: all of a plain id, and of `meeting.pledge` the
/// side that the byte is on.
#[derive(Debug, Clone, Copy)]
struct Renamed<'a> {
    declared: &'a Declared,
    span: Span,
}

fn renamed(view: View<'_>, offset: u32) -> Result<Renamed<'_>, String> {
    let mention = names::at(view, offset).ok_or("there is no name here to change")?;
    let written = view.world().text(mention.span);
    let declared = match mention.target {
        Some(Target::Declared(declared)) => declared,
        Some(Target::Country(country)) => {
            return Err(format!(
                "{} is the code of {}, which is not ours to change",
                ticked(country.code),
                country.name
            ));
        }
        None => return Err(format!("no record is called {}", ticked(written))),
    };
    if view.model().index.is_doubled(declared.name) {
        return Err(format!(
            "more than one record is called {}: nobody knows which is meant",
            ticked(written)
        ));
    }
    let Some((home, _)) = written.split_once('.') else {
        return Ok(Renamed {
            declared,
            span: mention.span,
        });
    };
    let dot = mention.span.start + home.len() as u32;
    if offset > dot {
        let span = Span {
            start: dot + 1,
            ..mention.span
        };
        return Ok(Renamed { declared, span });
    }
    let outer = view.model().names.find(home);
    let outer = outer.and_then(|home| view.model().index.declared(home));
    let span = Span {
        end: dot,
        ..mention.span
    };
    outer
        .map(|declared| Renamed { declared, span })
        .ok_or_else(|| format!("no record is called {}", ticked(home)))
}

/// What would be changed by a rename at a byte, or why nothing can be.
pub fn prepare_rename(view: View<'_>, offset: u32) -> Result<PrepareRenamePlaceholder, String> {
    let renamed = renamed(view, offset)?;
    Ok(PrepareRenamePlaceholder {
        range: view.range(renamed.span),
        placeholder: view.world().text(renamed.span).to_owned(),
    })
}

/// Another id for the record at a byte, wherever it is named.
pub fn rename(view: View<'_>, offset: u32, new: &str) -> Result<WorkspaceEdit, String> {
    let renamed = renamed(view, offset)?;
    let old = local(view, renamed.declared);
    if !is_id(new) {
        return Err(format!(
            "{} cannot be an id: an id begins with a letter and holds letters, digits, `-` and `_`",
            ticked(new)
        ));
    }
    let names = &view.model().names;
    let full = names.spelling(renamed.declared.name);
    let wanted = match full.rsplit_once('.') {
        Some((home, _)) => format!("{home}.{new}"),
        None => new.to_owned(),
    };
    let taken = names
        .find(&wanted)
        .and_then(|name| view.model().index.declared(name));
    if let Some(taken) = taken.filter(|_| wanted != full) {
        return Err(format!(
            "{} is taken: a {} is called so",
            ticked(&wanted),
            taken.kind.noun()
        ));
    }
    // A file may name a record by its id alone or behind that of the record it stands in; only its own part changes.
    let mut edits: BTreeMap<Span, Edit> = BTreeMap::new();
    let mut change = |span: Span, is_home: bool| {
        let written = view.world().text(span);
        let part = match written.split_once('.') {
            Some((home, _)) if is_home => Span {
                end: span.start + home.len() as u32,
                ..span
            },
            Some((home, _)) => Span {
                start: span.start + home.len() as u32 + 1,
                ..span
            },
            None => span,
        };
        if view.world().text(part) == old {
            let text = new.to_owned();
            edits.insert(part, Edit { span: part, text });
        }
    };
    change(renamed.declared.span, false);
    for span in names::uses(view, Target::Declared(renamed.declared)) {
        change(span, false);
    }
    // What stands within it bears its id before the dot.
    for inner in inner(view, renamed.declared) {
        for span in names::uses(view, Target::Declared(inner)) {
            if view.world().text(span).contains('.') {
                change(span, true);
            }
        }
    }
    Ok(view.workspace_edit(edits.values()))
}

/// The id of a record as it stands where it is declared.
fn local<'a>(view: View<'a>, declared: &Declared) -> &'a str {
    view.world().text(declared.span)
}

/// The declarations that stand within another.
fn inner<'a>(view: View<'a>, outer: &Declared) -> impl Iterator<Item = &'a Declared> {
    let home = view.model().names.spelling(outer.name).to_owned();
    let of_file = view.model().index.of_file(outer.span.source).iter();
    of_file.filter(move |declared| {
        let full = view.model().names.spelling(declared.name);
        full.split_once('.')
            .is_some_and(|(before, _)| before == home)
    })
}

/// Whether the grammar takes a text for an id.
fn is_id(text: &str) -> bool {
    let source = Source::new("-", format!("topic {text}"));
    let parsed = syntax::parse(SourceId::new(0), &source);
    let [only] = parsed.pieces.as_slice() else {
        return false;
    };
    let record = only.tree.root().filter(|_| only.tree.is_whole());
    let topic = record.map(|record| record.child(Kind::topic).unwrap_or(record));
    let id = topic.and_then(|topic| topic.child(Kind::id));
    id.is_some_and(|id| id.text() == text)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{archive, view};
    use super::*;

    const MEETING: &str = "person бат \"Бат\" { office \"Envoy\" of MN }\n\
        meeting talks \"Talks\" {\n  date: 2024-10-29\n  attendee ба‸т for MN\n\
        \x20 pledge coal by бат to KZ \"to ship coal\" { due: 2025 }\n}\n\
        progress talks.coal 2025-02 started \"first trains\"\n";

    fn applied(text: &str, new: &str) -> Result<String, String> {
        let (home, at) = archive(text);
        let view = view(&home);
        let edit = rename(view, at, new)?;
        let mut out = view.text().to_owned();
        let mut edits = edit
            .changes
            .unwrap_or_default()
            .into_values()
            .next()
            .unwrap_or_default();
        edits.sort_by_key(|edit| (edit.range.start.line, edit.range.start.character));
        for edit in edits.iter().rev() {
            out.replace_range(view.span(edit.range).range(), &edit.new_text);
        }
        Ok(out)
    }

    #[test]
    fn a_record_gets_another_id_wherever_it_is_named() {
        let renamed = applied(MEETING, "batbold").expect("renamed");
        assert!(!renamed.contains(" бат "), "{renamed}");
        assert_eq!(renamed.matches("batbold").count(), 3);
    }

    #[test]
    fn of_an_id_with_a_dot_the_side_at_hand_is_changed() {
        let text = MEETING.replace('‸', "");
        let home = applied(&text.replace("progress ta", "progress ta‸"), "visit").expect("renamed");
        assert!(
            home.contains("meeting visit ") && home.contains("progress visit.coal"),
            "{home}"
        );
        let inner = applied(&text.replace("talks.co", "talks.co‸"), "ore").expect("renamed");
        assert!(
            inner.contains("pledge ore by") && inner.contains("progress talks.ore"),
            "{inner}"
        );
    }

    #[test]
    fn a_country_a_taken_id_and_no_id_are_refused() {
        assert!(applied(MEETING, "talks").is_err());
        assert!(applied(MEETING, "two words").is_err());
        assert!(applied(MEETING, "by").is_err());
        assert!(applied(&MEETING.replace('‸', "").replace("of MN", "of M‸N"), "x").is_err());
    }

    #[test]
    fn a_name_leads_to_its_record_and_its_uses() {
        let (home, at) = archive(MEETING);
        let view = view(&home);
        let links = definition(view, at);
        assert_eq!(links.len(), 1);
        assert_eq!(links[0].target_selection_range.start.line, 0);
        assert_eq!(references(view, at, true).len(), 3);
        assert_eq!(references(view, at, false).len(), 2);
        let kinds: Vec<_> = highlights(view, at)
            .into_iter()
            .filter_map(|one| one.kind)
            .collect();
        assert_eq!(kinds[0], DocumentHighlightKind::Write);
        assert_eq!(kinds[1], DocumentHighlightKind::Read);
    }
}
