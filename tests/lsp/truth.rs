//! One truth: the command line and the server, told or asked, say the same of every mistake and every example: the same code,
//! words, places and fixes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::client::{Client, asking, counting_characters, uri};
use crate::corpus::mistakes;

/// Archives, each in a folder of its own.
fn archives(root: &Path) -> Vec<PathBuf> {
    let mut folders = Vec::new();
    for mistake in mistakes() {
        let folder = root.join(format!("{}-{}", mistake.category, mistake.name));
        fs::create_dir_all(&folder).expect("made");
        for (name, bytes) in &mistake.files {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, bytes).expect("written");
        }
        folders.push(folder);
    }
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    for example in fs::read_dir(examples).expect("examples").flatten() {
        let folder = root.join(format!("example-{}", example.file_name().to_string_lossy()));
        copy(&example.path(), &folder);
        folders.push(folder);
    }
    folders.sort();
    assert!(folders.len() > 500, "the mistakes are gone");
    folders
}

fn copy(from: &Path, to: &Path) {
    if !from.is_dir() {
        fs::create_dir_all(to.parent().expect("a folder")).expect("made");
        fs::copy(from, to).expect("copied");
        return;
    }
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        copy(&entry.path(), &to.join(entry.file_name()));
    }
}

/// What the command line says of an archive, file by file, in the protocol's words.
fn said(root: &Path, folder: &Path) -> BTreeMap<String, Vec<Value>> {
    let name = folder.file_name().expect("a name");
    let output = Command::new(env!("CARGO_BIN_EXE_dip"))
        .args(["check", "--format", "json"])
        .arg(name)
        .current_dir(root)
        .output()
        .expect("the binary runs");
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let mut said: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for finding in report["diagnostics"].as_array().expect("findings") {
        let address = |path: &Value| uri(&root.join(path.as_str().expect("a path")));
        let range = |of: &Value| {
            let place = |point: &Value| json!({ "line": point["line"].as_u64().expect("a line") - 1, "character": point["column"].as_u64().expect("a column") - 1 });
            json!({ "start": place(&of["start"]), "end": place(&of["end"]) })
        };
        let related = finding["labels"].as_array().expect("labels").iter().map(|label| {
            json!({ "location": { "uri": address(&label["path"]), "range": range(label) }, "message": label["text"] })
        });
        let help = finding["help"].as_array().expect("help").iter();
        let help = help.map(|help| format!("\nhelp: {}", help.as_str().expect("words")));
        let message = finding["message"].as_str().expect("words").to_owned();
        let fixes = finding["fixes"]
            .as_array()
            .expect("fixes")
            .iter()
            .map(|fix| {
                let edits = fix["edits"].as_array().expect("edits").iter();
                let mut edits: Vec<Value> = edits
                    .map(|edit| json!([address(&edit["path"]), range(edit), edit["text"]]))
                    .collect();
                edits.sort_by_key(Value::to_string);
                json!([fix["title"], fix["safety"], edits])
            });
        let told = json!({
            "code": finding["name"],
            "id": finding["code"],
            "severity": match finding["severity"].as_str() { Some("error") => 1, Some("warning") => 2, _ => 3 },
            "message": std::iter::once(message).chain(help).collect::<String>(),
            "range": range(finding),
            "related": related.collect::<Vec<_>>(),
            "fixes": fixes.collect::<Vec<_>>(),
        });
        said.entry(address(&finding["path"]))
            .or_default()
            .push(told);
    }
    said
}

/// The same of what the server told.
fn told(client: &mut Client, uri: &str, findings: &[Value]) -> Vec<Value> {
    let told = findings.iter().map(|finding| {
        let actions = client.ask(
            "textDocument/codeAction",
            json!({ "textDocument": { "uri": uri }, "range": finding["range"], "context": { "diagnostics": [finding], "only": ["quickfix"] } }),
        );
        let own = actions.as_array().into_iter().flatten().filter(|action| {
            action["diagnostics"][0] == *finding && action["data"]["safety"].is_string()
        });
        let fixes: Vec<Value> = own.map(|action| {
            let changes = action["edit"]["changes"].as_object().into_iter().flatten();
            let mut edits: Vec<Value> = changes
                .flat_map(|(uri, edits)| {
                    let edits = edits.as_array().into_iter().flatten();
                    edits.map(move |edit| json!([uri, edit["range"], edit["newText"]]))
                })
                .collect();
            edits.sort_by_key(Value::to_string);
            json!([action["title"], action["data"]["safety"], edits])
        })
        .collect();
        json!({
            "code": finding["code"],
            "id": finding["data"]["id"],
            "severity": finding["severity"],
            "message": finding["message"],
            "range": finding["range"],
            "related": finding.get("relatedInformation").cloned().unwrap_or_else(|| json!([])),
            "fixes": fixes,
        })
    });
    told.collect()
}

#[test]
fn the_command_line_and_the_editor_say_the_same() {
    let root = tempfile::tempdir().expect("a folder");
    let root = root.path().canonicalize().expect("a path");
    let folders = archives(&root);
    let mut hearing = Client::new(&root, &counting_characters(), &[]);
    let mut asking = Client::new(&root, &asking(counting_characters()), &[]);
    let mut compared = 0;
    for folder in &folders {
        let said = said(&root, folder);
        let entry = json!([{ "uri": uri(folder), "name": "a" }]);
        let change = |client: &mut Client, added: &Value, removed: &Value| {
            client.tell(
                "workspace/didChangeWorkspaceFolders",
                json!({ "event": { "added": added, "removed": removed } }),
            );
        };
        for client in [&mut hearing, &mut asking] {
            change(client, &entry, &json!([]));
        }
        hearing.wait();
        let heard: BTreeMap<String, Vec<Value>> = hearing
            .published
            .clone()
            .into_iter()
            .filter(|(_, found)| !found.is_empty())
            .collect();
        let pulled = asking.ask("workspace/diagnostic", json!({ "previousResultIds": [] }));
        let pulled = pulled["items"]
            .as_array()
            .expect("items")
            .iter()
            .map(|report| {
                (
                    report["uri"].as_str().expect("an address").to_owned(),
                    report["items"].as_array().expect("findings").clone(),
                )
            });
        let pulled: BTreeMap<String, Vec<Value>> = pulled.collect();
        assert_eq!(heard, pulled, "{}", folder.display());
        assert_eq!(
            heard.keys().collect::<Vec<_>>(),
            said.keys().collect::<Vec<_>>(),
            "{}",
            folder.display()
        );
        for (uri, found) in &heard {
            let alone = asking.of_file("textDocument/diagnostic", uri);
            assert_eq!(alone["items"], json!(found), "{uri}");
            assert_eq!(told(&mut hearing, uri, found), said[uri], "{uri}");
            compared += found.len();
        }
        for client in [&mut hearing, &mut asking] {
            change(client, &json!([]), &entry);
        }
        hearing.wait();
        assert!(
            hearing.published.values().all(Vec::is_empty),
            "{}",
            folder.display()
        );
    }
    assert!(compared > 500, "{compared} findings");
}
