//! The lines that a finding speaks of, drawn by ariadne.
//!
//! ariadne is given only the lines that have a label, made visible, and its line numbers are put right afterwards, so that
//! a finding costs the same in a file of ten lines and of ten million.

use ariadne::{CharSet, Color, Config, IndexType, Label, Report, ReportKind, Source};
use std::ops::Range;

use super::human::Style;
use super::visible::{Visible, visible};
use crate::diag::{Diagnostic, Severity};
use crate::text::{SourceId, Span, World};

/// What ariadne calls a source: the file, by its place among those of the finding.
type Id = usize;

/// The lines of one file that have labels.
struct Excerpt {
    source: SourceId,
    /// The lines shown, from 0, with none for a gap.
    lines: Vec<(Option<u32>, Visible)>,
    /// Where each shown line begins in the excerpt.
    starts: Vec<usize>,
}

/// Draws a finding: its title, its lines with their labels.
pub(super) fn draw(world: &World, diagnostic: &Diagnostic, style: Style) -> String {
    let mut labels: Vec<(Span, &str, bool)> =
        vec![(diagnostic.span, diagnostic.label.as_str(), true)];
    labels.extend(
        diagnostic
            .labels
            .iter()
            .map(|label| (label.span, label.text.as_str(), false)),
    );
    let excerpts = excerpts(world, &labels);
    // ariadne draws a file once only when its labels come together, in their order.
    labels.sort_by_key(|(span, ..)| (span.source != diagnostic.span.source, *span));
    let color = match diagnostic.severity {
        Severity::Error => Color::Red,
        Severity::Warning => Color::Yellow,
        Severity::Note => Color::Cyan,
    };
    let title = format!(
        "{}[{}] {}",
        diagnostic.severity.name(),
        diagnostic.code.id,
        diagnostic.code.name
    );
    let charset = if style.ascii {
        CharSet::Ascii
    } else {
        CharSet::Unicode
    };
    let config = Config::new()
        .with_index_type(IndexType::Byte)
        .with_color(style.color)
        .with_char_set(charset);
    let place = |span: Span| {
        let id = excerpts
            .iter()
            .position(|excerpt| excerpt.source == span.source)
            .unwrap_or(0);
        (id, excerpts[id].range(world, span))
    };
    let mut report = Report::build(ReportKind::Custom(&title, color), place(diagnostic.span))
        .with_config(config)
        .with_message(visible(&diagnostic.message));
    for (order, (span, text, primary)) in (0..).zip(&labels) {
        let label = Label::new(place(*span))
            .with_message(visible(text))
            .with_order(order);
        report = report.with_label(if *primary {
            label.with_color(color).with_priority(1)
        } else {
            label.with_color(Color::Blue)
        });
    }
    let mut drawn = Vec::new();
    // Writing into memory does not fail; a report that did would be empty and still have its title.
    let _ = report.finish().write(Cache::of(&excerpts), &mut drawn);
    let drawn = String::from_utf8_lossy(&drawn);
    put_right(world, diagnostic, &excerpts, &drawn)
}

fn excerpts(world: &World, labels: &[(Span, &str, bool)]) -> Vec<Excerpt> {
    let mut sources: Vec<SourceId> = Vec::new();
    for (span, ..) in labels {
        if !sources.contains(&span.source) {
            sources.push(span.source);
        }
    }
    sources
        .into_iter()
        .map(|source| Excerpt::of(world, source, labels))
        .collect()
}

impl Excerpt {
    fn of(world: &World, id: SourceId, labels: &[(Span, &str, bool)]) -> Self {
        let source = world.source(id);
        let mut wanted: Vec<(u32, usize)> = labels
            .iter()
            .filter(|(span, ..)| span.source == id)
            .map(|(span, ..)| {
                let line = source.lines().line_of(span.start);
                (
                    line,
                    (span.start - source.lines().start_of(line, source.text())) as usize,
                )
            })
            .collect();
        wanted.sort_unstable();
        wanted.dedup_by_key(|(line, _)| *line);
        let mut lines: Vec<(Option<u32>, Visible)> = Vec::new();
        for (line, focus) in wanted {
            if lines
                .last()
                .is_some_and(|(last, _)| last.is_some_and(|last| last + 1 < line))
            {
                lines.push((None, Visible::of("", 0)));
            }
            lines.push((
                Some(line),
                Visible::of(source.lines().line(line, source.text()), focus),
            ));
        }
        let mut starts = Vec::with_capacity(lines.len());
        let mut at = 0;
        for (_, line) in &lines {
            starts.push(at);
            at += line.text.len() + 1;
        }
        Self {
            source: id,
            lines,
            starts,
        }
    }

