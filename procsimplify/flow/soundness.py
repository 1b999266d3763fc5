"""Is a graph sound? Decided from its structure, without looking at its states.

Sound (classical): from every state that can be reached the end can be reached, nothing is left running then, and every
step can happen. For a workflow net this is liveness and boundedness of the net closed by end → start. For a free-choice
net these follow from structure (J. Desel and J. Esparza, *Free Choice Petri Nets*, 1995: the rank theorem and
Commoner's theorem):

- the closed net is strongly connected;
- every place lies in a state-machine component. In a strongly connected free-choice net every place lies in a minimal
  siphon; in a well-formed one each minimal siphon is the place set of a state-machine component. The sum of the
  components found is a positive place invariant;
- rank(incidence) = clusters − 1. The rank is computed exactly, over the integers. The theorem also asks for a positive
  transition invariant; it follows here: route each cluster evenly; at most clusters − 1 equations leave a non-zero flow
  f with inflow = outflow at each place, |f| has inflow ≥ outflow, weighed by the place invariant the differences sum to
  0, so |f| is a transition invariant too, and strong connection makes it positive;
- every siphon contains the start place: the greatest siphon without it is empty.
"""

from math import gcd

from procsimplify.flow._paths import reach, turn_round
from procsimplify.flow.graph import END, Graph
from procsimplify.flow.net import SINK, SOURCE, Net, build_net
from procsimplify.flow.witness import Unsound, find_witness

__all__ = ["Unsound", "find_unsound", "is_sound"]


def find_unsound(graph: Graph, states: int = 20_000) -> Unsound | None:
    """Say what makes a graph unsound, or None when it is sound.

    Parameters
    ----------
    graph : Graph
        With its joins set.
    states : int
        How many states may be searched for a witness once the graph is known to be unsound. It never changes whether
        the graph is sound, only how well the fault is described.

    Returns
    -------
    Unsound or None
        The kind of the fault and the steps concerned.

    Examples
    --------
    >>> from procsimplify.flow.graph import END, Arrow, Graph
    >>> graph = Graph("a", ("a", "b", "c"), (Arrow("a", "b"), Arrow("a", "c"), Arrow("b", "c"), Arrow("c", END)),
    ...               {"a": "all", "b": "one", "c": "one"}, {"a": "a", "b": "b", "c": "c"}, {"c": "any"})
    >>> find_unsound(graph).kind
    'twice'
    """
    cut_off = _cut_off(graph)
    if cut_off is not None:
        return cut_off
    net = build_net(graph)
    if _is_sound_net(net):
        return None
    return find_witness(net, states)


def is_sound(graph: Graph) -> bool:
    """Decide whether a graph is sound.

    Parameters
    ----------
    graph : Graph
        With its joins set.

    Returns
    -------
    bool
        True when the end can always be reached, nothing is left running then, and every step can happen.
    """
    return _cut_off(graph) is None and _is_sound_net(build_net(graph))


def _cut_off(graph: Graph) -> Unsound | None:
    """Find the nodes that no path from the start reaches, or from which no path leads to the end."""
    places = (*graph.nodes, END)
    number = {node: i for i, node in enumerate(places)}
    successors = [[number[target] for target in graph.successors(node)] for node in graph.nodes]
    successors.append([])
    reached = reach(successors, [number[graph.start]])
    unreached = tuple(node for node in graph.nodes if number[node] not in reached)
    if unreached:
        return Unsound("unreachable", unreached)
    ending = reach(turn_round(successors), [number[END]])
    endless = tuple(node for node in graph.nodes if number[node] not in ending)
    return Unsound("no-way-to-end", endless) if endless else None


def _is_sound_net(net: Net) -> bool:
    """Decide for a net in which every place lies on a path from the source to the sink."""
    closed = _Closed(net)
    return (
        not closed.greatest_siphon_without(SOURCE)
        and closed.is_covered_by_components()
        and _rank(closed.incidence()) == closed.count_clusters() - 1
    )


