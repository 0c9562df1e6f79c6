// Every word of every record that is right has a colour, and no rule is left open at the end of a file.
// The files are named on the command line.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { loadWASM, OnigScanner, OnigString } = require("vscode-oniguruma");
const { Registry, INITIAL, parseRawGrammar } = require("vscode-textmate");

const path = new URL("../syntaxes/dip.tmLanguage.json", import.meta.url).pathname;
const registry = new Registry({
  onigLib: loadWASM(readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm")).buffer).then(() => ({
    createOnigScanner: (patterns) => new OnigScanner(patterns),
    createOnigString: (text) => new OnigString(text),
  })),
  loadGrammar: async () => parseRawGrammar(readFileSync(path, "utf8"), path),
});
const grammar = await registry.loadGrammar("source.dip");

let wrong = 0;
const say = (file, line, column, what) => {
  wrong += 1;
  if (wrong <= 20) console.error(`${file}:${line}:${column}: ${what}`);
};

const files = process.argv.slice(2);
let words = 0;
for (const file of files) {
  let state = INITIAL;
  const lines = readFileSync(file, "utf8").replace(/^\uFEFF/, "").split(/\r?\n/);
  lines.forEach((line, at) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    for (const { startIndex, endIndex, scopes } of tokens) {
      const text = line.slice(startIndex, endIndex).trim();
      if (!text) continue;
      words += 1;
      const own = scopes.at(-1);
      if (/^(source|meta)\./.test(own)) say(file, at + 1, startIndex + 1, `no colour for \`${text}\` in ${own}`);
      if (/^invalid\./.test(own)) say(file, at + 1, startIndex + 1, `\`${text}\` is shown as a mistake`);
    }
  });
  // Two more lines, so that what ends with its line has ended.
  const { tokens } = grammar.tokenizeLine("topic t", grammar.tokenizeLine("", state).ruleStack);
  if (!tokens[0].scopes.includes("keyword.control.record.dip") || tokens[0].scopes.length > 3) say(file, lines.length, 1, `left open: ${tokens[0].scopes.join(" ")}`);
}
if (wrong > 0) throw new Error(`${wrong} places without a sensible colour`);
console.log(`${files.length} files, ${words} pieces of text: all have a colour.`);
