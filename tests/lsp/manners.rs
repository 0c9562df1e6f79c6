//! How the server behaves whatever comes: greeting and leave, malformed and late messages, files and folders.

use std::fs;

use serde_json::{Value, json};

use crate::client::{Client, able, asking, edited, place, uri};

const RECORDS: &str = "person бат \"Бат 🚀\" { office \"Envoy\" of MN from 2020 }\n\nmeeting talks \"Talks\" {\n  date: 2024-10-29\n  \
    attendee бат for MN\n  pledge coal by бат to KZ \"to ship coal\" { due: 2025 }\n}\n";

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    folder
}

fn codes(findings: &[Value]) -> Vec<&str> {
    findings
        .iter()
        .filter_map(|finding| finding["code"].as_str())
        .collect()
}

#[test]
fn greeting_and_leave_keep_their_order() {
    let home = folder(&[]);
    let mut client = Client::silent(home.path());
    assert_eq!(
        client
            .try_ask("textDocument/hover", json!({}))
            .expect_err("too early")["code"],
        -32002
    );
    client.tell("textDocument/didOpen", json!({ "nothing": "of the kind" }));
    let introduced = client.ask("initialize", json!({ "capabilities": {} }));
    assert_eq!(introduced["serverInfo"]["name"], "dip");
    assert_eq!(introduced["capabilities"]["positionEncoding"], "utf-16");
    assert_eq!(
        client
            .try_ask("initialize", json!({ "capabilities": {} }))
            .expect_err("twice")["code"],
        -32600
    );
    client.tell("initialized", json!({}));
    client.ask("shutdown", Value::Null);
    assert_eq!(
        client
            .try_ask("textDocument/hover", json!({}))
            .expect_err("too late")["code"],
        -32600
    );
    client.tell("exit", Value::Null);
    assert_eq!(client.end(), Some(0));
    let mut rude = Client::new(home.path(), &able(), &[]);
    rude.tell("exit", Value::Null);
    assert_eq!(rude.end(), Some(1));
    assert_eq!(Client::new(home.path(), &able(), &[]).end(), Some(1));
}

