"""Whether words behind a paper name one more: what it bears, holds or approves is none."""

from __future__ import annotations

import re

from procsimplify.files.portal.document_clauses import ANNEX, ATTRIBUTE, SAMPLE
from procsimplify.files.portal.document_words import TypeMatch

__all__ = ["heads_named", "heads_papers", "held", "opens", "part_of", "repeated", "said_of", "unborn", "vague"]

_EVIDENCE = "other-evidence"
_DECISIONS = frozenset({"authority-document", "company-resolution"})
_APPROVED = frozenset({"plan", "report", "list", "charter", "technical-file"})
_HOLDERS = frozenset({"explanation", "plan", "list", "report"})
_HOLDS = re.compile(
    r"(?:[^;.]{0,240}?(?<!\w)(?:bao gồm|gồm có|gồm|về)(?: các| những)?(?: nội dung| thông tin)?"
    r"|[^;.]{0,40}?(?<!\w)(?:các|những) nội dung)"
    r"(?: chính| chủ yếu| cơ bản| sau| sau đây)*\s*:"
)
_SPEAKS = "của|về|cấp|theo|trong|thực hiện|phê duyệt|thông qua|thẩm định|chấp thuận"
_IN_A_CASE = re.compile(
    r"trường hợp [^;.,]{0,80}?(?<!\w)(?:sử dụng|có|mất|cấp|cấp lại|cấp đổi|đề nghị) (?:bản |các )?"
    r"(?:giấy|chứng chỉ|văn bằng|bằng|thẻ|quyết định|hợp đồng|hộ chiếu)(?!\w)[^;.,]*$"
)
"""A case that names a paper: one more behind “hoặc” is of the case too."""
_REPLACED = re.compile(
    r"(?<!\w)(?<!giá trị )(?<!giấy tờ )thay(?: thế)?(?: cho)? (?:giấy|bản|văn bản|chứng|sổ|thẻ)[^;.,]*$"
)
"""A paper that another stands for: so is one more behind “hoặc”."""
_SPOKEN_OF = re.compile(r" (?:này|nói trên|nêu trên|kể trên|đó)(?!\w)")
"""Behind a paper: it was named before."""
_A_FILE = re.compile(r"[\w .()-]{0,60}\.(?:docx?|pdf|xlsx?|rtf|zip)(?![a-z])")
_OVER = re.compile(r"[^;:]{0,400}?(?::|\s(?=[a-zđ]\.?1\)))[^;:]{0,200}$")
_FAR = 1500
"""So many letters back are looked at."""
_COPY = re.compile(r"\W*(?:\d+ )?bản (?:sao|chính|gốc|chụp)(?!\w)")
_PARTS_OF_A_PLAN = frozenset({"tiến độ", "giải pháp", "biện pháp", "kế hoạch", "tình hình hoạt động", "chiến lược"})


def opens(text: str, kind: TypeMatch, end: int) -> bool:
    """Tell papers in general of which the next words say which: ``tài liệu, bản vẽ …``, ``hồ sơ …: đơn …``."""
    after = text[end:].lstrip()
    if text.startswith(("hồ sơ", "mẫu số"), kind.start) and after.startswith((":", "là ")) and len(after) > 12:
        return True
    if text.startswith("hồ sơ đăng ký", kind.start) and after.startswith(("bao gồm:", "gồm:")):
        return True
    if text.startswith("hồ sơ đăng ký", kind.start) and "theo quy định" in text[kind.end : end]:
        return True  # the papers of another procedure, and then those asked for beside
    return not text[kind.end : end].strip() and not after.startswith("kèm")


def unborn(text: str, kind: TypeMatch, words: int) -> bool:
    """Tell a head that names no paper behind a comma: ``… được lập, xác nhận chưa quá 12 tháng``."""
    named = text[kind.start : kind.end]
    return named in ("phí", "lệ phí") or (words < 3 and named.startswith(("xác nhận", "chứng nhận", "đăng ký")))


def heads_named(text: str, heading: TypeMatch, named: TypeMatch) -> bool:
    """Tell papers in general that stand over those that are named behind them: ``Tài liệu kèm theo: phương án …``."""
    if not text.startswith(("giấy tờ", "tài liệu", "hồ sơ", "chứng từ", "một trong"), heading.start):
        return False
    return _OVER.match(text, heading.end, named.start) is not None


def heads_papers(text: str, kind: TypeMatch, end: int) -> bool:
    """Tell words that head papers in the same row: ``Giấy tờ phải xuất trình: hộ chiếu``."""
    after = text[end:].strip()
    named = text.startswith(("giấy tờ", "thành phần hồ sơ", "hồ sơ"), kind.start)
    return named and after.startswith(":") and len(after) > 6


