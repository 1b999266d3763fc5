"""The cost of a procedure as a function of its uncertain figures: the ledger's own lines, for many draws at once.

A line is a product: each uncertain factor is replaced by its draws, and the visits are solved again in each draw where
a chance is uncertain. Lines are not rounded. Which of several alternatives is the cheapest is settled by the likely
values, as in the ledger.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

from procsimplify.base.errors import InputError
from procsimplify.base.findings import Place, error
from procsimplify.base.numbers import format_number
from procsimplify.costing._drawn_visits import drawn_visits
from procsimplify.costing._draws import numpy
from procsimplify.costing._figures import Figures, Values
from procsimplify.costing.ledger import Line
from procsimplify.costing.result import Cost, sound_flow
from procsimplify.flow.analysis import Flow
from procsimplify.flow.lowering import ROUND
from procsimplify.model import Procedure, Quantity, Step, Variant, variants
from procsimplify.model.quantity import TIME_UNITS, Chance

if TYPE_CHECKING:
    from procsimplify.costing._draws import Floats

    Drawn: TypeAlias = float | Floats

__all__ = ["DrawnCost"]


@dataclass(frozen=True)
class _Times:
    """An uncertain factor of a line; ``spread`` where it divides: 1 / max(number, 1), ``divides`` where 1 / number."""

    quantity: Quantity
    spread: bool = False
    divides: bool = False


@dataclass(frozen=True)
class _Term:
    """Lines of one party that hang on the same figures: a constant, their factors, and the steps whose visits count."""

    party: str
    constant: float
    factors: tuple[_Times, ...]
    steps: tuple[str, ...]


class DrawnCost:
    """What a procedure costs each party, as a function of the draws.

    Parameters
    ----------
    cost : Cost
    figures : Figures
        Told of each uncertain quantity that the cost hangs on.

    Raises
    ------
    InputError
        Where a loop has no end at the high ends of its chances.
    """

    def __init__(self, cost: Cost, figures: Figures) -> None:
        self._figures = figures
        listed = variants(cost.source) if cost.shares is not None else (cost.reference,)
        self._variants = [_DrawnVariant(item, cost, figures) for item in listed]
        self._shares = _Shares(cost, figures) if cost.shares is not None else None
        self._volume = _Volume(cost, figures)

    def by_party(self, values: Values) -> dict[str, Drawn]:
        """Give the cost of each party in each draw: a year's where the volume is known, else of one case."""
        found: dict[str, Drawn] = {}
        volume = self._volume.drawn(values)
        for variant in self._variants:
            share = self._shares.drawn(variant.source, values) if self._shares is not None else 1.0
            for party, amount in variant.by_party(values).items():
                found[party] = found.get(party, 0.0) + amount * share * volume
        return found


