"""The lines of one element of a procedure; each function gives the maker of its bill, to be called when needed.

A maker is a closure whose result depends on nothing but its arguments, so that a memory may keep it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Protocol

from procsimplify.base.text import Text
from procsimplify.costing._amounts import ONE, Amounts, Spot
from procsimplify.costing.ledger import ELEMENTS, Factor, Line
from procsimplify.costing.method import Method, Price
from procsimplify.costing.papers import APPLICANT, certified_only
from procsimplify.costing.standard import standard_row
from procsimplify.costing.unpriced import Unpriced, unpriced
from procsimplify.model import Condition, Demand, Fee, FeeLine, PerPiece, Quantity, Register, Step, Trip
from procsimplify.model.quantity import Assume

ALL = ELEMENTS


@dataclass(frozen=True)
class Bill:
    """The lines of one element and what of it has no price."""

    lines: tuple[Line, ...]
    unpriced: tuple[Unpriced, ...]


class Maker(Protocol):
    """Makes a bill; its name tells kinds of bills apart."""

    __name__: str

    def __call__(self) -> Bill:
        """Make it."""
        ...


class Prices(Protocol):
    """Where prices of time come from."""

    method: Method

    def time_price(self, party: str, wage: Quantity | None = None, assume: Assume | None = None) -> Price | None:
        """Give the price of an hour of a party, or the one that the procedure gives."""
        ...


class _Sheet:
    """Collects the lines and gaps of one element."""

    def __init__(self, prices: Prices, amounts: Amounts) -> None:
        self.prices, self.amounts = prices, amounts
        self.lines: list[Line] = []
        self.gaps: list[Unpriced] = []

    def bill(self) -> Bill:
        return Bill(tuple(self.lines), tuple(self.gaps))

    def time(
        self,
        spot: Spot,
        element: str,
        part: str,
        effort: Quantity,
        path: str,
        name: Text,
        times: Fraction = ONE,
        persons: Factor | None = None,
    ) -> None:
        """Add a time at work; hours without a price are listed."""
        if not spot.visits or not times:
            return
        price = self.prices.time_price(spot.party, spot.wage, self.amounts.assume)
        if price is not None:
            self.lines.append(self.amounts.time_line(spot, element, part, effort, price, path, times, persons))
            return
        self.amounts.hours(self.amounts.factor("effort", effort, path), path)
        self.gaps.append(unpriced("hours", spot.party, name, step=spot.step, demand=spot.demand, effort=effort.text()))

    def money(
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
    ) -> None:
        """Add an amount of money."""
        if spot.visits and times:
            made = self.amounts.money_line(spot, element, part, outlay, path, times, unit, receiver, persons)
            self.lines.append(made)

    def persons(self, item: Step) -> Factor | None:
        """Give how many do a step; None where it says nothing of that."""
        if item.persons is None:
            return None
        path = f"steps/{item.id}/persons"
        found = self.amounts.factor("persons", item.persons, path)
        self.amounts.count(found, path)
        return found

    def pieces(self, spot: Spot, part: str, each: PerPiece, path: str, name: Text, times: Fraction, unit: str) -> None:
        """Add what several pieces cost: time and outlay of each."""
        if each.effort is not None:
            self.time(spot, "time", part, each.effort, f"{path}/effort", name, times)
        if each.outlay is not None:
            self.money(spot, "out-of-pocket", part, each.outlay, f"{path}/outlay", times, unit)


def step(
    prices: Prices,
    amounts: Amounts,
    item: Step,
    spot: Spot,
    again: Spot,
    paid: tuple[str | None, ...],
    owns: bool,
    bare_sets: bool,
) -> Maker:
    """Price a step: its effort, its costs, further sets, and the rounds of completing the dossier.

    ``owns`` tells that demands stand on it: then they are what is priced, or found to have no price; ``bare_sets`` that
    it hands over a paper of which no further piece has a price.
    """

    def make_step() -> Bill:
        sheet, path, name = _Sheet(prices, amounts), f"steps/{item.id}", item.title or Text.both(item.id)
        if item.effort is not None:
            sheet.time(spot, "time", "effort", item.effort, f"{path}/effort", name, persons=sheet.persons(item))
        for cost, receiver in zip(item.costs, paid, strict=True):
            times = ONE
            if cost.per != "case" and cost.items is not None:
                where = f"{path}/costs/{cost.id}/items"
                times = amounts.count(amounts.factor("items", cost.items, where), where)
            where = f"{path}/costs/{cost.id}"
            sheet.money(spot, cost.element, f"cost:{cost.id}", cost.amount, where, times, cost.per, receiver)
        if item.sets > 1 and item.per_set is not None:
            sheet.pieces(spot, "sets", item.per_set, f"{path}/per-set", name, Fraction(item.sets - 1), "set")
        elif item.sets > 1 and bare_sets and spot.visits:
            sheet.gaps.append(unpriced("sets", spot.party, name, step=item.id))
        _completion(sheet, item, again, path, name)
        # Nothing of an applicant's step is known: neither its time, nor its way, nor its costs, nor its papers.
        known = item.effort or item.trip or item.costs or owns or (item.sets > 1 and item.per_set)
        if item.who == APPLICANT and item.kind != "wait" and spot.visits and not known:
            sheet.gaps.append(unpriced("effort", spot.party, name, step=item.id))
        return sheet.bill()

    return make_step


def _completion(sheet: _Sheet, item: Step, again: Spot, path: str, name: Text) -> None:
    more = item.supplement
    if more is None or not again.visits:
        return
    path = f"{path}/supplement"
    if more.effort is not None:
        sheet.time(again, "time", "supplement", more.effort, f"{path}/effort", name)
    if more.outlay is not None:
        sheet.money(again, "out-of-pocket", "supplement", more.outlay, f"{path}/outlay")
    if more.trip is not None:
        _way(sheet, more.trip, again, path, name)
    if more.effort is None and more.outlay is None and more.trip is None:
        sheet.gaps.append(unpriced("supplement", again.party, name, step=item.id))


def trip(prices: Prices, amounts: Amounts, item: Trip, spot: Spot, first: Step) -> Maker:
    """Price a way to an office: time and fare."""

    def make_trip() -> Bill:
        sheet = _Sheet(prices, amounts)
        _way(sheet, item, spot, f"steps/{first.id}", first.title or Text.both(first.id), sheet.persons(first))
        return sheet.bill()

    return make_trip


def _way(sheet: _Sheet, item: Trip, spot: Spot, path: str, name: Text, persons: Factor | None = None) -> None:
    if item.time is not None:
        sheet.time(spot, "travel", "trip", item.time, f"{path}/trip", name, persons=persons)
    fare = item.fare or _fare_of_table(sheet, item)
    if fare is not None:
        sheet.money(spot, "travel", "fare", fare, f"{path}/trip/fare", unit="time", persons=persons)
    if item.time is None and item.fare is None and spot.visits:
        sheet.gaps.append(unpriced("trip", spot.party, name, step=spot.step))


def _fare_of_table(sheet: _Sheet, item: Trip) -> Quantity | None:
    """Give the fare of the row of travel times that a way names, where it is in the procedure's currency."""
    name = item.time.standard if item.time is not None else None
    row = standard_row(name) if name is not None and "/" not in name else None
    if row is None or row.fare is None or row.fare.unit != sheet.amounts.method.currency:
        return None
    return row.fare.evolve(provenance=row.provenance, source=row.source.get("en"))


