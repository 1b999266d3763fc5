"""The lines of one variant: what each step, paper, trip, fee and condition costs, and what of it has no price."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from procsimplify.base.memo import Memo
from procsimplify.base.messages import phrase_text
from procsimplify.base.text import Text
from procsimplify.costing import _elements as elements
from procsimplify.costing._amounts import ONE, Amounts, Scale, Spot
from procsimplify.costing._elements import Bill
from procsimplify.costing.elsewhere import NONE, Others, bill_of, one_case, procedure_of
from procsimplify.costing.ledger import Factor, Ledger
from procsimplify.costing.method import Method, Price
from procsimplify.costing.overhead import with_overheads
from procsimplify.costing.papers import APPLICANT, Asked, Weighed, asked_on, is_paper, weigh
from procsimplify.costing.unpriced import Unpriced, unpriced
from procsimplify.costing.wages import wage_of, wage_price
from procsimplify.flow.analysis import Flow
from procsimplify.model import Demand, Group, Procedure, Provenance, Quantity, Step, Trip, leaves, weakest
from procsimplify.model.quantity import Assume

__all__ = ["Priced", "Pricer", "Scale", "group_of", "party_key"]

ZERO = Fraction(0)
NOTHING = Ledger(())
IN_HOURS = "left-in-hours"


@dataclass(frozen=True)
class Priced:
    """The priced variant: the lines of every party, and what has no price.

    Parameters
    ----------
    ledger : Ledger
        Of every party; `borne_by` gives a part of it.
    unpriced : tuple of Unpriced
        Of every party.
    aside : Ledger
        Lines of elements that the method does not count, such as fees where they are no cost: for transfers.
    """

    ledger: Ledger
    unpriced: tuple[Unpriced, ...]
    aside: Ledger = NOTHING

    def borne_by(self, group: str) -> Ledger:
        """Give the ledger of a group: ``applicant``, ``authority`` or ``third-party``."""
        return self.ledger.only(lambda line: group_of(line.party) == group)


def group_of(party: str) -> str:
    """Give the group of a party's key: ``applicant``, ``authority`` or ``third-party``."""
    head = party.split(":")[0]
    return head if head in ("authority", "third-party") else APPLICANT


def party_key(plain: Procedure, party_id: str) -> str:
    """Give the key of a party in results: ``business/small``, ``authority:province``, ``third-party:notary``."""
    if party_id == APPLICANT:
        return plain.applicants[0].key() if plain.applicants else "citizen"
    party = plain.party(party_id)
    if party.kind == "third-party":
        return f"third-party:{party.id}" if party.id != "third-party" else "third-party"
    return f"authority:{party.level}" if party.level is not None else "authority"


