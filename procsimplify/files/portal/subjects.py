"""Who acts in a sentence of the prose, and at which desk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from procsimplify.files.portal.parties import OF_A_FIELD, authority_in
from procsimplify.files.portal.sentences import Sentence

__all__ = ["APPLICANT", "AUTHORITY", "Subject", "desk_of", "of_cell", "subject_of", "unlike_offices"]

APPLICANT = re.compile(
    r"(?:cơ quan,? (?:và |hoặc )?(?:tổ chức|đơn vị)(?:,? (?:và |hoặc )?(?:cá nhân|doanh nghiệp)"
    r"|, chức danh[^,;.]{0,12})?(?= (?:đề nghị|có (?:nhu cầu|đề nghị|yêu cầu)|là chủ|nộp|gửi|lập|đăng ký"
    r"|chuẩn bị|nhận (?:văn|kết|giấy)))|nnt(?!\w)|cộng đồng dân cư|phòng công chứng|người (?:nộp"
    r"|có yêu cầu|yêu cầu|đề nghị|đăng ký|khai|dân|nước ngoài|làm thủ tục"
    r"|được cấp|xin|sử dụng đất|tham gia|hưởng|lao động|khiếu nại|tố cáo|vận tải|gửi"
    r"|thực hiện thủ tục|nhập khẩu|xuất khẩu|đại diện|ủy quyền|thành lập)|"
    r"tổ chức,? (?:và |hoặc )?cá nhân|cá nhân,? (?:và |hoặc )?tổ chức|doanh nghiệp|nhà đầu tư"
    r"|chủ đầu tư|chủ (?!tịch|trì|yếu|động|quản|trương|nghĩa|nhật|đạo|quyền)\w+|công dân|thương nhân"
    r"|nhà thầu|cơ sở (?:đề nghị|đăng ký|sản xuất|kinh doanh)|"
    r"công ty|chi nhánh (?!văn phòng đăng ký|bảo hiểm|kho bạc|ngân hàng)|hợp tác xã"
    r"|hộ (?:gia đình|kinh doanh)|cá nhân"
    r"|(?:giám định|tư vấn|hòa giải|quản tài|đấu giá|trọng tài) viên|tư vấn viên"
    r"|cơ quan (?:đề nghị|yêu cầu)|đơn vị (?:đề nghị|yêu cầu|có nhu cầu|giao dịch|kinh doanh|nộp|sử dụng"
    r"|vận tải)|bên nhận|"
    r"tổ chức(?! (?:thi|họp|thẩm|kiểm|đoàn|lấy|hội|thực hiện|xác|đánh|niêm|đấu|khảo|cuộc|việc"
    r"|kỳ|bàn|công bố|lễ|triển|tiếp|xét|sát|đo|nghiệm|chấm|giải|làm việc|theo|lại|thu phí))|thí sinh"
    r"|luật sư|công chứng viên|"
    r"đại lý|hãng|người|thân nhân|(?<!đúng )đối tượng|khách hàng|ngân hàng thương mại"
    r"|trung tâm (?!phục vụ|hành chính|một cửa|tiếp nhận|đăng ký|quản lý|kiểm|y tế|dữ liệu|thông tin|lưu trữ|công nghệ)"
    r"|văn phòng (?:công chứng|thừa phát lại|luật sư|đại diện|giám định)|học viên|sinh viên|đương sự|thuyền trưởng"
    r"|chủ nhiệm)"
)
AUTHORITY = re.compile(
    r"(?:cơ quan(?! (?:đề nghị|yêu cầu)(?! (?:bổ|cung)))"
    r"(?!,? (?:và |hoặc )?(?:tổ chức|đơn vị)(?:,? (?:và |hoặc )?(?:cá nhân|doanh nghiệp)|, chức danh[^,;.]{0,12})?"
    r" (?:đề nghị|có (?:nhu cầu|đề nghị|yêu cầu)|là chủ|nộp|gửi|lập|đăng ký|chuẩn bị|nhận (?:văn|kết|giấy)))"
    r"|bộ phận (?:một cửa"
    r"|tiếp nhận)|trung tâm (?:phục vụ )?hành chính công|một cửa"
    r"|công chức|cán bộ|người (?:tiếp nhận|có thẩm quyền|giải quyết|thực hiện chứng thực"
    r"|ra quyết định)|"
    r"lãnh đạo|thủ trưởng|giám đốc sở|chủ tịch|bộ trưởng|cục trưởng|(?<!lập )(?<!họp )hội đồng|đoàn (?:kiểm tra"
    r"|đánh giá|thẩm định)|tổ (?:thẩm định|công tác|kiểm tra)|phòng (?:chuyên môn|nghiệp vụ"
    r"|quản lý|đăng ký|cảnh sát|tư pháp|kinh tế|văn hóa)|đơn vị (?:chuyên môn|đăng kiểm|thụ lý"
    r"|chức năng)|"
    r"sở|bộ|cục|chi cục|tổng cục|ubnd|ubcknn|tt(?:pv)?hcc|ủy ban|công an|cảng vụ|chính phủ|thủ tướng"
    r"|văn phòng (?:đăng ký|chính phủ|ubnd|ủy ban|bộ|sở|cục|hội đồng)"
    r"|hải quan|thuế|kho bạc|tòa án|viện kiểm sát|bảo hiểm xã hội|trạm|ban quản lý|vụ"
    r"|thanh tra|hệ thống|cổng|chấp hành viên|ngân hàng nhà nước|biên phòng"
    r"|trung tâm (?:phục vụ|hành chính|một cửa|tiếp nhận|đăng ký|quản lý|kiểm|y tế|dữ liệu|thông tin|lưu trữ|công nghệ)"
    r"|đăng kiểm viên|tổ chức (?:đăng ký đất đai|thu phí)|nơi tiếp nhận|bưu điện)"
)
_DESK = (
    (
        "one-stop",
        re.compile(
            r"bộ phận (?:một cửa|tiếp nhận)|trung tâm (?:phục vụ )?hành chính công|một cửa|văn thư"
            r"|người tiếp nhận|nơi tiếp nhận"
        ),
    ),
    ("leader", re.compile(r"(?<!được )(?<!do )(?:lãnh đạo|thủ trưởng|giám đốc sở|cục trưởng|bộ trưởng|chủ tịch)")),
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
_GIVEN = re.compile(r"(?:^|\s)(?:(?:cho|của) (?:các |những )?(?:\w+ ){0,2}|(?:tới|đến|với|do|từ|và) (?:các |những )?)$")
# What a sentence that names nobody first begins with where it is an authority that acts.
_OFFICIAL = re.compile(
    r"(?:(?:tiến hành|thực hiện|tổ chức) (?:việc )?)?(?:kiểm tra|thẩm định|thẩm tra|tiếp nhận|xem xét|xác minh|chỉnh lý"
    r"|trích (?:lục|đo)|niêm yết|rà soát|thu nhận|thu (?:phí|lệ phí)|phê duyệt|ký duyệt|xét duyệt|duyệt hồ sơ"
    r"|trả kết quả|ra quyết định|ban hành|in giấy|vào sổ|ghi vào sổ"
    r"|cấp (?:mới|lại|giấy (?:tiếp nhận|hẹn|biên nhận|chứng nhận|phép)))(?!\w)"
)
_RESULT_PASSES = re.compile(
    r"(?:các )?(?:quyết định|kết quả|giấy (?:phép|chứng nhận|đăng ký)|thông báo|văn bản|thông tin|danh sách)"
    r"[^.;:,]{0,90}? (?:được|phải được) "
    r"(?P<verb>gửi|trả|thông báo|niêm yết|đăng tải|công bố|công khai|chuyển|truyền|cập nhật)"
)
_LEADS = re.compile(
    r"(?:chậm nhất|trong (?:thời hạn|vòng|thời gian)|(?:kết thúc|hết|quá|sau) (?:thời )?hạn|sau khi|kể từ|khi|căn cứ"
    r"|trên cơ sở|trước khi|ngay sau khi|sau \d)(?!\w)"
)
_RECEIVED = re.compile(
    r"nhận (?:được )?(?:đầy )?(?:đủ )?(?:thành phần )?"
    r"(?:hồ sơ|đơn|thông báo|văn bản|thông tin|đề nghị|ý kiến|kết quả|báo cáo|tờ trình)"
)
_ACTED = re.compile(
    r"(?<!\w)(?:nộp|gửi|phải|có trách nhiệm|thực hiện|lập|hoàn thiện|bổ sung|thông báo|ra|ban hành"
    r"|cấp(?! (?:tỉnh|xã|huyện|trên|dưới|trung|bộ|cơ|có|sư|quân))"
    r"|xem xét|thẩm định|kiểm tra|tiến hành|chuyển|trình|trả|được|quyết định|lấy|ký|tổ chức (?:thẩm|kiểm|lấy"
    r"|họp|đánh|thực|xét|thi|lập)|xác nhận"
    r"|tiếp nhận|phê duyệt|chấp thuận|đăng tải|công bố|niêm yết|cập nhật|xử lý|giải quyết|đề nghị|yêu cầu|báo cáo"
    r"|có (?:văn bản|ý kiến|tờ trình))(?!\w)"
)
# Names behind this belong to those from whom something came: “kể từ ngày nhận ý kiến của Bộ A, Bộ B và Bộ C, Sở …”.
_OF_SEVERAL = re.compile(
    r"(?:của|từ|do) (?:các )?(?:bộ|sở|cục|công an|ủy ban|ubnd|cơ quan|chủ tịch|cảng vụ)[^,;.]{0,60},\s*$"
)
_OFFICE_OF = re.compile(r"cơ quan (thuế|công an(?! (?:cấp|tỉnh|thành|huyện|xã|phường)))?(?=\w|\W)")
_COMMA = re.compile(r",\s+(?:thì )?(?=\w)")
_LEAD_REACH = 700
"""Letters within which the words before a subject end: where the dossier came from, which instruments it rests on."""
_LABEL = re.compile(
    r"(?!trường hợp|nếu|đối với|khi|trong|sau|kể từ)[^:.;,\d]{3,60}(?<!gồm)(?<!sau)(?<!đây)(?<!là):\s+(?=\w)"
)
_BRANCH = re.compile(
    r"(?:(?:trong )?(?:trường hợp|nếu)|đối với|khi) (?:[^.;:,]{1,160}? thì "
    r"|[^.;:]{1,320}? thì (?=(?:các )?(?:cơ quan|sở|bộ|cục|chi cục|ủy ban|ubnd|phòng|chủ tịch"
    r"|giám đốc|công chức|cán bộ"
    r"|người|tổ chức|cá nhân|doanh nghiệp|văn phòng|chi nhánh|hợp tác xã|công ty|công an|trung tâm|bộ phận) )"
    r"|[^.;:,]{1,200}[:,]\s*(?:thì )?)"
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
        if branch[0].endswith((", ", ",")) and APPLICANT.match(low, at) is not None:
            # The case itself names several: “trường hợp … hợp tác xã, liên hiệp hợp tác xã, cơ quan đăng ký … cấp”.
            at = max(at, _behind_lead(low, at))
    if _LEADS.match(low):
        lead = _behind_lead(low, 0)
        rests = lead > 0 and low.startswith(("căn cứ", "trên cơ sở"))
        if at == 0 or rests or (0 < lead < at and _acts_at(low, lead)):
            at = lead
        elif _RECEIVED.search(low, 0, at) is not None:
            at = max(at, _behind_lead(low, at))
    own = _own_subject(sentence, at)
    if known is None or (own.actor is not None and own.at_start):
        return own
    return Subject(known.actor, known.name, at, known.words)


def unlike_offices(names: Iterable[str]) -> tuple[str, ...]:
    """List the names of cells, in small letters, that nothing but the cell tells to be an authority's."""
    return tuple(name for name in names if len(name.split()) > 2 and AUTHORITY.match(name) is None)


