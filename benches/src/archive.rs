//! A made-up archive of N meetings: each with its date and place, two to four attendees, four statements and one or two
//! pledges; for every twenty meetings one person, for every fifty a document. The same seed gives the same bytes.
//!
//! It uses the standard library only, so that the suite can take it in by its path; it is long because the same records are
//! written in four forms.

use std::fmt::Write as _;

/// What is made.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// How many meetings.
    pub meetings: usize,
    /// Over how many files the meetings are spread; people, topics and documents have one of their own beside them.
    pub files: usize,
    /// How it is written.
    pub spacing: Spacing,
    /// How many lines have one mistake among them; none for an archive without mistakes.
    pub mistake_every: Option<usize>,
}

/// How the records are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spacing {
    /// As `dip fmt` lays them out.
    Canonical,
    /// With blanks, empty lines, comments and `;` as hands leave them.
    Free,
}

/// A file: its name and its text.
pub type File = (String, String);

/// Numbers that look random and are the same each time (splitmix64).
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// Dice with a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.roll() % end.max(1) as u64) as usize
    }

    /// One of several.
    pub fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

const COUNTRIES: [&str; 24] = [
    "KZ", "MN", "US", "CN", "FR", "DE", "JP", "KR", "IN", "BR", "ZA", "EG", "TR", "ID", "VN", "PL",
    "SE", "NO", "CA", "MX", "AR", "CL", "KE", "NG",
];
const TOWNS: [&str; 24] = [
    "Astana",
    "Ulaanbaatar",
    "Washington",
    "Beijing",
    "Paris",
    "Berlin",
    "Tokyo",
    "Seoul",
    "New Delhi",
    "Brasília",
    "Pretoria",
    "Cairo",
    "Ankara",
    "Jakarta",
    "Hanoi",
    "Warsaw",
    "Stockholm",
    "Oslo",
    "Ottawa",
    "Mexico City",
    "Buenos Aires",
    "Santiago",
    "Nairobi",
    "Abuja",
];
const TOPICS: [(&str, &str); 12] = [
    ("trade", "Trade and tariffs"),
    ("energy", "Energy and pipelines"),
    ("culture", "Culture and the arts"),
    ("borders", "Borders and crossings"),
    ("water", "Rivers and shared water"),
    ("students", "Exchange of students"),
    ("railways", "Railways and transit"),
    ("climate", "Climate and forests"),
    ("health", "Public health"),
    ("security", "Regional security"),
    ("farming", "Farming and food"),
    ("space", "Outer space"),
];
const VERBS: [&str; 10] = [
    "said",
    "stressed",
    "noted",
    "welcomed",
    "discussed",
    "emphasised",
    "recalled",
    "praised",
    "explained",
    "added",
];
const SUBJECTS: [&str; 12] = [
    "that trade between the two countries",
    "that the railway through the steppe",
    "that the exchange of students",
    "that the working group on customs",
    "that the pipeline to the coast",
    "that the treaty on shared rivers",
    "that the business council",
    "that the consulates in the border regions",
    "that the forum of young scientists",
    "that the project for clean water",
    "that the joint commission",
    "that the festival of national culture",
];
const PREDICATES: [&str; 12] = [
    "had grown by a third since the last visit",
    "would need better roads and shorter waits",
    "deserved the support of both parliaments",
    "had been delayed by questions of insurance",
    "was open to other states of the region",
    "rested on trust that had been built over decades",
    "should be reviewed before the end of the year",
    "had brought results for people on both sides",
    "was a matter for experts first",
    "could serve as an example for others",
    "depended on the harvest more than on tariffs",
    "was never meant to replace older agreements",
];
const DEEDS: [&str; 10] = [
    "open a consulate in the border region",
    "double the number of scholarships for students",
    "build a bridge for goods and travellers",
    "hold the next round of talks of the commission",
    "simplify visas for drivers of lorries",
    "lower the tariff on grain and on flour",
    "send a mission of experts on water",
    "restore the old caravanserai as a museum",
    "publish the maps of the shared rivers",
    "train two hundred engineers for railways",
];
const GIVEN: [&str; 20] = [
    "Aigerim",
    "Bold",
    "Catherine",
    "Dashzeveg",
    "Elena",
    "Farida",
    "Gustav",
    "Hiroshi",
    "Ingrid",
    "Joaquim",
    "Kassym",
    "Lindiwe",
    "Mehmet",
    "Nguyen",
    "Olga",
    "Pierre",
    "Qasym",
    "Rosa",
    "Sukhbat",
    "Tomasz",
];
const BEGINNINGS: [&str; 32] = [
    "Abdra", "Batmö", "Cher", "Dosma", "Erden", "Fonse", "Gulna", "Harto", "Isken", "Jarga",
    "Kunan", "Lomo", "Mukha", "Nazar", "Orlo", "Purev", "Quist", "Rakhi", "Sarse", "Tulep",
    "Uzbek", "Valen", "Wroble", "Xhemal", "Yessi", "Zholda", "Ostro", "Hjalm", "Brzez", "Quino",
    "Phuong", "Szabo",
];
const ENDINGS: [&str; 16] = [
    "bayev", "dorj", "nova", "stein", "kowska", "manov", "escu", "gaard", "tegmar", "wicz", "sulu",
    "khan", "poulos", "ström", "idze", "ovic",
];

