//! Makes a second parser of `dip.pest`: the same grammar as pest's, as plain functions.
//!
//! pest's own parser says where a text goes wrong, and mending needs that. This one says only whether a text is right,
//! and lays out its tree at once; it is several times as fast, for it knows by the next byte which alternatives can
//! begin with it. Both come from the one grammar, and a test holds their trees to be the same
//! (`src/syntax/machine.rs` has the signs that the functions are made of).
//!
//! It is long because a build script is one file, and every kind of expression is written out and asked how it begins.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use pest_meta::ast::RuleType;
use pest_meta::optimizer::{OptimizedExpr as Expr, OptimizedRule, optimize};
use pest_meta::parser::{self, consume_rules};

fn main() {
    println!("cargo::rerun-if-changed=grammar");
    let grammar = fs::read_to_string("grammar/dip.pest").expect("the grammar");
    let pairs = parser::parse(parser::Rule::grammar_rules, &grammar).expect("a grammar of pest");
    let rules = optimize(consume_rules(pairs).expect("rules that make sense"));
    let out = env::var("OUT_DIR").expect("a folder for what is made");
    fs::write(Path::new(&out).join("machine.rs"), Maker::of(&rules).make())
        .expect("a file that can be written");
}

/// What a text that fits may begin with.
#[derive(Clone)]
struct First {
    bytes: [bool; 256],
    /// Whether it may take no byte at all.
    empty: bool,
}

impl First {
    const NOTHING: Self = Self {
        bytes: [false; 256],
        empty: true,
    };

    fn of(bytes: impl IntoIterator<Item = u8>) -> Self {
        let mut first = Self {
            bytes: [false; 256],
            empty: false,
        };
        bytes
            .into_iter()
            .for_each(|byte| first.bytes[usize::from(byte)] = true);
        first
    }

    fn or(mut self, other: &Self) -> Self {
        self.add(other);
        self.empty |= other.empty;
        self
    }

    fn add(&mut self, other: &Self) {
        for (byte, begins) in self.bytes.iter_mut().zip(other.bytes) {
            *byte |= begins;
        }
    }

    /// For every byte, and for the end of the text, whether it may stand here.
    fn table(&self) -> Vec<bool> {
        let bytes = self.bytes.iter().map(|begins| *begins || self.empty);
        bytes.chain([self.empty]).collect()
    }
}

/// One character out of many: those of ASCII, and Rust's tests of the others.
#[derive(Clone)]
struct Class {
    ascii: [bool; 128],
    others: Vec<String>,
}

struct Maker<'g> {
    rules: BTreeMap<&'g str, &'g OptimizedRule>,
    firsts: HashMap<&'g str, First>,
    functions: String,
    tables: Vec<(String, String)>,
    alternatives: usize,
}

/// How a body is read: the modes are those of its rule, or fixed by it.
#[derive(Clone, Copy)]
struct Body {
    /// The mode as Rust writes it: `M`, or a number.
    mode: &'static str,
    /// Whether the rule looks ahead, as Rust writes it.
    ahead: &'static str,
    /// Whether blanks are certainly not passed between its parts.
    tight: bool,
}

impl<'g> Maker<'g> {
    fn of(rules: &'g [OptimizedRule]) -> Self {
        let rules: BTreeMap<&str, &OptimizedRule> = rules
            .iter()
            .map(|rule| (rule.name.as_str(), rule))
            .collect();
        let mut maker = Self {
            rules,
            firsts: HashMap::new(),
            functions: String::new(),
            tables: Vec::new(),
            alternatives: 0,
        };
        let names: Vec<&str> = maker.rules.keys().copied().collect();
        for name in names {
            maker.first_of_rule(name, &mut Vec::new());
        }
        maker
    }

    fn make(mut self) -> String {
        let mut ways = String::new();
        for rule in self.rules.values().copied().collect::<Vec<_>>() {
            self.function(rule);
            let _ = writeln!(
                ways,
                "        Rule::r#{0} => r_{0}::<0, false>(&mut machine),",
                rule.name
            );
        }
        let mut made = String::from("// Made by grammar/build.rs from grammar/dip.pest.\n\n");
        let _ = write!(
            made,
            "/// The tree of the longest beginning of a text that is one `rule`, and where it ends; none if no beginning is.\n\
             pub(in crate::syntax) fn parse(rule: Rule, text: &str) -> Option<(Vec<RawNode>, usize)> {{\n\
             \x20   let mut machine = Machine::of(text);\n    let fits = match rule {{\n{ways}        Rule::EOI => machine.at_end(),\n    }};\n\
             \x20   fits.then_some((machine.nodes, machine.at))\n}}\n\n"
        );
        for (name, table) in &self.tables {
            let _ = writeln!(made, "static {name}: {table};");
        }
        made.push_str(&self.functions);
        made
    }

