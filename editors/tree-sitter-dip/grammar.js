/// <reference types="tree-sitter-cli/dsl" />
// The grammar of dip for editors. grammar/dip.pest is the true one; this one is looser, so that a record with a slip in
// it still has its colours: any field may stand in any block, and whether it belongs there the compiler says.
//
// A line end means something, so it is a token here and no extra. `conflicts` are all of one kind: a comma at the end of a
// line either goes on with its list or ends it, and only the line that follows tells.

/** @param {RuleOrLiteral} item */
const list = ($, item) => seq(item, repeat(seq(',', repeat($._newline), item)));

/** The same in a field, where a comma may be left at the end. */
const openList = ($, item) => seq(list($, item), optional(','));

/** @param {RuleOrLiteral} item */
const lines = ($, item) => seq(repeat(choice(seq(item, $._gap), $._gap)), optional(item));

/** A field whose name is one of those in the table. */
const field_of = ($, names, value) => seq(field('name', alias(names.length > 1 ? choice(...names) : names[0], $.field_name)), ':', value);

const LETTER = '\\p{L}';
const ID_CHAR = '[\\p{L}\\p{M}\\p{Nd}_-]';
const MOMENT = /\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?)?)?[?~%]?/;
const LANGUAGE_TAG = /[A-Za-z0-9]+(-[A-Za-z0-9]+)*/;

