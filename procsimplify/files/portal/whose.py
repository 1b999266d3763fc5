"""Whose a paper is: of which holder, issued by whom, and whether the procedure acts on that very paper."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from procsimplify.files.portal.words import same_spelling, word_place

__all__ = ["acted_on", "holder_in", "is_foreign_issuer"]

Holder = Literal["vietnamese", "foreign", "any"]

_WHO = (
    r"(?:người|công dân|cá nhân|tổ chức|doanh nghiệp|thương nhân|nhà đầu tư|công ty|ngân hàng|luật sư|chuyên gia"
    r"|lao động|bên|hãng|pháp nhân|cơ quan|nhà thầu|quỹ|trường|cơ sở)"
)
_FOREIGNER = re.compile(
    rf"(?<!chi nhánh )(?<!\w)(?:của|là|đối với|cho) (?:các |những )?{_WHO}?(?: (?!vốn|việt|ở|tại|ra)\w+){{0,3}}?"
    r" ?(?<!vốn đầu tư )(?<!ở )(?<!tại )(?<!ra )(?<!yếu tố )(?<!chi nhánh ngân hàng )nước ngoài"
    r"|(?:người|lao động|chuyên gia) nước ngoài|không (?:có )?quốc tịch|hợp pháp hóa lãnh sự"
)
_DOMESTIC = re.compile(
    r"trong nước|(?:công dân|doanh nghiệp|thương nhân|pháp nhân|tổ chức) việt nam"
    r"|người việt nam(?! (?:định cư|ở nước ngoài))"
)
_NATIONAL_CARD = re.compile(r"căn cước|chứng minh nhân dân|cccd|cmnd")
_OTHER_CARD = re.compile(
    r"hộ chiếu|nước ngoài|không quốc tịch|giấy chứng nhận căn cước|tương đương"
    r"|hoặc giấy tờ|(?<!\w)trừ |tùy thân|hộ tịch"
)

_ABROAD = re.compile(
    r"(?:cơ quan|tổ chức|chính quyền|cấp|bởi|nhà chức trách|cơ sở)(?: (?!việt)[\w,]+){0,7}?"
    r" (?:(?:của )?(?:nước|quốc gia|phía|bên) )(?:ngoài|sở tại|xuất khẩu|xuất xứ|sản xuất|nguyên xứ|gốc|cư trú"
    r"|đăng ký|tàu (?:treo|mang) cờ|nơi|mà|đó|có liên quan)"
)
_ISSUED_ABROAD = re.compile(
    rf"(?:do|được|bởi|của) (?:{_ABROAD.pattern})[^;.:()]{{0,60}}?"
    r"(?<!\w)(?:cấp|ban hành|lập|xác nhận|công nhận|chứng nhận)"
)
_ALSO_HERE = re.compile(
    r"(?:việt nam|trong nước)[^;.]{0,40}(?:hoặc|và)"
    r"|(?:hoặc|và)[^;.]{0,40}(?:của việt nam|trong nước)"
)
_ISSUED_TYPES = frozenset(
    {
        "authority-document", "existing-licence", "establishment-decision", "residence-proof", "court-document",
        "other-evidence", "land-use-right", "investment-registration", "business-registration", "vehicle-registration",
        "product-certificate", "professional-certificate", "social-insurance", "judicial-record", "social-status",
        "identity-card", "birth-certificate", "marriage-certificate", "death-certificate", "marital-status",
        "civil-status-other", "driving-licence", "passport", "diploma",
    }
)  # fmt: skip
"""Papers that somebody else than the applicant makes: with an authority named, it made them."""

_ACT = (
    r"cấp lại|cấp đổi|(?<!chuyển )(?<!thay )(?<!hoán )(?<!trao )đổi|gia hạn|điều chỉnh|sửa đổi|bổ sung|thu hồi|hủy bỏ"
    r"|hủy|xóa|cải chính|đính chính|hiệu đính|thay đổi|chấm dứt|tạm ngừng|tạm dừng|phục hồi|khôi phục|xác nhận lại"
    r"|chuyển nhượng|biến động|trả lại|tước|đăng ký lại|nâng hạng|xác nhận hàng năm|đình chỉ|công nhận lại"
)
_AGAIN = re.compile(rf"(?<!\w)(?:{_ACT})(?!\w)")
_APPRAISED = re.compile(
    r"(?<!\w)(?:thẩm định|phê duyệt|thẩm duyệt|thông qua|xác minh|chấp thuận|công nhận|xác nhận|kiểm tra|đăng ký)"
    r"(?: và \w+ \w+|,)? "
)
_FORM_WORDS = re.compile(
    r"^[\W\d]*(?:(?:bản|hoặc|có|chính|gốc|sao|chụp|điện tử|công chứng|chứng thực|từ|sổ|hợp lệ|tệp tin|của|các|những) )*"
)
_ENDS = re.compile(
    r" (?:của|cho|đã|được|bị|đang|do|còn|có|trong|đối|với|hoặc|và|theo|cũ|gốc|hiện|kèm|nếu|số|tại"
    r"|khi|bằng|là|như|để|này|cần)(?!\w)"
    r"|[^\w ]|$"
)
_HEAD = re.compile(r"(?:giấy (?:chứng nhận|phép|xác nhận)|chứng chỉ|thẻ|quyết định|giấy|văn bằng|bằng)(?!\w)")
_BARE = frozenset({"giấy chứng nhận", "giấy phép", "chứng chỉ", "quyết định", "thẻ", "văn bản chấp thuận", "giấy"})
_HELD = re.compile(r"đã (?:được )?(?:cấp|ban hành)|(?<!\w)(?:cũ|bị|hư hỏng|đang sử dụng|hiện có)(?!\w)|^\s*(?:[,;.]|$)")
_OWN = frozenset(
    {
        "application-form", "authorisation", "company-resolution", "mailing-form", "photo", "remark", "identity-card",
        "commitment", "translation", "payment-receipt", "explanation",
    }
)  # fmt: skip
_APPRAISED_TYPES = frozenset(
    {"plan", "report", "drawing-or-map", "technical-file", "charter", "contract", "product-declaration"}
)
_RECORDS: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = (
    (
        re.compile(r"(?:cải chính|bổ sung|thay đổi)[^;.]{0,40}hộ tịch"),
        frozenset({"birth-certificate", "marriage-certificate", "death-certificate", "civil-status-other"}),
    ),
    (re.compile(r"đăng ký lại[^;.]{0,20}khai sinh"), frozenset({"birth-certificate"})),
    (re.compile(r"đăng ký lại[^;.]{0,20}kết hôn"), frozenset({"marriage-certificate"})),
    (re.compile(r"đăng ký lại[^;.]{0,20}khai tử"), frozenset({"death-certificate"})),
)
"""Procedures that write again the record itself which a paper of these types is drawn from."""


def holder_in(words: str, kind: str) -> Holder:
    """Tell whose a paper is, as far as its words say so; ``any`` where they name both or neither.

    Examples
    --------
    >>> holder_in("Hộ chiếu (đối với người nước ngoài)", "passport"), holder_in("Thẻ căn cước", "identity-card")
    ('foreign', 'vietnamese')
    """
    low = same_spelling(words)
    foreign = _FOREIGNER.search(low) is not None or _issued_abroad(low)
    domestic = _DOMESTIC.search(low) is not None
    if foreign != domestic:
        return "foreign" if foreign else "vietnamese"
    if kind == "identity-card" and not foreign and _NATIONAL_CARD.search(low) and not _OTHER_CARD.search(low):
        return "vietnamese"
    return "any"


def is_foreign_issuer(words: str, kind: str) -> bool:
    """Tell whether words say that an authority of another country issues the paper, and no Vietnamese one may.

    Examples
    --------
    >>> is_foreign_issuer("Giấy chứng nhận do cơ quan của nước xuất khẩu cấp", "product-certificate")
    True
    """
    return kind in _ISSUED_TYPES and _issued_abroad(same_spelling(words))


@lru_cache(maxsize=8_192)
def _issued_abroad(low: str) -> bool:
    if "nước" not in low and "quốc gia" not in low:
        return False
    found = _ISSUED_ABROAD.search(low)
    if found is None or found.start() > 240 or low[: found.start()].rstrip().endswith(("có thể", "hoặc", "và")):
        return False
    return _ALSO_HERE.search(low) is None


_TO_BE_CHANGED = re.compile(
    r"^[^,;.()]{0,80}(?:đề nghị|yêu cầu|cần)(?: được)? (?:công nhận|chỉnh sửa|cấp lại|cấp đổi|gia hạn|hợp pháp hóa"
    r"|chứng nhận lãnh sự|xác minh|đánh giá|thu hồi|hủy|đính chính)"
    r"|bản (?:chính|gốc)[^;.]{0,120} để (?:ghi|đóng dấu|điều chỉnh|thu hồi|hủy|đổi)"
    r"|để (?:ghi|đóng dấu) (?:nội dung|vào|lên)"
)
"""A paper that is itself to be recognised, put right or endorsed."""


def acted_on(words: str, kind: str, title: str) -> bool:
    """Tell whether a paper is what the procedure acts on: the licence that it changes, the plan that it approves.

    Parameters
    ----------
    words : str
        The words of the paper, from its name on.
    kind : str
        The type of the paper.
    title : str
        The title of the procedure.

    Examples
    --------
    >>> acted_on("Giấy phép xây dựng đã cấp", "existing-licence", "Cấp lại giấy phép xây dựng")
    True
    >>> acted_on("Giấy phép lao động", "existing-licence", "Cấp lại giấy phép xây dựng")
    False
    """
    if kind in _OWN:
        return False
    if _TO_BE_CHANGED.search(same_spelling(words)[:160]):
        return True
    low_title = same_spelling(title)
    if any(kind in types and told.search(low_title) for told, types in _RECORDS):
        return True
    low = _FORM_WORDS.sub("", same_spelling(words), count=1)
    end = _ENDS.search(low)
    name = low[: end.start() if end else len(low)].strip()
    if not name:
        return False
    again = _AGAIN.search(low_title)
    if again is not None and name in _BARE:
        held = _HELD.search(low[len(name) :][:60]) is not None and (name in low_title or "biến động" in low_title)
        return held or _within(" ".join(low.split()[:6]), low_title)
    if name in _BARE:
        return False
    if again is not None and _within(name, low_title):
        return True
    if kind in _APPRAISED_TYPES:
        told = _APPRAISED.search(low_title)
        return told is not None and len(name.split()) >= 3 and _within(name, low_title[told.end() - 1 :])
    inner = _HEAD.sub("", name, count=1).strip()
    return again is not None and inner != name and len(inner.split()) >= 3 and _within(inner, low_title)


def _within(name: str, title: str) -> bool:
    start = word_place(name, title)
    return start is not None and not title[:start].endswith((" có ", "theo ", "bằng ", " đã được cấp "))
