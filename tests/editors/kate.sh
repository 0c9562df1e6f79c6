#!/usr/bin/env bash
# Kate's own highlighter takes the definition without a complaint, and every record and field of the examples that begins a
# line has its colour. Needs kate-syntax-highlighter (Debian: libkf5syntaxhighlighting-tools) and python3.
set -euo pipefail
cd "$(dirname "$0")/../.."
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
mkdir -p "$place/org.kde.syntax-highlighting/syntax"
cp editors/kate/dip.xml "$place/org.kde.syntax-highlighting/syntax/"
export XDG_DATA_HOME=$place XDG_CACHE_HOME=$place QT_QPA_PLATFORM=offscreen

find examples -name '*.dip' | while read -r file; do
  # In HTML a style is a colour; those of a keyword and an attribute are learnt from a line of which they are known.
  { printf 'topic x { kind: y }\n'; cat "$file"; } >"$place/text.dip"
  kate-syntax-highlighter -s dip "$place/text.dip" >"$place/out.html" 2>"$place/complaints"
  [ ! -s "$place/complaints" ] || { cat "$place/complaints" >&2; exit 1; }
  python3 - "$file" "$place/out.html" <<'END'
import html, re, sys
name, path = sys.argv[1:]
lines = open(path, encoding="utf-8").read().split("<pre>")[1].split("</pre>")[0].lstrip("\n").split("\n")
def first(line):
    found = re.match(r'\s*<span style="([^"]*)">([^<]*)</span>|\s*([^<]*)', line)
    return (found[1], html.unescape(found[2])) if found[1] else (None, found[3])
record = first(lines[0])[0]
field = re.search(r'<span style="([^"]*)">kind</span>', lines[0])[1]
text = False
for number, line in enumerate(lines[1:], 1):
    plain = html.unescape(re.sub(r"<[^>]*>", "", line))
    style, word = first(line)
    wanted = None
    if not text and re.match(r"\s*[a-z-]+\s*:", plain): wanted = field
    elif not text and re.match(r"\s*[a-z]+ ", plain): wanted = record
    if wanted and style != wanted: sys.exit(f"{name}:{number}: {word} has another colour")
    text ^= plain.count('"""') % 2 == 1
if text: sys.exit(f"{name}: a text is left open")
END
done
echo "Kate: the records and fields of all examples have their colours."
