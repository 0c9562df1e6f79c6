//! The model as JSON, record by record: one versioned document, or a record a line.

mod chunks;
mod compact;
mod records;
mod speech;
mod values;

use std::io::{self, Write};

use crate::diag::{Diagnostic, Severity};
use crate::emit::shapes;
use crate::emit::view::{Around, Setting, View};
use crate::model::{self, Body, Field, Record};
use crate::text::Span;

/// How the JSON is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// One document, a record a line.
    Document,
    /// One document, indented for people.
    Pretty,
    /// A record a line, and nothing else.
    Lines,
}

/// The version of the document's shape.
pub const VERSION: u32 = 1;

/// Writes an archive without the records that have errors among the findings, on so many threads; says which those are.
pub fn json(
    view: View<'_>,
    name: Option<&str>,
    findings: &[Diagnostic],
    layout: Layout,
    threads: usize,
    out: &mut dyn Write,
) -> io::Result<Vec<String>> {
    let errors: Vec<Span> = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| finding.span)
        .collect();
    let (mut left_out, mut kept) = (Vec::new(), Vec::new());
    for record in view.model.records() {
        let faulty = matches!(record.body, Body::Unread) || has_error(record, &errors);
        if faulty {
            left_out.push(called(view, record));
        } else {
            kept.push(record);
        }
    }
    let records = Records {
        json: Json { view },
        kept,
        threads,
    };
    match layout {
        Layout::Lines => records.lines(out)?,
        Layout::Pretty => {
            let document = shapes::Document {
                version: VERSION,
                name,
                records: records.shapes().collect(),
                left_out: left_out.clone(),
            };
            serde_json::to_writer_pretty(&mut *out, &document)?;
            out.write_all(b"\n")?;
        }
        Layout::Document => records.document(name, &left_out, out)?,
    }
    Ok(left_out)
}

/// The records that are written.
struct Records<'a> {
    json: Json<'a>,
    kept: Vec<&'a Record>,
    threads: usize,
}

impl<'a> Records<'a> {
    fn shapes(&self) -> impl Iterator<Item = shapes::Record<'a>> {
        self.kept
            .iter()
            .filter_map(|record| self.json.record(record))
    }

    fn lines(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.written(b"\n", out)? {
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    /// The document with a record a line, written as it comes.
    fn document(
        &self,
        name: Option<&str>,
        left_out: &[String],
        out: &mut dyn Write,
    ) -> io::Result<()> {
        write!(out, "{{\"version\":{VERSION}")?;
        if let Some(name) = name {
            out.write_all(b",\"name\":")?;
            serde_json::to_writer(&mut *out, name)?;
        }
        out.write_all(b",\"records\":[\n")?;
        if self.written(b",\n", out)? {
            out.write_all(b"\n")?;
        }
        out.write_all(b"]")?;
        if !left_out.is_empty() {
            out.write_all(b",\"left-out\":")?;
            serde_json::to_writer(&mut *out, left_out)?;
        }
        out.write_all(b"}\n")
    }

    /// Writes the records with this between them; says whether there are any.
    fn written(&self, between: &[u8], out: &mut dyn Write) -> io::Result<bool> {
        let write = |records: &[&'a Record], bytes: &mut Vec<u8>| {
            for record in records.iter().filter_map(|record| self.json.record(record)) {
                bytes.extend_from_slice(between);
                compact::write(&record, bytes)?;
            }
            Ok(())
        };
        let mut has_begun = false;
        chunks::in_order(&self.kept, self.threads, write, |bytes| {
            let first = if has_begun { 0 } else { between.len() };
            has_begun |= !bytes.is_empty();
            out.write_all(bytes.get(first..).unwrap_or_default())
        })?;
        Ok(has_begun)
    }
}

/// Whether an error lies in a record; the errors come in the order of the archive.
fn has_error(record: &Record, errors: &[Span]) -> bool {
    let span = record.head.span;
    let from =
        errors.partition_point(|error| (error.source, error.start) < (span.source, span.start));
    errors.get(from).is_some_and(|error| {
        error.source == span.source && error.start < span.end.max(span.start + 1)
    })
}

/// A record's id, or its place.
fn called(view: View<'_>, record: &Record) -> String {
    match record.head.id {
        Some(id) => view.model.names.spelling(id.name).to_owned(),
        None => format!(
            "{}:{}",
            view.world.source(record.head.span.source).path(),
            view.world.line(record.head.span)
        ),
    }
}

pub(super) struct Json<'a> {
    pub(super) view: View<'a>,
}

impl<'a> Json<'a> {
    fn record(&self, record: &'a Record) -> Option<shapes::Record<'a>> {
        let around = Around::record(self.view, record);
        let spoken = record.spoken().next();
        let free = spoken.map_or_else(Setting::default, Setting::of);
        Some(match &record.body {
            Body::Party(party) => shapes::Record::Party(self.party(record, party, around)),
            Body::Person(person) => shapes::Record::Person(self.person(record, person, around)),
            Body::Topic(topic) => shapes::Record::Topic(self.topic(record, topic, around)),
            Body::Document(document) => {
                shapes::Record::Document(Box::new(self.paper(record, document, around)))
            }
            Body::Meeting(meeting) => {
                shapes::Record::Meeting(Box::new(self.meeting(record, meeting, around)))
            }
            Body::Statement(statement) => {
                shapes::Record::Statement(self.statement(statement, around, free))
            }
            Body::Pledge(pledge) => {
                shapes::Record::Pledge(Box::new(self.pledge(pledge, around, free)))
            }
            Body::Progress(progress) => shapes::Record::Progress(self.progress(progress, around)),
            Body::Unread => return None,
        })
    }
}

fn word(field: Option<&Field<model::Word>>) -> Option<&'static str> {
    field.map(|field| field.value.word)
}

fn filled(text: &'static str) -> Option<&'static str> {
    Some(text).filter(|text| !text.is_empty())
}

/// A number of digits as JSON's number: whole when it is whole and fits, the nearest double otherwise.
fn number(digits: &str) -> serde_json::Number {
    let whole = digits.parse::<u64>().ok().map(serde_json::Number::from);
    let real = || {
        digits
            .parse::<f64>()
            .ok()
            .and_then(serde_json::Number::from_f64)
    };
    whole.or_else(real).unwrap_or_else(|| 0.into())
}

/// The JSON Schema of the document.
pub fn schema() -> String {
    shapes::schema_of::<shapes::Document<'static>>()
}
