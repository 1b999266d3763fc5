"""The form of a method filled for a procedure, as plain data: before, after, and what is saved."""

from __future__ import annotations

from typing import Any

from procsimplify.costing.burden import burden_table
from procsimplify.costing.form import form_changes, form_of
from procsimplify.costing.printed import compared, cost_table
from procsimplify.costing.result import CONTRACT, Cost

__all__ = ["filled_json"]


def filled_json(before: Cost, after: Cost | None = None) -> dict[str, Any]:
    """Give the form of the method as plain data.

    Parameters
    ----------
    before : Cost
    after : Cost, optional
        The simpler version, by the same method on the same day.

    Returns
    -------
    dict
        ``rows``: the official rows, where the method has them; ``table``: the printed table of any method; ``burden``:
        the activities of each step; each before and after, with ``comparison`` where there is an after.
    """
    forms = [form_of(side) if side is not None else None for side in (before, after)]
    comparison: list[dict[str, Any]] = []
    if after is not None:
        rows = form_changes(*(form for form in forms if form is not None)) if forms[0] is not None else None
        comparison = [item.to_json() for item in (rows if rows is not None else compared(before, after))]
    return {
        "contract": CONTRACT,
        "stamp": before.stamp.to_json(),
        "procedure": before.procedure,
        "method": before.method,
        "currency": before.currency,
        "before": _side(before),
        "after": _side(after) if after is not None else None,
        "comparison": comparison,
    }


def _side(cost: Cost) -> dict[str, Any]:
    form = form_of(cost)
    return {
        "rows": form.to_json() if form is not None else None,
        "table": cost_table(cost).to_json(),
        "burden": [row.to_json() for row in burden_table(cost)],
    }
