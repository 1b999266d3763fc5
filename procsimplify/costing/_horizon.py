"""Over which years a priced measure is brought to one figure, and how: the method's rule, or the measure's own."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from procsimplify.base.errors import InputError
from procsimplify.base.findings import Place, error
from procsimplify.costing.ledger import Factor
from procsimplify.costing.measure import Measure
from procsimplify.costing.parameters import parameter
from procsimplify.costing.spreading import Spread, recovery

if TYPE_CHECKING:
    from procsimplify.costing.measure_cost import MeasureCost

MOST_YEARS = 500
MOST_PERIODS = 100_000

__all__ = ["length_of", "spread_of", "uses_of"]


def length_of(measure: Measure) -> Fraction | None:
    """Give the years from the first to the last day of a measure; None where it does not end."""
    if measure.start is None or measure.end is None:
        return None
    last = measure.end + timedelta(days=1)
    months = (last.year - measure.start.year) * 12 + last.month - measure.start.month
    days = last.day - measure.start.day
    return (Fraction(months) + Fraction(days, 30)) / 12


def spread_of(cost: MeasureCost) -> Spread | None:
    """Give how years become one figure; None where neither the method nor the measure says so."""
    horizon, own, day = cost.method.horizon, cost.measure.period, cost.as_of
    if horizon is None and own is None:
        return None
    read = cost.reading

    def value(name: str | None) -> Fraction | None:
        return parameter(name).at(day).value if name is not None else None

    years = value(horizon.years) if horizon is not None else None
    rate = value(horizon.rate) if horizon is not None else None
    if own is not None and own.years is not None:
        years = read.count(read.read(own.years, "period/years"), "period/years")
    if own is not None and own.rate is not None:
        rate = read.share(own.rate, "period/rate")
    timing = (own.timing if own is not None else None) or (horizon.timing if horizon is not None else "end")
    result = (own.result if own is not None else None) or (horizon.result if horizon is not None else "present-value")
    count = int(years or 0)
    if not 1 <= count <= MOST_YEARS:
        args = {"method": cost.method.id, "most": str(MOST_YEARS)}
        raise InputError(error("costing.no-years", Place(path="period/years"), **args))
    factor = Fraction(1)
    if result == "average":
        length = length_of(cost.measure)
        factor = 1 / (Fraction(count) if length is None else min(Fraction(count), length))
    elif result == "annualised":
        fixed = value(horizon.factor) if horizon is not None and own is None else None
        factor = fixed if fixed is not None else recovery(rate or Fraction(0), count, timing)
    base = value(horizon.base_year) if horizon is not None else None
    registered = cost.measure.registered or (cost.measure.start.year if cost.measure.start is not None else None)
    if base is not None and registered is not None:
        factor /= (1 + (rate or Fraction(0))) ** (registered - int(base))
    by_frequency = horizon is not None and horizon.periods == "frequency"
    often = max((entry.frequency for entry in cost.annual.entries), default=Fraction(1))
    if by_frequency and often * count > MOST_PERIODS:
        args = {"given": str(int(often)), "most": str(MOST_PERIODS // count)}
        raise InputError(error("costing.too-often", Place(path="obligations"), **args))
    return Spread(count, rate or Fraction(0), timing, by_frequency, factor, result)


def uses_of(cost: MeasureCost) -> tuple[Factor, ...]:
    """List the dated parameters that the lines were made with."""
    entries = (*cost.annual.entries, *cost.one_off.entries)
    factors = [f for e in entries if e.line is not None for f in e.line.factors if f.day is not None]
    return tuple(sorted(dict.fromkeys(factors), key=lambda factor: factor.name))
