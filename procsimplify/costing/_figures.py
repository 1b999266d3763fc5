"""The uncertain figures of one procedure or of two that are compared: what is one figure, and its value in each draw.

A quantity that both procedures have, the very same or at the same path, is one figure. Where an edit gave it another
range, its draws in both keep the same rank: what is high before is high after. A sum that a merger of steps made is
the sum of the draws of its parts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from procsimplify.base.errors import UsageError
from procsimplify.base.findings import Place, error
from procsimplify.base.text import Text
from procsimplify.costing._draws import Range
from procsimplify.costing.ledger import Factor, number_text, text_json
from procsimplify.costing.parameters import parameter
from procsimplify.costing.standard import quantities_in, resolve
from procsimplify.model import Procedure, Provenance, Quantity
from procsimplify.model.quantity import TIME_UNITS, Shape

if TYPE_CHECKING:
    from procsimplify.costing._draws import Floats

__all__ = ["Figure", "Figures", "Values"]

NO_OTHERS: Mapping[str, Procedure] = {}
Ends = tuple[Fraction, Fraction]
"""A low and a high end."""
NO_RANGES: Mapping[str, Ends] = {}
Values = Callable[[Quantity], "Floats"]
"""Gives the draws of an uncertain quantity."""


@dataclass(frozen=True)
class Figure:
    """One uncertain figure.

    Parameters
    ----------
    path : str
        Where it stands in the procedure: ``steps/submit/effort``.
    title : Text
        The step, paper or other thing that it is a figure of.
    unit : str
    low, likely, high : Fraction
        In ``unit``.
    shape : str
        How the draws are spread: ``triangular``, ``uniform``, ``pert``.
    provenance : str
        How it is known.
    """

    path: str
    title: Text
    unit: str
    low: Fraction
    likely: Fraction
    high: Fraction
    shape: Shape
    provenance: Provenance

    def to_json(self) -> dict[str, Any]:
        """Give it as plain data."""
        ends = {name: number_text(getattr(self, name)) for name in ("low", "likely", "high")}
        return {
            "path": self.path,
            "title": text_json(self.title),
            "unit": self.unit,
            **ends,
            "shape": self.shape,
            "provenance": self.provenance,
        }


class Figures:
    """The uncertain figures of some procedures; those that are asked for become columns of the draws.

    Parameters
    ----------
    procedures : Procedure
        The one before, and perhaps the one after.
    shape : str
        Of ranges that say none.
    others : mapping of str to Procedure
        By code those that papers are got from.
    parameters : mapping of str to (Fraction, Fraction)
        Ranges of parameters of the method, in place of those that their files have.
    """

    def __init__(
        self,
        *procedures: Procedure,
        shape: Shape = "triangular",
        others: Mapping[str, Procedure] = NO_OTHERS,
        parameters: Mapping[str, Ends] = NO_RANGES,
    ) -> None:
        self._shape: Shape = shape
        self._asked = parameters
        self._parameters: dict[str, Quantity | None] = {}
        self._held = procedures
        self._paths: dict[int, str] = {}
        self._ranges: dict[int, Range | None] = {}
        self._figures: dict[str, Figure] = {}
        self._parts: dict[int, tuple[Quantity, ...]] = {}
        self._used: set[str] = set()
        known: dict[str, Quantity] = {}
        for procedure in procedures:
            found = [(path, item) for path, item in quantities_in(procedure, "") if id(item) not in self._paths]
            titles = _titles(procedure)
            for path, item in found:
                self._paths[id(item)] = path
                self._add(item, path, procedure, titles)
                parts = _parts(path, procedure, known)
                if path not in known and _is_sum(item, parts):
                    self._parts[id(item)] = parts
            known |= {path: item for path, item in found if path not in known}
        for code, other in others.items():
            titles = _titles(other)
            for path, item in quantities_in(other, ""):
                self._paths.setdefault(id(item), f"{code}/{path}")
                self._add(item, f"{code}/{path}", other, {f"{code}/{name}": text for name, text in titles.items()})

    def parameter(self, factor: Factor, day: date) -> Quantity | None:
        """Give the range of a parameter of the method, from now on drawn; None where it has none."""
        name = factor.name
        if name not in self._parameters:
            found = _between(factor, *self._asked[name]) if name in self._asked else _range_of(name, day)
            self._parameters[name] = found
            if found is not None and found.low is not None and found.high is not None:
                path = f"parameters/{name}"
                shape = found.shape or self._shape
                self._paths[id(found)] = path
                self._ranges[id(found)] = Range(found.low, factor.value, found.high, shape)
                self._figures[path] = Figure(
                    path, factor.title, factor.unit, found.low, factor.value, found.high, shape, factor.provenance
                )
                self._used.add(path)
        return self._parameters[name]

    @property
    def untouched(self) -> tuple[str, ...]:
        """The parameters that a range was asked for and that nothing depends on."""
        return tuple(name for name in self._asked if name not in self._parameters)

    def _add(self, item: Quantity, path: str, procedure: Procedure, titles: Mapping[str, Text]) -> None:
        self._ranges[id(item)] = None
        if item.low is None or item.high is None or item.low == item.high:
            return
        read = resolve(item, procedure.assume)
        likely = read.value if read.value is not None else item.low
        # Beside a row of a standard table the range may be written in another unit of time than the row's.
        low, high = read.low if read.low is not None else item.low, read.high if read.high is not None else item.high
        shape = item.shape or self._shape
        self._ranges[id(item)] = Range(low, likely, high, shape)
        title = _title(path, titles)
        known: Provenance = read.provenance or "illustrative"
        self._figures.setdefault(path, Figure(path, title, read.unit, low, likely, high, shape, known))

    def uncertain(self, quantity: Quantity) -> bool:
        """Tell whether a quantity has a range; from now on it is drawn."""
        if self._ranges.get(id(quantity)) is None:
            return False
        for part in self._parts.get(id(quantity), (quantity,)):
            if self._ranges[id(part)] is not None:
                self._used.add(self._paths[id(part)])
        return True

    def likely(self, quantity: Quantity) -> Fraction:
        """Give the likely value of an uncertain quantity."""
        found = self._ranges[id(quantity)]
        assert found is not None, "asked of uncertain quantities only"
        return found.likely

    @property
    def drawn(self) -> tuple[Figure, ...]:
        """The figures that something depends on, by path: the columns of the draws."""
        return tuple(self._figures[path] for path in sorted(self._used))

    def values(self, uniform: Floats) -> Values:
        """Give what turns an uncertain quantity into its draws, from even numbers, one row for each figure drawn."""
        column = {figure.path: place for place, figure in enumerate(self.drawn)}
        kept: dict[int, Floats] = {}

        def value(quantity: Quantity) -> Floats:
            if id(quantity) not in kept:
                parts = self._parts.get(id(quantity))
                if parts is not None:
                    kept[id(quantity)] = self._sum(quantity, parts, value)
                else:
                    found = self._ranges[id(quantity)]
                    assert found is not None, "asked of uncertain quantities only"
                    kept[id(quantity)] = found.at(uniform[column[self._paths[id(quantity)]]])
            return kept[id(quantity)]

        return value

    def _sum(self, whole: Quantity, parts: tuple[Quantity, ...], value: Values) -> Floats:
        total: Any = 0.0
        for part in parts:
            scale = float(_scale(part, whole))
            known = self._ranges[id(part)] is None
            total = total + scale * (float(part.value or 0) if known else value(part))
        return total


def _between(factor: Factor, low: Fraction, high: Fraction) -> Quantity:
    """Give a range that was asked for of a parameter; it holds the parameter's value."""
    if not low <= factor.value <= high:
        args = {"parameter": factor.name, "value": number_text(factor.value)}
        ends = f"{number_text(low)}..{number_text(high)}"
        raise UsageError(error("costing.range-without-value", Place(), given=ends, **args))
    return Quantity(value=factor.value, low=low, high=high)


