//! Slips that can happen on any line: signs and quotation marks of other formats, texts left open.
//!
//! It is long because every habit is a function by itself.

use super::slip::{Line, Slip};
use super::tokens::Is;
use crate::diag::{Safety, ticked};
use crate::syntax::codes;
use crate::syntax::shape::KEYWORDS;
use crate::vocab::{countries, verbs};

/// The first slip on the line that is certain whatever the line means.
pub(super) fn find(line: &Line<'_>) -> Option<Slip> {
    (0..line.tokens.len())
        .find_map(|at| sign(line, at))
        .or_else(|| around(line))
}

fn sign(line: &Line<'_>, at: usize) -> Option<Slip> {
    match line.is(at)? {
        Is::Invisible => Some(invisible(line, at)),
        Is::Foreign => Some(foreign_quotes(line, at)),
        Is::OpenText => Some(open_text(line, at)),
        Is::OpenLong => Some(open_long(line, at)),
        Is::Text => escape(line, at),
        Is::Slashes => Some(slashes(line, at)),
        Is::Sign => foreign_sign(line, at),
        _ => None,
    }
}

fn invisible(line: &Line<'_>, at: usize) -> Slip {
    let number = line.word(at).chars().next().map_or(0, u32::from);
    Slip::new(
        &codes::INVISIBLE_CHARACTER,
        line.range(at),
        format!("a character that cannot be seen (U+{number:04X}) stands in this line"),
    )
    .label("here, though nothing shows")
    .help("delete it; it usually comes along when text is pasted")
    .safely("delete the invisible character", "")
}

fn foreign_quotes(line: &Line<'_>, at: usize) -> Slip {
    let text = line.word(at);
    let mut letters = text.chars();
    letters.next();
    letters.next_back();
    let inside = letters.as_str().replace('\\', "\\\\").replace('"', "\\\"");
    let shown: String = text.chars().take(1).chain(text.chars().last()).collect();
    Slip::new(
        &codes::FOREIGN_QUOTES,
        line.range(at),
        format!("a text stands between `{shown}`, which are no straight quotation marks"),
    )
    .label("these marks do not begin or end a text")
    .help("put the text between straight marks: `\"…\"`")
    .safely("use straight quotation marks", format!("\"{inside}\""))
}

fn open_text(line: &Line<'_>, at: usize) -> Slip {
    let text = line.word(at);
    if text.trim_matches(['"', ' ', '\t']).is_empty() && at > 1 && line.is(at - 1) == Some(Is::Word)
    {
        return never_begins(line, at);
    }
    // A curly mark at the end was meant to close it.
    let curly = text
        .char_indices()
        .rev()
        .find(|(_, letter)| !letter.is_whitespace())
        .filter(|(_, letter)| matches!(letter, '”' | '“' | '»'));
    let range = line.range(at);
    if let Some((from, mark)) = curly.filter(|(from, _)| *from > 0) {
        let edit = (
            range.start + from..range.start + from + mark.len_utf8(),
            "\"".to_owned(),
        );
        return Slip::new(
            &codes::FOREIGN_QUOTES,
            edit.0.clone(),
            format!("the text begins with `\"` but ends with `{mark}`"),
        )
        .label("this mark does not end a text")
        .and(range.start..range.start + 1, "the text begins here")
        .help("end it with a straight mark: `\"`")
        .fix(Safety::Safe, "use a straight quotation mark", vec![edit]);
    }
    let (message, edit) = open_text_mend(text, &range);
    Slip::new(&codes::UNCLOSED_TEXT, range.start..range.start + 1, message)
        .label("the text begins here and is never closed")
        .help("put `\"` where the text ends; a text over several lines stands between `\"\"\"` and `\"\"\"`")
        .fix(Safety::LookFirst, "close the text", vec![edit])
}

