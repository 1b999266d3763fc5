"""How sure a cost and a saving are: many draws of the uncertain figures, priced at once (Monte Carlo).

Each quantity with a range is drawn from it; all else is as in `procsimplify.costing.cost`. Before and after are priced
with the same draws, so what both have in common cancels in the saving. Figures are drawn independently of one another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from procsimplify.base.errors import UsageError
from procsimplify.base.findings import Place, error
from procsimplify.costing._drawn_cost import DrawnCost
from procsimplify.costing._draws import numpy, uniform_draws
from procsimplify.costing._figures import NO_RANGES, Ends, Figure, Figures
from procsimplify.costing.cost import cost, pricing_day
from procsimplify.costing.ledger import amount_text
from procsimplify.costing.lines import group_of
from procsimplify.costing.method import method as method_of
from procsimplify.costing.result import CONTRACT, Cost
from procsimplify.costing.stamp import Stamp
from procsimplify.model import Procedure
from procsimplify.model.quantity import Shape

if TYPE_CHECKING:
    from procsimplify.costing._draws import Floats

__all__ = ["MOST_DRAWS", "Figure", "Simulation", "Spread", "simulate"]

LEAST_DRAWS, MOST_DRAWS = 100, 1_000_000
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Spread:
    """How an amount is spread over the draws.

    Parameters
    ----------
    likely : Decimal
        The amount at the likely values: what `cost` says.
    low, median, high : Decimal
        Below them are 5 %, 50 % and 95 % of the draws.
    mean : Decimal
        Of the draws. Where ranges reach farther up than down it is above the likely amount.
    error : Decimal
        The standard error that the mean of as many independent draws would have.
    """

    likely: Decimal
    low: Decimal
    median: Decimal
    high: Decimal
    mean: Decimal
    error: Decimal

    def to_json(self) -> dict[str, Any]:
        """Give it as plain data; amounts are strings."""
        return {name: amount_text(getattr(self, name)) for name in ("likely", "low", "median", "high", "mean", "error")}


@dataclass(frozen=True)
class Stated:
    """One side that is no priced procedure, such as a state of a measure; named as a `Cost` is."""

    total: Decimal
    stamp: Stamp
    procedure: str
    method: str
    currency: str
    is_open: bool


class Columns(Protocol):
    """The figures that are drawn, in the order of the columns of the draws."""

    @property
    def drawn(self) -> tuple[Figure, ...]:
        """The figures."""
        ...


class Drawable(Protocol):
    """What is drawn: totals as a function of points of the cube of all figures."""

    @property
    def figures(self) -> Columns:
        """The uncertain figures."""
        ...

    def by_party(self, uniform: Floats) -> tuple[dict[str, Floats], dict[str, Floats]]:
        """Give the cost of each party before and after."""
        ...

    def totals(self, uniform: Floats) -> tuple[Floats, Floats]:
        """Give what those who must comply bear, before and after."""
        ...

    def net(self, uniform: Floats) -> Floats:
        """Give what is asked about."""
        ...


class Model:
    """Totals as a function of points of the cube of all figures; what a simulation and its sensitivity are made of."""

    def __init__(
        self, before: Cost, after: Cost | None, shape: Shape, parameters: Mapping[str, Ends] = NO_RANGES
    ) -> None:
        sources = (before.source,) if after is None else (before.source, after.source)
        others = before.pricing.others.procedures
        self.figures = Figures(*sources, shape=shape, others=others, parameters=parameters)
        self._before = DrawnCost(before, self.figures)
        self._after = DrawnCost(after, self.figures) if after is not None else None
        if self.figures.untouched:
            used = sorted({factor.name for line in before.lines for factor in line.factors if factor.day is not None})
            args = {"given": ", ".join(self.figures.untouched), "method": before.method, "used": ", ".join(used) or "–"}
            raise UsageError(error("costing.parameter-not-used", Place(), **args))

    def by_party(self, uniform: Floats) -> tuple[dict[str, Floats], dict[str, Floats]]:
        """Give the cost of each party before and after (nothing where there is no after)."""
        values = self.figures.values(uniform)
        np, draws = numpy(), uniform.shape[1]
        sides: list[dict[str, Floats]] = []
        for side in (self._before, self._after):
            amounts = side.by_party(values) if side is not None else {}
            sides.append({party: np.broadcast_to(np.asarray(one, float), draws) for party, one in amounts.items()})
        return sides[0], sides[1]

    def totals(self, uniform: Floats) -> tuple[Floats, Floats]:
        """Give what those who must comply bear, before and after."""
        first, second = (_total(side, uniform.shape[1]) for side in self.by_party(uniform))
        return first, second

    def net(self, uniform: Floats) -> Floats:
        """Give what is asked about: the saving; without an after, the cost."""
        first, second = self.totals(uniform)
        return _difference(first, second) if self._after is not None else first


def _difference(before: Floats, after: Floats) -> Floats:
    """Give the saving; what is nothing but the rounding of floating-point sums is 0."""
    np = numpy()
    saving = before - after
    return np.where(np.abs(saving) > 1e-11 * np.maximum(np.abs(before), np.abs(after)), saving, 0.0)


def _total(side: Mapping[str, Floats], draws: int) -> Floats:
    total = numpy().zeros(draws)
    for party, amounts in side.items():
        if group_of(party) == "applicant":
            total = total + amounts
    return total


@dataclass(frozen=True, eq=False)
class Simulation:
    """What many draws say of a cost, and of a saving.

    Attributes are named like the keys of the JSON.
    """

    cost_before: Cost | Stated = field(repr=False)
    cost_after: Cost | Stated | None = field(repr=False)
    draws: int
    seed: int
    target: Fraction | None
    model: Drawable = field(repr=False)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The uncertain figures that the result hangs on, by path."""
        return self.model.figures.drawn

    @cached_property
    def uniform(self) -> Floats:
        """The points of the cube that were drawn, one row for each figure."""
        return uniform_draws(len(self.figures), self.draws, self.seed)

    @cached_property
    def by_party(self) -> tuple[Mapping[str, Floats], Mapping[str, Floats]]:
        """The draws of what each party bears, authorities and third parties included: before and after."""
        return self.model.by_party(self.uniform)

    @cached_property
    def totals(self) -> tuple[Floats, Floats]:
        """The draws of what those who must comply bear: before and after."""
        first, second = (_total(side, self.draws) for side in self.by_party)
        return first, second

    @cached_property
    def savings(self) -> Floats:
        """The draws of the saving: before less after, of the same draw."""
        return _difference(*self.totals)

    @cached_property
    def before(self) -> Spread:
        """What those who must comply bear before."""
        return _spread(self.totals[0], self.cost_before.total)

    @cached_property
    def after(self) -> Spread | None:
        """What they bear after; None where only one procedure is given."""
        return _spread(self.totals[1], self.cost_after.total) if self.cost_after is not None else None

    @cached_property
    def saving(self) -> Spread | None:
        """What they save; None where only one procedure is given."""
        if self.cost_after is None:
            return None
        return _spread(self.savings, self.cost_before.total - self.cost_after.total)

    @property
    def chance_of_saving(self) -> float | None:
        """The share of the draws in which the saving is above 0."""
        return self.chance_of_amount(Decimal(0)) if self.cost_after is not None else None

    @property
    def chance_of_target(self) -> float | None:
        """The share of the draws in which the target is met; None where none is set."""
        return self.chance_of_share(self.target) if self.cost_after is not None and self.target is not None else None

    def chance_of_amount(self, amount: Decimal) -> float:
        """Give the share of the draws in which more than an amount is saved."""
        return float((self.savings > float(amount)).mean())

    def chance_of_share(self, share: Fraction) -> float:
        """Give the share of the draws in which at least a share of the cost before is saved (1/4 for 25 %)."""
        return float((self.savings >= float(share) * self.totals[0]).mean())

    def to_json(self) -> dict[str, Any]:
        """Give the whole as plain data."""
        target = self.target
        return {
            "contract": CONTRACT,
            "stamp": self.cost_before.stamp.to_json(),
            "procedure": self.cost_before.procedure,
            "method": self.cost_before.method,
            "currency": self.cost_before.currency,
            "draws": self.draws,
            "seed": self.seed,
            "open": self.cost_before.is_open or (self.cost_after is not None and self.cost_after.is_open),
            "before": self.before.to_json(),
            "after": self.after.to_json() if self.after is not None else None,
            "saving": self.saving.to_json() if self.saving is not None else None,
            "chance_of_saving": self.chance_of_saving,
            "target": None if target is None else {"percent": float(target * 100), "chance": self.chance_of_target},
            "figures": [figure.to_json() for figure in self.figures],
        }


