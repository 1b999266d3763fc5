"""Expected visits: how often each step happens in one case, on average. Exact, in closed form, for every sound graph.

x(start) = 1 + the flows of returns; at an ``any`` join x(v) is the sum of the flows in; at an ``all`` join
it is the flow of *each* arrow in; a choice gives its arms chance · x(u), an ``all`` gives each arm x(u). The system is
solved in rationals, one strongly connected component after the other. Arms of unknown chance have no flow. That the
system can be solved does not show soundness.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from procsimplify.flow._paths import components
from procsimplify.flow.graph import END, Graph

_CONSTANT = -1  # the column of the constant in a row of the system


@dataclass(frozen=True)
class Visits:
    """Expected visits of a sound graph.

    Parameters
    ----------
    of : mapping of str to Fraction
        For each node, how often it happens in one case.
    flow : tuple of Fraction
        For each arrow, by index, how often it is taken in one case.
    by_written : mapping of str to Fraction
        For each written step, the sum over its copies.
    """

    of: Mapping[str, Fraction]
    flow: tuple[Fraction, ...]
    by_written: Mapping[str, Fraction]


def expected_visits(graph: Graph) -> Visits:
    """Compute the expected visits of a sound graph.

    Parameters
    ----------
    graph : Graph
        Sound, its joins set.

    Returns
    -------
    Visits
        Exact rationals, in visits per case.

    Raises
    ------
    ValueError
        If the system has no single solution, which does not happen for a sound graph whose loops can be left by arms of
        known chance.

    Examples
    --------
    A check that sends one case in five back is done 1 / (1 − 1/5) times.

    >>> from fractions import Fraction
    >>> from procsimplify.flow.graph import END, Arrow, Graph
    >>> arrows = (Arrow("check", "check", Fraction(1, 5)), Arrow("check", END, Fraction(4, 5), outcome="granted"))
    >>> expected_visits(Graph("check", ("check",), arrows, {"check": "choice"}, {"check": "check"})).of
    {'check': Fraction(5, 4)}
    """
    taken = _reached(graph)
    numbered = [node for node in graph.nodes if node in taken]
    number = {node: i for i, node in enumerate(numbered)}
    successors = [
        [number[a.target] for a in (graph.arrows[i] for i in graph.arrows_out[node]) if a.known and a.target != END]
        for node in numbered
    ]
    visits = dict.fromkeys(graph.nodes, Fraction(0))
    for component in components(successors):
        members = {numbered[i]: i for i in component}
        rows: list[dict[int, Fraction]] = []
        for node in members:
            rows += _rows(graph, node, members, visits, taken)
        for column, value in _solve(rows, list(members.values())).items():
            visits[numbered[column]] = value
    flow = tuple(visits[a.source] * a.chance if a.chance is not None else Fraction(0) for a in graph.arrows)
    by_written: dict[str, Fraction] = {}
    for node in graph.nodes:
        step = graph.written[node]
        if step is not None:
            by_written[step] = by_written.get(step, Fraction(0)) + visits[node]
    return Visits(visits, flow, by_written)


def outcome_chances(graph: Graph, visits: Visits | None = None) -> dict[str | None, Fraction]:
    """Compute the chance of each outcome of a sound graph.

    Parameters
    ----------
    graph : Graph
        Sound, its joins set.
    visits : Visits, optional
        Of this graph, if they have been computed already.

    Returns
    -------
    dict of (str or None) to Fraction
        They sum to 1. None stands for arrows to the end without one outcome; an outcome that is only reached by arms of
        unknown chance has 0.
    """
    flow = (visits or expected_visits(graph)).flow
    chances: dict[str | None, Fraction] = {}
    for index in graph.arrows_in[END]:
        outcome = graph.arrows[index].outcome
        chances[outcome] = chances.get(outcome, Fraction(0)) + flow[index]
    return chances


def _reached(graph: Graph) -> set[str]:
    """Collect the nodes that arms of known chance reach."""
    seen = {graph.start}
    todo = [graph.start]
    while todo:
        for index in graph.arrows_out[todo.pop()]:
            arrow = graph.arrows[index]
            if arrow.known and arrow.target != END and arrow.target not in seen:
                seen.add(arrow.target)
                todo.append(arrow.target)
    return seen


def _rows(
    graph: Graph, node: str, members: Mapping[str, int], visits: Mapping[str, Fraction], taken: set[str]
) -> list[dict[int, Fraction]]:
    """Write the equations of a node: coefficients of the unknowns and the constant sum to 0."""
    flows: list[tuple[int, Fraction]] = [(_CONSTANT, Fraction(1))] if node == graph.start else []
    for index in graph.arrows_in[node]:
        arrow = graph.arrows[index]
        if arrow.chance is None or arrow.source not in taken:
            continue
        column = members.get(arrow.source)
        if column is None:
            flows.append((_CONSTANT, arrow.chance * visits[arrow.source]))
        else:
            flows.append((column, arrow.chance))
    groups = [[flow] for flow in flows] if graph.join_of(node) == "all" else [flows]
    rows: list[dict[int, Fraction]] = []
    for group in groups:
        row = {members[node]: Fraction(-1)}
        for column, chance in group:
            row[column] = row.get(column, Fraction(0)) + chance
        rows.append(row)
    return rows


def _solve(rows: list[dict[int, Fraction]], unknowns: list[int]) -> dict[int, Fraction]:
    """Solve sparse equations that may repeat one another; each unknown is eliminated with its shortest row."""
    live = [{c: v for c, v in row.items() if v} for row in rows]
    solved: list[tuple[int, dict[int, Fraction]]] = []
    for unknown in unknowns:
        with_it = [row for row in live if unknown in row]
        if not with_it:
            raise ValueError("the visits are not determined: a loop is never left by arms of known chance")
        pivot = min(with_it, key=len)
        live = [row for row in live if row is not pivot]
        scale = -pivot.pop(unknown)
        expression = {c: v / scale for c, v in pivot.items()}
        solved.append((unknown, expression))
        for row in with_it:
            if row is pivot:
                continue
            factor = row.pop(unknown)
            for column, value in expression.items():
                total = row.get(column, Fraction(0)) + factor * value
                if total:
                    row[column] = total
                else:
                    row.pop(column, None)
    if any(live):
        raise ValueError("the flows into an all join differ: the graph is not sound")
    values: dict[int, Fraction] = {_CONSTANT: Fraction(1)}
    for unknown, expression in reversed(solved):
        values[unknown] = sum((v * values[c] for c, v in expression.items()), Fraction(0))
    del values[_CONSTANT]
    return values
