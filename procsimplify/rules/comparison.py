"""Comparing two values: of quantities by their likely value, or over the whole of their ranges."""

from __future__ import annotations

from fractions import Fraction

from procsimplify.rules.schema import NONE, Quantity, Value, comparable_units
from procsimplify.rules.words import Operator

_Range = tuple[Fraction, Fraction, Fraction]


def _ranges(left: Value, right: Value) -> tuple[_Range, _Range] | None:
    """Return both values as (low, likely, high) in one unit, or None when they have no order between them."""
    if isinstance(left, Quantity) and isinstance(right, Quantity):
        if not comparable_units(left.unit, right.unit):
            return None
        if left.unit != right.unit:
            left, right = left.scaled(), right.scaled()
        return (left.low, left.likely, left.high), (right.low, right.likely, right.high)
    if isinstance(left, int) and isinstance(right, int):
        first, second = Fraction(left), Fraction(right)
        return (first, first, first), (second, second, second)
    return None


def holds(operator: Operator, left: Value, right: Value, *, surely: bool = False) -> bool:
    """Tell whether a comparison holds.

    Parameters
    ----------
    operator
        The comparison.
    left, right
        Values of one type. With a missing value, or units that do not convert, no comparison holds.
    surely
        Ask it of every value in the ranges of two quantities, instead of their likely values.

    Examples
    --------
    >>> three_to_nine = Quantity(Fraction(3), Fraction(5), Fraction(9), "day")
    >>> eight = Quantity.exactly(8, "day")
    >>> holds("below", three_to_nine, eight), holds("below", three_to_nine, eight, surely=True)
    (True, False)
    """
    if left is NONE or right is NONE:
        return False
    ranges = _ranges(left, right)
    if ranges is None:
        if isinstance(left, Quantity) or isinstance(right, Quantity) or type(left) is not type(right):
            return False
        return (operator == "equals" and left == right) or (operator == "differs" and left != right)
    (low, likely, high), (other_low, other_likely, other_high) = ranges
    if not surely:
        low = high = likely
        other_low = other_high = other_likely
    match operator:
        case "below":
            return high < other_low
        case "at-most":
            return high <= other_low
        case "above":
            return low > other_high
        case "at-least":
            return low >= other_high
        case "equals":
            return low == high == other_low == other_high
        case "differs":
            return high < other_low or low > other_high


def extreme(values: list[Value], *, greatest: bool) -> Value:
    """Return the least or greatest of several values, `NONE` when they cannot all be compared.

    Quantities are ordered by their likely value, then by their ends, so that the answer does not depend on the order
    of the values; of equal quantities in different clock units the one written in the smaller unit's name is taken.

    Examples
    --------
    >>> extreme([Quantity.exactly(1, "day"), Quantity.exactly(2, "working-day")], greatest=False)
    NONE
    """
    if not values:
        return NONE
    first = values[0]
    if isinstance(first, Quantity):
        quantities = [value for value in values if isinstance(value, Quantity)]
        if any(not comparable_units(first.unit, quantity.unit) for quantity in quantities):
            return NONE

        def order(quantity: Quantity) -> tuple[Fraction, Fraction, Fraction, str]:
            scaled = quantity.scaled()
            return scaled.likely, scaled.low, scaled.high, quantity.unit

        return max(quantities, key=order) if greatest else min(quantities, key=order)
    integers = [value for value in values if isinstance(value, int)]
    return max(integers) if greatest else min(integers)