    fn function(&mut self, rule: &'g OptimizedRule) {
        let atomic = match rule.ty {
            RuleType::Atomic => true,
            RuleType::Silent => rule.name == "WHITESPACE",
            RuleType::CompoundAtomic | RuleType::Normal => false,
            RuleType::NonAtomic => panic!("`{}`: no rule of dip is written with `!`", rule.name),
        };
        let compound = rule.ty == RuleType::CompoundAtomic;
        let mode = if atomic {
            "2"
        } else if compound {
            "1"
        } else {
            "M"
        };
        let body = Body {
            mode,
            ahead: "L",
            tight: atomic || compound,
        };
        let inside = self.expression(&rule.expr, body);
        let node_mode = if compound { "1" } else { "M" };
        let kept = if rule.ty == RuleType::Silent {
            inside
        } else {
            format!(
                "let node = p.open::<{node_mode}, L>(Rule::r#{0});\n    let fits = {inside};\n    p.close::<{node_mode}, L>(node, fits)",
                rule.name
            )
        };
        let first = self.firsts[rule.name.as_str()].clone();
        let guard = if first.empty {
            String::new()
        } else {
            format!("    if !p.may(&{}) {{ return false; }}\n", self.set(&first))
        };
        let _ = write!(
            self.functions,
            "\nfn r_{}<const M: u8, const L: bool>(p: &mut Machine<'_>) -> bool {{\n{guard}    {kept}\n}}\n",
            rule.name
        );
    }

    /// An expression as Rust's: true when it fits, and then behind what it took; else where it was.
    fn expression(&mut self, expr: &Expr, body: Body) -> String {
        if let Some(class) = self.class(expr) {
            return format!("p.one({})", self.class_of(&class));
        }
        match expr {
            Expr::Str(text) => format!("p.string({text:?})"),
            Expr::Ident(name) => self.call(name, body),
            Expr::PosPred(inner) => {
                let inner = self.expression(
                    inner,
                    Body {
                        ahead: "true",
                        ..body
                    },
                );
                format!("p.ahead(|p| {inner})")
            }
            Expr::NegPred(inner) => {
                let inner = self.expression(
                    inner,
                    Body {
                        ahead: "true",
                        ..body
                    },
                );
                format!("!p.ahead(|p| {inner})")
            }
            Expr::Seq(..) => {
                let skip = if body.tight {
                    String::new()
                } else {
                    format!("p.blanks::<{}>() && ", body.mode)
                };
                let parts: Vec<String> = sequence(expr)
                    .into_iter()
                    .map(|part| self.expression(part, body))
                    .collect();
                format!("p.all(|p| {})", parts.join(&format!(" && {skip}")))
            }
            Expr::Choice(..) => self.choice(expr, body),
            Expr::Opt(inner) => format!("p.perhaps(|p| {})", self.expression(inner, body)),
            Expr::Rep(inner) => match self.class(inner).filter(|_| body.tight) {
                Some(class) => format!("p.run({})", self.class_of(&class)),
                None => format!(
                    "p.repeat::<{}>(|p| {})",
                    body.mode,
                    self.expression(inner, body)
                ),
            },
            Expr::Skip(texts) => format!("p.skip_to(&{texts:?})"),
            other => panic!("no expression of dip's grammar is like {other:?}"),
        }
    }

    fn call(&self, name: &str, body: Body) -> String {
        if self.rules.contains_key(name) {
            return format!("r_{name}::<{}, {}>(p)", body.mode, body.ahead);
        }
        match name {
            "NEWLINE" => "p.newline()".to_owned(),
            "ANY" => "p.any()".to_owned(),
            "SOI" => "p.at_start()".to_owned(),
            "EOI" => format!("p.end::<{}, {}>()", body.mode, body.ahead),
            other => {
                panic!("`{other}` is no rule of the grammar, and none of pest's that is known here")
            }
        }
    }

