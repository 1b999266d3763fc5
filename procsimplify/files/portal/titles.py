"""What a procedure does to its object, read from its name: issue, renew, issue again, change, notify, revoke."""

from __future__ import annotations

import re
from collections.abc import Iterable

from procsimplify.files.portal.words import same_spelling, tidy
from procsimplify.model.procedure import Purpose

__all__ = ["is_lost", "purposes_of"]

_OPENING = re.compile(r"^(?:thủ tục|trình tự|việc|quy trình)[\s:,]+(?:đề nghị |xin |giải quyết )?")
_PERMISSION = (
    r"(?:giấy|chứng chỉ|chứng nhận|chứng thư|thẻ|bằng|văn bằng|năng định|chỉ định|công nhận|đăng ký|mã số|hiệu lực"
    r"|hoạt động|tên định danh|phép|số (?:đăng ký|lưu hành)|chấp thuận)"
)
_LOST = re.compile(
    r"\b(?:bị |do |đã )?mất\b(?! (?:năng lực|tích|quốc tịch|vốn|an toàn|sức|khả năng|trật tự|quyền))"
    r"|\b(?:hư hỏng|bị hỏng|hỏng|rách|bị cháy|cháy, |thất lạc|bị hủy hoại|tiêu hủy)\b"
)
_PATTERNS: tuple[tuple[Purpose, re.Pattern[str]], ...] = (
    ("notify", re.compile(r"^(?:thông báo|khai báo)\b")),
    ("report", re.compile(r"^báo cáo\b")),
    (
        "revoke",
        re.compile(
            r"^(?:thu hồi|đình chỉ|tước|cưỡng chế|xử phạt|buộc |kỷ luật|miễn nhiệm)"
            r"(?!.{0,200}theo (?:yêu cầu|nguyện vọng|đề nghị))"
        ),
    ),
    (
        "end",
        re.compile(
            r"^(?:chấm dứt|giải thể|tạm (?:ngừng|dừng|đình chỉ)|đóng cửa|đóng |xóa |phá sản|bãi bỏ|hủy bỏ)"
            r"|^(?:thu hồi|đình chỉ).{0,200}theo (?:yêu cầu|nguyện vọng|đề nghị)"
        ),
    ),
    (
        "confirm-yearly",
        re.compile(
            rf"(?:xác nhận|chứng nhận|kiểm tra|thẩm định|đánh giá) (?:duy trì )?(?:(?:hàng|hằng) năm|định kỳ"
            rf"|thường niên)"
            rf"[^.;]{{0,30}}\b{_PERMISSION}"
            rf"|(?:xác nhận|duy trì hiệu lực)[^.;,]{{0,60}}\b{_PERMISSION}[^.;,]{{0,60}}(?:(?:hàng|hằng) năm"
            rf"|thường niên)"
        ),
    ),
    (
        "allocate",
        re.compile(
            r"cấp phát kinh phí|quyết toán (?:kinh phí|cấp bù|ngân sách)|dự toán|giải ngân|tạm ứng kinh phí"
            r"|phân bổ (?:kinh phí|vốn|ngân sách)|thanh toán chi phí|cấp bù lãi suất"
            r"|(?:chi trả|thanh toán)[^.;]{0,60}(?:ngân sách (?:nhà nước )?hỗ trợ|từ ngân sách|người bảo lãnh)"
            r"|vay bắt buộc"
        ),
    ),
    ("reissue", re.compile(r"cấp lại")),
    ("exchange", re.compile(r"cấp đổi|(?<!sửa )(?<!thay )(?<!trao )(?<!chuyển )\bđổi (?:giấy|thẻ|chứng chỉ|bằng|sổ)")),
    ("correct", re.compile(r"đính chính|cải chính|hiệu đính|ghi sai|sai sót|sửa lỗi")),
    ("change", re.compile(r"điều chỉnh|chỉnh sửa|sửa đổi|bổ sung|thay đổi|chuyển (?:đổi|nhượng|giao)")),
)
_EXTENDS = re.compile(r"gia hạn(?P<what>[ ,/][^.;]{1,80})")
_RENEWS = re.compile(rf"^(?:(?:hiệu lực|thời hạn)(?: của| hiệu lực)? )?(?:[^\s,]+, )?{_PERMISSION}")
_AND_RENEWS = re.compile(rf"^(?:,|và|hoặc|[^\s,]+(?: [^\s,]+)?,)[^.;]{{0,60}}\b{_PERMISSION}")
_OTHER_ACTS = re.compile(
    r"cấp lại|cấp đổi|cấp (?:gia hạn|bổ sung)|cấp (?:tỉnh|xã|bộ|trung ương|huyện|cơ sở|đặc biệt|quốc gia"
    r"|[ivx]+\b|\d)"
)
_ISSUE = re.compile(r"^(?:đề nghị )?(?:cấp|đăng ký|công nhận|chấp thuận|chỉ định|phê duyệt|thành lập|phê chuẩn)\b")


def purposes_of(title: str) -> tuple[Purpose, ...]:
    """Read from a procedure's name what it does.

    Examples
    --------
    >>> purposes_of("Thủ tục cấp, cấp lại, gia hạn Giấy phép hoạt động")
    ('issue', 'renew', 'reissue')
    >>> purposes_of("Gia hạn nộp thuế"), purposes_of("Thu hồi chứng chỉ hành nghề")
    (('extend',), ('revoke',))
    """
    words = _OPENING.sub("", same_spelling(tidy(title)).strip(" .-–"))
    found: list[Purpose] = []
    if _ISSUE.match(_OTHER_ACTS.sub("…", words)):
        found.append("issue")
    extends = _EXTENDS.search(words)
    if extends is not None:
        what = extends["what"].strip()
        found.append("renew" if _RENEWS.match(what) or _AND_RENEWS.match(what) else "extend")
    found.extend(kind for kind, pattern in _PATTERNS if pattern.search(words))
    if "reissue" in found and _LOST.search(words):
        found.append("replace-lost")
    return tuple(dict.fromkeys(found))


def is_lost(texts: Iterable[str]) -> bool:
    """Tell whether some text says that what is asked for again was lost or damaged.

    Examples
    --------
    >>> is_lost(["Trường hợp Giấy phép bị mất, bị rách, nộp đơn đề nghị cấp lại."])
    True
    """
    for text in texts:
        low = same_spelling(text)
        for match in _LOST.finditer(low):
            near = low[max(0, match.start() - 120) : match.end() + 120]
            if re.search(r"cấp lại|lý do|nguyên nhân|trường hợp", near) and re.search(_PERMISSION, near):
                return True
    return False
