"""Whether words behind a paper name one more: what it bears, holds or approves is none."""

from __future__ import annotations

import re

from procsimplify.files.portal.document_clauses import ANNEX, ATTRIBUTE, SAMPLE
from procsimplify.files.portal.document_words import TypeMatch

__all__ = ["heads_papers", "opens", "part_of", "repeated", "said_of", "vague"]

_EVIDENCE = "other-evidence"
_DECISIONS = frozenset({"authority-document", "company-resolution"})
_APPROVED = frozenset({"plan", "report", "list", "charter", "technical-file"})
_PARTS_OF_A_PLAN = frozenset({"tiến độ", "giải pháp", "biện pháp", "kế hoạch", "tình hình hoạt động", "chiến lược"})


def opens(text: str, kind: TypeMatch, end: int) -> bool:
    """Tell papers in general of which the next words say which: ``tài liệu, bản vẽ …``, ``hồ sơ …: đơn …``."""
    after = text[end:].lstrip()
    if text.startswith(("hồ sơ", "mẫu số"), kind.start) and after.startswith((":", "là ")) and len(after) > 12:
        return True
    return not text[kind.end : end].strip() and not after.startswith("kèm")


def heads_papers(text: str, kind: TypeMatch, end: int) -> bool:
    """Tell words that head papers in the same row: ``Giấy tờ phải xuất trình: hộ chiếu``."""
    after = text[end:].strip()
    named = text.startswith(("giấy tờ", "thành phần hồ sơ", "hồ sơ"), kind.start)
    return named and after.startswith(":") and len(after) > 6


def repeated(text: str, before: int, begin: int, kind: TypeMatch) -> bool:
    """Tell that the head was spoken of in what the paper before is about: ``hiệu lực của giấy phép A, giấy phép B``."""
    head = re.escape(text[kind.start : kind.end])
    found = re.search(rf"(?:của|về|cấp|theo) {head}(?!\w)", text[before:begin])
    return found is not None


def part_of(text: str, before: int, begin: int, last: str, kind: TypeMatch) -> bool:
    """Tell words behind a comma that say more of the paper before: what it approves, or lists, or its other name."""
    named = text[kind.start : kind.end]
    if last == "list" and kind.type == "trade-document":
        return True
    if last == "court-document" and named == "quyết định":
        return True
    if named == "thỏa thuận" and re.match(r" (?:đã|quốc tế|song phương|cụ thể)", text[kind.end :]):
        return True
    if named == "chứng từ" and re.match(r" (?:khác|tương đương|có giá trị|liên quan)", text[kind.end :]):
        return True
    approves = last in _DECISIONS and kind.type in _APPROVED and text[:begin].rstrip()[-1:] == ","
    return approves and re.search(r"phê duyệt|thông qua", text[before:begin]) is not None


def said_of(text: str, begin: int, kind: TypeMatch, strong: bool) -> bool:
    """Tell a confirmation that the paper before bears, rather than one more paper: ``có xác nhận của …``."""
    if not text.startswith(("xác nhận", "chứng nhận"), kind.start):
        return False
    return not strong or ATTRIBUTE.search(text[max(0, begin - 12) : kind.start]) is not None


def vague(text: str, kind: TypeMatch, words: int, strong: bool) -> bool:
    """Tell words too open to name one more paper behind another: ``và các tài liệu khác``."""
    if kind.type == _EVIDENCE:
        return re.search(r"chứng minh|chung minh", text[kind.start : kind.end]) is None
    if kind.type == "authority-document":
        return words < 3 and not strong
    named = text[kind.start : kind.end]
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
