#!/usr/bin/env python3
"""Measures whole processes side by side, and writes the ratios into docs/benchmarks.md.

    cargo build --release && cargo build --release -p dip-benches
    benches/compare.py            # some minutes; --quick leaves out the archive of 100,000 meetings

Every pair of commands is run in turn, A B A B …, so that a machine that slows down slows both; the ratio is the median of
the pairs' ratios, and that of the best run of each, which swings least, stands beside it. Tools that are not installed are
left out, and named as such. Needs Python 3.9 and nothing else; counts of instructions need valgrind.
"""

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pipe

ROOT = Path(__file__).resolve().parent.parent
RELEASE = ROOT / "target" / "release"
PAGE = ROOT / "docs" / "benchmarks.md"
# So many seconds a count of instructions may take.
PATIENCE = 240
BEGIN, END = "<!-- made by benches/compare.py -->", "<!-- end -->"


class Run:
    """What one process took."""

    def __init__(self, command, threads=None):
        env = dict(os.environ, NO_COLOR="1")
        if threads is not None:
            env["DIP_THREADS"] = str(threads)
        begun = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command], env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        _, self.status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(self.status)
        self.wall = time.perf_counter() - begun
        self.cpu = usage.ru_utime + usage.ru_stime
        self.peak = usage.ru_maxrss * 1024


def pairs(one, other, count, what="cpu"):
    """The median ratio of one command to another, run in turn, with the least and the most, and that of the best run of each."""
    one(), other()
    took = [(getattr(one(), what), max(getattr(other(), what), 1e-6)) for _ in range(count)]
    ratios = [first / second for first, second in took]
    best = min(first for first, _ in took) / min(second for _, second in took)
    return statistics.median(ratios), min(ratios), max(ratios), best


class Table:
    """Lines of what was wanted and what was measured."""

    def __init__(self):
        self.rows = []

    def add(self, what, wanted, measured, remark=""):
        self.rows.append((what, wanted, measured, remark))
        print(f"{what}: {measured} (wanted {wanted}) {remark}", flush=True)

    def ratio(self, what, limit, measured, least=False):
        median, low, high, best = measured
        met = median >= limit if least else median <= limit
        wanted = f"{'≥' if least else '≤'} {limit:g}×"
        self.add(what, wanted, f"{median:.2f}×", f"{low:.2f}–{high:.2f}, the best of each {best:.2f}; {'met' if met else '**missed**'}")

    def text(self):
        lines = ["| what | wanted | measured | |", "|---|---|---|---|"]
        return "\n".join(lines + [f"| {' | '.join(row)} |" for row in self.rows])


def generate(folder, name, *arguments):
    target = folder / name
    if not target.exists():
        subprocess.run([RELEASE / "generate", target, *[str(one) for one in arguments]], check=True)
    return target


def size(path):
    return path.stat().st_size if path.is_file() else sum(one.stat().st_size for one in path.rglob("*.dip"))


def found(name):
    """A tool of others, if it is installed."""
    return shutil.which(name)


def instructions(command):
    """How many instructions a command takes, by valgrind; the same on every machine. None where it takes too long."""
    with tempfile.NamedTemporaryFile() as out:
        try:
            told = subprocess.run(
                ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out.name}", *[str(one) for one in command]],
                env=dict(os.environ, DIP_THREADS="1"), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, timeout=PATIENCE,
            ).stderr
        except subprocess.TimeoutExpired:
            return None
    return int(re.search(r"refs:\s+([\d,]+)", told).group(1).replace(",", ""))


def measure(folder, quick, count):
    dip, reading, empty = RELEASE / "dip", RELEASE / "reading", RELEASE / "empty"
    table = Table()
    ten = generate(folder, "ten", 10_000, 1, "canonical")
    ten_json = generate(folder, "ten.json", 10_000, "json")
    free = generate(folder, "ten-free", 10_000, 1, "free")
    sixteen = generate(folder, "ten-in-16", 10_000, 16, "canonical")

    check = lambda path, threads=1: lambda: Run([dip, "check", path], threads)
    table.ratio("`dip check`, 10,000 meetings, one thread, to serde_json's typed reading with the same reference checks", 2.5,
                pairs(check(ten), lambda: Run([reading, ten_json]), count))
    others(table, folder, check(ten), ten_json, count)
    table.ratio("two threads to one, by the clock, 10,000 meetings in 16 files", 1.7,
                pairs(check(sixteen, 1), check(sixteen, 2), count, "wall"), least=True)
    table.ratio("the same in one file", 1.7, pairs(check(ten, 1), check(ten, 2), count, "wall"), least=True)
    build = lambda: Run([dip, "build", ten, "-o", folder / "out.json"], 1)
    table.ratio("`dip build` to `dip check`", 1.3, pairs(build, check(ten), count))
    table.ratio("freely spaced text to canonical, by the byte", 1.3,
                scaled(pairs(check(free), check(ten), count), size(ten) / size(free)))
    lone = folder / "lone" / "lone.dip"
    lone.parent.mkdir(exist_ok=True)
    lone.write_text('person tokayev "Kassym-Jomart Tokayev" {\n  office "President" of KZ from 2019-03-20\n}\n', encoding="utf-8")
    table.ratio("start: `dip check` of one small file to an empty program, by the clock", 2,
                pairs(lambda: Run([dip, "check", lone]), lambda: Run([empty]), 5 * count, "wall"))
    if not quick:
        large(table, folder, dip, ten, check, count)
        editing(table)
        typing(table, folder, lone)
    return table


