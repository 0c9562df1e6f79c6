//! Properties: any bytes are answered, every place lies in its file, mistakes stay where they are.

use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::layout::faults;
use crate::support::{compile, examples};
use dip::diag::{Diagnostic, Severity};
use dip::fmt::Style;
use dip::ledger::{Grouping, Ledger, Wanted};
use dip::text::{Span, World};

fn in_its_file(world: &World, span: Span) {
    let text = world.source(span.source).text();
    assert!(
        span.start <= span.end && span.end as usize <= text.len(),
        "{span:?} of {}",
        text.len()
    );
    assert!(
        text.is_char_boundary(span.start as usize) && text.is_char_boundary(span.end as usize),
        "{span:?} cuts a character"
    );
}

/// Every span of a finding lies in its file on character borders, and every finding says something.
fn well_formed(world: &World, finding: &Diagnostic) {
    in_its_file(world, finding.span);
    finding
        .labels
        .iter()
        .for_each(|label| in_its_file(world, label.span));
    finding
        .fixes
        .iter()
        .flat_map(|fix| &fix.edits)
        .for_each(|edit| in_its_file(world, edit.span));
    assert!(
        !finding.message.is_empty() && !finding.message.contains('\n'),
        "{}",
        finding.message
    );
    assert!(
        !finding.label.is_empty(),
        "{} has no label",
        finding.message
    );
    assert!(!finding.help.is_empty(), "{} has no help", finding.message);
    let style = dip::render::Style {
        color: false,
        ascii: false,
        width: 100,
    };
    assert!(dip::render::human(world, finding, style).len() <= 4096 + 8);
}

fn answered(bytes: &[u8]) -> Vec<Diagnostic> {
    let (world, compiled, found) = compile(bytes);
    let all: Vec<Diagnostic> = found.into_iter().chain(compiled.diagnostics).collect();
    all.iter().for_each(|finding| well_formed(&world, finding));
    let view = dip::emit::View {
        world: &world,
        model: &compiled.model,
    };
    let mut out = Vec::new();
    dip::emit::json(view, None, &all, dip::emit::Layout::Document, 1, &mut out)
        .expect("memory holds it");
    serde_json::from_slice::<serde_json::Value>(&out).expect("what is written is JSON");
    ledger_adds_up(view);
    all
}

/// Of whatever was read the ledger can be told: each promise has one state, and what is overdue is still owed.
fn ledger_adds_up(view: dip::emit::View<'_>) {
    let day = jiff::civil::date(1982, 6, 1);
    let ledger = Ledger::of(view.model, day);
    let chosen = ledger.wanted(view.model, Wanted::default());
    assert_eq!(chosen.len(), ledger.promises.len());
    let states = ledger.states(&chosen);
    let counted: usize = states.iter().map(|(_, number)| number).sum();
    assert_eq!(counted, chosen.len(), "each promise is in one state");
    let wanted = Wanted {
        overdue: true,
        ..Wanted::default()
    };
    for at in ledger.wanted(view.model, wanted) {
        assert!(
            !ledger.promises[at].is_settled(),
            "what is settled is not overdue"
        );
    }
    let markup = dip::emit::Markup::Text { width: 60 };
    for grouping in [Grouping::By, Grouping::To, Grouping::About, Grouping::State] {
        let groups = ledger.grouped(view.world, view.model, &chosen, grouping);
        let covered: BTreeSet<usize> = groups.into_iter().flat_map(|(_, among)| among).collect();
        assert_eq!(covered.len(), chosen.len(), "every promise is in a group");
    }
    let shown = dip::emit::Chosen {
        promises: &chosen,
        asked: &[],
        grouping: None,
    };
    dip::emit::pledges(view, &ledger, shown, markup);
    for at in chosen {
        dip::emit::story(view, &ledger, at, markup);
    }
}

/// Words and signs of the language and of its neighbours, so that random texts come close to records.
fn dip_like() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "meeting",
        "person",
        "party",
        "topic",
        "document",
        "statement",
        "pledge",
        "progress",
        "attendee",
        "delegation",
        "office",
        "signature",
        "by",
        "for",
        "as",
        "of",
        "to",
        "from",
        "until",
        "verbatim",
        "undated",
        "date",
        "kind",
        "source",
        "about",
        "due",
        "amount",
        "place",
        "note",
        "x-own",
        "tokayev",
        "KZ",
        "a.b",
        "said",
        "thanked",
        "2024-10-29",
        "29/10/2024",
        "[2024..]",
        "..2024",
        "25 million USD",
        "\"text\"",
        "\"open",
        "\"\"\"",
        "“q”",
        "{",
        "}",
        ":",
        ";",
        ",",
        "\n",
        "\n  ",
        "#",
        "# c\n",
        "//",
        "@kk",
        "-",
        "=",
        "ә",
        "会",
        "\u{301}",
        "\u{202e}",
        "\0",
        "\r\n",
        "<<<<<<< x\n",
        "=======\n",
        ">>>>>>> y\n",
        "\\",
        "\t",
        "\u{a0}",
        "(",
        ")",
        "[",
        "]",
        "head",
        "press",
        "bilateral",
        "verbs",
    ]);
    prop::collection::vec(words, 0..60).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        answered(&bytes);
    }

    #[test]
    fn any_text_is_answered(text in "\\PC{0,300}") {
        answered(text.as_bytes());
    }

    #[test]
    fn anything_like_dip_is_answered(text in dip_like()) {
        answered(text.as_bytes());
    }

    #[test]
    fn anything_like_dip_is_laid_out_without_loss(text in dip_like()) {
        let faults = faults(&text, Style::default());
        prop_assert!(faults.is_empty(), "{}", faults[0]);
    }

    #[test]
    fn a_damaged_example_is_answered(which in 0_usize..11, from in 0_usize..6000, length in 0_usize..40, insert in dip_like()) {
        let examples = examples();
        let text = &examples[which % examples.len()].1;
        let floor = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let (start, end) = (floor(from % text.len()), floor(from % text.len() + length));
        let insert = insert.get(..insert.len() % 12).unwrap_or("");
        answered(format!("{}{insert}{}", &text[..start], &text[end..]).as_bytes());
    }
}

