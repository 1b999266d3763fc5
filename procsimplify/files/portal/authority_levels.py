"""The level of government of an authority and the body that it belongs to, told from its name."""

from __future__ import annotations

import re
from typing import Literal

from procsimplify.files.portal.words import same_spelling, slug, tidy

__all__ = ["LEVELS", "Level", "body_of", "level_of"]

Level = Literal["central", "province", "district", "commune"]
LEVELS: dict[str, Level] = {"cấp bộ": "central", "cấp tỉnh": "province", "cấp huyện": "district", "cấp xã": "commune"}

_COMMUNE = re.compile(r"cấp xã|xã|phường|thị trấn|đặc khu")
_DISTRICT = re.compile(r"cấp huyện|huyện|quận|thị xã")
_PROVINCE = re.compile(
    r"cấp tỉnh|\btỉnh\b|^sở\b|thành phố|^chi cục|khu công nghiệp|^văn phòng đăng ký đất đai"
    r"|^công an tỉnh|khu vực|^ubnd$|^ủy ban nhân dân$"
)
_CENTRAL = re.compile(
    r"^(?:bộ|cục|tổng cục|vụ|thủ tướng|chính phủ|văn phòng chính phủ|ngân hàng nhà nước"
    r"|thanh tra chính phủ|quốc hội|chủ tịch nước|ủy ban chứng khoán|tòa án nhân dân tối cao"
    r"|kho bạc nhà nước|bảo hiểm xã hội việt nam|hội đồng thi)"
)


def level_of(name: str) -> Level | None:
    """Tell the level of government of an authority from its name.

    Examples
    --------
    >>> level_of("Sở Xây dựng"), level_of("Ủy ban nhân dân cấp xã"), level_of("Bộ Tài chính")
    ('province', 'commune', 'central')
    """
    low = same_spelling(tidy(name))
    if _CENTRAL.match(low) and "khu vực" not in low and "tỉnh" not in low:
        return "central"
    if _COMMUNE.search(low) and "thị xã" not in low:
        return "commune"
    if _PROVINCE.search(low):
        return "province"
    return "district" if _DISTRICT.search(low) else None


def body_of(name: str, ministry: str | None) -> str | None:
    """Tell which body an authority belongs to, as an id: its ministry, or the People's Committee of its level."""
    low = same_spelling(tidy(name))
    owner = re.search(r" - (bộ [\w ]+)$", low)
    if owner is not None:
        return slug(owner[1].replace("bộ nn và mt", "bộ nông nghiệp và môi trường"))
    if low.startswith("bộ "):
        return slug(re.sub(r"^bộ trưởng (?=bộ)", "", low))
    if "công an" in low or "cảnh sát" in low:
        return "bo-cong-an"
    level = level_of(name)
    if "ủy ban nhân dân" in low or "ubnd" in low or low.startswith("sở"):
        return {"commune": "uy-ban-nhan-dan-xa", "district": "uy-ban-nhan-dan-huyen"}.get(
            level or "", "uy-ban-nhan-dan-tinh"
        )
    if low.startswith(("cục", "vụ", "tổng cục", "chi cục", "thuế", "hải quan", "ủy ban chứng khoán")) and ministry:
        return slug(ministry)
    return None
