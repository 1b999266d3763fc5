"""Words of steps: notes with their places, times, lists, branches."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from procsimplify.base.text import Text
from procsimplify.files.portal.amounts import Time
from procsimplify.files.portal.completion import data_wanting
from procsimplify.files.portal.parties import authority_in
from procsimplify.files.portal.sentences import Sentence
from procsimplify.files.portal.words import Piece, fold, short, tidy
from procsimplify.model import Quantity

__all__ = [
    "alternative",
    "branches",
    "collects_originals",
    "content",
    "keeps_originals",
    "names_paper",
    "names_place",
    "nearest_case",
    "note_text",
    "of_all_channels",
    "opens_duties",
    "opens_list",
    "opens_papers",
    "put_before",
    "quantity",
    "quote_of",
    "since_notice",
    "tells_again",
    "tells_posting",
    "tells_wanting_data",
    "time_text",
]

MOST_NOTE = 4_800
"""Letters of one note; what does not fit is in the log of the import."""
_PLAIN_WORDS = "doi voi truong hop cap cac cua va hoac duoc theo quy dinh thu tuc ho so de nghi trong ve la co"
_COMMON = frozenset(_PLAIN_WORDS.split())
_DUTIES = re.compile(
    r"(?:(?:thực hiện|tiến hành|triển khai)(?: (?:các|những|việc|một số|công việc|nội dung|nhiệm vụ|thủ tục"
    r"|bước|công tác|sau|sau đây|như sau|đây|theo trình tự))*"
    r"|có trách nhiệm(?: (?:thực hiện|sau|như sau|sau đây))*|xử lý như sau)\s*:$"
)
_PAPERS_FOLLOW = re.compile(r"(?:hồ sơ|giấy tờ|tài liệu)[^.;:]{0,40}(?:gồm|gồm có|bao gồm|như sau|sau|sau đây)\s*:$")
_A_PAPER = re.compile(
    r"(?:các |01 |một )?(?:dự thảo|tờ trình|đơn|tờ khai|bản (?:sao|chính|đồ|vẽ|khai|thuyết|chụp|gốc|án)|biên bản"
    r"|văn bản|giấy|trích (?:lục|đo|sao)|mảnh trích|hồ sơ|phương án|danh sách|hợp đồng|chứng (?:từ|chỉ|nhận)|tài liệu"
    r"|sơ đồ|phiếu|quyết định (?:phê duyệt|giao|thành lập|chấp thuận)"
    r"|báo cáo (?!ủy|uỷ|bộ |chủ tịch|cấp |cơ quan|ubnd|sở))(?!\w)"
)
_PAPERS = r"(?:bản chính|bản gốc|giấy tờ|hồ sơ gốc|hồ sơ giấy|thành phần hồ sơ)"
_COLLECTS = r"(?:trước khi|khi|lúc)(?: đến)? nhận kết quả"
_ORIGINALS = re.compile(
    rf"{_COLLECTS}[^.;\n]{{0,120}}?(?:phải |thì )?(?:nộp|xuất trình|mang theo|đem theo)[^.;\n]{{0,80}}?{_PAPERS}"
    rf"|(?:nộp|xuất trình|mang theo)[^.;\n]{{0,80}}?{_PAPERS}[^.;\n]{{0,80}}?{_COLLECTS}"
)
_APPOINTMENT = re.compile(r"giấy (?:hẹn|tiếp nhận|biên nhận|ủy quyền|giới thiệu)|phiếu hẹn|biên lai")
_KEPT = re.compile(rf"{_COLLECTS}[^.;\n]{{0,120}}?nộp (?:lại |đầy đủ )?(?:các )?(?:bản chính|bản gốc)|thu hồi|nộp lại")
_AGAIN = re.compile(
    r"nhận (?:được |đủ )?(?:lại )?(?:hồ sơ )?(?:đã |được )?(?:bổ sung|hoàn thiện|hoàn chỉnh|giải trình)"
)
_SINCE_NOTICE = re.compile(
    r"từ (?:ngày|khi|thời điểm) (?:nhận (?:được )?|có |ra |ban hành )?(?:văn bản )?"
    r"(?:yêu cầu|thông báo|kết quả hồ sơ|đề nghị (?:bổ|sửa))"
)
_PUT_BEFORE = re.compile(
    r"(?<!công )(?<!quá )(?<!quy )(?<!tờ )(?<!chương )(?<!lập )trình (?:lãnh đạo )?"
    r"(?=(?:Bộ|Sở|Cục|Chủ tịch|Giám đốc|Ủy ban|Uỷ ban|UBND|Thủ tướng|Tổng|Chính phủ|Hội đồng nhân dân|Thống đốc)(?!\w))"
)
_CONDITION = re.compile(r"(?<!\w)(?:(?:[Tt]rong )?[Tt]rường hợp|[Nn]ếu) ")
_OR_ELSE = re.compile(r"(?:hoặc|và|đối với|trường hợp)[^.;]{0,30}$")
_FROM_WHOLE = re.compile(r"từ (?:ngày|khi) nhận (?:được )?(?:(?:đầy )?đủ hồ sơ|hồ sơ (?:đầy đủ|hợp lệ))")
_OFFICE = re.compile(
    r"(?:bộ|sở|cục|chi cục|ủy ban|ubnd|công an|cảng vụ|phòng|cơ quan|ban quản lý|trung tâm)\s[^:;.]{2,140}:\s"
    r"(?!(?:có trách nhiệm|thực hiện|tiếp nhận|kiểm tra|thẩm định|xem xét|trong thời hạn))"
)
_POSTING = re.compile(r"(?:thời gian|thời hạn) (?:niêm yết|công khai|đăng tải|thông báo công khai|công bố)")


def note_text(words: list[Piece], quote: str = "") -> Text | None:
    """Keep the sentences of a step with their places; what does not fit stays in the log of the import.

    Parameters
    ----------
    words : list of Piece
    quote : str
        What stands for the first of them, where that is a fragment.
    """
    if not words:
        return None
    lines: list[str] = []
    room = MOST_NOTE
    for number, piece in enumerate(words):
        line = f"[{piece.field}:{piece.start}] {tidy(piece.text) if number or not quote else quote}"
        if len(line) > room:
            lines.append(line[: max(0, room - 2)] + " …")
            break
        lines.append(line)
        room -= len(line) + 1
    return Text("\n".join(lines), None)


def put_before(text: str) -> str:
    """Give the name of whom a sentence puts the dossier before; empty where it names none.

    Examples
    --------
    >>> put_before("Sở Xây dựng thẩm định, trình Chủ tịch Ủy ban nhân dân cấp tỉnh phê duyệt")
    'Chủ tịch Ủy ban nhân dân cấp tỉnh'
    """
    found = _PUT_BEFORE.search(text) if "trình " in text else None
    return authority_in(text[found.end() :]) or "" if found is not None else ""


def quantity(time: Time) -> Quantity:
    """Give a time of the page as a published quantity."""
    return Quantity(value=time.value, unit=time.unit, provenance="published", source="page")


def time_text(time: Time) -> str:
    """Write a time."""
    value = int(time.value) if time.value == Fraction(int(time.value)) else time.value
    return f"{value} {time.unit}"


def opens_list(sentence: Sentence) -> bool:
    """Tell a sentence whose items follow: what a step looks at, what a paper holds."""
    return sentence.text.endswith(":") and not re.search(r"trường hợp|như sau:$|đối với", sentence.low[-60:])


def opens_papers(sentence: Sentence) -> bool:
    """Tell a sentence under which the papers of a dossier are listed: ``hoàn thiện hồ sơ trình …, hồ sơ gồm:``."""
    return sentence.text.endswith(":") and _PAPERS_FOLLOW.search(sentence.low[-80:]) is not None


def names_paper(sentence: Sentence) -> bool:
    """Tell an item that begins with a paper, and not with what somebody does."""
    return _A_PAPER.match(sentence.low) is not None


def names_place(sentence: Sentence) -> bool:
    """Tell an item that names an office and, behind a colon, what it is competent for: a place to file at."""
    return _OFFICE.match(sentence.low) is not None


def of_all_channels(sentence: Sentence) -> bool:
    """Tell a sentence that holds whichever way the dossier came: its time runs from when it is whole and valid."""
    low = sentence.low
    return low.startswith("trong thời hạn") and _FROM_WHOLE.search(low, 0, 120) is not None and "nộp" not in low[:120]


def opens_duties(sentence: Sentence) -> bool:
    """Tell a sentence after which come, one by one, the things that its subject does."""
    return sentence.text.endswith(":") and _DUTIES.search(sentence.low[-120:]) is not None


def collects_originals(low: str) -> bool:
    """Tell words by which papers filed before are due again when the result is collected."""
    found = _ORIGINALS.search(low) if "nhận kết quả" in low else None
    return found is not None and _APPOINTMENT.search(found[0]) is None


def keeps_originals(low: str) -> bool:
    """Tell words by which originals are handed in at collection and kept, rather than shown."""
    return _KEPT.search(low) is not None


def since_notice(low: str) -> bool:
    """Tell a time that begins with the notice of what is missing: it is the applicant's."""
    return _SINCE_NOTICE.search(low) is not None


