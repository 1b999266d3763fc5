"""What one sentence of the prose says: who acts, what kind of step it is, in what time, and which branch it opens."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from procsimplify.base.text import Text
from procsimplify.files.portal.amounts import Time, times_in
from procsimplify.files.portal.parties import authority_in
from procsimplify.files.portal.sentences import Sentence

__all__ = ["Said", "read_sentence", "step_title"]

_APPLICANT = re.compile(
    r"(?:người (?:nộp|có yêu cầu|yêu cầu|đề nghị|đăng ký|khai|dân|nước ngoài|làm thủ tục"
    r"|được cấp|xin|sử dụng đất|tham gia|hưởng|lao động|khiếu nại|tố cáo|vận tải|gửi"
    r"|thực hiện thủ tục|nhập khẩu|xuất khẩu|đại diện|ủy quyền|thành lập)|"
    r"tổ chức,? (?:và |hoặc )?cá nhân|cá nhân,? (?:và |hoặc )?tổ chức|doanh nghiệp|nhà đầu tư"
    r"|chủ đầu tư|chủ (?:dự án|tàu|xe|phương tiện|cơ sở|hàng|sở hữu|thể)|công dân|thương nhân"
    r"|nhà thầu|cơ sở (?:đề nghị|đăng ký|sản xuất|kinh doanh)|"
    r"công ty|hợp tác xã|hộ (?:gia đình|kinh doanh)|cá nhân|đơn vị (?:đề nghị|kinh doanh|nộp|sử dụng|vận tải)|bên nhận|"
    r"tổ chức(?! (?:thi|họp|thẩm|kiểm|đoàn|lấy|hội|thực hiện|xác|đánh|niêm|đấu|khảo|cuộc|việc"
    r"|kỳ|bàn|công bố|lễ|triển|tiếp|xét|sát|đo|nghiệm|chấm|giải|làm việc|theo|lại))|thí sinh"
    r"|luật sư|công chứng viên|"
    r"đại lý|hãng|người|thân nhân|đối tượng|khách hàng|ngân hàng thương mại"
    r"|trung tâm trọng tài|văn phòng công chứng|học viên|sinh viên|đương sự|thuyền trưởng"
    r"|chủ nhiệm)"
)
_AUTHORITY = re.compile(
    r"(?:cơ quan|bộ phận (?:một cửa|tiếp nhận)|trung tâm (?:phục vụ )?hành chính công|một cửa"
    r"|công chức|cán bộ|người (?:tiếp nhận|có thẩm quyền|giải quyết|thực hiện chứng thực"
    r"|ra quyết định)|"
    r"lãnh đạo|thủ trưởng|giám đốc sở|chủ tịch|bộ trưởng|cục trưởng|hội đồng|đoàn (?:kiểm tra"
    r"|đánh giá|thẩm định)|tổ (?:thẩm định|công tác|kiểm tra)|phòng (?:chuyên môn|nghiệp vụ"
    r"|quản lý|đăng ký|cảnh sát|tư pháp|kinh tế|văn hóa)|đơn vị (?:chuyên môn|đăng kiểm|thụ lý"
    r"|chức năng)|"
    r"sở|bộ|cục|chi cục|tổng cục|ubnd|ủy ban|công an|cảng vụ|chính phủ|thủ tướng|văn phòng"
    r"|hải quan|thuế|kho bạc|tòa án|viện kiểm sát|bảo hiểm xã hội|trạm|ban quản lý|vụ"
    r"|thanh tra|hệ thống|cổng|chấp hành viên|ngân hàng nhà nước|trung tâm|biên phòng"
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
    r"^(?:chậm nhất |tối đa |không quá )?(?:trong (?:thời hạn|vòng|thời gian)|thời hạn"
    r"|chậm nhất|sau|tối đa|không quá|kể từ|căn cứ|trên cơ sở|trước|khi|sau khi)[^.;:]*?"
    r"(?:hợp lệ|quy định|hồ sơ|làm việc|đề nghị|yêu cầu|thẩm định|kiểm tra|văn bản|ý kiến"
    r"|kết quả|thông báo|ngày|đơn|quyết định|phí|báo cáo)[^.;:,]*,\s*"
)
_BODY = re.compile(
    r"^(?:các )?(?:cơ quan|người|tổ chức|đơn vị|bộ phận|cấp) (?:nhà nước )?(?:có thẩm quyền )?(?:trong việc )?"
    r"(?:cấp|tiếp nhận|giải quyết|thẩm định|đăng ký|quản lý|phê duyệt|quyết định|kiểm tra"
    r"|thực hiện|thu|chứng thực)\b[^.;:]{0,110}?"
    r"(?=\b(?:phải|có trách nhiệm|tiến hành|tổ chức thẩm|thẩm định|xem xét|thông báo|kiểm tra"
    r"|đối chiếu|gửi|ban hành|trả|hướng dẫn"
    r"|căn cứ|thực hiện|cấp (?:giấy|phép|chứng|thẻ|lại|đổi)|lấy|chuyển|báo cáo|trình"
    r"|có văn bản|tiếp nhận|yêu cầu|từ chối|ra quyết|ghi|ký)\b)"
)
"""A body named by what it is competent for: ``cơ quan cấp giấy phép``; its verb is not what it does here."""
_CONSULTED = re.compile(r"(?:cơ quan|đơn vị|tổ chức|bộ|sở)[^,;.]{0,60}được (?:lấy|hỏi|xin|đề nghị)(?: cho)? ý kiến")
_PLACE = re.compile(r"(?<!\w)(?:đến|tại|cho|về|tới|ở|với) (?=[A-ZĐỦỤÚ])")
_LIMIT = re.compile(r"trong (?:thời hạn|vòng|thời gian)|chậm nhất|không quá|tối đa|thời hạn|thời gian")
_INCOMPLETE = re.compile(
    r"(?:chưa|không) (?:đầy đủ|hợp lệ|đủ|đúng|bảo đảm|đảm bảo|đạt|phù hợp|chính xác|đáp ứng)"
    r"|còn thiếu|thiếu (?:thành phần|giấy|hồ sơ|tài liệu|thông tin)|có sai sót|sai sót"
    r"|cần (?:phải )?(?:bổ sung|chỉnh sửa|sửa đổi|hoàn thiện|giải trình|làm rõ)"
    r"|phải (?:bổ sung|sửa đổi|chỉnh sửa)|(?:yêu cầu|đề nghị|hướng dẫn"
    r"|thông báo)[^.;]{0,80}(?:bổ sung|hoàn thiện|hoàn chỉnh)"
)
_COMPLETE = re.compile(r"bổ sung|hoàn thiện|hoàn chỉnh|sửa đổi|chỉnh sửa|làm lại|khắc phục|giải trình|hướng dẫn")
_REFUSED = re.compile(
    r"từ chối|(?:không|chưa) (?:được )?(?:cấp|chấp thuận|chấp nhận|đồng ý|đủ điều kiện"
    r"|phê duyệt|công nhận|gia hạn|đáp ứng|giải quyết|xác nhận|thông quan|cho phép|tiếp nhận"
    r"|đạt)|trả (?:lại )?hồ sơ"
)
_REASON = re.compile(r"nêu rõ lý do|lý do|bằng văn bản|văn bản|thông báo|trả lời|trả (?:lại )?hồ sơ|từ chối")
_TACIT = re.compile(
    r"(?:được )?(?:coi|xem|xem như|coi như|được xem|được coi)(?: là"
    r"| như)?(?: là)? (?:đã )?(?:đồng ý|chấp thuận|thống nhất|không có ý kiến)"
    r"|nếu không (?:có ý kiến|trả lời|có văn bản)[^.;]{0,80}(?:đồng ý|thống nhất|chấp thuận)"
)
_NECESSARY = re.compile(r"khi cần thiết|nếu cần thiết|trường hợp cần thiết|nếu cần|khi cần")
_SETS = re.compile(
    r"(?P<number>\d{1,2}|[a-zà-ỹ]+)?\s*(?:\((?P<in>\d{1,2}|[a-zà-ỹ]+)\)\s*)?bộ hồ sơ(?P<official> chính thức)?"
)
_NUMBERS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
_ONCE = re.compile(r"(?:một|01|1)(?: \((?:một|01|1)\))? lần|chỉ[^.;]{0,40}lần")
_AT_MOST = re.compile(
    r"không quá (?P<number>\d{1,2}|hai|ba|bốn|năm)(?: \([^)]*\))? lần|(?P<two>02|03|hai|ba)(?: \([^)]*\))? lần"
)
_SUSPENDED = re.compile(
    r"không (?:được )?tính (?:vào )?(?:thời|trong thời)|không kể thời gian|tạm dừng|không bao gồm thời gian"
)
_RESTARTS = re.compile(
    r"(?:tính|bắt đầu|tính lại) (?:lại )?(?:từ đầu|từ ngày nhận (?:đủ|được) hồ sơ (?:bổ sung"
    r"|hoàn|đã))|tính lại|được tính từ (?:ngày|khi|thời điểm)[^.;]{0,40}bổ sung"
)
_EXPLAINS = re.compile(
    r"^(?:thời gian|thời hạn|địa chỉ|địa điểm|hình thức|cách thức|số lượng|nội dung|lưu ý"
    r"|ghi chú|việc|thành phần|mẫu|căn cứ|theo quy định|phí|lệ phí|các|thời điểm|hồ sơ)\b"
)
_OTHERS = re.compile(
    r"(?:lấy|xin|hỏi|tham vấn)[^.;]{0,25}ý kiến[^.;]{0,12}?(?:(?:của|từ|bằng văn bản|tới|đến) "
    r"|(?=các cơ quan|cơ quan|bộ |sở |ủy ban))"
    r"(?P<who>[^.;,]{4,120})"
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence says of a step."""

    kind: str | None = None
    actor: str | None = None
    """``applicant``, ``authority`` or None where nothing tells."""
    name: str | None = None
    """The authority that the subject names."""
    desk: str | None = None
    kind_words: str = ""
    actor_words: str = ""
    limit: Time | None = None
    times: tuple[Time, ...] = ()
    supplement: bool = False
    rounds: int | None = None
    clock: str | None = None
    refusal: bool = False
    tacit: bool = False
    necessary: bool = False
    sets: int | None = None
    sets_actor: str | None = None
    consulted: str | None = None
    others: bool = False
    """Whether the bodies that are asked act here."""
    place: str | None = None
    """The authority that an applicant's step leads to."""
    at_start: bool = False
    """Whether the subject stands at the start."""