class Pricer:
    """Prices variants by one method on one day, and remembers the lines of what it has priced.

    Parameters
    ----------
    method : Method
    day : date
        Picks dated parameters and tariff lines.
    others : Others
        Procedures that papers may be got from.

    Notes
    -----
    What an edit leaves alone is the same object before and after, so its lines are found, not made again.
    """

    def __init__(self, method: Method, day: date, others: Others = NONE) -> None:
        self.method = method
        self.day = day
        self.others = others
        self._elsewhere: dict[str, Priced] = {}
        self._within: set[str] = set()
        self._prices: dict[str, Price | None] = {}
        self._bills: Memo[Bill] = Memo()
        self._priced: Memo[Priced] = Memo(2_000)
        self._asked: Memo[Mapping[str, Asked]] = Memo(500)
        self._scales: dict[Scale, Scale] = {}
        self._counts_all = set(elements.ALL) <= set(method.elements) and not method.overheads

    def price(
        self,
        plain: Procedure,
        flow: Flow,
        *,
        case: str | None = None,
        scale: Scale | None = None,
        hold: bool = False,
    ) -> Priced:
        """Price one variant.

        Parameters
        ----------
        plain : Procedure
            From `procsimplify.model.variant`.
        flow : Flow
            Its visits; the flow is sound.
        case : str, optional
            The case to write on the lines.
        scale : Scale, optional
            How many cases; one by default.
        hold : bool
            Whether conditions whose share is not known are taken to hold.

        Returns
        -------
        Priced

        Raises
        ------
        InputError
            For a unit or a currency that does not fit, or a parameter without a value on the day.
        """
        given = scale or Scale()
        one = self._scales.setdefault(given, given)
        return self._priced.get((plain, one), (case, hold), lambda: self._price(plain, flow, case, one, hold))

    def _price(self, plain: Procedure, flow: Flow, case: str | None, scale: Scale, hold: bool) -> Priced:
        outermost = plain.code not in self._within
        self._within.add(plain.code)
        try:
            bills = list(_Run(self, plain, flow, case, scale, hold).bills())
        finally:
            if outermost:
                self._within.discard(plain.code)
        lines = [line for bill in bills for line in bill.lines]
        order = {step.id: place for place, step in enumerate(plain.steps)}
        lines.sort(key=lambda line: order[line.step])
        gaps = tuple(item for bill in bills for item in bill.unpriced)
        if self._counts_all:
            return Priced(Ledger(tuple(lines)), gaps)
        counted = [line for line in lines if line.element in self.method.elements]
        aside = tuple(line for line in lines if line.element not in self.method.elements)
        if "fee" not in self.method.elements:
            gaps = tuple(item for item in gaps if item.kind != "fee")
        return Priced(Ledger(tuple(with_overheads(self.method, self.day, counted))), gaps, Ledger(aside))

    def time_price(self, party: str, wage: Quantity | None = None, assume: Assume | None = None) -> Price | None:
        """Give the price of an hour of a party: the wage that the procedure gives, else the method's; None without.

        Where the method leaves a party's time in hours on purpose, the price is 0: its lines show the hours.
        """
        if wage is not None and not self.method.leaves_in_hours(party):
            return wage_price(wage, Amounts(self.method, assume), self.day)
        if party not in self._prices:
            price = self.method.time_price(party, self.day)
            if price is None and self.method.leaves_in_hours(party):
                price = Price(IN_HOURS, phrase_text("costing.left-in-hours"), ZERO, "", "published", ())
            self._prices[party] = price
        return self._prices[party]

    def elsewhere(self, code: str) -> Priced | None:
        """Price one case of another procedure; None where it is not at hand, or needs what is being priced itself."""
        other = self.others.procedures.get(code)
        if other is None or code in self._within:
            return None
        if code not in self._elsewhere:
            self._elsewhere[code] = one_case(other, self)
        return self._elsewhere[code]

    def asked(self, plain: Procedure) -> Mapping[str, Asked]:
        """Tell on which step the cost of each demand stands."""
        return self._asked.get((plain,), None, lambda: asked_on(plain))

    def remember(self, held: tuple[object, ...], rest: tuple[object, ...], make: elements.Maker) -> Bill:
        """Give the bill of an element in its context, made once."""
        return self._bills.get(held, rest, make)


