"""Pages of the documentation as a list of what a reader does: write a file, type a command, see its output.

A fenced block after ``<!-- file: NAME -->`` is a file. In a ``console`` block a line that begins with ``$ `` is a
command; ``# exit 1`` at its end says how it ends, ``<<'EOF'`` takes the lines up to ``EOF`` along. The lines after it
are what it prints: whole lines, blank ones and blanks at the end aside; `` …`` at the end of a line stands for the rest
of the line, a line of ``…`` alone for any number of lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

ITEM = re.compile(
    r"(?:^<!-- file: (?P<name>[\w./-]+) -->\n+)?^```(?P<kind>\w*)[^\n]*\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)
EXIT = re.compile(r"\s+# exit (\d+)$")
REST = "…"


@dataclass(frozen=True)
class File:
    name: str
    body: str

    def write(self, folder: Path) -> None:
        target = folder / self.name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(self.body, encoding="utf-8")


@dataclass(frozen=True)
class Command:
    line: str
    exit: int
    output: tuple[str, ...]


def read_page(page: Path) -> list[File | Command]:
    """List what a page has the reader do, in order."""
    found: list[File | Command] = []
    for item in ITEM.finditer(page.read_text(encoding="utf-8")):
        if item["name"]:
            found.append(File(item["name"], item["body"]))
        elif item["kind"] == "console":
            found += commands(item["body"])
    return found


def commands(block: str) -> Iterator[Command]:
    lines = block.splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith("$ ")]
    for start, end in pairwise([*starts, len(lines)]):
        first, rest = lines[start][2:], lines[start + 1 : end]
        if first.endswith("<<'EOF'"):
            length = rest.index("EOF") + 1
            first, rest = "\n".join([first, *rest[:length]]), rest[length:]
        code = EXIT.search(first)
        yield Command(EXIT.sub("", first), int(code[1]) if code else 0, tuple(rest))


def told(expected: tuple[str, ...], printed: str) -> str | None:
    """Say which expected line, or which part of the output that no line stands for, is the first that does not fit."""
    actual = _filled(printed.splitlines())
    at, skips = 0, False
    lines = _filled(expected)
    for number, line in enumerate(lines):
        if line.strip() == REST:
            skips = True
            continue
        # After an ellipsis the next line that fits; an ellipsis is not tried again further down.
        reach = range(at, len(actual)) if skips else range(at, min(at + 1, len(actual)))
        hit = next((place for place in reach if _fits(line, actual[place])), None)
        if hit is None:
            return f"expected {line!r} (line {number + 1}), printed {actual[at : at + 3]!r}"
        at, skips = hit + 1, False
    return None if skips or at == len(actual) else f"printed besides: {actual[at : at + 3]!r}"


def _filled(lines: list[str] | tuple[str, ...]) -> list[str]:
    return [line.rstrip() for line in lines if line.strip()]


def _fits(line: str, actual: str) -> bool:
    # Whole words before the ellipsis.
    return (
        f"{actual} ".startswith(line.removesuffix(REST).rstrip() + " ") if line.endswith(" " + REST) else actual == line
    )
