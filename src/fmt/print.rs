//! From lines to text: on one line what fits, over several what does not.

use unicode_width::UnicodeWidthStr;

use super::Style;
use super::order::is_record;
use super::prose::Prose;
use super::read::{Block, Item, Line, Remark, Sign, Trailing};
use crate::syntax::Kind;
use crate::syntax::shape::{Block as Kindred, KEYWORDS};

/// What stands before a comment behind something.
const BEFORE_COMMENT: &str = "  ";
/// How far the lines of a block stand in.
const STEP: usize = 2;
/// How far the rest of a long list stands in.
const HANGING: usize = 4;

/// A record or setting at the margin.
pub(super) fn record(line: &Line<'_>, style: Style) -> String {
    let mut printer = Printer {
        out: String::new(),
        style,
    };
    printer.line(line, 0, Layout::Free);
    printer.out
}

/// Whether a line may be laid out anew, or what stands on its first line must stay there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layout {
    Free,
    /// A comment allows something on its line.
    AsWritten,
}

struct Printer {
    out: String,
    style: Style,
}

impl Printer {
    fn line(&mut self, line: &Line<'_>, indent: usize, layout: Layout) {
        let room = self.style.width.saturating_sub(indent);
        let fits = |flat: &String| layout == Layout::AsWritten || flat.width() <= room;
        if let Some(flat) = self.flat(line, layout).filter(fits) {
            self.out.push_str(&flat);
            return;
        }
        let head = flat_signs(&line.signs);
        let brace = if line.block.is_some() { 2 } else { 0 };
        let head_fits = |head: &String| layout == Layout::AsWritten || head.width() + brace <= room;
        if let Some(head) = head.filter(head_fits) {
            self.out.push_str(&head);
            if let Some(block) = &line.block {
                self.block(block, indent, layout);
            }
            return;
        }
        let lines = self.signs(line, indent, layout);
        let Some(block) = &line.block else { return };
        let used = self.column();
        let flat = self
            .flat_block(block, layout)
            .filter(|flat| lines && used + 1 + flat.width() <= self.style.width);
        match flat {
            Some(flat) => {
                self.out.push(' ');
                self.out.push_str(&flat);
            }
            None => self.block(block, indent, layout),
        }
    }

    /// The columns of the line at hand.
    fn column(&self) -> usize {
        self.out.rsplit('\n').next().unwrap_or_default().width()
    }

    fn new_line(&mut self, indent: usize) {
        self.out.push('\n');
        self.out.extend(std::iter::repeat_n(' ', indent));
    }

