//! The manual, tried out: every block of `docs/manual/*.md` (but `codes.md`, which is generated) and of `README.md`.
//!
//! What a fence says after its three or more backticks:
//! - `dip`: a lone file, checked without a finding; with `wrong=NAME` (or `wrong=ONE,TWO`), with just these findings.
//! - `dip file=PATH`: the same, but the file lies in the page's own folder, where it replaces an earlier one; all files of
//!   the folder are checked together before the next console and at the page's end. `dip add=PATH` adds to the file.
//! - `console`: lines `$ dip …` (`< PATH` feeds a file to it), each with all that it prints, standard output first, and
//!   `[exit N]` if N is not 0. It runs in the page's folder, or in the repository's root when it names `examples/`.
//! - `toml` is read; with `file=PATH` it lies in the page's folder too.
//! - `json` is read; with `from=ARCHIVE id=ID` it is what `dip build --pretty ARCHIVE` has for that record.
//! - `yaml` is read, and in it and in `sh` every command that begins `dip …` is run in the page's folder, up to a ` | `: its
//!   options must be known.
//!
//! Anything else is a failure. `DIP_BLESS=1 cargo test --test manual` writes down what is really printed, and the lists of
//! the reference. The file is long because it is one small program: pages, blocks, and a trial of each page.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use dip::syntax::shape::Block as Shape;
use dip::vocab::lists::{self, List};
use dip::vocab::verbs::{self, Class};
use tempfile::TempDir;

const MANUAL: &str = "docs/manual";
const GENERATED: &str = "docs/manual/codes.md";

#[test]
fn every_block_does_what_the_manual_says() {
    let mut failures = Vec::new();
    for page in pages() {
        let mut tried = Trial::of(&page);
        tried.run();
        failures.append(&mut tried.failures);
        page.rewrite(tried.printed);
    }
    judge(&failures);
}

#[test]
fn the_reference_has_every_field_and_every_word() {
    let reference = Page::read("docs/manual/reference.md");
    let mut failures = Vec::new();
    for block in Shape::ALL {
        let own: Vec<&str> = block.own_fields().iter().map(|field| field.key).collect();
        let keys = match block {
            Shape::Claims => block.fields().map(|field| field.key).collect(),
            _ => own,
        };
        let heading = format!("## {}", block.noun());
        for key in keys {
            reference.must_have(&heading, &format!("| `{key}` |"), &mut failures);
        }
    }
    let mut right = Vec::new();
    for list in List::all() {
        let words = lists::words(*list)
            .iter()
            .map(|word| (word.word, word.meaning));
        reference.must_list(list.name(), words, &mut right, &mut failures);
    }
    for class in Class::ALL {
        let verbs = verbs::all().iter().filter(|verb| verb.class == class);
        let verbs = verbs.map(|verb| (verb.canonical, verb.meaning));
        reference.must_list(class.name(), verbs, &mut right, &mut failures);
    }
    reference.rewrite(right);
    judge(&failures);
}

#[test]
fn every_link_of_the_manual_leads_somewhere() {
    let mut failures = Vec::new();
    let index = Page::read("docs/manual/README.md");
    for page in pages() {
        let folder = Path::new(&page.name).parent().unwrap_or(Path::new(""));
        for (at, target) in page.links() {
            let (path, heading) = target.split_once('#').unwrap_or((target, ""));
            let path = if path.is_empty() {
                root().join(&page.name)
            } else {
                root().join(folder).join(path)
            };
            let generated = path == root().join(GENERATED);
            if !path.exists() && !generated {
                failures.push(format!("{}:{at}: `{target}` leads nowhere", page.name));
            } else if !heading.is_empty() && !generated && !headings(&path).contains(heading) {
                failures.push(format!(
                    "{}:{at}: `{target}` has no such heading",
                    page.name
                ));
            }
        }
        let file = page.name.strip_prefix("docs/manual/");
        let linked = |file: &str| index.links().any(|(_, target)| target == file);
        if file.is_some_and(|file| file != "README.md" && !linked(file)) {
            failures.push(format!("{}: the index does not link it", page.name));
        }
    }
    judge(&failures);
}

fn judge(failures: &[String]) {
    assert!(failures.is_empty(), "\n{}\n", failures.join("\n"));
}

