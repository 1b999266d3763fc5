"""What an import gives: the procedure, what was inferred from which words, how much of the page was understood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from procsimplify.base.findings import Finding, Place, finding
from procsimplify.files.portal.page import Page
from procsimplify.files.portal.words import Piece

if TYPE_CHECKING:
    from procsimplify.model import Procedure

__all__ = ["Coverage", "Imported", "Inferred", "Log"]


@dataclass(frozen=True, slots=True)
class Inferred:
    """A fact that was read out of words, rather than out of a cell of its own.

    Attributes
    ----------
    path : str
        Where it stands in the procedure, ``dossier/don-de-nghi/accepts``.
    value : str
    words : str
        The words that it was read from.
    field, start : str, int
        The key of the record and the letters before the words (before the row that holds them, where only that is
        known).
    """

    path: str
    value: str
    words: str
    field: str
    start: int

    def to_json(self) -> dict[str, object]:
        """Return the fact as plain data."""
        return {"path": self.path, "value": self.value, "words": self.words, "field": self.field, "start": self.start}


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many letters of each field were understood, out of how many."""

    fields: Mapping[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])

    @property
    def understood(self) -> int:
        """Letters understood in all fields."""
        return sum(part for part, _ in self.fields.values())

    @property
    def total(self) -> int:
        """Letters of all fields."""
        return sum(whole for _, whole in self.fields.values())

    @property
    def share(self) -> float:
        """The share understood, from 0 to 1; 1 where there is nothing to read. For reading, not for reckoning."""
        return self.understood / self.total if self.total else 1.0

    def to_json(self) -> dict[str, object]:
        """Return the coverage as plain data."""
        fields = {name: {"understood": part, "total": whole} for name, (part, whole) in sorted(self.fields.items())}
        return {"understood": self.understood, "total": self.total, "fields": fields}


@dataclass(frozen=True, slots=True)
class Imported:
    """Hold a procedure read from a page.

    Attributes
    ----------
    procedure : Procedure
    coverage : Coverage
    inferred : tuple of Inferred
    findings : tuple of Finding
        What the page leaves open or says against itself; none of them stopped the reading.
    not_understood : tuple of Piece
        The words that no part of the procedure but a note holds.
    place : Place
        Where the record stands.
    page : Page
        The cells of the record.
    """

    procedure: Procedure
    coverage: Coverage
    inferred: tuple[Inferred, ...]
    findings: tuple[Finding, ...]
    not_understood: tuple[Piece, ...]
    place: Place
    page: Page

    def to_json(self) -> dict[str, object]:
        """Return all but the procedure as plain data."""
        return {
            "code": self.procedure.code,
            "coverage": self.coverage.to_json(),
            "inferred": [fact.to_json() for fact in self.inferred],
            "findings": [found.to_json() for found in self.findings],
            "not-understood": [
                {"field": one.field, "start": one.start, "words": one.text} for one in self.not_understood
            ],
        }


class Log:
    """Gathers, while a page is read, what was inferred, what was found, what was understood and what was not."""

    def __init__(self, code: str, file: str | None = None, line: int | None = None) -> None:
        self.code, self.file, self.line = code, file, line
        self.inferred: list[Inferred] = []
        self.findings: list[Finding] = []
        self.lost: list[Piece] = []
        self._understood: dict[str, int] = {}

    def infer(self, path: str, value: str, piece: Piece, words: str | None = None) -> None:
        """Write down a fact and its words."""
        said = (words if words is not None else piece.text)[:400]
        self.inferred.append(Inferred(path, value, said, piece.field, piece.start))

    def find(self, slug: str, path: str, **args: object) -> None:
        """Write down a finding about the page."""
        place = Place(self.file, self.line, None, f"{self.code}/{path}" if path else self.code)
        found = finding(f"files.portal-{slug}", place, **args)
        if found not in self.findings:
            self.findings.append(found)

    def understand(self, piece: Piece | None) -> None:
        """Count the words as understood."""
        if piece is not None:
            self._understood[piece.field] = self._understood.get(piece.field, 0) + len(piece.text)

    def lose(self, piece: Piece | None) -> None:
        """Write down words that only a note holds."""
        if piece is not None and piece.text.strip():
            self.lost.append(piece)

    def coverage(self, lengths: Mapping[str, int] | None, furniture: Iterable[tuple[str, int]] = ()) -> Coverage:
        """Give the coverage of fields of these lengths; ``furniture`` are letters of headers and empty cells."""
        extra: dict[str, int] = {}
        for name, letters in furniture:
            extra[name] = extra.get(name, 0) + letters
        fields: dict[str, tuple[int, int]] = {}
        for name, whole in (lengths or {}).items():
            if whole:
                short = name.split("/")[0]
                part, total = fields.get(short, (0, 0))
                understood = min(whole, self._understood.get(name, 0) + extra.get(name, 0))
                fields[short] = (part + understood, total + whole)
        return Coverage(fields)
