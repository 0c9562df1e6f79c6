//! An office that ends before it begins.

use super::{Archive, Check, Reach};
use crate::diag::{Code, Diagnostic, Edit, Safety, Severity, ticked};
use crate::model::{Body, Day, Office, Record};

static CODE: Code = Code {
    id: "DIP0305",
    name: "office-backwards",
    severity: Severity::Error,
    page: include_str!("office_backwards.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Record(run),
};

fn run(archive: &Archive<'_>, record: &Record, found: &mut Vec<Diagnostic>) {
    let mut look = |office: &Office| found.extend(backwards(archive, office));
    match &record.body {
        Body::Person(person) => person.offices.iter().for_each(look),
        Body::Meeting(meeting) => meeting
            .present()
            .for_each(|present| present.attendee.more.offices.iter().for_each(&mut look)),
        _ => {}
    }
}

fn backwards(archive: &Archive<'_>, office: &Office) -> Option<Diagnostic> {
    let (from, until) = (office.from?, office.until?);
    if !office.is_backwards() {
        return None;
    }
    let written = |span| archive.world.text(span).to_owned();
    let edits = vec![
        Edit {
            span: from.span,
            text: written(until.span),
        },
        Edit {
            span: until.span,
            text: written(from.span),
        },
    ];
    let title = ticked(&office.title.content(archive.world));
    let diagnostic = Diagnostic::new(
        &CODE,
        until.span,
        format!("the office {title} ends before it begins"),
    )
    .label("ends here")
    .and(from.span, "begins here")
    .help(format!(
        "correct one of the two dates, or write `from {} until {}`",
        written(until.span),
        written(from.span)
    ));
    let diagnostic = match one_digit(from, until, &written(until.span)) {
        Some(meant) => diagnostic
            .help(format!(
                "write `until {meant}`, if only a digit of the year is wrong"
            ))
            .fix(
                Safety::LookFirst,
                format!("write `{meant}`"),
                until.span,
                meant,
            ),
        None => diagnostic,
    };
    Some(diagnostic.fix_all(Safety::LookFirst, "exchange the two dates", edits))
}

/// The end with one digit of its year changed, where the two dates are farther apart than any term of office, and one
/// change alone makes a term of them.
fn one_digit(from: Day, until: Day, written: &str) -> Option<String> {
    const LONGEST: i16 = 40;
    let (first, last) = (from.when.earliest()?, until.when.latest()?);
    if first.year() - last.year() < LONGEST {
        return None;
    }
    let digits = last.year().to_string();
    let changed = (0..digits.len()).flat_map(|at| {
        let digits = digits.clone();
        (b'0'..=b'9').filter_map(move |digit| {
            let mut digits = digits.clone().into_bytes();
            digits[at] = digit;
            String::from_utf8(digits).ok()?.parse::<i16>().ok()
        })
    });
    let mut fitting =
        changed.filter(|year| *year > first.year() && *year - first.year() <= LONGEST);
    let year = fitting.next()?;
    let only = fitting.next().is_none();
    only.then(|| written.replacen(&digits, &year.to_string(), 1))
}
