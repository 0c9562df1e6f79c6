//! Every code has a page, and every page says what is true: its *Wrong* raises the code on the lines marked, and nothing
//! else; its *Right* is silent; its words are plain. The manual's chapter of codes is made from the pages.

mod plain;

use std::collections::BTreeSet;
use std::path::Path;

use dip::diag::{Code, Diagnostic, Severity};
use dip::manifest::Manifest;
use dip::text::{Role, Source, World};
use plain::FORBIDDEN;

/// The same as whole words, which are also the beginnings of others.
const FORBIDDEN_WHOLE: [&str; 2] = ["null", "nulls"];

const LONGEST_SUMMARY: usize = 100;

/// A page in its four parts.
struct Page<'p> {
    summary: &'p str,
    why: &'p str,
    wrong: Block<'p>,
    right: Block<'p>,
}

/// A fenced block: what it is marked as, and its text.
struct Block<'p> {
    fence: &'p str,
    text: &'p str,
}

impl<'p> Page<'p> {
    /// Takes a page apart; says what it lacks when it has another shape.
    fn read(page: &'p str) -> Result<Self, String> {
        let (summary, rest) = page
            .split_once("\n\n## Why it matters\n\n")
            .ok_or("no *Why it matters* after the summary")?;
        let (why, rest) = rest
            .split_once("\n\n## Wrong\n\n")
            .ok_or("no *Wrong* after *Why it matters*")?;
        let (wrong, right) = rest
            .split_once("\n\n## Right\n\n")
            .ok_or("no *Right* after *Wrong*")?;
        let wrong = Block::read(wrong).ok_or("*Wrong* is not one fenced block")?;
        let right = right
            .strip_suffix('\n')
            .and_then(Block::read)
            .ok_or("*Right* is not one fenced block")?;
        Ok(Self {
            summary,
            why,
            wrong,
            right,
        })
    }
}

impl<'p> Block<'p> {
    fn read(part: &'p str) -> Option<Self> {
        let (fence, text) = part.strip_prefix("```")?.split_once('\n')?;
        let text = text
            .strip_suffix("```")
            .filter(|text| text.is_empty() || text.ends_with('\n'))?;
        (!text.contains("```")).then_some(Self { fence, text })
    }

    /// The file that the block shows.
    fn bytes(&self) -> Vec<u8> {
        if self.fence != "dip-bytes" {
            return self.text.as_bytes().to_vec();
        }
        let mut parts = self.text.split("\\x");
        let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
        for part in parts {
            let (number, rest) = part.split_at(2);
            bytes.push(u8::from_str_radix(number, 16).expect("two hexadecimal digits after \\x"));
            bytes.extend(rest.as_bytes());
        }
        bytes
    }

    /// The lines, from 1, that the block marks as guilty.
    fn marked(&self) -> Vec<u32> {
        let lines = self.text.lines().zip(1..);
        lines
            .filter_map(|(line, number)| match line.trim_start() {
                "# error below" => Some(number + 1),
                _ => line.ends_with("# error").then_some(number),
            })
            .collect()
    }

    /// What is found in the file, each finding with its line.
    fn findings(&self) -> Vec<(u32, Diagnostic)> {
        let mut world = World::default().on(jiff::civil::date(2026, 1, 1));
        let mut found;
        if self.fence == "toml" {
            let source = Source::new("dip.toml", self.text).with_role(Role::Data);
            let id = world.add(source);
            found = dip::manifest::manifest(&world, id, &dip::known()).1;
        } else {
            found = dip::read(&mut world, "record.dip", self.bytes()).1;
            found.extend(dip::compile(&world, &Manifest::default()).diagnostics);
        }
        found
            .into_iter()
            .map(|finding| (world.line(finding.span), finding))
            .collect()
    }
}