def _range_of(name: str, day: date) -> Quantity | None:
    """Give the range that a parameter's file has for a day."""
    dated = parameter(name).at(day)
    if dated.low is None or dated.high is None or dated.low == dated.high:
        return None
    return Quantity(value=dated.value, low=dated.low, high=dated.high, shape=dated.shape)


def _titles(procedure: Procedure) -> dict[str, Text]:
    """Name the things that figures stand at by the first two parts of their path."""
    found: dict[str, Text] = {}
    groups: tuple[tuple[str, tuple[Any, ...]], ...] = (
        ("steps", procedure.steps),
        ("fees", procedure.fees),
        ("registers", procedure.registers),
        ("cases", procedure.cases),
        ("applicants", procedure.applicants),
        ("dossier", procedure.demands()),
    )
    for name, items in groups:
        found |= {f"{name}/{item.id}": item.title for item in items if item.title is not None}
    return found


def _title(path: str, titles: Mapping[str, Text]) -> Text:
    """Name what a figure stands at: a paper however deep in the dossier, else the thing that its path begins with."""
    names = path.split("/")
    if names[0] == "dossier":
        return next((titles[f"dossier/{name}"] for name in names[1:] if f"dossier/{name}" in titles), Text.both(path))
    return titles.get("/".join(names[:2])) or Text.both(path)


def _parts(path: str, procedure: Procedure, known: Mapping[str, Quantity]) -> tuple[Quantity, ...]:
    """List the quantities of the steps that a step was merged from, for a quantity of that step."""
    names = path.split("/")
    if len(names) < 3 or names[0] != "steps":
        return ()
    was = next((step.was for step in procedure.steps if step.id == names[1]), ())
    listed = (known.get("/".join(("steps", former, *names[2:]))) for former in was)
    return tuple(item for item in listed if item is not None)


def _scale(part: Quantity, whole: Quantity) -> Fraction:
    one, other = TIME_UNITS.get(part.unit), TIME_UNITS.get(whole.unit)
    return one / other if one and other else Fraction(1)


def _is_sum(whole: Quantity, parts: tuple[Quantity, ...]) -> bool:
    """Tell whether likely value, low and high end are each the sum of those of the parts."""
    if len(parts) < 2 or whole.low is None or any(part.value is None for part in parts):
        return False
    ends = [
        (part.value, part.value, part.value) if part.low is None else (part.low, part.value, part.high)
        for part in parts
    ]
    scales = [_scale(part, whole) for part in parts]
    sums = [
        sum(((one[n] or 0) * scale for one, scale in zip(ends, scales, strict=True)), Fraction(0)) for n in range(3)
    ]
    return sums == [whole.low, whole.value, whole.high]
