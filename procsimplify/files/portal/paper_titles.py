"""The name of a paper as a reader is shown it: without its bullet, and without the words that lead to the next one."""

from __future__ import annotations

import re
from functools import lru_cache

from procsimplify.files.portal.words import tidy

__all__ = ["paper_title", "unbulleted"]

_BULLET = re.compile(
    r"^(?:[\s\-–—+*•.…·]+|\(?\d{1,2}(?:\.\d{1,2})*[.)]\s*|\d{1,2}\s*[-–]\s+|\(?[a-zđ](?:\.?\d{1,2}){0,3}[.)]\s+"
    r"|\(?[ivx]{1,4}[.)]\s*)+"
)
_LEADS_ON = re.compile(
    r"(?<!\w)(?:hoặc|và|và/hoặc|cùng với|kèm theo|kèm|gồm|bao gồm|của|là|các|những|một trong các"
    r"|(?:bản (?:sao|chính|chụp|gốc)|bản sao điện tử)(?: có| được)?(?: chứng thực| công chứng)?)$",
    re.IGNORECASE,
)
"""Words that the next paper's name goes on from. A copy is one of them only behind a joint."""
_JOINT = re.compile(r"(?:[,;/]|(?<!\w)(?:hoặc|và|cùng với|kèm theo|kèm))\s*$", re.IGNORECASE)
_NUMBER_OF_THE_NEXT = re.compile(
    r"(?:[,;]|(?<!\w)(?:và|hoặc|kèm(?: theo)?|cùng))\s*\d{1,2}(?: \(\w+\))?$", re.IGNORECASE
)
_ASKS_FOR_THE_NEXT = re.compile(
    r"[;,.]\s*(?:(?:trong )?trường hợp|nếu|đối với|khi)\s[^;]{1,300}?(?<!\w)"
    r"(?:(?:thì |phải )*có thêm|thì có|nộp thêm|bổ sung thêm|thì nộp|kèm thêm)$",
    re.IGNORECASE,
)
_FORMS_FIRST = re.compile(r"bản (?:sao|chính|chụp|gốc)[\w ,/]{0,300}:\s+(?=\w)", re.IGNORECASE)
"""The forms that the paper is taken in, before its name."""
_NAMES_A_PAPER = re.compile(r"giấy|quyết định|hợp đồng|biên bản|văn bản|hóa đơn|văn bằng|chứng chỉ|hộ chiếu|căn cước")
_MOST_ROUNDS = 12
_SHORT = 400
"""A longer name is shown by its beginning alone."""
_LONG_BRACKET = 120
_REMEMBERED = 1_000
"""Letters of words whose name is remembered: it is asked for more than once."""


def unbulleted(text: str) -> str:
    """Give the words of a row without what marks it as one of a list."""
    return _BULLET.sub("", tidy(text))


def paper_title(text: str) -> str:
    """Give the name of a paper from its words in a row; nothing where they name none.

    Examples
    --------
    >>> paper_title("4- Các tài liệu khác (nếu có);"), paper_title("giấy chứng minh nhân dân hoặc thẻ căn cước hoặc")
    ('Các tài liệu khác (nếu có)', 'giấy chứng minh nhân dân hoặc thẻ căn cước')
    >>> paper_title("ảnh màu cỡ 3x4cm và 02"), paper_title("Giấy khai tử hoặc bản sao")
    ('ảnh màu cỡ 3x4cm', 'Giấy khai tử')
    >>> paper_title("Bản sao có chứng thực hoặc bản sao điện tử: Biên lai nộp lệ phí")
    'Biên lai nộp lệ phí'
    >>> paper_title("giấy chứng tử; trường hợp bị tai nạn thì có thêm"), paper_title("hợp đồng (bản sao")
    ('giấy chứng tử', 'hợp đồng')
    """
    return _title(text) if len(text) <= _REMEMBERED else _title.__wrapped__(text)


@lru_cache(maxsize=1_024)
def _title(text: str) -> str:
    name = unbulleted(text)
    forms = _FORMS_FIRST.match(name)
    if forms is not None and not _NAMES_A_PAPER.search(forms[0].lower()):
        name = name[forms.end() :]
    for _ in range(_MOST_ROUNDS):
        before = name
        name = _closed(name.rstrip(" ;:,.-–—+/•*…"))
        if len(name) <= _SHORT:
            name = _ASKS_FOR_THE_NEXT.sub("", name)
        name = _NUMBER_OF_THE_NEXT.sub("", name)
        led = _LEADS_ON.search(name)
        if led is not None and (not led[0].lower().startswith("bản ") or _JOINT.search(name[: led.start()])):
            name = name[: led.start()]
        if name == before:
            break
    return name.strip()


def _closed(name: str) -> str:
    """Cut a bracket that the words open and do not close."""
    if name.count("(") <= name.count(")"):
        return name
    opened = name.rfind("(")
    while opened > 0 and name.count("(", opened) <= name.count(")", opened):
        opened = name.rfind("(", 0, opened)
    return name[:opened].rstrip() if opened > 3 and len(name) - opened <= _LONG_BRACKET else name
