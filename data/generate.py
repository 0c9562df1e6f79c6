#!/usr/bin/env python3
"""Writes countries.tsv, currencies.tsv and languages.tsv anew: `python3 data/generate.py INPUTS` (README.md beside this file says what INPUTS holds).

The same inputs and additions give the same bytes. A code that the additions miss, or a name that two rows claim, stops it.
"""

import json
import re
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree
from pathlib import Path

HERE = Path(__file__).parent
BY_HAND = "the rest by hand: data/additions. Written by data/generate.py; edit there."


def additions(name, columns):
    """The rows of a hand-kept table, each filled up to `columns` cells; `|` separates the words in a cell."""
    lines = (HERE / "additions" / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    table = {row[0]: row + [""] * (columns - len(row)) for row in rows}
    assert len(table) == len(rows), f"{name}: a code twice"
    assert list(table) == sorted(table), f"{name}: not sorted by code"
    return table


def write(name, comments, columns, rows):
    """Comments, column names, then the rows sorted by their leading cells as UTF-8 (code point) order has it."""
    lines = [f"# {comment}" for comment in comments] + ["# " + "\t".join(columns)]
    lines += ["\t".join(row).rstrip("\t") for row in sorted(rows)]
    (HERE / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{name}: {len(rows)} rows")


def key(name):
    """A name as src/vocab compares it."""
    folded = name.lower().replace(".", "").replace("’", "'").replace("&", "and").replace("saint ", "st ")
    return " ".join(folded.split()).removeprefix("the ")


def plain(name):
    """The name as it is typed in haste, without accents and dashes."""
    letters = unicodedata.normalize("NFKD", name.replace("–", "-").replace("ł", "l"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def upright(name):
    """`Korea, Republic of` as `Republic of Korea`, a comma of a list left alone."""
    head, comma, tail = name.partition(", ")
    return f"{tail} {head}" if comma and tail.endswith((" of", " of the")) else name


def other_names(name, names):
    """`names`, and all without accents, each once and without `name` itself."""
    seen = {key(name): ""}
    for one in [*names, name]:
        seen.setdefault(key(one), one)
        if plain(one).isascii():
            seen.setdefault(key(plain(one)), plain(one))
    return [one for one in seen.values() if one]


def unshared(rows):
    """Stops where two rows claim one name; `rows` are (code, name, other names)."""
    owners = {}
    for code, name, others in rows:
        for one in map(key, [name, *others]):
            assert owners.setdefault(one, code) == code, f"`{one}` names both {owners[one]} and {code}"


def countries(inputs):
    package = inputs / "node_modules" / "iso-3166"
    text = r"(?:'([^']*)'|\"([^\"]*)\")"
    source = (package / "1.js").read_text(encoding="utf-8")
    pattern = rf"name: {text},\s+state: 'assigned',\s+alpha2: '(..)',\s+alpha3: '(...)'"
    iso = {code: (single or double, three) for single, double, code, three in re.findall(pattern, source)}
    assert len(iso) == 249
    by_hand = additions("countries.tsv", 3)
    assert set(by_hand) - set(iso) == {"EU", "UN"}

    rows, claimed = [], []
    for code in sorted({*iso, *by_hand}):
        _, chosen, words = by_hand.get(code, [code, "", ""])
        short, three = iso.get(code, (chosen, ""))
        name = chosen or short
        names = [three, upright(short), short, *words.split("|")]
        others = other_names(name, [word for word in names if word not in ("", "Congo")])  # Congo: which of the two?
        rows.append([code, name, "|".join(others)])
        claimed.append((code, name, others))
    unshared(claimed)

    source = (package / "3.js").read_text(encoding="utf-8")
    pattern = r"alpha4: '(....)',\s+type: '\w+',\s+from: \{\s+state: '[\w-]+',\s+alpha2: '(..)',\s+alpha3: '(...)'"
    former = {code: [two, three] for code, two, three in re.findall(pattern, source)}
    by_hand = additions("former.tsv", 6)
    assert set(former) == set(by_hand)
    taken = {*iso, *(three for _, three in iso.values()), "CS"}  # CS was given twice
    claimed = []
    for code, (_, name, words, start, end, successors) in by_hand.items():
        codes = [old for old in former[code] if old not in taken]
        others = other_names(name, codes + [word for word in words.split("|") if word])
        assert end and all(successor in iso for successor in successors.split("|"))
        rows.append([code, name, "|".join(others), start, end, successors])
        claimed.append((code, name, others))
    unshared(claimed)

    comments = [
        "Countries: the codes of ISO 3166-1 with EU and UN, and the former ones of ISO 3166-3 (four letters).",
        "Source: codes and short names (facts of ISO 3166) from the package iso-3166 4.4.0 (MIT); " + BY_HAND,
    ]
    write("countries.tsv", comments, ["code", "name", "other names", "from", "until", "successors"], rows)


def currencies(inputs):
    table = ElementTree.parse(inputs / "iso4217" / "table.xml").getroot()
    active = {}
    for entry in table.iter("CcyNtry"):
        if code := entry.findtext("Ccy"):
            units = entry.findtext("CcyMnrUnts")
            active[code] = (entry.findtext("CcyNm").strip().replace("’", "'"), units if units.isdecimal() else "")
    by_hand = additions("currencies.tsv", 3)
    retired = additions("retired.tsv", 6)
    assert not set(by_hand) - set(active) and not set(active) & set(retired)

    rows, claimed = [], []
    for code, (short, units) in active.items():
        _, chosen, words = by_hand.get(code, [code, "", ""])
        others = other_names(chosen or short, [word for word in words.split("|") if word])
        rows.append([code, chosen or short, units, "", "", "|".join(others)])
        claimed.append((code, chosen or short, others))
    for code, (_, name, units, year, successor, words) in retired.items():
        assert year and (not successor or successor in active or successor in retired), code
        others = other_names(name, [word for word in words.split("|") if word])
        rows.append([code, name, units, year, successor, "|".join(others)])
        claimed.append((code, name, others))
    unshared(claimed)

    comments = [
        "Currencies: ISO 4217 list one as published on " + table.get("Pblshd") + ", and the retired ones of list three.",
        "Source: list one from the package iso4217 1.16.20260101 (public domain); " + BY_HAND,
    ]
    write("currencies.tsv", comments, ["code", "name", "minor units", "retired", "successor", "other words"], rows)


def languages(inputs):
    package = inputs / "node_modules" / "language-subtag-registry" / "data" / "json"
    registry = json.loads((package / "registry.json").read_text(encoding="utf-8"))
    date = json.loads((package / "meta.json").read_text(encoding="utf-8"))["File-Date"]

    rows, slips, short_names = [], {}, set()
    for entry in registry:
        kind, subtag, names = entry["Type"], entry.get("Subtag") or entry["Tag"], entry["Description"]
        if kind == "redundant" or names == ["Private use"]:
            continue
        prefix = entry["Prefix"][0] if kind == "extlang" else ""
        rows.append([kind, subtag, names[0], entry.get("Preferred-Value", ""), entry.get("Suppress-Script", ""), prefix])
        if kind == "language" and len(subtag) == 2 and "Deprecated" not in entry:
            short_names.add(names[0].lower())
            for name in [re.sub(r" \(.*\)$", "", names[0]), *names[1:]]:
                slips.setdefault(re.sub(r" \(.*\)$", "", name).lower(), subtag)
    slips = {word: subtag for word, subtag in slips.items() if word not in short_names}
    slips |= {word: meant for word, (_, meant) in additions("languages.tsv", 2).items()}

    registered = {row[1] for row in rows if row[0] == "language"}
    assert not registered & set(slips) and registered >= {meant.split("-")[0] for meant in slips.values()}
    rows += [["slip", word, "", meant] for word, meant in slips.items()]
    comments = [
        f"Language tags: the IANA language subtag registry of {date}, without ranges and private use, and the slips that people write in place of a language.",
        "Source: the package language-subtag-registry 0.4.2 (CC0-1.0); the slips from other descriptions there and by hand: data/additions.",
        "Written by data/generate.py; edit there. Sorted by type, then subtag: src/vocab searches it as it stands. The prefix is that of an extlang.",
    ]
    write("languages.tsv", comments, ["type", "subtag", "description", "preferred", "script", "prefix"], rows)


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) == 2 else sys.exit(__doc__)
    countries(folder)
    currencies(folder)
    languages(folder)
