//! Who was there, by sides.

/// The sides of a meeting in the order in which they are first named, with their people and what is said of them.
#[derive(Default)]
pub(super) struct Sides(Vec<(String, Vec<String>, Vec<String>)>);

impl Sides {
    pub(super) fn side(&mut self, name: &str) -> usize {
        let known = self.0.iter().position(|(known, ..)| known == name);
        known.unwrap_or_else(|| {
            self.0.push((name.to_owned(), Vec::new(), Vec::new()));
            self.0.len() - 1
        })
    }

    pub(super) fn add(&mut self, side: &str, person: String) {
        let at = self.side(side);
        self.0[at].1.push(person);
    }

    /// Names a side, and says what its delegation says of itself.
    pub(super) fn note(&mut self, side: &str, remarks: &[String]) {
        let at = self.side(side);
        self.0[at].2.extend_from_slice(remarks);
    }

    pub(super) fn lines(self) -> Vec<String> {
        let line = |(name, people, remarks): (String, Vec<String>, Vec<String>)| {
            let remarks: String = remarks
                .iter()
                .map(|remark| format!(" ({remark})"))
                .collect();
            if people.is_empty() {
                format!("{name}{remarks}")
            } else {
                format!("{name}{remarks}: {}", people.join("; "))
            }
        };
        self.0.into_iter().map(line).collect()
    }
}
