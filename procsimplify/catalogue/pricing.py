"""What the open proposals of one procedure save together: priced from scratch, never added up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from procsimplify.base.errors import Refused
from procsimplify.base.findings import Finding, Place, note
from procsimplify.costing import Cost, cost
from procsimplify.model import Procedure, Quantity
from procsimplify.rewrite import Edit, apply
from procsimplify.rules.proposals import Proposal

if TYPE_CHECKING:
    from procsimplify.catalogue.sources import Input

__all__ = ["Together", "priced", "together"]


@dataclass(frozen=True)
class Together:
    """Open proposals of a procedure that go together, in the order applied, and what they save.

    Parameters
    ----------
    ids : tuple of str
        Taken one by one in their canonical order, each that still applies beside those before it and keeps P1–P6:
        what can be done at once, not a proven optimum (`procsimplify.planning.plan` finds that).
    per_case : Decimal
        The cost of one case before, less that of the rewritten procedure.
    per_year : Decimal or None
        The same in a year, where the volume is known.
    yearly : mapping
        What each proposal saves alone in a year, by id, where the volume is known.
    """

    ids: tuple[str, ...]
    per_case: Decimal
    per_year: Decimal | None
    yearly: Mapping[str, Decimal] = field(default_factory=dict[str, Decimal])


def priced(procedure: Procedure, item: Input) -> tuple[Procedure, list[Finding]]:
    """Leave fees in other currencies without an amount, which is unknown and never zero; say which."""
    from procsimplify.model import FeeLine

    currency = procedure.currency
    remarks: list[Finding] = []

    def foreign(amount: Quantity | None) -> bool:
        return amount is not None and amount.is_money and amount.unit != currency

    def line_without(line: FeeLine) -> FeeLine:
        return line.evolve(amount=None) if foreign(line.amount) else line

    fees = list(procedure.fees)
    for place, fee in enumerate(fees):
        others = [
            amount.text() for amount in (fee.amount, *(line.amount for line in fee.lines)) if amount and foreign(amount)
        ]
        if others:
            where = Place(item.file, item.line, None, f"{procedure.code}/fees/{fee.id}")
            remarks.append(note("catalogue.foreign-fee", where, fee=fee.id, amounts=", ".join(others)[:120]))
            fees[place] = fee.evolve(
                amount=None if foreign(fee.amount) else fee.amount, lines=tuple(map(line_without, fee.lines))
            )
    return (procedure.evolve(fees=tuple(fees)) if remarks else procedure), remarks


def together(procedure: Procedure, before: Cost, proposals: Sequence[Proposal], year: Cost | None) -> Together:
    """Apply the open proposals that go together and price the result.

    Parameters
    ----------
    procedure : Procedure
        Without a volume.
    before : Cost
        Of one case.
    proposals : sequence of Proposal
    year : Cost, optional
        Of a year.
    """
    chosen: list[Proposal] = []
    edits: tuple[Edit, ...] = ()
    effects: set[str] = set()
    best: Procedure = procedure
    open_ = [one for one in proposals if one.is_plannable and not one.rises]
    if len({one.effect for one in open_}) == 1 and year is None:
        # It was applied and priced alone already, and goes together with nothing else.
        first = min(open_, key=lambda item: item.id)
        kept = all(first.preserves.values())
        return Together((first.id,), first.saving, None) if kept else Together((), Decimal(0), None)
    for one in sorted(open_, key=lambda item: (max((edit.order()[0] for edit in item.edits), default=0), item.id)):
        if one.effect in effects:
            continue
        try:
            applied = apply(procedure, (*edits, *one.edits), as_of=before.as_of, method=before.method)
        except Refused:
            continue
        if applied.preserved.holds:
            chosen.append(one)
            effects.add(one.effect)
            edits, best = (*edits, *one.edits), applied.procedure
    ids = tuple(one.id for one in chosen)
    if not ids:
        return Together((), Decimal(0), None if year is None else Decimal(0), _yearly(procedure, proposals, year))
    after = cost(best, before.method, before.as_of)
    per_year = None
    if year is not None:
        after_year = cost(best.evolve(volume=year.source.volume), year.method, year.as_of)
        per_year = year.total - after_year.total
    return Together(ids, before.total - after.total, per_year, _yearly(procedure, proposals, year))


def _yearly(procedure: Procedure, proposals: Sequence[Proposal], year: Cost | None) -> dict[str, Decimal]:
    if year is None:
        return {}
    found: dict[str, Decimal] = {}
    for one in proposals:
        if one.edits:
            applied = apply(procedure, one.edits, as_of=year.as_of, method=year.method)
            after = cost(applied.procedure.evolve(volume=year.source.volume), year.method, year.as_of)
            found[one.id] = year.total - after.total
    return found
