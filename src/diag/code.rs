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

/// Where the project is at home; empty while that is not decided.
const HOME: &str = env!("CARGO_PKG_HOMEPAGE");

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

    /// Where the manual explains it: an address, or a path within the project while that has no home.
    pub fn url(&self) -> String {
        page(HOME, self.name)
    }

    /// The same for formats that take nothing but a whole address.
    pub fn link(&self) -> Option<String> {
        (!HOME.is_empty()).then(|| self.url())
    }
}

/// The page of a code as seen from the project's home; a home at a forge shows files below another path.
fn page(home: &str, name: &str) -> String {
    let home = home.trim_end_matches('/');
    let files = match home.split('/').nth(2) {
        None => String::new(),
        Some("github.com") => format!("{home}/blob/HEAD/"),
        Some("gitlab.com") => format!("{home}/-/blob/HEAD/"),
        Some(_) => format!("{home}/"),
    };
    format!("{files}docs/manual/codes.md#{name}")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_a_path_until_the_project_has_a_home() {
        let whole = "docs/manual/codes.md#bad-date";
        assert_eq!(page("", "bad-date"), whole);
        assert_eq!(
            page("https://dip.example/", "bad-date"),
            format!("https://dip.example/{whole}")
        );
        assert_eq!(
            page("https://github.com/a/dip", "bad-date"),
            format!("https://github.com/a/dip/blob/HEAD/{whole}")
        );
        assert_eq!(
            page("https://gitlab.com/a/dip", "bad-date"),
            format!("https://gitlab.com/a/dip/-/blob/HEAD/{whole}")
        );
    }
}
