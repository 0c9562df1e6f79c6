//! A language tag on a text, or around many, whose letters are not of a script that the language is written in.

use std::collections::HashSet;

use unicode_script::{Script, UnicodeScript as _};

use super::{Archive, Check, Reach};
use crate::diag::{Code, Diagnostic, Safety, Severity, count, ticked};
use crate::model::{Body, Record, Tag, Text, texts};
use crate::text::Span;
use crate::vocab::languages;

static CODE: Code = Code {
    id: "DIP0603",
    name: "language-against-script",
    severity: Severity::Warning,
    page: include_str!("language_against_script.md"),
};

/// The check.
pub const CHECK: Check = Check {
    code: &CODE,
    reach: Reach::Joined(look, join),
};

/// Fewer letters prove nothing, but where each of them is a word.
const FEWEST: usize = 4;

fn look(archive: &Archive<'_>, record: &Record, found: &mut Vec<Diagnostic>) {
    found.extend(inherited(archive, record));
    if let Some(own) = language_of(record) {
        found.extend(of_many(archive, own, std::slice::from_ref(record)));
    }
    // Most records have no text with a tag.
    let written = archive.world.text(record.head.span);
    if memchr::memchr(b'@', written.as_bytes()).is_none() {
        return;
    }
    texts(record, &mut |text| {
        found.extend(text.tag.and_then(|tag| of_text(archive, text, tag)));
    });
}

fn language_of(record: &Record) -> Option<Tag> {
    let language = record.head.claims.as_ref()?.more.language.as_ref()?;
    Some(language.value)
}

fn join(_: &Archive<'_>, found: &mut Vec<Diagnostic>) {
    // Of a text whose letters were garbled on the way, that is said already.
    let garbled = found
        .iter()
        .filter(|finding| finding.code.name == "garbled-text");
    let garbled: HashSet<Span> = garbled.map(|finding| finding.span).collect();
    if !garbled.is_empty() {
        found.retain(|finding| finding.code.id != CODE.id || !garbled.contains(&finding.span));
    }
}

/// So many texts must be in other letters before the language around them is doubted.
const SEVERAL: usize = 3;
/// So many words in a hundred are plain English ones in any English text.
const ENGLISH: usize = 12;

/// The language of a file, where nearly all that inherits it is in letters of another: told with its first record.
fn inherited(archive: &Archive<'_>, record: &Record) -> Option<Diagnostic> {
    let file = archive.model.files.get(record.head.span.source.index())?;
    let language = file.claims.as_ref()?.more.language.as_ref()?;
    let is_first = file
        .records
        .first()
        .is_some_and(|first| std::ptr::eq(first, record));
    is_first
        .then(|| of_many(archive, language.value, &file.records))
        .flatten()
}

/// The labels and sentences of a record that have no language of their own. Names of people and parties stand in any letters.
fn untagged(record: &Record, mut visit: impl FnMut(Text)) {
    let mut add = |text: Option<Text>| text.filter(|text| text.tag.is_none()).map(&mut visit);
    if let Body::Meeting(_) | Body::Topic(_) = record.body {
        add(record.head.label);
    }
    for spoken in record.spoken() {
        let claims = spoken.speech.head.claims.as_ref();
        let own = claims.is_some_and(|claims| claims.more.language.is_some());
        add(Some(spoken.speech.text).filter(|_| !own));
    }
    if let Body::Progress(progress) = &record.body {
        add(progress.text);
    }
}

/// The texts that inherit a language from around these records: of one record its own, of all records of a file those of
/// the records that have none.
fn inheriting(tag: Tag, records: &[Record], mut visit: impl FnMut(Text)) {
    for record in records {
        if language_of(record).is_none_or(|own| own == tag) {
            untagged(record, &mut visit);
        }
    }
}

/// How many texts are in one script, and the first of them.
struct InScript {
    script: Script,
    count: usize,
    first: Span,
}

/// The scripts in the order in which they occur.
fn scripts(archive: &Archive<'_>, tag: Tag, records: &[Record]) -> Vec<InScript> {
    let mut scripts: Vec<InScript> = Vec::new();
    inheriting(tag, records, |text| {
        let Some(script) = prevailing(&text.content(archive.world)) else {
            return;
        };
        match scripts.iter_mut().find(|known| known.script == script) {
            Some(known) => known.count += 1,
            None => scripts.push(InScript {
                script,
                count: 1,
                first: text.span,
            }),
        }
    });
    scripts
}

