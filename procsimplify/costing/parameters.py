"""Dated parameters: figures that a method uses, each with the days on which it holds, its source and how it is known.

A parameter is one file in ``data/parameters``; adding one touches no Python. ``date`` is the first day on which a
procedure is priced with the value and ``until`` the last; without ``until`` it holds until the next value begins.
So a figure that is used in the year after its own (``of: "2025"``) begins on 1 January of the year after.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from procsimplify.base.errors import InputError
from procsimplify.base.findings import Place, error
from procsimplify.base.messages import phrase_text
from procsimplify.base.text import Text
from procsimplify.costing import _data
from procsimplify.costing.parameters_tables import ParameterTable, parameter_table
from procsimplify.model import Model, Provenance
from procsimplify.model.basic import Day, Id, Label
from procsimplify.model.quantity import Shape

__all__ = ["Dated", "Parameter", "parameter", "parameter_ids"]

FOLDER = "parameters"


class _Value(Model):
    date: Day
    until: Day | None = None
    of: str | None = None
    value: _data.Number
    low: _data.Number | None = None
    high: _data.Number | None = None
    shape: Shape | None = None
    provenance: Provenance
    source: Label

    @model_validator(mode="after")
    def _range(self) -> _Value:
        if (self.low is None) != (self.high is None):
            raise PydanticCustomError("half-range", "half a range", {})
        if self.low is not None and self.high is not None and not self.low <= self.value <= self.high:
            raise PydanticCustomError("range-out-of-order", "order", {})
        return self


class _File(Model):
    id: Id
    title: Label
    unit: str
    values: Annotated[tuple[_Value, ...], Field(min_length=1, max_length=500)]


@dataclass(frozen=True)
class Dated:
    """One value of a parameter.

    Parameters
    ----------
    date : date
        The first day on which it is used; ``until`` the last, None where it holds on.
    of : str or None
        The period that it speaks of, where that is another.
    value : Fraction
        In the parameter's unit.
    low, high : Fraction or None
        A range that uncertainty draws it from; ``shape`` says how it is spread.
    provenance : str
    source : Text
    """

    date: date
    until: date | None
    of: str | None
    value: Fraction
    provenance: Provenance
    source: Text
    low: Fraction | None = None
    high: Fraction | None = None
    shape: Shape | None = None


@dataclass(frozen=True)
class Parameter:
    """A dated figure: its name, its unit and its values, earliest first.

    ``within`` is the file of the table that it is a cell of; empty where it has a file of its own.
    """

    id: str
    title: Text
    unit: str
    values: tuple[Dated, ...]
    within: str = ""

    @property
    def file(self) -> str:
        """The file that holds it, from the root of the data."""
        return self.within or f"{FOLDER}/{self.id}.yaml"

    @property
    def last_day(self) -> date | None:
        """The last day for which there is a value; None where the last one holds on."""
        return self.values[-1].until

    def at(self, day: date) -> Dated:
        """Give the value that holds on a day.

        Raises
        ------
        InputError
            Where none does; the finding names the file and the days that it has.
        """
        for value in reversed(self.values):
            if value.date <= day and (value.until is None or day <= value.until):
                return value
        days = "; ".join(
            f"{value.date.isoformat()}…{value.until.isoformat() if value.until else ''}" for value in self.values
        )
        place = Place(file=self.file, path="values")
        raise InputError(error("costing.no-value-at", place, parameter=self.id, day=day.isoformat(), days=days))


def parameter_ids() -> tuple[str, ...]:
    """List the parameters that are shipped."""
    return _data.names(FOLDER)


@cache
def parameter(parameter_id: str) -> Parameter:
    """Read a parameter: by the name of its file, or as a cell of a table, ``TABLE/ROW/COLUMN``.

    Raises
    ------
    InputError
        Where there is none of that name, or its file is at fault.

    Examples
    --------
    >>> parameter("gdp-per-head-vn").at(date(2026, 7, 1)).value
    Fraction(125500000, 1)
    """
    if parameter_id.count("/") == 2:
        table, row, column = parameter_id.split("/")
        return _cell(parameter_table(table), row, column)
    if parameter_id not in _data.known(FOLDER):
        near = _data.near(parameter_id, _data.known(FOLDER))
        raise InputError(
            error("costing.unknown-parameter", Place(path=parameter_id), parameter=parameter_id, near=near)
        )
    read = _data.read(_File, FOLDER, f"{parameter_id}.yaml")
    values = tuple(
        Dated(item.date, item.until, item.of, item.value, item.provenance, item.source, item.low, item.high, item.shape)
        for item in sorted(read.values, key=lambda item: item.date)
    )
    return Parameter(read.id, read.title, read.unit, values)


def _cell(table: ParameterTable, row: str, column: str) -> Parameter:
    at = (table.row(row), table.column(column))
    titles = dict(table.rows)
    values = tuple(
        Dated(edition.date, edition.until, None, dict(edition.cells)[at], edition.provenance, edition.source)
        for edition in table.editions
        if at in dict(edition.cells)
    )
    title = phrase_text("costing.cell", table=table.title, row=titles[at[0]], column=at[1])
    return Parameter("/".join((table.id, *at)), title, table.unit, values, table.file)