def of_cell(sentence: Sentence, own: Subject, names: Sequence[str]) -> Subject:
    """Tell who acts where a sentence calls the performing authority by the name in its cell.

    Parameters
    ----------
    sentence : Sentence
    own : Subject
        Who acts by the words alone.
    names : sequence of str
        From `unlike_offices`.
    """
    for name in names if own.actor != "authority" or not own.at_start else ():
        at = sentence.low.find(name)
        opens = at == 0 or (0 < at < _LEAD_REACH and sentence.low[:at].rstrip().endswith((",", " thì", ":")))
        if opens and _ACTED.search(sentence.low, at + len(name), at + len(name) + 60) is not None:
            return Subject("authority", None, at, name, at_start=True)
    return own


def _behind_lead(low: str, at: int) -> int:
    """Give where, behind a time or an occasion that itself holds commas, a subject begins; 0 where none does.

    Whoever acts within a time that begins with a dossier received is the authority that received it: what stands before
    it between commas are its cases (“chấm dứt hoạt động chi nhánh, văn phòng đại diện, cơ quan đăng ký … cập nhật”).
    """
    first = body = run = 0
    last = -1
    if at and AUTHORITY.match(low, at) is not None and _OF_SEVERAL.search(low, max(0, at - 90), at) is None:
        return 0
    for comma in _COMMA.finditer(low, at, _LEAD_REACH):
        if at and _ACTED.search(low, at, comma.start()) is not None:
            return 0
        if AUTHORITY.match(low, comma.end()) is not None:
            run = run if last == comma.start() and run else comma.end()
            following = _COMMA.search(low, comma.end())
            last = following.start() if following is not None else -1
            if _acts_at(low, comma.end()):
                return comma.end() if _OF_SEVERAL.search(low, max(0, run - 90), run) is not None else run
            body = body or comma.end()  # one of several names, or a name that itself holds a comma
        if at:
            continue
        if not first and APPLICANT.match(low, comma.end()) is not None:
            first = comma.end()
    return body or first


