//! A slip: one mistake in a line, in the line's own bytes, with what to do about it.

use std::ops::Range;

use super::mends::Draft;
use super::tokens::{Is, Token};
use crate::diag::{Code, Diagnostic, Edit, Safety};
use crate::syntax::shape::Block;
use crate::text::{SourceId, Span};

/// A line that the grammar refused, as the finders of slips see it.
pub(super) struct Line<'t> {
    /// The block it stands in.
    pub(super) within: Block,
    /// Its text.
    pub(super) text: &'t str,
    /// Its tokens, without line ends and comments.
    pub(super) tokens: &'t [Token],
    /// The first byte that the grammar could not make sense of.
    pub(super) furthest: usize,
    /// Whether a block follows it.
    pub(super) opens: bool,
    /// The record that it stands in, as written.
    pub(super) record: &'t str,
}

impl<'t> Line<'t> {
    /// The text of the token at `at`, empty past the end.
    pub(super) fn word(&self, at: usize) -> &'t str {
        self.tokens
            .get(at)
            .map_or("", |token| &self.text[token.range.clone()])
    }

    /// What the token at `at` is.
    pub(super) fn is(&self, at: usize) -> Option<Is> {
        self.tokens.get(at).map(|token| token.is)
    }

    /// The bytes of the token at `at`, or the line's end.
    pub(super) fn range(&self, at: usize) -> Range<usize> {
        self.tokens
            .get(at)
            .map_or(self.end()..self.end(), |token| token.range.clone())
    }

    /// From the first byte of one token to the last of another.
    pub(super) fn ranges(&self, first: usize, last: usize) -> Range<usize> {
        self.range(first).start..self.range(last).end
    }

    /// The end of the last token.
    pub(super) fn end(&self) -> usize {
        self.tokens
            .last()
            .map_or(self.text.len(), |token| token.range.end)
    }

    /// How far the grammar reads the line, in bytes of the line, when these ranges of it are replaced; none when it reads all
    /// of it.
    pub(super) fn furthest_with(&self, edits: &[(Range<usize>, String)]) -> Option<usize> {
        let mut text = self.text.to_owned();
        let (mut added, mut removed) = (0, 0);
        for (range, with) in edits.iter().rev() {
            text.replace_range(range.clone(), with);
            added += with.len();
            removed += range.len();
        }
        let furthest = super::read(self.within, &text).err()?;
        Some((furthest + removed).saturating_sub(added))
    }

    /// Whether the grammar reads the whole line when these ranges of it are replaced.
    pub(super) fn reads_with(&self, edits: &[(Range<usize>, String)]) -> bool {
        self.furthest_with(edits).is_none()
    }

    /// The token at which, or in which, the grammar stopped making sense of the line.
    pub(super) fn stop(&self) -> usize {
        let stop = self
            .tokens
            .iter()
            .position(|token| token.range.end > self.furthest);
        stop.unwrap_or(self.tokens.len())
    }

    /// The whole line without blanks around it.
    pub(super) fn whole(&self) -> Range<usize> {
        self.tokens.first().map_or(0, |token| token.range.start)..self.end()
    }
}

/// Places in a line, and what is to stand there.
pub(super) type Edits = Vec<(Range<usize>, String)>;

/// A mistake and its mend.
pub(super) struct Slip {
    code: &'static Code,
    range: Range<usize>,
    message: String,
    label: String,
    labels: Vec<(Range<usize>, String)>,
    help: Vec<String>,
    fix: Option<(Safety, String, Edits)>,
    /// What makes the line read on; none when it cannot be read.
    mend: Edits,
    /// Whether another line has said it already.
    is_told: bool,
}

impl Slip {
    pub(super) fn new(
        code: &'static Code,
        range: Range<usize>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            code,
            range,
            message: message.into(),
            label: String::new(),
            labels: Vec::new(),
            help: Vec::new(),
            fix: None,
            mend: Vec::new(),
            is_told: false,
        }
    }

    pub(super) fn label(mut self, text: impl Into<String>) -> Self {
        self.label = text.into();
        self
    }

    pub(super) fn and(mut self, range: Range<usize>, text: impl Into<String>) -> Self {
        self.labels.push((range, text.into()));
        self
    }

    pub(super) fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }

    /// Offers the mend as a fix, and reads on with it.
    pub(super) fn fix(
        mut self,
        safety: Safety,
        title: impl Into<String>,
        mend: Vec<(Range<usize>, String)>,
    ) -> Self {
        self.fix = Some((safety, title.into(), mend.clone()));
        self.mend = mend;
        self
    }

    /// Replaces the slip's own bytes, certainly.
    pub(super) fn safely(self, title: impl Into<String>, with: impl Into<String>) -> Self {
        let range = self.range.clone();
        self.fix(Safety::Safe, title, vec![(range, with.into())])
    }

    /// Replaces the slip's own bytes, probably.
    pub(super) fn perhaps(self, title: impl Into<String>, with: impl Into<String>) -> Self {
        let range = self.range.clone();
        self.fix(Safety::LookFirst, title, vec![(range, with.into())])
    }

    /// Offers edits to be looked at first, and does not read on with them.
    pub(super) fn offer(
        mut self,
        title: impl Into<String>,
        edits: Vec<(Range<usize>, String)>,
    ) -> Self {
        self.fix = Some((Safety::LookFirst, title.into(), edits));
        self
    }

    /// Reads on with another mend than what is offered, if anything is, for it only fills a gap.
    pub(super) fn read_on(mut self, mend: Vec<(Range<usize>, String)>) -> Self {
        self.mend = mend;
        self
    }

    /// Says nothing more, for what is said of another line says it all.
    pub(super) fn told(mut self) -> Self {
        self.is_told = true;
        self
    }

    /// Whether another line has said it already.
    pub(super) fn is_told(&self) -> bool {
        self.is_told
    }

    /// Whether the line can be read once this is mended.
    pub(super) fn can_be_mended(&self) -> bool {
        !self.mend.is_empty()
    }

    /// The same slip in a text that begins `by` bytes further on.
    pub(super) fn shifted(mut self, by: usize) -> Self {
        let shift = |range: &mut Range<usize>| *range = range.start + by..range.end + by;
        shift(&mut self.range);
        self.labels.iter_mut().for_each(|(range, _)| shift(range));
        self.mend.iter_mut().for_each(|(range, _)| shift(range));
        if let Some((_, _, edits)) = &mut self.fix {
            edits.iter_mut().for_each(|(range, _)| shift(range));
        }
        self
    }

    /// Makes the mend in the draft and the diagnostic of it.
    pub(super) fn report(self, draft: &mut Draft, source: SourceId, base: u32) -> Diagnostic {
        let place = |draft: &Draft, range: &Range<usize>| {
            let origin = draft.origin(range);
            Span::new(source, base + origin.start as u32, base + origin.end as u32)
        };
        let mut diagnostic =
            Diagnostic::new(self.code, place(draft, &self.range), self.message).label(self.label);
        for (range, text) in self.labels {
            diagnostic = diagnostic.and(place(draft, &range), text);
        }
        diagnostic.help = self.help;
        if let Some((safety, title, edits)) = self.fix {
            let edits = edits.iter();
            let edits = edits
                .map(|(range, text)| Edit {
                    span: place(draft, range),
                    text: text.clone(),
                })
                .collect();
            diagnostic = diagnostic.fix_all(safety, title, edits);
        }
        for (range, text) in self.mend.iter().rev() {
            draft.replace(range.clone(), text);
        }
        diagnostic
    }
}
