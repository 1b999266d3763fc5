"""The results of a procedure: each with its code, and of which kind it is."""

from __future__ import annotations

import re
from typing import Literal

from procsimplify.files.portal.page import ResultRow
from procsimplify.files.portal.words import NOTHING, Piece, same_spelling

__all__ = ["BUTTONS", "kind_of_result", "read_results"]

BUTTONS = re.compile(r"Từ khóa(?=Không có thông tin|[^.]{0,80}Mô tả)")
"""Where the text of the page's own buttons begins."""
_CODE = re.compile(r"Mã: ?(KQ\.[A-Z]\d{2,3}\.\d{6})?")
_OTHER_CODE = re.compile(r"[\dA-ZĐ._\-/ ]+")
"""A code in another form than the Portal's, which stands where a title would."""
_REFUSAL = re.compile(
    r"từ chối|không (?:được )?(?:cấp|chấp thuận|chấp nhận|đồng ý|đủ điều kiện|phê duyệt|công nhận|gia hạn|giải quyết)"
    r"|lý do không|trả lại hồ sơ|chưa đủ điều kiện"
)
_GRANT = re.compile(
    r"^[\W\d]*(?:giấy|quyết định|chứng chỉ|thẻ|bằng|văn bản (?:chấp thuận|xác nhận|đồng ý|phê duyệt)|trích lục|phiếu)"
)
_NOTICE = re.compile(r"^[\W\d]*(?:thông báo|văn bản (?:thông báo|trả lời)|công văn|phản hồi)")


def read_results(cell: Piece) -> tuple[ResultRow, ...]:
    """Read the results of a page.

    Examples
    --------
    >>> read_results(Piece("Giấy phépMã: KQ.G17.000311Từ khóaKhông có thông tin", "results"))[0].code
    'KQ.G17.000311'
    """
    buttons = BUTTONS.search(cell.text)
    end = buttons.start() if buttons else len(cell.text)
    rows: list[ResultRow] = []
    here = 0
    for match in _CODE.finditer(cell.text, 0, end):
        title = cell.part(here, match.start())
        if title.text and title.text != NOTHING:
            rows.append(ResultRow(title, match[1]))
        here = match.end()
    rest = cell.part(here, end)
    if rest.text and rest.text != NOTHING:
        rows.append(ResultRow(rest, None))
    return tuple(_with_their_codes(rows))


def _with_their_codes(rows: list[ResultRow]) -> list[ResultRow]:
    """Put a code that stands as a title of its own to the result before it."""
    found: list[ResultRow] = []
    for row in rows:
        if found and row.code is None and _OTHER_CODE.fullmatch(row.title.text):
            found[-1] = ResultRow(found[-1].title, found[-1].code or row.title.text[:60])
        else:
            found.append(row)
    return found


def kind_of_result(title: str) -> Literal["grant", "refusal", "notice"]:
    """Tell what a result is from its title.

    Examples
    --------
    >>> kind_of_result("Văn bản từ chối (nêu rõ lý do)"), kind_of_result("Giấy phép xây dựng")
    ('refusal', 'grant')
    """
    words = same_spelling(title)
    refused = _REFUSAL.search(words)
    if refused and re.search(r"(?:/|hoặc )$", words[: refused.start()]):
        return "notice"  # the answer, whichever it is
    if refused and not (_GRANT.search(words) and re.search(r"\bhoặc\b|trường hợp", words[: refused.start()])):
        return "refusal"
    return "notice" if _NOTICE.search(words) else "grant"
