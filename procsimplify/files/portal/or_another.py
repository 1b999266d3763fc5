"""Whether a paper stands for one of several of its own kind: ``hợp đồng mua bán hoặc hợp đồng thuê``."""

from __future__ import annotations

import re

from procsimplify.files.portal.document_words import TypeMatch

__all__ = ["or_another"]

_COPY = r"bản (?:chính|gốc|sao|chụp|photo|scan|điện tử)"
_FORMS = re.compile(
    rf"{_COPY}(?: (?:có|được|chứng thực|công chứng|điện tử|từ|và|kèm|xuất trình|để|đối chiếu|sổ gốc|hợp lệ"
    rf"|theo quy định|của|{_COPY}))*(?: hoặc|/|, ?)(?= ?(?:\d+ )?(?:{_COPY}|tệp tin))"
)
"""Forms of one paper, which “or” joins too."""
_BRACKET = re.compile(r"\([^()]*\)")
_END = re.compile(r"[;.](?=\s|$)|(?<!\w)(?:trường hợp|đối với|trong đó|nếu)(?!\w)")
_PAPER = (
    r"giấy|văn bản|tài liệu|chứng từ|hợp đồng|quyết định|nghị quyết|biên bản|bằng|văn bằng|chứng chỉ|thẻ|sổ|báo cáo|đơn"
    r"|tờ khai|bản|phương án|kế hoạch|biện pháp|sơ đồ|hóa đơn|phiếu|hồ sơ|trích lục|thông báo|công văn|thỏa thuận"
    r"|căn cước|hộ chiếu|chứng minh nhân dân|đăng ký"
)
_OR = re.compile(
    rf"(?<!\w)(?:hoặc|/) ?(?:(?:\d+|một|một trong|các|những|loại|bản sao|bản chính|có|chứng thực) )*"
    rf"(?P<paper>{_PAPER})(?!\w)"
)
_INSTEAD = re.compile(r"(?:giấy tờ|tài liệu|chứng từ|văn bản) (?:tương đương|có giá trị|thay|khác có giá trị)")
"""What stands for any paper."""
_REQUESTS = re.compile(r"(?:đơn|tờ khai|biên bản|bản khai|bản ghi)(?!\w)")
_NEAR = 4
"""So many words behind the head, another paper behind “or” is one instead of it, and none that it is about."""


def or_another(low: str, kind: TypeMatch) -> str | None:
    """Give the words that offer another paper instead, of the same type or of none that is sure.

    Parameters
    ----------
    low : str
        The row in small letters and one spelling.
    kind : TypeMatch
        The type of the paper, and where the row names it.

    Examples
    --------
    >>> or_another("hợp đồng mua bán tàu cá hoặc hợp đồng thuê tàu trần", TypeMatch("contract", 0, 8))
    'hoặc hợp đồng'
    >>> or_another("đơn đề nghị cấp giấy phép hoặc giấy chứng nhận", TypeMatch("application-form", 0, 11))
    """
    if kind.type == "photo" or ("hoặc" not in low and "/" not in low):
        return None  # a photo on paper or as a file is one paper
    text = _FORMS.sub(_blanks, _BRACKET.sub(_blanks, low))
    stop = _END.search(text, kind.end)
    head = low[kind.start : kind.end].partition(" ")[0]
    for found in _OR.finditer(text, kind.end, stop.start() if stop else len(text)):
        at = found.start("paper")
        if kind.type == "application-form":
            is_another = _REQUESTS.match(text, at) is not None
        else:
            near = len(text[kind.end : found.start()].split()) <= _NEAR
            is_another = near or found["paper"].partition(" ")[0] == head or _INSTEAD.match(text, at) is not None
        if is_another:
            return found[0]
    return None


def _blanks(found: re.Match[str]) -> str:
    return " " * len(found[0])
