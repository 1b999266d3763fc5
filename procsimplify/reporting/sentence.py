"""The one sentence that says what a result comes to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from procsimplify.base.numbers import parse_number
from procsimplify.reporting.measures import is_open
from procsimplify.reporting.numbers import count, duration, money, percent
from procsimplify.reporting.words import Names, join, provision, said

__all__ = ["cost_sentence", "fewer", "plan_sentence"]

Json = Mapping[str, Any]
_SAID = ("sets", "copies", "certified_copies", "documents", "visits", "hand_offs", "steps")
_MOST_LAW = 3


def cost_sentence(result: Json, side: Json, names: Names) -> str:
    """Say what a procedure costs: in one case, or in a year where the volume is known.

    Parameters
    ----------
    result
        Has ``currency`` and ``volume``.
    side
        A ``before`` object of the contract.
    """
    lang = names.lang
    start = ", ".join(part for part in (names.code, names.variant(side.get("total_of"))) if part)
    key = "costs-at-least" if is_open(side) else "costs"
    amount = money(side["per_case"], result["currency"], lang)
    words = said(key, lang, subject=start, amount=amount)
    volume = result.get("volume")
    if volume is None:
        return words
    yearly = money(side["total"], result["currency"], lang)
    return words + said("costs-yearly", lang, amount=yearly, cases=count(str(volume), "reporting.cases", lang))


def plan_sentence(result: Json, plan: Json, before: Json, after: Json, names: Names) -> str:
    """Say what a procedure costs, what the plan saves, and what is to be amended."""
    lang = names.lang
    start = cost_sentence(result, before, names)
    number = len(plan["proposals"])
    if not number:
        return said("no-plan", lang, start=start)
    amount = money(plan["saving"], result["currency"], lang)
    share = plan.get("percent") if Decimal(plan["saving"]) else None
    saves = [said("saves-open" if share is None else "saves", lang, amount=amount, percent=percent(share, lang))]
    less = fewer(before, after, names)
    if less:
        saves.append(said("fewer", lang, things=join(less, lang)))
    law = _law(plan.get("amends", ()), plan.get("amends_candidates", ()), names)
    return said(
        "plan-of" if number > 1 else "plan-of-1",
        lang,
        start=start,
        number=str(number),
        saves=", ".join(saves),
        law=said("then-amend", lang, law=law) if law else "",
    )


def fewer(before: Json, after: Json, names: Names) -> list[str]:
    """List what becomes less, sets and copies first: “7 sets”, “28 copies”, “5 working days”."""
    lang = names.lang
    found = [
        count(before["counts"][key] - after["counts"][key], f"reporting.n-{key.replace('_', '-')}", lang)
        for key in _SAID
        if before["counts"].get(key, 0) > after["counts"].get(key, 0)
    ]
    first, then = before["limit"], after["limit"]
    if first["value"] is not None and then["value"] is not None and first["unit"] == then["unit"]:
        less = parse_number(str(first["value"])) - parse_number(str(then["value"]))
        if less > 0:
            found.append(duration(less, first["unit"], lang))
    return found


def _law(amends: Iterable[Json], candidates: Iterable[Json], names: Names) -> str:
    """Name what is to be amended, at most three of each kind, and how many more there are."""
    lang = names.lang
    known, unknown = (list(items) for items in (amends, candidates))
    parts: list[str] = []
    if known:
        parts.append(join(_first([provision(item, lang) for item in known], names), lang))
    if unknown:
        listed = join(_first([provision(item, lang) for item in unknown], names), lang, "or")
        parts.append(said("article-to-be-found", lang, instruments=listed))
    return "; ".join(parts)


def _first(listed: list[str], names: Names) -> list[str]:
    left = len(listed) - _MOST_LAW
    return listed if left <= 0 else [*listed[:_MOST_LAW], said("more-instruments", names.lang, number=str(left))]