#[test]
fn nothing_that_a_client_sends_ends_the_server() {
    let home = folder(&[]);
    let mut client = Client::new(home.path(), &able(), &[]);
    let address = "untitled:Untitled-1";
    for bytes in [
        &b"{"[..],
        b"[]",
        b"\xFF\xFE",
        b"{\"jsonrpc\":\"2.0\",\"id\":null,\"result\":1}",
        b"null",
        b"",
    ] {
        client.send_raw(bytes);
    }
    for method in [
        "textDocument/didOpen",
        "textDocument/didChange",
        "textDocument/didClose",
        "workspace/didChangeWatchedFiles",
    ] {
        for params in [
            Value::Null,
            json!(1),
            json!({ "textDocument": { "uri": 3 } }),
        ] {
            client.tell(method, params);
        }
    }
    client.tell("$/unheard/of", json!({}));
    client.change("file:///nobody/opened.dip", 7, json!([{ "text": "x" }]));
    client.close("file:///nobody/opened.dip");
    client.open(address, "topic a \"A\" { broader: b }\n");
    let far =
        json!({ "start": { "line": 900, "character": 900 }, "end": { "line": 3, "character": 1 } });
    client.change(
        address,
        2,
        json!([{ "range": far, "text": "topic b \"B\"\n" }]),
    );
    assert_eq!(client.findings(address), Vec::<Value>::new());
    for method in [
        "textDocument/definition",
        "textDocument/rename",
        "textDocument/completion",
        "textDocument/hover",
        "textDocument/signatureHelp",
        "workspace/symbol",
    ] {
        assert_eq!(
            client
                .try_ask(method, json!({ "query": 1, "textDocument": 2 }))
                .expect_err(method)["code"],
            -32602,
            "{method}"
        );
    }
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn what_is_taken_back_is_not_begun() {
    let home = folder(&[]);
    let mut client = Client::new(home.path(), &able(), &[]);
    let address = "untitled:a";
    let long = RECORDS.replace("talks", "talks-0")
        + &(1..3000)
            .map(|number| format!("topic t{number} \"T {number}\"\n"))
            .collect::<String>();
    client.open(address, &long);
    // While the long text is judged, the request and what takes it back both wait.
    let id = client.begin(
        "textDocument/foldingRange",
        json!({ "textDocument": { "uri": address } }),
    );
    client.tell("$/cancelRequest", json!({ "id": id }));
    let answer = client.answer(id);
    assert!(answer.is_ok() || answer.is_err_and(|error| error["code"] == -32800));
    let mut taken_back = 0;
    for _ in 0..20 {
        client.change(address, 2, json!([{ "text": long }]));
        let first = client.begin("textDocument/formatting", json!({ "textDocument": { "uri": address }, "options": { "tabSize": 2, "insertSpaces": true } }));
        let second = client.begin(
            "textDocument/foldingRange",
            json!({ "textDocument": { "uri": address } }),
        );
        client.tell("$/cancelRequest", json!({ "id": second }));
        client.answer(first).expect("not taken back");
        taken_back += usize::from(client.answer(second).is_err());
    }
    assert!(taken_back > 0);
}

#[test]
fn what_the_editor_holds_wins_over_the_disk() {
    let home = folder(&[
        ("dip.toml", ""),
        ("a.dip", "topic a \"A\" { broader: b }\n"),
        ("b.dip", "topic b \"B\"\n"),
    ]);
    let mut client = Client::new(home.path(), &able(), &[home.path()]);
    let b = uri(&home.path().join("b.dip"));
    let unknown = |client: &mut Client| {
        client.wait();
        let all: Vec<Value> = client.published.values().flatten().cloned().collect();
        codes(&all)
            .iter()
            .filter(|code| **code == "unknown-name")
            .count()
    };
    assert_eq!(unknown(&mut client), 0);
    client.open(&b, "topic b \"B\"\n");
    client.change(&b, 2, json!([{ "range": { "start": { "line": 0, "character": 6 }, "end": { "line": 0, "character": 7 } }, "text": "c" }]));
    assert_eq!(unknown(&mut client), 1, "the buffer counts");
    let watched = |client: &mut Client, uri: &str, kind: i32| {
        client.tell(
            "workspace/didChangeWatchedFiles",
            json!({ "changes": [{ "uri": uri, "type": kind }] }),
        );
    };
    fs::write(home.path().join("b.dip"), "topic b \"Another B\"\n").expect("written");
    watched(&mut client, &b, 2);
    assert_eq!(unknown(&mut client), 1, "the disk does not count");
    client.close(&b);
    assert_eq!(unknown(&mut client), 0, "closed, the disk counts");
    fs::write(home.path().join("b.dip"), "topic d \"D\"\n").expect("written");
    watched(&mut client, &b, 2);
    assert_eq!(unknown(&mut client), 1, "changed on the disk");
    fs::write(home.path().join("c.dip"), "topic b \"B\"\n").expect("written");
    watched(&mut client, &uri(&home.path().join("c.dip")), 1);
    assert_eq!(unknown(&mut client), 0, "made on the disk");
    fs::remove_file(home.path().join("c.dip")).expect("deleted");
    watched(&mut client, &uri(&home.path().join("c.dip")), 3);
    assert_eq!(unknown(&mut client), 1, "deleted from the disk");
    fs::write(home.path().join("dip.toml"), "nam = \"X\"\n").expect("written");
    watched(&mut client, &uri(&home.path().join("dip.toml")), 2);
    let rules = client.findings(&uri(&home.path().join("dip.toml")));
    assert_eq!(codes(&rules), ["bad-manifest"], "the rules changed");
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn a_new_file_belongs_to_its_archive_before_it_is_saved() {
    let home = folder(&[
        ("dip.toml", ""),
        ("a.dip", "topic a \"A\" { broader: b }\n"),
    ]);
    let mut client = Client::new(home.path(), &able(), &[home.path()]);
    let (a, new) = (
        uri(&home.path().join("a.dip")),
        uri(&home.path().join("new.dip")),
    );
    assert!(codes(&client.findings(&a)).contains(&"unknown-name"));
    client.open(&new, "topic b \"B\"\n");
    assert!(!codes(&client.findings(&a)).contains(&"unknown-name"));
    client.close(&new);
    assert!(codes(&client.findings(&a)).contains(&"unknown-name"));
}

#[test]
fn folders_come_and_go() {
    let one = folder(&[
        ("dip.toml", ""),
        ("a.dip", "topic a \"A\" { broader: b }\n"),
    ]);
    let two = folder(&[("a.dip", "topic c \"C\" { broader: d }\n")]);
    let mut client = Client::new(one.path(), &able(), &[one.path()]);
    let (first, second) = (
        uri(&one.path().join("a.dip")),
        uri(&two.path().join("a.dip")),
    );
    assert!(codes(&client.findings(&first)).contains(&"unknown-name"));
    assert!(client.findings(&second).is_empty());
    let entry = |folder: &tempfile::TempDir| json!([{ "uri": uri(folder.path()), "name": "x" }]);
    client.tell(
        "workspace/didChangeWorkspaceFolders",
        json!({ "event": { "added": entry(&two), "removed": entry(&one) } }),
    );
    assert!(codes(&client.findings(&second)).contains(&"unknown-name"));
    assert!(client.findings(&first).is_empty(), "{:?}", client.published);
}

#[test]
fn the_manifest_is_judged_as_it_is_typed() {
    let home = folder(&[("dip.toml", ""), ("a.dip", "topic a \"A\"\n")]);
    let mut client = Client::new(home.path(), &able(), &[home.path()]);
    let manifest = uri(&home.path().join("dip.toml"));
    client.open(&manifest, "nam = \"X\"\n");
    assert_eq!(codes(&client.findings(&manifest)), ["bad-manifest"]);
    client.change(&manifest, 2, json!([{ "text": "name = \"X\"\n" }]));
    assert!(client.findings(&manifest).is_empty());
}

#[test]
fn findings_can_be_asked_for() {
    let home = folder(&[
        ("dip.toml", ""),
        ("a.dip", "topic a \"A\" { broader: b }\n"),
        ("b.dip", "topic c \"C\"\n"),
    ]);
    let mut client = Client::new(home.path(), &asking(able()), &[home.path()]);
    let (a, b) = (
        uri(&home.path().join("a.dip")),
        uri(&home.path().join("b.dip")),
    );
    let full = client.of_file("textDocument/diagnostic", &a);
    assert_eq!(full["kind"], "full");
    assert_eq!(
        codes(full["items"].as_array().expect("items"))[0],
        "unknown-name"
    );
    let again = client.ask(
        "textDocument/diagnostic",
        json!({ "textDocument": { "uri": a }, "previousResultId": full["resultId"] }),
    );
    assert_eq!(again["kind"], "unchanged");
    let all = client.ask("workspace/diagnostic", json!({ "previousResultIds": [] }));
    assert_eq!(all["items"].as_array().map(Vec::len), Some(1), "{all}");
    client.open(&b, "topic c \"C\"\n");
    client.change(&b, 2, json!([{ "text": "topic b \"B\"\n" }]));
    client.wait();
    assert!(
        client
            .told
            .iter()
            .any(|told| told["method"] == "workspace/diagnostic/refresh")
    );
    assert!(client.published.is_empty(), "who asks is not told");
    let now = client.of_file("textDocument/diagnostic", &a);
    assert!(!codes(now["items"].as_array().expect("items")).contains(&"unknown-name"));
}

#[test]
fn a_finding_comes_with_all_that_is_known_of_it() {
    let home = folder(&[]);
    let mut client = Client::new(home.path(), &able(), &[]);
    client.open("untitled:a", "person бат \"Бат 🚀\" { born: 2024-10-32 }\ntopic b \"B\" { broader: c }\ntopic lost \"L\"\n");
    let findings = client.findings("untitled:a");
    let by_code = |code: &str| {
        let found = findings.iter().find(|finding| finding["code"] == code);
        found
            .unwrap_or_else(|| panic!("no {code}: {findings:?}"))
            .clone()
    };
    let date = by_code("impossible-date");
    assert_eq!(
        date["range"]["start"],
        json!({ "line": 0, "character": 28 })
    );
    assert_eq!(date["severity"], 1);
    assert_eq!(date["source"], "dip");
    assert!(
        date["data"]["id"]
            .as_str()
            .is_some_and(|id| id.starts_with("DIP"))
    );
    assert!(date["relatedInformation"][0]["message"].is_string());
    let unknown = by_code("unknown-name");
    assert!(
        unknown["message"]
            .as_str()
            .is_some_and(|message| message.contains("\nhelp: ")),
        "{unknown}"
    );
    client.change(
        "untitled:a",
        2,
        json!([{ "text": "topic lost \"L\"\ntopic used \"U\" { broader: lost }\n" }]),
    );
    let findings = client.findings("untitled:a");
    let unused = findings
        .iter()
        .find(|finding| finding["code"] == "unused-name");
    assert!(unused.is_none_or(|unused| unused["tags"] == json!([1])));
}

#[test]
fn names_lead_where_they_should() {
    let home = folder(&[
        ("dip.toml", ""),
        ("a.dip", RECORDS),
        ("b.dip", "progress talks.coal 2025-02 started \"trains\"\n"),
    ]);
    let mut client = Client::new(home.path(), &able(), &[home.path()]);
    let (a, b) = (
        uri(&home.path().join("a.dip")),
        uri(&home.path().join("b.dip")),
    );
    let links = client.at("textDocument/definition", &b, (0, 16));
    assert_eq!(links[0]["targetUri"], json!(a));
    assert_eq!(links[0]["targetSelectionRange"]["start"]["line"], 5);
    let named = client.at("textDocument/references", &a, place(RECORDS, "person б‸ат"));
    assert_eq!(named.as_array().map(Vec::len), Some(3), "{named}");
    let here = client.at(
        "textDocument/documentHighlight",
        &a,
        place(RECORDS, "person б‸ат"),
    );
    assert_eq!(here.as_array().map(Vec::len), Some(3));
    let prepared = client.at(
        "textDocument/prepareRename",
        &a,
        place(RECORDS, "pledge co‸al"),
    );
    assert_eq!(prepared["placeholder"], "coal");
    let (line, character) = place(RECORDS, "pledge co‸al");
    let position = json!({ "line": line, "character": character });
    let renamed = client.ask(
        "textDocument/rename",
        json!({ "textDocument": { "uri": a }, "position": position, "newName": "ore" }),
    );
    assert_eq!(
        edited(
            "progress talks.coal 2025-02 started \"trains\"\n",
            &renamed["changes"][&b]
        ),
        "progress talks.ore 2025-02 started \"trains\"\n"
    );
    assert!(edited(RECORDS, &renamed["changes"][&a]).contains("pledge ore by"));
    let refused = client.try_ask(
        "textDocument/rename",
        json!({ "textDocument": { "uri": a }, "position": position, "newName": "two words" }),
    );
    assert!(
        refused.expect_err("no id")["message"]
            .as_str()
            .is_some_and(|why| why.contains("cannot be an id"))
    );
}

#[test]
fn text_is_laid_out_folded_selected_and_coloured() {
    let home = folder(&[]);
    let mut client = Client::new(home.path(), &able(), &[]);
    let untidy = RECORDS.replace("  date: ", "     date:   ");
    client.open("untitled:a", &untidy);
    let options = json!({ "tabSize": 2, "insertSpaces": true });
    let document = json!({ "uri": "untitled:a" });
    let edits = client.ask(
        "textDocument/formatting",
        json!({ "textDocument": document, "options": options }),
    );
    let formatted = edited(&untidy, &edits);
    let expected = dip::fmt::format(
        &dip::text::Source::new("-", untidy.as_str()),
        dip::fmt::Style::default(),
    )
    .text;
    assert_eq!(formatted, expected);
    let whole =
        json!({ "start": { "line": 2, "character": 0 }, "end": { "line": 3, "character": 0 } });
    let edits = client.ask(
        "textDocument/rangeFormatting",
        json!({ "textDocument": document, "range": whole, "options": options }),
    );
    assert!(edited(&untidy, &edits).contains("\n  date: 2024"));
    let (line, character) = place(&untidy, "2025 }\n}‸");
    let typed = client.ask(
        "textDocument/onTypeFormatting",
        json!({ "textDocument": document, "position": { "line": line, "character": character }, "ch": "}", "options": options }),
    );
    assert!(
        edited(&untidy, &typed).contains("\n  date: 2024"),
        "{typed}"
    );
    let folds = client.of_file("textDocument/foldingRange", "untitled:a");
    assert_eq!(folds[0]["startLine"], 2);
    let (line, character) = place(&untidy, "Ta‸lks");
    let selections = client.ask(
        "textDocument/selectionRange",
        json!({ "textDocument": document, "positions": [{ "line": line, "character": character }] }),
    );
    assert!(selections[0]["parent"]["range"].is_object());
    let tokens = client.of_file("textDocument/semanticTokens/full", "untitled:a");
    assert_eq!(tokens["data"][2], 6, "the word `person`");
    let range =
        json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 6 } });
    let some = client.ask(
        "textDocument/semanticTokens/range",
        json!({ "textDocument": document, "range": range }),
    );
    assert!(some["data"].as_array().map(Vec::len) < tokens["data"].as_array().map(Vec::len));
    client.change(
        "untitled:a",
        2,
        json!([{ "text": format!("# one\n{untidy}") }]),
    );
    let delta = client.ask(
        "textDocument/semanticTokens/full/delta",
        json!({ "textDocument": document, "previousResultId": tokens["resultId"] }),
    );
    assert_eq!(delta["edits"].as_array().map(Vec::len), Some(1), "{delta}");
    let lost = client.ask(
        "textDocument/semanticTokens/full/delta",
        json!({ "textDocument": document, "previousResultId": "of another time" }),
    );
    assert!(lost["data"].is_array());
}

