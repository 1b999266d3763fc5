"""Judges of the flow: they play the token game on a graph and look at every state.

They read only the graph (nodes, arrows, splits, joins) and share no code with what they judge. A state is the sorted
tuple of the arrows that hold a token; OUTSIDE is the token before the start, DONE a token at the end.
"""

from fractions import Fraction
from itertools import product

OUTSIDE, DONE = -1, -2


class TooLarge(Exception):
    """More states than the judge may look at."""


def game(graph):
    """List for each node (and the end): name, arrows in, arms out, whether it waits for all, whether it chooses."""
    rules = []
    for node in (*graph.nodes, "end"):
        arrows = [i for i, arrow in enumerate(graph.arrows) if arrow.target == node]
        if node == graph.start:
            arrows.append(OUTSIDE)
        out = [i for i, arrow in enumerate(graph.arrows) if arrow.source == node] or [DONE]
        waits = graph.join.get(node, "any") == "all"
        if arrows:
            rules.append((node, arrows, out, waits, node != "end" and graph.split[node] == "choice"))
    return rules


def moves(rules, state):
    """List (node, arms taken, next state) for everything that can happen in a state."""
    found = []
    for node, arrows, out, waits, chooses in rules:
        if waits:
            ways = [arrows] if all(i in state for i in arrows) else []
        else:
            ways = [[i] for i in arrows if i in state]
        for way in ways:
            rest = list(state)
            for i in way:
                rest.remove(i)
            for arms in [[i] for i in out] if chooses else [out]:
                found.append((node, tuple(arms), tuple(sorted(rest + arms))))
    return found


def explore(graph, limit=3000):
    """Map each reachable state to its moves; None when a place takes a second token (unbounded or unsafe)."""
    first = (OUTSIDE,)
    rules, states, todo = game(graph), {}, [first]
    while todo:
        state = todo.pop()
        if state in states:
            continue
        if len(set(state)) < len(state):
            return None
        states[state] = moves(rules, state)
        if len(states) > limit:
            raise TooLarge
        todo += [after for _, _, after in states[state]]
    return states


def is_sound(graph, limit=3000):
    """Classical soundness. An unsafe free-choice workflow net is never sound, so a second token decides."""
    states = explore(graph, limit)
    if states is None:
        return False
    happened = {node for found in states.values() for node, _, _ in found}
    if not set(graph.nodes) <= happened:
        return False
    before = {state: set() for state in states}
    for state, found in states.items():
        for _, _, after in found:
            before[after].add(state)
    good, todo = set(), [(DONE,)] if (DONE,) in states else []
    while todo:
        state = todo.pop()
        if state not in good:
            good.add(state)
            todo += before[state]
    return good == set(states)


def enabled_nodes(found):
    return {node for node, _, _ in found if node != "end"}


def parallel(graph, states):
    """All pairs of nodes that can begin in one state, neither taking the other's token."""
    pairs = set()
    for state, found in states.items():
        for a in enabled_nodes(found):
            for after in {after for node, _, after in found if node == a}:
                for b in enabled_nodes(found):
                    gone = set(state) - set(after)
                    ways = [i for i in state if i != DONE and (i == OUTSIDE or graph.arrows[i].target == b)]
                    if a != b and not gone.intersection(ways) and b in enabled_nodes(states[after]):
                        pairs.add((a, b))
    return pairs


def can_happen(graph, states, node, without):
    """Whether `node` can happen in a run in which `without` has not happened."""
    seen, todo = set(), [(OUTSIDE,)]
    while todo:
        state = todo.pop()
        if state in seen:
            continue
        seen.add(state)
        for name, _, after in states[state]:
            if name == node:
                return True
            if name != without:
                todo.append(after)
    return False


def before(graph, states):
    """Map each node to the nodes that have happened whenever it begins."""
    return {
        b: {a for a in graph.nodes if a != b and not can_happen(graph, states, b, a)} | self_before(b)
        for b in graph.nodes
    }


def self_before(_node):
    """No node precedes its own first time."""
    return set()


