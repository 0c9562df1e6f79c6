//! Lines that came along from elsewhere: rules and fences, page numbers, headings in brackets, marks of lists, rows of tables.

use super::slip::{Line, Slip};
use super::tokens::Is;
use crate::diag::{Safety, ticked};
use crate::syntax::codes;
use crate::syntax::shape::KEYWORDS;
use crate::vocab::countries;

/// What a line has that belongs to no record.
pub(super) fn find(line: &Line<'_>) -> Option<Slip> {
    divider(line)
        .or_else(|| page_number(line))
        .or_else(|| heading(line))
        .or_else(|| emphasis(line))
        .or_else(|| numbered(line))
        .or_else(|| row(line))
        .or_else(|| object(line))
}

/// `---`, three backticks, `>>>>>>> main`, a lone `,`.
fn divider(line: &Line<'_>) -> Option<Slip> {
    let sign = |at: usize| matches!(line.is(at), Some(Is::Sign | Is::Comma | Is::Colon));
    let alone = line.tokens.len() == 1 && sign(0) && !line.opens;
    let fence = line.is(0) == Some(Is::Sign) && line.range(0).len() > 2 && line.tokens.len() == 1;
    (alone || fence).then(|| {
        let written = ticked(line.word(0));
        let message = match line.word(0).chars().next() {
            Some('<' | '>') if fence => {
                format!("{written} was left here by a merge of two versions")
            }
            _ => format!("{written} is no line of a record"),
        };
        Slip::new(&codes::FOREIGN_PUNCTUATION, line.range(0), message)
            .label("nothing is said here")
            .help("delete it")
            .safely("delete the line", "")
    })
}

/// `- 2 -`, `2`
fn page_number(line: &Line<'_>) -> Option<Slip> {
    let dash = |at: usize| matches!(line.word(at), "-" | "–" | "—");
    let number = |at: usize| {
        line.word(at).len() < 5 && line.word(at).bytes().all(|byte| byte.is_ascii_digit())
    };
    let page = match line.tokens.len() {
        1 => number(0),
        3 => dash(0) && number(1) && dash(2),
        _ => false,
    };
    let whole = line.whole();
    (page && !line.opens).then(|| {
        Slip::new(
            &codes::FOREIGN_PUNCTUATION,
            whole.clone(),
            format!(
                "{} seems to be the number of a page",
                ticked(&line.text[whole.clone()])
            ),
        )
        .label("no part of a record")
        .help("delete it")
        .fix(
            Safety::LookFirst,
            "delete the line",
            vec![(whole, String::new())],
        )
    })
}

/// `[people of the EU]`, `[party.mission]`
fn heading(line: &Line<'_>) -> Option<Slip> {
    let last = line.tokens.len().checked_sub(1)?;
    if line.word(0) != "[" || line.word(last) != "]" || last < 2 {
        return None;
    }
    let inside = &line.text[line.ranges(1, last - 1)];
    let whole = line.whole();
    let slip = Slip::new(
        &codes::FOREIGN_PUNCTUATION,
        whole.clone(),
        format!(
            "{} is written like the heading of a section",
            ticked(&line.text[whole.clone()])
        ),
    );
    if let Some((keyword, id)) = inside
        .split_once('.')
        .filter(|(keyword, _)| KEYWORDS.contains(keyword))
    {
        return Some(
            slip.label("a record begins with its keyword and its id")
                .help(format!(
                    "write `{keyword} {id} \"…\" {{`, its fields, and `}}`"
                ))
                .fix(
                    Safety::LookFirst,
                    format!("write `{keyword} {id}`"),
                    vec![(whole, format!("{keyword} {id}"))],
                ),
        );
    }
    Some(
        slip.label("records have no sections")
            .help(format!("write it as a comment, `# {inside}`, or delete it"))
            .fix(
                Safety::LookFirst,
                "make it a comment",
                vec![(whole, format!("# {inside}"))],
            ),
    )
}

