"""Which controls are made on the runs that grant, and on what share of them (P4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from procsimplify.base.text import Text
from procsimplify.flow import Flow
from procsimplify.flow.graph import END, Arrow, Graph, Split
from procsimplify.flow.relations import have
from procsimplify.flow.visits import expected_visits, outcome_chances
from procsimplify.model import Procedure, Provision

__all__ = ["Guard", "granting", "guards_of", "shares_guarded", "surely_guarded"]

GRANTED = "granted"
_NOT_GRANTING = ("refused", "withdrawn", "rejected", "lapsed", "returned")
_DONE = "~guarded"


@dataclass(frozen=True)
class Guard:
    """A control of a variant, or a step that protects someone: what it is, and the steps that surely make it.

    A step at which silence counts as consent makes no control surely.
    """

    id: str
    what: Text
    protects: Text
    provisions: tuple[Provision, ...]
    steps: frozenset[str]

    def law(self) -> str:
        """Name the provisions."""
        return ", ".join(provision.text() for provision in self.provisions)


def guards_of(plain: Procedure) -> Mapping[str, Guard]:
    """Collect the controls of a variant by id; those of one id on several steps are one.

    A step's own ``protects`` (a mandated wait) counts as a control named ``protects:STEP``.
    """
    found: dict[str, Guard] = {}
    for step in plain.steps:
        on = frozenset((step.id,)) if step.tacit is None else frozenset[str]()
        own = [(item.id, item.what or Text.both(item.id), item.protects, item.provisions) for item in step.controls]
        if step.protects is not None:
            own.append((f"protects:{step.id}", step.title or Text.both(step.id), step.protects, step.provisions))
        for name, what, protects, provisions in own:
            same = found.get(name)
            found[name] = Guard(
                name,
                what if same is None else same.what,
                protects if same is None else same.protects,
                provisions if same is None else tuple(dict.fromkeys((*same.provisions, *provisions))),
                on if same is None else same.steps | on,
            )
    return found


def granting(outcomes: tuple[str, ...]) -> frozenset[str]:
    """Give the outcomes that grant: ``granted``, or where there is none of that name all that do not refuse."""
    return frozenset((GRANTED,)) if GRANTED in outcomes else frozenset(outcomes).difference(_NOT_GRANTING)


def surely_guarded(flow: Flow, guards: Mapping[str, Guard]) -> frozenset[str]:
    """Give the controls that are made on every run that grants, on whichever of their steps."""
    graph = flow.core.graph
    by_step: dict[str, set[str]] = {}
    for guard in guards.values():
        for step in guard.steps:
            by_step.setdefault(step, set()).add(guard.id)
    made = {node: frozenset(by_step.get(step or "", ())) for node, step in graph.written.items()}
    before = have(graph, made, {}, ())
    grants = granting(flow.core.outcome_names)
    sure = frozenset(guards)
    for index in graph.arrows_in[END]:
        arrow = graph.arrows[index]
        if arrow.outcome in grants:
            sure &= before[arrow.source] | made[arrow.source]
    return sure


def shares_guarded(flows: tuple[Flow, Flow], guards: tuple[Guard, Guard]) -> tuple[Fraction, Fraction]:
    """Give on what share of the runs that grant a control is made, before and after, in one measure.

    Where nothing happens in parallel it is exact: one less the chance to reach such an outcome with the control's steps
    leading away. Where something does on either side, or no run that grants has a known chance, it is on both sides how
    often the steps happen in a case: an edit that lets steps happen at once changes the flow, not the control.
    """
    exact = all("all" not in flow.core.graph.split.values() and _granted(flow) for flow in flows)
    measure = _share_guarded if exact else _often
    return measure(flows[0], guards[0]), measure(flows[1], guards[1])


def _granted(flow: Flow) -> Fraction:
    grants = granting(flow.core.outcome_names)
    return sum((flow.outcomes[outcome] for outcome in grants if outcome in flow.outcomes), Fraction(0))


def _often(flow: Flow, guard: Guard) -> Fraction:
    return sum((flow.visits[step] for step in guard.steps), Fraction(0))


def _share_guarded(flow: Flow, guard: Guard) -> Fraction:
    graph, grants = flow.core.graph, granting(flow.core.outcome_names)
    nodes = {node for node, step in graph.written.items() if step in guard.steps}
    if graph.start in nodes:
        return Fraction(1)
    without = _leading_away(graph, nodes)
    chances = outcome_chances(without, expected_visits(without))
    return 1 - sum((chances.get(outcome, Fraction(0)) for outcome in grants), Fraction(0)) / _granted(flow)


def _leading_away(graph: Graph, nodes: set[str]) -> Graph:
    """Let each of some nodes end the case, and leave out what is then not reached."""
    reached: list[str] = []
    waiting = [graph.start]
    while waiting:
        node = waiting.pop()
        if node == END or node in reached:
            continue
        reached.append(node)
        if node not in nodes:
            waiting.extend(graph.successors(node))
    left = tuple(node for node in graph.nodes if node in reached)
    arrows = [arrow for arrow in graph.arrows if arrow.source in reached and arrow.source not in nodes]
    arrows += [Arrow(node, END, outcome=_DONE) for node in left if node in nodes]
    split: dict[str, Split] = {node: "one" if node in nodes else graph.split[node] for node in left}
    return Graph(graph.start, left, tuple(arrows), split, {node: graph.written[node] for node in left})
