//! What would change in a file, as a unified diff.

use similar::{ChangeTag, TextDiff};

use super::human::Style;
use super::visible::visible;

/// The changed lines of one file with three lines around them, as `patch` reads them; for a terminal, in a style, with
/// every sign made visible.
pub fn diff(path: &str, before: &str, after: &str, terminal: Option<Style>) -> String {
    let lines = TextDiff::from_lines(before, after);
    let unified = lines
        .unified_diff()
        .context_radius(3)
        .header(&format!("a/{path}"), &format!("b/{path}"))
        .to_string();
    match terminal {
        Some(style) => unified.lines().map(|line| shown(line, style)).collect(),
        None => unified,
    }
}

fn shown(line: &str, style: Style) -> String {
    let text = visible(line).into_owned();
    let color = match line.as_bytes().first() {
        Some(b'+') => "32",
        Some(b'-') => "31",
        Some(b'@') => "36",
        _ => return text + "\n",
    };
    if style.color {
        format!("\u{1B}[{color}m{text}\u{1B}[0m\n")
    } else {
        text + "\n"
    }
}

/// The lines of `after`, from 0, that `before` does not have, and those on both sides of what is gone.
pub fn changed_lines(before: &str, after: &str) -> Vec<u32> {
    let diff = TextDiff::from_lines(before, after);
    let mut lines = Vec::new();
    let mut at: u32 = 0;
    for change in diff.iter_all_changes() {
        match change.tag() {
            ChangeTag::Equal => at += 1,
            ChangeTag::Insert => {
                lines.push(at);
                at += 1;
            }
            ChangeTag::Delete => lines.extend([at.saturating_sub(1), at]),
        }
    }
    lines.dedup();
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_changed_where_they_are_new_and_beside_what_is_gone() {
        assert_eq!(changed_lines("a\nb\nc\n", "a\nx\nb\nc\n"), [1]);
        assert_eq!(changed_lines("a\nb\nc\nd\n", "a\nb\nd\n"), [1, 2]);
        assert_eq!(changed_lines("a\n", "a\n"), [] as [u32; 0]);
    }
}
