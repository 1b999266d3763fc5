"""Rounding at the points of a method: what a line of a procedure comes to when figures on the way are carried rounded.

Cases and hours are rounded over all cases of a year, so these two points leave a ledger of one case alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from procsimplify.base.numbers import round_to
from procsimplify.costing.conventions import Rounding
from procsimplify.costing.ledger import HOUR, Carried, Factor
from procsimplify.costing.method import NO_POINTS, Method

__all__ = ["amount_of", "of_year"]

_CASES = frozenset(("volume", "subjects"))


def of_year(factors: Iterable[Factor]) -> bool:
    """Tell whether what is multiplied by these factors is of all cases of a year, and not of one case."""
    return any(factor.name in _CASES for factor in factors)


def amount_of(
    method: Method,
    quantity: Fraction,
    unit: str,
    price: Fraction,
    visits: Fraction,
    volume: Fraction,
    *,
    of_year: bool,
) -> tuple[Decimal, tuple[Carried, ...]]:
    """Give the amount of a line, and what was rounded on the way to it.

    Parameters
    ----------
    of_year : bool
        Whether the ledger is of all cases of a year, not of one.

    Examples
    --------
    >>> from procsimplify.costing.method import method
    >>> amount_of(method("us-pra/whole-hours"), Fraction(1, 2), "hour", Fraction(40), Fraction(1), Fraction(33),
    ...           of_year=True)[0]
    Decimal('680.000000')
    """
    points = method.points
    if points is NO_POINTS or points == NO_POINTS:
        return round_to(quantity * price * visits * volume, method.quantum, method.rounding), ()
    made = list[Carried]()
    if points.cases is not None and of_year:
        volume = _carry(made, "cases", points.cases, volume)
    if points.unit_cost is not None:
        exact = _carry(made, "unit-cost", points.unit_cost, quantity * price * visits) * volume
    elif points.hours is not None and unit == HOUR and of_year:
        exact = _carry(made, "hours", points.hours, quantity * visits * volume) * price
    else:
        exact = quantity * price * visits * volume
    if points.line is not None:
        exact = _carry(made, "line", points.line, exact)
    return round_to(exact, method.quantum, method.rounding), tuple(made)


def _carry(made: list[Carried], at: str, rule: Rounding, value: Fraction) -> Fraction:
    found = rule.carried(value)
    made.append(Carried(at, rule.to, rule.mode, found))
    return found
