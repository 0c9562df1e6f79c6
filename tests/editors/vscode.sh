#!/usr/bin/env bash
# The extension for VS Code: types, bundle, colours, snippets, and the package that one installs. Needs node 20 or later; after
# `npm ci` nothing is fetched. `DIP=…` names the program with which the snippets are read; without it they are read by no one.
set -euo pipefail
cd "$(dirname "$0")/../../editors/vscode"
dip=${DIP:-}
for built in ../../target/release/dip ../../target/debug/dip; do
  [ -z "$dip" ] && [ -x "$built" ] && dip=$built
done

npm ci --no-audit --no-fund
npm run --silent types
npm run --silent bundle
npm run --silent test:grammar
node tests/snippets.mjs ${dip:+"$dip"}
find ../../examples ../../tests/oddities -name '*.dip' -print0 | xargs -0 node tests/everywhere.mjs
npm run --silent package
