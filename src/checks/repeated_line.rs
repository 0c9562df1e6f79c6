//! One line twice: a signature, an office, what was said, what became of a pledge, one of a list.

use std::collections::HashMap;
use std::hash::{Hash as _, Hasher as _};

use rustc_hash::FxHasher;

use super::twice::may_be_twice;
use super::{Archive, Check, Reach, cut, for_another_side};
use crate::diag::{Code, Diagnostic, Edit, Safety, Severity, folded, ticked};
use crate::model::{
    Actor, Body, Citation, Claims, Day, Delegation, Document, Few, Field, Meeting, Name, Office,
    Party, Person, Progress, Record, Ref, Speech, Spoken, Subject,
};
use crate::text::Span;

static CODE: Code = Code {
    id: "DIP0703",
    name: "repeated-line",
    severity: Severity::Note,
    page: include_str!("repeated_line.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Record(run),
};

/// A shorter text, such as `yes`, may well have been said twice.
const SHORTEST: usize = 12;

fn run(archive: &Archive<'_>, record: &Record, found: &mut Vec<Diagnostic>) {
    let mut look = Look { archive, found };
    look.claims(record.head.claims.as_deref());
    match &record.body {
        Body::Party(party) => look.party(party),
        Body::Person(person) => look.offices(person),
        Body::Document(document) => look.document(document),
        Body::Meeting(meeting) => look.meeting(meeting),
        Body::Progress(line) => look.became_of_none(line),
        _ => {}
    }
    look.said(record);
    look.became(record);
}

struct Look<'l, 'a> {
    archive: &'l Archive<'a>,
    found: &'l mut Vec<Diagnostic>,
}

impl Look<'_, '_> {
    fn text(&self, span: Span) -> &str {
        self.archive.world.text(span)
    }

    /// A second line of its kind.
    fn line(&mut self, what: &str, at: Span, first: Span, whole: Span, severity: Severity) {
        let finding = Diagnostic::new(
            &CODE,
            at,
            format!("{what} stands here twice, in the same words"),
        )
        .severity(severity)
        .label("the same once more")
        .and(first, "the first time")
        .help(
            "delete one of the two lines, or correct the one that was meant to say something else",
        );
        self.found.push(with(
            finding,
            cut::line(self.archive.world, whole),
            "delete the second line",
        ));
    }

    fn item(&mut self, at: Span, first: Span) {
        let name = ticked(self.text(at));
        let finding = Diagnostic::new(&CODE, at, format!("{name} is named twice in one list"))
            .label("the second time")
            .and(first, "the first time")
            .help("delete one of the two, or name the other that was meant");
        self.found.push(with(
            finding,
            cut::item(self.archive.world, at),
            "delete the second",
        ));
    }

    fn items(&mut self, items: impl Iterator<Item = (String, Span)>) {
        let mut seen: HashMap<String, Span> = HashMap::new();
        for (key, span) in items {
            match seen.get(&key) {
                Some(first) => self.item(span, *first),
                None => {
                    seen.insert(key, span);
                }
            }
        }
    }

    fn refs<'m>(&mut self, refs: impl IntoIterator<Item = &'m Vec<Ref>>) {
        for list in refs.into_iter().filter(|list| list.len() > 1) {
            let name =
                |reference: &Ref| self.archive.model.names.spelling(reference.name).to_owned();
            let items: Vec<(String, Span)> = list.iter().map(|one| (name(one), one.span)).collect();
            self.items(items.into_iter());
        }
    }

    fn actors(&mut self, actors: &[Actor]) {
        if actors.len() < 2 {
            return;
        }
        let items: Vec<(String, Span)> = actors
            .iter()
            .filter(|actor| actor.who.named().is_some())
            .map(|actor| {
                let side = actor
                    .side
                    .map_or(String::new(), |side| self.text(side.span).to_owned());
                (
                    format!("{} {side}", self.text(actor.who.span())),
                    actor.who.span(),
                )
            })
            .collect();
        self.items(items.into_iter());
    }

    fn claims(&mut self, claims: Option<&Claims>) {
        let Some(claims) = claims else { return };
        let lists = [claims.source.as_ref(), claims.more.against.as_deref()]
            .into_iter()
            .flatten();
        for list in lists.filter(|list| list.value.len() > 1) {
            let items: Vec<(String, Span)> = list
                .value
                .iter()
                .map(|one| (self.text(one.span).to_owned(), one.span))
                .collect();
            self.items(items.into_iter());
        }
        self.against(claims);
    }

    /// A source that is said to speak against what rests on it, at the same place.
    fn against(&mut self, claims: &Claims) {
        if claims.more.against.is_none() {
            return;
        }
        let citations = |field: Option<&Field<Few<Citation>>>| -> Vec<Citation> {
            field
                .iter()
                .flat_map(|field| &field.value)
                .copied()
                .collect()
        };
        let sources = citations(claims.source.as_ref());
        for one in citations(claims.more.against.as_deref()) {
            let same = sources.iter().find(|other| {
                one.document.is_some() && self.text(other.span) == self.text(one.span)
            });
            let (Some(same), Some(line)) = (same, &claims.more.against) else {
                continue;
            };
            let name = ticked(self.text(one.span));
            let finding = Diagnostic::new(
                &CODE,
                one.span,
                format!("{name} is given as the source of this, and against it"),
            )
            .label("says otherwise, by this")
            .and(same.span, "says so, by this")
            .help("delete one of the two, or name the place or the source that says otherwise");
            let edit = cut::item(self.archive.world, one.span)
                .or_else(|| cut::line(self.archive.world, line.span));
            self.found
                .push(with(finding, edit, "delete it behind `against`"));
        }
    }

    fn party(&mut self, party: &Party) {
        self.refs(party.members.iter().map(|field| &field.value));
    }

    fn offices(&mut self, person: &Person) {
        if person.offices.len() < 2 {
            return;
        }
        let mut seen: HashMap<String, &Office> = HashMap::new();
        for office in &person.offices {
            let day = |day: Option<Day>| day.map_or("", |day| self.text(day.span));
            let to: Vec<&str> = office.to.iter().map(|to| self.text(to.span)).collect();
            let key = format!(
                "{} {} {to:?} {:?} {} {}",
                folded(&office.title.content(self.archive.world)),
                self.text(office.of.span),
                office.status.map(|status| status.word),
                day(office.from),
                day(office.until),
            );
            match seen.get(&key) {
                Some(first) => self.line(
                    "this office",
                    office.title.span,
                    first.title.span,
                    office.span,
                    Severity::Note,
                ),
                None => {
                    seen.insert(key, office);
                }
            }
        }
    }

    fn document(&mut self, document: &Document) {
        self.refs(
            [&document.reply_to, &document.part_of]
                .into_iter()
                .flatten()
                .map(|field| &field.value),
        );
        let mut seen: HashMap<(Option<Name>, Name, Option<Name>), Span> = HashMap::new();
        for signature in document
            .signatures
            .iter()
            .filter(|signature| signature.person.is_some())
        {
            let behalf = signature.on_behalf_of.map(|one| one.name);
            let key = (
                signature.person.map(|person| person.name),
                signature.side.name,
                behalf,
            );
            let at = signature
                .person
                .map_or(signature.span, |person| person.span);
            match seen.get(&key) {
                Some(first) => self.line(
                    "this signature",
                    at,
                    *first,
                    signature.span,
                    Severity::Warning,
                ),
                None => {
                    seen.insert(key, at);
                }
            }
        }
    }

    fn meeting(&mut self, meeting: &Meeting) {
        self.refs(
            [&meeting.part_of, &meeting.follows, &meeting.outcome]
                .into_iter()
                .flatten()
                .map(|field| &field.value),
        );
        let parties = meeting.delegations.iter();
        let firsts = parties.filter_map(|delegation| delegation.parties.first());
        if !may_be_twice(firsts.map(|party| party.name)) {
            return;
        }
        let mut seen: HashMap<Vec<Name>, &Delegation> = HashMap::new();
        for delegation in &meeting.delegations {
            let key = delegation.parties.iter().map(|party| party.name).collect();
            let Some(first) = seen.get(&key).copied() else {
                seen.insert(key, delegation);
                continue;
            };
            self.delegation(meeting, delegation, first);
        }
    }

    fn delegation(&mut self, meeting: &Meeting, second: &Delegation, first: &Delegation) {
        let (Some(at), Some(other)) = (second.parties.first(), first.parties.first()) else {
            return;
        };
        // Where somebody of another state stands in one of them, that is what is wrong.
        let wrong = meeting.present().any(|present| {
            let inside = present
                .side
                .is_some_and(|side| side.span == at.span || side.span == other.span);
            inside && for_another_side::of_present(self.archive, meeting, &present).is_some()
        });
        if wrong || first.claims.is_some() || second.claims.is_some() {
            return;
        }
        let name = ticked(self.text(at.span));
        self.found.push(
            Diagnostic::new(
                &CODE,
                at.span,
                format!("the delegation of {name} stands here twice"),
            )
            .severity(Severity::Warning)
            .label("a second delegation of the same side")
            .and(other.span, "the first")
            .help("name the other side here, or join the two"),
        );
    }

    fn said(&mut self, record: &Record) {
        for one in record.spoken() {
            let Speech { head, by, to, .. } = one.speech;
            self.claims(head.claims.as_deref());
            self.actors(by);
            self.actors(to);
        }
        let mut seen: HashMap<String, Span> = HashMap::new();
        for one in &self.alike(record) {
            let Speech { head, text, .. } = one.speech;
            let Some(key) = self.whole(one) else { continue };
            match seen.get(&key) {
                Some(first) => {
                    let what = if one.pledge.is_some() {
                        "this pledge"
                    } else {
                        "this statement"
                    };
                    self.line(what, text.span, *first, head.span, Severity::Note);
                }
                None => {
                    seen.insert(key, text.span);
                }
            }
        }
    }

    /// Those that share speakers, verb and words with another, in their order: only these are compared letter by letter.
    fn alike<'m>(&self, record: &'m Record) -> Vec<Spoken<'m>> {
        if record.spoken().nth(1).is_none() {
            return Vec::new();
        }
        let kinds = record.spoken().map(|one| (self.kind(&one), one));
        let of_a_kind = with_another(kinds.collect());
        let words = of_a_kind.into_iter().map(|one| (self.words(&one), one));
        with_another(words.collect())
    }

    /// The letters of a text as a number.
    fn words(&self, one: &Spoken<'_>) -> u64 {
        let content = one.speech.text.content(self.archive.world);
        let mut hasher = FxHasher::default();
        if content.is_ascii() {
            let letters = content.bytes().filter(u8::is_ascii_alphanumeric);
            letters.for_each(|letter| hasher.write_u8(letter.to_ascii_lowercase()));
        } else {
            let folded = folded(&content);
            folded.bytes().for_each(|letter| hasher.write_u8(letter));
        }
        hasher.finish()
    }

    /// What two of the same words have in common at least.
    fn kind(&self, one: &Spoken<'_>) -> u64 {
        let mut hasher = FxHasher::default();
        let Speech { by, to, .. } = one.speech;
        for actor in by.iter().chain(to) {
            match actor.who {
                Subject::Named(who) => who.name.hash(&mut hasher),
                Subject::Unnamed(text) => self.text(text.span).hash(&mut hasher),
            }
        }
        (by.len(), one.pledge.is_some()).hash(&mut hasher);
        one.speech
            .verb
            .map(|(verb, _)| verb.canonical)
            .hash(&mut hasher);
        hasher.finish()
    }

    /// All that is said, by whom and when; none of a text that is too short to count.
    fn whole(&self, one: &Spoken<'_>) -> Option<String> {
        let Speech { by, to, text, .. } = one.speech;
        let content = folded(&text.content(self.archive.world));
        if content.chars().count() < SHORTEST {
            return None;
        }
        let who = |actors: &[Actor]| -> Vec<String> {
            actors
                .iter()
                .map(|actor| self.text(actor.who.span()).to_owned())
                .collect()
        };
        let verb = one.speech.verb.map_or("", |(verb, _)| verb.canonical);
        let day = one.day().map_or("", |day| self.text(day.span));
        Some(format!(
            "{:?} {verb} {:?} {content} {day} {:?}",
            who(by),
            who(to),
            one.pledge.map(|_| ())
        ))
    }

    /// Lines of progress on each pledge of a record, wherever they stand.
    fn became(&mut self, record: &Record) {
        let model = self.archive.model;
        for spoken in record.spoken() {
            let Some(pledge) = spoken.pledge else {
                continue;
            };
            let id = spoken.speech.head.id.map(|id| id.name);
            // Of a pledge without an id, no line stands elsewhere.
            let Some(id) = id else {
                if pledge.progress.len() > 1 {
                    self.progress_of(pledge.progress.iter().map(|line| (None, line)));
                }
                continue;
            };
            if model.index.is_doubled(id) {
                let first = model.spoken_as(id);
                if first.is_some_and(|first| std::ptr::eq(first.speech, spoken.speech)) {
                    self.became_of_all(id);
                }
            } else {
                let lines = pledge.progress.iter();
                let lines = lines.chain(self.archive.progress_apart(id));
                self.progress_of(lines.map(|line| (Some(id), line)));
            }
        }
    }

    /// The same of an id that several records bear: all that became of any of them.
    fn became_of_all(&mut self, id: Name) {
        let model = self.archive.model;
        let records = model.index.bearers(id).into_iter();
        let records = records.filter_map(|bearer| model.get(bearer.record));
        let spoken = records.flat_map(Record::spoken);
        let own = spoken.filter(|one| one.speech.head.id.is_some_and(|own| own.name == id));
        let pledges = own.filter_map(|one| one.pledge);
        let lines = pledges.flat_map(|pledge| &pledge.progress);
        let lines = lines.chain(self.archive.progress_apart(id));
        self.progress_of(lines.map(|line| (Some(id), line)));
    }

    /// The same of an id that is no pledge's: told with the first line that names it.
    fn became_of_none(&mut self, line: &Progress) {
        let model = self.archive.model;
        let Some(name) = line.pledge.map(|pledge| pledge.name) else {
            return;
        };
        let declared = model.index.declared(name).is_some();
        let pledge = model.spoken_as(name).and_then(|spoken| spoken.pledge);
        let mut lines = self.archive.progress_apart(name).peekable();
        let is_first = lines.peek().is_some_and(|first| std::ptr::eq(*first, line));
        if !declared || !is_first {
            return;
        }
        match pledge {
            None if model.index.is_doubled(name) => self.became_of_all(name),
            None => self.progress_of(lines.map(|line| (Some(name), line))),
            Some(_) => {}
        }
    }

    fn progress_of<'m>(&mut self, lines: impl Iterator<Item = (Option<Name>, &'m Progress)>) {
        let mut seen: HashMap<String, Span> = HashMap::new();
        for (name, line) in lines {
            self.claims(line.claims.as_deref());
            let Some(state) = line.state else { continue };
            let by: Vec<&str> = line.by.iter().map(|by| self.text(by.who.span())).collect();
            let text = line
                .text
                .map(|text| folded(&text.content(self.archive.world)));
            let date = self.text(line.date.span);
            let key = format!("{name:?} {by:?} {date} {} {text:?}", state.word);
            match seen.get(&key) {
                Some(first) => self.line(
                    "this progress",
                    state.span,
                    *first,
                    line.span,
                    Severity::Note,
                ),
                None => {
                    seen.insert(key, state.span);
                }
            }
        }
    }
}

/// Those of one number with another, in their order.
fn with_another<T>(mut numbered: Vec<(u64, T)>) -> Vec<T> {
    let mut numbers: Vec<u64> = numbered.iter().map(|(number, _)| *number).collect();
    numbers.sort_unstable();
    let is_single = |number: &u64| {
        let first = numbers.partition_point(|other| other < number);
        numbers.get(first + 1) != Some(number)
    };
    numbered.retain(|(number, _)| !is_single(number));
    numbered.into_iter().map(|(_, one)| one).collect()
}

fn with(finding: Diagnostic, edit: Option<Edit>, title: &str) -> Diagnostic {
    match edit {
        Some(edit) => finding.fix_all(Safety::LookFirst, title, vec![edit]),
        None => finding,
    }
}
