"""Any total opened down to its lines, and each line down to its numbers and their sources."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from procsimplify.base.errors import UsageError
from procsimplify.base.findings import Place, error
from procsimplify.base.messages import phrase
from procsimplify.base.text import LANGUAGES, Language
from procsimplify.costing.explain import explain_one, shown_amount
from procsimplify.costing.ledger import Ledger, Line, amount_text

if TYPE_CHECKING:
    from procsimplify.costing.measure_cost import MeasureCost
    from procsimplify.costing.result import Cost

__all__ = ["TOTAL", "explain_total", "names_of_totals", "total_json"]

TOTAL = "total"
_BY: tuple[Callable[[Line], str | None], ...] = (
    lambda line: line.step,
    lambda line: line.element,
    lambda line: line.party,
    lambda line: line.demand,
    lambda line: line.receiver,
)


def names_of_totals(cost: Cost | MeasureCost) -> tuple[str, ...]:
    """List the totals that can be opened: ``total``, steps, elements, parties, papers, receivers."""
    names = dict.fromkeys(name for by in _BY for line in _every(cost) if (name := by(line)) is not None)
    return (TOTAL, *names)


def _every(cost: Cost | MeasureCost) -> tuple[Line, ...]:
    """List the lines of the total first, then those of authorities and third parties."""
    authority, third = getattr(cost, "authority", Ledger(())), getattr(cost, "third_party", Ledger(()))
    return (*cost.lines, *authority.lines, *third.lines)


def _lines(cost: Cost | MeasureCost, name: str) -> tuple[Line, ...]:
    """Give the lines of a total.

    Raises
    ------
    UsageError
        Where there is no total of that name; the finding lists those that there are.
    """
    if name == TOTAL:
        return cost.lines
    for by in _BY:
        found = tuple(line for line in _every(cost) if by(line) == name)
        if found:
            return found
    listed = ", ".join(names_of_totals(cost))
    raise UsageError(error("costing.unknown-total", Place(), given=name[:80], near=listed))


def explain_total(cost: Cost | MeasureCost, name: str, lang: Language) -> str:
    """Open a total: the sum, then each of its lines down to the numbers and where they were read.

    Parameters
    ----------
    cost : Cost or MeasureCost
    name : str
        ``total``, or a step, an element, a party, a paper or a receiver.
    lang : "vi" or "en"

    Raises
    ------
    UsageError
        Where there is no such total.
    """
    lines = _lines(cost, name)
    amount = shown_amount(Ledger(lines).total, lang)
    head = phrase("costing.explain-total", lang, name=name, amount=f"{amount} {cost.currency}", count=str(len(lines)))
    numbers = {id(line): place for place, line in enumerate(cost.lines, 1)}
    return "\n".join([head, *(explain_one(line, numbers.get(id(line)), cost.currency, lang) for line in lines)])


def total_json(cost: Cost | MeasureCost, name: str) -> dict[str, Any]:
    """Give a total as plain data: its amount, its lines with every factor, the explanation in both languages."""
    lines = _lines(cost, name)
    return {
        "contract": 1,
        "stamp": cost.stamp.to_json(),
        "method": cost.stamp.method,
        "currency": cost.currency,
        "of": name,
        "amount": amount_text(Ledger(lines).total),
        "lines": [line.to_json() for line in lines],
        "explanation": {lang: explain_total(cost, name, lang) for lang in LANGUAGES},
    }
