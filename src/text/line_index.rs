//! Where lines begin, and what a byte offset is called in lines and columns.
//!
//! Built once per source, and only for a source that has something to report. A place costs the same in a line of any
//! length.

use std::sync::OnceLock;

/// Beyond twice so many bytes, the characters of a line are not counted one by one.
const BLOCK: usize = 4096;

/// A place as people and editors name it; lines and columns count from 1, columns in Unicode characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// Byte offset in the source, from 0.
    pub byte: u32,
}

/// The byte offsets at which the lines of a text begin. A line ends with `\n`, `\r\n` or a lone `\r`.
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<u32>,
    /// How many characters stand before each block of bytes; counted once a long line asks.
    before: OnceLock<Vec<u32>>,
}

impl LineIndex {
    /// Indexes `text`, in one pass over its line ends.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') {
                continue;
            }
            starts.push(at as u32 + 1);
        }
        Self {
            starts,
            before: OnceLock::new(),
        }
    }

    /// How many lines there are; a text that ends in a line end has an empty last line.
    pub fn lines(&self) -> u32 {
        self.starts.len() as u32
    }

    /// The line, from 0, that holds byte `offset`.
    pub fn line_of(&self, offset: u32) -> u32 {
        self.starts.partition_point(|&start| start <= offset) as u32 - 1
    }

    /// The byte at which line `line` (from 0) begins; the text's end for a line past the last.
    pub fn start_of(&self, line: u32, text: &str) -> u32 {
        self.starts
            .get(line as usize)
            .copied()
            .unwrap_or(text.len() as u32)
    }

    /// The bytes of line `line` (from 0) without its line end.
    pub fn line<'t>(&self, line: u32, text: &'t str) -> &'t str {
        let start = self.start_of(line, text) as usize;
        let end = self.start_of(line + 1, text) as usize;
        text[start..end].trim_end_matches(['\n', '\r'])
    }

    /// What byte `offset` is called; an offset inside a character counts as its start.
    pub fn place(&self, offset: u32, text: &str) -> Place {
        let offset = floor(text, offset as usize);
        let line = self.line_of(offset as u32);
        let start = self.starts[line as usize] as usize;
        let column = self.characters(start, offset, text.as_bytes()) + 1;
        Place {
            line: line + 1,
            column,
            byte: offset as u32,
        }
    }

    /// How many characters there are between two of their borders.
    fn characters(&self, start: usize, end: usize, bytes: &[u8]) -> u32 {
        if end - start <= 2 * BLOCK {
            return begun(&bytes[start..end]);
        }
        let before = self.before.get_or_init(|| blocks(bytes));
        let until = |offset: usize| {
            let block = (offset / BLOCK).min(before.len() - 1);
            before[block] + begun(&bytes[block * BLOCK..offset])
        };
        until(end) - until(start)
    }
}

/// How many characters begin before each block.
fn blocks(bytes: &[u8]) -> Vec<u32> {
    let mut so_far = 0;
    let counted = bytes.chunks(BLOCK).map(|block| {
        let before = so_far;
        so_far += begun(block);
        before
    });
    counted.collect()
}

/// How many characters begin in these bytes.
fn begun(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count() as u32
}

/// The last character border at or before `offset`.
fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_counts_characters_and_every_kind_of_line_end() {
        let text = "әb\r\nc\rd\n";
        let index = LineIndex::new(text);
        assert_eq!(index.lines(), 4);
        assert_eq!(
            index.place(2, text),
            Place {
                line: 1,
                column: 2,
                byte: 2
            }
        );
        assert_eq!(
            index.place(5, text),
            Place {
                line: 2,
                column: 1,
                byte: 5
            }
        );
        assert_eq!(
            index.place(7, text),
            Place {
                line: 3,
                column: 1,
                byte: 7
            }
        );
        assert_eq!(
            index.place(99, text),
            Place {
                line: 4,
                column: 1,
                byte: 9
            }
        );
        assert_eq!(index.line(0, text), "әb");
    }

    #[test]
    fn a_long_line_counts_as_a_short_one_does() {
        let text = format!("ә\n{}", "aә".repeat(8 * BLOCK));
        let index = LineIndex::new(&text);
        for offset in [3, 4, 3 * BLOCK, 5 * BLOCK + 1, text.len()] {
            let offset = floor(&text, offset);
            let column = text[3..offset].chars().count() as u32 + 1;
            assert_eq!(index.place(offset as u32, &text).column, column, "{offset}");
        }
    }
}
