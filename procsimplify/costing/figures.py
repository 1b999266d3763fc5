"""Figures of a measure: signed amounts with a unit and a source, and figures reckoned from others step by step.

A measure speaks of changes, so its figures may be below zero (relief), which a quantity of a procedure may not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal, cast

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from procsimplify.base.errors import InputError
from procsimplify.base.findings import Place, error
from procsimplify.base.messages import phrase_text
from procsimplify.base.numbers import AmbiguousNumber, BadNumber, format_number, parse_number
from procsimplify.base.text import Text
from procsimplify.costing.ledger import Factor
from procsimplify.costing.method import Method
from procsimplify.costing.sources import of_sources
from procsimplify.costing.standard import standard_row
from procsimplify.model import Model, Provenance
from procsimplify.model.basic import Label
from procsimplify.model.quantity import CURRENCY_PATTERN, Shape

__all__ = ["Amount", "Chain", "Figure", "Known", "Reckoning", "known", "reckon"]

_WITH_UNIT = re.compile(
    r"\s*(?P<number>[-+]?\d[\d.,_/]*(?: \d{3}[\d.,_]*)*(?: ?%)?)\s*(?P<unit>[^\W\d_](?:[\w./-]*\w)?)?\s*"
)
MOST_LETTERS = 200


def _number(text: str) -> Fraction:
    try:
        return parse_number(text)
    except AmbiguousNumber as error_:
        raise PydanticCustomError("ambiguous-number", "ambiguous", {"given": text, "readings": str(error_)}) from None
    except BadNumber:
        raise PydanticCustomError("bad-number", "not a number", {"given": text[:40]}) from None


def _split(text: str) -> tuple[Fraction, str]:
    match = _WITH_UNIT.fullmatch(text) if len(text) <= MOST_LETTERS else None
    if match is None:
        raise PydanticCustomError("bad-quantity", "not a quantity", {"given": text[:60]})
    return _number(match["number"]), match["unit"] or ""


class Amount(Model):
    """A number with its unit, below zero for relief: ``-275 min``, ``143 EUR``, ``{low: 2 hour, high: 4 hour}``.

    Parameters
    ----------
    value : Fraction, optional
        The likely value; absent where ``standard``, a range or several sources give it.
    low, high : Fraction, optional
        A range; the method says whether the likely value or the midpoint counts.
    found : tuple of Fraction
        What several sources say, where they differ; the method says which counts.
    unit : str
        A unit of time, of work that the method knows (``person-day``), of counting, or a currency.
    standard : str, optional
        The row of a published table of standard times.
    shape : str, optional
        How the range is spread where uncertainty is reckoned: triangular (the default), uniform, pert.
    """

    value: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    found: tuple[Fraction, ...] = ()
    unit: str = ""
    provenance: Provenance | None = None
    source: Label | None = None
    standard: str | None = Field(default=None, min_length=1, max_length=120)
    shape: Shape | None = None

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: object) -> object:
        if isinstance(data, str):
            number, unit = _split(data)
            return {"value": number, "unit": unit}
        if isinstance(data, Fraction | int | Decimal) and not isinstance(data, bool):
            return {"value": Fraction(data)}
        if isinstance(data, float):
            raise PydanticCustomError("bad-quantity", "a float is not exact", {"given": str(data)})
        if not isinstance(data, Mapping):
            if data is None or isinstance(data, list):
                raise PydanticCustomError("bad-quantity", "not a quantity", {"given": ""})
            return data
        given = dict(cast("Mapping[str, object]", data))
        if "likely" in given:
            given["value"] = given.pop("likely")
        units: set[str] = set()

        def part(value: object) -> object:
            if not isinstance(value, str):
                return value
            number, unit = _split(value)
            units.update({unit} - {""})
            return number

        for key in ("value", "low", "high"):
            if key in given:
                given[key] = part(given[key])
        if isinstance(given.get("found"), list):
            given["found"] = tuple(part(item) for item in cast("list[object]", given["found"]))
        if isinstance(given.get("unit"), str) and given["unit"]:
            units.add(cast("str", given["unit"]))
        if len(units) > 1:
            raise PydanticCustomError("mixed-units", "mixed units", {"given": ", ".join(sorted(units))})
        if units:
            given["unit"] = units.pop()
        return given

    @model_validator(mode="after")
    def _whole(self) -> Amount:
        if (self.low is None) != (self.high is None):
            raise PydanticCustomError("half-range", "half a range", {})
        if self.low is not None and self.high is not None:
            likely = self.value if self.value is not None else self.low
            if not self.low <= likely <= self.high:
                raise PydanticCustomError("range-out-of-order", "order", {})
        if self.value is None and self.low is None and not self.found and self.standard is None:
            raise PydanticCustomError("no-value", "no value", {})
        return self

    @property
    def is_money(self) -> bool:
        """Whether the unit is a currency."""
        return CURRENCY_PATTERN.fullmatch(self.unit) is not None


class Chain(Model):
    """A figure reckoned from others: a start, what is added, what it is multiplied by and divided by, in this order.

    ``{of: 7200, times: [10, 5%, 25%]}`` is a number of cases; ``{of: 20.39 USD, plus: [9.48 USD], times: [120%]}`` a
    loaded wage; ``{mean-of: [39.54 USD, 38.11 USD], times: [1.5, 1.17]}`` begins with a mean.
    """

    of: Amount | None = None
    mean_of: Annotated[tuple[Amount, ...], Field(max_length=100)] = ()
    sum_of: Annotated[tuple[Amount, ...], Field(max_length=100)] = ()
    plus: Annotated[tuple[Amount, ...], Field(max_length=100)] = ()
    times: Annotated[tuple[Amount, ...], Field(max_length=100)] = ()
    divided_by: Annotated[tuple[Amount, ...], Field(max_length=100)] = ()

    @model_validator(mode="after")
    def _start(self) -> Chain:
        if sum((self.of is not None, bool(self.mean_of), bool(self.sum_of))) != 1:
            raise PydanticCustomError("no-value", "one start", {})
        return self


_CHAIN_KEYS = frozenset(("of", "mean-of", "sum-of", "plus", "times", "divided-by"))


class Figure(Model):
    """An amount or a chain of amounts, read by its keys."""

    amount: Amount | None = None
    chain: Chain | None = None

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: object) -> object:
        if isinstance(data, Mapping):
            given = cast("Mapping[str, object]", data)
            if set(given) <= {"amount", "chain"} and given:
                return given
            return {"chain": given} if _CHAIN_KEYS.intersection(given) else {"amount": given}
        return {"amount": data}


@dataclass(frozen=True)
class Known:
    """A figure with its value chosen, its unit, and how it is known."""

    value: Fraction
    unit: str
    provenance: Provenance
    source: Text | None

    def shown(self) -> str:
        """Write it."""
        return f"{format_number(self.value)} {self.unit}".strip()

    def factor(self, name: str, title: Text | None = None) -> Factor:
        """Give it as a factor of a line."""
        named = title if title is not None else phrase_text(f"costing.factor-{name}")
        return Factor(name, named, self.value, self.unit, self.provenance, self.source)


def known(amount: Amount, method: Method, place: Place, assume: Provenance | None = None) -> Known:
    """Choose the value of an amount by the method's rule.

    Raises
    ------
    InputError
        Where no table has the row, or several sources differ and the method has no rule for that.
    """
    provenance: Provenance = amount.provenance or assume or "illustrative"
    if amount.value is not None and not (amount.low is not None and method.of_a_range == "midpoint"):
        return Known(amount.value, amount.unit, provenance, amount.source)
    if amount.low is not None and amount.high is not None:
        return Known((amount.low + amount.high) / 2, amount.unit, provenance, amount.source)
    if amount.found:
        return Known(of_sources(amount.found, method, place), amount.unit, provenance, amount.source)
    row = standard_row(amount.standard or "")
    return Known(row.value, row.unit, amount.provenance or row.provenance, amount.source or row.source)


StepKind = Literal["start", "plus", "times", "divided-by"]


@dataclass(frozen=True)
class Reckoning:
    """A figure with the steps that led to it.

    Parameters
    ----------
    steps : tuple of (str, Known, Fraction)
        What was done, with which figure, and what stood then, unrounded.
    """

    result: Known
    steps: tuple[tuple[StepKind, Known, Fraction], ...]

    def factors(self, name: str, title: Text | None = None) -> tuple[Factor, ...]:
        """Give the figures that it was made of as factors."""
        return tuple(part.factor(name, title) for _, part, _ in self.steps) or (self.result.factor(name, title),)


def reckon(figure: Figure, method: Method, place: Place, assume: Provenance | None = None) -> Reckoning:
    """Reckon a figure exactly.

    Raises
    ------
    InputError
        Where units do not go together, or something is divided by nothing.

    Examples
    --------
    >>> from procsimplify.costing.method import method
    >>> figure = Figure.model_validate({"of": "7200", "times": ["10", "5%", "25%"]})
    >>> reckon(figure, method("de"), Place()).result.value
    Fraction(900, 1)
    """
    if figure.amount is not None:
        return Reckoning(known(figure.amount, method, place, assume), ())
    chain = cast("Chain", figure.chain)
    steps = list(_steps(chain, method, place, assume))
    marks: list[Any] = [part.provenance for _, part, _ in steps]
    from procsimplify.model import weakest

    unit = steps[0][1].unit
    source = next((part.source for _, part, _ in steps if part.source is not None), None)
    return Reckoning(Known(steps[-1][2], unit, weakest(*marks), source), tuple(steps))


def _steps(
    chain: Chain, method: Method, place: Place, assume: Provenance | None
) -> Iterator[tuple[StepKind, Known, Fraction]]:
    def read(amount: Amount) -> Known:
        return known(amount, method, place, assume)

    starts = [read(amount) for amount in ((chain.of,) if chain.of is not None else (*chain.mean_of, *chain.sum_of))]
    unit = starts[0].unit
    value = Fraction(0)
    for number, part in enumerate(starts, 1):
        _same(unit, part, place)
        value += part.value
        mean = chain.mean_of and number == len(starts)
        value = value / number if mean else value
        yield "start", part, value
    for part in map(read, chain.plus):
        _same(unit, part, place)
        value += part.value
        yield "plus", part, value
    for part in map(read, chain.times):
        value *= part.value
        yield "times", part, value
    for part in map(read, chain.divided_by):
        if not part.value:
            raise InputError(error("costing.divided-by-nothing", place))
        value /= part.value
        yield "divided-by", part, value


def _same(unit: str, part: Known, place: Place) -> None:
    if part.unit != unit:
        raise InputError(error("costing.units-differ", place, given=part.shown(), unit=unit or "–"))
