// Every word that a snippet offers is in the list that it stands for; with the name of a program, what the snippets write is
// in the form of the language.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [program] = process.argv.slice(2);
const at = (path) => new URL(path, import.meta.url);
const rows = (path) => readFileSync(at(path), "utf8").split("\n").filter((line) => line && !line.startsWith("#")).map((line) => line.split("\t"));

const lists = {};
for (const [list, word] of rows("../../../data/lists.tsv")) (lists[list] ??= []).push(word);
const known = Object.values(lists);
known.push(rows("../../../data/verbs.tsv").map(([verb]) => verb));

const snippets = JSON.parse(readFileSync(at("../snippets/dip.json"), "utf8"));
const records = [];
for (const [name, { body }] of Object.entries(snippets)) {
  const text = body.join("\n");
  for (const [, choices] of text.matchAll(/\|([^|}]*)\|\}/g)) {
    const words = choices.split(",");
    if (!known.some((list) => words.every((word) => list.includes(word)))) throw new Error(`${name}: no list has all of ${choices}`);
  }
  records.push([name, filled(text)]);
}

/** As a writer gets it who presses Tab to the end. */
function filled(text) {
  const day = { YEAR: "2024", MONTH: "10", DATE: "29" };
  return text
    .replace(/\$CURRENT_(YEAR|MONTH|DATE)/g, (_, part) => day[part])
    .replace(/\$\{\d+\|([^,|]*)[^}]*\}/g, "$1")
    .replace(/\$\{\d+:([^}]*)\}/g, "$1")
    .replace(/\$\d+/g, "")
    .replaceAll("\t", "  ");
}

if (program) {
  const inside = { Delegation: "meeting m", Attendee: "meeting m", Office: "person p", Signature: "document d" };
  const folder = mkdtempSync(join(tmpdir(), "snippets-"));
  try {
    for (const [name, text] of records) {
      const file = join(folder, "snippet.dip");
      const head = inside[name];
      writeFileSync(file, head ? `${head} "A name" {\n${text}\n}\n` : `${text}\ntopic after "After"\n`);
      // What cannot be read stays as it is, and the program says so.
      const { stderr } = spawnSync(program, ["fmt", "--check", file], { encoding: "utf8" });
      if (stderr) throw new Error(`${name}: ${stderr}${text}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
console.log(`${records.length} snippets: all their words are in the lists${program ? ", and dip reads them all" : ""}.`);
