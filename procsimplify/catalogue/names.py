"""Names of procedures compared: what is left of one when level, place, threshold and act are taken away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from procsimplify.files.portal.words import same_spelling, tidy

__all__ = [
    "differences",
    "object_of",
    "paper_name",
    "plain_name",
    "thresholds_in",
    "without_level",
    "without_threshold",
    "words_of",
]

_CODE = re.compile(r"\(\s*\d\.\d{6}\s*\)")
_OPENING = re.compile(r"^(?:thủ tục|trình tự)\s+")
_LEVEL = re.compile(
    r"\((?:thực hiện )?(?:ở |tại )?(?:công an |ubnd |ủy ban nhân dân )?(?:cấp )?"
    r"(?:trung ương|bộ|tỉnh|xã|huyện|tw|cơ sở)\)"
    r"|(?:thực hiện )?(?:ở |tại |thuộc )?(?:công an |ubnd |ủy ban nhân dân )?\bcấp (?:trung ương|bộ|tỉnh|xã|huyện|tw)\b"
    r"|thuộc (?:thẩm quyền|phạm vi)(?: giải quyết| quản lý)?(?: của)?[^,;()]*"
    r"|thuộc thẩm quyền[^,;()]*"
    r"|(?:tại|do) (?:cục|vụ|phòng|công an|sở|bộ|ủy ban|ubnd|chủ tịch)[^,;()]*"
    r"|\b(?:ở|tại) (?:các cơ quan ở )?(?:trung ương|địa phương)\b"
)
_THRESHOLD = re.compile(
    r"(?:có |với |quy mô |công suất |lưu lượng |diện tích |giá trị )*"
    r"(?:từ|dưới|trên|không quá|lớn hơn|nhỏ hơn|hơn|đến|bằng)"
    r"\s+(?:hoặc bằng\s+)?\d[\d.,]*\s*(?:đến (?:dưới )?\d[\d.,]*\s*)?[^\s,;()]+(?:/[^\s,;()]+)?(?: đêm)?"
    r"(?: trở (?:lên|xuống))?"
)
_ACT = re.compile(
    r"(?:đề nghị|đăng ký)?\s*(?:gia hạn|cấp(?: mới| lần đầu| gia hạn)?|công nhận|chỉ định|phê duyệt|chấp thuận)(?=\s)"
)
_COPY = frozenset(
    (
        "bản",
        "sao",
        "chính",
        "gốc",
        "chụp",
        "có",
        "chứng",
        "thực",
        "hợp",
        "lệ",
        "công",
        "sao",
        "y",
        "01",
        "02",
        "một",
        "hoặc",
    )
)
"""Words about the form of a paper, with which its title may begin."""
_COMMON = frozenset(
    (
        "của",
        "và",
        "các",
        "cho",
        "theo",
        "tại",
        "do",
        "trong",
        "về",
        "với",
        "hoặc",
        "đối",
        "đến",
        "từ",
        "được",
        "là",
        "có",
        "trường",
        "hợp",
        "khi",
        "để",
    )
)


@lru_cache(maxsize=8192)
def plain_name(title: str) -> str:
    """Give a name in one spelling, without its opening word, its code in brackets and signs at its ends."""
    return _OPENING.sub("", same_spelling(tidy(_CODE.sub(" ", title)))).strip(" .,;:-–")


def without_level(name: str) -> str:
    """Take the level and the place of the authority out of a name.

    Examples
    --------
    >>> without_level("cấp phép thăm dò (cấp tỉnh)"), without_level("cấp phép thăm dò (cấp bộ)")
    ('cấp phép thăm dò', 'cấp phép thăm dò')
    """
    return " ".join(re.sub(r"\(\s*\)", " ", _LEVEL.sub(" ", name)).split()).strip(" .,;:-–")


def thresholds_in(name: str) -> tuple[str, ...]:
    """List the thresholds that a name sets.

    Examples
    --------
    >>> thresholds_in("giấy phép khai thác công trình dưới 5.000 m3/ngày đêm")
    ('dưới 5.000 m3/ngày đêm',)
    """
    return tuple(match[0].strip() for match in _THRESHOLD.finditer(name))


def without_threshold(name: str) -> str:
    """Take the thresholds, the level and the place out of a name."""
    return without_level(" ".join(_THRESHOLD.sub(" ", name).split()))


def words_of(name: str) -> frozenset[str]:
    """Give the words of a name that carry meaning."""
    return frozenset(word for word in re.findall(r"\w+", name) if word not in _COMMON)


def object_of(name: str) -> tuple[str, ...]:
    """Give the words of a name without the act that it begins with, in order: what is issued or renewed.

    Examples
    --------
    >>> object_of("gia hạn giấy phép nhập khẩu") == object_of("cấp giấy phép nhập khẩu")
    True
    """
    bare = _ACT.sub(" ", without_level(name), count=1)
    return tuple(dict.fromkeys(word for word in re.findall(r"\w+", bare) if word not in _COMMON))


@lru_cache(maxsize=16384)
def paper_name(title: str) -> str:
    """Give the title of a paper as it is compared: one spelling, no signs, without the words about copies before it.

    Examples
    --------
    >>> paper_name("Bản sao có chứng thực Giấy phép kinh doanh;"), paper_name("Giấy phép kinh doanh")
    ('giấy phép kinh doanh', 'giấy phép kinh doanh')
    """
    words = re.findall(r"\w+", re.sub(r"\([^)]*\)", " ", same_spelling(tidy(title))))
    first = next((place for place, word in enumerate(words) if word not in _COPY), 0)
    return " ".join(words[first:])


def differences(names: Sequence[str], most: int = 200) -> str:
    """Give what each name has beyond the words that all of them begin and end with.

    Examples
    --------
    >>> differences(["cấp thẻ cho người lớn", "cấp thẻ cho trẻ em"])
    'người lớn | trẻ em'
    """
    split = [name.split() for name in names]
    first = 0
    while all(len(one) > first for one in split) and len({one[first] for one in split}) == 1:
        first += 1
    last = 0
    while all(len(one) > first + last for one in split) and len({one[-1 - last] for one in split}) == 1:
        last += 1
    parts = [" ".join(one[first : len(one) - last]) or "–" for one in split]
    text = " | ".join(dict.fromkeys(parts))
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
