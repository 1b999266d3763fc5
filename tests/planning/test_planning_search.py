"""The walk over sets of proposals against plain enumeration."""

from fractions import Fraction
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from procsimplify.planning.search import MOST_EXACT, search


class Toy:
    """A space whose states are sets of numbers; some pairs refuse each other, some sets are not valid."""

    def __init__(self, gains: list[int], refused: set[tuple[int, int]], invalid: set[frozenset[int]]) -> None:
        self.gains, self.refused, self.invalid = gains, refused, invalid

    @property
    def size(self) -> int:
        return len(self.gains)

    def start(self) -> frozenset[int]:
        return frozenset()

    def add(self, state: frozenset[int], candidate: int, chosen: tuple[int, ...]) -> frozenset[int] | None:
        if any((other, candidate) in self.refused for other in state):
            return None
        return state | {candidate}

    def value(self, state: frozenset[int], chosen: tuple[int, ...]) -> tuple[Fraction, ...] | None:
        if state and state in self.invalid:
            return None
        # A pair of neighbours is worth more than its parts: savings do not add up.
        together = sum(3 for one in state if one + 1 in state)
        return Fraction(-sum(self.gains[one] for one in state) - together), Fraction(len(state))


@st.composite
def toys(draw: st.DrawFn, most: int = 7) -> Toy:
    size = draw(st.integers(0, most))
    gains = draw(st.lists(st.integers(-3, 5), min_size=size, max_size=size))
    pairs = st.tuples(st.integers(0, max(size - 1, 0)), st.integers(0, max(size - 1, 0)))
    refused = draw(st.sets(pairs, max_size=5))
    invalid = draw(st.sets(st.frozensets(st.integers(0, max(size - 1, 0)), min_size=1), max_size=6))
    return Toy(gains, refused, invalid)


def best_by_enumeration(toy: Toy) -> tuple[tuple[Fraction, ...], tuple[int, ...]]:
    found = []
    for length in range(toy.size + 1):
        for chosen in combinations(range(toy.size), length):
            applies = all((a, b) not in toy.refused for a, b in combinations(chosen, 2))
            value = toy.value(frozenset(chosen), chosen) if applies else None
            if value is not None:
                found.append((value, len(chosen), chosen))
    value, _, chosen = min(found)
    return value, chosen


@given(toys())
def test_up_to_twelve_the_best_set_is_the_one_of_plain_enumeration(toy: Toy) -> None:
    found = search(toy)
    assert found.proven
    assert (found.value, found.chosen) == best_by_enumeration(toy)


@given(st.lists(st.integers(-3, 5), min_size=MOST_EXACT + 1, max_size=MOST_EXACT + 4))
def test_beyond_twelve_the_set_is_valid_and_not_called_proven(gains: list[int]) -> None:
    toy = Toy(gains, set(), set())
    found = search(toy)
    assert not found.proven
    assert found.state == frozenset(found.chosen)
    assert found.value <= (0, 0)


def test_progress_is_told_up_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    search(Toy([1] * 6, set(), set()), lambda done, total: told.append((done, total)))
    assert told[-1] == (64, 64)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
