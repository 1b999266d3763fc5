"""Who makes a paper, told from its words: the authority named, the procedure itself, or its own field."""

from __future__ import annotations

import re

from procsimplify.files.portal.document_words import TypeMatch
from procsimplify.files.portal.paper_words import LETTERS, PageWords
from procsimplify.files.portal.parties import authority_in
from procsimplify.files.portal.words import same_spelling, tidy

__all__ = ["is_own_act", "is_own_paper", "issuers_in", "of_one_branch", "own_field", "without_confirmations"]

_LICENCE = re.compile(
    r"(?:chứng chỉ hành nghề|giấy phép hành nghề|giấy phép|giấy chứng nhận (?:đủ điều kiện|đăng ký hành nghề"
    r"|đăng ký hoạt động)"
    r"|giấy đăng ký hoạt động|thẻ)\s+(?P<of>[^,;:.()]{3,90})"
)
_TRAINING = re.compile(r"đào tạo|bồi dưỡng|huấn luyện|tập huấn|tốt nghiệp|đầu tư|xây dựng|lái xe|lao động|nước ngoài")
_GENERAL_TOPIC = re.compile(r"^(?:thành lập|đăng ký|quản lý|đầu tư|hỗ trợ|thủ tục)")
_WORN_OUT = re.compile(r"bị (?:hư hỏng|hỏng|rách|mất|thu hồi)|bản chính(?! (?:để )?đối chiếu)|bản gốc")
_AGAIN = re.compile(r"cấp lại|cấp đổi|gia hạn|sửa đổi|điều chỉnh|thay đổi|bổ sung")
_OWN_LICENCE = re.compile(
    r"^(?:bản sao|bản chụp|bản photo|hoặc|điện tử|,|\s|-|có chứng thực|chứng thực|các|kèm|theo|bản chính|để"
    r"|đối chiếu|được|cấp"
    r"|từ|sổ gốc|còn hiệu lực)*"
    r"(?P<what>giấy phép|giấy chứng nhận|chứng chỉ|thẻ|giấy xác nhận|quyết định công nhận"
    r"|giấy đăng ký)(?P<of>[^,;:.()]{0,110})"
)
_ISSUED_BEFORE = re.compile(r"đã (?:được )?cấp|\bcũ\b|đang (?:có hiệu lực|sử dụng)")
_NAMED = re.compile(r"(?:(?<=của )|(?<=do ))(?=\w)")
_ACTS = re.compile(
    r"^[\W\d]*(?:bản sao |bản chính |bản chụp |bản sao điện tử |có chứng thực |hoặc |các )*"
    r"(?:văn bản|quyết định|công văn|giấy|thông báo|ý kiến|xác nhận|biên bản|kết quả|kết luận|chứng chỉ"
    r"|phê duyệt|chấp thuận)"
)
_ABOUT = re.compile(
    r"^[\W\d]*(?:bản sao |bản chính )?(?:quyết định|văn bản|thông báo)[^;.]{0,60}? (?:về việc|về|chấp thuận|phê duyệt) "
    r"(?P<what>[^;.]{10,200})"
)
_DEPARTMENT = re.compile(
    r"cục|chi cục|tổng cục|vụ|thuế|hải quan|ủy ban (?!nhân dân)|kho bạc|bảo hiểm|ngân hàng|viện|học viện|trung tâm"
)
_BODY_WORDS = frozenset(
    [
        "cục",
        "chi",
        "tổng",
        "vụ",
        "ủy",
        "ban",
        "viện",
        "học",
        "trung",
        "tâm",
        "việt",
        "nam",
        "nhà",
        "nước",
        "và",
        "khu",
        "vực",
        "bộ",
        "quản",
        "lý",
    ]
)
"""What the names of any two bodies may have in common."""
# In these fields, or under these titles, the paper is what the procedure itself makes, changes or ends.
_OWN_BY_FIELD = {
    "land-use-right": re.compile(r"^(?:đất đai|nhà ở và)"),
    "business-registration": re.compile(r"thành lập và hoạt động|đăng ký (?:kinh doanh|doanh nghiệp)"),
    "investment-registration": re.compile(r"^đầu tư|thành lập và hoạt động"),
    "identity-card": re.compile(r"căn cước"),
    "residence-proof": re.compile(r"cư trú"),
    "driving-licence": re.compile(r"giấy phép lái xe"),
}
_OWN_BY_TITLE = {
    "birth-certificate": re.compile(r"khai sinh"),
    "death-certificate": re.compile(r"khai tử"),
    "marriage-certificate": re.compile(r"(?<!tình trạng )kết hôn"),
}


