"""How a method rounds, presents and spreads over years: the parts of a method that are data and not prices.

Rounding has a mode and a *point*: the step of the reckoning at which a figure is rounded and from which the rounded
figure is carried forward. A figure that is only shown rounded is another thing: that is the presentation's.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from procsimplify.base.numbers import RoundingMode, round_to
from procsimplify.model import Model
from procsimplify.model.basic import Id, Label, YesNo

__all__ = [
    "POINTS",
    "Column",
    "Convention",
    "Group",
    "Horizon",
    "Indexation",
    "Overhead",
    "Points",
    "Rounding",
    "Shown",
    "Style",
    "Threshold",
]

POINTS = ("rate", "cases", "hours", "unit-cost", "line")
"""The points at which a figure can be rounded and carried forward, in the order of the reckoning."""


def _decimal(value: object) -> object:
    if isinstance(value, str):
        try:
            found = Decimal(value)
        except ArithmeticError:
            raise PydanticCustomError("bad-number", "not a number", {"given": value[:40], "reason": ""}) from None
        if not found.is_finite() or found <= 0:
            raise PydanticCustomError("bad-number", "not above 0", {"given": value[:40], "reason": ""})
        return found
    return value


Quantum = Annotated[Decimal, BeforeValidator(_decimal)]


class Rounding(Model):
    """A step to round to and a mode: ``{to: "0.01", mode: half-up}``."""

    to: Quantum
    mode: RoundingMode = "half-up"

    def of(self, value: Fraction) -> Decimal:
        """Round a number."""
        return round_to(value, self.to, self.mode)

    def carried(self, value: Fraction) -> Fraction:
        """Round a number that is reckoned on with."""
        return Fraction(round_to(value, self.to, self.mode))


class Points(Model):
    """Where a figure is rounded and carried forward; a point that is absent carries the unrounded figure.

    Parameters
    ----------
    rate : Rounding, optional
        The price of an hour.
    cases : Rounding, optional
        Subjects × times a year.
    hours : Rounding, optional
        The hours of one activity over all its cases, before they are priced.
    unit_cost : Rounding, optional
        What one case costs, before it is multiplied by the cases.
    line : Rounding, optional
        The amount of a line; by default the method's own line rounding.
    """

    rate: Rounding | None = None
    cases: Rounding | None = None
    hours: Rounding | None = None
    unit_cost: Rounding | None = None
    line: Rounding | None = None


class Style(Model):
    """How a number is written: ``{group: " ", decimal: ","}`` gives ``-4 125`` and ``1,5``."""

    group: str = ""
    decimal: str = "."
    negative: Literal["minus", "brackets"] = "minus"
    before: str = ""
    after: str = ""
    zero: str | None = None
    trailing_zeros: YesNo = True

    def text(self, value: Decimal, exact: Fraction) -> str:
        """Write a rounded number; ``zero`` stands only for what is exactly 0.

        Examples
        --------
        >>> Style(group=",", negative="brackets", before="$").text(Decimal("-4125.5"), Fraction(-8251, 2))
        '($4,125.5)'
        """
        if exact == 0 and self.zero is not None:
            return self.zero
        digits = f"{abs(value):f}"
        if not self.trailing_zeros and "." in digits:
            digits = digits.rstrip("0").rstrip(".")
        whole, _, rest = digits.partition(".")
        groups: list[str] = []
        while len(whole) > 3:
            groups.insert(0, whole[-3:])
            whole = whole[:-3]
        written = self.group.join((whole, *groups)) + (self.decimal + rest if rest else "")
        written = f"{self.before}{written}{self.after}"
        if value >= 0:
            return written
        return f"({written})" if self.negative == "brackets" else f"-{written}"


class Shown(Model):
    """How figures are shown: the unit of amounts, the rounding of each kind of figure, and where totals come from.

    Parameters
    ----------
    unit : Decimal
        How many units of the currency one unit of the table is: 1000 for thousands; ``cases_unit`` the same for cases.
    rows : "sum-of-components" or "rounded"
        Whether a row's total adds the rounded figures before it, or is itself rounded from the exact sum.
    totals : "sum-of-rows" or "rounded"
        The same for the totals of columns.
    """

    unit: Quantum = Decimal(1)
    unit_name: Label | None = None
    amount: Rounding = Rounding(to=Decimal("0.01"))
    hours: Rounding = Rounding(to=Decimal("0.01"))
    cases: Rounding = Rounding(to=Decimal("0.01"))
    cases_unit: Quantum = Decimal(1)
    rate: Rounding = Rounding(to=Decimal("0.01"))
    unit_cost: Rounding = Rounding(to=Decimal("0.01"))
    rows: Literal["sum-of-components", "rounded"] = "rounded"
    totals: Literal["sum-of-rows", "rounded"] = "rounded"
    style: Style = Style()
    count_style: Style = Style()


class Convention(Model):
    """A named way of rounding and presenting within a method, such as one agency's."""

    id: Id
    title: Label
    source: Label | None = None
    points: Points | None = None
    shown: Shown | None = None


