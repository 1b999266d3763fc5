"""Whether a sentence asks to complete the dossier, and whether a round that fails ends in refusal."""

from __future__ import annotations

import re

__all__ = ["INTAKE", "asks_to_complete", "at_once", "data_wanting", "refuses_after_a_round", "wanting"]

INTAKE = frozenset({"check", "receive"})
"""Kinds of steps that only take a dossier in."""
_INCOMPLETE = re.compile(
    r"(?:chưa|không) (?:đầy đủ|hợp lệ|đủ|đúng|bảo đảm|đảm bảo|đạt|phù hợp|chính xác|đáp ứng)"
    r"|còn thiếu|thiếu (?:thành phần|giấy|hồ sơ|tài liệu|thông tin)|có sai sót|sai sót"
    r"|cần (?:phải )?(?:bổ sung|chỉnh sửa|sửa đổi|hoàn thiện|giải trình|làm rõ)"
    r"|phải (?:bổ sung|sửa đổi|chỉnh sửa)"
)
_WHOLE = re.compile(r"(?:nhận|có) (?:được )?(?:đầy )?đủ (?:thành phần )?hồ sơ")
_DEMAND = re.compile(r"(?:yêu cầu|đề nghị|hướng dẫn|thông báo)[^.;]{0,80}(?:bổ sung|hoàn thiện|hoàn chỉnh)")
_COMPLETE = re.compile(r"bổ sung|hoàn thiện|hoàn chỉnh|sửa đổi|chỉnh sửa|làm lại|khắc phục|giải trình|hướng dẫn")
# “Sửa đổi, bổ sung” of an instrument, of what is applied for or by the office itself completes no dossier.
_OTHERWISE = re.compile(
    r"(?:đã )?được sửa đổi(?:,| và)? (?:và )?bổ sung|sửa đổi, bổ sung (?=một số điều|tại khoản|theo quy định tại khoản)"
    r"|(?:sửa đổi,? (?:và )?)?bổ sung (?:quyết định|giấy (?:phép|chứng nhận|đăng ký)|chứng chỉ|chủ trương|năng định"
    r"|ngành,? nghề|nghiệp vụ|thời hạn|hạn ngạch|người khai thác|danh mục (?!hồ sơ)"
    r"|nội dung (?:giấy|quyết định|chủ trương|cung cấp|đăng ký))"
    r"|trường hợp (?:không )?(?:được )?sửa đổi, bổ sung(?: (?:quyết|giấy|nội)|[,:]| thì| phải)"
    r"|(?:phê chuẩn|phê duyệt|từ chối|chấp thuận|quyết định|việc) sửa đổi,? (?:và )?bổ sung"
    r"|bổ sung [^.;,]{0,60}?vào (?:danh|sổ|cơ sở dữ liệu|hệ thống|giấy)"
    r"|(?:tiền|kinh phí)[^.;]{0,150}? nộp bổ sung|(?:cấp|cập nhật)[^.;,]{0,40} hoặc bổ sung thông tin"
    r"|công khai bổ sung|hết (?:hiệu lực|hạn)[^.;]{0,60}? phải bổ sung"
    r"|(?:sửa đổi,? )?bổ sung,? (?:hiệu đính|phục hồi)|hoàn thiện (?:các )?thủ tục"
    r"|(?:gia hạn|cấp lại|cấp đổi|điều chỉnh), (?:sửa đổi,? )?bổ sung (?!hồ sơ|giấy tờ|tài liệu)"
    r"|đề nghị sửa đổi,? bổ sung (?!hồ sơ|giấy tờ|tài liệu|nội dung|thông tin|theo)"
    r"|khai bá[oi] (?:sửa đổi,? )?bổ sung|(?:sửa đổi,? )?bổ sung (?:nội dung )?khai báo"
    r"|thông qua (?:với|có|kèm) điều kiện[^.;]{0,30}? bổ sung"
    r"|(?:không|chưa) (?:(?:cần|phải|có|yêu cầu|văn bản|nội dung|đề nghị) )+"
    r"(?:bổ sung|sửa đổi(?:,? bổ sung)?|chỉnh sửa|hoàn thiện|hoàn chỉnh|giải trình)"
)
_FILES = re.compile(r"(?:nộp|gửi)[^.;]{0,60}?\d{1,2}\)? (?:bộ|bản|hồ sơ)(?!\w)")
_REMEDY = re.compile(r"khắc phục")
_PAPERS = re.compile(r"hồ sơ|giấy tờ|tài liệu|chứng từ|thuyết minh")
_AT_ONCE = re.compile(
    r"(?:hướng dẫn|trả lời|thông báo|yêu cầu|bổ sung|hoàn thiện|trả lại|hoàn trả)[^.;,]{0,25} ngay(?! sau)"
    r"|ngay (?:trong (?:ngày|buổi)|tại chỗ|khi (?:tiếp )?nhận)"
)
# The dossier was completed and is wanting still; a notice that nobody answers is another matter.
_FAILED_AGAIN = re.compile(
    r"(?:đã (?:được )?(?:bổ sung|hoàn thiện|hoàn chỉnh|giải trình|sửa đổi|chỉnh sửa)[^.;]{0,50}? (?:nhưng|mà) "
    r"|(?:bổ sung|hoàn thiện|hoàn chỉnh|giải trình|sửa đổi|chỉnh sửa)[^.;,]{0,60}? (?:(?:nhưng )?(?:mà )?vẫn|nhưng) "
    r"|(?:hồ sơ|thông tin|tài liệu|giấy tờ|chứng từ|văn bản)[^.;,]{0,40}? (?:bổ sung|giải trình)[^.;,]{0,30}? )"
    r"(?:vẫn )?(?:không|chưa) (?:đáp ứng|hợp lệ|đạt|đầy đủ|đủ|đúng|phù hợp|bảo đảm|đảm bảo|chứng minh|làm rõ)"
)
_ENDS = re.compile(
    r"từ chối|trả (?:lại )?(?:toàn bộ )?hồ sơ|không (?:cấp|chấp thuận|chấp nhận|phê duyệt|công nhận|giải quyết)"
    r"|(?:dừng|chấm dứt|hủy|huỷ)|chuyển hồ sơ[^.;]{0,40} sang"
)
_DATA_WANTING = re.compile(r"không (?:khai thác|tra cứu|truy cập|kết nối) được")