struct Person {
    id: String,
    name: String,
    side: usize,
}

struct Said {
    by: usize,
    verb: &'static str,
    text: String,
    about: usize,
    paragraph: usize,
}

struct Promised {
    by: usize,
    to: usize,
    text: String,
    due: String,
    about: usize,
}

struct Meeting {
    date: String,
    place: usize,
    document: usize,
    attendees: Vec<usize>,
    statements: Vec<Said>,
    pledges: Vec<Promised>,
}

/// The records of an archive, not yet written.
pub struct Records {
    people: Vec<Person>,
    documents: Vec<String>,
    meetings: Vec<Meeting>,
}

impl Records {
    /// Makes the records of that many meetings.
    pub fn of(meetings: usize) -> Self {
        let mut dice = Dice::new(1815);
        let people: Vec<Person> = (0..(meetings / 20).max(8)).map(person).collect();
        let documents: Vec<String> = (0..meetings.div_ceil(50))
            .map(|number| day(number * 50 + 49))
            .collect();
        let meetings = (0..meetings)
            .map(|number| meeting(number, people.len(), &people, &mut dice))
            .collect();
        Self {
            people,
            documents,
            meetings,
        }
    }
}

fn person(number: usize) -> Person {
    let beginning = number % BEGINNINGS.len();
    let ending = (number / BEGINNINGS.len()) % ENDINGS.len();
    let rest = number / (BEGINNINGS.len() * ENDINGS.len());
    let given = GIVEN[(number * 7 + rest) % GIVEN.len()];
    let middle = [
        "", "Al", "Ben", "Tor", "Van", "Mac", "Del", "Zu", "Os", "Ur", "Ek",
    ][rest % 11];
    let name = format!(
        "{given} {middle}{}{}",
        BEGINNINGS[beginning], ENDINGS[ending]
    );
    let id = format!("person-{number}");
    Person {
        id,
        name,
        side: number % COUNTRIES.len(),
    }
}

fn day(number: usize) -> String {
    // Nine meetings a day, in months of 28 days.
    let count = number / 9;
    let (year, month, day) = (1990 + count / 336, 1 + count / 28 % 12, 1 + count % 28);
    format!("{year}-{month:02}-{day:02}")
}

fn meeting(number: usize, people: usize, known: &[Person], dice: &mut Dice) -> Meeting {
    let date = day(number);
    let mut attendees: Vec<usize> = Vec::new();
    let wanted = 2 + dice.below(3);
    while attendees.len() < wanted {
        let who = dice.below(people);
        let apart = attendees.len() != 1 || known[attendees[0]].side != known[who].side;
        if !attendees.contains(&who) && apart {
            attendees.push(who);
        }
    }
    let statements = (0..4)
        .map(|at| Said {
            by: *dice.one(&attendees),
            verb: VERBS[(number + 3 * at) % VERBS.len()],
            text: sentence(number * 4 + at, dice),
            about: dice.below(TOPICS.len()),
            paragraph: at + 2,
        })
        .collect();
    let count = 1 + dice.below(2);
    let first = dice.below(DEEDS.len());
    let pledges = (0..count)
        .map(|at| {
            let (by, to) = if at == 0 { (0, 1) } else { (1, 0) };
            let year: usize = date[..4].parse().unwrap_or(1990);
            Promised {
                by: known[attendees[by]].side,
                to: known[attendees[to]].side,
                text: format!(
                    "{} in district {}",
                    DEEDS[(first + at) % DEEDS.len()],
                    number % 977 + 1
                ),
                due: format!("{}", year + 1 + dice.below(4)),
                about: dice.below(TOPICS.len()),
            }
        })
        .collect();
    Meeting {
        date,
        place: dice.below(TOWNS.len()),
        document: number / 50,
        attendees,
        statements,
        pledges,
    }
}

