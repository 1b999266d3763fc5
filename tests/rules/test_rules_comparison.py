"""Comparisons of ranges against what they mean: a statement about the values in them."""

import itertools
import operator

import pytest

from procsimplify.rules import NONE, Quantity
from procsimplify.rules.comparison import extreme, holds

WORDS = {
    "equals": operator.eq,
    "differs": operator.ne,
    "below": operator.lt,
    "above": operator.gt,
    "at-least": operator.ge,
    "at-most": operator.le,
}
# Ends are whole numbers, so that two ranges that meet share one.
RANGES = [(low, likely, high) for low, likely, high in itertools.product(range(4), repeat=3) if low <= likely <= high]


@pytest.mark.parametrize("word", WORDS)
def test_surely_is_about_every_value_and_plain_about_the_likely_one(word):
    for first, second in itertools.product(RANGES, repeat=2):
        left, right = Quantity(*first, "day"), Quantity(*second, "day")
        pairs = itertools.product(range(first[0], first[2] + 1), range(second[0], second[2] + 1))
        assert holds(word, left, right, surely=True) == all(WORDS[word](a, b) for a, b in pairs), (first, second)
        assert holds(word, left, right) == WORDS[word](first[1], second[1])


@pytest.mark.parametrize("word", WORDS)
def test_units_that_do_not_convert_and_missing_values_have_no_comparison(word):
    day, working_day = Quantity.exactly(1, "day"), Quantity.exactly(2, "working-day")
    assert not holds(word, day, working_day)
    assert not holds(word, day, working_day, surely=True)
    assert not holds(word, NONE, 1)
    assert not holds(word, NONE, NONE)
    hour, minutes = Quantity.exactly(1, "hour"), Quantity.exactly(60, "minute")
    assert holds(word, hour, minutes) == WORDS[word](1, 1)


def test_the_ends_of_a_group_do_not_depend_on_its_order():
    values = [Quantity.exactly(90, "minute"), Quantity.exactly(1, "hour"), Quantity(0, 60, 60, "minute")]
    for order in itertools.permutations(values):
        assert extreme(list(order), greatest=False) == values[2]
        assert extreme(list(order), greatest=True) == values[0]
    assert extreme([3, 1, 2], greatest=True) == 3


def test_a_range_out_of_order_is_refused():
    with pytest.raises(ValueError, match="does not hold"):
        Quantity(2, 1, 3, "day")