def demand(prices: Prices, amounts: Amounts, item: Demand, sets: int, spot: Spot, got: bool = False) -> Maker:
    """Price a paper: first and further pieces, having them certified where nothing weaker will do, a confirmation.

    ``got`` tells that the first piece has its price from the procedure that gives it.
    """

    def make_demand() -> Bill:
        sheet, path, name = _Sheet(prices, amounts), f"dossier/{item.id}", item.title or Text.both(item.id)
        pieces = sets * item.copies
        if item.effort is not None:
            sheet.time(spot, "time", "effort", item.effort, f"{path}/effort", name)
        if item.outlay is not None:
            sheet.money(spot, "out-of-pocket", "outlay", item.outlay, f"{path}/outlay")
        if item.effort is None and item.outlay is None and spot.visits and not got:
            sheet.gaps.append(unpriced("effort", spot.party, name, step=spot.step, demand=item.id))
        if item.per_copy is not None and pieces > 1:
            sheet.pieces(spot, "copies", item.per_copy, f"{path}/per-copy", name, Fraction(pieces - 1), "copy")
        elif item.copies > 1 and spot.visits:
            sheet.gaps.append(unpriced("copies", spot.party, name, step=spot.step, demand=item.id))
        if item.certifying is not None and certified_only(item) and pieces:
            sheet.pieces(spot, "certifying", item.certifying, f"{path}/certifying", name, Fraction(pieces), "copy")
        if item.confirming is not None and item.confirmed_by is not None and pieces:
            sheet.pieces(spot, "confirming", item.confirming, f"{path}/confirming", name, ONE, "case")
        return sheet.bill()

    return make_demand


