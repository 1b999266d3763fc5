"""Damage procedure files at random and read them: only `InputError` may come of it.

Run for long: ``python tests/files/fuzz_files.py 200000``.
"""

import random
import sys
from pathlib import Path

from procsimplify.base.errors import InputError
from procsimplify.base.yaml import Tree, read_tree
from procsimplify.files.emit import emit
from procsimplify.files.loading import shipped_procedures
from procsimplify.files.yaml import read, write

WORDS = [
    b"{", b"}", b"[", b"]", b":", b": ", b"- ", b"\n", b"\n  ", b"\t", b"#", b"'", b'"', b"|", b">", b"&a ", b"*a",
    b"!!x ", b"<<", b"---\n", b"~", b"null", b"1.000", b"1,5 min", b"-1", b"1e9", b"1/0", b"rest", b"end", b"all",
    b"one-of", b"to", b"choice", b"id", b"then", b"\x00", b"\xff", b"\xe2\x80\xa8", b"dossier", b"\xf0\x9f\x98\x80",
    b"value", b"9" * 50, b"applicant",
]  # fmt: skip
BAD = Path(__file__).parent / "bad"


def damaged(source: bytes, chance: random.Random) -> bytes:
    """Give a text with a few random edits, a cut, or swapped lines."""
    text = bytearray(source)
    for _ in range(chance.choice((1, 1, 1, 2, 6))):
        at = chance.randrange(len(text) + 1)
        kind = chance.randrange(7)
        if kind == 0:
            text[at:at] = chance.choice(WORDS)
        elif kind == 1:
            del text[at : at + chance.randint(1, 30)]
        elif kind == 2:
            text[at : at + 1] = bytes([chance.randrange(256)])
        elif kind == 3:
            text = text[:at] if chance.random() < 0.2 else text
        elif kind == 4:
            lines = text.split(b"\n")
            lines[chance.randrange(len(lines))], lines[chance.randrange(len(lines))] = (
                chance.choice(lines),
                chance.choice(lines),
            )
            text = bytearray(b"\n".join(lines))
        elif kind == 5:
            start = chance.randrange(len(text) + 1)
            text[at:at] = text[start : start + chance.randint(1, 60)]
        else:
            words = text.split(b" ")
            words[chance.randrange(len(words))] = chance.choice(WORDS)
            text = bytearray(b" ".join(words))
    return bytes(text)


PIECES: list[Tree] = [
    None, "", "x", "-1", "1,5", "1.000 min", "end", "rest", "dossier", "applicant", "2026-02-30", "9" * 50, "ngày", [],
    {"instrument": "1/2020; 2/2020", "clause": "1"}, {}, ["a"],
    [None], [[]], {"id": "a"}, {"vi": "a", "fr": "b"}, {"all": [], "one-of": []}, {"choice": []}, {"to": "end"},
]  # fmt: skip


def shaken(tree: Tree, chance: random.Random) -> Tree:
    """Give a tree with one part replaced, taken away, doubled or put elsewhere."""
    if isinstance(tree, dict) and tree and chance.random() < 0.85:
        key = chance.choice([*tree])
        roll = chance.random()
        if roll < 0.07:
            return {name: part for name, part in tree.items() if name != key}
        if roll < 0.14:
            return {(name + "s" if name == key else name): part for name, part in tree.items()}
        return {**tree, key: shaken(tree[key], chance)}
    if isinstance(tree, list) and tree and chance.random() < 0.9:
        at = chance.randrange(len(tree))
        roll = chance.random()
        if roll < 0.15:
            return [*tree[:at], *tree[at + 1 :]]
        if roll < 0.25:
            return [*tree, tree[at]]
        return [*tree[:at], shaken(tree[at], chance), *tree[at + 1 :]]
    if isinstance(tree, str) and chance.random() < 0.4:
        return chance.choice([tree + "x", tree[:-1], tree.upper(), [tree], {"id": tree}, tree * 600])
    return chance.choice(PIECES)


def fuzz(number: int, seed: int) -> int:
    """Read so many damaged texts; return how many were refused."""
    chance = random.Random(seed)
    sources = [path.read_bytes() for _, path in shipped_procedures()]
    sources += [path.read_bytes() for path in sorted(BAD.glob("*.yaml"))] * 2
    trees = [read_tree(source, "").tree for source in sources[: len(shipped_procedures())]]
    refused = 0
    for _ in range(number):
        roll = chance.random()
        if roll < 0.05:
            text = chance.randbytes(chance.randint(0, 300))
        elif roll < 0.5:
            tree = chance.choice(trees)
            for _ in range(chance.randint(1, 4)):
                tree = shaken(tree, chance)
            text = emit(tree).encode()
        else:
            text = damaged(chance.choice(sources), chance)
        try:
            found = read(text, "x.yaml")
        except InputError as failure:
            refused += 1
            for finding in failure.findings:
                assert finding.render("vi")
                assert finding.render("en")
        else:
            assert read(write(found.procedure)).procedure == found.procedure
            found.chance_findings()
    return refused


if __name__ == "__main__":
    total = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    start = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    print(f"{fuzz(total, start)} of {total} damaged files refused; nothing but InputError came of it")
