//! From a pledge to what became of it and what followed it, and back to where it comes from; from a meeting to its pledges and
//! to the meetings that follow it. The protocol's name for such chains is the call hierarchy.

use gen_lsp_types::{CallHierarchyIncomingCall, CallHierarchyItem, CallHierarchyOutgoingCall};

use super::symbols::{kind, short};
use super::{View, names};
use crate::model::{
    Body, Declared, Name, Pledge, Progress, Record, RecordKind, Ref, Speech, Target,
};
use crate::text::Span;

/// A record of which something can follow, at a place.
pub fn prepare(view: View<'_>, offset: u32) -> Vec<CallHierarchyItem> {
    let named = names::at(view, offset).and_then(|mention| mention.full_name());
    let declared = named.and_then(|name| view.model().index.declared(name));
    let follows = |declared: &&Declared| {
        matches!(
            declared.kind,
            RecordKind::Pledge | RecordKind::Meeting | RecordKind::Document | RecordKind::Statement
        )
    };
    declared
        .filter(follows)
        .map(|declared| item(view, declared))
        .into_iter()
        .collect()
}

/// What followed.
pub fn outgoing(view: View<'_>, of: &CallHierarchyItem) -> Vec<CallHierarchyOutgoingCall> {
    let Some(declared) = found(view, of) else {
        return Vec::new();
    };
    let here = vec![view.range(declared.span)];
    let mut calls = Vec::new();
    let mut call = |to: CallHierarchyItem, from_ranges| {
        calls.push(CallHierarchyOutgoingCall { to, from_ranges });
    };
    if let Some(pledge) = pledge(view, declared) {
        for progress in &pledge.progress {
            call(of_progress(view, progress), vec![view.range(progress.span)]);
        }
    }
    if matches!(declared.kind, RecordKind::Meeting | RecordKind::Document) {
        for inner in of_home(view, declared).filter(|inner| inner.kind == RecordKind::Pledge) {
            call(item(view, inner), vec![view.range(inner.span)]);
        }
    }
    for record in naming(view, declared.name) {
        match &record.body {
            Body::Progress(progress) if leads(view, progress.pledge, None, declared.name) => {
                call(of_progress(view, progress), here.clone());
            }
            Body::Meeting(meeting) => {
                let home = record.head.id.map(|id| id.name);
                let mut follows = meeting.follows.iter().flat_map(|field| &field.value);
                if follows.any(|other| leads(view, Some(*other), home, declared.name))
                    && let Some(other) = home.and_then(|name| view.model().index.declared(name))
                {
                    call(item(view, other), here.clone());
                }
            }
            _ => {}
        }
        for (speech, later) in spoken(record) {
            let home = record.head.id.map(|id| id.name);
            let names_it = later
                .iter()
                .any(|other| leads(view, Some(*other), home, declared.name));
            if names_it && speech.head.id.map(|id| id.name) != Some(declared.name) {
                call(of_speech(view, speech), here.clone());
            }
        }
    }
    calls
}

/// Where it comes from.
pub fn incoming(view: View<'_>, of: &CallHierarchyItem) -> Vec<CallHierarchyIncomingCall> {
    let Some(declared) = found(view, of) else {
        return Vec::new();
    };
    let Some(record) = view.model().get(declared.record) else {
        return Vec::new();
    };
    let home = record.head.id.map(|id| id.name);
    let mut earlier: Vec<Ref> = Vec::new();
    for (_, named) in spoken(record)
        .filter(|(speech, _)| speech.head.id.is_some_and(|id| id.name == declared.name))
    {
        earlier.extend(named);
    }
    if let (Body::Meeting(meeting), true) = (&record.body, declared.kind == RecordKind::Meeting) {
        earlier.extend(meeting.follows.iter().flat_map(|field| &field.value));
    }
    let mut calls = Vec::new();
    let mut call = |from: &Declared| {
        calls.push(CallHierarchyIncomingCall {
            from: item(view, from),
            from_ranges: vec![view.range(from.span)],
        });
    };
    for reference in earlier {
        if let Some(Target::Declared(other)) = view.model().target(&reference, home) {
            call(other);
        }
    }
    // What is said or promised within a record comes from it.
    let within = home.filter(|home| *home != declared.name);
    if let Some(outer) = within.and_then(|home| view.model().index.declared(home)) {
        call(outer);
    }
    calls
}

/// The records that name another.
fn naming(view: View<'_>, name: Name) -> impl Iterator<Item = &Record> {
    let mut all = view.home.archive.naming(name);
    all.sort_unstable();
    all.dedup();
    all.into_iter().filter_map(move |id| view.model().get(id))
}

/// Everything that is said or promised in a record, each with the earlier records that it names as such.
fn spoken(record: &Record) -> impl Iterator<Item = (&Speech, Vec<Ref>)> {
    record.spoken().map(|spoken| {
        let pledge = spoken.pledge;
        let reiterates = pledge.and_then(|pledge| pledge.more.reiterates.as_deref());
        let supersedes = pledge.and_then(|pledge| pledge.more.supersedes.as_deref());
        let fields = [
            reiterates,
            supersedes,
            spoken.speech.more.reply_to.as_deref(),
        ];
        let named = fields
            .into_iter()
            .flatten()
            .flat_map(|field| field.value.iter().copied());
        (spoken.speech, named.collect())
    })
}

