"""The prose of a page cut into sentences that know where they stand, and the headings over them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from procsimplify.base.memo import Memo
from procsimplify.files.portal.words import Piece, cut, same_spelling

__all__ = ["Sentence", "sentences"]

_UPPER = "A-ZĐÀÁẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬÈÉẺẼẸÊẾỀỂỄỆÌÍỈĨỊÒÓỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÙÚỦŨỤƯỨỪỬỮỰỲÝỶỸỴ"
_CUT = re.compile(
    # No cut is anywhere else, which is soon seen.
    r"(?=\s|[BT]|[a-zđ]\))(?:"
    # A line that ends in a comma or a preposition, or goes on with a small letter, was only wrapped.
    r"(?<!\n)(?<!,)(?<! đến)(?<! của)(?<! và)(?<! từ)(?<! tại)(?<! cho)\n+(?![a-zà-ỹđ]{2}[^)\n])"
    r"|(?<!\n)\n+(?=\s*[-–+*•(\d]|\s*[a-zđ]\))"
    rf"|(?<=[.;:!?])\s+(?=[{_UPPER}\-–+*•(\d])"
    r"|(?<=[.;:,)\w])\s+(?=[-–]\s*[^\W\d])(?=[-–]\s*(?:Trường|Đối|Trong|Nếu|Sau|Tổ (?!chức/)|Cơ|Cá|Người"
    # “Cục Tác chiến - Bộ Tổng Tham mưu” is one name.
    r"|Sở|(?<=[.;:,)]\s-\s)Bộ|(?<=[.;:,)]\s-)Bộ|Ủy|Uỷ|Bước|Nộp|Thời))"
    r"|(?<=[.;:)\w])\s+(?=[+*•]+\s)"
    r"|(?<!\s)\s+(?=(?:[-–+*]\s*)?Bước\s+\d{1,2}\s*[:.])"
    r"|(?<=[.;:])\s*(?=Bước\s+\d{1,2}\s*[:.])"
    rf"|(?<=[.;])\s*(?=[a-zđ]\)\s+[{_UPPER}])"
    rf"|(?<=[a-zà-ỹ])(?=Trường hợp hồ sơ ))"
)
_STEP = re.compile(r"^(?:[\W\d]|[a-zđ]\))*Bước\s+(?P<number>\d{1,2})\s*[:.]?\s*", re.IGNORECASE)
_LEAD = re.compile(r"^(?:[\s\-–+*•.…]+|\(?\d{1,2}(?:\.\d{1,2})*[.)]\s*|\(?[a-zđ]\d?[.)]\s+|\(?[ivx]{1,4}[.)]\s+)+")
_ITEM = re.compile(r"[\s\-–+*•]*\(?(\d{1,2}|[a-zA-ZđĐ])[.)](?!\d)")
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ACTS = re.compile(
    # “Khi tiếp nhận hồ sơ, cơ quan … kiểm tra:” tells what is done, whatever the cases under it say.
    r"(?:(?:ngay )?(?:khi|sau khi) [^,:]{3,90}, )?"
    r"(?:cán bộ|công chức|bộ phận|trung tâm|chi nhánh|văn phòng|đơn vị|cảng vụ|sở|bộ|cục|chi cục|ủy ban|ubnd"
    r"|cơ quan|phòng|công an|chủ tịch|doanh nghiệp|tổ chức"
    r"|cá nhân|người|chủ|công ty)\b[^:]{0,80}?"
    r"(?:thẩm định|kiểm tra|tiếp nhận|nộp|xem xét|gửi|lập|thực hiện|xử lý|cấp|quyết định|đánh giá|đối chiếu)"
)
_VERBLESS = re.compile(
    r"^(?:(?:tiếp nhận|kiểm tra|nộp|thẩm định|giải quyết|trả|nhận|xử lý|chuẩn bị|xem xét|đăng tải|lấy ý kiến|tổng hợp"
    r"|thẩm tra|phê duyệt|quyết định|ban hành|lập|gửi|hoàn thiện|tổ chức|thành lập|công bố|niêm yết"
    r"|xác minh|cấp)(?: |,|và|$)){1}[^.;]{0,70}$"
)


_SECTION = re.compile(
    r"(?!.*hồ sơ (?:không|chưa|đã|đáp|đầy|đủ|hợp))(?:đối với|trường hợp|trong trường hợp|thủ tục|cấp |gia hạn"
    r"|nộp hồ sơ (?:trực|qua))"
)
_STAGE = re.compile(
    r"(?:(?:nộp hồ sơ|(?:tiếp nhận(?: và)? )?giải quyết|trả kết quả) (?:tthc|thủ tục hành chính)"
    r"|thủ tục [^.,;:]{3,40})\W*$"
)
"""The name of a stage on a line of its own."""
_CASE_NAMED = re.compile(
    r"(?:đối với|(?:trong )?trường hợp) (?:(?!phải|thì |nộp|gửi|thông báo|trả|có trách nhiệm|được )[^.,;:]){3,160}$"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, its place, and what stands over it.

    Attributes
    ----------
    piece : Piece
        The sentence as it is printed.
    text : str
        Without its bullet.
    low : str
        The same in small letters of one spelling.
    step : int or None
        The number of the step that the page counts it to (``Bước 2``).
    section : str
        The heading of the section that it stands in (``b) Đối với cấp lại``); empty where there is none.
    heading : bool
        Whether it only names what follows.
    """

    piece: Piece
    text: str
    low: str
    step: int | None
    section: str
    heading: bool


