"""How often each variant comes: products of the shares of cases, channels and applicants, where all are known."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from procsimplify.base.errors import NotWellFormed
from procsimplify.base.findings import Place, error
from procsimplify.base.numbers import format_number
from procsimplify.costing._amounts import Amounts
from procsimplify.costing.ledger import Factor
from procsimplify.model import Applicant, Case, Channel, Procedure, VariantKey

__all__ = ["VariantShare", "shares_of"]

VariantShare = tuple[Fraction, tuple[Factor, ...]]
"""A variant's share of all cases, and the shares that it is the product of."""

_Values = tuple[tuple[str | None, Fraction, tuple[Factor, ...]], ...]


def shares_of(procedure: Procedure, amounts: Amounts) -> Mapping[VariantKey, VariantShare] | None:
    """Give the share of every combination of values; None where a share is not known.

    An attribute with one value has the share 1. Joint shares are not written in files, so independence is reckoned.

    Raises
    ------
    NotWellFormed
        Where the shares of an attribute are all known and do not make 1.
    """
    cases = _values(procedure.cases, "cases", amounts)
    channels = _values(procedure.channels, "channels", amounts)
    applicants = _values(procedure.applicants, "applicants", amounts)
    if cases is None or channels is None or applicants is None:
        return None
    return {
        VariantKey(case, channel, applicant): (one * two * three, (*first, *second, *third))
        for applicant, three, third in applicants
        for case, one, first in cases
        for channel, two, second in channels
    }


def _values(
    items: tuple[Case, ...] | tuple[Channel, ...] | tuple[Applicant, ...], what: str, amounts: Amounts
) -> _Values | None:
    if len(items) <= 1:
        return ((items[0].id if items else None, Fraction(1), ()),)
    found: list[tuple[str | None, Fraction, tuple[Factor, ...]]] = []
    for item in items:
        if item.share is None or item.share.value is None:
            return None
        factor = amounts.factor("share", item.share, f"{what}/{item.id}/share")
        found.append((item.id, factor.value, (factor,)))
    total = sum((share for _, share, _ in found), Fraction(0))
    if total != 1:
        shown = format_number(total * 100) + " %"
        raise NotWellFormed(error("costing.shares-do-not-sum", Place(path=what), what=what, total=shown))
    return tuple(found)
