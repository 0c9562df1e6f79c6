//! The codes of what can be read but not understood: names, words, values.

use crate::diag::codes;

codes! {
    UNKNOWN_NAME "DIP0201" "unknown-name" Error;
    WRONG_KIND_OF_RECORD "DIP0202" "wrong-kind-of-record" Error;
    DUPLICATE_ID "DIP0203" "duplicate-id" Error;
    IMPOSSIBLE_DATE "DIP0401" "impossible-date" Error;
    MISSING_FIELD "DIP0802" "missing-field" Error;
    DOUBLED_FIELD "DIP0803" "doubled-field" Error;
    UNKNOWN_WORD "DIP0804" "unknown-word" Error;
    EMPTY_TEXT "DIP0806" "empty-text" Error;
    EMPTY_BLOCK "DIP0807" "empty-block" Warning;
    UNKNOWN_LANGUAGE "DIP0809" "unknown-language" Error;
    UNKNOWN_CURRENCY "DIP0810" "unknown-currency" Error;
    POINT_OR_THOUSANDS "DIP0812" "point-or-thousands" Note;
}
