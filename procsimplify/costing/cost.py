"""Pricing a procedure: which day, which volume, which shares; the result is a `Cost`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType

from procsimplify.base.errors import InputError
from procsimplify.base.findings import Place, error
from procsimplify.costing._amounts import Amounts
from procsimplify.costing.elsewhere import Others, others_at_hand
from procsimplify.costing.ledger import Factor
from procsimplify.costing.lines import Pricer
from procsimplify.costing.method import Method
from procsimplify.costing.method import method as method_of
from procsimplify.costing.result import Cost, VariantCost, sound_flow
from procsimplify.costing.shares import shares_of
from procsimplify.model import Procedure, VariantKey, variants

__all__ = ["cost", "cost_by_variant", "percent_saved", "pricer_for", "pricing_day"]


def pricing_day(procedure: Procedure, method: Method, as_of: date | None = None) -> date:
    """Give the day of prices: as asked, else the procedure's own, else the latest for which the method has everything.

    Raises
    ------
    InputError
        Where there is none: neither the procedure nor the method has a date.
    """
    day = as_of or procedure.as_of or method.last_day()
    if day is None:
        raise InputError(error("costing.no-day", Place(path="as-of"), method=method.id))
    return day


def pricer_for(method: str, day: date, currency: str | None = None) -> Pricer:
    """Give the pricer of a method on a day; the same one each time, so that it remembers.

    ``currency`` binds a method that works in any.

    Raises
    ------
    UsageError
        Where no method has the id.
    """
    return _pricer(method, day, currency, others_at_hand())


@lru_cache(maxsize=32)
def _pricer(method: str, day: date, currency: str | None, others: Others) -> Pricer:
    found = method_of(method)
    return Pricer(found.in_currency(currency) if currency is not None else found, day, others)


def cost(procedure: Procedure, method: str = "vn", as_of: date | None = None) -> Cost:
    """Price a procedure.

    Parameters
    ----------
    procedure : Procedure
    method : str
        The id of a method: ``vn``.
    as_of : date, optional
        The day of prices and tariffs; by default the procedure's own, else the latest that the method knows.

    Returns
    -------
    Cost

    Raises
    ------
    UsageError
        Where no method has the id.
    NotWellFormed
        Where the flow of a variant is not sound, or shares do not make a whole.
    InputError
        For units or currencies that do not fit, unknown standard rows, a parameter without a value on the day.

    Examples
    --------
    >>> from procsimplify.model import read_procedure
    >>> tree = {"code": "1", "title": "x", "as-of": "2026-07-01",
    ...         "steps": [{"id": "submit", "kind": "submit", "effort": "30 min"}]}
    >>> cost(read_procedure(tree)).total
    Decimal('29711.174242')
    """
    chosen = method_of(method).in_currency(procedure.currency)
    if procedure.currency != chosen.currency:
        args = {"given": procedure.currency, "currency": chosen.currency, "method": chosen.id}
        raise InputError(error("costing.currency-mix", Place(path="currency"), **args))
    pricer = pricer_for(method, pricing_day(procedure, chosen, as_of), chosen.currency)
    amounts = Amounts(chosen, procedure.assume)
    volume, factors = _volume(procedure, amounts)
    found = Cost(procedure, pricer, volume, factors, shares_of(procedure, amounts))
    found.check()
    return found


def _volume(procedure: Procedure, amounts: Amounts) -> tuple[Fraction | None, tuple[Factor, ...]]:
    """Give the cases of a year: as written, else subjects × times; None where that is not known."""
    volume = procedure.volume
    if volume is None:
        return None, ()
    if volume.cases is not None:
        factor = amounts.factor("volume", volume.cases, "volume/cases")
        return amounts.count(factor, "volume/cases"), (factor,)
    if volume.subjects is None or volume.times is None:
        return None, ()
    subjects = amounts.factor("subjects", volume.subjects, "volume/subjects")
    times = amounts.factor("times", volume.times, "volume/times")
    number = amounts.count(subjects, "volume/subjects") * amounts.count(times, "volume/times")
    return number, (subjects, times)


def cost_by_variant(
    procedure: Procedure, method: str = "vn", as_of: date | None = None
) -> Mapping[VariantKey, VariantCost]:
    """Price every variant by itself, one case each, every party.

    Parameters
    ----------
    procedure, method, as_of
        As in `cost`.

    Returns
    -------
    mapping of VariantKey to VariantCost
        In the order of `procsimplify.model.variants`.

    Raises
    ------
    UsageError, NotWellFormed, InputError
        As in `cost`.
    """
    found = cost(procedure, method, as_of)
    return MappingProxyType(
        {
            item.key: VariantCost(
                item,
                None if found.shares is None else sum((found.shares[key][0] for key in item.alike), Fraction(0)),
                found.pricing.price(item.procedure, sound_flow(item), case=item.key.case),
            )
            for item in variants(procedure)
        }
    )


def percent_saved(before: Cost, after: Cost) -> Fraction | None:
    """Give the share of the money before that is saved, in percent.

    Parameters
    ----------
    before, after : Cost
        By one method, on one day.

    Returns
    -------
    Fraction or None
        Exact; None where the base is 0, or is only "at least" because an effort or a price is not known.
    """
    if before.is_open or not before.total:
        return None
    return (Fraction(before.total) - Fraction(after.total)) / Fraction(before.total) * 100
