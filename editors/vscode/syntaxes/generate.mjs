// Writes dip.tmLanguage.json, in which every pattern has to be spelt out; here the parts have names.
// After a change: `npm run grammar`. The true grammar is grammar/dip.pest.
import { readFileSync, writeFileSync } from "node:fs";

const C = String.raw`[\p{L}\p{M}\p{Nd}_-]`; // what may stand in an id, of any script
const WORD = String.raw`\p{L}${C}*`;
const B = String.raw`[ \t\x{A0}\x{202F}\x{2007}]`; // blanks
const START = `(?<!${C})`;
const END = `(?!${C})`;
const RESERVED = `(?!(?:by|for|as|of|to|from|until|verbatim|undated)${END})`;
const ID = `${RESERVED}${WORD}`;
const REF = `${ID}(?:\\.${WORD})?`;
const RECORDS = "statement|attendee|pledge|delegation|office|progress|signature|meeting|person|party|topic|document";
const ITEM = `(?:(?:${RECORDS})${END}|${WORD}${B}*:)`; // what begins a new field or record
const MOMENT = String.raw`\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?)?)?[?~%]?`;
// A field or record ends with its line or at `;` or `}`. Texts, blocks and lists that go on over lines hold it open.
const OVER = `(?=[;}])|$|^(?=${B}*${ITEM})`;

const name = (scope) => ({ name: `${scope}.dip` });
const inc = (...rules) => rules.map((rule) => ({ include: `#${rule}` }));
const reference = { patterns: inc("reference") };
const word = name("constant.language.word");

/** A record: its keyword and what may follow it at once, then clauses. */
const record = (kind, keywords, first, captures, ...rules) => ({
  name: `meta.record.${kind}.dip`,
  begin: `${START}(${keywords})${END}${first}`,
  end: OVER,
  beginCaptures: { 1: name("keyword.control.record"), ...captures },
  patterns: inc(...rules, "clauses", "common"),
});

/** Fields that take the same kind of value. */
const field = (kind, names, ...rules) => ({
  name: `meta.field.${kind}.dip`,
  begin: `${START}(${names})${B}*(:)`,
  end: OVER,
  beginCaptures: { 1: name("support.type.property-name"), 2: name("punctuation.separator.key-value") },
  patterns: inc(...rules, "common"),
});

const text = (kind) => ({
  patterns: [
    {
      name: `string.quoted.triple.${kind}dip`,
      begin: '"""', end: '(""")(?:(@)([A-Za-z0-9]+(?:-[A-Za-z0-9]+)*))?',
      beginCaptures: { 0: name("punctuation.definition.string.begin") },
      endCaptures: language,
    },
    {
      name: `string.quoted.double.${kind}dip`,
      begin: '"', end: '(")(?:(@)([A-Za-z0-9]+(?:-[A-Za-z0-9]+)*))?|$',
      beginCaptures: { 0: name("punctuation.definition.string.begin") },
      endCaptures: language,
      patterns: inc("escape"),
    },
  ],
});
const language = {
  1: name("punctuation.definition.string.end"),
  2: name("punctuation.definition.language"),
  3: name("storage.modifier.language"),
};