def tells_again(low: str) -> bool:
    """Tell the notice of a later round, which begins when the completed dossier has come."""
    return _AGAIN.search(low) is not None


def tells_posting(low: str) -> bool:
    """Tell a sentence that says how long something stays posted."""
    return _POSTING.search(low) is not None


def alternative(low: str, time: Time) -> bool:
    """Tell a time that stands beside another for another case, way or round: it is nobody's deadline.

    Examples
    --------
    >>> from procsimplify.files.portal.amounts import times_in
    >>> low = "trong 01 ngày làm việc (nộp trực tiếp) hoặc 02 ngày làm việc (qua bưu chính) thông báo bổ sung"
    >>> alternative(low, times_in(low)[1])
    True
    """
    before = low[max(0, time.start - 60) : time.start]
    return _OR_ELSE.search(before) is not None


def branches(sentence: Sentence) -> bool:
    """Tell a sentence that says what happens in some case."""
    return sentence.low.startswith(("trường hợp", "nếu", "đối với", "khi hồ sơ"))


def nearest_case(section: str, cases: Mapping[str, str]) -> str | None:
    """Give the case of the dossier whose heading says most nearly what the heading of a section says."""
    words = content(section)
    best, score = "", (0.0, 0.0)
    for case, heading in cases.items():
        other = content(heading)
        if words and other:
            shared = len(words & other)
            near = (shared / max(1, min(len(words), len(other))), shared / len(words | other))
            if near > score:
                best, score = case, near
    return best if score[0] >= 0.6 else None