fn of_many(archive: &Archive<'_>, tag: Tag, records: &[Record]) -> Option<Diagnostic> {
    let written = archive.world.text(tag.span);
    let expected = languages::scripts(written)?;
    let scripts = scripts(archive, tag, records);
    let strange = |known: &&InScript| !expected.contains(&known.script.short_name());
    let all: usize = scripts.iter().map(|known| known.count).sum();
    let against = scripts.iter().find(strange)?;
    if against.count < SEVERAL || against.count * 10 < all * 9 {
        return None;
    }
    let letters = against.script.full_name().replace('_', " ");
    let language = languages::name(written)?;
    let finding = Diagnostic::new(
        &CODE,
        tag.span,
        format!(
            "the language is {}, but the texts are in {letters} letters",
            ticked(written)
        ),
    )
    .label(format!(
        "{language}, which is not written in {letters} letters"
    ))
    .and(
        against.first,
        format!("the first of {}", count(against.count, "text")),
    );
    if written == "en" || !is_english(archive, tag, records) {
        return Some(finding.help("write the tag of the language that the texts are in"));
    }
    Some(
        finding
            .help("write `en` if the texts are English, or else the tag of their language")
            .fix(Safety::LookFirst, "write `en`", tag.span, "en"),
    )
}

fn is_english(archive: &Archive<'_>, tag: Tag, records: &[Record]) -> bool {
    const PLAIN: [&str; 10] = [
        "the", "of", "and", "to", "for", "that", "with", "his", "its", "by",
    ];
    let (mut plain, mut all) = (0, 0);
    inheriting(tag, records, |text| {
        for word in text.content(archive.world).split_whitespace() {
            plain += usize::from(PLAIN.contains(&word.to_lowercase().as_str()));
            all += 1;
        }
    });
    plain * 100 >= all * ENGLISH
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
        None => {
            let own = "write the tag of the language that it is in, `@und-";
            // Many languages were once written in these two.
            let rewritten = matches!(found, "Arab" | "Cyrl");
            finding.help(if rewritten {
                let tag = with_script(written, found);
                format!("{own}{found}` if you do not know which; `@{tag}` if it is {language} in {letters} letters")
            } else {
                format!("{own}{found}` if you do not know which")
            })
        }
    })
}

/// The script of more than half of the letters, those of abbreviations such as NATO left out.
fn prevailing(content: &str) -> Option<Script> {
    if content.is_ascii() {
        return is_latin(content.as_bytes()).then_some(Script::Latin);
    }
    let mut counts: Vec<(Script, usize)> = Vec::new();
    let words = content.split(|letter: char| !letter.is_alphabetic());
    let is_abbreviation = |word: &str| {
        word.is_ascii() && word.len() < 6 && word.bytes().all(|byte| byte.is_ascii_uppercase())
    };
    for letter in words
        .filter(|word| !is_abbreviation(word))
        .flat_map(str::chars)
    {
        let script = if letter.is_ascii() {
            Script::Latin
        } else {
            letter.script()
        };
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
    let fewest = if script == Script::Han { 2 } else { FEWEST };
    (all >= fewest && count * 2 > all).then_some(script)
}

/// The same for plain letters: whether there are enough of them outside of abbreviations.
fn is_latin(content: &[u8]) -> bool {
    let words = content.split(|byte| !byte.is_ascii_alphabetic());
    let is_abbreviation = |word: &&[u8]| word.len() < 6 && word.iter().all(u8::is_ascii_uppercase);
    let mut letters = 0;
    for word in words.filter(|word| !is_abbreviation(word)) {
        letters += word.len();
        if letters >= FEWEST {
            return true;
        }
    }
    false
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
    Some(with_script(tag, found))
}

fn with_script(tag: &str, script: &str) -> String {
    match tag.split_once('-') {
        Some((language, rest)) => format!("{language}-{script}-{rest}"),
        None => format!("{tag}-{script}"),
    }
}