def look_up(prices: Prices, amounts: Amounts, register: Register, spot: Spot) -> Maker:
    """Price an authority's reading of a register in place of a paper."""

    def make_look_up() -> Bill:
        sheet, path = _Sheet(prices, amounts), f"registers/{register.id}/look-up"
        if register.look_up is not None and register.look_up.is_money:
            sheet.money(spot, "other", "look-up", register.look_up, path)
        elif register.look_up is not None:
            sheet.time(spot, "time", "look-up", register.look_up, path, register.title or Text.both(register.id))
        return sheet.bill()

    return make_look_up


def condition(prices: Prices, amounts: Amounts, item: Condition, spot: Spot) -> Maker:
    """Price what meeting a condition costs, where that is given."""

    def make_condition() -> Bill:
        sheet, path, part = _Sheet(prices, amounts), f"conditions/{item.id}/cost", f"condition:{item.id}"
        if item.cost is not None and item.cost.is_time:
            sheet.time(spot, "other", part, item.cost, path, item.text)
        elif item.cost is not None:
            sheet.money(spot, "other", part, item.cost, path)
        return sheet.bill()

    return make_condition


def fee(
    amounts: Amounts,
    item: Fee,
    spot: Spot,
    day: date,
    applicant: str | None,
    receiver: str,
    times: Quantity | None,
) -> Maker:
    """Price a fee by the tariff of the day. An amount that is not known is listed; free of charge is an amount of 0."""

    def make_fee() -> Bill:
        name = item.title or Text.both(item.id)
        rows = [FeeLine(id=item.id, amount=item.amount)] if not item.lines else list(_in_force(item, day))
        lines: list[Line] = []
        unknown = not rows
        for row in rows if spot.visits else ():
            found = _fee_line(amounts, item, row, spot, applicant, receiver, times)
            unknown = unknown or found is None
            lines += [found] if found is not None else []
        why = item.set_by or Text.both("–")
        gaps = (unpriced("fee", spot.party, name, step=spot.step, day=day.isoformat(), why=why),)
        return Bill(tuple(lines), gaps if unknown and spot.visits else ())

    return make_fee


def _in_force(item: Fee, day: date) -> Iterator[FeeLine]:
    """List the tariff lines of a day; a waiver in force takes the place of the lines for the same unit."""
    active = [
        row for row in item.lines if (row.from_ is None or row.from_ <= day) and (row.to is None or day <= row.to)
    ]
    waived = {row.per for row in active if row.waiver}
    for row in active:
        if row.waiver or row.per not in waived:
            yield row


def _fee_line(
    amounts: Amounts,
    item: Fee,
    row: FeeLine,
    spot: Spot,
    applicant: str | None,
    receiver: str,
    times: Quantity | None,
) -> Line | None:
    """Give the line of a tariff line; None where an amount or a number that it needs is not known."""
    path = f"fees/{item.id}/lines/{row.id}" if item.lines else f"fees/{item.id}"
    part = f"fee:{item.id}" if not item.lines else f"fee:{item.id}/{row.id}"
    if row.amount is None:
        return None
    rate = amounts.factor("fee", row.amount, path)
    factors: tuple[Factor, ...] = (rate,)
    quantity, unit = ONE, row.per
    if row.per == "share":
        if row.base is None:
            return None
        base = amounts.factor("base", row.base, f"{path}/base")
        quantity, unit = amounts.count(rate, path), "share"
        price, factors = amounts.money(base, f"{path}/base"), (rate, base)
    else:
        price = amounts.money(rate, path)
        needed = row.items if row.per != "subject" else (row.items or times)
        if needed is not None and row.per != "case":
            count = amounts.factor("items", needed, f"{path}/items")
            number = amounts.count(count, f"{path}/items")
            # A fee for a subject is paid once in all the times that the subject comes in a year; who comes more
            # rarely than once a year pays each time.
            by_times = row.per == "subject" and row.items is None
            quantity = ONE / max(number, ONE) if by_times else number
            factors = (rate, count)
        elif row.per == "item":
            return None
    if applicant is not None and applicant in row.exempt:
        price = Fraction(0)
    return amounts.line(spot, "fee", part, quantity, unit, price, factors, receiver)
