//! Cards: what an archive knows of a name, in a few lines of Markdown.

use crate::emit::{self, Markup, in_words};
use crate::lsp::symbols::short;
use crate::lsp::{View, ledger};
use crate::model::{
    Body, Day, Declared, Field, Name, Office, Party, Person, Record, Ref, Target, Text, When,
};
use crate::vocab::countries::{self, Country};

/// More people or parties than these are only counted.
const MOST: usize = 12;

/// The card of what a name stands for, as of a day.
pub(super) fn of(view: View<'_>, target: Target<'_>, when: When) -> String {
    match target {
        Target::Country(country) => of_country(view, country, when),
        Target::Declared(declared) => of_declared(view, declared, when),
    }
}

fn of_declared(view: View<'_>, declared: &Declared, when: When) -> String {
    let model = view.model();
    let id = model.names.spelling(declared.name);
    if let Some(spoken) = model.spoken_as(declared.name) {
        if let Some(ledger) = ledger::around(view, [spoken])
            && let Some((at, _)) = ledger::promise_at(&ledger, spoken.speech.head.span)
        {
            let view = emit::View {
                world: view.world(),
                model,
            };
            return emit::story(view, &ledger, at, Markup::Markdown);
        }
        let by: Vec<String> = spoken
            .speech
            .by
            .iter()
            .map(|by| view.world().text(by.who.span()).to_owned())
            .collect();
        return format!(
            "**{}**\n\n{} `{id}` by {}",
            short(view, spoken.speech.text),
            declared.kind.noun(),
            by.join(", ")
        );
    }
    let Some(record) = model.get(declared.record) else {
        return format!("{} `{id}`", declared.kind.noun());
    };
    let mut card = Card {
        view,
        when,
        lines: vec![title(view, record, id, declared.kind.noun())],
    };
    match &record.body {
        Body::Person(person) => card.person(person),
        Body::Party(party) => card.party(party, declared.name),
        Body::Document(document) => {
            card.day(document.date.as_ref());
            let publishers = document.publisher.iter().flat_map(|field| &field.value);
            let publishers: Vec<String> = publishers.map(|by| card.name(by.who)).collect();
            card.push(publishers.join(", "));
            let url = document
                .url
                .as_ref()
                .map(|url| url.value.content(view.world()).into_owned());
            card.push(url.map(|url| format!("<{url}>")).unwrap_or_default());
        }
        Body::Meeting(meeting) => {
            card.day(meeting.date.as_ref());
            let places = meeting.places.iter().map(|place| {
                let text = place
                    .value
                    .text
                    .map(|text| text.content(view.world()).into_owned());
                let party = place.value.party.map(|party| card.label(party));
                text.into_iter().chain(party).collect::<Vec<_>>().join(", ")
            });
            let places: Vec<String> = places.collect();
            card.push(places.join("; "));
            let people: Vec<String> = meeting
                .present()
                .map(|present| card.name(present.attendee.who))
                .collect();
            card.list("With", people);
        }
        Body::Topic(topic) => {
            let broader = topic
                .broader
                .as_ref()
                .map(|broader| card.label(broader.value));
            card.push(
                broader
                    .map(|broader| format!("part of {broader}"))
                    .unwrap_or_default(),
            );
        }
        _ => {}
    }
    card.lines.join("\n\n")
}

fn title(view: View<'_>, record: &Record, id: &str, noun: &str) -> String {
    match record.head.label {
        Some(label) => format!("**{}** · {noun} `{id}`", label.content(view.world())),
        None => format!("{noun} `{id}`"),
    }
}

fn of_country(view: View<'_>, country: &Country, when: When) -> String {
    let mut card = Card {
        view,
        when,
        lines: vec![format!("**{}** · country `{}`", country.name, country.code)],
    };
    let existed = match (country.from, country.until) {
        (from, Some(until)) => format!(
            "{}until {until}",
            from.map(|from| format!("from {from} ")).unwrap_or_default()
        ),
        (Some(from), None) => format!("since {from}"),
        (None, None) => String::new(),
    };
    card.push(existed);
    let successors: Vec<&str> = country
        .successors
        .iter()
        .map(|code| countries::find(code).map_or(*code, |found| found.name))
        .collect();
    if !successors.is_empty() {
        card.push(format!("followed by {}", successors.join(", ")));
    }
    if let Some(name) = view.model().names.find(country.code) {
        card.holders(name);
    }
    card.lines.join("\n\n")
}

struct Card<'a> {
    view: View<'a>,
    when: When,
    lines: Vec<String>,
}

