"""What getting a paper from another procedure costs: the other procedure's own lines of one case, counted once.

Which procedures are at hand is said around the pricing, `with_others`; a paper whose procedure is not among them has no
price, unless the file gives its effort or outlay itself.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from procsimplify.base.numbers import round_to
from procsimplify.costing._amounts import Amounts, Spot
from procsimplify.costing._elements import Bill
from procsimplify.costing.ledger import Line
from procsimplify.costing.shares import shares_of
from procsimplify.model import Demand, Procedure

if TYPE_CHECKING:
    from procsimplify.costing.lines import Priced, Pricer

__all__ = ["Others", "others_at_hand", "procedure_of", "with_others"]

MARK = "got-from"


@dataclass(frozen=True, eq=False)
class Others:
    """Procedures by code that papers may be got from."""

    procedures: Mapping[str, Procedure] = field(default_factory=dict[str, Procedure])


NONE = Others()
_AT_HAND: ContextVar[Others] = ContextVar("others", default=NONE)


def others_at_hand() -> Others:
    """Give the procedures that are at hand where this is called."""
    return _AT_HAND.get()


@contextmanager
def with_others(procedures: Iterable[Procedure]) -> Generator[None, None, None]:
    """Price what is priced inside with these procedures at hand.

    Examples
    --------
    >>> from procsimplify.costing.cost import cost
    >>> from procsimplify.model import read_procedure
    >>> extract = read_procedure({"code": "2", "title": "y", "steps": [{"id": "ask", "kind": "submit",
    ...                           "effort": "1 hour"}]})
    >>> licence = read_procedure({"code": "1", "title": "x", "as-of": "2026-07-01", "steps": [
    ...     {"id": "submit", "kind": "submit", "takes": "dossier"}],
    ...     "dossier": [{"id": "extract", "type": "authority-document", "got-from": {"procedure": "2"}}]})
    >>> with with_others([extract]):
    ...     cost(licence).total
    Decimal('59422.348485')
    """
    listed = {procedure.code: procedure for procedure in procedures}
    token = _AT_HAND.set(Others(listed) if listed else NONE)
    try:
        yield
    finally:
        _AT_HAND.reset(token)


def procedure_of(demand: Demand) -> str | None:
    """Give the code of the procedure that a demand's cost is taken from; None where the file gives its cost itself."""
    if demand.got_from is None or demand.effort is not None or demand.outlay is not None:
        return None
    return demand.got_from.procedure


def one_case(procedure: Procedure, pricer: Pricer) -> Priced:
    """Price one case of the other procedure: of its variants by their shares, else of its reference variant."""
    from procsimplify.costing.result import Cost

    amounts = Amounts(pricer.method, procedure.assume)
    return Cost(procedure, pricer, None, (), shares_of(procedure, amounts)).case_priced


def bill_of(code: str, found: Priced, amounts: Amounts, spot: Spot, demand: Demand) -> Bill:
    """Give what those who comply with another procedure bear as the bill of the paper that it gives."""
    lines = tuple(_line(code, line, amounts, spot) for line in found.borne_by("applicant").lines)
    gaps = tuple(
        replace(gap, step=spot.step, demand=demand.id, party=spot.party)
        for gap in found.unpriced
        if gap.opens and gap.party.partition(":")[0] not in ("authority", "third-party")
    )
    return Bill(lines, gaps)


def _line(code: str, line: Line, amounts: Amounts, spot: Spot) -> Line:
    visits, volume = line.visits * spot.visits, line.volume * spot.scale.volume
    exact = line.quantity * line.price * visits * volume
    return replace(
        line,
        step=spot.step,
        demand=spot.demand,
        case=spot.case,
        part=f"{MARK}:{code}/{line.part}",
        party=spot.party,
        visits=visits,
        volume=volume,
        amount=round_to(exact, amounts.method.quantum, amounts.method.rounding),
        factors=(*line.factors, *spot.extra, *spot.scale.factors),
        marks=(*spot.marks, f"{MARK}:{code}"),
        rounded=(),
    )
