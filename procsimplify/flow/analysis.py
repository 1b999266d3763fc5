"""What is known of the flow of one variant: soundness, visits, outcomes, relations, data; each reckoned when asked.

Everything that depends on the shape of the flow alone is shared by all procedures of that shape, so an edit that leaves
the flow alone costs nothing here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cached_property, lru_cache

from procsimplify.base.findings import Finding, Place, finding
from procsimplify.base.memo import forgets
from procsimplify.flow.graph import Graph
from procsimplify.flow.independence import Needs
from procsimplify.flow.lowering import Shape, lower, shape_of
from procsimplify.flow.numbered import NUMBER, Numbered, number, numbered, plain_name
from procsimplify.flow.relations import Pair, have
from procsimplify.flow.soundness import Unsound, find_unsound
from procsimplify.flow.step_times import Elapsed, elapsed_of
from procsimplify.model import Procedure, Step, names_of
from procsimplify.model.dossier import DOSSIER

__all__ = ["Core", "Flow", "analyse"]


class Core:
    """What follows from the shape of a variant alone, in the ids as written; shapes built alike share the reckoning."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        alone = len({step.id for step in shape}) == len(shape)
        self.numbered = numbered(shape) if alone else Numbered(shape)
        self.names = {(number(place) if alone else step.id): step.id for place, step in enumerate(shape)}

    @cached_property
    def graph(self) -> Graph:
        """The step graph, with its joins; raises ValueError where bounded returns make it too large."""
        try:
            return self.numbered.graph.renamed(self._named)
        except ValueError:
            return lower(self.shape)  # which says the same of the steps as written

    def _named(self, node: str) -> str:
        return NUMBER.sub(lambda found: self.names.get(found[0], found[0]), node)

    @cached_property
    def unsound(self) -> Unsound | None:
        """What makes the flow unsound; None where it is sound; raises ValueError as `graph` does."""
        return None if self.is_sound else find_unsound(self.graph)

    @cached_property
    def is_sound(self) -> bool:
        """Whether the flow is sound; False too where it is too large to tell."""
        try:
            return self.numbered.unsound is None
        except ValueError:
            return False

    @cached_property
    def visits(self) -> Mapping[str, Fraction]:
        """Expected executions of each written step in one case."""
        return self._by_name(self.numbered.visits)

    @cached_property
    def supplement_visits(self) -> Mapping[str, Fraction]:
        """Expected rounds of completing the dossier at each step that has the short form."""
        return self._by_name(self.numbered.supplement_visits)

    def _by_name(self, figures: Mapping[str, Fraction]) -> Mapping[str, Fraction]:
        return {self.names[step]: figure for step, figure in figures.items()}

    @property
    def outcomes(self) -> Mapping[str, Fraction]:
        """Chance of each outcome, arms of unknown chance reckoned as not taken; these are there with 0."""
        return self.numbered.outcomes

    @property
    def outcome_names(self) -> tuple[str, ...]:
        """The outcomes that the flow can end in, those of unknown chance included, sorted."""
        return self.numbered.outcome_names

    @cached_property
    def unknown_arms(self) -> tuple[tuple[str, str], ...]:
        """The arms of unknown chance, sorted: (written step, where it leads); for an end the outcome."""
        named = self.names.get
        arms = {(named(step, step), outcome or named(to, to)) for step, to, outcome in self.numbered.unknown}
        return tuple(sorted(arms))

    @cached_property
    def next(self) -> frozenset[Pair]:
        """Pairs (a, b) with an arrow from a to b, silent nodes skipped."""
        return self._pairs(self.numbered.next)

    @cached_property
    def path(self) -> frozenset[Pair]:
        """Pairs (a, b) with a path of arrows from a to b."""
        return self._pairs(self.numbered.path)

    @cached_property
    def in_loop(self) -> frozenset[Pair]:
        """Pairs (a, b) in one loop; (a, a) for each step in a loop."""
        return self._pairs(self.numbered.in_loop)

    @cached_property
    def before(self) -> frozenset[Pair]:
        """Pairs (a, b): a has always happened when b begins."""
        return self._pairs(self.numbered.before)

    @cached_property
    def parallel(self) -> frozenset[Pair]:
        """Pairs (a, b) that can be under way at once."""
        return self._pairs(self.numbered.parallel)

    @cached_property
    def exclusive(self) -> frozenset[Pair]:
        """Pairs (a, b) that never happen in one run."""
        return self._pairs(self.numbered.exclusive)

    def _pairs(self, pairs: frozenset[Pair]) -> frozenset[Pair]:
        names = self.names
        return frozenset([(names[a], names[b]) for a, b in pairs])

    def always_on(self, outcome: str) -> frozenset[str]:
        """Written steps executed on every run that ends with an outcome."""
        return frozenset(self.names[step] for step in self.numbered.always_on(outcome))


