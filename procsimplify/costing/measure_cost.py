"""Pricing a measure by a method: annual and one-off apart, before and after, each year, and the years together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal

from procsimplify.base.canonical import sha256
from procsimplify.base.errors import InputError
from procsimplify.base.findings import Place, error
from procsimplify.base.messages import phrase_text
from procsimplify.base.numbers import round_to
from procsimplify.costing._horizon import length_of, spread_of, uses_of
from procsimplify.costing._measuring import Entry, Side
from procsimplify.costing._rates import Reading
from procsimplify.costing.conventions import Shown
from procsimplify.costing.ledger import Factor, Ledger, Line, amount_text, amounts_json, number_text, text_json
from procsimplify.costing.measure import Measure, Obligation, read_measure
from procsimplify.costing.method import Method, heads
from procsimplify.costing.method import method as method_of
from procsimplify.costing.parameters import parameter
from procsimplify.costing.spreading import Spread
from procsimplify.costing.stamp import Stamp, measure_stamp
from procsimplify.costing.table import Cell, Table, make_table, show
from procsimplify.costing.threshold import Reached, reached
from procsimplify.costing.unpriced import Unpriced

__all__ = ["Basis", "MeasureCost", "Sheet", "price_measure"]

MOST_SHOWN = 100
"""Years that are shown one by one."""
Basis = Literal["annual", "one-off", "before", "after", "period"]


@dataclass(frozen=True)
class Sheet:
    """Entries of one basis: priced lines, and hours."""

    entries: tuple[Entry, ...]

    @cached_property
    def ledger(self) -> Ledger:
        """The lines of the total."""
        return Ledger(tuple(e.line for e in self.entries if e.line is not None and e.in_total))

    @cached_property
    def others(self) -> Ledger:
        """The lines of parties that the method prices in a table of their own, such as the government's."""
        return Ledger(tuple(e.line for e in self.entries if e.line is not None and e.counted and not e.in_total))

    @cached_property
    def aside(self) -> Ledger:
        """The lines that it does not count, such as fees where they are no cost."""
        return Ledger(tuple(e.line for e in self.entries if e.line is not None and not e.counted))

    @property
    def total(self) -> Decimal:
        """The sum of what is counted."""
        return self.ledger.total

    @cached_property
    def hours(self) -> Mapping[str, Fraction]:
        """Hours by party, priced or not."""
        found: dict[str, Fraction] = {}
        for entry in self.entries:
            if entry.hours:
                party = entry.obligation.party
                found[party] = found.get(party, Fraction(0)) + entry.hours
        return found

    @property
    def total_hours(self) -> Fraction:
        """All hours."""
        return sum(self.hours.values(), Fraction(0))

    def to_json(self) -> dict[str, Any]:
        """Give it as plain data."""
        return {
            "total": amount_text(self.total),
            "by_party": amounts_json(self.ledger.by_party),
            "by_element": amounts_json(self.ledger.by_element),
            "by_obligation": amounts_json(self.ledger.by_step),
            "hours": {party: number_text(value) for party, value in self.hours.items()},
            "others": amounts_json(self.others.by_party),
            "aside": amounts_json(self.aside.by_element),
            "lines": [line.to_json() for line in self.ledger.lines],
        }