def scaled(ratios, by):
    return tuple(ratio * by for ratio in ratios)


def others(table, folder, check, ten_json, count):
    """The tools of others on the same records; what is not installed is named."""
    schema = generate(folder, "schema.json", 1, "schema")
    ledger = generate(folder, "ten.beancount", 10_000, "ledger")
    tools = [
        ("jsonschema-cli", 2.5, ["jsonschema-cli", "validate", schema, "--instance", ten_json]),
        ("rustledger", 4, ["rledger", "check", ledger]),
        ("bean-check", None, ["bean-check", "--no-cache", ledger]),
    ]
    for name, limit, command in tools:
        if not found(command[0]):
            table.add(f"{name} to `dip check`", "–" if limit is None else f"≥ {limit:g}×", "not installed", "")
            continue
        runs = min(count, 3) if limit is None else count
        measured = pairs(lambda: Run(command), check, runs)
        if limit is None:
            table.add(f"{name} to `dip check`", "–", f"{measured[0]:.1f}×", "")
        else:
            table.ratio(f"{name} to `dip check`, one thread", limit, measured, least=True)


def large(table, folder, dip, ten, check, count):
    """A hundred thousand meetings: time, memory, many findings, an error at the very end."""
    hundred = generate(folder, "hundred", 100_000, 1, "canonical")
    count = min(count, 3)
    table.ratio("100,000 meetings to 10,000, one thread", 10.5, pairs(check(hundred), check(ten), count))
    last = folder / "hundred-last"
    if not last.exists():
        shutil.copytree(hundred, last)
        with open(last / "archive.dip", "a", encoding="utf-8") as file:
            file.write("\ntopic late \"Late\" { broader: nothing-of-the-kind }\n")
    table.ratio("an error on the last of 134 MB to none", 1.03, pairs(check(last), check(hundred), count))
    wrong = generate(folder, "hundred-wrong", 100_000, 1, "canonical", 390)
    concise = lambda: Run([dip, "check", wrong, "--format", "concise"], 1)
    known = folder / "known.json"
    subprocess.run([dip, "check", wrong, "--write-baseline", known], stdout=subprocess.DEVNULL)
    silent = lambda: Run([dip, "check", wrong, "--format", "concise", "--baseline", known], 1)
    told = subprocess.run([dip, "check", wrong, "--format", "concise"], capture_output=True, text=True).stdout
    findings = sum(1 for line in told.splitlines() if ": error[" in line or ": warning[" in line or ": note[" in line)
    render = statistics.median(concise().cpu - silent().cpu for _ in range(count))
    table.add(f"reporting {findings:,} findings, of the check's time", "≤ 0.1", f"{max(render, 0) / check(hundred)().cpu:.2f}",
              "the difference of `--format concise` without and with a baseline that knows all")
    for what, limit, run in [("check", 1.5, check(hundred)),
                             ("build", 2.5, lambda: Run([dip, "build", hundred, "-o", folder / "out.json"], 1))]:
        bytes_each = statistics.median(run().peak for _ in range(count)) / size(hundred)
        met = "met" if bytes_each <= limit else "**missed**"
        table.add(f"peak memory of `dip {what}`, bytes for each byte read", f"≤ {limit:g}", f"{bytes_each:.2f}", met)


def editing(table):
    """An archive that is kept, and what it takes to answer a keystroke."""
    edits = 1_000
    told = subprocess.run([RELEASE / "editing", "100000", "1000", str(edits)], capture_output=True, text=True, check=True).stdout
    took = json.loads(told)
    for what, limit, key in [
        ("one keystroke in 100,000 meetings in 1,000 files, of a whole check, median", 2_000, "median"),
        ("the same, the slowest of a hundred", 200, "p99"),
        (f"another id for a person whom {took['uses']:,} records name, of a whole check", 20, "rename"),
    ]:
        met = "met" if took[key] <= 1 / limit else "**missed**"
        table.add(what, f"≤ 1/{limit:,}", f"1/{1 / max(took[key], 1e-9):,.0f}", met)
    table.add("opening the same archive to edit it, to a whole check", "–", f"{took['opened']:.2f}×", "")
    table.add("memory that it holds then, bytes for each byte of the sources", "–", f"{took['resident']:.1f}", "")


