//! The server's state, and what each notification does to it.

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, TryRecvError};

use gen_lsp_types::{
    ConfigurationItem, ConfigurationParams, DidChangeConfigurationParams,
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWatchedFilesRegistrationOptions, DidChangeWorkspaceFoldersParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, FileSystemWatcher, InitializeParams,
    LspNotificationMethod, MessageType, PublishDiagnosticsParams, Registration, RegistrationParams,
    ShowMessageParams, Uri, WorkspaceFolders,
};
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use super::client::{Client, Settings};
use super::homes::{At, Homes, Told};
use super::requests;
use super::transport::Incoming;
use super::uri;
use crate::lsp::diagnostics::diagnostic;

/// What the client calls the answer to a question of ours about settings.
const ASKED_SETTINGS: &str = "settings";

/// How far the conversation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Nobody has introduced themselves.
    Silent,
    /// Everything may be asked.
    Talking,
    /// The client has taken its leave.
    Leaving,
}

/// An answer that says why there is none.
pub(super) type Refusal = (ErrorCode, String);

pub(super) struct Server {
    out: Sender<Message>,
    stage: Stage,
    pub(super) client: Client,
    pub(super) settings: Settings,
    pub(super) homes: Homes,
    /// The folders that the client named when it introduced itself.
    folders: Vec<PathBuf>,
    /// The files of which some finding has been sent.
    published: HashSet<Uri>,
    /// The tokens that were sent last for each file, and how that answer is called.
    pub(super) tokens: HashMap<Uri, (String, Vec<u32>)>,
    /// How many requests we have made.
    asked: i32,
}

impl Server {
    pub(super) fn new(out: Sender<Message>) -> Self {
        Self {
            out,
            stage: Stage::Silent,
            client: Client::of(&InitializeParams::default()),
            settings: Settings::default(),
            homes: Homes::default(),
            folders: Vec::new(),
            published: HashSet::new(),
            tokens: HashMap::new(),
            asked: 0,
        }
    }

    /// Answers until the client leaves, and says with which exit code to end.
    pub(super) fn serve(&mut self, incoming: &Receiver<Incoming>) -> u8 {
        let mut queue: VecDeque<Incoming> = VecDeque::new();
        let mut taken_back: HashSet<RequestId> = HashSet::new();
        let mut closed = false;
        loop {
            if queue.is_empty() {
                taken_back.clear();
                self.settle();
                if closed {
                    return u8::from(self.stage != Stage::Leaving);
                }
                match incoming.recv() {
                    Ok(one) => queue.push_back(one),
                    Err(_) => closed = true,
                }
            }
            // All that waits is looked at, so that what was taken back is not begun.
            loop {
                match incoming.try_recv() {
                    Ok(one) => queue.push_back(one),
                    Err(TryRecvError::Empty) => break,
                    Err(TryRecvError::Disconnected) => {
                        closed = true;
                        break;
                    }
                }
            }
            taken_back.extend(queue.iter().filter_map(cancelled));
            match queue.pop_front() {
                Some(Incoming::Message(Message::Request(request))) => {
                    if taken_back.remove(&request.id) {
                        self.refuse(
                            request.id,
                            (ErrorCode::RequestCanceled, "taken back".to_owned()),
                        );
                    } else {
                        self.request(request);
                    }
                }
                Some(Incoming::Message(Message::Notification(told))) if told.method == "exit" => {
                    return u8::from(self.stage != Stage::Leaving);
                }
                Some(Incoming::Message(Message::Notification(told))) => self.told(told),
                Some(Incoming::Message(Message::Response(answer))) => self.answered(answer),
                Some(Incoming::Malformed(why)) => self.log(format!(
                    "a message that cannot be read was passed over: {why}"
                )),
                None => {}
            }
        }
    }

