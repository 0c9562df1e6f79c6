//! The codes as a writer may name them: in a comment that allows a finding, in `dip.toml`.

use super::{Code, Severity, Similar};

/// The codes that can be named.
#[derive(Debug)]
pub struct Known {
    /// Every code.
    pub codes: Vec<&'static Code>,
    /// The codes of the checks, which can be allowed whatever they count as.
    pub judged: Vec<&'static Code>,
}

impl Known {
    /// The code of that name or id.
    pub fn find(&self, name: &str) -> Option<&'static Code> {
        let is = |code: &&&'static Code| code.name == name || code.id == name;
        self.codes.iter().find(is).copied()
    }

    /// The code that was probably meant.
    pub fn near(&self, name: &str) -> Option<&'static Code> {
        let mut similar = Similar::to(name);
        for code in &self.codes {
            similar.offer(code.name, *code);
        }
        // One digit more or less is another code, not a slip.
        let by_id = |code: &&&'static Code| code.id.eq_ignore_ascii_case(name);
        let by_id = self.codes.iter().find(by_id).copied();
        by_id.or_else(|| similar.found())
    }

    /// Whether a writer can silence what is found under a code.
    pub fn can_be_allowed(&self, code: &'static Code) -> bool {
        code.severity != Severity::Error || self.judged.contains(&code)
    }
}