/// A text that has its last mark only: it begins behind the colon, or behind the verb and whom it was said to.
fn never_begins(line: &Line<'_>, at: usize) -> Slip {
    let begins = if line.is(1) == Some(Is::Colon) {
        2
    } else {
        text_begins(line, at)
    };
    let (start, end) = (line.range(begins).start, line.range(at).start + 1);
    Slip::new(
        &codes::UNCLOSED_TEXT,
        end - 1..end,
        "a text ends here that never begins",
    )
    .label("the text before this has no first mark")
    .and(start..start, "it seems to begin here")
    .help(format!("put `\"` before {}", ticked(line.word(begins))))
    .fix(
        Safety::LookFirst,
        "begin the text",
        vec![(start..start, "\"".to_owned())],
    )
}

/// The first word of a text without its first mark: behind the verb, `that`, and the code of a country; without a verb
/// behind the second word.
pub(super) fn text_begins(line: &Line<'_>, end: usize) -> usize {
    let verb = (2..end).find(|at| verbs::find(line.word(*at)).is_some());
    let mut begins = verb.map_or(2, |verb| verb + 1);
    while begins + 1 < end
        && (line.word(begins) == "to"
            || line.word(begins) == "that"
            || countries::find(line.word(begins)).is_some()
            || line.is(begins) == Some(Is::Comma))
    {
        begins += 1;
    }
    begins.min(end.saturating_sub(1))
}

/// Where the closing mark belongs: before a field's `verbatim`, else at the line's end.
fn open_text_mend(
    text: &str,
    range: &std::ops::Range<usize>,
) -> (String, (std::ops::Range<usize>, String)) {
    let body = text.trim_end();
    let body = body.strip_suffix(" verbatim").unwrap_or(body).trim_end();
    let body = body.strip_suffix([',', ';']).unwrap_or(body);
    // A stray backslash at the end would eat the mark.
    let slashes = body.len() - body.trim_end_matches('\\').len();
    let close = if slashes % 2 == 1 { "\\\"" } else { "\"" };
    let end = range.start + body.len();
    let shown = body.trim_start_matches('"');
    (
        format!("the text {} is never closed", ticked(shown)),
        (end..end, close.to_owned()),
    )
}

fn open_long(line: &Line<'_>, at: usize) -> Slip {
    let range = line.range(at);
    let body = line.word(at).trim_end();
    let end = range.start + body.len();
    if !body.starts_with("\"\"\"") {
        return two_marks(range.start..range.start + 2, "begins", range.start);
    }
    if body.len() > 5 && body.ends_with("\"\"") && !body.ends_with("\"\"\"") {
        return two_marks(end - 2..end, "ends", end);
    }
    let slip = Slip::new(
        &codes::UNCLOSED_LONG_TEXT,
        range.start..range.start + 3,
        "the text that begins with `\"\"\"` is never closed",
    )
    .label("the text begins here")
    .help("put `\"\"\"` on the line after its last line");
    if body.len() == 3 {
        return slip.read_on(vec![(end..end, "…\"\"\"".to_owned())]);
    }
    let close = match body.rsplit_once('\n') {
        Some((_, last)) => {
            let indent = last.len() - last.trim_start().len();
            format!("\n{}\"\"\"", &last[..indent])
        }
        None => "\"\"\"".to_owned(),
    };
    slip.and(end..end, "it seems to end here").fix(
        Safety::LookFirst,
        "close the text",
        vec![(end..end, close)],
    )
}

/// A text over several lines with two marks at one end.
fn two_marks(range: std::ops::Range<usize>, what: &str, at: usize) -> Slip {
    Slip::new(
        &codes::UNCLOSED_LONG_TEXT,
        range,
        format!("a text over several lines {what} with two marks instead of three"),
    )
    .label("one mark is missing here")
    .help("write `\"\"\"`")
    .fix(
        Safety::Safe,
        "add the mark",
        vec![(at..at, "\"".to_owned())],
    )
}