module.exports = grammar({
  name: 'dip',

  // No-break spaces are blanks too.
  extras: $ => [/[ \t\u00A0\u202F\u2007]/, $.comment],

  word: $ => $._word,

  conflicts: $ => [
    [$._refs],
    [$.actors],
    [$._citations],
    [$._texts],
    [$._things],
  ],

  rules: {
    source_file: $ => lines($, choice(alias($.setting, $.field), $._record)),

    setting: $ => seq(choice(field_of($, ['source'], $._citations), field_of($, ['language'], $.language_tag)), optional($.block)),

    _gap: $ => choice($._newline, ';'),
    _newline: _ => /\r?\n|\r/,
    comment: _ => token(prec(-1, /#[^\r\n]*/)),

    // ─────────────────────────────────────────────────────────── records

    _record: $ => choice(
      $.meeting, $.person, $.document, $.party, $.topic, $.progress, $.statement, $.pledge,
      // These stand in others only; an editor is shown them wherever they are typed.
      $.attendee, $.delegation, $.office, $.signature,
    ),

    block: $ => seq('{', lines($, choice($.field, $._record)), '}'),

    meeting: $ => seq('meeting', $._declared),
    person: $ => seq('person', $._declared),
    document: $ => seq('document', $._declared),
    party: $ => seq('party', $._declared),
    topic: $ => seq('topic', $._declared),
    _declared: $ => seq(field('id', $.id), optional(field('label', alias($.text, $.label))), optional($.block)),

    attendee: $ => seq(
      'attendee', field('who', choice($.ref, $.text)),
      optional(seq('for', field('for', $.ref))),
      optional(seq('as', field('role', $.word))),
      optional($.block),
    ),

    delegation: $ => seq('delegation', $._refs, optional($.block)),

    office: $ => seq(
      'office', field('title', $.text), 'of', field('of', $.ref),
      optional(seq('to', $._refs)),
      optional(seq('as', field('status', $.word))),
      optional(seq('from', field('from', $.day))),
      optional(seq('until', field('until', $.day))),
      optional($.block),
    ),

    signature: $ => seq(
      'signature', optional(field('who', $.ref)), 'for', field('for', $.ref),
      optional(seq('on-behalf-of', field('on_behalf_of', $.ref))),
      optional($.block),
    ),

    statement: $ => seq(
      'statement', optional(field('id', $.id)), 'by', alias($._doers, $.actors), field('verb', $.verb), optional($.to_whom),
      field('text', $.text), optional('verbatim'), optional($.block),
    ),

    pledge: $ => seq(
      'pledge', optional(field('id', $.id)), 'by', alias($._doers, $.actors), optional(field('verb', $.verb)), optional($.to_whom),
      field('text', $.text), optional('verbatim'), optional($.block),
    ),

    progress: $ => seq(
      'progress', optional(field('pledge', $.ref)), optional(seq('by', alias($._doers, $.actors))), field('date', $.day),
      field('state', $.word), optional(field('text', $.text)), optional('verbatim'), optional($.block),
    ),

    // In a head no comma may be left at the end: the word behind it is one more name, and no verb.
    _doers: $ => list($, $.actor),
    actors: $ => openList($, $.actor),
    actor: $ => seq(choice($.ref, $.text), optional(seq('for', field('for', $.ref)))),
    to_whom: $ => choice(seq('to', list($, $.actor)), list($, $.ref)),

    // ─────────────────────────────────────────────────────────── fields

    field: $ => seq(
      choice(
        field_of($, ['kind', 'format', 'status', 'present', 'mood', 'force', 'certainty', 'plover'], $.word),
        field_of($, ['date', 'made', 'born', 'died'], $.day),
        field_of($, ['due'], choice($.day, $.ref)),
        // Of a party a date, of a document people.
        field_of($, ['from', 'until'], choice($.day, $.actors)),
        field_of($, ['note', 'title', 'url', 'archive', 'marking', 'condition', 'original'], $.text),
        field_of($, ['name', 'code'], $._texts),
        field_of($, ['members', 'parent', 'broader', 'part-of', 'follows', 'outcome', 'reply-to', 'reiterates', 'supersedes', 'owner'], $._refs),
        field_of($, ['reported-by', 'beneficiary', 'on-behalf-of', 'host', 'publisher', 'author', 'to', 'via'], $.actors),
        field_of($, ['about', 'place'], $._things),
        field_of($, ['source', 'against'], $._citations),
        field_of($, ['language'], $.language_tag),
        field_of($, ['duration'], $.length),
        field_of($, ['amount', 'total'], $.amount),
        seq(field('name', alias($.extra_key, $.field_name)), ':', choice($.text, $.plain)),
      ),
      optional($.block),
    ),

    // ─────────────────────────────────────────────────────────── values

    _texts: $ => openList($, $.text),
    _things: $ => openList($, choice($.ref, $.text)),
    _refs: $ => openList($, $.ref),
    _citations: $ => openList($, $.citation),
    citation: $ => choice(seq($.ref, optional(alias($.text, $.locator))), alias($.text, $.locator)),

    _word: _ => new RegExp(LETTER + ID_CHAR + '*'),
    id: $ => $._word,
    word: $ => $._word,
    // A pledge needs no verb, but its first bare word is one.
    verb: $ => prec(1, $._word),
    // `meeting.pledge` has no blanks in it.
    ref: $ => seq($._word, optional(seq(token.immediate('.'), token.immediate(new RegExp(LETTER + ID_CHAR + '*'))))),

    extra_key: _ => token(prec(1, new RegExp('x-' + ID_CHAR + '+'))),
    // To the end of the line. One that begins with a text goes on behind it, or else it is a text.
    plain: _ => token(choice(/[^\s"#;{}][^\r\n#;{}]*/, /"[^"\r\n]*"[ \t]+[^\s#;{}][^\r\n#;{}]*/)),

    text: $ => seq(
      choice($._line_text, $.long_text),
      optional(seq(token.immediate('@'), alias(token.immediate(LANGUAGE_TAG), $.language_tag))),
    ),
    _line_text: $ => seq('"', repeat(choice($._unescaped, $.escape)), token.immediate('"')),
    _unescaped: _ => token.immediate(prec(1, /[^"\\\r\n]+/)),
    escape: _ => token.immediate(/\\(["\\n]|u\{[0-9A-Fa-f]{1,6}\})/),
    long_text: $ => seq('"""', optional($.long_body), token.immediate('"""')),
    // Up to two quotation marks may stand in it, three end it.
    long_body: _ => token.immediate(prec(2, /([^"]|"[^"]|""[^"])+/)),
    language_tag: _ => LANGUAGE_TAG,

    day: $ => choice('undated', $.moment, $._lasting, $._before, $.within),
    moment: _ => MOMENT,
    _lasting: $ => seq($.moment, token.immediate('..'), optional($._moment_at_once)),
    _before: $ => seq('..', $._moment_at_once),
    within: $ => seq('[', choice($._lasting, $._before, $.moment), ']'),
    _moment_at_once: $ => alias(token.immediate(MOMENT), $.moment),

    amount: $ => seq(
      $._sum, optional(seq('(', $._sum, ')')),
      optional(seq('as', field('form', $.word))),
      optional(seq('in', field('in', $.day))),
    ),
    _sum: $ => seq(
      optional(alias(choice('about', 'over', 'under'), $.bound)), $.number,
      optional(alias(choice('thousand', 'million', 'billion'), $.scale)), choice(alias($._word, $.currency), $.text),
    ),
    length: $ => seq(optional(alias(choice('about', 'over', 'under'), $.bound)), $.number, field('unit', $.word)),
    number: _ => /\d+(\.\d+)?/,
  },
});
