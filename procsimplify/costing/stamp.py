"""The stamp of a result: what it was reckoned with, so that it can be reckoned again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any

from procsimplify._version import __version__
from procsimplify.base.canonical import sha256
from procsimplify.base.text import Text
from procsimplify.costing.ledger import Factor, number_text, text_json
from procsimplify.costing.method import Method
from procsimplify.model import Procedure, canonical_tree

__all__ = ["ParameterUse", "Stamp", "measure_stamp", "stamp"]

TOOL = "procsimplify"


@dataclass(frozen=True)
class ParameterUse:
    """The value of a parameter that was used, and the first day on which it is."""

    id: str
    date: date
    value: Fraction
    unit: str
    source: Text

    def to_json(self) -> dict[str, Any]:
        """Give it as plain data."""
        return {
            "id": self.id,
            "date": self.date.isoformat(),
            "value": number_text(self.value),
            "unit": self.unit,
            "source": text_json(self.source),
        }


@dataclass(frozen=True)
class Stamp:
    """What a result was reckoned with.

    Parameters
    ----------
    rules : tuple of dict
        ``pack``, ``version``, ``sha256`` of each rule pack; set by whoever matches rules, with ``language``.
    input : str
        SHA-256 of the canonical JSON of the procedure.
    """

    tool: str
    as_of: date
    method: str
    edition: str
    parameters: tuple[ParameterUse, ...]
    input: str
    rules: tuple[dict[str, str], ...] = field(default=(), hash=False)
    language: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Give it as plain data."""
        return {
            "tool": self.tool,
            "as_of": self.as_of.isoformat(),
            "method": {"id": self.method, "edition": self.edition},
            "parameters": [use.to_json() for use in self.parameters],
            "rules": list(self.rules),
            "language": self.language,
            "input": self.input,
        }


def stamp(procedure: Procedure, method: Method, day: date) -> Stamp:
    """Make the stamp of a result on one procedure.

    Parameters
    ----------
    procedure : Procedure
    method : Method
    day : date
        On which it was priced.

    Returns
    -------
    Stamp
    """
    return Stamp(
        tool=f"{TOOL} {__version__}",
        as_of=day,
        method=method.id,
        edition=method.edition,
        parameters=_uses(method, day),
        input=sha256(canonical_tree(procedure)),
    )


def measure_stamp(method: Method, day: date, digest: str, uses: Iterable[Factor]) -> Stamp:
    """Make the stamp of a priced measure: ``uses`` are the dated figures that its lines were made with."""
    used = tuple(
        ParameterUse(item.name, item.day, item.value, item.unit, item.source or item.title)
        for item in uses
        if item.day is not None
    )
    return Stamp(f"{TOOL} {__version__}", day, method.id, method.edition, used, digest)


@lru_cache(maxsize=256)
def _uses(method: Method, day: date) -> tuple[ParameterUse, ...]:
    return tuple(
        ParameterUse(item.id, item.at(day).date, item.at(day).value, item.unit, item.at(day).source)
        for item in method.parameters
    )
