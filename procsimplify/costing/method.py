"""Methods: which elements count, what an hour is worth, how a line is rounded. A method is data with its sources.

A method is the file ``data/methods/ID/method.yaml``; one whose arithmetic is that of the ledger touches no Python.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, Literal

from procsimplify.base.errors import InputError, UsageError
from procsimplify.base.findings import Place, error
from procsimplify.base.numbers import RoundingMode
from procsimplify.base.reading import read_bytes
from procsimplify.base.text import Text
from procsimplify.base.yaml import read_tree
from procsimplify.costing import _data
from procsimplify.costing._method_file import MethodFile
from procsimplify.costing.conventions import (
    Column,
    Convention,
    Group,
    Horizon,
    Indexation,
    Overhead,
    Points,
    Rounding,
    Shown,
    Threshold,
)
from procsimplify.costing.form_rows import FormRows
from procsimplify.costing.ledger import Factor
from procsimplify.costing.parameters import Parameter, parameter
from procsimplify.model import Provenance, weakest
from procsimplify.model.reading import read_model

__all__ = ["Method", "Price", "PriceRule", "heads", "method", "method_ids", "page", "read_method"]

FOLDER = "methods"
FILE = "method.yaml"
NO_POINTS = Points()
PLAIN = Shown()
ANY = "any"
NO_CURRENCY = "XXX"
"""The code of ISO 4217 for no currency: that of a method for any, until it is bound to one."""


@dataclass(frozen=True)
class PriceRule:
    """How a price follows from parameters: one, times others, divided by another, rounded where the method says so."""

    id: str
    title: Text
    unit: str
    parameter: str
    times: tuple[str, ...]
    divided_by: str | None
    rounded: Rounding | None = None

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters that it reads."""
        return (self.parameter, *self.times, *((self.divided_by,) if self.divided_by else ()))


@dataclass(frozen=True)
class Price:
    """A price on a day, and what it was made of.

    Parameters
    ----------
    value : Fraction
        In ``unit`` (such as ``VND/hour``), exact.
    provenance : str
        The weakest of its factors.
    """

    id: str
    title: Text
    value: Fraction
    unit: str
    provenance: Provenance
    factors: tuple[Factor, ...]


