"""From a quantity of the model to the numbers of a line: hours, money and counts, in one currency, exact."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from procsimplify.base.errors import InputError
from procsimplify.base.findings import Place, error
from procsimplify.base.messages import phrase_text
from procsimplify.base.text import Text
from procsimplify.costing.ledger import Factor, Line
from procsimplify.costing.method import Method, Price
from procsimplify.costing.rounding import amount_of, of_year
from procsimplify.costing.sources import of_sources
from procsimplify.costing.standard import resolve, standard_row
from procsimplify.model import Provenance, Quantity, weakest
from procsimplify.model.quantity import TIME_UNITS, Assume

_NO_COUNT = frozenset(TIME_UNITS)
ONE = Fraction(1)


@dataclass(frozen=True)
class Spot:
    """Where a line stands and who bears it; what all lines of one element have in common."""

    step: str
    demand: str | None
    case: str | None
    party: str
    visits: Fraction
    scale: Scale
    extra: tuple[Factor, ...] = ()
    marks: tuple[str, ...] = ()
    wage: Quantity | None = None


@dataclass(frozen=True)
class Scale:
    """How many cases a ledger is of, and what that number was made of."""

    volume: Fraction = ONE
    factors: tuple[Factor, ...] = ()


@dataclass(frozen=True)
class Amounts:
    """Makes lines for one method and one file's assumption about bare numbers."""

    method: Method
    assume: Assume | None

    def factor(self, name: str, quantity: Quantity, path: str) -> Factor:
        """Give a quantity as a factor: its value, and how it is known."""
        read = resolve(quantity, self.assume, Place(path=path))
        source: Text | None = Text.both(read.source) if read.source is not None else None
        if quantity.standard is not None and quantity.source is None:
            source = standard_row(quantity.standard).source
        value = read.value if read.value is not None else Fraction(0)
        if read.found:
            value = of_sources(read.found, self.method, Place(path=path))
        title = phrase_text(f"costing.factor-{name}")
        return Factor(name, title, value, read.unit, read.provenance or "illustrative", source, quantity=quantity)

    def hours(self, factor: Factor, path: str) -> Fraction:
        """Give a time at work in hours.

        Raises
        ------
        InputError
            Where it has no fixed number of hours.
        """
        hours = TIME_UNITS.get(factor.unit)
        if hours is None:
            raise InputError(error("costing.not-hours", Place(path=path), given=_given(factor)))
        return factor.value * hours

    def money(self, factor: Factor, path: str) -> Fraction:
        """Give an amount of money in the method's currency.

        Raises
        ------
        InputError
            Where it is another currency's, or no money.
        """
        currency = self.method.currency
        if factor.unit == currency:
            return factor.value
        args = {"given": _given(factor), "currency": currency, "method": self.method.id}
        code = "costing.currency-mix" if factor.unit.isupper() else "costing.not-money"
        raise InputError(error(code, Place(path=path), **args))

    def count(self, factor: Factor, path: str) -> Fraction:
        """Give a number of things.

        Raises
        ------
        InputError
            Where it is a time or an amount of money.
        """
        if factor.unit in _NO_COUNT or factor.unit.isupper():
            raise InputError(error("costing.not-a-count", Place(path=path), given=_given(factor)))
        return factor.value

    def time_line(
        self,
        spot: Spot,
        element: str,
        part: str,
        effort: Quantity,
        price: Price,
        path: str,
        times: Fraction = ONE,
        persons: Factor | None = None,
    ) -> Line:
        """Make the line of a time at work, done ``times`` over."""
        factor = self.factor("effort", effort, path)
        many, number = _persons(persons)
        factors = (factor, *_pieces(times), *many, *price.factors)
        hours = self.hours(factor, path) * times * number
        return self.line(spot, element, part, hours, "hour", price.value, factors)

    def money_line(
        self,
        spot: Spot,
        element: str,
        part: str,
        outlay: Quantity,
        path: str,
        times: Fraction = ONE,
        unit: str = "case",
        receiver: str | None = None,
        persons: Factor | None = None,
    ) -> Line:
        """Make the line of an amount of money, paid ``times`` over."""
        factor = self.factor("outlay", outlay, path)
        price = self.money(factor, path)
        many, number = _persons(persons)
        return self.line(spot, element, part, times * number, unit, price, (factor, *_pieces(times), *many), receiver)

    def line(
        self,
        spot: Spot,
        element: str,
        part: str,
        quantity: Fraction,
        unit: str,
        price: Fraction,
        factors: tuple[Factor, ...],
        receiver: str | None = None,
    ) -> Line:
        """Make a line: multiply exactly, round once."""
        every = (*factors, *spot.extra, *spot.scale.factors)
        scale = spot.scale
        amount, rounded = amount_of(
            self.method, quantity, unit, price, spot.visits, scale.volume, of_year=of_year(scale.factors)
        )
        marks: list[Provenance] = [factor.provenance for factor in every if factor.name not in COUNTED]
        return Line(
            spot.step, spot.demand, spot.case, element, part, spot.party, receiver, quantity, unit, price, spot.visits,
            scale.volume, amount, weakest(*marks) if marks else "published", every, factors[0].source, spot.marks,
            rounded,
        )  # fmt: skip


COUNTED = frozenset(("pieces",))
"""Factors that are counted on the procedure itself: they are part of its text and weaken nothing."""


def _pieces(times: Fraction) -> tuple[Factor, ...]:
    if times == 1:
        return ()
    return (Factor("pieces", phrase_text("costing.factor-pieces"), times, "", "published"),)


def _persons(persons: Factor | None) -> tuple[tuple[Factor, ...], Fraction]:
    return ((), ONE) if persons is None else ((persons,), persons.value)


def _given(factor: Factor) -> str:
    from procsimplify.base.numbers import format_number

    return f"{format_number(factor.value)} {factor.unit}".strip()
