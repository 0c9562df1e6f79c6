//! The order of a block: its fields as the manual lists them, then its records as their writer put them.

use super::read::{Block, Item, Line};

/// Puts every block of a line in order.
pub(super) fn line(line: &mut Line<'_>) {
    if let Some(block) = &mut line.block {
        ordered(block);
    }
}

fn ordered(block: &mut Block<'_>) {
    for item in &mut block.items {
        line(&mut item.line);
    }
    let items = std::mem::take(&mut block.items);
    let mut numbered: Vec<(usize, Item<'_>)> = items.into_iter().enumerate().collect();
    numbered.sort_by_key(|(_, item)| rank(block, item));
    let mut previous = None;
    for (at, mut item) in numbered {
        // An empty line stays where it was: between the same two.
        let stays = previous.map(|previous| previous + 1) == Some(at) || is_record(block, &item);
        if !stays || previous.is_none() {
            match item.remarks.first_mut() {
                Some(first) => first.blank_before = false,
                None => item.blank_before = false,
            }
        }
        previous = Some(at);
        block.items.push(item);
    }
    if block.items.is_empty()
        && block.opening.is_none()
        && let Some(first) = block.closing.first_mut()
    {
        first.blank_before = false;
    }
}

/// Its place among the fields of the block; keys of the writer's own come after all others, and then the records.
fn rank(block: &Block<'_>, item: &Item<'_>) -> usize {
    let fields = block.of.fields().count();
    if is_record(block, item) {
        return fields + 1;
    }
    let mut known = block.of.fields();
    known
        .position(|field| field.kind == item.kind)
        .unwrap_or(fields)
}

/// Whether it is a record and no field.
pub(super) fn is_record(block: &Block<'_>, item: &Item<'_>) -> bool {
    use crate::syntax::Kind;
    matches!(
        (block.of, item.kind),
        (
            _,
            Kind::office
                | Kind::attendee
                | Kind::delegation
                | Kind::statement
                | Kind::pledge
                | Kind::nested_progress
                | Kind::signature
        )
    )
}
