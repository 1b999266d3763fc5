"""Whether each quantity has a unit of its kind: work in minutes or hours, money in a currency, shares in none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal, cast, get_args

from procsimplify.model.basic import Model, fields_of
from procsimplify.model.procedure import FeeLine, Limit, Procedure, Volume
from procsimplify.model.quantity import TIME_UNITS, Quantity
from procsimplify.model.step import Tacit

__all__ = ["Kind", "wrong_units"]

Kind = Literal["work", "span", "money", "share", "count"]
Path = tuple[str | int, ...]

_BY_FIELD: Mapping[str, Kind] = {
    "effort": "work", "time": "work",
    "wait": "span", "limit": "span", "notice": "span", "deadline": "span", "validity": "span",
    "outlay": "money", "amount": "money", "fare": "money", "cost": "money", "base": "money",
    "wage": "money",
    "share": "share", "chance": "share", "items": "count", "persons": "count",
}  # fmt: skip
_BY_MODEL: Mapping[tuple[type[Model], str], Kind] = {
    (Limit, "value"): "span",
    (Tacit, "after"): "span",
    (Volume, "cases"): "count",
    (Volume, "subjects"): "count",
    (Volume, "times"): "count",
}


def wrong_units(procedure: Procedure) -> Iterator[tuple[Path, Kind, Quantity]]:
    """List the quantities whose unit is not one of their kind, with what was wanted."""
    yield from _inside(procedure, ())


def _inside(model: Model, path: Path) -> Iterator[tuple[Path, Kind, Quantity]]:
    for name, key in _holders(type(model)):
        value = getattr(model, name)
        if value is None or value == ():
            continue
        here = (*path, key)
        if isinstance(value, Quantity):
            kind = _BY_MODEL.get((type(model), name)) or _BY_FIELD.get(name)
            if isinstance(model, FeeLine) and name == "amount" and model.per == "share":
                kind = "share"
            if kind is not None and not _fits(value, kind):
                yield here, kind, value
        elif isinstance(value, Model):
            yield from _inside(value, here)
        elif isinstance(value, tuple):
            for place, item in enumerate(cast("tuple[Any, ...]", value)):
                if isinstance(item, Model):
                    yield from _inside(item, (*here, place))


@cache
def _holders(kind: type[Model]) -> tuple[tuple[str, str], ...]:
    """List the fields that can hold a quantity, or something that can: texts, names and marks need no look."""
    return tuple((name, key) for name, key, info in fields_of(kind) if _may_hold(info.annotation))


def _may_hold(annotation: Any) -> bool:
    if isinstance(annotation, type):
        return issubclass(annotation, Model | Quantity)
    return any(_may_hold(part) for part in get_args(annotation))


def _fits(quantity: Quantity, kind: Kind) -> bool:
    if quantity.value is None and not quantity.unit:
        # The row of the standard table that it names has the unit.
        return True
    if kind == "work":
        return TIME_UNITS.get(quantity.unit) is not None
    if kind == "span":
        return quantity.is_time
    if kind == "money":
        return quantity.is_money
    if kind == "share":
        return not quantity.unit
    return not quantity.is_time and not quantity.is_money
