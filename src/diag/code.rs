//! A code: what a kind of fault is called, for ever.

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The record cannot be trusted.
    Error,
    /// It probably says something else than was meant.
    Warning,
    /// It could read better.
    Note,
}

impl Severity {
    /// The word for it in every output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A kind of fault. Its name reads as "allow {name}"; its page explains it with a wrong and a right record.
#[derive(Debug)]
pub struct Code {
    /// `DIP` and four digits; never used for anything else, ever.
    pub id: &'static str,
    /// Kebab-case, stating the fault.
    pub name: &'static str,
    /// What it counts as unless the finding itself says otherwise.
    pub severity: Severity,
    /// The page in Markdown: summary, *Why it matters*, *Wrong*, *Right*.
    pub page: &'static str,
}

impl Code {
    /// The page's first line: one sentence that says what is found.
    pub fn summary(&self) -> &'static str {
        self.page
            .lines()
            .find(|line| !line.is_empty() && !line.starts_with('#'))
            .unwrap_or_default()
    }

    /// Where the manual explains it, relative to the project's home.
    pub fn url(&self) -> String {
        format!("docs/manual/codes.md#{}", self.name)
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Code {}

/// Declares the codes of a room, each with its page in the room's folder `pages/`, and `CODES`, the list of them.
macro_rules! codes {
    ($($constant:ident $id:literal $name:literal $severity:ident;)*) => {
        $(
            #[doc = concat!("`", $name, "`; its page is `pages/", $name, ".md`.")]
            pub static $constant: $crate::diag::Code = $crate::diag::Code {
                id: $id,
                name: $name,
                severity: $crate::diag::Severity::$severity,
                page: include_str!(concat!("pages/", $name, ".md")),
            };
        )*
        /// Every code of this room, in the order of their numbers.
        pub static CODES: &[&$crate::diag::Code] = &[$(&$constant),*];
    };
}
pub(crate) use codes;
