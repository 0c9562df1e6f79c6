//! Everything a compilation may look at: the sources, and nothing else of the outer world.

use std::sync::OnceLock;

use jiff::civil::Date;

use super::{Place, Source, SourceId, Span};

/// The sources of one archive, in the order they were added, which is the order of every output; and what day it is.
#[derive(Debug, Default)]
pub struct World {
    sources: Vec<Source>,
    today: OnceLock<Date>,
    clock: Option<fn() -> Date>,
}

impl World {
    /// A world with one source, as for a lone file.
    pub fn of(source: Source) -> Self {
        Self {
            sources: vec![source],
            ..Self::default()
        }
    }

    /// The same world on a day.
    #[must_use]
    pub fn on(self, today: Date) -> Self {
        Self {
            today: OnceLock::from(today),
            ..self
        }
    }

    /// The same world on a day that is asked for when somebody wants to know: hardly an archive does, and the clock of the
    /// place costs as much as all else in a small one.
    #[must_use]
    pub fn by(self, clock: fn() -> Date) -> Self {
        Self {
            clock: Some(clock),
            ..self
        }
    }

    /// What day it is, where that is known; without it nothing has run out.
    pub fn today(&self) -> Option<Date> {
        let known = self.today.get();
        known
            .or_else(|| Some(self.today.get_or_init(self.clock?)))
            .copied()
    }

    /// Adds a source and says how it is called from now on.
    pub fn add(&mut self, source: Source) -> SourceId {
        self.sources.push(source);
        SourceId::new(self.sources.len() as u32 - 1)
    }

    /// Puts another text in the place of a source, and gives the source that was there.
    pub fn exchange(&mut self, id: SourceId, source: Source) -> Source {
        std::mem::replace(&mut self.sources[id.index()], source)
    }

    /// The source of that number; numbers come from [`World::add`] only.
    pub fn source(&self, id: SourceId) -> &Source {
        &self.sources[id.index()]
    }

    /// Every source with its number.
    pub fn sources(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.sources
            .iter()
            .enumerate()
            .map(|(number, source)| (SourceId::new(number as u32), source))
    }

    /// How many sources there are.
    pub fn len(&self) -> usize {
        self.sources.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.sources.is_empty()
    }

    /// The text that a span covers.
    pub fn text(&self, span: Span) -> &str {
        self.source(span.source)
            .text()
            .get(span.range())
            .unwrap_or_default()
    }

    /// The lines that a span has to itself but for a remark, from the first's beginning to the last's end.
    pub fn own_lines(&self, span: Span) -> Option<Span> {
        let text = self.source(span.source).text();
        let (before, after) = (
            text.get(..span.start as usize)?,
            text.get(span.end as usize..)?,
        );
        let indent = &before[before.rfind('\n').map_or(0, |newline| newline + 1)..];
        let rest = after.lines().next().unwrap_or_default();
        let alone = indent.trim().is_empty()
            && (rest.trim().is_empty() || rest.trim_start().starts_with('#'));
        alone.then(|| Span {
            start: span.start - indent.len() as u32,
            end: span.end + rest.len() as u32,
            ..span
        })
    }

    /// Where a span begins and ends, as people name it.
    pub fn places(&self, span: Span) -> (Place, Place) {
        let source = self.source(span.source);
        (source.place(span.start), source.place(span.end))
    }

    /// The line, from 1, on which a span begins.
    pub fn line(&self, span: Span) -> u32 {
        self.source(span.source).lines().line_of(span.start) + 1
    }
}
