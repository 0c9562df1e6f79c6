//! Which of two dates is the earlier, and how sure that is where people keep different clocks.

use jiff::ToSpan as _;
use jiff::civil::DateTime;

use crate::diag::Severity;
use crate::model::When;

/// Whether the first is the earlier, and how sure that is: a day's difference may come of the clocks, for it is tomorrow in
/// Beijing while it is still evening in Washington.
pub(super) fn how_sure(first: When, second: When) -> Option<Severity> {
    if !first.surely_before(second) {
        return None;
    }
    if let (Some(first), Some(second)) = (instant(first), instant(second)) {
        return (first < second).then_some(Severity::Error);
    }
    let next_day = first.latest().and_then(|last| last.tomorrow().ok());
    Some(if next_day == second.earliest() {
        Severity::Warning
    } else {
        Severity::Error
    })
}

/// The minute, in UTC, of a moment whose time and zone are known.
fn instant(when: When) -> Option<DateTime> {
    let When::At(moment) = when else { return None };
    let time = moment.time?;
    let local = moment.first().at(time.hour, time.minute, 0, 0);
    local.checked_sub(i64::from(time.offset?).minutes()).ok()
}