/// The backslashes of a text that change nothing: one mistake, however many they are.
fn escape(line: &Line<'_>, at: usize) -> Option<Slip> {
    let text = line.word(at);
    if text.starts_with("\"\"\"") {
        return None;
    }
    let start = line.range(at).start;
    let mut lone = Vec::new();
    let mut letters = text.char_indices();
    while let Some((slash, letter)) = letters.next() {
        if letter != '\\' {
            continue;
        }
        match letters.next() {
            Some((_, '"' | '\\' | 'n')) => {}
            Some((_, 'u')) if by_number(&text[slash + 2..]) => {}
            after => lone.push((start + slash, after.map_or(' ', |(_, after)| after))),
        }
    }
    let (first, after) = *lone.first()?;
    let double = lone
        .iter()
        .map(|(slash, _)| (*slash..slash + 1, "\\\\".to_owned()));
    let message = format!("a backslash stands before `{after}`, which it cannot change");
    Some(
        Slip::new(&codes::BAD_ESCAPE, first..first + 1, message)
            .label("a backslash of its own is written `\\\\`")
            .help("write `\\\\`; only `\\\"`, `\\\\`, `\\n` and `\\u{…}` begin with one backslash")
            .fix(Safety::Safe, "double the backslash", double.collect()),
    )
}

fn by_number(rest: &str) -> bool {
    let Some(digits) = rest
        .strip_prefix('{')
        .and_then(|rest| rest.split_once('}'))
        .map(|(digits, _)| digits)
    else {
        return false;
    };
    matches!(digits.len(), 1..=6) && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
}

fn slashes(line: &Line<'_>, at: usize) -> Slip {
    let range = line.range(at);
    Slip::new(
        &codes::FOREIGN_COMMENT,
        range.start..range.start + 2,
        "a comment begins with `#`, not with `//`",
    )
    .label("not the sign of a comment")
    .help("write `#` instead of `//`")
    .safely("write `#`", "#")
}

/// Signs that stand for one of ours.
const SIGNS: [(&str, &str, &str); 12] = [
    ("：", ":", "colon"),
    ("，", ",", "comma"),
    ("،", ",", "comma"),
    ("；", ";", "semicolon"),
    ("؛", ";", "semicolon"),
    ("｛", "{", "brace"),
    ("｝", "}", "brace"),
    ("–", "-", "hyphen"),
    ("—", "-", "hyphen"),
    ("−", "-", "hyphen"),
    ("‑", "-", "hyphen"),
    ("＂", "\"", "quotation mark"),
];

fn foreign_sign(line: &Line<'_>, at: usize) -> Option<Slip> {
    let sign = line.word(at);
    if at == 0 && matches!(sign, "-" | "*" | "•" | "–" | "—" | "+") {
        if let Some(slip) = super::heads::bare_attendee(line, 1) {
            return Some(slip);
        }
        let rest = line.range(1).start;
        return Some(
            Slip::new(
                &codes::FOREIGN_PUNCTUATION,
                line.range(at),
                format!("a line needs no `{sign}` before it"),
            )
            .label("lines are not marked as in a list")
            .help(format!("delete `{sign}`"))
            .fix(
                Safety::Safe,
                format!("delete `{sign}`"),
                vec![(line.range(at).start..rest, String::new())],
            ),
        );
    }
    if sign == "=" && at == 1 {
        return Some(
            Slip::new(
                &codes::FOREIGN_PUNCTUATION,
                line.range(at),
                "`=` stands where a colon belongs",
            )
            .label("a colon follows the name of a field")
            .help(format!("write `{}: …`", line.word(0)))
            .fix(
                Safety::Safe,
                "write `:`",
                vec![(line.range(0).end..line.range(at).end, ":".to_owned())],
            ),
        );
    }
    let (_, ours, noun) = SIGNS.iter().find(|(theirs, _, _)| *theirs == sign)?;
    Some(
        Slip::new(
            &codes::FOREIGN_PUNCTUATION,
            line.range(at),
            format!("`{sign}` looks like a {noun} but is another sign"),
        )
        .label(format!("write a plain `{ours}`"))
        .help(format!("write `{ours}`"))
        .safely(format!("write `{ours}`"), *ours),
    )
}

