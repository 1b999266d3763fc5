"""Elapsed time of a block-structured graph as a distribution over a lattice of times.

The graph is reduced: a node in sequence is convolved with its arrows, arms of a choice that meet are mixed, branches of
an ``all`` that meet multiply their distribution functions (the maximum of independent times), a loop is compounded
round by round until less than a stated chance remains. A graph that this does not reduce to one arrow is not
block-structured. Chances are exact rationals; where a loop is cut off, and where chances get too long, what is left out
goes to `Distribution.tail`, so that chances and tail sum to 1 exactly.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import lcm

from procsimplify.flow.graph import END, Graph
from procsimplify.flow.visits import Visits, expected_visits

TAIL = Fraction(1, 10**12)
"""The chance at which a loop is cut off."""
MOST_POINTS = 5_000
"""The most different times that a distribution may hold."""
MOST_PRODUCTS = 1_000_000
"""The most pairs of times that are added where two distributions follow each other, or in all rounds of a loop."""
MOST_LISTED = 50_000
"""The most times that all rounds of a loop together may have."""
_FINEST = 10**40  # chances are cut to multiples of its inverse when they get longer


@dataclass(frozen=True)
class Distribution:
    """A distribution of a time.

    Parameters
    ----------
    chances : mapping of Fraction to Fraction
        For each time, in ascending order, its chance.
    tail : Fraction
        The chance of times that were left out; they are longer than some of those listed.
    mean : Fraction or None
        The exact mean, from the expected visits, where the graph has no parallel branches; None otherwise.
    """

    chances: Mapping[Fraction, Fraction]
    tail: Fraction = Fraction(0)
    mean: Fraction | None = None

    @property
    def listed_mean(self) -> Fraction:
        """The mean over the times listed; the exact mean of the distribution where `tail` is 0."""
        return sum((time * chance for time, chance in self.chances.items()), Fraction(0)) / (1 - self.tail)

    def quantile(self, level: Fraction) -> Fraction | None:
        """Find the least time by which at least `level` of the cases have ended.

        Parameters
        ----------
        level : Fraction
            In (0, 1].

        Returns
        -------
        Fraction or None
            None when the time lies in the tail.
        """
        reached = Fraction(0)
        for time, chance in self.chances.items():
            reached += chance
            if reached >= level:
                return time
        return None


@dataclass(frozen=True)
class NoDistribution:
    """Why no distribution is given.

    Parameters
    ----------
    reason : {"missing-time", "not-block-structured", "too-many-times"}
        What stands in the way.
    nodes : tuple of str
        The nodes concerned.
    """

    reason: str
    nodes: tuple[str, ...]


Times = Mapping[Fraction, Fraction]
"""Discrete times of one node with their chances, which sum to 1."""


def elapsed_time(graph: Graph, times: Mapping[str, Fraction | Times]) -> Distribution | NoDistribution:
    """Compute the distribution of the time from the start to the end of a case.

    Parameters
    ----------
    graph : Graph
        Sound, its joins set. Arms of unknown chance are not taken.
    times : mapping of str to Fraction or Times
        For each written step, one time or several with their chances, independent of each other and of the way; all in
        one unit. Silent nodes take no time.

    Returns
    -------
    Distribution or NoDistribution
        In the unit of the times.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from procsimplify.flow.graph import END, Arrow, Graph
    >>> graph = Graph("a", ("a", "b"), (Arrow("a", "b"), Arrow("b", END, outcome="granted")),
    ...               {"a": "one", "b": "one"}, {"a": "a", "b": "b"})
    >>> elapsed_time(graph, {"a": Fraction(10), "b": Fraction(20)}).mean
    Fraction(30, 1)
    """
    visits = expected_visits(graph)
    taken = [node for node in graph.nodes if visits.of[node]]
    missing = tuple(n for n in taken if graph.written[n] is not None and graph.written[n] not in times)
    if missing:
        return NoDistribution("missing-time", missing)
    laws = {node: _law(times[step] if (step := graph.written[node]) is not None else Fraction(0)) for node in taken}
    reduction = _Reduction(graph, laws)
    try:
        whole = reduction.run()
    except _TooManyTimes:
        return NoDistribution("too-many-times", tuple(taken))
    if whole is None:
        return NoDistribution("not-block-structured", tuple(n for n in taken if n in reduction.node))
    mean = None if any(graph.split[node] == "all" for node in taken) else _mean(visits, laws)
    chances = {time: whole.chances[time] for time in sorted(whole.chances)}
    return Distribution(chances, whole.tail, mean)


class _TooManyTimes(Exception):
    """A distribution has more times than are held."""


@dataclass(frozen=True)
class _Law:
    chances: dict[Fraction, Fraction]
    tail: Fraction = Fraction(0)


_NOTHING = _Law({Fraction(0): Fraction(1)})


def _law(times: Fraction | Times) -> _Law:
    if isinstance(times, Fraction):
        return _Law({times: Fraction(1)})
    if sum(times.values()) != 1 or min(times.values()) <= 0 or min(times) < 0:
        raise ValueError("times are not negative, and their chances are above 0 and sum to 1")
    return _Law(dict(times))


def _mean(visits: Visits, laws: Mapping[str, _Law]) -> Fraction:
    return sum(
        (visits.of[node] * time * chance for node, law in laws.items() for time, chance in law.chances.items()),
        Fraction(0),
    )


def _tidy(chances: dict[Fraction, Fraction]) -> _Law:
    """Cut chances that are too long; what is cut off, and whatever else is lacking to 1, is the tail."""
    if len(chances) > MOST_POINTS:
        raise _TooManyTimes
    short = {
        time: chance if chance.denominator <= _FINEST else Fraction(int(chance * _FINEST), _FINEST)
        for time, chance in chances.items()
    }
    short = {time: chance for time, chance in short.items() if chance}
    return _Law(short, 1 - sum(short.values(), Fraction(0)))


def _in_sequence(first: _Law, second: _Law) -> _Law:
    if len(first.chances) * len(second.chances) > MOST_PRODUCTS:
        raise _TooManyTimes
    # Whole numbers over common denominators: many times faster than a fraction for each product.
    unit = lcm(*(time.denominator for law in (first, second) for time in law.chances))
    whole, part = _common(first.chances.values()), _common(second.chances.values())
    later = [(int(time * unit), int(chance * part)) for time, chance in second.chances.items()]
    sums: dict[int, int] = {}
    for time, chance in first.chances.items():
        a, p = int(time * unit), int(chance * whole)
        for b, q in later:
            sums[a + b] = sums.get(a + b, 0) + p * q
    return _tidy({Fraction(time, unit): _share(weight, whole * part) for time, weight in sums.items()})


def _mixed(arms: Iterable[tuple[Fraction, _Law]]) -> _Law:
    weighed = list(arms)
    whole = _common(share for share, _ in weighed)
    part = _common(chance for _, law in weighed for chance in law.chances.values())
    sums: dict[Fraction, int] = {}
    for share, law in weighed:
        weight = int(share * whole)
        for time, chance in law.chances.items():
            sums[time] = sums.get(time, 0) + weight * int(chance * part)
    return _tidy({time: _share(weight, whole * part) for time, weight in sums.items()})


def _share(weight: int, whole: int) -> Fraction:
    """Give a chance; one that could be too long is cut at once, before its terms are reduced."""
    return Fraction(weight, whole) if whole <= _FINEST else Fraction(weight * _FINEST // whole, _FINEST)


def _common(chances: Iterable[Fraction]) -> int:
    return lcm(*(chance.denominator for chance in chances))


def _all_of(first: _Law, second: _Law) -> _Law:
    chances: dict[Fraction, Fraction] = {}
    before = Fraction(0)
    done_a = done_b = Fraction(0)
    for time in sorted({*first.chances, *second.chances}):
        done_a += first.chances.get(time, Fraction(0))
        done_b += second.chances.get(time, Fraction(0))
        if done_a * done_b > before:
            chances[time] = done_a * done_b - before
            before = done_a * done_b
    return _tidy(chances)


def _compounded(node: _Law, again: Fraction, back: _Law) -> _Law:
    """The node once, and with chance `again` the way back and the node once more, and so on."""
    cycle = _in_sequence(back, node)
    rounds = node
    left = Fraction(1)
    arms: list[tuple[Fraction, _Law]] = []
    listed = 0
    while left > TAIL:
        listed += len(rounds.chances)
        if listed > MOST_LISTED or listed * len(cycle.chances) > MOST_PRODUCTS:
            raise _TooManyTimes
        arms.append((left * (1 - again), rounds))
        left *= again
        if left > TAIL:
            rounds = _in_sequence(rounds, cycle)
    return _mixed(arms)


class _Reduction:
    """Nodes with their laws, and arrows (source, target) → (chance, law); arrows between the same two are merged."""

    def __init__(self, graph: Graph, laws: dict[str, _Law]) -> None:
        self.start = graph.start
        self.node = dict(laws)
        self.parts = {node for node in laws if graph.split[node] == "all"}
        self.meets = {node for node in laws if graph.join_of(node) == "all"}
        self.out: dict[str, dict[str, tuple[Fraction, _Law]]] = {node: {} for node in laws}
        self.into: dict[str, set[str]] = {node: set() for node in (*laws, END)}
        for arrow in graph.arrows:
            if arrow.source in laws and arrow.chance is not None:
                self._add(arrow.source, arrow.target, arrow.chance, _NOTHING)

    def run(self) -> _Law | None:
        """Reduce to the one arrow from the start to the end; None if something else remains."""
        changed = True
        while changed:
            changed = False
            for node in sorted(self.node, key=lambda n: len(self.into[n]) * len(self.out[n])):
                if node in self.node and (self._leave_loop(node) or self._leave_block(node) or self._take_out(node)):
                    changed = True
        if set(self.node) != {self.start} or set(self.out[self.start]) != {END} or self.start in self.parts:
            return None
        return _in_sequence(self.node[self.start], self.out[self.start][END][1])

    def _add(self, source: str, target: str, chance: Fraction, law: _Law) -> None:
        present = self.out[source].get(target)
        if present is None:
            self.out[source][target] = (chance, law)
            self.into[target].add(source)
            return
        if source in self.parts:
            self.out[source][target] = (Fraction(1), _all_of(present[1], law))
        else:
            total = present[0] + chance
            mix = _mixed([(present[0] / total, present[1]), (chance / total, law)])
            self.out[source][target] = (total, mix)

    def _leave_loop(self, node: str) -> bool:
        """Compound a node that returns to itself."""
        if node not in self.out[node] or node in self.parts or node in self.meets:
            return False
        again, back = self.out[node].pop(node)
        self.into[node].discard(node)
        self.node[node] = _compounded(self.node[node], again, back)
        self.out[node] = {target: (chance / (1 - again), law) for target, (chance, law) in self.out[node].items()}
        return True

    def _leave_block(self, node: str) -> bool:
        """Make an ``all`` whose branches have all met, and a join that has one arrow left, ordinary nodes."""
        met = node in self.parts and len(self.out[node]) == 1
        joined = node in self.meets and len(self.into[node]) == 1
        if met:
            self.parts.discard(node)
        if joined:
            self.meets.discard(node)
        return met or joined

    def _take_out(self, node: str) -> bool:
        """Take a node out, leading its arrows in on along its arrows out."""
        if node == self.start or node in self.parts or node in self.meets or node in self.out[node]:
            return False
        sources, targets = sorted(self.into[node]), sorted(self.out[node])
        if len(targets) > 1 and any(source in self.parts for source in sources):
            return False
        if len(sources) > 1 and any(target in self.meets for target in targets):
            return False
        if len(targets) > 1 and any(target in self.meets for target in targets):
            return False
        arms = self.out.pop(node)
        law = self.node.pop(node)
        for target in targets:
            self.into[target].discard(node)
        for source in sources:
            chance, way = self.out[source].pop(node)
            for target in targets:
                share, onward = arms[target]
                self._add(source, target, chance * share, reduce(_in_sequence, (way, law, onward)))
        del self.into[node]
        return True
