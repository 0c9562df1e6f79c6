//! Each record as `dip new` begins it: what must be there, and what the arguments say.

use super::draft::{Draft, Hints};
use super::names::{id_of, looks_like_id, place, quoted, somebody};
use super::{Arguments, Record, Values};

/// What is said of a day that nobody gave.
const UNDATED: &str =
    "the day, month or year: 2024-10-29, 2024-10 or 2024; undated where the source gives none";

/// Begins the record that the arguments ask for.
pub(super) fn draft(arguments: &Arguments) -> Draft {
    let record = arguments.record;
    let (noun, values) = (record.noun(), &arguments.values);
    let bare = arguments.words.len() <= usize::from(record == Record::Progress)
        && values.given().is_empty();
    let mut draft = Draft {
        record,
        head: String::new(),
        fields: Vec::new(),
        lines: Vec::new(),
        remarks: Vec::new(),
        hints: if bare { Hints::Shown } else { Hints::Left },
    };
    if !values.source.is_empty() {
        draft.fields.push(("source", values.source.join(", ")));
    }
    match record {
        Record::Statement => statement(arguments, &mut draft),
        Record::Pledge => pledge(arguments, &mut draft),
        Record::Progress => progress(arguments, &mut draft),
        _ => {
            let (id, name) = id_and_name(arguments);
            let name = name.unwrap_or_else(|| format!("(write here what this {noun} is called)"));
            draft.head = format!("{noun} {id} {}", quoted(&name));
            fields(values, record, &mut draft);
        }
    }
    draft
}

/// The id, and the name or text if one is given.
fn id_and_name(arguments: &Arguments) -> (String, Option<String>) {
    let noun = arguments.record.noun();
    match arguments.words.as_slice() {
        [id, name, ..] => (id.clone(), Some(name.clone())),
        [id] if looks_like_id(id) => (id.clone(), None),
        [name] => (id_of(name, noun), Some(name.clone())),
        [] => (format!("new-{noun}"), None),
    }
}

/// The fields of a record that has a name.
fn fields(values: &Values, record: Record, draft: &mut Draft) {
    let kind = values.kind.clone();
    match record {
        Record::Document => {
            let kind = kind.unwrap_or_else(|| "press".to_owned());
            draft.fields.push(("kind", kind));
        }
        _ => draft.fields.extend(kind.map(|kind| ("kind", kind))),
    }
    if matches!(record, Record::Document | Record::Meeting) {
        date("date", values, draft);
    }
    let place = values.place.as_deref().map(place);
    draft.fields.extend(place.map(|place| ("place", place)));
    draft.lines.extend(
        values
            .party
            .iter()
            .map(|party| format!("delegation {party}")),
    );
    if let (Some(office), Some(of)) = (&values.office, &values.of) {
        draft
            .lines
            .push(format!("office {} of {of}", quoted(office)));
    }
    if draft.hints == Hints::Shown && draft.fields.is_empty() {
        let note = "(write here what should be known of it, or delete this line)";
        draft.fields.push(("note", quoted(note)));
    }
}

/// A day that must be there: as it is given, or undated.
fn date(key: &'static str, values: &Values, draft: &mut Draft) {
    match &values.date {
        Some(date) => draft.fields.push((key, date.clone())),
        None => {
            draft.fields.push((key, "undated".to_owned()));
            draft.remarks.push((key, UNDATED.to_owned()));
        }
    }
}

/// Several people or parties; or words to be replaced.
fn people(who: &[String], or: &str) -> String {
    if who.is_empty() {
        return quoted(or);
    }
    let who: Vec<String> = who.iter().map(|who| somebody(who)).collect();
    who.join(", ")
}

/// The id of a statement or pledge, if one is given, with a blank behind it; and its text.
fn id_and_text(words: &[String], or: &str) -> (String, String) {
    match words {
        [id, text, ..] => (format!("{id} "), quoted(text)),
        [id] if looks_like_id(id) => (format!("{id} "), quoted(or)),
        [text] => (String::new(), quoted(text)),
        [] => (String::new(), quoted(or)),
    }
}

fn statement(arguments: &Arguments, draft: &mut Draft) {
    let values = &arguments.values;
    let (id, text) = id_and_text(&arguments.words, "(write here what was said)");
    let by = people(&values.by, "(write here who spoke)");
    let verb = values.verb.as_deref().unwrap_or("said");
    let to = match values.to.as_slice() {
        [] => String::new(),
        to if verb == "said" => format!(" to {}", people(to, "")),
        to => format!(" {}", people(to, "")),
    };
    draft.head = format!("statement {id}by {by} {verb}{to} {text}");
    date("date", values, draft);
    if draft.hints == Hints::Shown {
        let remark = "for `said`, any verb that `dip vocabulary verbs` prints; after it, to whom";
        draft.remarks.push(("statement", remark.to_owned()));
    }
}

fn pledge(arguments: &Arguments, draft: &mut Draft) {
    let values = &arguments.values;
    let (id, text) = id_and_text(&arguments.words, "(write here what was promised)");
    let id = if id.is_empty() {
        let text = arguments.words.first().map_or("", String::as_str);
        format!("{} ", id_of(text, "pledge"))
    } else {
        id
    };
    let by = people(&values.by, "(write here who promised)");
    let verb = values.verb.as_ref().map(|verb| format!(" {verb}"));
    let to = match values.to.as_slice() {
        [] => String::new(),
        to => format!(" to {}", people(to, "")),
    };
    draft.head = format!("pledge {id}by {by}{}{to} {text}", verb.unwrap_or_default());
    date("made", values, draft);
    draft
        .fields
        .extend(values.due.clone().map(|due| ("due", due)));
    if draft.hints == Hints::Shown {
        let remark = "before the text, to whom: to MN";
        draft.remarks.push(("pledge", remark.to_owned()));
    }
}

fn progress(arguments: &Arguments, draft: &mut Draft) {
    let values = &arguments.values;
    let pledge = arguments.words.first().map_or("", String::as_str);
    let by = match values.by.as_slice() {
        [] => String::new(),
        by => format!(" by {}", people(by, "")),
    };
    let date = values.date.as_deref().unwrap_or("undated");
    let state = values.state.as_deref().unwrap_or("started");
    let text = arguments
        .words
        .get(1)
        .map(|text| format!(" {}", quoted(text)));
    let text = text.unwrap_or_else(|| " \"(write here what happened)\"".to_owned());
    draft.head = format!("progress {pledge}{by} {date} {state}{text}");
    let mut remark = |words: String| draft.remarks.push(("progress", words));
    if values.date.is_none() {
        remark(UNDATED.to_owned());
    }
    if values.state.is_none() {
        let states = crate::vocab::lists::words(crate::vocab::lists::List::ProgressState);
        let states: Vec<&str> = states.iter().map(|word| word.word).collect();
        remark(format!("the state is one of {}", states.join(", ")));
    }
    remark("the pledge must stand somewhere in the archive".to_owned());
}
