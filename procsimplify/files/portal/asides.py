"""What is said beside the course of things: remarks, rights, hours and addresses."""

from __future__ import annotations

import re

from procsimplify.files.portal.sentences import Sentence
from procsimplify.files.portal.subjects import APPLICANT

__all__ = ["begins_notes", "explains", "tells_aside"]

_EXPLAINS = re.compile(
    r"^(?:thời gian|thời hạn|địa chỉ|địa điểm|hình thức|cách thức|số lượng|nội dung|lưu ý"
    r"|ghi chú|việc|thành phần|mẫu|căn cứ|theo quy định|phí|lệ phí|các|thời điểm|hồ sơ)\b"
)
_NOTES = re.compile(r"(?:một số )?(?:lưu ý|ghi chú|chú ý)\W*(?:lưu ý)?\W*$")
_NOT_ASKED = re.compile(r"không (?:phải|cần|bắt buộc phải) (?:nộp|thực hiện|đóng|trả|làm)(?!\w)")
_EXTENDS = re.compile(
    r"(?:có thể |quyết định |được (?:phép )?)(?:kéo dài|gia hạn)(?: thêm)?[^.;]{0,80}?(?:thời (?:gian|hạn)|không quá)"
)
_RIGHT = re.compile(r"(?:^|\s)(?:có quyền|được quyền|bị (?:thu hồi|từ chối|xóa|xử|tước))(?!\w)")


def tells_aside(low: str, begins: int) -> bool:
    """Tell what is said beside the course of things: a right, what becomes of a holder, a time that may be extended.

    Parameters
    ----------
    low : str
    begins : int
        Letters before its subject.

    Examples
    --------
    >>> tells_aside("trung tâm bị từ chối cấp giấy có quyền khiếu nại theo quy định", 0)
    True
    """
    if "kéo dài" in low or "gia hạn" in low:
        extends = _EXTENDS.search(low, begins)
        if extends is not None and extends.start() - begins < 60:
            return True
    if "không " in low:
        spared = _NOT_ASKED.search(low, begins)
        if spared is not None and spared.start() - begins < 60:
            return True
    right = _RIGHT.search(low, begins, begins + 110)
    return right is not None and APPLICANT.match(low, begins) is not None


def explains(sentence: Sentence) -> bool:
    """Tell a sentence that explains (opening hours, addresses, forms) rather than says what is done."""
    return _EXPLAINS.match(sentence.low) is not None


def begins_notes(sentence: Sentence) -> bool:
    """Tell the heading of remarks that stand beside the course of things (“* Lưu ý:”)."""
    return len(sentence.low) < 24 and _NOTES.match(sentence.low) is not None
