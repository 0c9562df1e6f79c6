//! `dip vocabulary`: the lists of words that a writer may use.

use super::Failure;
use super::output::print;
use crate::diag::Similar;
use crate::vocab::lists::{self, List};
use crate::vocab::verbs::{self, Class};
use crate::vocab::{countries, currencies};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// A list, such as verbs, document-kind, role or countries; none names the lists
    list: Option<String>,
}

const TABLES: [(&str, &str); 3] = [
    (
        "verbs",
        "the verbs of statements and pledges, by what they do",
    ),
    ("countries", "countries and former countries by their codes"),
    ("currencies", "currencies by their codes"),
];

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let Some(wanted) = &arguments.list else {
        let tables = TABLES
            .iter()
            .map(|(name, what)| format!("{name:<16} {what}\n"));
        let lists = List::ALL.iter().map(|list| {
            let words: Vec<&str> = lists::words(*list).iter().map(|word| word.word).collect();
            format!("{:<16} {}\n", list.name(), words.join(", "))
        });
        print(&tables.chain(lists).collect::<String>())?;
        return Ok(0);
    };
    let asked = wanted.to_lowercase().replace('_', "-");
    let text = match asked.as_str() {
        "verbs" | "verb" => verb_table(),
        "countries" | "country" => countries::all()
            .iter()
            .map(|country| row(country.code, country.name, &country.others))
            .collect(),
        "currencies" | "currency" => currencies::all()
            .iter()
            .map(|currency| row(currency.code, currency.name, &currency.others))
            .collect(),
        name => match List::ALL.into_iter().find(|list| list.name() == name) {
            Some(list) => lists::words(list)
                .iter()
                .map(|word| format!("{:<20} {}\n", word.word, word.meaning))
                .collect(),
            None => return Err(unknown(wanted)),
        },
    };
    print(&text)?;
    Ok(0)
}

fn unknown(wanted: &str) -> Failure {
    let names: Vec<&str> = TABLES
        .iter()
        .map(|(name, _)| *name)
        .chain(List::ALL.iter().map(|list| list.name()))
        .collect();
    let near = Similar::among(wanted, names.iter().copied());
    let hint = near.map_or_else(
        || format!("the lists are {}", names.join(", ")),
        |near| format!("did you mean `{near}`?"),
    );
    Failure::new(format!("there is no list `{wanted}`: {hint}"))
}

fn row(code: &str, name: &str, others: &[&str]) -> String {
    let others = if others.is_empty() {
        String::new()
    } else {
        format!(" ({})", others.join(", "))
    };
    format!("{code:<5} {name}{others}\n")
}

fn verb_table() -> String {
    let mut text = String::new();
    for class in Class::ALL {
        text.push_str(&format!("{}\n", class.name()));
        for verb in verbs::all().iter().filter(|verb| verb.class == class) {
            let others: Vec<&str> = verb
                .spellings
                .iter()
                .copied()
                .filter(|spelling| *spelling != verb.canonical)
                .collect();
            text.push_str(&format!("  {:<22} {}\n", verb.canonical, verb.meaning));
            if !others.is_empty() {
                text.push_str(&format!("  {:<22} also {}\n", "", others.join(", ")));
            }
        }
        text.push('\n');
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}
