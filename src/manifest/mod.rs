//! `dip.toml`: what an archive is called, which folders it reads along, which verbs it adds, how much findings weigh, how
//! its records are laid out.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diag::{Code, Diagnostic, Known, Safety, Severity, Similar, ticked};
use crate::fmt::Style;
use crate::lower::Additions;
use crate::text::{SourceId, Span, World};
use crate::vocab::verbs;

/// A `dip.toml` that says what cannot be understood.
pub static BAD_MANIFEST: Code = Code {
    id: "DIP0007",
    name: "bad-manifest",
    severity: Severity::Error,
    page: include_str!("bad_manifest.md"),
};

/// What a `dip.toml` says.
#[derive(Debug, Default)]
pub struct Manifest {
    /// The archive's name.
    pub name: Option<String>,
    /// Folders read along, relative to the file, each with its place in it.
    pub also: Vec<(String, Span)>,
    /// Verbs and the like.
    pub additions: Additions,
    /// How much the findings of a code weigh here.
    pub levels: Vec<(&'static Code, Level)>,
    /// How records are laid out.
    pub style: Style,
}

/// How much the findings of a code weigh in an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// They are not reported.
    Allowed,
    /// As much as this, whatever they count as elsewhere.
    As(Severity),
}

impl Level {
    const WORDS: [(&'static str, Self); 4] = [
        ("error", Self::As(Severity::Error)),
        ("warning", Self::As(Severity::Warning)),
        ("note", Self::As(Severity::Note)),
        ("allow", Self::Allowed),
    ];
}

const KEYS: [&str; 5] = ["name", "also", "verbs", "levels", "fmt"];
const STYLE_KEYS: [&str; 2] = ["line-width", "one-line-blocks"];
/// Narrower lines hold no text, and wider ones nobody reads.
const WIDTHS: std::ops::RangeInclusive<i64> = 40..=400;

/// Reads a `dip.toml`; what cannot be understood is reported and left out.
pub fn manifest(world: &World, id: SourceId, known: &Known) -> (Manifest, Vec<Diagnostic>) {
    let mut reader = Reader {
        id,
        known,
        manifest: Manifest::default(),
        found: Vec::new(),
    };
    let text = world.source(id).text();
    match DeTable::parse(text) {
        Ok(table) => reader.table(table.get_ref()),
        Err(error) => {
            let range = error.span().unwrap_or(0..0);
            let (start, end) = (floor(text, range.start), floor(text, range.end));
            let line = text[start..].split('\n').next().map_or(0, str::len);
            let span = Span::new(id, start as u32, end.clamp(start, start + line) as u32);
            reader.found.push(
                Diagnostic::new(&BAD_MANIFEST, span, "this line of dip.toml cannot be read")
                    .label(plain(error.message()))
                    .help("a line is `name = \"The archive of …\"`, or `also = [\"../people\"]`, or below `[verbs]` a line such as `lauded = \"praised\"`"),
            );
        }
    }
    (reader.manifest, reader.found)
}

/// A text as it stands in a `dip.toml`.
pub fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

/// The first line of what the library says, without the words that only programmers know.
fn plain(message: &str) -> String {
    let first = message.lines().next().unwrap_or_default();
    if first.contains("duplicate") {
        "this key stands here twice".to_owned()
    } else {
        "something is missing or too much here".to_owned()
    }
}

/// Whether a word says what other programs say for `allow`.
fn off(written: &str) -> bool {
    matches!(
        written.to_ascii_lowercase().as_str(),
        "off" | "ignore" | "none" | "disabled" | "disable" | "hide" | "silent"
    )
}

struct Reader<'k> {
    id: SourceId,
    known: &'k Known,
    manifest: Manifest,
    found: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn span<T>(&self, spanned: &Spanned<T>) -> Span {
        Span::new(
            self.id,
            spanned.span().start as u32,
            spanned.span().end as u32,
        )
    }

