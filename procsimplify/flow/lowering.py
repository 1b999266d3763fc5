"""From the steps of one variant to the plain graph: short forms expanded, bounded returns unrolled, joins inferred.

What a file writes in short becomes nodes here and nowhere else: a discretionary step gets a silent choice before it,
the request to complete a dossier becomes a round that leads back to its step. Everything that is told to people, and
every ledger line, uses the ids as written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from procsimplify.flow.graph import END, Arrow, Graph, Split
from procsimplify.flow.joins import infer_joins
from procsimplify.flow.unroll import Return, unroll
from procsimplify.model import Procedure, Quantity, Then
from procsimplify.model.quantity import Chance

__all__ = ["ROUND", "Shape", "StepShape", "lower", "shape_of"]

ROUND = "~round-"
"""Begins the name of the node that stands for a round of completing the dossier at a step."""
_MAYBE, _ONWARD = "~maybe-", "~onward-"
SILENT = (ROUND, _MAYBE, _ONWARD)
"""How the names of nodes begin that no one wrote."""
REFUSED = "refused"


@dataclass(frozen=True)
class StepShape:
    """What of a step decides the flow."""

    id: str
    then: Then
    chance: Chance | None
    round_chance: Chance | None
    rounds: int | None


_Arm = tuple[str, str | None, Chance]

Shape = tuple[StepShape, ...]
"""What of a variant decides its flow, hashable: two variants of one shape share every figure of the flow."""


def shape_of(plain: Procedure) -> Shape:
    """Give the shape of one variant (of a procedure without limits to cases, channels and applicants)."""
    return tuple(
        StepShape(
            id=step.id,
            then=step.then or Then(to=END),
            chance=step.chance,
            round_chance=step.supplement.chance if step.supplement is not None else None,
            rounds=step.supplement.rounds if step.supplement is not None else None,
        )
        for step in plain.steps
    )


def lower(shape: Shape) -> Graph:
    """Compile the steps of one variant to a graph with its joins inferred, not yet verified.

    Raises
    ------
    ValueError
        Where bounded returns unroll to more nodes than `procsimplify.flow.unroll` allows.
    """
    builder = _Builder(shape)
    graph = builder.graph()
    return infer_joins(unroll(graph, builder.returns) if builder.returns else graph)


class _Builder:
    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.entry = {step.id: (_MAYBE + step.id if step.chance is not None else step.id) for step in shape}
        self.arrows: list[Arrow] = []
        self.split: dict[str, Split] = {}
        self.written: dict[str, str | None] = {}
        self.returns: list[Return] = []

    def graph(self) -> Graph:
        for step in self.shape:
            self._step(step)
        nodes = tuple(self.written)
        return Graph(self.entry[self.shape[0].id], nodes, tuple(self.arrows), self.split, self.written)

    def _step(self, step: StepShape) -> None:
        branches = step.then.to is None
        onward = _ONWARD + step.id if branches and (step.chance is not None or step.round_chance is not None) else None
        if step.chance is not None:
            self._node(_MAYBE + step.id, None)
            self._choice(_MAYBE + step.id, [(step.id, None, step.chance), self._way_on(step, onward)])
        self._node(step.id, step.id)
        source = step.id
        if step.round_chance is not None:
            self._rounds(step, onward)
        if onward is not None:
            self._node(onward, None)
            if step.round_chance is None:
                self._one(step.id, onward, None)
            source = onward
        elif step.round_chance is not None:
            return
        self._then(source, step.then)

    def _rounds(self, step: StepShape, onward: str | None) -> None:
        """Lead back to a step through rounds of completion: for ever, or n times and then to a refusal."""
        chance = step.round_chance or "unknown"
        way_on = self._way_on(step, onward)
        again = ROUND + step.id
        if step.rounds is None:
            self._choice(step.id, [(again, None, chance), way_on])
            self._node(again, again)
            self._one(again, step.id, None)
            return
        here = step.id
        for turn in range(2, step.rounds + 2):
            request, following = (again if turn == 2 else f"{again}~{turn - 1}"), f"{step.id}~{turn}"
            self._choice(here, [(request, None, chance), way_on])
            self._node(request, again)
            self._one(request, following, None)
            self._node(following, step.id)
            here = following
        self._choice(here, [(END, REFUSED, chance), way_on])

    def _way_on(self, step: StepShape, onward: str | None) -> _Arm:
        if onward is not None:
            return onward, None, "rest"
        return self._target(step.then.to or END), step.then.outcome, "rest"

    def _then(self, source: str, then: Then) -> None:
        if then.to is not None:
            self._one(source, self._target(then.to), then.outcome)
        elif then.all is not None:
            self.split[source] = "all"
            self.arrows += [Arrow(source, self._target(target)) for target in then.all]
        else:
            arms = then.choice or ()
            first = len(self.arrows)
            self._choice(source, [(self._target(arm.to), arm.outcome, arm.chance) for arm in arms])
            for place, arm in enumerate(arms):
                if arm.at_most is not None and arm.then is not None:
                    known = arm.then in self.entry
                    target = self.entry[arm.then] if known else END
                    outcome = None if known else arm.then
                    self.returns.append(Return(first + place, arm.at_most, target, outcome))

    def _choice(self, source: str, arms: list[_Arm]) -> None:
        self.split[source] = "choice" if len(arms) > 1 else "one"
        for (target, outcome, _), (chance, known) in zip(arms, _chances([arm[2] for arm in arms]), strict=True):
            self.arrows.append(Arrow(source, target, chance, known, outcome))

    def _one(self, source: str, target: str, outcome: str | None) -> None:
        self.split[source] = "one"
        self.arrows.append(Arrow(source, target, outcome=outcome))

    def _node(self, name: str, written: str | None) -> None:
        self.written[name] = written

    def _target(self, target: str) -> str:
        return END if target == END else self.entry[target]


def _chances(chances: list[Chance]) -> Iterator[tuple[Fraction | None, bool]]:
    """Give the likely chance of each arm and whether it is known; ``rest`` takes what the known ones leave."""
    taken = sum((chance.value or Fraction(0) for chance in chances if isinstance(chance, Quantity)), Fraction(0))
    alone = len(chances) == 1
    for chance in chances:
        if alone:
            yield Fraction(1), True
        elif isinstance(chance, Quantity):
            yield chance.value, True
        elif chance == "rest":
            yield 1 - taken, True
        else:
            yield None, False