#[test]
fn what_can_be_done_at_a_place_is_offered() {
    let home = folder(&[]);
    let mut client = Client::new(home.path(), &able(), &[]);
    let text = "meeting m \"M\" {\n  date: 29.10.2024\n  attendee somebody for MN\n  pledge go by KZ to MN \"to go\"\n}\n";
    client.open("untitled:a", text);
    let mut offered = |at: &str, only: Option<&str>| -> Vec<Value> {
        let (line, character) = place(text, at);
        let position = json!({ "line": line, "character": character });
        let mut context = json!({ "diagnostics": [] });
        if let Some(only) = only {
            context["only"] = json!([only]);
        }
        let params = json!({ "textDocument": { "uri": "untitled:a" }, "range": { "start": position, "end": position }, "context": context });
        client
            .ask("textDocument/codeAction", params)
            .as_array()
            .cloned()
            .unwrap_or_default()
    };
    let titles = |actions: &[Value]| -> Vec<String> {
        actions
            .iter()
            .filter_map(|action| action["title"].as_str().map(str::to_owned))
            .collect()
    };
    let date = offered("29.1‸0.2024", None);
    assert_eq!(date[0]["isPreferred"], true, "{date:?}");
    assert!(edited(text, &date[0]["edit"]["changes"]["untitled:a"]).contains("date: 2024-10-29"));
    assert!(
        titles(&offered("some‸body", None)).contains(&"declare the person `somebody`".to_owned())
    );
    assert!(
        titles(&offered("pledge g‸o", Some("refactor")))
            .contains(&"add what became of it".to_owned())
    );
    let all = offered("meeting‸ m", Some("source.fixAll"));
    assert_eq!(all.len(), 1);
    assert!(edited(text, &all[0]["edit"]["changes"]["untitled:a"]).contains("date: 2024-10-29"));
    assert!(offered("meeting‸ m", Some("source.organizeImports")).is_empty());
}