def _acts_at(low: str, at: int) -> bool:
    """Tell whether the authority that is named at a place does something there, before the next comma."""
    following = _COMMA.search(low, at)
    acts = _ACTED.search(low, at, following.start() if following is not None else len(low)) is not None
    return acts and AUTHORITY.match(low, at) is not None


def _own_subject(sentence: Sentence, at: int) -> Subject:
    window = sentence.low[at : at + 140]
    passed = _RESULT_PASSES.match(window) if at == 0 else None
    if passed is not None:
        return Subject("authority", None, passed.start("verb"), "")
    if _OFFICIAL.match(window) is not None:
        authority, applicant = AUTHORITY.search(window), APPLICANT.search(window)
        if authority is None or (applicant is not None and applicant.start() < authority.start()):
            return Subject("authority", None, at, "")
        if authority.start() > 25:
            return Subject(begins=at)  # the authority that is named stands behind what is done, not before it
    applicant, authority = _acting(window), AUTHORITY.search(window)
    if applicant is not None and (authority is None or applicant.start() < authority.start()):
        if applicant.start() >= 90:
            return Subject(begins=at)
        return Subject("applicant", None, at + applicant.start(), applicant[0], applicant.start() <= 3)
    if authority is not None and authority.start() < 90 and not _GOVERNED.search(window[: authority.start()]):
        start = at + authority.start()
        of_field = OF_A_FIELD.match(sentence.text, start)
        if of_field is not None:
            return Subject("authority", of_field[0], start, of_field[0], authority.start() <= 3)
        office = _OFFICE_OF.match(sentence.low, start)
        if office is not None and office[1]:
            name = office[0][0].upper() + office[0][1:]
            return Subject("authority", name, start, authority[0], authority.start() <= 3)
        begins = office.end() if office is not None else start
        name = authority_in(sentence.text[begins : begins + 120]) if authority.start() < 60 else None
        head = sentence.text[begins : begins + 20]
        named = name if name is not None and head[:2].lower() == name[:2].lower() else None
        return Subject("authority", named, start, named or authority[0], authority.start() <= 3)
    return Subject(begins=at)


def _acting(window: str) -> re.Match[str] | None:
    """Find the first applicant that something is not merely given to or taken from."""
    found = APPLICANT.search(window)
    given = False
    while found is not None:
        before = window[: found.start()]
        # Behind a person to whom something is given, only a clause of its own has another subject.
        if _GIVEN.search(before) is None and (not given or before.endswith((", ", "thì "))):
            return found
        given = True
        found = APPLICANT.search(window, found.end())
    return None


def desk_of(words: str) -> str | None:
    """Tell which desk of an authority the words name."""
    return next((desk for desk, pattern in _DESK if pattern.search(words)), None)
