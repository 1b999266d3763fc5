"""What sets a procedure apart, told from its field and its title, so that rules leave it alone."""

from __future__ import annotations

import re

__all__ = ["sensitive_of"]

_FIELDS = (
    ("armed-forces", re.compile(
        r"^tổ chức,? cán bộ$|^chính sách$|nghĩa vụ quân sự|tuyển sinh quân sự|quân đội|sĩ quan"
    )),
    ("judgment-enforcement", re.compile(r"thi hành án")),
    ("complaints", re.compile(r"khiếu nại|tố cáo")),
    ("compensation", re.compile(r"bồi thường nhà nước")),
    ("state-secrets", re.compile(r"bí mật nhà nước|cơ yếu|mật mã")),
    ("budget-settlement", re.compile(r"quyết toán ngân sách|kho bạc")),
    ("prudential", re.compile(
        r"^(?:chứng khoán|bảo hiểm|ngân hàng|tín dụng|quản lý nợ|thành lập và hoạt động ngân hàng|thị trường vốn)"
    )),
)  # fmt: skip
# What the title tells as well as the field does.
_FIELDS_AND_TITLES = (
    ("abroad", re.compile(r"có yếu tố nước ngoài|cơ quan đại diện (?:việt nam|ngoại giao)|ở nước ngoài|ra nước ngoài")),
    ("dispute", re.compile(r"tranh chấp|hòa giải|khiếu nại|tố cáo|bồi thường|giám định|trợ giúp pháp lý")),
    ("fitness", re.compile(
        r"thuyền|hàng hải|hàng không|tàu bay|lái xe|lái tàu|người lái|đường sắt|thợ lặn|bảo vệ|vũ trang|vũ khí"
        r"|khám bệnh|chữa bệnh|hành nghề y|dược|sĩ quan|công an|quân|tuyển|cai nghiện|nuôi con nuôi|vật liệu nổ"
        r"|hóa chất|bức xạ|phóng xạ|nhập ngũ|giáo viên|trẻ em|người cao tuổi|thực phẩm"
    )),
)  # fmt: skip


def sensitive_of(topic: str, title: str) -> tuple[str, ...]:
    """List what sets a procedure apart, in one spelling.

    Examples
    --------
    >>> sensitive_of("khiếu nại, tố cáo", "giải quyết khiếu nại lần đầu")
    ('complaints', 'dispute')
    """
    found = [name for name, words in _FIELDS if words.search(topic)]
    return (*found, *(name for name, words in _FIELDS_AND_TITLES if words.search(title) or words.search(topic)))
