"""The requirements of a page, one by one, and of which kind each is."""

from __future__ import annotations

import re
from typing import Literal

from procsimplify.base.text import Text
from procsimplify.files.portal.amounts import amounts_in
from procsimplify.files.portal.demand import Ids
from procsimplify.files.portal.imported import Log
from procsimplify.files.portal.instruments import numbers_in
from procsimplify.files.portal.qualifications import names_person, qualifications_in, restates_law
from procsimplify.files.portal.words import Piece, cut, same_spelling, short, tidy
from procsimplify.model import Condition, Provision, Quantity

__all__ = ["kind_of_condition", "read_conditions"]

MOST = 150
ConditionKind = Literal[
    "legal-status", "capital", "premises", "staff", "experience", "equipment", "plan", "rules", "no-offence",
    "planning",
    "other",
]  # fmt: skip

_CUT = re.compile(r"\n+|(?<=[.;:])\s+(?=[-–+*•]\s|\(?\d{1,2}[.)]\s|\(?[a-zđ][.)]\s)|(?<=;)\s+|(?<=[.;])(?=[-–+]\s)")
_LEAD = re.compile(r"^(?:[\s\-–+*•.…]+|\(?\d{1,2}(?:\.\d{1,2})*[.)]\s*|\(?[a-zđ]\d?[.)]\s+|\(?[ivx]{1,4}[.)]\s+)+")
_KINDS: tuple[tuple[ConditionKind, re.Pattern[str]], ...] = (
    (
        "capital",
        re.compile(
            r"vốn (?:điều lệ|pháp định|chủ sở hữu|tối thiểu|góp|tự có)|ký quỹ|năng lực tài chính"
            r"|bảo hiểm trách nhiệm|khả năng tài chính"
        ),
    ),
    (
        "experience",
        re.compile(
            r"kinh nghiệm|(?:ít nhất|tối thiểu|từ|đủ) (?:\d+|[a-zà-ỹ]+)(?: \(\d+\))? năm (?:làm"
            r"|công tác|hoạt động|hành nghề|trở lên)|thời gian (?:công tác|làm việc|hành nghề)"
        ),
    ),
    (
        "no-offence",
        re.compile(
            r"không (?:đang )?(?:bị|trong thời)[^.;]{0,60}(?:truy cứu|án tích|kết án|xử phạt|cấm"
            r"|thi hành|tước|khởi tố|kỷ luật)|án tích|chưa bị|không vi phạm"
            r"|không thuộc (?:các )?trường hợp|phẩm chất đạo đức"
        ),
    ),
    (
        "premises",
        re.compile(
            r"trụ sở|địa điểm|nhà xưởng|mặt bằng|kho (?:bãi|chứa)?|phòng (?:làm việc|thử nghiệm)"
            r"|diện tích|cơ sở vật chất|nơi (?:cư trú|sản xuất)|chỗ ở"
        ),
    ),
    (
        "equipment",
        re.compile(
            r"trang thiết bị|thiết bị|máy móc|phương tiện|dụng cụ|công cụ|hệ thống (?:thông tin"
            r"|phần mềm|kỹ thuật|công nghệ)|hạ tầng kỹ thuật|phần mềm"
        ),
    ),
    (
        "staff",
        re.compile(
            r"nhân (?:sự|viên|lực)|người (?:quản lý|đứng đầu|phụ trách|trực tiếp|chịu trách nhiệm"
            r"|điều hành|lao động)|cán bộ|bằng (?:đại học|cử nhân|tốt nghiệp|trung cấp)|chứng chỉ"
            r"|trình độ|chuyên môn|giám đốc|tốt nghiệp|sức khỏe|đủ \d+ tuổi|từ đủ"
        ),
    ),
    ("rules", re.compile(r"quy trình|quy chế|nội quy|điều lệ|hệ thống quản lý|tiêu chuẩn|quy chuẩn|quy định nội bộ")),
    ("planning", re.compile(r"quy hoạch")),
    ("plan", re.compile(r"phương án|kế hoạch|đề án|dự án")),
    (
        "legal-status",
        re.compile(
            r"(?:là|được) (?:tổ chức|cá nhân|doanh nghiệp|công dân|pháp nhân|thành lập|cấp)"
            r"|thành lập (?:hợp pháp|theo)|giấy phép|giấy chứng nhận|năng lực (?:hành vi|pháp luật)"
            r"|tư cách|quốc tịch|đăng ký (?:kinh doanh|doanh nghiệp|hoạt động)"
        ),
    ),
)
_BUSINESS = re.compile(
    r"doanh nghiệp|kinh doanh|cơ sở|công ty|tổ chức (?:hành nghề|đánh giá|tín dụng)|vốn|đơn vị kinh doanh"
)
_PROVISION = re.compile(
    r"(?:(?:điểm (?P<point>[a-zđ])[ ,]*)?(?:khoản (?P<clause>\d+)[ ,]*)?điều (?P<article>\d+[a-zđ]?))[^.;]{0,60}?"
)


def kind_of_condition(text: str) -> ConditionKind:
    """Tell of which kind a condition is.

    Examples
    --------
    >>> kind_of_condition("Có vốn điều lệ tối thiểu 15 tỷ đồng")
    'capital'
    """
    low = same_spelling(text)
    for kind, pattern in _KINDS:
        if pattern.search(low):
            return kind
    return "other"


def read_conditions(cell: Piece | None, *, business: bool, log: Log) -> tuple[Condition, ...]:
    """Read the requirements one by one.

    Parameters
    ----------
    cell : Piece or None
    business : bool
        Whether businesses are among the applicants: only then can one be a business condition.
    log : Log

    Returns
    -------
    tuple of Condition
    """
    if cell is None:
        return ()
    ids = Ids()
    found: list[Condition] = []
    person = "applicant"
    for part in cut(cell, sorted({match.end() for match in _CUT.finditer(cell.text)})):
        text = _LEAD.sub("", tidy(part.text))
        if len(text) < 6:
            log.understand(part)
            continue
        if text.endswith(":") and len(text) < 300:
            log.understand(part)  # the heading of those that follow
            person = names_person(text) or "applicant"
            continue
        if len(found) >= MOST:
            log.lose(part)
            continue
        kind = kind_of_condition(text)
        asks = qualifications_in(text)
        restates = restates_law(text)
        (log.lose if kind == "other" else log.understand)(part)
        amounts = sorted(amounts_in(text)) if kind == "capital" else []
        condition = Condition(
            id=ids.new(text),
            text=Text(text[:4900], None),
            kind=kind,
            business=business
            and kind not in ("other", "no-offence")
            and _BUSINESS.search(same_spelling(text)) is not None,
            threshold=Quantity(value=amounts[0], unit="VND", provenance="published", source="page")
            if len(amounts) == 1
            else None,
            provision=_provision(text),
            restates=restates,
            person=(names_person(text) or person) if asks else None,
            asks=asks,
        )
        if restates:
            log.infer(f"conditions/{condition.id}/restates", "true", part, short(part.text, 200))
        log.infer(f"conditions/{condition.id}/kind", kind, part, short(part.text, 200))
        found.append(condition)
    return tuple(found)


def _provision(text: str) -> Provision | None:
    numbers = numbers_in(text)
    if len(numbers) != 1:
        return None
    match = _PROVISION.search(same_spelling(text))
    if match is None:
        return Provision(instrument=numbers[0])
    return Provision(instrument=numbers[0], article=match["article"], clause=match["clause"], point=match["point"])