/// Whether the pages are corrected instead of judged.
fn blessing() -> bool {
    std::env::var_os("DIP_BLESS").is_some()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A page of the manual.
struct Page {
    /// Its path, relative to the repository.
    name: String,
    lines: Vec<String>,
}

fn pages() -> Vec<Page> {
    let entries = fs::read_dir(root().join(MANUAL)).expect("the manual");
    let mut names: Vec<String> = entries
        .flatten()
        .filter(|entry| {
            entry
                .path()
                .extension()
                .is_some_and(|extension| extension == "md")
        })
        .map(|entry| format!("{MANUAL}/{}", entry.file_name().to_string_lossy()))
        .filter(|name| name != GENERATED)
        .collect();
    names.sort();
    assert!(names.len() > 1, "the manual is gone");
    if root().join("README.md").is_file() {
        names.push("README.md".to_owned());
    }
    names.iter().map(|name| Page::read(name)).collect()
}

impl Page {
    fn read(name: &str) -> Self {
        let text = fs::read_to_string(root().join(name))
            .unwrap_or_else(|_| panic!("{name} cannot be read"));
        Self {
            name: name.to_owned(),
            lines: text.lines().map(str::to_owned).collect(),
        }
    }

    /// The fenced blocks, and a failure for each fence that is never closed.
    fn blocks(&self, failures: &mut Vec<String>) -> Vec<Block<'_>> {
        let mut blocks = Vec::new();
        let mut at = 0;
        while at < self.lines.len() {
            let line = self.lines[at].trim_start();
            let ticks = line.len() - line.trim_start_matches('`').len();
            if ticks < 3 {
                at += 1;
                continue;
            }
            let closes = |line: &String| {
                line.trim().len() >= ticks && line.trim().bytes().all(|byte| byte == b'`')
            };
            let Some(length) = self.lines[at + 1..].iter().position(closes) else {
                failures.push(format!(
                    "{}:{}: this block is never closed",
                    self.name,
                    at + 1
                ));
                break;
            };
            let mut words = line[ticks..].split_whitespace();
            blocks.push(Block {
                language: words.next().unwrap_or_default(),
                marks: words.filter_map(|word| word.split_once('=')).collect(),
                lines: at + 1..at + 1 + length,
            });
            at += length + 2;
        }
        blocks
    }

    fn text(&self, lines: &Range<usize>) -> String {
        self.lines[lines.clone()]
            .iter()
            .fold(String::new(), |text, line| text + line + "\n")
    }

    /// The relative links, each with the number of its line, outside blocks.
    fn links(&self) -> impl Iterator<Item = (usize, &str)> {
        let inside: Vec<Range<usize>> = self
            .blocks(&mut Vec::new())
            .into_iter()
            .map(|block| block.lines)
            .collect();
        let outside = move |at: &usize| !inside.iter().any(|lines| lines.contains(at));
        let lines = self
            .lines
            .iter()
            .enumerate()
            .filter(move |(at, _)| outside(at));
        lines.flat_map(|(at, line)| {
            let targets = line
                .split("](")
                .skip(1)
                .filter_map(|rest| rest.split(')').next());
            targets
                .filter(|target| !target.contains("://"))
                .map(move |target| (at + 1, target))
        })
    }

    /// Notes a failure unless some line below the heading begins so.
    fn must_have(&self, heading: &str, row: &str, failures: &mut Vec<String>) {
        let level = heading.bytes().take_while(|byte| *byte == b'#').count();
        let ends = |line: &&String| {
            let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
            hashes > 0 && hashes <= level
        };
        match self.lines.iter().position(|line| line == heading) {
            None => {
                let missing = format!("{}: there is no heading `{heading}`", self.name);
                if failures.last() != Some(&missing) {
                    failures.push(missing);
                }
            }
            Some(at) => {
                let mut below = self.lines[at + 1..].iter().take_while(|line| !ends(line));
                if !below.any(|line| line.starts_with(row)) {
                    failures.push(format!(
                        "{}:{}: under `{heading}` no line begins `{row}`",
                        self.name,
                        at + 1
                    ));
                }
            }
        }
    }

    /// Notes a failure, and what is right, unless the table below a heading has just these rows.
    fn must_list<'w>(
        &self,
        name: &str,
        words: impl Iterator<Item = (&'w str, &'w str)>,
        right: &mut Vec<(Range<usize>, Vec<String>)>,
        failures: &mut Vec<String>,
    ) {
        let heading = format!("### {name}");
        let after = |wanted: &str, from: usize| {
            self.lines[from..]
                .iter()
                .position(|line| line == wanted)
                .map(|at| from + at + 1)
        };
        let Some(start) = after(&heading, 0).and_then(|at| after("|---|---|", at)) else {
            return failures.push(format!(
                "{}: there is no heading `{heading}` with a table",
                self.name
            ));
        };
        let rows = self.lines[start..]
            .iter()
            .take_while(|line| line.starts_with('|'))
            .count();
        let wanted: Vec<String> = words
            .map(|(word, meaning)| format!("| `{word}` | {meaning} |"))
            .collect();
        if self.lines[start..start + rows] != wanted {
            if !blessing() {
                failures.push(format!(
                    "{}:{start}: the list under `{heading}` is another",
                    self.name
                ));
            }
            right.push((start..start + rows, wanted));
        }
    }

    /// Puts what is right in the place of what is written, if that is asked for.
    fn rewrite(&self, mut right: Vec<(Range<usize>, Vec<String>)>) {
        if right.is_empty() || !blessing() {
            return;
        }
        right.sort_by_key(|(lines, _)| lines.start);
        let mut page = self.lines.clone();
        for (lines, text) in right.into_iter().rev() {
            page.splice(lines, text);
        }
        fs::write(root().join(&self.name), page.join("\n") + "\n").expect("blessed");
    }
}

