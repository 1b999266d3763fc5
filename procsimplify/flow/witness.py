"""Why a graph is not sound: a bounded search for a state that shows it, made after soundness has been decided."""

from collections import deque
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from procsimplify.flow.graph import END
from procsimplify.flow.net import SINK, SOURCE, Net

Kind = Literal[
    "unreachable", "no-way-to-end", "deadlock", "left-running", "second-end", "twice", "no-end", "dead", "unsound"
]


@dataclass(frozen=True)
class Unsound:
    """What makes a graph unsound.

    Parameters
    ----------
    kind : str
        ``unreachable``: no path from the start leads to `steps`.
        ``no-way-to-end``: no path leads from `steps` to the end, a loop without exit.
        ``deadlock``: `steps` wait for all of their arrows in, and those from `awaited` never come.
        ``left-running``: the end is reached while `steps` are still to be done.
        ``second-end``: the end is reached twice in one run; `steps` are those that lead to it the second time.
        ``twice``: `steps` are started again while they still run.
        ``no-end``: once at `steps`, the end cannot be reached any more.
        ``dead``: `steps` can never happen.
        ``unsound``: not sound, and the bounded search found no state that shows it.
    steps : tuple of str
        Nodes, in the order of the graph.
    awaited : tuple of str
        For a deadlock, the nodes from which an arrow does not come.
    """

    kind: Kind
    steps: tuple[str, ...]
    awaited: tuple[str, ...] = ()


Marking = tuple[int, ...]  # the marked places in order, one as often as it holds tokens


def find_witness(net: Net, states: int) -> Unsound:
    """Search the states of an unsound net, breadth first, for one that shows the fault.

    First one enabled choice or step is followed in each state (in a free-choice net this misses no deadlock and nothing
    left at the end), then all of them.

    Parameters
    ----------
    net : Net
        Of a graph that is not sound.
    states : int
        How many states each of the two searches may visit.

    Returns
    -------
    Unsound
        The fault of the first such state, or kind ``unsound``.
    """
    return (
        _search(net, states, one_at_a_time=True) or _search(net, states, one_at_a_time=False) or Unsound("unsound", ())
    )


def _search(net: Net, states: int, one_at_a_time: bool) -> Unsound | None:
    first: Marking = (SOURCE,)
    seen: dict[Marking, list[Marking]] = {}
    todo: deque[Marking] = deque([first])
    queued: set[Marking] = {first}
    fired: set[int] = set()
    while todo:
        if len(seen) >= states:
            return None
        marking = todo.popleft()
        fault = _fault_of(net, marking)
        if fault is not None:
            return fault
        enabled = _enabled(net, marking)
        if one_at_a_time and enabled:
            cluster = net.transitions[enabled[0]].inputs
            enabled = [t for t in enabled if net.transitions[t].inputs == cluster]
        fired.update(enabled)
        seen[marking] = [_fire(net, marking, t) for t in enabled]
        for following in seen[marking]:
            if following not in queued:
                queued.add(following)
                todo.append(following)
    if one_at_a_time:
        return None
    endless = _endless(seen)
    if endless is not None:
        return Unsound("no-end", _in_order(net, {net.node_of[place] for place in endless}))
    alive = {net.transitions[t].node for t in fired}
    dead = {t.node for t in net.transitions} - alive - {END}
    return Unsound("dead", _in_order(net, dead)) if dead else None


def _enabled(net: Net, marking: Marking) -> list[int]:
    marked = set(marking)
    candidates = {t for place in marked for t in net.takers[place]}
    return sorted(t for t in candidates if marked.issuperset(net.transitions[t].inputs))


def _fire(net: Net, marking: Marking, transition: int) -> Marking:
    tokens = list(marking)
    for place in net.transitions[transition].inputs:
        tokens.remove(place)
    return tuple(sorted([*tokens, *net.transitions[transition].outputs]))


def _fault_of(net: Net, marking: Marking) -> Unsound | None:
    at_end = marking.count(SINK)
    others = [place for place in marking if place != SINK]
    if at_end > 1:
        return Unsound("second-end", _in_order(net, {net.node_of[p] for p in others} or _last_nodes(net)))
    doubled = _doubled(net, others)
    if END in doubled:
        before = {net.transitions[t].node for p in others if net.node_of[p] == END for t in net.givers[p]}
        return Unsound("second-end", _in_order(net, before))
    if doubled:
        return Unsound("twice", _in_order(net, doubled))
    if not others or _enabled(net, marking):
        return None
    waiting = {net.node_of[place] for place in others}
    if at_end:
        return Unsound("left-running", _in_order(net, waiting))
    marked = set(others)
    missing: set[str] = set()
    for place in others:
        for t in net.takers[place]:
            for absent in set(net.transitions[t].inputs) - marked:
                missing.update(net.transitions[giver].node for giver in net.givers[absent])
    return Unsound("deadlock", _in_order(net, waiting), _in_order(net, missing))


def _doubled(net: Net, marked: list[int]) -> set[str]:
    """Find the nodes that begin twice: a place holds two tokens, or two arrows of an ``any`` join hold one each."""
    found = {net.node_of[a] for a, b in pairwise(marked) if a == b}
    ready: set[str] = set()
    for place in dict.fromkeys(marked):
        node = net.node_of[place]
        if net.arrow_of[place] is not None and all(len(net.transitions[t].inputs) == 1 for t in net.takers[place]):
            if node in ready:
                found.add(node)
            ready.add(node)
    return found


def _last_nodes(net: Net) -> set[str]:
    before = {place for giver in net.givers[SINK] for place in net.transitions[giver].inputs}
    return {net.transitions[giver].node for place in before for giver in net.givers[place]}


def _endless(seen: dict[Marking, list[Marking]]) -> Marking | None:
    """Find the first state from which the end alone cannot be reached."""
    back: dict[Marking, list[Marking]] = {marking: [] for marking in seen}
    for marking, following in seen.items():
        for other in following:
            back[other].append(marking)
    final: Marking = (SINK,)
    ending: set[Marking] = {final} if final in seen else set()
    todo: list[Marking] = list(ending)
    while todo:
        for marking in back[todo.pop()]:
            if marking not in ending:
                ending.add(marking)
                todo.append(marking)
    return next((marking for marking in seen if marking not in ending), None)


def _in_order(net: Net, nodes: set[str]) -> tuple[str, ...]:
    """Put nodes into the order of the graph, which is that of the transitions; leave the end out."""
    return tuple(dict.fromkeys(t.node for t in net.transitions if t.node in nodes and t.node != END))
