"""Headings of the table of papers: a case, a condition, one of several, papers to show, or nothing in particular."""

from __future__ import annotations

import re
from typing import Literal

from procsimplify.files.portal.row_marks import is_one_of
from procsimplify.files.portal.words import same_spelling

__all__ = ["HeadingKind", "about_of_heading", "channels_in", "depth_of", "kind_of_heading"]

HeadingKind = Literal["plain", "case", "if", "one-of", "show"]

_IF = re.compile(
    r"ủy quyền|người đại diện|bưu chính|trực tuyến|trực tiếp|môi trường điện tử"
    r"|ngoài (?:các )?(?:giấy tờ|thành phần|hồ sơ|tài liệu)|bổ sung thêm|(?:nộp|phải có|kèm"
    r"|có) thêm"
    r"|nộp bổ sung|phải bổ sung|phải nộp thêm|không khai thác được|kèm theo một trong|còn phải"
)
_CASE = re.compile(
    r"trường hợp|đối với|cấp (?:mới|lại|đổi|lần đầu|phép)|gia hạn|điều chỉnh|sửa đổi|thay đổi"
    r"|lần đầu|chuyển đổi|thu hồi|hồ sơ (?:đề nghị|đăng ký|cấp|thẩm định|xin)|thủ tục|khi "
    r"|đăng ký "
)
_SHOW = re.compile(r"xuất trình")
_SUBMIT = re.compile(r"phải nộp|giấy tờ nộp|cần nộp")
_ONE = re.compile(r"một trong (?:các|những|số)|(?:một|01) (?:trong )?(?:các )?loại giấy tờ")
_AN_AUTHORITYS = re.compile(
    r"^[\W\d]*(?:(?:[a-zđ]|[ivx]{1,4})[.)]\W*)?(?:thành phần )?hồ sơ (?:do |của )?(?:chủ tịch )?"
    r"(?:[uủ][yỷ] ban nhân dân|ubnd|sở|cục|chi cục|bộ|cơ quan)\s[^:;,]{0,110}?"
    r"(?<!\w)(?:trình|gửi|lấy ý kiến|báo cáo|chuyển)(?!\w)"
)
_MOVED = re.compile(
    r"(?:từ|sang|chuyển đến) [^:;]{0,80}(?:tỉnh|thành phố|địa phương|địa bàn)[^:;]{0,60} (?:khác|này sang)"
)
_BULLET = re.compile(r"^\s*(?P<mark>[-–+*•]+|\(?[ivx]+[.)]|\(?[a-zđ]\.?\d+[.)]|\(?[a-zđ][.)]|\(?\d+(?:\.\d+)*[.)]?)")


def kind_of_heading(text: str) -> HeadingKind:
    """Tell what a heading makes of the rows under it.

    Examples
    --------
    >>> kind_of_heading("b) Đối với cấp lại Giấy chứng nhận"), kind_of_heading("* Giấy tờ phải xuất trình:")
    ('case', 'show')
    """
    low = same_spelling(text)
    if _IF.search(low) and not _SHOW.search(low[:40]):
        return "one-of" if _ONE.search(low) and not _IF.search(low[: _first(low)]) else "if"
    if _SHOW.search(low) and not _SUBMIT.search(low):
        return "show"
    if _SUBMIT.search(low) and len(low) < 60:
        return "plain"
    if is_one_of(text) or _ONE.search(low):
        return "case" if re.search(r"trường hợp|đối với", low) and "giấy tờ" not in low else "one-of"
    return "case" if _CASE.search(low) else "plain"


def about_of_heading(text: str) -> Literal["authority-dossier", "issued-locally"] | None:
    """Tell what a heading says of the papers under it: an authority makes up the dossier, or another place issued them.

    Examples
    --------
    >>> about_of_heading("b) Hồ sơ Ủy ban nhân dân cấp tỉnh trình Hội đồng nhân dân, gồm:")
    'authority-dossier'
    >>> about_of_heading("Trường hợp chuyển trụ sở từ tỉnh này sang tỉnh khác:")
    'issued-locally'
    """
    low = same_spelling(text)
    if _AN_AUTHORITYS.search(low):
        return "authority-dossier"
    return "issued-locally" if _MOVED.search(low) else None


def _first(low: str) -> int:
    match = _ONE.search(low)
    return match.start() if match else len(low)


_CHANNELS = (
    ("in-person", re.compile(r"nộp (?:hồ sơ )?(?:theo hình thức |qua |bằng hình thức )?trực tiếp|hình thức trực tiếp")),
    ("online", re.compile(r"trực tuyến|môi trường (?:điện tử|mạng)|cổng dịch vụ công")),
    ("post", re.compile(r"bưu (?:chính|điện)")),
)


def channels_in(text: str) -> tuple[str, ...]:
    """List the channels that a heading or a condition limits something to.

    Examples
    --------
    >>> channels_in("Trường hợp nộp hồ sơ trực tuyến:")
    ('online',)
    """
    low = same_spelling(text)
    return tuple(channel for channel, words in _CHANNELS if words.search(low))


def depth_of(text: str) -> int:
    """Tell how deep the bullet of a row stands: 0 without one, more for ``-``, ``+``, ``++``.

    Examples
    --------
    >>> depth_of("++ Quy chế"), depth_of("Đơn")
    (3, 0)
    """
    match = _BULLET.match(text)
    if match is None:
        return 0
    mark = match["mark"]
    if set(mark) <= set("-–"):
        return 1
    if set(mark) <= set("*•"):
        return 0
    if "+" in mark:
        return 1 + mark.count("+")
    return 2 if re.fullmatch(r"\(?(?:[ivx]+|[a-zđ]\.?\d+)[.)]", mark) else 1