/// The anchors of a page's headings, as GitHub makes them.
fn headings(path: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(path).unwrap_or_default();
    let titles = text.lines().filter(|line| line.starts_with('#'));
    let kept = |letter: &char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | ' ');
    titles
        .map(|line| line.trim_start_matches('#').trim().to_lowercase())
        .map(|title| {
            title
                .chars()
                .filter(kept)
                .collect::<String>()
                .replace(' ', "-")
        })
        .collect()
}

/// A fenced block.
struct Block<'p> {
    language: &'p str,
    /// `file=talks.dip` and the like.
    marks: Vec<(&'p str, &'p str)>,
    /// The lines between its fences.
    lines: Range<usize>,
}

impl<'p> Block<'p> {
    fn mark(&self, key: &str) -> Option<&'p str> {
        self.marks
            .iter()
            .find(|(known, _)| *known == key)
            .map(|(_, value)| *value)
    }

    /// The findings that it is said to have.
    fn wrong(&self) -> impl Iterator<Item = &'p str> + use<'p> {
        self.mark("wrong")
            .unwrap_or_default()
            .split(',')
            .filter(|name| !name.is_empty())
    }
}

/// A page while it is tried out.
struct Trial<'p> {
    page: &'p Page,
    folder: TempDir,
    /// The files of the folder that have findings, with the findings' names.
    wrong: BTreeSet<(String, String)>,
    /// The last line written to the folder since it was checked.
    unchecked: Option<usize>,
    failures: Vec<String>,
    /// What is really printed, by the lines where it belongs.
    printed: Vec<(Range<usize>, Vec<String>)>,
}

impl<'p> Trial<'p> {
    fn of(page: &'p Page) -> Self {
        Self {
            page,
            folder: TempDir::new().expect("a folder"),
            wrong: BTreeSet::new(),
            unchecked: None,
            failures: Vec::new(),
            printed: Vec::new(),
        }
    }

    fn fails(&mut self, line: usize, why: &str) {
        self.failures
            .push(format!("{}:{line}: {why}", self.page.name));
    }

    fn run(&mut self) {
        let page = self.page;
        for block in page.blocks(&mut self.failures) {
            let text = page.text(&block.lines);
            let fence = block.lines.start;
            match (block.language, block.mark("file").or(block.mark("add"))) {
                ("dip" | "toml", Some(file)) => self.write(&block, file, &text),
                ("dip", None) => self.lone(&block, &text),
                ("toml", None) => {
                    if let Err(error) = text.parse::<toml::Table>() {
                        self.fails(fence, &format!("this TOML cannot be read: {error}"));
                    }
                }
                ("json", _) => self.json(&block, &text),
                ("console", _) => self.console(&block),
                // Other people's programs, where the project introduces itself.
                ("sh" | "text", _) if page.name == "README.md" => {}
                ("yaml" | "sh", _) => self.commands(&block, &text),
                ("", _) => self.fails(
                    fence,
                    "a block says what it is: ```dip, ```console, ```toml or ```json",
                ),
                (other, _) => self.fails(fence, &format!("`{other}` cannot be tried out")),
            }
        }
        self.check_folder();
    }

