//! The words and signs of a text that the grammar refused, so that a slip can be named.

use std::ops::Range;

use crate::syntax::grammar::is_blank;
use crate::syntax::split::{line_text, long_text, open_text_end, stray_marks, two_marks_open};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Is {
    /// Letters, digits, hyphens; also `meeting.pledge`.
    Word,
    /// Anything that begins like a number or a date.
    Number,
    /// `"…"` or `"""…"""`, closed.
    Text,
    /// A text that is never closed.
    OpenText,
    /// A `"""` text that is never closed.
    OpenLong,
    /// A text in quotation marks that the language does not know: `“…”`, `'…'`, `«…»`.
    Foreign,
    /// `@kk` after a text.
    Tag,
    Comma,
    Colon,
    Semicolon,
    Open,
    Close,
    Newline,
    Comment,
    /// `//…`, a comment elsewhere.
    Slashes,
    /// A letter that cannot be seen.
    Invisible,
    /// Any other sign.
    Sign,
}

/// A token and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) is: Is,
    pub(super) range: Range<usize>,
}

/// Cuts `text` into tokens; blanks are between them.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    let mut opened_on_line = false;
    // A foreign mark that nothing ends up to there, the end of its line.
    let mut unclosed = ('\0', 0);
    while let Some(letter) = text[at..].chars().next() {
        if is_blank(letter) {
            at += letter.len_utf8();
            continue;
        }
        let adjacent = tokens.last().filter(|token| token.range.end == at);
        let after_text = adjacent.is_some_and(|token| matches!(token.is, Is::Text | Is::Foreign));
        let begins_line = tokens.last().is_none_or(|token| token.is == Is::Newline);
        let (is, length) = match letter {
            '"' if stray_marks(text, at).is_some() => {
                let length = stray_marks(text, at).unwrap_or(1);
                let near = text[..at].ends_with('"') || text[at + 1..].starts_with('"');
                (if near { Is::Sign } else { Is::OpenText }, length)
            }
            '|' | '>' => match indented_text(text, at) {
                Some(length) => (Is::Foreign, length),
                None => (Is::Sign, 1),
            },
            _ if begins_line && foreign_comment(&text[at..]) => {
                (Is::Slashes, to_line_end(&text[at..]))
            }
            _ if begins_line && rule_length(&text[at..]).is_some() => {
                (Is::Sign, rule_length(&text[at..]).unwrap_or(1))
            }
            ';' if at == 0 => (Is::Slashes, to_line_end(text)),
            _ if letter == unclosed.0 && at < unclosed.1 => (Is::Sign, letter.len_utf8()),
            _ if FOREIGN_MARKS.contains(&letter) => {
                let found = foreign(&text[at..], letter);
                if found.0 == Is::Sign {
                    unclosed = (letter, at + to_line_end(&text[at..]));
                }
                found
            }
            _ => token(&text[at..], letter, opened_on_line, after_text),
        };
        match is {
            Is::Open => opened_on_line = true,
            Is::Newline | Is::Close => opened_on_line = false,
            _ => {}
        }
        tokens.push(Token {
            is,
            range: at..at + length,
        });
        at += length;
    }
    tokens
}

/// Marks that begin a text elsewhere.
const FOREIGN_MARKS: [char; 12] = [
    '“', '„', '«', '‘', '\'', '”', '’', '「', '『', '《', '‹', '‚',
];

/// A line that only divides, or that another program put there: `---`, `=====`, three backticks, `>>>>>>> main`.
fn rule_length(rest: &str) -> Option<usize> {
    let sign = rest
        .chars()
        .next()
        .filter(|sign| "-=*_~`<>|".contains(*sign))?;
    let line = rest[..to_line_end(rest)].trim_end();
    let run = line.len() - line.trim_start_matches(sign).len();
    let after = &line[run..];
    let more = matches!(sign, '`' | '~') || run == 7 && matches!(sign, '<' | '>' | '=' | '|');
    (run > 2 && (after.is_empty() || more && !after.contains(sign))).then_some(line.len())
}

/// A comment of other languages that has a line of its own.
fn foreign_comment(rest: &str) -> bool {
    let dashes = rest.starts_with("--") && rest[2..].starts_with(is_blank);
    dashes || rest.starts_with("<!--") || rest.starts_with("/*")
}