def exclusive(graph, states):
    """All pairs of nodes that no run has both of."""
    pairs = {(a, b) for a, b in product(graph.nodes, repeat=2) if a != b}
    for a in graph.nodes:
        seen, todo = set(), [((OUTSIDE,), False)]
        while todo:
            state, done = todo.pop()
            if (state, done) in seen:
                continue
            seen.add((state, done))
            for name, _, after in states[state]:
                if done:
                    pairs -= {(a, name), (name, a)}
                todo.append((after, done or name == a))
    return pairs


def always_on(graph, states, outcome):
    """All nodes without which no run ends with the outcome."""
    found = set()
    for a in graph.nodes:
        seen, todo, ends = set(), [(OUTSIDE,)], False
        while todo:
            state = todo.pop()
            if state in seen:
                continue
            seen.add(state)
            for name, _, after in states[state]:
                taken = set(state) - set(after)
                if name == "end" and any(graph.arrows[i].outcome == outcome for i in taken):
                    ends = True
                if name != a:
                    todo.append(after)
        if not ends:
            found.add(a)
    return found


def had(graph, states, gives, keeps, at_start):
    """Map each node to the items that are at hand in every run whenever it begins."""
    everything = set(at_start).union(*gives.values(), *keeps.values())
    result = {node: set(everything) for node in graph.nodes}
    seen, todo = set(), [((OUTSIDE,), frozenset(at_start))]
    while todo:
        state, items = todo.pop()
        if (state, items) in seen:
            continue
        seen.add((state, items))
        for name, _, after in states[state]:
            now = items
            if name != "end":
                result[name] &= items
                now = frozenset((items - set(keeps.get(name, ()))) | set(gives.get(name, ())))
            todo.append((after, now))
    return result


def expected(graph, states):
    """Expected visits and chances of outcomes, from the absorbing Markov chain on states.

    In each state the first enabled step moves (the order of what is parallel changes no visit); unknown arms are not
    taken.
    """
    chain, rows = {}, []
    todo = [(OUTSIDE,)]
    while todo:
        state = todo.pop()
        if state in chain or state == (DONE,):
            continue
        found = states[state]
        node = found[0][0]
        mine = [(arms, after) for name, arms, after in found if name == node]
        split = "one" if node == "end" else graph.split[node]
        steps = []
        if split == "choice":
            first_after = mine[: len([i for i, a in enumerate(graph.arrows) if a.source == node])]
            for (arm,), after in first_after:
                if graph.arrows[arm].chance is not None:
                    steps.append((graph.arrows[arm].chance, after))
        else:
            steps.append((Fraction(1), mine[0][1]))
        chain[state] = (node, steps)
        todo += [after for _, after in steps]
    order = {state: i for i, state in enumerate(chain)}
    # n = e_start + P^T n, solved by plain elimination
    size = len(order)
    rows = [[Fraction(0)] * (size + 1) for _ in range(size)]
    for state, (_, steps) in chain.items():
        rows[order[state]][order[state]] += 1
        for chance, after in steps:
            if after in order:
                rows[order[after]][order[state]] -= chance
    rows[order[(OUTSIDE,)]][size] = Fraction(1)
    for c in range(size):
        p = next(r for r in range(c, size) if rows[r][c])
        rows[c], rows[p] = rows[p], rows[c]
        factor = rows[c][c]
        rows[c] = [value / factor for value in rows[c]]
        for r in range(size):
            if r != c and rows[r][c]:
                factor = rows[r][c]
                rows[r] = [a - factor * b if b else a for a, b in zip(rows[r], rows[c], strict=True)]
    visits = {node: Fraction(0) for node in graph.nodes}
    outcomes = {}
    for state, (node, _steps) in chain.items():
        count = rows[order[state]][size]
        if node != "end":
            visits[node] += count
            continue
        taken = next(i for i in state if graph.arrows[i].target == "end")
        outcome = graph.arrows[taken].outcome
        outcomes[outcome] = outcomes.get(outcome, Fraction(0)) + count
    return visits, outcomes
