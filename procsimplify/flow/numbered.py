"""What follows from the shape of a flow alone, reckoned once for all flows that are built alike.

Two shapes are built alike where they differ in the ids of their steps only. Most procedures of a catalogue are built
like others: what is asked of one is reckoned on numbered steps and remembered.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Final

from procsimplify.flow.graph import END, Graph
from procsimplify.flow.lowering import ROUND, SILENT, Shape, StepShape, lower
from procsimplify.flow.relations import (
    Pair,
    always_on_written,
    exclusive_pairs,
    lift,
    loop_pairs,
    must_precede_written,
    next_pairs,
    parallel_pairs,
    path_pairs,
)
from procsimplify.flow.soundness import Unsound, find_unsound
from procsimplify.flow.visits import Visits, expected_visits, outcome_chances
from procsimplify.model.step import Arm, Then

__all__ = ["NUMBER", "Numbered", "number", "numbered", "plain_name"]


class Numbered:
    """What follows from a shape alone. Its steps may be called by number, for all shapes that are built alike."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape

    @cached_property
    def graph(self) -> Graph:
        """The step graph, with its joins; raises ValueError where bounded returns make it too large."""
        return lower(self.shape)

    @cached_property
    def unsound(self) -> Unsound | None:
        """What makes the flow unsound; None where it is sound."""
        return find_unsound(self.graph)

    @cached_property
    def _visits(self) -> Visits:
        return expected_visits(self.graph)

    @cached_property
    def visits(self) -> Mapping[str, Fraction]:
        """Expected executions of each written step in one case."""
        found = self._visits.by_written
        return {step.id: found.get(step.id, Fraction(0)) for step in self.shape}

    @cached_property
    def supplement_visits(self) -> Mapping[str, Fraction]:
        """Expected rounds of completing the dossier at each step that has the short form."""
        found = self._visits.by_written
        return {
            step.id: found.get(ROUND + step.id, Fraction(0)) for step in self.shape if step.round_chance is not None
        }

    @cached_property
    def outcomes(self) -> Mapping[str, Fraction]:
        """Chance of each outcome, arms of unknown chance reckoned as not taken; these are there with 0."""
        known = outcome_chances(self.graph, self._visits)
        return {outcome: known.get(outcome, Fraction(0)) for outcome in self.outcome_names}

    @cached_property
    def outcome_names(self) -> tuple[str, ...]:
        """The outcomes that the flow can end in, those of unknown chance included, sorted."""
        return tuple(sorted({arrow.outcome for arrow in self.graph.arrows if arrow.outcome is not None}))

    @cached_property
    def unknown(self) -> frozenset[tuple[str, str, str | None]]:
        """The arms of unknown chance: (written step, the step that it leads to or the end, the outcome at an end)."""
        written = self.graph.written
        return frozenset(
            (plain_name(arrow.source, written), plain_name(arrow.target, written), arrow.outcome)
            for arrow in self.graph.arrows
            if not arrow.known
        )

    @cached_property
    def is_mixed(self) -> bool:
        """Whether branches that end in different ways have been gathered, so that one end has no outcome."""
        return any(arrow.target == END and arrow.outcome is None for arrow in self.graph.arrows)

    @cached_property
    def flows(self) -> tuple[Fraction, ...]:
        """Expected passages of each arrow of the graph in one case."""
        return tuple(self._visits.flow)

    @cached_property
    def next(self) -> frozenset[Pair]:
        """Pairs (a, b) with an arrow from a to b, silent nodes skipped."""
        pairs = next_pairs(self.graph)
        # A round of completion is no written step: what leads into it leads on to where it leads.
        through = {(a, c) for a, b in pairs if b.startswith(ROUND) for d, c in pairs if d == b}
        return frozenset(pair for pair in _steps_only(lift(self.graph, pairs | through)) if pair[0] != pair[1])

    @cached_property
    def path(self) -> frozenset[Pair]:
        """Pairs (a, b) with a path of arrows from a to b."""
        return _steps_only(lift(self.graph, self._paths))

    @cached_property
    def _paths(self) -> frozenset[Pair]:
        return path_pairs(self.graph)

    @cached_property
    def in_loop(self) -> frozenset[Pair]:
        """Pairs (a, b) in one loop; (a, a) for each step in a loop."""
        return _steps_only(lift(self.graph, loop_pairs(self.graph)))

    @cached_property
    def before(self) -> frozenset[Pair]:
        """Pairs (a, b): a has always happened when b begins."""
        found = must_precede_written(self.graph)
        return _steps_only((a, b) for b, earlier in found.items() for a in earlier)

    @cached_property
    def _parallel(self) -> frozenset[Pair]:
        return parallel_pairs(self.graph)

    @cached_property
    def parallel(self) -> frozenset[Pair]:
        """Pairs (a, b) that can be under way at once."""
        return _steps_only(lift(self.graph, self._parallel))

    @cached_property
    def exclusive(self) -> frozenset[Pair]:
        """Pairs (a, b) that never happen in one run."""
        return _steps_only(lift(self.graph, exclusive_pairs(self.graph, self._paths, self._parallel), every=True))

    def always_on(self, outcome: str) -> frozenset[str]:
        """Written steps executed on every run that ends with an outcome."""
        return frozenset(step for step in always_on_written(self.graph, outcome) if not step.startswith("~"))


