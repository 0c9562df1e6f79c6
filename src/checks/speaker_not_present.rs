//! Somebody who speaks at a meeting without being among those listed there.

use std::cell::RefCell;
use std::collections::HashMap;

use rustc_hash::FxHashSet;

use super::{Archive, Check, Reach};
use crate::diag::{Code, Diagnostic, Edit, Safety, Severity, Similar, count, ticked};
use crate::model::{
    Body, Delegation, Meeting, Model, Name, Present, Record, RecordId, Ref, Speech, Spoken, Subject,
};
use crate::text::{Span, World};

static CODE: Code = Code {
    id: "DIP0301",
    name: "speaker-not-present",
    severity: Severity::Error,
    page: include_str!("speaker_not_present.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Record(run),
};

/// Somebody who speaks, with every line that names them, in order.
struct Speaker<'m> {
    name: Name,
    lines: Vec<Ref>,
    first: Spoken<'m>,
}

fn run(archive: &Archive<'_>, record: &Record, found: &mut Vec<Diagnostic>) {
    let model = archive.model;
    let Body::Meeting(meeting) = &record.body else {
        return;
    };
    if all_present(model, record, meeting)
        || !meeting.was_held()
        || !model.is_whole(record.head.span)
    {
        return;
    }
    let Some(listed) = listed(model, meeting) else {
        return;
    };
    let at_session = |who: Name| is_at_session(archive, record, who);
    for speaker in speakers(model, record, meeting) {
        let elsewhere = at_session(speaker.name)
            || is_host(meeting, speaker.name)
            || around(model, meeting, speaker.name);
        match listed.get(&speaker.name) {
            // Whoever came to the whole may have missed this session.
            Some(present)
                if present.is_absent() && !present.is_doubtful() && !at_session(speaker.name) =>
            {
                found.push(absent(archive, &speaker, present));
            }
            None if !elsewhere => {
                found.push(not_listed(archive, meeting, &speaker));
            }
            _ => {}
        }
    }
}

/// Whether everybody who speaks is listed as present, so that nothing more need be asked.
fn all_present(model: &Model, record: &Record, meeting: &Meeting) -> bool {
    let present = meeting.present().filter(|present| !present.is_absent());
    let mut listed: Vec<Name> = present
        .filter_map(|present| present.named().map(|who| who.name))
        .collect();
    listed.sort_unstable();
    let is_listed =
        |who: Ref| listed.binary_search(&who.name).is_ok() || model.person(who).is_none();
    let mut by = record.spoken().flat_map(|spoken| &spoken.speech.by);
    by.all(|by| by.who.named().is_none_or(is_listed))
}

/// The persons listed by name, those who came before those who did not; none where the list is empty, or has a name
/// that leads nowhere and may mean anybody.
fn listed<'m>(model: &Model, meeting: &'m Meeting) -> Option<HashMap<Name, Present<'m>>> {
    let mut listed: HashMap<Name, Present<'m>> = HashMap::new();
    for present in meeting.present() {
        let Some(who) = present.named() else { continue };
        model.person(who)?;
        let known = listed.entry(who.name).or_insert(present);
        if known.is_absent() && !present.is_absent() {
            *known = present;
        }
    }
    (!listed.is_empty()).then_some(listed)
}

/// The persons who speak at a meeting, each once. What was said on another day, was not said, or is ascribed to somebody
/// in doubt, puts nobody into the room.
fn speakers<'m>(model: &Model, record: &'m Record, meeting: &Meeting) -> Vec<Speaker<'m>> {
    let mut speakers: Vec<Speaker<'m>> = Vec::new();
    let mut places: HashMap<Name, usize> = HashMap::new();
    for spoken in record.spoken() {
        if !was_said_here(spoken, meeting) {
            continue;
        }
        let named = spoken.speech.by.iter().filter_map(|by| by.who.named());
        for who in named.filter(|who| model.person(*who).is_some()) {
            let place = *places.entry(who.name).or_insert(speakers.len());
            if place == speakers.len() {
                speakers.push(Speaker {
                    name: who.name,
                    lines: Vec::new(),
                    first: spoken,
                });
            }
            speakers[place].lines.push(who);
        }
    }
    speakers
}

fn was_said_here(spoken: Spoken<'_>, meeting: &Meeting) -> bool {
    let Speech { head, more, .. } = spoken.speech;
    let mood = more.mood.as_ref().map(|mood| mood.value.word);
    let doubtful = head
        .claims
        .as_ref()
        .is_some_and(|claims| claims.is_doubtful());
    let same_day = meeting
        .date
        .as_ref()
        .is_none_or(|date| spoken.when().may_meet(date.value.when));
    same_day && !doubtful && !matches!(mood, Some("negated" | "future"))
}

