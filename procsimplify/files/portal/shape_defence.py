"""The shape of the Ministry of National Defence: true tables, read from its Word files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, TypeGuard, cast

from procsimplify.files.portal.amounts import amounts_in
from procsimplify.files.portal.channels import UNITS
from procsimplify.files.portal.instruments import NUMBER, issuer_of, numbers_in
from procsimplify.files.portal.page import ChannelRow, FeeCell, Legal, Page, PaperGroup, PaperRow, ResultRow, TimeCell
from procsimplify.files.portal.words import Piece, plain, tidy

__all__ = ["KEYS", "page_of"]

KEYS = frozenset(
    {
        "applicants", "channels", "code", "competent_authority", "components", "conditions", "coordinating", "decision",
        "field", "legal_basis", "level", "ministry", "name", "performing_authority", "results", "source_path", "steps",
        "type",
    }
)  # fmt: skip
_CHANNELS = {"in_person": "in-person", "postal": "post", "online": "online"}
_FEE = re.compile(
    r"(?:Phí|Lệ phí)\s*:\s*(?P<amount>[\d.,]+)\s*(?P<currency>Đồng|USD|VNĐ)\s*(?:\((?P<bracket>.*)\))?$", re.S
)
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_NUMBER = re.compile(r"\d{1,20}(?:\.\d{1,4})?")
_LARGEST = 10**18
_FREE = re.compile(r"^(?:Phí|Lệ phí)\s*:\s*0+\s*(?:Đồng|VNĐ|USD)\.?$")


def page_of(record: Mapping[str, object]) -> Page:
    """Give the cells of a record of the Ministry of National Defence."""
    lengths: dict[str, int] = {}

    def text(owner: Mapping[str, object], key: str, field: str) -> Piece:
        value = owner.get(key)
        words = plain(value) if isinstance(value, str) else ""
        lengths[field] = len(words)
        return Piece(words, field).whole()

    def name(key: str) -> str | None:
        value = record.get(key)
        return (tidy(plain(value)) or None) if isinstance(value, str) else None

    prose = tuple(
        Piece(plain(step), f"steps/{place}").whole()
        for place, step in enumerate(_list(record, "steps"))
        if isinstance(step, str) and step.strip()
    )
    lengths |= {piece.field: len(piece.text) for piece in prose}
    results = tuple(
        ResultRow(title, code if isinstance(code, str) and code else None)
        for place, row in enumerate(_tables(record, "results"))
        if (title := text(row, "name", f"results/{place}/name")).text
        for code in (row.get("code"),)
    )
    conditions = text(record, "conditions", "conditions")
    return Page(
        code=(name("code") or ""),
        title=name("name") or "",
        shape="defence",
        decision=name("decision"),
        topic=name("field"),
        ministry=name("ministry"),
        levels=name("level") or "",
        kind=name("type"),
        applicants=tuple(item for item in _list(record, "applicants") if isinstance(item, str)),
        performing=name("performing_authority"),
        competent=name("competent_authority"),
        coordinating=name("coordinating"),
        channels=tuple(
            row
            for place, item in enumerate(_tables(record, "channels"))
            if (row := _channel(item, place, text)) is not None
        ),
        groups=_groups(_tables(record, "components"), text),
        results=results,
        basis=tuple(_legal(item, place, text) for place, item in enumerate(_tables(record, "legal_basis"))),
        conditions=conditions if conditions.text else None,
        prose=prose,
        lengths=lengths,
    )


def _list(record: Mapping[str, object], key: str) -> list[object]:
    value = record.get(key)
    return cast("list[object]", value) if isinstance(value, list) else []


def _tables(record: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    return [cast("Mapping[str, object]", item) for item in _list(record, key) if isinstance(item, Mapping)]


def _channel(row: Mapping[str, object], place: int, text: Any) -> ChannelRow | None:
    channel = _CHANNELS.get(str(row.get("channel")))
    if channel is None:
        return None
    value, unit = row.get("time_value"), row.get("time_unit")
    number = Fraction(str(value)) if _is_number(value) else None
    remarks: Piece = text(row, "text", f"channels/{place}/text")
    return ChannelRow(
        channel=channel,
        time=TimeCell(number, UNITS.get(unit) if isinstance(unit, str) else None),
        fees=_fees(text(row, "fee_text", f"channels/{place}/fee_text")),
        remarks=remarks if remarks.text else None,
        words=remarks,
    )


def _fees(cell: Piece) -> tuple[FeeCell, ...]:
    """Read the lines of the fee as they are printed; the list beside them counts numbers of instruments as sums."""
    found: list[FeeCell] = []
    for line in re.finditer(r"[^\n]+", cell.text):
        words = cell.part(line.start(), line.end())
        match = _FEE.match(words.text)
        if _FREE.match(words.text):
            found.append(FeeCell("free", words))
        elif match is not None:
            bracket = words.part(match.start("bracket"), match.end("bracket")) if match["bracket"] else None
            currency = "USD" if match["currency"] == "USD" else "VND"
            digits = match["amount"].rstrip(".,")
            amounts = amounts_in(f"{digits} đồng")
            amount = next(iter(amounts), None)
            if currency == "USD":
                # A point or a comma before three digits groups them; before others it begins the cents.
                amount = amount if _GROUPED.fullmatch(digits) else _plain_number(digits)
            found.append(FeeCell("amount", words, amount, currency, bracket))
        else:
            found.append(FeeCell("unknown", words, bracket=words))
    return tuple(found)


def _groups(rows: list[Mapping[str, object]], text: Any) -> tuple[PaperGroup, ...]:
    groups: list[tuple[str | None, Piece | None, list[PaperRow]]] = []
    for place, row in enumerate(rows):
        group = row.get("group")
        key = group if isinstance(group, str) and group.strip() else None
        if not groups or groups[-1][0] != key:
            groups.append((key, text(row, "group", f"components/{place}/group") if key else None, []))
        name: Piece = text(row, "name", f"components/{place}/name")
        if not name.text:
            continue
        form = row.get("form")
        groups[-1][2].append(
            PaperRow(
                name,
                _count(row.get("originals")),
                _count(row.get("copies")),
                (plain(form)[:300],) if isinstance(form, str) and form else (),
            )
        )
    return tuple(PaperGroup(heading, tuple(items)) for _, heading, items in groups if items)


def _plain_number(digits: str) -> Fraction | None:
    plain = digits.replace(",", ".")
    return Fraction(plain) if _NUMBER.fullmatch(plain) else None


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _LARGEST


def _count(value: object) -> int | None:
    return int(value) if _is_number(value) and value == int(value) else None


def _legal(row: Mapping[str, object], place: int, text: Any) -> Legal:
    title: Piece = text(row, "trich_yeu", f"legal_basis/{place}/trich_yeu")
    mark: Piece = text(row, "so_ky_hieu", f"legal_basis/{place}/so_ky_hieu")
    numbers = numbers_in(mark.text.replace(" ", "")) or numbers_in(title.text)
    issuer, day = row.get("co_quan_ban_hanh"), row.get("ngay_ban_hanh")
    number = numbers[0] if numbers and NUMBER.match(numbers[0]) else None
    return Legal(
        title if title.text else mark,
        number,
        tidy(issuer) if isinstance(issuer, str) and issuer else (issuer_of(number) if number else None),
        day if isinstance(day, str) else None,
    )
