"""The free-choice workflow net of a step graph, on which everything in this package is defined."""

from dataclasses import dataclass
from functools import cached_property

from procsimplify.flow.graph import END, Graph

SOURCE = 0
"""The place that is marked at the beginning."""
SINK = 1
"""The place that is marked, alone, when a sound graph has ended."""


@dataclass(frozen=True)
class Transition:
    """A transition: `node` begins, or, where `arm` is set, a node that has begun chooses that arrow.

    Parameters
    ----------
    node : str
        The node, or `END`.
    arm : int or None
        The arrow chosen; None where the transition is the beginning of the node.
    inputs, outputs : tuple of int
        Places.
    """

    node: str
    arm: int | None
    inputs: tuple[int, ...]
    outputs: tuple[int, ...]


@dataclass(frozen=True)
class Net:
    """A workflow net.

    Parameters
    ----------
    arrow_of : tuple of (int or None)
        For each place, the arrow of the graph that it stands for; None for `SOURCE`, `SINK` and for the place between
        the beginning of a choosing node and its choice.
    node_of : tuple of str
        For each place, the node that takes its token (`END` for `SINK`).
    transitions : tuple of Transition
        All transitions.
    """

    arrow_of: tuple[int | None, ...]
    node_of: tuple[str, ...]
    transitions: tuple[Transition, ...]

    @property
    def places(self) -> int:
        """The number of places; they are numbered from 0."""
        return len(self.arrow_of)

    @cached_property
    def takers(self) -> tuple[tuple[int, ...], ...]:
        """For each place, the transitions that take from it."""
        lists: list[list[int]] = [[] for _ in self.arrow_of]
        for index, transition in enumerate(self.transitions):
            for place in transition.inputs:
                lists[place].append(index)
        return tuple(map(tuple, lists))

    @cached_property
    def givers(self) -> tuple[tuple[int, ...], ...]:
        """For each place, the transitions that give to it."""
        lists: list[list[int]] = [[] for _ in self.arrow_of]
        for index, transition in enumerate(self.transitions):
            for place in transition.outputs:
                lists[place].append(index)
        return tuple(map(tuple, lists))


def build_net(graph: Graph) -> Net:
    """Build the net of a graph: a place for each arrow, transitions for each node.

    A node with an ``any`` join has one beginning for each arrow in, one with an ``all`` join a single beginning for all
    of them. A choice is a place with one transition for each arm. The arms whose chance is unknown are in the net.

    Parameters
    ----------
    graph : Graph
        With its joins set; a join that is absent counts as ``any``.

    Returns
    -------
    Net
        Place 0 is the source, place 1 the sink, place 2 + i stands for arrow i.
    """
    arrow_of: list[int | None] = [None, None, *range(len(graph.arrows))]
    node_of = [graph.start, END, *(arrow.target for arrow in graph.arrows)]
    transitions: list[Transition] = []
    for node in (*graph.nodes, END):
        sets = [2 + i for i in graph.arrows_in[node]]
        if node == graph.start:
            sets.insert(0, SOURCE)
        if not sets:
            continue
        beginnings = [tuple(sets)] if graph.join_of(node) == "all" else [(place,) for place in sets]
        outputs = (SINK,) if node == END else tuple(2 + i for i in graph.arrows_out[node])
        if node != END and graph.split[node] == "choice":
            chosen = (len(arrow_of),)
            arrow_of.append(None)
            node_of.append(node)
            transitions += [Transition(node, None, inputs, chosen) for inputs in beginnings]
            transitions += [Transition(node, place - 2, chosen, (place,)) for place in outputs]
        else:
            transitions += [Transition(node, None, inputs, outputs) for inputs in beginnings]
    return Net(tuple(arrow_of), tuple(node_of), tuple(transitions))
