//! Reads the JSON of an archive into types that borrow from it, and follows every reference: the least that any checker of
//! these records must do. `reading FILE` prints how many references lead nowhere.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::Deserialize;

type Text<'t> = Cow<'t, str>;

#[derive(Deserialize)]
struct Archive<'t> {
    #[serde(borrow)]
    topics: Vec<Topic<'t>>,
    documents: Vec<Document<'t>>,
    people: Vec<Person<'t>>,
    meetings: Vec<Meeting<'t>>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "what is read is read whole")]
struct Topic<'t> {
    id: &'t str,
    #[serde(borrow)]
    name: Text<'t>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "what is read is read whole")]
struct Document<'t> {
    id: &'t str,
    #[serde(borrow)]
    name: Text<'t>,
    kind: &'t str,
    date: &'t str,
    publisher: Text<'t>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "what is read is read whole")]
struct Person<'t> {
    id: &'t str,
    #[serde(borrow)]
    name: Text<'t>,
    offices: Vec<Office<'t>>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "what is read is read whole")]
struct Office<'t> {
    #[serde(borrow)]
    title: Text<'t>,
    of: &'t str,
    from: &'t str,
    until: &'t str,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "what is read is read whole")]
struct Source<'t> {
    document: &'t str,
    #[serde(borrow)]
    place: Text<'t>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "what is read is read whole")]
struct Place<'t> {
    #[serde(borrow)]
    text: Text<'t>,
    party: &'t str,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "what is read is read whole")]
struct Meeting<'t> {
    id: &'t str,
    #[serde(borrow)]
    name: Text<'t>,
    kind: &'t str,
    date: &'t str,
    place: Place<'t>,
    source: Source<'t>,
    attendees: Vec<Attendee<'t>>,
    statements: Vec<Said<'t>>,
    pledges: Vec<Promised<'t>>,
}

#[derive(Deserialize)]
struct Attendee<'t> {
    person: &'t str,
    r#for: &'t str,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "what is read is read whole")]
struct Said<'t> {
    by: &'t str,
    verb: &'t str,
    #[serde(borrow)]
    text: Text<'t>,
    about: &'t str,
    source: Source<'t>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "what is read is read whole")]
struct Promised<'t> {
    id: &'t str,
    by: &'t str,
    to: &'t str,
    #[serde(borrow)]
    text: Text<'t>,
    due: &'t str,
    about: &'t str,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Topic,
    Document,
    Person,
    Meeting,
}

fn main() {
    let path = std::env::args().nth(1).expect("a file");
    let text = std::fs::read_to_string(path).expect("a file that can be read");
    let archive: Archive<'_> =
        serde_json::from_str(&text).expect("the JSON that `generate` writes");
    let mut kinds: HashMap<&str, Kind> = HashMap::new();
    let mut twice = 0;
    let mut declare = |id, kind| twice += usize::from(kinds.insert(id, kind).is_some());
    archive
        .topics
        .iter()
        .for_each(|topic| declare(topic.id, Kind::Topic));
    archive
        .documents
        .iter()
        .for_each(|document| declare(document.id, Kind::Document));
    archive
        .people
        .iter()
        .for_each(|person| declare(person.id, Kind::Person));
    archive
        .meetings
        .iter()
        .for_each(|meeting| declare(meeting.id, Kind::Meeting));
    let mut astray = 0;
    let mut follow = |id: &str, kind| astray += usize::from(kinds.get(id) != Some(&kind));
    let mut parties = 0;
    let mut party = |id: &str| {
        parties += usize::from(id.len() != 2 || !id.bytes().all(|byte| byte.is_ascii_uppercase()));
    };
    for person in &archive.people {
        person.offices.iter().for_each(|office| party(office.of));
    }
    let mut absent = 0;
    for meeting in &archive.meetings {
        follow(meeting.source.document, Kind::Document);
        party(meeting.place.party);
        for attendee in &meeting.attendees {
            follow(attendee.person, Kind::Person);
            party(attendee.r#for);
        }
        for said in &meeting.statements {
            follow(said.by, Kind::Person);
            follow(said.about, Kind::Topic);
            follow(said.source.document, Kind::Document);
            absent += usize::from(
                !meeting
                    .attendees
                    .iter()
                    .any(|attendee| attendee.person == said.by),
            );
        }
        for promised in &meeting.pledges {
            party(promised.by);
            party(promised.to);
            follow(promised.about, Kind::Topic);
        }
    }
    println!("{}", twice + astray + parties + absent);
}