fn sentence(number: usize, dice: &mut Dice) -> String {
    let subject = dice.one(&SUBJECTS);
    let predicate = dice.one(&PREDICATES);
    format!("{subject} {predicate}, and named case {number} of the list as an example")
}

/// The archive as dip, file by file, with its `dip.toml`.
pub fn dip(records: &Records, plan: Plan) -> Vec<File> {
    let mut files = vec![("dip.toml".to_owned(), "name = \"Measured\"\n".to_owned())];
    if plan.files == 1 {
        let mut text = base(records);
        records
            .meetings
            .iter()
            .enumerate()
            .for_each(|(number, meeting)| write_meeting(records, number, meeting, &mut text));
        files.push(("archive.dip".to_owned(), text));
    } else {
        files.push(("base.dip".to_owned(), base(records)));
        let share = records.meetings.len().div_ceil(plan.files);
        for (file, meetings) in records.meetings.chunks(share.max(1)).enumerate() {
            let mut text = String::from("language: en\n");
            for (at, meeting) in meetings.iter().enumerate() {
                write_meeting(records, file * share + at, meeting, &mut text);
            }
            files.push((format!("meetings/{file:04}.dip"), text));
        }
    }
    for (_, text) in files.iter_mut().skip(1) {
        if plan.spacing == Spacing::Free {
            *text = freely(text);
        }
    }
    if let Some(every) = plan.mistake_every {
        let mut line = 0;
        for (_, text) in files.iter_mut().skip(1) {
            *text = mistaken(text, every, &mut line);
        }
    }
    files
}

fn base(records: &Records) -> String {
    let mut text = String::from("# An archive made up for measuring.\nlanguage: en\n");
    for (id, name) in TOPICS {
        let _ = write!(text, "\ntopic {id} \"{name}\"\n");
    }
    for (number, date) in records.documents.iter().enumerate() {
        let _ = write!(
            text,
            "\ndocument readout-{number} \"Readout {number}\" {{\n  kind: readout\n  date: {date}\n  publisher: \"The Gazette\"\n}}\n"
        );
    }
    for person in &records.people {
        let _ = write!(
            text,
            "\nperson {} \"{}\" {{\n  office \"Envoy\" of {} from 1989 until 2026\n}}\n",
            person.id, person.name, COUNTRIES[person.side]
        );
    }
    text
}

fn write_meeting(records: &Records, number: usize, meeting: &Meeting, text: &mut String) {
    let _ = write!(
        text,
        "\nmeeting meeting-{number} \"Talks in {0}, round {number}\" {{\n  kind: {3}\n  date: {1}\n  place: \"{0}\", {4}\n  source: readout-{2} \"para. 1\"\n\n",
        TOWNS[meeting.place],
        meeting.date,
        meeting.document,
        kind(records, meeting),
        COUNTRIES[meeting.place],
    );
    for attendee in &meeting.attendees {
        let person = &records.people[*attendee];
        let _ = writeln!(
            text,
            "  attendee {} for {}",
            person.id, COUNTRIES[person.side]
        );
    }
    for said in &meeting.statements {
        let _ = write!(
            text,
            "\n  statement by {} {} \"{}\" {{\n    about: {}\n    source: readout-{} \"para. {}\"\n  }}\n",
            records.people[said.by].id,
            said.verb,
            said.text,
            TOPICS[said.about].0,
            meeting.document,
            said.paragraph
        );
    }
    for (at, promised) in meeting.pledges.iter().enumerate() {
        let _ = write!(
            text,
            "\n  pledge promise-{at} by {} to {} \"{}\" {{\n    due: {}\n    about: {}\n  }}\n",
            COUNTRIES[promised.by],
            COUNTRIES[promised.to],
            promised.text,
            promised.due,
            TOPICS[promised.about].0
        );
    }
    text.push_str("}\n");
}

