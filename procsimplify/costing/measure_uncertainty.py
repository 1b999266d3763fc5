"""How sure the figure of a measure is: its amounts with a range drawn many times, before and after with the same draws.

What an obligation costs is affine in each of its amounts (a product of sums), so its value at every draw follows from
its values at the corners of its ranges. Where that does not hold (a division, a delay that may vanish), and where there
are too many ranges in one obligation, it is priced again for each draw. Nothing is rounded on the way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any, cast

from procsimplify.base.errors import UsageError
from procsimplify.base.findings import Place, error
from procsimplify.base.text import Text
from procsimplify.costing._draws import Range, numpy
from procsimplify.costing._figures import Figure
from procsimplify.costing.conventions import Points
from procsimplify.costing.figures import Amount
from procsimplify.costing.figures import known as chosen
from procsimplify.costing.measure import Measure
from procsimplify.costing.measure_cost import MeasureCost, price_measure
from procsimplify.costing.method import Method
from procsimplify.costing.uncertainty import Simulation, Stated, check_draws
from procsimplify.model import Model

if TYPE_CHECKING:
    from procsimplify.costing._draws import Floats

__all__ = ["simulate_measure"]

MOST_CORNERS = 8
"""Ranges of one obligation whose corners are priced: 2 to that many pricings."""
CLOSE = 1e-9
GRID = 360
"""Points at which a range that is not straight is priced, where it is the only one of its obligation."""
Point = Mapping[int, Fraction]


@dataclass(frozen=True)
class _Drawn:
    """An amount with a range: which one, its place, and how it is spread."""

    amount: Amount
    figure: Figure
    range: Range


@dataclass(frozen=True)
class _Columns:
    """The uncertain amounts of a measure, in the order of their paths."""

    drawn: tuple[Figure, ...]


class MeasureModel:
    """Totals of a measure as a function of points of the cube of its uncertain amounts."""

    def __init__(self, measure: Measure, method: Method, day: date, *, paired: bool) -> None:
        self.measure, self.method, self.day, self.paired = measure, _unrounded(method), day, paired
        self.amounts = tuple(_amounts(measure, method))
        self.figures = _Columns(tuple(item.figure for item in self.amounts))
        self._column = {id(item.amount): place for place, item in enumerate(self.amounts)}
        within = {id(item.amount) for one in measure.obligations for item in self._of(one)}
        whole = len(within) < len(self.amounts)  # a range of the period, which every obligation hangs on
        parts = [measure] if whole else [measure.evolve(obligations=(one,)) for one in measure.obligations]
        self._parts = [_Part(self, part, tuple(self._of(part))) for part in parts]

    def _of(self, model: Model) -> Iterator[_Drawn]:
        inside = {id(amount) for _, amount in _walk(model, "")}
        return (item for item in self.amounts if id(item.amount) in inside)

    def by_party(self, uniform: Floats) -> tuple[dict[str, Floats], dict[str, Floats]]:
        """Give what is counted, before and after, as of one party."""
        np = numpy()
        values = [item.range.at(uniform[place]) for place, item in enumerate(self.amounts)]
        sums = [np.zeros(uniform.shape[1]), np.zeros(uniform.shape[1])]
        for part in self._parts:
            for side, amounts in enumerate(part.at(values, uniform.shape[1])):
                sums[side] = sums[side] + amounts
        return {"business": sums[0]}, {"business": sums[1]} if self.paired else {}

    def totals(self, uniform: Floats) -> tuple[Floats, Floats]:
        """Give what is counted, before and after."""
        first, second = self.by_party(uniform)
        nothing: Floats = numpy().zeros(uniform.shape[1])
        return first["business"], second["business"] if self.paired else nothing

    def net(self, uniform: Floats) -> Floats:
        """Give what is asked about: the saving; without two states, the figure of the measure."""
        first, second = self.totals(uniform)
        return first - second if self.paired else first

    def column(self, item: _Drawn) -> int:
        """Give the row of the draws that an amount has."""
        return self._column[id(item.amount)]


class _Part:
    """One obligation (or the whole, where a range of the period matters) as a function of its ranges."""

    def __init__(self, model: MeasureModel, measure: Measure, drawn: tuple[_Drawn, ...]) -> None:
        self.model, self.measure, self.drawn = model, measure, drawn
        self.corners: Any = None
        if len(drawn) <= MOST_CORNERS:
            corners = [self._price(point) for point in product((0, 1), repeat=len(drawn))]
            self.corners = numpy().array(corners).T.reshape((2, *(2,) * len(drawn)))
            if not self._is_affine():
                self.corners = None

    def _price(self, shares: tuple[float | Fraction, ...]) -> tuple[float, float]:
        """Price with each amount at a share of its range: 0 its low end, 1 its high end."""
        ends = ((item.amount, item.range.low, item.range.high) for item in self.drawn)
        point = {id(amount): low + (high - low) * Fraction(share)
                 for (amount, low, high), share in zip(ends, shares, strict=True)}  # fmt: skip
        return self._totals(point)

    def _totals(self, point: Point) -> tuple[float, float]:
        cost = price_measure(cast("Measure", _put(self.measure, point)), self.model.method, self.model.day)
        return _sides(cost, paired=self.model.paired)

    def _is_affine(self) -> bool:
        """Tell whether two points inside are where the corners say."""
        for share in (Fraction(1, 2), Fraction(1, 5)):
            exact = self._price((share,) * len(self.drawn))
            found = self._between([float(share)] * len(self.drawn))
            if any(abs(one - two) > CLOSE * max(1.0, abs(two)) for one, two in zip(found, exact, strict=True)):
                return False
        return True

    def _between(self, shares: list[Any]) -> Any:
        """Interpolate between the corners, one range after the other."""
        values = [self.corners[0], self.corners[1]]
        for share in shares:
            values = [side[0] * (1 - share) + side[1] * share for side in values]
        return values

    def at(self, values: list[Floats], draws: int) -> tuple[Floats, Floats]:
        """Give the totals, before and after, at each draw."""
        np = numpy()
        mine = [values[self.model.column(item)] for item in self.drawn]
        if self.corners is not None:
            shares = [
                (value - float(item.range.low)) / float(item.range.high - item.range.low)
                for item, value in zip(self.drawn, mine, strict=True)
            ]
            first, second = self._interpolated(shares)
            return np.broadcast_to(first, draws), np.broadcast_to(second, draws)
        if len(mine) == 1:
            return self._on_grid(mine[0])
        priced = [
            self._totals({id(item.amount): Fraction(float(value[draw]))
                          for item, value in zip(self.drawn, mine, strict=True)})
            for draw in range(draws)
        ]  # fmt: skip
        both = np.array(priced).T
        return both[0], both[1]

    def _on_grid(self, values: Floats) -> tuple[Floats, Floats]:
        """Give the totals of one range from many points of it, straight between two."""
        np, item = numpy(), self.drawn[0]
        steps = [Fraction(place, GRID) for place in range(GRID + 1)]
        low, width = item.range.low, item.range.high - item.range.low
        priced = np.array([self._price((step,)) for step in steps]).T
        at = np.array([float(low + width * step) for step in steps])
        return np.interp(values, at, priced[0]), np.interp(values, at, priced[1])

    def _interpolated(self, shares: list[Floats]) -> tuple[Any, Any]:
        values: list[Any] = [self.corners[0], self.corners[1]]
        for share in shares:
            along = [side[..., None] if side.ndim and side.shape[-1] != len(share) else side for side in values]
            values = [side[0] * (1 - share) + side[1] * share for side in along]
        return values[0], values[1]


def _sides(cost: MeasureCost, *, paired: bool) -> tuple[float, float]:
    if paired and cost.before is not None and cost.after is not None:
        return float(cost.before.total), float(cost.after.total)
    return float(cost.total), 0.0


def _unrounded(method: Method) -> Method:
    """Give the method carrying every figure forward unrounded, by its own name and by those of its conventions."""
    free = tuple(item.model_copy(update={"points": None}) for item in method.conventions)
    return replace(method, points=Points(), conventions=free)


def _walk(value: object, path: str) -> Iterator[tuple[str, Amount]]:
    """List the amounts of a measure with their paths."""
    if isinstance(value, Amount):
        yield path, value
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            here = name.replace("_", "-")
            yield from _walk(getattr(value, name), f"{path}/{here}" if path else here)
    elif isinstance(value, tuple):
        for place, item in enumerate(cast("tuple[object, ...]", value)):
            yield from _walk(item, f"{path}/{getattr(item, 'id', place)}")


def _amounts(measure: Measure, method: Method) -> Iterator[_Drawn]:
    titles = {item.id: item.title for item in measure.obligations}
    for path, amount in _walk(measure, ""):
        if amount.low is None or amount.high is None or amount.low == amount.high:
            continue
        likely = chosen(amount, method, Place(path=path), measure.assume)
        title = titles.get(path.split("/")[1]) if path.startswith("obligations/") else None
        shape = amount.shape or "triangular"
        named = title or Text.both(path)
        figure = Figure(
            path, named, amount.unit, amount.low, likely.value, amount.high, shape, likely.provenance
        )  # fmt: skip
        yield _Drawn(amount, figure, Range(amount.low, likely.value, amount.high, shape))


def _put(value: object, point: Point) -> object:
    """Write numbers in place of ranges; what holds none of them stays the same object."""
    if isinstance(value, Amount):
        if id(value) not in point:
            return value
        return value.model_copy(update={"value": point[id(value)], "low": None, "high": None, "found": ()})
    if isinstance(value, Model):
        changed: dict[str, object] = {}
        for name in type(value).model_fields:
            old = getattr(value, name)
            new = _put(old, point)
            if new is not old:
                changed[name] = new
        return value.model_copy(update=changed) if changed else value
    if isinstance(value, tuple):
        items = cast("tuple[object, ...]", value)
        put = tuple(_put(item, point) for item in items)
        return put if any(one is not two for one, two in zip(put, items, strict=True)) else items
    return value


def simulate_measure(
    measure: Measure,
    method: str | Method = "vn",
    as_of: date | None = None,
    draws: int = 10_000,
    seed: int = 0,
    *,
    target: Fraction | None = None,
) -> Simulation:
    """Draw the amounts of a measure that have a range, and price it each time.

    Parameters
    ----------
    measure : Measure
    method, as_of
        As in `price_measure`.
    draws, seed, target
        As in `procsimplify.costing.uncertainty.simulate`.

    Returns
    -------
    Simulation
        Before, after and saving of a full year where the obligations have both states; else the method's own figure.

    Raises
    ------
    UsageError
        For too few or many draws, and where no amount has a range.
    InputError
        As in `price_measure`.

    Examples
    --------
    >>> from procsimplify.costing.measure import read_measure
    >>> effort = {"low": "20 min", "likely": "30 min", "high": "60 min"}
    >>> before, after = {"effort": effort}, {"effort": "5 min"}
    >>> obligation = {"id": "a", "population": "100", "wage": "40 EUR", "before": before, "after": after}
    >>> measure = read_measure({"id": "m", "obligations": [obligation]})
    >>> found = simulate_measure(measure, "de")
    >>> found.saving.low < found.saving.likely < found.saving.mean, found.chance_of_saving
    (True, 1.0)
    """
    check_draws(draws)
    cost = price_measure(measure, method, as_of)
    paired = cost.before is not None
    model = MeasureModel(measure, cost.method, cost.as_of, paired=paired)
    if not model.amounts:
        raise UsageError(error("costing.no-ranges", Place(), measure=measure.id))
    before = cost.before.total if cost.before is not None else cost.total
    sides = [before, cost.after.total if cost.after is not None else None]
    named = (cost.stamp, measure.id, cost.method.id, cost.currency, cost.is_open)
    one = Stated(before, *named)
    other = Stated(sides[1], *named) if sides[1] is not None else None
    return Simulation(one, other, draws, seed, target, model)
