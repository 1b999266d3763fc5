"""The price of an hour that a procedure gives itself: an amount with its source, or a cell of a wage table."""

from __future__ import annotations

from datetime import date

from procsimplify.base.messages import phrase_text
from procsimplify.costing._amounts import Amounts
from procsimplify.costing.ledger import Factor
from procsimplify.costing.method import Price
from procsimplify.costing.parameters import parameter
from procsimplify.costing.standard import standard_row
from procsimplify.model import Procedure, Quantity, Step

__all__ = ["wage_of", "wage_price"]

APPLICANT = "applicant"


def wage_of(plain: Procedure, who: str, step: Step | None = None) -> Quantity | None:
    """Give the price of an hour that a variant writes for a step, or for who does it; None where it writes none."""
    if step is not None and step.wage is not None:
        return step.wage
    if who == APPLICANT:
        return plain.applicants[0].wage if plain.applicants else None
    return plain.party(who).wage


def wage_price(wage: Quantity, amounts: Amounts, day: date) -> Price:
    """Make the price of a written wage; a cell of a table is that of the day.

    Raises
    ------
    InputError
        For another currency than the method's, an unknown table, row or column, or a table without a value on the day.

    Examples
    --------
    >>> from procsimplify.costing.method import method
    >>> amounts = Amounts(method("de"), None)
    >>> wage_price(Quantity(standard="de-wages-business/J/high"), amounts, date(2026, 1, 1)).value
    Fraction(637, 10)
    """
    title = phrase_text("costing.factor-wage")
    if wage.standard is not None and wage.value is None:
        row = standard_row(wage.standard)
        dated = parameter(wage.standard).at(day)
        factor = Factor(row.id, row.title, dated.value, row.unit, dated.provenance, dated.source, dated.date, wage)
    else:
        read = amounts.factor("wage", wage, "wage")
        factor = Factor("wage", title, read.value, read.unit, read.provenance, read.source, quantity=wage)
    value, rounding = amounts.money(factor, "wage"), amounts.method.points.rate
    if rounding is not None:
        value = rounding.carried(value)
    return Price("wage", title, value, f"{factor.unit}/hour", factor.provenance, (factor,))