def sentences(prose: Iterable[Piece]) -> tuple[Sentence, ...]:
    """Cut prose into sentences.

    Examples
    --------
    >>> [one.text for one in sentences([Piece("Bước 1: Nộp hồ sơ tại Sở.\\nBước 2: Sở kiểm tra. Sở trả lời.", "s")])]
    ['Nộp hồ sơ tại Sở.', 'Sở kiểm tra.', 'Sở trả lời.']
    """
    pieces = tuple(prose)
    return _known.get(pieces, None, lambda: tuple(_sentences(pieces)))


# A page is read once for its steps and once for what is wrong with it.
_known: Final[Memo[tuple[Sentence, ...]]] = Memo(16)


def _sentences(prose: Iterable[Piece]) -> list[Sentence]:
    found: list[Sentence] = []
    section = ""
    opened: str | None = None
    for whole in prose:
        step: int | None = None
        alone = False  # whether the number of a step stood there without its name
        for part in cut(whole, sorted({match.end() for match in _CUT.finditer(whole.text)})):
            number = _STEP.match(part.text)
            if number is not None:
                step = int(number["number"])
                rest = part.text[number.end() :]
            else:
                rest = part.text
            text = _LEAD.sub("", rest).strip()
            if not text:
                alone = number is not None
                continue
            low = same_spelling(text)
            heading = _is_heading(low, numbered=number is not None or alone)
            alone = False
            mark = _mark(rest)
            if heading and _SECTION.match(low):
                section, opened = text.rstrip(": ."), mark
            elif opened is not None and mark == _after(opened):
                section, opened = "", None  # what follows “c) Đối với …” under “d)” is of no such case
            found.append(Sentence(part, text, low, step, section, heading))
    return _without_lone_headings(found)


def _mark(text: str) -> str | None:
    """Give the letter or the number under which an item stands."""
    found = _ITEM.match(text)
    return found[1].lower() if found is not None else None


def _after(mark: str) -> str | None:
    """Give the mark that follows another in a list."""
    if mark.isdigit():
        return str(int(mark) + 1)
    place = _LETTERS.find(mark)
    return _LETTERS[place + 1] if 0 <= place < len(_LETTERS) - 1 else None


def _without_lone_headings(found: list[Sentence]) -> list[Sentence]:
    """Read the name of a step as what is done in it, where nothing else is said of that step."""
    for place, sentence in enumerate(found):
        if not sentence.heading or sentence.step is None or sentence.low.endswith(":"):
            continue
        alone = place + 1 == len(found) or found[place + 1].step != sentence.step
        if alone and _VERBLESS.match(sentence.low):
            found[place] = replace(sentence, heading=False)
    return found


def _is_heading(low: str, *, numbered: bool) -> bool:
    if len(low) > 220:
        return False
    if _CASE_NAMED.match(low) is not None or (len(low) < 60 and _STAGE.match(low) is not None):
        return True
    if low.endswith(":"):
        return not re.search(r"phải|có trách nhiệm|trong thời hạn", low) and not _ACTS.match(low)
    return len(low) < 80 and numbered and (_VERBLESS.match(low) is not None and not low.endswith("."))