def own_field(kind: str, text: str, page: PageWords) -> tuple[str, str] | None:
    """Tell a licence or practising certificate of the procedure's own field, or a copy of the very licence acted on."""
    if kind not in ("existing-licence", "professional-certificate"):
        return None
    low = same_spelling(tidy(text))[:LETTERS]
    plain = low.lstrip(" -+*•.·0123456789")
    mine = _OWN_LICENCE.search(plain)
    if mine is not None and _AGAIN.search(page.title) and not page.topic.startswith("đất đai"):
        name = mine["what"].removeprefix("giấy ")
        words = _syllables(_ISSUED_BEFORE.split(mine["of"])[0])
        before = _ISSUED_BEFORE.search(mine["of"])
        begun = _begun(words, _syllables(page.title))
        if name in page.title and (begun >= 3 or (before is not None and begun >= min(2, len(words)))):
            return "copy-of-own-licence", mine[0]
    found = _LICENCE.search(low)
    if found is None or _TRAINING.search(found[0]) or _GENERAL_TOPIC.search(page.topic) or _WORN_OUT.search(low):
        return None
    topic = _syllables(page.topic)[:2]
    if len(topic) == 2 and _shared(_syllables(found["of"]), topic) >= 2:
        return "licence-of-the-field", found[0]
    return None


def _syllables(text: str) -> list[str]:
    return [
        word
        for word in re.findall(r"\w+", text)
        if word not in ("và", "của", "cho", "các", "quản", "lý", "hoạt", "động")
    ]


def _begun(words: list[str], others: list[str]) -> int:
    """Give how many syllables of a list, from its first, stand in another in a run."""
    best = 0
    for place in range(len(others)):
        run = 0
        while run < len(words) and others[place + run : place + run + 1] == [words[run]]:
            run += 1
        best = max(best, run)
    return best


def _shared(words: list[str], others: list[str]) -> int:
    """Give the length of the longest run of syllables that two lists share."""
    best = 0
    for first in range(len(words)):
        for second in range(len(others)):
            run = 0
            while (
                words[first + run : first + run + 1]
                and words[first + run : first + run + 1] == others[second + run : second + run + 1]
            ):
                run += 1
            best = max(best, run)
    return best