@dataclass(frozen=True, eq=False)
class MeasureCost:
    """What a measure costs by one method on one day; below zero is relief.

    Parameters
    ----------
    annual, one_off : Sheet
        A full year at the prices of the price year, and what comes once.
    before, after : Sheet or None
        Both states of the obligations that have them: a full year and all cases.
    unpriced : tuple of Unpriced
        Hours that the method has no price for; the total is then only "at least".
    """

    measure: Measure
    method: Method
    as_of: date
    shown: Shown
    annual: Sheet
    one_off: Sheet
    before: Sheet | None
    after: Sheet | None
    unpriced: tuple[Unpriced, ...]
    reading: Reading

    @property
    def currency(self) -> str:
        """The currency of every amount."""
        return self.method.currency

    @cached_property
    def spread(self) -> Spread | None:
        """How years become one figure; None for a method that keeps annual and one-off apart."""
        return spread_of(self)

    @cached_property
    def period(self) -> Sheet | None:
        """The years together: the mean of a year, the annualised cost or the present value, as the method has it."""
        spread = self.spread
        if spread is None:
            return None
        return Sheet(tuple(self._weighed(spread)))

    def _weighed(self, spread: Spread) -> Iterable[Entry]:
        for entry in self.one_off.entries:
            year = entry.obligation.from_year
            yield self._scaled(entry, spread.once(year) * self._index(entry, year), "period")
        for entry in self.annual.entries:
            item = entry.obligation

            def share(year: int, entry: Entry = entry, item: Obligation = item) -> Fraction:
                return self._share(item, year) * self._index(entry, year)

            yield self._scaled(entry, spread.weight(entry.frequency, share), "period")

    @cached_property
    def total(self) -> Decimal:
        """The method's own figure: that of the years together where it spreads them, else of a year."""
        return self.annual.total if self.period is None else self.period.total

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the total."""
        return (self.annual if self.period is None else self.period).ledger.lines

    @property
    def total_over_years(self) -> Decimal:
        """The plain sum of all years that count, neither discounted nor averaged; of one year without a period."""
        years = 1 if self.spread is None else self.spread.years
        return Ledger(tuple(line for year in range(1, years + 1) for line in self.in_year(year).ledger.lines)).total

    def in_year(self, year: int) -> Sheet:
        """Give what falls into a year of the measure, counted from 1: one-off and recurring, at that year's prices."""
        found: list[Entry] = []
        for entry in self.one_off.entries:
            if entry.obligation.from_year == year:
                found.append(self._scaled(entry, self._index(entry, year), "year"))
        for entry in self.annual.entries:
            share = self._share(entry.obligation, year)
            if share:
                found.append(self._scaled(entry, share * self._index(entry, year), "year"))
        return Sheet(tuple(found))

    def _share(self, item: Obligation, year: int) -> Fraction:
        """Give how much of a year's flow holds in a year: begun, ended, phased in."""
        if year < item.from_year or (item.to_year is not None and year > item.to_year):
            return Fraction(0)
        share = Fraction(1)
        if item.phase_in:
            step = item.phase_in[min(year - item.from_year, len(item.phase_in) - 1)]
            share = self.reading.share(step, f"obligations/{item.id}/phase-in")
        length = length_of(self.measure)
        return share if length is None else share * min(max(length - (year - 1), Fraction(0)), Fraction(1))

    def _index(self, entry: Entry, year: int) -> Fraction:
        """Give how prices have moved from the price year to a year of the measure."""
        line, method = entry.line, self.method
        if line is None or not method.indexation:
            return Fraction(1)
        base = self.measure.price_year or self.as_of.year
        then = (self.measure.start.year if self.measure.start is not None else base) + year - 1
        factor = Fraction(1)
        for item in method.indexation:
            if item.elements and line.element not in item.elements:
                continue
            if item.parties and not set(heads(line.party)) & set(item.parties):
                continue
            if item.rate is not None:
                factor *= (1 + parameter(item.rate).at(self.as_of).value) ** (then - base)
            if item.series is not None:
                series = parameter(item.series)
                factor *= series.at(date(then, 12, 31)).value / series.at(date(base, 12, 31)).value
        return factor

    def _scaled(self, entry: Entry, factor: Fraction, why: str) -> Entry:
        """Give an entry times a factor, its line rounded anew."""
        line = entry.line
        hours, posts = entry.hours * factor, entry.posts * factor
        if line is None or factor == 1:
            return replace(entry, hours=hours, posts=posts)
        price = line.price * factor
        exact = line.quantity * price * line.visits * line.volume
        amount = round_to(exact, self.method.quantum, self.method.rounding)
        made_of = Factor("years", phrase_text(f"costing.factor-{why}"), factor, "", "published")
        line = replace(line, price=price, amount=amount, factors=(*line.factors, made_of))
        return replace(entry, line=line, hours=hours, posts=posts)

    @property
    def years(self) -> int | None:
        """How many years are shown one by one: those that count, or those of the method's table; None for neither."""
        return self.spread.years if self.spread is not None else self.method.years_shown

    def by_year(self) -> list[dict[str, Any]]:
        """Give the totals of each year as plain data, as the form writes them; empty where years are not told apart."""
        first = self.measure.start.year if self.measure.start is not None else None
        found: list[dict[str, Any]] = []
        for year in range(1, min(self.years or 0, MOST_SHOWN) + 1):
            table = self.table(year)
            found.append({
                "year": year,
                "calendar": first + year - 1 if first is not None else None,
                "groups": {name: cell.to_json() for name, cell in table.groups.items()},
                "hours": table.hours.to_json(),
                "total": table.total.to_json(),
            })  # fmt: skip
        return found

    def sheet(self, basis: Basis) -> Sheet:
        """Give the sheet of a basis; an empty one where the measure or the method has none."""
        found = {
            "annual": self.annual, "one-off": self.one_off, "before": self.before, "after": self.after,
            "period": self.period,
        }[basis]  # fmt: skip
        return found or Sheet(())

    def table(self, basis: Basis | int | None = None) -> Table:
        """Give the printed table: figures rounded and written as the method's form has them.

        Parameters
        ----------
        basis : "annual", "one-off", "before", "after", "period" or int, optional
            A number is a year of the measure; by default the method's own: the years together, else a year.
        """
        if isinstance(basis, int):
            return make_table(self, self.in_year(basis).entries)
        chosen: Basis = basis or ("annual" if self.spread is None else "period")
        return make_table(self, self.sheet(chosen).entries, one_off=chosen == "one-off")

    def show(self, amount: Fraction | Decimal) -> Cell:
        """Write an amount as the method's form has it."""
        return show(self.shown, Fraction(amount))

    @property
    def transfers(self) -> Mapping[str, Decimal]:
        """What goes to known receivers in a year, counted or not."""
        return Ledger((*self.annual.ledger.lines, *self.annual.aside.lines)).by_receiver

    @property
    def is_open(self) -> bool:
        """Whether the total is only "at least"."""
        return any(gap.opens for gap in self.unpriced)

    @cached_property
    def thresholds(self) -> tuple[Reached, ...]:
        """What the method's thresholds say."""
        return reached(self)

    @cached_property
    def stamp(self) -> Stamp:
        """What the result was reckoned with."""
        digest = sha256(self.measure.model_dump(mode="json", by_alias=True, exclude_none=True, fallback=str))
        return measure_stamp(self.method, self.as_of, digest, uses_of(self))

    def to_json(self) -> dict[str, Any]:
        """Give it as plain data: amounts as exact decimals, the table as printed."""
        sheets = (("annual", self.annual), ("one_off", self.one_off), ("before", self.before), ("after", self.after))
        return {
            "contract": 1,
            "stamp": self.stamp.to_json(),
            "measure": self.measure.id,
            "method": self.method.id,
            "currency": self.currency,
            "total": amount_text(self.total),
            **{name: sheet.to_json() if sheet is not None else None for name, sheet in sheets},
            "period": self.period.to_json() if self.period is not None else None,
            "transfers": amounts_json(self.transfers),
            "table": self.table().to_json(),
            "by_year": self.by_year(),
            "thresholds": [item.to_json() for item in self.thresholds],
            "unpriced": [gap.to_json() for gap in self.unpriced],
            "notes": [text_json(note) for note in self.method.notes],
            "leaves_out": [text_json(text) for text in self.method.leaves_out],
        }