fn kind(records: &Records, meeting: &Meeting) -> &'static str {
    let mut sides: Vec<usize> = meeting
        .attendees
        .iter()
        .map(|who| records.people[*who].side)
        .collect();
    sides.sort_unstable();
    sides.dedup();
    if sides.len() > 2 {
        "multilateral"
    } else {
        "bilateral"
    }
}

/// The same text as hands leave it: blanks before colons and at line ends, tabs, `;`, comments, empty lines.
fn freely(text: &str) -> String {
    let mut dice = Dice::new(1648);
    let mut free = String::with_capacity(text.len() * 9 / 8);
    for line in text.lines() {
        let inner = line.trim_start();
        let indent = line.len() - inner.len();
        match dice.below(4) {
            0 => free.push_str(&" ".repeat(indent * 2)),
            1 => free.push_str(&"\t".repeat(indent / 2)),
            _ => free.push_str(&line[..indent]),
        }
        let field = inner
            .split_once(": ")
            .filter(|(key, _)| !key.contains([' ', '"', '#']));
        match field {
            Some((key, value)) if dice.below(2) == 0 => {
                let _ = write!(free, "{key} :  {value}");
            }
            _ if inner.starts_with('#') || inner.contains('"') => free.push_str(inner),
            _ => free.push_str(&inner.replace(' ', ["  ", " ", " \t"][dice.below(3)])),
        }
        match dice.below(12) {
            0 => free.push_str("   "),
            1 if field.is_some() => free.push(';'),
            2 if field.is_some() => free.push_str("  # as the minutes have it"),
            3 if indent > 0 => free.push('\n'),
            _ => {}
        }
        free.push('\n');
    }
    free
}

/// The same text with one mistake in so many lines, as a hand makes them.
fn mistaken(text: &str, every: usize, line: &mut usize) -> String {
    let mut wrong = String::with_capacity(text.len() + 64);
    let mut due = false;
    let mut kind = *line / every;
    for written in text.lines() {
        *line += 1;
        due |= (*line).is_multiple_of(every);
        let slip: Option<String> = due.then(|| mistake(written, kind)).flatten();
        match slip {
            Some(slip) => {
                wrong.push_str(&slip);
                due = false;
                kind += 1;
            }
            None => wrong.push_str(written),
        }
        wrong.push('\n');
    }
    wrong
}

fn mistake(line: &str, kind: usize) -> Option<String> {
    match kind % 8 {
        0 => line
            .contains("attendee person")
            .then(|| line.replacen("person", "preson", 1)),
        1 => line
            .contains("  statement by")
            .then(|| line.replacen("statement", "statment", 1)),
        2 => line
            .starts_with("  date: ")
            .then(|| format!("{}-02-31", &line[..line.len() - "-02-31".len()])),
        3 => line
            .contains("    about: ")
            .then(|| line.replacen("about: ", "about ", 1)),
        4 => line
            .contains("  kind: ")
            .then(|| line.replacen("lateral", "latral", 1)),
        5 => line
            .contains("  place: ")
            .then(|| line.replacen('"', "", 1)),
        6 => line
            .contains("    due: ")
            .then(|| line.replacen("due: ", "due: summer ", 1)),
        _ => line
            .contains("  source: ")
            .then(|| line.replacen("readout-", "readuot-", 1)),
    }
}

/// The same records as one JSON document.
pub fn json(records: &Records) -> String {
    let mut text = String::from("{\"topics\":[");
    list(&mut text, TOPICS.iter(), |text, (id, name)| {
        let _ = write!(text, "{{\"id\":\"{id}\",\"name\":\"{name}\"}}");
    });
    text.push_str("],\n\"documents\":[");
    list(
        &mut text,
        records.documents.iter().enumerate(),
        |text, (number, date)| {
            let _ = write!(
                text,
                "{{\"id\":\"readout-{number}\",\"name\":\"Readout {number}\",\"kind\":\"readout\",\"date\":\"{date}\",\"publisher\":\"The Gazette\"}}"
            );
        },
    );
    text.push_str("],\n\"people\":[");
    list(&mut text, records.people.iter(), |text, person| {
        let _ = write!(
            text,
            "{{\"id\":\"{}\",\"name\":\"{}\",\"offices\":[{{\"title\":\"Envoy\",\"of\":\"{}\",\"from\":\"1989\",\"until\":\"2026\"}}]}}",
            person.id, person.name, COUNTRIES[person.side]
        );
    });
    text.push_str("],\n\"meetings\":[");
    list(
        &mut text,
        records.meetings.iter().enumerate(),
        |text, (number, meeting)| {
            json_meeting(records, number, meeting, text);
        },
    );
    text.push_str("]}\n");
    text
}

