"""The printed table of a measure: figures rounded and written as the method's form has them.

Nothing here enters a total of the ledger. Whether a printed total adds printed figures or is rounded from the exact sum
is the method's: `Shown.rows` and `Shown.totals`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from procsimplify.base.numbers import exact_sum
from procsimplify.base.text import Text
from procsimplify.costing._measuring import BAU, Entry, Side
from procsimplify.costing.conventions import Rounding, Shown, Style
from procsimplify.costing.ledger import amount_text, text_json
from procsimplify.costing.measure import Obligation

if TYPE_CHECKING:
    from procsimplify.costing.measure_cost import MeasureCost

__all__ = ["Cell", "Row", "Table", "Writer", "clock", "make_table", "show"]

ZERO = Fraction(0)
Parts: TypeAlias = "Mapping[str, Mapping[str, Cell]]"


@dataclass(frozen=True)
class Cell:
    """A printed figure: the exact one, the one that is shown, and how it is written."""

    exact: Fraction
    value: Decimal
    text: str

    def to_json(self) -> dict[str, str]:
        """Give it as plain data."""
        return {"value": amount_text(self.value), "text": self.text}


@dataclass(frozen=True)
class Row:
    """One obligation.

    Parameters
    ----------
    cells : mapping of str to Cell
        Its amounts by column; empty where its time is left in hours and it has no outlay.
    cost : Cell
        All amounts before what would be done anyway is taken off; ``total`` after.
    case_steps : tuple of Cell
        How the subjects were reckoned.
    by_activity : mapping of str to Cell
        The hours of each activity.
    time : str
        The time of one case, ``hh:mm``.
    category, origin : str or None
        As the obligation says.
    rate : Cell or None
        The price of an hour, where there is one; ``rate_steps`` is how it was reckoned.
    unit_cost : Cell or None
        What one case costs, in the currency itself: shown, never carried forward.
    """

    id: str
    title: Text
    party: str
    group: str | None
    cases: Cell
    case_steps: tuple[Cell, ...]
    hours: Cell
    by_activity: Mapping[str, Cell]
    time: str
    posts: Cell
    rate: Cell | None
    rate_steps: tuple[Cell, ...]
    unit_cost: Cell | None
    cells: Mapping[str, Cell]
    cost: Cell
    total: Cell
    category: str | None = None
    origin: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Give it as plain data."""
        return {
            "id": self.id,
            "title": text_json(self.title),
            "party": self.party,
            "group": self.group,
            "category": self.category,
            "origin": self.origin,
            "cases": self.cases.to_json(),
            "hours": self.hours.to_json(),
            "by_activity": {name: cell.to_json() for name, cell in self.by_activity.items()},
            "time": self.time,
            "posts": self.posts.to_json(),
            "rate": self.rate.to_json() if self.rate is not None else None,
            "unit_cost": self.unit_cost.to_json() if self.unit_cost is not None else None,
            "cells": {name: cell.to_json() for name, cell in self.cells.items()},
            "cost": self.cost.to_json(),
            "total": self.total.to_json(),
        }


@dataclass(frozen=True)
class Table:
    """The rows, and their totals by column, by group, and over all.

    Parameters
    ----------
    groups : mapping of str to Cell
        The total of each of the method's groups, in the method's order, those with nothing included.
    categories, origins : mapping of str to mapping of str to Cell
        Of each group what its obligations of a category, or of an origin, make of it: the cost of information
        obligations, what comes from the law of the European Union.
    """

    unit: Text | None
    rows: tuple[Row, ...]
    columns: Mapping[str, Cell]
    groups: Mapping[str, Cell]
    cases: Cell
    hours: Cell
    cost: Cell
    total: Cell
    categories: Parts
    origins: Parts

    def line(self) -> tuple[str, ...]:
        """Give the totals of the groups and the total, as written: one line of a form."""
        return (*(cell.text for cell in self.groups.values()), self.total.text)

    def to_json(self) -> dict[str, Any]:
        """Give it as plain data."""
        return {
            "unit": text_json(self.unit),
            "rows": [row.to_json() for row in self.rows],
            "columns": {name: cell.to_json() for name, cell in self.columns.items()},
            "groups": {name: cell.to_json() for name, cell in self.groups.items()},
            "categories": _parts_json(self.categories),
            "origins": _parts_json(self.origins),
            "cases": self.cases.to_json(),
            "hours": self.hours.to_json(),
            "cost": self.cost.to_json(),
            "total": self.total.to_json(),
        }


def _parts_json(parts: Parts) -> dict[str, dict[str, dict[str, str]]]:
    return {group: {name: cell.to_json() for name, cell in cells.items()} for group, cells in parts.items()}