impl Card<'_> {
    fn push(&mut self, line: String) {
        if !line.is_empty() {
            self.lines.push(line);
        }
    }

    fn list(&mut self, what: &str, mut of: Vec<String>) {
        let count = of.len();
        of.truncate(MOST);
        if count > MOST {
            of.push(format!("and {} more", count - MOST));
        }
        if count > 0 {
            self.push(format!("{what}: {}", of.join("; ")));
        }
    }

    fn day(&mut self, day: Option<&Field<Day>>) {
        self.push(day.map(|day| in_words(day.value.when)).unwrap_or_default());
    }

    fn label(&self, reference: Ref) -> String {
        let model = self.view.model();
        let spelling = model.names.spelling(reference.name);
        let record = model
            .record(&reference)
            .filter(|record| record.head.id.is_some_and(|id| id.name == reference.name));
        let label = record.and_then(|record| record.head.label);
        match label {
            Some(label) => label.content(self.view.world()).into_owned(),
            None => countries::find(spelling)
                .map_or(spelling, |country| country.name)
                .to_owned(),
        }
    }

    fn name(&self, who: crate::model::Subject) -> String {
        match who {
            crate::model::Subject::Named(who) => self.label(who),
            crate::model::Subject::Unnamed(text) => text.content(self.view.world()).into_owned(),
        }
    }

    fn names(&mut self, names: &[Field<Vec<Text>>]) {
        let names = names.iter().flat_map(|field| &field.value);
        let names: Vec<String> = names
            .map(|name| name.content(self.view.world()).into_owned())
            .collect();
        self.push(names.join(" · "));
    }

    fn person(&mut self, person: &Person) {
        self.names(&person.names);
        let day = |field: Option<&Field<Day>>| field.map(|day| in_words(day.value.when));
        let life: Vec<String> = [
            ("born", day(person.born.as_ref())),
            ("died", day(person.died.as_ref())),
        ]
        .into_iter()
        .filter_map(|(what, day)| day.map(|day| format!("{what} {day}")))
        .collect();
        self.push(life.join(", "));
        let held = person.offices_on(self.when);
        let lines: Vec<String> = person
            .offices
            .iter()
            .map(|office| {
                let line = self.office(office);
                let is_held =
                    self.when != When::Undated && held.iter().any(|one| one.span == office.span);
                format!(
                    "- {}{}",
                    if is_held { format!("**{line}**") } else { line },
                    self.term(office)
                )
            })
            .collect();
        self.push(lines.join("\n"));
    }

    fn office(&self, office: &Office) -> String {
        let model = self.view.model();
        let mut line = format!(
            "{} of {}",
            office.title.content(self.view.world()),
            model.names.spelling(office.of.name)
        );
        if !office.to.is_empty() {
            let to: Vec<&str> = office
                .to
                .iter()
                .map(|to| model.names.spelling(to.name))
                .collect();
            line += &format!(" to {}", to.join(", "));
        }
        match office.status {
            Some(status) => format!("{line} ({})", status.word),
            None => line,
        }
    }

    fn term(&self, office: &Office) -> String {
        let day = |day: Day| self.view.world().text(day.span);
        match (office.from, office.until) {
            (Some(from), Some(until)) => format!(", {} to {}", day(from), day(until)),
            (Some(from), None) => format!(", since {}", day(from)),
            (None, Some(until)) => format!(", until {}", day(until)),
            (None, None) => String::new(),
        }
    }

    fn party(&mut self, party: &Party, name: Name) {
        self.names(&party.names);
        let kind = party
            .kind
            .as_ref()
            .map(|kind| kind.value.word.replace('-', " "));
        let parent = party
            .parent
            .as_ref()
            .map(|parent| format!("of {}", self.label(parent.value)));
        let words: Vec<String> = kind.into_iter().chain(parent).collect();
        self.push(words.join(" "));
        let day =
            |field: Option<&Field<Day>>| field.map(|day| self.view.world().text(day.value.span));
        match (day(party.from.as_ref()), day(party.until.as_ref())) {
            (Some(from), Some(until)) => self.push(format!("{from} to {until}")),
            (Some(from), None) => self.push(format!("since {from}")),
            (None, Some(until)) => self.push(format!("until {until}")),
            (None, None) => {}
        }
        let members = party.members.iter().flat_map(|field| &field.value);
        let members: Vec<String> = members.map(|member| self.label(*member)).collect();
        self.list("Members", members);
        self.holders(name);
    }

    /// Who holds its offices on the day.
    fn holders(&mut self, party: Name) {
        if self.when == When::Undated {
            return;
        }
        let model = self.view.model();
        let mut found = Vec::new();
        for id in self.view.home.archive.naming(party) {
            let Some(record) = model.get(id) else {
                continue;
            };
            let Body::Person(person) = &record.body else {
                continue;
            };
            let label = record
                .head
                .label
                .map(|label| label.content(self.view.world()).into_owned());
            for office in person
                .offices_on(self.when)
                .into_iter()
                .filter(|office| office.of.name == party)
            {
                let title = office.title.content(self.view.world());
                found.push(format!("{}, {title}", label.clone().unwrap_or_default()));
            }
        }
        self.list(&format!("In office on {}", in_words(self.when)), found);
    }
}
