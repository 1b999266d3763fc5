"""How a published figure is held against a priced measure: every figure is got by the public path, by its name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from procsimplify.costing import MeasureCost, price_measure


@dataclass(frozen=True)
class Vector:
    """A published figure: where it is printed, the measure that it is of, and what is printed.

    ``expect`` maps the name of a figure to its number; ``printed`` to the text, with its signs, brackets and marks.
    """

    id: str
    source: str
    method: str
    measure: Mapping[str, Any]
    expect: Mapping[str, str] = field(default_factory=dict[str, str])
    printed: Mapping[str, str] = field(default_factory=dict[str, str])
    as_of: str | None = None


def price(vector: Vector) -> MeasureCost:
    """Price the measure of a vector."""
    tree = {"id": "m", **vector.measure}
    return price_measure(tree, vector.method, date.fromisoformat(vector.as_of) if vector.as_of else None)


def figure(cost: MeasureCost, name: str) -> Any:
    """Give a figure by its name: ``[BASIS:]total``, ``[BASIS:]ROW.total``, ``ROW.hours``, ``ROW.cell.personnel``."""
    basis, _, path = name.rpartition(":")
    if path == "over-years":
        return cost.show(cost.total_over_years)
    table = cost.table(int(basis) if basis.isdecimal() else basis or None)
    head, *rest = _names(path, {row.id for row in table.rows})
    if head in ("total", "cost", "hours", "cases"):
        return getattr(table, head)
    if head in ("columns", "groups"):
        return getattr(table, head)[rest[0]]
    if head in ("categories", "origins"):
        return getattr(table, head)[rest[0]][rest[1]]
    row = next(row for row in table.rows if row.id == head)
    found: Any = getattr(row, {"cell": "cells", "step": "rate_steps", "count": "case_steps", "of": "by_activity"}.get(
        rest[0], rest[0]))  # fmt: skip
    if isinstance(found, Mapping):
        return found[rest[1]]
    return found[int(rest[1])] if isinstance(found, tuple) else found


def _names(path: str, rows: Iterable[str]) -> list[str]:
    """Cut a path at its points, the id of a row kept whole: ``4.2.3.total`` is the total of row 4.2.3."""
    row = max((name for name in rows if path.startswith(f"{name}.")), key=len, default="")
    return [row, *path[len(row) + 1 :].split(".")] if row else path.split(".")


def check(vector: Vector) -> None:
    """Assert that every figure is as printed."""
    cost = price(vector)
    assert vector.expect or vector.printed
    for name, number in vector.expect.items():
        assert figure(cost, name).value == Decimal(number), (vector.id, name)
    for name, text in vector.printed.items():
        found = figure(cost, name)
        assert (found if isinstance(found, str) else found.text) == text, (vector.id, name)


def rows(items: Iterable[tuple[str, Mapping[str, Any]]], **common: Any) -> list[dict[str, Any]]:
    """Make obligations of rows that share keys."""
    return [{"id": name, **common, **keys} for name, keys in items]