fn list<T>(
    text: &mut String,
    items: impl Iterator<Item = T>,
    mut write: impl FnMut(&mut String, T),
) {
    for (at, item) in items.enumerate() {
        text.push_str(if at == 0 { "\n" } else { ",\n" });
        write(text, item);
    }
}

fn json_meeting(records: &Records, number: usize, meeting: &Meeting, text: &mut String) {
    let _ = write!(
        text,
        "{{\"id\":\"meeting-{number}\",\"name\":\"Talks in {0}, round {number}\",\"kind\":\"{3}\",\"date\":\"{1}\",\"place\":{{\"text\":\"{0}\",\"party\":\"{4}\"}},\"source\":{{\"document\":\"readout-{2}\",\"place\":\"para. 1\"}},\"attendees\":[",
        TOWNS[meeting.place],
        meeting.date,
        meeting.document,
        kind(records, meeting),
        COUNTRIES[meeting.place],
    );
    list(text, meeting.attendees.iter(), |text, attendee| {
        let person = &records.people[*attendee];
        let _ = write!(
            text,
            "{{\"person\":\"{}\",\"for\":\"{}\"}}",
            person.id, COUNTRIES[person.side]
        );
    });
    text.push_str("],\"statements\":[");
    list(text, meeting.statements.iter(), |text, said| {
        let _ = write!(
            text,
            "{{\"by\":\"{}\",\"verb\":\"{}\",\"text\":\"{}\",\"about\":\"{}\",\"source\":{{\"document\":\"readout-{}\",\"place\":\"para. {}\"}}}}",
            records.people[said.by].id,
            said.verb,
            said.text,
            TOPICS[said.about].0,
            meeting.document,
            said.paragraph
        );
    });
    text.push_str("],\"pledges\":[");
    list(
        text,
        meeting.pledges.iter().enumerate(),
        |text, (at, promised)| {
            let _ = write!(
                text,
                "{{\"id\":\"promise-{at}\",\"by\":\"{}\",\"to\":\"{}\",\"text\":\"{}\",\"due\":\"{}\",\"about\":\"{}\"}}",
                COUNTRIES[promised.by],
                COUNTRIES[promised.to],
                promised.text,
                promised.due,
                TOPICS[promised.about].0
            );
        },
    );
    text.push_str("]}");
}

/// A schema for the JSON, as strict as JSON Schema can be about it.
pub fn schema() -> String {
    let object = |required: &str, properties: &str| {
        format!(
            "{{\"type\":\"object\",\"additionalProperties\":false,\"required\":[{required}],\"properties\":{{{properties}}}}}"
        )
    };
    let text = "{\"type\":\"string\",\"minLength\":1}";
    let id = "{\"type\":\"string\",\"pattern\":\"^[A-Za-z][A-Za-z0-9-]*$\"}";
    let date = "{\"type\":\"string\",\"pattern\":\"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$\"}";
    let array = |of: &str| format!("{{\"type\":\"array\",\"items\":{of}}}");
    let verb = format!(
        "{{\"enum\":[{}]}}",
        VERBS.map(|verb| format!("\"{verb}\"")).join(",")
    );
    let source = object(
        "\"document\"",
        &format!("\"document\":{id},\"place\":{text}"),
    );
    let place = object("\"text\"", &format!("\"text\":{text},\"party\":{id}"));
    let attendee = object("\"person\"", &format!("\"person\":{id},\"for\":{id}"));
    let said = object(
        "\"by\",\"verb\",\"text\"",
        &format!("\"by\":{id},\"verb\":{verb},\"text\":{text},\"about\":{id},\"source\":{source}"),
    );
    let promised = object(
        "\"id\",\"by\",\"text\"",
        &format!(
            "\"id\":{id},\"by\":{id},\"to\":{id},\"text\":{text},\"due\":{date},\"about\":{id}"
        ),
    );
    let kind = "{\"enum\":[\"bilateral\",\"multilateral\"]}";
    let meeting = object(
        "\"id\",\"name\",\"date\"",
        &format!(
            "\"id\":{id},\"name\":{text},\"kind\":{kind},\"date\":{date},\"place\":{place},\"source\":{source},\"attendees\":{},\"statements\":{},\"pledges\":{}",
            array(&attendee),
            array(&said),
            array(&promised)
        ),
    );
    let office = object(
        "\"title\",\"of\"",
        &format!("\"title\":{text},\"of\":{id},\"from\":{date},\"until\":{date}"),
    );
    let person = object(
        "\"id\",\"name\"",
        &format!("\"id\":{id},\"name\":{text},\"offices\":{}", array(&office)),
    );
    let document = object(
        "\"id\",\"name\",\"kind\"",
        &format!(
            "\"id\":{id},\"name\":{text},\"kind\":{{\"enum\":[\"readout\"]}},\"date\":{date},\"publisher\":{text}"
        ),
    );
    let topic = object("\"id\",\"name\"", &format!("\"id\":{id},\"name\":{text}"));
    let lists = [
        ("topics", topic),
        ("documents", document),
        ("people", person),
        ("meetings", meeting),
    ];
    let lists = lists
        .map(|(key, of)| format!("\"{key}\":{}", array(&of)))
        .join(",");
    object("\"topics\",\"documents\",\"people\",\"meetings\"", &lists)
}

