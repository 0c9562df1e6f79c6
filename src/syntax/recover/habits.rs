//! Slips that can happen on any line: signs and quotation marks of other formats, texts left open.
//!
//! It is long because every habit is a function by itself.

use std::ops::Range;

use super::leftovers;
use super::slip::{Line, Slip};
use super::tokens::Is;
use crate::diag::{Safety, ticked};
use crate::syntax::codes;
use crate::syntax::shape::{KEYWORDS, Value};
use crate::vocab::{countries, verbs};

/// The first slip on the line that is certain whatever the line means.
pub(super) fn find(line: &Line<'_>) -> Option<Slip> {
    doubled_word(line)
        .or_else(|| leftovers::find(line))
        .or_else(|| (0..line.tokens.len()).find_map(|at| sign(line, at)))
        .or_else(|| around(line))
}

/// `source source: treaty`: without the second, the line can be read.
fn doubled_word(line: &Line<'_>) -> Option<Slip> {
    let stop = line.stop();
    let second = (stop.saturating_sub(2).max(1)..=stop + 1).find(|at| {
        let (before, word) = (line.is(at - 1), line.is(*at));
        let words = before == Some(Is::Word) && word == Some(Is::Word);
        words && line.word(*at) == line.word(at - 1)
    })?;
    let gap = line.range(second - 1).end..line.range(second).end;
    let edit = vec![(gap, String::new())];
    line.reads_with(&edit).then(|| {
        let written = ticked(line.word(second));
        Slip::new(
            &codes::WRONG_CLAUSE_WORD,
            line.range(second),
            format!("{written} is written twice"),
        )
        .label("one too many")
        .help(format!("write {written} once"))
        .fix(Safety::Safe, format!("delete the second {written}"), edit)
    })
}

/// Offers to keep a line that is no record as a comment.
pub(super) fn comment_out(line: &Line<'_>, slip: Slip) -> Slip {
    let whole = line.whole();
    if line.opens || line.text[whole.clone()].contains('\n') {
        return slip;
    }
    let start = whole.start..whole.start;
    slip.help(format!(
        "write it as a comment, `# {}`, or delete it",
        &line.text[whole]
    ))
    .offer("make it a comment", vec![(start, "# ".to_owned())])
}

