#!/usr/bin/env bash
# The tree-sitter grammar: made anew it is the one that is kept, its corpus holds, every example is a tree without a mistake,
# and it finds what grammar/dip.pest finds. Needs `tree-sitter` (cargo install --locked tree-sitter-cli), node, cargo, cc.
set -euo pipefail
cd "$(dirname "$0")/../../editors/tree-sitter-dip"
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-${TMPDIR:-/tmp}/dip-editors-target}

made=$(mktemp -d)
home=$(mktemp -d)
trap 'rm -rf "$made" "$home"' EXIT
# Its own settings folder, so that nobody's is read or written.
export TREE_SITTER_DIR=$home XDG_CACHE_HOME=$home XDG_CONFIG_HOME=$home
tree-sitter init-config >/dev/null

tree-sitter generate --output "$made"
diff -r "$made" src || { echo "src/ is not what grammar.js makes: run tree-sitter generate" >&2; exit 1; }

tree-sitter test

find ../../examples ../../tests/oddities -name '*.dip' >"$home/files"
# Ends with 1 where a tree has an ERROR or MISSING node.
tree-sitter parse --quiet --paths "$home/files"
echo "$(wc -l <"$home/files") files parsed without a mistake."

cargo test --jobs "${JOBS:-1}" -- --show-output
