"""Which uncertain figure is worth surveying next: how much each moves the result, and what knowing it would be worth.

Three answers for each figure, all about the saving (about the cost, where there is no after):

*Sobol indices.* First order: the share of the variance that would go if the figure alone were known. Total: the share
that would be left if all others were known; above the first order where figures work together (Sobol 2001; estimators
of Saltelli and others 2010, as in scipy).

*Narrowing*, in money: how much shorter the interval from 5 % to 95 % would be on average if the figure were known.

*Value of knowing*, in money: the expected value of partial perfect information for one decision, to adopt the change or
to leave things as they are. NB is the saving, less the target where one is set; one adopts where its mean is above 0.
EVPPI(x) = E over x of max(0, E[NB | x]) − max(0, E[NB]): what is lost on average by deciding without knowing x. It is 0
where no value of the figure would change the decision. E[NB | x] is estimated by sorting the draws by x and taking
means over blocks of equal size (Strong and Oakley, Medical Decision Making 33 (2013) 755–766,
doi 10.1177/0272989X12465123).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from procsimplify.costing._draws import numpy, sobol
from procsimplify.costing.ledger import amount_text
from procsimplify.costing.uncertainty import CENT, Figure, Simulation

if TYPE_CHECKING:
    from procsimplify.costing._draws import Floats

__all__ = ["Influence", "sensitivity"]

BLOCK = 200
"""Draws in a block: enough for its 5 % and 95 % points."""
MOST_BLOCKS = 50
NOTHING = 1e-9
"""A total index below this is a figure that does nothing: what is left is the rounding of floating-point sums."""


@dataclass(frozen=True)
class Influence:
    """What one uncertain figure does to the result.

    Parameters
    ----------
    figure : Figure
    first_order, total : float
        Sobol indices; estimated, so that they may leave [0, 1] by a little.
    narrowing : Decimal
        In money: by how much the 5 % to 95 % interval would shrink on average.
    value : Decimal or None
        In money: the value of knowing it for the decision; None where nothing is decided (there is no after).
    """

    figure: Figure
    first_order: float
    total: float
    narrowing: Decimal
    value: Decimal | None

    def to_json(self) -> dict[str, Any]:
        """Give it as plain data; amounts are strings."""
        return {
            **self.figure.to_json(),
            "first_order": round(self.first_order, 6),
            "total": round(self.total, 6),
            "narrowing": amount_text(self.narrowing),
            "value": None if self.value is None else amount_text(self.value),
        }


def sensitivity(simulation: Simulation, points: int = 1024) -> tuple[Influence, ...]:
    """Tell what each uncertain figure does to the result, the one most worth surveying first.

    Parameters
    ----------
    simulation : Simulation
        Its draws are used again for what is told in money.
    points : int
        A power of 2; the Sobol indices take points × (figures + 2) draws more.

    Returns
    -------
    tuple of Influence
        By value of knowing, then by narrowing, then by path.

    Raises
    ------
    UsageError
        Where scipy is not installed (the extra ``uncertainty`` brings it).
    """
    figures = simulation.figures
    result = simulation.savings if simulation.cost_after is not None else simulation.totals[0]
    if not figures:
        return tuple(Influence(figure, 0.0, 0.0, Decimal(0), _none_or_zero(simulation)) for figure in figures)
    asked = simulation.cost_after is not None
    benefit = _benefit(simulation, *simulation.totals)

    def both(uniform: Floats) -> Floats:
        before, after = simulation.model.totals(uniform)
        return numpy().stack((simulation.model.net(uniform), _benefit(simulation, before, after)))

    first, total = sobol(both, 2, len(figures), points, simulation.seed)
    varies = float(result.std()) > NOTHING * abs(float(result.mean()))
    found: list[Influence] = []
    for place, figure in enumerate(figures):
        order = simulation.uniform[place].argsort(kind="stable")
        value, narrowing = _none_or_zero(simulation), Decimal(0)
        if asked and total[1, place] > NOTHING:
            value = _money(_value_of_knowing(benefit[order]))
        moves = varies and bool(total[0, place] > NOTHING)
        if moves:
            narrowing = _money(_narrowing(result[order]))
        indices = (float(first[0, place]), float(total[0, place])) if moves else (0.0, 0.0)
        found.append(Influence(figure, *indices, narrowing, value))
    return tuple(sorted(found, key=lambda one: (-(one.value or 0), -one.narrowing, one.figure.path)))


def _benefit(simulation: Simulation, before: Floats, after: Floats) -> Floats:
    """Give the net benefit of adopting the change: the saving, less the share of the cost that is the target."""
    return before - after - float(simulation.target or 0) * before


def _none_or_zero(simulation: Simulation) -> Decimal | None:
    return Decimal(0) if simulation.cost_after is not None else None


def _blocks(ordered: Floats) -> Floats:
    """Cut draws into blocks of equal size; a few at the end are left over."""
    count = max(1, min(MOST_BLOCKS, len(ordered) // BLOCK))
    size = len(ordered) // count
    return ordered[: count * size].reshape(count, size)


def _value_of_knowing(benefit: Floats) -> float:
    """Estimate the expected value of partial perfect information from net benefits ordered by the figure."""
    blocks = _blocks(benefit)
    knowing = float(numpy().maximum(blocks.mean(axis=1), 0.0).mean())
    return max(0.0, knowing - max(0.0, float(blocks.mean())))


def _narrowing(result: Floats) -> float:
    """Estimate how much shorter the 5 % to 95 % interval is within blocks of the figure than over all draws."""
    np = numpy()
    low, high = np.quantile(result, (0.05, 0.95))
    ends = np.quantile(_blocks(result), (0.05, 0.95), axis=1)
    return max(0.0, float(high - low) - float((ends[1] - ends[0]).mean()))


def _money(amount: float) -> Decimal:
    return Decimal(amount).quantize(CENT)
