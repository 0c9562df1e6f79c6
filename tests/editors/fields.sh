#!/usr/bin/env bash
# Every field and record of grammar/dip.pest is known to every editor's colours, so that a new one is not forgotten in one of them.
set -euo pipefail
cd "$(dirname "$0")/../.."
words=$(sed -nE 's/^[a-z_]+ = \{ "([a-z-]+)" ~ ":".*/\1/p; s/^[A-Z_]+ = @\{ "([a-z-]+)" ~ !id_char \}/\1/p' grammar/dip.pest | sort -u)
[ "$(wc -w <<<"$words")" -gt 60 ] || { echo "the words of the grammar are not found" >&2; exit 1; }
missing=0
for file in tree-sitter-dip/grammar.js vscode/syntaxes/dip.tmLanguage.json vim/syntax/dip.vim emacs/dip-mode.el kate/dip.xml \
  sublime/dip.sublime-syntax; do
  for word in $words; do
    grep -qE "(^|[^a-z-])$word([^a-z-]|$)" "editors/$file" || { echo "editors/$file does not know \`$word\`" >&2; missing=1; }
  done
done
[ $missing = 0 ]
echo "All $(wc -w <<<"$words") fields and words of heads are known to every editor."