    fn request(&mut self, request: Request) {
        let refusal = match (self.stage, request.method.as_str()) {
            (Stage::Silent, "initialize") => return self.initialize(request),
            (Stage::Silent, _) => (ErrorCode::ServerNotInitialized, "`initialize` comes first"),
            (Stage::Talking, "initialize") => {
                (ErrorCode::InvalidRequest, "`initialize` comes once")
            }
            (Stage::Talking, "shutdown") => {
                self.stage = Stage::Leaving;
                return self.answer(request.id, &());
            }
            (Stage::Leaving, _) => (
                ErrorCode::InvalidRequest,
                "after `shutdown` comes only `exit`",
            ),
            (Stage::Talking, _) => {
                self.settle();
                let id = request.id.clone();
                return match requests::answer(self, request) {
                    Ok(answer) => self.send(Response {
                        id,
                        response_result: Ok(answer),
                    }),
                    Err(refusal) => self.refuse(id, refusal),
                };
            }
        };
        self.refuse(request.id, (refusal.0, refusal.1.to_owned()));
    }

    fn initialize(&mut self, request: Request) {
        let params: InitializeParams = match read(request.params) {
            Ok(params) => params,
            Err(refusal) => return self.refuse(request.id, refusal),
        };
        self.stage = Stage::Talking;
        self.client = Client::of(&params);
        if let Some(options) = &params.initialization_options {
            self.settings = Settings::read(options);
        }
        self.folders = folders(&params);
        let result = requests::introduction(&self.client);
        self.answer(request.id, &result);
    }

    /// What a client tells without waiting for an answer. What cannot be understood is passed over.
    fn told(&mut self, told: Notification) {
        if self.stage != Stage::Talking {
            return;
        }
        let mut news = Told::default();
        let Notification { method, params } = told;
        let understood = match LspNotificationMethod::from(method.as_str()) {
            LspNotificationMethod::Initialized => {
                self.initialized(&mut news);
                Ok(())
            }
            LspNotificationMethod::TextDocumentDidOpen => {
                read(params).map(|open: DidOpenTextDocumentParams| {
                    let document = open.text_document;
                    self.homes
                        .open(document.uri, document.version, document.text, &mut news);
                })
            }
            LspNotificationMethod::TextDocumentDidChange => {
                read(params).map(|change: DidChangeTextDocumentParams| {
                    let document = change.text_document;
                    let address = &document.text_document_identifier.uri;
                    self.homes.change(
                        address,
                        document.version,
                        change.content_changes,
                        self.client.encoding,
                    );
                })
            }
            LspNotificationMethod::TextDocumentDidClose => {
                read(params).map(|close: DidCloseTextDocumentParams| {
                    self.tokens.remove(&close.text_document.uri);
                    self.homes.close(&close.text_document.uri, &mut news);
                })
            }
            LspNotificationMethod::WorkspaceDidChangeWatchedFiles => {
                read(params).map(|files: DidChangeWatchedFilesParams| {
                    let paths = files.changes.iter().map(|change| uri::path(&change.uri));
                    self.homes.changed_on_disk(paths, &mut news);
                })
            }
            LspNotificationMethod::WorkspaceDidChangeWorkspaceFolders => {
                read(params).map(|change: DidChangeWorkspaceFoldersParams| {
                    let path = |folder: &gen_lsp_types::WorkspaceFolder| uri::path(&folder.uri);
                    self.homes
                        .remove_folders(change.event.removed.iter().map(path), &mut news);
                    self.homes
                        .add_folders(change.event.added.iter().map(path), &mut news);
                })
            }
            LspNotificationMethod::WorkspaceDidChangeConfiguration => read(params)
                .map(|change: DidChangeConfigurationParams| self.configured(&change.settings)),
            _ => Ok(()),
        };
        if let Err((_, why)) = understood {
            self.log(format!("`{method}` was passed over: {why}"));
        }
        self.publish(&news, &BTreeSet::new());
    }

