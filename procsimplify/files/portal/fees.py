"""From the cells of fees to the fees of a procedure: what is free, what is not, what the page leaves open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from procsimplify.base.text import Text
from procsimplify.files.portal.amounts import amounts_in, dates_in
from procsimplify.files.portal.demand import Ids
from procsimplify.files.portal.imported import Log
from procsimplify.files.portal.instruments import names_instrument, numbers_in
from procsimplify.files.portal.page import ChannelRow, FeeCell
from procsimplify.files.portal.words import same_spelling, short, tidy
from procsimplify.model import Fee, FeeLine, Provision, Quantity

__all__ = ["is_free", "read_fees"]

_COUNCIL = re.compile(r"hội đồng nhân dân|hđnd|ủy ban nhân dân|ubnd")
_MONEY = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d+ ?(?:đồng|đ\b|triệu|nghìn|usd|%)|\d{5,} ?/|usd|đồng/")
_CHARGE = re.compile(r"lệ phí")
_FEE = re.compile(r"(?<!lệ )phí")
_NONE = re.compile(
    r"^[\W]*(?:không|không có|không thu(?: phí)?|miễn phí|không quy định|không phải nộp.*"
    r"|không mất phí|0(?: đồng)?)[\W]*$"
)
_IN_REMARKS = re.compile(r"(?:mức )?(?:phí|lệ phí)[^.;\n]{0,90}?(?:\d{1,3}(?:[.]\d{3})+|\d+ ?(?:đồng|usd))")
SMALLEST = 1000
"""đồng: no fee of the State is below this; a smaller figure on the page has lost three zeros."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A fee as one cell gives it."""

    amount: Fraction | None
    currency: str
    lines: tuple[tuple[Fraction | None, str | None, str | None, bool], ...]
    bracket: str
    kind: str
    set_by: str | None
    provision: str | None


def is_free(cell: FeeCell) -> bool:
    """Tell whether a cell says that nothing is to be paid.

    ``Miễn phí`` is not free where its bracket names an instrument, a council or an amount.
    """
    if cell.kind != "free":
        return False
    words = same_spelling(tidy(cell.bracket.text)) if cell.bracket else ""
    if not words or _NONE.match(words):
        return True
    if dates_in(words) != (None, None):
        return False  # a waiver, which ends
    return not (names_instrument(words) or _COUNCIL.search(words) or _MONEY.search(words) or numbers_in(words))


def read_fees(rows: Sequence[ChannelRow], channels: Sequence[str], log: Log) -> tuple[Fee, ...]:
    """Read the fees of a page.

    Parameters
    ----------
    rows : sequence of ChannelRow
    channels : sequence of str
        The channels of the procedure.
    log : Log

    Returns
    -------
    tuple of Fee
        One for each different fee, limited to its channels; an amount that the page leaves open is left out.
    """
    by_channel: dict[_Read, list[str]] = {}
    for row in rows:
        cells = row.fees
        if any(cell.kind == "ambiguous" for cell in cells):
            log.find("fee-ambiguous", "fees", words=short(row.words.text, 80))
        for cell in cells:
            read = _cell(cell, row, log)
            if read is not None and row.channel not in by_channel.setdefault(read, []):
                by_channel[read].append(row.channel)
    ids = Ids()
    return tuple(_fee(read, names, channels, ids, log) for read, names in by_channel.items())


