"""Damage procedure files at random and read them: only `InputError` may come of it.

Run for long: ``python tests/files/fuzz_files.py 200000``.
"""

import random
import sys
from pathlib import Path

from procsimplify.base.errors import InputError
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
    for _ in range(chance.randint(1, 6)):
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


def fuzz(number: int, seed: int) -> int:
    """Read so many damaged texts; return how many were refused."""
    chance = random.Random(seed)
    sources = [path.read_bytes() for _, path in shipped_procedures()]
    sources += [path.read_bytes() for path in sorted(BAD.glob("*.yaml"))] * 2
    refused = 0
    for _ in range(number):
        roll = chance.random()
        if roll < 0.05:
            text = chance.randbytes(chance.randint(0, 300))
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
            assert read(write(found.procedure)).procedure == found.procedure, text
            found.chance_findings()
    return refused


if __name__ == "__main__":
    total = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    start = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    print(f"{fuzz(total, start)} of {total} damaged files refused; nothing but InputError came of it")