#[test]
fn records_are_outlined_found_linked_and_followed() {
    let home = folder(&[
        ("dip.toml", ""),
        ("a.dip", RECORDS),
        (
            "b.dip",
            "progress talks.coal 2025-02 started \"trains\" # see https://example.org/a\n",
        ),
    ]);
    let mut client = Client::new(home.path(), &able(), &[home.path()]);
    let (a, b) = (
        uri(&home.path().join("a.dip")),
        uri(&home.path().join("b.dip")),
    );
    let outline = client.of_file("textDocument/documentSymbol", &a);
    assert_eq!(outline[1]["name"], "talks");
    assert_eq!(outline[1]["children"][1]["name"], "coal");
    let found = client.ask("workspace/symbol", json!({ "query": "Бат" }));
    assert_eq!(found[0]["location"]["uri"], json!(a));
    let links = client.of_file("textDocument/documentLink", &b);
    assert_eq!(links[0]["target"], "https://example.org/a");
    let prepared = client.at("textDocument/prepareCallHierarchy", &b, (0, 16));
    assert_eq!(prepared[0]["name"], "talks.coal");
    let after = client.ask(
        "callHierarchy/outgoingCalls",
        json!({ "item": prepared[0] }),
    );
    assert_eq!(after[0]["to"]["uri"], json!(b));
    let before = client.ask(
        "callHierarchy/incomingCalls",
        json!({ "item": prepared[0] }),
    );
    assert_eq!(before[0]["from"]["name"], "talks");
}

