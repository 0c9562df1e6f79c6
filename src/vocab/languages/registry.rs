//! The language subtag registry: bisects the table as it stands, by type and subtag, and so needs no building.

use std::cmp::Ordering;

use crate::vocab::table;

const TABLE: &str = include_str!("../../../data/languages.tsv");

/// The type of a row, by its name in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Extlang,
    Grandfathered,
    Language,
    Region,
    Script,
    /// What people write in place of a language, in lower case; `preferred` is what they mean.
    Slip,
    Variant,
}

/// A registered subtag; cells that do not apply are empty.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub kind: &'static str,
    pub subtag: &'static str,
    pub description: &'static str,
    pub preferred: &'static str,
    pub script: &'static str,
    pub prefix: &'static str,
}

/// The row of a subtag, whatever its case; none of those for private use.
pub(super) fn row(kind: Kind, subtag: &str) -> Option<Row> {
    let subtag = in_case(kind, subtag);
    let row = read(line_at(first_from(kind.name(), &subtag)));
    (row.kind == kind.name() && row.subtag == subtag).then_some(row)
}

/// All rows of a kind, sorted by subtag.
pub(super) fn rows(kind: Kind) -> impl Iterator<Item = Row> {
    let start = first_from(kind.name(), "");
    TABLE[start..]
        .lines()
        .map(read)
        .take_while(move |row| row.kind == kind.name())
}

/// The row of a tag that was registered whole, before there were subtags.
pub(super) fn grandfathered(tag: &str) -> Option<Row> {
    rows(Kind::Grandfathered).find(|row| row.subtag.eq_ignore_ascii_case(tag))
}

/// Whether a subtag is set aside for private use; the table has none of these.
pub(super) fn is_private(kind: Kind, subtag: &str) -> bool {
    let subtag = in_case(kind, subtag);
    let within = |low: &str, high: &str| subtag.as_str() >= low && subtag.as_str() <= high;
    match kind {
        Kind::Language => subtag.len() == 3 && within("qaa", "qtz"),
        Kind::Script => subtag.len() == 4 && within("Qaaa", "Qabx"),
        Kind::Region => {
            subtag.len() == 2
                && (within("QM", "QZ") || within("XA", "XZ") || subtag == "AA" || subtag == "ZZ")
        }
        _ => false,
    }
}

/// The subtag in the case that its kind is written in.
pub(super) fn in_case(kind: Kind, subtag: &str) -> String {
    match kind {
        Kind::Region => subtag.to_ascii_uppercase(),
        Kind::Script => {
            let mut subtag = subtag.to_ascii_lowercase();
            if let Some(first) = subtag.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            subtag
        }
        Kind::Slip => subtag.to_lowercase(),
        _ => subtag.to_ascii_lowercase(),
    }
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Kind::Extlang => "extlang",
            Kind::Grandfathered => "grandfathered",
            Kind::Language => "language",
            Kind::Region => "region",
            Kind::Script => "script",
            Kind::Slip => "slip",
            Kind::Variant => "variant",
        }
    }
}

/// Where the first line starts that does not sort before this type and subtag. Comments sort before all, as `#` does.
fn first_from(kind: &str, subtag: &str) -> usize {
    let (mut low, mut high) = (0, TABLE.len());
    while low < high {
        let middle = low.midpoint(high);
        let start = TABLE.as_bytes()[low..middle]
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(low, |newline| low + newline + 1);
        let line = line_at(start);
        let row = read(line);
        match (row.kind, row.subtag).cmp(&(kind, subtag)) {
            Ordering::Less => low = start + line.len(),
            Ordering::Equal | Ordering::Greater => high = start,
        }
    }
    low
}

/// The line that starts here, with its end.
fn line_at(start: usize) -> &'static str {
    TABLE[start..]
        .split_inclusive('\n')
        .next()
        .unwrap_or_default()
}

fn read(line: &'static str) -> Row {
    let [kind, subtag, description, preferred, script, prefix] = table::cells(line.trim_end());
    Row {
        kind,
        subtag,
        description,
        preferred,
        script,
        prefix,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_well_formed_and_found() {
        let rows: Vec<Row> = table::rows(TABLE).map(read).collect();
        assert!(rows.is_sorted_by(|one, next| (one.kind, one.subtag) < (next.kind, next.subtag)));
        let kinds = [
            Kind::Extlang,
            Kind::Grandfathered,
            Kind::Language,
            Kind::Region,
            Kind::Script,
            Kind::Slip,
            Kind::Variant,
        ];
        let counts = kinds.map(|kind| self::rows(kind).count());
        assert_eq!(counts.iter().sum::<usize>(), rows.len());
        for (kind, expected) in kinds
            .iter()
            .flat_map(|kind| self::rows(*kind).map(|row| (*kind, row)))
        {
            let found = match kind {
                Kind::Grandfathered => grandfathered(expected.subtag),
                _ => row(kind, expected.subtag),
            };
            assert_eq!(
                found.map(|row| row.description),
                Some(expected.description),
                "{expected:?}"
            );
            assert!(!is_private(kind, expected.subtag), "{expected:?}");
            assert_eq!(
                kind == Kind::Slip,
                expected.description.is_empty(),
                "{expected:?}"
            );
            assert_eq!(
                kind == Kind::Extlang,
                !expected.prefix.is_empty(),
                "{expected:?}"
            );
            let script = row(Kind::Script, expected.script);
            assert_eq!(
                script.is_some(),
                !expected.script.is_empty(),
                "{expected:?}"
            );
        }
        for missing in ["", "aaaa", "zzzzz", "#", "qaa", "é"] {
            assert!(
                kinds.iter().all(|kind| row(*kind, missing).is_none()),
                "{missing}"
            );
        }
    }
}