def asks_to_complete(low: str) -> bool:
    """Tell a sentence in which a dossier that is wanting comes back to the applicant.

    Parameters
    ----------
    low : str
        The sentence, as ``Sentence.low``.

    Returns
    -------
    bool
    """
    rest = _OTHERWISE.sub(" ", low)
    if _COMPLETE.search(rest) is None:
        return False
    if _REMEDY.search(rest) is not None and _PAPERS.search(_about(rest)) is None:
        return False  # premises are put right, not papers
    if _INCOMPLETE.search(rest) is not None:
        return True
    asked = _DEMAND.search(rest)
    # Who files and asks for something is no authority that asks for papers.
    return asked is not None and _FILES.search(rest[: asked.start()]) is None


def _about(low: str) -> str:
    """Give what is said to be put right, without the report of having done so."""
    found = _REMEDY.search(low)
    return low[max(0, found.start() - 60) : found.end() + 40] if found is not None else ""


def wanting(low: str) -> bool:
    """Tell words that speak of a dossier that is wanting, not of what is done once it is whole."""
    return _INCOMPLETE.search(low) is not None and _WHOLE.search(low) is None


def data_wanting(low: str) -> bool:
    """Tell words about data that a register could not give: the paper is asked for instead, no dossier is sent back.

    Examples
    --------
    >>> data_wanting("trường hợp không khai thác được thông tin thì có văn bản gửi người yêu cầu để bổ sung hồ sơ")
    True
    >>> data_wanting("trường hợp hồ sơ chưa hợp lệ hoặc không khai thác được thông tin thì thông báo để bổ sung")
    False
    """
    found = _DATA_WANTING.search(low) if "được" in low else None
    return found is not None and _INCOMPLETE.search(low, 0, found.start()) is None


def at_once(low: str) -> bool:
    """Tell the counter's advice, given while the applicant stands there."""
    return _AT_ONCE.search(low) is not None


def refuses_after_a_round(low: str) -> bool:
    """Tell a dossier that is refused because it is wanting after it was completed: there is one round.

    Examples
    --------
    >>> refuses_after_a_round("hồ sơ đã bổ sung nhưng vẫn chưa đáp ứng thì từ chối")
    True
    >>> refuses_after_a_round("quá 30 ngày mà không bổ sung hồ sơ thì từ chối")
    False
    """
    failed = _FAILED_AGAIN.search(low)
    return failed is not None and _ENDS.search(low, failed.end()) is not None
