"""Who acts in a sentence of the prose, and at which desk."""

from __future__ import annotations

import re
from dataclasses import dataclass

from procsimplify.files.portal.parties import authority_in
from procsimplify.files.portal.sentences import Sentence

__all__ = ["APPLICANT", "AUTHORITY", "Subject", "desk_of", "subject_of"]

APPLICANT = re.compile(
    r"(?:cơ quan,? (?:và |hoặc )?(?:tổ chức|đơn vị)(?:,? (?:và |hoặc )?cá nhân)?"
    r"(?= (?:đề nghị|có (?:nhu cầu|đề nghị|yêu cầu)|là chủ|nộp|gửi|lập|đăng ký|chuẩn bị))|người (?:nộp"
    r"|có yêu cầu|yêu cầu|đề nghị|đăng ký|khai|dân|nước ngoài|làm thủ tục"
    r"|được cấp|xin|sử dụng đất|tham gia|hưởng|lao động|khiếu nại|tố cáo|vận tải|gửi"
    r"|thực hiện thủ tục|nhập khẩu|xuất khẩu|đại diện|ủy quyền|thành lập)|"
    r"tổ chức,? (?:và |hoặc )?cá nhân|cá nhân,? (?:và |hoặc )?tổ chức|doanh nghiệp|nhà đầu tư"
    r"|chủ đầu tư|chủ (?!tịch|trì|yếu|động|quản|trương|nghĩa|nhật|đạo|quyền)\w+|công dân|thương nhân"
    r"|nhà thầu|cơ sở (?:đề nghị|đăng ký|sản xuất|kinh doanh)|"
    r"công ty|hợp tác xã|hộ (?:gia đình|kinh doanh)|cá nhân|đơn vị (?:đề nghị|kinh doanh|nộp|sử dụng|vận tải)|bên nhận|"
    r"tổ chức(?! (?:thi|họp|thẩm|kiểm|đoàn|lấy|hội|thực hiện|xác|đánh|niêm|đấu|khảo|cuộc|việc"
    r"|kỳ|bàn|công bố|lễ|triển|tiếp|xét|sát|đo|nghiệm|chấm|giải|làm việc|theo|lại))|thí sinh"
    r"|luật sư|công chứng viên|"
    r"đại lý|hãng|người|thân nhân|đối tượng|khách hàng|ngân hàng thương mại"
    r"|trung tâm (?!phục vụ|hành chính|một cửa|tiếp nhận|đăng ký|quản lý|kiểm|y tế|dữ liệu|thông tin|lưu trữ|công nghệ)"
    r"|văn phòng (?:công chứng|thừa phát lại|luật sư|đại diện|giám định)|học viên|sinh viên|đương sự|thuyền trưởng"
    r"|chủ nhiệm)"
)
AUTHORITY = re.compile(
    r"(?:cơ quan(?!,? (?:và |hoặc )?(?:tổ chức|đơn vị)(?:,? (?:và |hoặc )?cá nhân)?"
    r" (?:đề nghị|có (?:nhu cầu|đề nghị|yêu cầu)|là chủ|nộp|gửi|lập|đăng ký|chuẩn bị))|bộ phận (?:một cửa"
    r"|tiếp nhận)|trung tâm (?:phục vụ )?hành chính công|một cửa"
    r"|công chức|cán bộ|người (?:tiếp nhận|có thẩm quyền|giải quyết|thực hiện chứng thực"
    r"|ra quyết định)|"
    r"lãnh đạo|thủ trưởng|giám đốc sở|chủ tịch|bộ trưởng|cục trưởng|(?<!lập )(?<!họp )hội đồng|đoàn (?:kiểm tra"
    r"|đánh giá|thẩm định)|tổ (?:thẩm định|công tác|kiểm tra)|phòng (?:chuyên môn|nghiệp vụ"
    r"|quản lý|đăng ký|cảnh sát|tư pháp|kinh tế|văn hóa)|đơn vị (?:chuyên môn|đăng kiểm|thụ lý"
    r"|chức năng)|"
    r"sở|bộ|cục|chi cục|tổng cục|ubnd|ủy ban|công an|cảng vụ|chính phủ|thủ tướng"
    r"|văn phòng (?:đăng ký|chính phủ|ubnd|ủy ban|bộ|sở|cục|hội đồng)"
    r"|hải quan|thuế|kho bạc|tòa án|viện kiểm sát|bảo hiểm xã hội|trạm|ban quản lý|vụ"
    r"|thanh tra|hệ thống|cổng|chấp hành viên|ngân hàng nhà nước|biên phòng"
    r"|trung tâm (?:phục vụ|hành chính|một cửa|tiếp nhận|đăng ký|quản lý|kiểm|y tế|dữ liệu|thông tin|lưu trữ|công nghệ)"
    r"|đăng kiểm viên|tổ chức đăng ký đất đai|nơi tiếp nhận|bưu điện)"
)
_DESK = (
    (
        "one-stop",
        re.compile(
            r"bộ phận (?:một cửa|tiếp nhận)|trung tâm (?:phục vụ )?hành chính công|một cửa|văn thư"
            r"|người tiếp nhận|nơi tiếp nhận"
        ),
    ),
    ("leader", re.compile(r"lãnh đạo|thủ trưởng|giám đốc sở|cục trưởng|bộ trưởng|chủ tịch")),
    (
        "specialised-division",
        re.compile(
            r"phòng (?:chuyên môn|nghiệp vụ|quản lý|đăng ký)|đơn vị (?:chuyên môn|thụ lý)"
            r"|công chức (?:thụ lý|chuyên môn)|chuyên viên|cán bộ thụ lý"
        ),
    ),
)
_TIME_CLAUSE = re.compile(
    r"^(?:chậm nhất |tối đa |không quá )?(?:trong (?:thời hạn|vòng|thời gian|quá trình)|thời hạn"
    r"|chậm nhất|sau|tối đa|không quá|kể từ|căn cứ|trên cơ sở|trước|khi|sau khi)[^.;:]*?"
    r"(?:hợp lệ|quy định|hồ sơ|làm việc|đề nghị|yêu cầu|thẩm định|kiểm tra|văn bản|ý kiến"
    r"|kết quả|thông báo|ngày|đơn|quyết định|phí|báo cáo)[^.;:,]*,\s*"
)
# Before a name these make it the place or the goal of what is done, not who does it.
_GOVERNED = re.compile(r"(?:^|\s)(?:trình|cho|đến|tới|của|tại|với|về|từ|gửi|bởi|qua|ở|vào) (?:các |lãnh đạo )?$")
_LABEL = re.compile(
    r"(?!trường hợp|nếu|đối với|khi|trong|sau|kể từ)[^:.;,\d]{3,60}(?<!gồm)(?<!sau)(?<!đây)(?<!là):\s+(?=\w)"
)
_BRANCH = re.compile(
    r"(?:(?:trong )?(?:trường hợp|nếu)|đối với|khi) (?:[^.;:,]{1,160}? thì |[^.;:,]{1,200}[:,]\s*(?:thì )?)"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Who acts in a sentence.

    Attributes
    ----------
    actor : str or None
        ``applicant``, ``authority`` or None where nothing tells.
    name : str or None
        The authority that is named.
    begins : int
        Letters before it, with the times and conditions that stand there.
    words : str
    at_start : bool
        Whether nothing but those stands before it.
    """

    actor: str | None = None
    name: str | None = None
    begins: int = 0
    words: str = ""
    at_start: bool = False


def subject_of(sentence: Sentence, known: Subject | None = None) -> Subject:
    """Tell who acts in a sentence.

    Parameters
    ----------
    sentence : Sentence
    known : Subject, optional
        Who acts in the clauses before: it acts in this one as well unless another stands at the start.
    """
    low = sentence.low
    label = _LABEL.match(low) if known is None else None
    at = label.end() if label is not None else 0
    for _ in range(3):
        clause = _TIME_CLAUSE.match(low[at:])
        if clause is None:
            break
        at += clause.end()
    for _ in range(2):
        branch = _BRANCH.match(low, at)
        if branch is None:
            break
        at = branch.end()
        clause = _TIME_CLAUSE.match(low[at:])
        at += clause.end() if clause is not None else 0
    own = _own_subject(sentence, at)
    if known is None or (own.actor is not None and own.at_start):
        return own
    return Subject(known.actor, known.name, at, known.words)


def _own_subject(sentence: Sentence, at: int) -> Subject:
    window = sentence.low[at : at + 140]
    applicant, authority = APPLICANT.search(window), AUTHORITY.search(window)
    if applicant is not None and (authority is None or applicant.start() < authority.start()):
        if applicant.start() >= 90:
            return Subject(begins=at)
        return Subject("applicant", None, at + applicant.start(), applicant[0], applicant.start() <= 3)
    if authority is not None and authority.start() < 90 and not _GOVERNED.search(window[: authority.start()]):
        start = at + authority.start()
        name = authority_in(sentence.text[start : start + 120]) if authority.start() < 60 else None
        head = sentence.text[start : start + 20]
        named = name if name is not None and head[:2].lower() == name[:2].lower() else None
        return Subject("authority", named, start, named or authority[0], authority.start() <= 3)
    return Subject(begins=at)


def desk_of(words: str) -> str | None:
    """Tell which desk of an authority the words name."""
    return next((desk for desk, pattern in _DESK if pattern.search(words)), None)
