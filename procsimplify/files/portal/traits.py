"""Traits of a procedure read from all its words: why somebody must be there, what is at stake, what its results are."""

from __future__ import annotations

import re
from typing import Any, Final

from procsimplify.files.portal.page import Page
from procsimplify.files.portal.titles import is_lost, purposes_of
from procsimplify.files.portal.words import same_spelling
from procsimplify.model.procedure import Presence, Stake

__all__ = ["is_either", "is_entry", "is_physical", "presence_in", "speaks_of_electronic", "stakes_in", "traits_of"]

_PRESENCE: Final[tuple[tuple[Presence, re.Pattern[str]], ...]] = (
    (
        "biometrics",
        re.compile(r"vân tay|sinh trắc|mống mắt|chụp ảnh (?:chân dung|khuôn mặt)|thu nhận (?:ảnh|thông tin)"),
    ),
    ("oath", re.compile(r"tuyên thệ")),
    (
        "signature",
        re.compile(
            r"(?:phải|cùng) có mặt|ký[^.;]{0,40}trước mặt|ký (?:tên )?vào sổ|chứng thực chữ ký|điểm chỉ"
            r"|hai bên nam,? nữ|không được ủy quyền"
        ),
    ),
    ("hearing", re.compile(r"hòa giải|đối thoại|tham vấn trực tiếp|xin lỗi|phục hồi danh dự|tiếp công dân")),
    (
        "delivery",
        re.compile(
            r"giao nộp|bàn giao (?:hàng|tài sản|tiền|vũ khí)|nộp tiền mặt|giao nhận hàng|mua bán hàng"
            r"|xem (?:trước )?hàng"
            r"|(?:hàng hóa|vật thể|lô vật thể|phương tiện|mẫu vật)[^.;]{0,60}(?:đến|tới) (?:cửa khẩu|địa điểm|nơi) "
            r"|xuất trình (?:hàng|phương tiện|vật thể|tang vật|xe|tàu)"
        ),
    ),
)
_STAKES: Final[tuple[tuple[Stake, re.Pattern[str]], ...]] = (
    (
        "safety",
        re.compile(
            r"an toàn|hàng không|tàu bay|khám bệnh|chữa bệnh|bức xạ|hạt nhân|\bnổ\b|thuyền viên|lái tàu|lái xe|sát hạch"
            r"|vũ khí|dược|thuốc|trang thiết bị y tế|phòng cháy|cứu nạn|dịch vụ bảo vệ|cai nghiện|y tế|y khoa"
            r"|tiêm chủng|xét nghiệm|thú y|cơ sở trợ giúp|hóa chất"
            r"|đăng kiểm|kiểm định"
        ),
    ),
    (
        "security",
        re.compile(
            r"khu vực cấm|vùng cấm|bí mật|vũ khí|vật liệu nổ|quốc phòng|an ninh quốc gia|công cụ hỗ trợ|tiền chất"
            r"|cơ sở dữ liệu (?:quốc gia về dân cư|căn cước)"
            r"|(?:kế hoạch|đánh giá|phương án) an ninh|biên giới|mật mã|quân sự|quân nhân|sĩ quan|công an nhân dân"
        ),
    ),
    (
        "prudential",
        re.compile(
            r"bảo hiểm|chứng khoán|tổ chức tín dụng|(?<!tài chính )ngân hàng|quỹ (?:đầu tư|hưu trí|tín dụng)|kiểm toán"
            r"|tài sản mã hóa|thanh toán|casino|đặt cược"
        ),
    ),
)
_TREATY: Final = re.compile(r"\bisps\b|\bsolas\b|\bmarpol\b|bộ luật quốc tế|công ước quốc tế|điều ước quốc tế|\bicao\b")
_TREATY_HINTS: Final = ("quốc tế", "isps", "solas", "marpol", "icao")
"""One of these stands in all that `_TREATY` finds; looking for them in a whole page is ten times as fast."""
_ELECTRONIC: Final = re.compile(
    r"trực tuyến|điện tử|môi trường mạng|cổng (?:dịch vụ|thông tin)|hệ thống (?:thông tin|một cửa|công nghệ"
    r"|xử lý dữ liệu"
    r"|dịch vụ|khai)|thông qua hệ thống(?! bưu)|phần mềm|e-?mail|internet|website|trang thông tin|\bfax\b"
    r"|chữ ký số|định danh"
)
_FILING: Final = re.compile(r"nộp|gửi|tiếp nhận|kê khai|khai |hồ sơ|thực hiện|thông qua")
_PHYSICAL: Final = re.compile(
    r"quyền sử dụng đất|quyền sở hữu (?:nhà|tài sản|công trình|rừng)|vũ khí|vật liệu nổ|công cụ hỗ trợ|biển số|phù hiệu"
    r"|\btem\b|hộ chiếu|thị thực|thông hành|xuất nhập cảnh|căn cước|thẻ (?:thường|tạm) trú|liên vận|qua biên giới"
    r"|vận tải (?:đường bộ )?quốc tế|cổ phiếu|trái phiếu|vận đơn|séc\b|quốc tịch (?:tàu|cho tàu)"
    r"|đăng ký (?:tàu|phương tiện"
    r"|xe)|(?:văn bằng|bằng) (?:tốt nghiệp|thạc sĩ|tiến sĩ|cử nhân|kỹ sư)|hiện vật|huân chương|huy chương"
    r"|\bsổ\b|con dấu"
    r"|kiểm soát an ninh|giấy chứng nhận do bị mất"
)
_EITHER: Final = re.compile(
    r"(?:chấp nhận|chấp thuận|đồng ý|cấp phép|phê duyệt|xác nhận|cho phép|công nhận|đủ điều kiện)"
    r"[^.;]{0,40}(?:/|hoặc|hay)[^.;]{0,20}(?:không|từ chối)"
)
_ENTRY: Final = re.compile(
    r"đăng ký (?:doanh nghiệp|kinh doanh|hợp tác xã|hộ kinh doanh|hoạt động|biện pháp bảo đảm|quyền sở hữu|thuế)"
    r"|(?:nội dung|thông tin|thay đổi) đăng ký|cập nhật[^.;]{0,80}(?:cơ sở dữ liệu|hệ thống|sổ)|vào sổ"
)


