"""Sums of money and times in Vietnamese sentences: ``250.000 đồng``, ``10 triệu đồng``, ``07 ngày làm việc``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

__all__ = ["DATED", "Time", "amounts_in", "dates_in", "times_in"]

_SCALE = {"nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000, "tỷ": 1_000_000_000, "tỉ": 1_000_000_000}
_MOST_DIGITS = 30
"""More digits and points than these are of no sum."""
_MONEY = re.compile(
    r"(?<![\d/.,])(?P<number>\d{1,3}(?:[.,]\d{3})+|\d+(?:,\d+)?)\s*"
    r"(?:(?P<scale>nghìn|ngàn|triệu|tỷ|tỉ)\s*(?:đồng|đ\b)?|(?P<unit>đồng|đ(?![\w])|vnđ|vnd))",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?<![\d/.,])(?<!ngày )(?<!thứ )(?P<number>\d{1,4})\s*\)?\s*(?:\([^()\d]{2,40}\)\s*)?"
    r"(?P<unit>ngày\s+làm\s+việc|giờ\s+làm\s+việc|ngày|giờ|phút|tháng|năm|tuần)(?!\s*[/\d])",
    re.IGNORECASE,
)
_UNITS = {
    "ngày làm việc": "working-day", "giờ làm việc": "hour", "ngày": "day", "giờ": "hour", "phút": "min",
    "tháng": "month", "năm": "year",
}  # fmt: skip
DATED = re.compile(
    r"(?:kể\s+)?từ\s+(?:ngày\s+)?(?P<from>\d{1,2}/\d{1,2}(?:/\d{4})?)"
    r"(?:[^.;()\d]{0,30}?đến\s+(?:hết\s+)?(?:ngày\s+)?(?P<to>\d{1,2}/\d{1,2}/\d{4}))?"
    r"|đến\s+(?:hết\s+)?(?:ngày\s+)?(?P<until>\d{1,2}/\d{1,2}/\d{4})",
    re.IGNORECASE,
)
"""A period of days: ``từ ngày 01/7/2025 đến hết 31/12/2026``."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time that a sentence names and where it stands in it."""

    value: Fraction
    unit: str
    start: int
    end: int


def amounts_in(text: str) -> frozenset[Fraction]:
    """List the sums of đồng that a text names.

    Examples
    --------
    >>> sorted(int(one) for one in amounts_in("Dưới 50 tỷ: 10 triệu đồng; lệ phí 250.000 đồng/lần"))
    [250000, 10000000, 50000000000]
    """
    found: set[Fraction] = set()
    for match in _MONEY.finditer(text):
        digits = match["number"]
        if len(digits) > _MOST_DIGITS:
            continue
        grouped = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits)
        if match["scale"] and not grouped:
            value = Fraction(digits.replace(",", ".")) * _SCALE[match["scale"].lower()]
        elif grouped:
            value = Fraction(re.sub(r"[.,]", "", digits)) * _SCALE.get((match["scale"] or "").lower(), 1)
        elif digits.isdigit():
            value = Fraction(digits)
        else:
            continue
        found.add(value)
    return frozenset(found)


def times_in(text: str) -> list[Time]:
    """List the times that a text names, in order.

    Examples
    --------
    >>> [(int(one.value), one.unit) for one in times_in("trong thời hạn 07 (bảy) ngày làm việc, không quá 2 tháng")]
    [(7, 'working-day'), (2, 'month')]
    """
    found: list[Time] = []
    for match in _TIME.finditer(text):
        unit = " ".join(match["unit"].lower().split())
        number = Fraction(match["number"])
        if unit == "tuần":
            number, unit = number * 7, "ngày"
        found.append(Time(number, _UNITS[unit], match.start(), match.end()))
    return found


def dates_in(text: str) -> tuple[str | None, str | None]:
    """Give the first and the last day (ISO) of the period that a text names, None where it does not.

    Examples
    --------
    >>> dates_in("Miễn phí từ 07/4 đến 30/6/2026")
    ('2026-04-07', '2026-06-30')
    """
    match = DATED.search(text)
    if match is None:
        return None, None
    last = match["to"] or match["until"]
    first = match["from"]
    if first is not None and first.count("/") == 1:
        first = f"{first}/{last.rsplit('/', 1)[1]}" if last else None
    return _iso(first), _iso(last)


def _iso(day: str | None) -> str | None:
    if day is None:
        return None
    number, month, year = (int(part) for part in day.split("/"))
    if not (1 <= number <= 31 and 1 <= month <= 12):
        return None
    return f"{year:04d}-{month:02d}-{number:02d}"
