"""Inferring how steps join: with any of the arrows in, or when all have come.

The arrows into a step are grouped by the step at which the paths to them part, which is their nearest common
dominator, the deepest first. Arms of an ``all`` meet in an ``all`` join; arms of a choice, and returns, in an ``any``
join. Where a step needs both, silent gathering nodes are put before it.
"""

from dataclasses import replace
from typing import Union

from procsimplify.flow._paths import dominators
from procsimplify.flow.graph import END, Arrow, Graph, Join

_Item = Union[int, "_Group"]


class _Group:
    """Arrows and groups of arrows that meet in one join."""

    def __init__(self, join: Join, items: "list[_Item]") -> None:
        self.join: Join = join
        self.items = items


def infer_joins(graph: Graph) -> Graph:
    """Set the join of every node, adding silent gathering nodes where a node needs both kinds.

    A join that the graph already has is kept as it is. The result is not verified here: see
    `procsimplify.flow.soundness.find_unsound`.

    Parameters
    ----------
    graph : Graph
        Its joins are absent or partly given.

    Returns
    -------
    Graph
        The same arrows at the same indices (a target may have become a gathering node), followed by the arrows out of
        the gathering nodes. These are named ``~gather-STEP-1``, ``~gather-STEP-2`` … and follow the other nodes.
        Arrows to the end always meet in an ``any`` join: where branches of an ``all`` end, a gathering node joins them,
        and its arrow has their outcome if they agree on it, else none.

    Examples
    --------
    >>> from procsimplify.flow.graph import END, Arrow, Graph
    >>> graph = Graph("a", ("a", "b", "c"), (Arrow("a", "b"), Arrow("a", "c"), Arrow("b", "c"), Arrow("c", END)),
    ...               {"a": "all", "b": "one", "c": "one"}, {"a": "a", "b": "b", "c": "c"})
    >>> infer_joins(graph).join["c"]
    'all'
    """
    parting = _Parting(graph)
    joins: dict[str, Join] = {}
    arrows = list(graph.arrows)
    nodes = list(graph.nodes)
    split, written = dict(graph.split), dict(graph.written)
    for node in (*graph.nodes, END):
        given = graph.join.get(node)
        if given is not None:
            joins[node] = given
            continue
        top = parting.group(node)
        if top is None:
            joins[node] = "any"
            continue
        if top.join == "all" and (node in (graph.start, END)):
            top = _Group("any", [top])
        joins[node] = top.join
        made = 0
        todo = [(top, node)]
        while todo:
            group, target = todo.pop(0)
            for item in group.items:
                if isinstance(item, int):
                    arrows[item] = replace(arrows[item], target=target)
                    continue
                made += 1
                name = f"~gather-{node}-{made}"
                nodes.append(name)
                split[name], written[name], joins[name] = "one", None, item.join
                arrows.append(Arrow(name, target, outcome=_common_outcome(graph, item) if node == END else None))
                todo.append((item, name))
    # The outcome belongs to the arrow that reaches the end; a gathering node has taken it over from the others.
    arrows = [arrow if arrow.target == END else replace(arrow, outcome=None) for arrow in arrows]
    return Graph(graph.start, tuple(nodes), tuple(arrows), split, written, joins)


def _common_outcome(graph: Graph, group: _Group) -> str | None:
    outcomes: set[str | None] = set()
    todo: list[_Item] = [group]
    while todo:
        item = todo.pop()
        if isinstance(item, int):
            outcomes.add(graph.arrows[item].outcome)
        else:
            todo += item.items
    return outcomes.pop() if len(outcomes) == 1 else None


class _Parting:
    """Where the paths to arrows part: the dominator tree of the graph in which every arrow is a vertex too.

    Vertices are the nodes, the end, the arrows, and the arrow from outside to the start, which is the root.
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        places = (*graph.nodes, END)
        self.number = {node: i for i, node in enumerate(places)}
        self.first_arrow = len(places)
        self.root = self.first_arrow + len(graph.arrows)
        successors: list[list[int]] = [[] for _ in range(self.root + 1)]
        for index, arrow in enumerate(graph.arrows):
            successors[self.number[arrow.source]].append(self.first_arrow + index)
            successors[self.first_arrow + index].append(self.number[arrow.target])
        successors[self.root].append(self.number[graph.start])
        self.above, self.depth = dominators(successors, self.root)

    def group(self, node: str) -> _Group | None:
        """Group the arrows into a node; None where there is at most one (the arrow from outside is one)."""
        arrows = self.graph.arrows_in[node]
        reached = [i for i in arrows if self.depth[self.first_arrow + i] >= 0]
        unreached: list[_Item] = [i for i in arrows if self.depth[self.first_arrow + i] < 0]
        # What stands for each vertex of the dominator tree while it is climbed from the deepest vertex up.
        standing: dict[int, list[_Item]] = {}
        for index in reached:
            standing.setdefault(self.first_arrow + index, []).append(index)
        returns: list[_Item] = []
        top: list[_Item] = []
        while standing:
            vertex = min(standing, key=lambda v: (-self.depth[v], v))
            items = standing.pop(vertex)
            if vertex == self.root:
                top = items
            elif vertex == self.number[node]:
                # The node dominates these: they are returns, and meet nothing else on the way up.
                returns = items
            else:
                item = items[0] if len(items) == 1 else self._meet(vertex, items)
                standing.setdefault(self.above[vertex], []).append(item)
        items = [*top, *returns, *unreached]
        outside = 1 if node == self.graph.start else 0
        if len(items) + outside > 1:
            return _Group("any", _flat("any", items))
        return items[0] if items and isinstance(items[0], _Group) else None

    def _meet(self, vertex: int, items: list[_Item]) -> _Group:
        is_split = vertex < self.first_arrow and vertex != self.number[END]
        join: Join = "all" if is_split and self.graph.split[self.graph.nodes[vertex]] == "all" else "any"
        return _Group(join, _flat(join, items))


def _flat(join: Join, items: list[_Item]) -> list[_Item]:
    """Dissolve groups of the same kind into the group around them."""
    flat: list[_Item] = []
    for item in items:
        flat += item.items if isinstance(item, _Group) and item.join == join else [item]
    return flat