    fn initialized(&mut self, news: &mut Told) {
        if self.client.watches {
            let watcher = |pattern: &str| FileSystemWatcher {
                glob_pattern: gen_lsp_types::GlobPattern::Pattern(pattern.to_owned()),
                kind: None,
            };
            let options = DidChangeWatchedFilesRegistrationOptions {
                watchers: vec![watcher("**/*.dip"), watcher("**/dip.toml")],
            };
            let registration = Registration {
                id: "files".to_owned(),
                method: "workspace/didChangeWatchedFiles".to_owned(),
                register_options: serde_json::to_value(options).ok(),
            };
            self.ask(
                "client/registerCapability",
                None,
                &RegistrationParams {
                    registrations: vec![registration],
                },
            );
        }
        let folders = std::mem::take(&mut self.folders);
        self.working(true);
        self.homes.add_folders(folders, news);
        self.working(false);
    }

    /// Tells that the archives are being read, which takes seconds for a very large one.
    fn working(&mut self, begins: bool) {
        const TOKEN: &str = "dip/reading";
        if !self.client.progress {
            return;
        }
        let value = if begins {
            self.ask(
                "window/workDoneProgress/create",
                None,
                &json!({ "token": TOKEN }),
            );
            json!({ "kind": "begin", "title": "dip", "message": "reading records" })
        } else {
            json!({ "kind": "end" })
        };
        self.tell("$/progress", &json!({ "token": TOKEN, "value": value }));
    }

    /// New settings: those that came, or, of a client that sends none, those that it has.
    fn configured(&mut self, settings: &serde_json::Value) {
        if settings.is_null() {
            let item = ConfigurationItem {
                scope_uri: None,
                section: Some("dip".to_owned()),
            };
            self.ask(
                "workspace/configuration",
                Some(ASKED_SETTINGS),
                &ConfigurationParams { items: vec![item] },
            );
        } else {
            self.settings = Settings::read(settings);
            self.refresh_beside();
        }
    }

    /// An answer to a question of ours.
    fn answered(&mut self, answer: Response) {
        let is_settings = answer.id == RequestId::from(ASKED_SETTINGS.to_owned());
        let first = answer.response_result.ok().filter(|_| is_settings);
        if let Some(settings) = first.as_ref().and_then(|all| all.get(0)) {
            self.settings = Settings::read(settings);
            self.refresh_beside();
        }
    }

    /// Judges what was changed, and tells what is new.
    fn settle(&mut self) {
        if self.homes.unsettled().is_empty() {
            return;
        }
        let edited = self.homes.unsettled().clone();
        let mut news = Told::default();
        self.homes.settle(&mut news);
        self.publish(&news, &edited);
    }

    /// Tells what is new; the client knows itself that it edited some files.
    fn publish(&mut self, news: &Told, edited: &BTreeSet<PathBuf>) {
        for message in &news.failures {
            self.tell(
                "window/showMessage",
                &ShowMessageParams {
                    kind: MessageType::Warning,
                    message: format!("dip: {message}"),
                },
            );
        }
        if news.changed.is_empty() && !news.everything {
            return;
        }
        if news.everything {
            self.tokens.clear();
        }
        if news.reaches_beyond(edited, &self.homes) {
            self.refresh_beside();
            if self.client.pulls && self.client.refreshes_findings {
                self.ask("workspace/diagnostic/refresh", None, &());
            }
        }
        if self.client.pulls {
            return;
        }
        if !news.everything {
            news.changed.iter().for_each(|at| self.publish_one(*at));
            return;
        }
        let before = std::mem::take(&mut self.published);
        let own: Vec<At> = self.homes.own_files().collect();
        for at in own {
            let view = self.homes.view_at(at, self.client.encoding);
            let uri = view.uri(at.file);
            let is_open = self.homes.version(&uri).is_some();
            if is_open || before.contains(&uri) || !view.home.findings(at.file).is_empty() {
                self.publish_one(at);
            }
        }
        for uri in before.difference(&self.published.clone()) {
            // Those of files that are gone; what is still there was told above.
            if self.homes.view(uri, self.client.encoding).is_none() {
                self.tell(
                    "textDocument/publishDiagnostics",
                    &PublishDiagnosticsParams {
                        uri: uri.clone(),
                        version: None,
                        diagnostics: Vec::new(),
                    },
                );
            }
        }
    }

