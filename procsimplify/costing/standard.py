"""Published tables of standard times: an effort that nobody measured takes its value, and its name, from a row.

A row's id is the table's, the row's and the column's: ``de-business-3-medium``, ``de-way-state``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Annotated, cast

from pydantic import Field

from procsimplify.base.errors import InputError
from procsimplify.base.findings import Finding, Place, error
from procsimplify.base.numbers import format_number
from procsimplify.base.text import Text
from procsimplify.costing import _data
from procsimplify.costing.parameters import parameter
from procsimplify.model import Model, Procedure, Provenance, Quantity
from procsimplify.model.basic import Id, Label
from procsimplify.model.quantity import Assume
from procsimplify.model.vocabulary import Level

__all__ = [
    "StandardRow",
    "StandardTable",
    "quantities_in",
    "resolve",
    "standard_faults",
    "standard_row",
    "table",
    "table_ids",
    "way_for",
]

FOLDER = "standard"
WAYS = "de-way"
_MINUTES = {"min": Fraction(1), "hour": Fraction(60)}


class _Row(Model):
    id: Id
    title: Label
    value: _data.Number | None = None
    values: dict[str, _data.Number] | None = None
    fare: Quantity | None = None
    levels: tuple[Level, ...] = ()
    note: Label | None = None
    provenance: Provenance | None = None
    source: Label | None = None


class _File(Model):
    id: Id
    title: Label
    edition: str
    source: Label
    unit: str
    provenance: Provenance = "standard"
    rows: Annotated[tuple[_Row, ...], Field(min_length=1, max_length=500)]


@dataclass(frozen=True)
class StandardRow:
    """One value of a table.

    Parameters
    ----------
    id : str
        With the table's name: ``de-business-3-medium``.
    title : Text
        What it is the time of.
    value : Fraction
        In ``unit``.
    fare : Quantity or None
        What the way costs, where the table has it: it counts where the procedure's currency is that of the table.
    levels : tuple of str
        The levels of authority that a way leads to.
    source : Text
        With the edition.
    provenance : str
        ``standard``, or ``estimated`` where the table was not checked against its source.
    """

    id: str
    title: Text
    value: Fraction
    unit: str
    fare: Quantity | None
    levels: tuple[Level, ...]
    note: Text | None
    source: Text
    provenance: Provenance = "standard"


@dataclass(frozen=True)
class StandardTable:
    """A published table in one edition."""

    id: str
    title: Text
    edition: str
    source: Text
    rows: tuple[StandardRow, ...]


def table_ids() -> tuple[str, ...]:
    """List the tables that are shipped."""
    return _data.names(FOLDER)


@cache
def table(table_id: str) -> StandardTable:
    """Read a table; KeyError where none has the id.

    Examples
    --------
    >>> len(table("de-business").rows)
    57
    """
    if table_id not in _data.known(FOLDER):
        raise KeyError(table_id)
    read = _data.read(_File, FOLDER, f"{table_id}.yaml")
    return StandardTable(read.id, read.title, read.edition, read.source, tuple(_rows(read)))


def _rows(read: _File) -> Iterator[StandardRow]:
    for row in read.rows:
        cells = {f"-{name}": value for name, value in (row.values or {}).items()}
        if row.value is not None:
            cells[""] = row.value
        for suffix, value in cells.items():
            row_id = f"{read.id}-{row.id}{suffix}"
            known = (row.source or read.source, row.provenance or read.provenance)
            yield StandardRow(row_id, row.title, value, read.unit, row.fare, row.levels, row.note, *known)


def standard_row(row_id: str) -> StandardRow:
    """Give a row by its id.

    Raises
    ------
    InputError
        Where no table has it; the finding names the nearest.
    """
    found = _row(row_id)
    if found is None:
        raise InputError(_unknown(row_id, Place()))
    return found


@cache
def _row(row_id: str) -> StandardRow | None:
    if row_id.count("/") == 2:
        return _cell(row_id)
    for table_id in _data.known(FOLDER):
        if row_id.startswith(f"{table_id}-"):
            for row in table(table_id).rows:
                if row.id == row_id:
                    return row
    return None


def _cell(name: str) -> StandardRow:
    """Give a cell of a dated table, such as a wage, as a row: its latest value; what is priced takes that of the day.

    Raises
    ------
    InputError
        Where there is no such table, row or column; the finding names the file and its editions.
    """
    read = parameter(name)
    last = read.values[-1]
    unit = read.unit.removesuffix("/hour")
    return StandardRow(name, read.title, last.value, unit, None, (), None, last.source, last.provenance)


def _unknown(row_id: str, place: Place) -> Finding:
    known = [row.id for table_id in table_ids() for row in table(table_id).rows]
    return error("costing.unknown-standard", place, row=row_id, near=_data.near(row_id, known))


def _fault(quantity: Quantity, place: Place) -> Finding | None:
    """Say what is wrong with the row that a quantity names; None where nothing is."""
    if quantity.standard is None:
        return None
    try:
        row = _row(quantity.standard)
    except InputError as missing:
        return missing.findings[0]
    if row is None:
        return _unknown(quantity.standard, place)
    if quantity.value is None:
        return _range_fault(quantity, row, place)
    if quantity.unit == row.unit and quantity.value == row.value:
        return None
    given, scale = _MINUTES.get(quantity.unit), _MINUTES.get(row.unit)
    if given is None or scale is None or quantity.value * given != row.value * scale:
        shown = f"{format_number(row.value)} {row.unit}"
        return error("costing.standard-differs", place, given=quantity.text(), row=row.id, value=shown)
    return None


def _range_fault(quantity: Quantity, row: StandardRow, place: Place) -> Finding | None:
    """Say that a range written beside a row leaves out the row's value; None where it does not."""
    if quantity.low is None or quantity.high is None:
        return None
    low, high = _ends(quantity, row)
    if low <= row.value <= high:
        return None
    shown, value = (f"{text} {row.unit}" for text in (_between(low, high), format_number(row.value)))
    return error("costing.standard-outside-range", place, given=shown, row=row.id, value=value)