fn is_host(meeting: &Meeting, person: Name) -> bool {
    let mut hosts = meeting.host.iter().flat_map(|host| &host.value);
    hosts.any(|host| host.who.named().is_some_and(|who| who.name == person))
}

/// The meeting whose sessions were looked at last, and who is listed at them.
#[derive(Debug, Default)]
pub(super) struct Attended(RefCell<Option<(Span, FxHashSet<Name>)>>);

/// Whether somebody is listed at a session of a meeting, or at one of a session.
fn is_at_session(archive: &Archive<'_>, record: &Record, who: Name) -> bool {
    let mut kept = archive.memo.attended.0.borrow_mut();
    let known = kept.take().filter(|(of, _)| *of == record.head.span);
    let (of, listed) = known.unwrap_or_else(|| (record.head.span, at_sessions(archive, record)));
    let is_listed = listed.contains(&who);
    *kept = Some((of, listed));
    is_listed
}

fn at_sessions(archive: &Archive<'_>, record: &Record) -> FxHashSet<Name> {
    let mut listed = FxHashSet::default();
    let mut seen: FxHashSet<RecordId> = FxHashSet::default();
    let mut left: Vec<&Record> = vec![record];
    while let Some(whole) = left.pop() {
        let id = whole.head.id.map(|id| id.name);
        for part in id.map_or(&[][..], |id| archive.parts(id)) {
            let Some(session) = archive.model.get(*part).filter(|_| seen.insert(*part)) else {
                continue;
            };
            if let Body::Meeting(meeting) = &session.body {
                let people = meeting.present().filter_map(|present| present.named());
                listed.extend(people.map(|who| who.name));
                left.push(session);
            }
        }
    }
    listed
}

/// Whether somebody is listed at a meeting that this one is part of.
fn around(model: &Model, session: &Meeting, person: Name) -> bool {
    wholes(model, session).into_iter().any(|whole| {
        let Some(Body::Meeting(whole)) = model.get(whole).map(|record| &record.body) else {
            return false;
        };
        let named = |present: Present<'_>| present.named().is_some_and(|who| who.name == person);
        is_host(whole, person) || whole.present().any(named)
    })
}

/// The meetings that a meeting is part of, directly or through others, by their places among the records.
fn wholes(model: &Model, session: &Meeting) -> Vec<RecordId> {
    // More than a series of a visit of sessions; it also ends a circle, which another check reports.
    const MOST: usize = 16;
    let mut wholes: Vec<RecordId> = Vec::new();
    let mut next = Some(session);
    let mut done = 0;
    while let Some(meeting) = next {
        for reference in meeting.part_of.iter().flat_map(|field| &field.value) {
            let declared = model.index.declared(reference.name);
            let place = declared.map(|declared| declared.record);
            wholes.extend(place.filter(|place| !wholes.contains(place)));
        }
        wholes.truncate(MOST);
        next = wholes
            .get(done)
            .and_then(|place| match &model.get(*place)?.body {
                Body::Meeting(meeting) => Some(&**meeting),
                _ => None,
            });
        done += 1;
    }
    wholes
}

fn absent(archive: &Archive<'_>, speaker: &Speaker<'_>, present: &Present<'_>) -> Diagnostic {
    let name = archive.model.names.spelling(speaker.name);
    let line = present.attendee.more.present.as_deref();
    let span = line.map_or(present.attendee.span, |line| line.value.span);
    let message = format!(
        "{} speaks at this meeting, but is listed as absent",
        ticked(name)
    );
    Diagnostic::new(&CODE, speaker.lines[0].span, message)
        .label(lines_of(speaker, name))
        .and(
            span,
            format!("{} did not come, says this line", ticked(name)),
        )
        .help(format!(
            "correct `present`, or write who spoke and `on-behalf-of: {name}`"
        ))
}

fn lines_of(speaker: &Speaker<'_>, name: &str) -> String {
    match speaker.lines.len() {
        1 => "speaks here".to_owned(),
        lines => format!("the first of {} by {}", count(lines, "line"), ticked(name)),
    }
}

