//! The trees say what the true grammar says: every record, field, name, text and date of grammar/dip.pest is found at the
//! same bytes, in all examples, and in whatever else of the suite and the manual is in the form of that grammar.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use pest_vm::Vm;
use tree_sitter::{Node, Parser};

/// What a place is, and its bytes without the blanks that follow.
type Found = BTreeSet<(String, usize, usize)>;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// Nodes that both grammars call the same.
const SAME: [&str; 26] = [
    "meeting",
    "person",
    "document",
    "party",
    "topic",
    "progress",
    "statement",
    "pledge",
    "attendee",
    "delegation",
    "office",
    "signature",
    "actors",
    "actor",
    "to_whom",
    "citation",
    "ref",
    "verb",
    "comment",
    "day",
    "amount",
    "length",
    "plain",
    "id",
    "moment",
    "language_tag",
];

#[test]
fn every_text_that_the_true_grammar_takes_has_the_same_tree() {
    let grammar = TrueGrammar::read();
    let right = [dip_files("examples"), dip_files("tests/oddities")].concat();
    assert!(right.len() > 30, "the records are found");
    // Of these some are wrong on purpose, and wrong in their form.
    let mixed = [manual(), dip_files("tests/mistakes")].concat();
    let (mut compared, mut places) = (0, 0);
    for (at, (name, text)) in right.iter().chain(&mixed).enumerate() {
        let theirs = match grammar.places(text) {
            Ok(theirs) => theirs,
            Err(why) if at < right.len() => panic!("{name}: {why}"),
            Err(_) => continue,
        };
        let (mine, mistakes) = tree(text);
        assert_eq!(
            mistakes,
            Vec::<String>::new(),
            "{name} has mistakes: {text}"
        );
        let missed: Vec<_> = theirs
            .difference(&mine)
            .map(|place| show(text, place))
            .collect();
        let invented: Vec<_> = mine
            .difference(&theirs)
            .map(|place| show(text, place))
            .collect();
        assert!(
            missed.is_empty() && invented.is_empty(),
            "{name}: missed {missed:#?}, invented {invented:#?}"
        );
        compared += 1;
        places += mine.len();
    }
    assert!(
        compared > 300,
        "only {compared} texts are in the form of the grammar"
    );
    println!("{compared} texts, {places} places in them: all the same");
}

#[test]
fn one_slip_costs_one_record() {
    let text = "topic a \"A\"\nmeeting b \"B\" { dat 2024 }\ntopic c \"C\" { broader: a }\n";
    let (found, mistakes) = tree(text);
    assert!(!mistakes.is_empty());
    let topics = found.iter().filter(|(kind, ..)| kind == "topic").count();
    assert_eq!(topics, 2, "{found:?}");
}

#[test]
fn the_queries_of_every_editor_are_of_this_grammar() {
    let language = tree_sitter_dip::LANGUAGE.into();
    let queries = files_below(Path::new(ROOT).join("editors"), "scm");
    assert!(queries.len() >= 12, "the queries are found");
    for (name, text) in &queries {
        tree_sitter::Query::new(&language, text).unwrap_or_else(|why| panic!("{name}: {why}"));
    }
    let of_zed = queries
        .iter()
        .find(|(name, _)| name.ends_with("zed/languages/dip/highlights.scm"));
    assert_eq!(
        of_zed.map(|(_, text)| text.as_str()),
        Some(tree_sitter_dip::HIGHLIGHTS_QUERY)
    );
}

/// What the tree of this grammar holds, and its mistakes.
fn tree(text: &str) -> (Found, Vec<String>) {
    let mut parser = Parser::new();
    parser
        .set_language(&tree_sitter_dip::LANGUAGE.into())
        .expect("the grammar loads");
    let tree = parser.parse(text, None).expect("a tree");
    let (mut found, mut mistakes) = (Found::new(), Vec::new());
    let mut open = vec![tree.root_node()];
    while let Some(node) = open.pop() {
        if node.is_error() || node.is_missing() {
            mistakes.push(format!("{} at {}", node.kind(), node.start_position()));
        }
        let kind = match node.kind() {
            "label" | "locator" => "text",
            "field" | "text" => node.kind(),
            kind if SAME.contains(&kind) && node.is_named() => kind,
            _ => "",
        };
        if !kind.is_empty() {
            found.insert((kind.to_owned(), node.start_byte(), node.end_byte()));
        }
        open.extend((0..node.child_count()).filter_map(|at| child(node, at)));
    }
    (found, mistakes)
}

fn child(node: Node, at: usize) -> Option<Node> {
    node.child(u32::try_from(at).ok()?)
}

/// grammar/dip.pest as it stands.
struct TrueGrammar {
    vm: Vm,
    fields: Vec<String>,
}

impl TrueGrammar {
    fn read() -> Self {
        let text = fs::read_to_string(Path::new(ROOT).join("grammar/dip.pest"))
            .expect("the grammar is there");
        let pairs = pest_meta::parser::parse(pest_meta::parser::Rule::grammar_rules, &text)
            .expect("the grammar is one");
        let rules = pest_meta::parser::consume_rules(pairs).expect("its rules are rules");
        // What ends in claims and is not headed by a keyword is a field: `kind = { "kind" ~ ":" ~ … ~ claims? }`.
        let fields = text
            .lines()
            .filter(|line| line.ends_with("~ claims? }") && line.contains("~ \":\" ~"))
            .filter_map(|line| line.split(" = ").next().map(str::to_owned))
            .collect();
        Self {
            vm: Vm::new(pest_meta::optimizer::optimize(rules)),
            fields,
        }
    }

    fn places(&self, text: &str) -> Result<Found, String> {
        let file = self.vm.parse("file", text).map_err(|why| why.to_string())?;
        let mut found = Found::new();
        for pair in file.flatten() {
            let kind = match pair.as_rule() {
                "nested_progress" => "progress",
                "text" => "text",
                rule if SAME.contains(&rule) => rule,
                rule if self.fields.iter().any(|field| field == rule) => "field",
                _ => continue,
            };
            let start = pair.as_span().start();
            found.insert((
                kind.to_owned(),
                start,
                start + pair.as_str().trim_end().len(),
            ));
        }
        Ok(found)
    }
}

fn show(text: &str, (kind, start, end): &(String, usize, usize)) -> String {
    let line = text[..*start].lines().count();
    format!("{kind} near line {line}: {}", &text[*start..*end])
}

fn dip_files(folder: &str) -> Vec<(String, String)> {
    files_below(Path::new(ROOT).join(folder), "dip")
}

fn files_below(folder: PathBuf, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec![folder];
    while let Some(path) = open.pop() {
        if path.ends_with("node_modules") || path.ends_with("target") {
            continue;
        }
        if path.is_dir() {
            open.extend(
                fs::read_dir(path)
                    .expect("a folder")
                    .map(|entry| entry.expect("an entry").path()),
            );
        } else if path.extension().is_some_and(|it| it == ending) {
            found.push((
                path.display().to_string(),
                fs::read_to_string(path).expect("a text"),
            ));
        }
    }
    found
}

/// The blocks of the manual.
fn manual() -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    for (name, page) in files_below(Path::new(ROOT).join("docs/manual"), "md") {
        let mut block: Option<String> = None;
        for (at, line) in page.lines().enumerate() {
            match &mut block {
                None if line.starts_with("```dip") => block = Some(String::new()),
                Some(text) if line == "```" => {
                    blocks.push((format!("{name}:{at}"), std::mem::take(text)));
                    block = None;
                }
                Some(text) => text.extend([line, "\n"]),
                None => {}
            }
        }
    }
    blocks
}