/// The same records as a plain-text ledger: people, parties and topics are accounts, a meeting is a transaction between
/// those present with its particulars as metadata, a statement a note, a pledge a transaction from one side to the other.
pub fn ledger(records: &Records) -> String {
    let mut text = String::from("option \"title\" \"Measured\"\n\n");
    for country in COUNTRIES {
        let _ = writeln!(text, "1989-01-01 open Assets:Parties:{country}");
    }
    for (id, name) in TOPICS {
        let _ = write!(
            text,
            "1989-01-01 open Income:Topics:{}\n  name: \"{name}\"\n",
            capital(id)
        );
    }
    for (number, date) in records.documents.iter().enumerate() {
        let _ = write!(
            text,
            "1989-01-01 open Equity:Documents:Readout-{number}\n  kind: \"readout\"\n  date: {date}\n"
        );
    }
    for person in &records.people {
        let _ = write!(
            text,
            "1989-01-01 open Assets:People:{}\n  name: \"{}\"\n  office: \"Envoy\"\n  of: \"{}\"\n",
            capital(&person.id),
            person.name,
            COUNTRIES[person.side]
        );
    }
    for (number, meeting) in records.meetings.iter().enumerate() {
        ledger_meeting(records, number, meeting, &mut text);
    }
    text
}

fn ledger_meeting(records: &Records, number: usize, meeting: &Meeting, text: &mut String) {
    let _ = write!(
        text,
        "\n{} * \"meeting-{number}\" \"Talks in {1}, round {number}\" ^readout-{2}\n  kind: \"{3}\"\n  place: \"{1}\"\n  source: \"para. 1\"\n",
        meeting.date,
        TOWNS[meeting.place],
        meeting.document,
        kind(records, meeting),
    );
    for (at, attendee) in meeting.attendees.iter().enumerate() {
        let amount = if at == 0 {
            i64::try_from(meeting.attendees.len()).unwrap_or(1) - 1
        } else {
            -1
        };
        let person = &records.people[*attendee];
        let _ = write!(
            text,
            "  Assets:People:{}  {amount} MEET\n    side: \"{}\"\n",
            capital(&person.id),
            COUNTRIES[person.side]
        );
    }
    for said in &meeting.statements {
        let _ = write!(
            text,
            "\n{} note Assets:People:{} \"{}\"\n  verb: \"{}\"\n  about: \"{}\"\n  source: \"para. {}\"\n",
            meeting.date,
            capital(&records.people[said.by].id),
            said.text,
            said.verb,
            TOPICS[said.about].0,
            said.paragraph
        );
    }
    for (at, promised) in meeting.pledges.iter().enumerate() {
        let _ = write!(
            text,
            "\n{} * \"promise-{at}\" \"{}\" ^meeting-{number}\n  due: \"{}\"\n  about: \"{}\"\n  Assets:Parties:{}  -1 PLEDGE\n  Assets:Parties:{}  1 PLEDGE\n",
            meeting.date,
            promised.text,
            promised.due,
            TOPICS[promised.about].0,
            COUNTRIES[promised.by],
            COUNTRIES[promised.to]
        );
    }
}

fn capital(id: &str) -> String {
    let mut letters = id.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
