"""What stands between two entries of a YAML text, and to which of them each comment belongs.

A comment on the line of an entry belongs to it, and so do the comment lines directly above it and those below it that
stand further in. Everything else between two entries, blank lines and comments apart, stays where it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

__all__ = ["CannotSplice", "FlowGap", "Segment", "block_gap", "end_of_line", "flow_gap"]

_REST: Final = re.compile(r"[ \t]*(?:(?<=[ \t])#[^\n]*)?(?=\n|\Z)")


class CannotSplice(Exception):
    """Report, inside this package only, that a text is written in a way that cannot be changed piece by piece."""


@dataclass(slots=True)
class Segment:
    """An entry of a block with the lines that belong to it: above (`lead`), below (`tail`), and not to it (`free`)."""

    free: list[str] = field(default_factory=list[str])
    lead: list[str] = field(default_factory=list[str])
    core: str = ""
    tail: list[str] = field(default_factory=list[str])

    def lines(self, margin: str) -> list[str]:
        """Give the lines in order."""
        return [*self.free, *self.lead, margin + self.core, *self.tail]


@dataclass(frozen=True, slots=True)
class FlowGap:
    """What stands between two entries of ``{…}`` or ``[…]``, its comma apart."""

    trail: str
    lead: str
    comma: bool


def end_of_line(text: str, at: int) -> int:
    """Give the end of the line after an entry, its comment included, its line break not.

    Raises
    ------
    CannotSplice
        If something else stands there.
    """
    rest = _REST.match(text, at)
    if rest is None:
        raise CannotSplice
    return rest.end()


def block_gap(gap: str, column: int, *, first: bool) -> tuple[list[str], list[str], list[str]]:
    """Split the lines between two entries of a block: the tail of the one, free lines, and the lead of the other.

    Parameters
    ----------
    gap : str
        From a line break to the entry.
    column : int
        Where the entries stand.
    first : bool
        Whether no entry stands in front.
    """
    lines = gap.split("\n")
    if len(lines) < 2 or lines[0].strip() or lines[-1] != " " * column:
        raise CannotSplice
    lines = lines[1:-1]
    tail = 0
    for number, line in enumerate(lines):
        if first or (line.strip() and len(line) - len(line.lstrip(" ")) <= column):
            break
        if line.strip():
            tail = number + 1
    lead = len(lines)
    while lead > tail and lines[lead - 1].strip():
        lead -= 1
    return lines[:tail], lines[tail:lead], lines[lead:]


def flow_gap(gap: str, *, inner: bool) -> FlowGap:
    """Split what stands between two entries of ``{…}`` or ``[…]``: the rest of the line, and the lines after it.

    Parameters
    ----------
    gap : str
        From the end of one entry to the start of the next or to the bracket.
    inner : bool
        Whether an entry stands in front, so that a comma may follow it.
    """
    comma = _comma(gap) if inner else None
    if comma is not None:
        gap = gap[:comma] + gap[comma + 1 :]
    line, broken, rest = gap.partition("\n")
    if not broken:
        return FlowGap("", line, comma is not None)
    return FlowGap(line.rstrip(" "), broken + rest, comma is not None)


def _comma(gap: str) -> int | None:
    """Find the comma that is not inside a comment."""
    at = 0
    while at < len(gap):
        if gap[at] == ",":
            return at
        at = gap.find("\n", at) if gap[at] == "#" else at + 1
        if at < 0:
            return None
    return None
