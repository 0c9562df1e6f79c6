//! A client: it starts the binary, speaks the protocol to it, and remembers what it is told.

use std::collections::BTreeMap;
use std::io::{BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

/// Nothing takes so long, even on a machine that is busy.
const PATIENCE: Duration = Duration::from_secs(120);

pub struct Client {
    child: Child,
    input: Option<ChildStdin>,
    incoming: Receiver<Value>,
    asked: i32,
    /// What was published last of each file.
    pub published: BTreeMap<String, Vec<Value>>,
    /// What else the server told or asked, in order.
    pub told: Vec<Value>,
}

/// A client that can do much.
pub fn able() -> Value {
    json!({
        "general": { "positionEncodings": ["utf-16"] },
        "textDocument": {
            "completion": { "completionItem": { "snippetSupport": true } },
            "definition": { "linkSupport": true },
        },
        "workspace": {
            "didChangeWatchedFiles": { "dynamicRegistration": true },
            "inlayHint": { "refreshSupport": true },
        },
    })
}

/// The same, counting columns in characters, as `dip check --format json` does.
pub fn counting_characters() -> Value {
    let mut able = able();
    able["general"]["positionEncodings"] = json!(["utf-32"]);
    able
}

/// The same, asking for findings itself.
pub fn asking(able: Value) -> Value {
    let mut able = able;
    able["textDocument"]["diagnostic"] = json!({});
    able["workspace"]["diagnostics"] = json!({ "refreshSupport": true });
    able
}

/// The address of a path.
pub fn uri(path: &Path) -> String {
    url::Url::from_file_path(path).expect("a whole path").into()
}

impl Client {
    /// A server that nobody has greeted.
    pub fn silent(folder: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_dip"))
            .arg("lsp")
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let input = child.stdin.take();
        let output = child.stdout.take().expect("a pipe");
        let (sender, incoming) = channel();
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = message(&mut output) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        Self {
            child,
            input,
            incoming,
            asked: 0,
            published: BTreeMap::new(),
            told: Vec::new(),
        }
    }

    /// A server in a folder, greeted, with these folders as its workspace; and what it says it can do.
    pub fn greeted(folder: &Path, capabilities: &Value, folders: &[&Path]) -> (Self, Value) {
        let mut client = Self::silent(folder);
        let folders: Vec<Value> = folders
            .iter()
            .map(|folder| json!({ "uri": uri(folder), "name": "a" }))
            .collect();
        let introduced = client.ask(
            "initialize",
            json!({ "processId": null, "rootUri": null, "capabilities": capabilities, "workspaceFolders": folders }),
        );
        client.tell("initialized", json!({}));
        (client, introduced["capabilities"].clone())
    }

    /// The same without what it can do.
    pub fn new(folder: &Path, capabilities: &Value, folders: &[&Path]) -> Self {
        Self::greeted(folder, capabilities, folders).0
    }

    pub fn send(&mut self, message: &Value) {
        self.send_raw(message.to_string().as_bytes());
    }

    pub fn send_raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("not closed");
        write!(input, "Content-Length: {}\r\n\r\n", bytes.len()).expect("sent");
        input.write_all(bytes).expect("sent");
        input.flush().expect("sent");
    }

    pub fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request, and gives the number it goes by.
    pub fn begin(&mut self, method: &str, params: Value) -> i32 {
        self.asked += 1;
        let id = self.asked;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        id
    }

    /// Waits for the answer to a request.
    pub fn answer(&mut self, id: i32) -> Result<Value, Value> {
        loop {
            let message = self.incoming.recv_timeout(PATIENCE).expect("an answer");
            if message.get("method").is_none() && message["id"] == json!(id) {
                return match message.get("error") {
                    Some(error) => Err(error.clone()),
                    None => Ok(message["result"].clone()),
                };
            }
            self.hear(message);
        }
    }

    fn hear(&mut self, message: Value) {
        if message["method"] == "textDocument/publishDiagnostics" {
            let params = &message["params"];
            let uri = params["uri"].as_str().expect("an address").to_owned();
            let found = params["diagnostics"].as_array().expect("findings").clone();
            self.published.insert(uri, found);
        } else if let Some(id) = message.get("id") {
            self.send(&json!({ "jsonrpc": "2.0", "id": id, "result": null }));
            self.told.push(message);
        } else {
            self.told.push(message);
        }
    }

    pub fn try_ask(&mut self, method: &str, params: Value) -> Result<Value, Value> {
        let id = self.begin(method, params);
        self.answer(id)
    }

    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        self.try_ask(method, params)
            .unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// Waits until all is told that follows from what was sent.
    pub fn wait(&mut self) {
        let answer = self.try_ask("$/wait", json!({}));
        assert!(answer.is_err(), "nobody knows that request");
    }

    pub fn open(&mut self, uri: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": "dip", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    pub fn change(&mut self, uri: &str, version: i32, changes: Value) {
        let document = json!({ "uri": uri, "version": version });
        self.tell(
            "textDocument/didChange",
            json!({ "textDocument": document, "contentChanges": changes }),
        );
    }

    pub fn close(&mut self, uri: &str) {
        self.tell(
            "textDocument/didClose",
            json!({ "textDocument": { "uri": uri } }),
        );
    }

    /// What was published of a file, once all is told.
    pub fn findings(&mut self, uri: &str) -> Vec<Value> {
        self.wait();
        self.published.get(uri).cloned().unwrap_or_default()
    }

    /// Asks something about a file.
    pub fn of_file(&mut self, method: &str, uri: &str) -> Value {
        self.ask(method, json!({ "textDocument": { "uri": uri } }))
    }

    /// Asks something about a place in a file.
    pub fn at(&mut self, method: &str, uri: &str, (line, character): (usize, usize)) -> Value {
        let place = json!({ "line": line, "character": character });
        let mut params = json!({ "textDocument": { "uri": uri }, "position": place });
        if method == "textDocument/references" {
            params["context"] = json!({ "includeDeclaration": true });
        }
        self.ask(method, params)
    }

    /// Takes its leave, and gives the exit code.
    pub fn leave(mut self) -> Option<i32> {
        self.ask("shutdown", Value::Null);
        self.tell("exit", Value::Null);
        self.end()
    }

    /// Closes the pipe, and gives the exit code.
    pub fn end(mut self) -> Option<i32> {
        self.input = None;
        self.child.wait().expect("it ends").code()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        self.input = None;
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn message(output: &mut impl std::io::BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end() {
            "" => break,
            line => {
                if let Some(number) = line.strip_prefix("Content-Length: ") {
                    length = number.parse().ok()?;
                }
            }
        }
    }
    let mut bytes = vec![0; length];
    output.read_exact(&mut bytes).ok()?;
    serde_json::from_slice(&bytes).ok()
}

/// The place at which a word stands in a text, in units of UTF-16; `‸` within the word marks the place.
pub fn place(text: &str, marked: &str) -> (usize, usize) {
    let (before, after) = marked.split_once('‸').unwrap_or((marked, ""));
    let word = format!("{before}{after}");
    let at = text.find(&word).unwrap_or_else(|| panic!("no {word:?}")) + before.len();
    let line = text[..at].matches('\n').count();
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    (line, text[start..at].encode_utf16().count())
}

/// A text with the protocol's edits made.
pub fn edited(text: &str, edits: &Value) -> String {
    let offset = |place: &Value| {
        let number =
            |key: &str| usize::try_from(place[key].as_u64().expect("a number")).expect("small");
        let (line, character) = (number("line"), number("character"));
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let mut units = 0;
        let mut letters = text[start..].chars();
        let mut at = start;
        while units < character {
            let letter = letters.next().expect("within the text");
            units += letter.len_utf16();
            at += letter.len_utf8();
        }
        at
    };
    let mut edits: Vec<(usize, usize, &str)> = edits
        .as_array()
        .into_iter()
        .flatten()
        .map(|edit| {
            let range = &edit["range"];
            (
                offset(&range["start"]),
                offset(&range["end"]),
                edit["newText"].as_str().expect("a text"),
            )
        })
        .collect();
    edits.sort_by_key(|(start, end, _)| (*start, *end));
    let mut out = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        out.replace_range(start..end, new);
    }
    out
}