def typing(table, folder, lone):
    """The language server over a pipe, in the same archive."""
    took = pipe.measure(generate(folder, "thousand-files", 100_000, 1_000, "canonical").resolve())
    whole = took["whole"]
    for what, limit, key in [
        ("`dip lsp` over a pipe: the edited file's findings after a keystroke there, of a whole check, median", 200, "median"),
        ("the same, the slowest of a thousand", 20, "worst"),
    ]:
        met = "met" if took[key] <= whole / limit else "**missed**"
        table.add(what, f"≤ 1/{limit}", f"1/{whole / took[key]:,.0f}", met)
    table.add("what can be written at a name there, median", "–", f"1/{whole / took['completion']:,.0f}", "")
    held = took["held"] / took["bytes"]
    table.add("memory that it holds, bytes for each byte of the sources", "≤ 4", f"{held:.1f}", "met" if held <= 4 else "**missed**")
    table.add("from its start to the findings of one small file", "a blink: ≤ 0.1 s", f"{pipe.blink(lone.resolve()):.3f} s", "")


def shapes(folder, dip):
    """Instructions for each byte of nasty shapes, against those of a plain archive."""
    if not found("valgrind"):
        return "Not measured: valgrind is not installed.\n"
    plain = generate(folder, "one-thousand", 1_000, 1, "canonical")
    by_byte = lambda path: (count := instructions([dip, "check", "--format", "concise", path])) and count / size(path)
    usual = by_byte(plain)
    lines = ["| shape | bytes | instructions a byte, to a plain archive | wanted |", "|---|---|---|---|"]
    for path in sorted(nasty(folder)):
        each = by_byte(path)
        ratio = f"{each / usual:.2f}×" if each else f"not ended in {PATIENCE} s"
        lines.append(f"| {path.stem.replace('-', ' ')} | {size(path):,} | {ratio} | ≤ 5× |")
        print(lines[-1], flush=True)
    return "\n".join(lines) + "\n"


def nasty(folder):
    """Files that try what could go wrong."""
    many = 20_000
    meeting = "meeting m \"M\" {\n  date: 2024-10-29\n"
    texts = {
        "deep-nesting": "".join("meeting m \"M\" {\n" for _ in range(many)) + "}\n" * many,
        "unclosed-everything": "meeting m \"M\" {\n statement by x said \"\"\"\n  word\n" * many,
        "unclosed-texts": "topic t \"T\n" * many,
        "empty-records": "".join(f"topic t{number} \"T\" {{}}\n" for number in range(many)),
        "one-long-record": "".join(f"  attendee \"Somebody {number}\" for KZ\n" for number in range(many)).join([meeting, "}\n"]),
        "one-long-line": meeting + "note: \"" + "word " * (20 * many) + "\"\n}\n",
        "one-long-line-of-fields": "topic t \"T\" { " + "x-a: b; " * many + "}\n",
        "references-to-one-id": "document d \"D\" { kind: press }\n"
        + "".join(f"topic t{number} \"T\" {{ source: d }}\n" for number in range(many)),
        "near-identical-names": "".join(f"person person-{number} \"Kassym-Jomart Tokayev{number % 97}\" {{ born: 19{number % 90 + 10} }}\n" for number in range(many)),
        "identical-names": "".join(f"person person-{number} \"Kassym-Jomart Tokayev\" {{ title: \"Mr\" }}\n" for number in range(many)),
        "near-identical-meetings": "person a \"Aigerim Bold\" { title: \"Ms\" }\nperson b \"Chen Wu\" { title: \"Mr\" }\n"
        + "".join(f"meeting m{number} \"Talks {number}\" {{ date: 2024-10-29; attendee a for KZ; attendee b for CN }}\n" for number in range(many)),
        "attendees-in-one-meeting": "".join(f"person p{number} \"Person {number}\" {{ office \"Envoy\" of KZ }}\n" for number in range(many))
        + meeting + "".join(f"  attendee p{number} for MN\n" for number in range(many)) + "}\n",
        "statements-in-one-meeting": "person a \"Aigerim Bold\" { title: \"Ms\" }\n" + meeting + "  attendee a for KZ\n"
        + "".join(f"  statement by a said \"that this is sentence {number} of many\"\n" for number in range(many)) + "}\n",
        "unknown-names": "".join(f"topic t{number} \"T\" {{ broader: topik{number} }}\n" for number in range(many)),
    }
    for name, text in texts.items():
        path = folder / f"{name}.dip"
        path.write_text(text, encoding="utf-8")
        yield path


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--quick", action="store_true", help="without the archive of 100,000 meetings")
    arguments.add_argument("--runs", type=int, default=7, help="pairs of runs for each line")
    arguments.add_argument("--folder", type=Path, help="where the archives are made and kept; a temporary folder otherwise")
    wanted = arguments.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = wanted.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        table = measure(folder, wanted.quick, wanted.runs)
        nasty_shapes = shapes(folder, RELEASE / "dip")
    made = f"{BEGIN}\n\n{table.text()}\n\n### Nasty shapes\n\n{nasty_shapes}\n{END}"
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else f"# Benchmarks\n\n{BEGIN}\n{END}\n"
    before, rest = page.split(BEGIN, 1)
    after = rest.split(END, 1)[1]
    PAGE.write_text(before + made + after, encoding="utf-8")
    print(f"written into {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main())
