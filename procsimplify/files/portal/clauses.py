"""A sentence of the prose cut into clauses: one for each thing that its subject does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from procsimplify.files.portal.sentences import Sentence

__all__ = ["begins_with_discretion", "cuts", "discretionary", "part_of"]

_MOST_CLAUSES = 40
"""A sentence has no more clauses than so many; the rest stays with the last."""
_NEAR = 400
"""Letters before a clause within which what governs it may stand."""
_NEEDED = r"(?:xét |xét thấy |thấy |nếu xét thấy )?cần(?! phải)(?: thiết)?"
_NECESSARY = re.compile(
    rf"(?<!\w)(?:khi|nếu|(?:trong )?trường hợp|tùy trường hợp|trong trường hợp) {_NEEDED}(?: thiết)?(?!\w)"
    r"(?! (?:phải )?(?:bổ sung|sửa đổi|chỉnh sửa|giải trình|hoàn thiện|làm rõ|điều chỉnh|gia hạn|kéo dài))"
)
_DISCRETION = re.compile(
    rf"(?:khi|nếu|(?:trong )?trường hợp) {_NEEDED}(?! (?:phải )?(?:bổ sung|sửa đổi|chỉnh sửa))(?!\w)"
)
_BRANCH = re.compile(
    r"(?:nếu|(?:trong )?trường hợp|khi) |(?P<later>(?:trong (?:thời hạn|vòng)|(?:hết|quá) (?:thời )?hạn|sau) )"
)
# Verbs with what they act on, as a clause may begin with them; a bare verb may as well end a noun phrase.
_HEAD = (
    r"(?:thẩm định|thẩm tra) (?:hồ sơ|báo cáo|đề án|nội dung|các |điều kiện|thực tế|và|dự án|phương án|thiết kế)"
    r"|kiểm tra (?:thực tế|thực địa|hiện trường|tại|điều kiện|hồ sơ|tính|các |việc|nội dung|sự)"
    r"|khảo sát|đo đạc|xác minh|(?:thành lập|lập|họp) (?:hội đồng|đoàn|tổ (?:thẩm|công|kiểm))"
    r"|(?:gửi |có )?(?:văn bản |hồ sơ )?(?:để )?(?:lấy|xin|hỏi) (?:văn bản )?ý kiến|tham vấn"
    r"|(?:gửi|có|ban hành|chuyển) (?:văn bản|hồ sơ|công văn)[^,;.]{0,60}(?:lấy|xin|hỏi|cho|đề nghị có) ý kiến"
    r"|(?:gửi|có) (?:văn bản|thông báo|giấy|quyết định|báo cáo|kết quả|kèm|trả|cho)"
    r"|trình |báo cáo (?:kết quả|bộ|ủy ban|ubnd|chủ tịch|thủ tướng|chính phủ|cục|sở|lãnh đạo|người)"
    r"|(?:luân )?chuyển (?:hồ sơ|toàn bộ|kết quả|đến|cho)|thông báo |trả lời |trả (?:kết quả|lại|hồ sơ|giấy)"
    r"|niêm yết|công bố|đăng tải|công khai|cập nhật|ghi vào|vào sổ|lưu (?:hồ sơ|trữ)|tiếp nhận hồ sơ"
    r"|(?:cấp|lập|viết|in) (?:giấy|phiếu)|cấp (?:chứng|phép|lại|đổi|thẻ)|(?:ra|ban hành) (?:quyết định|thông báo)"
    r"|quyết định |phê duyệt |chấp thuận |lấy mẫu|phỏng vấn|xác định (?:nghĩa vụ|giá|số tiền|mức|đơn giá)"
    r"|hướng dẫn |yêu cầu (?:người|tổ chức|cá nhân|doanh nghiệp|chủ|bổ sung)"
)
_BEGINS = re.compile(
    r"(?:đồng thời |sau đó |rồi )?(?:(?:có trách nhiệm|phải|tiến hành|thực hiện(?: việc)?|tổ chức|chủ trì)\s+)*"
    rf"(?P<head>{_HEAD})"
)
_JOIN = re.compile(
    r"(?P<strong>;)\s*|(?:,\s*)?(?<![\w/])(?P<and>và|đồng thời|sau đó|rồi)\s+(?=\w)|(?P<comma>,)\s+"
    r"|(?P<if>\s)(?=(?:nếu|trường hợp) (?:đủ|đáp ứng|hồ sơ|không|đạt|chưa)[^,;.]{0,60} thì )"
)
# What follows these is told of somebody else's deed, or of a thing's name.
_COMPLEMENT = re.compile(
    r"(?<!\w)(?:(?<!công )(?<!chương )(?<!quá )(?<!quy )(?<!tờ )trình|báo cáo"
    r"|(?<!cá nhân )(?<!tổ chức )(?<!người )(?<!nghiệp )(?<!đơn )(?<!hồ sơ )đề nghị|tham mưu"
    r"|kiến nghị|giao|yêu cầu|để|nhằm|trước khi|sau khi)(?!\w)"
)
_DECIDES = re.compile(
    r"quyết định |phê duyệt |chấp thuận |cấp |(?:ra|ban hành) |xem xét|công bố|kiểm tra (?!thực|hiện|tại)|thẩm "
)
_NAMES = re.compile(
    r"(?:kết quả|biên bản|việc|công tác|trình tự|thời gian|thời hạn|thủ tục|phí|quy trình|quá trình|căn cứ|theo"
    r"|nội dung|báo cáo|văn bản|phiếu|tờ trình|yêu cầu|điều kiện|ngày)(?: (?!cho |của |đến |với )[\w/]+){1,3}$"
)
_BARE = re.compile(
    r"(?:^|\W)(?:xem xét|thẩm định|thẩm tra|kiểm tra|tiếp nhận|đánh giá|rà soát|tổng hợp|nghiên cứu|xử lý|xác minh"
    r"|in|ký|phê duyệt|đối chiếu|cấp|gia hạn|điều chỉnh|đổi)$"
)


def discretionary(low: str) -> bool:
    """Tell words that leave it to the authority whether something is done: “nếu cần thiết”, “trường hợp cần thiết”."""
    return "cần" in low and _NECESSARY.search(low) is not None


_OWN_CASE = re.compile(
    r"(?:nếu|(?:trong )?trường hợp|khi) (?:hồ sơ|từ chối|không|chưa|phải|cần|đủ|đáp ứng|thấy|xét|tại|có)"
)
_HANDS_ON = re.compile(r"trình |báo cáo |gửi |chuyển |luân chuyển|lấy |xin |hỏi |thành lập|niêm yết|công khai")


def begins_with_discretion(low: str) -> bool:
    """Tell whether such words stand at the start, and so hold of all that follows up to the next stop."""
    return _DISCRETION.match(low) is not None


def cuts(sentence: Sentence, begins: int) -> list[tuple[int, bool]]:
    """List where, behind its subject, another activity or another case begins, and whether a stop parts it.

    Parameters
    ----------
    sentence : Sentence
    begins : int
        Letters before its subject: there the times and conditions stand that hold of all of it.

    Examples
    --------
    >>> from procsimplify.files.portal.sentences import sentences
    >>> from procsimplify.files.portal.words import Piece
    >>> (one,) = sentences([Piece("Sở gửi thông báo nộp phí và thẩm định hồ sơ; nếu cần thiết thì họp hội đồng.", "s")])
    >>> [(one.text[at:], apart) for at, apart in cuts(one, 0)]
    [('thẩm định hồ sơ; nếu cần thiết thì họp hội đồng.', False), ('nếu cần thiết thì họp hội đồng.', True)]
    """
    if len(sentence.low) != len(sentence.text):
        return []
    return list(islice(_marks(sentence.low, begins), _MOST_CLAUSES))


def part_of(sentence: Sentence, first: int, last: int) -> Sentence:
    """Give the part of a sentence from one letter to another, with its place."""
    whole = len(sentence.text)
    if first == 0 and last >= whole:
        return sentence
    shift = max(0, sentence.piece.text.rfind(sentence.text))
    text = sentence.text[first:last]
    lead, kept = len(text) - len(text.lstrip()), text.strip()
    piece = sentence.piece.part(0 if first == 0 else shift + first, None if last >= whole else shift + last)
    low = sentence.low[first + lead : first + lead + len(kept)]
    return Sentence(piece, kept, low, sentence.step, sentence.section, heading=False)


def _marks(low: str, begins: int) -> Iterator[tuple[int, bool]]:
    last = begins
    depth = low[:begins].count("(") - low[:begins].count(")")
    seen = begins
    for join in _JOIN.finditer(low, begins):
        depth += low.count("(", seen, join.start()) - low.count(")", seen, join.start())
        seen = join.start()
        if depth > 0 or join.start() - last < 12:
            continue
        at = join.end() if join["and"] not in ("đồng thời", "sau đó", "rồi") else join.start("and")
        strong = join["strong"] is not None
        branch = _BRANCH.match(low, at)
        if branch is not None and branch["later"] is not None and not strong:
            continue
        if branch is not None and (strong or join["comma"] or join["if"]):
            if strong or join["if"] or _DISCRETION.match(low, at) or _ends_main(low, at):
                last = at
                yield at, True
            continue
        head = _BEGINS.match(low, at)
        if head is None:
            continue
        before = low[max(last, join.start() - _NEAR) : join.start()].rstrip()
        if not strong:
            if _BARE.search(before[-14:]) and not _HANDS_ON.match(head["head"]):
                continue
            if _NAMES.search(before[-60:]) and join["and"] in ("và", None):
                continue
            after_told = _COMPLEMENT.search(before) is not None
            if after_told and _DECIDES.match(head["head"]) and join["and"] not in ("đồng thời", "sau đó", "rồi"):
                continue
        last = at
        yield at, strong


def _ends_main(low: str, at: int) -> bool:
    """Tell a condition behind a comma that opens a case of its own: the dossier is wanting, or the request refused."""
    return _OWN_CASE.match(low, at) is not None