    fn lone(&mut self, block: &Block<'_>, text: &str) {
        let found = findings(
            &dip(
                self.folder.path(),
                &["check", "--format", "json", "-"],
                Some(text),
            )
            .0,
        );
        let wanted = block
            .wrong()
            .map(|name| ("-".to_owned(), name.to_owned()))
            .collect();
        self.compare(block.lines.start, &wanted, &found);
    }

    fn write(&mut self, block: &Block<'_>, file: &str, text: &str) {
        let path = self.folder.path().join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        let known = block
            .mark("add")
            .map(|_| fs::read_to_string(&path).unwrap_or_default());
        fs::write(
            path,
            known.map_or(text.to_owned(), |known| known + "\n" + text),
        )
        .expect("written");
        self.wrong.retain(|(known, _)| known != file);
        self.wrong
            .extend(block.wrong().map(|name| (file.to_owned(), name.to_owned())));
        self.unchecked = Some(block.lines.start);
    }

    fn check_folder(&mut self) {
        let Some(line) = self.unchecked.take() else {
            return;
        };
        let found = findings(&dip(self.folder.path(), &["check", "--format", "json"], None).0);
        let wanted = self.wrong.clone();
        self.compare(line, &wanted, &found);
    }

    fn compare(
        &mut self,
        line: usize,
        wanted: &BTreeSet<(String, String)>,
        found: &Result<BTreeSet<(String, String)>, String>,
    ) {
        let found = match found {
            Ok(found) => found,
            Err(error) => return self.fails(line, error),
        };
        for (path, name) in wanted.difference(found) {
            self.fails(line, &format!("`{name}` is not found in {path}"));
        }
        for (path, name) in found.difference(wanted) {
            self.fails(line, &format!("`{name}` is found in {path}"));
        }
    }

    fn json(&mut self, block: &Block<'_>, text: &str) {
        let fence = block.lines.start;
        if let Some(archive) = block.mark("from") {
            self.check_folder();
            let (built, _) = dip(&self.place(archive), &["build", "--pretty", archive], None);
            match block.mark("id").and_then(|id| declaration(&built, id)) {
                Some(lines) => self.expect(fence, "this record", &block.lines, &lines),
                None => self.fails(fence, &format!("`dip build {archive}` has no such record")),
            }
        } else if let Err(error) = serde_json::from_str::<serde_json::Value>(text) {
            self.fails(fence, &format!("this JSON cannot be read: {error}"));
        }
    }

    /// Where a command runs that names this.
    fn place(&self, names: &str) -> PathBuf {
        if names.contains("examples/") {
            root()
        } else {
            self.folder.path().to_owned()
        }
    }

    fn console(&mut self, block: &Block<'_>) {
        self.check_folder();
        let page = self.page;
        let begins: Vec<usize> = block
            .lines
            .clone()
            .filter(|at| page.lines[*at].starts_with("$ "))
            .collect();
        if begins.first() != Some(&block.lines.start) {
            self.fails(block.lines.start, "a console begins with `$ dip …`");
        }
        for (at, begin) in begins.iter().enumerate() {
            let end = begins.get(at + 1).copied().unwrap_or(block.lines.end);
            let Some(command) = page.lines[*begin].strip_prefix("$ dip") else {
                self.fails(begin + 1, "only `dip` is run here");
                continue;
            };
            let mut lines = self.output(command);
            if lines.iter().any(|line| {
                [self.folder.path(), &root()]
                    .iter()
                    .any(|path| line.contains(&*path.to_string_lossy()))
            }) {
                self.fails(
                    begin + 1,
                    "this prints the path of a folder on this machine",
                );
            }
            if end < block.lines.end {
                lines.push(String::new());
            }
            self.expect(
                begin + 1,
                &format!("`dip{command}`"),
                &(begin + 1..end),
                &lines,
            );
        }
    }

    /// Tries the commands that other people's programs are told to run.
    fn commands(&mut self, block: &Block<'_>, text: &str) {
        self.check_folder();
        let fence = block.lines.start;
        if block.language == "yaml"
            && let Err(error) = yaml_rust2::YamlLoader::load_from_str(text)
        {
            self.fails(fence, &format!("this YAML cannot be read: {error}"));
        }
        for line in text.lines() {
            let command = line.trim_start_matches([' ', '-']);
            let command = command.strip_prefix("run: ").unwrap_or(command);
            if let Some(command) = command.strip_prefix("dip ") {
                let command = command.split(" | ").next().unwrap_or_default();
                let (printed, code) = dip(self.folder.path(), &words(command), None);
                if !matches!(code, 0 | 1) {
                    self.fails(
                        fence,
                        &format!("`dip {command}` ends with {code}: {printed}"),
                    );
                }
            }
        }
    }

