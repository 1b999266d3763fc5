"""The table of channels, whose cells run together: how to hand in, in what time, for what fee, with what remarks."""

from __future__ import annotations

import re
from fractions import Fraction

from procsimplify.files.portal.amounts import amounts_in
from procsimplify.files.portal.page import ChannelRow, FeeCell, TimeCell
from procsimplify.files.portal.words import NOTHING, Piece

__all__ = ["CHANNELS", "HEADER", "UNITS", "read_channels"]

HEADER = "Hình thức nộpThời gianPhí, lệ phíMô tả"
CHANNELS = {"Trực tuyến": "online", "Dịch vụ bưu chính": "post", "Trực tiếp": "in-person"}
UNITS = {
    "Ngày làm việc": "working-day",
    "Ngày": "day",
    "Giờ làm việc": "hour",
    "Giờ": "hour",
    "Phút": "min",
    "Tháng": "month",
    "Năm": "year",
}
_WEEK = "Tuần"
CURRENCIES = {"VNĐ": "VND", "VND": "VND", "Việt Nam Đồng": "VND", "Đồng": "VND", "USD": "USD", "EUR": "EUR"}

_UNIT = "|".join([*UNITS, _WEEK])
_CURRENCY = "|".join(CURRENCIES)
_AMOUNT = re.compile(rf"(?P<digits>\d[\d,.]*) ?(?P<currency>{_CURRENCY})")
_WORD_FEE = re.compile(rf"Miễn phí|{NOTHING}")
# A channel's name begins a row only where a time and a fee follow it without a blank.
_ROW = re.compile(
    rf"(?P<channel>{'|'.join(CHANNELS)})"
    rf"(?:(?P<number>\d+(?:\.\d+)?) (?P<unit>{_UNIT})|(?P<none>{NOTHING})"
    rf"|(?P<no>Không[^.();:]{{0,60}}?|[A-ZĐ][^();:]{{20,140}}?)"
    rf"|(?P<bare>\d[\d,.]*?)(?=Miễn phí|{NOTHING})|(?=\d[\d,.]* ?(?:{_CURRENCY})))"
    rf"(?=Miễn phí|{NOTHING}|\d[\d,.]* ?(?:{_CURRENCY})|\d{{1,3}}(?:,\d{{3}})+)"
)
_MOST_DIGITS = 20
"""More digits than these are of no time and no fee."""
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})*")


def read_channels(cell: Piece) -> tuple[tuple[ChannelRow, ...], tuple[Piece, ...]]:
    """Read the table of channels.

    Parameters
    ----------
    cell : Piece
        The whole table as the page prints it.

    Returns
    -------
    rows : tuple of ChannelRow
    leftovers : tuple of Piece
        What stands before the first row.
    """
    text = cell.text
    start = len(HEADER) if text.startswith(HEADER) else 0
    found = list(_ROW.finditer(text, start))
    if not found:
        rest = cell.part(start)
        return (), (rest,) if rest.text and rest.text != NOTHING else ()
    rows = [
        _row(cell, match, after.start() if after is not None else len(text))
        for match, after in zip(found, [*found[1:], None], strict=True)
    ]
    before = cell.part(start, found[0].start())
    return tuple(rows), (before,) if before.text else ()


def _row(cell: Piece, match: re.Match[str], end: int) -> ChannelRow:
    text = cell.text
    fees: list[FeeCell] = []
    here = match.end()
    time = _time(match)
    first = True
    while here < end:
        word = _WORD_FEE.match(text, here, end) if first else None
        amount = _AMOUNT.match(text, here, end)
        found = word or amount
        if found is None:
            break
        stop = found.end()
        closing = bracket_end(text, stop, end)
        bracket = cell.part(stop + 1, closing - 1) if closing > stop else None
        words = cell.part(here, closing)
        if word is not None:
            kind = "free" if word[0] == "Miễn phí" else "unknown"
            fees.append(FeeCell(kind, words, bracket=bracket))
        elif amount is not None:
            digits = amount["digits"].rstrip(",.")
            if first and time.value is None and match["none"] is None and match["no"] is None:
                time, fee = split_run(digits, bracket.text if bracket else "")
                kind = "amount" if fee is not None else "ambiguous"
            else:
                fee, kind = _number(digits), "amount"
            fees.append(FeeCell(kind, words, fee, CURRENCIES[amount["currency"]], bracket))
        here, first = closing, False
    remarks = cell.part(here, end)
    return ChannelRow(
        channel=CHANNELS[match["channel"]],
        time=time,
        fees=tuple(fees),
        remarks=remarks if remarks.text else None,
        words=cell.part(match.start(), end),
    )


def _time(match: re.Match[str]) -> TimeCell:
    if match["number"] is not None:
        number = Fraction(match["number"][:_MOST_DIGITS])
        if match["unit"] == _WEEK:
            return TimeCell(number * 7, "day")
        return TimeCell(number, UNITS[match["unit"]])
    if match["bare"] is not None:
        return TimeCell(_number(match["bare"].rstrip(",.")), None)
    return TimeCell()


def _number(digits: str) -> Fraction | None:
    bare = digits.replace(",", "")
    return Fraction(bare[:_MOST_DIGITS]) if bare.replace(".", "", 1).isdigit() else None


def split_run(digits: str, bracket: str) -> tuple[TimeCell, Fraction | None]:
    """Tell a time without a unit from the fee that runs into it.

    The page prints a time before every fee, and groups a fee's digits by threes: ``120,000`` can only be 1 and 20,000,
    while ``1150,000`` is 1 and 150,000 or 11 and 50,000. The amounts that the bracket names decide, in đồng or in
    thousands; else both are left out.

    Parameters
    ----------
    digits : str
        The digits up to the currency.
    bracket : str
        The words in the bracket after it.

    Returns
    -------
    TimeCell, Fraction or None

    Examples
    --------
    >>> time, fee = split_run("120,000", "")
    >>> time.value, time.unit, fee
    (Fraction(1, 1), None, Fraction(20000, 1))
    >>> split_run("1150,000", "")[0].ambiguous
    True
    >>> split_run("1150,000", "150.000 đồng/lần")[1]
    Fraction(150000, 1)
    """
    if len(digits) > 2 * _MOST_DIGITS:
        return TimeCell(), _number(digits)
    readings: list[tuple[Fraction, Fraction]] = []
    for place in range(1, len(digits)):
        time, fee = digits[:place], digits[place:]
        if time.isdigit() and time[0] != "0" and fee[0] != "0" and _GROUPED.fullmatch(fee):
            readings.append((Fraction(time), Fraction(fee.replace(",", ""))))
    if len(readings) > 1:
        told = amounts_in(bracket)
        decided = [one for one in readings if one[1] in told or one[1] * 1000 in told]
        readings = decided if len(decided) == 1 else readings
    if len(readings) == 1:
        return TimeCell(readings[0][0], None), readings[0][1]
    return TimeCell(ambiguous=True), None


def bracket_end(text: str, start: int, end: int) -> int:
    """Give the place after the bracket that opens at ``start``; ``start`` where none does."""
    if start >= end or text[start] != "(":
        return start
    depth = 0
    for place in range(start, end):
        if text[place] == "(":
            depth += 1
        elif text[place] == ")":
            depth -= 1
            if depth == 0:
                return place + 1
    return end
