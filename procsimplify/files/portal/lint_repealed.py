"""An act that a page rests on, while the page itself says that another act has repealed or replaced it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from procsimplify.files.portal.instruments import NUMBER, numbers_in
from procsimplify.files.portal.lint_desk import Desk, around
from procsimplify.files.portal.words import Piece

__all__ = ["lint_repealed"]

_TELLS: Final = re.compile(r"thay thế|bãi bỏ|hết hiệu lực", re.IGNORECASE)
_KIND: Final = (
    r"(?i:bộ luật|luật|pháp lệnh|nghị định|nghị quyết|thông tư(?: liên tịch)?|quyết định|chỉ thị)(?:[^\d.;,()]{0,60}?"
    r"(?i: số))? "
)
_ACT: Final = rf"{_KIND}{NUMBER.pattern}"
_ENDS: Final = re.compile(rf"(?i:thay thế|bãi bỏ)(?i: toàn bộ)?(?i: các)? {_ACT}(?:(?:,|;)?(?i: và)? {_ACT})*")
"""“… replaces Decree number so”: in the title of the act that replaces it."""
_PARTLY: Final = re.compile(
    r"(?:bổ sung,?|sửa đổi,?|hoặc|văn bản|khi có|nếu có|nếu|trước khi)(?: (?:và|hoặc|được))? $", re.IGNORECASE
)
_ENDED: Final = re.compile(
    rf"(?P<old>{NUMBER.pattern})(?P<between>[^;\n]{{0,160}}?)(?i:đã|được|bị)(?i: được| bị)?"
    r"(?i: hết hiệu lực[^.;]{0,40}?)?"
    rf"(?i: (?:thay thế|bãi bỏ))(?i: toàn bộ)?(?i: bởi| bằng| tại| theo)(?i: toàn bộ)? (?P<act>{_ACT})"
)
"""“Decree number so …, replaced by Decree number so”: anywhere on the page."""
_PART_OF: Final = re.compile(
    r"(?:phụ lục|mẫu|điều|khoản|điểm|chương|mục|biểu)[^.;,()]{0,80}$|(?:sửa đổi|bổ sung)[^.;()]{0,60}$", re.IGNORECASE
)


def lint_repealed(desk: Desk, cells: Iterable[Piece]) -> None:
    """Find acts of the legal basis that, by the page's own words, another act has ended as a whole.

    Parameters
    ----------
    desk : Desk
    cells : iterable of Piece
        The legal basis as the page prints it.
    """
    cited = {legal.number for legal in desk.page.basis if legal.number}
    told: set[str] = set()
    for old, new, words in _said(desk, cells):
        if old in cited and old != new and old not in told:
            told.add(old)
            desk.find("repealed-basis", words, number=old, by=new)


def _said(desk: Desk, cells: Iterable[Piece]) -> Iterator[tuple[str, str, Piece]]:
    """Give each act that the page calls ended, the one that ended it, and the words."""
    page = desk.page
    for legal in page.basis:
        title = legal.title
        if legal.number is None or not _TELLS.search(title.text):
            continue
        for match in _ENDS.finditer(title.text):
            if not _PARTLY.search(title.text[: match.start()]):
                for old in numbers_in(match[0]):
                    yield old, legal.number, around(title, match.start(), match.end(), 60, 0)
    for piece in (*_pieces(desk), *cells):
        if not _TELLS.search(piece.text):
            continue
        for match in _ENDED.finditer(piece.text):
            if NUMBER.search(match["between"]) or _PART_OF.search(piece.text[: match.start()]):
                continue
            old, new = numbers_in(match["old"]), numbers_in(match["act"])
            if old and new:
                yield old[0], new[0], around(piece, match.start(), match.end(), 40, 0)


def _pieces(desk: Desk) -> Iterator[Piece]:
    page = desk.page
    yield from page.prose
    yield from (legal.title for legal in page.basis)
    yield from (row.name for group in page.groups for row in group.rows)
    yield from (row.remarks for row in page.channels if row.remarks is not None)
    yield from (cell.bracket for row in page.channels for cell in row.fees if cell.bracket is not None)
    if page.conditions is not None:
        yield page.conditions