fn sign(line: &Line<'_>, at: usize) -> Option<Slip> {
    match line.is(at)? {
        Is::Invisible => Some(invisible(line, at)),
        Is::Foreign => Some(foreign_quotes(line, at)),
        Is::OpenText => Some(open_text(line, at)),
        Is::OpenLong => Some(open_long(line, at)),
        Is::Text => marks_as_in_csv(line, at).or_else(|| escape(line, at)),
        Is::Slashes => Some(slashes(line, at)),
        Is::Sign if line.word(at).starts_with('"') => Some(doubled_marks(line, at)),
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

/// Marks before or behind a text that has its own: one mistake, however many they are.
fn doubled_marks(line: &Line<'_>, first: usize) -> Slip {
    let stray = |at: &usize| line.is(*at) == Some(Is::Sign) && line.word(*at).starts_with('"');
    let text = if line.is(first + 1) == Some(Is::Text) {
        first + 1
    } else {
        first.saturating_sub(1)
    };
    let edits = (first..line.tokens.len())
        .filter(stray)
        .map(|at| (line.range(at), String::new()));
    Slip::new(
        &codes::FOREIGN_QUOTES,
        line.range(first),
        "a quotation mark is written twice",
    )
    .label("one too many")
    .help(match line.word(first).len() {
        3 => "write `\"\"\"` once".to_owned(),
        _ => format!("write {}", ticked(line.word(text))),
    })
    .fix(Safety::Safe, "delete the mark", edits.collect())
}

/// `"that ""Africa"" must unite"`: marks within a text, doubled as in a table.
fn marks_as_in_csv(line: &Line<'_>, at: usize) -> Option<Slip> {
    let next = |at: usize| {
        line.is(at + 1) == Some(Is::Text) && line.range(at + 1).start == line.range(at).end
    };
    let last = (at..line.tokens.len()).find(|at| !next(*at))?;
    let written = line.ranges(at, last);
    let inside = line.text[written.clone()]
        .strip_prefix('"')?
        .strip_suffix('"')?;
    if last == at || inside.contains(['\\', '\n']) {
        return None;
    }
    let ours = format!("\"{}\"", inside.replace("\"\"", "\\\""));
    Some(
        Slip::new(
            &codes::FOREIGN_QUOTES,
            written,
            "the quotation marks within this text are doubled",
        )
        .label("a mark within a text is written `\\\"`")
        .help(format!("write `{ours}`"))
        .safely("write the marks within it as `\\\"`", ours),
    )
}

/// A text over several lines between marks that are not ours.
fn foreign_long(line: &Line<'_>, at: usize) -> Option<Slip> {
    let (text, range) = (line.word(at), line.range(at));
    let three = |text: &str| text.chars().take(3).map(char::len_utf8).sum::<usize>();
    let (open, edits) = if text.starts_with(['|', '>']) {
        let open = text.split(['\n', '\r']).next()?.trim_end().len();
        let last = text.rsplit('\n').next()?;
        let indent = &last[..last.len() - last.trim_start().len()];
        (
            open,
            vec![(range.end..range.end, format!("\n{indent}\"\"\""))],
        )
    } else {
        let last: usize = text.chars().rev().take(3).map(char::len_utf8).sum();
        let marks = |letter: char| !letter.is_alphanumeric() && !letter.is_whitespace();
        let long = text.chars().take(3).all(marks) && text.len() > three(text) + last;
        if !long || !text.contains('\n') {
            return None;
        }
        (
            three(text),
            vec![(range.end - last..range.end, "\"\"\"".to_owned())],
        )
    };
    let opening = range.start..range.start + open;
    let written = line.text[opening.clone()].to_owned();
    let edits = std::iter::once((opening.clone(), "\"\"\"".to_owned())).chain(edits);
    Some(
        Slip::new(
            &codes::FOREIGN_QUOTES,
            opening,
            format!("a text over several lines begins with {}", ticked(&written)),
        )
        .label("it stands between `\"\"\"` and `\"\"\"`")
        .help("write `\"\"\"` before it and behind it")
        .fix(Safety::Safe, "write `\"\"\"`", edits.collect()),
    )
}

fn foreign_quotes(line: &Line<'_>, at: usize) -> Slip {
    if let Some(slip) = foreign_long(line, at) {
        return slip;
    }
    let text = line.word(at);
    if let Some(inside) = text
        .strip_prefix("&quot;")
        .and_then(|text| text.strip_suffix("&quot;"))
    {
        return Slip::new(
            &codes::FOREIGN_QUOTES,
            line.range(at),
            "a text stands between `&quot;`, as in a web page",
        )
        .label("these do not begin or end a text")
        .help(format!("write `\"{inside}\"`"))
        .safely("use quotation marks", format!("\"{inside}\""));
    }
    let mut letters = text.chars();
    letters.next();
    letters.next_back();
    let inside = letters.as_str().replace('\\', "\\\\").replace('"', "\\\"");
    // French has blanks inside the marks.
    let inside = if text.starts_with(['«', '‹', '„']) {
        inside.trim()
    } else {
        &inside
    };
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
    let behind_words = matches!(
        line.is(at.wrapping_sub(1)),
        Some(Is::Word | Is::Number | Is::Sign)
    );
    if text.trim_matches(['"', ' ', '\t']).is_empty() && at > 1 && behind_words {
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
fn open_text_mend(text: &str, range: &Range<usize>) -> (String, (Range<usize>, String)) {
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
        let marks = body.len() - body.trim_start_matches('"').len();
        return few_marks(range.start..range.start + marks, "begins", range.start);
    }
    if body.len() > 5 && body.ends_with("\"\"") && !body.ends_with("\"\"\"") {
        return few_marks(end - 2..end, "ends", end);
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

/// A text over several lines with one or two marks at one end.
fn few_marks(range: Range<usize>, what: &str, at: usize) -> Slip {
    let (count, missing) = if range.len() == 2 {
        ("two marks", "\"")
    } else {
        ("one mark", "\"\"")
    };
    Slip::new(
        &codes::UNCLOSED_LONG_TEXT,
        range,
        format!("a text over several lines {what} with {count} instead of three"),
    )
    .label("three marks belong here")
    .help("write `\"\"\"`")
    .fix(
        Safety::Safe,
        "write `\"\"\"`",
        vec![(at..at, missing.to_owned())],
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
    if let Some(slip) = escape_as_in_json(line, at) {
        return Some(slip);
    }
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

/// The letters of a text that are written by their numbers as in JSON: `\u00f6`.
fn escape_as_in_json(line: &Line<'_>, at: usize) -> Option<Slip> {
    let (text, start) = (line.word(at), line.range(at).start);
    let unit = |rest: &str| {
        let digits = rest.strip_prefix("\\u")?.get(..4)?;
        u16::from_str_radix(digits, 16).ok()
    };
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut passed = 0;
    while let Some(slash) = text[passed..].find('\\').map(|found| passed + found) {
        let first = unit(&text[slash..]);
        let second = text.get(slash + 6..).and_then(unit);
        let units = first.into_iter().chain(second);
        // Letters beyond the first 65,536 are written as two.
        let letter = char::decode_utf16(units).next().and_then(Result::ok);
        let letter = letter.filter(|letter| !letter.is_control() && !matches!(letter, '"' | '\\'));
        let length = letter.map_or(2, |letter| 6 * letter.len_utf16());
        if let Some(letter) = letter {
            edits.push((start + slash..start + slash + length, letter.to_string()));
        }
        passed = slash + length;
        if !text.is_char_boundary(passed) {
            break;
        }
    }
    let (range, letter) = edits.first()?.clone();
    let message = format!(
        "{} is how JSON writes a letter",
        ticked(&line.text[range.clone()])
    );
    Some(
        Slip::new(&codes::BAD_ESCAPE, range, message)
            .label(format!("it stands for `{letter}`"))
            .help(format!("write `{letter}` itself"))
            .fix(Safety::Safe, format!("write `{letter}`"), edits),
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
    const SIGNS: [(&str, &str); 5] = [
        ("//", ""),
        ("<!--", "-->"),
        ("/*", "*/"),
        ("--", ""),
        (";", ""),
    ];
    let (range, text) = (line.range(at), line.word(at));
    let (sign, end) = SIGNS
        .iter()
        .find(|(sign, _)| text.starts_with(sign))
        .map_or(("//", ""), |signs| *signs);
    let opening = range.start..range.start + sign.len();
    let mut edits = vec![(opening.clone(), "#".to_owned())];
    let body = text.trim_end();
    if !end.is_empty() && body.ends_with(end) && body.len() >= sign.len() + end.len() {
        let close = range.start + body.len() - end.len();
        edits.push((close..close + end.len(), String::new()));
    }
    Slip::new(
        &codes::FOREIGN_COMMENT,
        opening,
        format!("a comment begins with `#`, not with `{sign}`"),
    )
    .label("not the sign of a comment")
    .help(format!(
        "write `#` instead of `{sign}`; each line of a comment has its own `#`"
    ))
    .fix(Safety::Safe, "write `#`", edits)
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
    let same = (at..line.tokens.len())
        .filter(|at| line.is(*at) == Some(Is::Sign) && line.word(*at) == sign);
    let edits = same.map(|at| (line.range(at), (*ours).to_owned()));
    Some(
        Slip::new(
            &codes::FOREIGN_PUNCTUATION,
            line.range(at),
            format!("`{sign}` looks like a {noun} but is another sign"),
        )
        .label(format!("write a plain `{ours}`"))
        .help(format!("write `{ours}`"))
        .fix(Safety::Safe, format!("write `{ours}`"), edits.collect()),
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
    if let Some(slip) = super::heads::colon_for_block(line) {
        return Some(slip);
    }
    if last > 0 && line.is(last) == Some(Is::Comma) && line.furthest >= line.range(last).start {
        return Some(comma_at_end(line));
    }
    too_much(line).or_else(|| brackets(line))
}

/// A sign that is nothing but too much: without it, the line can be read.
fn too_much(line: &Line<'_>) -> Option<Slip> {
    let field = line
        .within
        .field(line.word(0))
        .filter(|_| line.is(1) == Some(Is::Colon));
    if field.is_some_and(|field| {
        matches!(
            field.value,
            Value::Amount | Value::Length | Value::Day | Value::DayOrRef
        )
    }) {
        return None;
    }
    let stop = line.stop();
    let is_sign = |at: &usize| matches!(line.is(*at), Some(Is::Sign | Is::Comma | Is::Colon));
    let at = [stop, stop.wrapping_sub(1), stop + 1]
        .into_iter()
        .filter(is_sign)
        .find(|at| line.reads_with(&[(line.range(*at), String::new())]))?;
    let sign = ticked(line.word(at));
    Some(
        Slip::new(
            &codes::FOREIGN_PUNCTUATION,
            line.range(at),
            format!("{sign} is too much in this line"),
        )
        .label("nothing is missing without it")
        .help(format!("delete {sign}: {}", ticked(&without(line, at))))
        .safely(format!("delete {sign}"), ""),
    )
}

/// The line without one of its tokens.
fn without(line: &Line<'_>, at: usize) -> String {
    let mut text = line.text[..line.end()].to_owned();
    text.replace_range(line.range(at), "");
    text.trim().to_owned()
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
    let (sign, closing) = if line.word(open) == "[" {
        ("[", "]")
    } else {
        ("(", ")")
    };
    let first_close = (open + 1..line.tokens.len()).find(|at| line.word(*at) == closing);
    let own = match line.word(0) {
        "amount" | "total" | "place" | "source" | "against" => true,
        "url" => first_close.is_some_and(|close| {
            sign == "[" || line.word(close + 1) == "(" || line.word(close).contains("](")
        }),
        _ => false,
    };
    if own && line.is(1) == Some(Is::Colon) {
        return None;
    }
    if let Some(slip) = link(line, open).or_else(|| super::fields::several_in_brackets(line)) {
        return Some(slip);
    }
    let close = (open + 1..line.tokens.len())
        .rev()
        .find(|at| line.word(*at) == closing)?;
    let edits = (open..=close)
        .filter(|at| line.word(*at) == sign || line.word(*at) == closing)
        .map(|at| (line.range(at), String::new()));
    Some(
        Slip::new(
            &codes::FOREIGN_PUNCTUATION,
            line.ranges(open, close),
            format!("no `{sign}` and `{closing}` belong around a list"),
        )
        .label("commas between the items are enough")
        .help("delete the brackets")
        .fix(Safety::Safe, "delete the brackets", edits.collect()),
    )
}

/// `[Readout](https://example.org)`: an address as in Markdown.
fn link(line: &Line<'_>, open: usize) -> Option<Slip> {
    let rest = &line.text[line.range(open).start..];
    let (_, address) = rest.split_once("](")?;
    let (address, _) = address.split_once(')')?;
    let length = address.as_ptr() as usize - rest.as_ptr() as usize + address.len() + 1;
    let start = line.range(open).start;
    let web = address.starts_with("http") && !address.contains(char::is_whitespace);
    web.then(|| {
        Slip::new(
            &codes::FOREIGN_QUOTES,
            start..start + length,
            "an address is written as in Markdown",
        )
        .label("the address alone, as a text")
        .help(format!("write `\"{address}\"`"))
        .safely("write the address", format!("\"{address}\""))
    })
}