const repository = {
  record: {
    patterns: [
      record("declared", "meeting|person|document|party|topic", `(?:${B}+(${ID}))?`, { 2: name("entity.name.type") }),
      record("said", "statement|pledge", `(?:${B}+(${ID})(?=${B}+by${END}))?`, { 2: name("entity.name.type") }, "said"),
      record("progress", "progress", `(?:${B}+(${REF}))?`, { 2: reference }, "state"),
      record("attendee", "attendee|delegation|signature", `(?:${B}+(${REF}))?`, { 2: reference }),
      record("office", "office", "", {}),
    ],
  },

  // ─────────────────────────────────────────────────────────────── clauses

  // A name belongs to the word or comma before it; a bare word that is left is the verb, with whom it was said to.
  clauses: {
    patterns: [
      { match: `${START}(by|for|of|to|on-behalf-of)${END}(?:${B}+(${REF}))?`, captures: { 1: name("keyword.other.clause"), 2: reference } },
      { match: `${START}(as)${END}(?:${B}+(${WORD}))?`, captures: { 1: name("keyword.other.clause"), 2: word } },
      { ...name("keyword.other.clause"), match: `${START}(?:from|until|verbatim)${END}` },
      ...inc("list", "day"),
    ],
  },
  said: {
    match: `${START}(?!(?:by|for|of|to|and|as|on-behalf-of|verbatim)${END})(${WORD})(?:${B}+(${REF}))?`,
    captures: { 1: name("support.function.verb"), 2: reference },
  },
  state: { ...word, match: `${START}(?!(?:verbatim|by|for|undated)${END})${WORD}` },

  // A comma and the name behind it, which may stand on the next line.
  list: {
    patterns: [
      {
        begin: `(,)(?=${B}*(?:#.*)?$)`,
        end: `^${B}*(?!${ITEM})(?:(${REF})|(?=[^\\s#]))|^(?=${B}*${ITEM})`,
        beginCaptures: { 1: name("punctuation.separator.list") },
        endCaptures: { 1: reference },
        patterns: inc("comment"),
      },
      { match: `(,)(?:${B}*(${REF}))?`, captures: { 1: name("punctuation.separator.list"), 2: reference } },
    ],
  },

  // ─────────────────────────────────────────────────────────────── fields

  field: {
    patterns: [
      field("word", "kind|format|status|present|mood|force|certainty|plover", "word"),
      field("date", "date|made|born|died", "day"),
      field("date-or-reference", "due|from|until", "day", "actors"),
      field("text", "note|title|url|archive|marking|condition|original|name|code", "list"),
      field("language", "language", "tag"),
      field("source", "source|against", "locator", "actors"),
      field("duration", "duration", "sum", "word"),
      field("amount", "amount|total", "amount"),
      field("reference", "members|parent|broader|part-of|follows|outcome|reply-to|reiterates|supersedes|owner|reported-by"
        + "|beneficiary|on-behalf-of|host|publisher|author|to|via|about|place", "actors"),
      {
        name: "meta.field.extra.dip",
        begin: `${START}(x-${C}+)${B}*(:)`,
        end: OVER,
        beginCaptures: { 1: name("support.type.property-name.custom"), 2: name("punctuation.separator.key-value") },
        patterns: [...inc("common"), { ...name("string.unquoted"), match: String.raw`[^\s";#{}][^;#{}]*` }],
      },
      // No field of the language: no colour, so that the eye stumbles over it.
      {
        name: "meta.field.unknown.dip",
        begin: `${START}${WORD}${B}*(:)`,
        end: OVER,
        beginCaptures: { 1: name("punctuation.separator.key-value") },
        patterns: inc("day", "list", "common"),
      },
    ],
  },
  actors: {
    patterns: [
      { match: `${START}(for)${END}(?:${B}+(${REF}))?`, captures: { 1: name("keyword.other.clause"), 2: reference } },
      ...inc("list", "reference"),
    ],
  },

  // ─────────────────────────────────────────────────────────────── values

  reference: {
    patterns: [
      { ...name("variable.other.constant.country"), match: `${START}[A-Z]{2}(?:[A-Z]{2})?(?![\\.\\p{L}\\p{M}\\p{Nd}_-])` },
      { ...name("support.class.reference"), match: `${START}${REF}` },
    ],
  },
  word: { ...word, match: `${START}${WORD}` },
  tag: { ...name("storage.modifier.language"), match: "[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*" },
  day: {
    patterns: [
      { ...name("constant.language.undated"), match: `${START}undated${END}` },
      {
        ...name("constant.numeric.date"),
        match: `(?<![\\p{L}\\p{M}\\p{Nd}_./:-])(?:\\[(?:${MOMENT}\\.\\.(?:${MOMENT})?|\\.\\.${MOMENT})\\]|${MOMENT}(?:\\.\\.(?:${MOMENT})?)?|\\.\\.${MOMENT})(?![\\p{L}\\p{M}\\p{Nd}_./:-])`,
      },
    ],
  },
  amount: {
    patterns: [
      { match: `${START}(as)${END}(?:${B}+(${WORD}))?`, captures: { 1: name("keyword.other.clause"), 2: word } },
      { ...name("keyword.other.clause"), match: `${START}in${END}` },
      ...inc("day", "sum"),
      { ...name("variable.other.constant.currency"), match: `${START}[A-Za-z]{3}${END}` },
      { ...name("punctuation.section.parens"), match: "[()]" },
    ],
  },
  sum: {
    patterns: [
      { ...name("keyword.other.amount"), match: `${START}(?:about|over|under|thousand|million|billion)${END}` },
      { ...name("constant.numeric.amount"), match: `${START}\\d+(?:\\.\\d+)?${END}` },
    ],
  },
  text: text(""),
  locator: text("locator."),
  escape: {
    patterns: [
      { ...name("constant.character.escape"), match: String.raw`\\(?:["\\n]|u\{[0-9A-Fa-f]{1,6}\})` },
      { ...name("invalid.illegal.escape"), match: String.raw`\\.?` },
    ],
  },

  // ─────────────────────────────────────────────────────────────── what may stand anywhere

  common: { patterns: inc("comment", "text", "block") },
  block: {
    name: "meta.block.dip",
    begin: String.raw`\{`, end: String.raw`\}`,
    beginCaptures: { 0: name("punctuation.section.block.begin") },
    endCaptures: { 0: name("punctuation.section.block.end") },
    patterns: inc("items"),
  },
  items: { patterns: [...inc("comment", "field", "record", "text", "block"), { ...name("punctuation.terminator"), match: ";" }] },
  comment: {
    patterns: [
      // A finding that somebody has answered: `# dip: allow NAME, NAME in this file until 2026-06 — reason`.
      {
        ...name("comment.line.number-sign.allow"),
        match: `(#)${B}*(dip:${B}*allow)${END}((?:${B}*,?${B}*(?!in${B}+this|until${END})[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9])*)`
          + `(?:${B}+(in${B}+this${B}+file))?(?:${B}+(until)${B}+(\\d{4}(?:-\\d\\d){0,2}))?.*`,
        captures: {
          1: name("punctuation.definition.comment"),
          2: name("keyword.other.allow"),
          3: { patterns: [{ ...name("entity.other.attribute-name.check"), match: "[A-Za-z0-9-]+" }] },
          4: name("keyword.other.allow"),
          5: name("keyword.other.allow"),
          6: name("constant.numeric.date"),
        },
      },
      { ...name("comment.line.number-sign"), match: "(#).*", captures: { 1: name("punctuation.definition.comment") } },
    ],
  },
};

const grammar = { name: "dip", scopeName: "source.dip", fileTypes: ["dip"], patterns: inc("items"), repository };

const file = new URL("dip.tmLanguage.json", import.meta.url);
const made = JSON.stringify(grammar, null, 2) + "\n";
if (process.argv[2] === "--check") {
  if (readFileSync(file, "utf8") !== made) throw new Error("dip.tmLanguage.json is not what generate.mjs makes: run `npm run grammar`");
} else {
  writeFileSync(file, made);
}
