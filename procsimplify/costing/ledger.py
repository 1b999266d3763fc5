"""The ledger: lines, each rounded once, and totals that are sums of lines and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import Any

from procsimplify.base.numbers import exact_sum
from procsimplify.base.text import Text
from procsimplify.model import Provenance, Quantity
from procsimplify.model.quantity import PROVENANCES

__all__ = ["ELEMENTS", "Carried", "Factor", "Ledger", "Line", "amount_text", "number_text", "text_json"]

ELEMENTS = ("time", "out-of-pocket", "fee", "travel", "service", "one-off", "other")
"""The elements of cost in the order in which they are shown; methods may add some."""
MOST_PLACES = 18
HOUR = "hour"


@dataclass(frozen=True, slots=True)
class Factor:
    """One number that a line was made of.

    Parameters
    ----------
    name : str
        A parameter's id, or what the number is: ``effort``, ``outlay``, ``visits``, ``volume``, ``share``, ``pieces``.
    value : Fraction
        As given, in ``unit``.
    source : Text or None
        Where it was read.
    day : date or None
        For a parameter: the first day on which the value is used.
    quantity : Quantity or None
        The quantity of the procedure that it was read from, with its range; it is no part of the factor's value.
    divides : bool
        Whether the price is divided by it.
    """

    name: str
    title: Text
    value: Fraction
    unit: str
    provenance: Provenance
    source: Text | None = None
    day: date | None = None
    quantity: Quantity | None = field(default=None, compare=False, repr=False)
    divides: bool = field(default=False, compare=False, repr=False)

    def to_json(self) -> dict[str, Any]:
        """Give the factor as plain data."""
        found: dict[str, Any] = {
            "name": self.name,
            "title": text_json(self.title),
            "value": number_text(self.value),
            "unit": self.unit,
            "provenance": self.provenance,
            "source": text_json(self.source),
        }
        return found | ({"date": self.day.isoformat()} if self.day is not None else {})


@dataclass(frozen=True, slots=True)
class Carried:
    """A figure that the method rounds on the way, and what is reckoned on with.

    Parameters
    ----------
    at : str
        The point: ``cases``, ``hours``, ``unit-cost`` or ``line``.
    to : Decimal
        The step that it is rounded to.
    value : Fraction
        The rounded figure.
    """

    at: str
    to: Decimal
    mode: str
    value: Fraction

    def to_json(self) -> dict[str, str]:
        """Give it as plain data."""
        return {"at": self.at, "to": f"{self.to:f}", "mode": self.mode, "value": number_text(self.value)}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: quantity × price × visits × volume, rounded once.

    Parameters
    ----------
    step : str
    demand : str or None
    case : str or None
        The case whose variant it is a line of.
    element : str
        One of `ELEMENTS`, or one that the method adds.
    part : str
        What of the step or demand it prices: ``effort``, ``outlay``, ``trip``, ``fare``, ``sets``, ``copies``,
        ``certifying``, ``confirming``, ``look-up``, ``supplement``, ``cost:ID``, ``fee:ID``, ``condition:ID``.
    party : str
        Who bears it: ``citizen``, ``business/small``, ``authority:province``, ``third-party:notary``.
    receiver : str or None
        Who gets the money, where that is known.
    quantity : Fraction
        In ``unit``; ``price`` is for one of it.
    visits : Fraction
        Expected executions in one case, known shares of conditional papers included.
    volume : Fraction
        Cases: 1 in a ledger of one case, cases a year in a yearly one; times the variant's share in a weighted total.
    amount : Decimal
        Rounded to the method's line quantum.
    provenance : str
        The weakest of the factors.
    marks : tuple of str
        What to know of it: ``cheapest-of:GROUP``.
    rounded : tuple of Carried
        What the method rounds on the way to the amount, in the order of the reckoning; mostly nothing.
    """

    step: str
    demand: str | None
    case: str | None
    element: str
    part: str
    party: str
    receiver: str | None
    quantity: Fraction
    unit: str
    price: Fraction
    visits: Fraction
    volume: Fraction
    amount: Decimal
    provenance: Provenance
    factors: tuple[Factor, ...]
    source: Text | None
    marks: tuple[str, ...] = ()
    rounded: tuple[Carried, ...] = ()

    @property
    def exact(self) -> Fraction:
        """The amount before any rounding."""
        return self.quantity * self.price * self.visits * self.volume

    @property
    def carried(self) -> Fraction:
        """The amount before it is rounded as a line, and after what the method rounds on the way to it."""
        return Fraction(self.amount) if self.rounded else self.exact

    @property
    def hours(self) -> Fraction:
        """Its hours at work, priced or left in hours; 0 for money."""
        if self.unit != HOUR:
            return Fraction(0)
        found = next((item.value for item in self.rounded if item.at == "hours"), None)
        if found is not None:
            return found
        cases = next((item.value for item in self.rounded if item.at == "cases"), self.volume)
        return self.quantity * self.visits * cases

    def to_json(self) -> dict[str, Any]:
        """Give the line as plain data; numbers are exact decimals, or rounded at 18 places where they do not end."""
        return {
            "step": self.step,
            "demand": self.demand,
            "case": self.case,
            "element": self.element,
            "part": self.part,
            "party": self.party,
            "receiver": self.receiver,
            "quantity": number_text(self.quantity),
            "unit": self.unit,
            "price": number_text(self.price),
            "visits": number_text(self.visits),
            "volume": number_text(self.volume),
            "amount": amount_text(self.amount),
            "provenance": self.provenance,
            "factors": [factor.to_json() for factor in self.factors],
            "source": text_json(self.source),
            "marks": list(self.marks),
            "rounded": [item.to_json() for item in self.rounded],
        }