def price_measure(
    measure: Measure | Mapping[str, object], method: str | Method = "vn", as_of: date | None = None
) -> MeasureCost:
    """Price a measure.

    Parameters
    ----------
    measure : Measure or mapping
    method : str or Method
        The id of a method, or one that was made otherwise.
    as_of : date, optional
        The day of parameters; by default the measure's own, else the latest that the method has figures for.

    Returns
    -------
    MeasureCost

    Raises
    ------
    UsageError
        Where no method has the id.
    InputError
        For units and currencies that do not fit, numbers below zero where there can be none, unknown sectors, rows
        and units, a parameter without a value on the day; the finding names the file and what it has.

    Examples
    --------
    >>> check_in = {"id": "check-in", "obligations": [
    ...     {"id": "4.2.3", "population": "16320000", "effort": "-1 min", "wage": "38.60 EUR"}]}
    >>> price_measure(check_in, "de").table().rows[0].total.text
    '-10 499'
    """
    given = measure if isinstance(measure, Measure) else read_measure(measure)
    chosen = method if isinstance(method, Method) else method_of(method)
    if chosen.any_currency and given.currency is None:
        raise InputError(error("costing.no-currency", Place(path="currency"), method=chosen.id))
    chosen = chosen.in_currency(given.currency or chosen.currency)
    if given.currency not in (None, chosen.currency):
        args = {"given": given.currency or "", "currency": chosen.currency, "method": chosen.id}
        raise InputError(error("costing.currency-mix", Place(path="currency"), **args))
    if given.start is not None and given.end is not None and given.end < given.start:
        raise InputError(error("costing.end-before-start", Place(path="end"), start=given.start.isoformat(),
                               end=given.end.isoformat()))  # fmt: skip
    day = as_of or given.as_of or chosen.last_day() or given.start or chosen.edition_day()
    if day is None:
        raise InputError(error("costing.no-day", Place(path="as-of"), method=chosen.id))
    reading = Reading(given, chosen, day)
    _, shown = chosen.convention(given.convention)
    found: dict[str, list[Entry]] = {name: [] for name in ("annual", "one-off", "before", "after")}
    for item in given.obligations:
        _check(item, chosen)
        _sort(reading, item, found)
    paired = any(item.before is not None or item.after is not None for item in given.obligations)
    return MeasureCost(
        given, chosen, day, shown,
        Sheet(tuple(found["annual"])), Sheet(tuple(found["one-off"])),
        Sheet(tuple(found["before"])) if paired else None, Sheet(tuple(found["after"])) if paired else None,
        tuple(dict.fromkeys(reading.gaps)), reading,
    )  # fmt: skip