def _between(low: Fraction, high: Fraction) -> str:
    return f"{format_number(low)} – {format_number(high)}"


def _ends(quantity: Quantity, row: StandardRow) -> tuple[Fraction, Fraction]:
    """Give the ends of a range in the unit of a row; a range without a unit is in it already."""
    given, own = _MINUTES.get(quantity.unit), _MINUTES.get(row.unit)
    scale = given / own if given is not None and own is not None else Fraction(1)
    return (quantity.low or Fraction(0)) * scale, (quantity.high or Fraction(0)) * scale


def resolve(quantity: Quantity, assume: Assume | None = None, place: Place | None = None) -> Quantity:
    """Fill in what a quantity leaves to its standard row, or to what its file assumes.

    Parameters
    ----------
    quantity : Quantity
    assume : Assume, optional
        How the file's bare numbers are known.
    place : Place, optional
        Where it stands, for findings.

    Returns
    -------
    Quantity
        With value, unit, provenance, and a source where there is one.

    Raises
    ------
    InputError
        Where no table has the row, or the given value is not that of the row.

    Examples
    --------
    >>> resolve(Quantity(standard="de-way-state")).text()
    '59 min'
    """
    fault = _fault(quantity, place or Place())
    if fault is not None:
        raise InputError(fault)
    row = _row(quantity.standard) if quantity.standard is not None else None
    changed: dict[str, object] = {}
    if row is not None:
        if quantity.value is None:
            changed |= {"value": row.value, "unit": row.unit}
            if quantity.low is not None:
                changed["low"], changed["high"] = _ends(quantity, row)
        changed["provenance"] = quantity.provenance or row.provenance
        changed["source"] = quantity.source or row.source.get("en")
    elif quantity.provenance is None:
        changed["provenance"] = assume.provenance if assume is not None else "illustrative"
        changed["source"] = quantity.source or (assume.source if assume is not None else None)
    return quantity.evolve(**changed) if changed else quantity


def way_for(level: str) -> str:
    """Give the row of the travel table that stands for an office of a level: ``de-way-municipality`` for a commune."""
    return next(row.id for row in table(WAYS).rows if level in row.levels)


def standard_faults(procedure: Procedure) -> tuple[Finding, ...]:
    """List the quantities of a procedure that name no row, or give another value than their row."""
    found = (_fault(quantity, Place(path=path)) for path, quantity in quantities_in(procedure, ""))
    return tuple(fault for fault in found if fault is not None)


def quantities_in(value: object, path: str) -> Iterator[tuple[str, Quantity]]:
    """List the quantities of a model value, each with its key path, in the order of the fields."""
    if isinstance(value, Quantity):
        yield path, value
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            here = name.rstrip("_").replace("_", "-")
            yield from quantities_in(getattr(value, name), f"{path}/{here}" if path else here)
    elif isinstance(value, tuple):
        for place, item in enumerate(cast("tuple[object, ...]", value)):
            yield from quantities_in(item, f"{path}/{getattr(item, 'id', place)}")