@dataclass(frozen=True)
class Method:
    """A method of reckoning cost.

    Parameters
    ----------
    elements : tuple of str
        The elements that it counts; lines of others are not made.
    quantum : Decimal
        What each line is rounded to, once, by ``rounding``.
    time : mapping of str to str
        The price of an hour of each party: ``citizen``, ``authority``, ``authority:province``, ``third-party``.
        A party that is not here has no price of time.
    not_priced : tuple of str
        Parties whose time the method leaves in hours on purpose: no line, and nothing is missing.
    notes, leaves_out : tuple of Text
        What a reader must know, and what the method does not count.
    wages : tuple of (str, str)
        The wage table of each party: ``business`` → ``de-wages-business``.
    units : tuple of (str, str)
        Units of work beyond hours and minutes, each with the parameter that says how many hours it has.
    groups : tuple of Group
        The parties in the order in which the method shows them.
    points, shown : Points, Shown
        What is rounded and carried forward, and how figures are shown; `conventions` name others.
    deflator : str or None
        The dated series of prices by which amounts of one year are put into the prices of another.
    years_shown : int or None
        How many years its table shows one by one, where it does not bring them to one figure.
    at : str or None
        The file of a method of one's own.
    any_currency : bool
        Whether it works in the currency of what it prices; see `in_currency`.
    """

    id: str
    title: Text
    edition: str
    sources: tuple[Text, ...]
    currency: str
    quantum: Decimal
    rounding: RoundingMode
    elements: tuple[str, ...]
    prices: tuple[PriceRule, ...]
    time: tuple[tuple[str, str], ...]
    not_priced: tuple[str, ...]
    notes: tuple[Text, ...]
    leaves_out: tuple[Text, ...]
    wages: tuple[tuple[str, str], ...] = ()
    units: tuple[tuple[str, str], ...] = ()
    groups: tuple[Group, ...] = ()
    origins: tuple[str, ...] = ()
    points: Points = NO_POINTS
    shown: Shown = PLAIN
    columns: tuple[Column, ...] = ()
    conventions: tuple[Convention, ...] = ()
    overheads: tuple[Overhead, ...] = ()
    indexation: tuple[Indexation, ...] = ()
    deflator: str | None = None
    horizon: Horizon | None = None
    thresholds: tuple[Threshold, ...] = ()
    of_a_range: Literal["likely", "midpoint"] = "likely"
    years_shown: int | None = None
    where_sources_differ: Literal["lower-middle", "mean", "none"] = "none"
    form: FormRows | None = None
    any_currency: bool = False
    at: str | None = None

    @property
    def file(self) -> str:
        """The file that holds it, from the root of the data."""
        return self.at or f"{FOLDER}/{self.id.partition('/')[0]}/method.yaml"

    def in_convention(self, name: str) -> Method:
        """Give the method with the rounding and the form of one of its conventions: ``us-pra/ssa``.

        Raises
        ------
        InputError
            Where it has none of that name.
        """
        points, shown = self.convention(name)
        return replace(self, id=f"{self.id}/{name}", points=points, shown=shown)

    def in_currency(self, currency: str) -> Method:
        """Give the method in a currency: itself, unless it works in any; its prices are those of that currency."""
        if not self.any_currency or self.currency == currency:
            return self
        prices = tuple(rule for rule in self.prices if rule.unit == f"{currency}/hour")
        return replace(self, currency=currency, prices=prices)

    def convention(self, name: str | None) -> tuple[Points, Shown]:
        """Give what a named convention rounds and shows, what it leaves open as the method does.

        Raises
        ------
        InputError
            Where the method has none of that name.
        """
        if name is None:
            return self.points, self.shown
        found = next((item for item in self.conventions if item.id == name), None)
        if found is None:
            near = ", ".join(item.id for item in self.conventions) or "–"
            place = Place(file=self.file, path="conventions")
            raise InputError(error("costing.unknown-convention", place, method=self.id, given=name, near=near))
        return found.points or self.points, found.shown or self.shown

    def group_of(self, party: str) -> Group | None:
        """Give the group that a party is shown in; None where the method has none for it."""
        for name in heads(party):
            for group in self.groups:
                if name in group.parties:
                    return group
        return None

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters that its prices and overheads read, by id."""
        names = {name for rule in self.prices for name in rule.parameters}
        names |= {item.parameter for item in self.overheads}
        return tuple(parameter(name) for name in sorted(names))

    def last_day(self) -> date | None:
        """Give the latest day for which it has all its parameters.

        The day on which the last of its values begins where none of them ends; None where it has no parameters.
        """
        read = self.parameters
        ends = [item.last_day for item in read if item.last_day is not None]
        return min(ends) if ends else max((item.values[-1].date for item in read), default=None)

    def edition_day(self) -> date | None:
        """Give the last day of the year that its edition names; None where it names none."""
        year = self.edition[:4]
        return date(int(year), 12, 31) if year.isdecimal() and len(year) == 4 else None

    def leaves_in_hours(self, party: str) -> bool:
        """Tell whether a party's time is left in hours on purpose."""
        return any(name in self.not_priced for name in heads(party))

    def time_price(self, party: str, day: date) -> Price | None:
        """Give the price of an hour of a party on a day; None where the method has none.

        Parameters
        ----------
        party : str
            A key of results: ``citizen``, ``business/small``, ``authority:province``, ``third-party:notary``.
        day : date

        Raises
        ------
        InputError
            Where a parameter has no value on that day.
        """
        prices = dict(self.time)
        names = next((prices[key].split() for key in heads(party) if key in prices), list[str]())
        if self.any_currency:
            known = {rule.id for rule in self.prices}
            names = [name for name in names if name in known]
        return self._price(names[0], day) if names else None

    def wage_table(self, party: str) -> str | None:
        """Give the wage table of a party; None where the method has none."""
        tables = dict(self.wages)
        return next((tables[key] for key in heads(party) if key in tables), None)

    def _price(self, name: str, day: date) -> Price:
        rule = next((rule for rule in self.prices if rule.id == name), None)
        if rule is None:
            place = Place(file=self.file, path="time")
            near = _data.near(name, [rule.id for rule in self.prices])
            raise InputError(error("costing.unknown-price", place, method=self.id, price=name, near=near))
        value, factors = Fraction(1), list[Factor]()
        for place, name_of in enumerate(rule.parameters):
            read = parameter(name_of)
            dated = read.at(day)
            divides = rule.divided_by is not None and place == len(rule.parameters) - 1
            value = value / dated.value if divides else value * dated.value
            known = (dated.provenance, dated.source, dated.date)
            factors.append(Factor(read.id, read.title, dated.value, read.unit, *known, divides=divides))
        marks: list[Provenance] = [factor.provenance for factor in factors]
        if rule.rounded is not None:
            value = rule.rounded.carried(value)
        if self.points.rate is not None:
            value = self.points.rate.carried(value)
        return Price(rule.id, rule.title, value, rule.unit, weakest(*marks), tuple(factors))


