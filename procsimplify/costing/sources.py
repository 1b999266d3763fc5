"""What counts where several sources differ: the method's own rule."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from procsimplify.base.errors import InputError
from procsimplify.base.findings import Place, error
from procsimplify.base.numbers import format_number
from procsimplify.costing.method import Method
from procsimplify.model.quantity import lower_middle

__all__ = ["of_sources"]


def of_sources(found: Sequence[Fraction], method: Method, place: Place) -> Fraction:
    """Choose among the figures of several sources.

    Raises
    ------
    InputError
        Where they differ and the method has no rule for that.
    """
    if method.where_sources_differ == "lower-middle":
        return lower_middle(found)
    if method.where_sources_differ == "mean":
        return sum(found, Fraction(0)) / len(found)
    if min(found) == max(found):
        return found[0]
    shown = ", ".join(format_number(value) for value in sorted(found))
    raise InputError(error("costing.sources-differ", place, given=shown, method=method.id))
