#!/usr/bin/env python3
"""An editor that measures: it speaks the protocol to `dip lsp` over a pipe, and looks at the clock.

`compare.py` uses it; alone, `benches/pipe.py FOLDER` prints what it measured of the archive in a folder as one line of JSON.
"""

import argparse
import json
import random
import statistics
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIP = ROOT / "target" / "release" / "dip"


class Editor:
    """A client of `dip lsp` that asks for findings itself, in units of bytes."""

    def __init__(self, folder):
        self.server = subprocess.Popen([DIP, "lsp"], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.asked = 0
        self.version = 1
        capabilities = {"general": {"positionEncodings": ["utf-8"]}, "textDocument": {"diagnostic": {}}}
        folders = [{"uri": folder.as_uri(), "name": "archive"}]
        self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": capabilities, "workspaceFolders": folders})
        self.tell("initialized", {})

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.server.stdin.flush()

    def tell(self, method, params):
        self.send({"method": method, "params": params})

    def ask(self, method, params):
        """The answer to a request; what the server tells meanwhile is passed over."""
        self.asked += 1
        self.send({"id": self.asked, "method": method, "params": params})
        while True:
            length = 0
            while (line := self.server.stdout.readline()) != b"\r\n":
                if line.startswith(b"Content-Length: "):
                    length = int(line[16:])
            body = self.server.stdout.read(length)
            # Python takes longer to read a long answer than the server to make it, so only ours is read.
            if b'"method"' not in body[:200] and (answer := json.loads(body)).get("id") == self.asked:
                return answer.get("result")

    def open(self, path):
        document = {"uri": path.as_uri(), "languageId": "dip", "version": 1, "text": path.read_text(encoding="utf-8")}
        self.tell("textDocument/didOpen", {"textDocument": document})

    def type(self, path, place, letters, over=0):
        """Writes letters at a place, over as many that stand there."""
        self.version += 1
        end = {"line": place["line"], "character": place["character"] + over}
        change = {"range": {"start": place, "end": end}, "text": letters}
        document = {"uri": path.as_uri(), "version": self.version}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})

    def findings(self, path):
        return self.ask("textDocument/diagnostic", {"textDocument": {"uri": path.as_uri()}})["items"]

    def memory(self):
        """The bytes that the server holds, as Linux says."""
        status = Path(f"/proc/{self.server.pid}/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:")) * 1024

    def leave(self):
        self.ask("shutdown", None)
        self.tell("exit", None)
        return self.server.wait()


def took(what):
    begun = time.perf_counter()
    what()
    return time.perf_counter() - begun


def at(times, part):
    return sorted(times)[(len(times) - 1) * part // 100]


def measure(folder, edits=500):
    """Seconds of a whole check, of opening, and of the answers to keystrokes; and the memory held."""
    files = sorted(folder.rglob("*.dip"))
    whole = statistics.median(took(lambda: subprocess.run([DIP, "check", folder], stdout=subprocess.DEVNULL)) for _ in range(3))
    editor = None

    def start():
        nonlocal editor
        editor = Editor(folder)
        editor.findings(files[0])

    opened = took(start)
    dice = random.Random(1)
    keys, names = [], []
    for _ in range(edits):
        path = dice.choice(files)
        lines = path.read_text(encoding="utf-8").split("\n")
        editor.open(path)
        editor.findings(path)
        line = dice.randrange(len(lines))
        # Units are bytes: a place after letters of ASCII only is the same in both.
        plain = next((at for at, letter in enumerate(lines[line]) if not letter.isascii()), len(lines[line]))
        place = {"line": line, "character": dice.randint(0, plain)}
        for letters, over in [("e", 0), ("", 1)]:
            def typed():
                editor.type(path, place, letters, over)
                editor.findings(path)
            keys.append(took(typed))
        speakers = [number for number, text in enumerate(lines) if text.lstrip().startswith("attendee ")]
        if speakers and len(names) < 50:
            line = dice.choice(speakers)
            after = lines[line].index("attendee ") + len("attendee ")
            asked = {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": after + 2}}
            names.append(took(lambda: editor.ask("textDocument/completion", asked)))
        editor.tell("textDocument/didClose", {"textDocument": {"uri": path.as_uri()}})
    held = editor.memory()
    assert editor.leave() == 0
    return {
        "bytes": sum(path.stat().st_size for path in files), "whole": whole, "opened": opened, "median": at(keys, 50),
        "p99": at(keys, 99), "worst": max(keys), "completion": at(names, 50), "completion_worst": max(names), "held": held,
    }


def blink(path, count=15):
    """Seconds from the start of the server to its first findings of one file, in the median."""
    def once():
        editor = Editor(path.parent)
        editor.open(path)
        editor.findings(path)
        editor.server.kill()
        editor.server.wait()
    return statistics.median(took(once) for _ in range(count))


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path, help="an archive, as benches/src/bin/generate.rs makes them")
    print(json.dumps(measure(arguments.parse_args().folder.resolve())))