def content(text: str) -> frozenset[str]:
    """Give the words of a heading that tell it from others."""
    return frozenset(word for word in re.findall(r"[a-z0-9]{2,}", fold(text)) if word not in _COMMON)


def quote_of(clause: str, sentence: str, most: int = 300) -> str:
    """Quote a clause so that it can be understood alone: with its sentence, or with all that its condition governs.

    Examples
    --------
    >>> quote_of("yêu cầu bổ sung.", "Sở tiếp nhận; nếu hồ sơ chưa đủ thì lập phiếu và yêu cầu bổ sung.", 60)
    'nếu hồ sơ chưa đủ thì lập phiếu và yêu cầu bổ sung.'
    """
    at = sentence.find(clause)
    if at < 0:
        return short(clause, most)
    if _CONDITION.match(clause) is not None:
        return short(sentence[at:].partition(";")[0], most)
    if len(sentence) <= most:
        return tidy(sentence)
    begins = [found.start() for found in _CONDITION.finditer(sentence, max(0, at - most), at)]
    if not begins and len(sentence) - at < most // 2:
        return "… " + tidy(sentence[at - most // 2 :]).partition(" ")[2]  # what stands before it says what is put there
    return short(sentence[begins[-1] if begins else at :], most)


def tells_wanting_data(sentence: Sentence, *, before: bool) -> bool:
    """Tell a sentence about data that could not be got, or an item of a list under such a sentence.

    Parameters
    ----------
    sentence : Sentence
    before : bool
        Whether the sentence before was one.
    """
    if data_wanting(sentence.low):
        return True
    return before and not sentence.piece.text.lstrip().startswith(("-", "–", "Bước"))
