//! A party that acts before it existed or after it had ended: one of the archive's own, or a former country.

use std::collections::HashSet;

use jiff::civil::Date;
use rustc_hash::FxHashSet;

use super::{Archive, Check, Reach};
use crate::diag::{Code, Diagnostic, Safety, Severity, list_of, ticked};
use crate::model::{
    Actor, Body, Day, Document, Meeting, Model, Moment, Name, Person, Record, RecordKind, Ref,
    Spoken, When,
};
use crate::text::{SourceId, Span};
use crate::vocab::countries::{self, Country};

static CODE: Code = Code {
    id: "DIP0307",
    name: "party-out-of-time",
    severity: Severity::Error,
    page: include_str!("party_out_of_time.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Record(run),
};

/// The time a party existed: as the archive says, or as is known of a former country.
struct Existence {
    from: Option<When>,
    until: Option<When>,
    /// Where the archive says so.
    own: (Option<Span>, Option<Span>),
    country: Option<&'static Country>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Missed {
    NotYet,
    NoLonger,
}

/// The parties that have a time: as the archive says of them or of their whole, or as former countries.
pub(super) fn timed(model: &Model) -> FxHashSet<Name> {
    let parties = model.of_kind(RecordKind::Party);
    let parties = parties.filter_map(|record| Some(record.head.id?.name));
    let former = countries::all().iter().filter(|one| one.until.is_some());
    let former = former.filter_map(|country| model.names.find(country.code));
    // As if it were named where nobody looks.
    let span = Span::new(SourceId::new(0), 0, 0);
    let of = |name: Name| Ref { name, span };
    parties
        .chain(former)
        .filter(|name| lived(model, of(*name)).is_some())
        .collect()
}

fn run(archive: &Archive<'_>, record: &Record, found: &mut Vec<Diagnostic>) {
    // Hardly a party has a time of its own, and in most archives none.
    let timed = archive.timed();
    if timed.is_empty() {
        return;
    }
    let mut told: HashSet<Name> = HashSet::new();
    uses(archive.model, record, &mut |party, from, until| {
        if !timed.contains(&party.name) || told.contains(&party.name) {
            return;
        }
        if let Some(diagnostic) = out_of_time(archive, party, from, until) {
            told.insert(party.name);
            found.push(diagnostic);
        }
    });
}

/// Every party that acts in a record, with the first and the last day of the act where they are known. Places are left
/// out: people write of a place as it was or as it is.
fn uses(model: &Model, record: &Record, visit: &mut dyn FnMut(Ref, Option<Day>, Option<Day>)) {
    match &record.body {
        Body::Person(person) => offices(person, visit),
        Body::Meeting(meeting) if meeting.was_held() => {
            sides(meeting, visit);
            let spoken = record.spoken();
            spoken.for_each(|spoken| said(model, spoken, spoken.day(), visit));
        }
        Body::Document(document) => {
            signatures(document, visit);
            record.spoken().for_each(|spoken| {
                let date = spoken.speech.more.date.as_deref().map(|date| date.value);
                said(model, spoken, date, visit);
            });
        }
        Body::Statement(_) | Body::Pledge(_) => {
            let spoken = record.spoken();
            spoken.for_each(|spoken| said(model, spoken, spoken.day(), visit));
        }
        _ => {}
    }
}

fn offices(person: &Person, visit: &mut dyn FnMut(Ref, Option<Day>, Option<Day>)) {
    let former = |word: &str| matches!(word, "former");
    for office in person
        .offices
        .iter()
        .filter(|office| !office.is_backwards())
    {
        if !office.status.is_some_and(|status| former(status.word)) {
            let parties = std::iter::once(office.of).chain(office.to.iter().copied());
            parties.for_each(|party| visit(party, office.from, office.until));
        }
    }
}

fn sides(meeting: &Meeting, visit: &mut dyn FnMut(Ref, Option<Day>, Option<Day>)) {
    let date = meeting.date.as_ref().map(|date| date.value);
    let delegations = meeting
        .delegations
        .iter()
        .flat_map(|side| side.parties.iter().copied());
    let attendees = meeting
        .present()
        .filter(|present| !present.is_absent() && !present.is_doubtful());
    let sides = attendees.filter_map(|present| present.attendee.side);
    delegations
        .chain(sides)
        .for_each(|party| visit(party, date, date));
}

fn signatures(document: &Document, visit: &mut dyn FnMut(Ref, Option<Day>, Option<Day>)) {
    const SIGNED: [&str; 6] = [
        "treaty",
        "memorandum",
        "declaration",
        "communique",
        "letter",
        "note-verbale",
    ];
    let kind = document.kind.as_ref().map(|kind| kind.value.word);
    let date = document.date.as_ref().map(|date| date.value);
    if kind.is_some_and(|kind| SIGNED.contains(&kind)) {
        let signatures = document.signatures.iter();
        signatures.for_each(|signature| visit(signature.side, date, date));
    }
}

/// Those who speak, and whom something is promised to; whom they only speak to or of may be gone.
fn said(
    model: &Model,
    spoken: Spoken<'_>,
    date: Option<Day>,
    visit: &mut dyn FnMut(Ref, Option<Day>, Option<Day>),
) {
    for Actor { who, side } in &spoken.speech.by {
        let party = who.named().filter(|who| model.person(*who).is_none());
        [party, *side]
            .into_iter()
            .flatten()
            .for_each(|party| visit(party, date, date));
    }
    let promised = spoken.pledge.is_some().then_some(&spoken.speech.to);
    let hearers = promised
        .into_iter()
        .flatten()
        .filter_map(|to| to.who.named());
    hearers
        .filter(|who| model.person(*who).is_none())
        .for_each(|party| visit(party, date, date));
}

fn out_of_time(
    archive: &Archive<'_>,
    party: Ref,
    from: Option<Day>,
    until: Option<Day>,
) -> Option<Diagnostic> {
    let lived = lived(archive.model, party)?;
    let late = from.filter(|from| {
        lived
            .until
            .is_some_and(|until| until.surely_before(from.when))
    });
    let early = until.filter(|until| {
        lived
            .from
            .is_some_and(|from| until.when.surely_before(from))
    });
    let (day, missed) = match (late, early) {
        (Some(day), _) => (day, Missed::NoLonger),
        (_, Some(day)) => (day, Missed::NotYet),
        _ => return None,
    };
    let severity = match lived.country {
        Some(country) => how_sure(country, day, missed)?,
        None => Severity::Error,
    };
    Some(finding(archive, party, day, missed, &lived).severity(severity))
}

/// The time of a party; a part ends with its whole, where it has no dates of its own.
fn lived(model: &Model, party: Ref) -> Option<Existence> {
    existence(model, party).or_else(|| existence(model, model.whole(party)))
}

fn existence(model: &Model, party: Ref) -> Option<Existence> {
    let country = countries::find(model.names.spelling(party.name));
    if let Some(own) = model.party(party) {
        let (from, until) = (own.from.as_ref(), own.until.as_ref());
        let backwards = from
            .zip(until)
            .is_some_and(|(from, until)| until.value.when.surely_before(from.value.when));
        if (from.is_some() || until.is_some()) && !backwards {
            return Some(Existence {
                from: from.map(|from| from.value.when),
                until: until.map(|until| until.value.when),
                own: (
                    from.map(|from| from.value.span),
                    until.map(|until| until.value.span),
                ),
                country: None,
            });
        }
    }
    let country = country.filter(|country| country.until.is_some())?;
    Some(Existence {
        from: country.from.and_then(moment).map(When::At),
        until: country.until.and_then(moment).map(When::At),
        own: (None, None),
        country: Some(country),
    })
}

/// `1991-12-26`, `1991-12`, `1991`.
fn moment(written: &str) -> Option<Moment> {
    let mut parts = written.split('-');
    Some(Moment {
        year: parts.next()?.parse().ok()?,
        month: parts.next().map_or(Some(0), |month| month.parse().ok())?,
        day: parts.next().map_or(Some(0), |day| day.parse().ok())?,
        time: None,
        qualifier: None,
    })
}

fn finding(
    archive: &Archive<'_>,
    party: Ref,
    day: Day,
    missed: Missed,
    lived: &Existence,
) -> Diagnostic {
    let name = ticked(archive.model.names.spelling(party.name));
    let existed = if missed == Missed::NotYet {
        "did not exist yet"
    } else {
        "existed no longer"
    };
    let message = format!("{name} {existed} {}", archive.on(day));
    let diagnostic =
        Diagnostic::new(&CODE, party.span, message).and(day.span, "the day in question");
    let Some(country) = lived.country else {
        let (border, label) = match missed {
            Missed::NotYet => (lived.own.0, "it begins here"),
            Missed::NoLonger => (lived.own.1, "it ends here"),
        };
        let diagnostic = diagnostic
            .label("acts outside the dates of this party")
            .help("correct one of the dates, or name the party that stood in its place");
        return match border {
            Some(border) => diagnostic.and(border, label),
            None => diagnostic,
        };
    };
    let diagnostic = diagnostic.label(known(country, missed));
    of_country(diagnostic, party, missed, country)
}

/// The countries that one successor took in, so that they ended; the others with one successor only changed their name,
/// and the old one goes on being used.
const TAKEN_IN: [&str; 5] = ["DDDE", "PZPA", "SKIN", "VDVN", "YDYE"];

/// The states that went on with the seats and treaties of one that ended. Public facts.
const WENT_ON: [(&str, &str); 3] = [("CSXX", "RS"), ("SUHH", "RU"), ("YUCS", "RS")];

/// A former country's name is used for some weeks after its end, and in looking back for some years before its beginning.
fn how_sure(country: &Country, day: Day, missed: Missed) -> Option<Severity> {
    let days =
        |earlier: Date, later: Date| earlier.until(later).map_or(0, |since| since.get_days());
    if missed == Missed::NotYet {
        let began = country.from.and_then(moment)?.first();
        return (days(day.when.latest()?, began) > 3653).then_some(Severity::Warning);
    }
    let after = days(country.until.and_then(moment)?.last(), day.when.earliest()?);
    let ended = country.successors.len() > 1 || TAKEN_IN.contains(&country.code);
    if after <= 31 {
        return None;
    }
    Some(match ended {
        true if after > 366 => Severity::Error,
        true => Severity::Warning,
        false => Severity::Note,
    })
}

fn known(country: &Country, missed: Missed) -> String {
    let name = country.name;
    let on = |date: &str| {
        if date.len() > "1991-12".len() {
            format!("on {date}")
        } else {
            format!("in {date}")
        }
    };
    match (missed, country.from, country.until) {
        (Missed::NotYet, Some(from), _) => format!("{name} under this name began {}", on(from)),
        (_, _, Some(until)) => format!("{name} under this name ended {}", on(until)),
        _ => name.to_owned(),
    }
}

fn went_on(country: &Country) -> Option<&'static str> {
    let known = WENT_ON.iter().find(|(code, _)| *code == country.code);
    known.map(|(_, own)| *own)
}