fn leads(view: View<'_>, reference: Option<Ref>, home: Option<Name>, name: Name) -> bool {
    let target = reference.and_then(|reference| view.model().target(&reference, home));
    matches!(target, Some(Target::Declared(declared)) if declared.name == name)
}

/// What is declared within a record.
fn of_home<'a>(view: View<'a>, outer: &'a Declared) -> impl Iterator<Item = &'a Declared> {
    let of_file = view.model().index.of_file(outer.span.source).iter();
    of_file.filter(move |inner| inner.record == outer.record && inner.name != outer.name)
}

fn pledge<'a>(view: View<'a>, declared: &Declared) -> Option<&'a Pledge> {
    let record = view.model().get(declared.record)?;
    let mut all = record.spoken().filter_map(|spoken| spoken.pledge);
    all.find(|pledge| {
        pledge
            .speech
            .head
            .id
            .is_some_and(|id| id.name == declared.name)
    })
}

/// The record that an item was made of, found again by its id.
fn found<'a>(view: View<'a>, item: &CallHierarchyItem) -> Option<&'a Declared> {
    let id = item.data.as_ref()?.get("id")?.as_str()?;
    let name = view.model().names.find(id)?;
    view.model().index.declared(name)
}

fn item(view: View<'_>, declared: &Declared) -> CallHierarchyItem {
    let id = view.model().names.spelling(declared.name);
    let record = view.model().get(declared.record);
    let speech = record.and_then(|record| {
        let mut all = record.spoken().map(|spoken| spoken.speech);
        all.find(|speech| speech.head.id.is_some_and(|id| id.name == declared.name))
    });
    let own = record.filter(|record| record.head.id.is_some_and(|id| id.name == declared.name));
    let (whole, text) = match (speech, own) {
        (Some(speech), _) => (speech.head.span, Some(speech.text)),
        (None, Some(record)) => (record.head.span, record.head.label),
        (None, None) => (declared.span, None),
    };
    CallHierarchyItem {
        name: id.to_owned(),
        kind: kind(declared.kind),
        tags: None,
        detail: text.map(|text| short(view, text)),
        uri: view.uri(declared.span.source),
        range: view.range(whole),
        selection_range: view.range(declared.span),
        data: Some(serde_json::json!({ "id": id })),
    }
}

/// What is said or promised, perhaps without an id.
fn of_speech(view: View<'_>, speech: &Speech) -> CallHierarchyItem {
    let declared = speech
        .head
        .id
        .and_then(|id| view.model().index.declared(id.name));
    if let Some(declared) = declared {
        return item(view, declared);
    }
    leaf(
        view,
        short(view, speech.text),
        view.world().text(speech.head.keyword),
        (speech.head.span, speech.head.keyword),
    )
}

fn of_progress(view: View<'_>, progress: &Progress) -> CallHierarchyItem {
    let date = view.world().text(progress.date.span);
    let name = match progress.state {
        Some(state) => format!("{date} {}", state.word),
        None => date.to_owned(),
    };
    let text = progress
        .text
        .map(|text| short(view, text))
        .unwrap_or_default();
    leaf(view, name, &text, (progress.span, progress.date.span))
}

/// Something of which nothing follows.
fn leaf(
    view: View<'_>,
    name: String,
    detail: &str,
    (whole, selected): (Span, Span),
) -> CallHierarchyItem {
    CallHierarchyItem {
        name,
        kind: gen_lsp_types::SymbolKind::Field,
        tags: None,
        detail: (!detail.is_empty()).then(|| detail.to_owned()),
        uri: view.uri(whole.source),
        range: view.range(whole),
        selection_range: view.range(selected),
        data: None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{archive, view};
    use super::*;

    const TEXT: &str = "meeting first \"First\" {\n  date: 2024-10-29\n  pledge coal‸ by KZ to MN \"to ship coal\" {\n    progress 2025 started \"trains\"\n  }\n}\n\n\
        meeting second \"Second\" {\n  date: 2025-10-29\n  follows: first\n  pledge more by KZ to MN \"to ship more\" { reiterates: first.coal }\n}\n\n\
        progress first.coal 2026 fulfilled \"all of it\"\n";

    #[test]
    fn a_pledge_leads_to_what_followed_and_back() {
        let (home, at) = archive(TEXT);
        let view = view(&home);
        let [pledge] = prepare(view, at).try_into().expect("one");
        let after: Vec<String> = outgoing(view, &pledge)
            .into_iter()
            .map(|call| call.to.name)
            .collect();
        assert_eq!(after, ["2025 started", "second.more", "2026 fulfilled"]);
        let before: Vec<String> = incoming(view, &pledge)
            .into_iter()
            .map(|call| call.from.name)
            .collect();
        assert_eq!(before, ["first"]);
        let more = outgoing(view, &pledge)
            .into_iter()
            .find(|call| call.to.name == "second.more")
            .expect("there")
            .to;
        let before: Vec<String> = incoming(view, &more)
            .into_iter()
            .map(|call| call.from.name)
            .collect();
        assert_eq!(before, ["first.coal", "second"]);
    }

    #[test]
    fn a_meeting_leads_to_its_pledges_and_the_next() {
        let (home, _) = archive(TEXT);
        let view = view(&home);
        let at = view.text().find("first").map_or(0, |at| at as u32);
        let [meeting] = prepare(view, at).try_into().expect("one");
        let after: Vec<String> = outgoing(view, &meeting)
            .into_iter()
            .map(|call| call.to.name)
            .collect();
        assert_eq!(after, ["first.coal", "second"]);
    }
}
