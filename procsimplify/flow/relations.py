"""Relations between the steps of a sound graph, defined on its net.

All of them are over nodes; `lift` and the ``…_written`` functions give them over steps as written, of which the nodes
are copies.
"""

from collections.abc import Iterable, Mapping

from procsimplify.flow._paths import components, reach
from procsimplify.flow.graph import END, Graph
from procsimplify.flow.net import SOURCE, Net, build_net

Pair = tuple[str, str]


def next_pairs(graph: Graph) -> frozenset[Pair]:
    """Collect the pairs (a, b) with an arrow from a to b; silent gathering nodes are skipped.

    Returns
    -------
    frozenset of (str, str)
        Nodes that are copies of written steps.
    """
    pairs: set[Pair] = set()
    for node in graph.nodes:
        if graph.written[node] is None:
            continue
        todo = list(graph.successors(node))
        seen: set[str] = set()
        while todo:
            target = todo.pop()
            if target == END or target in seen:
                continue
            seen.add(target)
            if graph.written[target] is None:
                todo += graph.successors(target)
            else:
                pairs.add((node, target))
    return frozenset(pairs)


def path_pairs(graph: Graph) -> frozenset[Pair]:
    """Collect the pairs (a, b) with a path of at least one arrow from a to b; (a, a) where a lies in a loop.

    Returns
    -------
    frozenset of (str, str)
    """
    successors = _adjacency(graph)
    names = graph.nodes
    return frozenset((names[i], names[j]) for i in range(len(names)) for j in reach(successors, successors[i]))


def loop_pairs(graph: Graph) -> frozenset[Pair]:
    """Collect the pairs (a, b) of nodes that lie in one loop, each reached from the other; (a, a) for each such node.

    Returns
    -------
    frozenset of (str, str)
    """
    successors = _adjacency(graph)
    pairs: set[Pair] = set()
    for component in components(successors):
        if len(component) > 1 or component[0] in successors[component[0]]:
            pairs.update((graph.nodes[i], graph.nodes[j]) for i in component for j in component)
    return frozenset(pairs)


def must_precede(graph: Graph) -> dict[str, frozenset[str]]:
    """Find for each node the nodes that have happened whenever it begins for the first time.

    The greatest solution of: at an ``any`` join the intersection over the arrows in, at an ``all`` join the union.

    Returns
    -------
    dict of str to frozenset of str
    """
    names = {node: frozenset((node,)) for node in graph.nodes}
    found = _greatest(graph, names, {}, (), {})
    return {node: found[node] - {node} for node in graph.nodes}


def must_precede_written(graph: Graph) -> dict[str, frozenset[str]]:
    """Find for each written step the steps of which some copy has happened whenever a copy of it first begins.

    Returns
    -------
    dict of str to frozenset of str
    """
    found = _greatest(graph, _labels(graph), {}, (), {})
    result: dict[str, frozenset[str]] = {}
    for node in graph.nodes:
        step = graph.written[node]
        if step is not None:
            result[step] = result.get(step, found[node]) & found[node]
    return {step: steps - {step} for step, steps in result.items()}


def have(
    graph: Graph,
    gives: Mapping[str, Iterable[str]],
    keeps: Mapping[str, Iterable[str]],
    at_start: Iterable[str],
) -> dict[str, frozenset[str]]:
    """Find for each node the items that are at hand in every run whenever it begins.

    The greatest solution of: at an ``any`` join the intersection over the arrows in, at an ``all`` join the union. An
    arrow brings what its source had, less what the source keeps, with what it gives; and less what a node that may
    happen meanwhile, in a parallel branch, keeps.

    Parameters
    ----------
    graph : Graph
        Sound, its joins set.
    gives, keeps : mapping of str to iterable of str
        For each node, the items that it makes available, and those that it does not hand on. What a node both keeps
        and gives is there afterwards. Nodes may be absent.
    at_start : iterable of str
        What is at hand before the start.

    Returns
    -------
    dict of str to frozenset of str
    """
    kept = {node: frozenset(items) - frozenset(gives.get(node, ())) for node, items in keeps.items()}
    kept = {node: items for node, items in kept.items() if items}
    meanwhile: dict[int, frozenset[str]] = {}
    if kept:
        net = build_net(graph)
        together = _concurrent_places(net)
        for place in (SOURCE, *range(2, 2 + len(graph.arrows))):
            lost = [kept[t.node] for t in net.transitions if t.node in kept and _all_in(t.inputs, together[place])]
            meanwhile[place - 2] = frozenset[str]().union(*lost)
    made = {node: frozenset(items) for node, items in gives.items()}
    found = _greatest(graph, made, kept, at_start, meanwhile)
    return {node: found[node] for node in graph.nodes}


