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
_OTHER_BODY = r"[A-ZĐ][A-ZĐ&]{1,9}(?![a-zà-ỹ])"
# A body whose letters are not known ends before a capital that begins a word: ``TT-ABCQuy định``.
NUMBER = re.compile(
    r"\d{1,5}[a-z]?(?:\.\d{1,3})?/(?:(?:19|20)\d\d/)?"
    r"(?:(?:NQ[-–]|PL[-–]|L[-–])?(?:UBTVQH|QH)(?:1[0-6]|[1-9])|N[ĐD][-–] ?CP"
    r"|NQ[-–] ?CP|NQLT|Q[ĐD][-–]TTg|CT[-–]TTg|"
    rf"TTLT(?:[-/–]\s?(?:{_BODY}))+|(?:TT|QĐ|QD|NQ|CT|TTr|VBHN)[-–_](?:{_BODY}|{_OTHER_BODY})|L[-–]CTN|TT(?=\W|$))"
)
"""The number of an instrument: law, resolution, decree, decision, circular, joint circular."""
_KINDS = (
    r"Bộ luật|Luật|LUẬT|Pháp lệnh|Nghị định|NĐ|Nghị quyết|NQ|Thông tư liên tịch|Thông tư|TTLT|TT|Quyết định|QĐ|Lệnh"
    r"|Chỉ thị"
)
_KIND = re.compile(rf"(?P<kind>{_KINDS})(?: số:?)?\s*$")
_BARE = re.compile(rf"[\W\d]*(?:{_KINDS})?(?: số:?)?\W*$")
_TAIL = re.compile(rf"(?<!của)(?<!và)(?<!theo)(?<!tại)(?<!điều)(?<!,)\s+(?:{_KINDS})$")
"""The kind in the cell of the number, printed with a blank before it: ``Luật Trồng trọt Luật 31/2018/QH14``."""
_YEAR_FIRST = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<number>\d{1,3}[a-z]?(?:\.\d{1,3})?)$")
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
    tail = re.split(r"[-–]", number.rsplit("/", 1)[-1])[-1]
    if tail.startswith("UBTVQH"):
        return ISSUERS["UBTVQH"]
    if tail.startswith("QH"):
        return ISSUERS["QH"]
    return ISSUERS.get(tail)


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
    for words, number in _rows(cell, start):
        title = words.part(len(words.text) - len(words.text.lstrip(" \t\n:;,.")))
        if number is not None and (number not in found or len(title.text) > len(found[number].title.text) + 12):
            found[number] = Legal(title, number, issuer_of(number))
    return tuple(found.values())


def _rows(cell: Piece, start: int) -> Iterator[tuple[Piece, str | None]]:
    text, here = cell.text, start
    inner: tuple[int, int] | None = None
    spans = [_number_span(text, match) for match in NUMBER.finditer(text, start)]
    followed = {first for first, _ in spans}
    for first, last in spans:
        if first < here:
            continue
        kind = _KIND.search(text, here, first)
        in_cell = kind is not None and kind.start() > here and not _free(text[kind.start() - 1])
        before = text[first - 1] if first > here else ""
        after = text[last : last + 1]
        glued_before = bool(before) and not _free(before)
        glued_after = not after or after.isalnum() or after in "–-"
        if last in followed:
            glued_after = False  # the title ends in a number, and the cell of the number follows
        if not in_cell and not glued_before and not glued_after:
            if inner is None and _START.match(text[here:first]):
                inner = first, last
            continue
        number = _normal(text[first:last])
        if inner is not None and _normal(text[slice(*inner)]) != number:
            yield cell.part(here, inner[1]), _normal(text[slice(*inner)])
        end = kind.start() if kind is not None and in_cell else first
        yield _titled(cell, here, end, (first, last)), number
        here, inner = last, None
    if inner is not None:
        yield cell.part(here, inner[1]), _normal(text[slice(*inner)])


def _free(letter: str) -> bool:
    return letter.isspace() or letter in '(/“"'


def _number_span(text: str, match: re.Match[str]) -> tuple[int, int]:
    """Give where a number begins and ends; a year in front of it (``29/6/202443/2024/QH15``) is the title's."""
    first = match.start()
    while first and text[first - 1].isdigit():
        first -= 1
    slash = text.index("/", match.start())
    year = _YEAR_FIRST.match(text, first, slash)
    dated = text[first - 1 : first] in ("/", "-", ".") or text[max(0, first - 4) : first] == "năm "
    if year is not None and (dated or slash - first > 5):
        return year.start("number"), match.end()
    return match.start(), match.end()


def _titled(cell: Piece, first: int, last: int, number: tuple[int, int]) -> Piece:
    """Give the title; where it is no more than the kind, the kind and the number."""
    title = _untailed(cell.part(first, last))
    if not _BARE.fullmatch(title.text):
        return title
    kind = _KIND.search(cell.text, first, number[0])
    words = f"{kind['kind']} {cell.text[slice(*number)]}" if kind is not None else cell.text[slice(*number)]
    return Piece(words, cell.field, cell.start + (kind.start() if kind is not None else number[0]))


def _untailed(title: Piece) -> Piece:
    match = re.search(r"(?:\s+số|[;,])\s*$", title.text)
    if match is None and len(title.text) > 12:
        match = _TAIL.search(title.text)
    return title.part(0, match.start()) if match else title


def _normal(number: str) -> str:
    plain = re.sub(r"\s", "", number.replace("–", "-").replace("_", "-"))
    return plain.replace("/ND-CP", "/NĐ-CP").replace("/QD-", "/QĐ-")[:60]


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