/// How far a text goes that is marked by `|` or `>` at the end of a line, as in YAML: over the lines that are indented deeper.
fn indented_text(text: &str, at: usize) -> Option<usize> {
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let below = text[at + 1..].trim_start_matches(['-', '+']);
    if !below.trim_start_matches(is_blank).starts_with(['\n', '\r']) {
        return None;
    }
    let begin = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let own = indent(&text[begin..]);
    let rest = &text[at..];
    let mut lines = rest.split_inclusive('\n');
    let mark = lines.next()?;
    if !matches!(mark.trim(), "|" | ">" | "|-" | ">-" | "|+" | ">+") || begin + own == at {
        return None;
    }
    let mut length = mark.len();
    let mut end = None;
    for line in lines {
        if !line.trim().is_empty() {
            if indent(line) <= own || line.trim() == "}" {
                break;
            }
            end = Some(length + line.trim_end().len());
        }
        length += line.len();
    }
    end
}

fn token(rest: &str, letter: char, opened_on_line: bool, after_text: bool) -> (Is, usize) {
    let one = letter.len_utf8();
    match letter {
        '"' => text(rest, opened_on_line),
        '{' => (Is::Open, one),
        '}' => (Is::Close, one),
        ',' => (Is::Comma, one),
        ':' => (Is::Colon, one),
        ';' => (Is::Semicolon, one),
        '\r' if rest.starts_with("\r\n") => (Is::Newline, 2),
        '\n' | '\r' => (Is::Newline, one),
        '#' => (Is::Comment, to_line_end(rest)),
        '/' if rest.starts_with("//") => (Is::Slashes, to_line_end(rest)),
        '@' if after_text => (
            Is::Tag,
            1 + while_some(&rest[1..], |letter| {
                letter.is_alphanumeric() || matches!(letter, '-' | '_')
            }),
        ),
        '&' => entity(rest).unwrap_or((Is::Sign, one)),
        '<' => (Is::Sign, tag(rest).unwrap_or(one)),
        '[' if rest[1..].starts_with(|next: char| next.is_ascii_digit() || next == '.') => (
            Is::Number,
            rest.bytes()
                .take(60)
                .position(|byte| byte == b']')
                .map_or(one, |end| end + 1),
        ),
        '.' if rest.starts_with("..")
            && rest[2..].starts_with(|next: char| next.is_ascii_digit()) =>
        {
            (Is::Number, 2 + number(&rest[2..]))
        }
        _ if letter.is_ascii_digit() => (Is::Number, number(rest)),
        _ if letter.is_alphabetic() && rest[word(rest)..].starts_with("://") => {
            (Is::Sign, address(rest))
        }
        _ if letter.is_alphabetic() => (Is::Word, word(rest)),
        '\u{200B}'..='\u{200F}' | '\u{2028}' | '\u{2029}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' => {
            (Is::Invisible, one)
        }
        _ if letter.is_control() => (Is::Invisible, one),
        _ => (Is::Sign, one),
    }
}

fn text(rest: &str, opened_on_line: bool) -> (Is, usize) {
    if rest.starts_with("\"\"\"") {
        let length = long_text(rest);
        if length.closed {
            return (Is::Text, length.bytes);
        }
        return (Is::OpenLong, rest[..length.bytes].trim_end().len());
    }
    if let Some(length) = two_marks_open(rest) {
        return (Is::OpenLong, length);
    }
    let length = line_text(rest.as_bytes());
    if length > 1 && rest[..length].ends_with('"') {
        return (Is::Text, length);
    }
    (Is::OpenText, open_text_end(&rest[..length], opened_on_line))
}

/// A sign written as in HTML, several of it as one: `&nbsp;&nbsp;`; a text between two `&quot;` as that text.
fn entity(rest: &str) -> Option<(Is, usize)> {
    let one = |rest: &str| {
        let name = rest
            .strip_prefix('&')?
            .bytes()
            .take(10)
            .position(|byte| byte == b';')?;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'#';
        (name > 1 && rest[1..=name].bytes().all(plain)).then_some(name + 2)
    };
    let mut end = one(rest)?;
    let name = &rest[..end];
    if name == "&quot;" {
        let close = memchr::memmem::find(&rest.as_bytes()[end..], name.as_bytes())
            .filter(|close| to_line_end(&rest[end..end + close]) == *close)?;
        return Some((Is::Foreign, end + close + name.len()));
    }
    while let Some(more) = one(&rest[end..]) {
        end += more;
    }
    Some((Is::Sign, end))
}

/// A tag as in HTML: `<br>`, `</meeting>`.
fn tag(rest: &str) -> Option<usize> {
    /// No tag is longer.
    const MOST: usize = 300;
    let name = rest[1..].strip_prefix('/').unwrap_or(&rest[1..]);
    let near = &rest.as_bytes()[..rest.len().min(MOST)];
    let end = memchr::memchr3(b'>', b'\n', b'\r', near).filter(|end| near[*end] == b'>')?;
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        .then_some(end + 1)
}

