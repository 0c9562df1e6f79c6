//! Records as an outline of their file, and as what is found by a name in any spelling.
//!
//! The protocol has no kinds for records. A party is told as a namespace, a person as a class, a document as a struct, a
//! meeting as an event, what is said or promised as a function: the kinds by which editors colour names too.

use gen_lsp_types::{
    BaseSymbolInformation, DocumentSymbol, SymbolKind, WorkspaceSymbol, WorkspaceSymbolLocation,
};

use super::View;
use crate::diag::folded;
use crate::model::{
    Attendee, Body, Declared, Head, Meeting, Pledge, Progress, Record, RecordKind, Speech,
    Statement, Subject, Text,
};
use crate::text::Span;

/// So many names are told at most: nobody reads more.
const MOST: usize = 200;
/// So many letters of a text stand for it.
const SHORT: usize = 48;

/// The records of the file, each with what stands in it.
pub fn of_file(view: View<'_>) -> Vec<DocumentSymbol> {
    let file = view.model().files.get(view.file.index());
    let records = file.into_iter().flat_map(|file| &file.records);
    records
        .filter_map(|record| of_record(view, record))
        .collect()
}

/// The kind by which a record is told.
pub(super) fn kind(kind: RecordKind) -> SymbolKind {
    match kind {
        RecordKind::Party => SymbolKind::Namespace,
        RecordKind::Person => SymbolKind::Class,
        RecordKind::Topic => SymbolKind::TypeParameter,
        RecordKind::Document => SymbolKind::Struct,
        RecordKind::Meeting => SymbolKind::Event,
        RecordKind::Statement => SymbolKind::Method,
        RecordKind::Pledge => SymbolKind::Function,
    }
}

fn of_record(view: View<'_>, record: &Record) -> Option<DocumentSymbol> {
    Some(match &record.body {
        Body::Statement(statement) => of_statement(view, statement),
        Body::Pledge(pledge) => of_pledge(view, pledge),
        Body::Progress(progress) => of_progress(view, progress),
        Body::Meeting(meeting) => {
            let children = of_meeting(view, meeting);
            let date = meeting
                .date
                .as_ref()
                .map(|date| view.world().text(date.value.span));
            declared(view, &record.head, RecordKind::Meeting, date, children)
        }
        Body::Document(document) => {
            let statements = document
                .statements
                .iter()
                .map(|one| of_statement(view, one));
            let pledges = document.pledges.iter().map(|one| of_pledge(view, one));
            let children = in_order(statements.chain(pledges).collect());
            let date = document
                .date
                .as_ref()
                .map(|date| view.world().text(date.value.span));
            declared(view, &record.head, RecordKind::Document, date, children)
        }
        body => declared(view, &record.head, body.kind()?, None, Vec::new()),
    })
}

fn of_meeting(view: View<'_>, meeting: &Meeting) -> Vec<DocumentSymbol> {
    let alone = meeting.attendees.iter().map(|one| of_attendee(view, one));
    let delegations = meeting.delegations.iter().map(|delegation| {
        let attendees = delegation
            .attendees
            .iter()
            .map(|one| of_attendee(view, one));
        let parties = delegation
            .parties
            .iter()
            .map(|party| view.world().text(party.span));
        let name = parties.collect::<Vec<_>>().join(", ");
        let selected = delegation
            .parties
            .first()
            .map_or(delegation.span, |party| party.span);
        symbol(
            view,
            &name,
            Some("delegation"),
            SymbolKind::Namespace,
            (delegation.span, selected),
            attendees.collect(),
        )
    });
    let statements = meeting.statements.iter().map(|one| of_statement(view, one));
    let pledges = meeting.pledges.iter().map(|one| of_pledge(view, one));
    in_order(
        alone
            .chain(delegations)
            .chain(statements)
            .chain(pledges)
            .collect(),
    )
}

fn of_attendee(view: View<'_>, attendee: &Attendee) -> DocumentSymbol {
    let span = attendee.who.span();
    let name = match attendee.who {
        Subject::Named(who) => view.world().text(who.span).to_owned(),
        Subject::Unnamed(text) => short(view, text),
    };
    let side = attendee.side.map(|side| view.world().text(side.span));
    symbol(
        view,
        &name,
        side,
        SymbolKind::Variable,
        (attendee.span, span),
        Vec::new(),
    )
}

fn of_statement(view: View<'_>, statement: &Statement) -> DocumentSymbol {
    of_speech(view, &statement.speech, RecordKind::Statement, Vec::new())
}