    /// What a command prints.
    fn output(&self, command: &str) -> Vec<String> {
        let folder = self.place(command);
        let (command, input) = command.split_once(" < ").unwrap_or((command, ""));
        let input =
            (!input.is_empty()).then(|| fs::read_to_string(folder.join(input)).unwrap_or_default());
        let (mut text, code) = dip(&folder, &words(command), input.as_deref());
        if code != 0 {
            text.truncate(text.trim_end().len());
            let _ = write!(text, "\n[exit {code}]");
        }
        text.trim_end()
            .lines()
            .map(|line| line.trim_end().to_owned())
            .collect()
    }

    /// Notes a failure, and what is right, unless these lines are as they should be.
    fn expect(&mut self, line: usize, what: &str, written: &Range<usize>, right: &[String]) {
        let page = self.page;
        let known = &page.lines[written.clone()];
        if known == right {
            return;
        }
        let differs = (0..known.len().max(right.len()))
            .find(|at| known.get(*at) != right.get(*at))
            .unwrap_or(0);
        let shown = |lines: &[String]| {
            lines
                .get(differs)
                .map_or("nothing more".to_owned(), |line| format!("`{line:.160}`"))
        };
        let why = format!(
            "{what} prints other than it says\n    line {}: {}\n    is really: {}",
            written.start + differs + 1,
            shown(known),
            shown(right)
        );
        if !blessing() {
            self.fails(line, &why);
        }
        self.printed.push((written.clone(), right.to_vec()));
    }
}

/// Runs the binary: what it prints, standard output first, and its exit code.
fn dip<S: AsRef<std::ffi::OsStr>>(
    folder: &Path,
    words: &[S],
    input: Option<&str>,
) -> (String, i32) {
    let mut run = Command::new(env!("CARGO_BIN_EXE_dip"));
    run.current_dir(folder)
        .args(words)
        .env_remove("NO_COLOR")
        .env_remove("GITHUB_ACTIONS")
        .env("COLUMNS", "100");
    run.stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = run.spawn().expect("the binary runs");
    let mut stdin = child.stdin.take().expect("an input");
    // A command that does not read its input may be gone before it is written.
    let _ = stdin.write_all(input.unwrap_or_default().as_bytes());
    drop(stdin);
    let output = child.wait_with_output().expect("the binary ends");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (
        text(&output.stdout) + &text(&output.stderr),
        output.status.code().unwrap_or(-1),
    )
}

/// The words of a command; what stands between quotation marks is one.
fn words(command: &str) -> Vec<String> {
    let parts = command.split('"').enumerate();
    parts
        .flat_map(|(at, part)| match at % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        })
        .collect()
}

/// The findings of `dip check --format json`, by path and name.
fn findings(printed: &str) -> Result<BTreeSet<(String, String)>, String> {
    let report: serde_json::Value =
        serde_json::from_str(printed).map_err(|_| format!("`dip check` says {printed}"))?;
    let of = |finding: &serde_json::Value, key: &str| {
        finding[key].as_str().unwrap_or_default().to_owned()
    };
    let list = report["diagnostics"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    Ok(list
        .iter()
        .map(|finding| (of(finding, "path"), of(finding, "name")))
        .collect())
}

/// The lines of the record that declares an id, from an indented document, without their indentation.
fn declaration(built: &str, id: &str) -> Option<Vec<String>> {
    let lines: Vec<&str> = built.lines().collect();
    let depth = |line: &str| line.len() - line.trim_start().len();
    let wanted = format!("\"id\": \"{id}\",");
    (0..lines.len())
        .filter(|at| lines[*at].trim_start() == wanted)
        .find_map(|at| {
            let inner = depth(lines[at]);
            let begin = (0..at).rev().find(|at| depth(lines[*at]) < inner)?;
            let end = (at..lines.len()).find(|at| depth(lines[*at]) < inner)?;
            let is_declared = lines[begin..end]
                .iter()
                .any(|line| depth(line) == inner && line.trim_start() == "\"at\": {");
            let mut own: Vec<String> = lines[begin..=end]
                .iter()
                .map(|line| line[inner - 2..].to_owned())
                .collect();
            if let Some(last) = own.last_mut() {
                last.truncate(1);
            }
            is_declared.then_some(own)
        })
}
