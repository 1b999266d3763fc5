"""The printed table of a procedure by any method: a row for each step and party, written as its form has it.

It is the table of a measure (`procsimplify.costing.table`) filled from the ledger of a procedure, so that one method
prints both alike: columns, groups, units, and whether totals add printed figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from procsimplify.base.text import Text
from procsimplify.costing.conventions import Group, Rounding
from procsimplify.costing.ledger import HOUR, Line, number_text, text_json
from procsimplify.costing.method import Method
from procsimplify.costing.result import Cost
from procsimplify.costing.table import Cell, Row, Table, Writer, clock

__all__ = ["Compared", "compared", "cost_table"]

ZERO = Fraction(0)


def cost_table(cost: Cost) -> Table:
    """Make the printed table of a priced procedure: of a year where the volume is known, else of one case.

    Parameters
    ----------
    cost : Cost

    Returns
    -------
    Table
        Authorities and third parties have rows too; their group says whether they are in the total.

    Examples
    --------
    >>> from procsimplify.costing.cost import cost
    >>> from procsimplify.model import read_procedure
    >>> tree = {"code": "1", "title": "x", "as-of": "2026-07-01", "currency": "EUR", "applicants": ["business"],
    ...         "volume": {"cases": "1000"}, "steps": [{"id": "submit", "kind": "submit", "effort": "30 min"}]}
    >>> cost_table(cost(read_procedure(tree), "de")).total.text
    '19'
    """
    method, writer = cost.pricing.method, Writer(cost.pricing.method.shown)
    titles = {step.id: step.title or Text.both(step.id) for step in cost.source.steps}
    by_row: dict[tuple[str, str], list[Line]] = {}
    for line in cost.priced.ledger.lines:
        by_row.setdefault((line.step, line.party), []).append(line)
    rows = tuple(_row(cost, writer, titles, key, lines) for key, lines in by_row.items())
    adds = method.shown.totals == "sum-of-rows"
    groups = {group.id: group for group in method.groups}
    counted = [row for row in rows if row.group is None or groups[row.group].counted]
    names = dict.fromkeys(name for row in rows for name in row.cells)
    return Table(
        unit=method.shown.unit_name,
        rows=rows,
        columns={name: writer.joined((row.cells[name] for row in counted if name in row.cells), adds=adds)
                 for name in names},
        groups={name: writer.joined((row.total for row in rows if row.group == name), adds=adds) for name in groups},
        cases=writer.cases(cost.volume or Fraction(1)),
        hours=writer.added(row.hours for row in counted),
        cost=writer.joined((row.cost for row in counted), adds=adds),
        total=writer.joined((row.total for row in counted), adds=adds),
        categories={},
        origins={},
    )  # fmt: skip


def _row(cost: Cost, writer: Writer, titles: dict[str, Text], key: tuple[str, str], lines: list[Line]) -> Row:
    method, shown = cost.pricing.method, cost.pricing.method.shown
    step, party = key
    group: Group | None = method.group_of(party)
    in_hours = group is not None and group.time == "hours"
    sums: dict[str, Fraction] = {}
    spent: dict[str, Fraction] = {}
    for line in lines:
        if line.unit == HOUR:
            spent[line.part] = spent.get(line.part, ZERO) + line.hours
        if not (in_hours and line.unit == HOUR):
            name = _column(method, line)
            sums[name] = sums.get(name, ZERO) + line.carried
    cells = {name: writer.amount(value) for name, value in sums.items()}
    total = writer.joined(cells.values(), adds=shown.rows == "sum-of-components")
    hours, cases = sum(spent.values(), ZERO), cost.volume if cost.volume is not None else Fraction(1)
    rate = next((line.price for line in lines if line.unit == HOUR and line.price), None)
    return Row(
        id=step,
        title=titles[step],
        party=party,
        group=group.id if group is not None else None,
        cases=writer.cases(cases),
        case_steps=tuple(writer.cases(factor.value) for factor in cost.volume_factors),
        hours=writer.number(hours, shown.hours),
        by_activity={part: writer.number(value, shown.hours) for part, value in spent.items()},
        time=clock(hours / cases) if cases else "",
        posts=writer.number(ZERO, Rounding(to=Decimal("0.01"))),
        rate=writer.number(rate, shown.rate, shown.style) if rate is not None else None,
        rate_steps=(),
        unit_cost=writer.number(sum(sums.values(), ZERO) / cases, shown.unit_cost, shown.style) if cases else None,
        cells=cells,
        cost=total,
        total=total,
    )


def _column(method: Method, line: Line) -> str:
    for column in method.columns:
        if (not column.elements or line.element in column.elements) and not column.parts:
            return column.id
    return line.element


@dataclass(frozen=True)
class Compared:
    """One line of the comparison: before, after, saved and percent, as the form has them.

    Parameters
    ----------
    saved : Cell
        What the printed figures before and after differ by where the method adds printed figures; else the exact
        difference, rounded.
    percent : Fraction or None
        Of the exact figures; None where there was nothing before or the total is only "at least".
    """

    id: str
    title: Text | None
    before: Cell
    after: Cell
    saved: Cell
    percent: Fraction | None

    def to_json(self) -> dict[str, Any]:
        """Give it as plain data."""
        return {
            "id": self.id,
            "title": text_json(self.title),
            "before": self.before.to_json(),
            "after": self.after.to_json(),
            "saved": self.saved.to_json(),
            "percent": None if self.percent is None else number_text(self.percent),
        }


def compared(before: Cost, after: Cost) -> tuple[Compared, ...]:
    """Compare two versions by the groups of the method, and in total, as the method prints them.

    Parameters
    ----------
    before, after : Cost
        By one method, on one day.
    """
    method, writer = before.pricing.method, Writer(before.pricing.method.shown)
    one, other = cost_table(before), cost_table(after)
    is_open = before.is_open or after.is_open
    pairs = [(group.id, group.title, one.groups[group.id], other.groups[group.id]) for group in method.groups]
    rows = [pair for pair in pairs if pair[2].exact or pair[3].exact]
    listed = [*rows, ("total", None, one.total, other.total)]
    return tuple(
        Compared(name, title, first, second, _saved(writer, first, second), _percent(first, second, is_open))
        for name, title, first, second in listed
    )


def _saved(writer: Writer, before: Cell, after: Cell) -> Cell:
    exact = before.exact - after.exact
    if writer.shown.totals != "sum-of-rows":
        return writer.amount(exact)
    value = before.value - after.value
    return Cell(exact, value, writer.shown.style.text(value, exact))


def _percent(before: Cell, after: Cell, is_open: bool) -> Fraction | None:
    if is_open or not before.exact:
        return None
    return (before.exact - after.exact) / before.exact * 100