def heads(party: str) -> tuple[str, ...]:
    """List a party's key and what it is a part of, the narrowest first."""
    return (party, party.split("/")[0].split(":")[0])


def method_ids() -> tuple[str, ...]:
    """List the methods that are shipped."""
    return _data.names(FOLDER)


@cache
def method(method_id: str) -> Method:
    """Read a method: by its id, with one of its conventions as ``us-pra/ssa``, or from a folder of one's own.

    Raises
    ------
    UsageError
        Where none has the id; the finding lists those shipped.
    InputError
        Where it has no such convention; the finding names those that it has.

    Examples
    --------
    >>> method("vn").time_price("citizen", date(2026, 7, 1)).value
    Fraction(3921875, 66)
    """
    base, slash, convention = method_id.partition("/")
    if slash and base in method_ids():
        return method(base).in_convention(convention)
    if base in _own:
        return _own[base] if not slash else _own[base].in_convention(convention)
    own = _own_folder(method_id)
    if own is not None:
        return _own_method(own)
    if method_id not in method_ids():
        near = ", ".join(method_ids())
        raise UsageError(error("costing.unknown-method", Place(), method=method_id, near=near))
    return _method(_data.read(MethodFile, FOLDER, method_id, FILE))


_own: dict[str, Method] = {}
"""Methods of one's own by id, once their folder was named: results name a method by its id."""


def _own_folder(given: str) -> Path | None:
    """Give the folder of a method of one's own; None where a name is no path to one."""
    place = Path(given)
    try:
        return place if len(given) < 4096 and (place / FILE).is_file() else None
    except (OSError, ValueError):
        return None


def _own_method(folder: Path) -> Method:
    """Read a method from a folder of one's own, its parameters and tables with it.

    Raises
    ------
    InputError
        With every fault of the file, or where it takes the id of a shipped method.
    """
    file = str(folder / FILE)
    _data.add(folder)
    found = read_method(read_bytes(folder / FILE), file)
    if found.id in method_ids():
        place = Place(file=file, path="id")
        raise InputError(error("costing.method-id-taken", place, given=found.id, near=", ".join(method_ids())))
    _own[found.id] = replace(found, at=file)
    return _own[found.id]


def read_method(source: bytes, file: str = "method.yaml") -> Method:
    """Read a method of one's own from YAML; the parameters that it names are the shipped ones.

    Parameters
    ----------
    source : bytes
        As ``data/methods/ID/method.yaml`` has it.
    file : str
        The name to show in findings.

    Raises
    ------
    InputError
        With every fault and its place.
    """
    document = read_tree(source, file)
    return _method(read_model(MethodFile, document.tree, _data.FilePlaces(document)))


def page(method_id: str) -> str:
    """Give the page that explains a shipped method, in Markdown.

    Raises
    ------
    UsageError
        Where none has the id.
    """
    return _data.text(FOLDER, method(method_id).id.partition("/")[0], "page.md")


_MADE = frozenset(("currency", "quantum", "prices", "time", "wages", "units"))
"""The keys of the file that the method does not take as they are."""


def _method(read: MethodFile) -> Method:
    same: dict[str, Any] = {name: getattr(read, name) for name in MethodFile.model_fields if name not in _MADE}
    return Method(
        **same,
        currency=read.currency if read.currency != ANY else NO_CURRENCY,
        any_currency=read.currency == ANY,
        quantum=Decimal(read.quantum),
        prices=tuple(
            PriceRule(rule.id, rule.title, rule.unit, rule.parameter, rule.times, rule.divided_by, rule.rounded)
            for rule in read.prices
        ),
        time=tuple(sorted(read.time.items())),
        wages=tuple(sorted(read.wages.items())),
        units=tuple(sorted(read.units.items())),
    )
