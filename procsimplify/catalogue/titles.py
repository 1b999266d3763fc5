"""When a paper that one page asks for and a result that another page gives have one title."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

__all__ = ["is_telling", "same_title", "title_among"]

_LEAST_WORDS = 4
"""Words that a title must have at least to be compared: “giấy phép” alone says nothing."""
_OPENING = re.compile(
    r"^(?:(?:bản sao|bản chính|bản gốc|bản chụp|bản|chụp|sao y|có chứng thực|chứng thực|hợp lệ|công chứng|hoặc|01|02|"
    r"một|\d+\s*\(?\w*\)?\s*bản)\s+)+"
)
_FORM_WORDS = ("đơn", "tờ khai", "văn bản đề nghị", "giấy đề nghị")
_PAPERS = frozenset({
    "giấy", "chứng", "quyết", "thẻ", "bằng", "sổ", "văn", "hộ", "biên", "phiếu", "trích", "hợp", "báo", "kết", "thông",
    "phương", "sơ", "danh", "hồ", "bản", "tài", "điều", "nghị", "xác", "lý", "phù",
})  # fmt: skip
"""First words of what is a paper; a clause that begins with another word names none."""
_GENERIC = frozenset({
    "giấy chứng nhận đăng ký", "giấy chứng nhận đủ điều kiện", "giấy chứng nhận đã cấp", "giấy phép đã cấp",
    "văn bản chấp thuận", "văn bản xác nhận", "văn bản thông báo", "văn bản trả lời", "quyết định phê duyệt",
    "quyết định chấp thuận", "quyết định công nhận", "thông báo kết quả", "quyết định hành chính",
})  # fmt: skip
"""Titles that many different papers have."""
_ENDS_TITLE = frozenset({"của", "do", "đã", "còn", "đối", "trong", "kèm", "theo", "hoặc", "được", "đang", "bản", "nếu"})
"""Words that go on after a title; any other may be part of a longer title, which is another paper."""


def same_title(text: str) -> str:
    """Give a title as it is compared: small letters, no signs, without the words about copies that it begins with.

    Examples
    --------
    >>> same_title("Bản sao có chứng thực Giấy chứng nhận đăng ký kết hôn;")
    'giấy chứng nhận đăng ký kết hôn'
    """
    plain = unicodedata.normalize("NFC", text).lower()
    plain = re.sub(r"\([^)]*\)", " ", plain)
    plain = re.sub(r"[^\w\s]", " ", plain)
    plain = re.sub(r"\s+", " ", plain).strip()
    return _OPENING.sub("", plain)


def is_telling(title: str) -> bool:
    """Tell whether a title, as it is compared, names one paper: no clause, no form of the applicant, no bare head.

    Examples
    --------
    >>> is_telling("giấy chứng nhận đăng ký kết hôn"), is_telling("giấy chứng nhận đăng ký"), is_telling("nếu có")
    (True, False, False)
    """
    words = title.split()
    return (
        len(words) >= _LEAST_WORDS
        and words[0] in _PAPERS
        and title not in _GENERIC
        and not title.startswith(_FORM_WORDS)
    )


def title_among(text: str, titles: Container[str]) -> tuple[str, str] | None:
    """Find the longest title that a paper's title is, or begins with before a word that ends a title.

    Returns
    -------
    tuple of str and str, or None
        The title, and ``equal-title`` or ``begins-with``.

    Examples
    --------
    >>> known = {"giấy phép khai thác khoáng sản"}
    >>> title_among("Bản sao Giấy phép khai thác khoáng sản đã được cấp", known)
    ('giấy phép khai thác khoáng sản', 'begins-with')
    >>> title_among("Giấy phép khai thác khoáng sản tận thu", known) is None
    True
    """
    whole = same_title(text)
    if whole in titles:
        return whole, "equal-title"
    words = whole.split()[:40]
    for length in range(len(words) - 1, _LEAST_WORDS - 1, -1):
        if words[length] in _ENDS_TITLE:
            start = " ".join(words[:length])
            if start in titles:
                return start, "begins-with"
    return None
