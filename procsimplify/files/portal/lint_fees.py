"""What is wrong with the fees of a page: free and not free at once, a thousand times too small."""

from __future__ import annotations

import re

from procsimplify.files.portal.amounts import amounts_in, dates_in
from procsimplify.files.portal.fees import SMALLEST, is_free
from procsimplify.files.portal.lint_desk import Desk
from procsimplify.files.portal.page import ChannelRow, FeeCell
from procsimplify.files.portal.words import same_spelling, tidy

__all__ = ["lint_fees"]

_SAYS_FREE = re.compile(
    r"miễn|không (?:thu|quy định|phải nộp|mất|có phí|có lệ phí|có$|áp dụng|được quy định)"
    r"|chưa (?:có |được )?quy định|(?<![\d.,])0 ?(?:đồng|%)"
)
_BESIDE = re.compile(r"^\W*(?:chi phí khác|phí cấp bản sao|phí ngân hàng|thực hiện như phương thức thanh toán)")
_SUM = re.compile(r"(?<![\d/.])\d{1,3}(?:[.,]\d{3})+ ?(?:/|đồng|đ\b|vnđ)|(?<![\d/.])\d+ ?usd\b")
_OTHER_SUM = re.compile(
    r"giá trị (?:công|dự|hợp|tài|hàng)|tổng mức|thu nhập|vốn|mức phạt|trở lên|trở xuống|hạn mức|mức đầu tư"
)
_PER_UNIT = re.compile(r"(?:đồng|đ|vnđ)\s*/|mỗi |một (?:trang|bản|tờ|kg)|/ ?(?:trang|tờ|bản|kg|lít|m3|m2)")


def lint_fees(desk: Desk) -> None:
    """Find fees that contradict themselves."""
    told: set[tuple[str, str]] = set()
    for row in desk.page.channels:
        for cell in row.fees:
            for slug, key in _faults(cell, row):
                # The same cell is printed for each channel; one finding is enough.
                if (slug, key) not in told:
                    told.add((slug, key))
                    desk.find(slug, cell.words, **({"amount": cell.amount} if slug == "fee-too-small" else {}))


def _faults(cell: FeeCell, row: ChannelRow) -> list[tuple[str, str]]:
    bracket = tidy(cell.bracket.text) if cell.bracket else ""
    low = same_spelling(bracket)
    if cell.kind == "free":
        first, last = dates_in(bracket)
        waived = _SAYS_FREE.search(low) is not None or ((first or last) and re.search(r"\bđến\b", low) is not None)
        if is_free(cell) or waived or _BESIDE.search(low):
            return []
        if _SUM.search(low) and not _OTHER_SUM.search(low):
            return [("free-with-amount", low)]
        return [("free-with-tariff", low)]
    if cell.kind == "amount" and cell.currency == "VND" and cell.amount is not None and 0 < cell.amount < SMALLEST:
        # A fee for each page or kilogram may be small: the bracket then says the same figure.
        remarks = same_spelling(row.remarks.text[:200]) if row.remarks else ""
        if cell.amount in amounts_in(bracket) or _PER_UNIT.search(low) or _PER_UNIT.search(remarks):
            return []
        return [("fee-too-small", f"{cell.amount} {low}")]
    return []
