"""The figures of a measure in the units of the ledger: hours, money, counts, shares, and the price of an hour."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property

from procsimplify.base.errors import InputError
from procsimplify.base.findings import Finding, Place, error
from procsimplify.costing.conventions import Points
from procsimplify.costing.figures import Amount, Known, known, reckon
from procsimplify.costing.ledger import Factor
from procsimplify.costing.measure import Measure, Wage
from procsimplify.costing.method import Method
from procsimplify.costing.parameters import parameter
from procsimplify.costing.parameters_tables import parameter_table
from procsimplify.costing.unpriced import Unpriced
from procsimplify.model import Provenance, weakest
from procsimplify.model.quantity import TIME_UNITS

__all__ = ["POST", "Rate", "Reading"]

POST = "post"


@dataclass(frozen=True)
class Rate:
    """The price of an hour, or of a post for a year, and what it was made of."""

    value: Fraction
    per: str
    provenance: Provenance
    factors: tuple[Factor, ...]
    steps: tuple[Fraction, ...] = ()
    loaded: bool = False


class Reading:
    """Reads the figures of a measure by one method on one day: hours, money, counts, shares and prices of time."""

    def __init__(self, measure: Measure, method: Method, day: date) -> None:
        self.measure, self.method, self.day = measure, method, day
        self.gaps: list[Unpriced] = []

    def read(self, amount: Amount, path: str) -> Known:
        """Choose the value of an amount."""
        return known(amount, self.method, Place(path=path), self.measure.assume)

    def hours(self, found: Known, path: str) -> Fraction:
        """Give a time at work in hours, by the method's own units where it has them."""
        units = dict(self.method.units)
        if found.unit in units:
            return found.value * parameter(units[found.unit]).at(self.day).value
        hours = TIME_UNITS.get(found.unit)
        if hours is None:
            raise InputError(self.no_unit(found.shown(), path))
        return found.value * hours

    def no_unit(self, given: str, path: str) -> Finding:
        """Say that something has no number of hours under the method, and which units have."""
        names = ", ".join(("min", "hour", *dict(self.method.units)))
        args = {"given": given, "method": self.method.id, "file": self.method.file, "known": names}
        return error("costing.unit-does-not-convert", Place(path=path), **args)

    @cached_property
    def restated(self) -> Factor | None:
        """How amounts are put into the prices of another year; None where they stay as they are.

        Raises
        ------
        InputError
            Where the method has no series of prices, or it has no figure for one of the years.
        """
        target, base = self.measure.prices_of, self.measure.price_year or self.day.year
        if target is None or target == base:
            return None
        if self.method.deflator is None:
            args = {"method": self.method.id, "file": self.method.file}
            raise InputError(error("costing.no-deflator", Place(path="prices-of"), **args))
        series = parameter(self.method.deflator)
        to, of = series.at(date(target, 12, 31)), series.at(date(base, 12, 31))
        ratio = to.value / of.value
        return Factor(series.id, series.title, ratio, "", weakest(to.provenance, of.provenance), to.source, to.date)

    def post_hours(self) -> Fraction | None:
        """Give the hours of a post in a year; None where the method has no such parameter."""
        name = dict(self.method.units).get(POST)
        return None if name is None else parameter(name).at(self.day).value

    def money(self, found: Known, path: str) -> Fraction:
        """Give an amount of money in the method's currency."""
        if found.unit == self.method.currency:
            return found.value
        args = {"given": found.shown(), "currency": self.method.currency, "method": self.method.id}
        code = "costing.currency-mix" if found.unit.isupper() else "costing.not-money"
        raise InputError(error(code, Place(path=path), **args))

    def count(self, found: Known, path: str) -> Fraction:
        """Give a number of things, at least 0."""
        if found.unit in TIME_UNITS or found.unit.isupper():
            raise InputError(error("costing.not-a-count", Place(path=path), given=found.shown()))
        if found.value < 0:
            raise InputError(error("costing.negative-count", Place(path=path), given=found.shown()))
        return found.value

    def share(self, amount: Amount, path: str) -> Fraction:
        """Give a share between 0 and 1."""
        found = self.read(amount, path)
        if found.unit or not 0 <= found.value <= 1:
            raise InputError(error("costing.not-a-share", Place(path=path), given=found.shown()))
        return found.value

    def rate(self, wage: Wage | None, party: str, points: Points, path: str) -> Rate | None:
        """Give the price of an hour for a party: as written, of the wage table, or the method's own; None without."""
        if wage is not None and wage.rate is not None:
            reckoned = reckon(wage.rate, self.method, Place(path=path), self.measure.assume)
            value = self.money(reckoned.result, path)
            steps = tuple(step for _, _, step in reckoned.steps) or (value,)
            factors = reckoned.factors("rate")
            found = Rate(value, wage.per, reckoned.result.provenance, factors, steps)
        elif wage is not None:
            found = self._of_table(wage, party, path)
        else:
            price = self.method.time_price(party, self.day)
            if price is None:
                return None
            found = Rate(price.value, "hour", price.provenance, price.factors, (price.value,))
        if wage is not None and wage.overhead == "included":
            found = replace(found, loaded=True)
        if points.rate is not None and found.per == "hour":
            return replace(found, value=points.rate.carried(found.value))
        return found

    def _of_table(self, wage: Wage, party: str, path: str) -> Rate:
        table = wage.table or self.method.wage_table(party)
        if table is None:
            args = {"method": self.method.id, "party": party, "file": self.method.file}
            raise InputError(error("costing.no-wage-table", Place(path=path), **args))
        whole = parameter_table(table)
        row, column = wage.sector or whole.rows[-1][0], wage.level or whole.columns[-1]
        read = parameter(f"{table}/{row}/{column}")
        dated = read.at(self.day)
        if read.unit != f"{self.method.currency}/hour":
            args = {"given": f"{table} ({read.unit})", "currency": self.method.currency, "method": self.method.id}
            raise InputError(error("costing.currency-mix", Place(path=path), **args))
        factor = Factor(read.id, read.title, dated.value, read.unit, dated.provenance, dated.source, dated.date)
        return Rate(dated.value, wage.per, dated.provenance, (factor,), (dated.value,))