#[test]
fn what_can_be_written_is_told() {
    let home = folder(&[
        ("dip.toml", ""),
        ("a.dip", RECORDS),
        ("b.dip", "progress ta\n"),
    ]);
    let mut abilities = able();
    abilities["textDocument"]["completion"] =
        json!({ "completionItem": { "snippetSupport": true } });
    let mut client = Client::new(home.path(), &abilities, &[home.path()]);
    let b = uri(&home.path().join("b.dip"));
    let told = client.at("textDocument/completion", &b, (0, 11));
    assert_eq!(told["isIncomplete"], true);
    assert_eq!(told["items"][0]["label"], "talks.coal");
    assert_eq!(
        edited("progress ta\n", &json!([told["items"][0]["textEdit"]])),
        "progress talks.coal\n"
    );
    client.open(&b, "\n");
    let records = client.at("textDocument/completion", &b, (0, 0));
    let items = records["items"].as_array().expect("items");
    let meeting = items.iter().find(|item| item["label"] == "meeting");
    assert_eq!(meeting.expect("there")["insertTextFormat"], 2);
    abilities["textDocument"]["completion"] = json!({});
    let mut plain = Client::new(home.path(), &abilities, &[home.path()]);
    plain.open(&b, "\n");
    let records = plain.at("textDocument/completion", &b, (0, 0));
    let items = records["items"].as_array().expect("items");
    assert!(items.iter().all(|item| item["insertTextFormat"] != 2));
    assert!(!records.to_string().contains("${"));
}

