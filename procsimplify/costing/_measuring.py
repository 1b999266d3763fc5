"""The lines of one obligation: its hours, what they cost, outlays, delays, overhead, and what would be done anyway."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from procsimplify.base.errors import InputError
from procsimplify.base.findings import Place, error
from procsimplify.base.messages import phrase_text
from procsimplify.base.numbers import round_to
from procsimplify.base.text import Text
from procsimplify.costing._rates import POST, Rate, Reading
from procsimplify.costing.conventions import Group, Points
from procsimplify.costing.figures import Known, reckon
from procsimplify.costing.ledger import ELEMENTS, Factor, Line
from procsimplify.costing.measure import ONE, Activity, Delay, Obligation, Outlay, Work
from procsimplify.costing.method import heads
from procsimplify.costing.parameters import parameter
from procsimplify.costing.unpriced import unpriced
from procsimplify.model import Provenance, weakest

__all__ = ["BAU", "Entry", "Side"]

BAU = "business-as-usual"
U1 = Fraction(1)


@dataclass(frozen=True)
class Entry:
    """One line, or hours without a price, with what years and tables need to know of it.

    Parameters
    ----------
    line : Line or None
        None where the time is left in hours, or has no price.
    hours, posts : Fraction
        Of this entry; 0 for money.
    rate : Rate or None
        The price of an hour, as it is carried forward.
    counted : bool
        Whether the method has the element, and a group for the party.
    in_total : bool
        Whether that group is part of the total.
    """

    obligation: Obligation
    part: str
    line: Line | None
    hours: Fraction
    posts: Fraction
    rate: Rate | None
    frequency: Fraction
    counted: bool
    in_total: bool


@dataclass(frozen=True)
class _Runs:
    """How often: subjects, times a year, persons, and the share and sign of the side."""

    population: Fraction
    frequency: Fraction
    persons: Fraction
    share: Fraction
    sign: int
    factors: tuple[Factor, ...]
    steps: tuple[Fraction, ...]


class Side:
    """One side of one obligation being priced.

    Parameters
    ----------
    share : Fraction
        Of the cases.
    sign : int
        -1 for what falls away.
    """

    def __init__(self, to: Reading, item: Obligation, work: Work, share: Fraction, sign: int) -> None:
        self.to, self.item, self.work = to, item, work
        self.path = f"obligations/{item.id}"
        self.group: Group | None = to.method.group_of(item.party)
        self.points = to.method.convention(item.convention or to.measure.convention)[0]
        self.runs = self._runs(share, sign)

    def _runs(self, share: Fraction, sign: int) -> _Runs:
        to, work, path = self.to, self.work, self.path
        factors: list[Factor] = []
        population, steps = U1, (U1,)
        if work.population is not None:
            reckoned = reckon(work.population, to.method, Place(path=f"{path}/population"), to.measure.assume)
            population = to.count(reckoned.result, f"{path}/population")
            factors += reckoned.factors("subjects")
            steps = tuple(step for _, _, step in reckoned.steps) or (population,)
        numbers: list[Fraction] = []
        for name, amount in (("frequency", work.frequency), ("persons", work.persons)):
            found = to.read(amount or ONE, f"{path}/{name}")
            numbers.append(to.count(found, f"{path}/{name}"))
            if amount is not None:
                factors.append(found.factor("times" if name == "frequency" else "persons"))
        if share != 1:
            factors.append(Factor("uptake", phrase_text("costing.factor-uptake"), share, "", "illustrative"))
        return _Runs(population, numbers[0], numbers[1], share, sign, tuple(factors), steps)

    def cases(self) -> Fraction:
        """Give the cases of a year."""
        exact = self.runs.population * self.runs.frequency * self.runs.share
        return self.points.cases.carried(exact) if self.points.cases is not None else exact

    def entries(self) -> tuple[Entry, ...]:
        """Give all entries: of the work, of overheads on it, and what of both would be done anyway."""
        found = list(self.work_lines())
        found += [entry for base in list(found) for entry in self.overheads(base)]
        found += [entry for base in list(found) for entry in self.anyway(base)]
        return tuple(found)

    def work_lines(self) -> Iterator[Entry]:
        """Give the lines of time, money and delay."""
        work = self.work
        activities = list(work.activities)
        if work.effort is not None or work.posts is not None:
            activities.insert(0, Activity(id="effort", effort=work.effort, posts=work.posts))
        if work.waiting is not None:
            activities.append(Activity(id="waiting", effort=work.waiting))
        done: dict[str, Fraction] = {}
        for activity in activities:
            yield self._activity(activity, done)
        outlays = list(work.outlays)
        if work.outlay is not None:
            outlays.insert(0, Outlay(amount=work.outlay))
        for outlay in outlays:
            yield self._outlay(outlay)
        if work.delay is not None:
            yield self._delay(work.delay)

    def _activity(self, activity: Activity, done: dict[str, Fraction]) -> Entry:
        to, path = self.to, f"{self.path}/{activity.id}"
        points = self.points if activity.convention is None else to.method.convention(activity.convention)[0]
        rate = to.rate(activity.wage or self.work.wage, self.item.party, points, f"{path}/wage")
        if activity.posts is not None:
            return self._posts(activity, rate, path)
        named = to.read(activity.times or ONE, f"{path}/times")
        times = to.count(named, f"{path}/times")
        if activity.share_of is not None:
            if activity.share_of.of not in done:
                args = {"given": activity.share_of.of, "known": ", ".join(done) or "–"}
                raise InputError(error("costing.unknown-activity", Place(path=path), **args))
            part = to.read(activity.share_of.share, f"{path}/share-of")
            each, factors = done[activity.share_of.of] * part.value, (part.factor("share"),)
        elif activity.effort is not None:
            found = to.read(activity.effort, f"{path}/effort")
            each, factors = to.hours(found, f"{path}/effort") * times, (found.factor("effort"),)
        else:
            raise InputError(error("costing.no-effort", Place(path=path), activity=activity.id))
        done[activity.id] = each
        if activity.times is not None:
            factors = (*factors, named.factor("times"))
        return self._timed(activity, each, rate, points, factors)

    def _timed(
        self, activity: Activity, each: Fraction, rate: Rate | None, points: Points, factors: tuple[Factor, ...]
    ) -> Entry:
        """Price the hours of one case, rounding where the convention says so."""
        runs = self.runs
        visits, volume, unit = runs.frequency * runs.persons, runs.population * runs.share, "hour"
        quantity = each * runs.sign
        if points.cases is not None:
            visits, volume = runs.persons, points.cases.carried(runs.frequency * volume)
        if points.hours is not None:
            quantity, visits, volume = points.hours.carried(quantity * visits * volume), U1, U1
        hours = quantity * visits * volume
        if rate is not None and rate.per == POST:
            per = self.to.post_hours()
            if per is None:
                raise InputError(self.to.no_unit(POST, self.path))
            rate = replace(rate, value=rate.value / per, per="hour")
        price = rate.value if rate is not None else None
        if price is not None and points.unit_cost is not None:
            price, quantity, unit = points.unit_cost.carried(each * price) * runs.sign, U1, "case"
        made = (*factors, *(rate.factors if rate is not None else ()))
        return self._entry(activity.element, activity.id, quantity, unit, price, visits, volume, made, hours, rate)

    def _posts(self, activity: Activity, rate: Rate | None, path: str) -> Entry:
        to = self.to
        assert activity.posts is not None
        reckoned = reckon(activity.posts, to.method, Place(path=f"{path}/posts"), to.measure.assume)
        if reckoned.result.unit not in ("", POST):
            raise InputError(error("costing.not-a-count", Place(path=path), given=reckoned.result.shown()))
        posts = reckoned.result.value * self.runs.sign * self.runs.share
        per = to.post_hours()
        factors = (*reckoned.factors("posts"), *(rate.factors if rate is not None else ()))
        hours = Fraction(0)
        if per is not None:
            hours = per * posts
        elif rate is not None and rate.per == "hour":
            raise InputError(to.no_unit(POST, path))
        if rate is not None and rate.per == POST:
            values = (posts, POST, rate.value)
        else:
            values = (hours, "hour", rate.value if rate is not None else None)
        return self._entry(activity.element, activity.id, *values, U1, U1, factors, hours, rate, posts)

    def _outlay(self, outlay: Outlay) -> Entry:
        to, runs, path = self.to, self.runs, f"{self.path}/{outlay.id}"
        reckoned = reckon(outlay.amount, to.method, Place(path=path), to.measure.assume)
        price = to.money(reckoned.result, path)
        factors = reckoned.factors("outlay")
        if outlay.over_years is not None:
            years = to.read(outlay.over_years, f"{path}/over-years")
            if years.value <= 0:
                raise InputError(error("costing.negative-count", Place(path=path), given=years.shown()))
            price /= years.value
            factors = (*factors, years.factor("over-years"))
        visits, volume = runs.frequency, runs.population * runs.share
        if outlay.per == "case" and self.points.cases is not None:
            visits, volume = U1, self.points.cases.carried(visits * volume)
        if outlay.per != "case":
            visits = U1
        if outlay.per == "year":
            volume = runs.share
        unit, sign = outlay.per, Fraction(runs.sign)
        return self._entry(
            outlay.element, outlay.id, sign, unit, price, visits, volume, factors, Fraction(0), None,
            receiver=outlay.paid_to,
        )  # fmt: skip

    def _delay(self, delay: Delay) -> Entry:
        to, runs, path = self.to, self.runs, f"{self.path}/delay"
        approval = to.read(delay.approval, f"{path}/approval")
        waited = approval.value
        for amount, sign in ((delay.application, 1), (delay.ready, -1)):
            if amount is not None:
                found = to.read(amount, path)
                if found.unit != approval.unit:
                    raise InputError(error("costing.units-differ", Place(path=path), given=found.shown(),
                                           unit=approval.unit))  # fmt: skip
                waited += sign * found.value
        waited = max(Fraction(0), waited)
        value = reckon(delay.value, to.method, Place(path=f"{path}/value"), to.measure.assume)
        price = to.money(value.result, f"{path}/value")
        factors = (approval.factor("approval"), *value.factors("outlay"))
        volume = runs.population * runs.share
        return self._entry(
            "delay",
            "delay",
            waited * runs.sign,
            approval.unit,
            price,
            runs.frequency,
            volume,
            factors,
            Fraction(0),
            None,
        )

    def _entry(
        self,
        element: str,
        part: str,
        quantity: Fraction,
        unit: str,
        price: Fraction | None,
        visits: Fraction,
        volume: Fraction,
        factors: tuple[Factor, ...],
        hours: Fraction,
        rate: Rate | None,
        posts: Fraction = Fraction(0),
        receiver: str | None = None,
    ) -> Entry:
        method, item = self.to.method, self.item
        if element not in method.elements and element not in ELEMENTS:
            known_ = ", ".join(dict.fromkeys((*method.elements, *ELEMENTS)))
            args = {"given": element, "method": method.id, "file": method.file, "known": known_}
            raise InputError(error("costing.unknown-element", Place(path=f"{self.path}/{part}"), **args))
        in_hours = self.group is not None and self.group.time == "hours" and unit == "hour" and element != BAU
        line = None
        if price is not None and not in_hours:
            line = self.line(element, part, quantity, unit, price, visits, volume, factors, receiver)
        elif not in_hours:
            shown = Known(quantity, unit, "illustrative", None).shown()
            name = item.title or Text.both(item.id)
            self.to.gaps.append(unpriced("hours", item.party, name, step=item.id, effort=shown))
        counted = element in method.elements and self.group is not None
        in_total = counted and self.group is not None and self.group.counted
        return Entry(item, part, line, hours, posts, rate, self.runs.frequency, counted, in_total)

    def line(
        self,
        element: str,
        part: str,
        quantity: Fraction,
        unit: str,
        price: Fraction,
        visits: Fraction,
        volume: Fraction,
        factors: tuple[Factor, ...],
        receiver: str | None,
    ) -> Line:
        """Make a line: multiply exactly, round once."""
        method, restated = self.to.method, self.to.restated
        if restated is not None and restated not in factors:
            price, factors = price * restated.value, (*factors, restated)
        exact = quantity * price * visits * volume
        at = self.points.line
        amount = at.of(exact) if at is not None else round_to(exact, method.quantum, method.rounding)
        every = (*factors, *self.runs.factors)
        marks: list[Provenance] = [factor.provenance for factor in every]
        return Line(
            self.item.id, None, None, element, part, self.item.party, receiver, quantity, unit, price, visits, volume,
            amount, weakest(*marks) if marks else "published", every, factors[0].source if factors else None,
        )  # fmt: skip

    def overheads(self, base: Entry) -> Iterator[Entry]:
        """Add the method's shares on top of a line."""
        line = base.line
        for item in self.to.method.overheads:
            loaded = base.rate is not None and base.rate.loaded
            if (
                line is None
                or loaded
                or line.element not in item.of
                or (item.parties and not set(heads(self.item.party)) & set(item.parties))
            ):
                continue
            yield self._shared(base, line, item.element, item.parameter)

    def _shared(self, base: Entry, line: Line, element: str, name: str) -> Entry:
        read = parameter(name)
        dated = read.at(self.to.day)
        factor = Factor(read.id, read.title, dated.value, read.unit, dated.provenance, dated.source, dated.date)
        made = self.line(
            element, base.part, line.quantity, line.unit, line.price * dated.value, line.visits, line.volume,
            (factor, *line.factors), line.receiver,
        )  # fmt: skip
        return replace(base, line=made, hours=Fraction(0), posts=Fraction(0), rate=None)

    def anyway(self, base: Entry) -> Iterator[Entry]:
        """Take off the share that would be done anyway."""
        given, line = self.item.business_as_usual, base.line
        if given is None or line is None:
            return
        path = f"{self.path}/business-as-usual"
        share = self.to.share(given, path)
        if self.group is not None and not self.group.business_as_usual and share:
            args = {"method": self.to.method.id, "party": self.item.party}
            raise InputError(error("costing.no-business-as-usual", Place(path=path), **args))
        if share:
            factor = self.to.read(given, path).factor("business-as-usual")
            made = self.line(
                BAU, base.part, line.quantity, line.unit, -line.price * share, line.visits, line.volume,
                (factor, *line.factors), line.receiver,
            )  # fmt: skip
            yield replace(base, line=made, hours=Fraction(0), posts=Fraction(0), rate=None)
