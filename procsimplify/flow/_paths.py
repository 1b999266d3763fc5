"""Reachability, strongly connected components and dominators, on adjacency lists of integers.

Written out because importing networkx takes longer than a whole run of `check` on a common procedure.
"""

from collections.abc import Iterable, Sequence

Adjacency = Sequence[Sequence[int]]


def reach(successors: Adjacency, starts: Iterable[int]) -> set[int]:
    """Collect all vertices that can be reached from the starts, these included."""
    seen = set(starts)
    todo = list(seen)
    while todo:
        for vertex in successors[todo.pop()]:
            if vertex not in seen:
                seen.add(vertex)
                todo.append(vertex)
    return seen


def turn_round(successors: Adjacency) -> list[list[int]]:
    """Turn every arc round."""
    predecessors: list[list[int]] = [[] for _ in successors]
    for vertex, targets in enumerate(successors):
        for target in targets:
            predecessors[target].append(vertex)
    return predecessors


def components(successors: Adjacency) -> list[list[int]]:
    """Find the strongly connected components, each after those that lead to it (Tarjan, without recursion)."""
    count = len(successors)
    index, low = [-1] * count, [0] * count
    on_stack = [False] * count
    stack: list[int] = []
    found: list[list[int]] = []
    clock = 0
    for root in range(count):
        if index[root] >= 0:
            continue
        calls: list[tuple[int, int]] = [(root, 0)]
        while calls:
            vertex, position = calls.pop()
            if position == 0:
                index[vertex] = low[vertex] = clock
                clock += 1
                stack.append(vertex)
                on_stack[vertex] = True
            else:
                low[vertex] = min(low[vertex], low[successors[vertex][position - 1]])
            for place in range(position, len(successors[vertex])):
                target = successors[vertex][place]
                if index[target] < 0:
                    calls += [(vertex, place + 1), (target, 0)]
                    break
                if on_stack[target]:
                    low[vertex] = min(low[vertex], index[target])
            else:
                if low[vertex] == index[vertex]:
                    component: list[int] = []
                    while True:
                        member = stack.pop()
                        on_stack[member] = False
                        component.append(member)
                        if member == vertex:
                            break
                    found.append(sorted(component))
    found.reverse()
    return found


def dominators(successors: Adjacency, root: int) -> tuple[list[int], list[int]]:
    """Find the immediate dominator and the depth in the dominator tree of each vertex.

    Vertices that the root does not reach have -1 and -1; the root is its own dominator. The algorithm is that of
    Cooper, Harvey and Kennedy, "A simple, fast dominance algorithm" (2001).
    """
    order = _postorder(successors, root)
    number = {vertex: i for i, vertex in enumerate(order)}
    predecessors = turn_round(successors)
    above = [-1] * len(successors)
    above[root] = root
    changed = True
    while changed:
        changed = False
        for vertex in reversed(order[:-1]):
            new = -1
            for other in predecessors[vertex]:
                if above[other] < 0:
                    continue
                if new < 0:
                    new = other
                    continue
                while new != other:
                    while number[new] < number[other]:
                        new = above[new]
                    while number[other] < number[new]:
                        other = above[other]
            if above[vertex] != new:
                above[vertex] = new
                changed = True
    depth = [-1] * len(successors)
    depth[root] = 0
    for vertex in reversed(order[:-1]):
        depth[vertex] = depth[above[vertex]] + 1
    return above, depth


def _postorder(successors: Adjacency, root: int) -> list[int]:
    order: list[int] = []
    seen = {root}
    calls = [(root, iter(successors[root]))]
    while calls:
        vertex, targets = calls[-1]
        for target in targets:
            if target not in seen:
                seen.add(target)
                calls.append((target, iter(successors[target])))
                break
        else:
            order.append(vertex)
            calls.pop()
    return order
