"""The tree of sets of proposals, walked in canonical order; each node applies one proposal to its parent.

For up to `MOST_EXACT` proposals every set is looked at, so the best is proven. Beyond that proposals are taken one by
one, the best each time, and the gap to a bound that no set can beat is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, Protocol, TypeVar

__all__ = ["MOST_EXACT", "Found", "Progress", "Space", "Worth", "search"]

MOST_EXACT = 12
"""Most proposals for which every set is looked at."""

Progress = Callable[[int, int], None]
State = TypeVar("State")
Worth = tuple[Fraction, ...]
"""The worth of a set, compared part by part; smaller is better."""


class Space(Protocol[State]):
    """What the search walks in: candidates are known by their place in canonical order."""

    @property
    def size(self) -> int:
        """How many candidates there are."""
        ...

    def start(self) -> State:
        """Give the state of the empty set."""
        ...

    def add(self, state: State, candidate: int, chosen: tuple[int, ...]) -> State | None:
        """Give the state with one candidate more; None where it cannot be applied any more."""
        ...

    def value(self, state: State, chosen: tuple[int, ...]) -> Worth | None:
        """Give the worth of a set; None where the set is not valid."""
        ...


@dataclass(frozen=True)
class Found(Generic[State]):
    """The best set found: places of its candidates in canonical order, its state, whether it is proven the best."""

    chosen: tuple[int, ...]
    state: State
    value: Worth
    proven: bool
    looked_at: int


def search(space: Space[State], progress: Progress | None = None) -> Found[State]:
    """Find the best valid set.

    Parameters
    ----------
    space
        The candidates and what they do.
    progress
        Told how many sets have been looked at, and of how many.

    Returns
    -------
    Found
        The empty set where nothing better is valid. Ties go to the smaller set, then to the one that comes first by
        the places of its members: what lowers nothing is not taken along.

    Raises
    ------
    ValueError
        If the empty set is not valid: a fault of the caller.
    """
    return _walk(space, progress) if space.size <= MOST_EXACT else _greedy(space, progress)


def _empty(space: Space[State]) -> tuple[State, Worth]:
    state = space.start()
    value = space.value(state, ())
    if value is None:
        raise ValueError("the empty plan is not valid")
    return state, value


def _rank(worth: Worth, chosen: tuple[int, ...]) -> tuple[Worth, int, tuple[int, ...]]:
    return worth, len(chosen), chosen


def _walk(space: Space[State], progress: Progress | None) -> Found[State]:
    state, value = _empty(space)
    best: Found[State] = Found((), state, value, True, 1)
    looked_at, total = 1, 2**space.size
    for chosen, here in _sets(space, (), state):
        looked_at += 1
        if progress is not None and looked_at % 16 == 0:
            progress(looked_at, total)
        worth = space.value(here, chosen)
        if worth is not None and _rank(worth, chosen) < _rank(best.value, best.chosen):
            best = Found(chosen, here, worth, True, looked_at)
    if progress is not None:
        progress(total, total)
    return Found(best.chosen, best.state, best.value, True, looked_at)


def _sets(space: Space[State], chosen: tuple[int, ...], state: State) -> Iterator[tuple[tuple[int, ...], State]]:
    for candidate in range(chosen[-1] + 1 if chosen else 0, space.size):
        here = (*chosen, candidate)
        following = space.add(state, candidate, here)
        if following is None:
            # No superset in this order can apply it either: each begins by applying what stands here.
            continue
        yield here, following
        yield from _sets(space, here, following)


def _greedy(space: Space[State], progress: Progress | None) -> Found[State]:
    state, value = _empty(space)
    best: Found[State] = Found((), state, value, False, 1)
    looked_at = 1
    improved = True
    while improved:
        improved = False
        for candidate in range(space.size):
            if candidate in best.chosen:
                continue
            chosen = tuple(sorted((*best.chosen, candidate)))
            looked_at += 1
            if progress is not None:
                progress(min(looked_at, space.size**2), space.size**2)
            here = _state_of(space, chosen)
            worth = None if here is None else space.value(here, chosen)
            if here is not None and worth is not None and _rank(worth, chosen) < _rank(best.value, best.chosen):
                best, improved = Found(chosen, here, worth, False, looked_at), True
    return Found(best.chosen, best.state, best.value, False, looked_at)


def _state_of(space: Space[State], chosen: Sequence[int]) -> State | None:
    state: State | None = space.start()
    for place, candidate in enumerate(chosen):
        state = space.add(state, candidate, tuple(chosen[: place + 1]))
        if state is None:
            return None
    return state
