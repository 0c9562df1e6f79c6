//! Lines of progress that no order of their dates makes sense of: before the pledge, after its end, reopened before any end.

use super::{Archive, Check, Reach};
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::{Actor, Name, Progress, Record, Spoken, Subject};

static CODE: Code = Code {
    id: "DIP0503",
    name: "progress-out-of-order",
    severity: Severity::Error,
    page: include_str!("progress_out_of_order.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Record(run),
};

/// A pledge with more lines than this is a ledger of many small ends; it also bounds the work.
const CROWD: usize = 64;

fn run(archive: &Archive<'_>, record: &Record, found: &mut Vec<Diagnostic>) {
    for spoken in record.spoken() {
        let Some(pledge) = spoken.pledge else {
            continue;
        };
        let id = spoken.speech.head.id.map(|id| id.name);
        let elsewhere = id.map(|id| archive.progress_apart(id));
        let all = pledge
            .progress
            .iter()
            .chain(elsewhere.into_iter().flatten());
        let (early, lines): (Vec<&Progress>, Vec<&Progress>) =
            all.partition(|line| line.date.when.surely_before(spoken.when()));
        for line in early {
            found.extend(before_made(archive, spoken, line));
        }
        if lines.len() <= CROWD {
            let wrong = out_of_turn(archive, spoken, &lines);
            found.extend(wrong.filter(|_| !archive.hides_progress()));
        }
    }
}

fn before_made(archive: &Archive<'_>, spoken: Spoken<'_>, line: &Progress) -> Option<Diagnostic> {
    let made = spoken.day()?;
    Some(
        Diagnostic::new(
            &CODE,
            line.date.span,
            format!(
                "this progress was made {}, before the pledge",
                archive.on(line.date)
            ),
        )
        .label("nothing was promised yet on this day")
        .and(
            made.span,
            format!("the pledge was made {}", archive.on(made)),
        )
        .help("correct one of the two dates"),
    )
}

/// The first line that comes after an end with no `reopened` between, or reopens what nothing had ended.
fn out_of_turn(
    archive: &Archive<'_>,
    spoken: Spoken<'_>,
    lines: &[&Progress],
) -> Option<Diagnostic> {
    // A line whose state could not be read may be the one that is wanted.
    if lines.iter().any(|line| line.state.is_none()) {
        return None;
    }
    let several = spoken.speech.by.len() > 1;
    let mut ordered: Vec<&Progress> = lines.to_vec();
    ordered.sort_by_key(|line| (line.date.when.earliest(), line.span));
    ordered.iter().find_map(|line| {
        if is(line, "reopened") {
            let ended = ordered.iter().any(|other| {
                (other.ends() || is(other, "suspended")) && !surely_before(line, other)
            });
            return (!ended).then(|| reopened_early(archive, line)).flatten();
        }
        let end = ordered.iter().rev().find(|end| {
            end.ends()
                && word(end) != word(line)
                && surely_before(end, line)
                && contradicts(end, line, several)
                && !reopened_between(&ordered, end, line)
        })?;
        after_end(archive, end, line)
    })
}

fn word(line: &Progress) -> &'static str {
    line.state.map_or("", |state| state.word)
}

fn is(line: &Progress, state: &str) -> bool {
    word(line) == state
}

fn surely_before(one: &Progress, other: &Progress) -> bool {
    one.date.when.surely_before(other.date.when)
}

fn reopened_between(lines: &[&Progress], end: &Progress, line: &Progress) -> bool {
    lines.iter().any(|other| {
        is(other, "reopened") && !surely_before(other, end) && !surely_before(line, other)
    })
}

/// Whether two lines speak of one thing and both are taken for true: sources may disagree, and of several who promised one
/// may be done while another is not.
fn contradicts(end: &Progress, line: &Progress, several: bool) -> bool {
    let open = |line: &Progress| {
        line.claims.as_ref().is_some_and(|claims| {
            let certainty = claims.more.certainty.as_deref();
            claims.more.against.is_some()
                || certainty.is_some_and(|word| matches!(word.value.word, "disputed" | "possible"))
        })
    };
    let same = doers(end) == doers(line);
    let one_is_open = end.by.is_empty() || line.by.is_empty();
    let of_one_doer = same || one_is_open && !several;
    of_one_doer && !open(end) && !open(line)
}

fn doers(line: &Progress) -> Vec<Option<Name>> {
    let name = |actor: &Actor| match actor.who {
        Subject::Named(reference) => Some(reference.name),
        Subject::Unnamed(_) => None,
    };
    let mut doers: Vec<Option<Name>> = line.by.iter().map(name).collect();
    doers.sort_unstable();
    doers
}

fn after_end(archive: &Archive<'_>, end: &Progress, line: &Progress) -> Option<Diagnostic> {
    let (state, ended) = (line.state?, end.state?);
    Some(
        Diagnostic::new(
            &CODE,
            state.span,
            format!("this pledge is `{}` after it was `{}`", state.word, ended.word),
        )
        .label(format!("{}, after the end of the pledge", archive.on(line.date)))
        .and(ended.span, format!("an end, {}", archive.on(end.date)))
        .help("correct one of the dates or states; if it was taken up again, add a line `reopened` between the two"),
    )
}

fn reopened_early(archive: &Archive<'_>, line: &Progress) -> Option<Diagnostic> {
    let state = line.state?;
    Some(
        Diagnostic::new(
            &CODE,
            state.span,
            "this pledge was reopened, though nothing had ended it",
        )
        .label(format!("reopened {}, and no line before ends or suspends it", archive.on(line.date)))
        .help("add the line that ended it, such as `broken` or `lapsed`; if work on it had merely begun, write `started`"),
    )
}
