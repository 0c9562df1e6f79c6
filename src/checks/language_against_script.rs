//! A language tag on a text whose letters are not of a script that the language is written in.

use unicode_script::{Script, UnicodeScript as _};

use super::{Archive, Check};
use crate::diag::{Code, Diagnostic, Safety, Severity, ticked};
use crate::model::{Tag, Text, texts};
use crate::vocab::languages;

static CODE: Code = Code {
    id: "DIP0603",
    name: "language-against-script",
    severity: Severity::Warning,
    page: include_str!("language_against_script.md"),
};

/// The check.
pub const CHECK: Check = Check { code: &CODE, run };

/// Fewer letters prove nothing.
const FEWEST: usize = 4;

fn run(archive: &Archive<'_>, found: &mut Vec<Diagnostic>) {
    for record in &archive.model.records {
        texts(record, &mut |text| {
            if let Some(tag) = text.tag {
                found.extend(of_text(archive, text, tag));
            }
        });
    }
}

fn of_text(archive: &Archive<'_>, text: Text, tag: Tag) -> Option<Diagnostic> {
    let written = archive.world.text(tag.span);
    let expected = languages::scripts(written)?;
    let content = text.content(archive.world);
    if content.contains("://") {
        return None;
    }
    let script = prevailing(&content)?;
    let found = script.short_name();
    if expected.contains(&found) {
        return None;
    }
    let letters = script.full_name().replace('_', " ");
    let language = languages::name(written)?;
    let own = written.split('-').skip(1).find(|subtag| subtag.len() == 4);
    let finding = Diagnostic::new(
        &CODE,
        text.span,
        format!(
            "this text is tagged {}, but is in {letters} letters",
            ticked(&format!("@{written}"))
        ),
    )
    .label(format!("{letters} letters"))
    .and(
        tag.span,
        match own {
            Some(script) => format!("{language} in the script `{script}`"),
            None => format!("{language}, which is not written in them"),
        },
    );
    Some(match retagged(written, own, found) {
        Some(new) => finding
            .help(format!("write `@{new}` if it is {language} in {letters} letters; if not, the tag of its own language"))
            .fix(Safety::LookFirst, format!("write `@{new}`"), tag.span, new),
        None => finding.help(format!(
            "write the tag of the language that it is in; `@und-{found}` if you do not know which"
        )),
    })
}

/// The script of more than half of the letters, those of abbreviations such as NATO left out.
fn prevailing(content: &str) -> Option<Script> {
    let mut counts: Vec<(Script, usize)> = Vec::new();
    let words = content.split(|letter: char| !letter.is_alphabetic());
    let is_abbreviation = |word: &str| {
        word.is_ascii() && word.len() < 6 && word.bytes().all(|byte| byte.is_ascii_uppercase())
    };
    for letter in words
        .filter(|word| !is_abbreviation(word))
        .flat_map(str::chars)
    {
        let script = letter.script();
        match counts.iter_mut().find(|(known, _)| *known == script) {
            Some((_, count)) => *count += 1,
            None => counts.push((script, 1)),
        }
    }
    counts.retain(|(script, _)| {
        !matches!(script, Script::Common | Script::Inherited | Script::Unknown)
    });
    let all: usize = counts.iter().map(|(_, count)| count).sum();
    let (script, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    (all >= FEWEST && count * 2 > all).then_some(script)
}

/// The tag with the script that the text is in, where that makes sense: the script was given and is another one, or the
/// text is in Latin letters, as names are that were romanised.
fn retagged(tag: &str, own: Option<&str>, found: &str) -> Option<String> {
    if let Some(own) = own {
        return Some(tag.replacen(own, found, 1));
    }
    if found != "Latn" {
        return None;
    }
    Some(match tag.split_once('-') {
        Some((language, rest)) => format!("{language}-{found}-{rest}"),
        None => format!("{tag}-{found}"),
    })
}
