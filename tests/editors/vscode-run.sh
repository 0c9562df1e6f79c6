#!/usr/bin/env bash
# VS Code for real: packages the extension, installs it in a code-server, opens an archive with a mistake in Chromium, sees the
# underline, applies the fix, and keeps the picture that the manual shows. Needs Node.js 20, Chromium (`CHROMIUM=…`), ripgrep (the
# editor finds files by it) and a C++ compiler. `DIP=…` names the program, `TOOLS=…` a folder in which code-server and
# playwright-core are kept from one run to the next; they come from the package registry alone and take a minute or two.
set -euo pipefail
cd "$(dirname "$0")/../.."
chromium=${CHROMIUM:-/usr/bin/chromium}
dip=$(realpath "${DIP:-$(ls target/release/dip target/debug/dip 2>/dev/null | head -1)}")
picture=$PWD/docs/manual/images/vscode.png
place=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$place"' EXIT

export TOOLS=${TOOLS:-$place/tools}
if [ ! -x "$TOOLS/node_modules/.bin/code-server" ]; then
  # Its own script would fetch programs from elsewhere; what is built here is what the editor cannot do without.
  mkdir -p "$TOOLS"
  (
    cd "$TOOLS"
    flags=(--no-audit --no-fund --ignore-scripts)
    # The last that runs on Node.js 20.
    npm install "${flags[@]}" code-server@4.99.4 playwright-core
    npm rebuild argon2
    cd node_modules/code-server/lib/vscode
    npm install "${flags[@]}" --omit=dev
    (cd extensions && npm install "${flags[@]}" --omit=dev)
    npm rebuild @vscode/spdlog native-watchdog @parcel/watcher
    ln -sfn node_modules node_modules.asar
    mkdir -p node_modules/@vscode/ripgrep/bin
    ln -sf "$(command -v rg)" node_modules/@vscode/ripgrep/bin/rg
  ) >"$place/tools.log" 2>&1 || { tail -20 "$place/tools.log"; exit 1; }
fi

(cd editors/vscode && npm ci --no-audit --no-fund && npx vsce package --no-dependencies --allow-missing-repository --out "$place/dip.vsix") >"$place/package.log" 2>&1 ||
  { cat "$place/package.log"; exit 1; }

mkdir -p "$place/user/User" "$place/archive" "$(dirname "$picture")"
cat >"$place/user/User/settings.json" <<END
{
  "dip.path": "$dip",
  "security.workspace.trust.enabled": false,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "extensions.autoCheckUpdates": false,
  "window.menuBarVisibility": "compact",
  "workbench.colorTheme": "Default Light Modern",
  "editor.minimap.enabled": false,
  "files.autoSave": "off"
}
END
cp examples/ulaanbaatar-2024/dip.toml examples/ulaanbaatar-2024/people.dip "$place/archive/"
sed '0,/^  date: 2024-10-29$/s//  date: 29.10.2024/' examples/ulaanbaatar-2024/talks.dip >"$place/archive/talks.dip"

code=$TOOLS/node_modules/.bin/code-server
folders=(--user-data-dir "$place/user" --extensions-dir "$place/extensions")
"$code" "${folders[@]}" --install-extension "$place/dip.vsix" >"$place/install.log" 2>&1 || { cat "$place/install.log"; exit 1; }
port=$((20000 + RANDOM % 20000))
"$code" "${folders[@]}" --auth none --bind-addr "127.0.0.1:$port" --disable-telemetry --disable-update-check "$place/archive" >"$place/server.log" 2>&1 &
server=$!
for _ in $(seq 100); do
  curl --silent --fail "http://127.0.0.1:$port/healthz" >/dev/null && break
  sleep 0.3
done
timeout 240 node tests/editors/vscode-run.mjs "http://127.0.0.1:$port/?folder=$place/archive" "$chromium" "$picture" "$place/archive/talks.dip" ||
  { tail -20 "$place/server.log"; exit 1; }
