"""Counts without money: papers, sets, copies, visits, institutions, levels, hand-offs, steps, conditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any

from procsimplify.costing.papers import APPLICANT, asked_on, certified_only, is_paper
from procsimplify.flow.analysis import Flow
from procsimplify.flow.graph import END
from procsimplify.model import Demand, Group, Procedure, Step

__all__ = ["Counts", "Expected", "counts", "expected", "mixed"]


@dataclass(frozen=True)
class Counts:
    """Counts of one variant's graph, exactly as written (semantics, section 2).

    Parameters
    ----------
    visits : int
        Trips to an office: runs of the applicant's steps at one place.
    documents, documents_up_to : int
        Papers asked for without condition, one of several once; and with those asked for under a condition.
    copies : int
        Pieces beyond one of each paper, over all sets.
    certified_copies : int
        Pieces for which nothing weaker than a certified copy is accepted.
    """

    steps: int
    visits: int
    institutions: int
    levels: int
    hand_offs: int
    documents: int
    documents_up_to: int
    sets: int
    copies: int
    certified_copies: int
    conditions: int

    def to_json(self) -> dict[str, int]:
        """Give the counts as plain data."""
        return {item.name: getattr(self, item.name) for item in fields(self)}


@dataclass(frozen=True)
class Expected:
    """The same counts weighted by visits and shares: exact."""

    steps: Fraction
    visits: Fraction
    institutions: Fraction
    levels: Fraction
    hand_offs: Fraction
    documents: Fraction
    documents_up_to: Fraction
    sets: Fraction
    copies: Fraction
    certified_copies: Fraction
    conditions: Fraction

    def to_json(self) -> dict[str, int | float]:
        """Give the figures as plain data: whole numbers as such, others as the nearest floating-point number."""
        values: dict[str, Fraction] = {item.name: getattr(self, item.name) for item in fields(self)}
        return {name: int(value) if value.denominator == 1 else float(value) for name, value in values.items()}


def counts(plain: Procedure) -> Counts:
    """Count a variant.

    Parameters
    ----------
    plain : Procedure
        From `procsimplify.model.variant`.

    Returns
    -------
    Counts
    """
    asked = asked_on(plain)
    certain = list(_papers(plain.dossier, hold=False, most=False))
    pieces = {demand.id: asked[demand.id].sets * demand.copies for demand in certain}
    return Counts(
        steps=len(plain.steps),
        visits=len(_office_runs(plain)),
        institutions=len(_faced(plain)),
        levels=len({plain.party(step.who).level for step in plain.steps if step.who != APPLICANT} - {None}),
        hand_offs=sum(1 for source, target in _arrows(plain) if _desk(source) != _desk(target)),
        documents=len(certain),
        documents_up_to=sum(1 for _ in _papers(plain.dossier, hold=True, most=True)),
        sets=max((asked[demand.id].sets for demand in certain), default=0),
        copies=sum(max(count - 1, 0) for count in pieces.values()),
        certified_copies=sum(pieces[demand.id] for demand in certain if certified_only(demand)),
        conditions=len(plain.conditions),
    )


def _papers(node: Demand | Group, *, hold: bool, most: bool) -> Iterator[Demand]:
    """List the papers that are asked for; of alternatives the fewest and lightest (or, with ``most``, the most)."""
    if node.if_ is not None and not hold:
        return
    if isinstance(node, Demand):
        if is_paper(node):
            yield node
        return
    below = [list(_papers(child, hold=hold, most=most)) for child in node.children]
    if node.one_of is not None:
        asked = [papers for papers in below if papers]
        below = [max(asked, key=len) if most else min(asked, key=_weight)] if asked else []
    for papers in below:
        yield from papers


def _weight(papers: list[Demand]) -> tuple[int, int]:
    return len(papers), sum(certified_only(paper) for paper in papers)


def _desk(step: Step) -> tuple[str, str | None]:
    return (step.who, step.desk)


def _arrows(plain: Procedure) -> Iterator[tuple[Step, Step]]:
    steps = {step.id: step for step in plain.steps}
    for step in plain.steps:
        for target in dict.fromkeys(step.then.targets() if step.then is not None else ()):
            if target in steps:
                yield step, steps[target]


def _office_runs(plain: Procedure) -> list[list[Step]]:
    """Group the applicant's steps at an office into visits.

    Steps that follow each other at one place are one visit, unless each has a way of its own; steps that share a
    trip are one visit wherever they stand.
    """
    here = [step for step in plain.steps if step.who == APPLICANT and (step.at or step.trip)]
    group = {step.id: step.id for step in here}

    def root(name: str) -> str:
        while group[name] != name:
            name = group[name]
        return name

    def join(first: Step, second: Step) -> None:
        group[root(second.id)] = root(first.id)

    trips: dict[str, Step] = {}
    for step in here:
        if step.trip is not None and step.trip.id is not None:
            join(trips.setdefault(step.trip.id, step), step)
    for source, target in _arrows(plain):
        both = source.id in group and target.id in group
        if both and source.at == target.at and (source.trip is None or target.trip is None):
            join(source, target)
    runs: dict[str, list[Step]] = {}
    for step in here:
        runs.setdefault(root(step.id), []).append(step)
    return list(runs.values())


def _faced(plain: Procedure) -> set[str]:
    """Name the authorities that the applicant faces.

    Whose office he goes to; and where a step of his names no office, whose step is next to it, save those consulted.
    """
    found = {step.at for step in plain.steps if step.who == APPLICANT and step.at is not None}
    for source, target in _arrows(plain):
        for mine, other in ((source, target), (target, source)):
            if mine.who == APPLICANT and mine.at is None and other.kind != "consult":
                found.add(other.who)
    return {party for party in found - {APPLICANT} if plain.party(party).kind == "authority"}


def expected(plain: Procedure, flow: Flow) -> Expected:
    """Weigh the counts of a variant by how often its steps happen and by the known shares of papers.

    Papers under a condition of unknown share count as not asked for; ways of unknown chance as not taken.
    """
    asked = asked_on(plain)
    weights = dict(_weights(plain.dossier, Fraction(1)))
    counted = counts(plain)
    demands = {demand.id: demand for demand in plain.demands()}
    pieces = {name: asked[name].sets * demands[name].copies for name in weights}
    rounds = sum(
        (
            flow.supplement_visits.get(step.id, Fraction(0))
            for step in plain.steps
            if step.supplement is not None and step.supplement.trip is not None
        ),
        Fraction(0),
    )
    ways = sum((max(flow.visits[step.id] for step in run) for run in _office_runs(plain)), Fraction(0))
    return Expected(
        steps=sum((flow.visits[step.id] for step in plain.steps), Fraction(0)),
        visits=ways + rounds,
        institutions=Fraction(counted.institutions),
        levels=Fraction(counted.levels),
        hand_offs=_hand_offs(plain, flow),
        documents=sum(weights.values(), Fraction(0)),
        documents_up_to=Fraction(counted.documents_up_to),
        sets=Fraction(counted.sets),
        copies=sum((weight * max(pieces[name] - 1, 0) for name, weight in weights.items()), Fraction(0)),
        certified_copies=sum(
            (weight * pieces[name] for name, weight in weights.items() if certified_only(demands[name])), Fraction(0)
        ),
        conditions=Fraction(counted.conditions),
    )


def _weights(node: Demand | Group, weight: Fraction) -> Iterator[tuple[str, Fraction]]:
    share = node.share if isinstance(node, Group) else None
    if share is not None and share.value is not None:
        weight *= share.value
    elif node.if_ is not None:
        return
    if isinstance(node, Demand):
        if is_paper(node):
            yield node.id, weight
        return
    children: Iterable[Demand | Group] = node.children
    shared = all(isinstance(child, Group) and child.share is not None for child in children)
    if node.one_of is not None and not shared:
        below = [list(_weights(child, weight)) for child in children]
        asked = [papers for papers in below if papers]
        yield from min(asked, key=len) if asked else ()
        return
    for child in children:
        yield from _weights(child, weight)


def _hand_offs(plain: Procedure, flow: Flow) -> Fraction:
    """Sum the expected flow of arrows between different desks; silent nodes are passed through."""
    graph = flow.core.graph
    passages = flow.core.numbered.flows
    steps = {step.id: step for step in plain.steps}

    def lands(node: str, share: Fraction, passed: frozenset[str]) -> Iterator[tuple[Step, Fraction]]:
        written = graph.written.get(node)
        if node == END or node in passed:
            return
        if written in steps:
            yield steps[written], share
            return
        for index in graph.arrows_out[node]:
            arrow = graph.arrows[index]
            if arrow.chance is not None:
                yield from lands(arrow.target, share * arrow.chance, passed | {node})

    total = Fraction(0)
    for index, arrow in enumerate(graph.arrows):
        source = steps.get(graph.written.get(arrow.source) or "")
        if source is not None and passages[index]:
            for target, share in lands(arrow.target, passages[index], frozenset()):
                total += share if _desk(source) != _desk(target) else 0
    return total


def mixed(parts: Iterable[tuple[Fraction, Expected]]) -> Expected:
    """Weigh the figures of several variants by their shares."""
    sums: dict[str, Any] = {item.name: Fraction(0) for item in fields(Expected)}
    for share, figures in parts:
        for name in sums:
            sums[name] += share * getattr(figures, name)
    return Expected(**sums)
