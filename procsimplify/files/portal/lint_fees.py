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
    r"miễ|không (?:thu|quy định|phải nộp|mất|có phí|có lệ phí|có$|áp dụng|được quy định)"
    r"|chưa (?:có |được )?quy định|(?<![\d.,])0 ?(?:đồng|%)"
)
_FOR_SOME = re.compile(
    r"(?:miễn|không thu)[^.;]{0,40}?(?:cho|đối với) (?:các |những )?(?:người|trường hợp|đối tượng|hộ |trẻ|cá nhân"
    r"|thân nhân|gia đình|tổ hợp tác|tổ chức|doanh nghiệp)"
)
"""Some are spared: what all others owe stands elsewhere in the bracket, if anywhere."""
_BESIDE = re.compile(r"^\W*(?:chi phí khác|phí cấp bản sao|phí ngân hàng|thực hiện như phương thức thanh toán)")
_TITLE = re.compile(r"quy định (?:về )?(?:mức thu|khung giá)[^.;()]*")
"""The title of an act on fees: its “miễn” waives nothing here."""
_SETS = re.compile(r"phí|mức thu|hội đồng nhân dân|hđnd|thông tư|nghị định|nghị quyết|quy định|/tt-")
"""Words of a sentence that says what is owed, or where that is set."""
_LEVEL = re.compile(r"mức (?:thu )?(?:phí|lệ phí)")
_SENTENCE = re.compile(r"[.](?!\d)| [-–+*] ")
_SUM = re.compile(
    r"(?<![\d/.])(?:\d{1,3}(?:[.,]\d{3})+|\d{5,}) ?(?:/|đồng|đ\b|vnđ|vnd|việt nam đồng|(?=[;)]|$))"
    r"|(?<![\d/.])\d+(?:,\d+)? ?(?:usd\b|(?:nghìn|ngàn|triệu) ?(?:đồng|đ\b|vnđ|/))"
)
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
        slug = None if is_free(cell) else _not_free(low)
        # Alike but for brackets and blanks, it is one fault.
        return [] if slug is None else [(slug, re.sub(r"\W+|^\W*đồng\b", " ", low).strip())]
    if cell.kind == "amount" and cell.currency == "VND" and cell.amount is not None and 0 < cell.amount < SMALLEST:
        # A fee for each page or kilogram may be small: the bracket then says the same figure.
        remarks = same_spelling(row.remarks.text[:200]) if row.remarks else ""
        if cell.amount in amounts_in(bracket) or _PER_UNIT.search(low) or _PER_UNIT.search(remarks):
            return []
        return [("fee-too-small", str(cell.amount))]
    return []


def _not_free(low: str) -> str | None:
    """Tell what the bracket of a cell that says “Miễn phí” holds against it: a sum, who sets the fee, or nothing."""
    sentences = [one for one in _SENTENCE.split(_TITLE.sub("", low)) if one.strip(" .;:()")]
    waivers = [one for one in sentences if _SAYS_FREE.search(one)]
    owed = [one for one in sentences if not _SAYS_FREE.search(one) and not _BESIDE.search(one)]
    if any(_SUM.search(one) and not _OTHER_SUM.search(one) for one in owed):
        return "free-with-amount"
    if not any(_SETS.search(one) for one in owed) or any(not _FOR_SOME.search(one) for one in waivers):
        return None
    first, last = dates_in(low)
    if (first or last) and re.search(r"\bđến\b", low) and not _LEVEL.search(low):
        return None  # a waiver for a time
    return "free-with-tariff"
