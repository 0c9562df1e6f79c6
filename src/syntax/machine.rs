//! The grammar as plain functions, made of `grammar/dip.pest` by `grammar/build.rs`: says whether a text is right, and lays
//! out its nodes at once. Where a text goes wrong, pest's parser says (`grammar`).
//!
//! Two constants go with every function: `M`, how blanks and nodes are treated (0: blanks are passed between parts;
//! 1: they are not; 2: nor are there nodes), and `L`, whether one only looks ahead, where there are no nodes either.

use super::grammar::Rule;
use super::tree::RawNode;

#[expect(
    clippy::all,
    clippy::pedantic,
    non_snake_case,
    reason = "what is made keeps the grammar's form"
)]
mod made {
    use super::{Machine, RawNode, Rule};

    include!(concat!(env!("OUT_DIR"), "/machine.rs"));
}

pub(super) use made::parse;

/// Where one is in a text, and the nodes so far.
struct Machine<'t> {
    text: &'t str,
    at: usize,
    nodes: Vec<RawNode>,
}

impl<'t> Machine<'t> {
    fn of(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            nodes: Vec::with_capacity(text.len() / 10),
        }
    }

    /// The next byte; 256 at the end.
    #[inline]
    fn next(&self) -> usize {
        self.text
            .as_bytes()
            .get(self.at)
            .map_or(256, |byte| usize::from(*byte))
    }

    /// Whether the next byte is one of these.
    #[inline]
    fn may(&self, set: &[bool; 257]) -> bool {
        set[self.next()]
    }

    fn rest(&self) -> &'t [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    fn letter(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    #[inline]
    fn string(&mut self, string: &str) -> bool {
        let fits = self.rest().starts_with(string.as_bytes());
        self.at += if fits { string.len() } else { 0 };
        fits
    }

    /// One character of a class.
    #[inline]
    fn one(&mut self, ascii: &[bool; 128], others: impl Fn(char) -> bool) -> bool {
        match ascii.get(self.next()) {
            Some(fits) => {
                self.at += usize::from(*fits);
                *fits
            }
            None => self.other(others),
        }
    }

    fn other(&mut self, fits: impl Fn(char) -> bool) -> bool {
        let letter = self.letter().filter(|letter| fits(*letter));
        self.at += letter.map_or(0, char::len_utf8);
        letter.is_some()
    }

    /// As many characters of a class as there are.
    #[inline]
    fn run(&mut self, ascii: &[bool; 128], others: impl Fn(char) -> bool) -> bool {
        while self.one(ascii, &others) {}
        true
    }

    fn any(&mut self) -> bool {
        self.other(|_| true)
    }

    fn newline(&mut self) -> bool {
        self.string("\n") || self.string("\r\n") || self.string("\r")
    }

    fn at_start(&self) -> bool {
        self.at == 0
    }

    fn at_end(&self) -> bool {
        self.at == self.text.len()
    }

    fn end<const M: u8, const L: bool>(&mut self) -> bool {
        let node = self.open::<M, L>(Rule::EOI);
        let fits = self.at_end();
        self.close::<M, L>(node, fits)
    }

    /// All parts, or none.
    #[inline]
    fn all(&mut self, parts: impl Fn(&mut Self) -> bool) -> bool {
        let (at, nodes) = (self.at, self.nodes.len());
        let fits = parts(self);
        if !fits {
            self.at = at;
            self.nodes.truncate(nodes);
        }
        fits
    }

    #[inline]
    fn perhaps(&mut self, part: impl Fn(&mut Self) -> bool) -> bool {
        part(self);
        true
    }

    #[inline]
    fn ahead(&mut self, part: impl Fn(&mut Self) -> bool) -> bool {
        let at = self.at;
        let fits = part(self);
        self.at = at;
        fits
    }

    /// As many as there are; blanks between them, but not behind the last.
    #[inline]
    fn repeat<const M: u8>(&mut self, part: impl Fn(&mut Self) -> bool) -> bool {
        if part(self) {
            loop {
                let at = self.at;
                self.blanks::<M>();
                if !part(self) {
                    self.at = at;
                    break;
                }
            }
        }
        true
    }

    /// Passes blanks where they are allowed.
    #[inline]
    fn blanks<const M: u8>(&mut self) -> bool {
        if M == 0 {
            while let b' ' | b'\t' | 0xC2 | 0xE2 = self.rest().first().copied().unwrap_or_default()
            {
                let letter = self
                    .letter()
                    .filter(|letter| super::grammar::is_blank(*letter));
                let Some(letter) = letter else { break };
                self.at += letter.len_utf8();
            }
        }
        true
    }

    /// Passes what stands before the first of some texts, or before the end.
    fn skip_to(&mut self, texts: &[&str]) -> bool {
        let rest = self.rest();
        let bytes: Vec<u8> = texts
            .iter()
            .filter_map(|text| text.bytes().next())
            .collect();
        let begins = |at: &usize| {
            texts
                .iter()
                .any(|text| rest[*at..].starts_with(text.as_bytes()))
        };
        let found = match bytes.as_slice() {
            [one] => memchr::memchr_iter(*one, rest).find(begins),
            [one, two] => memchr::memchr2_iter(*one, *two, rest).find(begins),
            [one, two, three] => memchr::memchr3_iter(*one, *two, *three, rest).find(begins),
            _ => (0..rest.len()).find(begins),
        };
        self.at += found.unwrap_or(rest.len());
        true
    }

    #[inline]
    fn open<const M: u8, const L: bool>(&mut self, rule: Rule) -> usize {
        let node = self.nodes.len();
        if M != 2 && !L {
            self.nodes.push(RawNode {
                kind: rule,
                start: self.at as u32,
                end: 0,
                size: 0,
            });
        }
        node
    }

    /// Ends a node with its last sign: the blanks that were passed before more was looked for stay outside.
    #[inline]
    fn close<const M: u8, const L: bool>(&mut self, node: usize, fits: bool) -> bool {
        if M == 2 || L {
            return fits;
        }
        if !fits {
            self.nodes.truncate(node);
            return false;
        }
        let size = (self.nodes.len() - node) as u32;
        if let Some(raw) = self.nodes.get_mut(node) {
            raw.end = last_sign(self.text, raw.start as usize, self.at) as u32;
            raw.size = size;
        }
        true
    }
}

/// Where what lies between two places ends without the blanks behind it.
#[inline]
fn last_sign(text: &str, start: usize, end: usize) -> usize {
    match text.as_bytes().get(end.wrapping_sub(1)) {
        Some(b' ' | b'\t' | 0x80..) => {
            let written = text.get(start..end).unwrap_or_default();
            start + written.trim_end_matches(super::grammar::is_blank).len()
        }
        _ => end,
    }
}