fn of_country(diagnostic: Diagnostic, party: Ref, missed: Missed, country: &Country) -> Diagnostic {
    let ticks: Vec<String> = country.successors.iter().map(|code| ticked(code)).collect();
    match (missed, country.successors.as_slice()) {
        (Missed::NoLonger, [only]) => diagnostic
            .help(format!("write `{only}`, or correct the date"))
            .fix(
                Safety::LookFirst,
                format!("write `{only}`"),
                party.span,
                *only,
            ),
        (Missed::NoLonger, several) if went_on(country).is_some() => {
            let own = went_on(country).unwrap_or_default();
            let others = if several.len() <= 8 {
                let others: Vec<String> = several
                    .iter()
                    .filter(|code| **code != own)
                    .map(|code| ticked(code))
                    .collect();
                format!("; or another that followed it, {}", list_of(&others, "or"))
            } else {
                "; or another that followed it".to_owned()
            };
            diagnostic
                .help(format!("write `{own}`, which went on with its seat and treaties{others}; or correct the date"))
                .fix(Safety::LookFirst, format!("write `{own}`"), party.span, own)
        }
        (Missed::NoLonger, several) if several.len() <= 8 => diagnostic.help(format!(
            "write the country that followed, {}, or correct the date",
            list_of(&ticks, "or")
        )),
        (Missed::NoLonger, _) => {
            diagnostic.help("write the country that followed, or correct the date")
        }
        (Missed::NotYet, _) => {
            diagnostic.help("write the country that there was, or correct the date")
        }
    }
}
