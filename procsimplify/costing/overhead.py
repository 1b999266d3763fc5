"""Overheads of a method on the lines of a procedure: a share of an element, added as an element of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from procsimplify.costing.ledger import Factor, Line
from procsimplify.costing.method import Method, heads
from procsimplify.costing.parameters import parameter
from procsimplify.costing.rounding import amount_of, of_year
from procsimplify.model import weakest

__all__ = ["with_overheads"]


def with_overheads(method: Method, day: date, lines: Iterable[Line]) -> Iterator[Line]:
    """Give the lines, each followed by the overheads that the method puts on it.

    Raises
    ------
    InputError
        Where the share has no value on the day.
    """
    for line in lines:
        yield line
        for item in method.overheads:
            if (
                line.price
                and line.element in item.of
                and (not item.parties or set(heads(line.party)) & set(item.parties))
            ):
                read = parameter(item.parameter)
                dated = read.at(day)
                known = (dated.provenance, dated.source, dated.date)
                factor = Factor(read.id, read.title, dated.value, read.unit, *known)
                price = line.price * dated.value
                amount, rounded = amount_of(
                    method, line.quantity, line.unit, price, line.visits, line.volume, of_year=of_year(line.factors)
                )
                mark = weakest(line.provenance, dated.provenance)
                factors = (*line.factors, factor)
                made = replace(line, element=item.element, price=price, amount=amount, rounded=rounded)
                yield replace(made, provenance=mark, factors=factors)
