"""A temporary waiver is no saving: a version that only adds one is compared at the tariff that it suspends."""

from __future__ import annotations

from procsimplify.model import Procedure

__all__ = ["new_waivers", "without_new_waivers"]


def new_waivers(after: Procedure, before: Procedure) -> tuple[tuple[str, str], ...]:
    """List the waivers that a version adds: the fee and the tariff line of each.

    A fee of nothing but a waiver is left as it is: the tariff behind it is not known.
    """
    held = {(fee.id, line.id) for fee in before.fees for line in fee.lines if line.waiver}
    return tuple(
        (fee.id, line.id)
        for fee in after.fees
        if any(not line.waiver for line in fee.lines)
        for line in fee.lines
        if line.waiver and (fee.id, line.id) not in held
    )


def without_new_waivers(after: Procedure, before: Procedure) -> Procedure:
    """Give the version after without the waivers that it adds; the same object where it adds none.

    Parameters
    ----------
    after, before : Procedure

    Examples
    --------
    >>> from procsimplify.model import read_procedure
    >>> lines = [{"id": "tariff", "amount": "100 VND"}, {"id": "half", "amount": "50 VND", "waiver": "yes"}]
    >>> tree = {"code": "1", "title": "x", "steps": [{"id": "a", "kind": "submit"}],
    ...         "fees": [{"id": "f", "kind": "fee", "lines": lines}]}
    >>> after = read_procedure(tree)
    >>> before = read_procedure(tree | {"fees": [{"id": "f", "kind": "fee", "lines": lines[:1]}]})
    >>> [line.id for line in without_new_waivers(after, before).fees[0].lines]
    ['tariff']
    """
    added = set(new_waivers(after, before))
    if not added:
        return after
    fees = tuple(
        fee.evolve(lines=tuple(line for line in fee.lines if (fee.id, line.id) not in added))
        if any(name == fee.id for name, _ in added)
        else fee
        for fee in after.fees
    )
    return after.evolve(fees=fees)