    /// Prints the words of a line that does not fit on one; whether a text of it runs over several.
    fn signs(&mut self, line: &Line<'_>, indent: usize, layout: Layout) -> bool {
        let told = line
            .signs
            .iter()
            .rposition(|sign| matches!(sign, Sign::Text(_)))
            .filter(|_| line.is_told && layout == Layout::Free);
        let mut ran_over = false;
        let mut breaks = false;
        for (at, sign) in line.signs.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|before| line.signs.get(before));
            if breaks {
                self.new_line(indent + HANGING);
            } else if before.is_some_and(|before| is_apart(before, sign)) {
                self.out.push(' ');
            }
            breaks = false;
            match sign {
                Sign::Text(text) => {
                    ran_over |= self.text(text, indent, Some(at) == told);
                }
                Sign::Comma(comments) => {
                    self.out.push(',');
                    for (nth, comment) in comments.iter().enumerate() {
                        if nth == 0 {
                            self.out.push_str(BEFORE_COMMENT);
                        } else {
                            self.new_line(indent + HANGING);
                        }
                        self.out.push_str(comment);
                    }
                    breaks = !comments.is_empty()
                        || layout == Layout::Free
                            && self.breaks(
                                &line.signs[at + 1..],
                                told.and_then(|told| told.checked_sub(at + 1)),
                            );
                }
                sign => push_flat(&mut self.out, sign),
            }
        }
        ran_over
    }

    /// Whether the list goes on in the next line: what comes up to the next comma does not fit in this one. What looks
    /// like the beginning of a record cannot stand there.
    fn breaks(&self, next: &[Sign<'_>], told: Option<usize>) -> bool {
        let ends = |(at, sign): (usize, &Sign<'_>)| {
            matches!(sign, Sign::Comma(_)) || told.is_some_and(|told| at >= told)
        };
        let until = next.iter().enumerate().position(ends);
        let is_keyword = matches!(next.first(), Some(Sign::Word(word)) if KEYWORDS.contains(word));
        let width = flat_signs(&next[..until.unwrap_or(next.len())]).map_or(0, |flat| flat.width());
        // A comma, or the marks of a text of several lines.
        let mark = match until {
            Some(until) if told == Some(until) => " \"\"\"".len(),
            Some(_) => 1,
            None => 0,
        };
        !is_keyword && self.column() + 1 + width + mark > self.style.width
    }

    /// Prints a text; whether it runs over several lines.
    fn text(&mut self, text: &Prose<'_>, indent: usize, is_told: bool) -> bool {
        let flat = text.on_one_line();
        if let Some(flat) = flat.filter(|_| !(is_told && text.in_lines())) {
            self.out.push_str(&flat);
            return false;
        }
        let indent = indent + STEP;
        let Some(lines) = text.lines(self.style.width.saturating_sub(indent)) else {
            self.out.push_str(&text.as_written());
            return false;
        };
        self.out.push_str("\"\"\"");
        for line in lines {
            if line.is_empty() {
                self.out.push('\n');
            } else {
                self.new_line(indent);
                self.out.push_str(&line);
            }
        }
        self.new_line(indent);
        self.out.push_str("\"\"\"");
        self.out.push_str(text.tag());
        true
    }

    /// Prints a block over several lines.
    fn block(&mut self, block: &Block<'_>, indent: usize, layout: Layout) {
        self.out.push_str(" {");
        if let Some(comment) = block.opening {
            self.out.push_str(BEFORE_COMMENT);
            self.out.push_str(comment);
        }
        let inner = indent + STEP;
        for item in &block.items {
            self.item(item, inner, layout);
        }
        self.remarks(&block.closing, inner);
        if block.items.is_empty() && block.closing.is_empty() && block.opening.is_none() {
            self.out.push('}');
            return;
        }
        self.new_line(indent);
        self.out.push('}');
    }

    fn item(&mut self, item: &Item<'_>, indent: usize, layout: Layout) {
        self.remarks(&item.remarks, indent);
        if item.blank_before {
            self.out.push('\n');
        }
        self.new_line(indent);
        let layout = if item.is_allowed_something() {
            Layout::AsWritten
        } else {
            layout
        };
        self.line(&item.line, indent, layout);
        if let Some(comment) = item.trailing {
            push_comment(&mut self.out, comment);
        }
    }

    fn remarks(&mut self, remarks: &[Remark<'_>], indent: usize) {
        for remark in remarks {
            if remark.blank_before {
                self.out.push('\n');
            }
            self.new_line(indent);
            self.out.push_str(remark.text);
        }
    }

    /// A line on one line, if that can be.
    fn flat(&self, line: &Line<'_>, layout: Layout) -> Option<String> {
        let mut flat = flat_signs(&line.signs)?;
        if let Some(block) = &line.block {
            flat.push(' ');
            flat.push_str(&self.flat_block(block, layout)?);
        }
        Some(flat)
    }

    /// A block on one line: fields, and one office or attendee at most, with no comment between; a block within it only
    /// around its one item.
    fn flat_block(&self, block: &Block<'_>, layout: Layout) -> Option<String> {
        let wanted = match layout {
            Layout::Free => self.style.one_line_blocks,
            Layout::AsWritten => block.was_on_one_line,
        };
        let empty = block.items.is_empty();
        let is_bare = block.opening.is_none() && block.closing.is_empty();
        if !is_bare || !(wanted || empty) {
            return None;
        }
        if empty {
            return Some("{}".to_owned());
        }
        let records = block.items.iter().filter(|item| is_record(block, item));
        let small = |item: &Item<'_>| {
            matches!(item.kind, Kind::office | Kind::attendee) && block.of != Kindred::Meeting
        };
        let is_small = records.clone().count() <= 1 && records.clone().all(small);
        if !is_small && layout == Layout::Free {
            return None;
        }
        let mut flat = "{ ".to_owned();
        for (nth, item) in block.items.iter().enumerate() {
            let is_bare = item.remarks.is_empty() && item.trailing.is_none();
            let is_alone = block.items.len() == 1;
            let holds_block = item.line.block.is_some() && layout == Layout::Free && !is_alone;
            if !is_bare || holds_block || flat.len() > 4 * self.style.width {
                return None;
            }
            if nth > 0 {
                flat.push_str("; ");
            }
            flat.push_str(&self.flat(&item.line, layout)?);
        }
        flat.push_str(" }");
        Some(flat)
    }
}

/// Adds a comment behind what stands on the last line.
pub(super) fn push_comment(out: &mut String, comment: Trailing<'_>) {
    let used = out.rsplit('\n').next().unwrap_or_default().width();
    let blanks = comment.column.saturating_sub(used);
    out.extend(std::iter::repeat_n(' ', blanks.max(BEFORE_COMMENT.len())));
    out.push_str(comment.text);
}

/// Words on one line; none when a text among them runs over several, or a comment stands between.
fn flat_signs(signs: &[Sign<'_>]) -> Option<String> {
    let mut flat = String::new();
    let mut before: Option<&Sign<'_>> = None;
    for sign in signs {
        if before.is_some_and(|before| is_apart(before, sign)) {
            flat.push(' ');
        }
        match sign {
            Sign::Comma(comments) if !comments.is_empty() => return None,
            Sign::Text(text) => flat.push_str(&text.on_one_line()?),
            sign => push_flat(&mut flat, sign),
        }
        before = Some(sign);
    }
    Some(flat)
}

fn push_flat(out: &mut String, sign: &Sign<'_>) {
    match sign {
        Sign::Word(word) => out.push_str(word),
        Sign::Colon => out.push(':'),
        Sign::Comma(_) => out.push(','),
        Sign::Open => out.push('('),
        Sign::Close => out.push(')'),
        Sign::Text(text) => out.push_str(&text.as_written()),
    }
}

/// Whether a blank stands between two.
fn is_apart(before: &Sign<'_>, sign: &Sign<'_>) -> bool {
    !matches!(before, Sign::Open) && !matches!(sign, Sign::Colon | Sign::Comma(_) | Sign::Close)
}