def simulate(
    before: Procedure,
    after: Procedure | None = None,
    method: str = "vn",
    as_of: date | None = None,
    draws: int = 10_000,
    seed: int = 0,
    *,
    target: Fraction | None = None,
    shape: Shape = "triangular",
    parameters: Mapping[str, Ends] = NO_RANGES,
) -> Simulation:
    """Draw the uncertain figures of a procedure many times, and price it, and its simpler version, each time.

    Parameters
    ----------
    before : Procedure
    after : Procedure, optional
        The simpler version. Figures that both have are drawn once.
    method, as_of
        As in `procsimplify.costing.cost`; both are priced on one day.
    draws : int
        100 to 1,000,000.
    seed : int
        Equal seeds give equal results.
    target : Fraction, optional
        The share of the cost before that is to be saved: 3/10.
    shape : str
        How ranges are spread that say none: ``triangular`` (the default), ``uniform`` or ``pert``.

    parameters : mapping of str to (Fraction, Fraction)
        Ranges of parameters of the method (GDP per head, wages), where their files have none or another:
        ``{"gdp-per-head-vn": (Fraction(120000000), Fraction(130000000))}``.

    Returns
    -------
    Simulation

    Raises
    ------
    UsageError
        Where numpy or scipy is not installed (the extra ``uncertainty`` brings them), for too few or many draws, and
        for a range of a parameter that the cost does not hang on.
    InputError
        As in `cost`, and where a loop has no end at the high ends of its chances.

    Examples
    --------
    >>> from procsimplify.model import read_procedure
    >>> effort = {"low": "20 min", "likely": "30 min", "high": "60 min"}
    >>> tree = {"code": "1", "title": "x", "as-of": "2026-07-01",
    ...         "steps": [{"id": "submit", "kind": "submit", "effort": effort}]}
    >>> found = simulate(read_procedure(tree))
    >>> [figure.path for figure in found.figures], found.before.low < found.before.likely < found.before.mean
    (['steps/submit/effort'], True)
    """
    check_draws(draws)
    day = pricing_day(before, method_of(method), as_of)
    first = cost(before, method, day)
    second = cost(after, method, day) if after is not None else None
    return Simulation(first, second, draws, seed, target, Model(first, second, shape, parameters))


def check_draws(draws: int) -> None:
    """Refuse too few or too many draws; raise UsageError."""
    if not LEAST_DRAWS <= draws <= MOST_DRAWS:
        args = {"given": str(draws), "least": str(LEAST_DRAWS), "most": str(MOST_DRAWS)}
        raise UsageError(error("costing.too-few-draws", Place(), **args))


def _spread(amounts: Floats, likely: Decimal) -> Spread:
    np = numpy()
    low, median, high = (_money(one) for one in np.quantile(amounts, (0.05, 0.5, 0.95)))
    mean, error_ = float(amounts.mean()), float(amounts.std()) / len(amounts) ** 0.5
    return Spread(likely, low, median, high, _money(mean), _money(error_))


def _money(amount: Any) -> Decimal:
    """Give an amount that was drawn to two places: more would be noise."""
    return Decimal(float(amount)).quantize(CENT)