    fn table(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("name", DeValue::String(name)) => self.manifest.name = Some(name.to_string()),
                ("also", DeValue::Array(folders)) => {
                    folders.iter().for_each(|folder| self.folder(folder));
                }
                ("verbs", DeValue::Table(verbs)) => {
                    verbs.iter().for_each(|(verb, like)| self.verb(verb, like));
                }
                ("levels", DeValue::Table(levels)) => {
                    levels
                        .iter()
                        .for_each(|(name, level)| self.level(name, level));
                }
                ("fmt", DeValue::Table(style)) => {
                    style.iter().for_each(|(key, value)| self.style(key, value));
                }
                ("fmt", _) => self.wrong(
                    value,
                    "`fmt` is a table: below `[fmt]`, a line such as `line-width = 80`",
                ),
                ("levels", _) => self.wrong(
                    value,
                    "`levels` is a table: below `[levels]`, lines such as `unused-name = \"allow\"`",
                ),
                ("name", _) => self.wrong(value, "`name` is a text: `name = \"…\"`"),
                ("also", _) => self.wrong(
                    value,
                    "`also` is a list of folders: `also = [\"../people\"]`",
                ),
                ("verbs", _) => self.wrong(
                    value,
                    "`verbs` is a table: below `[verbs]`, lines such as `lauded = \"praised\"`",
                ),
                (unknown, _) => self.unknown_key(key, unknown),
            }
        }
    }

    fn wrong(&mut self, value: &Spanned<DeValue<'_>>, help: &str) {
        let span = self.span(value);
        self.found.push(
            Diagnostic::new(
                &BAD_MANIFEST,
                span,
                "this value of dip.toml is of the wrong kind",
            )
            .label("this cannot stand here")
            .help(help),
        );
    }

    fn unknown_key<T>(&mut self, key: &Spanned<T>, written: &str) {
        let help = "its keys are `name`, `also`, `verbs`, `levels` and `fmt`";
        self.no_such_key(key, written, &KEYS, help);
    }

    fn no_such_key<T>(
        &mut self,
        key: &Spanned<T>,
        written: &str,
        keys: &[&'static str],
        help: &str,
    ) {
        let span = self.span(key);
        let diagnostic = Diagnostic::new(
            &BAD_MANIFEST,
            span,
            format!("dip.toml has no key {}", ticked(written)),
        )
        .label("no such key");
        self.found
            .push(match Similar::among(written, keys.iter().copied()) {
                Some(meant) => diagnostic.help(format!("write `{meant}`")).fix(
                    Safety::Safe,
                    format!("write `{meant}`"),
                    span,
                    meant,
                ),
                None => diagnostic.help(help),
            });
    }

    fn style<T: AsRef<str>>(&mut self, key: &Spanned<T>, value: &Spanned<DeValue<'_>>) {
        match (key.get_ref().as_ref(), value.get_ref()) {
            ("line-width", DeValue::Integer(number)) => {
                let width = i64::from_str_radix(number.as_str(), number.radix()).ok();
                match width.filter(|width| WIDTHS.contains(width)) {
                    Some(width) => self.manifest.style.width = width.unsigned_abs() as usize,
                    None => self.wrong(value, "a line is 40 to 400 columns wide; 100 is usual"),
                }
            }
            ("one-line-blocks", DeValue::Boolean(wanted)) => {
                self.manifest.style.one_line_blocks = *wanted;
            }
            ("line-width", _) => self.wrong(value, "write a number: `line-width = 80`"),
            ("one-line-blocks", _) => self.wrong(value, "write `true` or `false`"),
            (unknown, _) => self.no_such_key(
                key,
                unknown,
                &STYLE_KEYS,
                "the keys below `[fmt]` are `line-width` and `one-line-blocks`",
            ),
        }
    }

    fn folder(&mut self, folder: &Spanned<DeValue<'_>>) {
        match folder.get_ref() {
            DeValue::String(path) => {
                let span = self.span(folder);
                self.manifest.also.push((path.to_string(), span));
            }
            _ => self.wrong(folder, "a folder is a text: `\"../people\"`"),
        }
    }

    fn level<T: AsRef<str>>(&mut self, name: &Spanned<T>, level: &Spanned<DeValue<'_>>) {
        let (span, written) = (self.span(name), name.get_ref().as_ref());
        let Some(code) = self.known.find(written) else {
            let diagnostic = Diagnostic::new(
                &BAD_MANIFEST,
                span,
                format!("no finding is called {}", ticked(written)),
            );
            self.found.push(match self.known.near(written) {
                Some(near) => diagnostic
                    .label(format!("did you mean `{}`?", near.name))
                    .help(format!("write `{}`", near.name))
                    .fix(
                        Safety::LookFirst,
                        format!("write `{}`", near.name),
                        span,
                        near.name,
                    ),
                None => diagnostic
                    .label("nothing to weigh by this name")
                    .help("`dip explain` lists the names of all findings"),
            });
            return;
        };
        let DeValue::String(word) = level.get_ref() else {
            return self.wrong(
                level,
                "write `\"error\"`, `\"warning\"`, `\"note\"` or `\"allow\"`",
            );
        };
        let meant = Level::WORDS.iter().find(|(known, _)| known == word);
        let Some((_, meant)) = meant else {
            return self.unknown_level(level, word);
        };
        let gentler = *meant != Level::As(Severity::Error);
        if gentler && !self.known.can_be_allowed(code) {
            self.found.push(
                Diagnostic::new(
                    &BAD_MANIFEST,
                    span,
                    format!("{} is always an error", ticked(written)),
                )
                .label("only what the checks find, and other warnings and notes, can weigh less")
                .help("delete this line"),
            );
            return;
        }
        self.manifest.levels.push((code, *meant));
    }

    fn unknown_level(&mut self, level: &Spanned<DeValue<'_>>, written: &str) {
        let span = self.span(level);
        let diagnostic = Diagnostic::new(
            &BAD_MANIFEST,
            span,
            format!("a finding cannot weigh {}", ticked(written)),
        )
        .label("`error`, `warning`, `note` or `allow`");
        let near = Similar::among(written, Level::WORDS.iter().map(|(word, _)| *word));
        let near = near.or_else(|| off(written).then_some("allow"));
        self.found.push(match near {
            Some(near) => diagnostic.help(format!("write `\"{near}\"`")).fix(
                Safety::LookFirst,
                format!("write `\"{near}\"`"),
                span,
                format!("\"{near}\""),
            ),
            None => diagnostic.help("write one of the four"),
        });
    }

    fn verb<T: AsRef<str>>(&mut self, verb: &Spanned<T>, like: &Spanned<DeValue<'_>>) {
        let DeValue::String(written) = like.get_ref() else {
            return self.wrong(
                like,
                "name the listed verb that it is like: `lauded = \"praised\"`",
            );
        };
        match verbs::find(written) {
            Some(like) => self
                .manifest
                .additions
                .verbs
                .push((verb.get_ref().as_ref().to_owned(), like)),
            None => {
                let span = self.span(like);
                let listed =
                    Similar::among(written, verbs::all().iter().map(|verb| verb.canonical));
                let help = listed.map_or_else(
                    || "`dip vocabulary verbs` shows the listed verbs".to_owned(),
                    |listed| format!("write `\"{listed}\"`"),
                );
                self.found.push(
                    Diagnostic::new(
                        &BAD_MANIFEST,
                        span,
                        format!("{} is no listed verb", ticked(written)),
                    )
                    .label("a new verb is like one of the list")
                    .help(help),
                );
            }
        }
    }
}