def always_on(graph: Graph, outcome: str) -> frozenset[str]:
    """Find the nodes that happen in every run that ends with an outcome.

    Returns
    -------
    frozenset of str
        All nodes when no run ends with it.
    """
    found = must_precede(graph)
    result = frozenset(graph.nodes)
    for index in graph.arrows_in[END]:
        arrow = graph.arrows[index]
        if arrow.outcome == outcome:
            result &= found[arrow.source] | {arrow.source}
    return result


def always_on_written(graph: Graph, outcome: str) -> frozenset[str]:
    """Find the written steps of which some copy happens in every run that ends with an outcome.

    Returns
    -------
    frozenset of str
        All written steps when no run ends with it.
    """
    labels = _labels(graph)
    found = _greatest(graph, labels, {}, (), {})
    result = frozenset[str]().union(*labels.values())
    for index in graph.arrows_in[END]:
        arrow = graph.arrows[index]
        if arrow.outcome == outcome:
            result &= found[arrow.source] | labels[arrow.source]
    return result


def parallel_pairs(graph: Graph) -> frozenset[Pair]:
    """Collect the pairs of nodes that can be enabled at once.

    Returns
    -------
    frozenset of (str, str)
        Symmetric.

    Notes
    -----
    The concurrency relation of A. Kovalyov and J. Esparza, "A polynomial algorithm to compute the concurrency relation
    of free-choice signal transition graphs" (1996), exact for live and safe free-choice nets, hence for sound graphs.
    """
    net = build_net(graph)
    together = _concurrent_places(net)
    begins: dict[str, list[tuple[int, ...]]] = {node: [] for node in graph.nodes}
    beginnings = [t for t in net.transitions if t.arm is None and t.node != END]
    pairs: set[Pair] = set()
    for t in beginnings:
        begins[t.node].append(t.inputs)
    for t in beginnings:
        around = -1  # the places that can be marked while the node can begin
        for place in t.inputs:
            around &= together[place]
        for other, sets in begins.items():
            if other != t.node and any(_all_in(inputs, around) for inputs in sets):
                pairs |= {(t.node, other), (other, t.node)}
    return frozenset(pairs)


def exclusive_pairs(graph: Graph, path: frozenset[Pair], parallel: frozenset[Pair]) -> frozenset[Pair]:
    """Collect the pairs of nodes that never happen in one run: no path leads between them and they are not parallel.

    Parameters
    ----------
    graph : Graph
        Sound, its joins set.
    path, parallel : frozenset of (str, str)
        Of this graph, from `path_pairs` and `parallel_pairs`.

    Returns
    -------
    frozenset of (str, str)
        Symmetric.
    """
    return frozenset(
        (a, b)
        for a in graph.nodes
        for b in graph.nodes
        if a != b and (a, b) not in path and (b, a) not in path and (a, b) not in parallel
    )


