"""Dated tables of parameters: wages by sector and level, hours of a person-day, rates by class.

A table is one file in ``data/tables``; a cell of it is a parameter with the id ``TABLE/ROW/COLUMN``, such as
``de-wages-business/J/high``. An edition begins on its date and holds until the next one, or until its own last day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Annotated

from pydantic import Field

from procsimplify.base.errors import InputError
from procsimplify.base.findings import Place, error
from procsimplify.base.text import Text
from procsimplify.costing import _data
from procsimplify.model import Model, Provenance
from procsimplify.model.basic import Day, Id, Label

__all__ = ["Edition", "ParameterTable", "parameter_table", "parameter_table_ids"]

FOLDER = "tables"


class _Edition(Model):
    date: Day
    until: Day | None = None
    provenance: Provenance
    source: Label
    cells: dict[str, tuple[_data.Number | None, ...]]


class _File(Model):
    id: Id
    title: Label
    unit: str
    columns: Annotated[tuple[str, ...], Field(min_length=1, max_length=50)]
    rows: dict[str, Label]
    editions: Annotated[tuple[_Edition, ...], Field(min_length=1, max_length=100)]


@dataclass(frozen=True)
class Edition:
    """A table as it holds from one day on.

    Parameters
    ----------
    cells : mapping of (row, column) to Fraction
        Only what the source prints.
    """

    date: date
    until: date | None
    provenance: Provenance
    source: Text
    cells: tuple[tuple[tuple[str, str], Fraction], ...]


@dataclass(frozen=True)
class ParameterTable:
    """A table of figures in its editions, earliest first."""

    id: str
    title: Text
    unit: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, Text], ...]
    editions: tuple[Edition, ...]

    @property
    def file(self) -> str:
        """The file that holds it, from the root of the data."""
        return f"{FOLDER}/{self.id}.yaml"

    def row(self, name: str) -> str:
        """Give the id of a row, written in any case.

        Raises
        ------
        InputError
            Where the table has no such row; the finding names the file, what it has and its editions.
        """
        return self._one(name, "row", [row for row, _ in self.rows])

    def column(self, name: str) -> str:
        """Give the id of a column, written in any case; raise InputError where there is none."""
        return self._one(name, "column", list(self.columns))

    def _one(self, name: str, what: str, known: list[str]) -> str:
        for item in known:
            if item.lower() == name.lower():
                return item
        args = {"table": self.id, "file": self.file, "given": name, "known": ", ".join(known), "days": self.days()}
        raise InputError(error(f"costing.unknown-{what}", Place(file=self.file, path=f"{what}s"), **args))

    def days(self) -> str:
        """Name the days on which its editions hold."""
        return "; ".join(
            f"{item.date.isoformat()}…{item.until.isoformat() if item.until else ''}" for item in self.editions
        )


def parameter_table_ids() -> tuple[str, ...]:
    """List the tables that are shipped."""
    return _data.names(FOLDER)


@cache
def parameter_table(table_id: str) -> ParameterTable:
    """Read a table.

    Raises
    ------
    InputError
        Where there is none of that name, or its file is at fault.

    Examples
    --------
    >>> parameter_table("de-wages-business").row("j")
    'J'
    """
    if table_id not in _data.known(FOLDER):
        near = _data.near(table_id, _data.known(FOLDER))
        raise InputError(error("costing.unknown-parameter", Place(path=table_id), parameter=table_id, near=near))
    read = _data.read(_File, FOLDER, f"{table_id}.yaml")
    editions = tuple(
        Edition(
            item.date,
            item.until,
            item.provenance,
            item.source,
            tuple(
                ((row, column), value)
                for row, values in item.cells.items()
                for column, value in zip(read.columns, values, strict=True)
                if value is not None
            ),
        )
        for item in sorted(read.editions, key=lambda item: item.date)
    )
    return ParameterTable(read.id, read.title, read.unit, read.columns, tuple(read.rows.items()), editions)
