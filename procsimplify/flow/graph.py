"""The plain step graph on which everything in this package is computed.

A graph knows nothing of procedures: it has nodes, arrows, how each node splits and how it joins. A procedure is
compiled to it; results on its nodes are summed back to the steps as written (`Graph.written`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import Literal

END = "end"
"""The one exit. It is not among the nodes of a graph; arrows lead to it, and they carry the outcome."""

Split = Literal["one", "choice", "all"]
Join = Literal["any", "all"]


@dataclass(frozen=True)
class Arrow:
    """An arrow from a node to a node or to `END`.

    Parameters
    ----------
    source, target : str
        Names of nodes; the target may be `END`.
    chance : Fraction or None
        In (0, 1], the chance of this arm of a choice; 1 on a single arrow and on the arms of an ``all``; None where
        nobody knows it.
    known : bool
        False where the chance is unknown: the arm counts for soundness, order and data, and is not taken in visits.
    outcome : str or None
        On an arrow to `END`: how the case ends (granted, refused …); None on other arrows, and on an arrow to `END`
        where branches with different outcomes have been gathered.
    """

    source: str
    target: str
    chance: Fraction | None = Fraction(1)
    known: bool = True
    outcome: str | None = None


def _no_joins() -> Mapping[str, Join]:
    return MappingProxyType({})


@dataclass(frozen=True)
class Graph:
    """A step graph.

    Parameters
    ----------
    start : str
        The first node.
    nodes : tuple of str
        All nodes, in the order in which they are written; `END` is not one of them.
    arrows : tuple of Arrow
        All arrows; an arrow is named by its index here.
    split : mapping of str to {"one", "choice", "all"}
        How each node goes on: by its one arrow, by one of several, by all of several.
    written : mapping of str to (str or None)
        The written step of which the node is a copy; None for a silent gathering node.
    join : mapping of str to {"any", "all"}
        How each node begins: with any of its arrows in, or when all have come. Empty, or partly filled, before
        `procsimplify.flow.joins.infer_joins`.

    Raises
    ------
    ValueError
        If the parts contradict one another: an arrow at an unknown node, a node without arrow out, a split that does
        not fit the number of arrows, a chance outside (0, 1].

    Examples
    --------
    >>> graph = Graph("a", ("a", "b"), (Arrow("a", "b"), Arrow("b", END, outcome="granted")),
    ...               {"a": "one", "b": "one"}, {"a": "a", "b": "b"})
    >>> graph.arrows_out["a"], graph.arrows_in[END]
    ((0,), (1,))
    """

    start: str
    nodes: tuple[str, ...]
    arrows: tuple[Arrow, ...]
    split: Mapping[str, Split]
    written: Mapping[str, str | None]
    join: Mapping[str, Join] = field(default_factory=_no_joins)

    def __post_init__(self) -> None:
        known = set(self.nodes)
        if self.start not in known or END in known or len(known) != len(self.nodes):
            raise ValueError("the start is a node, the end is none, and no node stands twice")
        out = dict.fromkeys(self.nodes, 0)
        for arrow in self.arrows:
            if arrow.source not in known or (arrow.target != END and arrow.target not in known):
                raise ValueError(f"arrow from {arrow.source} to {arrow.target}: no such node")
            if (arrow.chance is None) == arrow.known:
                raise ValueError(f"arrow from {arrow.source} to {arrow.target}: a chance is known or absent")
            if arrow.chance is not None and not 0 < arrow.chance <= 1:
                raise ValueError(f"arrow from {arrow.source} to {arrow.target}: a chance lies in (0, 1]")
            out[arrow.source] += 1
        for node, count in out.items():
            if count == 0 or (self.split[node] == "one") != (count == 1):
                raise ValueError(f"{node}: {count} arrows out do not fit the split {self.split[node]}")

    @cached_property
    def arrows_out(self) -> Mapping[str, tuple[int, ...]]:
        """Indices of the arrows out of each node; none out of `END`."""
        return self._by(lambda arrow: arrow.source)

    @cached_property
    def arrows_in(self) -> Mapping[str, tuple[int, ...]]:
        """Indices of the arrows into each node and into `END`."""
        return self._by(lambda arrow: arrow.target)

    def _by(self, side: Callable[[Arrow], str]) -> Mapping[str, tuple[int, ...]]:
        lists: dict[str, list[int]] = {node: [] for node in (*self.nodes, END)}
        for index, arrow in enumerate(self.arrows):
            lists[side(arrow)].append(index)
        return {node: tuple(indices) for node, indices in lists.items()}

    def renamed(self, name: Callable[[str], str]) -> "Graph":
        """Give the same graph with other names of nodes, all different; arrows keep their indices."""
        names = {node: name(node) for node in self.nodes} | {END: END}
        return Graph(
            names[self.start],
            tuple([names[node] for node in self.nodes]),
            tuple([replace(one, source=names[one.source], target=names[one.target]) for one in self.arrows]),
            {names[node]: split for node, split in self.split.items()},
            {names[node]: None if step is None else name(step) for node, step in self.written.items()},
            {names[node]: join for node, join in self.join.items()},
        )

    def successors(self, node: str) -> tuple[str, ...]:
        """Give the targets of the arrows out of a node, in the order of the arrows (`END` has none)."""
        return tuple(self.arrows[i].target for i in self.arrows_out[node])

    def predecessors(self, node: str) -> tuple[str, ...]:
        """Give the sources of the arrows into a node or into `END`, in the order of the arrows."""
        return tuple(self.arrows[i].source for i in self.arrows_in[node])

    def join_of(self, node: str) -> Join:
        """Give the join of a node or of `END`; ``any`` where none is set."""
        return self.join.get(node, "any")