def repeated(text: str, before: int, begin: int, kind: TypeMatch) -> bool:
    """Tell that the head was spoken of in what the paper before is about: ``hiệu lực của giấy phép A, giấy phép B``."""
    head = " ".join(text[kind.start : kind.end].split(" ")[:2])
    window = text[max(before, begin - _FAR) : begin]
    # Looked for as it is first: a pattern for each head would be dear to make.
    return head in window and re.search(rf"(?:{_SPEAKS}) {re.escape(head)}(?!\w)", window) is not None


def part_of(text: str, before: int, begin: int, last: str, kind: TypeMatch) -> bool:
    """Tell words behind a comma that say more of the paper before: what it approves, or lists, or its other name."""
    named = text[kind.start : kind.end]
    before = max(before, begin - _FAR)
    joined = text[before:begin].rstrip()
    if last == "list" and kind.type == "trade-document":
        return True
    if _SPOKEN_OF.match(text, kind.end) or _A_FILE.match(text, kind.end):
        return True
    if named.startswith("điều chỉnh") and joined.endswith((" hoặc", " và", "/")):
        return True
    if " thay " in joined[-300:] and joined.endswith((" hoặc", " và")) and _REPLACED.search(joined[-300:]):
        return True
    if joined.endswith((" là", "một phần hoặc")):
        return True
    if joined.endswith((" hoặc", " và")) and _IN_A_CASE.search(joined[-300:].removesuffix("hoặc").removesuffix("và")):
        return True
    if last == "curriculum-vitae" and named.startswith(("bản thông tin", "thông tin")):
        return True
    if last == "premises-right" and named.startswith("mặt bằng"):
        return True
    if kind.type == "charter" and "theo quy định tại điều lệ" in text[before:begin]:
        return True
    if named == "quyết định đầu tư" and last == "authority-document":
        return True
    if last == "report" and joined.endswith(" và") and named.startswith("dự án"):
        return True
    if named == "cam kết" and text.startswith(" với", kind.end):
        return True
    if last == "court-document" and named == "quyết định":
        return True
    if named == "thỏa thuận" and re.match(r" (?:đã|quốc tế|song phương|cụ thể)", text[kind.end :]):
        return True
    if named == "chứng từ" and re.match(r" (?:khác|tương đương|có giá trị|liên quan)", text[kind.end :]):
        return True
    approved = kind.type in _APPROVED or named.startswith("chủ trương đầu tư")
    approves = last in _DECISIONS and approved and joined[-1:] == ","
    return approves and re.search(r"phê duyệt|thông qua", text[before:begin]) is not None


def held(text: str, before: int, begin: int, last: str) -> bool:
    """Tell what stands in the paper before: ``thuyết minh về các nội dung: …``; a copy behind it is asked for."""
    if last not in _HOLDERS or not _HOLDS.match(text, before, begin):
        return False
    return not (_COPY.match(text, begin) or text[:begin].rstrip().endswith(("kèm", "kèm theo")))


def said_of(text: str, begin: int, kind: TypeMatch, strong: bool) -> bool:
    """Tell a confirmation that the paper before bears, rather than one more paper: ``có xác nhận của …``."""
    if not text.startswith(("xác nhận", "chứng nhận"), kind.start):
        return False
    return not strong or ATTRIBUTE.search(text[max(0, begin - 12) : kind.start]) is not None


def vague(text: str, kind: TypeMatch, words: int, strong: bool) -> bool:
    """Tell words too open to name one more paper behind another: ``và các tài liệu khác``."""
    if kind.type == _EVIDENCE and strong and text.startswith(("dự thảo", "bản dự thảo"), kind.start):
        return False
    if kind.type == _EVIDENCE:
        return re.search(r"chứng minh|chung minh", text[kind.start : kind.end]) is None
    if kind.type == "authority-document":
        return words < 3 and not strong
    named = text[kind.start : kind.end]
    if named == "giấy tờ pháp lý" and re.match(r" (?:tương đương|khác|(?:có )?liên quan)", text[kind.end :]):
        return True
    if named == "đăng ký" or (not strong and named in _PARTS_OF_A_PLAN):
        return True
    if named in ("mẫu số", "mẫu biểu") or (named in ("phí", "lệ phí") and not strong):
        return True
    if SAMPLE.match(text, kind.start) and ANNEX.search(text[: kind.start].rstrip(" -–:")):
        return True
    full = words >= 3 and named.startswith(("hồ sơ", "tài liệu", "thiết kế", "bản ", "văn bản", "báo cáo"))
    open_words = (kind.type in ("technical-file", "explanation") and not full) or text.startswith(
        "thông tin", kind.start
    )
    return open_words and not strong
