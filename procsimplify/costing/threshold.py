"""Whether a measure stays under the limits below which a method asks for less."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from procsimplify.base.text import Text
from procsimplify.costing.conventions import Threshold
from procsimplify.costing.ledger import number_text, text_json
from procsimplify.costing.parameters import parameter

if TYPE_CHECKING:
    from procsimplify.costing.measure_cost import MeasureCost

__all__ = ["Reached", "reached"]

ZERO = Fraction(0)


@dataclass(frozen=True)
class Reached:
    """What one threshold says.

    Parameters
    ----------
    obligation : str or None
        Which obligation it is about; None for the whole measure.
    value, limit : Fraction
        The size of the figure, whatever its sign, and the limit, in the same unit.
    above : bool
        Whether the fuller form is asked for.
    """

    id: str
    title: Text
    obligation: str | None
    value: Fraction
    limit: Fraction
    unit: str
    above: bool

    def to_json(self) -> dict[str, Any]:
        """Give it as plain data."""
        return {
            "id": self.id,
            "title": text_json(self.title),
            "obligation": self.obligation,
            "value": number_text(self.value),
            "limit": number_text(self.limit),
            "unit": self.unit,
            "above": self.above,
        }


def reached(cost: MeasureCost) -> tuple[Reached, ...]:
    """Compare a priced measure with each threshold of its method, by a year or by all years as the threshold has it."""
    return tuple(found for item in cost.method.thresholds for found in _of(cost, item))


def _of(cost: MeasureCost, item: Threshold) -> list[Reached]:
    read = parameter(item.parameter)
    limit = read.at(cost.as_of).value
    years = cost.spread.years if cost.spread is not None and item.years == "period" else 1
    sheets = [cost.in_year(year) for year in range(1, years + 1)] if item.years == "period" else [cost.annual]
    sums: dict[str | None, Fraction] = {}
    for entry in (entry for sheet in sheets for entry in sheet.entries):
        group = cost.method.group_of(entry.obligation.party)
        if group is None or group.id not in item.groups:
            continue
        key = entry.obligation.id if item.each == "obligation" else None
        value = entry.hours if item.of == "hours" else ZERO
        if item.of != "hours" and entry.line is not None and entry.counted:
            value = entry.line.exact
        sums[key] = sums.get(key, ZERO) + value
    found: list[Reached] = []
    for key, value in sums.items():
        size = abs(value)
        above = size >= limit if item.reach == "from" else size > limit
        found.append(Reached(item.id, item.title, key, size, limit, read.unit, above))
    return found
