//! The codes of comments that allow a finding.

use crate::diag::codes;

codes! {
    UNUSED_ALLOW "DIP0008" "unused-allow" Warning;
    BAD_ALLOW "DIP0009" "bad-allow" Warning;
    EXPIRED_ALLOW "DIP0010" "expired-allow" Warning;
}