class Group(Model):
    """Parties that a method shows together: its norm addressees.

    Parameters
    ----------
    parties : tuple of str
        ``citizen``, ``business``, ``organisation``, ``authority``, ``third-party``, or a longer key.
    time : "money", "hours" or "posts"
        Whether their time is priced, left in hours, or shown in posts beside its price.
    business_as_usual : bool
        Whether a share that they would do anyway may be taken off.
    counted : bool
        Whether what they bear is part of the total.
    """

    id: Id
    title: Label
    parties: Annotated[tuple[str, ...], Field(min_length=1)]
    time: Literal["money", "hours", "posts"] = "money"
    business_as_usual: YesNo = True
    counted: YesNo = True


class Column(Model):
    """A column of the method's table: some elements together, or some activities, or those elements of these."""

    id: Id
    title: Label
    elements: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


class Overhead(Model):
    """A share of other elements that is added as an element of its own."""

    element: str
    of: tuple[str, ...]
    parties: tuple[str, ...] = ()
    parameter: str


class Indexation(Model):
    """How prices move from the price year to the year of a flow.

    Parameters
    ----------
    elements : tuple of str
        The elements that it moves; all where there is none.
    rate : str, optional
        A parameter: the growth of a year.
    series : str, optional
        A dated parameter of index figures; prices move by the ratio of two years' figures.
    """

    elements: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    rate: str | None = None
    series: str | None = None


class Horizon(Model):
    """What several years are brought to.

    Parameters
    ----------
    years : str
        A parameter: how many years count.
    result : "average", "annualised" or "present-value"
        The mean of a year; the constant yearly sum worth as much; what it is worth at the start.
    rate : str, optional
        A parameter: the yearly discount rate; none for an average without discounting.
    timing : "end" or "start"
        Whether a period is discounted from its end (an ordinary annuity) or its beginning (an annuity-due).
    periods : "year" or "frequency"
        Whether a period is a year, or as long as from one time to the next.
    factor : str, optional
        A parameter that stands for the recovery factor where a rule fixes its digits.
    base_year : str, optional
        A parameter: the year to which a measure registered later is discounted back.
    """

    years: str
    result: Literal["average", "annualised", "present-value"]
    rate: str | None = None
    timing: Literal["end", "start"] = "end"
    periods: Literal["year", "frequency"] = "year"
    factor: str | None = None
    base_year: str | None = None


class Threshold(Model):
    """A limit above which the method asks for more: up to and including it, the short form will do."""

    id: Id
    title: Label
    groups: tuple[str, ...]
    of: Literal["amount", "hours"] = "amount"
    each: Literal["obligation", "measure"] = "measure"
    parameter: str
    reach: Literal["above", "from"] = "above"
    years: Literal["year", "period"] = "year"