class _Run:
    """One variant being priced."""

    def __init__(
        self, pricer: Pricer, plain: Procedure, flow: Flow, case: str | None, scale: Scale, hold: bool
    ) -> None:
        self.pricer, self.plain, self.flow, self.case, self.hold = pricer, plain, flow, case, hold
        self.scale = scale
        self.amounts = Amounts(pricer.method, plain.assume)
        self.applicant = party_key(plain, APPLICANT)
        self.keys: dict[str, str] = {APPLICANT: self.applicant}
        self.chances: Factor | None = None

    def key(self, party_id: str) -> str:
        found = self.keys.get(party_id)
        if found is None:
            found = self.keys[party_id] = party_key(self.plain, party_id)
        return found

    def bills(self) -> Iterable[Bill]:
        asked = self.pricer.asked(self.plain)
        owning = {item.step.id for item in asked.values()}
        bare = {
            asked[demand.id].hands.id
            for demand in self.plain.demands()
            if demand.per_copy is None and demand.copies and is_paper(demand)
        }
        for step in self.plain.steps:
            yield self._step(step, step.id in owning, step.id in bare)
        yield from self._trips()
        weighed, left = self._papers(asked)
        carried: dict[str, Weighed] = {}
        for item in weighed:
            code = procedure_of(item.demand)
            if code is not None and (code not in carried or carried[code].weight < item.weight):
                carried[code] = item  # what several papers are got by is counted once, as often as the most frequent
        for item in weighed:
            code = procedure_of(item.demand)
            yield self._demand(item, asked[item.demand.id], code is None or carried[code] is item)
        yield from self._look_ups()
        for fee in self.plain.fees:
            yield self._fee(fee)
        for condition in self.plain.conditions:
            if condition.cost is not None:
                on = next((step for step in self.plain.steps if step.id in condition.checked_at), self.plain.steps[0])
                spot = self._spot(on.id, None, self.applicant, ONE, wage=wage_of(self.plain, APPLICANT))
                make = elements.condition(self.pricer, self.amounts, condition, spot)
                yield self._kept((condition,), spot, (), make)
        yield Bill((), tuple(self._assumed(left)))

    def _step(self, step: Step, owns: bool, bare: bool) -> Bill:
        visits = self.flow.visits[step.id]
        rounds = self.flow.supplement_visits.get(step.id, ZERO) if step.supplement is not None else ZERO
        spot = self._spot(step.id, None, self.key(step.who), visits, wage=wage_of(self.plain, step.who, step))
        paid = tuple(self.key(cost.paid_to) if cost.paid_to is not None else None for cost in step.costs)
        again = self._spot(step.id, None, self.applicant, rounds, wage=wage_of(self.plain, APPLICANT))
        make = elements.step(self.pricer, self.amounts, step, spot, again, paid, owns, bare)
        return self._kept((step,), spot, (rounds, self.applicant, paid, owns, bare), make)

    def _trips(self) -> Iterable[Bill]:
        """Ways to an office: those that share an id are one, as often as the step that happens most often."""
        groups: dict[str, list[tuple[Step, Trip]]] = {}
        for step in self.plain.steps:
            if step.trip is not None:
                name = f"id {step.trip.id}" if step.trip.id is not None else f"of {step.id}"
                groups.setdefault(name, []).append((step, step.trip))
        for group in groups.values():
            first = group[0][0]
            trip = next((trip for _, trip in group if trip.time is not None or trip.fare is not None), group[0][1])
            visits = max(self.flow.visits[step.id] for step, _ in group)
            spot = self._spot(first.id, None, self.key(first.who), visits, wage=wage_of(self.plain, first.who, first))
            make = elements.trip(self.pricer, self.amounts, trip, spot, first)
            yield self._kept((trip, first), spot, (), make)

    def _papers(self, asked: Mapping[str, Asked]) -> tuple[tuple[Weighed, ...], tuple[Demand | Group, ...]]:
        def cost_of(demand: Demand) -> Fraction | None:
            bill = self._demand(Weighed(demand, ONE, (), ()), asked[demand.id])
            if any(item.opens for item in bill.unpriced):
                return None
            return sum((line.exact for line in bill.lines), ZERO)

        return weigh(self.plain.dossier, cost_of, self.hold)

    def _demand(self, item: Weighed, asked: Asked, carries: bool = True) -> Bill:
        if not is_paper(item.demand):
            return Bill((), ())
        code = procedure_of(item.demand)
        got = self.pricer.elsewhere(code) if code is not None else None
        shares = tuple(self.amounts.factor("share", share, f"dossier/{item.demand.id}") for share in item.shares)
        wage = wage_of(self.plain, asked.bearer)
        spot = self._spot(asked.step.id, item.demand.id, self.key(asked.bearer), item.weight, shares, item.marks, wage)
        make = elements.demand(self.pricer, self.amounts, item.demand, asked.sets, spot, got is not None)
        bill = self._kept((item.demand, *item.shares), spot, (asked.sets, item.marks, got is not None), make)
        if code is None or got is None or not carries or not spot.visits:
            return bill
        more = bill_of(code, got, self.amounts, spot, item.demand)
        return Bill((*more.lines, *bill.lines), (*more.unpriced, *bill.unpriced))

    def _look_ups(self) -> Iterable[Bill]:
        """What an authority does to read a register in place of a paper."""
        registers = {register.id: register for register in self.plain.registers}
        for demand in self.plain.demands():
            register = registers.get(demand.once_only.register_ or "") if demand.once_only is not None else None
            if demand.handover != "look-up" or register is None or register.look_up is None:
                continue
            readers = [step for step in self.plain.steps if step.who != APPLICANT]
            takers = [step for step in readers if demand.id in step.takes or "dossier" in step.takes]
            for step in (takers or readers)[:1]:
                wage = wage_of(self.plain, step.who, step)
                spot = self._spot(step.id, demand.id, self.key(step.who), self.flow.visits[step.id], wage=wage)
                make = elements.look_up(self.pricer, self.amounts, register, spot)
                yield self._kept((demand, register), spot, (), make)

    def _fee(self, fee: elements.Fee) -> Bill:
        on = fee.step or _pays(self.plain).id
        visits = self.flow.visits[on] if fee.step is not None else ONE
        applicant = self.plain.applicants[0].id if self.plain.applicants else None
        receiver = self.key(fee.receiver) if fee.receiver is not None else "authority"
        spot = self._spot(on, None, self.applicant, visits)
        volume = self.plain.volume
        times = volume.times if volume is not None else None
        make = elements.fee(self.amounts, fee, spot, self.pricer.day, applicant, receiver, times)
        return self._kept((fee, times), spot, (applicant, receiver), make)

    def _assumed(self, left: tuple[Demand | Group, ...]) -> Iterable[Unpriced]:
        """What is reckoned as not happening: ways of unknown chance, papers under a condition of unknown share."""
        for step, target in self.flow.unpriced:
            name = Text.both(step)
            yield unpriced("arm", self.applicant, name, step=step, target=target)
        for node in left if not self.hold else ():
            papers = ", ".join(demand.id for demand in leaves(node))
            condition = node.if_ or Text.both(node.id)
            yield unpriced("condition", self.applicant, Text.both(papers), demand=node.id, condition=condition)

    def _spot(
        self,
        step: str,
        demand: str | None,
        party: str,
        visits: Fraction,
        extra: tuple[Factor, ...] = (),
        marks: tuple[str, ...] = (),
        wage: Quantity | None = None,
    ) -> Spot:
        if visits not in (ZERO, ONE) and not extra:
            extra = (self._visits_factor(visits),)
        return Spot(step, demand, self.case, party, visits, self.scale, extra, marks, wage)

    def _visits_factor(self, visits: Fraction) -> Factor:
        """Give expected visits as a factor, known as well as the weakest chance of the procedure."""
        if self.chances is None:
            chances = [self.amounts.factor("chance", chance, "steps") for chance in _chances(self.plain)]
            marks: list[Provenance] = [factor.provenance for factor in chances]
            source = next((factor.source for factor in chances if factor.source is not None), None)
            self.chances = Factor(
                "visits", phrase_text("costing.factor-visits"), ZERO, "", weakest(*(marks or [None])), source
            )
        found = self.chances
        return Factor(found.name, found.title, visits, found.unit, found.provenance, found.source)

    def _kept(self, held: tuple[object, ...], spot: Spot, rest: tuple[object, ...], make: elements.Maker) -> Bill:
        mark = spot.extra[0].provenance if spot.extra else None
        context = (make.__name__, spot.step, spot.case, spot.party, spot.visits, mark, rest)
        return self.pricer.remember((*held, self.plain.assume, self.scale, spot.wage), context, make)


def _chances(plain: Procedure) -> Iterable[Quantity]:
    for step in plain.steps:
        if isinstance(step.chance, Quantity):
            yield step.chance
        if step.supplement is not None and isinstance(step.supplement.chance, Quantity):
            yield step.supplement.chance
        for arm in (step.then.choice or ()) if step.then is not None else ():
            if isinstance(arm.chance, Quantity):
                yield arm.chance


def _pays(plain: Procedure) -> Step:
    """Give the step that a fee stands on that names none: where the applicant pays, hands in, or acts first."""
    mine = [step for step in plain.steps if step.who == APPLICANT]
    for kind in ("pay", "submit"):
        for step in mine:
            if step.kind == kind:
                return step
    return (mine or list(plain.steps))[0]
