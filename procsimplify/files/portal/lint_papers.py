"""What is wrong with the papers of a page: one twice, one that the law has abolished, numbers run into each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from procsimplify.files.portal.lint_desk import Desk, around
from procsimplify.files.portal.page import PaperGroup, PaperRow
from procsimplify.files.portal.row_marks import once_only_in, read_marks
from procsimplify.files.portal.words import fold, same_spelling

__all__ = ["lint_papers"]

_HOUSEHOLD = re.compile(r"(?:sổ|giấy|bản sao|bản chụp) hộ khẩu|sổ tạm trú")
_OLD_CARD = re.compile(
    r"(?<!kiểu )(?<!số )(?<!số giấy )(?:giấy )?(?:chứng minh nhân dân|chứng minh thư nhân dân"
    r"|\bcmnd\b)(?!\s*(?:số|9 số))"
)
_DECLARED = re.compile(r"(?:\bsố|họ(?: và)? tên|thông tin)[^;.()]{0,60}$")
_EVIDENCE = re.compile(
    r"104/2022|nguồn gốc|cơ sở (?:để )?xác minh|có thông tin liên quan|chế độ cũ"
    r"|căn cứ (?:để )?chứng minh|như:|làm chứng cứ"
    r"|quốc tịch|trước đây|đã được cấp|cũ\b|bị thu hồi|thay đổi (?:số|từ)|sang (?:số|thẻ|căn cước)|một trong|gồm:"
)
_HISTORY = re.compile(
    r"trước (?:ngày|đây)|chế độ cũ|đã được cấp|bị thu hồi|thay đổi (?:số|từ)|sang (?:số|thẻ|căn cước)|cmnd cũ"
    r"|(?:liên quan đến|chứng minh|xác minh)[^.;]{0,40}(?:khai sinh|quốc tịch|nhân thân|hộ tịch)"
    r"|thông tin liên quan|9 số"
    r"|hợp lệ như:|ảnh màu, cỡ"
)
MOST_TWICE = 3
"""Where more papers of one list stand twice, the list is of several dossiers whose headings were left out."""
_LEAD = re.compile(r"^(?:[\W_]|\d{1,2}[.)]|[a-zđ][.)]\s|[ivx]{1,4}[.)]\s)+")


def lint_papers(desk: Desk) -> None:
    """Find papers that stand twice, that no longer exist, or whose numbers ran into their names."""
    run_together: set[str] = set()
    for group in desk.page.groups:
        for rows in _cases(group):
            _twice(desk, rows)
        for row in group.rows:
            _abolished(desk, row)
            if row.repaired is not None:
                start = max(0, len(row.name.text) - 40)
                words = f"{row.name.text[start:]}{'' if row.originals is None else row.originals}"
                if words not in run_together:  # many papers of a page name one act and its date
                    run_together.add(words)
                    desk.quote("copies-run-into-name", row.name, words, digits=row.repaired)


def _cases(group: PaperGroup) -> Iterator[list[PaperRow]]:
    """Give the rows of one case: a row that ends in a colon, or asks for nothing, begins another."""
    found: list[PaperRow] = []
    for row in group.rows:
        if row.name.text.rstrip().endswith(":") or not (row.originals or row.copies):
            yield found
            found = []
        else:
            found.append(row)
    yield found


def _twice(desk: Desk, rows: list[PaperRow]) -> None:
    seen: dict[str, PaperRow] = {}
    again: list[tuple[PaperRow, PaperRow]] = []
    for row in rows:
        key = " ".join(re.findall(r"[a-z0-9]+", fold(_LEAD.sub("", same_spelling(row.name.text)))))
        if len(key) < 12:
            continue
        earlier = seen.setdefault(key, row)
        if earlier is not row and (earlier.forms == row.forms or not earlier.forms or not row.forms):
            again.append((earlier, row))
    if len(again) > MOST_TWICE:
        return
    for earlier, row in again:
        where = "" if earlier.name.field == row.name.field else f"{earlier.name.field}, "
        desk.find("paper-twice", row.name, first=f"{where}{earlier.name.start + 1}")


def _abolished(desk: Desk, row: PaperRow) -> None:
    if not (row.originals or row.copies):
        return
    low = same_spelling(row.name.text)
    negated = read_marks(row.name.text).negated
    book = _HOUSEHOLD.search(low)
    if book is not None and not (negated or once_only_in(row.name.text) or _EVIDENCE.search(low)):
        desk.find("abolished-paper", around(row.name, book.start(), book.end()))
    card = _OLD_CARD.search(low)
    if card is not None and not (negated or _HISTORY.search(low) or _DECLARED.search(low[: card.start()])):
        desk.find("old-identity-card", around(row.name, card.start(), card.end()))
