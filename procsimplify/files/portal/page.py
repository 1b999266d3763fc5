"""What a page of the portal says, cell by cell, before it is understood as a procedure; both shapes give this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from procsimplify.files.portal.words import Piece

__all__ = ["ChannelRow", "FeeCell", "Legal", "Page", "PaperGroup", "PaperRow", "ResultRow", "TimeCell"]


@dataclass(frozen=True, slots=True)
class TimeCell:
    """The cell of a time: a number and its unit; the unit is None where the page prints none."""

    value: Fraction | None = None
    unit: str | None = None
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class FeeCell:
    """The cell of a fee and the bracket behind it.

    ``kind`` is ``free``, ``amount``, ``unknown`` (the page says nothing) or ``ambiguous`` (two readings fit).
    """

    kind: Literal["free", "amount", "unknown", "ambiguous"]
    words: Piece
    amount: Fraction | None = None
    currency: str = "VND"
    bracket: Piece | None = None


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """A row of the table of channels: how to hand in, in what time, for what fees, with which remarks."""

    channel: str
    time: TimeCell
    fees: tuple[FeeCell, ...]
    remarks: Piece | None
    words: Piece


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A row of the table of papers; a number is None where the cell has none."""

    name: Piece
    originals: int | None
    copies: int | None
    forms: tuple[str, ...] = ()
    repaired: str | None = None
    """The digits as they stand where they ran into a number of the name, and were told apart."""


@dataclass(frozen=True, slots=True)
class PaperGroup:
    """The rows under one header, and the heading before it."""

    heading: Piece | None
    rows: tuple[PaperRow, ...]


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A result of the procedure and its code."""

    title: Piece
    code: str | None


@dataclass(frozen=True, slots=True)
class Legal:
    """An instrument of the legal basis as the page names it."""

    title: Piece
    number: str | None
    issuer: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the portal, cell by cell."""

    code: str
    title: str
    shape: Literal["portal", "defence"]
    decision: str | None = None
    url: str | None = None
    topic: str | None = None
    ministry: str | None = None
    levels: str = ""
    kind: str | None = None
    applicants: tuple[str, ...] = ()
    performing: str | None = None
    competent: str | None = None
    coordinating: str | None = None
    delegated: str | None = None
    channels: tuple[ChannelRow, ...] = ()
    groups: tuple[PaperGroup, ...] = ()
    results: tuple[ResultRow, ...] = ()
    basis: tuple[Legal, ...] = ()
    conditions: Piece | None = None
    prose: tuple[Piece, ...] = ()
    leftovers: tuple[Piece, ...] = ()
    """What stands in a table and fits none of its cells."""
    lengths: Mapping[str, int] | None = None
    """Letters of each field that is read, for the coverage."""
