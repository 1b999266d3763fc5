"""Hypothesis strategies for step graphs: sound by construction, and any.

A sound graph is grown from one step by changes that keep it sound: a step is put on an arrow, or a choice, a loop, an
``all`` block, an ``all`` block whose branches wait for each other; and jumps are added. A *region* is where one token
walks about: the main line, or one branch of an ``all`` block. A jump from any node to any other of the same region
keeps soundness and makes the graph unstructured: out of a choice into the middle of another, into and out of loops.
"""

from fractions import Fraction
from random import Random

from hypothesis import strategies as st

from procsimplify.flow.graph import END, Arrow, Graph, Join, Split

__all__ = ["any_graphs", "grow_sound_graph", "random_graph", "sound_graphs", "without_joins"]

OUTCOMES = ("granted", "refused", "withdrawn")


def sound_graphs(changes: int = 6, unknown: bool = False) -> st.SearchStrategy[Graph]:
    """Generate sound graphs, structured and unstructured, with their joins set.

    Parameters
    ----------
    changes : int
        The most changes by which a graph is grown; each adds up to six nodes.
    unknown : bool
        Whether jumps may have an unknown chance.

    Returns
    -------
    SearchStrategy of Graph
        Without silent nodes; `without_joins` makes them a task for the inference.
    """
    return st.builds(
        grow_sound_graph,
        st.randoms(use_true_random=False),
        st.integers(0, changes),
        unknown=st.just(unknown),
    )


def any_graphs(nodes: int = 7) -> st.SearchStrategy[Graph]:
    """Generate small graphs, sound or not, with their joins unset.

    Parameters
    ----------
    nodes : int
        The most nodes of those drawn at random; others are sound graphs spoilt in one or two places.

    Returns
    -------
    SearchStrategy of Graph
    """
    return st.builds(random_graph, st.randoms(use_true_random=False), st.just(nodes))


def without_joins(graph: Graph) -> Graph:
    """Give the same graph with its joins unset."""
    return Graph(graph.start, graph.nodes, graph.arrows, graph.split, graph.written)


def grow_sound_graph(random: Random, changes: int, *, contractions: int = 0, unknown: bool = False) -> Graph:
    """Grow a sound graph by that many changes, its joins set.

    Parameters
    ----------
    random : Random
        The source of choices.
    changes : int
        How many changes are made.
    contractions : int
        How many nodes with one arrow out are taken out again; others must then gather for themselves, and the joins
        set are not right any more: see `without_joins`.
    unknown : bool
        Whether jumps may have an unknown chance.

    Returns
    -------
    Graph
    """
    growth = _Growth(random)
    for _ in range(changes):
        growth.change()
    growth.contract(contractions)
    return growth.graph(unknown)


def random_graph(random: Random, nodes: int = 7) -> Graph:
    """Make a small graph, sound or not, its joins unset.

    Parameters
    ----------
    random : Random
        The source of choices.
    nodes : int
        The most nodes of a graph drawn at random.

    Returns
    -------
    Graph
    """
    if random.random() < 0.3:
        return _scattered(random, nodes)
    growth = _Growth(random)
    for _ in range(random.randint(1, 4)):
        growth.change()
    growth.contract(random.randint(0, 2))
    for _ in range(random.choice((0, 0, 1, 1, 2))):
        growth.spoil()
    return without_joins(growth.graph(unknown=False))


def _scattered(random: Random, most: int) -> Graph:
    names = [f"s{i}" for i in range(random.randint(1, most))]
    arrows: list[tuple[str, str]] = []
    split: dict[str, Split] = {}
    for i, name in enumerate(names):
        ahead = [*names[i + 1 :], END]
        count = random.choice((1, 1, 2, 2, 3))
        arrows += [(name, random.choice(ahead if random.random() < 0.85 else names)) for _ in range(count)]
        split[name] = "one" if count == 1 else random.choice(("choice", "all"))
    return _finish(random, names, arrows, split, {}, set())