def lift(graph: Graph, pairs: Iterable[Pair], *, every: bool = False) -> frozenset[Pair]:
    """Turn pairs of nodes into pairs of written steps; silent nodes are left out.

    Parameters
    ----------
    graph : Graph
        Whose nodes are paired.
    pairs : iterable of (str, str)
        Pairs of nodes.
    every : bool
        Whether all copies must be paired (as for *exclusive*) or some (*next*, *path*, *in-loop*, *parallel*).

    Returns
    -------
    frozenset of (str, str)
    """
    counts: dict[Pair, int] = {}
    for a, b in set(pairs):
        first, second = graph.written[a], graph.written[b]
        if first is not None and second is not None:
            counts[first, second] = counts.get((first, second), 0) + 1
    if not every:
        return frozenset(counts)
    copies: dict[str, int] = {}
    for step in graph.written.values():
        if step is not None:
            copies[step] = copies.get(step, 0) + 1
    return frozenset(pair for pair, count in counts.items() if count == copies[pair[0]] * copies[pair[1]])


def _labels(graph: Graph) -> dict[str, frozenset[str]]:
    return {node: frozenset(() if step is None else (step,)) for node, step in graph.written.items()}


def _adjacency(graph: Graph) -> list[list[int]]:
    number = {node: i for i, node in enumerate(graph.nodes)}
    return [[number[t] for t in graph.successors(node) if t != END] for node in graph.nodes]


def _all_in(places: Iterable[int], mask: int) -> bool:
    return all(mask >> place & 1 for place in places)


def _greatest(
    graph: Graph,
    gives: Mapping[str, frozenset[str]],
    keeps: Mapping[str, frozenset[str]],
    at_start: Iterable[str],
    meanwhile: Mapping[int, frozenset[str]],
) -> dict[str, frozenset[str]]:
    """Compute the greatest solution of the equations of `have`; `meanwhile` is by arrow, -2 the arrow from outside."""
    items = sorted(frozenset(at_start).union(*gives.values(), *keeps.values()))
    bit = {item: 1 << i for i, item in enumerate(items)}

    def mask(some: Iterable[str]) -> int:
        return sum(bit[item] for item in some)

    everything = (1 << len(items)) - 1
    made = {node: mask(gives.get(node, ())) for node in graph.nodes}
    handed = {node: ~mask(keeps.get(node, ())) for node in graph.nodes}
    stays = [~mask(meanwhile.get(i, ())) for i in range(len(graph.arrows))]
    outside = mask(frozenset(at_start)) & ~mask(meanwhile.get(SOURCE - 2, ()))
    had = dict.fromkeys(graph.nodes, everything)
    todo = list(reversed(graph.nodes))
    waiting = set(todo)
    while todo:
        node = todo.pop()
        waiting.discard(node)
        brought = [
            (had[a.source] & handed[a.source] | made[a.source]) & stays[i]
            for i, a in ((i, graph.arrows[i]) for i in graph.arrows_in[node])
        ]
        if node == graph.start:
            brought.append(outside)
        if not brought:
            continue
        waits = graph.join_of(node) == "all"
        new = 0 if waits else everything
        for some in brought:
            new = new | some if waits else new & some
        if new != had[node]:
            had[node] = new
            for target in graph.successors(node):
                if target != END and target not in waiting:
                    waiting.add(target)
                    todo.append(target)
    return {node: frozenset(item for item in items if had[node] & bit[item]) for node in graph.nodes}


def _concurrent_places(net: Net) -> list[int]:
    """Find for each place, as a bit mask, the places that can be marked together with it."""
    together = [0] * net.places
    todo: list[tuple[int, int]] = []

    def add(a: int, b: int) -> None:
        if a != b and not together[a] >> b & 1:
            together[a] |= 1 << b
            together[b] |= 1 << a
            todo.append((a, b))

    needs = [sum(1 << place for place in t.inputs) for t in net.transitions]
    for t in net.transitions:
        for a in t.outputs:
            for b in t.outputs:
                add(a, b)
    while todo:
        pair = todo.pop()
        for stays, moves in (pair, pair[::-1]):
            for taker in net.takers[moves]:
                if together[stays] & needs[taker] == needs[taker]:
                    for place in net.transitions[taker].outputs:
                        add(stays, place)
    return together
