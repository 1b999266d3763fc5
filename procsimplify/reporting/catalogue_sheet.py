"""One table of a catalogue's report, for every form that it takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from procsimplify.base.text import Language
from procsimplify.reporting.catalogue_words import word
from procsimplify.reporting.words import clean

__all__ = ["Cell", "Json", "Sheet", "codes_of", "heads_of", "pruned"]

Json = Mapping[str, Any]
Cell = str | int | None


@dataclass(frozen=True)
class Sheet:
    """One table in one language.

    Parameters
    ----------
    money, numbers : tuple of int
        Columns of exact amounts, and of whole numbers.
    codes : tuple of int
        Columns that name procedures by their codes, several with commas between them.
    """

    name: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    money: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()
    codes: tuple[int, ...] = ()


def heads_of(lang: Language, *names: str) -> tuple[str, ...]:
    """Name columns."""
    return tuple(word(f"head-{name}", lang) for name in names)


def codes_of(rows: Iterable[Json]) -> str:
    """List the codes of rows."""
    return ", ".join(clean(row["code"]) for row in rows)


def pruned(table: Sheet, columns: Iterable[int] | None = None) -> Sheet:
    """Leave out the columns that have nothing to say in any row, and all but some where these are named.

    The first stays: it says what a row is about.
    """
    kept = [
        place
        for place in (range(len(table.heads)) if columns is None else columns)
        if not place or any(row[place] not in (None, 0, "") for row in table.rows)
    ]
    moved = {place: new for new, place in enumerate(kept)}
    return replace(
        table,
        heads=tuple(table.heads[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in table.rows),
        money=tuple(moved[place] for place in table.money if place in moved),
        numbers=tuple(moved[place] for place in table.numbers if place in moved),
        codes=tuple(moved[place] for place in table.codes if place in moved),
    )