class _DrawnVariant:
    def __init__(self, source: Variant, cost: Cost, figures: Figures) -> None:
        self.source, self.plain, self.figures = source, source.procedure, figures
        self.flow, self.day = sound_flow(source), cost.as_of
        self.chances = [] if not _has_drawn_chances(self.plain, figures) else _arms(self.plain, self.flow)
        if self.chances:
            _check_loops(self.plain, self.flow, figures)
        priced = cost.pricing.price(self.plain, self.flow, case=source.key.case)
        sums: dict[tuple[str, tuple[tuple[int, bool, bool], ...], tuple[str, ...]], _Term] = {}
        for line in priced.ledger.lines:
            term = self._term(line)
            if term is not None:
                key = (
                    term.party,
                    tuple((id(one.quantity), one.spread, one.divides) for one in term.factors),
                    term.steps,
                )
                held = sums.get(key)
                constant = term.constant + (held.constant if held is not None else 0.0)
                sums[key] = _Term(term.party, constant, term.factors, term.steps)
        self.terms = list(sums.values())

    def _term(self, line: Line) -> _Term | None:
        factors = tuple(self._uncertain(line))
        steps = self._visited(line) if self.chances else ()
        constant = line.exact
        if not constant:
            constant = self._unit_amount(line, factors)
        for one in factors:
            likely = self.figures.likely(one.quantity)
            if one.spread:
                constant *= max(likely, Fraction(1))
            elif one.divides:
                constant *= likely
            elif likely:
                constant /= likely
        if steps:
            constant /= line.visits
        return _Term(line.party, float(constant), factors, steps) if constant else None

    def _uncertain(self, line: Line) -> Iterator[_Times]:
        """List the uncertain factors of a line."""
        times = self.plain.volume.times if self.plain.volume is not None else None
        for factor in line.factors:
            parameter = self.figures.parameter(factor, self.day) if factor.day is not None else None
            if parameter is not None:
                yield _Times(parameter, divides=factor.divides)
            elif factor.quantity is not None and self.figures.uncertain(factor.quantity):
                yield _Times(factor.quantity, line.part.startswith("fee:") and factor.quantity is times)
        if line.part.startswith("cost:"):
            step = self.plain.step(line.step)
            spent = next((item for item in step.costs if f"cost:{item.id}" == line.part), None)
            items = spent.items if spent is not None and spent.per != "case" else None
            if items is not None and self.figures.uncertain(items):
                yield _Times(items)

    def _unit_amount(self, line: Line, factors: tuple[_Times, ...]) -> Fraction:
        """Give what a line of 0 would be if the factors whose likely value is 0 were 1."""
        empty = [one.quantity for one in factors if not self.figures.likely(one.quantity)]
        if not empty:
            return Fraction(0)
        quantity = line.quantity
        if not quantity:
            hours = next((TIME_UNITS[item.unit] for item in empty if TIME_UNITS.get(item.unit)), None)
            pieces = next((factor.value for factor in line.factors if factor.name == "pieces"), Fraction(1))
            quantity = hours * pieces if hours is not None else Fraction(1)
        return quantity * (line.price or Fraction(1)) * line.visits * line.volume

    def _visited(self, line: Line) -> tuple[str, ...]:
        """Name the steps whose visits a line is multiplied by: the most of them; none where it happens once."""
        if line.demand is not None and line.part != "look-up":
            return ()
        if line.part.startswith("condition:"):
            return ()
        if line.part.startswith("fee:"):
            fee = next(item for item in self.plain.fees if line.part in (f"fee:{item.id}", *_rows(item)))
            return () if fee.step is None else (fee.step,)
        step = self.plain.step(line.step)
        if line.part == "supplement" or self._is_way_again(line, step):
            return (ROUND + step.id,)
        if line.part in ("trip", "fare") and step.trip is not None and step.trip.id is not None:
            shared = (item for item in self.plain.steps if item.trip is not None and item.trip.id == step.trip.id)
            return tuple(item.id for item in shared)
        return (step.id,)

    def _is_way_again(self, line: Line, step: Step) -> bool:
        """Tell whether a line is the way of a round of completion, not the step's own."""
        trip = step.supplement.trip if step.supplement is not None else None
        own = [factor.quantity for factor in line.factors[:1]]
        return trip is not None and line.part in ("trip", "fare") and any(q is trip.time or q is trip.fare for q in own)

    def by_party(self, values: Values) -> dict[str, Drawn]:
        """Give the cost of one case for each party."""
        visits = self._visits(values) if self.chances else {}
        found: dict[str, Drawn] = {}
        for term in self.terms:
            amount: Drawn = term.constant
            for one in term.factors:
                drawn = values(one.quantity)
                drawn = numpy().maximum(drawn, 1.0) if one.spread else drawn
                amount = amount / drawn if one.spread or one.divides else amount * drawn
            if term.steps:
                amount = amount * _most([visits[step] for step in term.steps])
            found[term.party] = found.get(term.party, 0.0) + amount
        return found

    def _visits(self, values: Values) -> dict[str, Drawn]:
        graph = self.flow.core.graph
        chances: list[Drawn | None] = [None] * len(graph.arrows)
        for indices, arms in self.chances:
            for index, chance in zip(indices, _drawn_arms(arms, self.figures, values), strict=True):
                chances[index] = chance
        nodes = drawn_visits(graph, chances)
        found: dict[str, Drawn] = {}
        for node in graph.nodes:
            written = graph.written[node]
            if written is not None:
                found[written] = found.get(written, 0.0) + nodes.get(node, 0.0)
        return found


def _rows(fee: Any) -> tuple[str, ...]:
    return tuple(f"fee:{fee.id}/{row.id}" for row in fee.lines)


def _most(drawn: Sequence[Drawn]) -> Drawn:
    most = drawn[0]
    for other in drawn[1:]:
        most = numpy().maximum(most, other)
    return most


def _chances(step: Step) -> Iterator[Chance]:
    if step.chance is not None:
        yield step.chance
    if step.supplement is not None:
        yield step.supplement.chance
    for arm in (step.then.choice or ()) if step.then is not None else ():
        yield arm.chance


def _has_drawn_chances(plain: Procedure, figures: Figures) -> bool:
    """Tell whether a chance of a variant is uncertain; each that is becomes one that is drawn."""
    chances = [chance for step in plain.steps for chance in _chances(step) if isinstance(chance, Quantity)]
    uncertain = [figures.uncertain(chance) for chance in chances]  # each is told of, also after the first
    return any(uncertain)


_Arms = list[tuple[tuple[int, ...], tuple[Chance, ...]]]


def _arms(plain: Procedure, flow: Flow) -> _Arms:
    """Give the chances, as written, of the arrows out of each node of the graph, the copies of rounds included."""
    graph = flow.core.graph
    steps = {step.id: step for step in plain.steps}
    found: _Arms = []
    for node in graph.nodes:
        out = graph.arrows_out[node]
        name = node.partition("#")[0]
        arms: tuple[Chance, ...] = ()
        if len(out) > 1 and graph.split[node] == "choice":
            arms = _written_arms(name, steps)
        if not arms:
            arms = tuple(_always() for _ in out)
        found.append((out, arms))
    return found


