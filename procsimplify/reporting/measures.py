"""The measures of a procedure before and after: what each was, is, and how much of it is saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from procsimplify.base.numbers import parse_number
from procsimplify.base.text import Language
from procsimplify.reporting.numbers import duration, money, number, percent, signed_money
from procsimplify.reporting.words import Names, clean, known, party, said

__all__ = ["COUNTS", "Row", "element", "is_open", "measures", "share_saved"]

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
    return _Measures(before, after if after is not None else before, currency, names, change).rows(parts)


@dataclass(frozen=True)
class _Measures:
    """The two sides of a result, and how their difference is told."""

    before: Json
    after: Json
    currency: str
    names: Names
    change: bool

    @property
    def lang(self) -> Language:
        return self.names.lang

    def rows(self, parts: bool) -> list[Row]:
        rows = [*self._money_rows(parts)]
        for key in COUNTS:
            if key == "institutions":
                rows.append(self._limit_row())
            first, then = self.before["counts"].get(key, 0), self.after["counts"].get(key, 0)
            if first or then:
                rows.append(self._count_row(key, first, then))
        return rows

    def _money_rows(self, parts: bool) -> Iterator[Row]:
        before, after = self.before, self.after
        closed = not is_open(before) and not is_open(after)
        title = said("total" if closed else "total-at-least", self.lang)
        yield self._money(title, before["total"], after["total"], closed=closed)
        if parts:
            yield from self._by(before["by_element"], after["by_element"], element)
            if len({*before["by_party"], *after["by_party"]}) > 1:
                yield from self._by(before["by_party"], after["by_party"], party)
        for key in ("authority", "third_party"):
            first, then = before[key]["total"], after[key]["total"]
            if Decimal(first) or Decimal(then):
                yield self._money(said(f"beside-{key}", self.lang), first, then, apart=True)

    def _by(self, first: Json, then: Json, name_of: Callable[[str, Names], str]) -> Iterator[Row]:
        for key in dict.fromkeys((*first, *then)):
            was, now = first.get(key, "0"), then.get(key, "0")
            if Decimal(was) or Decimal(now):
                yield self._money(name_of(key, self.names), was, now, level=1)

    def _money(self, name: str, was: str, now: str, *, level: int = 0, apart: bool = False, closed: bool = True) -> Row:
        lang, currency = self.lang, self.currency
        saved = Decimal(was) - Decimal(now)
        return Row(
            name=name,
            before=money(was, currency, lang),
            after=money(now, currency, lang),
            saved=signed_money(-saved, currency, lang) if self.change else money(saved, currency, lang),
            percent=self._percent(share_saved(was, now) if closed else None),
            level=level,
            better=None if not saved else saved > 0,
            apart=apart,
        )

    def _percent(self, saved: Fraction | None) -> str:
        if saved is None or not self.change:
            return percent(saved, self.lang)
        return ("+" if saved < 0 else "") + percent(-saved, self.lang)

    def _difference(self, saved: Fraction, unit: str | None) -> str:
        """Write what is saved, or by how much it changes, of a count or of a time."""
        value = -saved if self.change else saved
        text = number(value, self.lang) if unit is None or not value else duration(value, unit, self.lang)
        return f"+{text}" if self.change and value > 0 else text

    def _count_row(self, key: str, first: int, then: int) -> Row:
        def words(side: Json, value: int) -> str:
            most = side["counts"].get("documents_up_to", value)
            text = number(value, self.lang)
            if key != "documents" or most == value:
                return text
            return f"{text} {said('up-to', self.lang, most=number(most, self.lang))}"

        return Row(
            name=said(f"count-{key.replace('_', '-')}", self.lang),
            before=words(self.before, first),
            after=words(self.after, then),
            saved=self._difference(Fraction(first - then), None),
            percent=self._percent(share_saved(first, then)),
            better=None if first == then else first > then,
        )

    def _limit_row(self) -> Row:
        def words(limit: Json) -> str:
            none = limit["value"] is None
            return said("no-one-limit", self.lang) if none else duration(limit["value"], limit["unit"], self.lang)

        first, then = self.before["limit"], self.after["limit"]
        name = said("limit", self.lang)
        if first["value"] is None or then["value"] is None or first["unit"] != then["unit"]:
            return Row(name, words(first), words(then), "–", "–")
        was, now = parse_number(str(first["value"])), parse_number(str(then["value"]))
        return Row(
            name=name,
            before=words(first),
            after=words(then),
            saved=self._difference(was - now, first["unit"]),
            percent=self._percent(share_saved(was, now)),
            better=None if was == now else was > now,
        )


def element(key: str, names: Names) -> str:
    """Name an element of cost; one that a method adds is named by its key."""
    return said(f"element-{key}", names.lang) if known(f"element-{key}") else clean(key)