    fn publish_one(&mut self, at: At) {
        let view = self.homes.view_at(at, self.client.encoding);
        if !view.home.own.contains(&at.file) {
            return;
        }
        let uri = view.uri(at.file);
        let findings = view.home.findings(at.file).into_iter();
        let diagnostics: Vec<_> = findings.map(|finding| diagnostic(view, finding)).collect();
        if diagnostics.is_empty() {
            self.published.remove(&uri);
        } else {
            self.published.insert(uri.clone());
        }
        let version = self.homes.version(&uri);
        self.tell(
            "textDocument/publishDiagnostics",
            &PublishDiagnosticsParams {
                uri,
                version,
                diagnostics,
            },
        );
    }

    /// Has the client ask anew for what stands beside the text.
    fn refresh_beside(&mut self) {
        for (can, method) in [
            (self.client.refreshes_hints, "workspace/inlayHint/refresh"),
            (self.client.refreshes_lenses, "workspace/codeLens/refresh"),
            (
                self.client.refreshes_tokens,
                "workspace/semanticTokens/refresh",
            ),
        ] {
            if can {
                self.ask(method, None, &());
            }
        }
    }

    fn answer(&self, id: RequestId, result: &impl Serialize) {
        let value = serde_json::to_value(result).unwrap_or_default();
        self.send(Response {
            id,
            response_result: Ok(value),
        });
    }

    fn refuse(&self, id: RequestId, (code, message): Refusal) {
        self.send(Response::new_err(id, code as i32, message));
    }

    fn tell(&self, method: &str, params: &impl Serialize) {
        self.send(Notification {
            method: method.to_owned(),
            params: serde_json::to_value(params).unwrap_or_default(),
        });
    }

    /// Asks the client something, under a name of its own if the answer matters.
    fn ask(&mut self, method: &str, name: Option<&str>, params: &impl Serialize) {
        self.asked += 1;
        let id = name.map_or_else(
            || RequestId::from(self.asked),
            |name| RequestId::from(name.to_owned()),
        );
        self.send(Request {
            id,
            method: method.to_owned(),
            params: serde_json::to_value(params).unwrap_or_default(),
        });
    }

    fn log(&self, message: String) {
        self.tell(
            "window/logMessage",
            &gen_lsp_types::LogMessageParams {
                kind: MessageType::Warning,
                message,
            },
        );
    }

    fn send(&self, message: impl Into<Message>) {
        // Whoever does not listen any more has closed standard input too, which ends the server.
        let _ = self.out.send(message.into());
    }
}

/// The request that a message takes back.
fn cancelled(one: &Incoming) -> Option<RequestId> {
    let Incoming::Message(Message::Notification(told)) = one else {
        return None;
    };
    let id = (told.method == "$/cancelRequest").then(|| told.params.get("id").cloned());
    serde_json::from_value(id??).ok()
}

/// What a message says, if it says it as the protocol has it.
pub(super) fn read<T: DeserializeOwned>(params: serde_json::Value) -> Result<T, Refusal> {
    serde_json::from_value(params).map_err(|error| (ErrorCode::InvalidParams, error.to_string()))
}

/// The folders that a client works in.
fn folders(params: &InitializeParams) -> Vec<PathBuf> {
    let folders = &params.workspace_folders_initialize_params.workspace_folders;
    match folders {
        Some(WorkspaceFolders::WorkspaceFolderList(folders)) => folders
            .iter()
            .map(|folder| uri::path(&folder.uri))
            .collect(),
        // Older clients name one folder.
        #[expect(deprecated, reason = "some clients still say it so")]
        _ => params.root_uri.iter().map(uri::path).collect(),
    }
}