@cache
def _kinds() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    data = tomllib.loads(Path(__file__).with_name("prose.toml").read_text(encoding="utf-8"))
    entries = cast("list[dict[str, str]]", data["kind"])
    return tuple((one["id"], one["who"], re.compile(one["words"])) for one in entries)


@cache
def _titles() -> dict[str, Any]:
    data = tomllib.loads(Path(__file__).with_name("prose.toml").read_text(encoding="utf-8"))
    return cast("dict[str, Any]", data["titles"])


def step_title(kind: str) -> Text:
    """Give the title of a kind of step in both languages."""
    entry = _titles().get(kind, {"vi": kind, "en": kind})
    return Text(entry["vi"], entry["en"])


def read_sentence(sentence: Sentence) -> Said:
    """Read one sentence.

    Parameters
    ----------
    sentence : Sentence

    Returns
    -------
    Said
        Without a kind where nothing in it names an activity.
    """
    low = sentence.low
    times = tuple(times_in(low))
    limit = next((one for one in times if _LIMIT.search(low[max(0, one.start - 40) : one.start])), None)
    actor, name, at, actor_words = _actor(sentence)
    supplement = _INCOMPLETE.search(low) is not None and _COMPLETE.search(low) is not None
    refused = _REFUSED.search(low)
    refusal = refused is not None and _REASON.search(low) is not None and not supplement
    kind, words = _kind(low, at, actor)
    asked = _CONSULTED.search(low)
    if asked is not None and asked.start() - at < 40 and kind in (None, "notify", "appraise", "verify", "decide"):
        kind, words = "consult", asked[0]
    sets, sets_actor = _sets(low, actor)
    others = _OTHERS.search(low)
    return Said(
        kind=kind,
        actor=actor,
        name=name,
        desk=_desk(low[at : at + 60]) if actor == "authority" else None,
        kind_words=words,
        actor_words=actor_words,
        limit=limit,
        times=times,
        supplement=supplement,
        rounds=_rounds(low) if supplement else None,
        clock="restarts" if _RESTARTS.search(low) else ("suspended" if _SUSPENDED.search(low) else None),
        refusal=refusal,
        tacit=_TACIT.search(low) is not None,
        necessary=_NECESSARY.search(low) is not None,
        sets=sets,
        sets_actor=sets_actor,
        consulted=sentence.text[others.start("who") : others.end("who")] if others else None,
        others=asked is not None and asked.start() - at < 40,
        place=_place(sentence.text) if actor == "applicant" else None,
        at_start=(actor is not None and at <= 3) or limit is not None,
    )