#[test]
fn words_and_heads_are_explained() {
    let home = folder(&[("dip.toml", ""), ("a.dip", RECORDS)]);
    let mut client = Client::new(home.path(), &able(), &[home.path()]);
    let a = uri(&home.path().join("a.dip"));
    let card = client.at("textDocument/hover", &a, place(RECORDS, "attendee б‸ат"));
    assert_eq!(card["contents"]["kind"], "markdown");
    let words = card["contents"]["value"].as_str().expect("words");
    assert!(
        words.contains("**Бат 🚀**") && words.contains("**Envoy of MN**"),
        "{words}"
    );
    assert_eq!(
        card["range"]["start"],
        json!({ "line": 4, "character": 11 })
    );
    assert!(client.at("textDocument/hover", &a, (1, 0)).is_null());
    let help = client.at(
        "textDocument/signatureHelp",
        &a,
        place(RECORDS, "by ‸бат to"),
    );
    let parameter = help["activeParameter"].as_u64().expect("a number") as usize;
    let shown = &help["signatures"][0]["parameters"][parameter]["label"];
    let label = help["signatures"][0]["label"].as_str().expect("a label");
    let (start, end) = (
        shown[0].as_u64().expect("a start"),
        shown[1].as_u64().expect("an end"),
    );
    assert_eq!(&label[start as usize..end as usize], "by WHO");
}

#[test]
fn hints_and_lenses_are_shown_as_the_user_wishes() {
    let home = folder(&[]);
    let mut client = Client::new(home.path(), &able(), &[]);
    client.open("untitled:a", RECORDS);
    let whole =
        json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } });
    let params = json!({ "textDocument": { "uri": "untitled:a" }, "range": whole });
    let labels = |hints: &Value| -> Vec<String> {
        let hints = hints.as_array().into_iter().flatten();
        hints
            .filter_map(|hint| hint["label"].as_str().map(str::to_owned))
            .collect()
    };
    let hints = client.ask("textDocument/inlayHint", params.clone());
    assert_eq!(labels(&hints), ["Tue", "Envoy", "overdue"]);
    let lenses = client.of_file("textDocument/codeLens", "untitled:a");
    assert_eq!(lenses[0]["command"]["command"], "dip.showReferences");
    assert_eq!(lenses[1]["command"]["title"], "1 pledge, 1 overdue");
    let settings = json!({ "dip": { "inlayHints": { "office": false, "pledgeState": false }, "codeLens": { "enable": false } } });
    client.tell(
        "workspace/didChangeConfiguration",
        json!({ "settings": settings }),
    );
    let hints = client.ask("textDocument/inlayHint", params);
    assert_eq!(labels(&hints), ["Tue"]);
    assert!(
        client
            .told
            .iter()
            .any(|told| told["method"] == "workspace/inlayHint/refresh")
    );
    let lenses = client.of_file("textDocument/codeLens", "untitled:a");
    assert!(lenses.is_null());
}
