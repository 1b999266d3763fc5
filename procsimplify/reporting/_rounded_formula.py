"""The amount of a line as a spreadsheet formula: multiplied, and rounded on the way where the method does so."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

__all__ = ["amount_formula"]

PLACES = 6
"""Decimal places of a line, as the ledger rounds it."""


def amount_formula(line: Mapping[str, Any], quantity: str, price: str, visits: str, volume: str) -> str:
    """Write the formula of a line's amount over the cells of its four factors.

    Parameters
    ----------
    line : mapping
        A line of the JSON of `cost`; its ``rounded`` says what is rounded on the way.

    Examples
    --------
    >>> amount_formula({"rounded": []}, "A1", "B1", "C1", "D1")
    'ROUND(A1*B1*C1*D1,6)'
    >>> amount_formula({"rounded": [{"at": "hours", "to": "1", "mode": "up"}]}, "A1", "B1", "C1", "D1")
    'ROUND(ROUNDUP(A1*C1*D1,0)*B1,6)'
    """
    exact = f"{quantity}*{price}*{visits}*{volume}"
    for item in line.get("rounded", ()):
        at = item["at"]
        if at == "cases":
            volume = _round(volume, item)
            exact = f"{quantity}*{price}*{visits}*{volume}"
        elif at == "hours":
            exact = f"{_round(f'{quantity}*{visits}*{volume}', item)}*{price}"
        elif at == "unit-cost":
            exact = f"{_round(f'{quantity}*{price}*{visits}', item)}*{volume}"
        else:
            exact = _round(exact, item)
    return f"ROUND({exact},{PLACES})"


def _round(formula: str, item: Mapping[str, Any]) -> str:
    """Round a formula to a step, in the mode that is asked for; a half is told apart only by half-even."""
    step = Decimal(item["to"])
    exponent = step.as_tuple().exponent
    ten = step == Decimal(1).scaleb(int(exponent)) if isinstance(exponent, int) else False
    places, scale = (-int(exponent), "") if ten else (0, f"{step:f}")
    inner = f"({formula})/{scale}" if scale else formula
    name = {"up": "ROUNDUP", "down": "ROUNDDOWN"}.get(item["mode"], "ROUND")
    found = f"{name}({inner},{places})"
    if item["mode"] == "half-even":
        unit = f"({inner})*{10**places}" if places > 0 else f"({inner})"
        even = f"ROUND({unit}/2,0)*2" + (f"/{10**places}" if places > 0 else "")
        found = f"IF(MOD({unit},1)=0.5,{even},{found})"
    return f"{found}*{scale}" if scale else found