def _desk(words: str) -> str | None:
    return next((desk for desk, pattern in _DESK if pattern.search(words)), None)


def _place(text: str) -> str | None:
    for match in _PLACE.finditer(text):
        name = authority_in(text[match.end() : match.end() + 120])
        if name is not None and text[match.end() :].startswith(name[:3]):
            return name
    return None


def _actor(sentence: Sentence) -> tuple[str | None, str | None, int, str]:
    """Give who acts, the authority's name, the place after the clauses before the subject, the words."""
    low = sentence.low
    at = 0
    for _ in range(3):
        clause = _TIME_CLAUSE.match(low[at:])
        if clause is None:
            break
        at += clause.end()
    branch = re.match(r"(?:trường hợp|nếu|đối với)[^.;:,]*[:,]\s*(?:thì )?", low[at:])
    if branch is not None:
        at += branch.end()
    window = low[at : at + 140]
    applicant, authority = _APPLICANT.search(window), _AUTHORITY.search(window)
    if applicant is not None and (authority is None or applicant.start() < authority.start()):
        return (
            ("applicant", None, at + applicant.start(), window[applicant.start() : applicant.end()])
            if applicant.start() < 90
            else (None, None, at, "")
        )
    if authority is not None and authority.start() < 90:
        start = at + authority.start()
        name = authority_in(sentence.text[start : start + 120]) if authority.start() < 60 else None
        head = sentence.text[start : start + 20]
        named = name if name is not None and head[:2].lower() == name[:2].lower() else None
        return "authority", named, start, named or window[authority.start() : authority.end()]
    return None, None, at, ""


