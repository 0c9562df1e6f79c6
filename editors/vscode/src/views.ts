// What `dip` prints about an archive, as documents that nobody can edit and that follow when records are saved.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import * as vscode from "vscode";
import { findBinary } from "./binary";

const SCHEME = "dip-view";

const VIEWS = {
  pledges: { title: "Pledges", args: ["pledges", "--format", "markdown"] },
  minutes: { title: "Minutes", args: ["summary", "--minutes", "--format", "markdown"] },
};
export type View = keyof typeof VIEWS;

export class Views implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  /** What was opened once; an editor forgets a document that only its preview shows. */
  private readonly opened = new Map<string, vscode.Uri>();
  private readonly parts: vscode.Disposable[];

  constructor() {
    this.parts = [
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.workspace.onDidSaveTextDocument((saved) => {
        if (/(\.dip|\/dip\.toml)$/.test(saved.uri.path)) this.refresh();
      }),
    ];
  }

  dispose(): void {
    this.parts.forEach((part) => part.dispose());
  }

  /** Opens the pledges as text, the minutes as they read. */
  async open(view: View): Promise<void> {
    const folder = archive();
    if (!folder) {
      void vscode.window.showInformationMessage("Open a folder of .dip records first.");
      return;
    }
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${VIEWS[view].title}.md`, query: JSON.stringify({ view, folder }) });
    this.changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    if (view === "minutes") await vscode.commands.executeCommand("markdown.showPreviewToSide", uri);
    else await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true, preview: true });
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    this.opened.set(uri.toString(), uri);
    const { view, folder } = JSON.parse(uri.query) as { view: View; folder: string };
    const printed = await run(VIEWS[view].args, folder);
    return view === "minutes" ? withNumbers(printed) : printed;
  }

  private refresh(): void {
    if (this.opened.size === 0) return;
    for (const uri of this.opened.values()) this.changed.fire(uri);
    void vscode.commands.executeCommand("markdown.preview.refresh");
  }
}

/** The archive at hand: the folder with `dip.toml` around the active file, or else the first folder of the workspace. */
function archive(): string | undefined {
  const file = vscode.window.activeTextEditor?.document.uri;
  const root = file && vscode.workspace.getWorkspaceFolder(file)?.uri.fsPath;
  if (file?.scheme === "file") {
    for (let folder = dirname(file.fsPath); ; folder = dirname(folder)) {
      if (existsSync(join(folder, "dip.toml"))) return folder;
      if (folder === root || folder === dirname(folder)) break;
    }
    return root ?? dirname(file.fsPath);
  }
  return vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
}

/** The preview knows no footnotes, so their marks become raised numbers and they themselves a list. */
function withNumbers(markdown: string): string {
  return markdown.replace(/^\[\^(\d+)\]: /gm, "$1. ").replace(/(?<!\\)\[\^(\d+)\]/g, "<sup>$1</sup>");
}

/** What the program prints; where it prints nothing, what it complains of. */
function run(args: string[], cwd: string): Promise<string> {
  const binary = findBinary();
  if (!binary) return Promise.resolve("The program `dip` was not found. The setting `dip.path` says where it is.\n");
  return new Promise((done) => {
    execFile(binary, [...args, "--color", "never"], { cwd, maxBuffer: 1 << 28 }, (error, printed, complaint) => {
      done(printed || `It could not be made:\n\n\`\`\`\n${complaint || String(error)}\n\`\`\`\n`);
    });
  });
}