def _steps_only(pairs: Iterable[Pair]) -> frozenset[Pair]:
    return frozenset(pair for pair in pairs if not pair[0].startswith("~") and not pair[1].startswith("~"))


def plain_name(node: str, written: Mapping[str, str | None]) -> str:
    """Give the id of the step that a node stands for, without what marks silent nodes and copies."""
    name = written.get(node) or node
    for mark in SILENT:
        name = name.removeprefix(mark)
    return name.split("#")[0]


NUMBER: Final = re.compile(r"n[0-9]{4,}_")
"""The id of a numbered step wherever it stands in the name of a node."""


def number(place: int) -> str:
    """Give the id of the step in a place."""
    return f"n{place:04}_"


def numbered(shape: Shape) -> Numbered:
    """Give what is known of all shapes that are built like one, whose steps must all have ids of their own."""
    return _numbered(_Plan(shape))


class _Plan:
    """A shape, equal to every shape that differs in the ids of its steps only."""

    __slots__ = ("_hash", "key", "shape")

    def __init__(self, shape: Shape) -> None:
        numbers = {step.id: number(place) for place, step in enumerate(shape)}
        self.shape = shape
        self.key = tuple([_built(step, numbers) for step in shape])
        self._hash = hash(self.key)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Plan) and other.key == self.key


def _built(step: StepShape, numbers: Mapping[str, str]) -> Hashable:
    """Give what of a step decides the flow, its targets by number."""
    then = step.then
    arms = tuple(
        [
            (numbers.get(arm.to, arm.to), arm.outcome, arm.chance, arm.at_most, numbers.get(arm.then or "", arm.then))
            for arm in then.choice or ()
        ]
    )
    to = None if then.to is None else numbers.get(then.to, then.to)
    every = None if then.all is None else tuple([numbers.get(target, target) for target in then.all])
    return to, then.outcome, arms, every, step.chance, step.round_chance, step.rounds


# Few plans make up a whole catalogue; they are kept when what was made of single procedures is forgotten.
@lru_cache(maxsize=1_024)
def _numbered(plan: _Plan) -> Numbered:
    numbers = {step.id: number(place) for place, step in enumerate(plan.shape)}
    return Numbered(
        tuple(replace(step, id=numbers[step.id], then=_renumbered(step.then, numbers)) for step in plan.shape)
    )


def _renumbered(then: Then, numbers: Mapping[str, str]) -> Then:
    if then.to is not None:
        return Then(to=numbers.get(then.to, then.to), outcome=then.outcome)
    if then.all is not None:
        return Then(all=tuple(numbers.get(target, target) for target in then.all))
    return Then(
        choice=tuple(
            Arm(
                to=numbers.get(arm.to, arm.to),
                outcome=arm.outcome,
                chance=arm.chance,
                at_most=arm.at_most,
                then=numbers.get(arm.then, arm.then) if arm.then is not None else None,
            )
            for arm in then.choice or ()
        )
    )
