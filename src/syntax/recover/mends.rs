//! Mends: the edits that turn a piece as written into one that the grammar accepts, with the way back to the source.

use std::ops::Range;

/// A stretch of text under repair, each place in it knowing where it came from.
#[derive(Debug, Clone)]
pub(in crate::syntax) struct Draft {
    text: String,
    /// The bytes of the piece that it replaces.
    was: Range<usize>,
    way: Way,
}

/// For every byte, and for the end, its place in the piece as written: as where something begins, and as where something
/// ends. The two differ only where text was taken out or replaced.
#[derive(Debug, Clone)]
struct Way {
    begins: Vec<u32>,
    ends: Vec<u32>,
}

impl Draft {
    /// Begins with the bytes `range` of `piece`, unchanged.
    pub(super) fn new(piece: &str, range: Range<usize>) -> Self {
        let places: Vec<u32> = (range.start as u32..=range.end as u32).collect();
        Self {
            text: piece[range.clone()].to_owned(),
            was: range,
            way: Way {
                begins: places.clone(),
                ends: places,
            },
        }
    }

    /// The text as it stands now.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Replaces the bytes `range` of the text as it stands now.
    pub(super) fn replace(&mut self, range: Range<usize>, with: &str) {
        let (from, to) = (self.way.begins[range.start], self.way.ends[range.end]);
        self.text.replace_range(range.clone(), with);
        self.way
            .begins
            .splice(range.clone(), std::iter::repeat_n(from, with.len()));
        self.way.ends.splice(
            range.start + 1..=range.end,
            std::iter::repeat_n(to.max(from), with.len()),
        );
    }

    /// Where the bytes `range` of the text as it stands now came from.
    pub(super) fn origin(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.way.begins[range.start];
        let end = if range.is_empty() {
            start
        } else {
            self.way.ends[range.end]
        };
        start as usize..end.max(start) as usize
    }

    /// The bytes of the piece that it replaces.
    pub(super) fn was(&self) -> Range<usize> {
        self.was.clone()
    }
}

/// One mended stretch: where it was, where it is, and the way back.
#[derive(Debug, Clone)]
struct Mend {
    was: Range<u32>,
    is: Range<u32>,
    way: Way,
}

/// All mends of a piece, in order.
#[derive(Debug, Clone, Default)]
pub(in crate::syntax) struct Mends(Vec<Mend>);

impl Mends {
    /// Puts the drafts, in order and apart, into `piece` and remembers the way back.
    pub(super) fn apply(piece: &str, drafts: Vec<Draft>) -> (String, Self) {
        let mut text = String::with_capacity(piece.len() + 16);
        let mut mends = Vec::with_capacity(drafts.len());
        let mut done = 0;
        for draft in drafts {
            let was = draft.was();
            if was.start < done {
                continue;
            }
            text.push_str(&piece[done..was.start]);
            let start = text.len() as u32;
            text.push_str(&draft.text);
            done = was.end;
            let was = was.start as u32..was.end as u32;
            mends.push(Mend {
                was,
                is: start..text.len() as u32,
                way: draft.way,
            });
        }
        text.push_str(&piece[done..]);
        (text, Self(mends))
    }

    pub(in crate::syntax) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Where a byte of the mended text was in the piece as written.
    pub(in crate::syntax) fn start_in_source(&self, at: u32) -> u32 {
        let after = self.0.partition_point(|mend| mend.is.start <= at);
        let Some(mend) = after.checked_sub(1).map(|index| &self.0[index]) else {
            return at;
        };
        if at < mend.is.end {
            return mend.way.begins[(at - mend.is.start) as usize];
        }
        mend.was.end + (at - mend.is.end)
    }

    /// Where the end of a node of the mended text was in the piece as written.
    pub(in crate::syntax) fn end_in_source(&self, at: u32) -> u32 {
        let after = self.0.partition_point(|mend| mend.is.start < at);
        let Some(mend) = after.checked_sub(1).map(|index| &self.0[index]) else {
            return at;
        };
        if at <= mend.is.end {
            return mend.way.ends[(at - mend.is.start) as usize];
        }
        mend.was.end + (at - mend.is.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_out_is_gone() {
        let piece = "- a; bc";
        let (mut dash, mut word) = (Draft::new(piece, 0..3), Draft::new(piece, 5..7));
        dash.replace(0..2, "");
        word.replace(0..2, "");
        assert_eq!(Mends::apply(piece, vec![dash, word]).0, "a; ");
    }

    #[test]
    fn what_stands_before_a_gap_ends_before_it() {
        let mut draft = Draft::new("a, b", 0..4);
        draft.replace(1..2, "");
        assert_eq!((draft.origin(&(0..1)), draft.origin(&(1..3))), (0..1, 2..4));
        draft.replace(1..2, ";;");
        assert_eq!((draft.origin(&(0..1)), draft.origin(&(3..4))), (0..1, 3..4));
    }

    #[test]
    fn the_way_back_leads_to_what_was_written() {
        let piece = "dat: 2024 x";
        let mut draft = Draft::new(piece, 0..9);
        draft.replace(0..3, "date");
        assert_eq!(draft.origin(&(0..4)), 0..3);
        let (text, mends) = Mends::apply(piece, vec![draft]);
        assert_eq!(text, "date: 2024 x");
        assert_eq!((mends.start_in_source(6), mends.end_in_source(10)), (5, 9));
        assert_eq!(
            (mends.start_in_source(11), mends.end_in_source(12)),
            (10, 11)
        );
    }
}