/// `**meeting** munich`: words made bold.
fn emphasis(line: &Line<'_>) -> Option<Slip> {
    let star = |at: usize| line.word(at) == "*" && line.is(at) == Some(Is::Sign);
    let first = (0..line.tokens.len()).find(|at| star(*at) && star(at + 1))?;
    let last = (first + 3..line.tokens.len()).find(|at| star(*at) && star(at - 1))?;
    let edits: Vec<_> = (0..line.tokens.len())
        .filter(|at| star(*at))
        .map(|at| (line.range(at), String::new()))
        .collect();
    let inside = &line.text[line.ranges(first + 2, last - 2)];
    Some(
        Slip::new(
            &codes::FOREIGN_PUNCTUATION,
            line.ranges(first, last),
            format!("{} is marked as in bold print", ticked(inside)),
        )
        .label("words of a record are not marked")
        .help(format!("write `{inside}`"))
        .fix(Safety::Safe, "delete the stars", edits),
    )
}

/// `3. signature adenauer for DE`
fn numbered(line: &Line<'_>) -> Option<Slip> {
    let number = line.word(0).trim_end_matches(['.', ')']);
    let counted =
        line.is(0) == Some(Is::Number) && number.bytes().all(|byte| byte.is_ascii_digit());
    let bracket = usize::from(line.word(1) == ")" || line.word(1) == ".");
    let marked = number.len() < line.word(0).len() || bracket > 0;
    let next = line.range(1 + bracket).start;
    (counted && marked && line.tokens.len() > 1 + bracket).then(|| {
        Slip::new(
            &codes::FOREIGN_PUNCTUATION,
            line.ranges(0, bracket),
            format!(
                "a line needs no {} before it",
                ticked(&line.text[line.ranges(0, bracket)])
            ),
        )
        .label("lines are not numbered")
        .help("delete the number")
        .fix(
            Safety::Safe,
            "delete the number",
            vec![(line.range(0).start..next, String::new())],
        )
    })
}

/// `| kono | JP |`: the row of a table.
fn row(line: &Line<'_>) -> Option<Slip> {
    let bar = |at: usize| line.word(at) == "|";
    let cells: Vec<&str> = (0..line.tokens.len())
        .filter(|at| !bar(*at))
        .map(|at| line.word(at))
        .collect();
    let bars = (0..line.tokens.len()).filter(|at| bar(*at)).count();
    if !bar(0) || bars < 2 || !line.within.records().contains(&"attendee") {
        return None;
    }
    let mut ours = "attendee".to_owned();
    for (at, cell) in cells.iter().filter(|cell| **cell != "attendee").enumerate() {
        let joint = match at {
            0 => "",
            1 if countries::find(cell).is_some() => "for ",
            _ => "as ",
        };
        ours = format!("{ours} {joint}{cell}");
    }
    let whole = line.whole();
    super::read(line.within, &ours).is_ok().then(|| {
        Slip::new(
            &codes::FOREIGN_PUNCTUATION,
            whole.clone(),
            "this line is written like the row of a table",
        )
        .label("who was there is written `attendee …`")
        .help(format!("write `{ours}`"))
        .fix(
            Safety::LookFirst,
            format!("write `{ours}`"),
            vec![(whole, ours)],
        )
    })
}

/// `{ "person": "ban", "name": "Ban Ki-moon" }`: a record as in JSON.
fn object(line: &Line<'_>) -> Option<Slip> {
    let first = (0..line.tokens.len()).find(|at| line.is(*at) == Some(Is::Text))?;
    if line.is(0) != Some(Is::Open) || first != 1 || line.is(2) != Some(Is::Colon) {
        return None;
    }
    let value = |keys: &[&str]| {
        (1..line.tokens.len())
            .find(|at| {
                line.is(at + 1) == Some(Is::Colon)
                    && keys.contains(&line.word(*at).trim_matches('"'))
            })
            .map(|at| {
                (
                    line.word(at).trim_matches('"'),
                    line.word(at + 2).trim_matches('"'),
                )
            })
    };
    let slip = Slip::new(
        &codes::QUOTED_VALUE,
        line.range(0),
        "this record is written as in JSON",
    )
    .label("a record begins with its keyword");
    Some(match value(&KEYWORDS) {
        Some((keyword, id)) => {
            let label = value(&["name", "label", "title"]).map_or("…", |(_, label)| label);
            slip.help(format!(
                "write `{keyword} {id} \"{label}\"`, and its fields between `{{` and `}}`"
            ))
        }
        None => {
            slip.help("write the keyword, the id and the name, then the fields between `{` and `}`")
        }
    })
}
