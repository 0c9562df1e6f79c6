#!/usr/bin/env bash
# The definition for Sublime Text, read by `bat`, which takes the same: every record and field of the examples that begins a line
# has its colour, and what a long text holds has a text's. Needs bat (Debian: batcat) and python3.
set -euo pipefail
cd "$(dirname "$0")/../.."
bat=$(command -v bat || command -v batcat)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
export BAT_CONFIG_DIR=$place BAT_CACHE_PATH=$place/cache BAT="$bat"
mkdir "$place/syntaxes"
cp editors/sublime/dip.sublime-syntax "$place/syntaxes/"
"$bat" cache --build >/dev/null

find examples -name '*.dip' | sort | python3 -c '
import os, re, subprocess, sys
def shown(text):
    out = subprocess.run([os.environ["BAT"], "-fp", "-l", "dip", "--theme", "Monokai Extended"], input=text.encode(), capture_output=True, check=True).stdout.decode()
    return [[(style, word) for style, word in re.findall("\x1b\\[([0-9;]*)m([^\x1b]*)", line) if word.strip()] for line in out.split("\n")]
(record, _, _, _, field, *_), (text, *_) = shown("topic x \"y\" { kind: z }\n\"y\"\n")[:2]
colours = {"record": record[0], "field": [s for s, w in shown("kind: z\n")[0] if w == "kind"][0], "text": text[0]}
assert len(set(colours.values())) == 3, colours
for name in sys.stdin.read().split():
    open_text = False
    for number, line in enumerate(shown(open(name, encoding="utf-8").read()), 1):
        plain = "".join(word for _, word in line).lstrip()
        if not plain: continue
        wanted = "text" if open_text else "field" if re.match("[a-z-]+:", plain) else "record" if re.match("(meeting|person|document|party|topic|statement|pledge|progress|attendee|delegation|office|signature)", plain) else None
        if wanted and line[0][0] != colours[wanted]: sys.exit(f"{name}:{number}: no {wanted}: {plain}")
        open_text ^= plain.count("\"\"\"") % 2 == 1
    if open_text: sys.exit(f"{name}: a text is left open")
'
echo "Sublime: the records, fields and texts of all examples have their colours."
