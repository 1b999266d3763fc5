"""What the words of a row say beside the paper's type: forms taken, handing over, conditions, once-only, negation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from procsimplify.files.portal.registers import named_registers
from procsimplify.files.portal.words import same_spelling, tidy

__all__ = [
    "Accepted",
    "RowMarks",
    "is_one_of",
    "once_only_clauses",
    "once_only_in",
    "read_marks",
    "replaced_in_general",
]

Accepted = Literal["original", "certified-copy", "plain-copy-with-original-shown", "plain-copy", "electronic"]

_NO_CERTIFYING = re.compile(r"không (?:yêu cầu|cần|bắt buộc|phải)[^.;]{0,20}(?:công chứng|chứng thực)")
_ELECTRONIC = re.compile(
    r"bản sao điện tử|bản điện tử|bản scan|văn bản điện tử|biểu mẫu điện tử|dạng điện tử|dữ liệu điện tử"
    r"|tệp tin|hồ sơ điện tử|bản mềm"
    r"|(?:điện tử được chứng thực|chứng thực điện tử)[^,;.]*"
)
_ELECTRONIC_WHOLE = re.compile(
    r"(?:bản sao điện tử|bản điện tử|văn bản điện tử)(?: (?:được|có))? ?(?:chứng thực|cấp|công chứng)?"
    r"(?: từ (?:bản chính|sổ gốc|bản gốc))?|được chứng thực điện tử|chứng thực điện tử"
)
_SHOWN = re.compile(
    r"(?:bản sao|bản chụp|bản photo)(?:(?!hoặc)[^;.]){0,40}?(?:kèm(?: theo)?|xuất trình|mang theo|có"
    r"|và)[^;.]{0,20}bản (?:chính|gốc)[^;.]{0,30}đối chiếu"
    r"|(?:kèm(?: theo)?|xuất trình|mang theo) bản (?:chính|gốc)[^;.]{0,30}đối chiếu"
    r"|đối chiếu (?:với )?bản (?:chính|gốc)|bản (?:chính|gốc) để (?:đối chiếu|kiểm tra)"
)
_CERTIFIED = re.compile(
    r"(?:bản sao|bản chụp|sao)(?: y)?(?: \(?(?:có|được))? (?:công chứng|chứng thực)"
    r"|bản (?:công chứng|chứng thực)|bản sao (?:được )?(?:cấp )?từ sổ (?:gốc|bộ)"
)
# Without a word for a copy the same words may speak of a signature: a certified power of attorney is an original.
_CERTIFIED_SOMEHOW = re.compile(r"(?:có|được) (?:công chứng|chứng thực)|công chứng hoặc chứng thực")
_COPY = re.compile(r"bản sao|bản chụp|sao y|sao chụp|photo|phô tô")
_PLAIN = re.compile(r"bản sao|bản chụp|bản photo|bản photocopy|sao chụp|bản phô tô")
_ORIGINAL = re.compile(
    r"(?<!từ )(?<!kèm )(?<!theo )(?<!trình )(?<!với )(?<!y )bản (?:chính|gốc)(?! để đối chiếu)(?! đối chiếu)"
)
_SHOW = re.compile(
    r"^[\W\d]*(?:(?:các )?(?:thành phần hồ sơ|giấy tờ|hồ sơ) )?(?:phải |cần )?(?:xuất trình|mang theo)"
    r"(?! bản chính (?:để )?đối chiếu)"
)
_DECLARE = re.compile(
    r"chỉ (?:cần )?(?:kê khai|khai|cung cấp)[^.;]{0,40}(?:số|thông tin)|mẫu hộ tịch điện tử|kê khai số định danh"
)
_LOOKED_UP = re.compile(r"^[\W\d]*(?:các )?thông tin[^.;]{0,140}(?:được khai thác|khai thác trong|khai thác từ)")
_SURRENDER = re.compile(
    r"(?:^[\W\d]*|(?<!\w)(?:phải|thì|và|đồng thời) )(?:nộp lại|giao nộp|trả lại|thu hồi)[^.;]{0,20}"
    r"(?:bản (?:chính|gốc)|giấy|thẻ|chứng chỉ|phù hiệu|biển số|tem|giấy phép)|để (?:thu hồi|hủy bỏ|cắt góc)"
    r"|(?:giấy|thẻ|chứng chỉ|phù hiệu|biển số)[^.;,]{0,60} (?:được )?(?:nộp lại|thu lại)(?= |[.,;)]|$)"
)
"""The paper is given back for good; “a request to withdraw the licence” is none of that."""
_ON_SITE = re.compile(r"(?:chụp ảnh|lấy vân tay|thu nhận)[^.;]{0,20}trực tiếp tại")
_IF_ANY = re.compile(r"nếu có|nếu được|khi cần|nếu (?:thay đổi|cần)")
_CASE = re.compile(
    r"(?:(?:(?<=\()|(?<=, )|(?<=; )|(?<= )|^)(?:áp dụng )?(?:trong trường hợp|đối với trường hợp"
    r"|trường hợp|đối với|áp dụng (?:đối với|cho)|nếu)|(?:(?<=\()|(?<=, )|(?<=; )|(?<=chỉ )|^)khi)"
    r" [^();:.]{3,}",
)
_ABOUT = re.compile(
    r"(?<!\w)(?:(?<!chủ )sở hữu|(?<!ủy )(?<!thẩm )quyền|nghĩa vụ|nghĩa vụ nợ|trách nhiệm|yêu cầu|tiêu chuẩn|quy chuẩn"
    r"|biện pháp|chính sách|ý kiến|khiếu nại|tác động|ảnh hưởng|rủi ro|có kiểm soát|giám sát|cam kết|bảo lãnh|góp ý"
    r"|kỷ luật|xử phạt) $"
)
"""Before “đối với”: words that need what they are about."""
_AMONG = re.compile(r"(?<!\w)(?:thuộc|các|những|một số|từng|mọi|mỗi|nhiều) $")
"""Before “trường hợp”: what a paper proves or a sentence counts."""
_WHOSE = re.compile(
    r"đối với (?:từng|mỗi|mọi|tất cả|người (?:đứng đầu|đại diện|quản lý|phụ trách|chịu trách nhiệm|đề nghị|lãnh đạo)"
    r"|giám đốc|chủ tịch|kế toán trưởng|nhân sự|các thành viên|thành viên)"
    r"(?:(?! (?:là|không|chưa|đã|có|thuộc|bị|nước ngoài|trường hợp|khi|được|mới|trong|nếu) )[^;.:(])*"
)
_HOLDS = re.compile(
    r"(?<!\w)(?:trong đó|(?:bao gồm|gồm|có|với) (?:các |những )?nội dung|nội dung (?:chính|gồm|bao gồm)"
    r"|(?:phải )?thể hiện (?:địa danh|phạm vi|vị trí|rõ))(?!\w)"
)
"""What follows says what the paper holds, and no more when it is asked for."""
_NO_FEE = r"(?! (?:các khoản |tiền )?(?:lệ phí|phí|thuế))"
"""Who does not pay a fee may still hand in papers."""
_NEGATED = re.compile(
    rf"không (?:phải|cần|yêu cầu|bắt buộc)(?: phải)? (?:nộp{_NO_FEE}|xuất trình|cung cấp|gửi|tải"
    r"|người|kèm|khai|giấy|bản)"
    r"|không (?:bắt buộc|yêu cầu)[\w ]{0,30} (?:nộp|cung cấp|xuất trình)"
    rf"|không (?:phải|cần)(?: nộp| xuất trình| tải lên)?(?=[ ,.;/(]*(?:nộp{_NO_FEE}|xuất trình|tải)|$)"
    r"|không (?:được )?yêu cầu(?! (?:có )?xác nhận)|không cần (?:phải )?nộp|được miễn nộp|miễn nộp"
    r"|không bao gồm (?:bản|giấy)|miễn xuất trình"
)
_IN_SOME_CASE = re.compile(r"(?<!\w)(?:trường hợp|nếu|khi)(?!\w)")
_CONFIRMED = re.compile(
    r"(?<!không cần )(?<!không )(?:có|được|và) (?:sự )?xác nhận (?:của|bởi|từ) (?P<who>[^;.()]{3,130})"
)
_RETURNED = re.compile(r"trả lại (?:ngay )?(?:bản chính|cho người)|được trả lại")
_ABROAD = re.compile(
    r"gửi (?:ra|cho|tới|đến)[^.;]{0,30}nước ngoài|chuyển (?:cho )?(?:cơ quan )?(?:trung ương )?(?:của )?nước ngoài"
)
_OPEN = re.compile(
    r"(?<!hoặc )(?<!hoặc các )(?:(?<=^)|(?<=[\s;,+-]))(?:các |những |và )*(?:giấy tờ|tài liệu"
    r"|hồ sơ|văn bản|chứng từ)(?:,? (?:giấy tờ|tài liệu|hồ sơ|văn bản|chứng từ))*"
    r" (?:khác(?: có)? liên quan|(?:có )?liên quan khác|khác|(?:có )?liên quan)(?: (?:đến|tới"
    r"|theo)[^.;:]{0,80})?(?: \(nếu có\))?\s*[.;)]*\s*$"
)
_HISTORICAL = re.compile(
    r"trước ngày \d{1,2}[/ ]|trước (?:đây|năm 19|năm 20)|cấp trước|giấy tờ (?:cũ|gốc hoặc được coi)"
)
_REPLACED = re.compile(
    r"(?:thay thế bằng|được thay (?:thế )?bằng|khai thác|tra cứu|tích hợp|kết nối|chia sẻ"
    r"|đã (?:có|lưu)(?: thông tin)?[^.]{0,60}(?:trong|trên)|không bao gồm|thay thế)[^.]{0,220}"
)
_DATA = re.compile(
    r"cơ sở dữ liệu|csdl|vneid|định danh điện tử|căn cước điện tử|hệ thống (?:thông tin|định danh)|dữ liệu"
)
_ONE_OF = re.compile(
    r"(?:một|01|1|ít nhất một)(?: \(01\)| \(một\))? trong (?:các |những |số )?(?:các |những )?(?:loại )?"
    r"(?:giấy tờ|tài liệu|văn bản|hồ sơ|chứng từ)"
)
_UNTIL = re.compile(
    r"khi [^.;]{0,60}(?:vận hành|hoàn thành|kết nối)|kể từ (?:khi|thời điểm)[^.;]{0,60}(?:vận hành|hoàn thành)"
)
_FORM = re.compile(
    r"(?:theo )?(?P<number>mẫu (?:số )?[\w./-]*\d[\w./-]*|phụ lục (?:số )?[ivxlc\d]+[\w./-]*)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class RowMarks:
    """What a row says of its paper. ``words`` gives for each mark the words that say it."""

    accepts: tuple[Accepted, ...] = ()
    handover: Literal["submit", "show", "surrender", "look-up", "declare", "on-site"] | None = None
    condition: str | None = None
    negated: bool = False
    once_only: bool = False
    registers: tuple[str, ...] = ()
    until: bool = False
    open_ended: bool = False
    historical: bool = False
    confirmed_by: str | None = None
    returned: bool = False
    abroad: bool = False
    form_number: str | None = None
    words: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=16_384)
def read_marks(text: str) -> RowMarks:
    """Read what the words of a row say beside the type of its paper.

    Examples
    --------
    >>> marks = read_marks("Bản sao có chứng thực bằng tốt nghiệp (nếu có)")
    >>> marks.accepts, marks.condition
    (('certified-copy',), 'nếu có')
    """
    plain = tidy(text)
    low = same_spelling(plain)
    said: list[tuple[str, str]] = []

    def told(mark: str, found: re.Match[str] | None) -> bool:
        if found is not None:
            said.append((mark, plain[found.start() : found.end()].strip()[:200]))
        return found is not None

    accepts = _accepts(low, plain, said)
    handover: Literal["submit", "show", "surrender", "look-up", "declare", "on-site"] | None = None
    if told("handover", _LOOKED_UP.search(low)):
        handover = "look-up"
    elif told("handover", _SHOW.search(low)):
        handover = "show"
    elif told("handover", _DECLARE.search(low)):
        handover = "declare"
    elif told("handover", _SURRENDER.search(low)):
        handover = "surrender"
    elif told("handover", _ON_SITE.search(low)):
        handover = "on-site"
    once = once_only_in(plain)
    if once:
        said.append(("once-only", once[:300]))
    confirmed = _CONFIRMED.search(low)
    form = _FORM.search(plain)
    marks = RowMarks(
        accepts=accepts,
        handover=handover,
        condition=_condition(low, plain, said),
        negated=told("negated", _negation(_blanked(_NO_CERTIFYING, low))),
        once_only=bool(once),
        registers=named_registers(plain) if once else (),
        until=bool(once) and _UNTIL.search(low) is not None,
        open_ended=told("open-ended", _OPEN.search(low)),
        historical=told("historical", _HISTORICAL.search(low)),
        confirmed_by=_who(plain, confirmed) if told("confirmed-by", confirmed) else None,
        returned=told("returned", _RETURNED.search(low)),
        abroad=told("destination", _ABROAD.search(low)),
        form_number=plain[form.start("number") : form.end("number")][:200] if form else None,
    )
    return RowMarks(**{name: getattr(marks, name) for name in RowMarks.__slots__ if name != "words"}, words=tuple(said))


def _negation(low: str) -> re.Match[str] | None:
    """Find the words by which a paper is not needed, not those that spare it in some case only."""
    for found in _NEGATED.finditer(low):
        first = max(low.rfind(mark, 0, found.start()) for mark in ".;\n") + 1
        before = low[first : found.start()]
        if not (_IN_SOME_CASE.search(before) and before.rstrip().endswith((" thì", ","))):
            return found
    return None


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    """Give a text with what a pattern finds as blanks, letter for letter."""
    return pattern.sub(lambda one: " " * len(one[0]), text)


def _who(plain: str, found: re.Match[str] | None) -> str | None:
    return plain[found.start("who") : found.end("who")] if found is not None else None


def is_one_of(text: str) -> bool:
    """Tell whether a text says that one of several papers is enough."""
    return _ONE_OF.search(same_spelling(text)) is not None


_REPLACES = re.compile(r"thay (?:thế )?bằng|được thay thế|thay thế cho")
_ONLY_IF = re.compile(
    r"(?:không|chưa) (?:thể )?(?:khai thác|tra cứu|truy xuất|lấy)[^.]{0,40}(?:thông tin|dữ liệu|được|trong)"
    r"|(?:không|chưa) có (?:tên|thông tin|dữ liệu)[^.]{0,60}(?:trong|trên) [^.]{0,20}(?:cơ sở dữ liệu|csdl|hệ thống)"
)
_USED = re.compile(
    r"khai thác(?:,? sử dụng)?(?: được)?|tra cứu|sử dụng thông tin|tích hợp|đã (?:có|lưu)[^.]{0,60}(?:trong|trên)"
    r"|tự động điền|điền tự động"
)
_REGISTER = re.compile(r"cơ sở dữ liệu|csdl|vneid|căn cước điện tử")
_NO_CLAUSE = re.compile(
    r"(?:đề nghị|phạm vi|mục đích|cần|yêu cầu cung cấp)[^.]{0,40} khai thác|có thể nộp[^.]{0,200}bao gồm cả"
    r"|để (?:thực hiện )?xác thực điện tử"
)
"""Data that are asked for, forms that are taken, and proofs of who acts: none replaces a paper."""


_HANDED_IN = re.compile(
    r"được miễn(?: trừ| nộp)? trong trường hợp (?:các )?(?:tài liệu|giấy tờ|hồ sơ|thông tin)[^.;]{0,20}? đã (?:được )?"
    r"(?:gửi|nộp|cung cấp|có)"
)
"""What the authority was given before is not asked for again."""


def once_only_in(text: str) -> str | None:
    """Give the first clause in which a text says that data of the State replace a paper; None where it has none.

    Such a clause says that what was sent before is not asked for again; or it names data, and says that they replace
    the paper, that the paper need not be handed in, or that it is asked for only where the data cannot be got.
    """
    return next(iter(once_only_clauses(text)), None)


@lru_cache(maxsize=16_384)
def once_only_clauses(text: str) -> tuple[str, ...]:
    """Give all such clauses of a text, in order."""
    low_all = same_spelling(text)
    if not _DATA.search(low_all) and "miễn" not in low_all:
        return ()
    found: list[str] = []
    for sentence in re.split(r"(?<=[.;])\s+", tidy(text)):
        low = same_spelling(sentence)
        if _HANDED_IN.search(low):
            found.append(sentence)
            continue
        if not _DATA.search(low) or _NO_CLAUSE.search(low):
            continue
        spared = _NEGATED.search(low) is not None
        if (
            _REPLACES.search(low)
            or (spared and _REPLACED.search(low))
            or _ONLY_IF.search(low)
            or (_USED.search(low) and _REGISTER.search(low))
        ):
            found.append(sentence)
    return tuple(found)


_WHATEVER = re.compile(
    r"thành phần hồ sơ (?:trong|của) (?:thủ tục|các thủ tục)[^.;]{0,40}(?:thay thế|cắt giảm|miễn)[^.;]{0,200}khai thác"
    r"|khai thác[^.;]{0,200}(?:để|nhằm) thay thế (?:các )?(?:thành phần hồ sơ|giấy tờ)"
    r"|không phải nộp (?:các )?(?:thành phần hồ sơ|giấy tờ)(?! (?:này|đó|trên|nêu))[^.;]{0,160}khai thác được"
    r"|không (?:được )?yêu cầu[^.;]{0,80}(?:giấy tờ|thông tin|thành phần hồ sơ|tài liệu)[^.;]{0,60}đã có"
    r"[^.;]{0,60}(?:cơ sở dữ liệu|csdl)"
)


def replaced_in_general(texts: Iterable[str]) -> str | None:
    """Give the words by which data of the State replace whatever paper of the procedure they hold; None without.

    Examples
    --------
    >>> replaced_in_general(["Cơ quan khai thác dữ liệu để thay thế thành phần hồ sơ."])
    'khai thác dữ liệu để thay thế thành phần hồ sơ'
    """
    found = (_WHATEVER.search(same_spelling(text)) for text in texts)
    return next((one[0][:200] for one in found if one is not None), None)


def _accepts(low: str, plain: str, said: list[tuple[str, str]]) -> tuple[Accepted, ...]:
    found: dict[Accepted, None] = {}
    left = _NO_CERTIFYING.sub(" ", low)

    def take(mark: Accepted, pattern: re.Pattern[str]) -> None:
        nonlocal left
        match = pattern.search(left)
        if match is not None:
            found[mark] = None
            said.append(("accepts", plain[match.start() : match.end()][:200]))
            left = pattern.sub(lambda one: " " * len(one[0]), left)

    if len(left) != len(low):
        plain = left
    take("electronic", _ELECTRONIC_WHOLE)
    take("electronic", _ELECTRONIC)
    take("plain-copy-with-original-shown", _SHOWN)
    take("certified-copy", _CERTIFIED)
    if _COPY.search(low):
        take("certified-copy", _CERTIFIED_SOMEHOW)
    take("original", _ORIGINAL)
    take("plain-copy", _PLAIN)
    order: tuple[Accepted, ...] = (
        "original",
        "certified-copy",
        "plain-copy-with-original-shown",
        "plain-copy",
        "electronic",
    )
    return tuple(mark for mark in order if mark in found)


def _of_whom(low: str, match: re.Match[str]) -> bool:
    """Tell words on what a right or a duty is about, or whose the paper is, from those on when it is asked for."""
    before = low[max(0, match.start() - 30) : match.start()]
    if match[0].startswith("trường hợp"):
        return _AMONG.search(before) is not None
    if match[0].startswith("áp dụng ") and low.lstrip("-+*•. ").startswith(("tờ khai", "bảng kê", "phụ lục")):
        return True  # part of the form's name
    if low[: match.start()].rstrip().endswith(("được miễn trừ", "được miễn nộp", "được miễn")):
        return True
    if not match[0].startswith("đối với ") or match[0].startswith("đối với trường hợp"):
        return False
    return _ABOUT.search(before) is not None or _WHOSE.fullmatch(match[0].strip(" ,")) is not None


def _condition(low: str, plain: str, said: list[tuple[str, str]]) -> str | None:
    holds = _HOLDS.search(low)
    if holds is not None:
        low = low[: holds.start()]
    match = next((one for one in _CASE.finditer(low) if not _of_whom(low, one)), None) or _IF_ANY.search(low)
    if match is None or "cơ sở dữ liệu" in match[0] or "khai thác" in match[0]:
        match = _IF_ANY.search(low)
    if match is None:
        return None
    words = plain[match.start() : match.end()].strip(" ,;")[:500]
    said.append(("if", words))
    return words
