"""What one sentence of the prose says: who acts, what kind of step it is, in what time, and which branch it opens."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeAlias, cast

from procsimplify.base.text import Text
from procsimplify.files.portal.amounts import Time, times_in
from procsimplify.files.portal.clauses import discretionary
from procsimplify.files.portal.completion import asks_to_complete
from procsimplify.files.portal.parties import authority_in
from procsimplify.files.portal.sentences import Sentence
from procsimplify.files.portal.subjects import APPLICANT, AUTHORITY, Subject, desk_of, subject_of

__all__ = ["Said", "answers", "asks_opinions", "read_sentence", "step_title"]

_BODY = re.compile(
    r"^(?:các )?(?:(?:cơ quan|đơn vị|người)[^.;:,]{0,12} được [^.;:,]{3,90}? (?:giao|phân công|ủy quyền|phân cấp)"
    r"(?: (?:thực hiện|tiếp nhận|giải quyết|xử lý|hồ sơ|thủ tục hành chính|nhiệm vụ|quản lý|và))+|"
    r"(?:cơ quan|người|tổ chức(?! (?:thẩm|kiểm|đánh|thực|lấy|họp|xác|giải))|đơn vị|bộ phận|cấp) "
    r"(?:nhà nước )?(?:có thẩm quyền )?(?:trong việc )?"
    r"(?:cấp|tiếp nhận|giải quyết|thẩm định|đăng ký|quản lý|phê duyệt|quyết định|kiểm tra"
    r"|thực hiện|thu|chứng thực|lưu giữ))\b[^.;:]{0,110}?"
    r"(?=\b(?:phải|có trách nhiệm|tiến hành|tổ chức thẩm|thẩm định|xem xét|thông báo|kiểm tra"
    r"|đối chiếu|gửi|ban hành|trả|hướng dẫn"
    r"|căn cứ|thực hiện|cấp (?:giấy|phép|chứng|thẻ|lại|đổi)|lấy|chuyển"
    r"|báo cáo|(?<!công )(?<!quá )trình|tổ chức|cấp|xác nhận|đăng tải|niêm yết|công bố|phê duyệt|tổng hợp"
    r"|có văn bản|tiếp nhận|yêu cầu|từ chối|ra quyết|ghi|ký)\b)"
)
"""A body named by what it is competent for: ``cơ quan cấp giấy phép``; its verb is not what it does here."""
_CONSULTED = re.compile(
    r"(?:cơ quan|đơn vị|tổ chức|bộ|sở)[^,;.]{0,60}được (?:lấy|hỏi|xin|đề nghị)(?: cho)? ý kiến"
    r"|cơ quan,(?:,? (?:tổ chức|đơn vị|cá nhân|và))+[^,;.]{0,40}? (?:có|cho|gửi) ý kiến"
)
_GOVERNED = re.compile(r"(?:của|từ|cho|đến|tới) (?:các )?(?:(?:cơ quan|đơn vị|tổ chức|sở|bộ|ngành)(?:,| và)? )*$")
"""What is done begins with the answer of whoever was asked, or goes to them."""
_ASKS = re.compile(r"(?:lấy|xin|hỏi|tham vấn|trưng cầu)|gửi (?:văn bản )?hỏi")
_PLACE = re.compile(r"(?<!\w)(?:đến|tại|cho|về|tới|ở|với) (?=[A-ZĐỦỤÚ])")
_LIMIT = re.compile(
    r"trong (?:thời hạn|vòng|thời gian|phạm vi)|(?<!\w)trong (?:khoảng )?$"
    r"|chậm nhất|không quá|tối đa|thời hạn|thời gian"
)
# A time that must have passed, a term that is granted, a time at least: none of them says how long a step may take.
_NO_LIMIT = re.compile(
    r"(?:(?<!không )quá|kết thúc|hết|(?<!chậm nhất )(?<!chậm nhất là )sau|trước) "
    r"(?:thời (?:hạn|gian) )?(?:nêu trên |này |là )?\W*$"
    r"|(?:hơn|trên|tối thiểu|ít nhất|dưới) \W*$|khoảng thời gian \W*$"
    r"|thời hạn (?:nộp thuế|hiệu lực|sử dụng|giá trị|hoạt động|lưu hành|lưu trú|của giấy)[^,;.]*$"
)
_REFUSED = re.compile(
    r"từ chối|(?:không|chưa) (?:được )?(?:cấp|chấp thuận|chấp nhận|đồng ý|đủ điều kiện"
    r"|phê duyệt|công nhận|gia hạn|đáp ứng|giải quyết|xác nhận|thông quan|cho phép|tiếp nhận|hỗ trợ|ban hành|điều chỉnh"
    r"|đạt)|trả (?:lại )?hồ sơ"
)
_HANDS_IN = re.compile(
    r"(?<!\w)(?:nộp|gửi)(?! kèm)(?: (?:\d{1,2}|một|hồ sơ|bộ|trực tiếp|qua|trực tuyến|hoặc|dịch vụ|bưu chính|\(\w+\)))* "
    r"(?:đến|tới|tại|cho|về|cơ quan|sở|ủy ban|bộ|cục|hồ sơ|trực tiếp)(?!\w)"
)
_ON_THE_DAY = re.compile(r"căn cứ (?:theo |vào )?ngày hẹn[^.;]{0,140}? (?:để |đến )?nhận ")
_RETURNED = re.compile(r"(?:và |thì )?trả (?:lại )?(?:toàn bộ )?hồ sơ")
_IS_TOLD = re.compile(
    r"(?: [^.;:,]{0,40}?)?(?<!\w)(?:sẽ )?(?:được )?nhận (?:được )?"
    r"(?:(?P<receipt>giấy (?:biên nhận|tiếp nhận|hẹn)|phiếu (?:hẹn|tiếp nhận)|mã (?:số )?hồ sơ|lịch hẹn)|thông báo)"
)
_SAYS_WHY = re.compile(
    r"(?:trường hợp|nếu) (?:không|chưa) (?!có (?!căn cứ|đủ điều kiện)|đủ hồ sơ|bổ sung|nộp|hoàn|thuộc|thực hiện"
    r"|khai|tra|kết)[^.;]{2,160}?"
    r"nêu (?:rõ |cụ thể )?lý do"
)
_REASON = re.compile(r"nêu rõ lý do|lý do|bằng văn bản|văn bản|thông báo|trả lời|trả (?:lại )?hồ sơ|từ chối")
_TACIT = re.compile(
    r"(?:coi|xem|hiểu)(?: như| là| như là)?(?: là)? (?:đã )?(?:đồng ý|chấp thuận|thống nhất|nhất trí|không có ý kiến)"
    r"|nếu không (?:có ý kiến|trả lời|có văn bản)[^.;]{0,80}(?:đồng ý|thống nhất|chấp thuận)"
    r"|chuyển sang trạng thái (?:đã )?(?:đồng ý|chấp thuận|thống nhất)"
    # Silence that does not hold the case up comes to the same: the decision is taken without the answer.
    r"|(?:quá|hết|sau) (?:thời )?hạn[^.;]{0,60}?không (?:nhận được |có |gửi |cho )?(?:văn bản )?"
    r"(?:trả lời|ý kiến|phản hồi)"
)
_CASE = re.compile(r"(?:(?:trong )?trường hợp|nếu|đối với|khi) (?P<case>[^.;:,]{3,160}?)(?: thì |[:,]| phải | được )")
# Conditions that tell the usual course, or that speak of the dossier rather than of what is asked for.
_USUAL = re.compile(
    r"hồ sơ|đủ điều kiện|đáp ứng|hợp lệ|đầy đủ|đúng quy định|kết quả|trực tiếp|trực tuyến|bưu chính|phù hợp|nhận được"
    r"|^(?:đủ|đạt|cần)|không (?:có ý kiến|đạt|đủ)"
)
_WHETHER_WHOLE = re.compile(r"tính (?:đầy đủ|hợp lệ|chính xác|pháp lý)|(?:danh mục|thành phần|số lượng) hồ sơ")
# A check that begins when the dossier is complete is of its substance, whatever it is called.
_COMPLETED = re.compile(
    r"(?:nhận|có|tiếp nhận) (?:được )?(?:đầy )?đủ (?:thành phần )?hồ sơ|hồ sơ (?:đầy đủ,? (?:và )?)?hợp lệ,"
)
_OF_THE_DOSSIER = re.compile(
    r"(?:kiểm tra|rà soát|xem xét|soát)[^.;]{0,30}?"
    r"(?:(?<!nội dung )hồ sơ|tính|thành phần|danh mục|đầy đủ|hợp lệ|giấy tờ)"
)
_STOPS = re.compile(
    r"\btrước khi\b|\btheo quy định\b|\bđể (?:lập|trả (?!lời)|thẩm|kiểm|xem|giải|được|tổ|trình|cấp|phê)"
)
_HANDS = re.compile(r"gửi|nộp|lập|chuyển|chuẩn bị")
_FILES = re.compile(r"(?:nộp|gửi|kê khai|khai|đăng ký)")
_GOES_ON = re.compile(r"(?:,|và|;|,? (?:để|rồi)|^\D{0,24}?xem xét(?= $))\s*(?:có (?:văn bản|quyết định) )?$")
_CASES = re.compile(r"trường hợp|nếu")
_OWED = re.compile(
    r"(?:để|việc|yêu cầu|đề nghị)[^.;,]{0,30} xác định (?:và thông báo )?(?:nghĩa vụ|giá|đơn giá|số tiền)"
)
_MORE = re.compile(
    r"(?:khi|có|nghi ngờ)[^,;.]{0,20}(?:dấu hiệu|nghi ngờ|căn cứ|phản ánh|khiếu nại|tranh chấp)[^,;.]{0,120}"
    r"|cần thiết (?:theo quy định tại|quy định tại)[^,;.]{3,120}"
    r"|đối với (?:trường hợp|dự án|công trình|cơ sở|hồ sơ|những|các (?:trường hợp|dự án|công trình)|người|tổ chức"
    r"|doanh nghiệp|sản phẩm|hàng hóa|văn bằng)[^,;.]{3,160}"
)
_PUBLIC = re.compile(
    r"rộng rãi|cộng đồng|nhân dân(?! (?:cấp|xã|tỉnh|huyện|thành|phường|tối))|công chúng|người dân|khu dân cư"
)
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
_OTHERS = re.compile(
    r"(?:lấy|xin|hỏi|tham vấn)[^.;]{0,25}ý kiến[^.;]{0,12}?(?:(?:của|từ|bằng văn bản|tới|đến) "
    r"|(?=các cơ quan|cơ quan|bộ |sở |ủy ban))"
    r"(?P<who>(?:(?! trước khi| để | về | theo | trình | và gửi)[^.;]){3,200})"
)
_ASKED = re.compile(
    r"(?:đề nghị|yêu cầu|gửi (?:văn bản|hồ sơ|công văn)(?: đề nghị)?(?: đến| tới| cho)?) "
    r"(?P<who>(?:các |bộ |sở |cơ quan|ủy ban|ubnd|công an|cục |đơn vị)[^.;:]{3,120}?) "
    r"(?:phối hợp |tham gia |xem xét,? )?(?:cho|có|tham gia|đóng góp) (?:văn bản )?ý kiến"
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
    limit_words: str = ""
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
    criterion: str | None = None
    """When something that is not always done is done, where that is told."""
    official: bool = False
    """Whether the applicant hands in an official dossier after a preliminary one."""
    public: bool = False
    """Whether everybody may object or say an opinion."""


_REMEMBERED = 1_000
"""Letters of a sentence that is remembered."""


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


def read_sentence(sentence: Sentence, subject: Subject | None = None) -> Said:
    """Read one sentence, or one clause of it.

    Parameters
    ----------
    sentence : Sentence
    subject : Subject, optional
        Who acts, where that is known already.

    Returns
    -------
    Said
        Without a kind where nothing in it names an activity.
    """
    who = subject or subject_of(sentence)
    read = _said if len(sentence.text) <= _REMEMBERED else _said.__wrapped__
    return read(sentence.text, sentence.low, who)


@lru_cache(maxsize=4_096)
def _said(text: str, low: str, subject: Subject) -> Said:
    """Read words; many pages say the same ones."""
    times = tuple(times_in(low))
    actor, at = subject.actor, subject.begins
    supplement = asks_to_complete(low)
    refused = _REFUSED.search(low)
    refusal = refused is not None and _REASON.search(low) is not None and not supplement
    refusal = refusal or ("lý do" in low and not supplement and _SAYS_WHY.search(low) is not None)
    kind, words = _kind(low, at + len(subject.words) if actor == "applicant" and subject.at_start else at, actor)
    if low.startswith("căn cứ") and _ON_THE_DAY.match(low) is not None and actor != "authority":
        kind, words, actor = "collect", "nhận", "applicant"
    if actor == "applicant" and subject.at_start:
        told = _IS_TOLD.match(low, at + len(subject.words))
        if told is not None:
            # Who gets a receipt or a notice does nothing: the authority takes in, or tells.
            actor, subject = "authority", Subject("authority", None, at, subject.words)
            kind, words = ("receive" if told["receipt"] else "notify"), told[0].strip()
    asked = _CONSULTED.search(low)
    answering = answers(low, at)
    if asked is not None and answering and kind in (None, "notify", "appraise", "verify", "decide", "forward", "issue"):
        kind, words = "consult", asked[0]
    if refusal and _RETURNED.match(low, at) is not None:
        kind, words = None, ""  # what a dossier that is given back asks for is not issued
    sets, sets_actor, official = _sets(low, actor)
    # “Kể từ ngày nhận văn bản xin ý kiến, Bộ …” says from when a time runs, not who asks.
    others = _OTHERS.search(low, at if kind == "consult" and not asks_opinions(words) else 0)
    if others is None and "ý kiến" in low and not answering:
        others = _ASKED.search(low, at)
    necessary = discretionary(low)
    limit = _limit(low, times, kind, words)
    return Said(
        kind=kind,
        actor=actor,
        name=subject.name,
        desk=desk_of(low[at : at + 60]) if actor == "authority" else None,
        kind_words=words,
        actor_words=subject.words,
        limit=limit,
        limit_words=text[limit.start : limit.end] if limit is not None else "",
        times=times,
        supplement=supplement,
        rounds=_rounds(low) if supplement else None,
        clock="restarts" if _RESTARTS.search(low) else ("suspended" if _SUSPENDED.search(low) else None),
        refusal=refusal,
        tacit=_TACIT.search(low) is not None,
        necessary=necessary,
        sets=sets,
        sets_actor=sets_actor,
        consulted=text[others.start("who") : others.end("who")] if others else None,
        others=answering,
        place=_place(text) if actor == "applicant" else None,
        at_start=subject.at_start or any(_leads(low, one) for one in times),
        criterion=_criterion(text, low, necessary=necessary),
        official=official,
        public=kind in ("consult", "publish") and _PUBLIC.search(low) is not None,
    )


def answers(low: str, at: int) -> bool:
    """Tell whether the bodies that are asked for an opinion are the subject."""
    asked = _CONSULTED.search(low)
    return asked is not None and asked.start() - at < 40 and not _GOVERNED.search(low[: asked.start()])


def asks_opinions(words: str) -> bool:
    """Tell the words of whoever asks for opinions from the words of whoever gives one."""
    return _ASKS.match(words) is not None


def _leads(low: str, time: Time) -> bool:
    before = low[max(0, time.start - 40) : time.start]
    if low.startswith(" đầu", time.end):
        return False  # the first days of a month are a date
    return _LIMIT.search(before) is not None and _NO_LIMIT.search(before) is None


def _limit(low: str, times: tuple[Time, ...], kind: str | None, words: str) -> Time | None:
    """Give the time that governs what is done; of a posting, how long it stays up."""
    led = [one for one in times if _leads(low, one)]
    if kind == "publish" and len(led) > 1:
        after = low.find(words)
        return next((one for one in led if one.start > after), led[0])
    return led[0] if led else None


def _criterion(text: str, low: str, *, necessary: bool) -> str | None:
    """Give the words that say when something is done that is not always done."""
    if necessary:
        more = _MORE.search(low)
        return text[more.start() : more.end()].strip(" ,;.:") if more is not None else None
    case = _CASE.match(low)
    if case is None or _USUAL.search(case["case"]):
        return None
    return text[case.start("case") : case.end("case")].strip(" ,;.:")


def _place(text: str) -> str | None:
    for match in _PLACE.finditer(text):
        name = authority_in(text[match.end() : match.end() + 120])
        if name is not None and text[match.end() :].startswith(name[:3]):
            return name
    return None


def _kind(low: str, at: int, actor: str | None) -> tuple[str | None, str]:
    main = low[at:]
    body = _BODY.match(main)
    if body is not None:
        main = main[body.end() :]
    stop = _STOPS.search(main)
    scope = main[: stop.start()] if stop and stop.start() > 25 else main
    unnamed = actor is None and _FILES.match(scope) is None
    able = _open_to(actor, unnamed)

    def among(*wanted: str) -> _Found | None:
        return _first_of(scope, tuple(kind for kind in able if kind in wanted))

    first = _first_of(scope, able)
    if first is None:
        return None, ""
    if first[1] == "submit" and first[2] in ("đề nghị", "yêu cầu", "đăng ký"):
        # Who asks for something is named by that: what is done stands behind it.
        first = among("collect", "pay") or first
    if first[1] in ("prepare", "fill-in") and actor == "applicant" and _HANDS_IN.search(scope, first[0]) is not None:
        first = among("submit") or first
    if first[1] in ("notify", "forward", "submit", "appraise") or first[2] == "ban hành":
        asked = among("consult")
        if asked is not None and asked[0] - first[0] < 45:
            first = asked
    if first[1] in ("appraise", "check", "verify", "notify", "receive"):
        best = among("issue", "decide", "register")
        passed = among("forward", "consult") if best is not None else None
        if best is not None and (passed is None or best[0] < passed[0]):
            between = scope[first[0] : best[0]]
            if _GOES_ON.search(between) and not _CASES.search(between):
                first = best
    if first[1] == "check" and (_COMPLETED.search(low) or not _OF_THE_DOSSIER.match(scope, first[0])):
        return "appraise", first[2]
    if first[1] in ("notify", "forward", "submit") and actor == "authority":
        owed = _OWED.search(scope, first[0])
        if owed is not None and owed.start() - first[0] < 60:
            return "assess-payment", owed[0]
    if first[1] in ("appraise", "notify", "decide", "verify"):
        near = _WHETHER_WHOLE.search(scope, first[0])
        if near is not None and near.start() - first[0] < 60:
            return "check", scope[first[0] : near.end()]
    return first[1], first[2]


_Found: TypeAlias = tuple[int, str, str]
"""Where the words of an activity stand, its kind, the words."""


@cache
def _open_to(actor: str | None, unnamed: bool) -> tuple[str, ...]:
    """List the kinds that a subject may do; one that is not named hands in only where the words begin with that."""
    return tuple(
        kind
        for kind, who, _ in _kinds()
        if (who == "any" or actor is None or who == actor) and not (unnamed and kind in ("submit", "fill-in"))
    )


@cache
def _any_of(kinds: tuple[str, ...]) -> re.Pattern[str]:
    words = {kind: pattern.pattern for kind, _, pattern in _kinds()}
    return re.compile("|".join(f"({words[kind]})" for kind in kinds))


def _first_of(scope: str, kinds: tuple[str, ...]) -> _Found | None:
    """Find the first activity of these kinds; of two at one place that which stands before in the table."""
    match = _any_of(kinds).search(scope) if kinds else None
    return None if match is None or match.lastindex is None else (match.start(), kinds[match.lastindex - 1], match[0])


def _sets(low: str, actor: str | None) -> tuple[int | None, str | None, bool]:
    if "bộ hồ sơ" not in low or "tiếng việt" in low or "tiếng anh" in low:
        return None, None, False  # a set in each language is no further set of the same
    for match in _SETS.finditer(low):
        digits = match["in"] if (match["in"] or "").isdigit() else match["number"]
        number = (
            int(digits) if (digits or "").isdigit() else _NUMBERS.get(digits or "", _NUMBERS.get(match["in"] or "", 0))
        )
        if not 1 <= number <= 30:
            continue
        before = low[: match.start()]
        verb = max((found.start() for found in _HANDS.finditer(before)), default=len(before))
        people = [(found.start(), "applicant") for found in APPLICANT.finditer(before[:verb])]
        bodies = [(found.start(), "authority") for found in AUTHORITY.finditer(before[:verb])]
        nearest = max([*people, *bodies], default=(0, actor or ""))[1]
        return number, nearest or None, match["official"] is not None and nearest == "applicant"
    return None, None, False


def _rounds(low: str) -> int | None:
    match = _AT_MOST.search(low)
    if match is not None:
        word = match["number"] or match["two"]
        return min(10, int(word) if word.isdigit() else _NUMBERS[word])
    return 1 if _ONCE.search(low) else None
