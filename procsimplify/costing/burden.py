"""The administrative-burden table of eRegulations for a priced procedure: each step's preparation, way, counter, print.

The system keeps seven activities of a user apart. A line of the ledger falls into one by what it prices and by the kind
of its step; a way there and back is one figure in a procedure and stands under reaching the office.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from procsimplify.base.numbers import exact_sum
from procsimplify.costing.ledger import Line, amount_text, amounts_json, number_text
from procsimplify.costing.result import Cost
from procsimplify.model import Demand, Step

__all__ = ["ACTIVITIES", "BurdenRow", "burden_table"]

ACTIVITIES = (
    "understand", "gather-info", "fill-form", "reach-office", "waiting-in-line", "spent-time-at-counter",
    "return-from-office", "online", "print",
)  # fmt: skip
"""Activities of a user in the order of the table."""
_PRINTED = frozenset(("copies", "sets"))
_ON_THE_WAY = frozenset(("trip", "fare"))


@dataclass(frozen=True)
class BurdenRow:
    """One step.

    Parameters
    ----------
    human, other : mapping of str to Decimal
        What its time costs and what else it costs, by activity; activities without any are left out.
    users : Fraction
        Over which it is summed: cases of a year, or 1.
    """

    step: str
    human: Mapping[str, Decimal]
    other: Mapping[str, Decimal]
    users: Fraction

    @property
    def total(self) -> Decimal:
        """The whole row."""
        return exact_sum((*self.human.values(), *self.other.values()))

    def to_json(self) -> dict[str, Any]:
        """Give it as plain data."""
        return {
            "step": self.step,
            "human": amounts_json(self.human, ACTIVITIES),
            "other": amounts_json(self.other, ACTIVITIES),
            "users": number_text(self.users),
            "total": amount_text(self.total),
        }


def burden_table(cost: Cost) -> tuple[BurdenRow, ...]:
    """Lay the ledger of those who must comply out as the table of eRegulations.

    Parameters
    ----------
    cost : Cost
        By any method; under ``eregulations`` fees are not in it.

    Returns
    -------
    tuple of BurdenRow
        One for each step that costs something, in the order of the procedure; their totals make ``cost.total``.

    Examples
    --------
    >>> from procsimplify.costing.cost import cost
    >>> from procsimplify.model import read_procedure
    >>> tree = {"code": "1", "title": "x", "as-of": "2026-07-01",
    ...         "steps": [{"id": "submit", "kind": "submit", "effort": "30 min"}]}
    >>> burden_table(cost(read_procedure(tree), "eregulations"))[0].human["online"]
    Decimal('29711.174242')
    """
    source = cost.source
    steps = {step.id: step for step in source.steps}
    demands = {demand.id: demand for demand in source.demands()}
    sums: dict[str, tuple[dict[str, list[Decimal]], dict[str, list[Decimal]]]] = {}
    for line in cost.lines:
        human, other = sums.setdefault(line.step, ({}, {}))
        kind = _activity(line, steps[line.step], demands.get(line.demand or ""))
        (human if line.unit == "hour" else other).setdefault(kind, []).append(line.amount)
    users = cost.volume if cost.volume is not None else Fraction(1)
    return tuple(
        BurdenRow(step.id, _added(sums[step.id][0]), _added(sums[step.id][1]), users)
        for step in source.steps
        if step.id in sums
    )


def _activity(line: Line, step: Step, demand: Demand | None) -> str:
    if line.part in _PRINTED:
        return "print"
    if line.part in _ON_THE_WAY:
        return "reach-office"
    if demand is not None:
        return "fill-form" if demand.type == "application-form" else "gather-info"
    if step.kind == "fill-in":
        return "fill-form"
    if step.kind == "prepare":
        return "gather-info"
    if step.kind == "wait":
        return "waiting-in-line"
    return "spent-time-at-counter" if step.at is not None or step.trip is not None else "online"


def _added(sums: Mapping[str, list[Decimal]]) -> Mapping[str, Decimal]:
    return MappingProxyType({name: exact_sum(sums[name]) for name in ACTIVITIES if name in sums})