    /// Where a span is shown; one over several lines ends with its first.
    fn range(&self, world: &World, span: Span) -> Range<usize> {
        let source = world.source(span.source);
        let line = source.lines().line_of(span.start);
        let Some(at) = self
            .lines
            .iter()
            .position(|(shown, _)| *shown == Some(line))
        else {
            return 0..0;
        };
        let begins = source.lines().start_of(line, source.text());
        let shown = |byte: u32| self.lines[at].1.shown((byte - begins) as usize);
        let length = source.lines().line(line, source.text()).len() as u32;
        let (start, end) = (
            shown(span.start),
            shown(span.end.min(begins + length).max(span.start)),
        );
        // A place between two characters is shown under the one after it.
        let end = if end > start {
            end
        } else {
            start
                + self.lines[at].1.text[start..]
                    .chars()
                    .next()
                    .map_or(0, char::len_utf8)
        };
        self.starts[at] + start..self.starts[at] + end
    }

    fn text(&self) -> String {
        self.lines
            .iter()
            .flat_map(|(_, line)| [line.text.as_str(), "\n"])
            .collect()
    }
}

struct Cache(Vec<Source<String>>);

impl Cache {
    fn of(excerpts: &[Excerpt]) -> Self {
        Self(
            excerpts
                .iter()
                .map(|excerpt| Source::from(excerpt.text()))
                .collect(),
        )
    }
}

impl ariadne::Cache<Id> for Cache {
    type Storage = String;

    fn fetch(&mut self, id: &Id) -> Result<&Source<String>, impl std::fmt::Debug> {
        self.0.get(*id).ok_or("no such source")
    }

    fn display<'a>(&self, id: &'a Id) -> Option<impl std::fmt::Display + 'a> {
        Some(format!("\u{1}{id}\u{1}"))
    }
}

/// Puts the true places and line numbers in, and widens the margin for them.
fn put_right(world: &World, diagnostic: &Diagnostic, excerpts: &[Excerpt], drawn: &str) -> String {
    let most = excerpts
        .iter()
        .flat_map(|excerpt| excerpt.lines.iter().filter_map(|(line, _)| *line))
        .max()
        .unwrap_or(0);
    let lines = excerpts
        .iter()
        .map(|excerpt| excerpt.lines.len())
        .max()
        .unwrap_or(1);
    let wider = digits(most as usize + 1).saturating_sub(digits(lines));
    let mut right = String::with_capacity(drawn.len() + 64);
    let mut excerpt = 0;
    for (at, line) in drawn.lines().enumerate() {
        let line = line.trim_end();
        if at == 0 {
            right.push_str(line);
        } else if let Some((before, rest)) = line.split_once('\u{1}') {
            let (id, rest) = rest.split_once('\u{1}').unwrap_or(("0", rest));
            excerpt = id.parse().unwrap_or(0);
            // ariadne's own `:line:column` follows.
            let after = rest.find(' ').map_or("", |blank| &rest[blank..]);
            right.push_str(&format!(
                "{}{}{}{after}",
                " ".repeat(wider),
                before,
                location(world, diagnostic, &excerpts[excerpt])
            ));
        } else {
            margin(line, wider, &excerpts[excerpt], &mut right);
        }
        right.push('\n');
    }
    right
}

/// A line's margin with its true number, or wider by as many blanks.
fn margin(line: &str, wider: usize, excerpt: &Excerpt, right: &mut String) {
    let (escape, bare) = escape(line);
    let number = bare.trim_start();
    let blanks = bare.len() - number.len();
    let length = number.bytes().take_while(u8::is_ascii_digit).count();
    let shown = number[..length]
        .parse::<usize>()
        .ok()
        .and_then(|number| excerpt.lines.get(number.wrapping_sub(1)))
        .and_then(|(line, _)| *line);
    right.push_str(escape);
    match shown {
        Some(line) => {
            let true_number = (line + 1).to_string();
            let width = (blanks + length + wider).max(true_number.len());
            right.push_str(&format!("{true_number:>width$}{}", &number[length..]));
        }
        None if bare.starts_with(['─', '-']) => {
            let bar = if bare.starts_with('─') { "─" } else { "-" };
            right.push_str(&format!("{}{bare}", bar.repeat(wider)));
        }
        None => right.push_str(&format!("{}{bare}", " ".repeat(wider))),
    }
}

/// A line's leading colour and the rest.
fn escape(line: &str) -> (&str, &str) {
    match line.strip_prefix('\u{1B}').and_then(|_| line.find('m')) {
        Some(end) => line.split_at(end + 1),
        None => ("", line),
    }
}

fn digits(number: usize) -> usize {
    number.to_string().len()
}

/// `path:line:column` of the finding, or of the first label in another file.
fn location(world: &World, diagnostic: &Diagnostic, excerpt: &Excerpt) -> String {
    let spans =
        std::iter::once(diagnostic.span).chain(diagnostic.labels.iter().map(|label| label.span));
    let span = spans
        .into_iter()
        .find(|span| span.source == excerpt.source)
        .unwrap_or(diagnostic.span);
    let place = world.source(span.source).place(span.start);
    format!(
        "{}:{}:{}",
        visible(world.source(span.source).path()),
        place.line,
        place.column
    )
}
