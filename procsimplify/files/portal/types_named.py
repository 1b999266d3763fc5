"""The papers that a clause names in passing: the words by which each type is known there."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["types_named"]

_NAMES: Mapping[str, str] = {
    "birth-certificate": "khai sinh|chứng sinh", "marriage-certificate": "kết hôn",
    "marital-status": "tình trạng hôn nhân",
    "death-certificate": "chứng tử|khai tử|báo tử", "identity-card": "căn cước|chứng minh nhân dân|tùy thân",
    "passport": "hộ chiếu", "residence-proof": "cư trú|hộ khẩu|chỗ ở|thường trú",
    "health-certificate": "sức khỏe",
    "business-registration": "đăng ký doanh nghiệp|đăng ký kinh doanh|đăng ký hợp tác xã|đăng ký hộ kinh doanh",
    "investment-registration": "đăng ký đầu tư", "land-use-right": "quyền sử dụng đất|đất đai",
    "legal-status": "tư cách pháp lý|tư cách pháp nhân|giấy tờ pháp lý", "judicial-record": "lý lịch tư pháp",
    "civil-status-other": "quan hệ nhân thân|hộ tịch|quan hệ cha", "social-insurance": "bảo hiểm xã hội|bảo hiểm y tế",
    "driving-licence": "giấy phép lái xe", "diploma": "văn bằng|bằng tốt nghiệp",
    "professional-certificate": "chứng chỉ",
    "existing-licence": "(?<!cấp )giấy phép", "establishment-decision": "quyết định thành lập",
    "vehicle-registration": "đăng ký xe|đăng ký phương tiện", "social-status": "hộ nghèo|khuyết tật",
}  # fmt: skip


def types_named(low: str) -> frozenset[str]:
    """List the types whose papers a clause names, in one spelling.

    Examples
    --------
    >>> types_named("không phải nộp giấy khai sinh")
    frozenset({'birth-certificate'})
    """
    return frozenset(kind for kind, words in _NAMES.items() if re.search(words, low))