def traits_of(page: Page) -> dict[str, Any]:
    """Give the fields of a procedure that the whole page speaks for: purpose, presence, stakes, electronic means."""
    rows = [row.name.text for group in page.groups for row in group.rows]
    prose = [piece.text for piece in page.prose]
    conditions = page.conditions.text if page.conditions else ""
    purpose = purposes_of(page.title)
    if purpose == ("reissue",) and is_lost([*prose, conditions, *rows]):
        purpose = (*purpose, "replace-lost")
    remarks = [row.remarks.text for row in page.channels if row.remarks is not None]
    low = same_spelling("\n".join([page.title, *prose, *rows, *remarks]))
    beside = "\n".join([conditions, *(legal.title.text for legal in page.basis)]).lower()
    return {
        "purpose": purpose,
        "presence": presence_in(low),
        "stakes": stakes_in(same_spelling(f"{page.title} | {page.topic or ''}"), f"{low}\n{beside}"),
        "electronic": speaks_of_electronic(low),
    }


def presence_in(low: str) -> tuple[Presence, ...]:
    """List why filing by post or online cannot stand for being there, from words in one spelling (`same_spelling`).

    Examples
    --------
    >>> presence_in("người đề nghị tuyên thệ trước khi nhận quyết định.")
    ('oath',)
    """
    return tuple(kind for kind, pattern in _PRESENCE if pattern.search(low))


def stakes_in(name: str, low: str) -> tuple[Stake, ...]:
    """List what the conditions of a procedure guard: by its name and field, and for treaties by all its words.

    Examples
    --------
    >>> stakes_in("cấp chứng chỉ thuyền viên", "theo công ước quốc tế stcw")
    ('safety', 'treaty')
    """
    found: list[Stake] = [kind for kind, pattern in _STAKES if pattern.search(name)]
    if any(hint in low or hint in name for hint in _TREATY_HINTS) and (_TREATY.search(name) or _TREATY.search(low)):
        found.append("treaty")
    return tuple(found)


def speaks_of_electronic(low: str) -> bool:
    """Tell whether some sentence speaks of handing in, or of a step, by electronic means.

    Examples
    --------
    >>> speaks_of_electronic("nộp 01 bộ tại sở."), speaks_of_electronic("khai trên hệ thống thông tin")
    (False, True)
    """
    for match in _ELECTRONIC.finditer(low):
        first = max(low.rfind(mark, 0, match.start()) for mark in ".;\n") + 1
        if _FILING.search(low[max(first, match.start() - 200) : match.end() + 60]):
            return True
    return False


def is_physical(*texts: str) -> bool:
    """Tell whether a result is worth something only as the piece itself: a title, a plate, a travel document."""
    return any(_PHYSICAL.search(same_spelling(text)) for text in texts)


def is_either(title: str) -> bool:
    """Tell whether one result says yes or no.

    Examples
    --------
    >>> is_either("Thông báo chấp nhận hoặc không chấp nhận hồ sơ")
    True
    """
    return _EITHER.search(same_spelling(title)) is not None


def is_entry(title: str) -> bool:
    """Tell whether a result is, or confirms, an entry in a register that third parties rely on.

    Examples
    --------
    >>> is_entry("Giấy xác nhận thay đổi nội dung đăng ký doanh nghiệp")
    True
    """
    return _ENTRY.search(same_spelling(title)) is not None
