; Every pattern is for nodes that no other is for: editors differ in whether the first or the last one wins.

; What a line is
["meeting" "person" "document" "party" "topic" "statement" "pledge" "progress" "attendee" "delegation" "office" "signature"] @keyword

; Words between the parts of a head
["by" "for" "of" "to" "as" "from" "until" "in" "on-behalf-of" "verbatim"] @keyword.operator

(field_name) @property

; Names: declared, pointed to, a country or `EU` by its two letters
(id) @type
((ref) @constant (#match? @constant "^[A-Z][A-Z]([A-Z][A-Z])?$"))
((ref) @variable (#not-match? @variable "^[A-Z][A-Z]([A-Z][A-Z])?$"))

(verb) @function
(word) @constant.builtin

; Texts
(label) @string
(text) @string
(locator) @string.special
(plain) @string
(escape) @string.escape
(language_tag) @attribute

; Days, sums, lengths
(moment) @number
"undated" @constant.builtin
(number) @number
(currency) @constant.builtin
[(bound) (scale)] @keyword.operator
".." @operator

["{" "}" "[" "]" "(" ")"] @punctuation.bracket
[":" "," ";"] @punctuation.delimiter

((comment) @comment (#not-match? @comment "^#[ \t]*dip:"))
; A finding that somebody has answered: it speaks to the compiler
((comment) @comment.warning (#match? @comment.warning "^#[ \t]*dip:"))
