//! Says of an unknown name that it means a country, which code the country has, or had on the day.

use super::suggest::Meant;
use super::unknown::odd_letters;
use crate::diag::{Diagnostic, Safety, list_of};
use crate::model::{Body, Model, Record, Use, When};
use crate::text::Span;
use crate::vocab::countries::{self, Country};

/// What is said of a name that means a country; `offer` adds the fix that writes a code wherever the name stands.
pub(super) fn meant(
    model: &Model,
    diagnostic: Diagnostic,
    used: Use,
    meant: Meant<'_>,
    offer: &dyn Fn(Diagnostic, Safety, &str) -> Diagnostic,
) -> Diagnostic {
    let (name, span) = (
        model.names.spelling(used.reference.name),
        used.reference.span,
    );
    match meant {
        Meant::Country(country, safety) => {
            let strange = odd_letters(name).map_or(String::new(), |strange| format!("; {strange}"));
            let diagnostic =
                diagnostic.label(format!("{} is `{}`{strange}", country.name, country.code));
            if let Some(former) = former(country, day_of(model, span)) {
                let diagnostic = diagnostic.help(format!(
                    "write `{}` for {}, which lasted until {}; `{}` is {} of today",
                    former.code,
                    former.name,
                    former.until.unwrap_or_default(),
                    country.code,
                    country.name
                ));
                return offer(diagnostic, Safety::LookFirst, former.code);
            }
            // A country that was gone by then leaves another mistake to look at.
            let safety = if exists(country, day_of(model, span)) {
                safety
            } else {
                Safety::LookFirst
            };
            offer(
                diagnostic.help(format!("write `{}`", country.code)),
                safety,
                country.code,
            )
        }
        Meant::WhichCountry(several) => {
            let now = day_of(model, span);
            let codes: Vec<String> = several
                .iter()
                .map(|country| format!("`{}` for {}", country.code, country.name))
                .collect();
            let existed = |country: &&&'static Country| exists(country, now);
            let first = several.iter().find(existed).or(several.first());
            let diagnostic = diagnostic
                .label("this may be any of several countries")
                .help(format!("write {}", list_of(&codes, "or")));
            match first {
                Some(first) => offer(diagnostic, Safety::LookFirst, first.code),
                None => diagnostic,
            }
        }
        Meant::Uncoded(place) => {
            let id = place.to_lowercase();
            diagnostic
                .label(format!("{place} has no code in ISO 3166"))
                .help(format!(
                    "declare it: `party {id} \"{place}\" {{ kind: state }}`, and write `{id}` here"
                ))
        }
        Meant::Declared(..) | Meant::Which(_) => diagnostic,
    }
}

/// The day of the record that a place lies in.
fn day_of(model: &Model, span: Span) -> When {
    let around = |record: &&Record| {
        let whole = record.head.span;
        whole.source == span.source && whole.start <= span.start && span.end <= whole.end
    };
    let date = model
        .records()
        .find(around)
        .and_then(|record| match &record.body {
            Body::Meeting(meeting) => meeting.date.as_ref(),
            Body::Document(document) => document.date.as_ref(),
            Body::Pledge(pledge) => pledge.made.as_deref(),
            Body::Statement(statement) => statement.speech.more.date.as_deref(),
            _ => None,
        });
    date.map_or(When::Undated, |date| date.value.when)
}

/// Whether a country was there on a day, or no day is known.
fn exists(country: &Country, day: When) -> bool {
    let Some(day) = day.earliest().map(|day| day.to_string()) else {
        return true;
    };
    country.from.is_none_or(|from| from <= day.as_str())
        && country.until.is_none_or(|until| day.as_str() <= until)
}

/// The union that was there on a day and of which the country is what is left.
fn former(country: &Country, day: When) -> Option<&'static Country> {
    const UNIONS: [&str; 4] = ["CSHH", "CSXX", "SUHH", "YUCS"];
    day.earliest()?;
    let mut unions = UNIONS.into_iter().filter_map(countries::find);
    unions.find(|union| exists(union, day) && union.successors.contains(&country.code))
}