@dataclass(frozen=True)
class Ledger:
    """Lines and their sums.

    Examples
    --------
    >>> Ledger(()).total
    Decimal('0')
    """

    lines: tuple[Line, ...] = field(default=())

    @cached_property
    def total(self) -> Decimal:
        """The sum of all lines."""
        return exact_sum(line.amount for line in self.lines)

    @cached_property
    def by_step(self) -> Mapping[str, Decimal]:
        """Sums by step, in the order of the lines."""
        return self._by(lambda line: line.step)

    @cached_property
    def by_element(self) -> Mapping[str, Decimal]:
        """Sums by element, in the order of the lines."""
        return self._by(lambda line: line.element)

    @cached_property
    def by_party(self) -> Mapping[str, Decimal]:
        """Sums by who bears them."""
        return self._by(lambda line: line.party)

    @cached_property
    def hours(self) -> Mapping[str, Fraction]:
        """Hours at work by who spends them, priced or left in hours."""
        sums: dict[str, Fraction] = {}
        for line in self.lines:
            if line.unit == HOUR:
                sums[line.party] = sums.get(line.party, Fraction(0)) + line.hours
        return MappingProxyType(sums)

    @cached_property
    def by_receiver(self) -> Mapping[str, Decimal]:
        """Sums by who gets the money, lines without a known receiver left out."""
        return self._by(lambda line: line.receiver)

    @cached_property
    def by_provenance(self) -> Mapping[Provenance, Decimal]:
        """Sums by how the lines are known, strongest first."""
        sums = self._by(lambda line: line.provenance)
        return MappingProxyType({mark: sums[mark] for mark in PROVENANCES if mark in sums})

    def only(self, keep: Callable[[Line], bool]) -> Ledger:
        """Give the ledger of some of the lines."""
        return Ledger(tuple(line for line in self.lines if keep(line)))

    def _by(self, key: Callable[[Line], str | None]) -> Mapping[str, Decimal]:
        groups: dict[str, list[Decimal]] = {}
        for line in self.lines:
            name = key(line)
            if name is not None:
                groups.setdefault(name, []).append(line.amount)
        return MappingProxyType({name: exact_sum(amounts) for name, amounts in groups.items()})


def amount_text(amount: Decimal) -> str:
    """Write an amount exactly, without trailing zeros and without an exponent.

    Examples
    --------
    >>> amount_text(Decimal("118844.696970")), amount_text(Decimal("0.000000")), amount_text(Decimal("1E+3"))
    ('118844.69697', '0', '1000')
    """
    text = f"{amount:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("", "-0") else text


def number_text(value: Fraction) -> str:
    """Write a number as a decimal: exactly where it ends within 18 places, else rounded there.

    Examples
    --------
    >>> number_text(Fraction(7, 5)), number_text(Fraction(1, 3))
    ('1.4', '0.333333333333333333')
    """
    scaled = round(value * 10**MOST_PLACES)
    whole, rest = divmod(abs(scaled), 10**MOST_PLACES)
    digits = f"{whole}.{rest:0{MOST_PLACES}d}".rstrip("0").rstrip(".")
    return f"-{digits}" if scaled < 0 else digits


def text_json(text: Text | None) -> dict[str, str] | None:
    """Give a text in both languages, None where there is none."""
    return None if text is None else {"vi": text.get("vi"), "en": text.get("en")}


def amounts_json(sums: Mapping[Any, Decimal], order: Iterable[str] = ()) -> dict[str, str]:
    """Give sums as plain data, those named in ``order`` first."""
    first = [name for name in order if name in sums]
    rest = [name for name in sums if name not in first]
    return {name: amount_text(sums[name]) for name in (*first, *rest)}
