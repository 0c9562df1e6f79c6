// Where the program `dip` is: as the settings say, or on the PATH.
import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, isAbsolute, join } from "node:path";
import * as vscode from "vscode";

/** The absolute path of the program, or nothing when it is not there. */
export function findBinary(): string | undefined {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? homedir();
  const written = vscode.workspace.getConfiguration("dip").get<string>("path", "dip").trim() || "dip";
  const path = written.replace(/^~(?=[\\/])/, homedir()).replaceAll("${workspaceFolder}", folder);
  if (isAbsolute(path)) return firstProgram([path]);
  if (/[\\/]/.test(path)) return firstProgram([join(folder, path)]);
  return firstProgram((process.env.PATH ?? "").split(delimiter).filter(isAbsolute).map((place) => join(place, path)));
}

function firstProgram(paths: string[]): string | undefined {
  const endings = process.platform === "win32" ? ["", ".exe"] : [""];
  return paths.flatMap((path) => endings.map((ending) => path + ending)).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