class _Closed:
    """A net closed by a transition that takes from the sink and gives to the source."""

    def __init__(self, net: Net) -> None:
        self.places = net.places
        self.inputs = [*(t.inputs for t in net.transitions), (SINK,)]
        self.outputs = [*(t.outputs for t in net.transitions), (SOURCE,)]
        closing = len(net.transitions)
        self.takers = [[*ts] for ts in net.takers]
        self.takers[SINK].append(closing)
        self.givers = [[*ts] for ts in net.givers]
        self.givers[SOURCE].append(closing)

    def greatest_siphon_without(self, place: int) -> set[int]:
        """Find the greatest set of places that can only be filled by transitions that also take from the set."""
        inside = [True] * self.places
        inside[place] = False
        taken = [sum(1 for p in inputs if p != place) for inputs in self.inputs]
        todo = [t for t, count in enumerate(taken) if count == 0]
        while todo:
            for p in self.outputs[todo.pop()]:
                if inside[p]:
                    inside[p] = False
                    for taker in self.takers[p]:
                        taken[taker] -= 1
                        if taken[taker] == 0:
                            todo.append(taker)
        return {p for p, is_inside in enumerate(inside) if is_inside}

    def is_covered_by_components(self) -> bool:
        """Decide whether minimal siphons that are state-machine components cover the places."""
        covered = [False] * self.places
        for place in range(self.places):
            if not covered[place]:
                siphon = self._minimal_siphon(place)
                if siphon is None or not self._is_component(siphon):
                    return False
                for member in siphon:
                    covered[member] = True
        return True

    def _minimal_siphon(self, place: int) -> set[int] | None:
        """Find a minimal siphon with the place: add shortest paths from the set to transitions that lack an input.

        Shortest paths make the set strongly connected with at most one place of each cluster, which is what a minimal
        siphon is in a free-choice net.
        """
        siphon = {place}
        todo = list(self.givers[place])
        while todo:
            transition = todo.pop()
            if any(p in siphon for p in self.inputs[transition]):
                continue
            path = self._path_back(transition, siphon)
            if path is None:
                return None
            for member in path:
                siphon.add(member)
                todo += self.givers[member]
        return siphon

    def _path_back(self, transition: int, siphon: set[int]) -> list[int] | None:
        """Search backwards from a transition; list the places between the siphon and it on a shortest path."""
        onward: dict[int, int] = {}  # from a place to the place that follows it on the way to the transition
        layer = list(self.inputs[transition])
        seen = set(layer)
        while layer:
            before: list[int] = []
            for place in layer:
                for giver in self.givers[place]:
                    for p in self.inputs[giver]:
                        if p in siphon:
                            path = [place]
                            while path[-1] in onward:
                                path.append(onward[path[-1]])
                            return path
                        if p not in seen:
                            seen.add(p)
                            onward[p] = place
                            before.append(p)
            layer = before
        return None

    def _is_component(self, siphon: set[int]) -> bool:
        """Decide whether every transition at the siphon takes one token from it and gives one to it."""
        return all(
            sum(1 for p in self.inputs[t] if p in siphon) == 1 and sum(1 for p in self.outputs[t] if p in siphon) == 1
            for place in siphon
            for t in (*self.takers[place], *self.givers[place])
        )

    def count_clusters(self) -> int:
        """Count the clusters: places that share transitions share all of them, the net being free-choice."""
        return len({tuple(takers) for takers in self.takers})

    def incidence(self) -> list[dict[int, int]]:
        """List for each transition what it changes, place by place."""
        rows: list[dict[int, int]] = []
        for inputs, outputs in zip(self.inputs, self.outputs, strict=True):
            row: dict[int, int] = {}
            for place in inputs:
                row[place] = row.get(place, 0) - 1
            for place in outputs:
                row[place] = row.get(place, 0) + 1
            rows.append({place: change for place, change in row.items() if change})
        return rows


def _rank(rows: list[dict[int, int]]) -> int:
    """Compute the rank of a sparse integer matrix exactly, by elimination without fractions.

    The shortest row is the next pivot, and its column with the fewest entries; rows are divided by the greatest common
    divisor of their entries. Incidence matrices stay sparse and their entries small.
    """
    live = {i: row for i, row in enumerate(rows) if row}
    columns: dict[int, set[int]] = {}
    for i, row in live.items():
        for column in row:
            columns.setdefault(column, set()).add(i)
    rank = 0
    while live:
        pivot_index = min(live, key=lambda i: (len(live[i]), i))
        pivot = live.pop(pivot_index)
        rank += 1
        for column in pivot:
            columns[column].discard(pivot_index)
        column = min(pivot, key=lambda c: (len(columns[c]), c))
        for i in sorted(columns[column]):
            row = live[i]
            a, b = pivot[column], row[column]
            for c in {*row, *pivot}:
                value = a * row.get(c, 0) - b * pivot.get(c, 0)
                if value:
                    if c not in row:
                        columns[c].add(i)
                    row[c] = value
                else:
                    if c in row:
                        columns[c].discard(i)
                        del row[c]
            divisor = gcd(*row.values())
            if divisor > 1:
                live[i] = {c: value // divisor for c, value in row.items()}
            elif not row:
                del live[i]
    return rank