fn not_listed(archive: &Archive<'_>, meeting: &Meeting, speaker: &Speaker<'_>) -> Diagnostic {
    let model = archive.model;
    let name = model.names.spelling(speaker.name);
    let message = format!(
        "{} speaks at this meeting, but is not listed there",
        ticked(name)
    );
    let diagnostic =
        Diagnostic::new(&CODE, speaker.lines[0].span, message).label(lines_of(speaker, name));
    let side = side_of(model, meeting, speaker);
    if let Some(perhaps) = unnamed(model, meeting, side) {
        return diagnostic
            .severity(Severity::Note)
            .and(perhaps, "perhaps among these, who are not named")
            .help(format!("if so, list {} by name too", ticked(name)));
    }
    if let Some(meant) = meant(model, meeting, name) {
        let other = model.names.spelling(meant.name);
        return diagnostic
            .and(
                meant.span,
                format!("did you mean {}, who is listed here?", ticked(other)),
            )
            .help(format!("write `{other}`, or list {} too", ticked(name)))
            .fix_all(
                Safety::LookFirst,
                format!("write `{other}`"),
                renamed(speaker, other),
            );
    }
    let delegation = side.and_then(|side| delegation_of(model, meeting, side));
    let line = new_line(model, name, side.filter(|_| delegation.is_none()));
    let diagnostic = match meeting.present().find(|present| present.named().is_some()) {
        Some(first) => diagnostic.and(
            first.attendee.who.span(),
            "those present are listed from here on",
        ),
        None => diagnostic,
    };
    let diagnostic = diagnostic.help(format!(
        "add `{line}`; if the words were read out, write who read them and `on-behalf-of: {name}`"
    ));
    match place_of(archive.world, meeting, delegation, &line) {
        Some(edit) => diagnostic.fix_all(Safety::LookFirst, format!("add `{line}`"), vec![edit]),
        None => diagnostic,
    }
}

/// The side that a speaker stands for: as the line says, or by the office of the day.
fn side_of(model: &Model, meeting: &Meeting, speaker: &Speaker<'_>) -> Option<Ref> {
    let by = &speaker.first.speech.by;
    let actor = by
        .iter()
        .find(|by| by.who.named().is_some_and(|who| who.name == speaker.name))?;
    model.side(actor, Some(meeting), speaker.first.when())
}

/// Where people of a side, or of any, are listed without their names, so that the speaker may be one of them.
fn unnamed(model: &Model, meeting: &Meeting, side: Option<Ref>) -> Option<Span> {
    const NEVER_SPEAKERS: [&str; 4] = ["interpreter", "notetaker", "secretary", "press"];
    let of_side = |party: Ref| side.is_none_or(|side| model.whole(party).name == side.name);
    let mut listed = meeting.present();
    let text = listed.find(|present| {
        let speaks = present
            .role()
            .is_none_or(|role| !NEVER_SPEAKERS.contains(&role));
        let own = present.attendee.side.into_iter();
        let mut sides = own.chain(present.delegation.iter().copied()).peekable();
        let unnamed = matches!(present.attendee.who, Subject::Unnamed(_));
        unnamed && speaks && !present.is_absent() && (sides.peek().is_none() || sides.any(of_side))
    });
    let bare = meeting.delegations.iter().find(|delegation| {
        delegation.attendees.is_empty() && delegation.parties.iter().any(|party| of_side(*party))
    });
    text.map(|present| present.attendee.who.span())
        .or_else(|| bare.map(|delegation| delegation.span))
}

/// Somebody listed whose id is close to a name.
fn meant(model: &Model, meeting: &Meeting, name: &str) -> Option<Ref> {
    let mut similar = Similar::to(name);
    for who in meeting.present().filter_map(|present| present.named()) {
        similar.offer(model.names.spelling(who.name), who);
    }
    similar.found()
}

fn renamed(speaker: &Speaker<'_>, name: &str) -> Vec<Edit> {
    let edits = speaker.lines.iter().map(|line| Edit {
        span: line.span,
        text: name.to_owned(),
    });
    edits.collect()
}

fn new_line(model: &Model, name: &str, side: Option<Ref>) -> String {
    match side {
        Some(side) => format!("attendee {name} for {}", model.names.spelling(side.name)),
        None => format!("attendee {name}"),
    }
}

/// The delegation of a side and no other, where somebody is listed in it.
fn delegation_of<'m>(model: &Model, meeting: &'m Meeting, side: Ref) -> Option<&'m Delegation> {
    meeting.delegations.iter().find(|delegation| {
        let [only] = delegation.parties.as_slice() else {
            return false;
        };
        model.whole(*only).name == side.name && !delegation.attendees.is_empty()
    })
}

/// Puts a line behind the last attendee of a delegation, or of those who stand in none.
fn place_of(
    world: &World,
    meeting: &Meeting,
    delegation: Option<&Delegation>,
    line: &str,
) -> Option<Edit> {
    let attendees = delegation.map_or(&meeting.attendees, |delegation| &delegation.attendees);
    let last = match attendees.last() {
        Some(attendee) => attendee.span,
        None => meeting.delegations.last()?.span,
    };
    let Some(lines) = world.own_lines(last) else {
        return Some(Edit {
            span: last.after(),
            text: format!("; {line}"),
        });
    };
    let whole = world.text(lines);
    let indent = &whole[..whole.len() - whole.trim_start().len()];
    Some(Edit {
        span: lines.after(),
        text: format!("\n{indent}{line}"),
    })
}
