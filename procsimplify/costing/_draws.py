"""Draws of uncertain figures: even numbers in (0, 1), and the value of a range at each of them.

The numbers are a scrambled Sobol sequence, which fills the cube of all figures more evenly than independent draws do
and is as free of bias; equal seeds give equal draws.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from procsimplify.base.extras import extra_module
from procsimplify.model.quantity import Shape

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]

__all__ = ["EXTRA", "Range", "numpy", "sobol", "uniform_draws"]

EXTRA = "uncertainty"


@dataclass(frozen=True)
class Range:
    """A range and how it is spread.

    Parameters
    ----------
    low, likely, high : Fraction
        In order, ``low < high``.
    shape : str
        ``triangular``, ``uniform`` (the likely value says nothing then) or ``pert``: a beta distribution on the range
        with the mean (low + 4 likely + high) / 6.
    """

    low: Fraction
    likely: Fraction
    high: Fraction
    shape: Shape = "triangular"

    @property
    def mean(self) -> Fraction:
        """The mean of the draws, exact."""
        if self.shape == "uniform":
            return (self.low + self.high) / 2
        weight = 4 if self.shape == "pert" else 1
        return (self.low + weight * self.likely + self.high) / (weight + 2)

    def at(self, uniform: Floats) -> Floats:
        """Give the values below which these shares of all draws lie (the inverse distribution function)."""
        np = numpy()
        low, likely, high = float(self.low), float(self.likely), float(self.high)
        width = high - low
        if self.shape == "uniform":
            return low + width * uniform
        if self.shape == "pert":
            special = extra_module("scipy.special", EXTRA)
            a, b = 1 + 4 * (likely - low) / width, 1 + 4 * (high - likely) / width
            return low + width * cast("Floats", special.betaincinv(a, b, uniform))
        rising = low + np.sqrt(uniform * (width * (likely - low)))
        falling = high - np.sqrt((1 - uniform) * (width * (high - likely)))
        return np.where(uniform * width < likely - low, rising, falling)


def numpy() -> Any:
    """Give numpy; UsageError where it is not installed."""
    return extra_module("numpy", EXTRA)


def uniform_draws(figures: int, draws: int, seed: int) -> Floats:
    """Draw ``draws`` points evenly in the cube of ``figures`` sides; one row for each figure."""
    np = numpy()
    if not figures:
        return cast("Floats", np.zeros((0, draws)))
    qmc = extra_module("scipy.stats.qmc", EXTRA)
    # A whole power of two is what keeps the sequence even; what is above the number asked for is left away.
    points = qmc.Sobol(figures, scramble=True, rng=seed).random_base2((draws - 1).bit_length())
    return cast("Floats", np.ascontiguousarray(points[:draws].T))


def sobol(function: Any, results: int, figures: int, draws: int, seed: int) -> tuple[Floats, Floats]:
    """Give first-order and total Sobol indices (estimators of Saltelli, 2010) of a function of points of the cube.

    It gives ``results`` rows; so do the indices, with a column for each figure.
    """
    stats = extra_module("scipy.stats", EXTRA)
    if figures == 1:  # all variance is that of the one; scipy's function takes two and more
        return numpy().ones((results, 1)), numpy().ones((results, 1))
    found = stats.sobol_indices(func=function, n=draws, dists=[stats.uniform()] * figures, rng=seed)
    shape = (results, figures)  # scipy leaves a single row away
    return cast("Floats", found.first_order.reshape(shape)), cast("Floats", found.total_order.reshape(shape))