    /// The alternatives that the next byte allows, in their order.
    fn choice(&mut self, expr: &Expr, body: Body) -> String {
        let alternatives = choices(expr);
        let firsts: Vec<First> = alternatives
            .iter()
            .map(|one| self.first(one, body.tight, &mut Vec::new()))
            .collect();
        let calls: Vec<String> = alternatives
            .iter()
            .map(|one| self.alternative(one, body))
            .collect();
        let mut ways: Vec<Vec<usize>> = Vec::new();
        let mut classes = [0_usize; 257];
        for (byte, class) in classes.iter_mut().enumerate() {
            let may =
                |first: &First| first.empty || first.bytes.get(byte).is_some_and(|begins| *begins);
            let way: Vec<usize> = (0..firsts.len()).filter(|at| may(&firsts[*at])).collect();
            *class = ways
                .iter()
                .position(|known| *known == way)
                .unwrap_or_else(|| {
                    ways.push(way);
                    ways.len() - 1
                });
        }
        let tried = |way: &Vec<usize>| {
            let tried: Vec<&str> = way.iter().map(|at| calls[*at].as_str()).collect();
            if tried.is_empty() {
                "false".to_owned()
            } else {
                tried.join(" || ")
            }
        };
        if ways.len() == 1 {
            return format!("({})", tried(&ways[0]));
        }
        let table = self.table("[u8; 257]", format!("{classes:?}"));
        let mut arms = String::new();
        for (class, way) in ways.iter().enumerate().skip(1) {
            let _ = write!(arms, "{class} => {}, ", tried(way));
        }
        format!(
            "match {table}[p.next()] {{ {arms}_ => {} }}",
            tried(&ways[0])
        )
    }

    /// An alternative that may stand in several arms: a function of its own unless it is short.
    fn alternative(&mut self, expr: &Expr, body: Body) -> String {
        let inside = self.expression(expr, body);
        if matches!(expr, Expr::Ident(_) | Expr::Str(_)) {
            return inside;
        }
        self.alternatives += 1;
        let name = format!("alternative_{}", self.alternatives);
        let _ = write!(
            self.functions,
            "\nfn {name}<const M: u8, const L: bool>(p: &mut Machine<'_>) -> bool {{\n    {inside}\n}}\n"
        );
        format!("{name}::<{}, {}>(p)", body.mode, body.ahead)
    }

    fn first_of_rule(&mut self, name: &'g str, above: &mut Vec<&'g str>) -> First {
        if let Some(first) = self.firsts.get(name) {
            return first.clone();
        }
        assert!(
            !above.contains(&name),
            "`{name}` leads back to itself: the grammar must not recurse"
        );
        above.push(name);
        let rule = self.rules[name];
        let tight = matches!(rule.ty, RuleType::Atomic | RuleType::CompoundAtomic);
        let first = self.first(&rule.expr, tight, above);
        above.pop();
        self.firsts.insert(name, first.clone());
        first
    }

    fn first(&mut self, expr: &Expr, tight: bool, above: &mut Vec<&'g str>) -> First {
        match expr {
            Expr::Str(text) => text
                .bytes()
                .next()
                .map_or(First::NOTHING, |byte| First::of([byte])),
            Expr::Range(from, to) => of_range(from, to),
            Expr::Ident(name) => match self.rules.get_key_value(name.as_str()) {
                Some((name, _)) => self.first_of_rule(name, above),
                None => of_builtin(name),
            },
            Expr::PosPred(_) | Expr::NegPred(_) => First::NOTHING,
            Expr::Skip(_) => First::of(0..=255).or(&First::NOTHING),
            Expr::Seq(..) => {
                let mut first = First::NOTHING;
                for part in sequence(expr) {
                    let next = self.first(part, tight, above);
                    first.add(&next);
                    if !tight {
                        first.add(&First::of([b' ', b'\t', 0xC2, 0xE2]));
                    }
                    if !next.empty {
                        first.empty = false;
                        break;
                    }
                }
                // What is skipped over may begin with anything.
                if first.empty {
                    First::of(0..=255).or(&First::NOTHING)
                } else {
                    first
                }
            }
            Expr::Choice(..) => {
                let nothing = First {
                    bytes: [false; 256],
                    empty: false,
                };
                choices(expr).into_iter().fold(nothing, |first, one| {
                    let one = self.first(one, tight, above);
                    first.or(&one)
                })
            }
            Expr::Opt(inner) | Expr::Rep(inner) => {
                self.first(inner, tight, above).or(&First::NOTHING)
            }
            other => panic!("no expression of dip's grammar is like {other:?}"),
        }
    }