fn of_pledge(view: View<'_>, pledge: &Pledge) -> DocumentSymbol {
    let progress = pledge.progress.iter().map(|one| of_progress(view, one));
    of_speech(view, &pledge.speech, RecordKind::Pledge, progress.collect())
}

fn of_speech(
    view: View<'_>,
    speech: &Speech,
    of: RecordKind,
    children: Vec<DocumentSymbol>,
) -> DocumentSymbol {
    let text = short(view, speech.text);
    let id = speech.head.id.map(|id| view.world().text(id.span));
    let by = speech.by.first().map(|by| view.world().text(by.who.span()));
    let selected = speech.head.id.map_or(speech.head.keyword, |id| id.span);
    let (name, detail) = match id {
        Some(id) => (id.to_owned(), Some(text)),
        None => (text, by.map(str::to_owned)),
    };
    symbol(
        view,
        &name,
        detail.as_deref(),
        kind(of),
        (speech.head.span, selected),
        children,
    )
}

fn of_progress(view: View<'_>, progress: &Progress) -> DocumentSymbol {
    let date = view.world().text(progress.date.span);
    let state = progress.state.map_or("", |state| state.word);
    let pledge = progress.pledge.map(|pledge| view.world().text(pledge.span));
    let name = [pledge.unwrap_or_default(), date, state].join(" ");
    let text = progress.text.map(|text| short(view, text));
    let selected = progress
        .pledge
        .map_or(progress.date.span, |pledge| pledge.span);
    symbol(
        view,
        name.trim(),
        text.as_deref(),
        SymbolKind::Field,
        (progress.span, selected),
        Vec::new(),
    )
}

/// A record with a name.
fn declared(
    view: View<'_>,
    head: &Head,
    of: RecordKind,
    date: Option<&str>,
    children: Vec<DocumentSymbol>,
) -> DocumentSymbol {
    let label = head.label.map(|label| short(view, label));
    let id = head.id.map(|id| view.world().text(id.span));
    let name = id
        .map(str::to_owned)
        .or_else(|| label.clone())
        .unwrap_or_default();
    let detail: Vec<&str> = label.as_deref().into_iter().chain(date).collect();
    let selected = head.id.map_or(head.keyword, |id| id.span);
    symbol(
        view,
        &name,
        Some(&detail.join(" · ")),
        kind(of),
        (head.span, selected),
        children,
    )
}

/// The first words of a text.
pub(super) fn short(view: View<'_>, text: Text) -> String {
    let content = text.content(view.world());
    let line = content.lines().next().unwrap_or_default();
    match line.char_indices().nth(SHORT) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line.to_owned(),
    }
}

fn symbol(
    view: View<'_>,
    name: &str,
    detail: Option<&str>,
    kind: SymbolKind,
    (whole, selected): (Span, Span),
    children: Vec<DocumentSymbol>,
) -> DocumentSymbol {
    // What is selected must lie within, and a name must not be empty.
    let inside = whole.start <= selected.start && selected.end <= whole.end;
    let named = if name.trim().is_empty() {
        "(no name)"
    } else {
        name
    };
    #[expect(deprecated, reason = "the field is part of the type")]
    DocumentSymbol {
        name: named.to_owned(),
        detail: detail
            .filter(|detail| !detail.is_empty())
            .map(str::to_owned),
        kind,
        tags: None,
        deprecated: None,
        range: view.range(whole),
        selection_range: view.range(if inside { selected } else { whole }),
        children: (!children.is_empty()).then_some(children),
    }
}

/// What stands in a record, in the order of its lines.
fn in_order(mut symbols: Vec<DocumentSymbol>) -> Vec<DocumentSymbol> {
    symbols.sort_by_key(|symbol| (symbol.range.start.line, symbol.range.start.character));
    symbols
}

/// How well a name answers a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Closeness {
    Same,
    Begins,
    WordBegins,
    Within,
    /// Its letters stand there in this order, with others between.
    Letters,
}

/// The records of the archive that go by a name with these letters, the closest first.
pub fn of_archive(view: View<'_>, query: &str) -> Vec<WorkspaceSymbol> {
    let query = folded(query);
    let mut found: Vec<(Closeness, &Declared)> = Vec::new();
    for declared in view.model().index.all() {
        let id = view.model().names.spelling(declared.name);
        let names = spellings(view, declared);
        let all = std::iter::once(id.to_owned()).chain(names);
        if let Some(close) = all.filter_map(|name| closeness(&name, &query)).min() {
            found.push((close, declared));
        }
    }
    found.sort_by_key(|(close, declared)| (*close, declared.span));
    found.truncate(MOST);
    found
        .into_iter()
        .map(|(_, declared)| named(view, declared))
        .collect()
}

