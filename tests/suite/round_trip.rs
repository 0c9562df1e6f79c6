//! A generated archive, written out in any layout and read again, is itself.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::layout::faults;
use crate::support::compile;

#[derive(Debug, Clone)]
struct Archive {
    people: Vec<Person>,
    meetings: Vec<Meeting>,
}

#[derive(Debug, Clone)]
struct Person {
    name: String,
    office: Option<(String, &'static str, u16)>,
}

/// The side, what it promised, by which year, how much of which currency.
type Promise = (
    &'static str,
    String,
    Option<u16>,
    Option<(u32, &'static str)>,
);

#[derive(Debug, Clone)]
struct Meeting {
    title: String,
    date: (u16, u8, u8),
    place: String,
    attendees: Vec<usize>,
    said: Vec<(usize, &'static str, String)>,
    promised: Vec<Promise>,
}

/// How the archive is laid out: blanks, line ends, comments, one line or many.
#[derive(Debug, Clone)]
struct Layout {
    gap: &'static str,
    end: &'static str,
    item: &'static str,
}

fn text() -> impl Strategy<Value = String> {
    // Anything that can be typed, quotation marks, backslashes and other scripts included.
    "[a-zA-Z0-9 .,;:{}#\"\\\\@/әҚЛ会ش🙂’-]{0,40}".prop_map(|text| format!("w{text}"))
}

fn person() -> impl Strategy<Value = Person> {
    let country = prop::sample::select(vec!["KZ", "MN", "US", "GB", "EU"]);
    (text(), prop::option::of((text(), country, 1950_u16..2020)))
        .prop_map(|(name, office)| Person { name, office })
}

fn meeting(people: usize) -> impl Strategy<Value = Meeting> {
    let who = 0..people;
    let verb = prop::sample::select(vec!["said", "noted", "emphasised", "denied", "welcomed"]);
    let side = prop::sample::select(vec!["KZ", "MN", "US"]);
    let amount = prop::option::of((1_u32..999, prop::sample::select(vec!["USD", "EUR", "KZT"])));
    (
        text(),
        (1950_u16..2030, 1_u8..13, 1_u8..29),
        text(),
        prop::collection::btree_set(who.clone(), 0..4),
        prop::collection::vec((who, verb, text()), 0..4),
        prop::collection::vec(
            (side, text(), prop::option::of(2030_u16..2050), amount),
            0..3,
        ),
    )
        .prop_map(|(title, date, place, mut attendees, said, promised)| {
            // Whoever speaks is listed.
            attendees.extend(said.iter().map(|(who, ..)| *who));
            Meeting {
                title,
                date,
                place,
                attendees: attendees.into_iter().collect(),
                said,
                promised,
            }
        })
}

fn archive() -> impl Strategy<Value = Archive> {
    prop::collection::vec(person(), 1..5).prop_flat_map(|people| {
        let meetings = prop::collection::vec(meeting(people.len()), 0..4);
        (Just(people), meetings).prop_map(|(people, meetings)| Archive { people, meetings })
    })
}

fn layout() -> impl Strategy<Value = Layout> {
    let gap = prop::sample::select(vec![" ", "  ", "\t", "\u{A0} "]);
    let end = prop::sample::select(vec!["\n", "\r\n", " # a remark: \"{\"\n", "\n\n\n"]);
    let item = prop::sample::select(vec!["\n  ", "; ", "\r\n", " # }\n\t", ";\n"]);
    (gap, end, item).prop_map(|(gap, end, item)| Layout { gap, end, item })
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn written(archive: &Archive, layout: &Layout) -> String {
    let Layout { gap, end, item } = layout;
    let mut out = String::new();
    for (at, person) in archive.people.iter().enumerate() {
        out.push_str(&format!("person{gap}p{at}{gap}{}", quoted(&person.name)));
        if let Some((title, country, year)) = &person.office {
            out.push_str(&format!(
                "{gap}{{{item}office{gap}{}{gap}of{gap}{country}{gap}from{gap}{year}{item}}}",
                quoted(title)
            ));
        }
        out.push_str(end);
    }
    for (at, meeting) in archive.meetings.iter().enumerate() {
        let (year, month, day) = meeting.date;
        out.push_str(&format!("meeting{gap}m{at}{gap}{}{gap}{{{item}date:{gap}{year:04}-{month:02}-{day:02}{item}place:{gap}{}", quoted(&meeting.title), quoted(&meeting.place)));
        for who in &meeting.attendees {
            out.push_str(&format!("{item}attendee{gap}p{who}"));
        }
        for (who, verb, what) in &meeting.said {
            out.push_str(&format!(
                "{item}statement{gap}by{gap}p{who}{gap}{verb}{gap}{}",
                quoted(what)
            ));
        }
        for (number, (side, what, due, amount)) in meeting.promised.iter().enumerate() {
            out.push_str(&format!(
                "{item}pledge{gap}g{number}{gap}by{gap}{side}{gap}{}",
                quoted(what)
            ));
            let fields: Vec<String> =
                due.iter()
                    .map(|due| format!("due:{gap}{due}"))
                    .chain(amount.iter().map(|(sum, currency)| {
                        format!("amount:{gap}{sum}{gap}million{gap}{currency}")
                    }))
                    .collect();
            if !fields.is_empty() {
                out.push_str(&format!("{gap}{{{}{gap}}}", fields.join(";")));
            }
        }
        out.push_str(&format!("{item}}}{end}"));
    }
    out
}

/// What the JSON of the archive must say.
fn meant(archive: &Archive) -> Value {
    let people = archive.people.iter().enumerate().map(|(at, person)| {
        let office = person
            .office
            .as_ref()
            .map(|(title, country, year)| json!([title, country, year.to_string()]));
        json!(["person", format!("p{at}"), person.name, office])
    });
    let meetings = archive.meetings.iter().enumerate().map(|(at, meeting)| {
        let (year, month, day) = meeting.date;
        let who: Vec<String> = meeting
            .attendees
            .iter()
            .map(|who| format!("p{who}"))
            .collect();
        let said: Vec<Value> = meeting
            .said
            .iter()
            .map(|(who, verb, what)| json!([format!("p{who}"), verb, what]))
            .collect();
        let promised: Vec<Value> = meeting
            .promised
            .iter()
            .enumerate()
            .map(|(number, (side, what, due, amount))| {
                let amount =
                    amount.map(|(sum, currency)| json!([u64::from(sum) * 1_000_000, currency]));
                json!([
                    format!("m{at}.g{number}"),
                    side,
                    what,
                    due.map(|due| due.to_string()),
                    amount
                ])
            })
            .collect();
        json!([
            "meeting",
            format!("m{at}"),
            meeting.title,
            format!("{year:04}-{month:02}-{day:02}"),
            meeting.place,
            who,
            said,
            promised
        ])
    });
    people.chain(meetings).collect()
}

/// The same of the JSON that was built.
fn read_back(document: &Value) -> Value {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let record = |record: &Value| match record["type"].as_str() {
        Some("person") => {
            let office = record["offices"].get(0).map(|office| {
                json!([
                    office["title"]["text"],
                    office["of"]["id"],
                    office["from"]["written"]
                ])
            });
            json!(["person", record["id"], record["label"]["text"], office])
        }
        _ => {
            let who: Vec<Value> = list(&record["attendees"])
                .iter()
                .map(|attendee| attendee["id"].clone())
                .collect();
            let said: Vec<Value> = list(&record["statements"])
                .iter()
                .map(|said| {
                    json!([
                        said["by"][0]["id"],
                        said["verb"]["canonical"],
                        said["text"]["text"]
                    ])
                })
                .collect();
            let promised: Vec<Value> = list(&record["pledges"])
                .iter()
                .map(|pledge| {
                    let amount = pledge["amounts"]
                        .get(0)
                        .map(|amount| json!([amount["number"], amount["currency"]]));
                    json!([
                        pledge["id"],
                        pledge["by"][0]["id"],
                        pledge["text"]["text"],
                        pledge["due"]["written"],
                        amount
                    ])
                })
                .collect();
            json!([
                "meeting",
                record["id"],
                record["label"]["text"],
                record["date"]["edtf"],
                record["places"][0]["text"]["text"],
                who,
                said,
                promised
            ])
        }
    };
    list(&document["records"]).iter().map(record).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_archive_written_and_read_is_itself(archive in archive(), layout in layout()) {
        let text = written(&archive, &layout);
        let (world, compiled, found) = compile(text.as_bytes());
        let errors: Vec<String> = compiled.diagnostics.iter().chain(&found)
            .filter(|finding| finding.severity == dip::diag::Severity::Error)
            .map(|finding| format!("{} at {}", finding.message, finding.span.start)).collect();
        prop_assert!(errors.is_empty(), "{errors:#?}\n{text}");
        let view = dip::emit::View { world: &world, model: &compiled.model };
        let mut out = Vec::new();
        dip::emit::json(view, None, &compiled.diagnostics, dip::emit::Layout::Document, 1, &mut out).expect("memory holds it");
        let document: Value = serde_json::from_slice(&out).expect("JSON");
        prop_assert_eq!(read_back(&document), meant(&archive), "{}", text);
    }

    #[test]
    fn an_archive_in_any_layout_is_laid_out_without_loss(archive in archive(), layout in layout()) {
        let faults = faults(&written(&archive, &layout), dip::fmt::Style::default());
        prop_assert!(faults.is_empty(), "{}", faults[0]);
    }
}