def _cell(cell: FeeCell, row: ChannelRow, log: Log) -> _Read | None:
    bracket = tidy(cell.bracket.text) if cell.bracket else ""
    words = same_spelling(bracket)
    kind = "charge" if _CHARGE.search(words) and not _FEE.search(words) else "fee"
    set_by = "Hội đồng nhân dân cấp tỉnh" if _COUNCIL.search(words) else None
    numbers = numbers_in(bracket)
    provision = numbers[0] if numbers else None

    def read(
        amount: Fraction | None, lines: Iterable[tuple[Fraction | None, str | None, str | None, bool]] = ()
    ) -> _Read:
        return _Read(amount, cell.currency, tuple(lines), short(bracket.strip(" ."), 300), kind, set_by, provision)

    if cell.kind == "unknown":
        if bracket:
            return read(None)
        return None
    if cell.kind == "free":
        if is_free(cell):
            remark = same_spelling(row.remarks.text) if row.remarks else ""
            told = _IN_REMARKS.search(remark)
            if told is None:
                return read(Fraction(0))
            log.find("free-with-amount", "fees", words=short(told[0], 120))
            return read(None)
        first, last = dates_in(bracket)
        if (first or last) and not amounts_in(bracket) and not _COUNCIL.search(words):
            log.infer("fees/waiver", f"{first or ''}/{last or ''}", cell.words)
            return read(None, [(Fraction(0), first, last, True)])
        if amounts_in(bracket):
            log.find("free-with-amount", "fees", words=short(bracket, 120))
        else:
            log.find("free-with-tariff", "fees", words=short(bracket, 120))
        log.infer("fees/amount", "unknown", cell.words)
        return read(None)
    if cell.kind == "ambiguous" or cell.amount is None:
        return read(None)
    return _amount(cell, bracket, read, log)


def _amount(cell: FeeCell, bracket: str, read: Any, log: Log) -> _Read:
    amount = cell.amount if cell.amount is not None else Fraction(0)
    told = {one for one in amounts_in(bracket) if one >= SMALLEST}
    if cell.currency == "VND" and 0 < amount < SMALLEST:
        log.find("fee-too-small", "fees", amount=str(amount), words=short(cell.words.text, 120))
        if told == {amount * 1000}:
            log.infer("fees/amount", str(amount * 1000), cell.words)
            return read(amount * 1000)
        return read(None)
    if len(told | {amount}) > 1 and len(told) > 1:
        # A tariff: the cell prints one of its lines, and which of them applies the page does not say.
        log.find("fee-tariff", "fees", number=len(told), words=short(bracket, 120))
        return read(None)
    if told and amount not in told and cell.currency == "VND":
        log.find("fee-differs", "fees", amount=str(amount), told=str(next(iter(told))))
        return read(None)
    first, last = dates_in(bracket)
    if first or last:
        return read(None, [(amount, first, last, False)])
    return read(amount)


def _fee(read: _Read, names: list[str], channels: Sequence[str], ids: Ids, log: Log) -> Fee:
    title = read.bracket or ("Lệ phí" if read.kind == "charge" else "Phí, lệ phí")
    fee_id = ids.new("fee" if read.kind == "fee" else "charge")
    limited = tuple(name for name in channels if name in names)
    tree: dict[str, Any] = {"id": fee_id, "title": Text(short(title, 300), None), "kind": read.kind}
    tree["channels"] = limited if len(limited) < len(channels) else ()
    if read.amount is not None:
        tree["amount"] = _money(read.amount, read.currency)
    if read.lines:
        line_ids = Ids()
        tree["lines"] = tuple(
            FeeLine(
                id=line_ids.new("waiver" if waiver else "tariff"),
                amount=_money(amount, read.currency) if amount is not None else None,
                from_=date.fromisoformat(first) if first else None,
                to=date.fromisoformat(last) if last else None,
                waiver=waiver,
            )
            for amount, first, last, waiver in read.lines
        )
        if any(waiver for *_, waiver in read.lines):
            tree["lines"] += (FeeLine(id=line_ids.new("otherwise")),)
    if read.set_by:
        tree["set_by"] = Text(read.set_by, "Provincial People's Council")
    if read.provision:
        tree["provision"] = Provision(instrument=read.provision)
    if read.amount is None and not read.lines:
        log.find("fee-unknown", f"fees/{fee_id}", words=short(read.bracket or "-", 120))
    return Fee(**tree)


def _money(amount: Fraction, currency: str) -> Quantity:
    return Quantity(value=amount, unit=currency, provenance="published", source="page")
