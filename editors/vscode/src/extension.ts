// Starts the language server of dip, says how it fares, and opens the archive's minutes and pledges beside the editor.
import * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  State,
  type ErrorHandler,
  type Location,
  type Position,
} from "vscode-languageclient/node";
import { findBinary } from "./binary";
import { Status } from "./status";
import { Views } from "./views";

let client: LanguageClient | undefined;
/** Starts and stops follow one another, however fast settings change. */
let turn: Promise<void> = Promise.resolve();

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel("dip", { log: true });
  const status = new Status();
  const views = new Views();
  const restart = () => (turn = turn.then(() => stop()).then(() => start(log, status)));

  context.subscriptions.push(
    log,
    status,
    views,
    vscode.commands.registerCommand("dip.restart", restart),
    vscode.commands.registerCommand("dip.showLog", () => log.show()),
    vscode.commands.registerCommand("dip.pledges", () => views.open("pledges")),
    vscode.commands.registerCommand("dip.summaryPreview", () => views.open("minutes")),
    // Not for people: the server names it in what stands above a record.
    vscode.commands.registerCommand("dip.showReferences", showReferences),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("dip.path")) void restart();
    }),
  );
  await restart();
}

export function deactivate(): Promise<void> {
  return (turn = turn.then(stop));
}

async function start(log: vscode.LogOutputChannel, status: Status): Promise<void> {
  const binary = findBinary();
  if (!binary) {
    status.set("missing");
    // Not awaited: the answer may never come.
    void complain("The program `dip` was not found. Install it, or say in the settings where it is.");
    return;
  }
  log.info(`starting ${binary} lsp`);
  const settings = vscode.workspace.getConfiguration("dip");
  let ran = false;
  // One that dies later is started again, as usual; one that never came up would only die again.
  let usual: ErrorHandler | undefined;
  const errorHandler: ErrorHandler = {
    error: (...what) => (ran && usual ? usual.error(...what) : { action: ErrorAction.Shutdown, handled: true }),
    closed: () => (ran && usual ? usual.closed() : { action: CloseAction.DoNotRestart, handled: true }),
  };
  client = new LanguageClient(
    "dip",
    "dip",
    { command: binary, args: ["lsp"] },
    {
      documentSelector: [{ language: "dip" }],
      errorHandler,
      initializationFailedHandler: () => false,
      outputChannel: log,
      traceOutputChannel: log,
      initializationOptions: { inlayHints: settings.get("inlayHints"), codeLens: settings.get("codeLens") },
      synchronize: {
        configurationSection: "dip",
        fileEvents: vscode.workspace.createFileSystemWatcher("**/{*.dip,dip.toml}"),
      },
    },
  );
  usual = client.createDefaultErrorHandler();
  client.onDidChangeState(({ newState }) => {
    ran ||= newState === State.Running;
    status.set(newState === State.Running ? "running" : newState === State.Starting ? "starting" : "stopped");
  });
  try {
    await client.start();
  } catch (error) {
    log.error(String(error));
    status.set("stopped");
    void complain(`\`${binary} lsp\` did not start. Is it a \`dip\` that has a language server?`);
  }
}

async function stop(): Promise<void> {
  const old = client;
  client = undefined;
  // A client that never came up refuses to be stopped; then there is nothing to stop.
  await old?.dispose().catch(() => undefined);
}

/** Opens the list of places that a lens counts; they come as the protocol has them, and the editor wants its own. */
async function showReferences(uri: string, position: Position, places: Location[]): Promise<void> {
  const convert = client?.protocol2CodeConverter;
  if (!convert) return;
  await vscode.commands.executeCommand(
    "editor.action.showReferences",
    convert.asUri(uri),
    convert.asPosition(position),
    places.map((place) => convert.asLocation(place)),
  );
}

async function complain(message: string): Promise<void> {
  const answer = await vscode.window.showErrorMessage(message, "Open Settings", "Show Log");
  if (answer === "Open Settings") await vscode.commands.executeCommand("workbench.action.openSettings", "@id:dip.path");
  if (answer === "Show Log") await vscode.commands.executeCommand("dip.showLog");
}
