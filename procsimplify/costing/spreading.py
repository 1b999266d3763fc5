"""Several years brought to one figure: the mean of a year, the present value, the constant yearly sum worth as much.

Discounting is exact where the exponent is whole. A period shorter or longer than a year has a fractional exponent, and
its factor is reckoned to 50 digits.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from math import ceil
from typing import Literal

__all__ = ["Spread", "annuity", "discount", "recovery"]

Timing = Literal["end", "start"]
Result = Literal["average", "annualised", "present-value"]
_PRECISE = Context(prec=60)
_DIGITS = 50
ONE = Fraction(1)


def discount(rate: Fraction, years: Fraction) -> Fraction:
    """Give what 1 is worth ``years`` earlier: 1 ÷ (1 + rate) ^ years.

    Examples
    --------
    >>> discount(Fraction(1, 10), Fraction(2))
    Fraction(100, 121)
    """
    if years.denominator == 1:
        return 1 / (1 + rate) ** int(years)
    base = _PRECISE.divide(Decimal((1 + rate).numerator), Decimal((1 + rate).denominator))
    exponent = _PRECISE.divide(Decimal(years.numerator), Decimal(years.denominator))
    power = _PRECISE.power(base, exponent.copy_negate())
    return Fraction(_PRECISE.quantize(power, Decimal(1).scaleb(power.adjusted() - _DIGITS)))


def annuity(rate: Fraction, years: int, timing: Timing = "end") -> Fraction:
    """Give the present value of 1 a year: from the end of each year, or from its start (an annuity-due).

    Examples
    --------
    >>> float(round(annuity(Fraction("0.035"), 10, "start"), 4))
    8.6077
    """
    first = 1 if timing == "end" else 0
    return sum((discount(rate, Fraction(year)) for year in range(first, first + years)), Fraction(0))


def recovery(rate: Fraction, years: int, timing: Timing = "end") -> Fraction:
    """Give the constant yearly sum that is worth 1: one over the annuity.

    Examples
    --------
    >>> float(round(recovery(Fraction("0.07"), 10), 6))
    0.142378
    """
    return 1 / annuity(rate, years, timing)


@dataclass(frozen=True)
class Spread:
    """How flows of several years become one figure.

    Parameters
    ----------
    years : int
        How many count.
    rate : Fraction
        A year; 0 for none.
    timing : "end" or "start"
    by_frequency : bool
        Whether a period is as long as from one time to the next, or a year.
    factor : Fraction
        What the discounted sum is multiplied by: 1 for the present value, one over the years for a mean.
    result : "average", "annualised" or "present-value"
        What the one figure is.
    """

    years: int
    rate: Fraction
    timing: Timing
    by_frequency: bool
    factor: Fraction
    result: Result

    def weight(self, frequency: Fraction, share: Callable[[int], Fraction]) -> Fraction:
        """Give what a yearly flow of 1 counts for.

        Parameters
        ----------
        frequency : Fraction
            Times a year; the flow of a period is one over it.
        share : callable
            How much of the flow holds in a year, counted from 1.
        """
        per_year = frequency if self.by_frequency and frequency else ONE
        total = Fraction(0)
        for period in range(1, int(self.years * per_year) + 1):
            end = Fraction(period) / per_year
            when = end if self.timing == "end" else Fraction(period - 1) / per_year
            worth = discount(self.rate, when) if self.rate else ONE
            total += share(ceil(end)) / per_year * worth
        return total * self.factor

    def once(self, year: int) -> Fraction:
        """Give what 1 paid once in a year counts for; 0 where that year is not among those counted."""
        if year > self.years:
            return Fraction(0)
        when = Fraction(year if self.timing == "end" else year - 1)
        return (discount(self.rate, when) if self.rate else ONE) * self.factor
