"""A table of channels that knows only the counter, while the prose offers to file online."""

from __future__ import annotations

import re

from procsimplify.files.portal.lint_desk import Desk, around

__all__ = ["lint_channels"]

_ONLINE = r"(?:trực tuyến|cổng dịch vụ công|môi trường điện tử|môi trường mạng)"
_OFFERS = re.compile(
    rf"(?:nộp|gửi)(?! ý kiến)[^.;\n]{{0,200}}?(?:qua|trên|tại|thông qua|bằng|theo hình thức|hình thức"
    rf"|hồ sơ|hoặc|,)[^.;\n]{{0,40}}?{_ONLINE}"
)
_NOT_FILING = re.compile(
    r"(?:nộp|thanh toán)(?: khoản)? (?:phí|lệ phí|tiền|thuế)|trả kết quả|nhận kết quả|không (?:nộp"
    r"|thực hiện|áp dụng|tiếp nhận)[^.;]{0,60}trực tuyến"
    r"|hỗ trợ (?:người|tổ chức|công dân)|chưa (?:có|thực hiện|áp dụng|triển khai)|khi (?:hệ thống|cổng|đủ điều kiện)"
)
_APPLICANT = re.compile(r"hồ sơ|đơn|tờ khai|đề nghị|yêu cầu")


def lint_channels(desk: Desk) -> None:
    """Find a page whose table has no online row, while a sentence offers to hand in the dossier online."""
    channels = {row.channel for row in desk.page.channels}
    if not channels or channels - {"in-person"}:
        return
    for sentence in desk.sentences:
        match = _OFFERS.search(sentence.low)
        if match is None or _NOT_FILING.search(sentence.low) or not _APPLICANT.search(match[0]):
            continue
        at = sentence.piece.text.find(sentence.text)
        desk.find("online-in-prose-only", around(sentence.piece, at + match.start(), at + match.end()))
        return
