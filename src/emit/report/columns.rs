//! A table as plain text: columns by what the eye sees, numbers at the right.

use std::borrow::Cow;

use textwrap::core::display_width;

use super::Table;

/// Columns as wide as their widest cell; where the width does not suffice, the first gives way, then the widest.
pub(super) fn plain_table(out: &mut String, table: &Table, width: usize) {
    if table.rows.is_empty() {
        return;
    }
    let head: Vec<String> = table.head.iter().map(|cell| (*cell).to_owned()).collect();
    let widths = column_widths(&head, &table.rows, width);
    let numeric: Vec<bool> = (0..head.len())
        .map(|column| table.is_numeric(column))
        .collect();
    for row in std::iter::once(&head).chain(&table.rows) {
        let cells: Vec<Vec<Cow<'_, str>>> = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| textwrap::wrap(cell, *width))
            .collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..height {
            let mut line = String::new();
            for (cell, (width, numeric)) in cells.iter().zip(widths.iter().zip(&numeric)) {
                let cell = cell.get(at).map_or("", Cow::as_ref);
                let blank = " ".repeat(width.saturating_sub(display_width(cell)));
                line.push_str("  ");
                if *numeric {
                    line.push_str(&format!("{blank}{cell}"));
                } else {
                    line.push_str(&format!("{cell}{blank}"));
                }
            }
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
}

/// How wide each column is, so that all fit if they can.
fn column_widths(head: &[String], rows: &[Vec<String>], width: usize) -> Vec<usize> {
    const LEAST: usize = 8;
    let mut widths = vec![0; head.len()];
    for row in std::iter::once(head).chain(rows.iter().map(Vec::as_slice)) {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = display_width(cell).max(*widest);
        }
    }
    let needed: usize = widths.iter().map(|column| column + 2).sum();
    let mut over = needed.saturating_sub(width);
    if let Some(first) = widths.first_mut() {
        let given = over.min(first.saturating_sub(LEAST));
        *first -= given;
        over -= given;
    }
    while over > 0 {
        let widest = widths.iter_mut().max().filter(|widest| **widest > LEAST);
        let Some(widest) = widest else { break };
        *widest -= 1;
        over -= 1;
    }
    widths
}

impl Table {
    /// Whether a column holds numbers, `12` or `1,200`, and nothing else.
    pub(super) fn is_numeric(&self, column: usize) -> bool {
        let cells = self.rows.iter().filter_map(|row| row.get(column));
        let number = |letter: char| letter.is_ascii_digit() || letter == ',';
        let mut filled = cells.filter(|cell| !cell.is_empty());
        filled.all(|cell| cell.chars().all(number))
    }
}
