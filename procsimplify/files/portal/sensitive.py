"""What sets a procedure apart, told from its field and its title, so that rules leave it alone."""

from __future__ import annotations

import re

from procsimplify.files.portal.words import same_spelling

__all__ = ["sensitive_of"]

_FIELDS = (
    ("armed-forces", re.compile(
        r"^tổ chức,? cán bộ$|^chính sách$|quân sự|quân đội|sĩ quan|dân quân"
    )),
    ("judgment-enforcement", re.compile(r"thi hành án")),
    ("complaints", re.compile(r"khiếu nại|tố cáo")),
    ("compensation", re.compile(r"bồi thường nhà nước")),
    ("state-secrets", re.compile(r"bí mật nhà nước|cơ yếu|mật mã")),
    ("nationality", re.compile(r"^quốc tịch|quản lý quốc tịch")),
    ("budget-settlement", re.compile(r"quyết toán ngân sách|kho bạc")),
    ("prudential", re.compile(
        r"^(?:chứng khoán|bảo hiểm|ngân hàng|tín dụng|quản lý nợ|thành lập và hoạt động ngân hàng|thị trường vốn)"
    )),
)  # fmt: skip
# What the title tells as well as the field does.
_FIELDS_AND_TITLES = (
    ("abroad", re.compile(r"có yếu tố nước ngoài|cơ quan đại diện (?:việt nam|ngoại giao)|ở nước ngoài|ra nước ngoài")),
    ("dispute", re.compile(r"tranh chấp|hòa giải|khiếu nại|tố cáo|bồi thường|giám định|trợ giúp pháp lý")),
    ("relief", re.compile(
        r"(?:miễn|giảm|gia hạn|khoanh|xóa|hoàn|không tính|không thu)[^.;]{0,30}"
        r"(?:thuế|chậm nộp|tiền phạt|nợ|tiền thuê|tiền sử dụng|lệ phí)"
    )),
    ("fitness", re.compile(
        r"thuyền|hàng hải|hàng không|tàu bay|lái xe|lái tàu|người lái|đường sắt|thợ lặn|bảo vệ|vũ trang|vũ khí"
        r"|khám bệnh|chữa bệnh|hành nghề y|dược|sĩ quan|công an|quân|tuyển|cai nghiện|nuôi con nuôi|vật liệu nổ"
        r"|hóa chất|bức xạ|phóng xạ|nhập ngũ|giáo viên|trẻ em|người cao tuổi|thực phẩm"
    )),
)  # fmt: skip


_FOREIGN = re.compile(r"nước ngoài")
_TRADED = re.compile(r"vốn đầu tư|doanh nghiệp")
_FOREIGN_TITLE = re.compile(
    r"(?:cho|của) (?:lực lượng, )?phương tiện[^.;]{0,40}(?:nước ngoài|campuchia|lào|trung quốc|các nước)(?!\w)"
    r"|(?:tổ chức|cá nhân|người) nước ngoài được hưởng"
)
_MISSION = re.compile(r"cơ quan đại diện (?:việt nam|ngoại giao|lãnh sự)")


def sensitive_of(topic: str, title: str, applicants: tuple[str, ...] = (), performing: str = "") -> tuple[str, ...]:
    """List what sets a procedure apart: the field and the title in one spelling, the rest as the page prints it.

    Examples
    --------
    >>> sensitive_of("khiếu nại, tố cáo", "giải quyết khiếu nại lần đầu")
    ('complaints', 'dispute')
    >>> sensitive_of("nuôi con nuôi", "nhận con nuôi", ("Người nước ngoài",))
    ('fitness', 'foreign-applicants')
    """
    found = [name for name, words in _FIELDS if words.search(topic)]
    found += [name for name, words in _FIELDS_AND_TITLES if words.search(title) or words.search(topic)]
    who = [same_spelling(one) for one in applicants]
    if (
        (who and all(_FOREIGN.search(one) and not _TRADED.search(one) for one in who))
        or _FOREIGN_TITLE.search(title)
        or all(_MISSION.search(one) for one in same_spelling(performing).split(", "))
    ):
        found.append("foreign-applicants")
    return tuple(found)