def issuers_in(kind: str, text: str) -> list[str]:
    """List the authorities that a paper's words name as its makers, in their order.

    Examples
    --------
    >>> issuers_in("authority-document", "Văn bản chấp thuận của Bộ Tài chính về việc tăng vốn")
    ['Bộ Tài chính']
    >>> issuers_in("list", "Bảng kê theo mẫu do Bộ Tài chính ban hành")
    []
    >>> issuers_in("authority-document", "Biên bản theo Thông tư số 80/2021/TT-BTC ngày 29/9/2021 của Bộ Tài chính")
    []
    """
    words = tidy(text)[:LETTERS]
    low = same_spelling(words)
    found: list[str] = []
    if re.match(
        r"[\W\d]*(?:công văn|văn bản|tờ trình)[^.;]{0,100}?(?<!về )(?<!theo )(?:đề nghị|kiến nghị|yêu cầu)", low
    ):
        return found  # it asks for something
    makes = kind == "authority-document" and _ACTS.search(low) is not None
    for place in _NAMED.finditer(low):
        by = low[: place.start()].endswith("do ")
        name = authority_in(words[place.start() : place.start() + 120])
        if name is None or not words[place.start() :].startswith(name):
            continue
        owner = re.match(r"(?: -|,? thuộc| của) (Bộ [^,;.()]{3,40})", words[place.start() + len(name) :])
        if owner is not None and authority_in(owner[1]):
            name = f"{name} - {authority_in(owner[1])}"
        after = low[place.start() + len(name) : place.start() + len(name) + 90]
        if by:
            if re.search(r"mẫu[^;.]{0,40}do $", low[: place.start()]):
                continue
            if not re.match(r"[^,;.()]{0,70}?\s?(?:cấp|phê duyệt|lập|xác nhận|quyết định|chấp thuận)(?!\w)", after):
                continue
        elif not makes or re.search(
            r"(?:theo|tại|hướng dẫn|quy định|thẩm quyền|công tác|thông tư|nghị định)[^;.,]{0,30}của $"
            r"|(?:thông tư|nghị định|quyết định|nghị quyết) số [\w/.-]+(?: ngày [\d/. ]+)? của $",
            low[: place.start()],
        ):
            continue
        if name not in found:
            found.append(name)
    return found


def is_own_paper(kind: str, title: str, topic: str) -> bool:
    """Tell a paper of a type that the procedure itself makes, changes or ends, by the page's title or field.

    Examples
    --------
    >>> is_own_paper("land-use-right", "", "đất đai"), is_own_paper("land-use-right", "", "đường bộ")
    (True, False)
    """
    field, heading = _OWN_BY_FIELD.get(kind), _OWN_BY_TITLE.get(kind)
    return (field is not None and field.search(topic) is not None) or (
        heading is not None and heading.search(title) is not None
    )


def is_own_act(kind: str, text: str, title: str) -> bool:
    """Tell an act of an authority that decides what the procedure itself is about: no paper known before it begins.

    Examples
    --------
    >>> title = "thủ tục miễn thuế đối với tài sản di chuyển"
    >>> is_own_act("authority-document", "Quyết định của Bộ về việc miễn thuế đối với tài sản di chuyển", title)
    True
    >>> is_own_act("authority-document", "Quyết định về việc thành lập đơn vị", title)
    False
    """
    if kind != "authority-document":
        return False
    found = _ABOUT.search(same_spelling(tidy(text)))
    if found is None:
        return False
    words = _syllables(found["what"])
    own = _syllables(
        re.sub(r"^(?:thủ tục|cho phép|cấp|giải quyết|đề nghị|thẩm định|phê duyệt|chấp thuận|\W)+", "", title)
    )
    return len(own) >= 4 and _begun(own, words) >= 4


def of_one_branch(name: str, bodies: str) -> bool:
    """Tell whether a department named in a paper's words is surely of the ministry whose page it is.

    Examples
    --------
    >>> of_one_branch("Cục Thú y", "thú y, sở nông nghiệp"), of_one_branch("Cục Lễ tân Nhà nước", "hải quan")
    (True, False)
    """
    low = same_spelling(name)
    if not _DEPARTMENT.match(low) or " - " in name:
        return True
    return bool({*re.findall(r"\w+", bodies)} & ({*re.findall(r"\w+", low)} - _BODY_WORDS))


def without_confirmations(text: str, types: tuple[TypeMatch, ...]) -> tuple[TypeMatch, ...]:
    """Leave out what is no paper but a confirmation on the one before: ``sơ yếu lý lịch có ảnh và xác nhận của …``."""
    kept = [types[0]]
    for one in types[1:]:
        on_it = re.search(r"(?:và|có)\s+$", text[: one.start]) and text[one.start :].lower().startswith("xác nhận")
        if not (on_it and kept[-1].type in ("curriculum-vitae", "application-form", "commitment")):
            kept.append(one)
    return tuple(kept)
