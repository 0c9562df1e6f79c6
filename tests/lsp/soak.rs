//! After any edits the server holds the client's text and says what a fresh start would say.
//!
//! `DIP_SOAK=100000 cargo test --release --test lsp soak` makes as many edits.

use std::fs;

use serde_json::{Value, json};

use crate::client::{Client, able, asking, uri};

/// What people type, paste and break records with.
const PIECES: [&str; 24] = [
    "\n",
    "}",
    "{",
    "\"",
    "\"\"\"",
    "#",
    ";",
    " ",
    "\r\n",
    "topic т \"Су\" ",
    "meeting m \"M\" {\n  date: 2024-10-29\n",
    "attendee ",
    "  note: \"会谈 🚀\"\n",
    "👩\u{200D}🚀",
    "ә",
    "é\u{301}",
    "مرحبا",
    "source: d",
    "by ",
    "2025-13-01",
    "statement by a said \"x\"\n",
    "pledge p by a to KZ \"to go\" { due: 2025 }\n",
    ":",
    ".",
];
/// How often all is compared.
const EVERY: usize = 25;

struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).expect("a number") % end.max(1)
    }
}

/// The place of a byte in a text, in units of an encoding.
fn position(text: &str, at: usize, encoding: &str) -> Value {
    let before = &text[..at];
    let line = before.matches('\n').count() + before.replace("\r\n", "\n").matches('\r').count();
    let own = before.rsplit(['\n', '\r']).next().unwrap_or_default();
    let character = match encoding {
        "utf-8" => own.len(),
        "utf-16" => own.encode_utf16().count(),
        _ => own.chars().count(),
    };
    json!({ "line": line, "character": character })
}

/// Where an edit may begin or end: between characters, and not within a line end.
fn border(text: &str, dice: &mut Dice) -> usize {
    let mut at = dice.below(text.len() + 1);
    while !text.is_char_boundary(at) || (text[..at].ends_with('\r') && text[at..].starts_with('\n'))
    {
        at -= 1;
    }
    at
}

fn soak(encoding: &str, edits: usize, seed: u64) {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().canonicalize().expect("a path");
    let seed_texts = [
        "person a \"Бат\" { office \"Envoy\" of MN from 2020 }\n\ntopic t \"会谈\"\n",
        "meeting m \"Кездесу\" {\n  date: 2024-10-29\n  attendee a for MN\n  statement by a said \"مرحبا 🚀\"\n  pledge p by a to KZ \"to go\" { due: 2025 }\n}\n",
        "progress m.p 2025-02 started \"é\u{301}\"\n\ndocument d \"D\" { kind: press; date: 2024 }\n",
    ];
    let mut texts: Vec<(String, String)> = Vec::new();
    for (number, text) in seed_texts.iter().enumerate() {
        let path = root.join(format!("{number}.dip"));
        fs::write(&path, text).expect("written");
        texts.push((uri(&path), (*text).to_owned()));
    }
    fs::write(root.join("dip.toml"), "").expect("written");
    let mut capabilities = asking(able());
    capabilities["general"]["positionEncodings"] = json!([encoding]);
    let mut client = Client::new(&root, &capabilities, &[&root]);
    for (uri, text) in &texts {
        client.open(uri, text);
    }
    let mut dice = Dice(seed);
    for number in 1..=edits {
        let (uri, text) = &mut texts[dice.below(3)];
        let start = border(text, &mut dice);
        let end = border(text, &mut dice).clamp(start, start + 40);
        let end = (start..=end)
            .rev()
            .find(|at| {
                text.is_char_boundary(*at)
                    && !(text[..*at].ends_with('\r') && text[*at..].starts_with('\n'))
            })
            .unwrap_or(start);
        let new = if text.len() > 4000 {
            ""
        } else {
            PIECES[dice.below(PIECES.len())]
        };
        let end = if dice.below(3) == 0 { end } else { start };
        let range = json!({ "start": position(text, start, encoding), "end": position(text, end, encoding) });
        let whole = dice.below(50) == 0;
        text.replace_range(start..end, new);
        let change = if whole {
            json!([{ "text": text }])
        } else {
            json!([{ "range": range, "text": new }])
        };
        client.change(uri, i32::try_from(number).expect("small") + 1, change);
        if number % EVERY == 0 || number == edits {
            compare(&root, &mut client, &texts, encoding, number);
        }
    }
    assert_eq!(client.leave(), Some(0));
}

/// Asks the server that edited and one that never did, and demands the same.
fn compare(
    root: &std::path::Path,
    client: &mut Client,
    texts: &[(String, String)],
    encoding: &str,
    number: usize,
) {
    let mut capabilities = asking(able());
    capabilities["general"]["positionEncodings"] = json!([encoding]);
    for (uri, text) in texts {
        let held = client.ask(
            "dip/viewFileText",
            json!({ "textDocument": { "uri": uri } }),
        );
        assert_eq!(
            held.as_str(),
            Some(text.as_str()),
            "the text of {uri} after {number} edits"
        );
    }
    let mut fresh = Client::new(root, &capabilities, &[root]);
    for (uri, text) in texts {
        fresh.open(uri, text);
    }
    for (uri, _) in texts {
        for method in [
            "textDocument/diagnostic",
            "textDocument/semanticTokens/full",
            "textDocument/foldingRange",
            "textDocument/documentSymbol",
        ] {
            let (kept, new) = (client.of_file(method, uri), fresh.of_file(method, uri));
            assert_eq!(
                kept, new,
                "{method} of {uri} after {number} edits: {texts:?}"
            );
        }
    }
}

#[test]
fn after_any_edits_the_server_says_what_a_fresh_one_says() {
    let edits = std::env::var("DIP_SOAK")
        .ok()
        .and_then(|edits| edits.parse().ok())
        .unwrap_or(300);
    for (number, encoding) in ["utf-8", "utf-16", "utf-32"].into_iter().enumerate() {
        soak(encoding, edits / 3, 0x9E37_79B9 + number as u64);
    }
}
