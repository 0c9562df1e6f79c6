//! One finding: what is wrong, where, what it disagrees with, and what to do about it.

use super::{Code, Severity};
use crate::text::Span;

/// A finding. It always has a place: one without a span cannot be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its kind.
    pub code: &'static Code,
    /// How much it matters.
    pub severity: Severity,
    /// One sentence in the record's words that names the thing; user text in backticks.
    pub message: String,
    /// What a hand would underline.
    pub span: Span,
    /// What is wrong at the span; reads alone.
    pub label: String,
    /// The other ends of the disagreement.
    pub labels: Vec<Label>,
    /// What to write, as imperatives.
    pub help: Vec<String>,
    /// The same as edits.
    pub fixes: Vec<Fix>,
}

/// A second place that matters to a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is to be seen there; reads alone.
    pub text: String,
}

/// A repair that a machine can make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as an imperative.
    pub title: String,
    /// Whether it may be applied unseen.
    pub safety: Safety,
    /// The changes, in order, none overlapping another.
    pub edits: Vec<Edit>,
}

/// Whether a fix is certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Safety {
    /// It says what was meant, beyond doubt.
    Safe,
    /// It is likely; a person should look.
    LookFirst,
}

impl Safety {
    /// The word for it in machine formats.
    pub fn name(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::LookFirst => "look-first",
        }
    }
}

/// Replaces the text of a span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

impl Diagnostic {
    /// A finding of `code` at `span`, with the code's own severity.
    pub fn new(code: &'static Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity,
            message: message.into(),
            span,
            label: String::new(),
            labels: Vec::new(),
            help: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// Says what is wrong at the span itself.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.label = text.into();
        self
    }

    /// Points at another place.
    #[must_use]
    pub fn and(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }

    /// Changes how much it matters.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Offers one edit as a repair.
    #[must_use]
    pub fn fix(
        self,
        safety: Safety,
        title: impl Into<String>,
        span: Span,
        text: impl Into<String>,
    ) -> Self {
        self.fix_all(
            safety,
            title,
            vec![Edit {
                span,
                text: text.into(),
            }],
        )
    }

    /// Offers several edits as one repair.
    #[must_use]
    pub fn fix_all(mut self, safety: Safety, title: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.fixes.push(Fix {
            title: title.into(),
            safety,
            edits,
        });
        self
    }
}