/// Judges every page, and lists whatever is wrong with any of them.
fn judge(verdict: impl Fn(&'static Code, &Page<'static>) -> Vec<String>) {
    let mut failures = Vec::new();
    for code in dip::catalogue() {
        let faults = match Page::read(code.page) {
            Ok(page) => verdict(code, &page),
            Err(fault) => vec![fault],
        };
        failures.extend(
            faults
                .into_iter()
                .map(|fault| format!("{} {}: {fault}", code.id, code.name)),
        );
    }
    assert!(
        failures.is_empty(),
        "{} faults in the pages:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

fn told(findings: &[(u32, Diagnostic)]) -> String {
    let lines = findings.iter().map(|(line, finding)| {
        format!(
            "\n    line {line}: {}: {}",
            finding.code.name, finding.message
        )
    });
    lines.collect()
}

#[test]
fn every_page_has_its_parts() {
    judge(|code, page| {
        let mut faults = Vec::new();
        let sentences = page.summary.matches(". ").count() + 1;
        let one = sentences == 1 && page.summary.ends_with('.') && !page.summary.contains('\n');
        if !one || code.summary() != page.summary {
            faults.push(format!(
                "the summary is not one sentence on one line: {:?}",
                page.summary
            ));
        }
        if page.summary.chars().count() >= LONGEST_SUMMARY {
            faults.push(format!(
                "the summary has {} characters",
                page.summary.chars().count()
            ));
        }
        if page.why.is_empty() || page.why.contains('#') && page.why.contains("\n#") {
            faults.push("*Why it matters* is empty or has headings".to_owned());
        }
        for (name, block) in [("Wrong", &page.wrong), ("Right", &page.right)] {
            if !["dip", "dip-bytes", "toml"].contains(&block.fence) {
                faults.push(format!("*{name}* is fenced as {:?}", block.fence));
            }
        }
        faults
    });
}

#[test]
fn wrong_raises_its_code_where_it_is_marked_and_nothing_else() {
    judge(|code, page| {
        let (found, marked) = (page.wrong.findings(), page.wrong.marked());
        let only = !found.is_empty() && found.iter().all(|(_, finding)| finding.code == code);
        let lines: Vec<u32> = found.iter().map(|(line, _)| *line).collect();
        // A fault of the bytes or of the whole file may have no line to mark.
        let anywhere = page.wrong.fence == "dip-bytes" && marked.is_empty();
        if only && (anywhere || lines == marked) {
            return Vec::new();
        }
        vec![format!(
            "*Wrong* should raise it once on each of the lines {marked:?}, but raises{}",
            told(&found)
        )]
    });
}

#[test]
fn right_is_silent() {
    judge(|_, page| {
        let found = page.right.findings();
        if found.is_empty() {
            Vec::new()
        } else {
            vec![format!(
                "*Right* should raise nothing, but raises{}",
                told(&found)
            )]
        }
    });
}

#[test]
fn a_safe_fix_makes_no_new_mistake() {
    judge(|_, page| {
        let mut faults = Vec::new();
        for (_, finding) in page.wrong.findings() {
            for fix in finding
                .fixes
                .iter()
                .filter(|fix| fix.safety == dip::diag::Safety::Safe)
            {
                let mut bytes = page.wrong.bytes();
                for edit in fix.edits.iter().rev() {
                    bytes.splice(edit.span.range(), edit.text.bytes());
                }
                let text = String::from_utf8(bytes).expect("a fix is offered for text only");
                let mended = Block {
                    fence: if page.wrong.fence == "toml" {
                        "toml"
                    } else {
                        "dip"
                    },
                    text: &text,
                };
                let left = mended.findings();
                if !left.is_empty() {
                    faults.push(format!(
                        "after its fix {:?}, *Wrong* should be right, but raises{}",
                        fix.title,
                        told(&left)
                    ));
                }
            }
        }
        faults
    });
}

#[test]
fn pages_and_what_they_make_dip_say_are_in_plain_words() {
    judge(|_, page| {
        let mut said = vec![page.summary.to_owned(), page.why.to_owned()];
        for (_, finding) in page.wrong.findings() {
            said.extend([finding.message, finding.label]);
            said.extend(finding.labels.into_iter().map(|label| label.text));
            said.extend(finding.help);
            said.extend(finding.fixes.into_iter().map(|fix| fix.title));
        }
        let words = said
            .iter()
            .flat_map(|text| text.split(|letter: char| !letter.is_alphabetic()));
        let forbidden = words.map(str::to_lowercase).filter(|word| {
            FORBIDDEN
                .iter()
                .any(|beginning| word.starts_with(beginning))
                || FORBIDDEN_WHOLE.contains(&word.as_str())
        });
        forbidden
            .map(|word| format!("`{word}` is no word for an archivist"))
            .collect()
    });
}

#[test]
fn codes_are_told_apart_by_id_and_by_name() {
    let codes = dip::catalogue();
    assert!(
        codes.len() >= 53,
        "codes are gone from the catalogue: {}",
        codes.len()
    );
    let mut failures = Vec::new();
    let (mut ids, mut names) = (BTreeSet::new(), BTreeSet::new());
    for code in codes {
        let number = code.id.strip_prefix("DIP").unwrap_or_default();
        if number.len() != 4 || !number.bytes().all(|digit| digit.is_ascii_digit()) {
            failures.push(format!("{} is not DIP and four digits", code.id));
        }
        let parts = code.name.split('-');
        if parts.into_iter().any(|part| {
            part.is_empty()
                || !part
                    .bytes()
                    .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit())
        }) {
            failures.push(format!("{} is not kebab-case", code.name));
        }
        if !ids.insert(code.id) {
            failures.push(format!("{} stands twice", code.id));
        }
        if !names.insert(code.name) {
            failures.push(format!("{} stands twice", code.name));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

const INTRODUCTION: &str = "\
# What dip reports

Every finding has a code and a name, and this chapter has a page for each: what is found, why it matters, a record that
has the fault, and the same record without it. `dip explain NAME` prints one of these pages.

An **error** means that the record cannot be trusted, a **warning** that it probably says something else than was meant,
a **note** that it could read better.

In the records below, a line that ends in `# error` is the guilty one, or the line after `# error below`; `\\x` and two
characters stand for a byte that cannot be printed.
";

/// The chapter as the pages make it.
fn chapter() -> String {
    let mut chapter = INTRODUCTION.to_owned();
    for code in dip::catalogue() {
        chapter.push_str(&format!(
            "\n## {}\n\n`{}` · {}\n\n",
            code.name,
            code.id,
            severity(code)
        ));
        let mut fenced = false;
        for line in code.page.lines() {
            fenced ^= line.starts_with("```");
            if !fenced && line.starts_with("## ") {
                chapter.push('#');
            }
            chapter.push_str(line);
            chapter.push('\n');
        }
    }
    chapter
}

fn severity(code: &Code) -> &'static str {
    match code.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

#[test]
fn the_manual_has_every_page() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/manual/codes.md");
    let chapter = chapter();
    if std::env::var_os("DIP_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().expect("the chapter is in a folder"))
            .expect("the folder can be made");
        std::fs::write(&path, chapter).expect("the chapter can be written");
        return;
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = written
        .lines()
        .zip(chapter.lines())
        .position(|(is, should)| is != should);
    assert!(
        written == chapter,
        "docs/manual/codes.md is not what the pages make, from line {}; write it anew with DIP_BLESS=1",
        differs.unwrap_or(written.lines().count().min(chapter.lines().count())) + 1
    );
}