def _always() -> Quantity:
    return Quantity(value=Fraction(1))


def _written_arms(name: str, steps: dict[str, Step]) -> tuple[Chance, ...]:
    kind, _, rest = name.lstrip("~").partition("-") if name.startswith("~") else ("", "", name.partition("~")[0])
    step = steps[rest]
    if kind == "maybe" and step.chance is not None:
        return step.chance, "rest"
    if not kind and step.supplement is not None:
        return step.supplement.chance, "rest"
    return tuple(arm.chance for arm in (step.then.choice or ())) if step.then is not None else ()


def _drawn_arms(arms: tuple[Chance, ...], figures: Figures, values: Values) -> list[Drawn | None]:
    """Draw the chances of the arms of one choice: the rest takes what is left, and all known ones make 1.

    Where the draws of the others make more than 1 nothing is left, and they are scaled down to 1.
    """
    known: list[Drawn | None] = []
    drawn = False
    for chance in arms:
        uncertain = isinstance(chance, Quantity) and figures.uncertain(chance)
        drawn = drawn or uncertain
        if isinstance(chance, Quantity):
            known.append(values(chance) if uncertain else float(chance.value or 0))
        else:
            known.append(None)
    total: Drawn = 0.0
    for chance in known:
        total = total if chance is None else total + chance
    if "rest" not in arms:
        return [None if one is None else one / total for one in known] if drawn else known
    np = numpy()
    whole = np.maximum(total, 1.0)
    rest = np.maximum(1.0 - total, 0.0)
    return [
        rest if chance == "rest" else (None if one is None else one / whole)
        for chance, one in zip(arms, known, strict=True)
    ]


def _check_loops(plain: Procedure, flow: Flow, figures: Figures) -> None:
    """Refuse a loop that takes every case back at the high ends of its chances."""
    paths = flow.core.path
    for step in plain.steps:
        back: list[Quantity] = []
        if step.supplement is not None and step.supplement.rounds is None:
            back += [step.supplement.chance] if isinstance(step.supplement.chance, Quantity) else []
            _check_back(step.id, back, figures)
        arms = (step.then.choice or ()) if step.then is not None else ()
        turned = [arm for arm in arms if arm.at_most is None and (arm.to == step.id or (arm.to, step.id) in paths)]
        if len(turned) < len(arms):
            _check_back(step.id, [arm.chance for arm in turned if isinstance(arm.chance, Quantity)], figures)


def _check_back(step: str, chances: list[Quantity], figures: Figures) -> None:
    total = sum(((one.high if one.high is not None else one.value) or Fraction(0) for one in chances), Fraction(0))
    if total >= 1 and any(figures.uncertain(one) for one in chances):
        place = Place(path=f"steps/{step}/then")
        raise InputError(error("costing.loop-without-end", place, step=step, total=format_number(total * 100) + " %"))


class _Shares:
    """How often each variant comes, in each draw; the shares of one attribute are scaled to make 1."""

    def __init__(self, cost: Cost, figures: Figures) -> None:
        source = cost.source
        groups: tuple[tuple[Any, ...], ...] = (source.cases, source.channels, source.applicants)
        self.figures = figures
        self.groups = [_known_shares(items) for items in groups]
        for group in self.groups:
            for share in group.values():
                figures.uncertain(share)

    def drawn(self, item: Variant, values: Values) -> Drawn:
        """Give the share of all keys that project to a variant."""
        totals = [sum(self._one(share, values) for share in group.values()) for group in self.groups]
        found: Drawn = 0.0
        for key in item.alike:
            product: Drawn = 1.0
            for name, group, total in zip((key.case, key.channel, key.applicant), self.groups, totals, strict=True):
                if group and name is not None:
                    product = product * self._one(group[name], values) / total
            found = found + product
        return found

    def _one(self, share: Quantity, values: Values) -> Any:
        return values(share) if self.figures.uncertain(share) else float(share.value or 0)


def _known_shares(items: tuple[Any, ...]) -> dict[str, Quantity]:
    """Give the shares of an attribute by its values; none where it has one value only."""
    return {item.id: item.share for item in items if item.share is not None} if len(items) > 1 else {}


class _Volume:
    """Cases of a year in each draw; 1 where the volume is not known."""

    def __init__(self, cost: Cost, figures: Figures) -> None:
        self.constant = cost.volume
        volume = cost.source.volume
        parts = () if volume is None or cost.volume is None else (
            (volume.cases,) if volume.cases is not None else (volume.subjects, volume.times)
        )  # fmt: skip
        self.factors = [part for part in parts if part is not None]
        self.figures = figures
        for part in self.factors:
            figures.uncertain(part)

    def drawn(self, values: Values) -> Drawn:
        """Give the cases of a year."""
        found: Drawn = 1.0
        for part in self.factors:
            found = found * (values(part) if self.figures.uncertain(part) else float(part.value or 0))
        return found
