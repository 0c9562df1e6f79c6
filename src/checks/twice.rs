//! Whether a name may stand somewhere twice: asked before anything is built to find out where.

use crate::model::Name;

/// Whether one of a few names stands there twice; of many it may be so.
pub(super) fn may_be_twice(names: impl Iterator<Item = Name>) -> bool {
    const FEW: usize = 16;
    let mut seen = [Name(0); FEW];
    for (count, name) in names.enumerate() {
        if count == FEW || seen[..count].contains(&name) {
            return true;
        }
        seen[count] = name;
    }
    false
}
