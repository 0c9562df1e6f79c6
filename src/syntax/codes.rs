//! The codes of what cannot be read as it is written.

use crate::diag::codes;

codes! {
    NOT_UTF8 "DIP0001" "not-utf8" Error;
    NOT_TEXT "DIP0002" "not-text" Error;
    CONTROL_CHARACTER "DIP0003" "control-character" Error;
    DIRECTION_CONTROL "DIP0004" "direction-control" Error;
    EMPTY_FILE "DIP0005" "empty-file" Warning;
    TOO_DEEP "DIP0006" "too-deep" Error;
    GARBLED_TEXT "DIP0011" "garbled-text" Warning;
    UNCLOSED_TEXT "DIP0101" "unclosed-text" Error;
    UNCLOSED_LONG_TEXT "DIP0102" "unclosed-long-text" Error;
    UNCLOSED_BLOCK "DIP0103" "unclosed-block" Error;
    LOOSE_BRACE "DIP0104" "loose-brace" Error;
    FOREIGN_QUOTES "DIP0105" "foreign-quotes" Error;
    FOREIGN_COMMENT "DIP0106" "foreign-comment" Error;
    FOREIGN_PUNCTUATION "DIP0107" "foreign-punctuation" Error;
    MISSING_COLON "DIP0108" "missing-colon" Error;
    MISSING_SEPARATOR "DIP0109" "missing-separator" Error;
    CLAUSE_ORDER "DIP0110" "clause-order" Error;
    MISPLACED_RECORD "DIP0111" "misplaced-record" Error;
    UNKNOWN_KEYWORD "DIP0112" "unknown-keyword" Error;
    INCOMPLETE_LINE "DIP0113" "incomplete-line" Error;
    UNREADABLE_LINE "DIP0114" "unreadable-line" Error;
    MERGE_CONFLICT "DIP0115" "merge-conflict" Error;
    BROKEN_LINE "DIP0116" "broken-line" Error;
    MISPLACED_SETTING "DIP0117" "misplaced-setting" Error;
    FIELD_OUTSIDE_BLOCK "DIP0118" "field-outside-block" Error;
    UNQUOTED_TEXT "DIP0119" "unquoted-text" Error;
    QUOTED_VALUE "DIP0120" "quoted-value" Error;
    BAD_ESCAPE "DIP0121" "bad-escape" Error;
    BAD_ID "DIP0122" "bad-id" Error;
    INVISIBLE_CHARACTER "DIP0123" "invisible-character" Error;
    UNOPENED_BLOCK "DIP0124" "unopened-block" Error;
    WRONG_CLAUSE_WORD "DIP0125" "wrong-clause-word" Error;
    RECORDS_ON_ONE_LINE "DIP0126" "records-on-one-line" Error;
    FOREIGN_DATE "DIP0402" "foreign-date" Error;
    UNKNOWN_FIELD "DIP0801" "unknown-field" Error;
    WRONG_VALUE "DIP0805" "wrong-value" Error;
    MISSING_VALUE "DIP0808" "missing-value" Error;
    FOREIGN_AMOUNT "DIP0811" "foreign-amount" Error;
}