def _check(item: Obligation, method: Method) -> None:
    if item.origin is not None and method.origins and item.origin not in method.origins:
        args = {"given": item.origin, "method": method.id, "known": ", ".join(method.origins)}
        raise InputError(error("costing.unknown-origin", Place(path=f"obligations/{item.id}/origin"), **args))


def _sort(reading: Reading, item: Obligation, found: dict[str, list[Entry]]) -> None:
    """Price the sides of an obligation; of before and after, only the cases that change over make the change."""
    uptake = Fraction(1)
    if item.uptake == "unknown":
        uptake = Fraction(0)
    elif item.uptake is not None:
        uptake = reading.share(item.uptake, f"obligations/{item.id}/uptake")
    sides = dict(item.sides())
    change = found["one-off" if item.once else "annual"]
    if "change" in sides:
        change += Side(reading, item, sides["change"], uptake, 1).entries()
        return
    before = Side(reading, item, sides["before"], Fraction(1), 1).entries()
    found["before"] += before
    if uptake != 1:
        found["after"] += Side(reading, item, sides["before"], 1 - uptake, 1).entries()
    if uptake:
        change += Side(reading, item, sides["before"], uptake, -1).entries()
        change += Side(reading, item, sides["after"], uptake, 1).entries()
        found["after"] += Side(reading, item, sides["after"], uptake, 1).entries()
