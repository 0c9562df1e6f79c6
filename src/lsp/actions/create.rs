//! The record that a name lacks, written from the text at hand.

use gen_lsp_types::{CodeAction, CodeActionKind};

use super::super::View;
use super::super::names;
use super::action;
use crate::diag::{Edit, id_for, ticked};
use crate::model::{RecordKind, Text, Wanted, unnamed};
use crate::text::{Role, SourceId, Span};
use crate::vocab::countries;

/// What can be declared for the name or the text at a place.
pub(super) fn offered(view: View<'_>, span: Span) -> Vec<CodeAction> {
    let mut actions = for_name(view, span.start);
    actions.extend(for_text(view, span));
    actions
}

/// The kinds of record that would do, the likeliest first.
fn kinds(wanted: Wanted, name: &str) -> &'static [RecordKind] {
    use RecordKind::{Document, Meeting, Party, Person, Topic};
    let is_body =
        name.bytes().all(|letter| letter.is_ascii_uppercase()) || countries::named(name).is_some();
    match wanted {
        Wanted::Party | Wanted::Place => &[Party],
        Wanted::Person | Wanted::Signer => &[Person],
        Wanted::Actor if is_body => &[Party, Person],
        Wanted::Actor => &[Person, Party],
        Wanted::Document | Wanted::Answered => &[Document],
        Wanted::Meeting => &[Meeting],
        Wanted::Topic | Wanted::Anything => &[Topic],
        Wanted::Pledge => &[],
    }
}

/// A name that leads nowhere.
fn for_name(view: View<'_>, at: u32) -> Vec<CodeAction> {
    let Some(mention) = names::at(view, at).filter(|mention| mention.target.is_none()) else {
        return Vec::new();
    };
    let id = view.world().text(mention.span);
    let Some(wanted) = mention.wanted.filter(|_| !id.contains('.') && id != "none") else {
        return Vec::new();
    };
    let offer = |kind: &RecordKind| {
        let title = format!("declare the {} {}", kind.noun(), ticked(id));
        let edit = declaration(view, *kind, id, &spelt(id));
        action(view, title, CodeActionKind::QuickFix, &[edit])
    };
    kinds(wanted, id).iter().map(offer).collect()
}

/// A text that stands where a name could.
fn for_text(view: View<'_>, span: Span) -> Vec<CodeAction> {
    let mut found: Option<(Text, Wanted)> = None;
    let record = view.model().around(span);
    if let Some(record) = record {
        unnamed(record, &mut |text, wanted| {
            if text.span.start <= span.start && span.end <= text.span.end {
                found = Some((text, wanted));
            }
        });
    }
    let Some((text, wanted)) = found else {
        return Vec::new();
    };
    let label = text.content(view.world()).into_owned();
    let id = id_for(&label);
    let is_taken = || {
        let name = view.model().names.find(&id);
        name.is_some_and(|name| view.model().index.declared(name).is_some())
    };
    if label.trim().is_empty() || label.contains('\n') || is_taken() {
        return Vec::new();
    }
    let offer = |kind: &RecordKind| {
        let title = format!(
            "declare the {} {} and name it here",
            kind.noun(),
            ticked(&id)
        );
        let here = Edit {
            span: text.span,
            text: id.clone(),
        };
        let edits = [here, declaration(view, *kind, &id, &label)];
        action(view, title, CodeActionKind::RefactorExtract, &edits)
    };
    kinds(wanted, &label).iter().map(offer).collect()
}

/// A record, at the end of the file where such records are kept.
fn declaration(view: View<'_>, kind: RecordKind, id: &str, label: &str) -> Edit {
    let label = label.replace('\\', "\\\\").replace('"', "\\\"");
    let block = match kind {
        RecordKind::Document => " { kind: press }",
        RecordKind::Meeting => " { date: undated }",
        RecordKind::Party => " { kind: organisation }",
        _ => "",
    };
    let record = format!("{} {id} \"{label}\"{block}\n", kind.noun());
    let home = home(view, kind);
    let text = view.world().source(home).text();
    let gap = match text {
        "" => "",
        _ if text.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    let end = text.len() as u32;
    Edit {
        span: Span::new(home, end, end),
        text: format!("{gap}{record}"),
    }
}

/// The file that holds most records of a kind; the one at hand where none holds any.
fn home(view: View<'_>, kind: RecordKind) -> SourceId {
    let files = (0..).map(SourceId::new).zip(&view.model().files);
    let own = files.filter(|(id, _)| {
        view.home.own.contains(id) && view.world().source(*id).role() == Role::Records
    });
    let counted = own.map(|(id, file)| {
        let of_kind = file
            .records
            .iter()
            .filter(|record| record.body.kind() == Some(kind));
        (of_kind.count(), id == view.file, id)
    });
    let most = counted.max_by_key(|(count, is_here, _)| (*count, *is_here));
    most.map_or(view.file, |(_, _, id)| id)
}

/// A name for people out of an id: `kassym-tokayev` is `Kassym Tokayev`.
fn spelt(id: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters).collect::<String>()
    };
    id.split(['-', '_']).map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::tests::done;

    const MEETING: &str = "meeting m \"M\" {\n  date: 2024-10-29\n  attendee бат-болд for MN\n  attendee \"Ana de Silva\" for PT\n  about: trade\n}\n";

    #[test]
    fn the_record_that_a_name_lacks_is_written() {
        let (text, found) = done(
            &MEETING.replace("бат", "ба‸т"),
            "declare the person `бат-болд`",
        );
        assert!(
            text.ends_with("}\n\nperson бат-болд \"Бат Болд\"\n"),
            "{text}"
        );
        assert_eq!(
            found.iter().filter(|name| **name == "unknown-name").count(),
            1,
            "{found:?}"
        );
        let (text, _) = done(
            &MEETING.replace("trade", "tra‸de"),
            "declare the topic `trade`",
        );
        assert!(text.ends_with("topic trade \"Trade\"\n"), "{text}");
    }

    #[test]
    fn a_text_becomes_a_record_and_its_name() {
        let (text, _) = done(
            &MEETING.replace("de Silva", "de ‸Silva"),
            "declare the person `ana-de-silva` and name it here",
        );
        assert!(text.contains("attendee ana-de-silva for PT"), "{text}");
        assert!(
            text.ends_with("person ana-de-silva \"Ana de Silva\"\n"),
            "{text}"
        );
    }
}