def _kind(low: str, at: int, actor: str | None) -> tuple[str | None, str]:
    main = low[at:]
    body = _BODY.match(main)
    if body is not None:
        main = main[body.end() :]
    stop = re.search(r"\btrước khi\b|\btheo quy định\b|\bđể (?:thẩm|kiểm|xem|giải|được|tổ|trình|cấp|phê)", main)
    scope = main[: stop.start()] if stop and stop.start() > 25 else main
    found: list[tuple[int, int, str, str]] = []
    for order, (kind, who, pattern) in enumerate(_kinds()):
        if who != "any" and actor is not None and who != actor:
            continue
        unnamed = actor is None and who == "applicant" and kind in ("submit", "fill-in")
        if unnamed and not re.match(r"(?:nộp|gửi|kê khai|khai|đăng ký)", scope):
            continue
        match = pattern.search(scope)
        if match is not None:
            found.append((match.start(), order, kind, match[0]))
    if not found:
        return None, ""
    first = min(found)
    asked = min((one for one in found if one[2] == "consult"), default=None)
    if asked is not None and first[2] in ("notify", "forward", "submit", "appraise") and asked[0] - first[0] < 45:
        first = asked
    if first[2] in ("appraise", "check", "verify", "notify", "receive"):
        forwards = min((one[0] for one in found if one[2] in ("forward", "consult")), default=10_000)
        later = [one for one in found if one[2] in ("issue", "decide", "register") and one[0] < forwards]
        if later:
            best = min(later)
            between = scope[first[0] : best[0]]
            if re.search(r"(?:,|và|;|,? (?:để|rồi))\s*$", between) and not re.search(r"trường hợp|nếu", between):
                first = best
    return first[2], first[3]


def _sets(low: str, actor: str | None) -> tuple[int | None, str | None]:
    if "bộ hồ sơ" not in low:
        return None, None
    for match in _SETS.finditer(low):
        digits = match["in"] if (match["in"] or "").isdigit() else match["number"]
        number = (
            int(digits) if (digits or "").isdigit() else _NUMBERS.get(digits or "", _NUMBERS.get(match["in"] or "", 0))
        )
        if not 1 <= number <= 30:
            continue
        before = low[: match.start()]
        verb = max(
            (found.start() for found in re.finditer(r"gửi|nộp|lập|chuyển|chuẩn bị", before)), default=len(before)
        )
        people = [(found.start(), "applicant") for found in _APPLICANT.finditer(before[:verb])]
        bodies = [(found.start(), "authority") for found in _AUTHORITY.finditer(before[:verb])]
        nearest = max([*people, *bodies], default=(0, actor or ""))[1]
        return number, nearest or None
    return None, None


def _rounds(low: str) -> int | None:
    match = _AT_MOST.search(low)
    if match is not None:
        word = match["number"] or match["two"]
        return min(10, int(word) if word.isdigit() else _NUMBERS[word])
    return 1 if _ONCE.search(low) else None


def explains(sentence: Sentence) -> bool:
    """Tell a sentence that explains (opening hours, addresses, forms) rather than says what is done."""
    return _EXPLAINS.match(sentence.low) is not None
