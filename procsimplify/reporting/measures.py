"""The measures of a procedure before and after: what each was, is, and how much of it is saved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from procsimplify.base.numbers import parse_number
from procsimplify.reporting.numbers import duration, money, number, percent
from procsimplify.reporting.words import Names, party, said

__all__ = ["COUNTS", "Row", "is_open", "measures", "share_saved"]

Json = Mapping[str, Any]

COUNTS = (
    "documents", "copies", "certified_copies", "sets", "visits", "institutions", "levels", "hand_offs", "steps",
    "conditions",
)  # fmt: skip
"""The counts that are shown, in this order; those that are 0 before and after are left out."""
_ASSUMED = ("arm", "condition")


@dataclass(frozen=True)
class Row:
    """One measure: texts ready to show, and how it stands to the others.

    Parameters
    ----------
    level : int
        0 for a measure, 1 for a part of the one above it.
    better : bool or None
        Whether it falls; None where it stays.
    apart : bool
        Whether it is beside the total and never part of it.
    """

    name: str
    before: str
    after: str
    saved: str
    percent: str
    level: int = 0
    better: bool | None = None
    apart: bool = False


def is_open(side: Json) -> bool:
    """Tell whether a total reads "at least": an effort, price or fee is not known (not a mere assumption)."""
    return any(gap.get("kind") not in _ASSUMED for gap in side.get("unpriced", ()))


def share_saved(before: object, after: object) -> Fraction | None:
    """Give what is saved in percent of what was; None where nothing was.

    Examples
    --------
    >>> share_saved("1000", "750"), share_saved(0, 0)
    (Fraction(25, 1), None)
    """
    first, then = Fraction(str(before)), Fraction(str(after))
    return (first - then) / first * 100 if first else None


def measures(
    before: Json, after: Json | None, currency: str, names: Names, *, parts: bool = True, change: bool = False
) -> list[Row]:
    """List the measures of a result, money first.

    Parameters
    ----------
    before, after
        ``before`` objects of the contract; ``after`` None shows one column of figures.
    parts : bool
        Whether money is shown by element and party too.
    change : bool
        Whether the difference is told as a change, a rise with a plus, and not as a saving.
    """
    last = after if after is not None else before
    rows = [*_money_rows(before, last, currency, names, parts)]
    for key in COUNTS:
        first, then = before["counts"].get(key, 0), last["counts"].get(key, 0)
        if key == "documents" and (first or then):
            rows.append(_count_row(key, first, then, names, _up_to(before, last, names)))
        elif first or then:
            rows.append(_count_row(key, first, then, names))
    limit = _limit_row(before["limit"], last["limit"], names)
    place = next((at for at, row in enumerate(rows) if row.name == said("count-institutions", names.lang)), len(rows))
    told = [*rows[:place], limit, *rows[place:]]
    return [replace(row, saved=_turned(row.saved), percent=_turned(row.percent)) for row in told] if change else told


def _turned(saved: str) -> str:
    """Turn a saving into a change: the other sign, and a plus where it rises."""
    if not any(sign.isdigit() and sign != "0" for sign in saved):
        return saved
    return f"+{saved[1:]}" if saved.startswith("-") else f"-{saved}"


def _money_rows(before: Json, after: Json, currency: str, names: Names, parts: bool) -> Iterator[Row]:
    lang = names.lang
    closed = not is_open(before) and not is_open(after)
    title = said("total" if closed else "total-at-least", lang)
    yield _money(title, before["total"], after["total"], currency, names, closed=closed)
    if parts:
        yield from _by(before["by_element"], after["by_element"], currency, names, _element)
        if len({*before["by_party"], *after["by_party"]}) > 1:
            yield from _by(before["by_party"], after["by_party"], currency, names, party)
    for key in ("authority", "third_party"):
        first, then = before[key]["total"], after[key]["total"]
        if Decimal(first) or Decimal(then):
            yield _money(said(f"beside-{key}", lang), first, then, currency, names, apart=True)


def _by(first: Json, then: Json, currency: str, names: Names, name_of: Any) -> Iterator[Row]:
    for key in dict.fromkeys((*first, *then)):
        was, now = first.get(key, "0"), then.get(key, "0")
        if Decimal(was) or Decimal(now):
            yield _money(name_of(key, names), was, now, currency, names, level=1)


def _element(key: str, names: Names) -> str:
    from procsimplify.reporting.words import clean, known

    return said(f"element-{key}", names.lang) if known(f"element-{key}") else clean(key)


def _money(
    name: str,
    was: str,
    now: str,
    currency: str,
    names: Names,
    *,
    level: int = 0,
    apart: bool = False,
    closed: bool = True,
) -> Row:
    lang = names.lang
    saved = Decimal(was) - Decimal(now)
    return Row(
        name=name,
        before=money(was, currency, lang),
        after=money(now, currency, lang),
        saved=money(saved, currency, lang),
        percent=percent(share_saved(was, now) if closed else None, lang),
        level=level,
        better=None if not saved else saved > 0,
        apart=apart,
    )


def _count_row(key: str, first: int, then: int, names: Names, up_to: tuple[str, str] = ("", "")) -> Row:
    lang = names.lang
    return Row(
        name=said(f"count-{key.replace('_', '-')}", lang),
        before=number(first, lang) + up_to[0],
        after=number(then, lang) + up_to[1],
        saved=number(first - then, lang),
        percent=percent(share_saved(first, then), lang),
        better=None if first == then else first > then,
    )


def _up_to(before: Json, after: Json, names: Names) -> tuple[str, str]:
    def words(side: Json) -> str:
        most = side["counts"].get("documents_up_to", 0)
        if most == side["counts"]["documents"]:
            return ""
        return " " + said("up-to", names.lang, most=number(most, names.lang))

    return words(before), words(after)


def _limit_row(first: Json, then: Json, names: Names) -> Row:
    lang = names.lang

    def words(limit: Json) -> str:
        return said("no-one-limit", lang) if limit["value"] is None else duration(limit["value"], limit["unit"], lang)

    name = said("limit", lang)
    if first["value"] is None or then["value"] is None or first["unit"] != then["unit"]:
        return Row(name, words(first), words(then), "–", "–")
    was, now = parse_number(str(first["value"])), parse_number(str(then["value"]))
    return Row(
        name=name,
        before=words(first),
        after=words(then),
        saved=duration(was - now, first["unit"], lang) if was != now else number(0, lang),
        percent=percent(share_saved(was, now), lang),
        better=None if was == now else was > now,
    )
