//! The words that no message may have: those that only a programmer knows.

/// The beginnings of such words, in small letters.
pub const FORBIDDEN: [&str; 11] = [
    "token",
    "parse",
    "parsing",
    "syntax",
    "literal",
    "identifier",
    "string",
    "invalid",
    "expected",
    "unexpected",
    "eof",
];
