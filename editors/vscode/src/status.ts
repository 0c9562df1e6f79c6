// One item in the status bar: whether the server runs, and how much it has found.
import * as vscode from "vscode";

type Health = "starting" | "running" | "stopped" | "missing";

export class Status implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem("dip.status", vscode.StatusBarAlignment.Left);
  private readonly listener = vscode.languages.onDidChangeDiagnostics(() => this.show());
  private health: Health = "starting";

  constructor() {
    this.item.name = "dip";
    this.show();
    this.item.show();
  }

  set(health: Health): void {
    this.health = health;
    this.show();
  }

  dispose(): void {
    this.listener.dispose();
    this.item.dispose();
  }

  private show(): void {
    const [text, tooltip, command] = this.face();
    this.item.text = text;
    this.item.tooltip = tooltip;
    this.item.command = command;
    this.item.backgroundColor =
      this.health === "missing" || this.health === "stopped"
        ? new vscode.ThemeColor("statusBarItem.warningBackground")
        : undefined;
  }

  private face(): [text: string, tooltip: string, command: string] {
    switch (this.health) {
      case "starting":
        return ["$(sync~spin) dip", "The language server is starting", "dip.showLog"];
      case "missing":
        return ["$(error) dip", "The program was not found: click to try again", "dip.restart"];
      case "stopped":
        return ["$(error) dip", "The language server does not run: click to start it", "dip.restart"];
      case "running": {
        const found = findings();
        if (found === 0) return ["$(check) dip", "No findings", "dip.showLog"];
        return [`$(warning) dip ${found}`, `${found} finding${found === 1 ? "" : "s"}: click to see them`, "workbench.actions.view.problems"];
      }
    }
  }
}

function findings(): number {
  return vscode.languages
    .getDiagnostics()
    .filter(([uri]) => /(\.dip|\/dip\.toml)$/.test(uri.path))
    .reduce((sum, [, diagnostics]) => sum + diagnostics.length, 0);
}