#[test]
fn a_mistake_hides_no_other_record() {
    // Each broken record stands between two that are good and refer to each other.
    let broken = [
        "meeting m \"M\" {\n  date: 2024-13-45\n}",
        "meeting m \"M\" {\n  date: 2024\n",
        "meeting m \"M {\n  date: 2024\n}",
        "meeting m \"M\" {\n  date 2024\n  foo\n}",
        "meeting m \"M\" {\n  statement by a said \"\"\"\n  open\n}",
        "meeting \"M\" {}",
        "}",
        "some prose that nobody wanted here\nand more of it",
    ];
    for record in broken {
        let text = format!(
            "person a \"Ann Archer\" {{ born: 1900 }}\n\n{record}\n\nmeeting last \"Last\" {{\n  date: 2024\n  attendee a\n  attendee nobody-of-this-name\n}}\n"
        );
        let findings = answered(text.as_bytes());
        let unknown = findings.iter().filter(|finding| {
            finding.code.name == "unknown-name" && finding.message.contains("nobody-of-this-name")
        });
        assert_eq!(unknown.count(), 1, "{record}\n{findings:#?}");
        let named_a = findings.iter().filter(|finding| {
            finding.code.name == "unknown-name" && finding.message.contains("`a`")
        });
        assert_eq!(named_a.count(), 0, "{record}");
        assert!(
            findings
                .iter()
                .any(|finding| finding.severity == Severity::Error
                    && finding.code.name != "unknown-name"),
            "{record}"
        );
    }
}

#[test]
fn a_name_in_the_block_of_any_line_must_lead_somewhere() {
    let lines = [
        "document d \"D\" { kind: press { source: nowhere } }",
        "document d \"D\" { date: 2024 { source: nowhere } }",
        "party p \"P\" { kind: ministry { source: nowhere } }",
        "topic t \"T\" { plover: CONSULT { source: nowhere } }",
        "meeting m \"M\" {\n  date: 2024\n  attendee \"x\" for KZ { present: part { source: nowhere } }\n}",
        "pledge by KZ to MN \"to go\" { force: pledge { source: nowhere } }",
    ];
    for line in lines {
        let findings = answered(format!("{line}\n").as_bytes());
        let unknown = findings.iter().any(|finding| {
            finding.code.name == "unknown-name" && finding.message.contains("nowhere")
        });
        assert!(unknown, "{line}\n{findings:#?}");
    }
}

#[test]
fn a_broken_record_still_declares_its_id() {
    let heads = [
        "meeting m \"M\" { date 29 of October }",
        "meeting m \"M",
        "meeting m { date: 2024",
        "meeting m M { date: 2024 }",
        "Meeting m \"M\" {\n  foo bar\n}",
        "meeting m \"M\" 2024-10-29 {\n}",
    ];
    for head in heads {
        let text = format!("{head}\n\nmeeting n \"N\" {{\n  date: 2024\n  follows: m\n}}\n");
        let findings = answered(text.as_bytes());
        assert!(
            findings
                .iter()
                .all(|finding| finding.code.name != "unknown-name"),
            "{head}\n{findings:#?}"
        );
    }
}

/// Every sign of an example deleted, one at a time: the answer is right there and short.
#[test]
fn a_sign_left_out_is_answered_in_few_words() {
    let text = examples()
        .into_iter()
        .find(|(path, _)| path.ends_with("talks.dip"))
        .expect("the seed")
        .1;
    let (mut answered_shortly, mut all) = (0, 0);
    for (at, sign) in text
        .char_indices()
        .filter(|(_, letter)| matches!(letter, '{' | '}' | '"' | ':' | ';'))
    {
        let damaged = format!("{}{}", &text[..at], &text[at + sign.len_utf8()..]);
        let (_, compiled, _) = compile(damaged.as_bytes());
        // The people are declared in another file: their names are unknown here, damaged or not.
        let found = compiled
            .diagnostics
            .iter()
            .filter(|finding| finding.code.name != "unknown-name")
            .count();
        all += 1;
        answered_shortly += usize::from(found <= 2);
    }
    assert!(
        all > 100 && answered_shortly * 10 >= all * 9,
        "only {answered_shortly} of {all} are answered in two findings at most"
    );
}