/// Slips in what surrounds the line's own words: JSON's quoted keys and commas, a colon after a keyword, brackets.
fn around(line: &Line<'_>) -> Option<Slip> {
    if line.is(0) == Some(Is::Text) && line.is(1) == Some(Is::Colon) {
        return Some(as_in_json(line));
    }
    if KEYWORDS.contains(&line.word(0))
        && line.is(1) == Some(Is::Colon)
        && line.within.field(line.word(0)).is_none()
        && super::meant::field(line.word(0), line.within).is_none()
    {
        let keyword = line.word(0);
        return Some(
            Slip::new(
                &codes::FOREIGN_PUNCTUATION,
                line.range(1),
                format!("`{keyword}` begins a record, and no colon follows it"),
            )
            .label("one colon too many")
            .help(format!("write `{}`", crate::syntax::shape::form(keyword)))
            .safely("delete the colon", ""),
        );
    }
    let last = line.tokens.len().checked_sub(1)?;
    if last > 0 && line.is(last) == Some(Is::Comma) && line.furthest >= line.range(last).start {
        return Some(comma_at_end(line));
    }
    brackets(line)
}

/// `"kind": "bilateral",`: one mistake, however many marks it has.
fn as_in_json(line: &Line<'_>) -> Slip {
    let key = line.word(0).trim_matches('"');
    let mut last = line.tokens.len() - 1;
    let mut mend = vec![(line.range(0), key.to_owned())];
    let takes_text = line
        .within
        .field(key)
        .is_none_or(|field| field.value.takes_text());
    let value = line.word(2).trim_matches('"');
    if line.is(2) == Some(Is::Text) && !takes_text && !value.contains(char::is_whitespace) {
        mend.push((line.range(2), value.to_owned()));
    }
    if last > 1 && line.is(last) == Some(Is::Comma) {
        mend.push((line.range(last), String::new()));
        last -= 1;
    }
    let mut ours = line.text[line.whole().start..line.range(last).end].to_owned();
    for (range, with) in mend.iter().rev().filter(|(_, with)| !with.is_empty()) {
        ours.replace_range(
            range.start - line.whole().start..range.end - line.whole().start,
            with,
        );
    }
    Slip::new(
        &codes::QUOTED_VALUE,
        line.whole(),
        format!("the field {} is written as in JSON", ticked(key)),
    )
    .label("no quotation marks round names, no comma at the end")
    .help(format!("write `{ours}`"))
    .fix(Safety::Safe, format!("write `{ours}`"), mend)
}

/// A comma at the end of a line that is no list.
pub(super) fn comma_at_end(line: &Line<'_>) -> Slip {
    let last = line.tokens.len() - 1;
    Slip::new(
        &codes::FOREIGN_PUNCTUATION,
        line.range(last),
        "a comma stands at the end of this line",
    )
    .label("lines end without a sign")
    .help("delete the comma; between items on one line, write `;`")
    .safely("delete the comma", "")
}

fn brackets(line: &Line<'_>) -> Option<Slip> {
    let open = (0..line.tokens.len())
        .find(|at| line.is(*at) == Some(Is::Sign) && matches!(line.word(*at), "[" | "("))?;
    let closing = if line.word(open) == "[" { "]" } else { ")" };
    let close = (open + 1..line.tokens.len()).find(|at| line.word(*at) == closing)?;
    let own = match line.word(0) {
        "amount" | "total" | "place" | "source" | "against" => true,
        "url" => {
            line.word(close + 1) == "(" || line.word(close).contains("](") || line.word(open) == "["
        }
        _ => false,
    };
    if own && line.is(1) == Some(Is::Colon) {
        return None;
    }
    Some(
        Slip::new(
            &codes::FOREIGN_PUNCTUATION,
            line.ranges(open, close),
            format!(
                "no `{}` and `{closing}` belong around a list",
                line.word(open)
            ),
        )
        .label("commas between the items are enough")
        .help("delete the brackets")
        .fix(
            Safety::Safe,
            "delete the brackets",
            vec![
                (line.range(open), String::new()),
                (line.range(close), String::new()),
            ],
        ),
    )
}