class Writer:
    """Rounds and writes by one convention."""

    def __init__(self, shown: Shown) -> None:
        self.shown = shown

    def amount(self, exact: Fraction) -> Cell:
        """Write an amount in the unit of the form."""
        scaled = exact / Fraction(self.shown.unit)
        value = self.shown.amount.of(scaled)
        return Cell(exact, value, self.shown.style.text(value, exact))

    def number(self, exact: Fraction, rounding: Rounding, style: Style | None = None) -> Cell:
        """Write a number that is no amount of the table."""
        value = rounding.of(exact)
        return Cell(exact, value, (style or self.shown.count_style).text(value, exact))

    def cases(self, exact: Fraction) -> Cell:
        """Write how many."""
        found = self.number(exact / Fraction(self.shown.cases_unit), self.shown.cases)
        return Cell(exact, found.value, found.text)

    def joined(self, cells: Iterable[Cell], *, adds: bool) -> Cell:
        """Give a total: the sum of printed figures, or the exact sum rounded."""
        found = list(cells)
        exact = sum((cell.exact for cell in found), ZERO)
        if not adds:
            return self.amount(exact)
        value = exact_sum(cell.value for cell in found)
        return Cell(exact, value, self.shown.style.text(value, exact))

    def parts(self, rows: Iterable[Row], name: Literal["category", "origin"], *, adds: bool) -> Parts:
        """Give the totals by group and by category or origin; rows that say none are left out."""
        found: dict[str, dict[str, list[Cell]]] = {}
        for row in rows:
            value: str | None = getattr(row, name)
            if value is not None and row.group is not None:
                found.setdefault(row.group, {}).setdefault(value, []).append(row.total)
        return {group: {value: self.joined(cells, adds=adds) for value, cells in each.items()}
                for group, each in found.items()}  # fmt: skip

    def added(self, cells: Iterable[Cell]) -> Cell:
        """Give the total of hours or cases: always of the printed figures, as every form has it."""
        found = list(cells)
        value = exact_sum(cell.value for cell in found)
        exact = sum((cell.exact for cell in found), ZERO)
        return Cell(exact, value, self.shown.count_style.text(value, exact))


def show(shown: Shown, exact: Fraction) -> Cell:
    """Round and write an amount as a form has it."""
    return Writer(shown).amount(exact)


def make_table(cost: MeasureCost, entries: tuple[Entry, ...], *, one_off: bool = False) -> Table:
    """Make the table of some entries of a priced measure; one row for each obligation, in the order written."""
    form = Writer(cost.shown)
    by_row: dict[str, list[Entry]] = {}
    for entry in entries:
        by_row.setdefault(entry.obligation.id, []).append(entry)
    rows = tuple(_row(cost, form, item, by_row[item.id]) for item in cost.measure.obligations if item.id in by_row)
    names = dict.fromkeys(name for row in rows for name in row.cells)
    adds = cost.shown.totals == "sum-of-rows"
    counted = [row for row in rows if _counts(cost, row)]
    columns = {
        name: form.joined((row.cells[name] for row in counted if name in row.cells), adds=adds) for name in names
    }
    groups = {
        group.id: form.joined((row.total for row in rows if row.group == group.id), adds=adds)
        for group in cost.method.groups
    }
    return Table(
        unit=cost.shown.unit_name,
        rows=rows,
        columns=columns,
        groups=groups,
        cases=form.added(row.cases for row in rows),
        hours=form.added(row.hours for row in rows),
        cost=form.joined((row.cost for row in counted), adds=adds),
        total=form.joined((row.total for row in counted), adds=adds),
        categories=form.parts(rows, "category", adds=adds),
        origins=form.parts(rows, "origin", adds=adds),
    )


def _counts(cost: MeasureCost, row: Row) -> bool:
    group = cost.method.group_of(row.party)
    return group is not None and group.counted


def _row(cost: MeasureCost, form: Writer, item: Obligation, entries: list[Entry]) -> Row:
    shown, group = form.shown, cost.method.group_of(item.party)
    sums: dict[str, Fraction] = {}
    for entry in entries:
        if entry.line is not None and entry.line.element in cost.method.elements:
            name = _column(cost, entry.line.element, entry.part)
            sums[name] = sums.get(name, ZERO) + entry.line.exact
    anyway = sums.pop(BAU, ZERO)
    cells = {name: form.amount(value) for name, value in sums.items()}
    adds = shown.rows == "sum-of-components"
    whole = form.joined(cells.values(), adds=adds)
    total = form.joined((whole, form.amount(anyway)), adds=adds) if anyway else whole
    hours = sum((entry.hours for entry in entries), ZERO)
    side = Side(cost.reading, item, dict(item.sides()).get("change") or item.sides()[-1][1], Fraction(1), 1)
    cases = side.cases()
    spent: dict[str, Fraction] = {}
    for entry in entries:
        if entry.hours:
            spent[entry.part] = spent.get(entry.part, ZERO) + entry.hours
    rate = next((entry.rate for entry in entries if entry.rate is not None), None)
    exact = sum(sums.values(), ZERO)
    return Row(
        id=item.id,
        title=item.title or Text.both(item.id),
        party=item.party,
        group=group.id if group is not None else None,
        cases=form.cases(cases),
        case_steps=tuple(form.cases(step) for step in side.runs.steps),
        hours=form.number(hours, shown.hours),
        by_activity={part: form.number(value, shown.hours) for part, value in spent.items()},
        time=clock(hours / cases) if cases else "",
        posts=form.number(sum((entry.posts for entry in entries), ZERO), Rounding(to=Decimal("0.01"))),
        rate=form.number(rate.value, shown.rate, shown.style) if rate is not None else None,
        rate_steps=tuple(form.number(step, shown.rate, shown.style) for step in (rate.steps if rate else ())),
        unit_cost=form.number(exact / cases, shown.unit_cost, shown.style) if cases else None,
        cells=cells,
        cost=whole,
        total=total,
        category=item.category,
        origin=item.origin,
    )


def clock(hours: Fraction) -> str:
    """Write hours as ``hh:mm``, to the nearest minute."""
    minutes = Rounding(to=Decimal(1)).of(abs(hours) * 60)
    return f"{'-' if hours < 0 else ''}{int(minutes) // 60:02d}:{int(minutes) % 60:02d}"


def _column(cost: MeasureCost, element: str, part: str) -> str:
    """Give the column that an element of an activity stands in; what would be done anyway stands in none."""
    if element == BAU:
        return BAU
    for column in cost.method.columns:
        if (not column.elements or element in column.elements) and (not column.parts or part in column.parts):
            return column.id
    return element
