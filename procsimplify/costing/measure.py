"""A measure: obligations that a rule makes, changes or takes away, each with its population, frequency and work.

A measure is priced by `price_measure` with any method. Where an obligation has ``before`` and ``after``, its change is
the difference; where it has its figures directly, these are the change: below zero is relief.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Any, Literal, cast

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from procsimplify.base.reading import read_bytes
from procsimplify.base.yaml import Document, read_tree
from procsimplify.costing import _data
from procsimplify.costing.figures import Amount, Figure
from procsimplify.model import Model, Provenance
from procsimplify.model.basic import Day, Id, Label, Whole, YesNo
from procsimplify.model.reading import read_model

__all__ = ["Activity", "Delay", "Measure", "Obligation", "Outlay", "Period", "Share", "Wage", "Work", "measure_of",
           "read_measure"]  # fmt: skip

_OFTEN = {
    "weekly": 52, "wöchentlich": 52, "hằng tuần": 52,
    "monthly": 12, "monatlich": 12, "hằng tháng": 12,
    "quarterly": 4, "vierteljährlich": 4, "hằng quý": 4,
    "half-yearly": 2, "halbjährlich": 2,
    "yearly": 1, "annually": 1, "jährlich": 1, "hằng năm": 1,
}  # fmt: skip
_EVERY = re.compile(r"(?:every|alle|mỗi) ([0-9]{1,3}) (?:years|Jahre|năm)")


def _often(value: object) -> object:
    """Read how often in a year: a number, a word (``monthly``) or ``every 5 years``."""
    if isinstance(value, str):
        if value.lower() in _OFTEN:
            return str(_OFTEN[value.lower()])
        every = _EVERY.fullmatch(value)
        if every is not None and int(every[1]):
            return f"1/{int(every[1])}"
    return value


def _wage(value: object) -> object:
    """An amount or a chain stands for the price of an hour itself."""
    if isinstance(value, Wage):
        return value
    if isinstance(value, Mapping):
        given = cast("Mapping[str, object]", value)
        return {"rate": given} if {"sector", "level", "rate", "table"}.isdisjoint(given) else given
    return {"rate": value}


class Wage(Model):
    """The price of an hour: a rate, or a sector and a level of the method's wage table.

    ``{sector: J, level: high}``; ``38.60 EUR``; ``{of: 33.01 USD, times: [210%]}``. ``per: post`` makes a rate the cost
    of a post for a year; ``overhead: included`` tells that the method's overhead is in it already.
    """

    rate: Figure | None = None
    sector: str | None = Field(default=None, max_length=60)
    level: str | None = Field(default=None, max_length=60)
    table: Id | None = None
    per: Literal["hour", "post"] = "hour"
    overhead: Literal["added", "included"] = "added"


class Share(Model):
    """The hours of an activity as a share of those of another: ``{of: technical, share: 5%}``."""

    of: Id
    share: Amount


Year = Annotated[Whole, Field(ge=1900, le=2200)]
AYear = Annotated[Whole, Field(ge=1, le=500)]
AWage = Annotated[Wage, BeforeValidator(_wage)]


class Activity(Model):
    """One thing to do in a case: its time, or posts, and the price of an hour.

    Parameters
    ----------
    effort : Amount, optional
        Time of one run.
    share_of : Share, optional
        In place of an effort: a share of another activity's hours.
    posts : Figure, optional
        In place of an effort: full-time posts for a year, whatever the cases.
    times : Amount
        Runs in one case.
    """

    id: Id
    title: Label | None = None
    effort: Amount | None = None
    share_of: Share | None = None
    posts: Figure | None = None
    times: Amount | None = None
    wage: AWage | None = None
    element: str = "time"
    convention: Id | None = None


class Outlay(Model):
    """An amount of money: of one case, of one subject in a year, or of a whole year.

    Parameters
    ----------
    element : str
        ``out-of-pocket``, ``service``, ``fee``, ``subsidy``, ``acquisition`` …; a method counts some of them.
    per : "case", "subject" or "year"
        ``year``: the whole amount, whatever the cases.
    over_years : Fraction, optional
        An acquisition is spread evenly over so many years.
    paid_to : str, optional
        The party that gets it.
    """

    id: Id = "outlay"
    title: Label | None = None
    element: str = "out-of-pocket"
    amount: Figure
    per: Literal["case", "subject", "year"] = "case"
    over_years: Amount | None = None
    paid_to: str | None = None


class Delay(Model):
    """Waiting for an authority before one may begin: what a unit of it costs, and how long it is.

    Counted is only the wait on the authority that keeps the subject from starting: application + approval − ready, at
    least 0.
    """

    application: Amount | None = None
    approval: Amount
    ready: Amount | None = None
    value: Figure


class Work(Model):
    """What an obligation takes: how many, how often, how long, how much."""

    population: Figure | None = None
    frequency: Annotated[Amount | None, BeforeValidator(_often)] = None
    persons: Amount | None = None
    effort: Amount | None = None
    waiting: Amount | None = None
    posts: Figure | None = None
    wage: AWage | None = None
    activities: Annotated[tuple[Activity, ...], Field(max_length=200)] = ()
    outlay: Figure | None = None
    outlays: Annotated[tuple[Outlay, ...], Field(max_length=200)] = ()
    delay: Delay | None = None


class Obligation(Work):
    """One obligation of a measure.

    Parameters
    ----------
    party : str
        Who bears it: ``citizen``, ``business``, ``business/SEGMENT``, ``organisation``, ``authority:LEVEL``,
        ``third-party:ID``.
    origin : str, optional
        Where it comes from, in the method's code: A, B, C, or INT, EU, NAT.
    category : str, optional
        ``information-obligation``, ``administrative``, ``substantive``, ``delay`` …
    once : bool
        One-off (in the year in which it starts) and not every year.
    business_as_usual : Amount, optional
        The share that the party would do anyway.
    uptake : Amount or "unknown", optional
        The share of cases that go from ``before`` to ``after``; unknown counts as 0 %.
    phase_in : tuple of Amount
        The share that holds in the first, second … year; the last one holds on.
    from_year, to_year : int, optional
        The years of the measure in which it holds, counted from 1.
    before, after : Work, optional
        What differs before and after; the rest is as the obligation says.
    convention : str, optional
        How this row is rounded, where it is not as the whole measure.
    """

    id: Id
    title: Label | None = None
    party: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*([:/][A-Za-z0-9.+_-]+)?$")] = "business"
    origin: str | None = Field(default=None, max_length=20)
    category: str | None = Field(default=None, max_length=60)
    once: YesNo = False
    business_as_usual: Amount | None = None
    uptake: Amount | Literal["unknown"] | None = None
    phase_in: Annotated[tuple[Amount, ...], Field(max_length=100)] = ()
    from_year: AYear = 1
    to_year: AYear | None = None
    before: Work | None = None
    after: Work | None = None
    convention: Id | None = None

    def sides(self) -> tuple[tuple[Literal["change", "before", "after"], Work], ...]:
        """Give the works to price: the change itself, or what was before and what is after."""
        if self.before is None and self.after is None:
            return (("change", self),)
        return (("before", self._side(self.before)), ("after", self._side(self.after)))

    def _side(self, own: Work | None) -> Work:
        values: dict[str, Any] = {name: getattr(self, name) for name in Work.model_fields}
        if own is not None:
            values |= {name: getattr(own, name) for name in own.model_fields_set}
        return Work.model_construct(**values)


class Period(Model):
    """The years over which a measure counts, where they are not those of the method, and how they are discounted."""

    years: Amount | None = None
    rate: Amount | None = None
    timing: Literal["end", "start"] | None = None
    result: Literal["average", "annualised", "present-value"] | None = None


class Measure(Model):
    """Obligations priced together.

    Parameters
    ----------
    currency : str, optional
        By default that of the method; needed for a method that works in any.
    convention : str, optional
        A named way of rounding and presenting within the method, such as one agency's.
    start, end : date, optional
        The first and the last day on which it holds; the first year is that of ``start``.
    price_year : int, optional
        The year whose prices its amounts are in; by default that of the pricing day.
    prices_of : int, optional
        The year in whose prices results are to be, by the method's deflator; by default those of ``price_year``.
    registered : int, optional
        The year in which it is registered (Canada); by default the year of ``start``.
    assume : str, optional
        How figures are known that do not say it.

    Examples
    --------
    >>> Measure.model_validate({"id": "m", "obligations": [{"id": "a", "effort": "30 min"}]}).obligations[0].party
    'business'
    """

    id: Id
    title: Label | None = None
    source: Label | None = None
    currency: Annotated[str | None, Field(pattern=r"^[A-Z]{3}$")] = None
    convention: Id | None = None
    start: Day | None = None
    end: Day | None = None
    price_year: Year | None = None
    prices_of: Year | None = None
    registered: Year | None = None
    as_of: Day | None = None
    assume: Provenance | None = None
    period: Period | None = None
    obligations: Annotated[tuple[Obligation, ...], Field(min_length=1, max_length=1_000)]

    @model_validator(mode="after")
    def _ids(self) -> Measure:
        seen: set[str] = set()
        for item in self.obligations:
            if item.id in seen:
                raise PydanticCustomError("repeated-id", "repeated id", {"id": item.id, "given": item.id})
            seen.add(item.id)
        return self


def read_measure(given: str | os.PathLike[str] | bytes | Mapping[str, object], file: str = "-") -> Measure:
    """Read a measure from a YAML file, from YAML text as bytes, or from plain data with scalars as texts.

    Parameters
    ----------
    given : path, bytes or mapping
    file : str
        The name to show in findings for bytes.

    Returns
    -------
    Measure

    Raises
    ------
    InputError
        With every fault and its place.

    Examples
    --------
    >>> read_measure(b"{id: m, obligations: [{id: a, population: 3, effort: 2 hour}]}").obligations[0].effort.value
    Fraction(2, 1)
    """
    if isinstance(given, Mapping):
        return read_model(Measure, given)
    name = file if isinstance(given, bytes) else os.fspath(given)
    return measure_of(read_tree(given if isinstance(given, bytes) else read_bytes(given), name))


def measure_of(document: Document) -> Measure:
    """Read a measure from a parsed file, which goes on to tell where its parts stand.

    Raises
    ------
    InputError
        With every fault and its place.
    """
    return read_model(Measure, document.tree, _data.FilePlaces(document))


ONE = Amount(value=Fraction(1))
"""What is not said is one: one subject, once a year, one person."""