/// How well a name answers a query that is folded.
pub(super) fn closeness(name: &str, query: &str) -> Option<Closeness> {
    let whole = folded(name);
    if query.is_empty() {
        return Some(Closeness::Within);
    }
    if whole == query {
        return Some(Closeness::Same);
    }
    if whole.starts_with(query) {
        return Some(Closeness::Begins);
    }
    let mut words = name.split(|letter: char| !letter.is_alphanumeric());
    if words.any(|word| folded(word).starts_with(query)) {
        return Some(Closeness::WordBegins);
    }
    whole.contains(query).then_some(Closeness::Within)
}

/// The names for people of a record at the margin.
pub(super) fn spellings<'a>(
    view: View<'a>,
    declared: &Declared,
) -> impl Iterator<Item = String> + use<'a> {
    let record = view.model().get(declared.record);
    let own = record.filter(|record| record.head.id.is_some_and(|id| id.span == declared.span));
    let names = own.map_or(&[][..], |record| match &record.body {
        Body::Person(person) => person.names.as_slice(),
        Body::Party(party) => party.names.as_slice(),
        _ => &[],
    });
    let label = own.and_then(|record| record.head.label);
    let names = names.iter().flat_map(|field| field.value.iter().copied());
    label
        .into_iter()
        .chain(names)
        .map(move |text| text.content(view.world()).into_owned())
}

fn named(view: View<'_>, declared: &Declared) -> WorkspaceSymbol {
    let id = view.model().names.spelling(declared.name);
    let label = spellings(view, declared).next();
    WorkspaceSymbol {
        base_symbol_information: BaseSymbolInformation {
            name: id.to_owned(),
            kind: kind(declared.kind),
            tags: None,
            container_name: label.or_else(|| Some(declared.kind.noun().to_owned())),
        },
        location: WorkspaceSymbolLocation::Location(view.location(declared.span)),
        data: None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{archive, view};
    use super::*;

    const TEXT: &str = "person tokayev \"Kassym-Jomart Tokayev\" { name: \"Қасым-Жомарт Тоқаев\" }\n\nmeeting talks \"Talks\" {\n  \
        date: 2024-10-29\n  attendee tokayev for KZ\n  statement by tokayev said \"that ties are good\"\n  \
        pledge coal by KZ to MN \"to ship coal\" {\n    progress 2025 started \"first trains\"\n  }\n}\n";

    fn outline(symbols: &[DocumentSymbol], depth: usize, out: &mut Vec<String>) {
        for symbol in symbols {
            let detail = symbol.detail.as_deref().unwrap_or("-");
            out.push(format!("{}{} | {detail}", "  ".repeat(depth), symbol.name));
            outline(
                symbol.children.as_deref().unwrap_or_default(),
                depth + 1,
                out,
            );
        }
    }

    #[test]
    fn a_file_has_an_outline() {
        let (home, _) = archive(TEXT);
        let mut out = Vec::new();
        outline(&of_file(view(&home)), 0, &mut out);
        assert_eq!(
            out,
            [
                "tokayev | Kassym-Jomart Tokayev",
                "talks | Talks · 2024-10-29",
                "  tokayev | KZ",
                "  that ties are good | tokayev",
                "  coal | to ship coal",
                "    2025 started | first trains",
            ]
        );
    }

    #[test]
    fn a_record_is_found_by_any_spelling() {
        let (home, _) = archive(TEXT);
        let found = |query: &str| -> Vec<String> {
            let found = of_archive(view(&home), query).into_iter();
            found
                .map(|symbol| symbol.base_symbol_information.name)
                .collect()
        };
        assert_eq!(found("Тоқаев"), ["tokayev"]);
        assert_eq!(found("kassym"), ["tokayev"]);
        assert_eq!(found("coal"), ["talks.coal"]);
        assert_eq!(found("").len(), 3);
        assert!(found("nobody").is_empty());
    }

    #[test]
    fn half_a_record_has_an_outline_too() {
        let (home, _) = archive("meeting \"\" {\n  attendee\n  statement by x said\n  pledge \n");
        for symbol in of_file(view(&home)) {
            assert!(!symbol.name.is_empty());
        }
    }
}