/// A text over several lines between three marks that are not ours: `'''`, `“““`.
fn foreign_long(rest: &str) -> Option<usize> {
    const MARKS: [char; 8] = ['“', '”', '„', '‘', '’', '\'', '«', '»'];
    let run = |text: &str| {
        let marks = text
            .char_indices()
            .take_while(|(_, letter)| MARKS.contains(letter) || *letter == '"')
            .take(4);
        let (count, end) = marks.fold((0, 0), |(count, _), (at, letter)| {
            (count + 1, at + letter.len_utf8())
        });
        (count == 3).then_some(end)
    };
    let open = run(rest)?;
    let mut at = open;
    loop {
        at += rest[at..].find(|letter| MARKS.contains(&letter) || letter == '"')?;
        match run(&rest[at..]) {
            Some(close) => return Some(at + close),
            None => at += rest[at..].chars().next()?.len_utf8(),
        }
    }
}

fn foreign(rest: &str, letter: char) -> (Is, usize) {
    if let Some(length) = foreign_long(rest) {
        return (Is::Foreign, length);
    }
    let close: &[char] = match letter {
        '「' => &['」'],
        '『' => &['』'],
        '《' => &['》'],
        '‹' => &['›'],
        '‚' => &['‘', '’'],
        '“' | '„' | '”' => &['”', '“', '"'],
        '«' => &['»'],
        '‘' | '’' => &['’', '\''],
        _ => &['\''],
    };
    let one = letter.len_utf8();
    let line = &rest[..to_line_end(rest)];
    let closed = line[one..].char_indices().find(|(at, mark)| {
        let after = line[one + at + mark.len_utf8()..].chars().next();
        close.contains(mark) && after.is_none_or(|after| !after.is_alphanumeric())
    });
    match closed {
        Some((at, mark)) => (Is::Foreign, one + at + mark.len_utf8()),
        None => (Is::Sign, one),
    }
}

fn to_line_end(rest: &str) -> usize {
    memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len())
}

fn while_some(rest: &str, keep: impl Fn(char) -> bool) -> usize {
    rest.find(|letter| !keep(letter)).unwrap_or(rest.len())
}

/// Whether a letter may stand in an id, as `id_char` in the grammar.
pub(super) fn is_id_char(letter: char) -> bool {
    letter.is_alphanumeric()
        || matches!(letter, '-' | '_')
        || unicode_normalization::char::is_combining_mark(letter)
}

/// An address of the web: to the next blank, quotation mark, brace or semicolon.
fn address(rest: &str) -> usize {
    while_some(rest, |letter| {
        !letter.is_whitespace() && !matches!(letter, '"' | '{' | '}' | ';')
    })
}

fn word(rest: &str) -> usize {
    let length = while_some(rest, is_id_char);
    let path = rest[length..]
        .strip_prefix('.')
        .filter(|path| path.starts_with(char::is_alphabetic));
    path.map_or(length, |path| length + 1 + while_some(path, is_id_char))
}

/// The run of a number or date: digits, and what people write among them.
fn number(rest: &str) -> usize {
    let mut end = 0;
    let mut letters = rest.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let goes_on = letter.is_ascii_alphanumeric()
            || matches!(
                letter,
                '-' | '/' | '+' | '~' | '?' | '%' | '–' | '.' | '‑' | '‐' | '−'
            )
            || matches!(letter, ',' | ':' | '\'') && next.is_some_and(|next| next.is_ascii_digit());
        if !goes_on {
            break;
        }
        end = at + letter.len_utf8();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_what_a_reader_sees() {
        let kinds = |text: &str| {
            tokens(text)
                .into_iter()
                .map(|token| (token.is, text[token.range].to_owned()))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            kinds("date: 29/10/2024"),
            [
                (Is::Word, "date".into()),
                (Is::Colon, ":".into()),
                (Is::Number, "29/10/2024".into())
            ]
        );
        assert_eq!(
            kinds("“no” 'x' \"open {"),
            [
                (Is::Foreign, "“no”".into()),
                (Is::Foreign, "'x'".into()),
                (Is::OpenText, "\"open".into()),
                (Is::Open, "{".into())
            ]
        );
        assert_eq!(
            kinds("a.b [2024..] ..2024-05"),
            [
                (Is::Word, "a.b".into()),
                (Is::Number, "[2024..]".into()),
                (Is::Number, "..2024-05".into())
            ]
        );
    }
}
