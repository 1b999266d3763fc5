"""The legal basis: titles and numbers that run together, told apart by the form of the numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from procsimplify.files.portal.page import Legal
from procsimplify.files.portal.words import NOTHING, Piece, same_spelling

__all__ = ["HEADER", "NUMBER", "issuer_of", "numbers_in", "read_basis", "year_of"]

HEADER = "Tên văn bản pháp lýMã văn bản"
ISSUERS = {
    "CP": "Chính phủ", "TTg": "Thủ tướng Chính phủ", "QH": "Quốc hội", "UBTVQH": "Ủy ban Thường vụ Quốc hội",
    "CTN": "Chủ tịch nước", "HĐND": "Hội đồng nhân dân", "UBND": "Ủy ban nhân dân", "BTC": "Bộ Tài chính",
    "BTP": "Bộ Tư pháp", "BCA": "Bộ Công an", "BXD": "Bộ Xây dựng", "BNNMT": "Bộ Nông nghiệp và Môi trường",
    "BGTVT": "Bộ Giao thông vận tải", "BKHĐT": "Bộ Kế hoạch và Đầu tư", "BTNMT": "Bộ Tài nguyên và Môi trường",
    "BNNPTNT": "Bộ Nông nghiệp và Phát triển nông thôn", "BYT": "Bộ Y tế", "BCT": "Bộ Công Thương",
    "BQP": "Bộ Quốc phòng", "BNG": "Bộ Ngoại giao", "BNV": "Bộ Nội vụ", "BGDĐT": "Bộ Giáo dục và Đào tạo",
    "BLĐTBXH": "Bộ Lao động - Thương binh và Xã hội", "BKHCN": "Bộ Khoa học và Công nghệ",
    "BVHTTDL": "Bộ Văn hóa, Thể thao và Du lịch", "BTTTT": "Bộ Thông tin và Truyền thông",
    "BDTTG": "Bộ Dân tộc và Tôn giáo", "NHNN": "Ngân hàng Nhà nước Việt Nam", "TTCP": "Thanh tra Chính phủ",
    "VPCP": "Văn phòng Chính phủ", "TANDTC": "Tòa án nhân dân tối cao", "VKSNDTC": "Viện kiểm sát nhân dân tối cao",
    "UBCK": "Ủy ban Chứng khoán Nhà nước", "BHXH": "Bảo hiểm xã hội Việt Nam", "TCHQ": "Tổng cục Hải quan",
}  # fmt: skip
"""Issuers by the letters of a number (the ministries of the former structure too: their circulars are in force)."""

_BODY = "|".join(
    sorted((re.escape(name) for name in ISSUERS if name not in ("CP", "TTg", "QH", "UBTVQH")), key=len)[::-1]
)
NUMBER = re.compile(
    r"\d{1,5}[a-z]?(?:\.\d{1,3})?/(?:(?:19|20)\d\d/)?"
    r"(?:UBTVQH(?:1[0-6]|[1-9])|QH(?:1[0-6]|[1-9])|NĐ[-–] ?CP|NQ[-–] ?CP|NQLT|QĐ[-–]TTg|CT[-–]TTg|"
    rf"TTLT(?:[-/–]\s?(?:{_BODY}))+|(?:TT|QĐ|NQ|CT|TTr|VBHN)[-–](?:{_BODY})|L[-–]CTN|TT(?=\W|$))"
)
"""The number of an instrument: law, resolution, decree, decision, circular, joint circular."""
_START = re.compile(
    r"^[\W\d]{0,6}(?:Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư|Quyết định|TTLT)[^\d]{0,25}$", re.I
)
_CODE = re.compile(r"Mã: ?KQ\.[A-Z0-9.]+")


def year_of(number: str) -> int | None:
    """Give the year in the number of an instrument.

    Examples
    --------
    >>> year_of("66.7/2025/NQ-CP")
    2025
    """
    match = re.search(r"/((?:19|20)\d\d)/", number)
    return int(match[1]) if match else None


def issuer_of(number: str) -> str | None:
    """Give the issuer that the letters of a number name.

    Examples
    --------
    >>> issuer_of("175/2024/NĐ-CP")
    'Chính phủ'
    """
    tail = number.rsplit("/", 1)[-1]
    if tail.startswith("UBTVQH"):
        return ISSUERS["UBTVQH"]
    if tail.startswith("QH"):
        return ISSUERS["QH"]
    return ISSUERS.get(re.split(r"[-–]", tail)[-1])


def numbers_in(text: str) -> list[str]:
    """List the numbers of instruments in a text, each once, in order."""
    return list(dict.fromkeys(_normal(match[0]) for match in NUMBER.finditer(text)))


def read_basis(cell: Piece) -> tuple[Legal, ...]:
    """Read the legal basis.

    The page prints a title and its number without a blank between them, and the next title without a blank after it. A
    number that stands free inside a title is of an instrument that the title speaks of, unless the title begins with
    it.

    Examples
    --------
    >>> cell = Piece("Luật Xây dựng50/2014/QH13Sửa Nghị định số 9/2020/NĐ-CP14/2026/NĐ-CP", "b")
    >>> [one.number for one in read_basis(cell)]
    ['50/2014/QH13', '14/2026/NĐ-CP']
    """
    text = cell.text
    start = len(HEADER) if text.startswith(HEADER) else 0
    if text[start:].strip() in ("", NOTHING):
        return ()
    found: dict[str, Legal] = {}
    for title, number in _rows(cell, start):
        if number is not None:
            found.setdefault(number, Legal(title, number, issuer_of(number)))
    return tuple(found.values())


def _rows(cell: Piece, start: int) -> Iterator[tuple[Piece, str | None]]:
    text, here = cell.text, start
    inner: re.Match[str] | None = None
    matches = list(NUMBER.finditer(text, start))
    followed = {one.start() for one in matches}
    for match in matches:
        before = text[match.start() - 1] if match.start() > here else ""
        after = text[match.end() : match.end() + 1]
        glued_before = bool(before) and not before.isspace() and before not in "(/"
        glued_after = not after or after.isalnum() or after in "–-"
        if match.end() in followed:
            glued_after = False  # the title ends in a number, and the cell of the number follows
        if not glued_before and not glued_after:
            if inner is None and _START.match(text[here : match.start()]):
                inner = match
            continue
        number = _normal(match[0])
        if inner is not None and _normal(inner[0]) != number:
            yield cell.part(here, inner.end()), _normal(inner[0])
        yield _untailed(cell.part(here, match.start())), number
        here, inner = match.end(), None
    if inner is not None:
        yield cell.part(here, inner.end()), _normal(inner[0])


def _untailed(title: Piece) -> Piece:
    match = re.search(r"\s+số\s*$", title.text)
    return title.part(0, match.start()) if match else title


def _normal(number: str) -> str:
    return re.sub(r"\s", "", number.replace("–", "-"))[:60]


def is_number(text: str) -> bool:
    """Tell whether a text is the number of an instrument and nothing more."""
    return NUMBER.fullmatch(text.strip()) is not None


def names_instrument(text: str) -> bool:
    """Tell whether a text names an instrument, by its number or by its kind."""
    words = same_spelling(text)
    return NUMBER.search(text) is not None or any(
        kind in words
        for kind in ("thông tư", "nghị định", "nghị quyết", "quyết định", "luật", "biểu phí", "biểu mức", "quy định")
    )
