"""Bounded returns: an arrow back that may be taken at most n times, written out as copies of its loop.

The loop of the arrow u → t has one entry h, the nearest node through which every path to u leads and to which t leads
back (often t itself: "back to the check"; or t is a step of its own, which leads back to the check). Its body is h,
the nodes that reach u without passing h, and the nodes on the way from t to h. Round 1 is the body itself; in round k
(k = 2 … n + 1) its nodes are named ``STEP#k`` (numbered on where loops stand in loops). The bounded arrow leads from
each round to t of the next, and from the last where `then` says, with the same chance; every other arrow stays in its
round or leaves the loop for the same node as before. So a case has all its rounds again when it enters the loop anew
from outside. Chances are copied unchanged: a round is a fresh draw. Nodes that only the bounded arrow reaches do not
stand in round 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from procsimplify.flow._paths import dominators, reach, turn_round
from procsimplify.flow.graph import END, Graph, Split

MOST_ROUNDS = 10
"""The highest bound of a return."""
MOST_NODES = 2_000
"""The most nodes of an unrolled graph."""


@dataclass(frozen=True)
class Return:
    """A return that may be taken a limited number of times.

    Parameters
    ----------
    arrow : int
        The index of the arrow in the graph.
    at_most : int
        How often it may be taken, 1 to `MOST_ROUNDS`.
    then_target : str
        Where the flow goes when the rounds are used up: a node or `END`.
    then_outcome : str or None
        The outcome, where `then_target` is `END`.
    """

    arrow: int
    at_most: int
    then_target: str
    then_outcome: str | None = None


def unroll(graph: Graph, returns: Sequence[Return]) -> Graph:
    """Write out the rounds of bounded returns.

    Parameters
    ----------
    graph : Graph
        Its joins are best unset: they are inferred on the result. A join that is set is copied with its node, and
        unset where the rounds leave the loop.
    returns : sequence of Return
        At most one for an arrow. Inner loops are unrolled before those around them.

    Returns
    -------
    Graph
        The nodes of the first rounds keep their names; `Graph.written` of a copy is that of its node.

    Raises
    ------
    ValueError
        If a bound is out of range, an arrow does not lead back, two bounded returns lead from one node to one node,
        `then` leads to the very target of the return, or the result has more than `MOST_NODES` nodes.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from procsimplify.flow.graph import END, Arrow, Graph
    >>> arrows = (Arrow("check", "check", Fraction(1, 5)), Arrow("check", END, Fraction(4, 5), outcome="granted"))
    >>> once = unroll(Graph("check", ("check",), arrows, {"check": "choice"}, {"check": "check"}),
    ...               [Return(0, 1, END, "refused")])
    >>> once.nodes
    ('check', 'check#2')
    >>> [(arrow.source, arrow.target, str(arrow.chance), arrow.outcome) for arrow in once.arrows]
    [('check', 'check#2', '1/5', None), ('check', 'end', '4/5', 'granted'), ('check#2', 'end', '1/5', 'refused'), \
('check#2', 'end', '4/5', 'granted')]
    """
    ends = {(graph.arrows[r.arrow].source, graph.arrows[r.arrow].target) for r in returns}
    if len(ends) < len(returns):
        raise ValueError("two bounded returns lead from one step to one step")
    waiting = list(returns)
    while waiting:
        bodies = [_body(graph, r) for r in waiting]
        inner = min(range(len(waiting)), key=lambda i: (len(bodies[i]), waiting[i].arrow))
        graph, waiting = _unroll_one(graph, waiting.pop(inner), bodies[inner], waiting)
    return graph


def _body(graph: Graph, bounded: Return) -> frozenset[str]:
    """Find the natural loop of a return, checking that it is one."""
    arrow = graph.arrows[bounded.arrow]
    if not 1 <= bounded.at_most <= MOST_ROUNDS:
        raise ValueError(f"a return may be taken 1 to {MOST_ROUNDS} times, not {bounded.at_most}")
    if arrow.target == END or bounded.then_target == arrow.target:
        raise ValueError(f"{arrow.source}: a return leads back to a step, and afterwards elsewhere")
    names = (*graph.nodes, END)
    number = {node: i for i, node in enumerate(names)}
    successors = [[number[target] for target in graph.successors(node)] for node in graph.nodes]
    successors.append([])
    above, depth = dominators(successors, number[graph.start])
    source, target = number[arrow.source], number[arrow.target]
    entry = source
    while depth[source] >= 0:
        inside = [v for v in range(len(names)) if _is_above(entry, v, above, depth)]
        body = _loop(entry, source, target, inside, successors)
        if body:
            return frozenset(names[v] for v in body)
        if depth[entry] == 0:
            break
        entry = above[entry]
    raise ValueError(f"{arrow.source}: the arrow to {arrow.target} does not lead back")


def _is_above(entry: int, vertex: int, above: list[int], depth: list[int]) -> bool:
    while depth[vertex] > depth[entry]:
        vertex = above[vertex]
    return vertex == entry


def _loop(entry: int, source: int, target: int, inside: list[int], successors: list[list[int]]) -> set[int]:
    """Find the body of the loop with this entry among the nodes that it dominates; empty where there is none."""
    allowed = set(inside)
    if target not in allowed:
        return set()
    within = [
        [v for v in out if v in allowed and v != entry] if u in allowed else [] for u, out in enumerate(successors)
    ]
    back = turn_round(within)
    body = reach(back, [source])
    if source == entry:
        body = {entry}
    if target not in body and target != entry:
        onward = reach(within, [target])
        returning = reach(back, [v for v in onward if entry in successors[v]])
        if target not in returning:
            return set()
        body |= onward & returning
    return body | {entry}


def _unroll_one(
    graph: Graph, bounded: Return, body: frozenset[str], others: list[Return]
) -> tuple[Graph, list[Return]]:
    """Unroll one return; other bounded returns inside its body are copied with it."""
    last = bounded.at_most + 1
    if len(graph.nodes) + bounded.at_most * len(body) > MOST_NODES:
        raise ValueError(f"more than {MOST_NODES} steps once the bounded returns are written out")

    names: dict[tuple[str, int], str] = {}
    numbers: dict[str, int] = {}  # the highest number given to a copy so far
    for node in graph.nodes:
        base, _, digits = node.partition("#")
        numbers[base] = max(numbers.get(base, 1), int(digits or 1))
    for turn in range(2, last + 1):
        for node in (node for node in graph.nodes if node in body):
            base = node.partition("#")[0]
            numbers[base] += 1
            names[node, turn] = f"{base}#{numbers[base]}"

    def named(node: str, turn: int) -> str:
        return names.get((node, turn), node)

    first = graph.arrows[bounded.arrow].target
    nodes = list(graph.nodes)
    arrows = list(graph.arrows)
    split: dict[str, Split] = dict(graph.split)
    written, join = dict(graph.written), dict(graph.join)
    copied = [i for i, arrow in enumerate(graph.arrows) if arrow.source in body]
    place: dict[tuple[int, int], int] = {}  # where the copy of an arrow in a round stands
    for turn in range(1, last + 1):
        for node in (node for node in graph.nodes if turn > 1 and node in body):
            nodes.append(named(node, turn))
            split[nodes[-1]], written[nodes[-1]] = graph.split[node], graph.written[node]
            if node in graph.join:
                join[nodes[-1]] = graph.join[node]
        for i in copied:
            arrow = graph.arrows[i]
            made = replace(arrow, source=named(arrow.source, turn), target=named(arrow.target, turn))
            if i == bounded.arrow and turn < last:
                made = replace(made, target=named(first, turn + 1))
            elif i == bounded.arrow:
                made = replace(made, target=named(bounded.then_target, turn), outcome=bounded.then_outcome)
            if turn == 1:
                place[i, turn] = i
                arrows[i] = made
            else:
                place[i, turn] = len(arrows)
                arrows.append(made)
    # Where rounds leave the loop for one node, it may need both kinds of join: what was given is inferred anew.
    for node in sorted({bounded.then_target, *(graph.arrows[i].target for i in copied)} - body):
        join.pop(node, None)
    kept: list[Return] = []
    for other in others:
        if other.arrow in copied:
            for turn in range(1, last + 1):
                kept.append(replace(other, arrow=place[other.arrow, turn], then_target=named(other.then_target, turn)))
        else:
            kept.append(other)
    unrolled = Graph(graph.start, tuple(nodes), tuple(arrows), split, written, join)
    return _prune(unrolled, _reached(graph), kept)


def _reached(graph: Graph) -> set[str]:
    number = {node: i for i, node in enumerate(graph.nodes)}
    successors = [[number[target] for target in graph.successors(node) if target != END] for node in graph.nodes]
    return {graph.nodes[i] for i in reach(successors, [number[graph.start]])}


def _prune(graph: Graph, reached_before: set[str], returns: list[Return]) -> tuple[Graph, list[Return]]:
    """Leave out what unrolling has cut off; what no path reached before stays, to be reported as such."""
    gone = set(graph.nodes) - _reached(graph)
    gone = {node for node in gone if node in reached_before or "#" in node}
    if not gone:
        return graph, returns
    kept = [i for i, arrow in enumerate(graph.arrows) if arrow.source not in gone]
    place = {i: new for new, i in enumerate(kept)}
    nodes = tuple(node for node in graph.nodes if node not in gone)
    pruned = Graph(
        graph.start,
        nodes,
        tuple(graph.arrows[i] for i in kept),
        {node: graph.split[node] for node in nodes},
        {node: graph.written[node] for node in nodes},
        {node: join for node, join in graph.join.items() if node not in gone},
    )
    return pruned, [replace(r, arrow=place[r.arrow]) for r in returns if r.arrow in place]