    /// The characters that an expression is one of, where it is one character and no node.
    fn class(&self, expr: &Expr) -> Option<Class> {
        let mut class = Class {
            ascii: [false; 128],
            others: Vec::new(),
        };
        let mut add = |range: std::ops::RangeInclusive<u8>| {
            range.for_each(|byte| class.ascii[usize::from(byte)] = true);
        };
        match expr {
            Expr::Str(text) if text.len() == 1 && text.is_ascii() => {
                text.bytes().for_each(|byte| add(byte..=byte));
            }
            Expr::Range(from, to) if from.is_ascii() && to.is_ascii() => {
                add(from.as_bytes()[0]..=to.as_bytes()[0]);
            }
            Expr::Ident(name) => match name.as_str() {
                "ASCII_DIGIT" => add(b'0'..=b'9'),
                "ASCII_HEX_DIGIT" => [b'0'..=b'9', b'a'..=b'f', b'A'..=b'F']
                    .into_iter()
                    .for_each(add),
                "ASCII_ALPHA" => [b'a'..=b'z', b'A'..=b'Z'].into_iter().for_each(add),
                "ASCII_ALPHANUMERIC" => [b'0'..=b'9', b'a'..=b'z', b'A'..=b'Z']
                    .into_iter()
                    .for_each(add),
                "LETTER" | "MARK" | "DECIMAL_NUMBER" => {
                    match name.as_str() {
                        "LETTER" => [b'a'..=b'z', b'A'..=b'Z'].into_iter().for_each(add),
                        "DECIMAL_NUMBER" => add(b'0'..=b'9'),
                        _ => {}
                    }
                    class.others.push(format!("pest::unicode::{name}(letter)"));
                }
                other => {
                    let rule = self
                        .rules
                        .get(other)
                        .filter(|rule| rule.ty == RuleType::Silent)?;
                    return self.class(&rule.expr);
                }
            },
            Expr::Choice(..) => {
                for one in choices(expr) {
                    let one = self.class(one)?;
                    for (byte, more) in class.ascii.iter_mut().zip(one.ascii) {
                        *byte |= more;
                    }
                    class.others.extend(one.others);
                }
            }
            _ => return None,
        }
        Some(class)
    }

    fn class_of(&mut self, class: &Class) -> String {
        let table = self.table("[bool; 128]", format!("{:?}", class.ascii));
        let others = if class.others.is_empty() {
            "false".to_owned()
        } else {
            class.others.join(" || ")
        };
        let letter = if class.others.is_empty() {
            "_"
        } else {
            "letter"
        };
        format!("&{table}, |{letter}| {others}")
    }

    fn set(&mut self, first: &First) -> String {
        self.table("[bool; 257]", format!("{:?}", first.table()))
    }

    /// The name of a table of constants; equal ones are kept once.
    fn table(&mut self, of: &str, values: String) -> String {
        let table = format!("{of} = {values}");
        let known = self.tables.iter().find(|(_, known)| *known == table);
        if let Some((name, _)) = known {
            return name.clone();
        }
        let name = format!("TABLE_{}", self.tables.len());
        self.tables.push((name.clone(), table));
        name
    }
}

fn sequence(expr: &Expr) -> Vec<&Expr> {
    match expr {
        Expr::Seq(left, right) => [vec![left.as_ref()], sequence(right)].concat(),
        other => vec![other],
    }
}

fn choices(expr: &Expr) -> Vec<&Expr> {
    match expr {
        Expr::Choice(left, right) => [vec![left.as_ref()], choices(right)].concat(),
        other => vec![other],
    }
}

fn of_range(from: &str, to: &str) -> First {
    let ends = |text: &str| text.chars().next().expect("a character");
    let (from, to) = (ends(from), ends(to));
    First::of((0..=255).filter(|byte| {
        if *byte < 128 {
            (from..=to).contains(&char::from(*byte))
        } else {
            !to.is_ascii()
        }
    }))
}

fn of_builtin(name: &str) -> First {
    let beyond = 0x80..=0xFF;
    match name {
        "ASCII_DIGIT" => First::of(b'0'..=b'9'),
        "ASCII_HEX_DIGIT" => First::of((b'0'..=b'9').chain(b'a'..=b'f').chain(b'A'..=b'F')),
        "ASCII_ALPHA" => First::of((b'a'..=b'z').chain(b'A'..=b'Z')),
        "ASCII_ALPHANUMERIC" => First::of((b'0'..=b'9').chain(b'a'..=b'z').chain(b'A'..=b'Z')),
        "LETTER" => First::of((b'a'..=b'z').chain(b'A'..=b'Z').chain(beyond)),
        "MARK" => First::of(beyond),
        "DECIMAL_NUMBER" => First::of((b'0'..=b'9').chain(beyond)),
        "NEWLINE" => First::of([b'\n', b'\r']),
        "ANY" => First::of(0..=255),
        "SOI" | "EOI" => First::NOTHING,
        other => {
            panic!("`{other}` is no rule of the grammar, and none of pest's that is known here")
        }
    }
}