class _Growth:
    """A graph while it is changed; each arrow and each side of each node knows its region, or none."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.nodes = ["s0"]
        self.arrows: list[tuple[str, str]] = [("s0", END)]
        self.region: list[int] = [0]
        self.split: dict[str, Split] = {"s0": "one"}
        self.join: dict[str, Join] = {"s0": "any"}
        self.entry: dict[str, int | None] = {"s0": 0, END: 0}
        self.exit: dict[str, int | None] = {"s0": 0}
        self.jumps: set[int] = set()
        self.regions = 1

    def change(self) -> None:
        self.random.choice(
            (self._step, self._choice, self._all, self._loop, self._crossed, self._jump, self._jump, self._jump)
        )()

    def _node(self, entry: int | None, exit_: int | None, split: Split = "one", join: Join = "any") -> str:
        name = f"s{len(self.nodes)}"
        self.nodes.append(name)
        self.entry[name], self.exit[name], self.split[name], self.join[name] = entry, exit_, split, join
        return name

    def _arrow(self, source: str, target: str, region: int) -> None:
        self.arrows.append((source, target))
        self.region.append(region)

    def _new_region(self) -> int:
        self.regions += 1
        return self.regions - 1

    def _open(self) -> tuple[int, str, int]:
        """Pick an arrow: its index, its target, its region. What is put on it is entered by the arrow itself."""
        index = self.random.randrange(len(self.arrows))
        return index, self.arrows[index][1], self.region[index]

    def _enter(self, index: int, node: str) -> None:
        self.arrows[index] = (self.arrows[index][0], node)

    def _step(self) -> None:
        index, target, region = self._open()
        node = self._node(region, region)
        self._enter(index, node)
        self._arrow(node, target, region)

    def _choice(self) -> None:
        index, target, region = self._open()
        asks, yes, meets = (self._node(region, region) for _ in range(3))
        self.split[asks] = "choice"
        self._enter(index, asks)
        self._arrow(asks, yes, region)
        self._arrow(yes, meets, region)
        if self.random.random() < 0.5:
            self._arrow(asks, meets, region)
        else:
            no = self._node(region, region)
            self._arrow(asks, no, region)
            self._arrow(no, meets, region)
        self._arrow(meets, target, region)

    def _loop(self) -> None:
        index, target, region = self._open()
        begins, asks = (self._node(region, region) for _ in range(2))
        self.split[asks] = "choice"
        self._enter(index, begins)
        self._arrow(begins, asks, region)
        self._arrow(asks, target, region)
        if self.random.random() < 0.5:
            self._arrow(asks, begins, region)
        else:
            again = self._node(region, region)
            self._arrow(asks, again, region)
            self._arrow(again, begins, region)

    def _all(self) -> None:
        index, target, region = self._open()
        parts = self._node(region, None, split="all")
        meets = self._node(None, region, join="all")
        self._enter(index, parts)
        for _ in range(self.random.choice((2, 2, 3))):
            branch = self._new_region()
            node = self._node(branch, branch)
            self._arrow(parts, node, branch)
            self._arrow(node, meets, branch)
        self._arrow(meets, target, region)

    def _crossed(self) -> None:
        """Put an ``all`` block on an arrow in which the second branch waits for a part of the first."""
        index, target, region = self._open()
        first, rest, second, across, after = (self._new_region() for _ in range(5))
        parts = self._node(region, None, split="all")
        early = self._node(first, None, split="all")
        late = self._node(rest, rest)
        other = self._node(second, second)
        waits = self._node(None, after, join="all")
        meets = self._node(None, region, join="all")
        self._enter(index, parts)
        self._arrow(parts, early, first)
        self._arrow(parts, other, second)
        self._arrow(early, late, rest)
        self._arrow(early, waits, across)
        self._arrow(other, waits, second)
        self._arrow(late, meets, rest)
        self._arrow(waits, meets, after)
        self._arrow(meets, target, region)

    def _jump(self) -> None:
        source = self.random.choice(self.nodes)
        region = self.exit[source]
        targets = [name for name in (*self.nodes, END) if region is not None and self.entry[name] == region]
        if region is None or not targets:
            return
        self.split[source] = "choice"
        self.jumps.add(len(self.arrows))
        self._arrow(source, self.random.choice(targets), region)

    def contract(self, times: int) -> None:
        """Take out nodes with one arrow out, so that the next node must gather for itself."""
        for _ in range(times):
            names = [n for n in self.nodes[1:] if self.split[n] == "one" and (n, n) not in self.arrows]
            if not names:
                return
            node = self.random.choice(names)
            out = next(i for i, arrow in enumerate(self.arrows) if arrow[0] == node)
            target = self.arrows[out][1]
            self.arrows[out] = ("", "")
            self.arrows = [(s, target if t == node else t) for s, t in self.arrows]
            del self.arrows[out], self.region[out]
            self.jumps = {i - (i > out) for i in self.jumps}
            self.nodes.remove(node)

    def spoil(self) -> None:
        """Turn one split into the other kind, or one arrow to another target."""
        splits = [n for n in self.nodes if self.split[n] != "one"]
        if splits and self.random.random() < 0.5:
            node = self.random.choice(splits)
            self.split[node] = "choice" if self.split[node] == "all" else "all"
        else:
            index = self.random.randrange(len(self.arrows))
            self.arrows[index] = (self.arrows[index][0], self.random.choice((*self.nodes, END)))

    def graph(self, unknown: bool) -> Graph:
        hidden = {i for i in sorted(self.jumps) if unknown and self.random.random() < 0.3}
        return _finish(self.random, self.nodes, self.arrows, self.split, self.join, hidden)


def _finish(
    random: Random,
    nodes: list[str],
    arrows: list[tuple[str, str]],
    split: dict[str, Split],
    join: dict[str, Join],
    hidden: set[int],
) -> Graph:
    """Give chances to the arms of choices and outcomes to the arrows to the end."""
    weight = [random.randint(1, 4) for _ in arrows]
    total = dict.fromkeys(nodes, 0)
    for i, (source, _) in enumerate(arrows):
        total[source] += 0 if i in hidden else weight[i]
    made: list[Arrow] = []
    for i, (source, target) in enumerate(arrows):
        chance = Fraction(weight[i], total[source]) if split[source] == "choice" else Fraction(1)
        outcome = random.choice(OUTCOMES) if target == END else None
        made.append(Arrow(source, target, None if i in hidden else chance, i not in hidden, outcome))
    kept: dict[str, Join] = {node: join[node] for node in nodes if node in join}
    if join:
        kept[END] = "any"
    return Graph(
        nodes[0], tuple(nodes), tuple(made), {n: split[n] for n in nodes}, {node: node for node in nodes}, kept
    )
