"""Pages that belong elsewhere, or to a former time: local lists, fee acts of another field, superseded bundles."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from procsimplify.files.portal.instruments import year_of
from procsimplify.files.portal.lint_desk import PREFIX, Desk
from procsimplify.files.portal.page import Legal
from procsimplify.files.portal.words import Piece, fold, same_spelling

__all__ = ["lint_origin"]

_LOCAL_DECISION: Final = re.compile(r"/QĐ-(?:UBND|CT|CTUBND|SN?[A-ZĐ]{1,6})\b")
_MINISTRY: Final = re.compile(r"^\s*(?:bo-|bộ )", re.IGNORECASE)
_JOINT: Final = re.compile(r"/TTLT")
LAST_JOINT: Final = 2016
"""Ministries made joint circulars up to the middle of this year; older than it is what rests on nothing newer."""
_OUT_OF_DATE: Final = frozenset({f"{PREFIX}dissolved-body", f"{PREFIX}abolished-paper"})

_FEE_ACT: Final = re.compile(r"(?:mức thu|biểu mức thu)[^.;]*?\b(?:phí|lệ phí)\b(?P<topic>.*)", re.S)
_WAIVER: Final = re.compile(r"nhằm (?:hỗ trợ|tháo gỡ)|tháo gỡ khó khăn|hỗ trợ cho doanh nghiệp")
_CITATION: Final = re.compile(r"(?:được )?sửa đổi|thông tư|nghị định|ngày \d")
_GENERAL: Final = frozenset(
    fold(
        "phí lệ mức thu chế độ nộp quản lý sử dụng trong lĩnh vực về của việc đối với cấp thẩm định giấy"
        " phép chứng nhận công tác hoạt động cung dịch vụ kinh doanh đăng ký cá nhân tổ chức hành nghề"
        " tiêu chuẩn điều kiện và các do cơ quan thực hiện trên địa bàn thành phố tỉnh áp dụng tại nước"
        " ngoài việt nam thông tin thuộc cho từ ban hành quy doanh nghiệp đại diện ngoại giao ở ngành"
    ).split()
)
"""Words that the title of any act on fees may have, without their marks."""
_FEWEST: Final = 2
"""Telling pairs of words that a topic must have before its absence from the page says anything."""


def lint_origin(desk: Desk, decision: Piece) -> None:
    """Find a page of one province among a ministry's, a fee act of another field, and a superseded bundle.

    Parameters
    ----------
    desk : Desk
        With the findings about bodies and papers, on which that of a former time rests.
    decision : Piece
        The decision that published the procedure.
    """
    if _LOCAL_DECISION.search(decision.text) and _MINISTRY.match(desk.page.ministry or ""):
        desk.find("local-procedure", decision)
    _fee_acts(desk)
    _former_time(desk)


def _fee_acts(desk: Desk) -> None:
    words: frozenset[tuple[str, str]] | None = None
    for legal in desk.page.basis:
        pairs = _topic(legal.title.text)
        if len(pairs) < _FEWEST:
            continue
        words = _pairs_of_page(desk) if words is None else words
        if not pairs & words:
            desk.find("fee-act-of-another-field", legal.title, number=legal.number or "–")


def _topic(title: str) -> frozenset[tuple[str, str]]:
    """Give the pairs of words that say what the fees of an act are for; none where it is no act on fees."""
    low = same_spelling(title)
    match = _FEE_ACT.search(low)
    if match is None or _WAIVER.search(low):
        return frozenset()
    topic = _CITATION.split(match["topic"], maxsplit=1)[0]
    return frozenset(pair for pair in _pairs(topic) if not set(pair) <= _GENERAL)


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(re.findall(r"[^\W\d_]+", fold(text))))


def _pairs_of_page(desk: Desk) -> frozenset[tuple[str, str]]:
    page = desk.page
    texts = [page.title, page.topic or "", *(piece.text for piece in page.prose)]
    texts += [row.name.text for group in page.groups for row in group.rows]
    texts += [result.title.text for result in page.results]
    texts += [page.conditions.text] if page.conditions is not None else []
    return frozenset(pair for text in texts for pair in _pairs(text))


def _former_time(desk: Desk) -> None:
    """Find a page that rests on a former generation of acts and names what is no more as acting or asked for."""
    stale = next((one for one in desk.findings if one.code in _OUT_OF_DATE), None)
    if stale is None:
        return
    dated = [(year, legal) for legal in desk.page.basis if (year := year_of(legal.number or "")) is not None]
    joint: list[Legal] = [legal for _, legal in dated if _JOINT.search(legal.number or "")]
    newest = max(dated, key=lambda item: item[0], default=None)
    if newest is None or not (joint or newest[0] < LAST_JOINT):
        return
    legal = joint[0] if joint else newest[1]
    desk.find("former-generation", legal.title, number=legal.number or "–", beside=str(stale.args["words"]))
