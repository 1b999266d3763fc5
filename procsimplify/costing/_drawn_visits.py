"""Expected visits for many draws of the chances at once: the same equations as `procsimplify.flow.visits`, on arrays.

Each strongly connected component is eliminated once; every number in it is an array with one entry for each draw.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from procsimplify.flow._paths import components
from procsimplify.flow.graph import END, Graph

if TYPE_CHECKING:
    from procsimplify.costing._draws import Floats

    Drawn: TypeAlias = float | Floats

__all__ = ["drawn_visits"]

_CONSTANT = -1


def drawn_visits(graph: Graph, chances: Sequence[Drawn | None]) -> dict[str, Drawn]:
    """Compute the expected visits of each node for each draw.

    Parameters
    ----------
    graph : Graph
        Sound, its joins set.
    chances : sequence
        Of each arrow, by index: a number, or an array with one for each draw; None where it is unknown.

    Returns
    -------
    dict of str to float or array
        In visits per case; nodes that no arrow of known chance reaches are left out.
    """
    inward: dict[str, list[int]] = {node: [] for node in _reached(graph, chances)}
    for index, arrow in enumerate(graph.arrows):
        if arrow.source in inward and arrow.target in inward and chances[index] is not None:
            inward[arrow.target].append(index)
    number = {node: place for place, node in enumerate(inward)}
    successors: list[list[int]] = [[] for _ in inward]
    for node, indices in inward.items():
        for index in indices:
            successors[number[graph.arrows[index].source]].append(number[node])
    nodes = list(inward)
    visits: dict[str, Drawn] = {}
    for component in components(successors):
        members = {nodes[place]: place for place in component}
        rows: dict[int, dict[int, Drawn]] = {}
        for node, place in members.items():
            taken = inward[node]
            if graph.join_of(node) == "all" and node != graph.start:
                taken = taken[:1]  # every arrow in has the same flow: one of them is enough
            row: dict[int, Drawn] = {_CONSTANT: 1.0} if node == graph.start else {}
            for index in taken:
                source, chance = graph.arrows[index].source, chances[index]
                assert chance is not None, "arrows of unknown chance were left out"
                column = members.get(source, _CONSTANT)
                flow = chance if column != _CONSTANT else chance * visits[source]
                row[column] = row[column] + flow if column in row else flow
            rows[place] = row
        visits |= {nodes[place]: value for place, value in _solve(rows).items()}
    return visits


def _reached(graph: Graph, chances: Sequence[Drawn | None]) -> Mapping[str, None]:
    seen = {graph.start: None}
    todo = [graph.start]
    while todo:
        for index in graph.arrows_out[todo.pop()]:
            target = graph.arrows[index].target
            if chances[index] is not None and target != END and target not in seen:
                seen[target] = None
                todo.append(target)
    return seen


def _solve(rows: dict[int, dict[int, Drawn]]) -> dict[int, Drawn]:
    """Solve x = row · x + constant for the unknowns of one component, by elimination."""
    done: list[int] = []
    for unknown in rows:
        row = rows[unknown]
        own = row.pop(unknown, None)
        if own is not None:
            row = rows[unknown] = {column: value / (1 - own) for column, value in row.items()}
        for other, target in rows.items():
            factor = target.pop(unknown, None) if other not in done and other != unknown else None
            if factor is not None:
                for column, value in row.items():
                    target[column] = target[column] + factor * value if column in target else factor * value
        done.append(unknown)
    values: dict[int, Drawn] = {_CONSTANT: 1.0}
    for unknown in reversed(done):
        total: Drawn = 0.0
        for column, value in rows[unknown].items():
            total = total + value * values[column]
        values[unknown] = total
    del values[_CONSTANT]
    return values
