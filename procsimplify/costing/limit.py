"""The statutory time limit that an applicant is told: the one that covers the whole, never a sum of others."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from procsimplify.base.messages import phrase_text
from procsimplify.base.text import Text
from procsimplify.costing.ledger import number_text, text_json
from procsimplify.model import Limit, Procedure

__all__ = ["Headline", "headline_limit"]

WHOLE = "whole"


@dataclass(frozen=True)
class Headline:
    """The limit of a variant.

    Parameters
    ----------
    id : str or None
        The limit's id; None where no single limit covers the whole, and then ``reason`` says why.
    value : Fraction or None
        In ``unit`` (day, working-day, month …).
    from_ : str or None
        The event that starts it.
    """

    id: str | None
    value: Fraction | None
    unit: str | None
    from_: str | None
    reason: Text | None

    def to_json(self) -> dict[str, Any]:
        """Give the limit as plain data; whole numbers as such, others as decimals in text."""
        value: int | str | None = None
        if self.value is not None:
            value = int(self.value) if self.value.denominator == 1 else number_text(self.value)
        return {
            "value": value,
            "unit": self.unit,
            "from": self.from_,
            "id": self.id,
            "reason": text_json(self.reason),
        }


def headline_limit(plain: Procedure) -> Headline:
    """Give the statutory limit of a variant.

    It is the limit with the id ``whole``, else the one whose steps include those of all others. Limits overlap and
    are never added; days and working days are not compared.

    Parameters
    ----------
    plain : Procedure
        From `procsimplify.model.variant`.

    Returns
    -------
    Headline
    """
    if not plain.limits:
        return _none("no-limit")
    named = [limit for limit in plain.limits if limit.id == WHOLE]
    steps = frozenset(step.id for step in plain.steps)
    covered = {limit.id: _covered(limit, steps) for limit in plain.limits}
    every = frozenset[str]().union(*covered.values())
    widest = named or [limit for limit in plain.limits if covered[limit.id] >= every]
    if len(widest) == 1:
        return _of(widest[0])
    if not widest:
        return _none("limits-overlap")
    if len({limit.value.unit for limit in widest}) == 1:
        return _of(min(widest, key=lambda limit: (limit.value.value or Fraction(0), limit.id)))
    return _none("limits-in-units")


def _covered(limit: Limit, steps: frozenset[str]) -> frozenset[str]:
    return (frozenset(limit.covers) or steps) - frozenset(limit.excludes)


def _of(limit: Limit) -> Headline:
    return Headline(limit.id, limit.value.value, limit.value.unit, limit.from_, None)


def _none(why: str) -> Headline:
    return Headline(None, None, None, None, phrase_text(f"costing.{why}"))