@lru_cache(maxsize=4096)
def _core(shape: Shape) -> Core:
    return Core(shape)


class Flow:
    """The flow of one variant, with its papers."""

    def __init__(self, plain: Procedure) -> None:
        self.procedure = plain
        self.core = _core(shape_of(plain))

    @cached_property
    def fault(self) -> Finding | None:
        """Why the flow is not sound, as a finding at the step concerned; None where it is sound."""
        try:
            fault = self.core.unsound
        except ValueError as error:
            return finding("flow.too-large", Place(path="steps"), reason=str(error))
        if fault is None:
            return self._unclear()
        written = self.core.graph.written
        steps = list(dict.fromkeys(plain_name(node, written) for node in fault.steps))
        awaited = list(dict.fromkeys(plain_name(node, written) for node in fault.awaited))
        place = Place(path=f"steps/{steps[0]}" if steps else "steps")
        quoted = ", ".join(f"“{step}”" for step in steps)
        return finding(f"flow.{fault.kind}", place, steps=quoted, awaited=", ".join(f"“{step}”" for step in awaited))

    def _unclear(self) -> Finding | None:
        """Say what a sound flow may still leave open: how a loop is left, how the case ends."""
        if self.core.numbered.is_mixed:
            return finding("flow.mixed-outcomes", Place(path="steps"))
        try:
            _ = self.core.visits
        except ValueError:
            loop = sorted(a for a, b in self.core.in_loop if a == b)
            place = Place(path=f"steps/{loop[0]}" if loop else "steps")
            return finding("flow.no-known-exit", place, steps=", ".join(f"“{step}”" for step in loop))
        return None

    @property
    def visits(self) -> Mapping[str, Fraction]:
        """Expected executions of each step in one case."""
        return self.core.visits

    @property
    def supplement_visits(self) -> Mapping[str, Fraction]:
        """Expected rounds of completion by step."""
        return self.core.supplement_visits

    @property
    def outcomes(self) -> Mapping[str, Fraction]:
        """Chance of each outcome."""
        return self.core.outcomes

    @cached_property
    def unpriced(self) -> tuple[tuple[str, str], ...]:
        """Arms of unknown chance: (step, where it leads)."""
        return self.core.unknown_arms

    @property
    def before(self) -> frozenset[Pair]:
        """Pairs (a, b): a has always happened when b begins."""
        return self.core.before

    @property
    def next(self) -> frozenset[Pair]:
        """Pairs (a, b) with an arrow from a to b, silent nodes skipped."""
        return self.core.next

    @property
    def path(self) -> frozenset[Pair]:
        """Pairs (a, b) with a path of arrows from a to b."""
        return self.core.path

    @cached_property
    def needs(self) -> Needs:
        """What the steps need of their order, by law and by data."""
        return Needs(self.procedure, self.taken, self.given, self.kept, self.path)

    @cached_property
    def order(self) -> frozenset[Pair]:
        """Pairs (a, b): a must come before b by law or data, directly or through others."""
        return self.needs.order()

    @cached_property
    def independent(self) -> frozenset[Pair]:
        """Pairs of steps that could be done in either order or at once; symmetric."""
        return self.needs.independent()

    @cached_property
    def elapsed(self) -> Elapsed:
        """The time that a case takes, as a distribution; or why none is given."""
        return elapsed_of(self)

    def always_on(self, outcome: str) -> frozenset[str]:
        """Steps executed on every run that ends with an outcome."""
        return self.core.always_on(outcome)

    @cached_property
    def taken(self) -> Mapping[str, frozenset[str]]:
        """What each step takes, ``dossier`` spelt out."""
        return {step.id: self.spelt(step.takes) for step in self.procedure.steps}

    @cached_property
    def given(self) -> Mapping[str, frozenset[str]]:
        """What each step gives, ``dossier`` spelt out."""
        return {step.id: self.spelt(step.gives) for step in self.procedure.steps}

    @cached_property
    def kept(self) -> Mapping[str, frozenset[str]]:
        """What each step takes and does not give back, ``dossier`` spelt out."""
        return {step.id: self.spelt(step.keeps) for step in self.procedure.steps}

    @cached_property
    def held_at_start(self) -> frozenset[str]:
        """Every demand of the variant that no step gives: the applicant has it."""
        made = frozenset[str]().union(*self.given.values())
        return frozenset(names_of(self.procedure.demands())) - made

    @cached_property
    def have(self) -> Mapping[str, frozenset[str]]:
        """What is at hand before each step, on every path to it."""
        graph, names = self.core.numbered.graph, self.core.names
        written = ((node, names.get(step)) for node, step in graph.written.items() if step is not None)
        copies = {node: step for node, step in written if step is not None}
        gives_of = {node: self.given[step] for node, step in copies.items()}
        keeps_of = {node: self.kept[step] for node, step in copies.items() if self.kept[step]}
        before = have(graph, gives_of, keeps_of, self.held_at_start)
        found: dict[str, frozenset[str]] = {}
        for node, step in copies.items():
            found[step] = found.get(step, before[node]) & before[node]
        return found

    def missing_papers(self) -> list[tuple[str, str]]:
        """List (step, paper) where a step takes what nobody has made, held or looked up before it (P3)."""
        looked_up = {demand.id for demand in self.procedure.demands() if demand.handover == "look-up"}
        return [
            (step.id, paper)
            for step in self.procedure.steps
            for paper in sorted(self.taken[step.id] - self.have.get(step.id, frozenset()) - looked_up)
        ]

    def user_of(self, paper: str) -> tuple[Step, ...]:
        """List the steps that take a paper, in the order written."""
        return tuple(step for step in self.procedure.steps if paper in self.taken[step.id])

    def maker_of(self, paper: str) -> tuple[Step, ...]:
        """List the steps that give a paper, in the order written."""
        return tuple(step for step in self.procedure.steps if paper in self.given[step.id])

    def spelt(self, papers: Iterable[str]) -> frozenset[str]:
        """Give the names of papers with ``dossier`` spelt out."""
        named = frozenset(papers)
        return (named - {DOSSIER}) | self._demanded if DOSSIER in named else named

    @cached_property
    def _demanded(self) -> frozenset[str]:
        return frozenset(names_of(self.procedure.demands()))


class _Held:
    """Holds a procedure by identity, so that a cache need not hash it."""

    __slots__ = ("procedure",)

    def __init__(self, procedure: Procedure) -> None:
        self.procedure = procedure

    def __hash__(self) -> int:
        return id(self.procedure)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.procedure is self.procedure


@lru_cache(maxsize=1024)
def _flow(held: _Held) -> Flow:
    return Flow(held.procedure)


forgets(_flow.cache_clear)
forgets(_core.cache_clear)


def analyse(plain: Procedure) -> Flow:
    """Give the flow of one variant's procedure; the same object for the same procedure.

    Parameters
    ----------
    plain : Procedure
        Of one variant, from `procsimplify.model.variant`.

    Returns
    -------
    Flow
        Its parts are reckoned when they are asked for; of an unsound flow only ``fault`` has a meaning.
    """
    return _flow(_Held(plain))
