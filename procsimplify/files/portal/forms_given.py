"""Which requests a page gives a form for: in the row itself, in another row, in the prose or in an instrument."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from procsimplify.files.portal.page import Page
from procsimplify.files.portal.words import same_spelling, slug

__all__ = ["Forms", "forms_of", "lacks_form"]

_REQUEST = r"(?:đơn|tờ khai|phiếu|giấy đề nghị|bản khai|văn bản đề nghị)"
_HEAD = re.compile(
    r"^(?:đơn(?! vị| giá| vay| hàng)|tờ khai(?! hải quan| hàng| bổ sung sau)|phiếu (?:đăng ký|đề nghị|khai"
    r"|yêu cầu)|bản khai|giấy đề nghị)(?!\w)"
)
_GIVEN = re.compile(
    r"mẫu|phụ lục|điện tử|trực tuyến|tương tác|ban hành|đã (?:được )?cấp|theo quy định tại|kèm theo (?:thông tư"
    r"|nghị định)"
)
_CONTENTS = re.compile(
    r"nội dung|ghi rõ|nêu rõ|\bgồm\b|trong đó|(?:các|những) thông tin|thể hiện|cam kết|cam đoan|:\s*\S"
)
_FREE = re.compile(
    r"khởi kiện|khiếu nại|tố cáo|tố giác|trình báo|tường trình|giải trình|tranh chấp|phản ánh|kiến nghị"
    r"|có xác nhận|xác nhận (?:\([^)]*\) ?)?của|(?<!\w)là bản |đã (?:nộp|gửi|được duyệt)"
    r"|của (?:thuyền trưởng|phía|đối tác|bên )"
)
"""What nobody draws up on a form of this procedure: a plea, and a paper that came about elsewhere."""
_BESIDE = re.compile(
    r"(?:kèm theo|kèm|cùng)\s*$|(?:mẫu|biểu|phụ lục)(?: số)? [\w./-]*\d[\w./-]*\s*[:.–-]?\s*(?:mẫu )?$"
)
"""Before a request that another paper comes with, or behind the number of its form."""
_NUMBER = r"(?:(?:các )?(?:mẫu|biểu mẫu|biểu)(?: số)? (?=[\w./-]*\d)[\w./-]+|phụ lục (?:số )?[ivxlc\d]+)"
_IN_WORDS = re.compile(
    rf"(?<!\w)(?P<request>{_REQUEST}(?!\w)[^.;:\n]{{0,160}}?)[ (,]*(?:được lập |lập )?(?:theo )?(?:"
    rf"{_NUMBER}|mẫu (?:hướng dẫn |quy định )?[^.;]{{0,40}}(?:phụ lục|ban hành kèm))"
)
_SEVERAL = re.compile(r"các mẫu(?: số)? (?=[\w./-]*\d)[\w./-]+")
_ON_LINE = re.compile(
    r"(?:điền|nhập|khai)(?: đầy đủ)?(?: các)?(?: thông tin)?(?: vào| theo| trên)*"
    r" (?P<request>(?:đơn|tờ khai|phiếu|giấy|bản khai)[^.;:\n]{3,90}?)"
    r" (?:tại|trên|qua|và tải)[^.;\n]{0,60}?(?:trang thông tin|cổng|hệ thống|trực tuyến|điện tử)"
)
"""A form that is filled in on a screen is given there."""
_ISSUES_FORMS = re.compile(
    r"(?:ban hành|quy định|hướng dẫn)[^.;]{0,80}(?:biểu mẫu|mẫu (?:đơn|giấy|tờ khai|sổ|hồ sơ|văn bản|phiếu))"
)
_SURE = 4
"""So many syllables name a request well enough to know it again in longer words."""


@dataclass(frozen=True, slots=True)
class Forms:
    """The requests of a page that a form is given for."""

    keys: frozenset[str] = frozenset()
    """Of rows that have a file or a number."""
    told: frozenset[str] = frozenset()
    """Of sentences that give a number or an instrument."""
    all_requests: bool = False
    """A request with no further name has a form, or an instrument that issues the forms is cited."""

    def gives(self, words: str) -> bool:
        """Tell whether the page gives a form for the request named so.

        Examples
        --------
        >>> Forms(told=frozenset({"don-de-nghi-thue-nha"})).gives("Đơn đề nghị thuê nhà ở sinh viên")
        True
        """
        key = _key(words)
        if self.all_requests or key in self.keys:
            return True
        known = key.count("-") + 1 >= _SURE
        if known and any(one.startswith(f"{key}-") for one in self.keys):
            return True
        return any(f"{key}-".startswith(f"{one}-") or (known and one.startswith(f"{key}-")) for one in self.told)


def forms_of(page: Page) -> Forms:
    """Read which requests a page gives a form for."""
    rows = [row for group in page.groups for row in group.rows]
    texts = [same_spelling(row.name.text) for row in rows]
    keys = {_key(row.name.text) for row in rows if row.forms}
    keys.update(_key(text) for text in texts if re.search(_NUMBER, text))
    told: set[str] = set()
    general = any(_ISSUES_FORMS.search(same_spelling(legal.title.text)) for legal in page.basis)
    said = [*page.prose, *(row.remarks for row in page.channels), page.conditions]
    said.extend([*(group.heading for group in page.groups), *page.leftovers])
    for text in [*texts, *(same_spelling(piece.text) for piece in said if piece is not None)]:
        general = general or _SEVERAL.search(text) is not None
        told.update(_key(one["request"]) for one in _ON_LINE.finditer(text))
        for request in _requests(text):
            if len(request.split()) <= 1:
                general = True
            elif request.count(" ") + 1 >= _SURE:
                told.add(_key(request))
    return Forms(frozenset(keys), frozenset(told), general)


def lacks_form(words: str, row: str) -> str | None:
    """Give the head of a request whose words give neither a form nor its contents; None for other papers.

    Parameters
    ----------
    words : str
        What is said of the request, in one spelling.
    row : str
        The whole row that it stands in, in one spelling.

    Examples
    --------
    >>> lacks_form("đơn đề nghị cấp thẻ", ""), lacks_form("đơn khiếu nại", ""), lacks_form("đơn giá", "")
    ('đơn', None, None)
    """
    if len(words) > 170:
        return None
    head = _HEAD.search(words.lstrip(" -+*•.·0123456789"))
    if head is None or _GIVEN.search(words) or _CONTENTS.search(words) or _FREE.search(words):
        return None
    at = row.find(words[:60].strip(" ;,."))
    if at > 0 and _BESIDE.search(row[max(0, at - 60) : at]):
        return None
    return head[0]


def _requests(text: str) -> Iterator[str]:
    for found in _IN_WORDS.finditer(text):
        words = found["request"]
        last = max((one.start() for one in re.finditer(rf"(?<!\w){_REQUEST}(?!\w)", words)), default=0)
        yield words[last:].removesuffix("theo").strip(" ,(–-")


def _key(words: str) -> str:
    return slug(words.lstrip(" -–+*•.()0123456789"), 12)
