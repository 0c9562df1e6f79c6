//! How often records are named.

use super::{Model, Name, Record, Target, references};

/// How often each record is named, by the number of its name.
#[derive(Debug, Default)]
pub struct Named(Vec<u32>);

impl Named {
    /// Whether anything names it.
    pub fn is_used(&self, name: Name) -> bool {
        self.0.get(name.0 as usize).is_some_and(|count| *count > 0)
    }

    /// Counts one more.
    pub fn add(&mut self, name: Name) {
        let number = name.0 as usize;
        if self.0.len() <= number {
            self.0.resize(number + 1, 0);
        }
        self.0[number] += 1;
    }

    /// Counts what another counted.
    pub fn merge(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        let counts = self.0.iter_mut().zip(&other.0);
        counts.for_each(|(count, more)| *count += more);
    }

    /// Takes back what was counted for a record, as long as its references still lead where they led.
    pub fn forget(&mut self, model: &Model, record: &Record) {
        references(record, &mut |used| {
            if let Some(Target::Declared(declared)) = model.target(&used.reference, used.home)
                && let Some(count) = self.0.get_mut(declared.name.0 as usize)
            {
                *count = count.saturating_sub(1);
            }
        });
    }
}
